"""The match of a rule -> the stretch of text that is said there."""

from __future__ import annotations

from dataclasses import replace

from corrobora.read.attribution import Attribution
from corrobora.read.beginnings import behind_hearers, behind_link
from corrobora.read.grammar import Match
from corrobora.read.node import Node
from corrobora.read.quotes import Quote, is_quoted
from corrobora.read.sentence import Sentence
from corrobora.read.stretches import Stretches
from corrobora.types import Span

_ENDS = frozenset({",", ":", "-", "–", "—", ";"})
_LEADS = frozenset({",", "?", "!"})
_GAP = 4  # characters between who says it and a quotation: ": " and marks
_TURNS = frozenset({"conj", "clause", "rel"})


def content_of(
    sentence: Sentence, match: Match, where: Span, quotes: Stretches[Quote], ahead: Span | None
) -> Span | None:
    """Return the stretch that is said: after the match, before it, around it, or in its `content` slot."""
    side = match.rule.features.get("content", "after")
    span = sentence.span
    if side == "none":
        return where
    if side == "slot":
        slot = match.slots.get("content", ())
        return Span(slot[0].start, slot[-1].end) if slot else None
    if side == "after" and _is_quoted_before(sentence, where, quotes):
        side = "before"
    if side == "around" and _goes_on(sentence, where, quotes):
        after = [q.outer.end for q in quotes.near(where) if where.end <= q.outer.start <= where.end + _GAP]
        opening = _opening(span, where, quotes)
        start = opening if opening < span.start else behind_link(sentence, Span(span.start, where.start))
        return _inside(Span(start, max([span.end, *after])), where, quotes)
    if side in {"before", "around"}:
        loose = side != "before" or match.rule.features.get("manner") == "according-to"  # "…; …, according to X": all
        inner = Span(span.start if loose else _last_clause(sentence, where, quotes), where.start)
        start = _opening(span, where, quotes)
        if start < span.start < where.start:  # a quotation of several sentences, and then who says it
            ended = trim(sentence, inner)
            return _inside(Span(start, ended.end), where, quotes) if ended else None
        if where.start == span.start:  # a quotation that ended its own sentence: "Is it closed?" the mayor said.
            before = [
                q for q in quotes.near(Span(span.start - _GAP, span.start)) if 0 <= span.start - q.outer.end <= _GAP
            ]
            return before[-1].inner if before else None
    else:
        inner = _behind(sentence, where, quotes)
    if side == "after":
        inner = Span(behind_hearers(sentence, match, inner), inner.end)
    elif inner.start == span.start:
        inner = Span(behind_link(sentence, inner), inner.end)
    said = trim(sentence, _inside(inner, where, quotes))
    return said or (_announced(sentence, where, quotes, ahead) if side in {"after", "paragraph"} else None)


def _behind(sentence: Sentence, where: Span, quotes: Stretches[Quote]) -> Span:
    """Return what stands behind who says it, up to the end of the sentence or of the quotation that begins there."""
    inner = Span(where.end, sentence.span.end)
    opened = [q for q in quotes.near(where) if where.start < q.outer.start and q.inner.start < where.end < q.inner.end]
    if opened:  # he said "that the road was closed"
        inner = Span(opened[0].inner.start, sentence.span.end)
    gap = Span(where.end, where.end + _GAP)
    following = [q for q in quotes.near(gap) if gap.start <= q.outer.start <= gap.end]
    if following:
        inner = Span(where.end, max(following[0].outer.end, sentence.span.end))
    return inner


def _last_clause(sentence: Sentence, where: Span, quotes: Stretches[Quote]) -> int:
    """Return where what stands before a voice begins: behind a semicolon if a clause of its own follows it."""
    for node in reversed(sentence.nodes):
        if node.form != ";" or node.end > where.start:
            continue
        if is_quoted(node.span, quotes):
            break
        behind = [each for each in sentence.nodes if node.end <= each.start and each.end <= where.start]
        return node.end if any(each.has("vg") and not each.has("part") for each in behind) else sentence.span.start
    return sentence.span.start


def _is_quoted_before(sentence: Sentence, where: Span, quotes: Stretches[Quote]) -> bool:
    """Return whether a quotation that ends in a comma leads up to whoever says it, and none follows."""
    near = quotes.near(where)
    closed = [q for q in near if 0 <= where.start - q.outer.end <= _GAP]
    if not closed or any(where.end <= q.outer.start <= where.end + _GAP for q in near):
        return False
    first = next((node for node in sentence.nodes if node.start >= where.start), None)
    last = next((node for node in reversed(sentence.nodes) if node.end <= closed[0].inner.end), None)
    if first is None or last is None:
        return False
    return last.form in _LEADS and not first.has("vg")


def _inside(said: Span, where: Span, quotes: Stretches[Quote]) -> Span:
    """Return what is said without what stands outside the quotation in which it is told who says it."""
    around = [q.inner for q in quotes.near(where) if q.inner.covers(where)]
    if not around:
        return said
    start, end = max(said.start, around[0].start), min(said.end, around[0].end)
    return Span(start, max(start, end))


def _announced(sentence: Sentence, where: Span, quotes: Stretches[Quote], ahead: Span | None) -> Span | None:
    """Return the words behind a colon that ends a paragraph ("The mayor said:"): a quotation, or else a sentence."""
    last = sentence.nodes[-1]
    if ahead is None or last.form != ":" or last.end > where.end:
        return None
    opened = [q for q in quotes.near(ahead) if ahead.start <= q.outer.start <= ahead.start + 1]
    return opened[0].inner if opened else ahead


def _opening(span: Span, where: Span, quotes: Stretches[Quote]) -> int:
    """Return where the quotation began that ends just before the words at `where`, or else the sentence's start."""
    closed = [q for q in quotes.near(where) if 0 <= where.start - q.outer.end <= _GAP and q.inner.start < span.start]
    return closed[0].inner.start if closed else span.start


def _goes_on(sentence: Sentence, where: Span, quotes: Stretches[Quote]) -> bool:
    """Return whether what is said before an inserted "he said" goes on after it.

    Not after a quotation, if none opens there; nor where the sentence goes on about him: "he said, adding that".
    """
    near = quotes.near(where)
    if any(where.end <= q.outer.start <= where.end + _GAP or q.inner.start < where.start < q.inner.end for q in near):
        return True
    if any(0 <= where.start - q.outer.end <= _GAP for q in near):
        return _opens_again(sentence, where, quotes)
    after = next((node for node in sentence.nodes if node.start >= where.end and not node.has("mark")), None)
    if after is None or (after.classes & _TURNS and after.form != "and"):  # "…, it added, and four were wounded"
        return False
    return not (after.has("ger") and after.family("say"))


def _opens_again(sentence: Sentence, where: Span, quotes: Stretches[Quote]) -> bool:
    """Return whether another quotation follows without a new speaker: '"I love it," he said, but "when it rains"'."""
    rest = [q for q in quotes.near(Span(where.end, sentence.span.end)) if q.outer.start >= where.end]
    if not rest:
        return False
    between = [node for node in sentence.nodes if where.end <= node.start < rest[0].outer.start]
    verbs = [node for node in between if node.has("vg")]
    if any(not node.has("ger") or (node.family("say") and not node.has("v.judge")) for node in verbs):
        return False  # "he said, adding that"
    return not any(map(_is_subject, between))


def _is_subject(node: Node) -> bool:
    return node.has("pron") and not node.has("obj")


def with_that(sentence: Sentence, each: Attribution) -> Attribution:
    """Count the conjunction that leads to what is said ("that") among the words of the voice."""
    start = each.content.start
    for node in reversed(sentence.nodes):
        if node.end > start:
            continue
        if node.start < each.match.start:
            break
        if node.has("that"):
            return replace(each, voice=replace(each.voice, content=Span(node.start, each.content.end)))
        if not node.has("mark"):
            break
    return each


def trim(sentence: Sentence, span: Span) -> Span | None:
    """Return `span` without the marks and conjunctions at its ends, or null where nothing remains."""
    inside = [node for node in sentence.nodes if span.start <= node.start and node.end <= span.end]
    while inside and (inside[0].form in _ENDS or inside[0].has("that")):
        inside.pop(0)
    while len(inside) > 1 and (inside[-1].form in _ENDS or inside[-1].has("stop") or inside[-1].has("conj")):
        inside.pop()
    if all(node.has("mark") for node in inside):  # a lone quotation mark says nothing
        return None
    return (
        Span(inside[0].start, max(inside[-1].end, span.end if span.end > sentence.span.end else 0)) if inside else None
    )
