"""The books of the demo articles are what an analyst would enter: `tests/articles/relations.toml`."""

from __future__ import annotations

import tomllib
from contextlib import chdir
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from corrobora.gather import gather
from corrobora.link.names import display
from corrobora.link.telling import telling
from corrobora.link.victims import by_victims
from corrobora.read.article import read_document
from corrobora.reckon import Books, books
from corrobora.reckon.track import voice_of
from corrobora.settings import Settings
from corrobora.types import Balance, Incident, Range

DATA = Path(str(files("corrobora") / "data"))
EXPECTED = tomllib.loads((Path(__file__).parents[1] / "articles" / "relations.toml").read_text(encoding="utf-8"))
Entry = dict[str, Any]


def entries(kind: str, name: str) -> pytest.MarkDecorator:
    """Return a parametrisation over the entries of a kind."""
    made = [pytest.param(entry, id=str(entry[name])) for entry in EXPECTED[kind]]
    return pytest.mark.parametrize("entry", made)


@cache
def demo() -> Books:
    """Return the books of the demo articles."""
    with chdir(DATA):
        found = sorted(p for p in (DATA / "demo").rglob("*") if p.suffix in {".html", ".txt", ".jsonl"})
        sources = [path.relative_to(DATA).as_posix() for path in found]
        documents = [each.document for each in gather(sources, Settings())]
    return books(read_document(document) for document in documents if document is not None)


def article(uri: str) -> str:
    """Return an article's name: its file without folder and ending, or its address."""
    return uri.removeprefix("demo/").removesuffix(".html").removesuffix(".txt")


def find(entry: Entry) -> Incident:
    """Return the one incident of the kind, day and place of an entry that one of its articles tells."""
    found = [i for i in demo().incidents if is_meant(entry, i)]
    assert len(found) == 1, f"{len(found)} incidents where there is one: {[(i.event, i.when) for i in found]}"
    return found[0]


def is_meant(entry: Entry, incident: Incident) -> bool:
    """Return whether an incident has the kind, day and place of an entry, and an article of it."""
    places = [place.name or place.text for place in incident.places]
    return (
        entry.get("event", incident.event) == incident.event
        and entry.get("when", incident.when) == incident.when
        and ("place" not in entry or entry["place"] in places)
        and bool({article(uri) for uri in incident.documents} & set(entry["articles"]))
    )


def test_these_are_the_lineages_and_there_are_no_others() -> None:
    found = {
        (e.kind, article(e.origin), tuple(map(article, e.members[e.origin in e.members :]))) for e in demo().lineages
    }
    assert found == {(e["kind"], e["origin"], tuple(e["members"])) for e in EXPECTED["lineage"]}


@pytest.mark.parametrize("entry", [e for e in EXPECTED["lineage"] if "change" in e], ids=lambda e: e["members"][0])
def test_what_was_changed_on_the_way(entry: Entry) -> None:
    changes = [c for e in demo().lineages if article(e.members[-1]) == entry["members"][-1] for c in e.changes]
    assert any(entry["change"] in change for change in changes)


@entries("incident", "name")
def test_incident(entry: Entry) -> None:
    incident = find(entry)
    assert set(entry["articles"]) <= {article(uri) for uri in incident.documents}
    assert entry.get("grade", incident.grade) == incident.grade, incident.reason
    assert entry.get("reason", "") in incident.reason
    assert entry.get("origins", incident.origins) == incident.origins
    assert tuple(entry.get("disputed", incident.disputed)) == incident.disputed
    assert {m: Range(*bounds) for m, bounds in entry.get("harm", {}).items()}.items() <= incident.harm.items()
    if "actor" in entry:
        assert entry["actor"] in {actor.id for actor in incident.actors}


def test_each_entry_is_another_incident() -> None:
    apart = [find(e).id for e in EXPECTED["incident"] if "same" not in e]
    assert len(set(apart)) == len(apart)


def test_no_incident_has_an_article_of_another_string_of_events() -> None:
    strings = {"iraq": "IQ", "tigris-wire": "IQ", "dijla": "IQ", "kyiv": "UA", "sahel": "ML"}
    for incident in demo().incidents:
        told = {strings.get(article(uri).partition("/")[0]) for uri in incident.documents} - {None}
        assert len(told) == 1, incident.documents


@entries("toll", "incident")
def test_tolls_by_voice_and_day(entry: Entry) -> None:
    incident = next(e for e in EXPECTED["incident"] if e["name"] == entry["incident"])
    inside = set(find(incident).claims)
    told = by_victims([telling(c, r.document) for r in demo().heard for c in r.claims if c.id in inside])
    given = set()
    for each in told:
        key, name, _ = voice_of(each.claim, each.document)
        who = display(key, name).partition(" (")[0]
        day = each.document.published.edtf if each.document.published else ""
        given |= {(who, day, m, q.best if q.best is not None else q.low) for m, q in each.numbers.items()}
    for wanted in entry["told"]:
        numbers = {m: n for m, n in wanted.items() if m not in {"voice", "day"}}
        for measure, number in numbers.items():
            assert (wanted["voice"], wanted["day"], measure, number) in given
    revised = {record.name for record in demo().records if record.revised}
    assert set(entry["revised"]) <= revised


@entries("tally", "number")
def test_tally(entry: Entry) -> None:
    for name in entry["articles"]:
        (balance,) = [b for b in demo().balances if b.number == entry["number"] and article(b.document) == name]
        assert balance.verdict.startswith(entry["verdict"]), balance.verdict
        assert entry.get("says", "") in balance.verdict
        assert entry.get("by", counter(balance)) == counter(balance)


def counter(balance: Balance) -> str:
    """Return the name of the voice that gives a tally."""
    for reading in demo().heard:
        for claim in reading.claims:
            if claim.id == balance.claim:
                key, name, _ = voice_of(claim, reading.document)
                return display(key, name).removeprefix("the ")
    raise AssertionError(balance.claim)


def test_there_are_no_other_tallies() -> None:
    wanted = sorted((name, e["number"]) for e in EXPECTED["tally"] for name in e["articles"])
    assert sorted((article(b.document), b.number) for b in demo().balances) == wanted


@entries("deadline", "due")
def test_deadline(entry: Entry) -> None:
    (found,) = [d for d in demo().deadlines if d.due == entry["due"]]
    assert (found.holder, found.state) == (entry["holder"], entry["state"])
    assert sorted(found.agreed_by) == sorted(entry["agreed"])
    told = {article(r.document.uri) for r in demo().readings for c in r.claims if c.id in found.claims}
    assert set(entry.get("articles", ())) <= told


def test_there_are_no_other_deadlines() -> None:
    assert [d.due for d in demo().deadlines] == [e["due"] for e in EXPECTED["deadline"]]


def test_one_voice_has_one_name() -> None:
    names = [record.name for record in demo().records]
    assert [name for name in EXPECTED["voices"]["once"] if names.count(name) != 1] == []
    assert [name for name in names if any(other in name for other in EXPECTED["voices"]["never"])] == []


def test_no_copy_is_an_origin() -> None:
    copies = {uri for e in demo().lineages if e.kind in {"copy", "translation"} for uri in e.members[1:]}
    outlets = {r.document.outlet or "" for r in demo().readings if r.document.uri in copies}
    for incident in demo().incidents:
        if copies < set(incident.documents):
            assert not any(outlet in incident.reason.partition(";")[0] for outlet in outlets)
