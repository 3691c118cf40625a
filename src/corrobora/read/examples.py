"""The examples that rules carry: what each must match and what none may."""

from __future__ import annotations

from collections.abc import Iterator

from corrobora.read.grammar import Match
from corrobora.read.language import Language
from corrobora.read.parts import open_row
from corrobora.read.pattern import Rule
from corrobora.read.places import find_places
from corrobora.read.rules import LEVELS
from corrobora.read.sentence import Sentence, regroup, split
from corrobora.types import Passage, Span

SPOTTING = ("voices", "events", "tallies", "deadlines", "parts")


def failures(language: Language, level: str, rule: Rule) -> Iterator[str]:
    """Yield each `yes` whose bracketed words a rule misses, each `no` on which a rule of its file fires."""
    for example in rule.yes:
        text, wanted = _unbracket(example)
        if wanted is None:
            yield f"{rule.file}: {rule.id}: no [brackets] in {example!r}"
            continue
        found = [span for found, span in _found(language, level, text) if found.id == rule.id]
        if wanted not in found:
            got = ", ".join(repr(span.of(text)) for span in found) or "nothing"
            yield f"{rule.file}: {rule.id}: should match {wanted.of(text)!r} in {text!r}, matches {got}"
    for example in rule.no:
        for other, span in _found(language, level, example):
            if other.file == rule.file:
                yield f"{rule.file}: {other.id} matches {span.of(example)!r} in the no example {example!r} of {rule.id}"


def _unbracket(example: str) -> tuple[str, Span | None]:
    start, end = example.find("["), example.find("]")
    if start < 0 or end < start:
        return example, None
    return example[:start] + example[start + 1 : end] + example[end + 1 :], Span(start, end - 1)


def _found(language: Language, level: str, text: str) -> Iterator[tuple[Rule, Span]]:
    for sentence in split(text, [Passage("body", Span(0, len(text)))], language):
        for match in _level_matches(text, language, level, sentence):
            nodes = sentence.nodes[match.first : match.last]
            yield match.rule, Span(nodes[0].start, nodes[-1].end)


def _level_matches(text: str, language: Language, level: str, sentence: Sentence) -> list[Match]:
    for earlier in LEVELS:
        if earlier == "places":  # rules from here on see what the gazetteer put into the row
            find_places(text, [sentence], language)
        if earlier == level:
            break
        if earlier not in SPOTTING:
            regroup([sentence], language, earlier)
    if level == "parts":
        sentence.nodes = open_row(sentence.nodes, text)
    grammar = language.grammars[level]
    return grammar.matches([sentence.nodes])[0] if level in SPOTTING else grammar.best(sentence.nodes)
