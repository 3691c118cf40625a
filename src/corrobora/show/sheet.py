"""One reading as a sheet for people: the article, its claims, its repeated passages, its flags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TextIO

from corrobora.show.listings import TABLES, claim_rows
from corrobora.show.table import write_table
from corrobora.show.words import isolated, printable, spoken
from corrobora.types import Reading, Span

_MOST = 90
_COLUMNS = [column for column in TABLES["claims"] if column != "document"]


def print_sheet(reading: Reading, stream: TextIO) -> None:
    """Write a reading: a heading, a table of its claims, then what a person should know before relying on it."""
    stream.writelines(isolated(printable(line)) + "\n" for line in _heading(reading))
    if reading.claims:
        write_table(claim_rows([reading]), _COLUMNS, stream)
    else:
        stream.write("\nNothing is claimed here that is read (see `corrobora coverage`).\n")
    stream.writelines(isolated(printable(line)) + "\n" for line in (*_repeats(reading), *_flags(reading)))
    stream.write("\n")


def _heading(reading: Reading) -> Iterator[str]:
    document = reading.document
    yield document.uri
    if document.title:
        yield document.title
    published = document.published
    when = f"{spoken(published.edtf)} ({published.basis})" if published else "no date"
    roles = Counter(passage.role for passage in document.passages)
    parts = ", ".join(f"{count} {role}" for role, count in sorted(roles.items()))
    yield f"{document.outlet or 'outlet unknown'} · {document.language} · published {when} · passages: {parts}"


def _repeats(reading: Reading) -> Iterator[str]:
    for repeat in reading.repeats:
        words = _short(reading, repeat.spans[0])
        yield f"repeated: “{words}” stands {len(repeat.spans)} times, said by {'; '.join(repeat.voices)}"


def _flags(reading: Reading) -> Iterator[str]:
    for flag in reading.flags:
        words = f": “{_short(reading, flag.span)}”" if flag.span else ""
        yield f"flag, {flag.kind}: {flag.note}{words}"


def _short(reading: Reading, span: Span) -> str:
    words = " ".join(span.of(reading.document.text).split())
    return words if len(words) <= _MOST else words[: _MOST - 1] + "…"
