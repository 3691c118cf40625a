"""A claim in its article, as the page shows it: who says it, when, in which words, and where those stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from corrobora.link.names import display
from corrobora.link.values import written
from corrobora.reckon.books import Books
from corrobora.reckon.track import voice_of
from corrobora.show.markup import anchor
from corrobora.show.words import spoken
from corrobora.types import AnyValue, Balance, Claim, Document, Incident, Quantity, Record, Span

_ARTICLE = re.compile(r"^(?:(?:The|An?|Les?|La|Une?|Des) |L['’])(?=[a-zà-ÿ])")  # of a sentence, not of a name
STANDING = frozenset({"holds", "nothing against it"})  # verdicts of tallies that stand
# A final mark that ends a sentence; the full stop of an initial or of a title ("M.", "Gen.") does not.
_END = re.compile(r"(?:[!?؟…۔]|(?<!\b[A-ZÀ-Þ])(?<!\b[A-ZÀ-Þ]\w)(?<!\b[A-ZÀ-Þ]\w\w)\.)[\"»”’)]*\s+|\n+")
_AROUND = 160
_RTL = {"ar", "fa", "he", "ps", "ur", "ku"}


def stands(balance: Balance) -> bool:
    """Return whether a tally's verdict is that it holds, or that nothing is against it.

    >>> from corrobora.types import Counted, Scope, Voice
    >>> told = ("c-1", "u", 9, True, Scope(), Voice("narrator"), Counted(1, 0), 8, ())
    >>> stands(Balance(*told, "holds: 1 more than 8")), stands(Balance(*told, "disputed: the Lantern gives 12"))
    (True, False)
    """
    return balance.verdict.partition(":")[0] in STANDING


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with the article that it stands in."""

    claim: Claim
    document: Document

    @property
    def words(self) -> str:
        """Return the words that the claim was read from."""
        return self.claim.span.of(self.document.text)

    @property
    def context(self) -> tuple[str, str]:
        """Return what stands before the words and behind them in their sentence, or with who says it in the same one.

        >>> from corrobora.types import Voice
        >>> text = "Two died. The army denied it again. Later, nothing."
        >>> claim = Claim("c-1", "incident", Span(19, 25), "rule", Voice("narrator"))
        >>> Said(claim, Document("d", "u", text, "")).context
        ('The army ', ' it again.')
        """
        text, span = self.document.text, self.claim.span
        parts = [each.span for each in self.document.passages if each.span.start <= span.start < each.span.end]
        whole = parts[0] if parts else Span(0, len(text))
        first, last = max(whole.start, span.start - 2 * _AROUND), max(span.end, min(whole.end, span.end + 2 * _AROUND))
        start = max((found.end() for found in _END.finditer(text, first, span.start)), default=first)
        ended = _END.search(text, span.end, last)
        end = len(text[: ended.end()].rstrip()) if ended else last
        before, after = text[start : span.start], text[span.end : end]
        before = before if len(before) <= _AROUND else "…" + before[-_AROUND:].partition(" ")[2]
        return before, after if len(after) <= _AROUND else after[:_AROUND].rpartition(" ")[0] + "…"

    @property
    def who(self) -> str:
        """Return on whose word it stands: the speaker, or the outlet where it tells it itself."""
        document = self.document
        key, name, _ = voice_of(self.claim, document)
        name = name.removesuffix(f" ({document.outlet or document.uri})")
        return display(key, _ARTICLE.sub(lambda found: found[0].lower(), name))

    @property
    def via(self) -> str:
        """Return through whom the speaker's words came, "" where nobody stands between."""
        return ", ".join(holder.name or holder.text for holder in self.claim.voice.chain[1:])

    @property
    def day(self) -> str:
        """Return when the article was published, as a person reads it."""
        published = self.document.published
        return spoken(published.edtf if published else None)

    @property
    def outlet(self) -> str:
        """Return where it was printed."""
        return self.document.outlet or self.document.uri

    @property
    def language(self) -> str:
        """Return the language of the article."""
        return self.document.language or "und"

    @property
    def direction(self) -> str:
        """Return the way in which the article's script runs: ltr, rtl, or auto where its language isn't known."""
        return direction(self.document)

    def link(self, span: Span | None = None) -> str:
        """Return the address on the page of a span of the article, by default and for want of words of the claim's."""
        here = span if span is not None and span.start < span.end else self.claim.span
        return "#" + anchor(self.document, here)


def direction(document: Document) -> str:
    """Return the way in which an article's script runs.

    >>> direction(Document("d", "u", "", "", language="ar"))
    'rtl'
    """
    language = document.language
    return "auto" if language is None else "rtl" if language in _RTL else "ltr"


@dataclass(frozen=True, slots=True)
class Version:
    """One value of a field as one voice gives it: the claims that give it so, each with the words of the value."""

    value: str
    who: str
    by: tuple[tuple[Said, Span], ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A field of an incident with all that is said of it, in the order in which it was said."""

    field: str
    disputed: bool
    versions: tuple[Version, ...]


def said_in(books: Books) -> dict[str, Said]:
    """Return every claim of the books by its id, each voice under the name by which it is counted."""
    return {claim.id: Said(claim, reading.document) for reading in books.heard for claim in reading.claims}


def sides(incident: Incident, said: Mapping[str, Said]) -> list[Side]:
    """Return the fields on which the claims about an incident differ, side by side, the disputed first."""
    fields: dict[str, dict[tuple[str, str], list[tuple[Said, Span]]]] = {}
    for each in incident.values:
        for one in (said[claim] for claim in each.claims if claim in said):
            value = each.value.partition(", said ")[0]
            versions = fields.setdefault(each.field, {})
            span = _span_of(one.claim, each.field, value)
            shown = display(value, value) if each.field in _PARTIES else value
            if each.field == "means":  # its id says less than its words
                shown = span.of(one.document.text)
            versions.setdefault((shown, one.who), []).append((one, span))
    out = [Side(field, field in incident.disputed, tuple(_ordered(versions))) for field, versions in fields.items()]
    return sorted(out, key=lambda side: (not side.disputed, _RANK.get(side.field, 10), side.field))


_PARTIES = {"actors", "targets"}
_RANK = {
    "killed": 0,
    "injured": 1,
    "missing": 2,
    "actors": 3,
    "when": 30,
    "event": 31,
    "places": 32,
    "targets": 33,
    "means": 34,
}


def _ordered(versions: dict[tuple[str, str], list[tuple[Said, Span]]]) -> Iterator[Version]:
    def first(item: tuple[tuple[str, str], list[tuple[Said, Span]]]) -> tuple[str, str]:
        return min(_when(said) for said, _ in item[1]), item[0][0]

    for (value, who), by in sorted(versions.items(), key=first):
        yield Version(value, who, tuple(sorted(by, key=lambda each: (_when(each[0]), each[0].claim.id))))


def _when(said: Said) -> str:
    published = said.document.published
    return published.edtf if published else "~"


def _span_of(claim: Claim, field: str, value: str) -> Span:
    """Return where a claim's value of a field stands: its own words, else the claim's."""
    for each in _values(claim, field):
        names = (each.name, each.text, each.id, written(each) if isinstance(each, Quantity) else None)
        if value in names or getattr(each, "edtf", None) == value:
            return each.span
    return next((each.span for each in _values(claim, field)), claim.span)


def _values(claim: Claim, field: str) -> Iterable[AnyValue]:
    if field == "when":
        return [claim.when] if claim.when else []
    if field in {"actors", "targets", "places", "means"}:
        return tuple(getattr(claim, field))
    return [quantity for quantity in claim.quantities if quantity.measure == field]


def told(incident: Incident, said: Mapping[str, Said]) -> list[Said]:
    """Return the claims that tell of an incident."""
    return [said[claim] for claim in incident.claims if claim in said and not _denies(said[claim].claim)]


def denials(incident: Incident, said: Mapping[str, Said]) -> list[Said]:
    """Return the claims that deny an incident, or neither confirm nor deny it."""
    return [said[claim] for claim in incident.claims if claim in said and _denies(said[claim].claim)]


def _denies(claim: Claim) -> bool:
    return claim.stance == "denied" or claim.act in {"denies", "neither"}


def by_voice(books: Books, said: Mapping[str, Said]) -> list[tuple[Record, list[Said]]]:
    """Return each voice's record with what it says, in the order of the records."""
    groups: dict[str, list[Said]] = {}
    for one in said.values():
        groups.setdefault(voice_of(one.claim, one.document)[0], []).append(one)
    named: dict[str, list[Said]] = {}
    for key, items in groups.items():
        names = [voice_of(one.claim, one.document)[1] for one in items]
        name = min(names, key=lambda name: (-names.count(name), name))
        named.setdefault(display(key, name), []).extend(items)
    return [(record, named.get(record.name, [])) for record in books.records]
