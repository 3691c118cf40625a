"""Balances -> the tree behind each: its scope as a query over incidents, what that finds, the checks, the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from corrobora.link.days import days
from corrobora.reckon.books import Books
from corrobora.reckon.scope import conditions, main_countries
from corrobora.schema import row
from corrobora.show.branch import Branch, headline
from corrobora.show.listings import who
from corrobora.show.output import cell
from corrobora.show.words import ordinal
from corrobora.types import Balance, Claim, Incident, Reading


def explain_tallies(books: Books) -> Branch:
    """Return the tree behind all balances of the books, in their order."""
    read = {claim.id: (claim, reading) for reading in books.heard for claim in reading.claims}
    incidents = {incident.id: incident for incident in books.incidents}
    known = [balance for balance in books.balances if balance.claim in read]
    return Branch(f"tallies ({len(known)})", tuple(explain_tally(b, *read[b.claim], incidents) for b in known))


def explain_tally(balance: Balance, claim: Claim, reading: Reading, incidents: Mapping[str, Incident]) -> Branch:
    """Return the tree behind one balance."""
    counted = balance.counted
    number = ordinal(balance.number) if balance.ordinal else str(balance.number)
    words = " ".join(claim.span.of(reading.document.text).split())
    certain = [Branch(headline(incidents[id_])) for id_ in counted.incidents if id_ in incidents]
    possible = [_open(incidents[id_], claim, reading) for id_ in counted.perhaps if id_ in incidents]
    return Branch(
        f"{balance.claim}  {number}  {balance.verdict}",
        (
            Branch(f"words: {words} ({balance.document})"),
            Branch(f"on whose word: {who(balance.voice)}"),
            Branch("counts incidents", tuple(map(Branch, _query(balance, claim, reading)))),
            Branch(f"certain ({counted.certain})", tuple(certain)),
            Branch(f"possible ({counted.possible})", tuple(possible)),
            Branch(f"gap: {balance.gap}{_known(balance)}"),
            Branch(
                f"checks ({len(balance.checks)})",
                tuple(
                    Branch(f"{check.kind} {'holds' if check.ok else 'FAILS'}: {check.note}", _with(check.with_))
                    for check in balance.checks
                ),
            ),
        ),
    )


def _with(claims: tuple[str, ...]) -> tuple[Branch, ...]:
    return tuple(Branch(f"against {claim}") for claim in claims)


def _known(balance: Balance) -> str:
    covered = balance.covered
    if covered is None:
        return ""
    return f"; the ledger could know {covered.days} of the {covered.of} days ({covered.days / covered.of:.0%})"


def _query(balance: Balance, claim: Claim, reading: Reading) -> Iterator[str]:
    """Yield the conditions that an incident must meet to be counted."""
    scope = balance.scope
    yield f"of the kind {scope.event or claim.event}" if scope.event or claim.event else "of any kind"
    start, _, end = (scope.period or "").partition("/")
    yield f"from {start} to {end or start}" if scope.period else "over a time that is not given"
    about = ", ".join(sorted(main_countries(reading))) or "any country"
    yield f"in {cell([row(p) for p in scope.places])}" if scope.places else f"in {about}, which the article is about"
    for name, values in (("on", scope.targets or claim.targets), ("by", claim.actors)):
        if values:
            yield f"{name} {cell([row(value) for value in values])}"
    if reading.document.published:
        yield f"not after {reading.document.published.edtf}, when it was published"


def _open(incident: Incident, claim: Claim, reading: Reading) -> Branch:
    """Return an incident that may be counted, with what is open about it."""
    published = reading.document.published
    until = days(published.edtf) if published else None
    verdicts = conditions(incident, claim, until, main_countries(reading))
    return Branch(
        headline(incident), (Branch(f"open: {', '.join(n for n, known in verdicts.items() if known is None)}"),)
    )
