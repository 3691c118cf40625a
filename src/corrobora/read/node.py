"""What the cascade works on: words, and what rules have made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corrobora.types import AnyValue, Span


class _Nothing(dict[str, Any]):
    """The one empty mapping that words share: most never get a slot or a feature."""

    __slots__ = ()
    __hash__ = object.__hash__  # type: ignore[assignment] # it never changes

    def __setitem__(self, key: str, value: object) -> None:
        raise TypeError(f"{key!r} can't be set on what all words share; use Node.note")


_new = tuple.__new__
_EMPTY: Mapping[str, Any] = _Nothing()
_MOST_SETS = 1 << 16
_SETS: dict[frozenset[str], frozenset[str]] = {}


def shared(classes: frozenset[str]) -> frozenset[str]:
    """Return the one object for these classes: a table finds it at once, where it would have to compare another.

    >>> shared(frozenset({"ng", "pl"})) is shared(frozenset({"pl", "ng"}))
    True
    """
    if len(_SETS) >= _MOST_SETS:
        _SETS.clear()
    return _SETS.setdefault(classes, classes)


@dataclass(slots=True, eq=False)
class Node:
    """A word, or a group that a rule has read; `slots` names its parts, `value` is what it came to mean.

    Its `classes` are `shared`, since they are looked up in a dozen tables.
    """

    start: int
    end: int
    classes: frozenset[str]
    form: str = ""
    id: str | None = None
    rule: str = ""
    parts: tuple[Node, ...] = ()
    slots: Mapping[str, tuple[Node, ...]] = _EMPTY
    features: Mapping[str, str] = _EMPTY
    value: AnyValue | None = None

    @property
    def span(self) -> Span:
        """Return the node's place in the document."""
        return _new(Span, (self.start, self.end))  # as `Span(…)` does, without a call more

    def note(self, feature: str, value: str) -> None:
        """Set a feature; words share one empty set of them until they get their own."""
        self.features = {**self.features, feature: value}

    def walk(self) -> list[Node]:
        """Return this node and all below it, in the order of the text; most have few, so that a list is fastest."""
        out = [self]
        for part in self.parts:
            if part.parts:
                out += part.walk()
            else:
                out.append(part)
        return out

    def leaves(self) -> list[Node]:
        """Return the words below this node, in the order of the text; of a word itself."""
        if not self.parts:
            return [self]
        out: list[Node] = []
        for part in self.parts:
            if part.parts:
                out += part.leaves()
            else:
                out.append(part)
        return out

    def has(self, name: str) -> bool:
        """Return whether the node is of the lexical class `name`."""
        return name in self.classes

    def family(self, prefix: str) -> str | None:
        """Return the first class, in order, below `prefix`: `family("ev")` of {"ev.attack", "vg"} is "attack"."""
        return _FAMILIES[prefix][self.classes]


class _Family(dict[frozenset[str], str | None]):
    """The first class below a prefix, for each set of classes."""

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self._prefix = prefix + "."

    def __missing__(self, classes: frozenset[str]) -> str | None:
        if len(self) >= _MOST_SETS:
            self.clear()
        found = min([name for name in classes if name.startswith(self._prefix)], default=None)
        told = self[classes] = found[len(self._prefix) :] if found else None
        return told


class _Families(dict[str, _Family]):
    """A table for each prefix that is asked for."""

    def __missing__(self, prefix: str) -> _Family:
        made = self[prefix] = _Family(prefix)
        return made


_FAMILIES = _Families()
