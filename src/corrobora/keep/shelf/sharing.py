"""Who may have words of whom among some documents of a shelf, by what is known of those that share words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from corrobora.link.arrays import Numbers
from corrobora.link.sharing import Candidates, candidates
from corrobora.link.shingle import Counts, Sample
from corrobora.link.standing import Flags, Held, Shared, facts_of

Edge = tuple[int, int]  # a document, and one before it of which it may have words
Entries = Numbers  # rows of a shingle's value, the number of its document, and its sentence there


@dataclass(frozen=True, slots=True)
class Sampled:
    """A document's shingles and their sentences; its state: whether it is retold, how much is left, what is aside."""

    n: int
    order: tuple[int, str, str]
    outlet: str
    day: int | None
    sentences: int
    values: Numbers
    places: Numbers
    state: tuple[int, int, bytes]

    @property
    def uri(self) -> str:
        """Return its place."""
        return self.order[2]

    def aside(self) -> Flags:
        """Return which of its sentences are set aside."""
        bits = np.unpackbits(np.frombuffer(self.state[2], np.uint8), count=self.sentences)
        return bits.astype(bool)

    def entries(self) -> Entries:
        """Return its shingles."""
        return np.stack([self.values, np.full(len(self.values), self.n), self.places], axis=1)


@dataclass(frozen=True, slots=True)
class Sharing:
    """What is found of some documents: their states, who may have words of whom, and which shingles are stock."""

    states: list[tuple[int, int, bytes]]
    edges: list[Edge]
    stock: list[int]

    @classmethod
    def of(cls, every: Sequence[Sampled], looked: Sequence[Sampled], entries: Entries, stock: Iterable[int]) -> Sharing:
        """Look at some documents among `every` that has a shingle with them; those that are stock need not be whole."""
        at = {each.n: place for place, each in enumerate(every)}
        inside = [at[each.n] for each in looked]
        first = np.concatenate([[0], np.cumsum([each.sentences for each in every])]).astype(np.int64)
        numbers = np.array(sorted(at), np.int64)
        place = np.array([at[n] for n in numbers.tolist()], np.int64)
        sentence = first[place[np.searchsorted(numbers, entries[:, 1])]] + entries[:, 2]
        order = np.lexsort((sentence, entries[:, 0]))
        values, sentence = entries[order, 0], sentence[order]
        shared = Shared(_runs(values), sentence.astype(np.uint32), _totals(every, inside, first))
        kept, known = Sample((), (), first), facts_of((each.outlet for each in every), (each.day for each in every))
        held = _held(every, inside, np.isin(values, np.array(list(stock), np.int64)))
        found = candidates(kept, shared, known, held)
        wanted = set(inside)
        edges = [(every[two].n, every[one].n) for two, those in found.sought if two in wanted for one in those]
        return cls(_states(found, inside, first), edges, np.unique(values[found.standing.stock]).tolist())


def _runs(values: Numbers) -> Counts:
    return np.cumsum(np.diff(values, prepend=values[:1] - 1) != 0, dtype=np.uint32)


def _totals(every: Sequence[Sampled], inside: Sequence[int], first: Numbers) -> Numbers:
    """Return how many shingles each sentence has, of those documents that are looked at."""
    totals = np.zeros(int(first[-1]), np.int64)
    for at in inside:
        totals[first[at] : first[at + 1]] = np.bincount(every[at].places, minlength=every[at].sentences)
    return totals


def _held(every: Sequence[Sampled], inside: Sequence[int], stock: Flags) -> Held | None:
    if len(inside) == len(every) and not stock.any():
        return None
    outside = np.ones(len(every), bool)
    outside[list(inside)] = False
    aside = [each.aside() if out else np.zeros(each.sentences, bool) for each, out in zip(every, outside, strict=True)]
    retold, size = (np.array([each.state[at] for each in every], np.int64) for at in range(2))
    return Held(outside, retold.astype(bool), np.concatenate([np.zeros(0, bool), *aside]), size, stock)


def _states(found: Candidates, inside: Sequence[int], first: Numbers) -> list[tuple[int, int, bytes]]:
    retold, size, aside = found.standing.retold, found.size, found.standing.aside
    return [(int(retold[at]), int(size[at]), np.packbits(aside[first[at] : first[at + 1]]).tobytes()) for at in inside]


def together(parts: Iterable[Entries]) -> Entries:
    """Return shingles by value, document and sentence."""
    out = np.concatenate([np.zeros((0, 3), np.int64), *parts])
    return out[np.lexsort((out[:, 2], out[:, 1], out[:, 0]))]
