"""The tables that stand on pages of their own or of one thing, as CSV and JSON at the same address with a suffix."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from corrobora.keep.shelf import Wanted as Asking
from corrobora.schema import row
from corrobora.show.listings import shown
from corrobora.show.maps import GRADES
from corrobora.show.tongue import tongue
from corrobora.show.web.columns import table
from corrobora.show.web.data import CSV, FAULTS, MISSING, Csv, Id, Rows, csv_file
from corrobora.show.web.figures import by_months, spotted
from corrobora.show.web.filters import PAGE, Filter
from corrobora.show.web.held import Held
from corrobora.show.web.outlets import FATES, outlets
from corrobora.show.web.site import Asked, Missing, Reader, Reviewer
from corrobora.show.web.tables import TABLES, rows
from corrobora.types import Incident

router = APIRouter()
Wanted = Annotated[Filter, Query()]
Name = Annotated[str, Query(max_length=500, description="A voice's name, as the table of voices has it")]
Found = Iterable[Mapping[str, Any]]
_SAYINGS = (
    *("field", "value", "disputed", "voice", "denies", "origin", "outlet", "published", "document", "claim"),
    *("start", "end", "words"),
)
_OUTLETS = ("name", "documents", "claims", *FATES, "copied_from")
_PLACES = ("country", "id", "name", "lat", "lon", "precision", "incidents", *GRADES)
_DECISIONS = ("id", "at", "author", "verdict", "subject", "field", "value", "why", "claims", "others")


def _one_page(found: Sequence[Mapping[str, Any]]) -> Rows:
    return Rows(total=len(found), page=1, pages=1, rows=[dict(each) for each in found])


def _both(path: str, columns: Sequence[str], summary: str, find: Callable[..., Found], *, hidden: bool = False) -> None:
    """Offer what is found for a request, whose parameters are those of `find`, as CSV and as JSON."""
    name, wanted = path.strip("/").partition("/")[0], Depends(find)

    def as_json(found: Any = wanted) -> Rows:  # noqa: ANN401 - what FastAPI takes apart
        return _one_page(list(found))

    def as_csv(found: Any = wanted) -> Response:  # noqa: ANN401 - the same
        return csv_file(name, found, columns)

    shared: dict[str, Any] = {"include_in_schema": not hidden}
    faults = FAULTS | MISSING
    if path not in _OWN_JSON:
        router.get(f"{path}.json", summary=summary, responses=faults, **shared)(as_json)
    router.get(f"{path}.csv", summary=summary, responses=faults | CSV, response_class=Csv, **shared)(as_csv)


_OWN_JSON = {"/incidents/{id}", "/documents/{id}"}  # whose JSON says more than the table


def _of_incident(asked: Reader, id: Id) -> Found:  # noqa: A002 - the address's own word
    incident = asked.held.incidents.get(id)
    if incident is None:
        raise Missing
    return list(sayings(incident, asked.held))


def sayings(incident: Incident, held: Held) -> Iterator[dict[str, Any]]:
    """Yield who says what of an incident: a row a value and claim, with its words."""
    columns, lines = table(incident, held, tongue("en"))
    for line in lines:
        for column, cells in zip(columns, line.cells, strict=True):
            for cell in cells:
                for one, span in cell.by:
                    document = one.document
                    yield {
                        "field": line.field,
                        "value": one.claim.when.edtf if line.field == "when" and one.claim.when else cell.shown,
                        "disputed": line.disputed,
                        "voice": column.name,
                        "denies": column.denies,
                        "origin": column.origin,
                        "outlet": document.outlet,
                        "published": document.published.edtf if document.published else None,
                        "document": document.id,
                        "claim": one.claim.id,
                        "start": span.start,
                        "end": span.end,
                        "words": span.of(document.text),
                    }


def _of_document(asked: Reader, id: Id) -> Found:  # noqa: A002 - the same
    found = asked.held.reading(id)
    if found is None:
        raise Missing
    return list(rows(asked.held, "claims", Asking(document=found.document.uri)))


def _of_voice(asked: Reader, name: Name) -> Found:
    found = asked.held.shelf.voice_called(name)
    if found is None:
        raise Missing
    return list(rows(asked.held, "claims", Asking(voice=found[0])))


def _one(listing: str) -> Callable[[Asked, str], Found]:
    def find(asked: Reader, id: Id) -> Found:  # noqa: A002 - the same
        found = asked.held.rows(listing, [id])
        if not found:
            raise Missing
        return [shown(listing, each) for each in found.values()]

    return find


def _outlets(asked: Reader) -> Found:
    none: dict[str, Any] = dict.fromkeys(("claims", *FATES), 0) | {"copied_from": {}}
    found = [(each, row(each.record) if each.record else none) for each in outlets(asked.held)]
    return [{"name": o.name, "documents": o.documents, **{key: told[key] for key in none}} for o, told in found]


def _months(asked: Reader, wanted: Wanted) -> Found:
    return [{"month": month, **grades} for month, grades in by_months(asked.held, wanted.wanted)]


def _places(asked: Reader, wanted: Wanted) -> Found:
    return [
        {name: getattr(spot, name) for name in _PLACES[:6]}
        | {"incidents": spot.number, **{grade: spot.grades.get(grade, 0) for grade in GRADES}}
        for spot in spotted(asked.held, wanted.wanted)
    ]


def _queue(asked: Reviewer) -> Found:
    ids = [id_ for id_, _ in asked.held.shelf.keys("queue", limit=PAGE * PAGE)]
    found = asked.held.rows("incidents", ids)
    return [shown("incidents", found[id_]) for id_ in ids if id_ in found]


def _decisions(asked: Reviewer) -> Found:
    return [row(each) for each in reversed(asked.site.holder.ledger.decisions())]


_both("/incidents/{id}", _SAYINGS, "Who says what of an incident", _of_incident)
_both("/documents/{id}", TABLES["claims"], "The claims of an article", _of_document)
_both("/tallies/{id}", TABLES["tallies"], "A tally", _one("tallies"))
_both("/copies/{id}", TABLES["copies"], "A lineage", _one("copies"))
_both("/voice", TABLES["claims"], "What a voice claims", _of_voice)
_both("/outlets", _OUTLETS, "Every outlet", _outlets)
_both("/timeline", ("month", "incidents", *GRADES), "Incidents by month and grade", _months)
_both("/map", _PLACES, "Incidents by place", _places)
_both("/review", TABLES["incidents"], "What waits for a decision", _queue, hidden=True)
_both("/review/log", _DECISIONS, "Every decision", _decisions, hidden=True)
