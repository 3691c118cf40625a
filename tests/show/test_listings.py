"""The listings hold at least the fields that they promise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corrobora.errors import UsageError
from corrobora.keep.ledger import open_ledger
from corrobora.reckon.books import Books, books
from corrobora.show.cli import app
from corrobora.show.explain import explain, lines
from corrobora.show.listings import COLUMNS, TABLES, listing
from corrobora.show.output import field
from corrobora.show.said import by_voice, said_in, sides
from tests.factory import incident, reading, tally, ultimatum, voice

PROMISED = {
    "incidents": {
        *("id", "event", "when", "places", "actors", "targets", "harm", "grade", "reason", "documents", "claims"),
        *("origins", "sides", "disputed"),
    },
    "copies": {"id", "kind", "origin", "members", "changes"},
    "tallies": {
        *("claim", "document", "number", "ordinal", "scope", "voice", "counted", "gap", "checks", "verdict"),
    },
    "deadlines": {"claims", "due", "holder", "addressee", "demand", "state", "agreed_by"},
    "voices": {"name", "kind", "claims", "corroborated", "contradicted", "denied", "revised", "copied_from"},
    "claims": {"id", "kind", "event", "act", "stance", "span", "rule", "voice", "actors", "targets", "places", "when"},
}


@pytest.fixture
def made() -> Books:
    long = "A column of fuel trucks of a private firm was ambushed on the road to Hilla before dawn, drivers said. " * 3
    hit = incident("Two drivers were killed in Hilla.", event="ambush", when="2021-08-15", where=["hilla"], killed=2)
    more = incident(
        "Four drivers were killed in Hilla.",
        event="ambush",
        when="2021-08-15",
        where=["hilla"],
        said=voice("Umar Ali"),
        killed=4,
    )
    count = tally("It was the 60th attack.", 60, period="2021-01-01/2021-08-15", where=["iraq"], ordinal=True)
    limit = ultimatum("Leave by 31 December.", "2021-12-31", said=voice("Umar Ali"), to=["us-forces"])
    text = f"{long}\nTwo drivers were killed in Hilla.\nIt was the 60th attack."
    return books(
        [
            reading("post/1", hit, count, text=text, published="2021-08-16"),
            reading("wire/2", hit, count, text=text, published="2021-08-17"),
            reading("day/3", more, limit, published="2021-08-18"),
        ]
    )


@pytest.mark.parametrize("name", sorted(PROMISED))
def test_a_listing_holds_what_it_promises(name: str, made: Books) -> None:
    rows = listing(name, made)
    assert rows
    for row in rows:
        assert PROMISED[name] <= set(row)
        json.dumps(row)


def test_the_parts_of_a_tally_are_those_promised(made: Books) -> None:
    for row in listing("tallies", made):
        assert set(row["counted"]) >= {"certain", "possible"}
        assert set(row["scope"]) >= {"period", "places", "event", "targets", "ordinal"}
        assert all(set(check) == {"kind", "ok", "with", "note"} for check in row["checks"])


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_columns_are_fields(name: str, made: Books) -> None:
    rows = listing(name, made)
    for column in {*COLUMNS[name], *TABLES[name]} - {each for each in COLUMNS[name] if each.startswith("harm.")}:
        assert any(column.partition(".")[0] in row for row in rows), column
    assert any(field(row, "harm.killed.high") == 4 for row in listing("incidents", made))


def test_what_is_said_of_an_incident_stands_side_by_side(made: Books) -> None:
    said = said_in(made)
    told = next(incident for incident in made.incidents if "killed" in incident.disputed)
    killed = next(side for side in sides(told, said) if side.field == "killed")
    assert killed.disputed
    assert [(version.value, version.who) for version in killed.versions] == [
        ("2", "post/1"),
        ("2", "wire/2"),
        ("4", "Umar Ali"),
    ]


def test_each_voice_has_its_claims(made: Books) -> None:
    found = {record.name: len(items) for record, items in by_voice(made, said_in(made))}
    assert found == {record.name: record.claims for record in made.records}


def test_an_explanation_shows_rule_words_and_evidence(made: Books) -> None:
    told = next(incident for incident in made.incidents if "killed" in incident.disputed)
    text = "\n".join(lines(explain(told.id, made)))
    assert "rule: test.incident" in text
    assert "[Two drivers were killed in Hilla.]" in text
    assert "killed = 4" in text
    assert all(claim in text for claim in told.claims)
    count = next(balance.claim for balance in made.balances)
    assert "counts: attack, 2021-01-01/2021-08-15, iraq, ordinal" in "\n".join(lines(explain(count, made)))


def test_a_listing_is_as_of_a_day(here: Path) -> None:
    with open_ledger(str(here / "corrobora.db")) as ledger:
        for day in ("2021-08-16", "2021-08-18"):
            each = reading(
                f"post/{day}",
                incident("Two were killed in Hilla.", when="2021-08-15", where=["hilla"], killed=2),
                published=day,
            )
            ledger.record(each.document, each.document.text.encode(), each, f"{day}T00:00:00+00:00")
    for day, count in (("2021-08-15", 0), ("2021-08-16", 1), ("2021-08-18", 2)):
        out = CliRunner().invoke(app, ["claims", "--as-of", day, "--format", "jsonl"])
        assert len(out.stdout.splitlines()) == count


def test_an_explained_incident_names_its_actors() -> None:
    hits = (
        incident(words, when="2021-08-15", where=["hilla"], by=[by], on=["base"])
        for words, by in (("Rockets hit the base in Hilla.", "kataib-hezbollah"), ("They hit it in Hilla.", "Gunmen"))
    )
    reckoned = books([reading(f"wire/{n}", hit, published="2021-08-16") for n, hit in enumerate(hits)])
    told = list(lines(explain(reckoned.incidents[0].id, reckoned)))
    assert "    actors = Kataib Hezbollah" in told


def test_an_id_may_be_cut_short(made: Books) -> None:
    whole = made.readings[0].claims[0].id
    assert explain(whole[:-3], made) == explain(whole, made)
    with pytest.raises(UsageError, match=r"c-: \d+ ids begin so"):
        explain("c-", made)
    with pytest.raises(UsageError, match="no claim or incident has this id"):
        explain("", made)
