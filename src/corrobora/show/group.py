"""Groups of commands, and how the help of each is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer
from typer._click import Context, HelpFormatter
from typer.core import TyperCommand


class Command(TyperCommand):
    """A command whose help calls an argument by its name alone; Typer's puts braces and a type of Python's to it."""

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        """Return what stands behind the name of the command in the line of its usage."""
        return [piece.replace("{", "").replace("}", "") for piece in super().collect_usage_pieces(ctx)]

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the arguments and the options."""
        for title, kind in (("Arguments", "argument"), ("Options", "option")):
            params = [param for param in self.get_params(ctx) if param.param_type_name == kind]
            rows = [record for param in params if (record := param.get_help_record(ctx)) is not None]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(
                        rows if kind == "option" else [(name.partition(" <")[0], told) for name, told in rows]
                    )


class Group(typer.Typer):
    """Commands under one name, all with plain help, at `-h` too."""

    def __init__(self, about: str, **more: Any) -> None:  # noqa: ANN401 - what Typer takes
        super().__init__(
            help=about, rich_markup_mode=None, context_settings={"help_option_names": ["-h", "--help"]}, **more
        )

    def command(self, name: str | None = None, **more: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:  # type: ignore[override]  # noqa: ANN401 - the same
        """Return what makes a function one of the commands."""
        return super().command(name, cls=Command, **more)
