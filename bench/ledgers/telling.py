"""What happened, and how an outlet tells it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import Any, Self

from bench.ledgers.world import Country, unknown_party, unresolved
from corrobora.codebook import events

_LANGUAGES = ("en", "fr", "ar")
_KINDS = {
    "shelling": 22, "airstrike": 12, "attack": 12, "drone-strike": 10, "bombing": 10, "shooting": 9, "armed-clash": 9,
    "protest": 5, "abduction": 4, "arrest": 4, "arson": 3,
}  # fmt: skip
_MEANS = {
    "shelling": ["artillery", "mortar", "rocket", "missile"], "airstrike": ["aircraft", "bomb"],
    "drone-strike": ["drone"], "bombing": ["ied", "car-bomb", "bomb"], "attack": ["gun", "rocket"],
    "shooting": ["gun"], "armed-clash": ["gun"], "arson": ["fire"],
}  # fmt: skip
_THINGS = [
    ("convo", "convo", "قافله"), ("marke", "march", "سوق"), ("hospi", "hopit", "مستشف"), ("schoo", "ecole", "مدرسه"),
    ("bridg", "pont", "جسر"), ("polic", "polic", "شرطه"), ("house", "maiso", "منزل"), ("villa", "villa", "قريه"),
    ("soldi", "solda", "جنود"), ("farme", "paysa", "مزارع"), ("check", "barra", "حاجز"), ("power", "centr", "محطه"),
]  # fmt: skip
_TOLD = {"narrator": 0.5, "official": 0.85}


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes, and in which language."""

    name: str
    language: str


def outlets(chance: Random, number: int = 150) -> list[Outlet]:
    """Return outlets in three languages."""
    return [Outlet(f"name:outlet {n}", chance.choices(_LANGUAGES, (45, 25, 30))[0]) for n in range(number)]


@dataclass(frozen=True, slots=True)
class Incident:
    """What truly happened."""

    id: str
    land: Country
    town: int
    day: int
    kind: str
    party: int
    target: int
    thing: int
    means: str | None
    killed: int
    injured: int
    several: int

    @classmethod
    def of(cls, id_: str, land: Country, day: int, chance: Random) -> Self:
        """Return an incident of a country on a day."""
        kind = chance.choices(list(_KINDS), list(_KINDS.values()))[0]
        harm = kind not in {"protest", "arrest", "abduction", "arson"}
        killed = int(chance.paretovariate(0.9)) - 1 if harm and chance.random() < 0.65 else 0
        return cls(
            id=id_,
            land=land,
            town=chance.choices(range(len(land.towns)), cum_weights=land.heat)[0],
            day=day,
            kind=kind,
            party=min(int(chance.expovariate(0.5)), 11),
            target=chance.randint(0, 11),
            thing=chance.randrange(len(_THINGS)),
            means=chance.choice(_MEANS[kind]) if kind in _MEANS else None,
            killed=min(killed, 300),
            injured=int(min(killed, 300) * chance.uniform(0.3, 3)) if harm and chance.random() < 0.6 else 0,
            several=chance.randint(2, 6) if chance.random() < 0.01 else 1,
        )

    def actor(self, number: int, language: str) -> str:
        """Return the key of a party as a language's articles name it."""
        known = self.land.parties
        return known[number] if number < len(known) else unknown_party(self.land.code, number, language)

    def translated(self, row: dict[str, Any], language: str) -> dict[str, Any]:
        """Return what a claim says, in another language."""
        out = dict(row, language=language)
        if row["actors"]:
            out["actors"] = [self.actor(self.party, language)]
        return out | (self.hit(language) if row["targets"] else {})

    def hit(self, language: str) -> dict[str, list[str]]:
        """Return whom or what it hit, as a language's articles name it."""
        if self.target < len(self.land.parties) // 2:
            key = self.land.parties[-1 - self.target]
            return {"targets": [key], "words": [key[:5]]}
        word = _THINGS[self.thing][_LANGUAGES.index(language)]
        return {"targets": [f"name:{word}"], "words": [word[:5]]}


def claim(what: Incident, outlet: Outlet, chance: Random) -> dict[str, Any]:
    """Return what an article of an outlet claims of an incident."""
    row: dict[str, Any] = {
        "speaker": _speaker(what, outlet, chance),
        "language": outlet.language,
        "kind": _kind(what, chance),
        "answer": False,
        "own": False,
        "several": what.several,
        "places": _places(what, outlet, chance),
        "actors": [what.actor(what.party, outlet.language)] if chance.random() < 0.6 else [],
        "targets": [],
        "words": [],
        "means": _means(what, chance),
        "numbers": _numbers(what, chance),
    }
    if row["actors"] and chance.random() < 0.03:
        row["actors"] = [what.actor(chance.randint(0, 11), outlet.language)]
    if chance.random() < 0.65:
        seen = what if chance.random() < 0.93 else replace(what, target=11, thing=chance.randrange(len(_THINGS)))
        row |= seen.hit(outlet.language)
    return row | _days(what, chance)


def denial(what: Incident, outlet: Outlet, chance: Random) -> dict[str, Any]:
    """Return a denial of an incident: mostly by those who are said to have done it."""
    row = claim(what, outlet, chance)
    own = chance.random() < 0.7
    actor = what.actor(what.party, outlet.language)
    row |= {"answer": True, "own": own, "speaker": actor if own else row["speaker"], "numbers": []}
    return row | ({"actors": [actor]} if own else {})


def _speaker(what: Incident, outlet: Outlet, chance: Random) -> str:
    draw = chance.random()
    if draw < _TOLD["narrator"]:
        return outlet.name
    if draw < _TOLD["official"]:
        return f"name:official {what.land.code} {chance.randint(1, 6)}"
    return what.actor(what.party, outlet.language)


def _means(what: Incident, chance: Random) -> list[str]:
    if what.means is None or chance.random() < 0.5:
        return []
    return [what.means if chance.random() < 0.9 else chance.choice(_MEANS[what.kind])]


def _kind(what: Incident, chance: Random) -> str:
    draw = chance.random()
    broader = sorted(events()[what.kind].may_be)
    if draw < 0.72 or not broader:
        return what.kind
    return "attack" if draw < 0.92 and "attack" in broader else chance.choice(broader)


def _places(what: Incident, outlet: Outlet, chance: Random) -> list[dict[str, Any]]:
    town = what.land.towns[what.town]
    draw = chance.random()
    if draw < 0.68:
        other = what.land.near[what.town]
        two = [what.land.towns[chance.choice(other)].place] if other and chance.random() < 0.06 else []
        return [town.place, *two]
    if draw < 0.74 and what.land.near[what.town]:
        return [what.land.towns[chance.choice(what.land.near[what.town])].place]
    if draw < 0.86:
        return [town.province]
    if draw < 0.90:
        return [town.country]
    if draw < 0.93:
        return [unresolved(town.spelled[_LANGUAGES.index(outlet.language)])]
    return []


def _days(what: Incident, chance: Random) -> dict[str, Any]:
    draw = chance.random()
    first = last = what.day
    if draw < 0.07:
        first = last = what.day + chance.choice((-1, 1))
    elif draw < 0.11:
        first, last = what.day - chance.randint(0, 3), what.day + chance.randint(0, 3)
    elif draw < 0.13:
        first = what.day - chance.randint(0, 29)
        last = first + 30
    elif draw < 0.22:
        return {"first": None, "last": None, "about": None}
    return {"first": first, "last": last, "about": chance.random() < 0.03}


def _numbers(what: Incident, chance: Random) -> list[dict[str, Any]]:
    out = []
    for measure, true in (("killed", what.killed), ("injured", what.injured)):
        if true and chance.random() < (0.75 if measure == "killed" else 0.45):
            out.append(_number(measure, true, chance))
    return out


def _number(measure: str, true: int, chance: Random) -> dict[str, Any]:
    draw = chance.random()
    if draw < 0.62:
        return {"measure": measure, "low": true, "best": true, "high": true}
    said = max(1, int(true * chance.uniform(0.4, 1.0))) if draw < 0.9 else max(1, int(true * chance.uniform(1.0, 1.6)))
    return {"measure": measure, "low": said, "best": said, "high": None if draw < 0.75 else said}
