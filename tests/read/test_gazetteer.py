"""The index of places: built once on a machine, whole or not at all, and asked by folded names."""

from pathlib import Path

import pytest

from corrobora.errors import UsageError
from corrobora.read import gazetteer as module
from corrobora.read.gazetteer import open_gazetteer, place_key


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
