"""An incident claim as linking sees it: its days, places, parties and numbers, ready to be compared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corrobora.link.days import Days, days
from corrobora.link.identity import holder_key, keys_of, meet, named_keys, word_key
from corrobora.link.toll import is_toll
from corrobora.read.fold import plain
from corrobora.types import Claim, Document, Place, Quantity, Reading, Value

_WORD = re.compile(r"\w{4,}")
_STEM = 5
_ARABIC = re.compile(r"(?:ال)?([\u0621-\u064a]{3,}?)(?:ون|ين|ان|ات|(?<=....)ا)?")  # "مسلحون", "مسلحين"; "جنديا"
_COUNT = "incidents"
_HELD = 16384


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """One incident claim in its document; `speaker` tells voices apart.

    `hands` and `words` are the stems of who acts and of what is hit.
    """

    claim: Claim
    document: Document
    days: Days | None
    published: Days | None
    places: tuple[Place, ...]
    actors: frozenset[str]
    targets: frozenset[str]
    hands: frozenset[str]
    words: frozenset[str]
    means: frozenset[str]
    numbers: dict[str, Quantity]
    speaker: str
    several: int


Told = Callable[[str], Sequence[Telling]]


def tells(claim: Claim) -> bool:
    """Return whether a claim tells an incident."""
    return claim.kind == "incident" and claim.event is not None


def tellings(readings: Iterable[Reading]) -> list[Telling]:
    """Return every incident claim of the readings, the earliest published first."""
    out = [
        telling(claim, reading.document)
        for reading in readings
        if reading.error is None
        for claim in reading.claims
        if tells(claim)
    ]
    return sorted(out, key=order)


def told_in(readings: Iterable[Reading]) -> Told:
    """Return what tells the incident claims of a document by its uri; only those asked for last are held ready."""
    own: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        own[reading.document.uri].append(reading)

    @lru_cache(maxsize=_HELD)
    def told(uri: str) -> tuple[Telling, ...]:
        return tuple(tellings(own.get(uri, ())))

    return told


def telling(claim: Claim, document: Document) -> Telling:
    """Return one incident claim made ready to be compared."""
    numbers: dict[str, Quantity] = {}
    for quantity in wholes(claim):
        if quantity.measure:
            numbers.setdefault(quantity.measure, quantity)
    targets = _targets(claim, document.language)
    return Telling(
        claim=claim,
        document=document,
        days=days(claim.when.edtf) if claim.when else None,
        published=days(document.published.edtf) if document.published else None,
        places=claim.places,
        actors=named_keys(claim.actors),
        targets=keys_of(targets),
        hands=stems(claim.actors),
        words=stems(targets),
        means=frozenset(mean.id or plain(mean.text) for mean in claim.means),
        numbers=numbers,
        speaker=speaker(claim, document),
        several=several(claim),
    )


def answers(each: Telling) -> bool:
    """Return whether a claim only answers what others told: a denial, or neither a yes nor a no."""
    return each.claim.stance == "denied" or each.claim.act == "neither"


def own_deed(denial: Telling) -> bool:
    """Return whether the one who denies is the one who is said to have done it."""
    return meet([denial.speaker], denial.actors)


def wholes(claim: Claim) -> tuple[Quantity, ...]:
    """Return a claim's numbers without those that are a part of another: of "53 dead, including 49 guards" the 53."""
    whole = {(q.measure, q.best) for q in claim.quantities if q.of in {None, q.best}}
    return tuple(q for q in claim.quantities if q.of in {None, q.best} or (q.measure, q.of) not in whole)


def _targets(claim: Claim, language: str | None) -> tuple[Value, ...]:
    """Return whom a claim names as hit; "31 dead" names nobody."""
    numbers = [q.span for q in claim.quantities if q.span.start < q.span.end]
    return tuple(
        target
        for target in claim.targets
        if target.id or not any(target.span.covers(n) for n in numbers) or not is_toll(target.text, language)
    )


def several(claim: Claim) -> int:
    """Return of how many incidents a claim tells; a number that counts its dead, or what was hit, counts no incidents.

    Only what stands in the words of the claim itself counts it: "six convoys were hit", not the two vehicles of a raid.
    """
    counted = {q.span for q in claim.quantities if q.measure != _COUNT and q.span.start < q.span.end}
    counts = (q for q in wholes(claim) if q.measure == _COUNT and q.span not in counted)
    own = (q for q in counts if q.span.start == q.span.end or claim.span.covers(q.span))
    return max(1, next((q.best or q.low or 1 for q in own), _apart(claim)))


def _apart(claim: Claim) -> int:
    """Return over how many provinces it is said that nobody was hurt, by what is told before: of so many incidents."""
    if claim.actors or claim.targets or not claim.quantities or any(q.best != 0 for q in claim.quantities):
        return 1
    return len({place.admin1 for place in claim.places if place.admin1})


def stems(values: Sequence[Value]) -> frozenset[str]:
    """Return the stems of the words of values, for seeing that "convoys" and "a convoy" may be one."""
    return frozenset[str]().union(*[_stems(value.text) for value in values])


@lru_cache(maxsize=1 << 14)
def _stems(text: str) -> frozenset[str]:
    return frozenset(map(_stem, _WORD.findall(plain(text))))


def _stem(word: str) -> str:
    """Return the first letters of a word, of an Arabic one without its article and the endings of two and many."""
    arabic = _ARABIC.fullmatch(word)
    return (arabic[1] if arabic is not None else word)[:_STEM]


def speaker(claim: Claim, document: Document) -> str:
    """Return who speaks: the innermost holder's key or words; for the narrator the outlet, or whom it forwards."""
    if not claim.voice.chain:
        return word_key(document)
    inner = claim.voice.chain[0]
    return holder_key(inner) or f"said:{plain(inner.name or inner.text)}"


def order(one: Telling) -> tuple[int, str, int, int, str]:
    """Return the place of a claim in the order in which things were said; documents without a date come last."""
    when = one.published.first if one.published else 10_000_000
    return when, one.document.uri, one.claim.span.start, one.claim.span.end, one.claim.id
