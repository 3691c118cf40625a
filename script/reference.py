# ruff: noqa: INP001 - a script, and no part of the package
"""Write docs/reference/commands.md from the commands themselves; `--check` only says whether it is stale."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from corrobora.show.cli import app

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "commands.md"
_HEAD = """# Commands

Made by `script/docs` from the commands themselves. Data goes to standard output, messages to standard error. The exit
code is 0, 1 if any input failed, 2 for wrong use. `--format` is `table`, `jsonl`, `csv` or `markdown`
wherever it stands. Every command says all this by `--help`.
"""


def page() -> str:
    """Return the page: each command with its arguments and options."""
    return _HEAD + "".join(_commands(get_command(app), "corrobora", 2))


def _commands(command: Any, name: str, depth: int) -> Iterator[str]:  # noqa: ANN401 - typer types no command
    for key, each in command.commands.items():
        own = f"{name} {key}"
        yield f"\n{'#' * depth} {own}\n\n{_text(each.help)}\n"
        if hasattr(each, "commands"):
            yield from _commands(each, own, depth + 1)
            continue
        arguments = [param for param in each.params if param.param_type_name == "argument"]
        options = [param for param in each.params if param.param_type_name == "option" and param.name != "help"]
        usage = " ".join([own, *(["[OPTIONS]"] if options else []), *(_metavar(each) for each in arguments)])
        yield f"\n```console\n{usage}\n```\n"
        if arguments or options:
            yield "\n| | |\n|---|---|\n"
        for param in arguments:
            yield f"| `{_metavar(param)}` | {_text(param.help)} |\n"
        for param in options:
            yield f"| `{' '.join(param.opts)}` | {_text(param.help)}{_default(param)} |\n"


def _metavar(param: Any) -> str:  # noqa: ANN401 - the same
    name = param.metavar or param.name.upper()
    name += "…" if param.nargs == -1 else ""
    return name if param.required else f"[{name}]"


def _default(param: Any) -> str:  # noqa: ANN401 - the same
    if param.is_flag or param.default in (None, "", ()) or callable(param.default):
        return ""
    return f"; by default `{param.default}`"


def _text(words: str | None) -> str:
    return " ".join((words or "").split()).replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(PAGE.read_text(encoding="utf-8") != page() and f"{PAGE}: stale; run script/docs")
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
