"""The index of places: built once on a machine, whole or not at all, and asked by folded names."""

from pathlib import Path

import pytest

from corrobora.errors import UsageError
from corrobora.read import gazetteer as module
from corrobora.read.gazetteer import open_gazetteer, place_key
from corrobora.read.indexname import index_name
from corrobora.read.skeleton import skeleton


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Dhi Qar", "iso:IQ-DQ"),
        ("ذي قار", "iso:IQ-DQ"),
        ("Babil", "iso:IQ-BB"),
        ("Babylone", "iso:IQ-BB"),
        ("Al-Anbar", "iso:IQ-AN"),
        ("Bassorah", "iso:IQ-BA"),
        ("أربيل", "iso:IQ-AR"),
        ("Irak", "iso:IQ"),
        ("لبنان", "iso:LB"),
        ("Boulikessi", "alias:boulkessi-ml"),
        ("Sahel", "alias:sahel"),
        ("Donbass", "alias:donbas-ua"),
    ],
)
def test_a_name_in_any_language_finds_its_place(name: str, place: str) -> None:
    assert place in {entry.id for entry in open_gazetteer().look_up(place_key(name))}


def test_a_listed_town_keeps_the_id_that_the_packages_give_it() -> None:
    found = [e for e in open_gazetteer().look_up(place_key("Abou Kamal")) if e.country == "SY"]
    assert [e.id.partition(":")[0] for e in found] == ["geonames"]
    assert found[0].admin1 == "SY-DY"
    assert found[0].known


def test_provinces_and_towns_of_one_name_are_both_there() -> None:
    found = {e.kind: e for e in open_gazetteer().look_up("basra") if e.country == "IQ"}
    assert set(found) == {"province", "town"}
    assert found["town"].admin1 == found["province"].admin1 == "IQ-BA"
    assert found["province"].lat == pytest.approx(30.5, abs=1.0)


def test_acronyms_are_found_as_written_only() -> None:
    gazetteer = open_gazetteer()
    assert [e.id for e in gazetteer.look_up("=US")] == ["iso:US"]
    assert "iso:US" not in {e.id for e in gazetteer.look_up("us")}


def test_every_place_has_a_kind_and_possible_degrees() -> None:
    for _, entry in open_gazetteer().within("ML"):
        assert entry.kind
        assert entry.lat is None or -90 <= entry.lat <= 90
        assert entry.lon is None or -180 <= entry.lon <= 180


def test_a_name_that_is_none_is_told_from_those_that_are() -> None:
    gazetteer = open_gazetteer()
    assert gazetteer.longest("dhi") >= 2
    assert gazetteer.longest("qxyzzt") == 0
    assert gazetteer.look_up("dhi qar qxyzzt") == ()
    assert gazetteer.look_up("") == ()
    assert gazetteer.look_up("\ud800") == ()


@pytest.mark.parametrize("place", ["geonames:", "geonames:x", "geonames:٣", "geonames:" + "9" * 30, "iso:XX", ""])
def test_an_id_that_is_none_gives_no_place(place: str) -> None:
    assert open_gazetteer().by_id(place) is None


def test_a_place_is_found_again_by_its_id() -> None:
    gazetteer = open_gazetteer()
    for name in ("gao", "dhi qar", "boulkessi"):
        for entry in gazetteer.look_up(name):
            assert gazetteer.by_id(entry.id) == entry


def test_names_of_one_country_share_their_consonants() -> None:
    found = open_gazetteer().near("ML", skeleton("boulikessi"))
    assert ("boulkessi", "alias:boulkessi-ml") in {(key, entry.id) for key, entry in found}
    assert {entry.country for _, entry in found} == {"ML"}
    assert open_gazetteer().near("IQ", skeleton("boulikessi")) == ()


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("abou kamal", "abu kamal", True),
        ("al chaddadi", "ash shaddadah", True),
        ("tchintabaraden", "chin tabaraden", True),
        ("djibo", "jibo", True),
        ("kousseri", "gousseri", False),
        ("البوكمال", "بوكمال", True),
    ],
)
def test_transliterations_of_a_name_share_its_consonants(one: str, other: str, *, alike: bool) -> None:
    assert (skeleton(one) == skeleton(other)) == alike


def test_a_damaged_index_is_told(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    path.write_bytes(b"no database" * 1000)
    with pytest.raises(UsageError, match="delete it"):
        module.Gazetteer(path)


def test_an_import_by_another_version_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    serving = open_gazetteer().path
    monkeypatch.setenv("CORROBORA_CACHE", str(tmp_path))
    (tmp_path / index_name()).symlink_to(next(serving.parent.glob(index_name())))
    (tmp_path / "geonames-0123456789abcdef.sqlite").touch()
    told: list[str] = []
    assert open_gazetteer(told.append).path.name == index_name()
    assert "import it again" in told[0]


def test_a_half_built_index_is_never_left_behind(tmp_path: Path) -> None:
    def breaks(path: Path) -> None:
        path.write_text("half", encoding="utf-8")
        raise OSError(28, "No space left on device")

    with pytest.raises(UsageError, match="CORROBORA_CACHE"):
        module.make_index(tmp_path / "deep" / "places.sqlite", breaks, lambda _: None)
    assert list((tmp_path / "deep").iterdir()) == []


def test_building_tells_its_progress_and_moves_the_index_whole(tmp_path: Path) -> None:
    told: list[str] = []
    path = tmp_path / "places.sqlite"

    def builds(draft: Path) -> None:
        draft.write_bytes(b"whole")

    module.make_index(path, builds, told.append)
    assert path.read_bytes() == b"whole"
    assert len(told) == 2
    assert list(tmp_path.iterdir()) == [path]


def test_the_cache_folder_follows_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/x")
    monkeypatch.delenv("CORROBORA_CACHE", raising=False)
    assert module.cache_folder() == Path("/x/corrobora")
    monkeypatch.setenv("CORROBORA_CACHE", "/y")
    assert module.cache_folder() == Path("/y")
