"""A user's own datasets: each row is read or named, and stands beside the articles as one more voice."""

from __future__ import annotations

import csv
import gzip
import zipfile
from datetime import date
from pathlib import Path

import pytest

from corrobora.errors import SourceError
from corrobora.gather.datasets import EventRow, read_rows
from corrobora.keep.export import acled, gdelt, ged
from corrobora.keep.shelf import shelf_of
from corrobora.read.article import read_document
from corrobora.read.imported import event_of, reading_of
from corrobora.show.datasets import compared_in
from corrobora.types import Dated, Document

ROW = {
    "event_id_cnty": "MLI1", "event_date": "2021-05-03", "event_type": "Battles", "sub_event_type": "Armed clash",
    "actor1": "Gunmen (Mali)", "actor2": "Military Forces of Mali", "country": "Mali", "location": "Gao",
    "latitude": "16.27", "longitude": "-0.04", "geo_precision": "1", "fatalities": "9", "source": "River Post",
    "notes": "A post was raided at dawn.",
}  # fmt: skip


def table(path: Path, columns: tuple[str, ...], *rows: dict[str, str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_acled_rows_are_claims_with_their_cells_as_words(tmp_path: Path) -> None:
    (row,) = read_rows(table(tmp_path / "a.csv", acled.COLUMNS, ROW))
    assert isinstance(row, EventRow)
    reading = reading_of(row)
    (claim,) = reading.claims
    assert (claim.event, reading.document.uri, reading.document.outlet) == ("armed-clash", "acled:MLI1", "ACLED")
    assert (claim.when and claim.when.edtf, claim.places[0].country, claim.quantities[0].best) == (
        "2021-05-03",
        "ML",
        9,
    )
    for value in reading.values:
        assert value.span.of(reading.document.text) == value.text


def test_a_broken_row_is_named_and_costs_no_other(tmp_path: Path) -> None:
    bad = ROW | {"event_date": "3 May"}
    worse = ROW | {"fatalities": "-4", "event_id_cnty": "MLI2"}
    found = list(read_rows(table(tmp_path / "a.csv", acled.COLUMNS, bad, ROW, worse)))
    assert [type(each).__name__ for each in found] == ["SourceError", "EventRow", "SourceError"]
    assert "a.csv:2:" in str(found[0])
    assert "a.csv:4:" in str(found[2])


def test_ged_and_gdelt_are_told_by_their_columns(tmp_path: Path) -> None:
    made = {"id": "7", "type_of_violence": "1", "date_start": "2021-05-03", "date_end": "2021-05-04", "best": "4",
            "high": "6", "low": "3", "side_a": "Government of Mali", "side_b": "JNIM", "where_coordinates": "Gao",
            "where_prec": "1", "country": "Mali", "latitude": "16.27", "longitude": "-0.04"}  # fmt: skip
    (row,) = read_rows(table(tmp_path / "g.csv", ged.COLUMNS, made))
    assert isinstance(row, EventRow)
    (claim,) = reading_of(row).claims
    number = claim.quantities[0]
    assert (claim.when and claim.when.edtf, number.low, number.best, number.high) == ("2021-05-03/2021-05-04", 3, 4, 6)
    cells = dict.fromkeys(gdelt.EVENTS, "") | {
        "GLOBALEVENTID": "9", "SQLDATE": "20210503", "EventCode": "194", "ActionGeo_FullName": "Gao, Gao, Mali",
        "ActionGeo_Type": "4", "ActionGeo_Lat": "16.27", "ActionGeo_Long": "-0.04", "SOURCEURL": "https://a.example",
    }  # fmt: skip
    path = tmp_path / "e.CSV"
    path.write_text("\t".join(cells[name] for name in gdelt.EVENTS) + "\n", encoding="utf-8")
    (row,) = read_rows(path)
    assert isinstance(row, EventRow)
    assert reading_of(row).claims[0].event == "shelling"


@pytest.mark.parametrize("day", ["2021-05-03", "03 May 2021", "3 May 2021", "03-May-2021", "2021-05-03 00:00:00.000"])
def test_days_are_read_as_datasets_write_them(tmp_path: Path, day: str) -> None:
    (row,) = read_rows(table(tmp_path / "a.csv", acled.COLUMNS, ROW | {"event_date": day}))
    assert isinstance(row, EventRow)
    assert str(row.first) == "2021-05-03"


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("event_date", "03/05/2021", "no date that means one day"),
        ("latitude", "nan", "no latitude"),
        ("longitude", "-181", "no latitude or longitude"),
        ("latitude", "north", "no number"),
        ("fatalities", "inf", "no number of people"),
    ],
)
def test_a_cell_that_means_nothing_is_told(tmp_path: Path, column: str, cell: str, said: str) -> None:
    (row,) = read_rows(table(tmp_path / "a.csv", acled.COLUMNS, ROW | {column: cell}))
    assert said in str(row)
    assert "a.csv:2:" in str(row)


def test_tables_are_read_as_spreadsheets_and_archives_have_them(tmp_path: Path) -> None:
    wanted = list(read_rows(table(tmp_path / "a.csv", acled.COLUMNS, ROW)))
    text = (tmp_path / "a.csv").read_text("utf-8")
    (tmp_path / "semicolons.csv").write_bytes(
        b"\xef\xbb\xbf" + text.replace(",", ";").replace("16.27", "16,27").encode()
    )
    (tmp_path / "wide.csv").write_text(text, "utf-16")
    (tmp_path / "packed.csv.gz").write_bytes(gzip.compress(text.encode()))
    with zipfile.ZipFile(tmp_path / "packed.zip", "w") as packed:
        packed.writestr("inside.csv", text)
    for name in ("wide.csv", "packed.csv.gz", "packed.zip"):
        assert list(read_rows(tmp_path / name)) == wanted, name
    (row,) = read_rows(tmp_path / "semicolons.csv")
    assert isinstance(row, EventRow)
    assert (row.lat, row.first, row.best) == (16.27, date(2021, 5, 3), 9)
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as packed:
        packed.writestr("a.csv", text)
        packed.writestr("b.csv", text)
    with pytest.raises(SourceError, match="name the one with the events"):
        list(read_rows(tmp_path / "two.zip"))


def test_an_attack_on_civilians_is_no_kind_of_attack_that_its_row_doesn_t_name() -> None:
    assert event_of("acled", "Violence against civilians: Attack") == "attack"


@pytest.mark.parametrize("content", [b"a,b\n1,2\n", b"", b"\xff\xfe"])
def test_what_is_no_dataset_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=r"x\.csv"):
        list(read_rows(path))


def test_a_comparison_finds_both_each_alone_and_numbers_that_differ(tmp_path: Path) -> None:
    other = ROW | {"event_id_cnty": "MLI2", "event_date": "2021-05-20", "location": "Kayes", "latitude": "14.45",
                   "longitude": "-11.44"}  # fmt: skip
    rows = read_rows(table(tmp_path / "a.csv", acled.COLUMNS, ROW, other))
    texts = (
        "Gunmen attacked the army in Gao, Mali, on 3 May 2021, killing four soldiers.",
        "A bomb killed two farmers in Mopti, Mali, on 12 May 2021.",
        "A bomb killed two farmers in Mopti, Mali, on 12 May 2019.",
    )
    told = [Document(f"d-{n}", f"{n}.txt", text, "", outlet=f"Post {n}", published=Dated("2021-05-21", "stated"))
            for n, text in enumerate(texts)]  # fmt: skip
    events = (reading_of(row) for row in rows if isinstance(row, EventRow))
    with shelf_of([*map(read_document, told), *events]) as shelf:
        found = {each.side: each for each in compared_in(shelf, "acled")}
    assert set(found) == {"both", "articles", "dataset"}
    assert (found["both"].killed, found["both"].counted, found["both"].differ) == ("4", "9", True)
    assert found["articles"].when == "2021-05-12"
    assert found["dataset"].events == ("MLI2",)
