"""Rules -> regular expressions over one character a node, so that the C engine of `re` does the matching.

A rule's `match` is written in words and classes:

    <target> (was|were) (attacked|hit) (by <actor>)? (in <place>)?
    <who:actor|person> {adv} <cue:vg&say> (what: <quote>)

`<place>` is a node of that class, kept as slot "place"; `<who:a|b&!c>` names the slot and combines classes (`&` binds
tighter than `|`), `ev.*` any class of that family; `_` is any node but a full stop; `(name: …)` names a stretch;
`{name}` stands for a macro; `? * + {2,5}`, `|` and `(?= ) (?! ) (?<= ) (?<! )` are as in `re`. A slot that is named
twice keeps both. Anything else is a word, folded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corrobora.errors import DataError
from corrobora.read.fold import fold
from corrobora.read.node import Node

_FIRST_CHAR = 0x4E00
_PART = re.compile(
    r"\s+|<(?:(?P<slot>[a-z_]+):)?(?P<classes>[^<>]*)>|\((?P<group>[a-z_]+):|(?P<any>_)(?!\w)"
    r"|(?P<times>\{\d*,?\d*\}\??)|\{(?P<macro>\w+)\}|(?P<mark>\(\?<?[=!]|[()|]|[?*+]\??)"
    r"|\\(?P<escaped>.)|(?P<word>[^\s<>(){}|?*+\\]+)"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as it stands in its file; `makes` are the classes of what it matches, `head` the slot to inherit from.

    `keeps` are the classes that it takes over from any node in it ("not" makes the whole group "neg").
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


@dataclass(frozen=True, slots=True)
class Match:
    """Where a rule matched in a row of nodes, and what stands in its slots."""

    rule: Rule
    first: int
    last: int
    slots: dict[str, tuple[Node, ...]]


@dataclass(frozen=True, slots=True)
class _Test:
    """What a node must be: any of several sets of classes wanted and unwanted, or a word."""

    options: tuple[tuple[frozenset[str], frozenset[str]], ...] = ()
    word: str = ""
    anything: bool = False

    def holds(self, classes: frozenset[str]) -> bool:
        if self.word:
            return "=" + self.word in classes
        if self.anything:
            return "stop" not in classes
        return any(wanted <= classes and not (unwanted & classes) for wanted, unwanted in self.options)


@dataclass(slots=True)
class _Compiled:
    """One pattern. It sees a node as which of its own tests hold: `bits`; each combination gets a character.

    `needs` are sets of tests of which each must hold for some node, or the pattern can't match the row.
    """

    rule: Rule
    template: list[str | _Test]
    names: dict[str, str]
    bits: int = 0
    needs: tuple[int, ...] = ()
    chars: dict[int, str] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)
    regex: re.Pattern[str] | None = None

    def encode(self, kinds: Sequence[int], held: Sequence[int]) -> str:
        """Return one character for each node, by its kind; a new character makes the expression out of date."""
        for mask in held[len(self.codes) :]:
            own = mask & self.bits
            if own not in self.chars:
                self.chars[own] = chr(_FIRST_CHAR + len(self.chars))
                self.regex = None
            self.codes.append(self.chars[own])
        return "".join([self.codes[kind] for kind in kinds])


class Grammar:
    """The rules of one level. Nodes are told apart by which of the level's tests hold for them.

    Each pattern has its own small alphabet, so that a new kind of node seldom means compiling anything again.
    """

    def __init__(self, rules: Sequence[Rule], macros: Mapping[str, str]) -> None:
        self._rules = [_parse(rule, pattern, macros) for rule in rules for pattern in rule.patterns]
        tests = dict.fromkeys(part for each in self._rules for part in each.template if isinstance(part, _Test))
        self._tests = {test: 1 << number for number, test in enumerate(tests)}
        for each in self._rules:
            each.bits = sum({self._tests[part] for part in each.template if isinstance(part, _Test)})
            each.needs = tuple(_needs(iter(each.template), self._tests))
        self._gate = 0  # what a row must hold for any pattern to match it
        for each in self._rules:
            self._gate |= each.needs[0] if each.needs else -1
        self._words = frozenset(test.word for test in tests if test.word)
        self._kinds: dict[tuple[frozenset[str], str], int] = {}
        self._held: list[int] = []

    def _kind(self, node: Node) -> int:
        """Return the number of this kind of node: its classes, and its form where a rule names it."""
        key = (node.classes, node.form if node.form in self._words else "")
        known = self._kinds.get(key)
        if known is None:
            known = self._kinds[key] = len(self._held)
            families = {name.split(".")[0] + ".*" for name in node.classes if "." in name}
            classes = node.classes | families | ({"=" + key[1]} if key[1] else set())
            self._held.append(sum(bit for test, bit in self._tests.items() if test.holds(classes)))
        return known

    def matches(self, nodes: Sequence[Node]) -> Iterator[Match]:
        """Yield every match of every rule, rule by rule; those of one rule don't overlap."""
        kinds = [self._kind(node) for node in nodes]
        present = 0
        for kind in set(kinds):
            present |= self._held[kind]
        if not present & self._gate:
            return
        for each in self._rules:
            for need in each.needs:
                if not present & need:
                    break
            else:
                codes = each.encode(kinds, self._held)
                regex = each.regex or self._build(each)
                for found in regex.finditer(codes):
                    if found.end() > found.start():
                        yield Match(each.rule, found.start(), found.end(), _slots(each, found, nodes))

    def _build(self, each: _Compiled) -> re.Pattern[str]:
        parts = [part if isinstance(part, str) else self._char_class(each, part) for part in each.template]
        try:
            each.regex = re.compile("".join(parts))
        except re.error as error:  # found here and not on loading: that would take as long as all the rest of it
            raise DataError(f"{each.rule.file}: rule {each.rule.id}: a match is no pattern: {error}") from error
        return each.regex

    def _char_class(self, each: _Compiled, test: _Test) -> str:
        chars = "".join(char for mask, char in each.chars.items() if mask & self._tests[test])
        return f"[{chars}]" if chars else r"[^\s\S]"


def _needs(parts: Iterator[str | _Test], bits: Mapping[_Test, int]) -> list[int]:
    """Return sets of tests of which one each must hold, for the pattern up to its end or closing bracket."""
    options: list[list[list[int]]] = [[]]  # alternatives; in each, what every piece of the sequence needs
    for part in parts:
        if isinstance(part, _Test):
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


def best_matches(matches: Iterable[Match]) -> list[Match]:
    """Return matches that don't overlap: the leftmost first, of these the longest, of these the first rule's."""
    out: list[Match] = []
    end = -1
    for match in sorted(matches, key=lambda m: (m.first, -m.last)):
        if match.first >= end:
            out.append(match)
            end = match.last
    return out


def fullest(matches: Iterable[Match], slot: str, weight: Callable[[Match], tuple[int, ...]]) -> list[Match]:
    """Return one match for each place where `slot` stands, or where it begins without: the one of most weight."""
    best: dict[int, Match] = {}
    for match in matches:
        inside = match.slots.get(slot)
        key = inside[0].start if inside else match.first
        if key not in best or weight(match) > weight(best[key]):
            best[key] = match
    return [best[key] for key in sorted(best)]


def group(nodes: Sequence[Node], grammar: Grammar) -> list[Node]:
    """Return the row of nodes with what the grammar matches put together into one node each."""
    out: list[Node] = []
    position = 0
    for match in best_matches(grammar.matches(nodes)):
        out += nodes[position : match.first]
        out.append(make_node(match, nodes))
        position = match.last
    out += nodes[position:]
    return out


def make_node(match: Match, nodes: Sequence[Node]) -> Node:
    """Return what a match makes: a node with the rule's classes and the dotted classes of its head."""
    run = tuple(nodes[match.first : match.last])
    inherited = [name for node in match.slots.get(match.rule.head, ()) for name in node.classes if "." in name]
    kept = {name for node in run for name in node.classes & match.rule.keeps}
    features = {key: value for node in match.slots.get(match.rule.head, ()) for key, value in node.features.items()}
    head = match.slots.get(match.rule.head, ())
    return Node(
        run[0].start,
        run[-1].end,
        match.rule.makes | frozenset(inherited) | kept,
        rule=match.rule.id,
        parts=run,
        slots=match.slots,
        features=features | dict(match.rule.features),
        id=head[0].id if len(head) == 1 else None,
    )


def _slots(each: _Compiled, found: re.Match[str], nodes: Sequence[Node]) -> dict[str, tuple[Node, ...]]:
    slots: dict[str, tuple[Node, ...]] = {}
    for slot, (start, end) in zip(each.names.values(), found.regs[1:], strict=True):  # one group a name, in order
        if start >= 0:
            slots[slot] = slots.get(slot, ()) + tuple(nodes[start:end])
    return slots


def _parse(rule: Rule, pattern: str, macros: Mapping[str, str]) -> _Compiled:
    compiled = _Compiled(rule, [], {})
    _parse_into(compiled, pattern, macros, ())
    return compiled


def _parse_into(compiled: _Compiled, pattern: str, macros: Mapping[str, str], within: tuple[str, ...]) -> None:
    rule = compiled.rule
    position = 0
    while position < len(pattern):
        part = _PART.match(pattern, position)
        if part is None:
            raise DataError(f"{rule.file}: rule {rule.id}: can't read {pattern[position:]!r}")
        position = part.end()
        macro = part["macro"]
        if macro is None:
            compiled.template += _template(compiled, part)
            continue
        if macro not in macros or macro in within:
            raise DataError(f"{rule.file}: rule {rule.id}: macro {{{macro}}} is unknown or holds itself")
        compiled.template.append("(?:")
        _parse_into(compiled, macros[macro], macros, (*within, macro))
        compiled.template.append(")")


def _template(compiled: _Compiled, part: re.Match[str]) -> list[str | _Test]:  # noqa: PLR0911 - one for each kind of part
    if part["classes"] is not None:
        slot = part["slot"] or (part["classes"] if part["classes"].isidentifier() else "")
        test = _class_test(part["classes"])
        return [_named(compiled, slot), test, ")"] if slot else [test]
    if part["group"]:
        return [_named(compiled, part["group"])]
    if part["any"]:
        return [_Test(anything=True)]
    if part["mark"]:
        return ["(?:" if part["mark"] == "(" else part["mark"]]
    if part["times"]:
        return [part["times"]]
    if part["word"] or part["escaped"]:
        return [_Test(word=fold(part["word"] or part["escaped"]))]
    return []


def _named(compiled: _Compiled, slot: str) -> str:
    name = f"s{len(compiled.names)}"
    compiled.names[name] = slot
    return f"(?P<{name}>"


def _class_test(text: str) -> _Test:
    options = []
    for option in text.split("|"):
        names = option.split("&")
        wanted = frozenset(name for name in names if not name.startswith("!"))
        unwanted = frozenset(name[1:] for name in names if name.startswith("!"))
        options.append((wanted, unwanted))
    return _Test(tuple(options))
