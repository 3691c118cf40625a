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
    known = whole(identifier, shelf.ids(identifier) if identifier else ())
    return explain(known, around(shelf, [known]), weights_of(shelf))


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
            f"{each.field} = {display(each.value, each.value)}",
            tuple(Branch(f"{id_} ({outlets.get(id_, '')})") for id_ in each.claims),
        )
        for each in incident.values
    )
    evidence = tuple(_evidence(why(incident, books.readings, by)))
    return Branch(
        f"{incident.id}  {incident.event}  {incident.when or 'undated'}  {incident.grade}: {incident.reason}",
        (
            Branch(f"linked by ({len(evidence)})", evidence),
            Branch(f"values that differ ({len(differing)})", differing),
            *([Branch("told over time", tuple(_story(incident)))] if incident.story else []),
            *([_parts(incident, books)] if incident.room > 1 else []),
            Branch(f"claims ({len(claims)})", tuple(claims)),
        ),
    )


def _parts(incident: Incident, books: Books) -> Branch:
    """Return how many incidents it is told as, with those of them that are told apart too."""
    known = {each.id: each for each in books.incidents}
    found = tuple(Branch(headline(known[part])) for part in incident.parts if part in known)
    return Branch(f"told as {incident.room} incidents, of which told apart too ({len(found)})", found)


def _story(incident: Incident) -> Iterator[Branch]:
    """Yield a line for each measure: "killed: 25 (2021-10-02), then 89 (2021-10-04)"."""
    for measure in dict.fromkeys(step.measure for step in incident.story):
        steps = (f"{s.number} ({s.day or 'undated'})" for s in incident.story if s.measure == measure)
        yield Branch(f"{measure}: {', then '.join(steps)}")


def _evidence(told: Iterable[str]) -> Iterator[Branch]:
    """Yield what ties each claim to the others; what is indented belongs to the line before."""
    head, below = "", list[Branch]()
    for line in told:
        if line.startswith(" "):
            below.append(Branch(line.strip()))
            continue
        if head:
            yield Branch(head, tuple(below))
        head, below = line, []
    if head:
        yield Branch(head, tuple(below))


def claim_tree(claim: Claim, document: Document | None) -> Branch:
    """Return the tree of rules and words behind one claim; without its document, not what stands around them."""
    text, uri = (document.text, f"  {document.uri}") if document is not None else (None, "")
    head = f"{claim.id}  {claim.kind}  {claim.event or ''}  {claim.stance}, {claim.act}{uri}"
    voice = [Branch(f"manner: {claim.voice.manner}")]
    voice += [Branch(f"holder: {h.name or h.text}  {_words(text, h.span, h.text)}") for h in claim.voice.chain]
    if claim.voice.cue is not None:
        voice.append(Branch(f"shown by: {_words(text, claim.voice.cue.span, claim.voice.cue.text)}"))
    return Branch(
        head,
        (
            Branch(f"words: {_words(text, claim.span)}"),
            Branch(f"rule: {claim.rule}"),
            Branch(f"voice: {who(claim.voice)}", tuple(voice)),
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
    source = (Branch(f"read from {_words(text, value.span, value.text)}"), Branch(f"by {value.rule}"))
    return Branch(f"{name}: {_meaning(value)}", (*source, *_weighed(value)))


def _weighed(value: AnyValue) -> Iterator[Branch]:
    """Yield the places that a name could mean, where there was a choice."""
    if isinstance(value, Place) and len(value.candidates) > 1:
        for each in value.candidates:
            yield Branch(f"weighed {each.name} ({each.country}): {each.reason}")


def _scope(claim: Claim) -> Iterator[Branch]:
    """Yield what a tally counts over."""
    scope = claim.scope
    if scope is not None:
        over = (scope.event, scope.period, *(p.name or p.text for p in scope.places), *(t.text for t in scope.targets))
        yield Branch(
            f"counts: {', '.join(filter(None, over)) or 'no scope read'}{', ordinal' if scope.ordinal else ''}"
        )


def _meaning(value: AnyValue) -> str:
    if isinstance(value, Time):
        return f"{value.edtf or 'unresolved'} ({value.basis or 'no basis'})"
    if isinstance(value, Quantity):
        return f"{number(value)} (low {_or_none(value.low)}, high {_or_none(value.high)})"
    if isinstance(value, Place):
        where = value.admin1 or value.country or "unresolved"
        return f"{value.name or value.text} [{where}, {value.precision or 'no precision'}]"
    return f"{value.name or value.text}" + (f" [{value.id}]" if value.id else "")


def _or_none(bound: int | None) -> str:
    return "none" if bound is None else str(bound)


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
