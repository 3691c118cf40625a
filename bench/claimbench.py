"""Read a ClaimBench folder and score it: `python bench/claimbench.py FOLDER [--misses] [--only fr]`.

The folder holds the articles; its parent holds `score.py`. Figures below a floor of `bench/floors.toml` are an error.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from corrobora.read.article import read_document
from corrobora.schema import to_json
from corrobora.types import Dated, Document

_FLOORS = Path(__file__).with_name("floors.toml")


def main() -> int:
    """Print the scorer's figures beside their floors; return 1 where one is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--only", default="", help="the start of the names of articles to show misses of")
    args = parser.parse_args()
    scorer = args.scorer or args.folder.parent / "score.py"
    documents = _run(sys.executable, str(scorer), "--documents", str(args.folder))
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as readings:
        for line in documents.splitlines():
            readings.write(_read(json.loads(line)) + "\n")
        readings.flush()
        options = ["--misses"] if args.misses else []
        scores = _run(sys.executable, str(scorer), *options, str(args.folder), readings.name)
    for line in scores.splitlines():
        if not line.startswith("miss ") or f":{args.only}" in line:
            print(line)
    return _compare(scores)


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own scorer


def _read(fields: dict[str, str]) -> str:
    published = Dated(fields["published"], "stated") if fields.get("published") else None
    document = Document(
        fields["uri"], fields["uri"], fields["text"], "", fields.get("outlet"), fields.get("title"), published=published
    )
    return to_json(read_document(document))


def _compare(scores: str) -> int:
    floors = tomllib.loads(_FLOORS.read_text(encoding="utf-8"))["claimbench"]
    got = {
        "f1": float(re.findall(r"^F1 ([\d.]+)", scores, re.MULTILINE)[0]),
        "voices": float(re.findall(r"^voices who .*= ([\d.]+)", scores, re.MULTILINE)[0]),
        "bad_spans": float(re.findall(r"not their text: (\d+)", scores)[0]),
    }
    missed = 0
    for name, floor in floors.items():
        ok = got[name] <= floor if name == "bad_spans" else got[name] >= floor
        missed += not ok
        print(f"{name:10} {got[name]:.3f}  floor {floor:.3f}  {'holds' if ok else 'MISSED'}")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
