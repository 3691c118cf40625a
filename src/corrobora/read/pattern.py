"""Rules -> patterns: what a `match` asks of a row of nodes, as pieces of a regular expression and tests of a node.

A `match` is written in words and classes:

    <target> (was|were) (attacked|hit) (by <actor>)? (in <place>)?
    <who:actor|person> {adv} <cue:vg&say> (what: <quote>)

`<place>` is a node of that class, kept as slot "place"; `<who:a|b&!c>` names the slot and combines classes (`&` binds
tighter than `|`), `ev.*` any class of that family; `_` is any node but a full stop; `(name: …)` names a stretch;
`{name}` stands for a macro; `? * + {2,5}`, `|` and `(?= ) (?! ) (?<= ) (?<! )` are as in PCRE2. A slot that is named
twice keeps both. Anything else is a word, folded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

import pcre2

from corrobora.errors import DataError
from corrobora.read.fold import fold
from corrobora.read.stretch import Needs, Opening, Part, Stretch, Test, repeated

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


@dataclass(slots=True, eq=False)
class Pattern:
    """One `match` of a rule: pieces of an expression with the tests between them, and the slot of each named stretch.

    `bits` are its own tests among those of its level. A row can match only where all of `needs` hold for some node of
    it, and of each set in `choices` one. Once it is compiled, `slots` are those of its groups in their order, `asked`
    is what PCRE2 is to put in the place of a match to tell which groups took part in it, and `repeated` has the tests
    of slots that may come again and again ("A, B, C and D"), of which an expression keeps only the last time.
    """

    rule: Rule
    stretch: Stretch
    bits: int = 0
    needs: int = 0
    choices: tuple[int, ...] = ()
    regex: pcre2.Pattern | None = None
    slots: tuple[str, ...] = ()
    asked: str | bytes = ""
    repeated: Mapping[str, list[Test]] = field(default_factory=dict)

    @property
    def tests(self) -> tuple[Test, ...]:
        """Return the tests of the pattern, each once, in its order."""
        return self.stretch.tests

    @property
    def open(self) -> bool:
        """Return whether a node of which nothing is known may pass one of the tests."""
        return any(not wanted for test in self.tests for wanted, _ in test.options)

    def number(self, bits: Mapping[Test, int], known: Needs) -> None:
        """Note which tests of its level the pattern has, and which of them a row must pass; `known` by macros."""
        self.bits = sum([bits[test] for test in self.tests])
        needs = self.stretch.needs(bits, known)
        self.needs = sum({need for need in needs if not need & (need - 1)})
        self.choices = tuple({need for need in needs if need & (need - 1)})

    def compile(self, classes: Mapping[Test, str]) -> pcre2.Pattern:
        """Return the expression with each test as the class of characters that pass it."""
        flat = [*self.stretch.flat()]
        parts = [each if isinstance(each, str) else classes[each] if isinstance(each, Test) else "(" for each in flat]
        text = "".join(parts)
        try:
            found = pcre2.compile(_packed(text), jit=False)  # machine code takes six times as long, and gains little
        except pcre2.PatternError as error:  # found here, not on loading: that would take as long as all the rest of it
            message = f"{self.rule.file}: rule {self.rule.id}: a match is no pattern: {error}"
            raise DataError(message) from error
        if not self.slots:
            self.slots = tuple(part.slot for part in flat if isinstance(part, Opening))
            self.repeated = repeated(flat)
        asked = "".join(f"${{{number}:+1:0}}" for number in range(1, len(self.slots) + 1))
        self.asked = asked if isinstance(found.pattern, str) else asked.encode()
        return found


def _packed(text: str) -> str | bytes:
    """Return an expression as bytes, where each character fits one: in a text of others places have to be counted."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text


_ANYTHING = Test(((frozenset(), frozenset({"stop"})),), anything=True)


class Macros:
    """The named pieces of pattern of a language; each is read once for all rules that hold it."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._read: dict[tuple[str, frozenset[str]], Stretch] = {}

    def stretch(self, rule: Rule, name: str, within: tuple[str, ...]) -> Stretch:
        """Return what a macro stands for in a rule; DataError where there is none, or it holds itself."""
        if name not in self._texts or name in within:
            raise DataError(f"{rule.file}: rule {rule.id}: macro {{{name}}} is unknown or holds itself")
        key = name, rule.slots
        if key not in self._read:
            self._read[key] = _parsed(rule, self._texts[name], self, (*within, name))
        return self._read[key]


def parse(rule: Rule, match: str, macros: Macros) -> Pattern:
    """Return one `match` of a rule as a pattern; DataError names the file and the rule that it can't read."""
    return Pattern(rule, _parsed(rule, match, macros, ()))


def words_named(test: Test) -> Iterator[str]:
    """Yield the words that a test names.

    >>> [*words_named(Test(((frozenset({"=the", "det"}), frozenset()),)))]
    ['the']
    """
    return (name[1:] for wanted, _ in test.options for name in wanted if name[0] == "=")


def _parsed(rule: Rule, match: str, macros: Macros, within: tuple[str, ...]) -> Stretch:
    parts: list[Part] = []
    position = 0
    while position < len(match):
        part = _PART.match(match, position)
        if part is None:
            raise DataError(f"{rule.file}: rule {rule.id}: can't read {match[position:]!r}")
        position = part.end()
        if part["macro"] is None:
            parts += _parts(rule, part)
        else:
            parts.append(macros.stretch(rule, part["macro"], within))
    return Stretch(parts)


def _parts(rule: Rule, part: re.Match[str]) -> list[Part]:  # noqa: PLR0911 - one for each kind of part
    if part["classes"] is not None:
        slot = part["slot"] or (part["classes"] if part["classes"].isidentifier() else "")
        test = _class_test(part["classes"])
        return [Opening(slot), test, ")"] if slot and (not rule.slots or slot in rule.slots) else [test]
    if part["group"]:
        return [Opening(part["group"])]
    if part["any"]:
        return [_ANYTHING]
    if part["mark"]:
        return ["(?:" if part["mark"] == "(" else part["mark"]]
    if part["times"]:
        return [part["times"]]
    if part["word"] or part["escaped"]:
        return [_word_test(fold(part["word"] or part["escaped"]))]
    return []


@cache
def _word_test(word: str) -> Test:
    return Test(((frozenset({"=" + word}), frozenset()),))


@cache
def _class_test(text: str) -> Test:
    options = []
    for option in text.split("|"):
        names = option.split("&")
        wanted = frozenset(name for name in names if not name.startswith("!"))
        unwanted = frozenset(name[1:] for name in names if name.startswith("!"))
        options.append((wanted, unwanted))
    return Test(tuple(options))
