"""Words for a country's people and forces -> its code, its army: "Iraqi militias", "l'aviation russe"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from corrobora.codebook import actors, actors_by_id, names_in
from corrobora.read.fold import fold
from corrobora.read.node import Node
from corrobora.read.placewords import demonyms
from corrobora.tsv import rows

_ARMED, _BAND = "n.armed", "n.band"
_STATE = {"government", "ministry", "armed-forces", "police", "security-forces", "court", "authority"}
_CLOSED = frozenset({"det", "prep", "conj", "mark", "de", "contr"})
_WITH_FIGHTERS = {"armed-group", "armed-forces", "security-forces", "police", "coalition", "party"}


def body_of(node: Node, language: str) -> str | None:
    """Return the id of the body that words name by whose it is, or null: a country's army, a group's men."""
    classes = node.classes
    alone = not node.parts and "nation" in classes and "adj" in classes
    armed = _ARMED in classes or _BAND in classes
    group = next((id_ for word in node.leaves() if (id_ := word.family("whose"))), None) if alone or armed else None
    if group or alone:  # whose "the Houthi strike" is, or "the Russian strike"
        return group or _first_of("state").get(country_of(node, language) or "")
    refers = not armed and node.family("ref") is not None
    if "ng" in classes and not armed and not refers:
        return None
    words = node.leaves()
    if refers:
        return _state_body(node, words, language)
    if _BAND in classes or ("actor" in classes and words[0].has(_BAND)):  # "Fighters of …" that begins a sentence
        named = {word.id for word in words if word.id and _bears_arms(word.id)}
        if named:
            return named.pop() if len(named) == 1 else None
    for word in words:
        if _ARMED in word.classes:
            return _first_of("armed-forces").get(country_of(node, language) or "")
    return None


def _state_body(node: Node, words: Sequence[Node], language: str) -> str | None:
    """Return the one body of a country whose name has all the words of "the defence ministry of Mali"."""
    country = country_of(node, language)
    if country is None:
        return None
    known = demonyms(language)
    rest = [word.form for word in words if not word.classes & _CLOSED and word.form not in known and not word.id]
    bare = {form.removeprefix("ال") for form in " ".join(rest).split()}
    found = {id_ for kind, name, id_ in _bodies(country, language) if node.has(f"ref.{kind}") and bare <= name}
    return found.pop() if len(found) == 1 else None


@cache
def _bodies(country: str, language: str) -> Sequence[tuple[str, frozenset[str], str]]:
    """Return kind, words and id for each name of each body of a country, in the codebook's languages and this one."""
    entries = [actor for actor in actors() if actor.country == country and actor.kind in _STATE]
    return [
        (entry.kind, frozenset(word.removeprefix("ال") for word in fold(name).split()), entry.id)
        for entry in entries
        for name in (
            *entry.names.values(),
            *(alias for _, alias in entry.aliases),
            *names_in(language).get(entry.id, ()),
        )
    ]


def _bears_arms(actor: str) -> bool:
    return actors_by_id()[actor].kind in _WITH_FIGHTERS


def country_of(node: Node, language: str) -> str | None:
    """Return the country (ISO 3166-1 alpha-2) that a group of words names by name or adjective; of two, none."""
    known = demonyms(language)
    found: set[str] = set()
    for word in node.leaves():
        country = known.get(word.form)
        if country is None and word.id is not None and word.has("kind.state"):
            country = actors_by_id()[word.id].country
        if country is not None:
            found.add(country)
    return found.pop() if len(found) == 1 else None


@cache
def _first_of(kind: str) -> Mapping[str, str]:
    """Return for each country the first of its bodies of a kind in the codebook: its army, the state itself."""
    out: dict[str, str] = {}
    for actor in actors():
        if actor.kind == kind and actor.country:
            out.setdefault(actor.country, actor.id)
    return out


def occupier_of(countries: Iterable[str]) -> str | None:
    """Return the id of the army that "the occupation forces" are in a text that names these countries; of two, none.

    >>> occupier_of(["PS", "EG"]), occupier_of(["PS", "UA"]), occupier_of(["ML"])
    ('israel-army', None, None)
    """
    found = {_occupiers()[country] for country in countries if country in _occupiers()}
    return found.pop() if len(found) == 1 else None


@cache
def _occupiers() -> Mapping[str, str]:
    lines = (files("corrobora") / "data" / "codebook" / "occupiers.tsv").read_text(encoding="utf-8").splitlines()
    return {country: army for _, (country, army, _) in rows("occupiers.tsv", lines, 3)}
