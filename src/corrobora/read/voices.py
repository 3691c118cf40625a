"""Attributions: who says what, over which stretch of text, shown by which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corrobora.read.grammar import Match
from corrobora.read.holders import Holders
from corrobora.read.language import Language
from corrobora.read.node import Node
from corrobora.read.quotes import Quote
from corrobora.read.references import References
from corrobora.read.sentence import Sentence
from corrobora.read.stretches import Stretches
from corrobora.types import Act, Cue, Holder, Manner, Span, Stance, Voice

_ENDS = frozenset({",", ":", "-", "–", "—", ";"})
_QUOTE_WORDS = 2
_WHOLLY = 0.8  # the share of what is said that stands in quotation marks, from which it is a quotation
_GAP = 4  # characters between who says it and a quotation: ": " and marks
_JOINS = frozenset({"conj", "clause"})
_SUBORDINATES = frozenset({"clause", "when"})
_TURNS = frozenset({"conj", "clause", "rel"})
_ACTS: dict[str, Act] = {act: act for act in Act.__args__}  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One voice over one stretch of text; `own` says that it speaks of its own doing ("denied having attacked").

    `judges` says that it takes for granted what is told inside ("condemned the attack that killed six").
    """

    voice: Voice
    content: Span
    match: Span
    sentence: int
    rule: str
    act: Act = "states"
    stance: Stance = "asserted"
    own: bool = False
    judges: bool = False


def attributions(
    text: str, sentences: Sequence[Sentence], language: Language, quotes: Stretches[Quote], references: References
) -> Stretches[Attribution]:
    """Return every attribution of the body, in the order of the text; nested voices carry their chain."""
    holders = Holders(text, language, references)
    out: list[Attribution] = []
    for index, sentence in enumerate(sentences):
        if sentence.role != "body":
            continue
        matches = _best(language.grammars["voices"].matches(sentence.nodes))
        found: list[Attribution] = []
        if matches:
            told = _told_before(sentences, index)
            said = [_attribution(text, index, sentence, match, holders, quotes, told) for match in matches]
            found = _nest(_cut(sentence, [each for each in said if each is not None], quotes))
            found = [_with_that(sentence, each) for each in found]
        if not found:
            found = _carried(index, sentences, quotes, out)
        else:
            out = _without_guesses(out, found)
        out += found
        holders.pass_sentence(sentence, spoke=bool(found))
    return Stretches(out, lambda each: each.content)


def voice_at(found: Stretches[Attribution], quotes: Stretches[Quote], span: Span) -> tuple[Voice, Attribution | None]:
    """Return the voice in which the words at `span` are said: the innermost attribution over them, or the narrator."""
    near = [each for each in found.near(span) if not each.judges]
    over = [each for each in near if each.content.covers(span) and not each.match.covers(span)]
    over += [each for each in near if each.content == each.match and each.match.covers(span)]
    if not over:
        return Voice("narrator"), None
    inner = min(over, key=lambda each: (each.content.end - each.content.start, -len(each.voice.chain)))
    said = inner.content
    if any(q.inner.covers(span) for q in quotes.near(span) if said.start <= q.inner.start < said.end):
        return replace(inner.voice, manner="direct"), inner
    return inner.voice, inner


def _told_before(sentences: Sequence[Sentence], index: int) -> Span | None:
    """Return the sentence before this one, of which "that is what the army said" speaks."""
    last = sentences[index - 1] if index else None
    return last.span if last is not None and last.role == "body" else None


def _best(matches: object) -> list[Match]:
    """Return one match a cue: the one with the most slots, of these the longest."""
    best: dict[int, Match] = {}
    for match in matches:  # type: ignore[attr-defined]
        cue = match.slots.get("cue")
        key = cue[0].start if cue else match.first
        old = best.get(key)
        if old is None or _weight(match) > _weight(old):
            best[key] = match
    return sorted(best.values(), key=lambda m: m.first)


def _weight(match: Match) -> tuple[bool, int, int]:
    return bool(match.slots.get("source")), match.last - match.first, len(match.slots)


def _attribution(
    text: str,
    index: int,
    sentence: Sentence,
    match: Match,
    holders: Holders,
    quotes: Stretches[Quote],
    before: Span | None,
) -> Attribution | None:
    nodes = sentence.nodes[match.first : match.last]
    where = _beside_content(match, Span(nodes[0].start, nodes[-1].end))
    source = match.slots.get("source", ())
    features = match.rule.features
    outer = tuple(holders.make((node,)) for node in match.slots.get("outer", ())[:1] if not node.has("pron"))
    previous = features.get("source") == "previous" or (source and all(node.has("pron") for node in source))
    holder = holders.previous(source) if previous else None
    if holder is None and source:
        holder = holders.make(source)
    if holder is None and features.get("source") != "none":
        return None
    through = match.slots.get("through")
    if holder is not None and through:
        holder = holders.again(holder, through)
    content = before if features.get("content") == "previous" else _content(sentence, match, where, quotes)
    if content is None:
        return None
    cue_nodes = match.slots.get("cue", ())
    cue = Span(cue_nodes[0].start, cue_nodes[-1].end) if cue_nodes else where
    manner: Manner = "according-to" if features.get("manner") == "according-to" else "indirect"
    chain = (holder, *outer) if holder is not None else outer
    voice = Voice(manner, chain, Cue(cue.of(text), cue), content)
    act, stance = _act(match, cue_nodes)
    own = act == "claims-responsibility" or features.get("actor") == "source"
    return Attribution(
        voice, content, where, index, match.rule.id, act, stance, own=own, judges=features.get("told") == "no"
    )


def _beside_content(match: Match, span: Span) -> Span:
    """Return the words of an attribution but for what it says, where that stands in a slot at one end."""
    slot = match.slots.get("content", ())
    if not slot:
        return span
    if slot[-1].end == span.end:
        return Span(span.start, slot[0].start)
    return Span(slot[-1].end, span.end) if slot[0].start == span.start else span


def _act(match: Match, cue: Sequence[Node]) -> tuple[Act, Stance]:
    features = match.rule.features
    said = next((node.family("say") for node in cue if node.family("say")), None)
    act = _ACTS.get(features.get("act") or said or "", "states")
    stance: Stance = "denied" if act == "denies" else "anticipated" if act in {"threatens", "demands"} else "asserted"
    if any(node.has("hedge") for node in cue):
        stance = "hedged"
    wanted = features.get("stance")
    return act, wanted or stance  # type: ignore[return-value]


def _content(sentence: Sentence, match: Match, where: Span, quotes: Stretches[Quote]) -> Span | None:
    """Return the stretch that is said: after the match, before it, around it, or in its `content` slot."""
    side = match.rule.features.get("content", "after")
    span = sentence.span
    if side == "none":
        return where
    if side == "slot":
        slot = match.slots.get("content", ())
        return Span(slot[0].start, slot[-1].end) if slot else None
    if side == "around" and _goes_on(sentence, where, quotes):
        after = [q.outer.end for q in quotes.near(where) if where.end <= q.outer.start <= where.end + _GAP]
        return Span(_opening(span, where, quotes), max([span.end, *after]))
    if side in {"before", "around"}:
        inner = Span(span.start, where.start)
        start = _opening(span, where, quotes)
        if start < span.start < where.start:  # a quotation of several sentences, and then who says it
            ended = _trim(sentence, inner)
            return Span(start, ended.end) if ended else None
        if where.start == span.start:  # a quotation that ended its own sentence: "Is it closed?" the mayor said.
            before = [
                q for q in quotes.near(Span(span.start - _GAP, span.start)) if 0 <= span.start - q.outer.end <= _GAP
            ]
            return before[-1].inner if before else None
    else:
        inner = Span(where.end, span.end)
        opened = [
            q for q in quotes.near(where) if where.start < q.outer.start and q.inner.start < where.end < q.inner.end
        ]
        if opened:  # he said "that the road was closed"
            inner = Span(opened[0].inner.start, span.end)
        gap = Span(where.end, where.end + _GAP)
        following = [q for q in quotes.near(gap) if gap.start <= q.outer.start <= gap.end]
        if following:
            inner = Span(where.end, max(following[0].outer.end, span.end))
    return _trim(sentence, inner)


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
        return False
    after = next((node for node in sentence.nodes if node.start >= where.end and not node.has("mark")), None)
    return after is not None and not (after.classes & _TURNS or (after.has("ger") and after.family("say")))


def _with_that(sentence: Sentence, each: Attribution) -> Attribution:
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


def _trim(sentence: Sentence, span: Span) -> Span | None:
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


def _cut(sentence: Sentence, found: list[Attribution], quotes: Stretches[Quote]) -> list[Attribution]:
    """End what one voice says where another begins to speak in the same sentence, but not in its own quotation."""
    out: list[Attribution] = []
    for index, each in enumerate(found):
        content = each.content
        for other in found[index + 1 :]:
            starts_later = other.match.start > content.start + 2
            if content.start >= each.match.end and other.content.start >= other.match.end and starts_later:
                own = [q.inner for q in quotes.near(content) if q.inner.start >= each.match.end]
                if not any(inner.covers(other.match) for inner in own) and _is_coordinated(sentence, other.match.start):
                    content = Span(content.start, min(content.end, max(content.start + 1, other.match.start)))
                    content = _trim(sentence, content) or content
            elif each.match.end <= content.start < other.match.start < content.end and other.content.covers(each.match):
                content = Span(content.start, other.match.start)  # "his claim that … is wrong, the mayor said"
        unchanged = content is each.content  # as in most sentences, where one voice speaks
        out.append(each if unchanged else replace(each, content=content, voice=replace(each.voice, content=content)))
    return out


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


def _nest(found: list[Attribution]) -> list[Attribution]:
    """Give each attribution that stands inside another's content the outer voice as the end of its chain."""
    if len(found) < 2:  # noqa: PLR2004 - one voice stands in no other
        return found
    out = []
    for each in found:
        chain = each.voice.chain
        outers = [
            other
            for other in found
            if other is not each
            and other.act != "denies"  # who denies what another said does not pass it on
            and other.content.covers(each.match)
            and not each.content.covers(other.match)
        ]
        for outer in sorted(outers, key=lambda o: o.content.end - o.content.start):
            chain += tuple(h for h in outer.voice.chain if h.text not in {c.text for c in chain})
        out.append(replace(each, voice=replace(each.voice, chain=chain)) if outers else each)
    return out


def _carried(
    index: int, sentences: Sequence[Sentence], quotes: Stretches[Quote], before: list[Attribution]
) -> list[Attribution]:
    """Give a sentence that is one quotation, with nobody named, to the voice that spoke last.

    Where it goes on at once, in the same paragraph, all of it is what the voice says there.
    """
    span = sentences[index].span
    inside = [q for q in quotes.near(span) if q.outer.start < span.end and q.outer.end > span.start]
    if not inside or not before or before[-1].sentence < index - 2:
        return []
    covered = sum(min(q.outer.end, span.end) - max(q.outer.start, span.start) for q in inside)
    if covered < 0.7 * (span.end - span.start):
        return []
    last = before[-1]
    content = Span(max(inside[0].inner.start, span.start), min(inside[-1].inner.end, span.end))
    voice = replace(last.voice, content=content, manner="direct")
    begun = last.voice.content
    if begun and _goes_on_at_once(sentences, index, last, quotes):
        whole = Span(min(begun.start, content.start), content.end)
        voice = replace(voice, content=whole)
        before[:] = [
            replace(each, voice=replace(each.voice, content=whole)) if each.voice.content == begun else each
            for each in before
        ]
    return [replace(last, voice=voice, content=content, match=Span(span.start, span.start), sentence=index)]


def _goes_on_at_once(sentences: Sequence[Sentence], index: int, last: Attribution, quotes: Stretches[Quote]) -> bool:
    """Return whether the voice that spoke last did so just before, in this paragraph and in quotation marks."""
    quoted = any(q.outer.start <= last.content.start <= q.outer.end for q in quotes.near(last.content))
    return quoted and last.sentence == index - 1 and sentences[index - 1].paragraph == sentences[index].paragraph


def _without_guesses(before: list[Attribution], found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions without those that were only carried on to words which somebody else is found to say."""
    said = [each.content for each in found]
    return [
        each
        for each in before
        if each.match.start != each.match.end or not any(span.covers(each.content) for span in said)
    ]


def statements(
    found: Stretches[Attribution], quotes: Stretches[Quote], text: str
) -> list[tuple[Span, Voice, Attribution]]:
    """Return what each attribution says as a whole, and each longer quotation inside it, with its manner."""
    out: list[tuple[Span, Voice, Attribution]] = []
    for each in found:
        inside = [q for q in quotes.near(each.content) if each.content.start <= q.inner.start < each.content.end]
        spans = [Span(q.inner.start, min(q.inner.end, each.content.end)) for q in inside]
        quoted = sum(span.end - span.start for span in spans)
        if quoted < _WHOLLY * (each.content.end - each.content.start):
            manner: Manner = "mixed" if quoted and each.voice.manner != "according-to" else each.voice.manner
            out.append((each.content, replace(each.voice, manner=manner), each))
        whole = quoted >= _WHOLLY * (each.content.end - each.content.start)
        for span in spans:
            if len(span.of(text).split()) >= _QUOTE_WORDS:
                content = each.voice.content if whole else span
                out.append((span, replace(each.voice, manner="direct", content=content), each))
    return out


__all__ = ["Attribution", "Holder", "attributions", "statements", "voice_at"]
