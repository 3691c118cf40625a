"""The times of a document: what each means, and when the document was written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, pairwise

from corrobora.read.calendar import Reference, find_reference
from corrobora.read.dateline import is_dateline
from corrobora.read.days import day_of
from corrobora.read.expressions import Expression, read_expression
from corrobora.read.language import Language
from corrobora.read.meaning import Context, Meaning
from corrobora.read.node import Node, shared
from corrobora.read.resolve import resolve
from corrobora.read.sentence import Sentence
from corrobora.read.tense import Tense, had_happened, tense_of
from corrobora.read.undated import Said
from corrobora.types import Dated, Time

_PERIODS = frozenset({"unit", "recent", "years", "range", "season", "weekdays", "quarter"})
_POINTS = frozenset({"day", "part", "minute", "hour"})
_TENSED = frozenset({"date", "range", "night", "weekday", "weekdays", "hijri", "feast", "quarter", "unit"})
_ON_FROM = {"later", "skip"}  # "hours later", "the same day": than what happened, and not than what was said of it
_IN_STORY = frozenset({"date", "range"})
_STORY = frozenset({"weekday", "deictic"})
_CLOSE = 2  # sentences over which a year that was named goes on
_AFTER = 61  # days over which a story goes on without naming its year again
_FAR = 45  # days from the day of writing from which a date is rather of the year that the story is in


@dataclass(slots=True)
class _Found:
    """A time, where it stands in its sentence, and which sentence of the document that is."""

    node: Node
    sentence: Sentence
    number: int
    index: int
    what: Expression


class _Tenses:
    """The tense of each sentence, made out when it is asked for."""

    def __init__(self) -> None:
        self._known: dict[int, Tense] = {}

    def ahead(self, found: _Found) -> bool | None:
        """Return whether the words around a time tell the future, or nothing where that makes no difference."""
        what = found.what
        if what.kind not in _TENSED and not (what.kind == "duration" and what.prep):
            return (what.shift or 0) > 0 if what.kind == "deictic" else None
        tense = self._known.get(found.number)
        if tense is None:
            tense = self._known[found.number] = tense_of(found.sentence)
        return tense.at(found.node, what, found.sentence.nodes[found.index - 1] if found.index else None)


@dataclass(slots=True)
class _Thread:
    """What was told so far: the day that was named last, and the last date with a year, with its sentence.

    `happened` is the day named last on which somebody did more than say something.
    """

    focus: date | None = None
    happened: date | None = None
    dated: date | None = None
    sentence: int = 0
    days: list[tuple[int, date]] = field(default_factory=list)


def set_times(
    text: str, sentences: Sequence[Sentence], published: Dated | None, uri: str, language: Language
) -> Dated | None:
    """Return the document's date, and give every `time` node its value.

    The date is `published` where that is given, else the day in `uri`, else what the text's own dates tell: a day, or
    an interval between the last thing told and the next announced; both are `inferred`. A caption decides nothing.

    >>> from corrobora.read.language import load_language
    >>> set_times("", [], None, "https://a.example/2021/11/28/b.html", load_language("en"))
    Dated(edtf='2021-11-28', basis='inferred')
    """
    del language
    found, tenses = _find(sentences), _Tenses()
    lead = next((number for number, sentence in enumerate(sentences) if sentence.role == "body"), None)
    said = (
        Said(each.what, tenses.ahead(each), _shift(each, lead=each.number == lead))
        for each in found
        if each.sentence.role != "caption"
    )
    reference = find_reference(published, uri, said)
    _complete(found, reference)
    _resolve(found, reference, tenses, text)
    return reference.dated


def _find(sentences: Sequence[Sentence]) -> list[_Found]:
    found = []
    for number, sentence in enumerate(sentences):
        nodes = sentence.nodes
        for index in [index for index, node in enumerate(nodes) if node.parts and "time" in node.classes]:
            what = read_expression(nodes[index])
            if what.kind == "duration" and not what.prep and index and nodes[index - 1].has("stretch"):
                what = what._replace(prep="within" if nodes[index - 1].has("within") else "in")
            found.append(_Found(nodes[index], sentence, number, index, what))
    return found


def _shift(found: _Found, *, lead: bool) -> int | None:
    """Return how many days after the day of writing a date is, where the words beside it say so."""
    what, nodes, index = found.what, found.sentence.nodes, found.index
    if what.kind != "date" or what.day is None or what.month is None:
        return None
    if what.shift is not None:
        return what.shift
    if lead and is_dateline(nodes, index):
        return 0
    before = [node for node in nodes[max(0, index - 2) : index] if not node.has("mark")]
    if before and before[-1].has("time") and before[-1].features.get("time") == "deictic":
        return read_expression(before[-1]).shift
    return None


def _complete(found: Sequence[_Found], reference: Reference) -> None:
    """Give a day and month the year that the same day has elsewhere in full; a past one only where no date is given."""
    full: dict[tuple[int, int], set[int]] = {}
    for each in found:
        what = each.what
        if each.sentence.role != "caption" and what.year and what.month and what.day:
            full.setdefault((what.month, what.day), set()).add(what.year)
    _share_years(found)
    if not full:
        return
    for each in found:
        what = each.what
        years = full.get((what.month or 0, what.day or 0), set())
        if what.year is not None or what.weekday is not None or what.hijri or len(years) != 1:
            continue
        year = next(iter(years))
        day = day_of(year, what.month or 1, what.day or 1)
        if day is not None and (not reference.exact or (reference.anchor is not None and day >= reference.anchor)):
            each.what = what._replace(year=year)


def _share_years(found: Sequence[_Found]) -> None:
    """Give a date the year of the one that is joined to it: "on 3 May and 7 June 2021"."""
    for one, other in pairwise(found):
        if one.what.year is not None or one.what.month is None or other.what.year is None or one.what.hijri:
            continue
        if (
            (one.what.kind, other.what.kind) == ("date", "date")
            and other.what.month is not None
            and _joined(one, other)
        ):
            one.what = one.what._replace(year=other.what.year)


def _joined(one: _Found, other: _Found) -> bool:
    """Return whether nothing but "and" or a comma stands between two times."""
    if one.sentence is not other.sentence:
        return False
    between = one.sentence.nodes[one.index + 1 : other.index]
    return bool(between) and all(node.has("conj") or node.form == "," for node in between)


def _resolve(found: Sequence[_Found], reference: Reference, tenses: _Tenses, text: str) -> None:
    """Resolve the times in their order; an hour takes its day from its own sentence, or from what was named last."""
    thread = _Thread()
    for sentence, group in groupby(found, key=lambda each: each.sentence):
        caption = sentence.role == "caption"
        thread.days.clear()
        beside = sorted(group, key=_is_part)
        for each in beside:
            part = _is_part(each)
            ahead = None if each.what.year is not None and reference.exact else tenses.ahead(each)
            named = (_day_beside(each, thread.days) if part else None) or (None if caption else thread.focus)
            if (part or each.what.kind in _ON_FROM) and not caption and not thread.days:
                named = thread.happened or named
            context = Context(reference.anchor, reference.exact, named, ahead, reference.latest)
            said_on = None if reference.exact else _said_on(each.what, beside)
            over = each.what.prep == "by" and had_happened(sentence, each.node)
            what = each.what._replace(prep="") if over else each.what
            meaning = resolve(what, context._replace(anchor=said_on, exact=True) if said_on else context)
            if not caption and each.what.kind in _IN_STORY:
                meaning = _in_story(each, meaning, context, thread)
            _give(each, meaning, text)
            if meaning.last is not None and (meaning.precision in _POINTS or each.what.kind == "night"):
                thread.days.append((each.node.start, meaning.last))
                if not caption and (part or not _is_to_come(meaning.last, context)):
                    thread.focus = meaning.last
                    if not _tells_saying(each):
                        thread.happened = meaning.last
            elif not caption and _names_a_day(each.what):
                thread.focus = thread.happened = None  # another day was named, and it isn't known which


def _tells_saying(found: _Found) -> bool:
    """Return whether a time stands right behind a verb of saying, or learning: "announced on Sunday"."""
    before = found.sentence.nodes[found.index - 1] if found.index else None
    return before is not None and (before.family("say") is not None or before.has("v.learn"))


def _said_on(what: Expression, beside: Sequence[_Found]) -> date | None:
    """Return the full date beside a bare weekday that is of that weekday: "on Monday night, … on Monday 8 May 2023"."""
    last = what.weekday if what.weekday_to is None else what.weekday_to
    if last is None or what.day is not None or what.rel:
        return None
    full = [each.what for each in beside if each.what.year and each.what.month and each.what.day]
    days = [
        day_of(one.year or 0, one.month or 0, one.day or 0) for one in full if not one.hijri and one.prep != "since"
    ]
    return next((day for day in days if day is not None and day.weekday() == last), None)


def _is_part(found: _Found) -> bool:
    return found.what.kind == "part"


def _is_to_come(day: date, context: Context) -> bool:
    return bool(context.ahead) or (context.exact and context.anchor is not None and day > context.anchor)


def _names_a_day(what: Expression) -> bool:
    return what.kind in _STORY or (what.kind == "date" and what.day is not None)


def _in_story(each: _Found, meaning: Meaning, context: Context, thread: _Thread) -> Meaning:
    """Return the day or month of the year that the story is in, where it goes on soon after a date with a year."""
    what = each.what
    if what.month is None or what.hijri:
        return meaning
    if what.year is not None:
        if what.prep != "since" and meaning.first is not None and not _is_to_come(meaning.first, context):
            thread.dated, thread.sentence = meaning.first, each.number
        return meaning
    start = thread.dated
    goes_on = each.sentence.item or each.number - thread.sentence <= _CLOSE
    if start is None or not goes_on or context.ahead or what.weekday is not None or what.rel:
        return meaning
    if context.exact and meaning.first is not None and context.distance(meaning.first) <= _FAR:
        return meaning
    first = day_of(start.year, what.month, what.day or 1)
    if first is None or not 0 <= (first - start).days <= _AFTER:
        return meaning
    thread.sentence = each.number
    return resolve(what._replace(year=start.year), context)._replace(basis="inferred")


def _day_beside(found: _Found, days: Sequence[tuple[int, date]]) -> date | None:
    """Return the day named nearest to a time of day in its sentence, rather before it than after."""
    before = [(start, day) for start, day in days if start < found.node.start]
    after = [(start, day) for start, day in days if start > found.node.start]
    return max(before)[1] if before else min(after)[1] if after else None


def _give(found: _Found, meaning: Meaning, text: str) -> None:
    """Give a node its value, and the features that other rules ask for; what is below it counts nothing."""
    node, what, edtf = found.node, found.what, meaning.edtf
    node.value = Time(
        "time", text[node.start : node.end], node.span, node.rule,
        edtf=edtf, precision=meaning.precision, basis=meaning.basis if edtf else None,
    )  # fmt: skip
    features = {**node.features, "kind": what.kind}
    if what.prep == "since" or what.kind in _PERIODS:
        features["time"] = "period"
    if what.unit:
        features["unit"] = what.unit
    node.features = features
    _count_nothing(node.parts)


def _count_nothing(nodes: Iterable[Node]) -> None:
    for node in nodes:
        if "num" in node.classes:
            node.classes = shared(node.classes - {"num"})
        if node.parts:
            _count_nothing(node.parts)
