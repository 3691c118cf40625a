"""What words say about places without being names of one: demonyms, and names that are mostly something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from corrobora.codebook import actors_by_id
from corrobora.errors import DataError
from corrobora.read.fold import fold
from corrobora.read.gazetteer import place_key
from corrobora.read.language import Language, spelling_of
from corrobora.read.node import Node
from corrobora.tsv import rows

_GRADES = ("never", "home", "name", "weak")  # the strictest first


@cache
def demonyms(language: str) -> Mapping[str, str]:
    """Return the folded words for people and things of a country, in all forms, with its ISO 3166-1 alpha-2 code.

    >>> demonyms("fr")["irakiennes"], demonyms("en")["iraqis"], demonyms("ar")["العراقيين"]
    ('IQ', 'IQ', 'IQ')
    """
    out: dict[str, str] = {}
    for number, (code, country, words) in _rows("demonyms.tsv", 3):
        if len(country) != 2:  # noqa: PLR2004 - alpha-2
            raise DataError(f"demonyms.tsv:{number}: {country!r} is no ISO 3166-1 alpha-2 code")
        if code == language:
            for word in words.split("|"):
                out.update((form, country) for form in _forms(fold(word.strip()), language))
    return out


def _forms(word: str, language: str) -> Iterator[str]:
    """Yield the forms of a demonym; a word that ends in "=" stands as it is."""
    if word.endswith("="):
        forms = [word[:-1]]
    else:
        endings = spelling_of(language).get("plurals", [""])
        forms = [
            word + end for end in endings if not (end == "s" and word.endswith(("s", "x", "z", "sh", "ch", "ese")))
        ]
    yield from forms
    article = spelling_of(language).get("article")
    if article:
        yield from (article + form for form in forms)


def countries_of(words: Sequence[Node], language: Language) -> Counter[str]:
    """Return how often words speak of each country: its people and things, and actors of the codebook."""
    peoples, known = demonyms(language.code), actors_by_id()
    out: Counter[str] = Counter()
    for word in [word for word in words if word.id or word.form in peoples]:
        if word.form in peoples:
            out[peoples[word.form]] += 1
        if word.id and word.id in known:
            out[known[word.id].country] += 1
    del out[""]
    return out


@cache
def extents() -> Mapping[str, float]:
    """Return how far regions and seas reach from their middle, in kilometres, by id.

    >>> extents()["alias:red-sea"] > extents()["alias:sea-of-azov"]
    True
    """
    out: dict[str, float] = {}
    for number, (place, reach) in _rows("extents.tsv", 2):
        if not reach.isdigit():
            raise DataError(f"extents.tsv:{number}: {reach!r} is no whole number of kilometres")
        out[place] = float(reach)
    return out


@cache
def stop_words(language: str) -> Mapping[str, str]:
    """Return keys of names that are mostly other things, each with what it needs to be a place.

    `never`: a word such as "town of" before it; `home`: its country named, and a preposition of place or a deed before
    it, or a place with which it is listed; `weak`: a preposition of place, or its country beside it;
    `name`: the same, since people bear it too.

    >>> stop_words("en")["reading"]
    'weak'
    """
    out: dict[str, str] = {}
    for number, (code, grade, words) in _rows("stop.tsv", 3):
        if grade not in _GRADES:
            raise DataError(f"stop.tsv:{number}: {grade!r} is none of {', '.join(sorted(_GRADES))}")
        if code in {language, "*"}:
            for key in map(place_key, words.split("|")):
                out[key] = min(grade, out.get(key, grade), key=_GRADES.index)
    return out


def _rows(name: str, columns: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a list of places without the last column, which says where they are from."""
    lines = (files("corrobora") / "data" / "places" / name).read_text(encoding="utf-8").splitlines()
    for number, cells in rows(name, lines, columns + 1):
        yield number, cells[:-1]
