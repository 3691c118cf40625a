"""What a document has in common with its translations: who speaks and which numbers stand in it, each in its order."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from corrobora.codebook import actors_by_id
from corrobora.link.bounds import best
from corrobora.link.days import days
from corrobora.link.first import published
from corrobora.link.identity import holder_key
from corrobora.link.telling import tells
from corrobora.types import Reading

CLOSE_DAYS = 3
_LENGTH = 0.55
_AGREE = 3
_SAME = 0.8
_SOMEBODY = "somebody"

Number = tuple[str, int | None]
Clue = tuple[int, str | Number]  # a day, and who speaks or a number


class Traits(NamedTuple):
    """What a document has in every language, and where and when it stands: `order` is its place among others.

    It was published from `first` to `last`, and has `size` characters; `days` are those of which its claims tell.
    """

    order: tuple[int, str, str]
    first: int
    last: int
    language: str
    size: int
    days: tuple[int, ...]
    speakers: tuple[str, ...]
    numbers: tuple[Number, ...]

    @property
    def uri(self) -> str:
        """Return the place of the document."""
        return self.order[-1]

    @property
    def vague(self) -> bool:
        """Return whether it doesn't say in which few days it was published."""
        return self.last - self.first >= CLOSE_DAYS

    def clues(self) -> frozenset[Clue]:
        """Return what it shares with its translations, one of these at least, in whatever language."""
        facts: list[str | Number] = [*self.numbers, *(key for key in self.speakers if key in actors_by_id())]
        return frozenset((day, fact) for day in self.days for fact in facts)


def traits_of(reading: Reading) -> Traits | None:
    """Return the traits of a document; null for one that tells of no incident, or has no date."""
    document = reading.document
    when = days(document.published.edtf) if document.published else None
    told = [claim for claim in reading.claims if tells(claim)]
    if when is None or not told:
        return None
    dated = (days(claim.when.edtf) for claim in told if claim.when)
    sharp = sorted({day.first for day in dated if day and day.sharp})
    order, size = published(document), len(document.text)
    own = tuple(sharp), _speakers(reading), _numbers(reading)
    return Traits(order, when.first, when.last, document.language or "", size, *own)


def may_follow(one: Traits, two: Traits) -> bool:
    """Return whether one document may be another's source: they are of one length and few days, in two languages.

    Both have the same speakers and numbers, each in the same order.
    """
    if one.language == two.language or max(0, two.first - one.last, one.first - two.last) > CLOSE_DAYS:
        return False
    lengths = sorted((one.size, two.size))
    return lengths[0] >= _LENGTH * lengths[1] and _agree(one.speakers, one.numbers, two.speakers, two.numbers)


@lru_cache(maxsize=65536)
def _agree(a: tuple[str, ...], m: tuple[Number, ...], b: tuple[str, ...], n: tuple[Number, ...]) -> bool:
    named = [[key for key in speakers if key != _SOMEBODY] for speakers in (a, b)]
    if LCSseq.similarity(*named) + LCSseq.similarity(m, n) < _AGREE:
        return False
    return all(LCSseq.similarity(x, y) >= _SAME * max(len(x), len(y)) for x, y in ((a, b), (m, n)))


def _speakers(reading: Reading) -> tuple[str, ...]:
    """Return those who speak, in order, each once in a row; unnamed sources are somebody."""
    outer = {claim.voice.chain[-1].span: claim.voice.chain[-1] for claim in reading.claims if claim.voice.chain}
    keys = [holder_key(outer[span]) or _SOMEBODY for span in sorted(outer)]
    return tuple(key for key, _ in groupby(keys))


def _numbers(reading: Reading) -> tuple[Number, ...]:
    """Return the numbers in the claims, in order."""
    found = {
        (q.span if q.span.start < q.span.end else claim.span, q.measure or "", best(q))
        for claim in reading.claims
        for q in claim.quantities
    }
    in_order = sorted(found, key=lambda each: (each[0], each[1], each[2] or 0))
    return tuple((measure, number) for _, measure, number in in_order)
