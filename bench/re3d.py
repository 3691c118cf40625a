"""Entities of reports on Syria and Iraq, against re3d: `python -m bench.re3d FOLDER [--misses N]`.

FOLDER holds the set as it was published: a folder a source, each with `documents.json` and `entities.json`. An entity
counts when a value of its type overlaps it, one to one; `exact` counts those with the very same span.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench.common import Counts, needed, overlaps, read_text, words_of
from corrobora.codebook import actors_by_id
from corrobora.read.language import load_language
from corrobora.types import AnyValue, Place, Reading, Span, Value

_SHOWN = (
    "Organisation",
    "Location",
    "Person",
    "Temporal",
    "Weapon",
    "Quantity",
    "MilitaryPlatform",
    "Vehicle",
    "Nationality",
)
_KINDS = {"place": "Location", "time": "Temporal", "quantity": "Quantity"}
_PLATFORMS = frozenset({"drone", "aircraft", "helicopter", "tank", "ship", "warship", "armour"})
_VEHICLES = frozenset({"vehicle", "car", "truck", "boat", "motorcycle"})
_BODIES = frozenset({"n.org", "n.person", "actor"})
_WORD = re.compile(r"[^\s-]+")
Spans = Mapping[str, Sequence[Span]]


def main() -> None:
    """Print F1 by type of entity, then over all types that have a kind of value here."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", type=int, default=0, help="show that many of the most frequent misses a type")
    args = parser.parse_args()
    counts: defaultdict[str, Counts] = defaultdict(Counts)
    exact: defaultdict[str, Counts] = defaultdict(Counts)
    missed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    invented: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for number, (text, gold) in enumerate(documents(args.folder)):
        read = entities(read_text(f"re3d:{number}", text, "en"))
        for kind in _SHOWN:
            left, made = pair(read.get(kind, ()), gold.get(kind, ()), counts[kind])
            missed[kind].update(span.of(text) for span in left)
            invented[kind].update(span.of(text) for span in made)
            same = set(read.get(kind, ())) & set(gold.get(kind, ()))
            exact[kind].add(len(same), len(read.get(kind, ())), len(gold.get(kind, ())))
    for kind in _SHOWN:
        print(f"{kind:16} {counts[kind]}  exact {exact[kind].f1:.3f}")
        if args.misses:
            print("  missed:", missed[kind].most_common(args.misses))
            print("  invented:", invented[kind].most_common(args.misses))
    print(f"F1 {_total(counts.values()).f1:.3f}")


def documents(folder: Path) -> Iterator[tuple[str, Spans]]:
    """Yield the text of each document and its entities by type."""
    files = sorted(needed(folder, what="give the folder of re3d").glob("*/entities.json"))
    if not files:
        raise SystemExit(f"{folder}: no folder in it holds an `entities.json`; give the folder of re3d")
    for file in files:
        gold: defaultdict[str, defaultdict[str, set[Span]]] = defaultdict(lambda: defaultdict(set))
        for item in _lines(file):
            gold[item["documentId"]][item["type"]].add(Span(item["begin"], item["end"]))
        for document in _lines(needed(file.with_name("documents.json"), what="it holds the texts of `entities.json`")):
            yield document["text"], {kind: sorted(spans) for kind, spans in gold[document["_id"]].items()}


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def entities(reading: Reading) -> Spans:
    """Return the spans of what a reading names by re3d's types; of those within one another all count.

    A country's name is a body's where a claim has the country act or speak, and a place's otherwise; it is neither
    where it only says whose something is ("US troops").
    """
    parts: list[Value] = [
        value for claim in reading.claims for value in (*claim.actors, *claim.targets, *claim.addressees)
    ]
    holders = [holder for claim in reading.claims for holder in claim.voice.chain]
    acting = {value.span for value in parts} | {holder.span for holder in holders}
    out: defaultdict[str, set[Span]] = defaultdict(set)
    for value in [*reading.values, *parts]:
        out[kind_of(value)].add(value.span)
    for holder in holders:
        if holder.kind or holder.name:
            out["Person" if holder.kind == "person" or holder.role else "Organisation"].add(holder.span)
    out["Location"] -= out["Organisation"] & acting
    places = [value for value in reading.values if isinstance(value, Place)]
    out["Location"] -= {place.span for place in places if place.relation == "whose"}
    named = [place for place in places if place.relation != "whose"]
    out["Location"] |= {*map(_name_in, named), *_wholes(named, reading.document.text)} - out["Organisation"]
    return {kind: sorted(spans) for kind, spans in out.items()}


def _wholes(places: Sequence[Place], text: str) -> Iterator[Span]:
    """Yield the spans of "X, Y" where Y is the larger place that X lies in: re3d marks X, Y and both together."""
    for one, two in pairwise(sorted(places, key=lambda place: place.span)):
        larger = two.precision in {"country", "province"} and one.precision != "country"
        if larger and text[one.span.end : two.span.start] == ", " and one.country in {None, two.country}:
            yield Span(one.span.start, two.span.end)


def _name_in(place: Place) -> Span:
    """Return the span of the name alone in "the city of X" and "northern X": re3d marks both."""
    words = list(_WORD.finditer(place.text))
    first = next((i for i, word in enumerate(words) if not word.group()[0].islower()), 0)
    return Span(place.span.start + words[first].start(), place.span.end) if words else place.span


def kind_of(value: AnyValue) -> str:
    """Return the type that re3d gives what a value names."""
    if value.kind in {"actor", "target"}:
        entry = actors_by_id().get(value.id or "")
        classes = {name for word in words_of(value.text, load_language("en")) for name in word.classes}
        if value.kind == "target" and entry is None and not classes & _BODIES:
            return "Location" if classes & {"n.place"} else ""
        return "Person" if ".person" in value.rule and entry is None else "Organisation"
    if value.kind == "means":
        kinds = {value.name or ""}
        return "MilitaryPlatform" if kinds & _PLATFORMS else "Vehicle" if kinds & _VEHICLES else "Weapon"
    return _KINDS.get(value.kind, "")


def pair(read: Sequence[Span], gold: Sequence[Span], counts: Counts) -> tuple[list[Span], list[Span]]:
    """Pair spans that overlap, one to one and the same first; return what is left of the gold and of the read."""
    left, made = set(gold), set(read)
    for span in sorted(left & made):
        left.remove(span)
        made.remove(span)
    for span in sorted(made):
        near = [each for each in left if overlaps(span, each)]
        if near:
            left.remove(min(near, key=partial(_distance, span)))
            made.remove(span)
    counts.add(len(gold) - len(left), len(read), len(gold))
    return sorted(left), sorted(made)


def _distance(one: Span, two: Span) -> int:
    return abs(one.start - two.start) + abs(one.end - two.end)


def _total(counts: Iterable[Counts]) -> Counts:
    out = Counts()
    for each in counts:
        out.add(each.right, each.read, each.gold)
    return out


if __name__ == "__main__":
    main()
