"""Texts longer than any article, sentences with more voices than any: what is left out is flagged, and nothing else."""

from __future__ import annotations

from itertools import pairwise

import pytest

from corrobora.read import lengths
from corrobora.read.article import read_document
from corrobora.types import Dated, Document, Passage, Reading, Span
from tests.hostile.prose import LANGUAGES, report
from tests.hostile.test_unicode import check_spans

_PARTS = "parts; what one part takes up"


def read(text: str, language: str = "en", captions: tuple[Passage, ...] = ()) -> Reading:
    published = Dated("2021-11-28", "stated")
    document = Document("d-1", "a.txt", text, "", language=language, published=published, passages=captions)
    reading = read_document(document)
    assert reading.error is None
    assert reading.document.text == text
    assert reading.document.id == "d-1"
    check_spans(reading)
    return reading


def flagged(reading: Reading, words: str) -> list[Span | None]:
    return [flag.span for flag in reading.flags if flag.kind == "not-read" and words in flag.note]


@pytest.fixture
def short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lengths, "MOST_WORDS", 400)


@pytest.mark.usefixtures("short_parts")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mark", ["", "\u200e", "shouted"])
def test_a_book_is_read_to_its_end(language: str, mark: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = report(language, 120)
    text = text.upper() if mark == "shouted" else mark + text.replace(" ", " " + mark)
    parts = read(text, language)
    monkeypatch.undo()
    whole = read(text, language)
    assert flagged(parts, _PARTS) == [None]
    assert not flagged(whole, _PARTS)
    assert [p.span for p in parts.document.passages] == [p.span for p in whole.document.passages]
    assert len({claim.id for claim in parts.claims}) == len(parts.claims)
    for one, two in ((parts, whole), (whole, parts)):
        assert len({c.span for c in one.claims} - {c.span for c in two.claims}) < 0.1 * len(one.claims)
    assert all(one.span.start <= two.span.start for one, two in pairwise(parts.claims))
    assert parts.document.published == whole.document.published


@pytest.mark.usefixtures("short_parts")
def test_a_caption_stays_one_in_whichever_part_it_is() -> None:
    text = report("en", 120)
    lines = [Span(text.index(line), text.index(line) + len(line)) for line in text.split("\n\n")[:-1:7]]
    reading = read(text, captions=tuple(Passage("caption", span) for span in lines))
    assert [p.span for p in reading.document.passages if p.role == "caption"] == lines


@pytest.mark.usefixtures("short_parts")
@pytest.mark.parametrize("text", ["killed " * 900, "a" * 90_000 + " killed" * 900, "(" * 2000 + "killed", "و" * 2000])
def test_a_part_may_end_anywhere(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lengths, "MOST_LETTERS", 1000)
    assert flagged(read(text, "ar"), _PARTS)


@pytest.mark.usefixtures("short_parts")
def test_the_rest_of_what_is_too_much_is_flagged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lengths, "MOST_KEPT", 500)
    text = report("en", 400)
    reading = read(text)
    (rest,) = flagged(reading, "the rest of the text")
    assert rest is not None
    assert 0 < rest.start < rest.end == len(text)
    assert all(value.span.end <= rest.start for value in reading.values)
    assert all(claim.span.end <= rest.start for claim in reading.claims)
    assert reading.claims[-1].span.end > rest.start - 2_000


@pytest.mark.parametrize(
    ("language", "piece"),
    [("en", 'he said " '), ("en", "he said “ "), ("fr", "a dit l'armée « "), ("ar", "وقال الجيش « ")],
)
def test_a_sentence_of_a_hundred_voices_makes_no_thousand_claims(language: str, piece: str) -> None:
    text = piece * 160
    assert len(read(text, language).claims) < len(text.split())


def test_voices_that_are_not_heard_are_told_of() -> None:
    spans = flagged(read('he said " ' * 160), "voices or more")
    assert spans
    assert all(span is not None and span.end - span.start > 100 for span in spans)


def test_few_voices_are_all_heard() -> None:
    said = ", and ".join(f"the mayor of Town{n} said that it was hit {n} times" for n in range(1, 9))
    reading = read(f"{said}.")
    assert not flagged(reading, "voices")
    assert len({claim.voice.chain[0].text for claim in reading.claims if claim.voice.chain}) == 8


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The army attacked Gao again on Monday. "),
        ("fr", "L'armée a attaqué Gao lundi. Le groupe a tué deux hommes. "),
        ("es", "El ejército atacó Gao. El grupo mató a dos hombres. "),
        ("ar", "هاجم الجيش الموصل. وقتلت الجماعة جنديين. "),
    ],
)
def test_an_army_that_nobody_names_is_no_abyss(language: str, sentence: str) -> None:
    """Each "the army" may be the one before it, and none has a name."""
    assert read(sentence * 700, language).claims
