"""What people decided of the books, kept as the readings are: appended, chained by hashes, never changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sqlalchemy.engine import Connection

from corrobora.errors import LedgerError, SourceError
from corrobora.keep.logs import DECISIONS, head, rows, write
from corrobora.link.days import days
from corrobora.schema import build, to_json
from corrobora.types import Decision


def record(connection: Connection, decision: Decision) -> Decision:
    """Return a decision as it was kept, with its id; the connection must be in a transaction that writes."""
    content = to_json(replace(decision, id=""))
    previous = head(connection, DECISIONS.table)
    kept = replace(decision, id="r-" + hashlib.sha256(f"{previous}{content}".encode()).hexdigest()[:12])
    write(connection, DECISIONS, kept.at, to_json(kept), previous)
    return kept


def recorded(connection: Connection, as_of: str | None = None) -> Iterator[Decision]:
    """Yield the decisions in their order, as of a day (EDTF) those that had been made by its end."""
    until = days(as_of)
    for seq, at, text in rows(connection, DECISIONS):
        made = days(at[:10])
        if until is None or (made is not None and made.first <= until.last):
            yield _decision(seq, text)


def _decision(seq: int, text: str) -> Decision:
    try:
        return build(Decision, json.loads(text))
    except (SourceError, ValueError) as error:
        raise LedgerError(f"decision {seq} can't be read: {error}; run `corrobora verify`") from error


def standing(made: Iterable[Decision], signatures: int = 1) -> tuple[Decision, ...]:
    """Return the decisions that hold, in their order: none that was withdrawn, of each author and matter the last.

    Where two signatures are asked for, a decision holds once two authors have made it; a comment needs one.

    >>> one = Decision("r-1", "reject", "c-1", ("c-1",), "ann", "2021-11-28T08:00:00+00:00", "another day")
    >>> two = replace(one, id="r-2", author="bo")
    >>> len(standing([one])), len(standing([one], 2)), len(standing([one, two], 2))
    (1, 0, 2)
    """
    made = list(made)
    withdrawn = {each.subject for each in made if each.verdict == "withdraw"}
    last: dict[tuple[str, ...], Decision] = {}
    for each in made:
        if each.verdict != "withdraw" and each.id not in withdrawn:
            matter = each.author, *_matter(each)
            last.pop(matter, None)  # it stands where it was made last
            last[matter] = each
    authors: dict[tuple[object, ...], set[str]] = {}
    for each in last.values():
        authors.setdefault(_content(each), set()).add(each.author)
    return tuple(
        each for each in last.values() if each.verdict == "comment" or len(authors[_content(each)]) >= signatures
    )


def _matter(each: Decision) -> tuple[str, ...]:
    """Return what a later decision of the same author takes the place of: accepting undoes rejecting."""
    kind = "accept" if each.verdict in {"accept", "reject"} else each.verdict
    free = each.id if each.verdict == "comment" else " ".join(each.others)
    return kind, each.subject, each.field or "", free


def _content(each: Decision) -> tuple[object, ...]:
    return each.verdict, each.subject, each.field, each.value, each.others
