"""Assaults and protests told in Arabic sentences: `python -m bench.arabic FOLDER [--misses N]`.

FOLDER holds the set as it was published: `assault_gsr.csv`, `protest_gsr.csv` and, for actors, `*_spans.json`. `yes`
is set against `easy no` and `difficult no`, `ambiguous` is left out. The set asks for events told, not for those
spoken of: a sentence is taken for an assault when a claim of violence says with what or to how many, and where or by
whom, as long as it is not of some year only; words that merely refer to it must say more, or who was injured. It is
taken for a protest when a claim says who protested. Of the sentences whose actors were marked, shown is in how many a
claim's actors share a word with them.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterable
from pathlib import Path

from bench.common import Counts, needed, read_text
from corrobora.codebook import events
from corrobora.types import Claim

_CODES = {"assault": "ASSAULT", "protest": "PROTEST"}
_NO = frozenset({"easy no", "difficult no"})


def main() -> None:
    """Print F1 for assaults and protests, then their mean."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", type=int, default=0, help="show that many sentences wrongly passed over and taken")
    args = parser.parse_args()
    scores = []
    for kind in _CODES:
        sentences = labelled(args.folder / f"{kind}_gsr.csv")
        told = [tells(text, kind) for text, _ in sentences]
        counts = Counts(
            sum(t and g for t, (_, g) in zip(told, sentences, strict=True)), sum(told), sum(g for _, g in sentences)
        )
        print(f"{kind:8} {counts}")
        scores.append(counts.f1)
        for gold in (True, False):
            wrong = [text for t, (text, g) in zip(told, sentences, strict=True) if t != g and g == gold]
            for text in wrong[: args.misses]:
                print("  passed over:" if gold else "  taken:", text)
    for kind in _CODES:
        file = args.folder / f"{kind}_spans.json"
        if file.is_file():
            print(f"{kind} actors overlapping {'{}/{}'.format(*_actors(file))}")
    print(f"F1 {sum(scores) / len(scores):.3f}")


def labelled(file: Path) -> list[tuple[str, bool]]:
    """Return the sentences of a file with whether readers agreed that they tell of the event."""
    with needed(file, what="give the folder of arabic_event_gsr").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    if rows and not {"label", "text"} <= set(rows[0]):
        raise SystemExit(f"{file}: its header must name `label` and `text`")
    return [(row["text"], row["label"] == "yes") for row in rows if row["label"] == "yes" or row["label"] in _NO]


def tells(text: str, kind: str) -> bool:
    """Return whether a sentence is read to tell of an assault or a protest that took place."""
    return any(_is_told(claim, kind) for claim in read_text("arabic", text, "ar").claims)


def _is_told(claim: Claim, kind: str) -> bool:
    event = events().get(claim.event or "")
    if event is None or claim.kind != "incident" or claim.stance not in {"asserted", "hedged"}:
        return False
    if event.codes.get("plover") != _CODES[kind] or event.family not in {"violence", "unrest"}:
        return False
    if kind == "protest":
        return claim.event == "protest" and bool(claim.actors)  # for its readers a riot is none
    return _is_news(claim)


def _is_news(claim: Claim) -> bool:
    """Return whether a claim of violence tells it in its own right, and not as something that the reader knows."""
    if not (claim.means or claim.quantities) or (claim.when is not None and claim.when.precision == "year"):
        return False
    told = sum(bool(values) for values in (claim.means, claim.quantities, claim.places, claim.actors))
    referred = claim.rule.endswith(".mention")
    return told >= (3 if referred else 2) or (referred and any(each.measure == "injured" for each in claim.quantities))


def _actors(file: Path) -> tuple[int, int]:
    """Return how many sentences have an actor that overlaps a marked one, and how many have a marked one."""
    right = total = 0
    for item in json.loads(file.read_text(encoding="utf-8")):
        marked = {word for span in item["spans"] for word in span.get("source_actor") or ()}
        if not marked:
            continue
        total += 1
        right += bool(marked & set(_words_of_actors(read_text("arabic", item["text"], "ar").claims)))
    return right, total


def _words_of_actors(claims: Iterable[Claim]) -> Iterable[str]:
    return (word for claim in claims for actor in claim.actors for word in actor.text.split())


if __name__ == "__main__":
    main()
