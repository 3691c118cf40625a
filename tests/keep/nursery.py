"""A process that forks one command after another, each to be killed: imports and rules are loaded once.

It reads lines of JSON, [where its messages go, command, argument…], and prints the id of the process that does it; an
empty line asks it to wait for that one.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from corrobora.read.article import read_document
from corrobora.show.add import add_and_print
from corrobora.show.datasets import import_and_say
from corrobora.show.exits import guarded
from corrobora.show.output import Format
from corrobora.show.review import decide
from corrobora.types import Document


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


def main() -> None:
    """Fork as asked until there are no more lines."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    read_document(Document("d-1", "a.txt", "Two soldiers were killed near Gao on 3 May 2021.", ""))
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
