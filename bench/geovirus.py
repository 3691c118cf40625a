"""Places told apart, given where they stand: `python bench/geovirus.py FOLDER [--misses N]`.

The folder holds `GeoVirus.xml`. Each gold span becomes a place node; counted is how often the place chosen lies
within 161 km of the gold one, or is the country itself where the gold page is a country's.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from corrobora.read.gazetteer import Gazetteer, open_gazetteer, place_key
from corrobora.read.language import Language, load_language
from corrobora.read.node import Node
from corrobora.read.places import resolve_places
from corrobora.read.sentence import Sentence, regroup, replace_span, split
from corrobora.read.weighing import kilometres
from corrobora.types import Passage, Place, Span

_NEAR = 161.0  # km: a hundred miles, the usual threshold


def main() -> None:
    """Print the share of places that are right; with `--misses`, those most often wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", type=int, default=0)
    args = parser.parse_args()
    gazetteer, language = open_gazetteer(), load_language("en")
    wrong: Counter[tuple[str, str]] = Counter()
    right = total = placed = 0
    for article in etree.parse(args.folder / "GeoVirus.xml").getroot().iter("article"):
        text = article.findtext("text") or ""
        gold = {
            Span(int(item.findtext("start")) - 1, int(item.findtext("end")) - 1): item
            for item in article.iter("location")
        }
        found = _resolve(text, gold, language)
        for span, item in gold.items():
            total += 1
            place = found.get(span)
            placed += place is not None and place.id is not None
            if place is not None and _is_right(place, item, gazetteer):
                right += 1
            else:
                wrong[(span.of(text), f"{place.name} {place.id}" if place else "none")] += 1
    print(f"right {right}/{total} = {right / max(1, total):.3f}, placed {placed}")
    if args.misses:
        print(wrong.most_common(args.misses))


def _resolve(text: str, gold: dict[Span, etree._Element], language: Language) -> dict[Span, Place]:
    sentences = split(text, [Passage("body", Span(0, len(text)))], language)
    for sentence in sentences:
        for span in gold:
            _mark(text, sentence, span)
        regroup([sentence], language, "places")
    resolve_places(text, sentences, language)
    out = {}
    for sentence in sentences:
        for node in sentence.walk():
            if isinstance(node.value, Place):
                out.update({span: node.value for span in gold if node.span.covers(span)})
    return out


def _mark(text: str, sentence: Sentence, span: Span) -> None:
    made = Node(span.start, span.end, frozenset({"place", "cap", "word"}), rule="gold")
    made.note("key", place_key(span.of(text)))
    replace_span(sentence, span, made)


def _is_right(place: Place, item: etree._Element, gazetteer: Gazetteer) -> bool:
    lat, lon = float(item.findtext("lat")), float(item.findtext("lon"))
    page = place_key(unquote((item.findtext("page") or "").rsplit("/", 1)[-1]))
    countries = [e for e in gazetteer.look_up(page) if e.kind == "country"]
    if countries:  # by code: "southern X" has one, and no point
        whole = place.precision in {"country", "region"}
        return any(e.id == place.id or (whole and e.country == place.country) for e in countries)
    if place.lat is None or place.lon is None or math.isnan(lat):
        return False
    return kilometres(place.lat, place.lon, lat, lon) <= _NEAR


if __name__ == "__main__":
    main()
