"""`corrobora review`: what a person should look at first, and what they decide, kept with who, when and why."""

from __future__ import annotations

import dataclasses
import getpass
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain
from typing import Any, get_args

from corrobora.errors import UsageError
from corrobora.keep.agreement import Agreement, agreements
from corrobora.keep.ledger import Ledger
from corrobora.keep.review import standing
from corrobora.keep.shelf import Shelf, open_shelf
from corrobora.keep.shelf.around import around
from corrobora.keep.shelf.items import killed
from corrobora.reckon.books import Books, books
from corrobora.reckon.correction import correct, refuse_field
from corrobora.reckon.reviewed import sentence
from corrobora.schema import build
from corrobora.settings import load_settings
from corrobora.show.exits import say, writing
from corrobora.show.explain import refuse_gone
from corrobora.show.formats import Format
from corrobora.show.output import write_rows
from corrobora.show.placed import placed
from corrobora.show.run import existing, kept_of, refuse_day
from corrobora.types import Claim, Decision, Incident, Verdict

_ADMIRALTY = re.compile(r"[A-F][1-6]")
_REASONED = {"reject", "correct", "merge", "split", "discount"}
QUEUE = ("id", "why", "event", "when", "places", "killed", "grade", "reason", "origins")
_LOG = ("id", "at", "author", "verdict", "subject", "field", "value", "why", "holds")


def print_queue(
    path: str | None, wanted: Format, as_of: str | None = None, limit: int | None = None, offset: int = 0
) -> None:
    """Print the incidents that a person should look at, what matters most first; what was decided of is left out."""
    with kept_of(path, as_of) as shelf, writing():
        write_rows(queue_rows(shelf, limit, offset), QUEUE, wanted, sys.stdout)


def queue_rows(shelf: Shelf, limit: int | None = None, offset: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the incidents that nobody has decided of, each with why to look at it."""
    rows = list(shelf.rows("queue", limit=limit, offset=offset)) if limit is not None else None
    beside = shelf.apart(None if rows is None else (each["id"] for each in rows))
    for each in shelf.rows("queue", offset=offset) if rows is None else rows:
        yield _row(build(Incident, each), beside.get(each["id"], ()))


def queue(known: Books) -> list[Incident]:
    """Return the incidents that nobody has decided of: contested ones first, then by how many died, then by day."""
    open_ = [incident for incident in known.incidents if not incident.review]
    return sorted(open_, key=lambda each: (each.grade != "contested", -killed(each), each.when or "~", each.id))


def near(known: Books) -> Mapping[str, Sequence[tuple[str, float]]]:
    """Return for each incident which others it may be one with, and how probably, unless that was decided."""
    home = {claim: incident.id for incident in known.incidents for claim in incident.claims}
    out: dict[str, list[tuple[str, float]]] = {}
    for each in known.near:
        one, two = home.get(each.one), home.get(each.two)
        if one and two and one != two:
            out.setdefault(one, []).append((two, each.chance))
            out.setdefault(two, []).append((one, each.chance))
    return out


def _row(incident: Incident, beside: Sequence[tuple[str, float]]) -> dict[str, Any]:
    dead = killed(incident)
    why = [incident.grade] if incident.grade == "contested" else []
    why += [f"differing: {', '.join(incident.disputed)}"] if incident.disputed else []
    why += [f"{dead} killed"] if dead else []
    why += [f"may be one with {other} ({chance:.0%})" for other, chance in beside]
    return {
        "id": incident.id,
        "why": "; ".join(why) or "not looked at",
        "event": incident.event,
        "when": incident.when,
        "places": [place.name or place.text for place in incident.places],
        "killed": dead or None,
        "grade": incident.grade,
        "reason": incident.reason,
        "origins": incident.origins,
    }


def print_log(path: str | None, wanted: Format, as_of: str | None = None) -> None:
    """Print every decision with whether it holds, as of a day those that had been made by then."""
    refuse_day(as_of)
    with existing(path) as ledger:
        made = ledger.decisions(as_of)
    holding = {each.id for each in standing(made, load_settings().signatures)}
    rows = [
        {name: getattr(each, name) for name in _LOG if name != "holds"} | {"holds": each.id in holding} for each in made
    ]
    with writing():
        write_rows(rows, _LOG, wanted, sys.stdout)


def print_agreement(path: str | None, wanted: Format, as_of: str | None = None) -> None:
    """Print how far reviewers agree in each field that two of them decided of."""
    refuse_day(as_of)
    with existing(path) as ledger:
        found = agreed(ledger, as_of)
    if not found:
        say("Nothing that two reviewers decided of yet.")
    names = [field.name for field in dataclasses.fields(Agreement)]
    with writing():
        write_rows([{name: getattr(each, name) for name in names} for each in found], names, wanted, sys.stdout)


def agreed(ledger: Ledger, as_of: str | None = None) -> list[Agreement]:
    """Return how far reviewers agree in each field that two of them decided of."""
    try:
        return agreements(ledger.decisions(as_of))
    except ImportError as error:
        raise UsageError(f"review agreement: {error.name} is not installed; pip install 'corrobora[review]'") from error


def decide(verdict: str, subjects: Sequence[str], path: str | None, by: str | None, why: str, value: str = "") -> None:
    """Keep a decision and say what it is; UsageError where its subject isn't there or its value can't be."""
    with existing(path) as ledger:
        kept = decide_in(ledger, verdict, subjects, by=by, why=why, value=value)
        need = load_settings().signatures
        waits = need > 1 and kept.id not in {each.id for each in standing(ledger.decisions(), need)}
    say(f"{kept.id}: {sentence(kept)}")
    if waits:
        say(f"It holds once {need} people have decided the same.")


def decide_in(
    ledger: Ledger, verdict: str, subjects: Sequence[str], *, by: str | None = None, why: str = "", value: str = ""
) -> Decision:
    """Return a decision of claims or incidents of a ledger as it has it now; UsageError says what is missing."""
    known = books(())  # a decision is withdrawn also where one can't be followed any more
    if verdict != "withdraw":
        with open_shelf(ledger, load_settings(), say) as shelf:
            known = around(shelf, subjects)
            refuse_gone({*subjects} - {each.id for each in known.incidents}, shelf)
    return keep_decision(ledger, known, verdict, subjects, by=by, why=why, value=value)


def keep_decision(
    ledger: Ledger, known: Books, verdict: str, subjects: Sequence[str], *, by: str | None, why: str, value: str = ""
) -> Decision:
    """Return a decision as the ledger now has it; UsageError says what is missing or can't be."""
    kind = _verdict(verdict)
    if kind in _REASONED and not why.strip():
        raise UsageError(f"review {kind}: say why, as in --why 'another day, another village'")
    about = _decision(kind, subjects, value, known, ledger)
    author = by or load_settings().reviewer or getpass.getuser()
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return ledger.decide(Decision("", kind, author=author, at=now, why=why.strip(), **about))


def _verdict(text: str) -> Verdict:
    for verdict in get_args(Verdict):
        if verdict == text:
            return verdict  # type: ignore[no-any-return] # one of the verdicts
    raise UsageError(f"review {text}: no such decision; there are {', '.join(get_args(Verdict))}")


def _decision(kind: Verdict, subjects: Sequence[str], value: str, known: Books, ledger: Ledger) -> dict[str, Any]:
    """Return what a decision is about."""
    subject = subjects[0]
    if kind == "withdraw":
        if subject not in {each.id for each in ledger.decisions()}:
            raise UsageError(f"{subject}: there is no such decision; `corrobora review log` lists them")
        return {"subject": subject, "claims": ()}
    claims = _claims(subject, known, ledger)
    about: dict[str, Any] = {"subject": subject, "claims": claims}
    if kind == "correct":
        field, equals, given = value.partition("=")
        if not equals or not subject.startswith("c-"):
            raise UsageError("review correct: give a claim and what is right, as in `correct c-12ab killed=4`")
        field, given = field.strip(), given.strip()
        document, claim = _claim(subject, known, ledger)
        refuse_field(field, claim)
        about |= {"field": field, "value": placed(given) if field == "place" else given}
        correct(claim, Decision("", kind, author="", at="", why="", **about), document)  # says what can't be
    elif kind == "grade":
        value = value.upper()
        if not _ADMIRALTY.fullmatch(value):
            raise UsageError(
                f"{value!r} is no Admiralty grade: a letter from A to F and a digit from 1 to 6, such as B2"
            )
        about["value"] = value
    elif kind in {"merge", "split"}:
        about["others"] = _others(kind, subjects, claims, known, ledger)
        if kind == "split":
            about["claims"] = tuple(claim for claim in claims if claim not in about["others"])
    return about


def _others(kind: str, subjects: Sequence[str], claims: Sequence[str], known: Books, ledger: Ledger) -> tuple[str, ...]:
    if len(subjects) < 2:  # noqa: PLR2004 - a decision about two
        hint = "two incidents" if kind == "merge" else "an incident and the claims that are of another"
        raise UsageError(f"review {kind}: give {hint}")
    others = tuple(claim for other in subjects[1:] for claim in _claims(other, known, ledger))
    inside = set(claims) & set(others)
    if kind == "merge" and inside:
        raise UsageError(f"review merge: {subjects[0]} and {subjects[1]} are one already")
    if kind == "split" and (len(inside) != len(others) or len(others) == len(claims)):
        raise UsageError(f"review split: give some, not all, of the claims of {subjects[0]}: {', '.join(claims)}")
    return others


def _claims(subject: str, known: Books, ledger: Ledger) -> tuple[str, ...]:
    """Return the claims behind an incident, or the claim itself; UsageError where there is none."""
    for incident in known.incidents:
        if incident.id == subject:
            return incident.claims
    if subject.startswith("c-"):
        return (_claim(subject, known, ledger)[1].id,)
    raise UsageError(f"{subject}: there is no such incident or claim; `corrobora incidents` and `claims` list them")


def _claim(subject: str, known: Books, ledger: Ledger) -> tuple[Any, Claim]:
    """Return a claim with its document; one that was rejected stands in the ledger alone."""
    for reading in chain(known.readings, ledger.readings()):
        for claim in reading.claims:
            if claim.id == subject:
                return reading.document, claim
    raise UsageError(f"{subject}: there is no such claim; `corrobora claims` lists them")
