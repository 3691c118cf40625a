"""However a text is encoded, it is read alike, and every value opens the very characters it was read from."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass

import pytest

from corrobora.read.accents import accented
from corrobora.read.article import read_document
from corrobora.read.fold import without_accents
from corrobora.read.language import load_language
from corrobora.read.posts import plain_post
from corrobora.read.straight import straighten
from corrobora.types import Document, Passage, Reading, Span

_PLAIN = {
    "fr": "L'armée a annoncé dimanche 28 novembre 2021 que treize soldats ont été tués dans une attaque près de Ségou.",
    "en": "Gunmen attacked a convoy near Mosul on 7 November 2021, killing 13 soldiers, the army said.",
    "ar": "أعلن الجيش يوم الأحد 28 نوفمبر 2021 مقتل 13 جنديا في هجوم على معسكر قرب مدينة الموصل.",
}
_DIGITS = "0123456789"


def _digits(others: str) -> Callable[[str], str]:
    return lambda text: text.translate(str.maketrans(_DIGITS, others))


def _bold(char: str) -> str:
    """Return a letter as posts have it that want to be seen: the bold one of mathematics."""
    return chr(0x1D400 + ord(char) - ord("A") - 6 * char.islower()) if char.isascii() and char.isalpha() else char


def _as_printed(text: str) -> str:
    """Return Arabic in the shapes that its letters have in print, each as it stands alone."""
    shapes: dict[str, str] = {}
    for code in range(0xFE80, 0xFEF5):
        shapes.setdefault(unicodedata.normalize("NFKC", chr(code)), chr(code))
    return "".join(shapes.get(char, char) for char in text)


_WRITTEN: dict[str, dict[str, Callable[[str], str]]] = {
    "fr": {
        "decomposed": lambda t: unicodedata.normalize("NFD", t),
        "soft-hyphens": lambda t: t.replace("tués", "tu\u00adés").replace("soldats", "sol\u00addats"),
        "joiners": lambda t: t.replace("soldats", "sol\u200ddats"),
        "no-break": lambda t: t.replace(" ", "\u00a0"),
        "curly": lambda t: t.replace("'", "’"),
        "mark": lambda t: "\ufeff" + t,
        "wide-digits": _digits("０１２３４５６７８９"),
        "tabs": lambda t: t.replace(" ", "\t"),
    },
    "en": {
        "spaces-of-no-width": lambda t: t.replace(" ", "\u200b "),
        "directions": lambda t: t.replace(" ", " \u200e"),
        "wide": lambda t: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in t),
        "arabic-digits": _digits("٠١٢٣٤٥٦٧٨٩"),
        "hidden": lambda t: t.replace("Mosul", "Mo\u200bsul").replace("soldiers", "sol\u2060diers"),
        "lookalikes": lambda t: t.replace("Mosul", "M\u043esul").replace("attacked", "\u0430tt\u0430\u0441ked"),
        "bold": lambda t: "".join(_bold(char) for char in t),
    },
    "ar": {
        "as-printed": _as_printed,
        "decomposed": lambda t: unicodedata.normalize("NFD", t),
        "stretched": lambda t: t.replace("مقتل", "مقـــتل").replace("هجوم", "هجـوم"),
        "vowels": lambda t: t.replace("مقتل", "مَقْتَل").replace("هجوم", "هُجُومٍ"),
        "persian-letters": lambda t: t.replace("ي", "ی").replace("ك", "ک"),
        "persian-digits": _digits("۰۱۲۳۴۵۶۷۸۹"),
        "arabic-digits": _digits("٠١٢٣٤٥٦٧٨٩"),
        "directions": lambda t: t.replace(" ", " \u200f"),
        "embedded": lambda t: f"\u202b{t}\u202c",
        "ligature": lambda t: t.replace("لا", "ﻻ").replace("لأ", "ﻷ"),
    },
}
_CASES = [(language, name) for language, ways in _WRITTEN.items() for name in ways]


@pytest.mark.parametrize(("language", "name"), _CASES)
def test_another_way_of_writing_reads_alike(language: str, name: str) -> None:
    plain = _PLAIN[language]
    odd = _WRITTEN[language][name](plain)
    assert odd != plain
    reading = read(odd)
    assert _told(reading) == _told(read(plain))
    check_spans(reading)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\u2028", "\u2029", "\x0b", "\x0c", "\x85"])
def test_any_line_end_parts_two_tellings(end: str) -> None:
    lines = [_PLAIN["en"], "Two policemen were injured in a bombing in Tikrit on 9 November 2021."]
    reading = read(end.join(lines))
    assert {q.best for c in reading.claims for q in c.quantities if q.measure in {"killed", "injured"}} == {13, 2}
    check_spans(reading)


def test_what_turns_the_text_is_flagged_where_it_stands() -> None:
    text = "\u00ad" + _PLAIN["en"] + " \u202eTwo died.\u202c"
    flag = next(flag for flag in read(text).flags if flag.kind == "odd-text")
    assert flag.span is not None
    assert flag.span.of(text) == "\u202e"


@pytest.mark.parametrize(("odd", "note"), [("Mo\u200bsul", "nobody sees"), ("M\u043esul", "only looks like")])
def test_a_name_that_was_tampered_with_is_flagged_where_it_stands(odd: str, note: str) -> None:
    text = _PLAIN["en"].replace("Mosul", odd)
    flag = next(flag for flag in read(text).flags if flag.kind == "odd-text")
    assert note in flag.note
    assert flag.span is not None
    assert flag.span.start == text.index(odd) + odd.index(min(odd, key=str.isascii))
    assert not [flag for flag in read(_PLAIN["en"] + " Харків, ذي قار").flags if flag.kind == "odd-text"]


@pytest.mark.parametrize(
    "text",
    [
        _PLAIN["fr"],
        "Des hommes armés ont attaqué un convoi près de Ménaka, tuant trois soldats, a annoncé l'armée.",
        "Deux civils ont été tués à Ségou. Le groupe a revendiqué l'attaque. L'armée a bombardé des positions à Gao.",
        "La explosión de un coche bomba dejó dos muertos y cinco heridos en Jamundí, informó el Ejército.",
        "El presidente condenó el atentado. La policía mató a tres hombres en Cali, según el Ministerio.",
    ],
)
@pytest.mark.parametrize("written", [str, str.upper])
def test_a_text_without_accents_reads_alike(text: str, written: Callable[[str], str]) -> None:
    bare = written(without_accents(text))
    assert bare != text
    reading = read(bare)
    assert _told(reading) == _told(read(text))
    check_spans(reading)


@pytest.mark.parametrize("text", ["La tribu attaque un convoi. Le chef tue.", "Esta vez ataca el grupo. Dos mueren."])
def test_words_that_need_no_accent_get_none(text: str) -> None:
    assert accented(text, load_language("fr" if text.startswith("La") else "es")) == text


@pytest.mark.parametrize("cut", ["-\n", "-\r\n", "- \n", "\u00ad\n"])
@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("sol|diers", "at|tacked", "kill|ing")), ("fr", ("tu|és", "sol|dats", "an|noncé", "at|taque"))],
)
def test_a_word_that_is_broken_over_two_lines_is_one(language: str, words: tuple[str, ...], cut: str) -> None:
    broken = plain = _PLAIN[language]
    for word in words:
        broken = broken.replace(word.replace("|", ""), word.replace("|", cut))
    assert broken.count(cut) == len(words)
    reading = read(broken)
    assert _told(reading) == _told(read(plain))
    check_spans(reading)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_a_post_has_its_signs_at_any_line_end(end: str) -> None:
    post = "\U0001f534 Gao\n\U0001f534 Gunmen attacked a convoy near Mosul.\n1/2 Two died.\n2/2 It was hit again."
    assert plain_post(post.replace("\n", end)) == plain_post(post).replace("\n", end)


def test_a_known_caption_stays_where_it_is() -> None:
    body, caption = _PLAIN["fr"], "Des soldats a\u0300 Se\u0301gou (AFP)"
    text = unicodedata.normalize("NFD", body) + "\n" + caption
    start = len(text) - len(caption)
    reading = read_document(
        Document("d-1", "a.html", text, "", passages=(Passage("caption", Span(start, len(text))),)),
    )
    assert [p.span.of(text) for p in reading.document.passages if p.role == "caption"] == [caption]


@pytest.mark.parametrize("text", ["\u200b", "\u00ad\u200d\ufeff", "e" + "\u0301" * 3000, "\ufe70\ufdfa", "\u202e"])
def test_marks_alone_are_read_as_nothing(text: str) -> None:
    straight = straighten(text)
    assert straight is not None
    assert len(straight.text) == len(straight.starts) == len(straight.ends)
    read(text + " " + _PLAIN["en"])
    assert read_document(Document("d-1", "a.txt", "\u200b\u00ad", "")).error is not None


def read(text: str) -> Reading:
    reading = read_document(Document("d-1", "a.txt", text, ""))
    assert reading.error is None
    assert reading.document.text == text
    return reading


def _told(reading: Reading) -> list[object]:
    return [
        (c.kind, c.event, c.stance, c.when and c.when.edtf, [q.best for q in c.quantities], [p.id for p in c.places])
        for c in reading.claims
    ]


def check_spans(reading: Reading) -> None:
    """Assert that each span lies in the text, and each text is what its span covers."""
    text = reading.document.text
    for thing in _within(reading):
        if isinstance(thing, Span):
            assert 0 <= thing.start <= thing.end <= len(text)
        elif hasattr(thing, "span") and hasattr(thing, "text"):
            assert thing.text == thing.span.of(text)


def _within(thing: object) -> Iterator[object]:
    if isinstance(thing, tuple):
        for each in thing:
            yield from _within(each)
    elif is_dataclass(thing):
        yield thing
        for field in fields(thing):
            yield from _within(getattr(thing, field.name))
