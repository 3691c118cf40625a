"""`corrobora serve` and `corrobora accounts` on the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corrobora.errors import UsageError
from corrobora.show.exits import say, writing
from corrobora.show.group import Group
from corrobora.show.options import FormatOption, LedgerOption, format_of

if TYPE_CHECKING:  # it needs the extra `web`
    from corrobora.show.web.accounts import Accounts

accounts = Group("Tell who may sign in to the pages; give tokens.", no_args_is_help=True)
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="A person's name, as decisions will bear it")]


def serve(  # noqa: PLR0913 - a command has its options
    ledger: LedgerOption = None,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="The address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, metavar="N", help="The port to listen on")] = 8484,
    name: Annotated[
        list[str] | None, typer.Option("--name", metavar="HOST", help="A host name that it answers to")
    ] = None,
    certificate: Annotated[
        Path | None, typer.Option("--certificate", metavar="FILE", help="For HTTPS: a certificate (PEM)")
    ] = None,
    key: Annotated[Path | None, typer.Option("--key", metavar="FILE", help="For HTTPS: its key (PEM)")] = None,
    *,
    behind_proxy: Annotated[bool, typer.Option("--behind-proxy", help="A proxy before it adds HTTPS")] = False,
    workers: Annotated[
        int, typer.Option("--workers", min=1, max=64, metavar="N", help="Processes that answer, for many users")
    ] = 1,
) -> None:
    """Show the ledger in a browser; by default to this machine only."""
    from corrobora.show.web.serve import Place
    from corrobora.show.web.serve import serve as run

    run(ledger, Place(host, port, tuple(name or ()), certificate, key, behind_proxy, workers))


@accounts.command()
def add(name: NameArgument) -> None:
    """Let somebody sign in, or give them a new password.

    The password is asked for, or read from standard input.
    """
    password = _password(name)
    _accounts().add(name, password)
    say(f"{name} may sign in now.")


@accounts.command()
def remove(name: NameArgument) -> None:
    """Let somebody sign in no more; what they decided stays."""
    _accounts().remove(name)
    say(f"{name} is forgotten.")


@accounts.command()
def token(
    name: NameArgument,
    label: Annotated[
        str, typer.Option("--label", metavar="WORDS", help="What it is for; one of the same label is replaced")
    ] = "token",
    scope: Annotated[
        list[str] | None, typer.Option("--scope", metavar="SCOPE", help="read or review; by default read")
    ] = None,
) -> None:
    """Print a new token for a program; it can't be shown again."""
    made = _accounts().token(name, label, tuple(scope or ["read"]))
    with writing():
        sys.stdout.write(made + "\n")


@accounts.command(name="list")
def list_(wanted: FormatOption = None) -> None:
    """List who may sign in."""
    with writing():
        from corrobora.show.output import write_rows

        write_rows([{"name": name} for name in _accounts().names()], ["name"], format_of(wanted), sys.stdout)


def _accounts() -> Accounts:
    try:
        from corrobora.show.web.accounts import Accounts
    except ImportError as error:
        raise UsageError(f"{error.name} is not installed: pip install 'corrobora[web]'") from error
    from corrobora.settings import load_settings

    return Accounts(load_settings().accounts)


def _password(name: str) -> str:
    if sys.stdin.isatty():
        return str(typer.prompt(f"A password for {name}", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")
