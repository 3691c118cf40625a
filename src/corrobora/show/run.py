"""What each command does once its options are known."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

import typer

from corrobora.errors import SourceError, UsageError
from corrobora.keep.ledger import Ledger, open_ledger
from corrobora.link.days import days
from corrobora.reckon.books import Books, books
from corrobora.settings import load_settings
from corrobora.show.add import add_and_print
from corrobora.show.exits import FAILED, say, writing
from corrobora.show.listings import columns, listing
from corrobora.show.output import Format, write_rows

__all__ = [
    "add_and_print",
    "coverage_and_print",
    "explain_and_print",
    "list_and_print",
    "refuse_place",
    "schema_and_print",
    "verify_and_print",
    "write_page",
    "write_report",
]


def list_and_print(name: str, path: str | None, wanted: Format, as_of: str | None = None) -> None:
    """Print one listing of the ledger's books."""
    rows = listing(name, _books(path, as_of))
    with writing():
        write_rows(rows, columns(name, wanted), wanted, sys.stdout)


def _books(path: str | None, as_of: str | None = None) -> Books:
    """Return the books of a ledger as of a day; UsageError where that is none."""
    if as_of is not None and days(as_of) is None:
        raise UsageError(f"--as-of {as_of}: this is no date; write it as 2021-11-27")
    with _existing(path) as ledger:
        return books(ledger.readings(as_of), as_of, load_settings().best)


def _existing(path: str | None) -> Ledger:
    """Return the ledger at `path`; a file that isn't there is an error, for a listing must not make one."""
    wanted = path or load_settings().ledger
    if "://" not in wanted and not Path(wanted).exists():
        raise SourceError(
            "missing", f"{wanted}: there is no ledger here; `corrobora add --ledger {wanted} SOURCE…` makes one"
        )
    return open_ledger(wanted)


def explain_and_print(identifier: str, path: str | None, wanted: Format) -> None:
    """Print the tree of rules and words behind a claim or an incident."""
    from corrobora.show.explain import explain, print_tree

    tree = explain(identifier, _books(path))
    with writing():
        print_tree(tree, wanted, sys.stdout)


def coverage_and_print(wanted: Format) -> None:
    """Print which events are read in which language."""
    from corrobora.read.language import languages
    from corrobora.show.coverage import coverage

    rows = coverage()
    with writing():
        write_rows(rows, ["event", *languages()], wanted, sys.stdout)


def schema_and_print() -> None:
    """Print the JSON Schema of a reading."""
    import json

    from corrobora.schema import json_schema

    with writing():
        sys.stdout.write(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n")


def verify_and_print(path: str | None) -> None:
    """Print whether the ledger's chain of hashes holds; what is wrong goes to stderr."""
    with _existing(path) as ledger:
        wrong = ledger.verify()
    for line in wrong:
        say(line)
    if wrong:
        say(f"{len(wrong)} faults; restore the ledger from a copy, or add the sources to a new one")
        raise typer.Exit(FAILED)
    with writing():
        sys.stdout.write("The ledger is as it was written.\n")


def write_report(path: str | None, out: Path, as_of: str | None) -> None:
    """Write the report of a ledger to `out`."""
    refuse_place(out)
    write_page(out, _books(path, as_of))
    say(f"Wrote {out}; open it in a browser.")


def refuse_place(out: Path) -> None:
    """Raise UsageError where no page can be written at `out`, before any work is done for it."""
    if out.is_dir():
        raise UsageError(f"{out}: this is a folder; name the page, as in --out {out / 'report.html'}")
    if not out.parent.is_dir():
        raise UsageError(f"{out}: there is no folder {out.parent}; make it first, or give another place with --out")


def write_page(out: Path, reckoned: Books, note: str = "") -> None:
    """Write the report of the books whole or not at all; UsageError where it can't be written."""
    from corrobora.show.report import render_report  # charts take a while to load

    page = render_report(reckoned, note)
    draft = out.with_name(out.name + ".part")
    try:
        draft.write_text(page, encoding="utf-8", errors="replace", newline="\n")
        draft.replace(out)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"{out}: can't be written: {reason}; give another place with --out") from error
