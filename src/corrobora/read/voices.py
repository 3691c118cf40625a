"""Attributions: who says what, over which stretch of text, shown by which words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice, takewhile
from typing import NamedTuple

from corrobora.codebook import actors_by_id
from corrobora.read.attribution import Attribution
from corrobora.read.bracketed import within_brackets
from corrobora.read.circumstance import without_circumstance
from corrobora.read.communique import ISSUED, communique
from corrobora.read.dateline import behind_dateline
from corrobora.read.ends import ended
from corrobora.read.grammar import Match
from corrobora.read.hearers import hearer
from corrobora.read.holders import Holders
from corrobora.read.language import Language
from corrobora.read.node import Node
from corrobora.read.ownclause import within_relative
from corrobora.read.quotes import Quote, is_quoted
from corrobora.read.references import References
from corrobora.read.said import content_of, with_that
from corrobora.read.sentence import Sentence
from corrobora.read.speakers import named_first, whole
from corrobora.read.stretches import Stretches
from corrobora.read.subjects import inverted, owner_of, subject
from corrobora.read.turns import carried, cut, drop_guesses, nest, parted, without_inner
from corrobora.read.values import members
from corrobora.types import Act, Cue, Holder, Manner, Span, Stance, Voice

MOST_VOICES = 40  # in one sentence: more is no report, and costs its square
_COUNTING = frozenset({"actor", "org", "person", "place", "nation", "n.org", "n.role", "n.src"})
_WORDS, _OWN = frozenset({"n.say", "n.doc"}), frozenset({"own", "owned"})
_FEW_VOICES = 8
_WHOLLY = 0.8  # the share of what is said that stands in quotation marks, from which it is a quotation
_LOOKED_FOR = frozenset({"subject", "previous", "inverted"})
_NARRATOR = Voice("narrator")
_UNARMED = frozenset({"ngo", "international", "agency", "outlet"})
_ARMED = frozenset({"n.armed", "n.band", "n.force", "n.troops", "n.police", "n.fighter", "ref.armed-group"})
_ACTS: dict[str, Act] = {act: act for act in Act.__args__}  # type: ignore[attr-defined]


class _Beside(NamedTuple):
    """The sentence before, the next paragraph or what is left of this one, and the rest of one that has just begun."""

    before: Span | None
    ahead: Span | None
    rest: Span | None


def attributions(
    text: str, sentences: Sequence[Sentence], language: Language, quotes: Stretches[Quote], references: References
) -> Stretches[Attribution]:
    """Return every attribution of the body, in the order of the text; nested voices carry their chain."""
    holders = Holders(text, language, references)
    out: list[Attribution] = []
    ends = _ends(sentences)
    body = [(i, _without_dateline(text, each)) for i, each in enumerate(sentences) if each.role == "body"]
    issued = communique(text, sentences, language, holders)  # first: "we warn" goes on where its title left off
    matched = language.grammars["voices"].matches([sentence.nodes for _, sentence in body])
    for (index, sentence), every in zip(body, matched, strict=True):
        matches = _ranked(every)
        found: list[Attribution] = []
        if matches:
            beside = _Beside(
                _body_span(sentences, index - 1), _next_paragraph(sentences, ends, index), _rest(sentences, index)
            )
            read = partial(_attribution, text, index, sentence, holders, quotes, beside)
            said = (next((each for match in ranked if (each := read(match))), None) for ranked in matches)
            spoken = list(islice((each for each in said if each is not None), MOST_VOICES))
            said_words = [ended(sentence, each, quotes) for each in cut(sentence, spoken, quotes)]
            said_words = parted(sentence, said_words, quotes)
            said_words = [without_circumstance(sentence, each, quotes) for each in said_words]
            said_words = [within_relative(sentence, each, quotes) for each in said_words]
            said_words = [within_brackets(sentence, each) for each in said_words]
            found = [_of_himself(sentence, each) for each in nest(without_inner(sentence, said_words))]
            found = [with_that(sentence, each) for each in found]
        if found:
            drop_guesses(out, found, sentences)
        found = carried(index, sentences, quotes, out, found)
        out += found
        holders.pass_sentence(sentence, spoke=bool(found))
    return Stretches([*out, *issued], lambda each: each.content)


def _without_dateline(text: str, sentence: Sentence) -> Sentence:
    """Return a sentence without the place and day that it begins with, which nobody says and which say nothing."""
    first = behind_dateline(text, sentence.nodes)
    if not 0 < first < len(sentence.nodes):
        return sentence
    start = sentence.nodes[first].start
    words = tuple(word for word in sentence.words if word.start >= start)
    return replace(sentence, words=words, nodes=sentence.nodes[first:])


def voice_at(found: Stretches[Attribution], quotes: Stretches[Quote], span: Span) -> tuple[Voice, Attribution | None]:
    """Return the voice in which the words at `span` are said: the innermost attribution over them, or the narrator."""
    near = [each for each in found.near(span) if not each.judges]
    over = [each for each in near if each.content.covers(span) and not each.match.covers(span)]
    over += [each for each in near if each.content == each.match and each.match.covers(span)]
    if not over:
        return _NARRATOR, None
    inner = min(over, key=lambda each: (each.content.end - each.content.start, -len(each.voice.chain)))
    said = inner.content
    if any(q.inner.covers(span) for q in quotes.near(span) if said.start <= q.inner.start < said.end):
        return replace(inner.voice, manner="direct"), inner
    return inner.voice, inner


def _body_span(sentences: Sequence[Sentence], index: int) -> Span | None:
    """Return the sentence before or after, of which "that is what the army said" or "the army said:" speaks."""
    near = sentences[index] if 0 <= index < len(sentences) else None
    return near.span if near is not None and near.role == "body" else None


def _ends(sentences: Sequence[Sentence]) -> list[int]:
    """Return for each sentence the index of the last one of its paragraph, of a list the last of all its items."""
    out = list(range(len(sentences)))
    for at in range(len(sentences) - 2, -1, -1):
        here, behind = sentences[at], sentences[at + 1]
        leads = here.words[-1].form == ":" and not here.item  # to the list of what it says
        if here.paragraph == behind.paragraph or (behind.item and (here.item or leads)):
            out[at] = out[at + 1]
    return out


def _next_paragraph(sentences: Sequence[Sentence], ends: Sequence[int], index: int) -> Span | None:
    """Return the rest of the paragraph that begins or goes on after a sentence, of a list all its items."""
    first = _body_span(sentences, index + 1)
    return Span(first.start, sentences[ends[index + 1]].span.end) if first is not None else None


def _rest(sentences: Sequence[Sentence], index: int) -> Span | None:
    """Return what follows the first sentence of a paragraph in it, which is said as well: "Police: two died. …"."""
    here = sentences[index].paragraph
    if index and sentences[index - 1].paragraph == here:
        return None
    following = list(takewhile(lambda at: sentences[at].paragraph == here, range(index + 1, len(sentences))))
    return Span(sentences[following[0]].span.start, sentences[following[-1]].span.end) if following else None


def _ranked(matches: Iterable[Match]) -> list[list[Match]]:
    """Return the matches of each cue: those with the most slots first, of these the longest."""
    found: defaultdict[int, list[Match]] = defaultdict(list)
    for match in matches:
        cue = match.slots.get("cue")
        if not (_disagrees(match) or _is_nobodys_count(match)):
            found[cue[0].start if cue else match.first].append(match)
    ranked = [sorted(each, key=_weight, reverse=True) for each in found.values()]
    return sorted(ranked, key=lambda each: each[0].first)


def _disagrees(match: Match) -> bool:
    """Return whether one thing stands before a verb that tells of many: "…of a base in Gao, have said two officers"."""
    source, cue = match.slots.get("source", ()), match.slots.get("cue", ())
    if len(source) != 1 or not cue or not cue[0].has("many") or source[0].end > cue[0].start:
        return False
    return source[0].leaves()[0].has("as.one") and not source[0].slots.get("item")


def _is_nobodys_count(match: Match) -> bool:
    """Return whether a count speaks that nobody is said to have made: "le bilan fait état de 12 morts"."""
    toll = next((node for node in match.slots.get("source", ()) if node.has("n.tollword")), None)
    if toll is None or match.rule.features.get("manner") == "according-to":
        return False
    return not any(node.classes & _COUNTING and not node.has("n.tollword") for node in toll.walk())


def _weight(match: Match) -> tuple[bool, int, int]:
    return bool(match.slots.get("source")), match.last - match.first, len(match.slots)


def _attribution(
    text: str,
    index: int,
    sentence: Sentence,
    holders: Holders,
    quotes: Stretches[Quote],
    beside: _Beside,
    match: Match,
) -> Attribution | None:
    nodes = sentence.nodes[match.first : match.last]
    where = _beside_content(match, Span(nodes[0].start, nodes[-1].end))
    features = match.rule.features
    source, through, start = _source(sentence, match)
    cue_nodes = match.slots.get("cue", ())
    if source and source == cue_nodes:  # "his claim that"
        source, cue_nodes = owner_of(source[0])
    where = Span(start, where.end) if start < nodes[0].start else where
    if through and features.get("content") == "none":
        where = Span(through[0].start, where.end)  # "blamed Ankara, which denied it": the blame is another's
    source = tuple(node for node in source if not node.has("in-passing"))  # "Hezbollah, for its part, said"
    source = whole(sentence.nodes, source, grows=holders.cased) if source else source
    if features.get("content") == "previous":
        content = beside.before
    else:
        content = content_of(sentence, match, where, quotes, beside.ahead)
    if features.get("content") == "paragraph" and content is not None and beside.rest is not None:
        content = Span(content.start, max(content.end, beside.rest.end))
    if content is None or (source and content.end <= where.start and source[0].leaves()[0].has("asks")):
        return None  # "what voters confirmed"
    heard_by: Node | None = None
    if source and not match.slots.get("outer"):
        heard_by, source = hearer(sentence, match, source, content)
    sides = list(members(source[0])) if features.get("each") == "other" and len(source) == 1 else []
    other = holders.make((sides[1],)) if len(sides) == 2 else None  # noqa: PLR2004 - two who accuse each other
    source = (sides[0],) if other is not None else source
    earlier = named_first(sentence.nodes, source)
    find = partial(_holder, holders, source, through, earlier=earlier)
    with holders.quoting(_is_quoted_pronoun(source, quotes)):
        holder = _issuer(holders, source, quotes) or find(previous=features.get("source") == "previous")
    if holder is None and features.get("source") != "none":
        return None
    cue = Span(cue_nodes[0].start, cue_nodes[-1].end) if cue_nodes else where
    manner: Manner = "according-to" if features.get("manner") == "according-to" else "indirect"
    told = match.slots.get("outer", ()) or ((heard_by,) if heard_by is not None else ())
    outer = tuple(holders.make((node,)) for node in told[:1] if not node.has("pron"))
    if holder is not None and outer:
        holders.spoke_to(holder, outer[0])
        holders.heard_last(holder)  # "he told the paper that …, adding that": he, and not the paper
    elif holder is not None:
        outer = holders.heard_by(holder)
    chain = (holder, *outer) if holder is not None else outer
    voice = Voice(manner, chain, Cue(cue.of(text), cue), content)
    warns = _only_warns(cue_nodes, source, holder) and not _is_own(sentence.nodes, content)
    act, stance = _act(match, cue_nodes, warns=warns)
    own = other is None and (act == "claims-responsibility" or features.get("actor") == "source")
    judges = features.get("told") == "no"
    return Attribution(voice, content, where, index, match.rule.id, act, stance, own=own, judges=judges, other=other)


def _source(sentence: Sentence, match: Match) -> tuple[tuple[Node, ...], tuple[Node, ...], int]:
    """Return the words for whoever speaks, those that stand for them ("who"), and where the attribution begins."""
    source, through = match.slots.get("source", ()), match.slots.get("through", ())
    cue, start = match.slots.get("cue", ()), sentence.nodes[match.first].start
    if source or not cue or cue[0].has("inv") or match.rule.features.get("source") not in _LOOKED_FOR:
        return source, through, start  # "a-t-il dit" has its own
    at = sentence.nodes.index(cue[0], match.first)
    if match.rule.features["source"] == "inverted":
        return inverted(sentence.nodes, at), through, start
    found = subject(sentence.nodes, at)
    if found is None or (cue[0].has("ger") and _was_told(sentence.nodes, found.nodes[-1], at)):
        return (), through, start
    through = (found.through,) if found.through is not None else through
    return found.nodes, through, min(start, found.nodes[0].start) if found.beside else start


def _was_told(nodes: Sequence[Node], subject: Node, at: int) -> bool:
    """Return whether somebody else said what a subject did: "a car burnt, said the mayor, adding that"."""
    verbs = [node for node in nodes[:at] if node.start >= subject.end and node.has("vg") and not node.has("part")]
    return bool(verbs) and not verbs[0].family("say") and any(verb.family("say") for verb in verbs[1:])


def _holder(
    holders: Holders, source: Sequence[Node], through: Sequence[Node], *, previous: bool, earlier: Node | None
) -> Holder | None:
    """Return whom the words name, or who spoke last where there are none or only a pronoun; `earlier` goes before."""
    if earlier is not None:
        holders.make((earlier,))
    stands_for = (source or previous) and all(map(_stands_for, source))
    holder = holders.previous(source) if stands_for else None
    if holder is None and source:
        holder = holders.make(source)
    return holders.again(holder, through) if holder is not None and through else holder


def _of_himself(sentence: Sentence, each: Attribution) -> Attribution:
    """Return an attribution of whoever is quoted, where he says "we deny it", and not of "we"."""
    chain = each.voice.chain
    own = len(chain) > 1 and any(node.has("me") and node.span == chain[0].span for node in sentence.nodes)
    return replace(each, voice=replace(each.voice, chain=chain[1:])) if own else each


def _issuer(holders: Holders, source: Sequence[Node], quotes: Stretches[Quote]) -> Holder | None:
    """Return whoever issues a document, where the words for a speaker are its "we", and no quotation's."""
    if not source or not all(node.has("me") for node in source):
        return None
    return None if _is_quoted(source, quotes) else holders.itself(source)


def _is_quoted_pronoun(source: Sequence[Node], quotes: Stretches[Quote]) -> bool:
    """Return whether whoever is quoted tells what others say: "they are asking for a ransom", he said."""
    return bool(source) and all(node.has("pron") for node in source) and _is_quoted(source, quotes)


def _is_quoted(source: Sequence[Node], quotes: Stretches[Quote]) -> bool:
    return is_quoted(Span(source[0].start, source[-1].end), quotes)


def _stands_for(node: Node) -> bool:
    """Return whether a word only stands for somebody: "he", "lui" behind a preposition, "his" claim."""
    his = bool(node.classes & _WORDS) and bool(node.leaves()[0].classes & _OWN)  # "can be read in his message"
    return node.has("pron") or node.has("oblique") or {"det", "owned"} <= node.classes or his


def _beside_content(match: Match, span: Span) -> Span:
    """Return the words of an attribution but for what it says, where that stands in a slot at one end."""
    slot = match.slots.get("content", ())
    if not slot:
        return span
    if slot[-1].end == span.end:
        return Span(span.start, slot[0].start)
    return Span(slot[-1].end, span.end) if slot[0].start == span.start else span


def _act(match: Match, cue: Sequence[Node], *, warns: bool) -> tuple[Act, Stance]:
    """Return what somebody does by saying it, and how sure he is; who only `warns` of something does not threaten."""
    features = match.rule.features
    said = next((node.family("say") for node in cue if node.family("say")), None)
    act = _ACTS.get(features.get("act") or said or "", "states")
    stance: Stance = "denied" if act == "denies" else "anticipated" if act in {"threatens", "demands"} else "asserted"
    if any(node.has("hedge") for node in cue):
        stance = "hedged"
    wanted = features.get("stance")
    return "states" if warns else act, wanted or stance  # type: ignore[return-value]


def _only_warns(cue: Sequence[Node], source: Sequence[Node], holder: Holder | None) -> bool:
    """Return whether somebody who has no arms tells what may come: "doctors warned that the hospital would close"."""
    if holder is None or not any(node.has("v.warn") for node in cue):
        return False
    words = [word for node in source for word in node.walk()]
    named = (actors_by_id().get(word.id or "") for word in words)
    kinds = {entry.kind for entry in named if entry is not None}
    if holder.kind in _UNARMED or kinds & _UNARMED:
        return True
    people = any(word.has("pl") and word.has("n.person") for word in words)
    return people and not kinds and not any(word.classes & _ARMED for word in words)


def _is_own(nodes: Sequence[Node], content: Span) -> bool:
    """Return whether what is told is what the speaker would do: "it warned that it would use force"."""
    first = next((node for node in nodes if node.start >= content.start), None)
    return first is not None and first.has("pron")


def statements(found: Stretches[Attribution], quotes: Stretches[Quote]) -> Iterator[tuple[Span, Voice, Attribution]]:
    """Yield what each attribution says as a whole, and each quotation inside it, with its manner.

    Where many voices speak in one sentence, a quotation is only of those in whose words no other voice has it: else
    there would be as many statements as voices times quotations.
    """
    speaking = Counter(each.sentence for each in found)
    for each in found:
        if each.rule == ISSUED:
            continue  # nobody asks for the whole of a document as one statement
        inside = [q for q in quotes.near(each.content) if each.content.start <= q.inner.start < each.content.end]
        spans = [Span(q.inner.start, min(q.inner.end, each.content.end)) for q in inside]
        quoted = sum(span.end - span.start for span in spans)
        whole = quoted >= _WHOLLY * (each.content.end - each.content.start)
        if not whole:
            manner: Manner = "mixed" if quoted and each.voice.manner != "according-to" else each.voice.manner
            yield each.content, replace(each.voice, manner=manner), each
        others = _inside(each, found) if speaking[each.sentence] > _FEW_VOICES else ()
        for span in spans:
            if not any(other.covers(span) for other in others):
                yield span, replace(each.voice, manner="direct", content=each.voice.content if whole else span), each


def _inside(outer: Attribution, found: Stretches[Attribution]) -> Sequence[Span]:
    """Return what other voices say within the words of one: of those with the same words, all but the first."""
    near = [each for each in found.near(outer.content) if each.sentence == outer.sentence]
    same = next(each for each in near if each.content == outer.content)
    if same is not outer:
        return (outer.content,)
    return [each.content for each in near if each.content != outer.content and outer.content.covers(each.content)]


__all__ = ["Attribution", "attributions", "statements", "voice_at"]
