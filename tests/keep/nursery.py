"""A process that forks one command after another, each to be killed: imports and rules are loaded once.

It reads lines of JSON, [where its messages go, command, argument…], and prints the id of the process that does it; an
empty line asks it to wait for that one.
"""

from __future__ import annotations

import io
import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

from corrobora.keep import open_ledger
from corrobora.show.add import add_and_print
from corrobora.show.datasets import import_and_say
from corrobora.show.exits import guarded
from corrobora.show.formats import Format
from corrobora.show.review import decide


def work(told: str, command: str, *given: str) -> None:
    """Do one command with its messages in a file, and end the process."""
    with (
        Path(told).open("a", encoding="utf-8", buffering=1) as file,
        Path(os.devnull).open("w", encoding="utf-8") as none,
    ):
        sys.stderr, sys.stdout = file, none
        path, *rest = given
        if command == "add":
            code = guarded(lambda: add_and_print(rest, path, Format.jsonl))
        elif command == "import":
            code = guarded(lambda: import_and_say([Path(each) for each in rest], path))
        else:
            code = guarded(lambda: comment(path, *rest))
    os._exit(code)


def comment(path: str, subject: str, *whys: str) -> None:
    """Comment on a claim several times."""
    for why in whys:
        decide("comment", [subject], path, "ann", why)


def warm_up() -> None:
    """Do each command once, so that a fork finds all that it needs."""
    with TemporaryDirectory() as folder, redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        article, path = Path(folder) / "a.txt", str(Path(folder) / "books.db")
        article.write_text("Two soldiers were killed near Gao, Mali, on 3 May 2021, the army said.")
        add_and_print([str(article)], path, Format.jsonl)
        with open_ledger(path) as ledger:
            claim = next(ledger.readings()).claims[0].id
        comment(path, claim, "warm")


def main() -> None:
    """Fork as asked until there are no more lines."""
    warm_up()
    for line in sys.stdin:
        told, *command = json.loads(line)
        child = os.fork()
        if not child:
            work(told, *command)
        print(child, flush=True)  # noqa: T201 - its answer
        sys.stdin.readline()
        print(os.waitpid(child, 0)[1], flush=True)  # noqa: T201 - the same


if __name__ == "__main__":
    main()
