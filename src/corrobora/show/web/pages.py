"""The pages for reading."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from corrobora.link.days import days
from corrobora.show.explain import explain
from corrobora.show.maps import GRADES, drawn_countries, drawn_place, undrawn, unplaced
from corrobora.show.measured import by_slot
from corrobora.show.said import stands
from corrobora.show.steps import tally_steps
from corrobora.show.tallied import explain_tally
from corrobora.show.web.article import numbered, view
from corrobora.show.web.columns import table
from corrobora.show.web.data import Id, Start, Words
from corrobora.show.web.decisions import done_of, pending
from corrobora.show.web.figures import narrowed, told_days
from corrobora.show.web.filters import PAGE, Filter
from corrobora.show.web.held import Held
from corrobora.show.web.lineage import steps_of
from corrobora.show.web.site import Asked, Missing, reading
from corrobora.show.web.tables import chosen, coverage_rows, page_of
from corrobora.types import Deadline

router = APIRouter(include_in_schema=False)
Reader = Annotated[Asked, Depends(reading)]
Wanted = Annotated[Filter, Query()]
_NEWEST = 8


@router.get("/")
def today(asked: Reader, wanted: Wanted) -> Response:
    """Return what to look at first: what is contested, what doesn't add up, what is due, what is new."""
    held = asked.held
    incidents = chosen(held, "incidents", wanted)
    dated = [r for r in chosen(held, "documents", wanted) if r.document.published]
    return asked.page(
        "today",
        wanted=wanted,
        held=held,
        count=len(incidents),
        contested=[incident for incident in incidents if incident.grade == "contested"],
        wrong=[balance for balance in chosen(held, "tallies", wanted) if not stands(balance)],
        due=sorted(chosen(held, "deadlines", wanted), key=_urgency),
        newest=sorted(dated, key=lambda r: r.document.published.edtf, reverse=True)[:_NEWEST],
        day=last_day(held),
        left=days_left,
        **_choices(held),
    )


def _urgency(deadline: Deadline) -> tuple[bool, str]:
    return deadline.state not in {"open", "moved"}, deadline.due or "9999"


def last_day(held: Held) -> str | None:
    """Return the last day on which an article was published: the ledger's own today."""
    published = (r.document.published.edtf for r in held.books.readings if r.document.published)
    return max((edtf.rpartition("/")[2] for edtf in published), default=None)


def days_left(due: str | None, day: str | None) -> int | None:
    """Return how many days lie between the ledger's today and a deadline, less than 0 where it has passed.

    >>> days_left("2021-12-31", "2021-12-01"), days_left(None, "2021-12-01")
    (30, None)
    """
    until, now = days(due), days(day)
    return until.last - now.last if until and now else None


def _choices(held: Held) -> dict[str, Any]:
    """Return what the filters offer: the languages and grades that the books hold."""
    languages = sorted({r.document.language for r in held.books.readings if r.document.language})
    return {"languages": languages, "grades": list(GRADES)}


def _table(name: str) -> None:
    def answer(asked: Reader, wanted: Wanted) -> Response:
        held = asked.held
        found = chosen(held, name, wanted)
        pages = max(1, -(-len(found) // PAGE))
        return asked.page(
            name,
            wanted=wanted,
            held=held,
            things=page_of(found, wanted),
            total=len(found),
            pages=pages,
            table=name,
            day=last_day(held),
            left=days_left,
            series=_series(held, asked.tongue.code) if name == "tallies" else [],
            steps_of=steps_of,
            **_choices(held),
        )

    router.get(f"/{name}")(answer)


for _name in ("incidents", "claims", "tallies", "deadlines", "voices", "copies", "documents"):
    _table(_name)


def _series(held: Held, code: str) -> list[str]:
    return [name for name, _ in tally_steps(held.books, held.said, code)]


@router.get("/incidents/{id}")
def incident(asked: Reader, id: Id, done: str = "", queue: bool = False) -> Response:  # noqa: A002, FBT001, FBT002
    """Return who says what of an incident, side by side; for reviewers with the forms by which they decide."""
    held = asked.held
    found = held.incidents.get(id)
    if found is None:
        raise Missing
    columns, rows = table(found, held, asked.tongue)
    decisions = asked.site.holder.ledger.decisions() if asked.may_review else []
    made = pending(decisions)
    return asked.page(
        "incident",
        held=held,
        incident=found,
        columns=columns,
        rows=rows,
        documents=[held.by_uri[uri] for uri in found.documents if uri in held.by_uri],
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
    tree = explain(id, asked.held.books)
    return asked.page("why", branch=tree, back=f"/incidents/{id}")


@router.get("/tallies/{id}")
def tally(asked: Reader, id: Id) -> Response:  # noqa: A002 - the same
    """Return what is behind a tally: its scope, what the ledger counts there, and the checks."""
    held = asked.held
    if id not in held.balances:
        raise Missing
    one = held.said[id]
    tree = explain_tally(held.balances[id], one.claim, one.reading, held.incidents)
    return asked.page("tally", held=held, balance=held.balances[id], one=one, branch=tree)


@router.get("/documents/{id}")
def document(asked: Reader, id: Id) -> Response:  # noqa: A002 - the same
    """Return an article with all that was read in it."""
    held = asked.held
    found = held.readings.get(id)
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
        lineages=held.copies.get(found.document.uri, ()),
    )


@router.get("/voice")
def voice(asked: Reader, name: Annotated[str, Query(max_length=500)]) -> Response:
    """Return what one voice claimed, and how it fared."""
    found = asked.held.voices.get(name)
    if found is None:
        raise Missing
    return asked.page("voice", held=asked.held, record=found[0], items=found[1])


@router.get("/map")
def places(asked: Reader, wanted: Wanted) -> Response:
    """Return where and when: a map a country, and the timeline over them."""
    held = asked.held
    incidents = chosen(held, "incidents", wanted)
    books = narrowed(held.books, incidents)
    return asked.page(
        "map",
        wanted=wanted,
        held=held,
        incidents=incidents,
        countries=drawn_countries(incidents),
        unplaced=unplaced(books),
        undrawn=undrawn(books),
        has_timeline=any(each.when for each in incidents),
        table="incidents",
        **_choices(held),
    )


@router.get("/search")
def search(asked: Reader, q: Words = "", after: Start = 0) -> Response:
    """Return the passages that have the words."""
    held = asked.held
    total, hits = held.index.find(q, PAGE, after)
    return asked.page("search", held=held, q=q, total=total, hits=hits, after=after, size=PAGE)


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
    outlets: dict[str, int] = {}
    for each in held.books.readings:
        name = each.document.outlet or ""
        outlets[name] = outlets.get(name, 0) + 1
    return asked.page(
        "about",
        held=held,
        outlets=sorted(outlets.items(), key=lambda pair: (-pair[1], pair[0])),
        failures=list(asked.site.holder.ledger.failures()),
        day=last_day(held),
        **_choices(held),
    )
