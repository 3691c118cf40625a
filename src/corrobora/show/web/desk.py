"""Review in the browser: the queue, decisions with their reasons, what waits for a second signature, and undoing."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from corrobora.keep.review import standing
from corrobora.keep.shelf import Wanted
from corrobora.keep.shelf.around import around
from corrobora.reckon.reviewed import sentence
from corrobora.settings import load_settings
from corrobora.show.review import keep_decision
from corrobora.show.web.columns import table
from corrobora.show.web.data import FAULTS
from corrobora.show.web.decisions import done_of, pending, withdrawn
from corrobora.show.web.entry import inside
from corrobora.show.web.filters import PAGE, Filter
from corrobora.show.web.held import Held
from corrobora.show.web.sessions import is_ours
from corrobora.show.web.site import Asked, Missing, NotAllowed, Reviewer
from corrobora.show.web.tables import things
from corrobora.types import Decision, Verdict

router = APIRouter()
Mark = Annotated[str, Form(max_length=500)]
Short = Annotated[str, Form(max_length=300)]


@router.get("/review", include_in_schema=False)
def waiting(asked: Reviewer, done: str = "", page: Annotated[int, Query(ge=1, le=100_000)] = 1) -> Response:
    """Return what nobody has decided of, what matters most first."""
    held = asked.held
    made = asked.site.holder.ledger.decisions()
    total = held.count("queue")
    waits = things(held, "queue", Wanted(), PAGE, (page - 1) * PAGE)
    near = held.shelf.apart([each.id for each in waits])
    held.incidents.hold(other for pairs in near.values() for other, _ in pairs)
    return asked.page(
        "review",
        held=held,
        queue=waits,
        total=total,
        wanted=Filter(page=page),
        pages=max(1, -(-total // PAGE)),
        near=near,
        pending=pending(made),
        done=done_of(done, made),
    )


@router.get("/review/next", include_in_schema=False)
def following(asked: Reviewer, done: str = "") -> Response:
    """Lead to the first incident of the queue."""
    first = next(asked.held.shelf.keys("queue", limit=1), None)
    path = f"/incidents/{first[0]}?queue=1&" if first else "/review?"
    return RedirectResponse(f"{path}done={done}" if done.isascii() and done.replace("-", "").isalnum() else path, 303)


@router.get("/review/merge", include_in_schema=False)
def compare(asked: Reviewer, subject: Annotated[list[str], Query(max_length=2)]) -> Response:
    """Return two incidents beside each other, to say whether they are one."""
    held = asked.held
    found = [held.incidents[each] for each in dict.fromkeys(subject) if each in held.incidents]
    if len(found) != 2:  # noqa: PLR2004 - a pair
        raise Missing
    return asked.page("merge", held=held, pair=[(each, *table(each, held, asked.tongue)) for each in found])


@router.get("/review/log", include_in_schema=False)
def log(asked: Reviewer, done: str = "") -> Response:
    """Return every decision, with whether it holds."""
    made = asked.site.holder.ledger.decisions()
    need = load_settings().signatures
    return asked.page(
        "log",
        held=asked.held,
        made=made[::-1],
        holding={each.id for each in standing(made, need)},
        withdrawn=withdrawn(made),
        sentence=sentence,
        need=need,
        done=done_of(done, made),
    )


class Sent(BaseModel):
    """A decision as the form of a page sends it."""

    verdict: str = Field(max_length=20)
    subject: list[str] = Field(max_length=500)
    mark: str = Field(max_length=500)
    why: Annotated[str, Field(max_length=2000)] = ""
    field: Annotated[str, Field(max_length=60)] = ""
    value: Annotated[str, Field(max_length=300)] = ""
    goes: Annotated[str, Field(max_length=2000)] = "/review"


@router.post("/review/decide", include_in_schema=False)
def decide(asked: Reviewer, request: Request, sent: Annotated[Sent, Form()]) -> Response:
    """Keep a decision that a form sends, and lead on."""
    value = f"{sent.field}={sent.value}" if sent.verdict == "correct" else sent.value
    kept = _keep(asked, request, sent.mark, sent.verdict, sent.subject, sent.why, value)
    onward = inside(sent.goes)
    return RedirectResponse(f"{onward}{'&' if '?' in onward else '?'}done={kept.id}", 303)


@router.post("/review/undo", include_in_schema=False)
def undo(asked: Reviewer, request: Request, decision: Short, mark: Mark, goes: Short = "/review") -> Response:
    """Take a decision back; it stays in the log."""
    _keep(asked, request, mark, "withdraw", [decision], "", "")
    return RedirectResponse(inside(goes), 303)


@router.post("/review/agree", include_in_schema=False)
def agree(asked: Reviewer, request: Request, decision: Short, mark: Mark, goes: Short = "/review") -> Response:
    """Put a second signature under a decision that waits for it."""
    made = asked.site.holder.ledger.decisions()
    found = next((each for each in pending(made) if each.id == decision), None)
    if found is None:
        raise Missing
    subjects = [found.subject, *_others(found, asked.held)]
    value = f"{found.field}={found.value}" if found.field else found.value or ""
    kept = _keep(asked, request, mark, found.verdict, subjects, found.why, value)
    return RedirectResponse(f"{inside(goes)}?done={kept.id}", 303)


def _others(found: Decision, held: Held) -> list[str]:
    """Return what a decision is about besides its subject: the claims split off, or the incident put with it."""
    if found.verdict == "merge":
        return list(dict.fromkeys(held.home[claim].id for claim in found.others if claim in held.home))
    return list(found.others)


def _keep(
    asked: Asked, request: Request, mark: str, verdict: str, subjects: list[str], why: str, value: str
) -> Decision:
    if not is_ours(request, asked.site.accounts, mark):
        raise NotAllowed(known=True)
    return keep(asked, verdict, subjects, why, value)


def keep(asked: Asked, verdict: str, subjects: list[str], why: str, value: str) -> Decision:
    """Return a decision of whoever asks as the ledger now has it."""
    author = asked.account.name if asked.account else ""
    ledger = asked.site.holder.ledger
    known = around(asked.held.shelf, subjects)
    kept = keep_decision(ledger, known, verdict, subjects, by=author, why=why, value=value)
    asked.turn.close()  # others need not wait while the books are brought up
    asked.site.holder.renew()
    return kept


class Wish(BaseModel):
    """A decision as a program sends it."""

    verdict: Verdict
    subject: str = Field(pattern=r"^[cir]-[0-9a-f]{1,40}$")
    others: Annotated[list[str], Field(max_length=500)] = []
    why: Annotated[str, Field(max_length=2000)] = ""
    value: Annotated[str, Field(max_length=300, description="A grade (B2), or FIELD=VALUE for `correct`")] = ""


@router.post("/api/decisions", status_code=201, responses=FAULTS, summary="Decide (scope: review)")
def post_decision(asked: Reviewer, wish: Wish, request: Request) -> dict[str, Any]:
    """Keep a decision; only with a token, for a browser's session can be led here by another site."""
    if not request.headers.get("authorization"):
        raise NotAllowed(known=True)
    kept = keep(asked, wish.verdict, [wish.subject, *wish.others], wish.why, wish.value)
    return {"id": kept.id, "says": sentence(kept)}
