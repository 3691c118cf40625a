"""How many instructions reading takes: `python -m bench.instructions`, by callgrind (Debian's package `valgrind`).

Times swing on machines that others share; instructions don't, so that a change of a hundredth shows. 1,000 words in
each language are read once to warm up and once to be counted: their values, their claims, and beside them what
`trafilatura.extract` takes to find them in a page. Some minutes: all runs fifty times as slowly.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory

import trafilatura

from bench.speed import WORDS, documents_of, page_with, words_of
from corrobora.read.article import read_document, read_values

_TOLD = re.compile(r"^desc: Trigger: dump (\S+)$.*?^summary: (\d+)$", re.MULTILINE | re.DOTALL)
_WARM = "warm"
PEER = "extract"


def main() -> None:
    """Print the millions of instructions of each task in each language, and the greatest ratio to the peer's."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counted", action="store_true", help=argparse.SUPPRESS)  # inside callgrind
    if parser.parse_args().counted:
        _counted()
        return
    if shutil.which("valgrind") is None:
        raise SystemExit("there is no valgrind here: apt-get install valgrind")
    found = counts()
    ratios: dict[str, list[float]] = {}
    for code, told in found.items():
        for name, number in told.items():
            ratio = number / told[PEER]
            ratios.setdefault(name, []).append(ratio)
            print(f"{name} of {WORDS} words in {code}: {number / 1e6:.1f} million instructions, ratio {ratio:.3f}")
    for name, own in ratios.items():
        if name != PEER:
            print(f"{name} ratio {max(own):.3f}")


def counts() -> dict[str, dict[str, int]]:
    """Return the instructions of each task by language."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "bench.instructions", "--counted"]
        tool = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", "-q"]
        env = {**os.environ, "PYTHONHASHSEED": "0"}
        subprocess.run([*tool, *command], check=True, env=env, stderr=subprocess.DEVNULL)  # noqa: S603 - our own
        out: dict[str, dict[str, int]] = {}
        for file in sorted(Path(folder).iterdir()):
            for label, number in _TOLD.findall(file.read_text(encoding="utf-8")):
                code, _, name = label.partition(":")
                if name and name != _WARM:
                    out.setdefault(code, {})[name] = int(number)
    return {code: dict(sorted(told.items())) for code, told in sorted(out.items())}


def _counted() -> None:
    """Do each task twice, and have what the second took dumped under its name."""
    for code, own in tasks().items():
        for name, task in own.items():
            task()
            _dump(f"{code}:{_WARM}")
            task()
            _dump(f"{code}:{name}")


def tasks() -> dict[str, dict[str, Callable[[], object]]]:
    """Return what is counted, by language and name: reading 1,000 words of the demo's articles, and the peer's work."""
    with as_file(files("corrobora") / "data" / "demo") as shipped:
        documents = documents_of([str(shipped)])
    texts: dict[str, list[str]] = {}
    for document in documents:
        texts.setdefault(read_document(document).document.language or "", []).append(document.text)
    return {code: _tasks(code, words_of("\n".join(own), WORDS)) for code, own in sorted(texts.items())}


def _tasks(code: str, text: str) -> dict[str, Callable[[], object]]:
    html, document = page_with(code, text)
    return {
        "values": lambda: read_values(document),
        "claims": lambda: read_document(document),
        PEER: lambda: trafilatura.extract(html),
    }


def _dump(label: str) -> None:
    """Have callgrind write what it has counted since the last time, and begin anew."""
    subprocess.run(["vgdb", f"--pid={os.getpid()}", "dump", label], check=True, capture_output=True)  # noqa: S603, S607


if __name__ == "__main__":
    main()
