"""`corrobora review …` on the command line."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from corrobora.errors import UsageError
from corrobora.show.group import Group
from corrobora.show.options import AsOfOption, FormatOption, LedgerOption, Limit, Offset, format_of

review = Group("Decide of claims and incidents; who, when and why are kept.", invoke_without_command=True)

ByOption = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who decides [the setting reviewer, or your user name]")
]
WhyOption = Annotated[str, typer.Option("--why", metavar="WORDS", help="Why; what changes the books needs it")]
SubjectArgument = Annotated[str, typer.Argument(metavar="ID", help="A claim's or an incident's id")]


@review.callback()
def _begin(context: typer.Context, ledger: LedgerOption = None, by: ByOption = None) -> None:
    """Decide of claims and incidents; who, when and why are kept.

    With no command the desk is opened.
    """
    if context.invoked_subcommand is None:
        desk(ledger, by)
    elif ledger or by:
        raise UsageError(f"review: --ledger and --by stand behind the command: review {context.invoked_subcommand} …")


@review.command()
def desk(ledger: LedgerOption = None, by: ByOption = None) -> None:
    """Work through the queue by keys, with the words beside it."""
    try:
        from corrobora.show.desk import open_desk
    except ImportError as error:
        raise UsageError(f"{error.name} is not installed: pip install 'corrobora[review]'") from error
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "review: its desk wants a terminal; `corrobora review queue` lists the same, --help the other commands"
        )

    open_desk(ledger, by)


@review.command()
def queue(
    ledger: LedgerOption = None,
    wanted: FormatOption = None,
    as_of: AsOfOption = None,
    limit: Limit = None,
    offset: Offset = 0,
) -> None:
    """List what nobody has decided of, what matters most first."""
    from corrobora.show.review import print_queue

    print_queue(ledger, format_of(wanted), as_of, limit, offset)


@review.command()
def log(ledger: LedgerOption = None, wanted: FormatOption = None, as_of: AsOfOption = None) -> None:
    """List every decision, and whether it holds."""
    from corrobora.show.review import print_log

    print_log(ledger, format_of(wanted), as_of)


@review.command()
def agreement(ledger: LedgerOption = None, wanted: FormatOption = None, as_of: AsOfOption = None) -> None:
    """Show how far reviewers agree, field by field."""
    from corrobora.show.review import print_agreement

    print_agreement(ledger, format_of(wanted), as_of)


@review.command()
def accept(subject: SubjectArgument, ledger: LedgerOption = None, by: ByOption = None, why: WhyOption = "") -> None:
    """Say that a claim or an incident was looked at and stands."""
    _decide("accept", [subject], ledger, by, why)


@review.command()
def reject(subject: SubjectArgument, ledger: LedgerOption = None, by: ByOption = None, why: WhyOption = "") -> None:
    """Leave a claim, or those of an incident, out: read wrongly."""
    _decide("reject", [subject], ledger, by, why)


@review.command()
def discount(subject: SubjectArgument, ledger: LedgerOption = None, by: ByOption = None, why: WhyOption = "") -> None:
    """Discount an incident: read rightly, and it did not happen so."""
    _decide("discount", [subject], ledger, by, why)


@review.command()
def comment(subject: SubjectArgument, ledger: LedgerOption = None, by: ByOption = None, why: WhyOption = "") -> None:
    """Note something beside a claim or an incident."""
    _decide("comment", [subject], ledger, by, why)


@review.command()
def grade(
    subject: SubjectArgument,
    value: Annotated[str, typer.Argument(metavar="GRADE", help="An Admiralty grade, such as B2")],
    ledger: LedgerOption = None,
    by: ByOption = None,
    why: WhyOption = "",
) -> None:
    """Give a claim or an incident an Admiralty grade."""
    _decide("grade", [subject], ledger, by, why, value)


@review.command()
def correct(
    subject: SubjectArgument,
    value: Annotated[
        str, typer.Argument(metavar="FIELD=VALUE", help="event, stance, when, place, actor, target, killed, …")
    ],
    ledger: LedgerOption = None,
    by: ByOption = None,
    why: WhyOption = "",
) -> None:
    """Put one field of a claim right."""
    _decide("correct", [subject], ledger, by, why, value)


@review.command()
def merge(
    subject: SubjectArgument,
    other: Annotated[str, typer.Argument(metavar="ID", help="The incident that is the same")],
    ledger: LedgerOption = None,
    by: ByOption = None,
    why: WhyOption = "",
) -> None:
    """Say that two incidents are one."""
    _decide("merge", [subject, other], ledger, by, why)


@review.command()
def split(
    subject: SubjectArgument,
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM", help="The claims that are of another incident")],
    ledger: LedgerOption = None,
    by: ByOption = None,
    why: WhyOption = "",
) -> None:
    """Say that some claims of an incident are of another."""
    _decide("split", [subject, *claims], ledger, by, why)


@review.command()
def withdraw(
    decision: Annotated[str, typer.Argument(metavar="ID", help="A decision's id, as the log has it")],
    ledger: LedgerOption = None,
    by: ByOption = None,
    why: WhyOption = "",
) -> None:
    """Take a decision back; it stays in the log."""
    _decide("withdraw", [decision], ledger, by, why)


def _decide(verdict: str, subjects: list[str], ledger: str | None, by: str | None, why: str, value: str = "") -> None:
    from corrobora.show.review import decide

    decide(verdict, subjects, ledger, by, why, value)
