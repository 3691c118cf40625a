"""How fast it reads: articles a second and milliseconds per 1,000 words by language, and what the first article costs.

`python -m bench.speed` reads the articles that ship with the package; `python -m bench.speed FOLDER` reads others. Last
it takes 1,000 words in each language, and says how long reading their values, and their claims, takes beside what
`trafilatura.extract` takes to find them in a page: a ratio, since machines differ, and one machine from day to day.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import trafilatura

from bench.page import page
from corrobora.gather import gather
from corrobora.read.article import read_document, read_values
from corrobora.settings import Settings
from corrobora.types import Dated, Document

_ROUNDS = 5
_WORDS = 1000
_COLD = "import sys; from corrobora.show.cli import main; sys.argv[0] = 'corrobora'; main()"


def main() -> None:
    """Print the figures, the best of several rounds each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", help="articles to read instead of those that ship with the package")
    folder = parser.parse_args().folder
    if folder:
        measure(_documents([folder]))
        return
    with as_file(files("corrobora") / "data" / "demo") as shipped:
        measure(_documents([str(shipped)]))


def measure(documents: Sequence[Document]) -> None:
    """Print how fast the documents are read, warm by language, then cold."""
    by_language: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        code = read_document(document).document.language
        if code:
            by_language[code].append(document)
    print(f"{'':10}{'articles':>10}{'words':>10}{'articles/s':>12}{'ms/1,000 words':>16}")
    for code, own in [*sorted(by_language.items()), ("all", list(documents))]:
        words = sum(len(document.text.split()) for document in own)
        seconds = _best(own)
        print(f"{code:10}{len(own):>10}{words:>10}{len(own) / seconds:>12.1f}{seconds * 1e6 / max(1, words):>16.1f}")
    ratios = [beside_a_page(code, own) for code, own in sorted(by_language.items())]
    for name in ratios[0] if ratios else ():
        print(f"{name} ratio {max(each[name] for each in ratios):.3f}")
    for code, own in sorted(by_language.items()):
        print(f"cold start, one article in {code}: {_cold(own[0].text):.2f} s")


def beside_a_page(code: str, documents: Sequence[Document]) -> dict[str, float]:
    """Return, and print, what reading 1,000 words of the documents costs beside finding them in a page."""
    text = _words("\n".join(document.text for document in documents), _WORDS)
    paragraphs = [line for line in text.splitlines() if line.strip()]
    html = page(paragraphs[0], paragraphs[1:], code)
    document = Document("d-1", "article", text, "", language=code, published=Dated("2024-05-14", "stated"))
    extracting: list[float] = []
    costs: dict[str, list[float]] = {"values": [], "claims": []}
    for _ in range(_ROUNDS * 3):  # in turn, so that all see the same machine
        extracting.append(_timed(lambda: trafilatura.extract(html)))
        costs["values"].append(_timed(lambda: read_values(document)))
        costs["claims"].append(_timed(lambda: read_document(document)))
    ratios = {}
    for name, seconds in costs.items():
        ratios[name] = median(one / other for one, other in zip(seconds, extracting, strict=True))
        print(
            f"{name} of {len(text.split())} words in {code}: {min(seconds) * 1e3:.2f} ms, "
            f"their page of {len(html.encode()) // 1000} kB: {min(extracting) * 1e3:.2f} ms, ratio {ratios[name]:.3f}"
        )
    return ratios


def _words(text: str, most: int) -> str:
    """Return the first words of a text, its lines kept; one that is shorter goes on from its start."""
    words = text.split(" ")
    return " ".join((words * (most // len(words) + 1))[:most])


def _timed(work: Callable[[], object]) -> float:
    """Return the seconds of the processor that some work takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _documents(sources: Sequence[str]) -> list[Document]:
    return [each.document for each in gather(sources, Settings()) if each.document is not None]


def _best(documents: Iterable[Document]) -> float:
    """Return the seconds that reading the documents takes, in the fastest of several rounds."""
    own = list(documents)
    rounds = []
    for _ in range(_ROUNDS):
        begun = time.perf_counter()
        for document in own:
            read_document(document)
        rounds.append(time.perf_counter() - begun)
    return min(rounds)


def _cold(text: str) -> float:
    """Return the seconds of `corrobora read FILE` in a new process, the fastest of several."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "article.txt"
        file.write_text(text, encoding="utf-8")
        command = [sys.executable, "-c", _COLD, "read", str(file), "--format", "jsonl"]
        rounds = []
        for _ in range(_ROUNDS):
            begun = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
            rounds.append(time.perf_counter() - begun)
    return min(rounds)


if __name__ == "__main__":
    main()
