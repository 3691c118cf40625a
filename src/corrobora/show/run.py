"""What each command does once its options are known."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import typer

from corrobora.errors import SourceError, UsageError
from corrobora.keep.ledger import Ledger, open_ledger
from corrobora.read.gazetteer import open_gazetteer
from corrobora.reckon.books import Books, books
from corrobora.settings import Settings, load_settings
from corrobora.show.exits import FAILED, say
from corrobora.show.intake import Taken, read_gathered, take
from corrobora.show.listings import CLAIMS, COLUMNS, claim_rows, listing
from corrobora.show.output import Format, write_rows
from corrobora.types import Reading

def now() -> str:
    """Return the time of capture: ISO 8601, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def prepare() -> Settings:
    """Return the settings, with the index of places built if this is the first time."""
    settings = load_settings()
    open_gazetteer(say)
    return settings


def read_and_print(sources: Sequence[str], wanted: Format) -> None:
    """Read sources and print their readings; JSON lines are printed as each is read."""
    from corrobora.schema import to_json  # noqa: PLC0415 - tables do without

    settings = prepare()
    failed = 0
    done: list[Reading] = []
    for taken in take(sources, settings, sys.stdin.buffer):
        failed += _report_failure(taken.reading)
        if wanted is Format.jsonl:
            sys.stdout.write(to_json(taken.reading) + "\n")
            sys.stdout.flush()
        elif taken.reading.error is None:
            done.append(taken.reading)
    if wanted is not Format.jsonl:
        write_rows(claim_rows(done), CLAIMS, wanted, sys.stdout)
        if wanted is Format.table:
            _print_flags(done)
    if failed:
        raise typer.Exit(FAILED)


def _print_flags(readings: Iterable[Reading]) -> None:
    for reading in readings:
        for flag in reading.flags:
            where = f" [{flag.span.start}:{flag.span.end}]" if flag.span else ""
            say(f"{reading.document.uri}: {flag.kind}{where}: {flag.note}")


def _report_failure(reading: Reading) -> int:
    if reading.error is None:
        return 0
    say(reading.error.message)
    return 1


def add_and_print(sources: Sequence[str], path: str | None, wanted: Format) -> None:
    """Add sources to the ledger, then print the tallies and deadlines of what is new."""
    settings = prepare()
    failed = 0
    new: list[Reading] = []
    known = 0
    with open_ledger(path or settings.ledger) as ledger:
        for taken in _take_new(sources, settings, ledger):
            failed += _report_failure(taken.reading)
            if taken.reading.error is None and _keep(ledger, taken):
                new.append(taken.reading)
                say(f"{taken.gathered.uri}: {_counted(taken.reading)}")
            elif taken.reading.error is None:
                known += 1
                say(f"{taken.gathered.uri}: already in the ledger")
        say(f"{len(new)} added, {known} already there, {failed} failed")
        if new:
            _print_books_of(new, books(ledger.readings()), wanted)
    if failed:
        raise typer.Exit(FAILED)


def _take_new(sources: Sequence[str], settings: Settings, ledger: Ledger) -> Iterable[Taken]:
    """Yield what the sources hold; what the ledger has already isn't read again."""
    from corrobora.gather import gather  # noqa: PLC0415

    for gathered in gather(sources, settings, sys.stdin.buffer):
        document = gathered.document
        if document is not None and ledger.known(document.sha256, document.uri):
            yield Taken(gathered, Reading(document))
        else:
            yield Taken(gathered, read_gathered(gathered))


def _keep(ledger: Ledger, taken: Taken) -> bool:
    return ledger.add(taken.reading.document, taken.gathered.raw, taken.reading, now())


def _counted(reading: Reading) -> str:
    kinds = [claim.kind for claim in reading.claims]
    counts = [f"{kinds.count(kind)} {kind} claims" for kind in ("incident", "tally", "deadline", "statement")]
    return ", ".join(counts) + (f", {len(reading.flags)} flags" if reading.flags else "")


def _print_books_of(new: Sequence[Reading], reckoned: Books, wanted: Format) -> None:
    """Print the balances and deadlines that rest on claims of the new readings."""
    ids = {claim.id for reading in new for claim in reading.claims}
    tallies = [row for row in listing("tallies", reckoned) if row["claim"] in ids]
    deadlines = [row for row in listing("deadlines", reckoned) if ids & set(row["claims"])]
    for name, rows in (("tallies", tallies), ("deadlines", deadlines)):
        if rows:
            write_rows(rows, COLUMNS[name], wanted, sys.stdout)


def list_and_print(name: str, path: str | None, wanted: Format, as_of: str | None = None) -> None:
    """Print one listing of the ledger's books."""
    with _existing(path) as ledger:
        rows = listing(name, books(ledger.readings(as_of), as_of))
    write_rows(rows, COLUMNS[name], wanted, sys.stdout)


def _existing(path: str | None) -> Ledger:
    """Return the ledger at `path`; a file that isn't there is an error, for a listing must not make one."""
    wanted = path or load_settings().ledger
    if "://" not in wanted and not Path(wanted).is_file():
        raise SourceError("missing", f"{wanted}: there is no ledger here; `corrobora add SOURCE…` makes one")
    return open_ledger(wanted)


def explain_and_print(identifier: str, path: str | None) -> None:
    """Print the tree of rules and words behind a claim or an incident."""
    from corrobora.show.explain import explain, print_tree  # noqa: PLC0415

    with _existing(path) as ledger:
        tree = explain(identifier, books(ledger.readings()))
    print_tree(tree, sys.stdout)


def verify_and_print(path: str | None) -> None:
    """Print whether the ledger's chain of hashes holds; what is wrong goes to stderr."""
    with _existing(path) as ledger:
        wrong = ledger.verify()
    for line in wrong:
        say(line)
    if wrong:
        raise typer.Exit(FAILED)
    typer.echo("The ledger is as it was written.")


def write_report(path: str | None, out: Path, as_of: str | None) -> None:
    """Write the report of a ledger to `out`."""
    with _existing(path) as ledger:
        reckoned = books(ledger.readings(as_of), as_of)
    write_page(out, reckoned)
    say(f"Wrote {out}; open it in a browser.")


def write_page(out: Path, reckoned: Books) -> None:
    """Write the report of the books whole or not at all."""
    from corrobora.show.report import render_report  # noqa: PLC0415 - charts take a while to load

    draft = out.with_name(out.name + ".part")
    try:
        draft.write_text(render_report(reckoned), encoding="utf-8")
        draft.replace(out)
    except OSError as error:
        raise UsageError(f"{out}: can't be written: {error.strerror}; give another place with --out") from error
