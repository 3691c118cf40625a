"""Names of places -> the places meant, weighed by what the whole document names; where two are as likely, neither."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from corrobora.read.gazetteer import Entry, Gazetteer, open_gazetteer, place_key
from corrobora.read.geoindex import ACRONYM
from corrobora.read.language import Language
from corrobora.read.node import Node
from corrobora.read.placewords import demonyms
from corrobora.read.skeleton import in_country
from corrobora.types import Candidate, Place

_AREAS = frozenset({"country", "province", "district", "region"})
_ADMIN = frozenset({"province", "district", "region", "area"})
_SETTLED = frozenset({"town", "city", "village", "camp", "base", "point", "area", "district"})
_MARGIN = 0.6
_SAME_KM = 50.0
_TOLD = 5
_KNOWN_PRIOR = 4.0
_KNOWN_BONUS = 1.2
_REGION_BONUS = 2.0
_EXACT_BONUS = 0.5
_PROVINCE_MALUS = 0.5


@dataclass(slots=True)
class Named:
    """A place as a sentence names it: its key, what kind its words say it is, and what stands right after it."""

    node: Node
    name: str
    key: str
    precision: str = ""
    direction: bool = False
    parents: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str, node: Node, before: Sequence[Node], after: Sequence[Node]) -> Named:
        """Return the place that `node` names, in its row."""
        inner = node.slots.get("name", (node,))
        name = text[inner[0].start : inner[-1].end]
        key = next((n.features["key"] for n in inner if "key" in n.features and len(inner) == 1), place_key(name))
        kind = next((n.family("pl") or "" for n in node.slots.get("kind", ())), "")
        kind = kind or node.features.get("precision", "") or _shared_kind(before, after)
        return cls(node, name, key, kind, "direction" in node.slots, _parents(after))


def _shared_kind(before: Sequence[Node], after: Sequence[Node]) -> str:
    """Return what a list's trigger says of each of its names: "the provinces of A, B and C", "A, B and C provinces"."""
    for row, order in ((before, -1), (after, 1)):
        for node in list(row)[::order]:
            if node.has("place"):
                kind = next((n for n in node.slots.get("kind", ()) if n.has("plural")), None)
                if kind is not None and (kind.start < node.slots["name"][0].start) == (order < 0):
                    return kind.family("pl") or ""
            elif not (node.form in {",", "،"} or node.has("conj") or node.has("pl.of") or node.has("det")):
                break
    return ""


def _parents(after: Sequence[Node]) -> tuple[str, ...]:
    """Return the keys of the larger places that follow at once: "X, Iraq", "X (Mali)", "X in southern Syria"."""
    row = list(after[:3])
    if len(row) > 1 and (row[0].form in {",", "(", "'s"} or row[0].has("pl.in")):
        for node in row[1:]:
            keys = tuple(n.features["key"] for n in node.walk() if "key" in n.features)
            if keys:
                return keys
            if not (node.has("det") or node.has("pl.of")):
                break
    return ()


@dataclass(slots=True)
class _Scene:
    """What the document has named so far."""

    countries: Counter[str] = field(default_factory=Counter)
    provinces: Counter[str] = field(default_factory=Counter)
    spots: list[tuple[str, float, float]] = field(default_factory=list)


def resolve(text: str, named: Sequence[Named], words: Sequence[str], language: Language) -> list[Place | None]:
    """Return the place that each name means; null where it is no place after all."""
    gazetteer = open_gazetteer()
    scene = _Scene()
    peoples = demonyms(language.code)
    scene.countries.update(peoples[word] for word in words if word in peoples)
    options = [_options(each, gazetteer) for each in named]
    for found in options:
        _note_certain(found, scene)
    for each, found in zip(named, options, strict=True):
        found += in_country(gazetteer, each.key, scene.countries) if not found and each.precision else ()
    for each, found in zip(named, options, strict=True):  # first those that are clear without their neighbours
        best = _choose(each, found, scene, gazetteer)[0]
        if best is not None and best.lat is not None and best.lon is not None and best.kind not in {"country", "region"}:
            scene.spots.append((best.id, best.lat, best.lon))
    return [_place(text, each, found, scene, gazetteer) for each, found in zip(named, options, strict=True)]


def _options(each: Named, gazetteer: Gazetteer) -> list[Entry]:
    short = each.name.replace(".", "")
    acronym = gazetteer.look_up("=" + short) if short.isupper() and len(short) < ACRONYM else ()
    return list(acronym or gazetteer.look_up(each.key))


def _note_certain(found: Sequence[Entry], scene: _Scene) -> None:
    """Count the countries and provinces that can't be anything else."""
    countries = {entry.country for entry in found if entry.kind == "country"}
    for country in countries:
        if country:
            scene.countries[country] += 2
    homes = {entry.country for entry in found}
    if len(homes) == 1 and not countries:
        (home,) = homes
        if home:
            scene.countries[home] += 1
        for admin1 in {entry.admin1 for entry in found if entry.kind == "province"}:
            if admin1:
                scene.provinces[admin1] += 1


def _choose(
    each: Named, found: Sequence[Entry], scene: _Scene, gazetteer: Gazetteer
) -> tuple[Entry | None, list[tuple[float, Entry, str]]]:
    scored = [(*_score(entry, each, found, scene, gazetteer), entry) for entry in found]
    ranked = sorted(((s, e, why) for s, why, e in scored), key=lambda item: (-item[0], item[1].id))
    if not ranked:
        return None, []
    best = ranked[0][1]
    rival = next((s for s, e, _ in ranked[1:] if not _is_same(best, e)), None)
    if rival is not None and ranked[0][0] - rival < _MARGIN:
        return None, ranked
    return best, ranked


def _score(
    entry: Entry, each: Named, found: Sequence[Entry], scene: _Scene, gazetteer: Gazetteer
) -> tuple[float, str]:
    """Return how likely an entry is meant, on a scale of powers of ten of inhabitants, and why in words."""
    why: list[str] = []
    prior = math.log10(entry.population + 1)
    score = max(prior, _KNOWN_PRIOR) + _KNOWN_BONUS if entry.known else prior
    if entry.kind == "region":
        score += _REGION_BONUS
    why.append(f"{entry.population:,} inhabitants" if entry.population else "no population known")
    if entry.kind == "country":
        score += 4
        why.append("a country")
    if entry.country and scene.countries[entry.country]:
        score += 2.5 + min(1.0, 0.2 * scene.countries[entry.country])
        why.append("its country is named")
    if entry.admin1 and scene.provinces[entry.admin1]:
        score += 1
        why.append("its province is named")
    if place_key(entry.name) == each.key:
        score += _EXACT_BONUS
    if each.parents:
        inside = _is_inside(entry, each.parents, gazetteer)
        score += 5 if inside else -1
        why += ["it lies in the place named next"] if inside else []
    near = _nearest_spot(entry, scene)
    if near is not None:
        score += 1.5 if near < 60 else 1.0 if near < 250 else 0.4 if near < 800 else 0  # noqa: PLR2004
        why += [f"{near:.0f} km from another place named"] if near < 800 else []  # noqa: PLR2004
    score += _fit(entry, each, found)
    return score, ", ".join(why)


def _fit(entry: Entry, each: Named, found: Sequence[Entry]) -> float:
    """Return how well an entry's kind fits what the words say it is."""
    if each.precision in _ADMIN:
        return 3.0 if entry.kind in _AREAS else -0.5
    if each.precision in _SETTLED or not each.precision:
        if entry.kind != "province":
            return 1.0 if each.precision else 0.0
        seat = any(e.kind == "town" and e.admin1 == entry.admin1 and e.country == entry.country for e in found)
        return -3.0 if each.precision or seat else -_PROVINCE_MALUS
    return 3.0 if entry.kind == each.precision else 0.0


def _is_inside(entry: Entry, parents: Sequence[str], gazetteer: Gazetteer) -> bool:
    for key in parents:
        for parent in gazetteer.look_up(key):
            if parent.id == entry.id:
                continue
            if parent.kind == "country" and parent.country == entry.country:
                return True
            if parent.kind == "province" and parent.admin1 and parent.admin1 == entry.admin1:
                return True
    return False


def _nearest_spot(entry: Entry, scene: _Scene) -> float | None:
    if entry.lat is None or entry.lon is None or entry.kind == "country":
        return None
    others = [kilometres(entry.lat, entry.lon, lat, lon) for place, lat, lon in scene.spots if place != entry.id]
    return min(others, default=None)


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the distance between two points on the globe, in kilometres.

    >>> round(kilometres(33.3, 44.4, 30.5, 47.8))
    448
    """
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(1.0, half)))


def _is_same(one: Entry, other: Entry) -> bool:
    """Return whether two entries are one place on the ground: a town and its province, or two records of one town."""
    if one.country != other.country:
        return False
    if one.admin1 and one.admin1 == other.admin1 and "province" in {one.kind, other.kind}:
        return True
    if None in {one.lat, one.lon, other.lat, other.lon}:
        return False
    return kilometres(one.lat or 0, one.lon or 0, other.lat or 0, other.lon or 0) < _SAME_KM


def _place(text: str, each: Named, found: Sequence[Entry], scene: _Scene, gazetteer: Gazetteer) -> Place | None:
    node = each.node
    best, ranked = _choose(each, found, scene, gazetteer)
    candidates = tuple(Candidate(e.id, e.name, e.country or "", why) for _, e, why in ranked[:_TOLD])
    words = text[node.start : node.end]
    rule = node.rule or "gazetteer"
    homes = {entry.country for entry in found}
    home = homes.pop() if len(homes) == 1 else None
    if best is None:
        if not ranked and not each.precision:
            return None
        kind = each.precision or None
        return Place("place", words, node.span, rule, each.name, None, home, precision=kind, candidates=candidates)
    if each.direction and best.kind == "country":
        return Place("place", words, node.span, rule, words, None, best.country, precision="region", candidates=candidates)
    if each.precision == "province" and best.kind == "town" and best.admin1:
        best = gazetteer.by_id(f"iso:{best.admin1}") or best  # a province called by its chief town
    return Place(
        "place", words, node.span, rule, best.name, best.id,
        best.country, best.admin1, best.lat, best.lon, best.kind, candidates,
    )  # fmt: skip
