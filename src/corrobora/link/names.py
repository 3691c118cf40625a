"""The name to show for each key: the codebook's, or the words of the first document that has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from corrobora.codebook import actors_by_id
from corrobora.link.identity import actor_key, holder_key, outlet_key, word_key
from corrobora.link.telling import speaker
from corrobora.types import Claim, Document


def names_in(claims: Iterable[tuple[Claim, Document]]) -> Mapping[str, str]:
    """Return a name for each speaker, outlet, actor and target of the claims, by key."""
    names: dict[str, str] = {}
    for claim, document in claims:
        for key, words in _named(claim, document):
            names.setdefault(key, display(key, words))
    return names


def _named(claim: Claim, document: Document) -> Iterator[tuple[str, str]]:
    for holder in claim.voice.chain:
        key = holder_key(holder)
        if key is not None:
            yield key, holder.name or holder.organisation or holder.text
    if claim.voice.chain:
        yield speaker(claim, document), claim.voice.chain[0].text
    yield outlet_key(document), document.outlet or document.uri
    if document.forwarded_from:
        yield word_key(document), document.forwarded_from
    for value in (*claim.actors, *claim.targets):
        yield actor_key(value.id, value.name, value.text), value.name or value.text


def display(key: str, words: str) -> str:
    """Return the codebook's English name for a key, or the words that stand for it in a document.

    >>> display("name:sall", "Sall")
    'Sall'
    """
    entry = actors_by_id().get(key)
    return entry.names["en"] if entry is not None else " ".join(words.split())
