"""Names of places -> the places meant, told apart by the whole document; where two are as likely, neither is taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from rapidfuzz import fuzz

from corrobora.read.bearers import Bearers, bearers_of
from corrobora.read.gazetteer import Entry, Gazetteer, open_gazetteer, place_key
from corrobora.read.language import Language
from corrobora.read.placedraft import ACRONYM
from corrobora.read.placenames import Named
from corrobora.read.placewords import extents
from corrobora.read.skeleton import in_country, skeleton
from corrobora.read.weighing import Scene, Weighed, choose, is_near, kilometres, on_globe, rated, weigh
from corrobora.types import Candidate, Place

_TOLD = 5
_SEAT = 50_000  # inhabitants that a town has which may stand for its province: "the province of Diwaniyah"
_TOWN = 10_000  # inhabitants from which a town is believed in a country that the document doesn't name
_FAMOUS = 500_000
_BESIDE = 60  # characters between a town and what it is measured from
_TIMES, _ROUGHLY_KM = 2, 30.0  # how much farther than a text says it may be
_ACROSS_KM = 40.0  # a quarter lies no farther from the town that is named with it
_ALIKE = 50.0  # of the consonants of two spellings of one name
_AREAS = frozenset({"province", "district", "region"})

_Odds: TypeAlias = tuple[str, str, str, tuple[str, ...], bool, bool]


def resolve(
    text: str, named: Sequence[Named], spoken_of: Counter[str], language: Language, outlet: str | None = None
) -> list[Place | None]:
    """Return the place that each name means; null where it is no place after all.

    `spoken_of` is how often the document's words speak of each country (see `countries_of`), `outlet` the country
    (ISO 3166-1 alpha-2) of who published it, where that is known.
    """
    gazetteer, cased = open_gazetteer(), language.script == "latin"
    scene = Scene(spoken_of.copy(), outlet=outlet)
    every = [_odds(each) for each in named]
    times = Counter(every)
    distinct = dict(zip(every, named, strict=True))  # a name's odds are the same throughout
    bearers = {odds: _bearers(each, gazetteer) for odds, each in distinct.items()}
    for odds in every:
        _note(bearers[odds], scene)
    options = {}
    for odds, each in distinct.items():
        found: Sequence[Entry] = bearers[odds].entries
        if not found and each.precision:
            within = scene.countries.keys() & (_homes(each, gazetteer) or scene.countries.keys())
            found = in_country(gazetteer, each.key, within, each.precision)
        options[odds] = rated(each, found, scene, gazetteer, _own(bearers[odds], times[odds]))
    for odds, each in distinct.items():  # those that are clear by themselves light up the others
        _light(choose(weigh(each, options[odds], scene, 1)), scene)
    meant = {}
    for odds, each in distinct.items():
        ranked = weigh(each, options[odds], scene, _TOLD)
        own = _own(bearers[odds], times[odds])
        best = _meant(each, ranked, scene, own, cased=cased)
        told = ranked[:_TOLD] if best is not None or cased or each.precision else ()
        homes = {w.entry.country for w in options[odds]} if cased and best is None else ()
        candidates = tuple([Candidate(w.entry.id, w.entry.name, w.entry.country or "", w.reason) for w in told])
        home = next(iter(homes)) if len(homes) == 1 else None
        meant[odds] = _Meant(best, candidates, home if home and _is_named(home, scene, own) else None)
    for odds in _too_far(text, named, every, meant):
        meant[odds] = meant[odds]._replace(best=None, home=None)
    return [_place(text, each, meant[odds], cased=cased) for each, odds in zip(named, every, strict=True)]


def _own(found: Bearers, times: int) -> int:
    """Return how often a document seems to name a country only because this name can lie nowhere else."""
    return times if len(found.countries) == 1 and not found.states else 0


def _too_far(
    text: str, named: Sequence[Named], every: Sequence[_Odds], meant: Mapping[_Odds, _Meant]
) -> Iterator[_Odds]:
    """Yield names of towns that a text measures from a clear place and that lie elsewhere: "Kobe, 30 km from Gao"."""
    for (one, odds), (two, other) in pairwise(zip(named, every, strict=True)):
        km, town, mark = two.reference.km, meant[odds].best, meant[other].best
        if km is None or town is None or mark is None or odds == other or town.kind in _AREAS:
            continue
        if two.node.start - one.node.end > _BESIDE or "." in text[one.node.end : two.node.start]:
            continue
        ends = (town.lat, town.lon, mark.lat, mark.lon)
        if None not in ends and kilometres(*ends) > _TIMES * km + _ROUGHLY_KM:  # type: ignore[arg-type]
            yield odds


def _homes(each: Named, gazetteer: Gazetteer) -> set[str]:
    """Return the countries in which the larger places named behind a name lie; none where one lies in no country."""
    larger = [entry for key in each.parents for entry in gazetteer.look_up(key)]
    homes = {entry.country for entry in larger}
    return {home for home in homes if home is not None} if None not in homes else set()


class _Meant(NamedTuple):
    """What a name means, or null; all that it might mean; and the country where that would lie in any case."""

    best: Entry | None
    candidates: tuple[Candidate, ...]
    home: str | None


def _odds(each: Named) -> _Odds:
    """Return all of a name that its odds depend on."""
    return each.name, each.key, each.precision, each.parents, each.within, each.quarter


def _light(best: Entry | None, scene: Scene) -> None:
    """Note where a clear name lies, so that names near it are told apart by it."""
    if best is None or best.lat is None or best.lon is None or best.kind in {"country", "region"}:
        return
    scene.spots[best.id] = on_globe(best.lat, best.lon)
    if best.kind == "province" and best.country:
        scene.among.setdefault(best.country, set()).add(best.id)


def _bearers(each: Named, gazetteer: Gazetteer) -> Bearers:
    if each.name.isupper():
        short = each.name.replace(".", "")
        acronym = bearers_of("=" + short, gazetteer) if len(short) < ACRONYM else None
        if acronym and acronym.entries:
            return acronym
    return bearers_of(each.key, gazetteer)


def _note(found: Bearers, scene: Scene) -> None:
    """Count the countries named, and the countries and provinces of names that can lie nowhere else."""
    for state in found.states:
        scene.countries[state] += 2
    if len(found.countries) == 1 and not found.states:
        (home,) = found.countries
        scene.countries[home] += 1
        scene.provinces |= found.provinces


def _is_named(country: str, scene: Scene, own: int) -> bool:
    """Return whether a document names a country besides the `own` times that a name lies nowhere else, or no other."""
    return scene.countries[country] > own or all(other == country for other in scene.countries)


def _meant(each: Named, ranked: Sequence[Weighed], scene: Scene, own: int, *, cased: bool) -> Entry | None:
    """Return the place that a name means, or null where that stays open."""
    best = choose(ranked)
    if best is None or not _is_believable(best, each, scene, own, cased=cased):
        return None
    if each.quarter and best.kind in {"town", "province"} and not is_near(best, _ACROSS_KM, scene):
        return None  # "حي الثورة" in Omdurman is not the town that is called so
    if each.within and best.kind == "town" and not best.known:
        homes = _homes(each, open_gazetteer())
        if homes and best.country not in homes:
            return None  # "Bondy, in the region of Mopti" is no town of France
    return _province_of(best, open_gazetteer()) if each.precision == "province" and best.kind == "town" else best


def _place(text: str, each: Named, meant: _Meant, *, cased: bool) -> Place | None:
    """Return the value of a name: what it means, or its candidates alone, or null where it is no place after all."""
    node, best, refers = each.node, meant.best, each.reference
    words, rule, relation, bearing = (
        text[node.start : node.end],
        node.rule or "gazetteer",
        refers.relation,
        refers.bearing,
    )
    if best is None:
        unheard = "unheard" in node.features  # its words alone say that it is a place ("attacked at X")
        if not each.precision and not unheard and not (meant.candidates and cased):
            return None
        return Place(
            "place", words, node.span, rule, each.name, None, meant.home, precision=each.precision or None,
            candidates=meant.candidates, relation=relation, km=refers.km, bearing=bearing,
        )  # fmt: skip
    if each.part and best.kind == "country":  # "southern Iraq" is not Iraq: it has a country, and no point
        return Place(
            "place", words, node.span, rule, words, None, best.country, precision="region", candidates=meant.candidates
        )
    if each.part and best.kind in _AREAS and refers.km is None:  # "northern Anbar" is in it, and not north of it
        relation, bearing = None, None
    if relation == "whose" and best.kind != "country":  # "Kabul airport" is in Kabul
        relation = None
    return Place(
        "place", words, node.span, rule, best.name, best.id, best.country, best.admin1, best.lat, best.lon, best.kind,
        meant.candidates, relation, refers.km, bearing, extents().get(best.id),
    )  # fmt: skip


def _is_believable(entry: Entry, each: Named, scene: Scene, own: int, *, cased: bool) -> bool:
    """Return whether a place may be meant at all: a camp is no town, and an unknown town needs its country named.

    Where names are told by their capitals, only a small town needs it, and only where other countries are named.
    """
    if each.precision == "camp" and entry.kind not in {"camp", "area"} and not entry.known:
        return False
    if entry.known or entry.kind != "town" or entry.population >= _FAMOUS:
        return True
    alone = scene.countries[entry.country or ""] <= own and (
        len(scene.countries) > 1 or scene.spots.keys() - {entry.id}
    )
    if entry.country and alone and not _sounds_like(entry, each):
        return False
    if not cased:
        return bool(entry.country and scene.countries[entry.country])
    return entry.population >= _TOWN or entry.country is None or _is_named(entry.country, scene, own)


def _sounds_like(entry: Entry, each: Named) -> bool:
    """Return whether a place still goes by a name: what it was called once, or is abroad, means it at home alone."""
    own, name = skeleton(place_key(entry.name)), skeleton(each.key)
    return not own or not name or fuzz.ratio(own, name) >= _ALIKE


def _province_of(town: Entry, gazetteer: Gazetteer) -> Entry | None:
    """Return the province that is called by its chief town, or null where the town is too small to be that."""
    if not town.admin1 or not (town.known or town.population >= _SEAT):
        return None
    return gazetteer.by_id(f"iso:{town.admin1}")
