"""Made-up news with planted copies: readings of texts in three languages, and which story each tells."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from corrobora.codebook import actors
from corrobora.types import (
    Actor,
    Claim,
    Dated,
    Document,
    Holder,
    Passage,
    Place,
    Quantity,
    Reading,
    Span,
    Time,
    Voice,
)

_LANGUAGES = ("en", "fr", "ar")
_OUTLETS = 300
_SENTENCES = 15
_FIRST_DAY = date(2021, 1, 1)
_DAYS = 730
_MEASURES = ("killed", "injured", "missing")
KINDS = ("verbatim", "trimmed", "reordered", "number", "reworded", "half", "translated")
_WEIGHTS = (20, 20, 15, 15, 10, 10, 10)
_LARGEST = 60
_SHAPE = 1.4
_TWICE = 0.15
_VOCABULARY = 20_000
_BETWEEN = 0.28
_SYLLABLES = {
    "en": ("ba", "ren", "tol", "mi", "ka", "dor", "ush", "el", "va", "st", "lin", "or"),
    "fr": ("bé", "lon", "tu", "mar", "sou", "é", "gny", "va", "li", "cour", "ai", "ne"),
    "ar": ("با", "رين", "تو", "مي", "كا", "دور", "شا", "لي", "فا", "سو", "نا", "ري"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a text, and the number of the fact that it tells, if any."""

    words: str
    fact: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """What one claim says, whatever the language: a measure, a number, and on whose word."""

    measure: str
    number: int
    holder: Holder


@dataclass(frozen=True, slots=True)
class Story:
    """A day, a place, who did it, and what is told of it in order."""

    day: date
    place: Place
    names: Mapping[str, str]
    actor: Actor
    facts: tuple[Fact, ...]


def make(documents: int, seed: int) -> tuple[list[Reading], dict[str, int], dict[str, str]]:
    """Return readings of made-up texts, the story of each by uri, and how each came by it."""
    chance = random.Random(seed)  # noqa: S311 - chance, no secret
    out: list[Reading] = []
    truth: dict[str, int] = {}
    kinds: dict[str, str] = {}
    number = 0
    last: Story | None = None
    while len(out) < documents:
        twice = last is not None and chance.random() < _TWICE
        story = last = _retold(last, chance) if last is not None and twice else _story(chance)
        for kind, reading in _prints(story, len(out), chance):
            out.append(reading)
            truth[reading.document.uri] = number
            kinds[reading.document.uri] = kind
        number += 1
    chance.shuffle(out)
    return out, truth, kinds


def _prints(story: Story, number: int, chance: random.Random) -> Iterator[tuple[str, Reading]]:
    """Yield a story as it was first printed, then as others printed it, from that or from each other."""
    language = chance.choice(_LANGUAGES)
    lines = _text(story, language, chance)
    day = story.day + timedelta(days=1)
    yield "first", _print(number, language, chance.randrange(_OUTLETS), day, lines, story, chance)
    versions = [(language, lines)]
    for more in range(1, min(_LARGEST, int(chance.paretovariate(_SHAPE)))):
        kind = chance.choices(KINDS, _WEIGHTS)[0]
        language, lines = chance.choice(versions[:3])
        if kind == "translated":
            language = chance.choice([each for each in _LANGUAGES if each != versions[0][0]])
            lines = _text(story, language, chance, [line.fact for line in versions[0][1]])
        else:
            lines = _changed(kind, lines, language, chance)
            if kind != "half":
                versions.append((language, lines))
        later = day + timedelta(days=chance.randrange(1, 3))
        yield kind, _print(number + more, language, chance.randrange(_OUTLETS), later, lines, story, chance)


def _changed(kind: str, lines: Sequence[Line], language: str, chance: random.Random) -> list[Line]:
    out = list(lines)
    if kind == "trimmed":
        out = out[: max(6, int(len(out) * chance.uniform(0.5, 0.8)))]
    elif kind == "reordered":
        blocks = [out[at : at + 3] for at in range(0, len(out), 3)]
        chance.shuffle(blocks)
        out = [line for block in blocks for line in block]
    elif kind == "number":
        at = next(i for i, line in enumerate(out) if any(map(str.isdigit, line.words)))
        words = out[at].words.split()
        place = next(i for i, word in enumerate(words) if any(map(str.isdigit, word)))
        words[place] = str(chance.randrange(100, 200))
        out[at] = Line(" ".join(words))
    elif kind == "reworded":
        out = [_reworded(line, language, chance) if chance.random() < 0.4 else line for line in out]  # noqa: PLR2004
    elif kind == "half":
        own = [Line(_sentence(language, chance)) for _ in range(_SENTENCES // 2)]
        at = chance.randrange(len(own))
        out = [*own[:at], *out[: max(5, len(out) // 2)], *own[at:]]
    return out


def _reworded(line: Line, language: str, chance: random.Random) -> Line:
    words = line.words.split()
    for _ in range(2):
        words[chance.randrange(len(words))] = _word(language, chance)
    return replace(line, words=" ".join(words))


def _story(chance: random.Random) -> Story:
    day = _FIRST_DAY + timedelta(days=chance.randrange(_DAYS))
    where = chance.randrange(3000)
    names = {code: _name(code, random.Random(where)) for code in _LANGUAGES}  # noqa: S311
    place = Place(
        "place",
        names["en"],
        Span(0, 0),
        "made.place",
        names["en"],
        f"p-{where}",
        country=f"X{where % 20}",
        admin1=f"X{where % 20}-{where % 200}",
        lat=where % 160 - 80.0,
        lon=where % 340 - 170.0,
        precision="town",
    )
    groups, speakers = _bodies()
    id_ = chance.choice(groups)
    actor = Actor("actor", id_, Span(0, 0), "made.actor", id_, id_)
    facts = tuple(
        Fact(_MEASURES[n % 3], chance.randrange(1, 60), _holder(chance.choice(speakers), chance))
        for n in range(chance.randrange(3, 6))
    )
    return Story(day, place, names, actor, facts)


def _retold(story: Story, chance: random.Random) -> Story:
    """Return a story as another reporter has it: the first fact is the same, the rest are what others told him."""
    speakers = _bodies()[1]
    others = [
        Fact(fact.measure, chance.randrange(1, 60), _holder(chance.choice(speakers), chance)) for fact in story.facts
    ]
    return replace(story, facts=(story.facts[0], *others[1:]))


@cache
def _bodies() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of armed groups, and of bodies that speak."""
    groups = tuple(a.id for a in actors() if "group" in a.kind or "militia" in a.kind)
    return groups, tuple(a.id for a in actors() if a.kind in {"government", "ministry", "armed-forces", "police"})


def _holder(id_: str, chance: random.Random) -> Holder:
    if chance.random() < 0.3:  # noqa: PLR2004 - three in ten are persons whom no codebook has
        name = _name("en", chance)
        return Holder(name, Span(0, 0), name=name, kind="person")
    return Holder(id_, Span(0, 0), name=id_, kind="organisation", id=id_)


def _text(story: Story, language: str, chance: random.Random, order: Sequence[int | None] | None = None) -> list[Line]:
    """Return a text that tells a story; a translation has its facts in the order of the first."""
    if order is None:
        facts = sorted(chance.sample(range(len(story.facts)), chance.randrange(3, len(story.facts) + 1)))
        order = [*facts, *[None] * (_SENTENCES - len(facts))]
        order = [order[0], *chance.sample(order[1:], len(order) - 1)]
    return [Line(_sentence(language, chance)) if n is None else _told(story, n, language, chance) for n in order]


def _told(story: Story, number: int, language: str, chance: random.Random) -> Line:
    fact = story.facts[number]
    frame: str = chance.choice(_pieces()[language]["told"][_MEASURES.index(fact.measure)])
    words = frame.format(
        a=story.actor.text, p=story.names[language], d=f"{story.day:%d.%m}", n=fact.number, s=fact.holder.text
    )
    return Line(_looser(words, language, chance), number)


def _sentence(language: str, chance: random.Random) -> str:
    pieces = _pieces()[language]
    frame = " ".join(chance.choice(pieces[kind]) for kind in ("opens", "whos", "dids", "whats", "tails"))
    return _looser(_filled(frame, language, chance), language, chance) + "."


def _filled(frame: str, language: str, chance: random.Random) -> str:
    return frame.format(p=_name(language, chance), m=_name(language, chance), n=chance.randrange(2, 90))


def _looser(words: str, language: str, chance: random.Random) -> str:
    """Return words with others between some of them: a language has more words than these pieces."""
    out = []
    for word in words.split():
        if chance.random() < _BETWEEN:
            out.append(_word(language, chance))
        out.append(word)
    return " ".join(out)


def _word(language: str, chance: random.Random) -> str:
    """Return a made-up word; some are frequent, most are rare."""
    return _words(language)[int(_VOCABULARY ** chance.random()) - 1]


@cache
def _words(language: str) -> list[str]:
    chance = random.Random(language)  # noqa: S311
    return ["".join(chance.choices(_SYLLABLES[language], k=chance.randrange(2, 5))) for _ in range(_VOCABULARY)]


def _name(language: str, chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES[language], k=3)).capitalize()


@cache
def _pieces() -> Mapping[str, Mapping[str, list[Any]]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@cache
def _standing(outlet: int, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what an outlet prints under everything, and its standing background, which it may have from another."""
    chance = random.Random(outlet * 3 + _LANGUAGES.index(language))  # noqa: S311
    pieces = _pieces()[language]
    stock = tuple(_filled(frame, language, chance) for frame in pieces["stock"])
    shared = random.Random(outlet % 40)  # noqa: S311
    return stock, tuple(_filled(frame, language, shared) for frame in pieces["background"])


def _print(
    number: int, language: str, outlet: int, day: date, lines: Sequence[Line], story: Story, chance: random.Random
) -> Reading:
    """Return a reading of some lines under an outlet's headline, with its standing paragraphs."""
    stock, background = _standing(outlet, language)
    paragraphs = [list(lines[at : at + 3]) for at in range(0, len(lines), 3)]
    if chance.random() < 0.3:  # noqa: PLR2004 - three in ten give the background
        paragraphs.insert(chance.randrange(1, len(paragraphs) + 1), [Line(chance.choice(background))])
    paragraphs.append([Line(each) for each in stock])
    text = ""
    passages: list[Passage] = []
    claims: list[Claim] = []
    uri = f"made/{number:06}"
    for paragraph in paragraphs:
        start = len(text)
        for line in paragraph:
            span = Span(len(text), len(text) + len(line.words))
            text += line.words + " "
            if line.fact is not None:
                claims.append(_claim(f"c-{number:06}-{len(claims)}", span, story, story.facts[line.fact]))
        passages.append(Passage("body", Span(start, len(text) - 1)))
        text = text[:-1] + "\n\n"
    document = Document(
        f"d-{number:06}",
        uri,
        text,
        "",
        f"Outlet {outlet}",
        _filled(chance.choice(_pieces()[language]["opens"]), language, chance),
        language,
        Dated(day.isoformat(), "stated"),
        tuple(passages),
    )
    return Reading(document, tuple(claims))


def _claim(id_: str, span: Span, story: Story, fact: Fact) -> Claim:
    number = fact.number
    counted = Quantity(
        "quantity", str(number), span, "made.n", measure=fact.measure, low=number, best=number, high=number
    )
    voice = Voice("indirect", (replace(fact.holder, span=span),), None, span)
    when = Time("time", story.day.isoformat(), span, "made.day", edtf=story.day.isoformat(), basis="stated")
    return Claim(
        id_,
        "incident",
        span,
        "made.told",
        voice,
        "attack",
        actors=(story.actor,),
        places=(story.place,),
        when=when,
        quantities=(counted,),
    )
