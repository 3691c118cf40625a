"""Pieces of an expression with tests of nodes between them: what a `match` or a macro is before it is compiled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias


@dataclass(frozen=True, slots=True, eq=False)
class Test:
    """What a node must be: any of several sets of classes wanted and unwanted, or anything but a full stop.

    A word that a rule names is tested as the class "=word", which the vocabulary gives to it. Equal tests are one
    object (`pattern` sees to that), so that a table finds them at once.
    """

    options: tuple[tuple[frozenset[str], frozenset[str]], ...]
    anything: bool = False

    def holds(self, classes: frozenset[str]) -> bool:
        """Return whether a node of these classes passes; families ("ev.*") must be among them."""
        return any(wanted <= classes and not (unwanted & classes) for wanted, unwanted in self.options)


class Opening(NamedTuple):
    """A bracket that names what stands in it."""

    slot: str


Part: TypeAlias = "str | Test | Opening | Stretch"
Needs: TypeAlias = "dict[Stretch, list[int]]"


@dataclass(slots=True, eq=False)
class Stretch:
    """Parts in their order; those of a macro are one stretch, which all that hold it share."""

    parts: list[Part]
    _tests: tuple[Test, ...] | None = field(default=None, init=False)

    @property
    def tests(self) -> tuple[Test, ...]:
        """Return the tests in it, each once, in the order in which they come first."""
        if self._tests is None:
            found: dict[Test, None] = {}
            for part in self.parts:
                if isinstance(part, Test):
                    found[part] = None
                elif isinstance(part, Stretch):
                    found.update(dict.fromkeys(part.tests))
            self._tests = tuple(found)
        return self._tests

    def flat(self) -> Iterator[str | Test | Opening]:
        """Yield its parts, those of macros in brackets."""
        for part in self.parts:
            if isinstance(part, Stretch):
                yield "(?:"
                yield from part.flat()
                yield ")"
            else:
                yield part

    def needs(self, bits: Mapping[Test, int], known: Needs) -> list[int]:
        """Return sets of tests, as bits, of which one each must hold for some node of a row that it matches.

        `known` are those of the macros of one level.
        """
        if self not in known:
            known[self] = _needs(iter(self.parts), bits, known)
        return known[self]


def repeated(parts: Sequence[str | Test | Opening]) -> dict[str, list[Test]]:
    """Return the slots inside brackets that may come more than once, with the tests of each of one node."""
    opened: list[tuple[int, str]] = []
    named: list[tuple[int, str]] = []
    again: set[str] = set()
    for at, part in enumerate(parts):
        if isinstance(part, Opening) or (isinstance(part, str) and part[0] == "("):
            opened.append((at, part.slot if isinstance(part, Opening) else ""))
            named.append(opened[-1])
        elif part == ")":
            first, _ = opened.pop()
            following = parts[at + 1] if at + 1 < len(parts) else ""
            if isinstance(following, str) and following[:1] in {"*", "+", "{"}:
                again.update(name for start, name in named if start >= first and name)
    found: dict[str, list[Test]] = {}
    for at, name in named:
        test = parts[at + 1]
        if name in again and isinstance(test, Test):
            found.setdefault(name, []).append(test)
    return found


def _needs(parts: Iterator[Part], bits: Mapping[Test, int], known: Needs) -> list[int]:
    """Return what a row must pass for the parts up to their end or closing bracket."""
    options: list[list[list[int]]] = [[]]  # alternatives; in each, what every piece of the sequence needs
    for part in parts:
        if isinstance(part, Test):
            options[-1].append([] if part.anything else [bits[part]])
        elif isinstance(part, Stretch):
            options[-1].append(part.needs(bits, known))
        elif isinstance(part, Opening):
            options[-1].append(_needs(parts, bits, known))
        elif part.startswith("("):
            inside = _needs(parts, bits, known)
            options[-1].append([] if part.startswith(("(?!", "(?<!")) else inside)
        elif part == "|":
            options.append([])
        elif part == ")":
            break
        elif part[0] in "?*" or part.startswith(("{0", "{,")):
            options[-1][-1] = []
    flat = [[need for piece in option for need in piece] for option in options]
    if len(flat) == 1:
        return flat[0]
    return [sum({bit for needs in flat for bit in single_bits(needs[0])})] if all(flat) else []


def single_bits(mask: int) -> Iterator[int]:
    """Yield the bits of a number, each by itself."""
    while mask:
        low = mask & -mask
        yield low
        mask ^= low
