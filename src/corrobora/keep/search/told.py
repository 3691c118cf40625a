"""What an article of the ledger gives to be found by: its passages, folded, and what it calls places."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import select

from corrobora.keep.ledger import Ledger
from corrobora.keep.tables import entries
from corrobora.read.fold import plain

_LONGEST = 20_000  # characters of a passage; a longer one is found by its pieces
_BLANK = re.compile(r"\s\S*$")


class Told(NamedTuple):
    """A row of the ledger: its passages as (start, end, folded text), its places as (id, language, name)."""

    seq: int
    uri: str
    passages: tuple[tuple[int, int, str], ...]
    names: tuple[tuple[str, str, str], ...]


def told_between(ledger: Ledger, since: int, upto: int) -> list[Told]:
    """Return what the rows of a ledger give to be found by, from behind `since` up to `upto`; failures left out."""
    query = select(entries.c.seq, entries.c.uri, entries.c.reading).where(~entries.c.failed)
    query = query.where(entries.c.seq > since, entries.c.seq <= upto).order_by(entries.c.seq)
    with ledger.looking() as looking:
        return [_told(*row) for row in looking.execute(query).all()]


def hash_of(ledger: Ledger, seq: int) -> str:
    """Return the hash of a row of a ledger."""
    with ledger.looking() as looking:
        return str(looking.execute(select(entries.c.hash).where(entries.c.seq == seq)).scalar())


def _told(seq: int, uri: str, reading: str) -> Told:
    read = json.loads(reading)
    return Told(seq, uri, tuple(_passages(read["document"])), tuple(_names(read)))


def _passages(document: Any) -> Iterator[tuple[int, int, str]]:  # noqa: ANN401 - JSON
    text = document["text"]
    spans = [each["span"] for each in document.get("passages") or ()] or [{"start": 0, "end": len(text)}]
    for span in spans:
        at = span["start"]
        while at < span["end"]:
            end = _end(text, at, span["end"])
            yield at, end, plain(text[at:end])
            at = end


def _end(text: str, start: int, end: int) -> int:
    """Return where a piece of a passage ends that is not too long: at a blank, where there is one."""
    if end - start <= _LONGEST:
        return end
    blank = _BLANK.search(text, start + _LONGEST // 2, start + _LONGEST)
    return blank.start() if blank else start + _LONGEST


def _names(read: Any) -> Iterator[tuple[str, str, str]]:  # noqa: ANN401 - the same
    language = read["document"].get("language") or ""
    for each in read.get("values") or ():
        if each["kind"] == "place" and each.get("id") and not each.get("relation") and not each["text"].isupper():
            yield each["id"], language, each["text"]
