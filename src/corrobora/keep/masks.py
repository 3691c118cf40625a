"""Names of private people, hidden in what leaves the ledger, or in every page: the evidence itself stays whole.

A name is private where no codebook has it and its bearer speaks in no public role: a victim's, a witness's, a
neighbour's. Each of its letters becomes a block, so that every offset stays true.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from corrobora.reckon.books import Books
from corrobora.settings import Mask
from corrobora.types import Actor, Claim, Document, Holder, Reading, Span

_BLOCK = "█"
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_RECKONED = ("lineages", "incidents", "balances", "deadlines", "records")
_LEAST = 3  # letters of a part of a name that is hidden by itself: "al" is no name
_Thing = TypeVar("_Thing")
_IDS = frozenset({"id", "rule", "kind", "sha256"})
_KEPT: dict[type, frozenset[str]] = {
    Document: _IDS | {"uri", "outlet", "language"},
    Claim: _IDS | {"event", "act", "stance"},
    Holder: _IDS,
    Actor: _IDS | {"country"},
}


def for_page(books: Books, mask: Mask) -> Books:
    """Return the books as a page may show them, by the setting `mask`."""
    return masked(books) if mask == "everywhere" else books


def masked(books: Books) -> Books:
    """Return the books with the names of private people as blocks, wherever a text or a field has them.

    In its own document each part of a name is hidden too; elsewhere the whole name is.
    """
    outlets = {reading.document.outlet for reading in books.readings if reading.document.outlet}
    private = {r.document.uri: frozenset(_private(r, outlets)) for r in books.readings}
    whole = {name for names in private.values() for name in names if " " in name}
    return Books(
        readings=tuple(_of_reading(reading, private, whole) for reading in books.readings),
        heard=tuple(_of_reading(reading, private, whole) for reading in books.heard),
        **{name: _hidden(getattr(books, name), _pattern(whole)) for name in _RECKONED},
    )


def _of_reading(reading: Reading, private: Mapping[str, AbstractSet[str]], whole: AbstractSet[str]) -> Reading:
    return _hidden(reading, _pattern(private[reading.document.uri] | whole))


def _private(reading: Reading, outlets: AbstractSet[str]) -> Iterator[str]:
    """Yield the names of private people that a reading has, whole and by their parts."""
    holders = [holder for claim in reading.claims for holder in claim.voice.chain]
    public = {word for name in (*outlets, *map(_name, filter(is_public, holders))) for word in _WORD.findall(name)}
    named = [_name(holder) for holder in holders if not is_public(holder)]
    claimed = (value for claim in reading.claims for value in (*claim.actors, *claim.targets))
    somebody = (value for value in (*reading.values, *claimed) if isinstance(value, Actor) and value.id is None)
    named += [value.name or _proper(value.text) for value in somebody if ".person" in value.rule]
    for name in named:
        words = [word for word in _WORD.findall(name) if len(word) >= _LEAST and word not in public]
        if words:
            yield name
            yield from words


def is_public(holder: Holder) -> bool:
    """Return whether a speaker's name may be shown: a body's, or that of a person who speaks in a public role.

    >>> mayor = Holder("the mayor, Ann Lee", Span(0, 18), name="Ann Lee", role="mayor", kind="person")
    >>> is_public(mayor), is_public(replace(mayor, role="shopkeeper")), is_public(replace(mayor, role=None))
    (True, False, False)
    """
    if holder.id is not None or holder.kind not in {"person", None}:
        return True
    role = (holder.role or "").casefold()
    return bool(role) and _private_role().search(role) is None


@cache
def _private_role() -> re.Pattern[str]:
    """Return what finds a role of private life, in any language."""
    file = files("corrobora") / "data" / "codebook" / "private_roles.tsv"
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    words = {word for _, cell in rows for word in cell.split("|")}
    return re.compile(r"(?<!\w)(?:ال)?(?:{})s?(?!\w)".format("|".join(map(re.escape, sorted(words)))))


def _name(holder: Holder) -> str:
    return holder.name or _proper(holder.text)


def _proper(words: str) -> str:
    """Return the words at the start of a text that are written as a name: of a script without capitals, all.

    >>> _proper("Umm Karim, who tends four hundred palms"), _proper("the statement")
    ('Umm Karim', '')
    """
    out: list[str] = []
    for word in words.split():
        if word[:1].islower():
            break
        out.append(word.strip(",.;:«»“”\"'"))
        if word.endswith((",", ";", ":")):
            break
    return " ".join(out)


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds any of the names, the longest first; null where there are none."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(r"(?<!\w)(?:{})(?!\w)".format("|".join(map(re.escape, ordered)))) if ordered else None


def _hidden(thing: _Thing, pattern: re.Pattern[str] | None) -> _Thing:
    """Return a thing with every string in it masked; ids, rules and addresses stay."""
    if pattern is None or isinstance(thing, Span):
        return thing
    made: Any = thing
    if isinstance(thing, str):
        made = pattern.sub(lambda found: re.sub(r"\w", _BLOCK, found.group()), thing)
    elif isinstance(thing, tuple):
        made = tuple(_hidden(each, pattern) for each in thing)
    elif isinstance(thing, dict):
        made = {_hidden(key, pattern): _hidden(each, pattern) for key, each in thing.items()}
    elif is_dataclass(thing) and not isinstance(thing, type):
        kept = _KEPT.get(type(thing), frozenset())
        changed = {f.name: _hidden(getattr(thing, f.name), pattern) for f in fields(thing) if f.name not in kept}
        made = replace(thing, **changed)
    return made  # type: ignore[no-any-return] # the same kind of thing
