"""The times of a document: what each means, and when the document was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from corrobora.read.calendar import Reference, Said, find_reference
from corrobora.read.days import day_of
from corrobora.read.expressions import Expression, read_expression
from corrobora.read.language import Language
from corrobora.read.meaning import Context, Meaning
from corrobora.read.node import Node
from corrobora.read.resolve import resolve
from corrobora.read.sentence import Sentence
from corrobora.types import Dated, Time

_AHEAD = frozenset({"fut", "will", "future"})
_OPEN = "nonpast"
_COMMA = 40  # characters of distance that a comma is worth
_BACK = frozenset({"past", "impf", "perf"})
_VERBAL = _AHEAD | _BACK | {"pp", _OPEN}
_REACH = 4
_PERIODS = frozenset({"unit", "recent", "years", "range", "season", "weekdays", "quarter"})
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

    The date is `published` where that is given, else the day in `uri`, else an interval between the last thing that
    the text tells and the next that it announces; both are `inferred`. A caption's date decides nothing.

    >>> from corrobora.read.language import load_language
    >>> set_times("", [], None, "https://a.example/2021/11/28/b.html", load_language("en"))
    Dated(edtf='2021-11-28', basis='inferred')
    """
    del language
    found = list(_find(sentences))
    said = [Said(each.what, each.ahead) for each in found if each.sentence.role != "caption"]
    reference = find_reference(published, uri, said)
    _complete(found, reference)
    _resolve(found, reference, text)
    return reference.dated


def _complete(found: Sequence[_Found], reference: Reference) -> None:
    """Give a day and month the year that the same day has elsewhere in full; a past one only where no date is given."""
    full: dict[tuple[int, int], set[int]] = {}
    for each in found:
        what = each.what
        if each.sentence.role != "caption" and what.year and what.month and what.day:
            full.setdefault((what.month, what.day), set()).add(what.year)
    for each in found:
        what = each.what
        years = full.get((what.month or 0, what.day or 0), set())
        if what.year is not None or what.weekday is not None or what.hijri or len(years) != 1:
            continue
        year = next(iter(years))
        day = day_of(year, what.month or 1, what.day or 1)
        if day is not None and (not reference.exact or (reference.anchor is not None and day >= reference.anchor)):
            each.what = replace(what, year=year)


def _resolve(found: Sequence[_Found], reference: Reference, text: str) -> None:
    """Resolve the times in their order; an hour takes its day from its own sentence, or from what was named last."""
    focus: date | None = None
    for sentence, group in groupby(found, key=lambda each: each.sentence):
        here = list(group)
        caption = sentence.role == "caption"
        days: list[tuple[int, date]] = []
        for each in sorted(here, key=lambda one: one.what.kind == "part"):
            nearby = _day_beside(each, days) if each.what.kind == "part" else None
            named = nearby or (None if caption else focus)
            meaning = resolve(each.what, Context(reference.anchor, reference.exact, named, each.ahead))
            _give(each, meaning, text)
            if meaning.precision in _POINTS and meaning.last is not None:
                days.append((each.node.start, meaning.last))
                focus = focus if caption or (each.ahead and each.what.kind != "part") else meaning.last


def _day_beside(found: _Found, days: Sequence[tuple[int, date]]) -> date | None:
    """Return the day named nearest to a time of day in its sentence, rather before it than after."""
    before = [(start, day) for start, day in days if start < found.node.start]
    after = [(start, day) for start, day in days if start > found.node.start]
    return max(before)[1] if before else min(after)[1] if after else None


def _find(sentences: Sequence[Sentence]) -> Iterator[_Found]:
    for sentence in sentences:
        before: Node | None = None
        for node in sentence.nodes:
            if node.has("time"):
                what = read_expression(node)
                if what.kind == "duration" and not what.prep and before is not None and before.has("stretch"):
                    what = replace(what, prep="within" if before.has("within") else "in")
                yield _Found(node, sentence, what, _tense(sentence, node, what))
            before = node


def _tense(sentence: Sentence, node: Node, what: Expression) -> bool | None:
    """Return whether the verb nearest to a time tells the future (true) or the past (false)."""
    nearest: tuple[int, bool] | None = None
    commas = [word.start for word in sentence.words if word.form == ","]
    for index, word in enumerate(sentence.words):
        if not word.classes & _VERBAL or node.start <= word.start < node.end:
            continue
        ahead = _tells(sentence.words[max(0, index - _REACH) : index], word, what)
        low, high = (word.end, node.start) if word.end <= node.start else (node.end, word.start)
        distance = high - low + _COMMA * sum(low <= comma < high for comma in commas)
        if ahead is not None and (nearest is None or distance < nearest[0]):
            nearest = distance, ahead
    return nearest[1] if nearest is not None else None


def _tells(before: Sequence[Node], word: Node, what: Expression) -> bool | None:
    """Return whether a verb tells the future or the past; a participle tells the past only after its auxiliary.

    A form that leaves it open ("nonpast") tells the future of a bare weekday and of a length of time, unless an
    auxiliary or a negation has put it in the past.
    """
    if word.has("will") and before and before[-1].has("aux") and not before[-1].has("pres"):
        return None  # "was due on Sunday": on either side of the day of speaking
    if word.classes & _AHEAD or any(other.classes & _AHEAD for other in before):
        return True
    if word.has(_OPEN):
        if any(other.has("aux") or other.has("neg-past") for other in before):
            return False
        return True if what.kind in {"weekday", "weekdays", "duration"} and not word.family("say") else None
    if what.prep == "within" and word.has("say.threatens"):
        return True
    is_back = word.classes & _BACK or any(other.has("aux") for other in before)
    return False if is_back else None


def _give(found: _Found, meaning: Meaning, text: str) -> None:
    """Give a node its value, and the features that other rules ask for; what is below it counts nothing."""
    node, what = found.node, found.what
    node.value = Time(
        "time", text[node.start : node.end], node.span, node.rule,
        edtf=meaning.edtf, precision=meaning.precision, basis=meaning.basis if meaning.edtf else None,
    )  # fmt: skip
    if what.prep == "since" or what.kind in _PERIODS:
        node.note("time", "period")
    node.note("kind", what.kind)
    if what.unit:
        node.note("unit", what.unit)
    for part in _below(node.parts):
        part.classes -= {"num"}


def _below(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield from node.walk()
