"""Show what each level of the cascade makes of a sentence: `python bench/trace.py fr "Un convoi a été visé."`."""

from __future__ import annotations

import argparse

from corrobora.read.language import load_language
from corrobora.read.node import Node
from corrobora.read.parts import open_row
from corrobora.read.places import find_places
from corrobora.read.rules import LEVELS
from corrobora.read.sentence import regroup, split
from corrobora.types import Passage, Span

_SPOTTING = ("voices", "events", "tallies", "deadlines", "parts")


def main() -> None:
    """Print the nodes after each level that changes them, then what the spotting levels find."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language")
    parser.add_argument("text")
    args = parser.parse_args()
    language = load_language(args.language)
    for sentence in split(args.text, [Passage("body", Span(0, len(args.text)))], language):
        _show("words", sentence.nodes, args.text)
        for level in LEVELS:
            if level == "places":
                find_places(args.text, [sentence], language)
            if level == "parts":
                sentence.nodes = open_row(sentence.nodes, args.text)
            if level in _SPOTTING:
                for match in language.grammars[level].matches([sentence.nodes])[0]:
                    slots = {name: [args.text[n.start : n.end] for n in nodes] for name, nodes in match.slots.items()}
                    print(f"{level}: {match.rule.id} {slots} {dict(match.rule.features)}")
                continue
            before = list(sentence.nodes)
            regroup([sentence], language, level)
            if sentence.nodes != before:
                _show(level, sentence.nodes, args.text)


def _show(level: str, nodes: list[Node], text: str) -> None:
    print(f"--- {level}")
    for node in nodes:
        print(f"  {text[node.start : node.end]!r:40} {' '.join(sorted(node.classes))}  {node.rule}")


if __name__ == "__main__":
    main()
