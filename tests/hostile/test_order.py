"""What was read before changes nothing: not the words remembered, nor the order or number of the documents."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corrobora.read import grammar, words
from corrobora.read.article import read_document
from corrobora.read.language import load_language
from corrobora.types import Dated, Document, Reading
from tests.hostile.prose import LANGUAGES, report
from tests.hostile.test_values import TEXTS

_DRAWN = st.lists(st.tuples(TEXTS, st.sampled_from(LANGUAGES)), min_size=2, max_size=6)


def documents(drawn: Sequence[tuple[str, str]]) -> list[Document]:
    dated = Dated("2021-11-28", "stated")
    return [Document(f"d-{n}", f"{n}.txt", text, "", None, None, code, dated) for n, (text, code) in enumerate(drawn)]


def forget() -> None:
    """Load the languages anew: nothing is left of what was read, nor of the characters that it was read by."""
    load_language.cache_clear()


def mixed(language: str, seed: int, sentences: int = 40) -> str:
    """Return the sentences of a report, some of them cut in two and put together otherwise."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    pieces = [piece for line in report(language, sentences).split("\n\n") for piece in line.split(" ")]
    cuts = sorted(chance.sample(range(len(pieces)), 12))
    runs = [pieces[first:last] for first, last in zip([0, *cuts], [*cuts, len(pieces)], strict=True)]
    chance.shuffle(runs)
    return " ".join(word for run in runs for word in run)


@settings(max_examples=60, deadline=None)
@given(_DRAWN, st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_no_reading(drawn: list[tuple[str, str]], chance: random.Random) -> None:
    given_ = documents(drawn)
    straight = {each.id: read_document(each) for each in given_}
    chance.shuffle(given_)
    assert {each.id: read_document(each) for each in given_} == straight


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fresh_start_reads_as_one_that_has_read_much(language: str) -> None:
    texts = [mixed(language, seed) for seed in range(12)]
    given_ = documents([(text, language) for text in texts])
    forget()
    warm = [read_document(each) for each in given_]
    warm = [read_document(each) for each in reversed(given_)][::-1]
    for number in (0, 5, 11):
        forget()
        assert read_document(given_[number]) == warm[number]


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_full_memory_reads_as_an_empty_one(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memories of a handful of entries forget at every step, and what a text is read by is made anew."""
    given_ = documents([(mixed(language, seed), language) for seed in range(6)])
    wanted = [read_document(each) for each in given_]
    monkeypatch.setattr(grammar, "_REMEMBERED", 2)
    monkeypatch.setattr(grammar, "_KNOWN", 2)
    monkeypatch.setattr(words, "_REMEMBERED", 2)
    forget()
    try:
        assert [read_document(each) for each in given_] == wanted
    finally:
        forget()


def test_readings_share_nothing_that_changes() -> None:
    """A reading is the same after a hundred others: what it holds is its own."""
    document = documents([(report("en", 12), "en")])[0]
    first = read_document(document)
    kept = repr(first)
    for seed in range(20):
        _read(mixed("en", seed))
    assert repr(first) == kept
    assert read_document(document) == first


def _read(text: str) -> Reading:
    return read_document(documents([(text, "en")])[0])
