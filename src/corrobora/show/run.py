"""What each command does once its options are known."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from itertools import chain
from pathlib import Path

from corrobora.errors import UsageError
from corrobora.keep.ledger import Ledger, open_ledger
from corrobora.keep.masks import for_page
from corrobora.keep.shelf import Shelf, Wanted, open_shelf, shelf_as_of
from corrobora.keep.shelf.around import all_of
from corrobora.keep.whole import whole
from corrobora.link.days import days
from corrobora.reckon.books import Books
from corrobora.settings import load_settings
from corrobora.show.add import add_and_print
from corrobora.show.exits import say, writing
from corrobora.show.formats import Format
from corrobora.show.known import refuse_strange
from corrobora.show.listings import columns, kept_rows
from corrobora.show.output import write_rows
from corrobora.show.words import counted

_LONG = 2000  # articles that take a while

__all__ = [
    "add_and_print",
    "coverage_and_print",
    "diff_and_print",
    "explain_and_print",
    "explain_tallies_and_print",
    "list_and_print",
    "refuse_day",
    "refuse_place",
    "schema_and_print",
    "write_page",
    "write_report",
]


def list_and_print(
    name: str,
    path: str | None,
    wanted: Format,
    as_of: str | None = None,
    *,
    only: Wanted | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> None:
    """Print one listing of the ledger's books, or some of its rows."""
    if only is not None:
        refuse_strange(only)
    with kept_of(path, as_of) as shelf:
        rows = kept_rows(name, shelf, only, limit, offset)
        first = next(rows, None)
        if first is None:
            held = counted(shelf.documents(), "article", "articles")
            which = " that are asked for" if only != Wanted() and only is not None else ""
            say(f"no {name}{which} among the {held} of the ledger{f' as of {as_of}' if as_of else ''}")
            if wanted is Format.table:
                return
        with writing():
            write_rows(chain([first] if first else [], rows), columns(name, wanted), wanted, sys.stdout)


@contextmanager
def kept_of(path: str | None, as_of: str | None = None) -> Iterator[Shelf]:
    """Give the shelf of the ledger at a path."""
    refuse_day(as_of)
    with existing(path) as ledger, opened(ledger, as_of) as shelf:
        yield shelf


def opened(ledger: Ledger, as_of: str | None = None) -> Shelf:
    """Return the shelf of an open ledger; as of a day, of which none is kept, its books are reckoned from nothing."""
    refuse_day(as_of)
    settings = load_settings()
    if as_of is None:
        return open_shelf(ledger, settings, say)
    if (count := ledger.marks().seq) >= _LONG:
        say(f"reckoning the books as of {as_of} from up to {count} readings; of a day they aren't kept")
    return shelf_as_of(ledger, settings, as_of)


def books_of(path: str | None, as_of: str | None = None) -> Books:
    """Return the books of a ledger as of a day; UsageError where that is none."""
    refuse_day(as_of)
    with existing(path) as ledger:
        return reckoned_of(ledger, as_of)


def refuse_day(as_of: str | None) -> None:
    """Raise UsageError where a day is none."""
    if as_of is not None and days(as_of) is None:
        raise UsageError(f"--as-of {as_of}: this is no date; write it as 2021-11-27")


def reckoned_of(ledger: Ledger, as_of: str | None = None) -> Books:
    """Return all books of an open ledger at once, with the decisions that hold and by the convention that is set."""
    with opened(ledger, as_of) as shelf:
        return all_of(shelf)


def existing(path: str | None) -> Ledger:
    """Return the ledger at `path`; LedgerError where there is none, for a listing must not make one."""
    return open_ledger(path or load_settings().ledger, create=False)


def explain_and_print(identifier: str, path: str | None, wanted: Format, as_of: str | None = None) -> None:
    """Print the tree of rules and words behind a claim or an incident, as of a day where one is given."""
    from corrobora.show.explain import explain_kept, print_tree

    with kept_of(path, as_of) as shelf:
        tree = explain_kept(identifier, shelf)
    with writing():
        print_tree(tree, wanted, sys.stdout)


def explain_tallies_and_print(
    path: str | None, wanted: Format, as_of: str | None, only: Wanted, limit: int | None, offset: int
) -> None:
    """Print the tree behind each tally asked for: what it counts over, what the ledger counts there, and the checks."""
    from corrobora.keep.shelf.around import of_tallies
    from corrobora.show.explain import print_tree
    from corrobora.show.tallied import explain_tallies

    refuse_strange(only)
    with kept_of(path, as_of) as shelf:
        tree = explain_tallies(of_tallies(shelf, only, limit, offset))
    with writing():
        print_tree(tree, wanted, sys.stdout)


def coverage_and_print(wanted: Format) -> None:
    """Print which events are read in which language."""
    from corrobora.read.language import languages
    from corrobora.show.coverage import coverage

    rows = coverage()
    with writing():
        write_rows(rows, ["event", *languages()], wanted, sys.stdout)


def errors_and_print(wanted: Format) -> None:
    """Print how often reading errs, by language and slot."""
    from corrobora.show.measured import COLUMNS, measured

    with writing():
        write_rows(measured(), COLUMNS, wanted, sys.stdout)


def schema_and_print() -> None:
    """Print the JSON Schema of a reading."""
    import json

    from corrobora.schema import json_schema

    with writing():
        sys.stdout.write(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n")


def diff_and_print(path: str | None, wanted: Format, as_of: str | None = None) -> None:
    """Print what changed from one version of a place to the next; how much by which rule goes to stderr."""
    from corrobora.keep.differences import Difference, differences

    refuse_day(as_of)
    by_rule: Counter[tuple[str, str | None]] = Counter()
    names = [field.name for field in fields(Difference)]

    def rows(ledger: Ledger) -> Iterator[dict[str, object]]:
        for versions in ledger.versions(as_of):
            for each in differences(versions):
                by_rule[each.kind, each.rule] += 1
                yield {name: getattr(each, name) for name in names}

    with existing(path) as ledger, writing():
        write_rows(rows(ledger), names, wanted, sys.stdout)
    for (kind, rule), count in sorted(by_rule.items(), key=lambda pair: (-pair[1], pair[0][0], pair[0][1] or "")):
        if rule:
            say(f"{count} {kind} by {rule}")
    if not by_rule:
        say("Nothing was read twice with another outcome.")


def write_report(path: str | None, out: Path, as_of: str | None) -> None:
    """Write the report of a ledger to `out`."""
    refuse_place(out)
    write_page(out, books_of(path, as_of))
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

    page = render_report(for_page(reckoned, load_settings().mask), note)
    with whole(out) as file:
        file.write(page.encode("utf-8", "replace"))
