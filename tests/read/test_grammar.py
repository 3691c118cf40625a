"""The engine of rules: what it finds in many rows at once is what it finds in each of them."""

from __future__ import annotations

import pytest

from corrobora.errors import DataError
from corrobora.read.examples import SPOTTING
from corrobora.read.grammar import Grammar
from corrobora.read.language import load_language
from corrobora.read.node import Node
from corrobora.read.pattern import Macros, Rule, parse
from corrobora.read.rules import LEVELS
from corrobora.read.sentence import regroup, split
from corrobora.read.stretch import Opening, Stretch
from corrobora.types import Passage, Span

TEXTS = {
    "en": "Nothing happened. At least three soldiers, who had left on Sunday, were killed in the north, the army said. "
    "Rain fell. It was the 12th attack since May, a police source said, and five men must leave by Friday.",
    "fr": "Rien. Au moins trois soldats, qui étaient partis dimanche, ont été tués, a annoncé l'armée. Il pleut. "
    "C'est la douzième attaque depuis mai, selon une source policière, et cinq hommes doivent partir avant vendredi.",
    "ar": "لا شيء. قال الجيش إن ثلاثة جنود على الأقل قتلوا يوم الأحد في هجوم بعبوة ناسفة. نزل المطر. "
    "وهذا هو الهجوم الثاني عشر منذ مايو، بحسب مصدر في الشرطة، وعلى خمسة رجال المغادرة قبل يوم الجمعة.",
}


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_rows_read_together_hold_what_each_holds_alone(code: str) -> None:
    language, text = load_language(code), TEXTS[code]
    sentences = split(text, [Passage("body", Span(0, len(text)))], language)
    found = 0
    for level in LEVELS:
        grammar, rows = language.grammars[level], [sentence.nodes for sentence in sentences]
        together = grammar.matches(rows)
        assert together == [grammar.matches([row])[0] for row in rows]
        assert list(map(_told, grammar.group(rows))) == [_told(grammar.group([row])[0]) for row in rows]
        found += sum(map(len, together))
        if level not in SPOTTING:
            regroup(sentences, language, level)
    assert found > len(LEVELS)


def test_macros_are_read_once_and_stand_in_every_rule_that_holds_them() -> None:
    macros = Macros({"who": "<who:army>|<who:police>", "list": "{who} (, {who})*"})
    some, lone = (
        parse(Rule(id_, "x.toml", ()), match, macros) for id_, match in (("a", "{list} struck"), ("b", "{who}?"))
    )
    assert [each for each in lone.stretch.flat() if isinstance(each, Opening)] == [Opening("who")] * 2
    assert [type(each) for each in lone.stretch.parts] == [Stretch, str]
    assert lone.stretch.parts[0] is macros.stretch(lone.rule, "who", ())

    bits = {test: 1 << number for number, test in enumerate(some.tests)}
    for each in (some, lone):
        each.number(bits, {})
    assert (some.bits, some.needs, some.choices) == (0b1111, 0b1000, (0b11,))  # "struck", and one of the two
    assert (lone.bits, lone.needs, lone.choices) == (0b11, 0, ())

    some.compile({test: chr(0x100 + number) for number, test in enumerate(some.tests)})
    assert some.slots == ("who",) * 4
    assert {slot: set(tests) for slot, tests in some.repeated.items()} == {"who": set(lone.tests)}


@pytest.mark.parametrize("text", ["{who}", "{absent}"])
def test_a_macro_that_holds_itself_or_is_unknown_is_refused(text: str) -> None:
    with pytest.raises(DataError, match=r"x\.toml: rule a: macro"):
        parse(Rule("a", "x.toml", ()), text, Macros({"who": "{who}"}))


def test_no_rows_hold_nothing() -> None:
    grammar = load_language("en").grammars["events"]
    assert grammar.matches([]) == []
    assert grammar.group([]) == []
    assert grammar.matches([[]]) == [[]]


def _told(nodes: list[Node]) -> list[tuple[Span, str, frozenset[str]]]:
    return [(node.span, node.rule, node.classes) for node in nodes]


def test_more_kinds_of_nodes_than_fit_a_byte_are_told_apart() -> None:
    names = [f"k.{number}" for number in range(9)]
    either = "|".join(f"<{name}>" for name in names)
    grammar = Grammar([Rule("a", "x.toml", (f"({either}) <end>",))], Macros({}))
    kinds = [frozenset(name for at, name in enumerate(names) if mask >> at & 1) for mask in range(1 << 9)]
    rows = [[Node(at, at + 1, classes), Node(at + 1, at + 2, frozenset({"end"}))] for at, classes in enumerate(kinds)]
    for some in (rows[:40], rows, rows):  # while they fit a byte, when they do no longer, when all are known
        found = grammar.matches(some)
        assert [[match.last for match in each] for each in found] == [[2] if mask else [] for mask in range(len(some))]
