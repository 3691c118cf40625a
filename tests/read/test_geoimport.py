"""Importing GeoNames: what is taken under which name, what is refused, and that a kill changes nothing."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from corrobora.errors import SourceError, UsageError
from corrobora.read import geoimport, geonames
from corrobora.read.article import read_document
from corrobora.read.gazetteer import Gazetteer, open_gazetteer
from corrobora.read.geoimport import import_dumps, remove_import
from corrobora.read.geostage import Stage, open_stage
from corrobora.read.skeleton import in_country
from corrobora.types import Document, Place
from tests.read.dumps import make_base, name_row, place_row, tables, write

_ROWS = [
    place_row(2453347, "Région de Mopti", "A.ADM1", admin1="05"),
    place_row(9000001, "Région de Bandiagara", "A.ADM1", admin1="77"),  # younger than its ISO code would be
    place_row(2453348, "Mopti", "P.PPLA", others="Moptì,Мопти,MZI,موبتي", people=114_296),
    place_row(9000002, "Tolékoura", people=1_200),
    place_row(9000003, "Souma Peul", others="Soumapeul"),
    place_row(9000004, "Sinkoro", "P.PPLA3"),
    place_row(9000005, "Camp de Garnaba", "S.CMPRF"),
    place_row(9000006, "Aéroport de Tolékoura", "S.AIRP", others=",".join(f"Tolékoura {n}" for n in "ABCDEFGHIJKLM")),
    place_row(9000007, "Boulangerie Moderne", "S.SHOP"),
    place_row(9000008, "Cercle de Tolékoura", "A.ADM2", admin1="05"),
    place_row(9000009, "Nulle Part", lat="", lon="", country="", admin1=""),
    place_row(2453866, "Republic of Mali", "A.PCLI", others="Mali,Malí", admin1="00"),
]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a cache of its own, with a small index in the place of the packages' one."""
    monkeypatch.setenv("CORROBORA_CACHE", str(tmp_path / "cache"))
    make_base(tmp_path / "cache")
    return tmp_path / "cache"


def take(*paths: Path) -> tuple[Gazetteer, list[str]]:
    """Return the gazetteer that an import of these files makes, and what was told meanwhile."""
    told: list[str] = []
    return Gazetteer(import_dumps(paths, told.append, lambda _dump, _end: None)), told


def ids(gazetteer: Gazetteer, key: str) -> list[str]:
    return [entry.id for entry in gazetteer.look_up(key)]


def test_towns_are_read_by_their_names_and_villages_only_inside_their_country(cache: Path, tmp_path: Path) -> None:
    made, told = take(write(tmp_path / "ML.zip", _ROWS, beside={"readme.txt": "about\n"}))
    assert ids(made, "tolekoura") == ["geonames:9000002"]
    assert made.look_up("tolekoura")[0].admin1 == "ML-5"
    assert ids(made, "sinkoro") == ["geonames:9000004"], "the seat of a district, however few live there"
    assert ids(made, "souma peul") == []
    assert [e.id for e in made.small("ML", "souma peul")] == ["geonames:9000003"]
    assert [e.id for e in in_country(made, "souma peul", ["ML"], "village")] == ["geonames:9000003"]
    assert in_country(made, "souma peul", ["US"], "village") == []
    assert in_country(made, "souma peul", ["ML"], "camp") == []
    assert [e.kind for e in in_country(made, "camp de garnaba", ["ML"], "camp")] == ["camp"]
    assert not any("left out" in line for line in told)
    assert open_gazetteer().path.name.startswith("geonames-")
    assert open_gazetteer().path.parent == cache


@pytest.mark.usefixtures("cache")
@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Gunmen attacked the village of Souma Peul in Mali on Friday, police said.", True),
        ("fr", "Des hommes armés ont attaqué le village de Souma Peul au Mali, a dit la Police.", True),
        ("ar", "هاجم مسلحون قرية سوماكورا في مالي يوم الجمعة وقالت الشرطة ذلك.", True),
        ("en", "Gunmen attacked the village of Souma Peul on Friday, police said.", False),
        ("en", "Police of Souma Peul said that the March of Mali was over. Police said no more.", False),
    ],
)
def test_a_small_place_is_read_behind_its_noun_and_a_hamlet_is_no_word(
    language: str, text: str, *, found: bool, tmp_path: Path
) -> None:
    hamlets = [place_row(9200000 + n, name) for n, name in enumerate(("Police", "March", "Friday", "Gunmen", "الشرطة"))]
    others = place_row(9000003, "Souma Peul", others="سوماكورا")
    take(write(tmp_path / "ML.txt", [*_ROWS[:3], others, *hamlets]))
    values = read_document(Document("d", "d", text, "", language=language)).values
    read = {value.id for value in values if isinstance(value, Place) and value.id}
    assert read - {"iso:ML"} == ({"geonames:9000003"} if found else set())


@pytest.mark.usefixtures("cache")
def test_what_the_packages_and_the_lists_know_keeps_its_id_and_its_division(tmp_path: Path) -> None:
    made, _ = take(write(tmp_path / "ML.txt", _ROWS))
    town = made.by_id("geonames:2453348")
    assert town is not None
    assert (town.kind, town.admin1, town.population) == ("town", "ML-5", 114_296)
    assert ids(made, "boulkessi") == ["alias:boulkessi-ml"]
    assert ids(made, "republic of mali") == ids(made, "mali") == ["iso:ML"]
    assert ids(made, "region de mopti") == ["iso:ML-5"]
    assert made.by_id("geonames:2453347") is None
    younger = made.by_id("geonames:9000001")
    assert younger is not None
    assert (younger.kind, younger.admin1) == ("province", None)


@pytest.mark.usefixtures("cache")
def test_a_much_named_airport_is_read_by_its_long_names_only(tmp_path: Path) -> None:
    made, _ = take(write(tmp_path / "ML.txt", _ROWS))
    assert ids(made, "aeroport de tolekoura") == ["geonames:9000006"]
    assert made.look_up("aeroport de tolekoura")[0].kind == "point"
    assert made.small("ML", "boulangerie moderne") == ()
    assert [e.kind for e in made.small("ML", "cercle de tolekoura")] == ["district"]


@pytest.mark.usefixtures("cache")
def test_names_are_taken_by_their_language_and_not_links_codes_or_history(tmp_path: Path) -> None:
    names = [
        name_row(1, 9000002, "ar", "توليكورا"),
        name_row(2, 9000002, "uk", "Толекура"),
        name_row(3, 9000002, "link", "https://example.org/Tolekoura"),
        name_row(4, 9000002, "iata", "TLK"),
        name_row(5, 9000002, "fr", "Fort Duhamel", flags="\t\t\t1"),
        name_row(6, 9000002, "en-GB", "Tolcoora"),
        name_row(7, 2453347, "ar", "ولاية موبتي"),
        name_row(8, 123, "en", "Nobody's"),
        name_row(9, 9000003, "fr", "Souma des Peuls"),
    ]
    places = write(tmp_path / "ML.zip", _ROWS)
    made, _ = take(
        write(tmp_path / "alternateNamesV2.zip", names, beside={"iso-languagecodes.txt": "x\n" * 999}), places
    )
    assert ids(made, "توليكورا") == ids(made, "tolcoora") == ["geonames:9000002"]
    assert ids(made, "ولايه موبتي") == ["iso:ML-5"]
    assert ids(made, "толекура") == ids(made, "fort duhamel") == ids(made, "=TLK") == []
    assert [e.id for e in made.small("ML", "толекура") + made.small("ML", "fort duhamel")] == ["geonames:9000002"] * 2
    assert [e.id for e in made.small("ML", "souma des peuls")] == ["geonames:9000003"]
    assert made.small("ML", "soumapeul") == (), "the row's own column is left, where a file of names is given"


@pytest.mark.usefixtures("cache")
def test_a_bad_row_costs_one_line_that_names_it(tmp_path: Path) -> None:
    path = tmp_path / "ML.txt"
    rows = [
        *_ROWS[:3],
        "no\tcolumns",
        place_row(9000002, "Tolékoura", people=1_200),
        place_row(9000002, "Twice"),
        place_row(9000020, "Far", lat="95"),
        place_row(9000021, "Many", people="lots"),
        place_row(9000022, ""),
        place_row(9000024, "Landless", country="Mali"),
        place_row(9000025, "Autre Mali", "A.PCLI"),
        "",
        place_row(9000023, "A\u2028b\u0007\u202e\U0001f600 'c\"; DROP TABLE place"),
    ]
    path.write_bytes(
        "\r\n".join(["\ufeff" + rows[0], *rows[1:]]).encode() + b"\r\n" + place_row(9, "B").encode("utf-16")
    )
    made, told = take(path)
    assert [line.rpartition(";")[0] for line in told if "left out" in line][:7] == [
        "ML.txt:4: 19 columns are wanted, 2 stand there",
        "ML.txt:6: the place 9000002 stands there twice",
        "ML.txt:7: '95' are no degrees",
        "ML.txt:8: 'lots' is no count of inhabitants",
        "ML.txt:9: no name",
        "ML.txt:10: 'Mali' is no country's code",
        "ML.txt:14: not UTF-8",
    ]
    assert ids(made, "tolekoura") == ["geonames:9000002"]
    assert made.by_id("geonames:9000023") is not None
    assert ids(made, "autre mali") == [], "another state of that code is not the one that the packages know"
    assert json.loads(made.meta()["sources"])[0]["bad"] == 7
    unplaced, _ = take(write(tmp_path / "other.txt", _ROWS))
    nowhere = unplaced.by_id("geonames:9000009")
    assert nowhere is not None
    assert (nowhere.lat, nowhere.lon, nowhere.country) == (None, None, None)


@pytest.mark.usefixtures("cache")
def test_a_million_bad_rows_are_told_in_a_few_lines(tmp_path: Path) -> None:
    made, told = take(write(tmp_path / "ML.txt", [*_ROWS, *["x\ty"] * 500]))
    assert len(told) < 30
    assert "500 rows in all could not be read" in "".join(told)
    assert ids(made, "tolekoura") == ["geonames:9000002"]


def _not_zip(path: Path) -> Path:
    path.write_bytes(b"<html>not found</html>")
    return path


def _cut(path: Path) -> Path:
    write(path, _ROWS * 50)
    path.write_bytes(path.read_bytes()[:-100])
    return path


def _spoilt(path: Path) -> Path:
    write(path, [place_row(n, f"Place {n * 7919 % 1000}") for n in range(1, 3000)])
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    path.write_bytes(raw)
    return path


def _other_zip(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("picture.png", b"\x89PNG")
    return path


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (_not_zip, "damaged.*fetch it again"),
        (_cut, "damaged.*fetch it again"),
        (_spoilt, "damaged.*fetch it again"),
        (_other_zip, "allCountries.zip"),
        (lambda path: write(path, ["one\ttwo"]), "2 tab-separated columns.*allCountries.zip"),
        (lambda path: path, "no such file"),
    ],
)
@pytest.mark.usefixtures("cache")
def test_a_wrong_file_says_what_to_do(make: object, words: str, tmp_path: Path) -> None:
    assert callable(make)
    with pytest.raises(SourceError, match=words):
        take(make(tmp_path / "ML.zip"))
    assert open_gazetteer().path.name.startswith("places-"), "what was there serves on"


@pytest.mark.usefixtures("cache")
def test_names_alone_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"allCountries\.zip"):
        take(write(tmp_path / "alternateNamesV2.txt", [name_row(1, 2, "fr", "Nom")]))


def test_removing_an_import_brings_the_packages_back(cache: Path, tmp_path: Path) -> None:
    take(write(tmp_path / "ML.txt", _ROWS))
    assert remove_import()
    assert open_gazetteer().path.name.startswith("places-")
    assert [path.name for path in cache.iterdir()] == [open_gazetteer().path.name]


@pytest.mark.usefixtures("cache")
def test_the_same_files_are_not_imported_twice(tmp_path: Path) -> None:
    path = write(tmp_path / "ML.txt", _ROWS)
    made, _ = take(path)
    changed = made.path.stat().st_mtime_ns
    again, told = take(path)
    assert again.path.stat().st_mtime_ns == changed
    assert "imported already" in told[0]


_KILLED = """
import os, signal, sys
from pathlib import Path
from corrobora.read import geoimport, geonames, geoorder, geostage
geonames._BLOCK = 2000
when, at = sys.argv[1], int(sys.argv[2])
met = 0
def stop(*_):
    global met
    met += 1
    if met == (1 if when == "ordering" else at):
        os.kill(os.getpid(), signal.SIGKILL)
def around(module, name, before):
    whole = getattr(module, name)
    def wrapped(*args):
        if before:
            stop()
        out = whole(*args)
        if not before:
            stop()
        return out
    setattr(module, name, wrapped)
if when == "inside":
    around(geostage, "_write", before=False)  # what a block adds is written, and not yet committed
elif when == "ordering":
    around(geoorder, "finish", before=at % 2)  # the names are in order and what follows from them is not, or not noted
geoimport.import_dumps([Path(p) for p in sys.argv[3:]], print, stop if when == "between" else lambda *_: None)
"""


def _many() -> Iterator[str]:
    yield from _ROWS
    for n in range(600):
        yield place_row(9_100_000 + n * 7919 % 600, f"Kor{'aeiou'[n % 5]}ba {n % 97}", people=n * 3, admin1=f"0{n % 7}")


def _run(cache: Path, when: str, at: int, files: Sequence[Path]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", _KILLED, when, str(at), *map(str, files)]
    surroundings = os.environ | {"CORROBORA_CACHE": str(cache)}
    return subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)  # noqa: S603 - our own


@pytest.mark.slow
@pytest.mark.parametrize(
    ("when", "at"), [("between", 1), ("between", 9), ("inside", 4), ("inside", 30), ("ordering", 1), ("ordering", 2)]
)
def test_a_killed_import_goes_on_and_ends_as_if_nothing_had_been(
    when: str, at: int, cache: Path, tmp_path: Path
) -> None:
    names = (name_row(n, 9_100_000 + n % 600, "fr", f"Nom {n % 83} {n}") for n in range(900))
    files = [write(tmp_path / "ML.zip", _many()), write(tmp_path / "names.zip", names)]
    killed = _run(cache, when, at, files)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert open_gazetteer().path.name.startswith("places-"), "no half-made index is ever opened"
    resumed = _run(cache, "", 0, files)
    assert resumed.returncode == 0, resumed.stderr
    assert when == "ordering" or "going on after line" in resumed.stdout
    other = tmp_path / "other"
    make_base(other)
    assert _run(other, "", 0, files).returncode == 0
    (one,), (two,) = (list(folder.glob("geonames-*")) for folder in (cache, other))
    assert tables(one) == tables(two)
    assert len(tables(one)["place"]) > 600


@pytest.mark.usefixtures("cache")
def test_a_full_disk_is_told_and_what_was_taken_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geonames, "_BLOCK", 2000)
    path = write(tmp_path / "ML.txt", _many())

    def small(*args: Any, **options: Any) -> Stage:  # noqa: ANN401 - as they came
        stage = open_stage(*args, **options)
        stage.connection.execute("PRAGMA max_page_count = 16")
        return stage

    with monkeypatch.context() as patch:
        patch.setattr(geoimport, "open_stage", small)
        with pytest.raises(UsageError, match=r"no room left.*run this again"):
            take(path)
    made, told = take(path)
    assert any("going on after line" in line for line in told)
    assert int(made.meta()["places"]) > 600


@pytest.mark.usefixtures("cache")
def test_too_small_a_disk_is_told_before_anything_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "ML.txt", _ROWS)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=10))
    with pytest.raises(UsageError, match=r"GB and 0\.0 are free; free some"):
        take(path)


@pytest.mark.usefixtures("cache")
def test_a_second_import_waits_for_the_first(tmp_path: Path) -> None:
    path = write(tmp_path / "ML.txt", _ROWS)

    def meanwhile(_dump: object, _end: int) -> None:
        with pytest.raises(UsageError, match="another import is at work"):
            take(path)

    assert import_dumps([path], lambda _: None, meanwhile).is_file()


def test_a_spoilt_draft_is_thrown_away(cache: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "ML.txt", _ROWS)

    def stops(_dump: object, _end: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_dumps([path], lambda _: None, stops)
    (draft,) = cache.glob("*.part")
    draft.write_bytes(b"no database" * 1000)
    with pytest.raises(SourceError, match="run this again"):
        take(path)
    made, _ = take(path)
    assert ids(made, "tolekoura") == ["geonames:9000002"]


@pytest.mark.usefixtures("cache")
def test_a_file_that_changed_since_it_was_stopped_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geonames, "_BLOCK", 500)
    path = write(tmp_path / "ML.txt", _ROWS)

    def stops(_dump: object, _end: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_dumps([path], lambda _: None, stops)
    write(path, [*_ROWS[:3], place_row(9000050, "Tout Autre", people=5000)])
    made, told = take(path)
    assert any("thrown away" in line for line in told)
    assert ids(made, "tout autre") == ["geonames:9000050"]
    assert ids(made, "tolekoura") == []
