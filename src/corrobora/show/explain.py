"""A claim or an incident -> the tree of rules and words behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TextIO

from corrobora.errors import UsageError
from corrobora.keep.shelf import Shelf
from corrobora.keep.shelf.around import around, weights_of
from corrobora.link.evidence import Weights
from corrobora.link.incident import weights
from corrobora.link.names import display
from corrobora.link.why import why
from corrobora.reckon.books import Books
from corrobora.schema import json_line
from corrobora.show.branch import Branch, headline
from corrobora.show.formats import Format
from corrobora.show.listings import number, who
from corrobora.show.output import write_rows
from corrobora.show.words import isolated, printable
from corrobora.told import told, told_word
from corrobora.types import AnyValue, Claim, Document, Incident, Place, Quantity, Span, Time

_AROUND = 40
_SLOTS = {
    "actors": "actor",
    "targets": "target",
    "places": "place",
    "means": "means",
    "quantities": "number",
    "addressees": "addressee",
}


def explain(identifier: str, books: Books, by: Weights | None = None) -> Branch:
    """Return the tree behind a claim (`c-…`) or an incident (`i-…`), whose id may be cut short.

    UsageError where the books have no such id, or several that begin so. `by` are the weights by which claims were
    linked, where these are known.
    """
    incidents = {incident.id: incident for incident in books.incidents}
    claims = {claim.id: (claim, reading.document) for reading in books.readings for claim in reading.claims}
    known = whole(identifier, [*incidents, *claims])
    if known in incidents:
        return _incident(incidents[known], books, by or weights(books.heard))
    claim, document = claims[known]
    return _with_balance(claim_tree(claim, document), claim, books)


def explain_kept(identifier: str, shelf: Shelf) -> Branch:
    """Return the tree behind a claim or an incident of a ledger's shelf, whose id may be cut short."""
    found = shelf.ids(identifier) if identifier else []
    refuse_gone([identifier] if not found else [], shelf)
    known = whole(identifier, found)
    return explain(known, around(shelf, [known]), weights_of(shelf))


def refuse_gone(ids: Iterable[str], shelf: Shelf) -> None:
    """Raise a UsageError where one of some ids is of an incident that another has taken in, which it names."""
    for each in ids:
        if each.startswith("i-") and (heir := shelf.heir(each)):
            raise UsageError(f"{each}: it is a part of {heir} now, by later articles or a decision; ask for that")


def whole(identifier: str, ids: Iterable[str]) -> str:
    """Return the one id that is this or begins so."""
    found = sorted({each for each in ids if each.startswith(identifier)})
    if identifier in found or (identifier and len(found) == 1):
        return identifier if identifier in found else found[0]
    if len(found) > 1 and identifier:
        raise UsageError(f"{identifier}: {len(found)} ids begin so, as {found[0]} and {found[1]}; write out more of it")
    raise UsageError(
        f"{identifier}: no claim or incident has this id; `corrobora claims` and `corrobora incidents` list them"
    )


def _with_balance(tree: Branch, claim: Claim, books: Books) -> Branch:
    """Return the tree of a claim, and of the balance where it is a tally."""
    from corrobora.show.tallied import explain_tally  # which draws its trees with this module

    known = {incident.id: incident for incident in books.incidents}
    heard = {c.id: (c, reading) for reading in books.heard for c in reading.claims}
    balances = [explain_tally(b, *heard[b.claim], known) for b in books.balances if b.claim == claim.id]
    return replace(tree, below=(*tree.below, *balances))


def _incident(incident: Incident, books: Books, by: Weights) -> Branch:
    claims = [
        claim_tree(claim, reading.document)
        for reading in books.readings
        for claim in reading.claims
        if claim.id in incident.claims
    ]
    outlets = {c.id: r.document.outlet or r.document.uri for r in books.readings for c in r.claims}
    differing = tuple(
        Branch(
            told("%(field)s = %(value)s", field=told_word(each.field), value=display(each.value, each.value)),
            tuple(Branch(told("%(id)s (%(outlet)s)", id=id_, outlet=outlets.get(id_, ""))) for id_ in each.claims),
        )
        for each in incident.values
    )
    evidence = tuple(Branch(head, tuple(map(Branch, below))) for head, below in why(incident, books.readings, by))
    return Branch(
        told(
            "%(id)s  %(event)s  %(when)s  %(grade)s: %(reason)s",
            id=incident.id,
            event=told_word(incident.event),
            when=incident.when or told("undated"),
            grade=told_word(incident.grade),
            reason=incident.reason,
        ),
        (
            Branch(told("linked by (%(number)s)", number=len(evidence)), evidence),
            Branch(told("values that differ (%(number)s)", number=len(differing)), differing),
            *([Branch(told("told over time"), tuple(_story(incident)))] if incident.story else []),
            *([_parts(incident, books)] if incident.room > 1 else []),
            Branch(told("claims (%(number)s)", number=len(claims)), tuple(claims)),
        ),
    )


def _parts(incident: Incident, books: Books) -> Branch:
    """Return how many incidents it is told as, with those of them that are told apart too."""
    known = {each.id: each for each in books.incidents}
    found = tuple(Branch(headline(known[part])) for part in incident.parts if part in known)
    return Branch(
        told("told as %(room)s incidents, of which told apart too (%(number)s)", room=incident.room, number=len(found)),
        found,
    )


def _story(incident: Incident) -> Iterator[Branch]:
    """Yield a line for each measure: "killed: 25 (2021-10-02), then 89 (2021-10-04)"."""
    for measure in dict.fromkeys(step.measure for step in incident.story):
        steps = [
            told("%(number)s (%(day)s)", number=s.number, day=s.day or told("undated"))
            for s in incident.story
            if s.measure == measure
        ]
        whole = steps[0]
        for step in steps[1:]:
            whole = told("%(before)s, then %(after)s", before=whole, after=step)
        yield Branch(told("%(name)s: %(value)s", name=told_word(measure), value=whole))


def claim_tree(claim: Claim, document: Document | None) -> Branch:
    """Return the tree of rules and words behind one claim; without its document, not what stands around them."""
    text, uri = (document.text, f"  {document.uri}") if document is not None else (None, "")
    head = told(
        "%(id)s  %(kind)s  %(event)s  %(stance)s, %(act)s%(place)s",
        id=claim.id,
        kind=told_word(claim.kind),
        event=told_word(claim.event or ""),
        stance=told_word(claim.stance),
        act=told_word(claim.act),
        place=uri,
    )
    voice = [Branch(told("manner: %(name)s", name=told_word(claim.voice.manner)))]
    for h in claim.voice.chain:
        held = told("holder: %(name)s  %(words)s", name=h.name or h.text, words=_words(text, h.span, h.text))
        voice.append(Branch(held))
    if claim.voice.cue is not None:
        voice.append(
            Branch(told("shown by: %(words)s", words=_words(text, claim.voice.cue.span, claim.voice.cue.text)))
        )
    return Branch(
        head,
        (
            Branch(told("words: %(words)s", words=_words(text, claim.span))),
            Branch(told("rule: %(name)s", name=claim.rule)),
            Branch(
                told("voice: %(name)s", name=who(claim.voice) if claim.voice.chain else told("narrator")), tuple(voice)
            ),
            *_scope(claim),
            *(_value(name, value, text) for name, value in _slots(claim)),
        ),
    )


def _slots(claim: Claim) -> Iterable[tuple[str, AnyValue]]:
    for field, name in _SLOTS.items():
        for value in getattr(claim, field):
            yield name, value
    if claim.when is not None:
        yield "when", claim.when
    if claim.due is not None:
        yield "due", claim.due


def _value(name: str, value: AnyValue, text: str | None) -> Branch:
    source = (
        Branch(told("read from %(words)s", words=_words(text, value.span, value.text))),
        Branch(told("by %(name)s", name=value.rule)),
    )
    return Branch(told("%(name)s: %(value)s", name=told_word(name), value=_meaning(value)), (*source, *_weighed(value)))


def _weighed(value: AnyValue) -> Iterator[Branch]:
    """Yield the places that a name could mean, where there was a choice."""
    if isinstance(value, Place) and len(value.candidates) > 1:
        for each in value.candidates:
            yield Branch(
                told("weighed %(name)s (%(place)s): %(reason)s", name=each.name, place=each.country, reason=each.reason)
            )


def _scope(claim: Claim) -> Iterator[Branch]:
    """Yield what a tally counts over."""
    scope = claim.scope
    if scope is not None:
        over = (scope.event, scope.period, *(p.name or p.text for p in scope.places), *(t.text for t in scope.targets))
        named = tuple(filter(None, over)) or (told("no scope read"),)
        yield Branch(told("counts: %(over)s", over=(*named, told("ordinal")) if scope.ordinal else named))


def _meaning(value: AnyValue) -> str:
    if isinstance(value, Time):
        basis = told_word(value.basis or "no basis")
        return told("%(when)s (%(basis)s)", when=value.edtf or told("unresolved"), basis=basis)
    if isinstance(value, Quantity):
        bounds = {"low": _or_none(value.low), "high": _or_none(value.high)}
        return told("%(number)s (low %(low)s, high %(high)s)", number=number(value), **bounds)
    if isinstance(value, Place):
        where = value.admin1 or value.country or told("unresolved")
        precision = told_word(value.precision or "no precision")
        return told(
            "%(name)s [%(place)s, %(precision)s]", name=value.name or value.text, place=where, precision=precision
        )
    return f"{value.name or value.text}" + (f" [{value.id}]" if value.id else "")


def _or_none(bound: int | None) -> str:
    return told("none") if bound is None else str(bound)


def _words(text: str | None, span: Span, own: str = "") -> str:
    """Return the words at `span` in brackets, with a little of what stands around them; without a text its `own`."""
    if text is None:
        return f"[{own or '…'}] ({span.start}:{span.end})"
    before = text[max(0, span.start - _AROUND) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + _AROUND].partition("\n")[0]
    return f"…{before}[{' '.join(span.of(text).split())}]{after}… ({span.start}:{span.end})"


def lines(tree: Branch) -> Iterator[str]:
    """Yield a tree line by line, two blanks a level.

    >>> list(lines(Branch("claim", (Branch("rule"),))))
    ['claim', '  rule']
    """
    return ("  " * depth + line for depth, line in _flat(tree))


def _flat(tree: Branch, depth: int = 0) -> Iterator[tuple[int, str]]:
    yield depth, " ".join(printable(tree.line).split("\n"))
    for branch in tree.below:
        yield from _flat(branch, depth + 1)


def print_tree(tree: Branch, wanted: Format, stream: TextIO) -> None:
    """Write a tree: indented as a table, nested as JSON, else one row a line with its depth."""
    if wanted is Format.table:
        stream.writelines(isolated(line) + "\n" for line in lines(tree))
    elif wanted is Format.jsonl:
        stream.write(json_line(_nested(tree)) + "\n")
    else:
        rows = [{"depth": depth, "line": line} for depth, line in _flat(tree)]
        write_rows(rows, ["depth", "line"], wanted, stream)


def _nested(tree: Branch) -> dict[str, object]:
    return {"line": tree.line, "below": [_nested(branch) for branch in tree.below]}
