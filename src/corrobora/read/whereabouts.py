"""Names of places -> the places meant, told apart by the whole document; where two are as likely, neither is taken."""

from __future__ import annotations

from collections.abc import Sequence

from corrobora.codebook import actors_by_id
from corrobora.read.gazetteer import Entry, Gazetteer, open_gazetteer
from corrobora.read.language import Language
from corrobora.read.node import Node
from corrobora.read.placedraft import ACRONYM
from corrobora.read.placenames import Named
from corrobora.read.placewords import demonyms
from corrobora.read.skeleton import in_country
from corrobora.read.weighing import Scene, Weighed, choose, weigh
from corrobora.types import Candidate, Place

_TOLD = 5
_SEAT = 50_000  # inhabitants that a town has which may stand for its province: "the province of Diwaniyah"
_FAMOUS = 500_000


def resolve(text: str, named: Sequence[Named], words: Sequence[Node], language: Language) -> list[Place | None]:
    """Return the place that each name means; null where it is no place after all."""
    gazetteer = open_gazetteer()
    scene = _scene(words, language)
    options = [_options(each, gazetteer) for each in named]
    for found in options:
        _note(found, scene)
    options = [
        found or (in_country(gazetteer, each.key, scene.countries, each.precision) if each.precision else [])
        for each, found in zip(named, options, strict=True)
    ]
    for each, found in zip(named, options, strict=True):  # those that are clear by themselves light up the others
        best = choose(weigh(each, found, scene, gazetteer))
        if (
            best is not None
            and best.lat is not None
            and best.lon is not None
            and best.kind not in {"country", "region"}
        ):
            scene.spots[best.id] = (best.lat, best.lon)
    cased = language.script == "latin"
    out = []
    weighed: dict[tuple[str, str, str, tuple[str, ...]], list[Weighed]] = {}  # a name's odds are the same throughout
    for each, found in zip(named, options, strict=True):
        key = each.name, each.key, each.precision, each.parents
        if key not in weighed:
            weighed[key] = weigh(each, found, scene, gazetteer)
        ranked = weighed[key]
        out.append(_place(text, each, ranked, _meant(each, ranked, scene, cased=cased), cased=cased))
    return out


def _scene(words: Sequence[Node], language: Language) -> Scene:
    """Return the countries that the document's words speak of: demonyms, and actors of the codebook."""
    scene = Scene()
    peoples, known = demonyms(language.code), actors_by_id()
    for word in words:
        if word.form in peoples:
            scene.countries[peoples[word.form]] += 1
        country = known[word.id].country if word.id and word.id in known else ""
        if country:
            scene.countries[country] += 1
    return scene


def _options(each: Named, gazetteer: Gazetteer) -> list[Entry]:
    short = each.name.replace(".", "")
    acronym = gazetteer.look_up("=" + short) if short.isupper() and len(short) < ACRONYM else ()
    return list(acronym or gazetteer.look_up(each.key))


def _note(found: Sequence[Entry], scene: Scene) -> None:
    """Count the countries named, and the countries and provinces of names that can lie nowhere else."""
    countries = {entry.country for entry in found if entry.kind == "country" and entry.country}
    scene.countries.update(dict.fromkeys(countries, 2))
    homes = {entry.country for entry in found if entry.country}
    if len(homes) == 1 and not countries:
        scene.countries.update(homes)
        scene.provinces.update({e.admin1 for e in found if e.kind == "province" and e.admin1})


def _meant(each: Named, ranked: Sequence[Weighed], scene: Scene, *, cased: bool) -> Entry | None:
    """Return the place that a name means, or null where that stays open."""
    best = choose(ranked)
    if best is None or not _is_believable(best, each, scene, cased=cased):
        return None
    return _province_of(best) if each.precision == "province" and best.kind == "town" else best


def _place(text: str, each: Named, ranked: Sequence[Weighed], best: Entry | None, *, cased: bool) -> Place | None:
    """Return the value of a name: what it means, or its candidates alone, or null where it is no place after all."""
    node = each.node
    candidates = tuple(Candidate(w.entry.id, w.entry.name, w.entry.country or "", w.reason) for w in ranked[:_TOLD])
    words, rule = text[node.start : node.end], node.rule or "gazetteer"
    if best is None:
        unheard = "unheard" in node.features  # its words alone say that it is a place ("attacked at X")
        if not each.precision and not unheard and (not ranked or not cased):
            return None
        homes = {w.entry.country for w in ranked}
        home = next(iter(homes)) if len(homes) == 1 and cased else None
        kind = each.precision or None
        return Place("place", words, node.span, rule, each.name, None, home, precision=kind, candidates=candidates)
    if each.part and best.kind == "country":  # "southern Iraq" is not Iraq: it has a country, and no point
        return Place(
            "place", words, node.span, rule, words, None, best.country, precision="region", candidates=candidates
        )
    return Place(
        "place", words, node.span, rule, best.name, best.id,
        best.country, best.admin1, best.lat, best.lon, best.kind, candidates,
    )  # fmt: skip


def _is_believable(entry: Entry, each: Named, scene: Scene, *, cased: bool) -> bool:
    """Return whether a place may be meant at all: a camp is no town, and an unknown town needs its country named."""
    if each.precision == "camp" and entry.kind not in {"camp", "area"} and not entry.known:
        return False
    if entry.known or entry.kind != "town" or entry.population >= _FAMOUS:
        return True
    return cased or bool(entry.country and scene.countries[entry.country])


def _province_of(town: Entry) -> Entry | None:
    """Return the province that is called by its chief town, or null where the town is too small to be that."""
    if not town.admin1 or not (town.known or town.population >= _SEAT):
        return None
    return open_gazetteer().by_id(f"iso:{town.admin1}")
