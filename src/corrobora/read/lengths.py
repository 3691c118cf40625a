"""A text of any length -> its reading: a book is read part by part, so that memory stays what an article needs.

What was read of all the parts is kept, and there is a bound on that too: past it the rest is not read, and a flag says
from where on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from itertools import islice
from operator import attrgetter
from typing import Any

from corrobora.read.straight import restored
from corrobora.types import Document, Flag, Passage, Reading, Span

MOST_WORDS = 30_000  # and marks; long articles have a tenth of it
MOST_LETTERS = 200_000
MOST_KEPT = 150_000  # objects, of a hundred bytes and more: a claim is made of a dozen or so
_WORD = re.compile(r"[^\W\d_]+|\d+|_+|[^\w\s]")
_ENDS = (re.compile(r"[\n\r\u2028\u2029]"), re.compile(r"[.!?؟…](?=\s)"), re.compile(r"\s"))  # the best first


def read_in_parts(document: Document, read: Callable[[Document], Reading]) -> Reading:
    """Return the reading of a document by `read`; one that is longer than any article is read part by part."""
    text = document.text
    if len(text) <= MOST_WORDS or (done := _end(text, 0)) == len(text):
        return read(document)
    readings = [read(_part(document, Span(0, done)))]
    found = readings[0].document
    known = replace(document, title=found.title or "", outlet=found.outlet, published=found.published)
    kept = _size(readings[0])
    while done < len(text) and kept <= MOST_KEPT:
        part = Span(done, _end(text, done))
        readings.append(_moved(read(_part(known, part)), document, part.start))
        kept += _size(readings[-1])
        done = part.end
    return _joined(replace(found, text=text), readings, done)


def _end(text: str, start: int) -> int:
    """Return where a part ends that begins at `start`: with a line, if it can be, or a sentence, or a word."""
    most = min(len(text), start + MOST_LETTERS)
    beyond = next(islice(_WORD.finditer(text, start, most), MOST_WORDS, None), None)
    most = beyond.start() if beyond is not None else most
    if most < len(text):
        for end in _ENDS:
            found = [each.end() for each in end.finditer(text, (start + most) // 2, most)]
            if found:
                return found[-1]
    return most


def _part(document: Document, part: Span) -> Document:
    """Return a part of a document as one of its own, with an id from which its claims have theirs."""
    inside = (each for each in document.passages if part.start < each.span.end and each.span.start < part.end)
    passages = tuple(
        Passage(
            each.role, Span(max(part.start, each.span.start) - part.start, min(part.end, each.span.end) - part.start)
        )
        for each in inside
    )
    own = f"{document.id}/{part.start}" if part.start else document.id
    return replace(document, id=own, text=part.of(document.text), passages=tuple(passages))


def _moved(reading: Reading, whole: Document, shift: int) -> Reading:
    return restored(reading, whole, lambda span: Span(span.start + shift, span.end + shift))


def _size(made: Any) -> int:  # noqa: ANN401 - whatever a reading is made of
    """Return of how many objects something that was read is made."""
    count, waiting = 0, [made]
    while waiting:
        one = waiting.pop()
        cls: Any = type(one)
        if cls is tuple:
            count += 1
            waiting += one
        elif cls is Span:
            count += 1
        elif (parts := _parts(cls)) is not None:
            count += 1
            waiting += parts(one)
    return count


@cache
def _parts(cls: Any) -> Callable[[Any], tuple[Any, ...]] | None:  # noqa: ANN401 - any class
    """Return what gives the values of a dataclass, of which each has several; null for what is none."""
    return attrgetter(*(each.name for each in fields(cls))) if is_dataclass(cls) else None


def _joined(document: Document, readings: Sequence[Reading], done: int) -> Reading:
    """Return the readings of the parts as one, with flags on what that costs."""
    note = f"the text was read in {len(readings)} parts; what one part takes up from another is not read"
    flags = [Flag("not-read", None, note)]
    if done < len(document.text):
        rest = Span(done, len(document.text))
        flags.append(Flag("not-read", rest, "so much was read before that the rest of the text was not; split it"))
    said: dict[Flag, None] = dict.fromkeys(flag for each in readings for flag in each.flags)  # "undated" once
    return Reading(
        replace(document, passages=tuple(passage for each in readings for passage in each.document.passages)),
        tuple(claim for each in readings for claim in each.claims),
        tuple(value for each in readings for value in each.values),
        tuple(repeat for each in readings for repeat in each.repeats),
        (*said, *flags),
    )
