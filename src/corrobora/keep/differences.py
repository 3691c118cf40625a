"""Two readings of one place -> which claims were gained, lost and changed, and what was edited in the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance.Indel import opcodes

from corrobora.keep.ledger import Version
from corrobora.types import Claim, Reading

_TOLD = ("id", "span", "rule")  # what may differ in a claim that says the same
_WORDS = 12  # of an edit, on either side
_ALIKE = 70  # per cent of the letters, for two claims to be one


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one claim, or of a stretch of the text, from one version to the next.

    `kind` is gained, lost, changed or edited; `was` and `now` are the words, `fields` what differs in a changed claim.
    """

    document: str
    kind: str
    edition: str
    rule: str | None
    was: str | None
    now: str | None
    fields: tuple[str, ...] = ()


def differences(versions: Sequence[Version]) -> Iterator[Difference]:
    """Yield what differs from each version of one place to the next: by other rules, or in other bytes."""
    for one, two in pairwise(versions):
        uri = two.reading.document.uri
        if one.sha256 != two.sha256:
            for was, now in edits(one.reading.document.text, two.reading.document.text):
                yield Difference(uri, "edited", two.edition, None, was or None, now or None)
        yield from _claims(uri, two.edition, one.reading, two.reading)


def edits(was: str, now: str) -> Iterator[tuple[str, str]]:
    """Yield the words that were replaced, taken out or put in, with what stands there now.

    >>> list(edits("At least three men died on Sunday.", "At least five men died on Sunday night."))
    [('three', 'five'), ('Sunday.', 'Sunday night.')]
    """
    one, two = was.split(), now.split()
    changed = [op for op in opcodes(one, two) if op.tag != "equal"]
    for number, op in enumerate(changed):
        following = changed[number + 1] if number + 1 < len(changed) else None
        previous = changed[number - 1] if number else None
        if previous is not None and previous.src_end == op.src_start and previous.dest_end == op.dest_start:
            continue  # told with the one before: what went out, and what came in there
        last = following if following is not None and following.src_start == op.src_end else None
        last = last if last is not None and last.dest_start == op.dest_end else op
        yield _short(one[op.src_start : last.src_end]), _short(two[op.dest_start : last.dest_end])


def _short(words: Sequence[str]) -> str:
    return " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")


def _claims(uri: str, edition: str, one: Reading, two: Reading) -> Iterator[Difference]:
    """Yield the claims that only one reading has, and those that both have and read otherwise."""
    before, after = list(one.claims), list(two.claims)
    for old, new in _paired(before, after, one.document.text, two.document.text):
        was, now = old.span.of(one.document.text), new.span.of(two.document.text)
        changed = tuple(_differing(old, new, same_text=one.document.text == two.document.text))
        if changed:
            yield Difference(uri, "changed", edition, new.rule, was, now, changed)
        before.remove(old)
        after.remove(new)
    yield from (Difference(uri, "lost", edition, c.rule, c.span.of(one.document.text), None) for c in before)
    yield from (Difference(uri, "gained", edition, c.rule, None, c.span.of(two.document.text)) for c in after)


def _paired(before: Iterable[Claim], after: Iterable[Claim], was: str, now: str) -> list[tuple[Claim, Claim]]:
    """Return the claims that are one in both: of one id, else of one kind and much the same words, each once."""
    free = {claim.id: claim for claim in after}
    pairs, rest = [], []
    for claim in before:
        if claim.id in free:
            pairs.append((claim, free.pop(claim.id)))
        else:
            rest.append(claim)
    for claim in rest:
        words = claim.span.of(was)
        alike = {c.id: fuzz.ratio(words, c.span.of(now)) for c in free.values() if c.kind == claim.kind}
        found = max(alike, key=lambda one: (alike[one], one), default=None)
        if found is not None and alike[found] >= _ALIKE:
            pairs.append((claim, free.pop(found)))
    return pairs


def _differing(old: Claim, new: Claim, *, same_text: bool) -> Iterator[str]:
    """Yield the names of the fields that differ; where the text moved, spans are no difference."""
    for field in fields(Claim):
        if field.name in _TOLD:
            continue
        was, now = getattr(old, field.name), getattr(new, field.name)
        if was != now and (same_text or _said(was) != _said(now)):
            yield field.name


def _said(thing: object) -> object:
    """Return what a value says, without where it stands."""
    if isinstance(thing, tuple) and not hasattr(thing, "_fields"):
        return tuple(_said(each) for each in thing)
    if hasattr(thing, "__dataclass_fields__"):
        left = {"span", "content", "rule", "refers", "candidates"}
        return tuple(_said(getattr(thing, name)) for name in thing.__dataclass_fields__ if name not in left)
    return thing
