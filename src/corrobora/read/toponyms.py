"""Words -> names that may be places: the longest names of the gazetteer in a row of nodes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from corrobora.read.bearers import NOBODY, Bearers, bearers_of
from corrobora.read.byclasses import ByClasses
from corrobora.read.gazetteer import Gazetteer, place_key
from corrobora.read.language import Language
from corrobora.read.node import Node
from corrobora.read.sentence import Sentence
from corrobora.read.words import wants_name

_MOST_WORDS = 6
_MARKS = frozenset("'’")
_ACRONYM = 5
_SHORTEST = 4  # letters that a name must have behind a prefix written on to it
_BEGINNING = frozenset({"cap", "n.place"})
_MAY_BEGIN = ByClasses(lambda classes: not classes.isdisjoint(_BEGINNING))
_NOT_NAMES = frozenset({"time", "num", "number", "ordinal", "date", "clock", "mark", "stop", "person", "org"})
_ARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|at|az|ash|adh|ath|d|l|en|an)[-'’ ]?(?=[^\W\d_])", re.IGNORECASE)
_WORD = re.compile(r"[\w'’]+")
_PLURAL_CODE = re.compile(r"[A-Z]{2,}s")
_CLOSED = frozenset({"det", "prep", "conj", "pron", "aux", "adv", "rel", "neg"})
_LEADING = frozenset({"pl.in", "pl.direction", "placeword", "pl.side"})
_SHOUT = 0.6
_SHORT_WORD = 3  # letters
_FEWEST_SHOUTED = 4  # longer words


_keyed = lru_cache(maxsize=1 << 13)(place_key)


@dataclass(slots=True)
class Mention:
    """A name in a sentence that may be a place: which nodes, under what key, who bears it, and what stands beside it.

    `before` is the node before it, `further` the one before that, `after` the one behind. `split` letters of its node
    are a prefix written on to it (Arabic "ببغداد"); `unheard` is a name that no list has, `shouted` one in a sentence
    whose capitals say nothing; `struck` one that only the verb of an attack before it tells from a common word;
    `led` and `alone` keep what `surroundings` has found out.
    """

    sentence: Sentence
    first: int
    last: int
    key: str
    bearers: Bearers = NOBODY
    split: int = 0
    unheard: bool = False
    shouted: bool = False
    struck: bool = False
    led: bool | None = None
    alone: bool | None = None
    nodes: Sequence[Node] = ()
    before: Node | None = None
    further: Node | None = None
    after: Node | None = None

    def __post_init__(self) -> None:
        """Look at what stands beside the name."""
        row, first, last = self.sentence.nodes, self.first, self.last
        self.nodes = row[first:last]
        if first:
            self.before = row[first - 1]
            if first > 1:
                self.further = row[first - 2]
        if last < len(row):
            self.after = row[last]


def mentions(text: str, sentence: Sentence, language: Language, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Return the longest names of the gazetteer in a sentence, left to right, none overlapping."""
    if language.script == "latin":
        return _capitalised_names(text, sentence, gazetteer)
    return _caseless_names(sentence, _beginnings(language.affixes.prefixes, gazetteer), gazetteer)


def _capitalised_names(text: str, sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Mention]:
    nodes = sentence.nodes
    likely = [  # "al-Ḥasakah", "d'Anbar", "golfe d'Aden" begin small
        index
        for index, node in enumerate(nodes)
        if _MAY_BEGIN[node.classes]
        or (("-" in node.form or "'" in node.form) and not text[node.start : node.end].islower())
    ]
    shouted: bool | None = None
    done = 0
    for index in likely:
        if index < done or (index == 0 and _is_mere_article(text, nodes)):
            continue
        found = _capitalised(text, sentence, index, gazetteer)
        if found is None:
            continue
        if shouted is None:
            shouted = is_shouted(text, sentence)
        found.shouted = shouted
        yield found
        done = found.last


def _is_mere_article(text: str, nodes: Sequence[Node]) -> bool:
    """Return whether a sentence begins with a small word behind which no capital follows, as one must after "The"."""
    first = nodes[0]
    if first.classes.isdisjoint(_CLOSED) or "-" in first.form or "n.place" in first.classes:
        return False
    return len(nodes) == 1 or not text[nodes[1].start : nodes[1].end][:1].isupper()


@dataclass(frozen=True, slots=True)
class _Beginning:
    """What a form without capitals may begin: a name by itself, and names of up to `longest` words.

    `word` is its key, without the `split` letters of a prefix; `behind` are what it begins behind prefixes.
    """

    word: str
    longest: int
    alone: Bearers
    split: int = 0
    behind: tuple[_Beginning, ...] = ()


def _caseless_names(
    sentence: Sentence, beginning: Callable[[str], _Beginning | None], gazetteer: Gazetteer
) -> Iterator[Mention]:
    nodes = sentence.nodes
    done = 0
    for index, begun in [(i, begun) for i, node in enumerate(nodes) if (begun := beginning(node.form))]:
        if index < done:
            continue
        node = nodes[index]
        found = _caseless(sentence, index, begun, gazetteer) if begun.longest else None
        if found is None and node.end - node.start == 1:
            found = _with_letter(sentence, index, gazetteer)
        if found is None and begun.behind and "new" in node.classes:
            names = (_caseless(sentence, index, each, gazetteer) for each in begun.behind)
            whole = index > 0 and wants_name(nodes[index - 1])  # "بلدة بليون" is no town in Lyon
            found = next((name for name in names if name is not None and (not whole or name.bearers.larger)), None)
        if found is not None:
            yield found
            done = found.last


@cache
def _beginnings(prefixes: tuple[str, ...], gazetteer: Gazetteer) -> Callable[[str], _Beginning | None]:
    """Return what tells of a form which names it may begin, or null for most; a single letter may be part of one."""

    def begun_by(form: str, split: int = 0, behind: tuple[_Beginning, ...] = ()) -> _Beginning | None:
        word = _keyed(form)
        bearers = bearers_of(word, gazetteer)
        alone = NOBODY if _is_too_short(word, bearers) else bearers
        longest = gazetteer.longest(word.partition(" ")[0])
        if longest == 1 and not alone.entries:
            longest = 0
        is_letter = len(form) == 1 and form.isalpha()
        return _Beginning(word, longest, alone, split, behind) if longest or behind or is_letter else None

    def beginning(form: str) -> _Beginning | None:
        rests = [(form[len(prefix) :], len(prefix)) for prefix in prefixes if form.startswith(prefix)]
        behind = [begun_by(rest, split) for rest, split in rests if len(rest) >= _SHORTEST - 1]
        return begun_by(form, 0, tuple([each for each in behind if each is not None]))

    return lru_cache(maxsize=1 << 13)(beginning)


def is_shouted(text: str, sentence: Sentence) -> bool:
    """Return whether a sentence's capitals say nothing: a headline in title case, or words all in capitals."""
    long = [node for node in sentence.words if node.end - node.start > _SHORT_WORD and "word" in node.classes]
    if len(long) < _FEWEST_SHOUTED:
        return False
    large = [node for node in long if "cap" in node.classes]
    if len(large) <= _SHOUT * len(long):
        return False
    is_headline = not sentence.words[-1].has("stop")
    return is_headline or sum(text[node.start : node.end].isupper() for node in large) > _SHOUT * len(long)


def _starts_name(raw: str, classes: frozenset[str]) -> bool:
    if not classes.isdisjoint(_NOT_NAMES):
        return False
    if raw[:1].isupper():
        return not (raw[-1] == "s" and _PLURAL_CODE.fullmatch(raw))
    article = None if raw.islower() else _ARTICLE.match(raw)
    return article is not None and raw[article.end()].isupper()


def _capitalised(text: str, sentence: Sentence, index: int, gazetteer: Gazetteer) -> Mention | None:
    """Return the longest name that begins at `index`, where one is told by its capitals."""
    nodes = sentence.nodes
    node = nodes[index]
    raw = text[node.start : node.end]
    opening = _opening(raw, node.classes, gazetteer)
    if opening is None:
        return _led_small(text, sentence, index, gazetteer) if "n.place" in node.classes else None
    acronym, limit = opening
    if acronym:
        return Mention(sentence, index, index + 1, acronym, bearers_of(acronym, gazetteer))
    if raw[-1] in _MARKS or text[node.end : node.end + 1] in _MARKS:
        whole = _WORD.match(text, node.start)  # "Cox" and "'s" are two nodes of one word of a name, "coxs"
        limit = max(limit, gazetteer.longest(_keyed(whole.group())) + 1 if whole else 0)
    found = _longest_cased(text, sentence, index, limit, gazetteer) if limit else None
    if found is not None and len(found.nodes) > 1 and raw[-1] in _MARKS:  # "L'Irak" is rather "Irak" than "Lirac"
        return _capitalised(text, sentence, index + 1, gazetteer) or found
    return None if found is not None and _is_body(text, found) else found


def _is_body(text: str, found: Mention) -> bool:
    """Return whether a name is an acronym that no listed place bears: "WHO" is no town of that name."""
    if len(found.nodes) > 1 or found.bearers.listed:
        return False
    node = found.nodes[0]
    return _acronym(text[node.start : node.end]) != "" and not is_shouted(text, found.sentence)


def _longest_cased(text: str, sentence: Sentence, index: int, limit: int, gazetteer: Gazetteer) -> Mention | None:
    nodes = sentence.nodes
    node = nodes[index]
    common = not node.classes.isdisjoint(_CLOSED)  # "The … is": such a name ends in a capitalised word
    for last in range(_run_end(nodes, index, limit), index, -1):
        is_cased = last == index + 1 or _is_cased(text, nodes[last - 1])
        if is_cased or not common:
            key = _keyed(text[node.start : nodes[last - 1].end])
            bearers = bearers_of(key, gazetteer)
            if bearers.listed or (bearers.entries and is_cased):
                return Mention(sentence, index, last, key, bearers)
    return None


@lru_cache(maxsize=1 << 13)
def _opening(raw: str, classes: frozenset[str], gazetteer: Gazetteer) -> tuple[str, int] | None:
    """Return the key of a word that is a place's acronym, or nothing, and how many words names have that it begins.

    Null where no name begins with a word that is written so, and is of these classes.
    """
    if not _starts_name(raw, classes):
        return None
    acronym = _acronym(raw)
    if acronym and gazetteer.look_up(acronym):
        return acronym, 1
    return "", gazetteer.longest(_keyed(raw).partition(" ")[0])


def _led_small(text: str, sentence: Sentence, index: int, gazetteer: Gazetteer) -> Mention | None:
    """Return a known name that begins with a small letter, since its first word says what it is: "mer Rouge"."""
    nodes = sentence.nodes
    node = nodes[index]
    if not node.classes.isdisjoint(_NOT_NAMES):
        return None
    for last in range(_run_end(nodes, index, gazetteer.longest(_keyed(node.form))), index + 1, -1):
        if _is_cased(text, nodes[last - 1]):
            key = _keyed(text[node.start : nodes[last - 1].end])
            bearers = bearers_of(key, gazetteer)
            if bearers.listed:
                return Mention(sentence, index, last, key, bearers)
    return None


def _run_end(nodes: Sequence[Node], index: int, limit: int) -> int:
    """Return where the longest stretch of nodes ends that may be a name of at most `limit` words from `index` on."""
    end, most = index, min(len(nodes), index + min(_MOST_WORDS, limit))
    while end < most and nodes[end].classes.isdisjoint(_NOT_NAMES) and _keyed(nodes[end].form):
        end += 1
    return end


def _acronym(raw: str) -> str:
    """Return the key of a word that is written as an acronym ("UAE", "U.S."), or nothing."""
    raw = raw.replace(".", "")
    return "=" + raw if raw.isupper() and raw.isascii() and len(raw) <= _ACRONYM else ""


def _is_cased(text: str, node: Node) -> bool:
    """Return whether the last word of a name is one with a capital, or an Arabic name's with the article."""
    raw = text[node.start : node.end]
    if raw[:1].isupper():
        return True
    article = _ARTICLE.match(raw)
    return article is not None and raw[article.end()].isupper()


def _caseless(sentence: Sentence, index: int, begun: _Beginning, gazetteer: Gazetteer) -> Mention | None:
    """Return the longest name that begins at `index`, in a script without capitals."""
    nodes = sentence.nodes
    if not nodes[index].classes.isdisjoint(_NOT_NAMES):
        return None
    if begun.longest > 1:
        words = [begun.word]
        for node in nodes[index + 1 : index + min(_MOST_WORDS, begun.longest)]:
            word = _keyed(node.form)  # forms have the article that a prefix contracted
            if not word or not node.classes.isdisjoint(_NOT_NAMES):
                break
            words.append(word)
        while len(words) > 1:
            key = " ".join(words)
            bearers = bearers_of(key, gazetteer)
            if bearers.entries and not _is_too_short(key, bearers):
                return Mention(sentence, index, index + len(words), key, bearers, begun.split)
            words.pop()
    return Mention(sentence, index, index + 1, begun.word, begun.alone, begun.split) if begun.alone.entries else None


def _is_too_short(key: str, bearers: Bearers) -> bool:
    """Return whether a name without capitals is too short to be told from a common word."""
    return len(key.removeprefix("ال")) < _SHORTEST and not bearers.known


def _with_letter(sentence: Sentence, index: int, gazetteer: Gazetteer) -> Mention | None:
    """Return a known name whose first letter was taken for a prefix, where a word before it leads to a place.

    What only verbs have before them ("س", they will) was no prefix where no verb follows: "وسامراء".
    """
    nodes = sentence.nodes
    if not 0 < index < len(nodes) - 1:
        return None
    before, following = nodes[index - 1], nodes[index + 1]
    misread = "future" in nodes[index].classes and "impf" not in following.classes
    if following.start != nodes[index].end or (before.classes.isdisjoint(_LEADING) and not misread):
        return None
    key = _keyed(nodes[index].form + following.form)
    bearers = bearers_of(key, gazetteer)
    return Mention(sentence, index, index + 2, key, bearers) if bearers.listed else None
