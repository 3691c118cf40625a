"""`corrobora custody`: how a ledger was handled, from the first capture to the last export, with who and when."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from corrobora.keep.asof import last_day, was_known
from corrobora.keep.ledger import Capture, Ledger
from corrobora.reckon.reviewed import sentence
from corrobora.schema import json_line
from corrobora.show.exits import writing
from corrobora.show.formats import Format
from corrobora.show.output import Row, write_rows
from corrobora.show.run import existing, refuse_day

_COLUMNS = ("at", "act", "operator", "what", "tool", "detail")


def print_custody(path: str | None, wanted: Format, as_of: str | None = None) -> None:
    """Print how a ledger was handled, in the order of time, by the end of a day where one is given."""
    refuse_day(as_of)
    until = last_day(as_of)
    with existing(path) as ledger:
        known = (row for row in _rows(ledger) if was_known(until, row["at"]))
        rows = sorted(known, key=lambda row: row["at"] or "")  # a sort that keeps the order of the chains
    with writing():
        write_rows(rows, _COLUMNS, wanted, sys.stdout)


def _rows(ledger: Ledger) -> Iterator[Row]:
    for capture in ledger.captures(raw=False):
        yield from _captured(capture)
    for each in ledger.decisions():
        yield _row(each.at, each.verdict, each.author, each.subject, None, f"{each.id}: {sentence(each)}")
    for done in ledger.handlings():
        what = done.authority or " ".join(done.files) or done.format
        proved = {"format": done.format, "sha256": done.files or None, "heads": done.heads}
        detail = json_line({key: value for key, value in proved.items() if value is not None})
        yield _row(done.at, done.act, done.operator, what, done.tool, detail)


def _captured(capture: Capture) -> Iterator[Row]:
    """Yield that something was captured, and that it was read."""
    told = capture.told
    how = [capture.method, str(told.get("url") or ""), f"status {told['status']}" if "status" in told else ""]
    detail = " ".join(filter(None, (*how, f"sha256 {capture.sha256}")))
    who, tool = told.get("operator"), told.get("tool")
    yield _row(capture.captured, "capture", who, capture.uri, tool, detail)
    yield _row(capture.read or capture.captured, "read", who, capture.uri, f"corrobora {capture.edition}", capture.hash)


def _row(at: str | None, act: str, operator: str | None, what: str | None, tool: str | None, detail: str) -> Row:
    return {"at": at, "act": act, "operator": operator, "what": what, "tool": tool, "detail": detail}
