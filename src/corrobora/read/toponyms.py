"""Words -> names that may be places: the longest names of the gazetteer in a row of nodes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corrobora.read.gazetteer import Entry, Gazetteer, place_key
from corrobora.read.language import Language
from corrobora.read.node import Node
from corrobora.read.sentence import Sentence

FAMOUS = 500_000  # inhabitants
_MOST_WORDS = 6
_APOSTROPHES = "'’"
_ACRONYM = 5
_BEHIND = 3  # words of the longest name that is looked for behind a prefix
_SHORTEST = 4  # letters that a name must have behind a prefix written on to it
_NOT_NAMES = frozenset({"time", "num", "number", "ordinal", "date", "clock", "mark", "stop", "person", "org"})
_ARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|at|az|ash|adh|ath|d|l|en|an)[-'’ ]?(?=[^\W\d_])", re.IGNORECASE)
_WORD = re.compile(r"[\w'’]+")
_PLURAL_CODE = re.compile(r"[A-Z]{2,}s")
_SHOUT = 0.6
_SHOUTED_WORDS = 3


_keyed = lru_cache(maxsize=1 << 15)(place_key)


@dataclass(slots=True)
class Mention:
    """A name in a sentence that may be a place: which nodes, under what key, and what it may be.

    `split` letters of its node are a prefix written on to it (Arabic "ببغداد").
    """

    sentence: Sentence
    first: int
    last: int
    key: str
    entries: tuple[Entry, ...]
    split: int = 0

    @property
    def nodes(self) -> Sequence[Node]:
        """Return the nodes of the name."""
        return self.sentence.nodes[self.first : self.last]

    @property
    def known(self) -> bool:
        """Return whether the name may be one that the lists name, or of more than a town."""
        return any(entry.known or entry.kind != "town" for entry in self.entries)

    @property
    def famous(self) -> bool:
        """Return whether the name may be of a country or a large town."""
        return any(entry.kind == "country" or entry.population > FAMOUS for entry in self.entries)

    @property
    def biggest(self) -> int:
        """Return how many live in the largest place of this name."""
        return max((entry.population for entry in self.entries), default=0)


def mentions(text: str, sentence: Sentence, language: Language, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Yield the longest names of the gazetteer in a sentence, left to right, none overlapping."""
    caseless = language.script != "latin"
    shouted = not caseless and is_shouted(text, sentence)
    index = 0
    while index < len(sentence.nodes):
        found = None
        if caseless or _starts_name(text, sentence.nodes, index):
            found = _longest(text, sentence, index, gazetteer, caseless=caseless, shouted=shouted)
            if found is not None and found.last - index > 1 and text[sentence.nodes[index].end - 1] in _APOSTROPHES:
                # "L'Irak" is no town of that name where the name without the article is one
                found = _longest(text, sentence, index + 1, gazetteer, caseless=caseless, shouted=shouted) or found
            if found is None and caseless:
                found = _behind_prefix(sentence, index, language, gazetteer)
        if found is not None:
            yield found
        index = found.last if found is not None else index + 1


def is_shouted(text: str, sentence: Sentence) -> bool:
    """Return whether a sentence's capitals say nothing: a headline in title case, or words all in capitals."""
    words = [text[node.start : node.end] for node in sentence.words if "word" in node.classes]
    long = [word for word in words if len(word) > _SHOUTED_WORDS]
    if len(long) <= _SHOUTED_WORDS:
        return False
    is_headline = not sentence.words[-1].has("stop")
    capitals = sum(word[:1].isupper() if is_headline else word.isupper() for word in long)
    return capitals > _SHOUT * len(long)


def _starts_name(text: str, nodes: Sequence[Node], index: int) -> bool:
    node = nodes[index]
    if node.classes & _NOT_NAMES:
        return False
    raw = text[node.start : node.end]
    if raw[:1].isupper():
        return _PLURAL_CODE.fullmatch(raw) is None
    article = _ARTICLE.match(raw)
    if article is None:
        return False
    if article.end() < len(raw):
        return raw[article.end()].isupper()
    following = nodes[index + 1] if index + 1 < len(nodes) else None
    return following is not None and text[following.start : following.start + 1].isupper() and "-" not in raw


def _longest(
    text: str, sentence: Sentence, index: int, gazetteer: Gazetteer, *, caseless: bool, shouted: bool
) -> Mention | None:
    nodes = sentence.nodes
    first = _key(text, nodes[index : index + 1], caseless=caseless)
    limit = max(gazetteer.longest(word) for word in {first.partition(" ")[0], _joined(text, nodes[index], first)})
    for length in range(min(_MOST_WORDS, len(nodes) - index, limit), 0, -1):
        run = nodes[index : index + length]
        if any(node.classes & _NOT_NAMES or not _keyed(node.form) for node in run) or not (
            caseless or _is_cased(text, run)
        ):
            continue
        key = _key(text, run, caseless=caseless)
        if length == 1 and not caseless:
            key = _acronym(text, run[0], shouted=shouted) or key
        entries = gazetteer.look_up(key)
        if entries and not (caseless and _is_too_short(key, entries)):
            return Mention(sentence, index, index + length, key, entries)
    return _acronym_only(text, sentence, index, gazetteer) if not caseless else None


def _is_too_short(key: str, entries: Sequence[Entry]) -> bool:
    """Return whether a name without capitals is too short to be told from a common word."""
    return len(key.removeprefix("ال")) < _SHORTEST and not any(entry.known or entry.kind != "town" for entry in entries)


def _joined(text: str, node: Node, first: str) -> str:
    """Return the key of the whole word that `node` begins, its endings with it ("Cox's")."""
    if text[node.end : node.end + 1] not in {*_APOSTROPHES}:
        return first
    found = _WORD.match(text, node.start)
    return _keyed(found.group()) if found else first


def _acronym(text: str, node: Node, *, shouted: bool) -> str:
    raw = text[node.start : node.end].replace(".", "")
    return "=" + raw if raw.isupper() and raw.isascii() and len(raw) < _ACRONYM and not shouted else ""


def _acronym_only(text: str, sentence: Sentence, index: int, gazetteer: Gazetteer) -> Mention | None:
    """Return the acronym at `index` ("UAE"), whatever the case of the sentence."""
    raw = text[sentence.nodes[index].start : sentence.nodes[index].end].replace(".", "")
    if not raw.isupper() or len(raw) > _ACRONYM:
        return None
    entries = gazetteer.look_up("=" + raw)
    return Mention(sentence, index, index + 1, "=" + raw, entries) if entries else None


def _is_cased(text: str, run: Sequence[Node]) -> bool:
    """Return whether the last word of a name is one with a capital, or an Arabic name's with the article."""
    raw = text[run[-1].start : run[-1].end]
    return raw[:1].isupper() or (
        (article := _ARTICLE.match(raw)) is not None and raw[article.end() : article.end() + 1].isupper()
    )


def _key(text: str, run: Sequence[Node], *, caseless: bool) -> str:
    if caseless:  # the form has the article that a prefix contracted
        return _keyed(" ".join(node.form for node in run))
    return _keyed(text[run[0].start : run[-1].end])


def _behind_prefix(sentence: Sentence, index: int, language: Language, gazetteer: Gazetteer) -> Mention | None:
    """Return the name behind a preposition or conjunction that is written on to it."""
    node = sentence.nodes[index]
    if not node.has("new"):
        return None
    for prefix in language.affixes.prefixes:
        rest = node.form.removeprefix(prefix)
        if rest == node.form or len(rest) < _SHORTEST:
            continue
        for length in range(min(_BEHIND, gazetteer.longest(_keyed(rest))), 0, -1):
            following = sentence.nodes[index + 1 : index + length]
            if any(each.classes & _NOT_NAMES or not each.form for each in following):
                continue
            tail = [each.form for each in following]
            key = _keyed(" ".join([rest, *tail]))
            entries = gazetteer.look_up(key) if len(tail) == length - 1 else ()
            if entries:
                return Mention(sentence, index, index + length, key, entries, split=len(prefix))
    return None
