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
    for article in _ARTICLES:
        folded = folded.removeprefix(article)
    return folded


def named(name: str | None) -> str | None:
    """Return the key of a name: a codebook id where one actor bears it, else the folded name itself."""
    if not name or not bare(name):
        return None
    return _known().get(bare(name), f"name:{bare(name)}")


def outlet_key(document: Document) -> str:
    """Return the key of a document's outlet; a document without one stands for itself."""
    return named(document.outlet) or f"uri:{document.uri}"


def holder_key(holder: Holder) -> str | None:
    """Return whose word a holder's is: the body spoken for, else the person; null for an unnamed source.

    >>> from corrobora.types import Span
    >>> holder_key(Holder("a source", Span(0, 8), role="source"))
    >>> holder_key(Holder("Mayor Sall", Span(0, 10), name="Sall", role="mayor"))
    'name:sall'
    """
    if holder.id:
        return holder.id
    body = named(holder.organisation)
    if body is not None and not body.startswith("name:"):
        return body
    if holder.name:
        return named(holder.name)
    return body or (None if holder.kind in _UNNAMED else named(holder.text))


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


def sides_of(keys: Iterable[str]) -> frozenset[str]:
    """Return the sides that the actors with these keys are on."""
    return frozenset(side for side in map(side_of, keys) if side)
