"""Each way out has a page, which names every field that it writes and every loss; `test_pages` runs what it shows."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from corrobora.keep.export import FORMATS, export, gdelt
from corrobora.keep.shelf import shelf_of
from corrobora.schema import arrow_schema
from corrobora.schema.fields import fields_of
from corrobora.types import Balance, Deadline, Incident, Lineage, Reading, Record
from tests.docs.shown import DOCS, blocks
from tests.reckon.test_demo import demo

PAGES = DOCS / "exports"
KINDS = {
    "incident": Incident, "tally": Balance, "deadline": Deadline,
    "voice": Record, "copy": Lineage, "reading": Reading,
}  # fmt: skip
Saved = Callable[[str], Path]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Saved]:
    folder = tmp_path_factory.mktemp("exports")
    with shelf_of(demo().readings) as shelf:
        yield lambda name: export(shelf, name, folder / f"{name}{FORMATS[name].suffix}")[0]


def text_of(name: str, section: str = "") -> str:
    """Return a page, or what stands under one of its headings."""
    text = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    return re.split(r"^## ", text.partition(f"\n## {section}\n")[2], flags=re.MULTILINE)[0] if section else text


def cells(text: str) -> list[list[str]]:
    """Return the rows of the tables in a text, without their heads."""
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return [row for row in rows if "`" in row[0]]


def quoted(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def empty(text: str) -> list[str]:
    """Return the names, or patterns of names, that a text says are always empty."""
    beside = [row[0] for row in cells(text) if row[1].startswith("always empty")]
    below = re.findall(r"^Always empty(?: \([^)]*\))?: (.*?\.)$", text, re.MULTILINE | re.DOTALL)
    return [name for each in (*beside, *below) for name in quoted(each)]


def check(columns: Sequence[str], text: str, rows: Sequence[Sequence[str]]) -> None:
    """Fail unless a page names each column once, and those that it calls always empty are so."""
    never = empty(text)
    patterns = [*dict.fromkeys([*(name for row in cells(text) for name in quoted(row[0])), *never])]
    found = [(column, pattern) for pattern in patterns for column in columns if fnmatchcase(column, pattern)]
    assert sorted(column for column, _ in found) == sorted(columns)
    assert {pattern for _, pattern in found} == set(patterns)
    filled = {column for row in rows for column, cell in zip(columns, row, strict=True) if cell}
    assert filled.isdisjoint(column for column, pattern in found if pattern in never)


def test_every_format_is_listed_and_has_its_page() -> None:
    assert re.findall(r"^\| \[`(\w+)`\]\(\1\.md\)", text_of("README"), re.MULTILINE) == list(FORMATS)
    assert {path.stem for path in PAGES.glob("*.md")} == {"README", *FORMATS}


@pytest.mark.parametrize("name", FORMATS)
def test_a_page_exports_its_format_and_shows_what_comes(name: str) -> None:
    every = blocks(f"exports/{name}.md")
    assert any(f"corrobora export {name} --out " in block for kind, block in every if kind == "sh")
    assert any(kind == "text" for kind, _ in every)


@pytest.mark.parametrize("name", FORMATS)
def test_a_page_says_what_is_lost_in_the_words_of_the_file_beside_it(name: str) -> None:
    assert tuple(re.findall(r"^- (.*)$", text_of(name, "Lost"), re.MULTILINE)) == FORMATS[name].loses


@pytest.mark.parametrize("name", ["csv", "acled", "ged"])
def test_a_page_names_every_column(name: str, saved: Saved) -> None:
    columns, *rows = csv.reader(saved(name).read_text("utf-8").splitlines(keepends=True))
    check(columns, text_of(name, "Columns"), rows)


def test_the_page_on_gdelt_names_every_column_of_both_files(saved: Saved) -> None:
    path = saved("gdelt")
    for file, columns, section in (
        (path, gdelt.EVENTS, "Events"),
        (path.with_name("gdelt.mentions.CSV"), gdelt.MENTIONS, "Mentions"),
    ):
        check(columns, text_of("gdelt", section), [line.split("\t") for line in file.read_text("utf-8").splitlines()])


def test_the_page_on_hxl_gives_each_column_its_hashtag(saved: Saved) -> None:
    with saved("hxl").open(encoding="utf-8", newline="") as file:
        columns, tags, *_ = csv.reader(file)
    shown = [(quoted(row[0]), quoted(row[1])) for row in cells(text_of("hxl", "Columns"))]
    assert [pair for names, given in shown for pair in zip(names, given, strict=True)] == [
        *zip(columns, tags, strict=True)
    ]


def test_the_pages_on_json_name_every_field(saved: Saved) -> None:
    features = json.loads(saved("geojson").read_text("utf-8"))["features"]
    assert named("geojson") == {"id", "geometry", *features[0]["properties"]}
    events = [json.loads(line) for line in saved("plover").read_text("utf-8").splitlines()]
    assert named("plover") == {key for each in events for key in each}
    claims = json.loads(saved("schemaorg").read_text("utf-8"))["@graph"]
    assert named("schemaorg") | {"@type"} == {key for each in claims for key in each}


def named(name: str, section: str = "Fields") -> set[str]:
    return {field for row in cells(text_of(name, section)) for field in quoted(row[0])}


def test_the_page_on_json_lines_names_the_fields_of_each_kind() -> None:
    shown = {quoted(row[0])[0]: quoted(row[2]) for row in cells(text_of("jsonl", "Fields"))}
    assert shown == {name: [field.key for field in fields_of(kind)] for name, kind in KINDS.items()}


def test_the_pages_on_parquet_and_prov_name_what_their_files_have(saved: Saved) -> None:
    assert [quoted(row[0])[0] for row in cells(text_of("parquet", "Columns"))] == arrow_schema().names
    given = json.loads(saved("prov").read_text("utf-8"))
    assert [*dict.fromkeys(quoted(row[0])[0] for row in cells(text_of("prov", "Records")))] == [*given][1:]
