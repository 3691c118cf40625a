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
_MARKS = frozenset(_APOSTROPHES)
_ACRONYM = 5
_SHORTEST = 4  # letters that a name must have behind a prefix written on to it
_NOT_NAMES = frozenset({"time", "num", "number", "ordinal", "date", "clock", "mark", "stop", "person", "org"})
_ARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|at|az|ash|adh|ath|d|l|en|an)[-'’ ]?(?=[^\W\d_])", re.IGNORECASE)
_WORD = re.compile(r"[\w'’]+")
_PLURAL_CODE = re.compile(r"[A-Z]{2,}s")
_CLOSED = frozenset({"det", "prep", "conj", "pron", "aux", "adv", "rel", "neg"})
_LEADING = frozenset({"pl.in", "pl.direction", "placeword", "pl.side"})
_SHOUT = 0.6
_SHOUTED_WORDS = 3


_keyed = lru_cache(maxsize=1 << 15)(place_key)


@dataclass(slots=True)
class Mention:
    """A name in a sentence that may be a place: which nodes, under what key, and what it may be.

    `split` letters of its node are a prefix written on to it (Arabic "ببغداد"); `unheard` is a name that no list has,
    `shouted` one in a sentence whose capitals say nothing; `led` and `alone` keep what `surroundings` has found out.
    """

    sentence: Sentence
    first: int
    last: int
    key: str
    entries: tuple[Entry, ...]
    split: int = 0
    unheard: bool = False
    shouted: bool = False
    led: bool | None = None
    alone: bool | None = None

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
    if language.script == "latin":
        yield from _capitalised_names(text, sentence, gazetteer)
    else:
        yield from _caseless_names(sentence, language, gazetteer)


def _capitalised_names(text: str, sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Mention]:
    nodes = sentence.nodes
    large = [text[node.start].isupper() for node in nodes]  # "T4" is no word, and so not of class `cap`
    after = [*large[1:], False]
    likely = [  # "al-Anbar", "d'Anbar", "golfe d'Aden" begin small; after a first "The" a capital must follow
        index
        for index, (node, is_large, before_large) in enumerate(zip(nodes, large, after, strict=True))
        if before_large
        or (is_large and (index or node.classes.isdisjoint(_CLOSED)))
        or "-" in node.form
        or "n.place" in node.classes
    ]
    shouted: bool | None = None
    done = 0
    for index in likely:
        node = nodes[index]
        if index < done or not (_longest_from(text, node, gazetteer) or not large[index]):
            continue
        if shouted is None:
            shouted = is_shouted(text, sentence)
        found = _capitalised(text, sentence, index, gazetteer, shouted=shouted)
        if found is not None:
            found.shouted = shouted
            yield found
            done = found.last


def _caseless_names(sentence: Sentence, language: Language, gazetteer: Gazetteer) -> Iterator[Mention]:
    nodes, prefixes = sentence.nodes, language.affixes.prefixes
    done = 0
    for index, node in enumerate(nodes):
        if index < done:
            continue
        whole, behind = _starts(node.form, prefixes, gazetteer)
        found = _caseless(sentence, index, whole, gazetteer) if whole else None
        if found is None and node.end - node.start == 1:
            found = _with_letter(sentence, index, gazetteer)
        if found is None and behind and "new" in node.classes:
            found = _behind_prefix(sentence, index, behind, gazetteer)
        if found is not None:
            yield found
            done = found.last


@lru_cache(maxsize=1 << 15)
def _starts(form: str, prefixes: tuple[str, ...], gazetteer: Gazetteer) -> tuple[int, tuple[tuple[int, str, int], ...]]:
    """Return how long names are that a form begins, and what rests of it behind prefixes that names begin with."""
    behind = []
    for prefix in prefixes:
        rest = form.removeprefix(prefix)
        if rest != form and len(rest) >= _SHORTEST - 1:
            limit = gazetteer.longest(_keyed(rest).partition(" ")[0])
            if limit:
                behind.append((len(prefix), rest, limit))
    return gazetteer.longest(_keyed(form).partition(" ")[0]), tuple(behind)


def is_shouted(text: str, sentence: Sentence) -> bool:
    """Return whether a sentence's capitals say nothing: a headline in title case, or words all in capitals."""
    long = [node for node in sentence.words if node.end - node.start > _SHOUTED_WORDS and "word" in node.classes]
    large = [node for node in long if "cap" in node.classes]
    if len(long) <= _SHOUTED_WORDS or len(large) <= _SHOUT * len(long):
        return False
    is_headline = not sentence.words[-1].has("stop")
    return is_headline or sum(text[node.start : node.end].isupper() for node in large) > _SHOUT * len(long)


def _starts_name(text: str, nodes: Sequence[Node], index: int) -> bool:
    node = nodes[index]
    if not node.classes.isdisjoint(_NOT_NAMES):
        return False
    raw = text[node.start : node.end]
    if raw[:1].isupper():
        return not (raw[-1] == "s" and _PLURAL_CODE.fullmatch(raw))
    article = _ARTICLE.match(raw)
    if article is None:
        return False
    if article.end() < len(raw):
        return raw[article.end()].isupper()
    following = nodes[index + 1] if index + 1 < len(nodes) else None
    return following is not None and text[following.start : following.start + 1].isupper() and "-" not in raw


def _capitalised(text: str, sentence: Sentence, index: int, gazetteer: Gazetteer, *, shouted: bool) -> Mention | None:
    """Return the longest name that begins at `index`, where one is told by its capitals."""
    nodes = sentence.nodes
    if not _starts_name(text, nodes, index):
        return _led_small(text, sentence, index, gazetteer)
    acronym = _acronym(text[nodes[index].start : nodes[index].end])
    entries = gazetteer.look_up(acronym) if acronym else ()
    if entries:
        return Mention(sentence, index, index + 1, acronym, entries)
    limit = _longest_from(text, nodes[index], gazetteer)
    common = not nodes[index].classes.isdisjoint(_CLOSED)  # "The … is": such a name ends in a capitalised word
    for run in _runs(nodes, index, limit):
        is_cased = len(run) == 1 or _is_cased(text, run)
        if common and not is_cased:
            continue
        key = _keyed(text[run[0].start : run[-1].end])
        entries = gazetteer.look_up(key)
        known = any(entry.known for entry in entries)
        if acronym and len(run) == 1 and not shouted and not known:  # "WHO" is no town of that name
            continue
        if entries and (known or is_cased):
            break
    else:
        return None
    found = Mention(sentence, index, index + len(run), key, entries)
    if len(run) > 1 and text[nodes[index].end - 1] in _APOSTROPHES:  # "L'Irak" is rather "Irak" than "Lirac"
        return _capitalised(text, sentence, index + 1, gazetteer, shouted=shouted) or found
    return found


def _longest_from(text: str, node: Node, gazetteer: Gazetteer) -> int:
    """Return how many nodes a name may have that begins with `node`, 0 where none does.

    "Cox" and "'s" are two nodes of one word of a name, "coxs".
    """
    raw = text[node.start : node.end]
    longest = _longest_named(raw, gazetteer)
    if raw[-1] in _MARKS or text[node.end : node.end + 1] in _MARKS:
        whole = _WORD.match(text, node.start)
        longest = max(longest, gazetteer.longest(_keyed(whole.group())) + 1 if whole else 0)
    return longest


@lru_cache(maxsize=1 << 15)
def _longest_named(raw: str, gazetteer: Gazetteer) -> int:
    """Return how many words names have that begin with a word as it stands; an acronym is one by itself."""
    acronym = _acronym(raw)
    return gazetteer.longest(_keyed(raw).partition(" ")[0]) or int(bool(acronym and gazetteer.look_up(acronym)))


def _led_small(text: str, sentence: Sentence, index: int, gazetteer: Gazetteer) -> Mention | None:
    """Return a known name that begins with a small letter, since its first word says what it is: "mer Rouge"."""
    nodes = sentence.nodes
    if not nodes[index].has("n.place") or index + 1 == len(nodes) or nodes[index].classes & _NOT_NAMES:
        return None
    for run in _runs(nodes, index, gazetteer.longest(_keyed(nodes[index].form))):
        key = _keyed(text[run[0].start : run[-1].end])
        entries = gazetteer.look_up(key) if len(run) > 1 and _is_cased(text, run) else ()
        if any(entry.known for entry in entries):
            return Mention(sentence, index, index + len(run), key, entries)
    return None


def _caseless(sentence: Sentence, index: int, limit: int, gazetteer: Gazetteer) -> Mention | None:
    """Return the longest name that begins at `index`, in a script without capitals."""
    for run in _runs(sentence.nodes, index, limit):
        key = _keyed(" ".join([node.form for node in run]))  # forms have the article that a prefix contracted
        entries = gazetteer.look_up(key)
        if entries and not _is_too_short(key, entries):
            return Mention(sentence, index, index + len(run), key, entries)
    return None


def _with_letter(sentence: Sentence, index: int, gazetteer: Gazetteer) -> Mention | None:
    """Return a known name whose first letter was taken for a prefix, where a word before it leads to a place.

    What only verbs have before them ("س", they will) was no prefix where no verb follows: "وسامراء".
    """
    nodes = sentence.nodes
    if not 0 < index < len(nodes) - 1 or nodes[index].end - nodes[index].start > 1:
        return None
    before, following = nodes[index - 1], nodes[index + 1]
    misread = "future" in nodes[index].classes and "impf" not in following.classes
    if following.start != nodes[index].end or (before.classes.isdisjoint(_LEADING) and not misread):
        return None
    key = _keyed(nodes[index].form + following.form)
    entries = gazetteer.look_up(key)
    return Mention(sentence, index, index + 2, key, entries) if any(entry.known for entry in entries) else None


def _runs(nodes: Sequence[Node], index: int, limit: int) -> Iterator[Sequence[Node]]:
    """Yield the stretches of nodes from `index` on that may be names, the longest first."""
    end, most = index, min(len(nodes), index + min(_MOST_WORDS, limit))
    while end < most and nodes[end].classes.isdisjoint(_NOT_NAMES) and _keyed(nodes[end].form):
        end += 1
    for last in range(end, index, -1):
        yield nodes[index:last]


def _is_too_short(key: str, entries: Sequence[Entry]) -> bool:
    """Return whether a name without capitals is too short to be told from a common word."""
    return len(key.removeprefix("ال")) < _SHORTEST and not any(entry.known or entry.kind != "town" for entry in entries)


def _acronym(raw: str) -> str:
    """Return the key of a word that is written as an acronym ("UAE", "U.S."), or nothing."""
    raw = raw.replace(".", "")
    return "=" + raw if raw.isupper() and raw.isascii() and len(raw) <= _ACRONYM else ""


def _is_cased(text: str, run: Sequence[Node]) -> bool:
    """Return whether the last word of a name is one with a capital, or an Arabic name's with the article."""
    raw = text[run[-1].start : run[-1].end]
    return raw[:1].isupper() or (
        (article := _ARTICLE.match(raw)) is not None and raw[article.end() : article.end() + 1].isupper()
    )


def _behind_prefix(
    sentence: Sentence, index: int, behind: Sequence[tuple[int, str, int]], gazetteer: Gazetteer
) -> Mention | None:
    """Return the name behind a preposition or conjunction that is written on to it."""
    for split, rest, limit in behind:
        for run in _runs(sentence.nodes, index, limit):
            key = _keyed(" ".join([rest, *(each.form for each in run[1:])]))
            entries = gazetteer.look_up(key)
            if entries and not _is_too_short(key, entries):
                return Mention(sentence, index, index + len(run), key, entries, split=split)
    return None
