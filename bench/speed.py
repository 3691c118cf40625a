"""How fast it reads: articles a second and milliseconds per 1,000 words by language, and what the first article costs.

`python -m bench.speed` reads the articles that ship with the package; `python -m bench.speed FOLDER` reads others. Last
it takes 1,000 words in each language, and says how long reading their values, their claims, and a page with them in
all, takes beside what `trafilatura.extract` takes to find them in a page; likewise what a page of other news takes that
the gate drops, and spaCy's blank tokenizer and sentencizer where they are installed (`.[bench]`): ratios, since
machines differ, and one machine from day to day. Last what a word costs in texts of 100 to `--words` words.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import cast

import trafilatura

from bench.page import page
from corrobora.gather import gather
from corrobora.gather.bulk import is_turned_away
from corrobora.gather.page import read_page
from corrobora.read.article import read_document, read_values
from corrobora.read.gate import may_report
from corrobora.settings import Settings
from corrobora.types import Dated, Document

OTHER_NEWS = Path(__file__).with_name("other_news.toml")
_ROUNDS = 5
WORDS = 1000
_COLD = "import sys; from corrobora.show.cli import main; sys.argv[0] = 'corrobora'; main()"


def main() -> None:
    """Print the figures, the best of several rounds each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", help="articles to read instead of those that ship with the package")
    parser.add_argument("--words", type=int, default=100_000, help="of the longest text whose cost a word is told")
    given = parser.parse_args()
    with as_file(files("corrobora") / "data" / "demo") as shipped:
        documents = documents_of([given.folder or str(shipped)])
    measure(documents)
    by_length(documents, given.words)


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
        print(f"{name} ratio {max(each[name] for each in ratios if name in each):.3f}")
    for code, own in sorted(by_language.items()):
        print(f"cold start, one article in {code}: {_cold(own[0].text):.2f} s")


def beside_a_page(code: str, documents: Sequence[Document]) -> dict[str, float]:
    """Return, and print, what reading 1,000 words of the documents costs beside finding them in a page."""
    text = words_of("\n".join(document.text for document in documents), WORDS)
    html, document = page_with(code, text)
    extracting: list[float] = []
    tasks: dict[str, Callable[[], object]] = {
        "values": lambda: read_values(document),
        "claims": lambda: read_document(document),
        "page": lambda: read_document(replace(document, text=read_page(html).text)),
    }
    if (other := _other(code)) is not None:
        tasks["dropped"] = lambda: is_turned_away(may_report, other, "utf-8", plain=False)
    if (peer := _peer(code)) is not None:
        tasks["spaCy"] = lambda: peer(text)
    costs: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(_ROUNDS * 3):  # in turn, so that all see the same machine
        extracting.append(_timed(lambda: trafilatura.extract(html)))
        for name, task in tasks.items():
            costs[name].append(_timed(task))
    ratios = {}
    for name, seconds in costs.items():
        ratios[name] = median(one / other for one, other in zip(seconds, extracting, strict=True))
        print(
            f"{name} of {len(text.split())} words in {code}: {min(seconds) * 1e3:.2f} ms, "
            f"their page of {len(html.encode()) // 1000} kB: {min(extracting) * 1e3:.2f} ms, ratio {ratios[name]:.3f}"
        )
    return ratios


def page_with(code: str, text: str) -> tuple[str, Document]:
    """Return a text as the page of a site, and as the article that would be found in it."""
    paragraphs = [line for line in text.splitlines() if line.strip()]
    return page(paragraphs[0], paragraphs[1:], code), _article(text, code)


def by_length(documents: Sequence[Document], most: int) -> None:
    """Print what 1,000 words cost in ever longer texts, of those words that were read.

    Of a book so much is kept at most, and a flag says from where on nothing is read.
    """
    whole = english(documents)
    for words in (n * 10**step for step in range(2, 7) for n in (1, 3)):
        if words <= most:
            texts = of_length(whole, words)
            rounds = max(3, min(_ROUNDS, 30_000 // words))
            seconds = min(sum(_timed(partial(read_document, each)) for each in texts) for _ in range(rounds))
            done = max(1, sum(map(words_read, texts)))
            print(f"a text of {words:,} words: {seconds * 1e6 / done:.1f} ms for 1,000")


def english(documents: Sequence[Document]) -> str:
    """Return the English documents as one text."""
    return "\n\n".join(each.text for each in documents if read_document(each).document.language == "en")


def of_length(whole: str, words: int) -> list[Document]:
    """Return texts of so many words that hold the same words whatever their length: in pieces, or over and over."""
    return [_article(text, "en") for text in _pieces(whole, words)]


def _article(text: str, code: str) -> Document:
    return Document("d-1", "article", text, "", language=code, published=Dated("2024-05-14", "stated"))


def _pieces(text: str, words: int) -> list[str]:
    """Return all of a text in pieces of so many words; one that is shorter goes on from its start."""
    every = text.split(" ")
    if len(every) < words:
        return [words_of(text, words)]
    return [" ".join(every[at : at + words]) for at in range(0, len(every) - words + 1, words)]


def words_read(document: Document) -> int:
    """Return how many words of a text were read, up to its last claim."""
    ends = (claim.span.end for claim in read_document(document).claims)
    return len(document.text[: max(ends, default=0)].split())


def _other(code: str) -> bytes | None:
    """Return a page of other news than of conflicts, that the gate drops, or null where there is none."""
    told = tomllib.loads(OTHER_NEWS.read_text(encoding="utf-8")).get(code, ())
    dropped = [text for text in told if not may_report(text)]
    if not dropped:
        return None
    lines = (dropped * WORDS)[: WORDS // len(dropped[0].split()) + 1]
    html = page(lines[0][:60], lines, code).encode()
    return html if is_turned_away(may_report, html, "utf-8", plain=False) else None


def _peer(code: str) -> Callable[[str], object] | None:
    """Return spaCy's blank pipeline of a language with its sentencizer, or null where it isn't installed."""
    try:
        import spacy
    except ImportError:
        return None
    pipeline = spacy.blank(code)
    pipeline.add_pipe("sentencizer")
    return cast("Callable[[str], object]", pipeline)


def words_of(text: str, most: int) -> str:
    """Return the first words of a text, its lines kept; one that is shorter goes on from its start."""
    words = text.split(" ")
    return " ".join((words * (most // len(words) + 1))[:most])


def _timed(work: Callable[[], object]) -> float:
    """Return the seconds of the processor that some work takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def documents_of(sources: Sequence[str]) -> list[Document]:
    """Return the documents of some sources."""
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
    """Return the seconds of `corrobora read FILE` in a new process, the fastest of several: compiled, as installed."""
    with TemporaryDirectory() as folder:
        own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        own["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        file = Path(folder) / "article.txt"
        file.write_text(text, encoding="utf-8")
        command = [sys.executable, "-c", _COLD, "read", str(file), "--format", "jsonl"]
        rounds = []
        for _ in range(_ROUNDS):
            begun = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=own)  # noqa: S603 - our own command
            rounds.append(time.perf_counter() - begun)
    return min(rounds)


if __name__ == "__main__":
    main()
