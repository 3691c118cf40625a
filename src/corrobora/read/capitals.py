"""A text all in capitals -> the same text, letter for letter, as it would be written with small letters.

What its names are is told by the lexicon, the codebook and the gazetteer; of words that none of them knows, endings
decide. `capitals.toml` of each language has the endings, and which classes of words are written large.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corrobora.errors import DataError
from corrobora.read.gazetteer import open_gazetteer, place_key
from corrobora.read.language import Language
from corrobora.read.node import Node
from corrobora.read.tokens import paragraphs

_MOSTLY = 0.8
_SAMPLE = 1000  # letters that settle it for nearly all texts
_FEWEST = 20
_LONGEST_NAME = 6  # words
_ACRONYM = 6  # letters
_BRACKETED = re.compile(r"[(\[]\s*([^\W\d_]{2,6}(?:-\d+)?)\s*[)\]]")
_VOWELS = frozenset("aeiouyáéíóúàâèêëîïôöûùü")
_SHAPES = frozenset({"cap", "word"})
_OF_NAMES = frozenset({"noun", "adj", "nation"})


def is_shouted(text: str) -> bool:
    """Return whether nearly all letters of a text are capitals, so that they tell no names apart.

    >>> is_shouted("TWO SOLDIERS WERE KILLED IN MOPTI"), is_shouted("Two soldiers were killed")
    (True, False)
    """
    return _is_mostly_capitals(text[:_SAMPLE]) and _is_mostly_capitals(text)


def _is_mostly_capitals(text: str) -> bool:
    large = sum(map(str.isupper, text))
    return large >= _FEWEST and large > _MOSTLY * (large + sum(map(str.islower, text)))


def calm(text: str, language: Language) -> str:
    """Return a shouted text in small letters, with capitals where names and sentences begin; no letter moves.

    >>> from corrobora.read.language import load_language
    >>> calm("TWO SOLDIERS WERE KILLED IN MOPTI. THEY WERE FROM MALI.", load_language("en"))
    'Two soldiers were killed in Mopti. They were from Mali.'
    """
    acronyms = {word.casefold() for word in _BRACKETED.findall(text)}
    letters = list(text)
    for start, end in paragraphs(text):
        nodes = language.vocabulary.words(text, start, end)
        names = _places(text, nodes, language)
        starts = True
        for index, node in enumerate(nodes):
            if node.has("mark"):
                starts = starts or node.form in {".", "!", "?", "…"}
                continue
            raw = text[node.start : node.end]
            if not raw.isupper() or raw.casefold() in acronyms:
                written = raw
            else:
                written = _large(raw) if index in names else _written(raw, nodes, index, language)
            letters[node.start : node.end] = _first_large(written) if starts else written
            starts = False
    return "".join(letters)


def _written(raw: str, nodes: Sequence[Node], index: int, language: Language) -> str:
    """Return how a word or phrase is written where not all is in capitals."""
    node = nodes[index]
    if _is_acronym(raw, node, language):
        return raw
    if node.id is not None and " " in node.form:
        return _as_name(raw, language)
    if node.id is not None and _is_name_only(node, language):
        return _large(raw)
    if node.classes & _case(language.code).large:
        return _large(raw) if not node.has("maybe-month") or _stands_by_number(nodes, index) else _small(raw)
    if node.classes - _SHAPES - {"new", "x"}:
        return _large(raw) if _is_in_name(nodes, index, language) else _small(raw)
    ordinary = _is_ordinary(node, language) and not _may_end_name(nodes, index, language)
    return _small(raw) if ordinary or _is_common(nodes, index, language) else _large(raw)


def _is_acronym(raw: str, node: Node, language: Language) -> bool:
    """Return whether a word is written in capitals always: its letters, or the codebook, say so."""
    if node.id is not None and " " not in raw and len(raw) <= _ACRONYM:
        return raw in language.lexicon.cased and _is_name_only(node, language)
    if "." in raw:
        return node.classes <= _SHAPES | {"upper"}
    unknown = not node.classes - _SHAPES
    return unknown and len(raw) > 1 and (not _VOWELS & set(raw.casefold()) or any(map(str.isdigit, raw)))


def _is_name_only(node: Node, language: Language) -> bool:
    """Return whether a word of the codebook is no ordinary word besides ("US", "WHO")."""
    entry = language.lexicon.entries.get((node.form,))
    return entry is None or all(name == "actor" or name.startswith("kind.") for name in entry.classes)


def _is_ordinary(node: Node, language: Language) -> bool:
    return node.form.endswith(_case(language.code).ordinary)


def _may_end_name(nodes: Sequence[Node], index: int, language: Language) -> bool:
    """Return whether an unknown word with an ordinary ending stands beside a name, and can be a part of it."""
    if nodes[index].form.endswith(_case(language.code).certain):
        return False
    before = nodes[index - 1] if index else None
    behind_name = before is not None and before.classes == _SHAPES and not _is_ordinary(before, language)
    return behind_name or (_follows_name(nodes, index, language) and not (before is not None and before.has("det")))


def _is_common(nodes: Sequence[Node], index: int, language: Language) -> bool:
    """Return whether an unknown word is a single letter, or stands alone behind an article as common nouns do."""
    if len(nodes[index].form) == 1:
        return True
    return index > 0 and nodes[index - 1].has("det") and not _follows_name(nodes, index, language)


def _is_in_name(nodes: Sequence[Node], index: int, language: Language) -> bool:
    """Return whether a known word stands within a name: behind an unknown one, and a body's noun is its last."""
    here = index
    while here < len(nodes) and nodes[here].classes & _OF_NAMES:
        here += 1
    ends_in_body = any(node.has("n.org") for node in nodes[index:here])
    before = index - 1
    while before >= 0 and nodes[before].classes & _OF_NAMES:
        before -= 1
    first = nodes[before] if before >= 0 else None
    is_name = first is not None and first.classes == _SHAPES and not _is_ordinary(first, language)
    return (ends_in_body and is_name) or (nodes[index].has("title") and _follows_name(nodes, index, language))


def _follows_name(nodes: Sequence[Node], index: int, language: Language) -> bool:
    following = nodes[index + 1] if index + 1 < len(nodes) else None
    return following is not None and following.classes == _SHAPES and not _is_ordinary(following, language)


def _stands_by_number(nodes: Sequence[Node], index: int) -> bool:
    near = [nodes[i] for i in (index - 1, index + 1) if 0 <= i < len(nodes)]
    return any(node.has("number") for node in near) or (index > 0 and nodes[index - 1].has("in-time"))


def _places(text: str, nodes: Sequence[Node], language: Language) -> set[int]:
    """Return which nodes are words of names of places, the longest names first."""
    out: set[int] = set()
    index = 0
    while index < len(nodes):
        length = _place_at(text, nodes, index, language)
        out.update(range(index, index + length))
        index += length or 1
    return out


def _place_at(text: str, nodes: Sequence[Node], index: int, language: Language) -> int:
    """Return how many nodes from `index` on are a place's name; a single word must be no other word."""
    gazetteer = open_gazetteer()
    if nodes[index].classes & {"mark", "number", "det", "prep"} and nodes[index].form not in {"la", "el", "los", "las"}:
        return 0
    longest = min(_LONGEST_NAME, len(nodes) - index, gazetteer.longest(place_key(nodes[index].form).partition(" ")[0]))
    for length in range(longest, 0, -1):
        run = nodes[index : index + length]
        if any(node.has("mark") for node in run) or not any(node.classes == _SHAPES for node in run):
            continue
        if length == 1 and _is_ordinary(run[0], language):
            continue
        if gazetteer.look_up(place_key(text[run[0].start : run[-1].end])):
            return length
    return 0


def _as_name(phrase: str, language: Language) -> str:
    """Return a name of several words, its small words small."""
    return re.sub(r"[^\s-]+", lambda m: _word_of_name(m.group(), language), phrase)


def _word_of_name(word: str, language: Language) -> str:
    entry = language.lexicon.entries.get((word.casefold(),))
    return _small(word) if entry is not None and entry.classes & {"det", "prep", "conj"} else _large(word)


def _small(raw: str) -> str:
    """Return `raw` in small letters, each in its place: a letter that would become two stays."""
    return "".join(low if len(low := char.lower()) == 1 else char for char in raw)


def _large(raw: str) -> str:
    """Return `raw` with the first letter of each of its words large."""
    return re.sub(r"[^\W\d_]+(?:['’]\w+)?", lambda m: m.group()[0] + _small(m.group()[1:]), raw)


def _first_large(written: str) -> str:
    first = written[:1].upper()
    return (first if len(first) == 1 else written[:1]) + written[1:]


@dataclass(frozen=True, slots=True)
class _Case:
    """What a language's `capitals.toml` says: endings of ordinary words, those no name has, words written large."""

    ordinary: tuple[str, ...] = ()
    certain: tuple[str, ...] = ()
    large: frozenset[str] = frozenset()


@cache
def _case(code: str) -> _Case:
    """Return how a language uses capitals; one without `capitals.toml` writes every unknown word large."""
    file = files("corrobora") / "data" / "lang" / code / "capitals.toml"
    if not file.is_file():
        return _Case()
    given = tomllib.loads(file.read_text(encoding="utf-8"))
    for key in ("ordinary", "large"):
        if not isinstance(given.get(key), list) or not all(isinstance(word, str) and word for word in given[key]):
            raise DataError(f"lang/{code}/capitals.toml: give `{key}`, a list of words")
    certain = given.get("certain", given["ordinary"])
    return _Case(tuple(given["ordinary"]), tuple(certain), frozenset(given["large"]))
