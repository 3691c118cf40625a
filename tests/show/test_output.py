"""Rows in every format."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrobora.show.formats import Format
from corrobora.show.output import Row, cell, write_rows

_TEXT = st.text(max_size=20)


def written(rows: list[Row], columns: list[str], wanted: Format) -> str:
    stream = io.StringIO()
    write_rows(rows, columns, wanted, stream)
    return stream.getvalue()


@given(st.lists(st.dictionaries(st.sampled_from(["id", "words", "more"]), _TEXT), max_size=5))
def test_json_lines_are_the_rows(rows: list[dict[str, str]]) -> None:
    lines = written(list(rows), ["id"], Format.jsonl).split("\n")
    assert lines[-1] == ""
    assert [json.loads(line) for line in lines[:-1]] == rows
    assert all(len(line.splitlines()) <= 1 for line in lines)


@given(st.lists(st.tuples(_TEXT, _TEXT), max_size=5))
def test_csv_has_one_record_a_row_and_no_formula(rows: list[tuple[str, str]]) -> None:
    text = written([{"id": a, "words": b} for a, b in rows], ["id", "words"], Format.csv)
    records = list(csv.reader(io.StringIO(text)))
    assert len(records) == len(rows) + 1
    assert all(not field.startswith(("=", "+", "@")) or field[1:].isdigit() for record in records for field in record)


@pytest.mark.parametrize(("value", "kept"), [("=cmd()", "'=cmd()"), ("-28", "-28"), ("-a", "'-a"), ("+x", "'+x")])
def test_a_spreadsheet_takes_nothing_for_a_formula(value: str, kept: str) -> None:
    assert written([{"id": value}], ["id"], Format.csv).split("\n")[1] == kept


@given(_TEXT)
def test_markdown_keeps_its_cells(text: str) -> None:
    lines = written([{"id": text, "words": "w"}], ["id", "words"], Format.markdown).split("\n")
    assert len(lines) == 4
    assert lines[2].replace("\\|", "").count("|") == 3 or "\\\\" in lines[2]
    assert "<" not in lines[2].replace("\\<", "")


def test_a_table_fits_its_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    row = {
        "id": "c-123456789abc",
        "what": "attack " * 9,
        "who": "وزارة الدفاع العراقية " * 4,
        "words": "w " * 200,
        "places": "x" * 60,
    }
    text = written([row], ["id", "what", "who", "words", "places"], Format.table)
    assert max(len(line.replace("\u2068", "").replace("\u2069", "")) for line in text.splitlines()) <= 80
    assert "c-123456789abc" in text
    assert "No room for: places" in text


def test_a_table_names_the_places_that_are_known() -> None:
    known, vague = ({"kind": "place", "name": name, "id": id_} for name, id_ in (("Djibo", "g:1"), ("the north", None)))
    shown = written([{"a": [known, vague], "b": [vague]}], ["a", "b"], Format.table).splitlines()[3]
    assert shown.split("  ") == [" Djibo", "the north"]
    assert "the north" in written([{"a": [known, vague]}], ["a"], Format.csv)


def test_an_interval_breaks_between_its_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    row = {"id": "c-123456789abc", "what": "attack " * 9, "day": "2021-03-01/2021-03-14"}
    lines = written([row], ["id", "what", "day"], Format.table).splitlines()
    assert [line[-13:].strip() for line in lines[3:5]] == ["2021-03-01 to", "2021-03-14"]


def test_a_table_leaves_out_what_is_empty_and_says_when_nothing_is_there() -> None:
    assert "places" not in written([{"id": "c-1", "places": []}], ["id", "places"], Format.table)
    assert written([], ["id"], Format.table) == "(nothing)\n"


def test_a_terminal_gets_no_control_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert "\x1b" not in written([{"id": "a\x1b[2Jb"}], ["id"], Format.table)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"low": 12, "best": 13, "high": 15}, "12–15"),
        ({"low": 50, "best": 50, "high": None}, "50+"),
        ({"low": None, "best": None, "high": 9}, "9"),
        ({"edtf": "2021-11"}, "2021-11"),
        ({"killed": {"low": 1, "best": 1, "high": 1}, "injured": None}, "killed 1"),
        ([{"name": None, "text": "x"}, {"name": "x"}], "x"),
    ],
)
def test_a_cell_is_what_a_person_would_write(value: object, said: str) -> None:
    assert cell(value) == said
