"""Rules -> patterns: what a `match` asks of a row of nodes, as pieces of a regular expression and tests of a node.

A `match` is written in words and classes:

    <target> (was|were) (attacked|hit) (by <actor>)? (in <place>)?
    <who:actor|person> {adv} <cue:vg&say> (what: <quote>)

`<place>` is a node of that class, kept as slot "place"; `<who:a|b&!c>` names the slot and combines classes (`&` binds
tighter than `|`), `ev.*` any class of that family; `_` is any node but a full stop; `(name: …)` names a stretch;
`{name}` stands for a macro; `? * + {2,5}`, `|` and `(?= ) (?! ) (?<= ) (?<! )` are as in `re`. A slot that is named
twice keeps both. Anything else is a word, folded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from corrobora.errors import DataError
from corrobora.read.fold import fold

_PART = re.compile(
    r"\s+|<(?:(?P<slot>[a-z_]+):)?(?P<classes>[^<>]*)>|\((?P<group>[a-z_]+):|(?P<any>_)(?!\w)"
    r"|(?P<times>\{\d*,?\d*\}\??)|\{(?P<macro>\w+)\}|(?P<mark>\(\?<?[=!]|[()|]|[?*+]\??)"
    r"|\\(?P<escaped>.)|(?P<word>[^\s<>(){}|?*+\\]+)"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as it stands in its file; `makes` are the classes of what it matches, `head` the slot to inherit from.

    `keeps` are the classes that it takes over from any node in it ("not" makes the whole group "neg"). Where a file
    lists its `slots`, no other class makes one.
    """

    id: str
    file: str
    patterns: tuple[str, ...]
    makes: frozenset[str] = frozenset()
    head: str = ""
    features: Mapping[str, str] = field(default_factory=dict)
    keeps: frozenset[str] = frozenset()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    slots: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Test:
    """What a node must be: any of several sets of classes wanted and unwanted, or anything but a full stop.

    A word that a rule names is tested as the class "=word", which the vocabulary gives to it.
    """

    options: tuple[tuple[frozenset[str], frozenset[str]], ...]
    anything: bool = False

    def holds(self, classes: frozenset[str]) -> bool:
        """Return whether a node of these classes passes; families ("ev.*") must be among them."""
        return any(wanted <= classes and not (unwanted & classes) for wanted, unwanted in self.options)


@dataclass(slots=True, eq=False)
class Pattern:
    """One `match` of a rule: pieces of an expression with the tests between them, and the slot of each named stretch.

    `bits` are its own tests among those of its level. A row can match only where all of `needs` hold for some node of
    it, and of each set in `choices` one. `repeated` has the tests of slots that may come again and again ("A, B, C and
    D"), of which an expression keeps only the last time.
    """

    rule: Rule
    template: list[str | Test]
    slots: list[str] = field(default_factory=list)
    bits: int = 0
    needs: int = 0
    choices: tuple[int, ...] = ()
    regex: re.Pattern[str] | None = None
    repeated: dict[str, list[Test]] = field(default_factory=dict)

    def tests(self) -> Iterator[Test]:
        """Yield the tests of the pattern, in its order."""
        return (part for part in self.template if isinstance(part, Test))

    @property
    def open(self) -> bool:
        """Return whether a node of which nothing is known may pass one of the tests."""
        return any(not wanted for test in self.tests() for wanted, _ in test.options)

    def number(self, bits: Mapping[Test, int]) -> None:
        """Note which tests of its level the pattern has, and which of them a row must pass."""
        self.bits = sum({bits[test] for test in self.tests()})
        needs = _needs(iter(self.template), bits)
        self.needs = sum({need for need in needs if not need & (need - 1)})
        self.choices = tuple({need for need in needs if need & (need - 1)})

    def compile(self, classes: Mapping[Test, str]) -> re.Pattern[str]:
        """Return the expression with each test as the class of characters that pass it."""
        parts = [part if isinstance(part, str) else classes[part] for part in self.template]
        try:
            return re.compile("".join(parts))
        except re.error as error:  # found here and not on loading: that would take as long as all the rest of it
            message = f"{self.rule.file}: rule {self.rule.id}: a match is no pattern: {error}"
            raise DataError(message) from error


_ANYTHING = Test(((frozenset(), frozenset({"stop"})),), anything=True)


def parse(rule: Rule, match: str, macros: Mapping[str, str]) -> Pattern:
    """Return one `match` of a rule as a pattern; DataError names the file and the rule that it can't read."""
    pattern = Pattern(rule, [])
    _parse_into(pattern, match, macros, ())
    pattern.repeated = _repeated(pattern)
    return pattern


def _repeated(pattern: Pattern) -> dict[str, list[Test]]:
    """Return the slots inside brackets that may come more than once, with the tests of each of one node."""
    template, slots = pattern.template, iter(pattern.slots)
    opened: list[tuple[int, str]] = []
    named: list[tuple[int, str]] = []
    again: set[str] = set()
    for at, part in enumerate(template):
        if isinstance(part, Test):
            continue
        if part[0] == "(":
            opened.append((at, next(slots) if part == "(" else ""))
            named.append(opened[-1])
        elif part == ")":
            first, _ = opened.pop()
            following = template[at + 1] if at + 1 < len(template) else ""
            if isinstance(following, str) and following[:1] in {"*", "+", "{"}:
                again.update(name for start, name in named if start >= first and name)
    found: dict[str, list[Test]] = {}
    for at, name in named:
        test = template[at + 1]
        if name in again and isinstance(test, Test):
            found.setdefault(name, []).append(test)
    return found


def words_named(pattern: Pattern) -> Iterator[str]:
    """Yield the words that a pattern names.

    >>> list(words_named(parse(Rule("x", "x.toml", ()), "the <n.org> (of|<prep>)", {})))
    ['the', 'of']
    """
    for test in pattern.tests():
        for wanted, _ in test.options:
            yield from (name[1:] for name in wanted if name[0] == "=")


def _needs(parts: Iterator[str | Test], bits: Mapping[Test, int]) -> list[int]:
    """Return sets of tests of which one each must hold, for the pattern up to its end or closing bracket."""
    options: list[list[list[int]]] = [[]]  # alternatives; in each, what every piece of the sequence needs
    for part in parts:
        if isinstance(part, Test):
            options[-1].append([] if part.anything else [bits[part]])
        elif part.startswith("("):
            inside = _needs(parts, bits)
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
    return [sum({bit for needs in flat for bit in _single_bits(needs[0])})] if all(flat) else []


def _single_bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low
        mask ^= low


def _parse_into(pattern: Pattern, match: str, macros: Mapping[str, str], within: tuple[str, ...]) -> None:
    rule = pattern.rule
    position = 0
    while position < len(match):
        part = _PART.match(match, position)
        if part is None:
            raise DataError(f"{rule.file}: rule {rule.id}: can't read {match[position:]!r}")
        position = part.end()
        macro = part["macro"]
        if macro is None:
            pattern.template += _template(pattern, part)
            continue
        if macro not in macros or macro in within:
            raise DataError(f"{rule.file}: rule {rule.id}: macro {{{macro}}} is unknown or holds itself")
        pattern.template.append("(?:")
        _parse_into(pattern, macros[macro], macros, (*within, macro))
        pattern.template.append(")")


def _template(pattern: Pattern, part: re.Match[str]) -> list[str | Test]:  # noqa: PLR0911 - one for each kind of part
    if part["classes"] is not None:
        slot = part["slot"] or (part["classes"] if part["classes"].isidentifier() else "")
        test = _class_test(part["classes"])
        is_slot = slot and (not pattern.rule.slots or slot in pattern.rule.slots)
        return [_named(pattern, slot), test, ")"] if is_slot else [test]
    if part["group"]:
        return [_named(pattern, part["group"])]
    if part["any"]:
        return [_ANYTHING]
    if part["mark"]:
        return ["(?:" if part["mark"] == "(" else part["mark"]]
    if part["times"]:
        return [part["times"]]
    if part["word"] or part["escaped"]:
        return [_word_test(fold(part["word"] or part["escaped"]))]
    return []


def _named(pattern: Pattern, slot: str) -> str:
    pattern.slots.append(slot)
    return "("


@lru_cache(maxsize=1 << 12)
def _word_test(word: str) -> Test:
    return Test(((frozenset({"=" + word}), frozenset()),))


@lru_cache(maxsize=1 << 13)
def _class_test(text: str) -> Test:
    options = []
    for option in text.split("|"):
        names = option.split("&")
        wanted = frozenset(name for name in names if not name.startswith("!"))
        unwanted = frozenset(name[1:] for name in names if name.startswith("!"))
        options.append((wanted, unwanted))
    return Test(tuple(options))
