"""The pages for reading."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from corrobora.keep.search import COUNTED as MOST_COUNTED
from corrobora.keep.search import RANKED
from corrobora.keep.shelf.around import weights_of
from corrobora.keep.shelf.spots import drawn_place
from corrobora.keep.shelf.wanted import STANDINGS
from corrobora.link.days import days
from corrobora.schema import build
from corrobora.show.explain import explain
from corrobora.show.maps import GRADES, MAPS
from corrobora.show.measured import by_slot
from corrobora.show.said import STANDING
from corrobora.show.tallied import explain_tally
from corrobora.show.web.article import numbered, spare, view
from corrobora.show.web.columns import table
from corrobora.show.web.data import Id, Start, Words
from corrobora.show.web.decisions import done_of, pending
from corrobora.show.web.figures import by_months, monthly, series, spotted, told_days
from corrobora.show.web.filters import PAGE, Filter
from corrobora.show.web.held import COUNTED, Held
from corrobora.show.web.lineage import steps_of
from corrobora.show.web.outlets import every, outlets
from corrobora.show.web.search import find
from corrobora.show.web.site import Missing, Reader
from corrobora.show.web.tables import COMPARED, TABLES, coverage_rows, things
from corrobora.types import Balance, Lineage, Record

router = APIRouter(include_in_schema=False)
Wanted = Annotated[Filter, Query()]
_FIRST = 8
_SHOWN = 200
_RUNNING = ("open", "moved")


@router.get("/")
def today(asked: Reader, wanted: Wanted) -> Response:
    """Return what to look at first: what is contested, what doesn't add up, what is due, what is new."""
    held = asked.held
    contested = replace(wanted.wanted, grade="contested") if wanted.grade in {"", "contested"} else wanted.wanted
    wrong = [
        replace(wanted.wanted, grade=verdict)
        for verdict in held.values("tallies", "verdict")
        if verdict not in STANDING
    ]
    due = {state: replace(wanted.wanted, grade=state) for state in held.values("deadlines", "state")}
    open_ = [wish for state, wish in due.items() if state in _RUNNING]
    first = things(held, "incidents", contested, _FIRST)
    differing = {claim for each in first for value in each.values for claim in value.claims[:COMPARED]}
    held.said.hold(differing | {claim for each in first for claim in each.claims[: _FIRST * COMPARED]})
    return asked.page(
        "today",
        wanted=wanted,
        held=held,
        totals={name: held.count(name) for name in ("documents", "claims", "incidents")},
        count=held.count("incidents", wanted.wanted),
        contested=first,
        contested_count=held.count("incidents", contested),
        wrong=_newest([each for wish in wrong for each in things(held, "tallies", wish, _FIRST)], held)[:_FIRST],
        wrong_count=sum(held.count("tallies", wish) for wish in wrong),
        due=[each for wish in (open_ or due.values()) for each in things(held, "deadlines", wish, _FIRST)][:_FIRST],
        due_count=sum(held.count("deadlines", wish) for wish in due.values()),
        newest=things(held, "documents", replace(wanted.wanted, grade=None), _FIRST),
        day=held.last_day,
        left=days_left,
        grades=list(GRADES),
        **_choices(held, "incidents"),
    )


def _newest(tallies: list[Balance], held: Held) -> list[Balance]:
    def told(balance: Balance) -> str:
        published = held.said[balance.claim].document.published
        return published.edtf if published else ""

    return sorted(tallies, key=told, reverse=True)


def days_left(due: str | None, day: str | None) -> int | None:
    """Return how many days lie between the ledger's today and a deadline, less than 0 where it has passed.

    >>> days_left("2021-12-31", "2021-12-01"), days_left(None, "2021-12-01")
    (30, None)
    """
    until, now = days(due), days(day)
    return until.last - now.last if until and now else None


def _choices(held: Held, listing: str) -> dict[str, Any]:
    """Return what the filters of a listing offer, each with how many rows have it; nothing where it has none."""
    standing = next((found for name in STANDINGS if (found := held.values(listing, name))), {})
    by_claims = "claims" if listing == "documents" else listing
    offered = {"events": held.values(by_claims, "event"), "languages": held.values(listing, "language")}
    there = {name: bool(held.values(by_claims, name)) for name in ("place", "side")}
    return {"choices": {**offered, **there, "standing": standing, "dated": listing != "voices"}}


def _table(name: str) -> None:
    def answer(asked: Reader, wanted: Wanted) -> Response:
        held = asked.held
        total = held.count(name, wanted.wanted)
        return asked.page(
            name,
            wanted=wanted,
            held=held,
            things=things(held, name, wanted.wanted, PAGE, wanted.offset),
            total=total,
            pages=max(1, -(-total // PAGE)),
            table=name,
            day=held.last_day,
            left=days_left,
            series=series(held, wanted.wanted, asked.tongue) if name == "tallies" else [],
            steps_of=steps_of,
            **_choices(held, name),
        )

    router.get(f"/{name}")(answer)


for _name in ("incidents", "claims", "tallies", "deadlines", "voices", "copies", "documents"):
    _table(_name)


@router.get("/copies/{id}")
def lineage(asked: Reader, id: Id) -> Response:  # noqa: A002 - the address's own word
    """Return one lineage: who carried the same words when, and what they changed."""
    held = asked.held
    found = [held.hidden(build(Lineage, each)) for each in held.shelf.by_id("copies", [id]).values()]
    if not found:
        raise Missing
    return asked.page("copies", held=held, things=found, total=1, pages=1, wanted=Filter(), steps_of=steps_of, one=True)


@router.get("/incidents/{id}")
def incident(asked: Reader, id: Id, done: str = "", queue: bool = False) -> Response:  # noqa: A002, FBT001, FBT002
    """Return who says what of an incident, side by side; for reviewers with the forms by which they decide."""
    held = asked.held
    found = held.incidents.get(id)
    if found is None:
        raise Missing
    columns, rows = table(found, held, asked.tongue)
    held.heads.hold(found.documents)
    held.copies.hold(found.documents)
    decisions = asked.site.holder.ledger.decisions() if asked.may_review else []
    made = pending(decisions)
    return asked.page(
        "incident",
        held=held,
        incident=found,
        columns=columns,
        rows=rows,
        heads=[held.heads[uri] for uri in found.documents if uri in held.heads],
        has_map=drawn_place(found) is not None,
        has_story=told_days(found) > 1,
        pending=[each for each in made if each.subject == id or set(each.claims) & set(found.claims)],
        done=done_of(done, decisions),
        goes="/review/next" if queue else f"/incidents/{id}",
    )


@router.get("/incidents/{id}/why")
def why(asked: Reader, id: Id) -> Response:  # noqa: A002 - the same
    """Return the rules and the evidence behind an incident, as a tree."""
    if id not in asked.held.incidents:
        raise Missing
    tree = explain(id, asked.held.around(id), weights_of(asked.held.shelf))
    return asked.page("why", branch=tree, back=f"/incidents/{id}")


@router.get("/tallies/{id}")
def tally(asked: Reader, id: Id) -> Response:  # noqa: A002 - the same
    """Return what is behind a tally: its scope, what the ledger counts there, and the checks."""
    held = asked.held
    found = held.shelf.balance(id)
    if found is None:
        raise Missing
    one, balance = held.said[id], held.hidden(found)
    counted = (balance.counted.incidents[:_SHOWN], balance.counted.perhaps[:_SHOWN])
    ids = (*counted[0], *counted[1])
    held.incidents.hold(ids)
    held.balances.hold(other for check in balance.checks for other in check.with_)
    tree = explain_tally(
        balance,
        one.claim,
        held.readings[one.document.uri][1],
        {id_: held.incidents[id_] for id_ in ids if id_ in held.incidents},
    )
    return asked.page("tally", held=held, balance=balance, one=one, branch=tree, counted=counted)


@router.get("/documents/{id}")
def document(asked: Reader, id: Id) -> Response:  # noqa: A002 - the same
    """Return an article with all that was read in it."""
    held = asked.held
    found = held.reading(id)
    if found is None:
        raise Missing
    claims = numbered(found, held, asked.tongue)
    return asked.page(
        "document",
        held=held,
        reading=found,
        claims=claims,
        voices=list({each.voice: each.colour for each in claims}.items()),
        view=view(claims, asked.tongue),
        spare=spare(found, asked.tongue),
        lineages=held.copies.get(found.document.uri, ()),
    )


@router.get("/voice")
def voice(asked: Reader, name: Annotated[str, Query(max_length=500)], wanted: Wanted) -> Response:
    """Return what one voice claimed, and how it fared."""
    held = asked.held
    found = held.shelf.voice_called(name)
    if found is None:
        raise Missing
    key, record = found
    wish = replace(wanted.wanted, voice=key)
    total = held.count("claims", wish)
    items = things(held, "claims", wish, PAGE, wanted.offset)
    pages = max(1, -(-total // PAGE))
    made = held.hidden(build(Record, record))
    return asked.page("voice", held=held, record=made, items=items, total=total, pages=pages, wanted=wanted)


@router.get("/map")
def places(asked: Reader, wanted: Wanted) -> Response:
    """Return where and when: a map a country, and the timeline over them."""
    held = asked.held
    spots = spotted(held, wanted.wanted)
    fullest = Counter[str]()
    for each in spots:
        fullest[each.country] += each.number
    drawn = [code for code, _ in sorted(fullest.items(), key=lambda each: (-each[1], each[0]))]
    total = held.count("incidents", wanted.wanted)
    return asked.page(
        "map",
        wanted=wanted,
        held=held,
        total=total,
        countries=drawn[:MAPS],
        spots=spots[:_SHOWN],
        spots_more=max(0, len(spots) - _SHOWN),
        unplaced=total - sum(fullest.values()) if total < COUNTED else 0,
        undrawn=[(code, fullest[code]) for code in drawn[MAPS:]],
        has_timeline=bool(monthly(held, wanted.wanted)),
        table="incidents",
        grades=list(GRADES),
        **_choices(held, "incidents"),
    )


@router.get("/timeline")
def months(asked: Reader, wanted: Wanted) -> Response:
    """Return when: how many incidents each month has, as a chart and as a table."""
    held = asked.held
    found = by_months(held, wanted.wanted)
    total = held.count("incidents", wanted.wanted)
    return asked.page(
        "timeline",
        wanted=wanted,
        held=held,
        months=found,
        total=total,
        undated=total - sum(told["incidents"] for _, told in found) if total < COUNTED else 0,
        grades=list(GRADES),
        **_choices(held, "incidents"),
    )


@router.get("/outlets")
def papers(asked: Reader, wanted: Wanted) -> Response:
    """Return every outlet: what it claimed itself, how that fared, whom it copies."""
    held = asked.held
    total = len(every(held))
    pages = max(1, -(-total // PAGE))
    return asked.page(
        "outlets", wanted=wanted, held=held, total=total, pages=pages, things=list(outlets(held, PAGE, wanted.offset))
    )


@router.get("/search")
def search(asked: Reader, q: Words = "", after: Start = 0) -> Response:
    """Return the passages that have the words."""
    held = asked.held
    total, hits = find(held, q, PAGE, after)
    return asked.page(
        "search", held=held, q=q, total=total, hits=hits, after=after, size=PAGE, most=MOST_COUNTED, ranked=RANKED
    )


@router.get("/coverage")
def coverage(asked: Reader) -> Response:
    """Return what is read in which language."""
    found, columns = coverage_rows()
    codes = columns[1:]
    return asked.page("coverage", rows=found, columns=columns, errors=by_slot(codes), codes=codes)


@router.get("/about")
def about(asked: Reader) -> Response:
    """Return what this ledger is made of, and what it can't tell."""
    held = asked.held
    outlets = every(held)
    failures = list(islice(asked.site.holder.ledger.failures(), _SHOWN + 1))
    return asked.page(
        "about",
        held=held,
        totals={name: held.count(name) for name in TABLES},
        outlets=outlets[:_SHOWN],
        more_outlets=max(0, len(outlets) - _SHOWN),
        failures=failures[:_SHOWN],
        more_failures=len(failures) > _SHOWN,
        day=held.last_day,
    )
