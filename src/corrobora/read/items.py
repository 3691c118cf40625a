"""Lists: what stands above their items says when and where, for all of them, their deeds were done."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from corrobora.read.sentence import Sentence
from corrobora.read.values import TOLLS
from corrobora.types import Place, Time

_COLON = ":"
_STOP = "stop"
_LABEL = 4  # nodes within which a label ends
_SPELLS = frozenset({"interval", "year", "month", "week", "day", "part"})
_PARAGRAPH = attrgetter("paragraph")
_SIDES = frozenset({"n.side", *TOLLS})
_MARKS = frozenset({":", "|", "–", "—", "-"})


class Heading(NamedTuple):
    """What stands above a list: its sentence, the time that it names, its places, and whether it only says "toll"."""

    sentence: int
    when: Time | None = None
    places: tuple[Place, ...] = ()
    toll: bool = False


def headings(sentences: Sequence[Sentence]) -> dict[int, Heading]:
    """Return, for the index of each sentence in an item of a list, what stands above that list.

    It ends with a colon, or like no sentence. A list that nothing stands above has no heading.
    """
    out: dict[int, Heading] = {}
    above: Heading | None = None
    for index, sentence in enumerate(sentences):
        if not sentence.item:
            above = _heading(index, sentence)
        elif above is not None:
            out[index] = above
    return out


def _heading(index: int, sentence: Sentence) -> Heading | None:
    last = sentence.words[-1]
    if last.form != _COLON and last.has(_STOP):
        return None
    values = [node.value for node in sentence.walk() if node.value is not None]
    times = (v for v in values if isinstance(v, Time) and v.edtf and v.precision in _SPELLS)
    places = tuple(v for v in values if isinstance(v, Place) and v.id)
    toll = not values and any(node.classes & TOLLS for node in sentence.walk())
    return Heading(index, next(times, None), places, toll)


def label(sentences: Sequence[Sentence], index: int) -> Place | None:
    """Return the place that begins a paragraph of news in brief: "MALI – Ten soldiers killed", "#Mali | Ten killed".

    Outside of lists it must be a country: a town behind which a sentence goes on is found where other places are.
    """
    first = _first(sentences, index)
    front, *rest = sentences[first].nodes[:2]
    if not rest or rest[0].form not in _MARKS or not isinstance(front.value, Place):
        return None
    country = front.has("kind.state") or rest[0].form == "|"
    return front.value if country or sentences[first].item else None


def is_labelled(sentences: Sequence[Sentence], index: int) -> bool:
    """Return whether a sentence stands in an item of a list that begins with a name of its own and a colon."""
    first = sentences[_first(sentences, index)]
    before = next((at for at, node in enumerate(first.nodes[:_LABEL]) if node.form == _COLON), 0)
    front = first.nodes[:before]
    sides = any(leaf.classes & _SIDES for node in front for leaf in node.leaves())  # "on the enemy's side: 28 killed"
    return first.item and before > 0 and not sides and not any(node.has("time") or node.has("on") for node in front)


def _first(sentences: Sequence[Sentence], index: int) -> int:
    """Return the index of the first sentence in a sentence's paragraph."""
    return bisect_left(sentences, sentences[index].paragraph, hi=index, key=_PARAGRAPH)
