"""The command line. Data goes to stdout, messages and progress to stderr; 1 is failed input, 2 wrong use."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from corrobora.show.exits import guarded
from corrobora.show.formats import Format
from corrobora.show.group import Group
from corrobora.show.listcli import add_listings
from corrobora.show.options import AsOfOption, FormatOption, LedgerOption, format_of, forms
from corrobora.show.reviewcli import review
from corrobora.show.scalecli import scale
from corrobora.show.webcli import accounts, serve

app = Group(
    "Read war reporting and keep the books: who claims what, on whose word, and whether it adds up.",
    name="corrobora",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

places = Group("Find what a name may mean; tell or change the gazetteer.", invoke_without_command=True)
app.add_typer(places, name="places")

app.add_typer(review, name="review")
app.add_typer(accounts, name="accounts")
app.add_typer(scale, name="scale")

evidence = Group("Hand the ledger over as evidence: packed, or stamped.", no_args_is_help=True)
app.add_typer(evidence, name="evidence")

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE",
        help="Text, HTML, PDF, WARC, feed, export, table, .jsonl, folder, pattern, URL, or - for a pipe",
    ),
]
ColumnsOption = Annotated[
    str | None, typer.Option("--columns", metavar="NAMES", help="What a table's columns hold: text=Body,published=Date")
]
PublishedOption = Annotated[
    str | None, typer.Option("--published", metavar="DAY", help="When the sources were published (YYYY-MM-DD)")
]
OutletOption = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Who published the sources")]
FetchOption = Annotated[bool, typer.Option("--fetch", help="Ask for the pages whose addresses a list gives")]
OutOption = Annotated[Path, typer.Option("--out", metavar="FILE", help="The page to write")]


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    sys.exit(guarded(app))


@app.callback(invoke_without_command=True)
def _options(
    *, version: Annotated[bool, typer.Option("--version", help="Print the version and leave")] = False
) -> None:
    if version:
        from importlib.metadata import version as version_of

        typer.echo(f"corrobora {version_of('corrobora')}")
        raise typer.Exit


@app.command()
def read(
    sources: Sources,
    wanted: FormatOption = None,
    columns: ColumnsOption = None,
    published: PublishedOption = None,
    outlet: OutletOption = None,
    *,
    fetch: FetchOption = False,
) -> None:
    """Read SOURCES and print what they claim; nothing is kept."""
    from corrobora.gather.about import About
    from corrobora.show.intake import Given
    from corrobora.show.read import read_and_print

    read_and_print(sources, format_of(wanted), Given(columns, fetch, About(published, outlet)))


@app.command()
def add(  # noqa: PLR0913 - a command has many options
    sources: Sources,
    ledger: LedgerOption = None,
    wanted: FormatOption = None,
    columns: ColumnsOption = None,
    published: PublishedOption = None,
    outlet: OutletOption = None,
    *,
    fetch: FetchOption = False,
    from_start: Annotated[
        bool, typer.Option("--from-start", help="Look at archives again that were taken before")
    ] = False,
    gate: Annotated[
        bool, typer.Option("--gate", help="Pass over texts without words of conflicts, and list their addresses")
    ] = False,
) -> None:
    """Read SOURCES into the ledger; print tallies and deadlines.

    These are the tallies and deadlines that the new articles give, beside all that the ledger holds.
    """
    from corrobora.gather.about import About
    from corrobora.show.intake import Given
    from corrobora.show.run import add_and_print

    add_and_print(sources, ledger, format_of(wanted), Given(columns, fetch, About(published, outlet), from_start, gate))


@app.command()
def watch(
    feeds: Annotated[
        list[str], typer.Argument(metavar="FEED", help="Lists of feeds (OPML), or addresses of feeds and news sitemaps")
    ],
    ledger: LedgerOption = None,
    *,
    once: Annotated[bool, typer.Option("--once", help="Ask what is due once, and leave")] = False,
    every: Annotated[
        float, typer.Option("--every", min=0, metavar="SECONDS", help="How long until a feed is asked again")
    ] = 900,
    delay: Annotated[
        float, typer.Option("--delay", min=0, metavar="SECONDS", help="How long between two requests to one host")
    ] = 2,
    articles: Annotated[
        bool, typer.Option("--articles", help="Fetch what entries link to, if they have text too")
    ] = False,
    ignore_robots: Annotated[bool, typer.Option("--ignore-robots", help="For your own servers only")] = False,
) -> None:
    """Follow feeds, politely; read what is new into the ledger."""
    from corrobora.gather.watch import Terms
    from corrobora.gather.web.errands import Manners
    from corrobora.show.watch import watch_and_say

    watch_and_say(feeds, ledger, Terms(every, Manners(delay, not ignore_robots), articles), once=once)


@app.command()
def report(ledger: LedgerOption = None, out: OutOption = Path("report.html"), as_of: AsOfOption = None) -> None:
    """Write the ledger's books as one self-contained page."""
    from corrobora.show.run import write_report

    write_report(ledger, out, as_of)


add_listings(app)


@app.command()
def export(
    form: Annotated[
        str, typer.Argument(metavar="FORMAT", help="A format; without --out they are listed", autocompletion=forms)
    ] = "",
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="The file to write")] = None,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    *,
    names: Annotated[bool, typer.Option("--names", help="Show the names of private people, which are hidden")] = False,
) -> None:
    """Write the books in the form of another tool, with what is lost."""
    from corrobora.show.exports import export_and_say, list_formats

    if form and out is not None:
        export_and_say(form, out, ledger, as_of, names=names)
    else:
        list_formats(form, Format.table if sys.stdout.isatty() else Format.jsonl)


@app.command()
def explain(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="A claim's or an incident's id")],
    ledger: LedgerOption = None,
    wanted: Annotated[Format | None, typer.Option("--format", help="By default an indented tree")] = None,
    as_of: AsOfOption = None,
) -> None:
    """Show the rules and the words behind a claim or an incident."""
    from corrobora.show.run import explain_and_print

    explain_and_print(identifier, ledger, wanted or Format.table, as_of)


@app.command()
def coverage(
    wanted: FormatOption = None,
    errors: Annotated[bool, typer.Option("--errors", help="How often reading errs, by language and slot")] = False,  # noqa: FBT002
) -> None:
    """Show which events are read in which language. A gap is 'not read', never 'nothing found'."""
    from corrobora.show.run import coverage_and_print, errors_and_print

    (errors_and_print if errors else coverage_and_print)(format_of(wanted))


@app.command()
def schema() -> None:
    """Print the JSON Schema of a reading."""
    from corrobora.show.run import schema_and_print

    schema_and_print()


@app.command()
def verify(
    ledger: LedgerOption = None,
    roots: Annotated[
        Path | None,
        typer.Option("--roots", metavar="FILE", help="PEM file with the root certificates of who stamped it"),
    ] = None,
) -> None:
    """Prove that nothing in the ledger was changed afterwards."""
    from corrobora.show.evidence import verify_and_print

    verify_and_print(ledger, roots)


@app.command()
def custody(ledger: LedgerOption = None, wanted: FormatOption = None, as_of: AsOfOption = None) -> None:
    """List how the ledger was handled: by whom, when and with what."""
    from corrobora.show.handling import print_custody

    print_custody(ledger, format_of(wanted), as_of)


@evidence.command()
def pack(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The file to write")] = Path("evidence.wacz"),
    ledger: LedgerOption = None,
) -> None:
    """Pack captures, readings and their proof as one WACZ file."""
    from corrobora.show.evidence import pack_and_say

    pack_and_say(ledger, out)


@evidence.command()
def stamp(
    ledger: LedgerOption = None,
    authority: Annotated[
        str | None,
        typer.Option("--authority", metavar="URL", help="URL of an RFC 3161 authority [timestamp_authority]"),
    ] = None,
) -> None:
    """Have an authority stamp when the ledger held what it holds."""
    from corrobora.show.evidence import stamp_and_say

    stamp_and_say(ledger, authority)


@app.command(name="import")
def import_dataset(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="Your own ACLED or UCDP GED files (CSV), or GDELT 2.0 events")
    ],
    ledger: LedgerOption = None,
) -> None:
    """Take a dataset's events into the ledger, as one more voice."""
    from corrobora.show.datasets import import_and_say

    import_and_say(files, ledger)


@app.command()
def compare(
    dataset: Annotated[str, typer.Argument(metavar="DATASET", help="acled, ucdp or gdelt: one that was imported")],
    ledger: LedgerOption = None,
    wanted: FormatOption = None,
    as_of: AsOfOption = None,
) -> None:
    """List what a dataset has and the articles lack, and the reverse."""
    from corrobora.show.datasets import compare_and_print

    compare_and_print(dataset, ledger, format_of(wanted), as_of)


@app.command()
def diff(ledger: LedgerOption = None, wanted: FormatOption = None, as_of: AsOfOption = None) -> None:
    """List what changed where something was read again."""
    from corrobora.show.run import diff_and_print

    diff_and_print(ledger, format_of(wanted), as_of)


app.command()(serve)


@app.command()
def demo(
    out: OutOption = Path("report.html"),
    ledger: Annotated[
        str | None,
        typer.Option("--ledger", metavar="FILE", help="The ledger's file or database URL [demo.db beside the page]"),
    ] = None,
) -> None:
    """Read the articles that ship with the package; write a report."""
    from corrobora.show.demo import run_demo

    run_demo(out, ledger)


@app.command()
def doctor(ledger: LedgerOption = None, wanted: FormatOption = None) -> None:
    """Tell what is in place here, and how to get what isn't."""
    from corrobora.show.doctor import examine_and_print

    examine_and_print(format_of(wanted), ledger)


@app.command()
def licences(
    bill: Annotated[
        Path | None, typer.Option("--bill", metavar="FILE", help="Write a bill of materials (CycloneDX) instead")
    ] = None,
    wanted: FormatOption = None,
) -> None:
    """List the licences of all that is installed with it."""
    from corrobora.show.bill import print_licences

    print_licences(format_of(wanted), bill)


@places.callback()
def _status(context: typer.Context, wanted: FormatOption = None) -> None:
    if context.invoked_subcommand is None:
        from corrobora.show.places import print_status

        print_status(format_of(wanted))


@places.command()
def find(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A place's name, in any script")],
    country: Annotated[
        str | None, typer.Option("--country", metavar="CODE", help="Look in this country only (ISO code: IQ)")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="How many to show")] = 20,
    wanted: FormatOption = None,
) -> None:
    """Show what a name may mean, and why."""
    from corrobora.show.places import find_and_print

    find_and_print(name, country, limit, format_of(wanted))


@places.command(name="import")
def import_places(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE", help="GeoNames' allCountries.zip or XX.zip, and alternateNamesV2.zip"),
    ] = None,
    *,
    remove: Annotated[bool, typer.Option("--remove", help="Delete what was imported")] = False,
) -> None:
    """Take in a full dump of GeoNames.

    Stopped, it goes on where it was when it is run again.
    """
    from corrobora.show.places import import_and_say, remove_and_say

    if remove:
        remove_and_say()
    else:
        import_and_say(files or [])
