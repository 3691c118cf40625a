"""The date that a page gives itself: a line above the article that holds a full date and little else, or a dateline."""

from __future__ import annotations

from collections.abc import Sequence

from corrobora.read.days import day_of
from corrobora.read.expressions import read_expression
from corrobora.read.language import Language
from corrobora.read.node import Node
from corrobora.read.sentence import regroup, split
from corrobora.types import Dated, Passage, Span

_MOST_WORDS = 10
_MOST_LINES = 8
_MOST_BEFORE = 6  # words and marks of the place in a dateline
_AFTER = frozenset({"(", ")", "-", "–", "—", "/", ":"})
_DASHES = frozenset({"-", "–", "—", "ـ"})
_BETWEEN = frozenset({",", "/", "(", ")"})
_PAPER = frozenset({"n.media", "x.paper-too"})
_PRESS = frozenset({"agency", "outlet"})
_MOST_NODES = 9  # in a dateline, its mark among them
_VERBS = frozenset({"past", "impf", "perf", "pres", "fut", "aux", "pp"})
_TELLING = _VERBS | {"v", "prep", "pron", "n.event", "f.toll", "evt"}
_NO_PLACE = _VERBS | {"stop", "time"}


def find_dateline(text: str, passages: Sequence[Passage], language: Language) -> Dated | None:
    r"""Return the first full date above an article, or null; a caption's date is none.

    It stands in the furniture, or on a line of its own, with a place or without: "As of 27 January 2025".

    >>> from corrobora.read.language import load_language
    >>> text = "River News\n18 May 2023\nA convoy was hit."
    >>> lines = [Passage("boilerplate", Span(11, 22)), Passage("body", Span(23, 40))]
    >>> find_dateline(text, lines, load_language("en"))
    Dated(edtf='2023-05-18', basis='stated')
    """
    for place, passage in enumerate(passages[:_MOST_LINES]):
        line = passage.span.of(text)
        short, body = len(line.split()) <= _MOST_WORDS, passage.role == "body"
        if short and passage.role != "caption":
            day = _full_date(text, passage.span, language, alone=passage.role != "boilerplate")
            if day is not None:
                return Dated(day, "stated")
        if body and (place or not short or line.endswith(".")):
            return None  # the first line may be a title that nothing shows to be one
    return None


def _full_date(text: str, span: Span, language: Language, *, alone: bool) -> str | None:
    for sentence in split(text, [Passage("body", span)], language):
        regroup([sentence], language, "numbers", "times")
        if alone and not _is_date_alone(sentence.nodes):
            return None
        for node in sentence.nodes:
            if not node.has("time"):
                continue
            what = read_expression(node)
            if what.year and what.month and what.day and what.end is None:
                day = day_of(what.year, what.month, what.day)
                return day.isoformat() if day is not None else None
    return None


def _is_date_alone(nodes: Sequence[Node]) -> bool:
    """Return whether a line holds a date, and beside it names and numbers at most: it tells of nothing.

    In a paper's name something may be of something else ("Le Journal du Nil").
    """
    rest = [node for node in nodes if not node.has("time") and not node.has("mark")]
    paper = any(node.has("cap") and not _PAPER.isdisjoint(node.classes) for node in rest)
    named = [node for node in rest if not (node.has("as-of") or (paper and node.has("pl.of")))]
    return len(rest) < len(nodes) and all(_TELLING.isdisjoint(node.classes) for node in named)


def is_dateline(nodes: Sequence[Node], index: int) -> bool:
    """Return whether a date is that of a dateline: only a place before it, and a mark behind it.

    >>> place, mark = Node(0, 5, frozenset({"cap"})), Node(13, 14, frozenset(), "(")
    >>> date = Node(7, 12, frozenset({"time"}))
    >>> is_dateline([place, date, mark], 1), is_dateline([place, date], 1)
    (True, False)
    """
    before, after = nodes[:index], nodes[index + 1 : index + 2]
    if not 1 <= len(before) <= _MOST_BEFORE or not after:
        return False
    alone = after[0].has("stop") and index + 2 == len(nodes)  # "Goma, 4 May 2024. Rebels …"
    if after[0].form not in _AFTER and not after[0].has("paren") and not alone:
        return False
    return all(_NO_PLACE.isdisjoint(node.classes) for node in before)


def behind_dateline(text: str, nodes: Sequence[Node]) -> int:
    """Return how many nodes at the front are a dateline with its mark: "KYIV, Sept 12 –", "RAWALPINDI:", "Lima.-".

    A town before a colon in small letters may be who speaks ("Beirut: no talks"), and so may an acronym.

    >>> place, mark = Node(0, 10, frozenset({"cap", "place"})), Node(10, 11, frozenset({"mark"}), ":")
    >>> behind_dateline("RAWALPINDI: it rains", [place, mark]), behind_dateline("Rawalpindi: it rains", [place, mark])
    (2, 0)
    """
    last = next((i for i, node in enumerate(nodes[:_MOST_NODES]) if node.form in _DASHES or node.form == ":"), 0)
    dotted = last > 1 and nodes[last - 1].form == "." and nodes[last - 1].end == nodes[last].start  # "Lima (EFE).-"
    if not last or not all(_may_stand_in_dateline(node, text) for node in nodes[: last - dotted]):
        return 0
    first = nodes[0]
    if _is_caseless(first, text):
        ended = nodes[last].form in _DASHES or nodes[1].form == "/"  # "بغداد/ وكالات:"
        return _behind_agency(nodes, last) + 1 if first.has("place") and ended else 0
    large = first.has("cap") and text[first.start : first.end].isupper()
    told = dotted or any(
        node.has("paren") or node.has("on") or node.has("time") or text[node.start] == "(" for node in nodes[:last]
    )
    if nodes[last].form == ":":
        return last + 1 if large and (told or first.has("place")) else 0
    if last == 1 and first.has("place") and _opens_behind(text, nodes[last : last + 2]):
        return last + 1
    placed = any(node.has("place") for node in nodes[:last])
    return last + 1 if (first.has("paren") or large or told) and (told or (placed and large)) else 0


def _behind_agency(nodes: Sequence[Node], dash: int) -> int:
    """Return the mark at which a dateline ends that names an agency by one word behind its dash: "صنعاء - سبأ:"."""
    more = nodes[dash + 1 : dash + 3]
    named = len(more) > 1 and more[1].form == ":" and not more[0].has("vg")
    return dash + 2 if named else dash


def _opens_behind(text: str, pair: Sequence[Node]) -> bool:
    """Return whether a sentence opens behind a dash: "Yangon – Rebels", and neither "Gaza-based" nor "Kyiv – Lviv"."""
    dash, behind = pair[0], pair[-1]
    return text[dash.start - 1 : dash.start].isspace() and text[behind.start].isupper() and not behind.has("place")


def _may_stand_in_dateline(node: Node, text: str) -> bool:
    if node.form in _BETWEEN or node.has("paren") or node.has("on") or node.has("time"):
        return True
    if node.has("at") and text[node.start] == "(":
        return True  # "Acapulco (México).-"
    if _is_caseless(node, text):
        return node.has("place") or node.has("n.media") or node.family("kind") in _PRESS or node.has("x.agency")
    return node.has("cap") and not node.has("vg")


def _is_caseless(node: Node, text: str) -> bool:
    first = text[node.start : node.start + 1]
    return first.isalpha() and first.upper() == first.lower()
