"""An article's text as HTML, with all that was read from it marked: one element a span, so that a link finds it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from markupsafe import Markup, escape

from corrobora.show.words import visible
from corrobora.types import AnyValue, Claim, Document, Passage, Reading, Span

_LONG = 60
_Kinds = dict[Span, dict[str, None]]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A passage's role and its text as HTML; `left` counts the paragraphs of a long text that are left out here."""

    role: str
    html: Markup
    left: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """What a page wants besides: more classes of spans, what to write behind a span, and all of a long text."""

    classes: Mapping[Span, tuple[str, ...]] = field(default_factory=dict)
    notes: Mapping[Span, Markup] = field(default_factory=dict)
    whole: bool = False


def anchor(document: Document, span: Span) -> str:
    """Return the name of a span on the page.

    >>> anchor(Document("d-1", "u", "In Babil.", ""), Span(3, 8))
    'd-1.3-8'
    """
    return f"{document.id}.{span.start}-{span.end}"


_PLAIN = View()


def paragraphs(reading: Reading, view: View = _PLAIN) -> Iterator[Paragraph]:
    """Yield the passages of an article in their order; of a long text, only those from which something was read.

    >>> text = "A convoy was hit."
    >>> bare = Reading(Document("d", "u", text, "", passages=(Passage("body", Span(0, 17)),)))
    >>> [(each.role, each.html) for each in paragraphs(bare)]
    [('body', Markup('A convoy was hit.'))]
    """
    document = reading.document
    passages = document.passages or (Passage("body", Span(0, len(document.text))),)
    marks = _by_passage(_kinds(reading, view), passages)
    named: set[Span] = set()
    write = _Writer(document, view, named)
    found = [(passage, write.marked(passage.span, marks[index])) for index, passage in enumerate(passages)]
    if view.whole or len(passages) <= _LONG:
        yield from (Paragraph(passage.role, html) for passage, html in found)
        return
    for empty, run in groupby(enumerate(found), key=lambda each: not marks[each[0]]):
        items = [item for _, item in run]
        if empty:
            yield Paragraph("left", Markup(), len(items))
        else:
            yield from (Paragraph(passage.role, html) for passage, html in items)


def slot_values(claim: Claim) -> Iterator[AnyValue]:
    """Yield every value that a claim's slots hold."""
    for name in ("actors", "targets", "places", "means", "quantities", "addressees"):
        yield from getattr(claim, name)
    yield from (value for value in (claim.when, claim.due) if value is not None)


def _kinds(reading: Reading, view: View) -> _Kinds:
    """Return what each span of an article is: a claim, a value, a holder, a cue, or the place of a flag."""
    out: _Kinds = {}
    for span, kind in _spans(reading):
        if span.start < span.end:
            out.setdefault(span, {})[kind] = None
    for span, more in view.classes.items():
        if span in out:
            out[span] |= dict.fromkeys(more)
    return out


def _spans(reading: Reading) -> Iterator[tuple[Span, str]]:
    for claim in reading.claims:
        yield claim.span, "claim"
        yield from ((value.span, value.kind) for value in slot_values(claim))
        yield from ((holder.span, "holder") for holder in claim.voice.chain)
        if claim.voice.cue is not None:
            yield claim.voice.cue.span, "cue"
    yield from ((value.span, value.kind) for value in reading.values)
    yield from ((flag.span, "flagged") for flag in reading.flags if flag.span is not None)
    yield from ((span, "repeated") for repeat in reading.repeats for span in repeat.spans)


_Mark = tuple[int, int, Span, tuple[str, ...]]


def _by_passage(kinds: _Kinds, passages: Sequence[Passage]) -> list[list[_Mark]]:
    """Return the marks of each passage, cut at its ends, the outer before the inner."""
    out: list[list[_Mark]] = [[] for _ in passages]
    ends = [passage.span.end for passage in passages]
    for span, names in kinds.items():
        for index in range(bisect_right(ends, span.start), len(passages)):
            whole = passages[index].span
            if whole.start >= span.end:
                break
            out[index].append((max(span.start, whole.start), min(span.end, whole.end), span, tuple(names)))
    for marks in out:
        marks.sort(key=lambda mark: (mark[0], -mark[1], -mark[2].end, mark[2].start))
    return out


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes an article with its marks; `named` holds the spans whose first piece bears their name already."""

    document: Document
    view: View
    named: set[Span]

    def marked(self, whole: Span, marks: Sequence[_Mark]) -> Markup:
        """Return a stretch of text with its marks nested; where two cross, the later one is cut in two."""
        text, out, at = self.document.text, [], whole.start
        waiting = list(reversed(marks))
        open_: list[tuple[int, Span]] = []

        def write_to(end: int) -> None:
            nonlocal at
            out.append(escape(visible(text[at:end])))
            at = end

        while waiting or open_:
            if open_ and (not waiting or open_[-1][0] <= waiting[-1][0]):
                end, span = open_.pop()
                write_to(end)
                out.append(Markup("</mark>"))
                if end == span.end and span in self.view.notes:
                    out.append(self.view.notes[span])
                continue
            start, end, span, kinds = waiting.pop()
            write_to(start)
            if open_ and open_[-1][0] < end:  # it crosses the end of the one that it starts in
                _insert(waiting, (open_[-1][0], end, span, kinds))
                end = open_[-1][0]
            out.append(_opening(self.document, span, kinds, first=span not in self.named))
            self.named.add(span)
            open_.append((end, span))
        write_to(whole.end)
        return Markup().join(out)


def _insert(waiting: list[_Mark], rest: _Mark) -> None:
    """Put the rest of a cut mark to its turn; `waiting` ends with the next."""
    index = len(waiting)
    while index and (waiting[index - 1][0], -waiting[index - 1][1]) < (rest[0], -rest[1]):
        index -= 1
    waiting.insert(index, rest)


def _opening(document: Document, span: Span, kinds: Sequence[str], *, first: bool) -> Markup:
    """Return the tag of a mark: the first piece bears the name of the span, the others point to it."""
    name, where = escape(anchor(document, span)), "id" if first else "data-of"
    return Markup(f'<mark {where}="{name}" class="{escape(" ".join(kinds))}">')  # noqa: S704 - escaped
