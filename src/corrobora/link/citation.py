"""Documents that rest on the word of an agency or another outlet, and say so."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from corrobora.link.columns import columns
from corrobora.link.days import Days, days
from corrobora.link.evidence import FIXED
from corrobora.link.identity import holder_key, is_medium, outlet_key, word_key
from corrobora.link.names import display
from corrobora.link.pairs import compared
from corrobora.link.rows import rows
from corrobora.link.telling import Telling, Told
from corrobora.types import Lineage, Reading, Span

_AT_MOST = 2


def citations(readings: Sequence[Reading], told: Told) -> Iterator[Lineage]:
    """Yield for each dispatch that is cited those who cite it, among readings that are sorted by publication.

    Where the dispatch is not in the ledger, those who cite the same agency on the same incident are one lineage,
    whose origin is the agency's name.
    """
    outlets = frozenset(outlet_key(r.document) for r in readings if r.document.outlet)
    return (lineage for _, found in cited_from(readings, told, outlets) for lineage in found)


def outermost(reading: Reading) -> frozenset[tuple[str, bool]]:
    """Return the keys of those who pass on claims in an article last, and which are media, whatever outlets there are.

    Others are cited too where they are one of the outlets.
    """
    outer = (claim.voice.chain[-1] for claim in reading.claims if claim.voice.chain)
    forwarded = [(word_key(reading.document), True)] if reading.document.forwarded_from else []
    return frozenset(forwarded) | frozenset(
        (key, is_medium(holder)) for holder in outer if (key := holder_key(holder)) is not None
    )


def cited_from(
    readings: Sequence[Reading], told: Told, outlets: frozenset[str], only: frozenset[str] | None = None
) -> Iterator[tuple[str, list[Lineage]]]:
    """Yield each medium that is cited, or those of `only`, with its lineages; `outlets` are those of the ledger."""
    names: dict[str, str] = {}
    own: dict[str, list[Reading]] = defaultdict(list)
    cited: dict[str, dict[str, list[Telling]]] = defaultdict(lambda: defaultdict(list))
    for reading in readings:
        own[outlet_key(reading.document)].append(reading)
        passed = list(_passed_on(reading, outlets))
        names |= {key: names.get(key, name) for key, name, _ in passed}
        for each in told(reading.document.uri) if passed else ():
            source = next((key for key, _, words in passed if words.covers(each.claim.span)), None)
            if source is not None and source != outlet_key(reading.document):
                cited[source][reading.document.uri].append(each)
    for source, citing in sorted(cited.items()):
        if only is None or source in only:
            yield source, list(_lineages((source, names[source]), citing, own.get(source, ()), told))


def _passed_on(reading: Reading, outlets: frozenset[str]) -> Iterator[tuple[str, str, Span]]:
    """Yield the media on whose word an article passes something on: key, name, and the words that are passed on.

    What was forwarded is passed on as a whole.
    """
    document = reading.document
    if document.forwarded_from:
        whose = word_key(document)
        yield whose, display(whose, document.forwarded_from), Span(0, len(document.text))
        return
    for claim in reading.claims:
        outer = claim.voice.chain[-1] if claim.voice.chain else None
        key = holder_key(outer) if outer is not None and is_medium(outer, outlets) else None
        if outer is not None and key is not None:
            content = claim.voice.content or claim.span
            words = Span(min(content.start, claim.span.start), max(content.end, claim.span.end))
            yield key, display(key, outer.name or outer.organisation or outer.text), words


def _lineages(
    cited: tuple[str, str], citing: Mapping[str, Sequence[Telling]], own: Sequence[Reading], told: Told
) -> Iterator[Lineage]:
    source, name = cited
    place = {reading.document.uri: number for number, reading in enumerate(own)}
    linked = _linked([each for claims in (*map(told, place), *citing.values()) for each in claims])
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


def _linked(told: Sequence[Telling]) -> Mapping[str, set[str]]:
    """Return for each document the others that tell of an incident of its own."""
    pairs = compared(columns(rows(told)))
    pairs = pairs.at(FIXED.totals()[pairs.pattern] >= FIXED.least())
    out: dict[str, set[str]] = defaultdict(set)
    for a, b in zip(pairs.one.tolist(), pairs.two.tolist(), strict=True):
        one, two = told[a].document.uri, told[b].document.uri
        out[one].add(two)
        out[two].add(one)
    return out


def _in_time(dispatch: Reading, published: Days | None) -> bool:
    """Return whether a dispatch may be cited by what was published then: at most two days after it."""
    printed = days(dispatch.document.published.edtf) if dispatch.document.published else None
    return printed is None or published is None or -1 <= published.last - printed.first <= _AT_MOST


def _id(origin: str, first: str) -> str:
    return "l-" + hashlib.sha256(f"citation\0{origin}\0{first}".encode()).hexdigest()[:12]
