"""Score the reading of times on French TimeBank: `python bench/fr_timebank.py FOLDER [--misses]`.

FOLDER holds the corpus' TML files and its `score.py`, which makes the documents and scores what was read of them.
Prints extents and values: with the publication date, with the document's address only, and from the text alone.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from corrobora.read.language import load_language
from corrobora.read.passages import find_passages
from corrobora.read.rangeends import ends_of
from corrobora.read.sentence import regroup, split
from corrobora.read.times import set_times
from corrobora.types import Dated, Time

_WAYS: tuple[tuple[str, list[str], bool], ...] = (
    ("with publication date", [], False),
    ("without, but for the date in the document's address", ["--no-date"], True),
    ("from the text alone", ["--no-date"], False),
)


def main() -> None:
    """Print the scorer's figures for both ways of reading."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="name what was missed")
    args = parser.parse_args()
    for title, options, address in _WAYS:
        documents = _score(args.folder, "--documents", *options, str(args.folder))
        readings = [_read(json.loads(line), address=address) for line in documents.splitlines()]
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "readings.jsonl"
            file.write_text("".join(json.dumps(reading) + "\n" for reading in readings), encoding="utf-8")
            extra = ["--misses"] if args.misses else []
            print(f"{title}\n{_score(args.folder, *extra, str(args.folder), str(file))}", end="")


def _score(folder: Path, *arguments: str) -> str:
    command = [sys.executable, str(folder / "score.py"), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - the corpus' own script


def _read(document: dict[str, str], *, address: bool) -> dict[str, object]:
    language, text = load_language("fr"), document["text"]
    sentences = split(text, find_passages(text, titled=False), language)
    regroup(sentences, language, "numbers", "times")
    published = Dated(document["published"], "stated") if "published" in document else None
    set_times(text, sentences, published, document["uri"] if address else "", language)
    nodes = [node for sentence in sentences for node in sentence.nodes if isinstance(node.value, Time)]
    times = [time for node in nodes for time in (node.value, *ends_of(node, text)) if isinstance(time, Time)]
    spans = [{"kind": "time", "edtf": t.edtf, "span": {"start": t.span.start, "end": t.span.end}} for t in times]
    return {"document": {"uri": document["uri"]}, "values": spans}


if __name__ == "__main__":
    main()
