"""How many instructions reading takes: `python -m bench.instructions`, by callgrind (Debian's package `valgrind`).

Times swing on machines that others share; instructions don't, so that a change of a hundredth shows. 1,000 words in
each language are read once to warm up and once to be counted: their values, their claims, and beside them what
`trafilatura.extract` takes to find them in a page; then what 1,000 English words take in texts of 300 to `--words`
words. A quarter of an hour: all runs fifty times as slowly.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Mapping
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory

import trafilatura

from bench.speed import WORDS, documents_of, english, of_length, page_with, words_of, words_read
from corrobora.read.article import read_document, read_values
from corrobora.types import Document

_TOLD = re.compile(r"^desc: Trigger: dump (\S+)$.*?^summary: (\d+)$", re.MULTILINE | re.DOTALL)
_WARM = "warm"
_LENGTH = "length"
_LENGTHS = (300, 1_000, 3_000, 10_000, 30_000, 100_000)
PEER = "extract"


def main() -> None:
    """Print the millions of instructions of each task in each language, and the greatest ratio to the peer's."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counted", action="store_true", help=argparse.SUPPRESS)  # inside callgrind
    parser.add_argument("--words", type=int, default=30_000, help="of the longest text whose cost a word is told")
    given = parser.parse_args()
    if given.counted:
        _counted(given.words)
        return
    if shutil.which("valgrind") is None:
        raise SystemExit("there is no valgrind here: apt-get install valgrind")
    found = counts(given.words)
    lengths = found.pop(_LENGTH)
    ratios: dict[str, list[float]] = {}
    for code, told in found.items():
        for name, number in told.items():
            ratio = number / told[PEER]
            ratios.setdefault(name, []).append(ratio)
            print(f"{name} of {WORDS} words in {code}: {number / 1e6:.1f} million instructions, ratio {ratio:.3f}")
    for name, own in ratios.items():
        if name != PEER:
            print(f"{name} ratio {max(own):.3f}")
    _tell_lengths(lengths)


def _tell_lengths(found: Mapping[str, int]) -> None:
    """Print what a word takes by the length of its text, and how far that is from the middle at most."""
    whole, taken = english(_documents()), dict[str, float]()
    for name, number in sorted(found.items(), key=lambda each: int(each[0])):
        words = sum(map(words_read, of_length(whole, int(name))))
        taken[name] = number / 1e3 / words
        print(f"a text of {int(name):,} words: {taken[name]:.1f} million instructions for 1,000")
    middle = (max(taken.values()) + min(taken.values())) / 2
    print(f"length spread {max(taken.values()) / middle - 1:.3f}")


def counts(most: int = 0) -> dict[str, dict[str, int]]:
    """Return the instructions of each task by language, and those of texts of up to `most` words by their length."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "bench.instructions", "--counted", "--words", str(most)]
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


def _counted(most: int) -> None:
    """Do each task twice, and have what the second took dumped under its name; longer texts of the same words once."""
    for code, own in tasks().items():
        for name, task in own.items():
            task()
            _dump(f"{code}:{_WARM}")
            task()
            _dump(f"{code}:{name}")
    whole = english(_documents())
    for words in (each for each in _LENGTHS if each <= most):
        texts = of_length(whole, words)
        if words == _LENGTHS[0]:
            deque(map(read_document, texts), maxlen=0)
        _dump(f"{_LENGTH}:{_WARM}")
        deque(map(read_document, texts), maxlen=0)
        _dump(f"{_LENGTH}:{words}")


def _documents() -> list[Document]:
    with as_file(files("corrobora") / "data" / "demo") as shipped:
        return documents_of([str(shipped)])


def tasks() -> dict[str, dict[str, Callable[[], object]]]:
    """Return what is counted, by language and name: reading 1,000 words of the demo's articles, and the peer's work."""
    documents = _documents()
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
