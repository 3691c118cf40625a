"""The attributions of a sentence -> where one voice ends and another begins, and which stands in which."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from corrobora.read.attribution import Attribution
from corrobora.read.quotes import Quote, is_quoted
from corrobora.read.said import trim
from corrobora.read.sentence import Sentence
from corrobora.read.stretches import Stretches
from corrobora.types import Holder, Span

_JOINS = frozenset({"conj", "clause"})
_SUBORDINATES = frozenset({"clause", "when"})
_WITHIN = frozenset({"loc", "during"})  # "in", before "a statement"
_FURTHEST = 60  # turns: no quotation goes on for as long
_QUOTED = 0.7  # the share of a sentence that stands in quotation marks, from which somebody goes on speaking in it


def cut(sentence: Sentence, found: list[Attribution], quotes: Stretches[Quote]) -> list[Attribution]:
    """End what one voice says where another begins to speak in the same sentence, but not in its own quotation."""
    out: list[Attribution] = []
    for index, each in enumerate(found):
        content = each.content
        for other in found[index + 1 :]:
            starts_later = other.match.start > content.start + 2
            follows = other.content.start >= other.match.end or other.content == other.match
            if content.start >= each.match.end and follows and starts_later:
                own = [q.inner for q in quotes.near(content) if q.inner.start >= each.match.end]
                if not any(inner.covers(other.match) for inner in own) and _is_coordinated(sentence, other.match.start):
                    content = Span(content.start, min(content.end, max(content.start + 1, other.match.start)))
                    content = trim(sentence, content) or content
            elif each.match.end <= content.start < other.match.start < content.end and other.content.covers(each.match):
                content = Span(content.start, other.match.start)  # "his claim that … is wrong, the mayor said"
        unchanged = content is each.content  # as in most sentences, where one voice speaks
        out.append(each if unchanged else replace(each, content=content, voice=replace(each.voice, content=content)))
    return out


def parted(sentence: Sentence, found: list[Attribution], quotes: Stretches[Quote]) -> list[Attribution]:
    """Let two voices with a semicolon between them speak each on its own side of it, the first up to the last one."""
    marks = [node.span for node in sentence.nodes if node.form == ";"]
    marks = [mark for mark in marks if not is_quoted(mark, quotes)]
    return [_on_its_side(sentence, each, found, marks) for each in found] if marks else found


def _on_its_side(
    sentence: Sentence, each: Attribution, found: Sequence[Attribution], marks: Sequence[Span]
) -> Attribution:  # fmt: skip
    start, end = each.content
    for other in found:
        first, last = sorted((each.match, other.match))
        before = bisect_right(marks, last.start, key=lambda mark: mark.end)
        if not before or marks[before - 1].start < first.end:
            continue
        if each.match == first:
            end = min(end, marks[before - 1].start)
        else:
            start = max(start, marks[before - 1].end)
    content = trim(sentence, Span(start, end)) if start < end and Span(start, end) != each.content else None
    return replace(each, content=content, voice=replace(each.voice, content=content)) if content else each


def without_inner(sentence: Sentence, found: list[Attribution]) -> list[Attribution]:
    """Return the voices of a sentence but for those whose verb only tells of a speaker or of a statement.

    "Two officials briefed on it", "in a statement posted on Monday, the mayor said", "writing on Telegram, he said".
    """
    return [each for each in found if not (_is_only_told(sentence, each) or any(_names(each, o) for o in found))]


def _names(each: Attribution, other: Attribution) -> bool:
    """Return whether a verb stands among the words for another speaker, and what it leads to does not."""
    if other is each or not other.voice.chain or each.voice.cue is None:
        return False
    speaker, cue = other.voice.chain[0].span, each.voice.cue.span
    return speaker.covers(cue) and speaker != cue and not speaker.covers(each.content)


def _is_only_told(sentence: Sentence, each: Attribution) -> bool:
    """Return whether a verb tells of "in a statement", or opens the sentence, and what follows is the main clause."""
    if each.voice.cue is None or not each.voice.chain or each.content.start < each.match.end:
        return False
    cue, speaker = each.voice.cue.span, each.voice.chain[0].span
    if speaker.start > cue.end:
        return each.content.start == speaker.start and each.act == "states"
    at = next((i for i, node in enumerate(sentence.nodes) if node.start == speaker.start), 0)
    node = sentence.nodes[at]
    return at > 0 and node.has("x.utter") and node.end == speaker.end and bool(sentence.nodes[at - 1].classes & _WITHIN)


def _is_coordinated(sentence: Sentence, start: int) -> bool:
    """Return whether the words at `start` are joined on: "…, and the governor said", "… and the governor said"."""
    at = next((i for i, node in enumerate(sentence.nodes) if node.start >= start), len(sentence.nodes))
    first = sentence.nodes[at] if at < len(sentence.nodes) else None
    if first is not None and (first.has("mark") or first.has("conj")):
        return True
    before = sentence.nodes[max(0, at - 2) : at]
    if before and before[-1].form == ";":
        return True
    if not before or not before[-1].classes & _JOINS:
        return False
    return before[0].has("mark") or not before[-1].classes & _SUBORDINATES


def nest(found: list[Attribution]) -> list[Attribution]:
    """Give each attribution that stands inside another's content the outer voice as the end of its chain."""
    if len(found) < 2:  # noqa: PLR2004 - one voice stands in no other
        return found
    out = []
    for each in found:
        chain = each.voice.chain
        if each.act == "denies" and each.content == each.match:  # "…, which denies it": nobody passes that on
            out.append(each)
            continue
        outers = [
            other
            for other in found
            if other is not each
            and other.act != "denies"  # who denies what another said does not pass it on
            and other.content.covers(each.match)
            and not each.content.covers(other.match)
        ]
        for outer in sorted(outers, key=lambda o: o.content.end - o.content.start):
            chain += tuple(h for h in outer.voice.chain if _known(h) not in set(map(_known, chain)))
        out.append(replace(each, voice=replace(each.voice, chain=chain)) if outers else each)
    return out


def _known(holder: Holder) -> str:
    """Return what a holder is known by: "it" that stands for the army is the army."""
    return holder.id or holder.name or holder.text


def carried(
    index: int,
    sentences: Sequence[Sentence],
    quotes: Stretches[Quote],
    before: list[Attribution],
    found: list[Attribution],
) -> list[Attribution]:
    """Return what is found in a sentence, and where it is one quotation of nobody named, that the last voice goes on.

    Where it goes on at once, all of it is what the voice says there.
    """
    span = sentences[index].span
    inside = [q for q in quotes.near(span) if q.outer.start < span.end and q.outer.end > span.start]
    if not inside or not before or before[-1].sentence < index - 2:
        return found
    if not all(any(q.inner.covers(each.match) for q in inside) for each in found):
        return found
    last = _outermost(before)
    if last.content.end >= inside[0].inner.end:  # all that was read already: 'He said:', and then this
        return [_under(each, last) for each in found]
    covered = sum(min(q.outer.end, span.end) - max(q.outer.start, span.start) for q in inside)
    if covered < _QUOTED * (span.end - span.start):
        return found
    content = Span(max(inside[0].inner.start, span.start), min(inside[-1].inner.end, span.end))
    chain = tuple(replace(each, refers=each.refers or each.span) for each in last.voice.chain)
    voice = replace(last.voice, chain=chain, content=content, manner="direct")
    begun = last.voice.content
    if begun and _goes_on_at_once(index, last, quotes):
        whole = Span(min(begun.start, content.start), content.end)
        voice = replace(voice, content=whole)
        for at in range(max(0, len(before) - _FURTHEST), len(before)):
            if before[at].voice.content == begun:
                before[at] = replace(before[at], voice=replace(before[at].voice, content=whole))
    goes_on = replace(last, voice=voice, content=content, match=Span(span.start, span.start), sentence=index)
    return [goes_on, *(_under(each, goes_on) for each in found)]


def _outermost(before: Sequence[Attribution]) -> Attribution:
    """Return the voice that spoke last, not one that it quotes."""
    latest = takewhile(lambda each: each.sentence == before[-1].sentence, reversed(before))
    return max(latest, key=lambda each: (each.content.end, -each.content.start))


def _under(inner: Attribution, outer: Attribution) -> Attribution:
    chain = inner.voice.chain
    chain += tuple(each for each in outer.voice.chain if each.text not in {one.text for one in chain})
    return replace(inner, voice=replace(inner.voice, chain=chain))


def _goes_on_at_once(index: int, last: Attribution, quotes: Stretches[Quote]) -> bool:
    """Return whether the voice that spoke last did so just before, if in another paragraph, and in quotation marks."""
    quoted = last.content.end <= last.match.start or any(
        q.outer.start <= last.content.start <= q.outer.end for q in quotes.near(last.content)
    )
    return quoted and last.sentence == index - 1


def drop_guesses(before: list[Attribution], found: Sequence[Attribution], sentences: Sequence[Sentence]) -> None:
    """Take out of `before` what was only carried on to words which somebody else is found to say."""
    said = [each.content for each in found]
    first = min(span.start for span in said)
    at = len(before)
    while at and sentences[before[at - 1].sentence].span.end > first:
        at -= 1
    before[at:] = [
        each
        for each in before[at:]
        if each.match.start != each.match.end or not any(span.covers(each.content) for span in said)
    ]
