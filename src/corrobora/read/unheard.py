"""Names that no list knows -> places all the same, where the words around them can be about nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from corrobora.read.gazetteer import place_key
from corrobora.read.node import Node
from corrobora.read.sentence import Sentence
from corrobora.read.toponyms import Mention, is_shouted

_BARE = frozenset({frozenset({"cap", "word"}), frozenset({"cap", "word", "particle"})})  # names that the lexicon lacks
_INNER = ("pl.site", "pl.direction", "site.ends", "placeword")  # nouns that may end a name: "Zorvak Camp", "Twin East"
_MOST_WORDS = 4
_NAME = re.compile(
    r"(?:(?:al|el|ad|an|ar|as|at|az|ash)[-'’])?[^\W\d_a-zß-ÿ](?:[^\W\d_A-Z]|['’`]|[-–’'][A-Z](?=[a-z]))*(?<!-)|[A-Z]{6,}"
)
_JOINTS = frozenset({",", "/", "-", "–", "&"})
_FIRM = frozenset({"/", "-", "–", "&"})


class _Item(NamedTuple):
    """A name in a list: its nodes, whether it is known for a place, and the mark that stands before it."""

    first: int
    last: int
    known: bool
    joint: str = ""


def unheard_names(
    text: str, sentences: Sequence[Sentence], kept: Sequence[Mention], people: frozenset[str], lower: frozenset[str]
) -> list[Mention]:
    """Return names that must be places though no list has them: after "in" and "near", or in a list of places.

    `people` are words that stand in names of people, `lower` words that the document also writes small.
    """
    by_sentence: dict[int, list[Mention]] = {}
    for mention in kept:
        by_sentence.setdefault(id(mention.sentence), []).append(mention)
    unlikely = people | lower
    new: list[Mention] = []
    for sentence in sentences:
        nodes, own = sentence.nodes, by_sentence.get(id(sentence), [])
        if _BARE.isdisjoint([node.classes for node in nodes]):
            continue
        led = [i + 1 for i, node in enumerate(nodes) if "pl.at" in node.classes or _is_of_site(nodes, i)]
        if not (led or own) or _knows_all(nodes, own) or (own[0].shouted if own else is_shouted(text, sentence)):
            continue
        spans = {mention.first: mention.last for mention in own}
        found = dict(_led(text, sentence, led, spans))
        found.update(_listed(text, sentence, spans | found))
        for first, last in sorted(found.items()):
            forms = [node.form for node in nodes[first:last]]
            if unlikely.isdisjoint(forms) or (first in led and last > first + 1 and _is_alone(forms, sentences, lower)):
                new.append(_mention(text, sentence, first, last))
        new += [_mention(text, sentence, first, last) for first, last in _begun(text, nodes, spans)]
    return [*new, *_again(text, sentences, new, kept)] if new else []


def _is_of_site(nodes: Sequence[Node], index: int) -> bool:
    """Return whether a word joins a name to what only a place has: "residents of X", "the mayor of X"."""
    return index > 0 and "pl.of" in nodes[index].classes and "pl.site" in nodes[index - 1].classes


def _is_alone(forms: Sequence[str], sentences: Sequence[Sentence], lower: frozenset[str]) -> bool:
    """Return whether a name of several words is written nowhere else, so that nothing makes somebody of it."""
    words = [node.form for sentence in sentences for node in sentence.words]
    return lower.isdisjoint(forms) and words.count(forms[-1]) == 1


def _begun(text: str, nodes: Sequence[Node], spans: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Yield names behind "village of" of which only the first word was found: "Dan" of "Dan Kade"."""
    for first, last in spans.items():
        if last - first > 1 or first < 2 or "pl.of" not in nodes[first - 1].classes:  # noqa: PLR2004 - "village of"
            continue
        end = _run_end(text, nodes, last, spans)
        if end > last and "placeword" in nodes[first - 2].classes and not _goes_on(nodes, end, spans):
            yield first, end


def _knows_all(nodes: Sequence[Node], own: Sequence[Mention]) -> bool:
    """Return whether a sentence holds no unknown name besides its known places."""
    bare = {i for i, node in enumerate(nodes) if node.classes in _BARE}
    return not bare.difference(*[range(mention.first, mention.last) for mention in own])


def _again(
    text: str, sentences: Sequence[Sentence], new: Sequence[Mention], kept: Sequence[Mention]
) -> Iterator[Mention]:
    """Yield the other places where such a name stands by itself: what it is once it is throughout."""
    names = {tuple([node.form for node in mention.nodes]) for mention in new}
    first_words = {name[0] for name in names}
    taken: dict[int, set[int]] = {}
    for mention in (*kept, *new):
        taken.setdefault(id(mention.sentence), set()).update(range(mention.first, mention.last))
    for sentence in sentences:
        nodes = sentence.nodes
        for first in [i for i, node in enumerate(nodes) if node.form in first_words]:
            own = taken.get(id(sentence), set())
            last = _run_end(text, nodes, first, {})
            alone = first == 0 or not _is_unknown(text, nodes[first - 1])
            if (
                alone
                and tuple([node.form for node in nodes[first:last]]) in names
                and own.isdisjoint(range(first, last))
            ):
                yield _mention(text, sentence, first, last)


def _mention(text: str, sentence: Sentence, first: int, last: int) -> Mention:
    key = place_key(text[sentence.nodes[first].start : sentence.nodes[last - 1].end])
    return Mention(sentence, first, last, key, unheard=True)


def _led(text: str, sentence: Sentence, starts: Sequence[int], spans: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the names after words that only a place can follow: "near X"."""
    nodes = sentence.nodes
    for first in starts:
        last = _run_end(text, nodes, first, spans)
        if last > first and not _goes_on(nodes, last, spans):
            yield first, last


def _goes_on(nodes: Sequence[Node], last: int, spans: Mapping[int, int]) -> bool:
    """Return whether what follows a name makes it another's: "in Smith's", "in Zorvak Airlines"."""
    if last >= len(nodes):
        return False
    following = nodes[last]
    return following.form in {"'s", "'"} or ("cap" in following.classes and last not in spans)


def _listed(text: str, sentence: Sentence, spans: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the unknown names in lists of places: "in Mosul, X and Tikrit"."""
    done = -1
    for first in sorted(spans):
        if first < done:
            continue
        items = _list_around(text, sentence.nodes, first, spans)
        done = items[-1].last
        if len(items) > 1 and _is_list_of_places(sentence.nodes, items):
            yield from ((item.first, item.last) for item in items if not item.known)


def _list_around(text: str, nodes: Sequence[Node], first: int, spans: Mapping[int, int]) -> list[_Item]:
    """Return the list that the place at `first` stands in, itself and what is unknown in it."""
    items = [_Item(first, spans[first], known=True)]
    while (before := _item_before(text, nodes, items[0].first)) is not None:
        items[0] = _Item(items[0].first, items[0].last, items[0].known, before.joint)
        items.insert(0, _Item(before.first, before.last, before.known))
    while (after := _item_after(text, nodes, items[-1].last, spans)) is not None:
        items.append(after)
    return items


def _item_after(text: str, nodes: Sequence[Node], index: int, spans: Mapping[int, int]) -> _Item | None:
    joint = ""
    while index < len(nodes) and (mark := _joint(nodes[index])) and len(joint) < 2:  # noqa: PLR2004 - ", and"
        joint, index = joint + mark, index + 1
    while joint and index < len(nodes) and "det" in nodes[index].classes:
        index += 1
    if not joint or index >= len(nodes):
        return None
    if index in spans:
        return _Item(index, spans[index], known=True, joint=joint)
    last = _run_end(text, nodes, index, spans)
    return _Item(index, last, known=False, joint=joint) if last > index else None


def _item_before(text: str, nodes: Sequence[Node], index: int) -> _Item | None:
    """Return the unknown name before the list's first known one, with the mark between them."""
    joint, last = "", index
    while last > 0 and (mark := _joint(nodes[last - 1])) and len(joint) < 2:  # noqa: PLR2004 - ", and"
        joint, last = mark + joint, last - 1
    first = last
    while joint and first > 0 and last - first < _MOST_WORDS and _is_unknown(text, nodes[first - 1]):
        first -= 1
    return _Item(first, last, known=False, joint=joint) if joint and first < last else None


def _joint(node: Node) -> str:
    """Return how a node joins the names of a list: "," or "&" (for "and" as well), or nothing."""
    if node.form in _JOINTS:
        return node.form
    return "&" if "conj" in node.classes and "cap" not in node.classes else ""


def _is_list_of_places(nodes: Sequence[Node], items: Sequence[_Item]) -> bool:
    """Return whether a list's unknown names are places too.

    Two known places, one of them at its end, or one that a word before or behind the list says to be a place;
    and no unknown name hangs on the end by a comma alone, as "Kabul, Zorvak said" does.
    """
    if not items[-1].known and not set(items[-1].joint) & _FIRM:
        return False
    known = sum(item.known for item in items)
    before = nodes[items[0].first - 1] if items[0].first else None
    after = nodes[items[-1].last] if items[-1].last < len(nodes) else None
    led = before is not None and bool(before.classes & {"pl.at", "pl.in", "placeword", "pl.direction"})
    led = led or (after is not None and after.has("placeword") and after.has("plural"))
    return led or known > 2 or (known == 2 and len(items) < 5)  # noqa: PLR2004 - two of four


def _run_end(text: str, nodes: Sequence[Node], first: int, spans: Mapping[int, int]) -> int:
    """Return where the unknown name that begins at `first` ends."""
    last = first
    while last < len(nodes) and last - first < _MOST_WORDS and last not in spans:
        node = nodes[last]
        inner = last > first and "cap" in node.classes and any(name in node.classes for name in _INNER)
        if not (inner or _is_unknown(text, node)):
            break
        last += 1
    return last


def _is_unknown(text: str, node: Node) -> bool:
    """Return whether a word is a name of which nothing is known; an acronym is a body's ("MoPH", "IOM-led")."""
    return node.classes in _BARE and _NAME.fullmatch(text, node.start, node.end) is not None
