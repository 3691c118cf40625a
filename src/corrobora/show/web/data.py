"""The rows for programs: each table at its page's address with .json or .csv behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import PlainTextResponse, StreamingResponse
from pydantic import BaseModel

from corrobora.schema import row
from corrobora.show.measured import COLUMNS, measured
from corrobora.show.web.filters import PAGE, Filter
from corrobora.show.web.search import Hit, find
from corrobora.show.web.site import Asked, Missing, Reader
from corrobora.show.web.tables import TABLES, coverage_rows, csv_lines, rows
from corrobora.show.words import visible

router = APIRouter()
Wanted = Annotated[Filter, Query()]
Id = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,80}$")]


class Rows(BaseModel):
    """One page of a table: how many rows there are in all, and these."""

    total: int
    page: int
    pages: int
    rows: list[dict[str, Any]]


class Csv(PlainTextResponse):
    """A table as a file to keep."""

    media_type = "text/csv"


def _fault(description: str) -> dict[str, Any]:
    """Return how a refusal is described: JSON that says why, whatever was asked for."""
    why = {"type": "object", "required": ["detail"], "properties": {"detail": {"type": "string"}}}
    return {"description": description, "content": {"application/json": {"schema": why}}}


FAULTS: dict[int | str, dict[str, Any]] = {
    400: _fault("It can't be done"),
    401: _fault("No account"),
    403: _fault("Not allowed"),
    422: _fault("A parameter that can't be"),
    429: {"description": "Too many requests", "content": {"text/plain": {}}},
    503: _fault("The ledger can't be read"),
}
MISSING: dict[int | str, dict[str, Any]] = {404: _fault("There is no such thing")}


def _as_json(name: str) -> Callable[[Asked, Filter], Rows]:
    def answer(asked: Reader, wanted: Wanted) -> Rows:
        held = asked.held
        total = held.count(name, wanted.wanted)
        found = list(rows(held, name, wanted.wanted, PAGE, wanted.offset))
        return Rows(total=total, page=wanted.page, pages=max(1, -(-total // PAGE)), rows=found)

    return answer


def _as_csv(name: str) -> Callable[[Asked, Filter], Response]:
    def answer(asked: Reader, wanted: Wanted) -> Response:
        return csv_file(name, rows(asked.held, name, wanted.wanted), TABLES[name])

    return answer


def csv_file(name: str, found: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> Response:
    """Return a table as a file to keep, sent as its rows come."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return StreamingResponse(csv_lines(found, columns), media_type="text/csv", headers=headers)


CSV: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}

for _name in TABLES:
    router.get(f"/{_name}.json", summary=f"A page of {_name}", responses=FAULTS, operation_id=f"{_name}_json")(
        _as_json(_name)
    )
    router.get(
        f"/{_name}.csv",
        summary=f"All {_name} as CSV",
        responses={**FAULTS, **CSV},
        response_class=Csv,
        operation_id=f"{_name}_csv",
    )(_as_csv(_name))


@router.get("/coverage.json", summary="What is read in which language", responses=FAULTS)
def coverage_json(asked: Reader) -> list[dict[str, str]]:
    """Return one row a kind of event."""
    del asked
    return coverage_rows()[0]


@router.get("/coverage.csv", responses={**FAULTS, **CSV}, response_class=Csv)
def coverage_csv(asked: Reader) -> Response:
    """Return what is read in which language as CSV."""
    del asked
    return csv_file("coverage", *coverage_rows())


@router.get("/errors.json", summary="How often reading errs, by language and slot", responses=FAULTS)
def errors_json(asked: Reader) -> list[dict[str, Any]]:
    """Return one row a language and slot."""
    del asked
    return list(measured())


@router.get("/errors.csv", responses={**FAULTS, **CSV}, response_class=Csv)
def errors_csv(asked: Reader) -> Response:
    """Return how often reading errs as CSV."""
    del asked
    return csv_file("errors", measured(), COLUMNS)


@router.get("/incidents/{id}.json", summary="An incident", responses=FAULTS | MISSING)
def incident_json(asked: Reader, id: Id) -> dict[str, Any]:  # noqa: A002 - the address's own word
    """Return an incident with every differing value."""
    incident = asked.held.incidents.get(id)
    if incident is None:
        raise Missing
    return dict(row(incident))


@router.get("/documents/{id}.json", summary="An article's reading", responses=FAULTS | MISSING)
def document_json(asked: Reader, id: Id) -> dict[str, Any]:  # noqa: A002 - the same
    """Return what was read in an article: the JSON of `corrobora read`."""
    found = asked.held.reading(id)
    if found is None:
        raise Missing
    return dict(row(found))


class Found(BaseModel):
    """Passages that hold the words: the article's id, where they stand, and their text."""

    total: int
    rows: list[dict[str, Any]]


Words = Annotated[str, Query(max_length=300, description='Words, or "phrases", in any script')]
Start = Annotated[int, Query(ge=0, le=1_000_000)]


@router.get("/search.json", summary="Full text", responses=FAULTS)
def search_json(asked: Reader, q: Words = "", after: Start = 0) -> Found:
    """Return the passages that have all the words, the best first; of thousands the latest."""
    held = asked.held
    total, hits = find(held, q, PAGE, after)
    return Found(total=total, rows=[_hit(each) for each in hits])


@router.get("/search.csv", responses={**FAULTS, **CSV}, response_class=Csv)
def search_csv(asked: Reader, q: Words = "") -> Response:
    """Return up to a thousand passages that have all the words, as CSV."""
    held = asked.held
    _, hits = find(held, q, 1000)
    return csv_file("search", map(_hit, hits), ["document", "start", "end", "text"])


def _hit(hit: Hit) -> dict[str, Any]:
    document, span = hit.document, hit.span
    return {"document": document.id, "start": span.start, "end": span.end, "text": visible(span.of(document.text))}
