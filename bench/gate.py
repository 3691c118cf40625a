"""What the gate lets through: `python -m bench.gate [--gold FOLDER] [--claimbench FOLDER] [--misses]`.

Recall is measured on what the public sets hold as relevant: MUC-4's messages with a template, CASE 2021's snippets,
Arabic sentences that tell of an assault or a protest, HumSet's excerpts of which some incident is read, and articles of
our own. What is dropped is measured on made-up news of other things (`other_news.toml`).
"""

from __future__ import annotations

import argparse
import json
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import yaml

from bench.arabic import labelled as arabic_sentences
from bench.case2021 import labelled as snippets
from bench.common import read_text
from bench.muc4 import messages, unwrapped
from corrobora.read.gate import may_report

_OTHER = Path(__file__).with_name("other_news.toml")
_TUNE = Path(__file__).with_name("claims") / "tune"
_ROUNDS = 50
_SHOWN = 200  # letters
_WORDS = 1000


def main() -> None:
    """Print the recall of each set, the share of other news that is dropped, and what 1,000 words cost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, help="the folder of the public sets")
    parser.add_argument("--claimbench", type=Path, help="the folder of ClaimBench's articles")
    parser.add_argument("--misses", action="store_true", help="show what is wrongly passed over")
    args = parser.parse_args()
    taken = held = 0
    for name, texts in _relevant(args.gold, args.claimbench):
        missed = [text for text in texts if not may_report(text)]
        taken, held = taken + len(texts) - len(missed), held + len(texts)
        print(f"{name:16} recall {1 - len(missed) / len(texts):.4f} of {len(texts)}")
        for text in missed if args.misses else ():
            print("   ", " ".join(text[:_SHOWN].split()))
    print(f"recall {taken / held:.4f}")
    others = tomllib.loads(_OTHER.read_text(encoding="utf-8"))
    dropped = {code: sum(not may_report(text) for text in texts) for code, texts in others.items()}
    for code, texts in others.items():
        text = " ".join((" ".join(texts).split() * 10)[:_WORDS])
        print(f"other news, {code}: {dropped[code]}/{len(texts)} dropped; {_cost(text) * 1e3:.3f} ms for 1,000 words")
    print(f"dropped {sum(dropped.values()) / sum(map(len, others.values())):.3f}")


def _cost(text: str) -> float:
    """Return the seconds that the gate takes for a text, in the fastest of many rounds."""
    rounds = []
    for _ in range(_ROUNDS):
        begun = time.perf_counter()
        may_report(text)
        rounds.append(time.perf_counter() - begun)
    return min(rounds)


def _relevant(gold: Path | None, claimbench: Path | None) -> Iterator[tuple[str, list[str]]]:
    """Yield the sets that there are, with the texts of each that report a conflict."""
    yield "own articles", [yaml.safe_load(file.read_text(encoding="utf-8"))["text"] for file in sorted(_TUNE.iterdir())]
    if claimbench is not None:
        files = sorted(claimbench.glob("*.yaml"))
        yield "claimbench", [yaml.safe_load(file.read_text(encoding="utf-8"))["text"] for file in files]
    if gold is None:
        return
    yield "muc4", list(_messages(gold / "muc4"))
    yield "case2021", [text for text, _ in snippets(gold / "case2021-task2" / "dev.tsv")]
    for kind in ("assault", "protest"):
        sentences = arabic_sentences(gold / "arabic-events" / f"{kind}_gsr.csv")
        yield f"arabic {kind}", [text for text, told in sentences if told]
    excerpts = json.loads((gold / "humset-places" / "toponyms.json").read_text(encoding="utf-8"))
    yield "humset", [each["text"] for each in excerpts if _tells(each["text"])]


def _messages(folder: Path) -> Iterator[str]:
    """Yield the messages of MUC-4 that have a template."""
    lines = [line for file in sorted(folder.glob("templates-*.jsonl")) for line in file.open(encoding="utf-8")]
    relevant = {each["docid"] for each in map(json.loads, lines) if each["templates"]}
    for file in sorted(folder.glob("*/*")):
        if not file.name.startswith("key"):
            for number, body in messages(file.read_text(encoding="latin-1")):
                if number in relevant:
                    yield unwrapped(body)[0]


def _tells(text: str) -> bool:
    """Return whether an incident in which people did something to others is read in a text."""
    claims = read_text("humset", text, "en").claims
    return any(claim.kind == "incident" and claim.stance == "asserted" and claim.actors for claim in claims)


if __name__ == "__main__":
    main()
