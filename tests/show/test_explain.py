"""Each claim of each kind opens its rule and its words, and each of its values does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from corrobora.read.article import read_document
from corrobora.read.language import languages, load_language
from corrobora.reckon.books import Books
from corrobora.settings import Settings
from corrobora.show.explain import explain, lines
from corrobora.show.intake import take
from corrobora.types import AnyValue, Claim, Document, Reading

_ARTICLES = Path(__file__).parents[2] / "bench" / "claims" / "tune"
_OTHER_WAYS = {"codebook", "gazetteer", "heading", "lexicon", "name", "outlook", "sum", "surroundings"}
_KINDS = {"incident", "tally", "deadline", "statement"}


@cache
def _rules() -> frozenset[str]:
    """Return all that a claim or value can be read by."""
    known = {each.id for code in languages() for level in load_language(code).rules.values() for each in level}
    return frozenset(known | _OTHER_WAYS)


def _demo() -> list[Reading]:
    with as_file(files("corrobora") / "data" / "demo") as folder:
        return [taken.reading for taken in take([str(folder)], Settings())]


def _own() -> Iterator[Reading]:
    """Yield the readings of the project's own articles; of their gold nothing is wanted, so that lines will do."""
    for file in sorted(_ARTICLES.glob("*.yaml")):
        body = re.search(r"^text: \|\n((?:(?:  .*)?\n)+)", file.read_text(encoding="utf-8"), re.MULTILINE)
        assert body is not None, file
        text = "\n".join(line[2:] for line in body[1].splitlines())
        yield read_document(Document(file.stem, file.name, text, "", language=file.stem[:2]))


def values_of(claim: Claim) -> list[AnyValue]:
    scope = (*claim.scope.places, *claim.scope.targets) if claim.scope is not None else ()
    times = [value for value in (claim.when, claim.due) if value is not None]
    own = (*claim.actors, *claim.targets, *claim.places, *claim.means, *claim.quantities, *claim.addressees)
    return [*own, *times, *scope]


@pytest.mark.slow
@pytest.mark.parametrize("readings", [_demo, _own])
def test_every_claim_has_a_tree_that_names_rules_and_words(readings: object) -> None:
    assert callable(readings)
    seen = set()
    for reading in readings():
        books = Books((reading,), (reading,), (), (), (), (), ())
        text = reading.document.text
        for claim in reading.claims:
            seen.add(claim.kind)
            tree = list(lines(explain(claim.id, books)))
            assert tree[0].startswith(claim.id)
            assert claim.rule in _rules()
            assert f"  rule: {claim.rule}" in tree
            assert any(f"({claim.span.start}:{claim.span.end})" in line for line in tree if "words:" in line)
            for holder in claim.voice.chain:
                assert any(f"({holder.span.start}:{holder.span.end})" in line for line in tree if "holder" in line)
            for value in values_of(claim):
                assert value.rule in _rules(), (value, text[:60])
                assert any(f"[{' '.join(value.text.split())}]" in line for line in tree)
                assert f"    by {value.rule}" in tree
    assert seen == _KINDS


def test_a_number_that_is_one_word_is_read_by_the_lexicon() -> None:
    reading = read_document(Document("d-1", "a.txt", "قتل جنديان في هجوم على الموصل.", "", language="ar"))
    assert [q.rule for claim in reading.claims for q in claim.quantities if not q.rule] == []
    assert any(q.best == 2 for claim in reading.claims for q in claim.quantities)
