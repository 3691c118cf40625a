"""Words of war where there is none: matches, films, debates, beasts, machines that are broken into, absurd numbers."""

from __future__ import annotations

from collections.abc import Sequence

from corrobora.read.mention import Mention
from corrobora.read.node import Node
from corrobora.read.sentence import Sentence
from corrobora.types import Quantity, Value

_GAME, _TALE, _DIGITAL, _SPACE = "x.game", "x.tale", "x.digital", "x.space"
_DRILL, _RELIC = "x.drill", "x.relic"
_WILD, _UNARMED, _IDEA, _TALK = "x.wild", "x.unarmed", "x.idea", "x.talk"
_ARMED = frozenset({"n.armed", "n.band", "n.fighter", "n.troops", "kind.armed-group", "kind.armed-forces"})
_BANDS = frozenset({"n.band", "n.fighter", "kind.armed-group"})
_PEOPLE = frozenset({"n.person", "n.role", "n.org", "actor"}) | _ARMED
_OTHERS = _PEOPLE | {"n.thing", "n.place", "n.means", "n.craft", "n.vehicle"}
_LITERAL = frozenset({"arrest", "riot", "protest", "crackdown"})  # what befalls those who watch a match
_SPOKEN = frozenset({"attack", "shelling", "airstrike", "shooting", "bombing", "armed-clash", "ambush", "takeover"})
_FEWEST, _SHARE = 3, 4  # sentences with a word of sport, of at least every so many, in a report of a match
_BESIDE = 3  # words between a beast and what it did, or between what is done and the questions with which it is
_MOST = {  # to no more has any war done it
    **dict.fromkeys(("killed", "injured", "missing"), 100_000_000),
    "displaced": 200_000_000,
    **dict.fromkeys(("abducted", "captured", "arrested", "volunteers"), 10_000_000),
}
_SUBJECT = 2  # words at the front of a sentence: "A bear"
_FRAME = 4  # words at the front of a sentence among which it says that it tells a film


def is_of_a_match(sentences: Sequence[Sentence]) -> bool:
    """Return whether a document reports a match: it speaks of sport all along, and nowhere of anybody armed."""
    body = [sentence for sentence in sentences if sentence.role == "body"]
    played = sum(_any(sentence.words, _GAME) for sentence in body)
    if played < max(_FEWEST, len(body) / _SHARE):
        return False
    return all(word.classes.isdisjoint(_ARMED) for sentence in sentences for word in sentence.words)


def without_figures(sentence: Sentence, made: Sequence[Mention], *, match: bool) -> list[Mention]:
    """Return what a sentence tells that is meant as it is said; `match` if the document is the report of one."""
    words = sentence.words
    armed, tale = _is_armed(words), _tale(words)
    played = match or (_any(words, _GAME) and not armed)
    flown, digital = _any(words, _SPACE), _any(words, _DIGITAL) and not armed
    drilled = _any(words, _DRILL)
    beasts = [each for each in made if _is_of_beasts(words, each)]
    for each in made:
        each.quantities[:] = [number for number in each.quantities if _is_credible(number)]
    return [
        each
        for each in made
        if not (
            (played and each.event not in _LITERAL and not (_kills(words, each) if match else each.harm))
            or ((flown or (digital and not each.actors)) and each.event in _SPOKEN and not _hurts(each))
            or (drilled and each.event in _SPOKEN and not (_hurts(each) or _by_a_band(words, each)))
            or (each.event == "interception" and _any(words, _RELIC))
            or (tale is not None and tale < each.trigger.start)
            or each in beasts
            or (beasts and each.harm and not each.actors)
            or _is_of_speech(words, each)
        )
    ]


def _is_of_beasts(words: Sequence[Node], mention: Mention) -> bool:
    """Return whether beasts did it, or it was done to beasts by nobody who is named."""
    if mention.actors:
        return all(_all_are(words, each, _WILD) for each in mention.actors)
    before, behind = _around(words, mention)
    own = [word for word in words if mention.trigger.covers(word.span)]  # "a bear attack"
    own += words[:_SUBJECT] if mention.harm and not (mention.quantities or _is_armed(words)) else ()
    aside = [value.span for value in mention.targets]
    return any(
        word.has(_WILD) and not _is_name(words, word) and not any(span.covers(word.span) for span in aside)
        for word in (*before, *own, *behind)
    )


def _around(words: Sequence[Node], mention: Mention) -> tuple[Sequence[Node], Sequence[Node]]:
    """Return the words right before the trigger of a mention, and those right behind it."""
    at = [index for index, word in enumerate(words) if mention.trigger.covers(word.span)]
    return (words[max(0, at[0] - _BESIDE) : at[0]], words[at[-1] + 1 :][:_BESIDE]) if at else ((), ())


def _is_of_speech(words: Sequence[Node], mention: Mention) -> bool:
    """Return whether it was done by those who only attack with words, or with questions, or to what is no thing."""
    if mention.targets and all(_all_are(words, each, _IDEA) for each in mention.targets):
        return True
    if mention.event not in _SPOKEN or mention.means or _hurts(mention):
        return False
    if mention.actors and all(_all_are(words, each, _UNARMED) for each in mention.actors):
        return True
    behind = _around(words, mention)[1]
    return _any(behind, _TALK) and not (_any(behind, "after-time") or _by_a_band(words, mention))


def _by_a_band(words: Sequence[Node], mention: Mention) -> bool:
    """Return whether a group's men did it, who drill with nobody: "gunmen attacked troops on exercise"."""
    spans = [each.span for each in mention.actors]
    acting = [word for word in words if any(span.covers(word.span) for span in spans)]
    return any(word.classes & _BANDS for word in acting)


def _all_are(words: Sequence[Node], value: Value, kind: str) -> bool:
    """Return whether words are of a kind and speak of no others: "lawyers", and no "supporters of the lawyers"."""
    own = [word for word in words if value.span.covers(word.span)]
    of_kind = any(word.has(kind) and not _is_name(words, word) for word in own)
    return of_kind and all(word.has(kind) or word.classes.isdisjoint(_OTHERS) for word in own)


def _is_name(words: Sequence[Node], word: Node) -> bool:
    """Return whether a word is written large inside a sentence, as in a name: "the Tamil Tigers"."""
    return word.has("cap") and word is not words[0]


def _tale(words: Sequence[Node]) -> int | None:
    """Return where a sentence has said that it tells what a novel or a film does: "In the film, …"."""
    front = words[:_FRAME]
    at = next((index for index, word in enumerate(front) if word.has(_TALE)), None)
    if at is None or not any(word.has("prep") or word.has("in") for word in front[:at]):
        return None
    return words[at].end


def _any(words: Sequence[Node], kind: str) -> bool:
    return any(kind in word.classes for word in words)


def _is_armed(words: Sequence[Node]) -> bool:
    return any(word.family("m") or not word.classes.isdisjoint(_ARMED) for word in words)


def _is_credible(number: Quantity) -> bool:
    """Return whether so many can have come to harm: not "three billion civilians"."""
    told = next((each for each in (number.best, number.low, number.high) if each is not None), 0)
    return told <= _MOST.get(number.measure or "", told)


def _kills(words: Sequence[Node], mention: Mention) -> bool:
    """Return whether somebody died who is no player: "executed the goalkeeper" tells of a goal."""
    dead = any(each.measure == "killed" and each.best != 0 for each in mention.quantities)
    return dead and not any(_all_are(words, each, _GAME) for each in mention.targets)


def _hurts(mention: Mention) -> bool:
    return mention.harm or any(each.best != 0 for each in mention.quantities if each.measure in {"killed", "injured"})
