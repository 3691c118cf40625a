"""Sources in lots: each can be taken by itself, in this process or another, and is settled once it was dealt with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from corrobora.gather.gathered import Gathered
from corrobora.types import Failure


def _nothing(_error: Failure) -> bool:
    return False


def _no_more(_found: bool) -> Iterable[Gathered]:  # noqa: FBT001 - what a lot is told
    return ()


@dataclass(frozen=True, slots=True)
class Lot:
    """A part of a source: a file, a record of an archive, or what was gathered already.

    `take` returns what it holds, and can be sent to another process; `raw` are bytes that it leaves here. Errors that
    `counts` tells of are only counted. `settle` is called once all is dealt with, with whether there was anything but
    these, and may return more. `size` is how many bytes of the source it is.
    """

    name: str
    take: Callable[[], Iterable[Gathered]]
    size: int = 0
    raw: bytes = b""
    counts: Callable[[Failure], bool] = _nothing
    settle: Callable[[bool], Iterable[Gathered]] = _no_more


def alone(gathered: Gathered) -> Lot:
    """Return what was gathered as a lot of its own; its bytes stay here.

    >>> next(take_lots([alone(Gathered("a.txt", "file", b"A"))])).raw
    b'A'
    """
    return Lot(gathered.uri, partial(_given, replace(gathered, raw=b"")), raw=gathered.raw)


def _given(gathered: Gathered) -> tuple[Gathered]:
    return (gathered,)


def take_lots(lots: Iterable[Lot]) -> Iterator[Gathered]:
    """Yield what lots hold, one after the other."""
    for lot in lots:
        found = False
        for each in lot.take():
            if each.error is None or not lot.counts(each.error):
                found = True
                yield replace(each, raw=lot.raw) if lot.raw else each
        yield from lot.settle(found)
