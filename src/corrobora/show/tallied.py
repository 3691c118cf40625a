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
from corrobora.told import Told, told, told_word
from corrobora.types import Balance, Check, Claim, Incident, Reading


def explain_tallies(books: Books) -> Branch:
    """Return the tree behind all balances of the books, in their order."""
    read = {claim.id: (claim, reading) for reading in books.heard for claim in reading.claims}
    incidents = {incident.id: incident for incident in books.incidents}
    known = [balance for balance in books.balances if balance.claim in read]
    return Branch(
        told("tallies (%(number)s)", number=len(known)),
        tuple(explain_tally(b, *read[b.claim], incidents) for b in known),
    )


def explain_tally(balance: Balance, claim: Claim, reading: Reading, incidents: Mapping[str, Incident]) -> Branch:
    """Return the tree behind one balance."""
    counted = balance.counted
    number = ordinal(balance.number) if balance.ordinal else str(balance.number)
    words = " ".join(claim.span.of(reading.document.text).split())
    certain = [Branch(headline(incidents[id_])) for id_ in counted.incidents if id_ in incidents]
    possible = [_open(incidents[id_], claim, reading) for id_ in counted.perhaps if id_ in incidents]
    return Branch(
        told("%(id)s  %(number)s  %(reason)s", id=balance.claim, number=number, reason=balance.verdict),
        (
            Branch(told("words: %(words)s (%(place)s)", words=words, place=balance.document)),
            Branch(
                told("on whose word: %(name)s", name=who(balance.voice) if balance.voice.chain else told("narrator"))
            ),
            Branch(told("counts incidents"), tuple(map(Branch, _query(balance, claim, reading)))),
            Branch(told("certain (%(number)s)", number=counted.certain), tuple(certain)),
            Branch(told("possible (%(number)s)", number=counted.possible), tuple(possible)),
            Branch(_gap(balance)),
            Branch(
                told("checks (%(number)s)", number=len(balance.checks)),
                tuple(Branch(_checked(check), _with(check.with_)) for check in balance.checks),
            ),
        ),
    )


def _with(claims: tuple[str, ...]) -> tuple[Branch, ...]:
    return tuple(Branch(told("against %(id)s", id=claim)) for claim in claims)


def _checked(check: Check) -> Told:
    kind = told_word(check.kind)
    if check.ok:
        return told("%(name)s holds: %(reason)s", name=kind, reason=check.note)
    return told("%(name)s FAILS: %(reason)s", name=kind, reason=check.note)


def _gap(balance: Balance) -> Told:
    covered = balance.covered
    if covered is None:
        return told("gap: %(number)s", number=balance.gap)
    share = format(100 * covered.days / covered.of, ".0f")
    return told(
        "gap: %(number)s; the ledger could know %(days)s of the %(all)s days (%(share)s%%)",
        number=balance.gap,
        days=covered.days,
        all=covered.of,
        share=share,
    )


def _query(balance: Balance, claim: Claim, reading: Reading) -> Iterator[Told]:
    """Yield the conditions that an incident must meet to be counted."""
    scope = balance.scope
    kind = scope.event or claim.event
    yield told("of the kind %(event)s", event=told_word(kind)) if kind else told("of any kind")
    start, _, end = (scope.period or "").partition("/")
    period = told("from %(day)s to %(end)s", day=start, end=end or start)
    yield period if scope.period else told("over a time that is not given")
    about = tuple(sorted(main_countries(reading))) or told("any country")
    where = told("in %(place)s", place=cell([row(p) for p in scope.places]))
    yield where if scope.places else told("in %(place)s, which the article is about", place=about)
    if targets := scope.targets or claim.targets:
        yield told("on %(name)s", name=cell([row(value) for value in targets]))
    if claim.actors:
        yield told("by %(name)s", name=cell([row(value) for value in claim.actors]))
    if reading.document.published:
        yield told("not after %(day)s, when it was published", day=reading.document.published.edtf)


def _open(incident: Incident, claim: Claim, reading: Reading) -> Branch:
    """Return an incident that may be counted, with what is open about it."""
    published = reading.document.published
    until = days(published.edtf) if published else None
    verdicts = conditions(incident, claim, until, main_countries(reading))
    return Branch(
        headline(incident),
        (Branch(told("open: %(names)s", names=tuple(told_word(n) for n, known in verdicts.items() if known is None))),),
    )
