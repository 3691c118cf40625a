"""Documents that rest on the word of an agency or another outlet, and say so."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from corrobora.link.days import Days, days
from corrobora.link.identity import holder_key, is_medium, outlet_key, word_key
from corrobora.link.names import display
from corrobora.link.telling import Telling, Told
from corrobora.types import Lineage, Reading, Span

_AT_MOST = 2

Groups = Mapping[str, int]  # of claims about one incident, by their ids


class Outer(NamedTuple):
    """One who passes on claims in an article last; a medium is one whatever outlets the ledger has."""

    key: str
    is_medium: bool
    name: str


def citations(readings: Sequence[Reading], told: Told, groups: Groups) -> Iterator[Lineage]:
    """Yield for each dispatch that is cited those who cite it, among readings that are sorted by publication.

    Where the dispatch is not in the ledger, those who cite the same agency on the same incident are one lineage,
    whose origin is the agency's name.
    """
    outlets = frozenset(outlet_key(r.document) for r in readings if r.document.outlet)
    names: dict[str, str] = {}
    family: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        known = [each for each in outermost(reading) if each.is_medium or each.key in outlets]
        names |= {each.key: names.get(each.key, each.name) for each in known}
        for key in {outlet_key(reading.document), *(each.key for each in known)}:
            family[key].append(reading)
    for key, name in sorted(names.items()):
        yield from cited((key, name), family[key], told, groups, outlets)


def outermost(reading: Reading) -> list[Outer]:
    """Return those who pass on claims in an article last, each once, in the order of the claims.

    Those who are no media are cited too where they are one of the outlets. What was forwarded is passed on as a whole.
    """
    document = reading.document
    if document.forwarded_from:
        whose = word_key(document)
        return [Outer(whose, is_medium=True, name=display(whose, document.forwarded_from))]
    outer = (claim.voice.chain[-1] for claim in reading.claims if claim.voice.chain)
    found = ((key, each) for each in outer if (key := holder_key(each)) is not None)
    once: dict[tuple[str, bool], Outer] = {}
    for key, each in found:
        name = display(key, each.name or each.organisation or each.text)
        once.setdefault((key, is_medium(each)), Outer(key, is_medium(each), name))
    return list(once.values())


def cited(
    source: tuple[str, str], readings: Sequence[Reading], told: Told, groups: Groups, outlets: frozenset[str]
) -> list[Lineage]:
    """Return the lineages of a medium (key and name) that is cited, among its own dispatches and those who cite it.

    `outlets` are those of the ledger. Documents that share no group with others, even through others, may be left out.
    """
    own = [reading for reading in readings if outlet_key(reading.document) == source[0]]
    citing: dict[str, list[Telling]] = {}
    for reading in readings:
        passed = list(_passed_on(reading, outlets))
        if outlet_key(reading.document) == source[0] or all(key != source[0] for key, _ in passed):
            continue
        for each in told(reading.document.uri):
            first = next((key for key, words in passed if words.covers(each.claim.span)), None)
            if first == source[0]:
                citing.setdefault(reading.document.uri, []).append(each)
    return list(_lineages(source, citing, own, told, groups)) if citing else []


def _passed_on(reading: Reading, outlets: frozenset[str]) -> Iterator[tuple[str, Span]]:
    """Yield the media on whose word an article passes something on, and the words that are passed on.

    What was forwarded is passed on as a whole.
    """
    document = reading.document
    if document.forwarded_from:
        yield word_key(document), Span(0, len(document.text))
        return
    for claim in reading.claims:
        outer = claim.voice.chain[-1] if claim.voice.chain else None
        key = holder_key(outer) if outer is not None and is_medium(outer, outlets) else None
        if key is not None:
            content = claim.voice.content or claim.span
            yield key, Span(min(content.start, claim.span.start), max(content.end, claim.span.end))


def _lineages(
    cited: tuple[str, str], citing: Mapping[str, Sequence[Telling]], own: Sequence[Reading], told: Told, same: Groups
) -> Iterator[Lineage]:
    source, name = cited
    place = {reading.document.uri: number for number, reading in enumerate(own)}
    linked = _linked([each for claims in (*map(told, place), *citing.values()) for each in claims], same)
    groups: dict[str, list[str]] = defaultdict(list)
    loose: list[list[str]] = []
    home: dict[str, int] = {}
    for uri, claims in citing.items():
        near = linked.get(uri, set())
        before = [n for each in near if (n := place.get(each)) is not None and _in_time(own[n], claims[0].published)]
        if before:
            groups[own[min(before)].document.uri].append(uri)
            continue
        home[uri] = min((home[each] for each in near if each in home), default=len(loose))
        if home[uri] == len(loose):
            loose.append([])
        loose[home[uri]].append(uri)
    for dispatch, members in sorted(groups.items()):
        note = f"{len(members)} cite{'s' if len(members) == 1 else ''} {name}"
        yield Lineage(_id(dispatch, members[0]), "citation", dispatch, (dispatch, *members), (note,))
    for members in loose:
        note = f"cites {name}, whose dispatch is not in the ledger"
        yield Lineage(_id(source, members[0]), "citation", name, tuple(members), (note,))


def _linked(told: Sequence[Telling], groups: Groups) -> Mapping[str, set[str]]:
    """Return for each document those that tell of an incident of its own, itself among them."""
    tellers: dict[int, set[str]] = defaultdict(set)
    for each in told:
        if (group := groups.get(each.claim.id)) is not None:
            tellers[group].add(each.document.uri)
    out: dict[str, set[str]] = defaultdict(set)
    for uris in tellers.values():
        for uri in uris:
            out[uri] |= uris
    return out


def _in_time(dispatch: Reading, published: Days | None) -> bool:
    """Return whether a dispatch may be cited by what was published then: at most two days after it."""
    printed = days(dispatch.document.published.edtf) if dispatch.document.published else None
    return printed is None or published is None or -1 <= published.last - printed.first <= _AT_MOST


def _id(origin: str, first: str) -> str:
    return "l-" + hashlib.sha256(f"citation\0{origin}\0{first}".encode()).hexdigest()[:12]
