"""A claim or an incident -> the tree of rules and words behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TextIO

from corrobora.errors import UsageError
from corrobora.link.why import why
from corrobora.reckon.books import Books
from corrobora.show.listings import who
from corrobora.show.output import printable
from corrobora.types import AnyValue, Claim, Document, Incident, Place, Quantity, Span, Time

_AROUND = 40


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of an explanation and what lies below it."""

    line: str
    below: tuple[Branch, ...] = ()


def explain(identifier: str, books: Books) -> Branch:
    """Return the tree behind a claim (`c-…`) or an incident (`i-…`); UsageError where the books have no such id."""
    for incident in books.incidents:
        if incident.id == identifier:
            return _incident(incident, books)
    for reading in books.readings:
        for claim in reading.claims:
            if claim.id == identifier:
                return _claim(claim, reading.document)
    raise UsageError(f"{identifier}: no claim or incident has this id; `corrobora claims` and `corrobora incidents` list them")


def _incident(incident: Incident, books: Books) -> Branch:
    claims = [
        _claim(claim, reading.document)
        for reading in books.readings
        for claim in reading.claims
        if claim.id in incident.claims
    ]
    differing = tuple(
        Branch(f"{each.field} = {each.value}", tuple(Branch(claim) for claim in each.claims)) for each in incident.values
    )
    evidence = tuple(Branch(line) for line in why(incident, books.readings))
    return Branch(
        f"{incident.id}  {incident.event}  {incident.when or 'undated'}  {incident.grade}: {incident.reason}",
        (
            Branch(f"linked by ({len(evidence)})", evidence),
            Branch(f"values that differ ({len(differing)})", differing),
            Branch(f"claims ({len(claims)})", tuple(claims)),
        ),
    )


def _claim(claim: Claim, document: Document) -> Branch:
    text = document.text
    head = f"{claim.id}  {claim.kind}  {claim.event or ''}  {claim.stance}, {claim.act}  {document.uri}"
    voice = [Branch(f"manner: {claim.voice.manner}")]
    voice += [Branch(f"holder: {h.name or h.text}  {_words(text, h.span)}") for h in claim.voice.chain]
    if claim.voice.cue is not None:
        voice.append(Branch(f"shown by: {_words(text, claim.voice.cue.span)}"))
    return Branch(
        head,
        (
            Branch(f"words: {_words(text, claim.span)}"),
            Branch(f"rule: {claim.rule}"),
            Branch(f"voice: {who(claim)}", tuple(voice)),
            *(_value(name, value, text) for name, value in _slots(claim)),
        ),
    )


def _slots(claim: Claim) -> Iterable[tuple[str, AnyValue]]:
    for name in ("actors", "targets", "places", "means", "quantities", "addressees"):
        for value in getattr(claim, name):
            yield name.removesuffix("s") if name != "means" else name, value
    if claim.when is not None:
        yield "when", claim.when
    if claim.due is not None:
        yield "due", claim.due


def _value(name: str, value: AnyValue, text: str) -> Branch:
    return Branch(f"{name}: {_meaning(value)}", (Branch(f"read from {_words(text, value.span)}"), Branch(f"by {value.rule}")))


def _meaning(value: AnyValue) -> str:
    if isinstance(value, Time):
        return f"{value.edtf or 'unresolved'} ({value.basis or 'no basis'})"
    if isinstance(value, Quantity):
        return f"{value.measure} low {value.low} best {value.best} high {value.high}"
    if isinstance(value, Place):
        where = value.admin1 or value.country or "unresolved"
        return f"{value.name or value.text} [{where}, {value.precision or 'no precision'}]"
    return f"{value.name or value.text}" + (f" [{value.id}]" if value.id else "")


def _words(text: str, span: Span) -> str:
    """Return the words at `span` in brackets, with a little of what stands around them."""
    before = text[max(0, span.start - _AROUND) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + _AROUND].partition("\n")[0]
    return f"…{before}[{' '.join(span.of(text).split())}]{after}… ({span.start}:{span.end})"


def print_tree(tree: Branch, stream: TextIO, depth: int = 0) -> None:
    """Write a tree to `stream`, two blanks a level."""
    stream.write("  " * depth + printable(tree.line) + "\n")
    for branch in tree.below:
        print_tree(branch, stream, depth + 1)
