"""What is told of a node by its classes alone, made out once for all nodes that share them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

_Told = TypeVar("_Told")
_MOST = 1 << 14


class ByClasses(dict[frozenset[str], _Told], Generic[_Told]):
    """A table that fills itself: asked of every word of a text, a look-up costs a third of a call.

    >>> is_group = ByClasses(lambda classes: "ng" in classes)
    >>> is_group[frozenset({"ng", "pl"})], len(is_group)
    (True, 1)
    """

    def __init__(self, tell: Callable[[frozenset[str]], _Told]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, classes: frozenset[str]) -> _Told:
        """Make out what these classes tell; a table that grew too large begins anew."""
        if len(self) >= _MOST:
            self.clear()
        told = self[classes] = self._tell(classes)
        return told
