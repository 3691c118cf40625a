"""Documents that rest on the word of an agency or another outlet, and say so."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from corrobora.link.days import Days, days
from corrobora.link.identity import holder_key, is_medium, outlet_key
from corrobora.link.names import display
from corrobora.link.score import ENOUGH, apart, total
from corrobora.link.telling import Telling, Told
from corrobora.types import Lineage, Reading, Span

_AT_MOST = 2


def citations(readings: Sequence[Reading], told: Told) -> Iterator[Lineage]:
    """Yield for each dispatch that is cited those who cite it, among readings that are sorted by publication.

    Where the dispatch is not in the ledger, those who cite the same agency on the same incident are one lineage,
    whose origin is the agency's name.
    """
    outlets = frozenset(outlet_key(r.document) for r in readings if r.document.outlet)
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
        yield from _lineages((source, names[source]), citing, own.get(source, ()), told)


def _passed_on(reading: Reading, outlets: frozenset[str]) -> Iterator[tuple[str, str, Span]]:
    """Yield the media on whose word an article passes something on: key, name, and the words that are passed on."""
    for claim in reading.claims:
        outer = claim.voice.chain[-1] if claim.voice.chain else None
        key = holder_key(outer) if outer is not None and is_medium(outer, outlets) else None
        if outer is not None and key is not None:
            content = claim.voice.content or claim.span
            words = Span(min(content.start, claim.span.start), max(content.end, claim.span.end))
            yield key, display(key, outer.name or outer.organisation or outer.text), words


def _lineages(
    cited: tuple[str, str],
    citing: Mapping[str, Sequence[Telling]],
    own: Sequence[Reading],
    told: Told,
) -> Iterator[Lineage]:
    source, name = cited
    groups: dict[str, list[str]] = defaultdict(list)
    loose: list[list[str]] = []
    when: dict[int | None, list[int]] = defaultdict(list)
    printed: dict[int | None, list[int]] = defaultdict(list)
    for number, reading in enumerate(own):
        printed[_printed(reading)].append(number)
    for uri, claims in citing.items():
        dispatches = (own[number].document.uri for number in _near(printed, claims[0].published))
        dispatch = next((each for each in dispatches if _before(told(each), claims)), None)
        if dispatch is not None:
            groups[dispatch].append(uri)
            continue
        near = sorted({number for claim in claims for day in _days(claim) for number in when.get(day, ())})
        fit = (n for n in near if any(_linked(a, b) for other in loose[n] for a in citing[other] for b in claims))
        number = next(fit, len(loose))
        if number == len(loose):
            loose.append([])
        loose[number].append(uri)
        for day in {day for claim in claims for day in _days(claim)}:
            when[day].append(number)
    for dispatch, members in sorted(groups.items()):
        note = f"{len(members)} cite{'s' if len(members) == 1 else ''} {name}"
        yield Lineage(_id(dispatch, members[0]), "citation", dispatch, (dispatch, *members), (note,))
    for members in loose:
        note = f"cites {name}, whose dispatch is not in the ledger"
        yield Lineage(_id(source, members[0]), "citation", name, tuple(members), (note,))


def _printed(reading: Reading) -> int | None:
    """Return the first day on which a document may have been published."""
    when = days(reading.document.published.edtf) if reading.document.published else None
    return when.first if when else None


def _near(printed: Mapping[int | None, Sequence[int]], published: Days | None) -> list[int]:
    """Return which dispatches are old or young enough to be cited by what was published then, the earliest first."""
    if published is None:
        return sorted(number for numbers in printed.values() for number in numbers)
    near = (None, *range(published.last - _AT_MOST, published.last + 2))
    return sorted(number for day in near for number in printed.get(day, ()))


def _before(dispatch: Sequence[Telling], claims: Sequence[Telling]) -> bool:
    """Return whether a dispatch tells one of the incidents that are cited from it, at most two days before."""
    for a in dispatch:
        for b in claims:
            if a.published and b.published and not -1 <= b.published.last - a.published.first <= _AT_MOST:
                continue
            if _linked(a, b):
                return True
    return False


def _days(each: Telling) -> Iterable[int | None]:
    """Return the days by which claims that may be about one incident find each other; a vague one has its own place."""
    return (
        (None,) if each.days is None or each.days.length > _AT_MOST else range(each.days.first - 1, each.days.last + 2)
    )


def _linked(a: Telling, b: Telling) -> bool:
    return apart(a, b) is None and total(a, b) >= ENOUGH


def _id(origin: str, first: str) -> str:
    return "l-" + hashlib.sha256(f"citation\0{origin}\0{first}".encode()).hexdigest()[:12]
