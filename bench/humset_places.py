"""Toponyms found in humanitarian reports, against HumSet: `python bench/humset_places.py FOLDER [--misses N]`.

The folder holds `toponyms.json` and `geocoding.csv` as the set's authors published them. A place counts when it
overlaps a gold toponym, one to one; `geonames` is the share of the geocoded toponyms whose id is the gold one.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from pathlib import Path

from corrobora.read.language import load_language
from corrobora.read.places import find_places, resolve_places
from corrobora.read.sentence import regroup, split
from corrobora.types import Passage, Place, Span


def main() -> None:
    """Print precision, recall, F1 and the share of right ids; with `--misses`, what is missed and invented most."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", type=int, default=0)
    args = parser.parse_args()
    documents = {str(d["lead_id"]): d for d in json.loads((args.folder / "toponyms.json").read_text(encoding="utf-8"))}
    right = read = gold = 0
    missed: Counter[str] = Counter()
    invented: Counter[str] = Counter()
    ids: dict[tuple[str, str], set[str]] = {}
    for number, document in documents.items():
        text = document["text"]
        places = places_of(text, "en")
        wanted = sorted({(a["start"], a["end"]) for a in document["annotations"]})
        used: set[int] = set()
        for start, end in wanted:
            hit = next(
                (i for i, p in enumerate(places) if i not in used and p.span.start < end and p.span.end > start), None
            )
            if hit is None:
                missed[text[start:end]] += 1
            else:
                used.add(hit)
        right += len(used)
        read += len(places)
        gold += len(wanted)
        invented.update(p.text for i, p in enumerate(places) if i not in used)
        for place in places:
            ids.setdefault((number, " ".join(place.text.lower().split())), set()).add(place.id or "")
    precision, recall = right / max(1, read), right / max(1, gold)
    f1 = 2 * right / max(1, read + gold)
    print(f"toponyms P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({right}/{read}/{gold})")
    print("geonames {}/{}".format(*_geocoded(args.folder, ids)))
    if args.misses:
        print("missed:", missed.most_common(args.misses))
        print("invented:", invented.most_common(args.misses))


def places_of(text: str, code: str) -> list[Place]:
    """Return the places that are read in a text."""
    language = load_language(code)
    sentences = split(text, [Passage("body", Span(0, len(text)))], language)
    regroup(sentences, language, "numbers", "times")
    find_places(text, sentences, language)
    regroup(sentences, language, "places")
    resolve_places(text, sentences, language)
    return [node.value for s in sentences for node in s.walk() if isinstance(node.value, Place)]


def _geocoded(folder: Path, ids: dict[tuple[str, str], set[str]]) -> tuple[int, int]:
    right = total = 0
    for row in csv.DictReader((folder / "geocoding.csv").open(encoding="utf-8")):
        number = row["geonameid"].removesuffix(".0")
        if not number.isdigit() or number == "0":
            continue
        total += 1
        name = row.get("geomatch") or row["toponym"]
        right += any(
            f"geonames:{number}" in found
            for (document, words), found in ids.items()
            if document == row["lead_id"] and name in words
        )
    return right, total


if __name__ == "__main__":
    main()
