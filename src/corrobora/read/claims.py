"""Everything that was read in an article -> its claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeGuard

from corrobora.codebook import actors_by_id
from corrobora.read.accidents import follows_accident
from corrobora.read.attach import attach, date_by_saying
from corrobora.read.claimed import leave_days_of_claims
from corrobora.read.discourse import understand
from corrobora.read.events import mentions
from corrobora.read.figures import is_of_a_match, without_figures
from corrobora.read.hypotheses import supposed
from corrobora.read.ids import claim_id
from corrobora.read.items import headings, is_labelled, label
from corrobora.read.joining import Told, join_sentence
from corrobora.read.lapse import day_before, is_days_before
from corrobora.read.mention import Mention
from corrobora.read.newcomers import stood_for
from corrobora.read.parsed import Parsed
from corrobora.read.parts import parts_of, with_parts
from corrobora.read.recounts import leave_days_of_counts
from corrobora.read.references import References
from corrobora.read.scenes import Scene, scenes
from corrobora.read.sentence import Sentence
from corrobora.read.since import count_on
from corrobora.read.stretches import Stretches
from corrobora.read.strikes import settle_strikes
from corrobora.read.values import places_in, times_in
from corrobora.read.voices import Attribution, statements
from corrobora.read.wounds import leave_days_of_death
from corrobora.types import Actor, Claim, Holder, Quantity, Span, Stance, Time, Value, Voice

_WHERE = frozenset({"at", "inside"})
_NEAR = 12  # mentions told before among which those of one sentence are
_CLOSING = frozenset({"»", "”", '"'})
_LEAD = 4  # letters between what introduces a threat and its verb: "to attack", "ب" and a noun
_ARMED = frozenset({"armed-group", "armed-forces", "security-forces", "coalition"})


def incident_claims(parsed: Parsed, taken: Sequence[Span]) -> tuple[list[Claim], list[Mention]]:
    """Return the incident claims of an article, and the mentions that are none.

    What lies in `taken` (tallies, deadlines) has been read already.
    """
    told: list[Told] = []
    passed: list[Mention] = []
    parts: dict[Span, list[Quantity]] = {}
    read_before = Stretches(taken, lambda span: span)
    references = parsed.references.afresh()
    text, language = parsed.text, parsed.language
    set_in = scenes(text, parsed.body(), parsed.day)
    above, of_a_match = headings(parsed.sentences), is_of_a_match(parsed.sentences)
    for index, sentence, found in parsed.matches("events"):
        nothing_told = not told or told[-1].mention.sentence != index - 1
        fallen = nothing_told and follows_accident(parsed.sentences, index)
        made = without_figures(
            sentence, mentions(text, index, sentence, found, language, fallen=fallen), match=of_a_match
        )
        here, again = _told_anew(made, read_before, parsed)
        passed += again
        if not here:
            continue
        said_here = [a for a in parsed.voices.near(sentence.span) if a.sentence == index]
        aside = [_telling(a, sentence) for a in said_here if a.content != a.match]
        aside += [Span(sentence.span.start, a.match.start) for a in said_here if a.act == "claims-responsibility"]
        _spare_sources(here, parsed, sentence)
        scene = set_in[index]
        attach(text, sentence, here, [*aside, *supposed(sentence.nodes), *filter(None, [scene.heading])])
        _place_before_claim(sentence, here, said_here)
        front, labelled = label(parsed.sentences, index), is_labelled(parsed.sentences, index)
        if labelled and (scene.heading is None or not sentence.span.covers(scene.heading)):
            scene = Scene(scene.entry)  # it says where itself, though nobody knows the name
        for mention in here:
            mention.heading, mention.labelled = above.get(index), labelled
            mention.places = mention.places or ([front] if front is not None else [])
            _set(mention, scene)
            if mention.apart and (mention.when is None or mention.when.span.end <= mention.trigger.start):
                _date_before(mention, sentence, parsed)
        if not (told or any(a.act == "claims-responsibility" for a in said_here)):  # credit is taken on a later day
            date_by_saying(sentence, here, aside)
        _date_by_others(sentence, here, said_here, told)
        voiced = []
        for mention in here:
            find = parsed.answering if mention.answers else parsed.voice
            voice, attribution = find(mention.trigger)
            if attribution is not None and attribution.stance == "anticipated" and (mention.settled or mention.apart):
                voice, attribution = Voice("narrator"), None
            if attribution is not None:
                mention.stance = _joint(mention.stance, attribution.stance)
                mention.act = mention.act or attribution.act
                mention.when = None if _is_of_threat(text, mention.when, attribution) else mention.when
                _own_doing(mention, attribution, voice)
            _settle(mention, references, voice, parsed.sentences)
            _follow(mention, parsed, told)
            voiced += _told_by_each(mention, voice, attribution)
        parts |= parts_of([number for mention in here for number in mention.quantities], sentence, language, text)
        told += join_sentence(voiced)
    settle_strikes([each.mention for each in told])
    return [_claim(parsed.document.id, each, parts) for each in understand(told)], passed


def _date_by_others(
    sentence: Sentence, here: Sequence[Mention], said: Sequence[Attribution], told: Sequence[Told]
) -> None:
    """Date who died of wounds, a toll that rose, the other side's dead and what is claimed by what was told before."""
    if any(each.mention.when is not None for each in told[-_NEAR:]):
        leave_days_of_death(sentence.nodes, here)
        leave_days_of_counts(sentence.nodes, here)
    leave_days_of_claims(sentence.nodes, here, said, told)
    count_on(sentence.nodes, here, told[-1].mention if told else None)


def _date_before(mention: Mention, sentence: Sentence, parsed: Parsed) -> None:
    """Date what the rest of its sentence came after by how long after it that was, or leave its day open."""
    mention.when = day_before(parsed.text, sentence.nodes, mention.trigger, parsed.day) or mention.when
    if mention.when is None and is_days_before(sentence.nodes, mention.trigger):
        mention.unresolved = True


def _set(mention: Mention, scene: Scene) -> None:
    """Let what names no place, and no day, have those of the heading above it."""
    mention.entry = scene.entry
    mention.places = mention.places or list(scene.places)
    plain = mention.stance == "asserted" and not (mention.weak or mention.apart or mention.background)
    if plain and mention.when is None and not mention.unresolved:
        mention.when, mention.said_then = scene.when, scene.hour


def _is_of_threat(text: str, when: Time | None, said: Attribution) -> bool:
    """Return whether a time is that of a threat, and not of what is threatened: "vowed on Monday to strike"."""
    if when is None:
        return False
    if said.stance != "anticipated" or not said.content.covers(when.span):
        return said.stance == "anticipated"
    cue = said.voice.cue
    if cue is None or cue.span.end > when.span.start:
        return False
    between = text[cue.span.end : when.span.start]
    return len(between) <= _LEAD and len(between.split()) <= 1


def _place_before_claim(sentence: Sentence, here: Sequence[Mention], said: Sequence[Attribution]) -> None:
    """Let what somebody claims to have done be where the sentence begins: "In Gao, the army says it killed ten"."""
    for each in said:
        if each.act != "claims-responsibility" or each.content == each.match:
            continue
        before = [node for node in sentence.nodes if node.has("at") and node.end <= each.match.start]
        before = [node for node in before if not any(part.has("actor") for part in node.walk())]  # "in Moscow"
        places = places_in(before)
        for mention in here:
            if places and not mention.places and each.content.covers(mention.trigger):
                mention.places = list(places)


def _spare_sources(here: Sequence[Mention], parsed: Parsed, sentence: Sentence) -> None:
    """Take no source for an actor: "a bomb hit it, a security source said, wounding one"."""
    said = parsed.voices.near(sentence.span)
    sources = {h.span.end for a in said if not a.own for h in a.voice.chain if h.kind == "role"}
    if not sources:
        return
    for mention in here:
        mention.actors = [actor for actor in mention.actors if actor.span.end not in sources]


def _told_by(mention: Mention) -> Span:
    """Return the words that tell an event, or those that count it: "carried out 48 attacks" tells one thing."""
    counted = [q.span for q in mention.quantities if q.measure == "incidents" and mention.span.covers(q.span)]
    return counted[0] if counted and not mention.harm else mention.trigger


def _told_anew(made: Sequence[Mention], before: Stretches[Span], parsed: Parsed) -> tuple[list[Mention], list[Mention]]:
    """Return the mentions of what has not been read before, and those of what has."""
    known = [_is_read(_told_by(mention), before, parsed) for mention in made]
    new = [mention for mention, again in zip(made, known, strict=True) if not again]
    return new, [mention for mention, again in zip(made, known, strict=True) if again]


def _is_read(words: Span, before: Stretches[Span], parsed: Parsed) -> bool:
    return any(span.covers(words) for span in before.near(words)) and not _is_threat(words, parsed)


def _is_threat(words: Span, parsed: Parsed) -> bool:
    """Return whether something is what somebody threatens to do, though a date is set by the same words."""
    attribution = parsed.voice(words)[1]
    if attribution is None or attribution.act != "threatens":
        return False
    return 0 <= words.start - attribution.content.start <= _LEAD


def _joint(own: Stance, said: Stance) -> Stance:
    """Return the stance of a claim from its own words and those that introduce it; who denies a plan denies it too."""
    if said == "denied" and own != "questioned":
        return "denied"
    if own == "hedged" and said == "anticipated":
        return said  # "if it refused, the town would be shelled, he warned"
    return own if said == "asserted" or own != "asserted" else said


def _told_by_each(mention: Mention, voice: Voice, attribution: Attribution | None) -> list[Told]:
    """Return what is told, or where two accuse each other of it, what either lays to the other."""
    if attribution is None or attribution.other is None or mention.actors or voice.chain[:1] == ():
        return [Told(mention, voice, mention.rule)]
    sides = (voice.chain[0], attribution.other)
    return [
        Told(_laid_to(mention, accused, attribution), replace(voice, chain=(by, *voice.chain[1:])), mention.rule)
        for by, accused in (sides, sides[::-1])
    ]


def _laid_to(mention: Mention, holder: Holder, attribution: Attribution) -> Mention:
    """Return a mention once more, done by somebody who is accused of it."""
    said = (holder.text, holder.span, attribution.rule, holder.name, holder.id)
    return replace(
        mention,
        actors=[Actor("actor", *said, refers=holder.refers)],
        targets=list(mention.targets),
        places=list(mention.places),
        means=list(mention.means),
        quantities=list(mention.quantities),
    )


def _own_doing(mention: Mention, attribution: Attribution, voice: Voice) -> None:
    """Whoever claims responsibility, or speaks of having done or not done it, is the actor of what is told."""
    behind = attribution.content.end <= attribution.match.start  # "they burned the market, a survivor said"
    other = mention.third and (behind or voice.manner in {"direct", "according-to"})
    other = other or (behind and mention.pronoun is not None and not _is_armed(attribution.voice.chain[:1]))
    alone = not mention.actors or mention.pronoun is not None  # "that it clashed with smugglers"
    if not (attribution.own or mention.own) or not alone or other:
        return
    if (
        mention.pronoun is not None
        and ".group." in mention.pronoun.rule
        and not any(holder.name or holder.id for holder in attribution.voice.chain[:1])
    ):
        return  # "its forces", says a spokesman: not his
    for holder in attribution.voice.chain[:1]:
        said = mention.pronoun if holder.name or holder.id else None  # "it", which stands for whoever speaks
        if said is not None and any(means.span.covers(said.span) for means in mention.means):
            said = None  # "its drones"
        body = _body_of(holder) if said is None else None
        words = (said.text, said.span) if said is not None else body or (holder.text, holder.span)
        refers = holder.span if said is not None else holder.refers
        theirs = said is not None and ".group." in said.rule and holder.kind == "person" and holder.organisation
        entry = actors_by_id().get(holder.id or "")
        country = (entry.country or None) if entry is not None else None
        name = theirs or (holder.name if body is None else None)  # "its forces", says the army's spokesman
        mention.actors.append(Actor("actor", *words, attribution.rule, name, holder.id, country, refers))


def _is_armed(chain: Sequence[Holder]) -> bool:
    """Return whether "it" may be who speaks behind it: "it killed eleven, a union said" is of the mine told before."""
    return any(holder.kind in _ARMED for holder in chain)


def _telling(said: Attribution, sentence: Sentence) -> Span:
    """Return the words that tell who speaks; behind a quotation all the rest does: "», says Jeanne, who fled to X"."""
    behind = said.content.end <= said.match.start
    if not behind or not any(n.start == said.match.start and n.form in _CLOSING for n in sentence.nodes):
        return said.match
    return Span(said.match.start, sentence.span.end)


def _body_of(holder: Holder) -> tuple[str, Span] | None:
    """Return the words for the body that has done what its spokesman announces, where they stand beside him."""
    body = holder.organisation if holder.kind in {"person", "role"} else None
    at = holder.text.find(body) if body else -1
    return (body, Span(holder.span.start + at, holder.span.start + at + len(body))) if body and at >= 0 else None


def _settle(mention: Mention, references: References, voice: Voice, sentences: Sequence[Sentence]) -> None:
    """Resolve the actors and targets of a mention that stand for somebody named before; pronouns must be resolved."""
    quoted = voice.manner == "direct"
    if mention.pronoun is not None and not mention.actors and (mention.third or not quoted):
        found = references.resolved(mention.pronoun, _ids(mention.targets))
        called = ".group." in found.rule  # "our fighters": words that tell something, whoever they stand for
        known = found.refers is not None or called
        mention.actors = [found] if known else []  # "Men came. 'They shot,' she said"
    if mention.hurt is not None and not mention.targets and voice.manner != "direct":
        found = references.resolved(mention.hurt, _ids(mention.actors))
        mention.targets = [found] if found.refers is not None else []
    for values, others in ((mention.actors, mention.targets), (mention.targets, mention.actors)):
        values[:] = [stood_for(v, _ids(others), references, sentences) if _may_refer(v) else v for v in values]


def _may_refer(value: Value) -> TypeGuard[Actor]:
    """Return whether words may stand for somebody named before, and don't give a name: "son commandant Issa Traoré"."""
    return isinstance(value, Actor) and ".name.role" not in value.rule


def _follow(mention: Mention, parsed: Parsed, told: Sequence[Told]) -> None:
    """Let what "they" did be where and when the sentence before says that they came: "Men came to Gao. They shot"."""
    if mention.sentence == 0 or mention.pronoun is None:
        return
    before = parsed.sentences[mention.sentence - 1]
    refers = [each.refers for each in mention.actors if isinstance(each, Actor) and each.refers is not None]
    if before.role != "body" or not any(map(before.span.covers, refers)):
        return
    if any(before.span.covers(each.mention.span) for each in told[-_NEAR:]):
        return  # what that sentence told, this one goes on about
    if not mention.places:
        mention.places = places_in([node for node in before.nodes if node.classes & _WHERE and not node.has("origin")])
    if mention.when is None and not mention.unresolved:
        mention.when = next(iter(times_in([node for node in before.nodes if node.has("on")])), None)


def _ids(values: Sequence[Value]) -> set[str]:
    return {value.id for value in values if value.id}


def _claim(document: str, told: Told, parts: Mapping[Span, Sequence[Quantity]]) -> Claim:
    mention = told.mention
    return Claim(
        id=claim_id(document, "incident", mention.span, told.voice, mention.event),
        kind="incident",
        span=mention.span,
        rule=mention.rule,
        voice=told.voice,
        event=mention.event,
        act=mention.act or "states",  # type: ignore[arg-type]
        stance=mention.stance,
        actors=tuple(mention.actors),
        targets=tuple(mention.targets),
        places=tuple(mention.places),
        when=mention.when,
        means=tuple(mention.means),
        quantities=with_parts(mention.quantities, parts, told.voice.chain[0].span if told.voice.chain else None),
    )


def statement_claims(parsed: Parsed, others: Sequence[Claim]) -> list[Claim]:
    """Return a statement for whatever a voice says that no other claim of that voice has read."""
    out = []
    read_before = Stretches(others, lambda claim: claim.span)
    for span, voice, attribution in statements(parsed.voices, parsed.quotes):
        if any(_reads(other, span, voice) for other in read_before.near(span)):
            continue
        out.append(
            Claim(
                id=claim_id(parsed.document.id, "statement", span, voice, None),
                kind="statement",
                span=span,
                rule=attribution.rule,
                voice=voice,
                act=attribution.act,
                stance=attribution.stance,
            )
        )
    return out


def _reads(other: Claim, span: Span, voice: Voice) -> bool:
    overlap = min(other.span.end, span.end) - max(other.span.start, span.start)
    if overlap <= 0.8 * (span.end - span.start) or other.voice.manner != voice.manner:
        return False
    return [h.text for h in other.voice.chain] == [h.text for h in voice.chain]
