"""Whose word a claim is: origins are counted, not outlets, and a copy corroborates nothing.

The rules, each chosen so that nothing is counted twice:
1. A claim in a copy (or a proposed translation) of a document that tells the incident itself adds no origin.
   In a partial copy this holds for the words that were taken over.
2. A named speaker, or a body with a spokesman, is one origin, whoever reports it and in whatever language.
3. An unnamed source is the word of the agency or outlet that quotes it; so is a narrator.
4. A narrator, or "the ministry", whose outlet quotes a named speaker on the incident rests on that speaker and adds
   nothing.
5. What is cited ("according to the agency") is the word of the one that is cited.
6. A body that is only called by what it is ("the air force") is that of the named speakers of the incident which it can
   mean, where that is one.
So an origin is the root of a lineage for what an outlet tells by itself, and the innermost speaker for what is quoted:
ten outlets that quote one ministry are one origin, one article that quotes two speakers is two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from corrobora.link.bodies import meant
from corrobora.link.identity import holder_key, is_medium, outlet_key, word_key
from corrobora.link.telling import Telling
from corrobora.read.fold import plain
from corrobora.types import Claim, Document, Lineage, Reading

_TAKEN_OVER = 80.0
_PERSONS = {None, "role", "person"}
_WHOLE = {"copy", "translation"}


@dataclass(frozen=True, slots=True)
class Descent:
    """From which document the words of another come: `roots` for whole copies, `sources` for parts."""

    documents: Mapping[str, Document]
    roots: Mapping[str, str]
    sources: Mapping[str, tuple[str, ...]]
    outlets: Mapping[str, str]
    _folded: dict[str, str] = field(default_factory=dict, init=False, compare=False, repr=False)
    _known: dict[tuple[str, str], bool] = field(default_factory=dict, init=False, compare=False, repr=False)

    def holds(self, uri: str, words: str) -> bool:
        """Return whether some words stand in a document, or nearly; what was asked once is known."""
        if (uri, words) not in self._known:
            if uri not in self._folded:
                self._folded[uri] = plain(self.documents[uri].text)
            score = fuzz.partial_ratio(plain(words), self._folded[uri])
            self._known[uri, words] = score >= _TAKEN_OVER
        return self._known[uri, words]


def descent(readings: Iterable[Reading], lineages: Iterable[Lineage]) -> Descent:
    """Return from which document (by uri) the words of each other come."""
    roots: dict[str, str] = {}
    sources: dict[str, tuple[str, ...]] = {}
    for lineage in lineages:
        for member in lineage.members:
            if member == lineage.origin:
                continue
            if lineage.kind in _WHOLE:
                roots.setdefault(member, lineage.origin)
            elif lineage.kind == "partial":
                sources[member] = (*sources.get(member, ()), lineage.origin)
    documents = {reading.document.uri: reading.document for reading in readings}
    outlets = {outlet_key(document): document.outlet or document.uri for document in documents.values()}
    return Descent(documents, roots, sources, outlets)


def root(document: Document, claim: Claim, known: Descent) -> str:
    """Return the uri of the document in which the words of a claim stood first."""
    uri = document.uri
    for _ in range(len(known.roots) + 1):
        if uri not in known.roots:
            break
        uri = known.roots[uri]
    for source in known.sources.get(document.uri, ()) if uri == document.uri else ():
        if source in known.documents and known.holds(source, claim.span.of(document.text)):
            return source
    return uri


def forwarded(group: Iterable[Telling], known: Descent) -> Mapping[str, str]:
    """Return by their keys the names of those from whom the words of an incident were forwarded."""
    found = {known.documents.get(root(each.document, each.claim, known), each.document) for each in group}
    named = sorted((word_key(each), each.forwarded_from) for each in found if each.forwarded_from)
    return dict(reversed(named))


def named_origin(claim: Claim) -> str | None:
    """Return the key of the one on whose word a claim is, or null for a narrator or an unnamed source."""
    for holder in claim.voice.chain:
        key = holder_key(holder)
        if key is not None:
            return key
    return None


def _is_source(claim: Claim) -> bool:
    """Return whether somebody unnamed says it: a person, not a body that may only be pointed back to."""
    return bool(claim.voice.chain) and claim.voice.chain[0].kind in _PERSONS


def origins(group: Sequence[Telling], known: Descent) -> Mapping[str, frozenset[str]]:
    """Return the independent origins of an incident, each with the ids of the claims that rest on it."""
    told_in = {each.document.uri for each in group}
    named: dict[str, set[str]] = {}
    outlets: dict[str, set[str]] = {}
    narrated: dict[str, set[str]] = {}
    unnamed: list[tuple[str, Telling]] = []
    quoting: set[str] = set()
    for each in group:
        source = root(each.document, each.claim, known)
        if source != each.document.uri and source in told_in:
            continue
        outlet = word_key(known.documents.get(source, each.document))
        key = named_origin(each.claim)
        if key is not None:
            named.setdefault(key, set()).add(each.claim.id)
            if not is_medium(each.claim.voice.chain[-1]):
                quoting.add(outlet)
        elif _is_source(each.claim):
            outlets.setdefault(outlet, set()).add(each.claim.id)
        else:
            unnamed.append((outlet, each))
    bodies = sorted(named)
    for outlet, each in unnamed:
        body = meant(each.claim.voice.chain[0], bodies) if each.claim.voice.chain else None
        (narrated.setdefault(outlet, set()) if body is None else named[body]).add(each.claim.id)
    for outlet, claims in outlets.items():
        named.setdefault(outlet, set()).update(claims)
    for outlet, claims in narrated.items():
        if outlet in named or outlet not in quoting:
            named.setdefault(outlet, set()).update(claims)
    return {key: frozenset(claims) for key, claims in sorted(named.items())}
