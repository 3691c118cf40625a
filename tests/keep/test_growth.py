"""What a shelf looks up as its ledger grows is found by an index, and is what it would be if all were looked at."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from bench.ledgers.articles import readings as articles
from bench.made_news import make
from corrobora.keep import open_ledger
from corrobora.keep.shelf import Wanted, open_shelf, shelf_of, tables, wanted
from corrobora.keep.shelf.tables import LISTINGS
from corrobora.settings import Settings
from corrobora.types import Dated, Reading

_STRINGS = re.compile(r"'(?:[^']|'')*'")
_NUMBERS = re.compile(r"-?\b\d+\b")
_FEW = {"wholes", "state", "sqlite_sequence", "k", "l", "w"}  # incidents told as several, and what a query brings


def add(path: Path, some: list[Reading]) -> list[dict[str, object]]:
    with open_ledger(str(path)) as ledger:
        for each in some:
            ledger.record(each.document, each.document.text.encode(), each)
        with open_shelf(ledger, Settings()) as shelf:
            return list(shelf.rows("copies"))


def test_nothing_is_looked_for_by_going_through_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = list(articles(2000, 7))
    add(tmp_path / "b.db", made[:-30])
    said: dict[str, str] = {}

    def connect(path: str) -> sqlite3.Connection:
        connection = tables.connect(path)
        connection.set_trace_callback(lambda query: said.setdefault(_NUMBERS.sub("?", _STRINGS.sub("?", query)), query))
        return connection

    monkeypatch.setattr("corrobora.keep.shelf.opening.connect", connect)
    add(tmp_path / "b.db", made[-30:])
    steps = 0
    for query in said.values():
        if re.match(r"\s*(?:SELECT|WITH|DELETE|UPDATE)\b", query) and not re.search(r"\bLIMIT\b|\bcount\(\*\)", query):
            for step in plan(str(tmp_path / "b.db-shelf"), query):
                steps += 1
                scanned = re.match(r"SCAN (\w+)$|SCAN (\w+) USING", step)
                assert not scanned or set(filter(None, scanned.groups())) <= _FEW, f"{step}: {query[:300]}"
                assert "items_in_order (listing=?)" not in step, query[:300]
    assert steps > 100


def plan(path: str, query: str) -> list[str]:
    with closing(tables.connect(path)) as shelf:
        return [step for *_, step in shelf.execute(f"EXPLAIN QUERY PLAN {query}")]


@pytest.mark.parametrize("few", [0, 20_000])
def test_no_filter_goes_through_all_for_each_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(wanted, "_FEW", few)
    add(tmp_path / "b.db", list(articles(300, 7)))
    with closing(sqlite3.connect(str(tmp_path / "b.db-shelf"))) as connection:
        for listing in LISTINGS:
            for each in filters():
                for ordered in (True, False):
                    found = wanted.asked(connection, listing, each, ordered=ordered)
                    query = f"SELECT i.{'id' if ordered else 'n'} FROM {found.query}"  # noqa: S608 - its own clauses
                    steps = [step for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {query}", found.values)]
                    told = f"{listing}: {each}: {steps}"
                    assert not any(step.startswith("SCAN") and not step.endswith("t") for step in steps), told
                    inside = next((n for n, step in enumerate(steps) if step.startswith("CORRELATED")), len(steps))
                    assert not any(step.endswith(("(tag=?)", "(listing=?)")) for step in steps[inside:]), told


def filters() -> list[Wanted]:
    some = {
        "event": "shelling",
        "place": "ML",
        "side": "state",
        "voice": "mali-army",
        "language": "fr",
        "grade": "weak",
    }
    alone = [Wanted(**{name: value}) for name, value in some.items()]
    return [
        Wanted(),
        *alone,
        Wanted(language="fr"),
        Wanted("ML", "2021-03", "2021-06"),
        Wanted(**some),
        Wanted("ML", language="fr"),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_translations_are_the_same_in_whatever_order_they_come(tmp_path: Path, seed: int) -> None:
    random = Random(seed)  # noqa: S311 - made-up news
    some = list(make(250, 3)[0])
    random.shuffle(some)
    for number, each in enumerate(some):
        if each.document.published and random.random() < 0.05:  # a month is no day
            month = Dated(each.document.published.edtf[:7], "stated")
            some[number] = replace(each, document=replace(each.document, published=month))
    found, left = list[dict[str, object]](), some
    while left:
        size = random.choice([1, 5, 40, 100])
        found, left = add(tmp_path / "b.db", left[:size]), left[size:]
    with shelf_of(some) as shelf:
        assert found == list(shelf.rows("copies"))
    assert sum(each["kind"] == "translation" for each in found) > 5
