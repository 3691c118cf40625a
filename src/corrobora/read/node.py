"""What the cascade works on: words, and what rules have made of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from corrobora.types import AnyValue, Span


@dataclass(slots=True, eq=False)
class Node:
    """A word, or a group that a rule has read; `slots` names its parts, `value` is what it came to mean."""

    start: int
    end: int
    classes: frozenset[str]
    form: str = ""
    rule: str = ""
    parts: tuple[Node, ...] = ()
    slots: dict[str, tuple[Node, ...]] = field(default_factory=dict)
    features: dict[str, str] = field(default_factory=dict)
    value: AnyValue | None = None
    id: str | None = None

    @property
    def span(self) -> Span:
        """Return the node's place in the document."""
        return Span(self.start, self.end)

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in the order of the text."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def has(self, name: str) -> bool:
        """Return whether the node is of the lexical class `name`."""
        return name in self.classes

    def family(self, prefix: str) -> str | None:
        """Return the first class, in order, below `prefix`: `family("ev")` of {"ev.attack", "vg"} is "attack"."""
        found = sorted(name for name in self.classes if name.startswith(prefix + "."))
        return found[0][len(prefix) + 1 :] if found else None
