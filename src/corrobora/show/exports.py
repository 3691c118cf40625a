"""`corrobora export`: the books in the forms that other tools read."""

from __future__ import annotations

import sys
from pathlib import Path

from corrobora.errors import LedgerError, UsageError
from corrobora.keep.export import FORMATS, export
from corrobora.keep.export.form import Format as Form
from corrobora.keep.ledger import Ledger
from corrobora.keep.whole import is_straight
from corrobora.settings import load_settings
from corrobora.show.custody import digests, handled
from corrobora.show.exits import say, writing
from corrobora.show.formats import Format
from corrobora.show.output import write_rows
from corrobora.show.run import existing, opened, refuse_day, refuse_place


def export_and_say(form: str, out: Path, path: str | None, as_of: str | None, *, names: bool) -> None:
    """Write the books of a ledger to `out` in a format, say which files were written, and note it in the ledger."""
    known = _known(form)
    refuse_day(as_of)
    if str(out) == "-":
        hint = f"give a file, as in --out incidents{known.suffix}"
        raise UsageError(f"export {form}: what the format loses is written beside it, so {hint}")
    names = names or load_settings().mask == "nowhere"
    with existing(path) as ledger:
        written = export_of(ledger, form, out, as_of, names=names)
    if is_straight(out):
        say(f"Wrote {out}; what the format loses: {' '.join(known.loses) or 'nothing.'}")
    else:
        say(f"Wrote {', '.join(map(str, written[:-1]))}; what the format loses is in {written[-1]}.")
    if not names:
        say("Names of private people are hidden where they were read as such; --names shows them.")


def export_of(ledger: Ledger, form: str, out: Path, as_of: str | None = None, *, names: bool = False) -> list[Path]:
    """Return the files to which the books of a ledger were written; that they were is noted in the ledger."""
    _known(form)
    refuse_place(out)
    heads = ledger.heads()
    with opened(ledger, as_of) as shelf:
        written = export(shelf, form, out, names=names)
    try:
        ledger.note(handled("export", heads, load_settings(), format=form, files=digests(written)))
    except LedgerError as error:  # it may be read from where nobody may write
        say(f"not noted in the log of custody: {error}")
    return written


def list_formats(form: str, wanted: Format) -> None:
    """Print the formats, or say where a format must be written to."""
    if form:
        known = _known(form)
        raise UsageError(f"export {form}: say where to, as in --out incidents{known.suffix}")
    rows = [{"format": each.name, "what": each.what, "file": f"*{each.suffix}"} for each in FORMATS.values()]
    with writing():
        write_rows(rows, ["format", "what", "file"], wanted, sys.stdout)


def _known(form: str) -> Form:
    if form not in FORMATS:
        raise UsageError(f"export {form}: no such format; there are {', '.join(FORMATS)}")
    return FORMATS[form]
