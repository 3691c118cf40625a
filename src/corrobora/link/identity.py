"""Who is who across documents: holders, outlets and actors under one key, by codebook id or by folded name.

A key is a codebook id ("afp") or a folded name ("name:tahsin al-khafaji"). An unnamed source has none:
it stands for nothing but the outlet that quotes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from corrobora.codebook import actors, actors_by_id, side_of
from corrobora.read.fold import plain
from corrobora.types import Document, Holder, Value

_AGENCY = {"agency", "news-agency", "outlet", "media", "broadcaster", "newspaper", "wire", "monitor"}
_UNNAMED = {None, "role", "person"}
_ARTICLES = ("the ", "l'", "le ", "la ", "les ")
_CONTRACTED = "لل"


@cache
def _known() -> Mapping[str, str]:
    """Return the id of each name and alias of the codebook that only one actor bears."""
    names: dict[str, str] = {}
    shared: set[str] = set()
    for actor in actors():
        for name in {bare(n) for n in (*actor.names.values(), *(alias for _, alias in actor.aliases))}:
            if names.setdefault(name, actor.id) != actor.id:
                shared.add(name)
    return {name: id_ for name, id_ in names.items() if name not in shared}


@lru_cache(maxsize=16384)
def bare(name: str) -> str:
    """Return a name folded, without accents and without its article.

    >>> bare("L’Agence France-Presse"), bare("The River  Post")
    ('agence france-presse', 'river post')
    """
    folded = " ".join(plain(name).split())
    if folded.startswith(_CONTRACTED):
        return f"ال{folded[2:]}"  # the article behind a preposition: "للمجلس" is "المجلس"
    for article in _ARTICLES:
        folded = folded.removeprefix(article)
    return folded


def named(name: str | None) -> str | None:
    """Return the key of a name: a codebook id where one actor bears it, else the folded name itself.

    A known name may have words before it that say what it is ("the armed group …").
    """
    folded = bare(name) if name else ""
    return (known_id(folded) or f"name:{folded}") if folded else None


@lru_cache(maxsize=16384)
def known_id(folded: str) -> str | None:
    """Return the id of the actor whose codebook name these folded words are, or end in (two words or more), or null."""
    words = folded.split()
    starts = range(max(1, len(words) - 1))
    return next((id_ for start in starts if (id_ := _known().get(" ".join(words[start:])))), None)


@lru_cache(maxsize=16384)
def is_proper(text: str) -> bool:
    """Return whether words name somebody, not just say what: they have a capital, or two words in a script without.

    >>> is_proper("the Delta Police"), is_proper("The police"), is_proper("الشرطة"), is_proper("شرطة بابل")
    (True, False, False, True)
    """
    words = text.replace("’", "'").split()
    first = words[0] if words else ""
    if any(first.casefold() == article.strip() for article in _ARTICLES):
        words = words[1:]
    elif first.casefold().startswith("l'"):
        words = [first[2:], *words[1:]]
    cased = [word for word in words if word.lower() != word.upper()]
    return any(word[0].isupper() for word in cased) if cased else len(words) > 1


def outlet_key(document: Document) -> str:
    """Return the key of a document's outlet; a document without one stands for itself."""
    return _outlet(document.outlet) or f"uri:{document.uri}"


def word_key(document: Document) -> str:
    """Return the key of the one on whose word a document is: of whom it was forwarded from, else of its outlet."""
    return _outlet(document.forwarded_from) or outlet_key(document)


def _outlet(given: str | None) -> str | None:
    name = bare(given) if given else ""
    return _known().get(name, f"name:{name}") if name else None


def holder_key(holder: Holder) -> str | None:
    """Return whose word a holder's is: the body spoken for if known, else the person; null for an unnamed source.

    A state speaks through its government.

    >>> from corrobora.types import Span
    >>> holder_key(Holder("a source", Span(0, 8), role="source"))
    >>> holder_key(Holder("Mayor Sall", Span(0, 10), name="Sall", role="mayor"))
    'name:sall'
    """
    key = _holder_key(holder)
    return _governments().get(key, key) if key else None


def _holder_key(holder: Holder) -> str | None:
    if holder.id:
        return holder.id
    body = _body(holder.organisation)
    if body is not None and not body.startswith("name:") and not _is_capital(holder.organisation or "", body):
        return body
    if holder.name and holder.kind != "role":  # "the official" goes by the words that stood for him first
        return named(holder.name)
    return body or (None if holder.kind in _UNNAMED else _body(holder.text))


def _is_capital(words: str, body: str) -> bool:
    """Return whether a government is only called by its capital: a mayor of Kyiv does not speak for it."""
    entry = actors_by_id().get(body)
    return entry is not None and entry.kind == "government" and len(bare(words).split()) == 1


@cache
def _governments() -> Mapping[str, str]:
    """Return for each state of the codebook its government, the first of its country."""
    first: dict[str, str] = {}
    for actor in actors():
        if actor.kind == "government":
            first.setdefault(actor.country, actor.id)
    return {a.id: first[a.country] for a in actors() if a.kind == "state" and a.country in first}


def _body(words: str | None) -> str | None:
    """Return the key of a body; "the police" or "the ministry" says what it is, not which."""
    if not words or not (is_proper(words) or known_id(bare(words))):
        return None
    return named(words)


def is_medium(holder: Holder, outlets: Iterable[str] = ()) -> bool:
    """Return whether a holder is one who passes on others' words: an agency, an outlet, or one of `outlets` (keys)."""
    key = holder_key(holder)
    entry = actors_by_id().get(key or "")
    return (entry.kind if entry else holder.kind) in _AGENCY or (key is not None and key in outlets)


@lru_cache(maxsize=65536)
def actor_key(id_: str | None, name: str | None, text: str) -> str:
    """Return the key of an actor or a target from its codebook id, its name or its words."""
    return id_ or named(name or text) or f"name:{bare(text)}"


def keys_of(values: Iterable[Value]) -> frozenset[str]:
    """Return the keys of actors or targets."""
    return frozenset(actor_key(value.id, value.name, value.text) for value in values)


def named_keys(values: Iterable[Value]) -> frozenset[str]:
    """Return the keys of those who are named; "gunmen" may be anybody: they neither agree nor compete with a name."""
    return frozenset(
        actor_key(value.id, value.name, value.text)
        for value in values
        if value.id or value.name or known_id(bare(value.text))
    )


def sides_of(keys: Iterable[str]) -> frozenset[str]:
    """Return the sides that the actors with these keys are on."""
    return _sides(frozenset(keys))


@lru_cache(maxsize=65536)
def _sides(keys: frozenset[str]) -> frozenset[str]:
    return frozenset(side for side in map(side_of, keys) if side)


def meet(one: Iterable[str], two: Iterable[str]) -> bool:
    """Return whether some actors, by their keys, are among others, or on a side with one of them."""
    a, b = frozenset(one), frozenset(two)
    return bool(a & b or sides_of(a) & sides_of(b))
