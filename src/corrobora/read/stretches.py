"""Things that each stand at a stretch of a text, found by where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar, overload

from corrobora.types import Span

T = TypeVar("T")
_BLOCK = 1024


class Stretches(Sequence[T]):
    """A row of things with a span each; `near` finds those at a place without looking at all of them.

    Without it, asking of each word of an article which of its quotations covers it would take the square of its length.
    """

    def __init__(self, items: Iterable[T], span_of: Callable[[T], Span]) -> None:
        self._items = tuple(items)
        self._blocks: dict[int, dict[int, T]] = {}  # by their order
        for index, item in enumerate(self._items):
            start, end = span_of(item)
            for block in range(start // _BLOCK, end // _BLOCK + 1):
                self._blocks.setdefault(block, {})[index] = item

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        """Return one of the things, or some, by their order."""
        return self._items[index]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        """Yield them in their order."""
        return iter(self._items)

    def near(self, span: Span) -> list[T]:
        """Return whatever touches `span`, in its order, and perhaps some of what stands close by.

        >>> words = Stretches([Span(0, 5), Span(6, 9000), Span(8000, 8010)], lambda span: span)
        >>> words.near(Span(8002, 8003))
        [Span(start=6, end=9000), Span(start=8000, end=8010)]
        """
        if not self._items:
            return []
        start, end = span
        first, last = start // _BLOCK, end // _BLOCK
        if first == last:
            return [*self._blocks.get(first, {}).values()]
        found: dict[int, T] = {}
        for block in range(first, last + 1):
            found |= self._blocks.get(block, {})
        return [found[index] for index in sorted(found)]
