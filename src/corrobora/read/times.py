"""The times of a document: what each means, and when the document was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corrobora.read.calendar import Said, find_reference
from corrobora.read.expressions import Expression, read_expression
from corrobora.read.language import Language
from corrobora.read.node import Node
from corrobora.read.resolve import Context, Meaning, resolve
from corrobora.read.sentence import Sentence
from corrobora.types import Dated, Time

_AHEAD = frozenset({"fut", "will", "future"})
_BACK = frozenset({"past", "impf", "pp", "perf"})
_PERIODS = frozenset({"unit", "recent", "years", "range", "season"})
_POINTS = frozenset({"day", "part", "minute", "hour"})


@dataclass(slots=True)
class _Found:
    node: Node
    sentence: Sentence
    what: Expression
    ahead: bool | None


def set_times(
    text: str, sentences: Sequence[Sentence], published: Dated | None, uri: str, language: Language
) -> Dated | None:
    """Return the document's date, and give every `time` node its value.

    The date is `published` where that is given, else the day in `uri`, else an interval between the last thing that the text
    tells and the next that it announces; both are `inferred`. A caption's date decides nothing.
    """
    del language
    found = list(_find(sentences))
    said = [Said(each.what, each.ahead) for each in found if each.sentence.role != "caption"]
    reference = find_reference(published, uri, said)
    focus: date | None = None
    for each in found:
        caption = each.sentence.role == "caption"
        here = None if caption else focus
        meaning = resolve(each.what, Context(reference.anchor, reference.exact, here, each.ahead))
        _give(each, meaning, text)
        if not caption and meaning.precision in _POINTS and meaning.last is not None and not each.ahead:
            focus = meaning.last
    return reference.dated


def _find(sentences: Sequence[Sentence]) -> Iterator[_Found]:
    for sentence in sentences:
        for node in sentence.nodes:
            if node.has("time"):
                yield _Found(node, sentence, read_expression(node), _tense(sentence, node))


def _tense(sentence: Sentence, node: Node) -> bool | None:
    """Return whether the verb nearest to a time tells the future (true) or the past (false)."""
    nearest: tuple[int, bool] | None = None
    for word in sentence.words:
        ahead = _tells(word)
        if ahead is None or node.start <= word.start < node.end:
            continue
        distance = node.start - word.end if word.end <= node.start else word.start - node.end
        if nearest is None or distance < nearest[0]:
            nearest = distance, ahead
    return nearest[1] if nearest is not None else None


def _tells(word: Node) -> bool | None:
    if word.classes & _AHEAD:
        return True
    return False if word.classes & _BACK else None


def _give(found: _Found, meaning: Meaning, text: str) -> None:
    """Give a node its value, and the features that other rules ask for; what is below it counts nothing."""
    node, what = found.node, found.what
    node.value = Time(
        "time", text[node.start : node.end], node.span, node.rule,
        edtf=meaning.edtf, precision=meaning.precision, basis=meaning.basis if meaning.edtf else None,
    )  # fmt: skip
    if what.prep == "since" or what.kind in _PERIODS:
        node.features["time"] = "period"
    node.features["kind"] = what.kind
    if what.unit:
        node.features["unit"] = what.unit
    for part in _below(node.parts):
        part.classes -= {"num"}


def _below(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield from node.walk()
