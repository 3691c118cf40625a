"""A text comes out as it was written, or not at all."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrobora.errors import SourceError
from corrobora.gather.decode import declared_in, decode

FRENCH = (
    "L'armée a annoncé « une opération » près de Gao : 12 blessés, selon l'état-major. Ça brûlait encore à l'aube. " * 3
)
ARABIC = "قال متحدث باسم الجيش إن ثلاثة جنود أصيبوا في هجوم على رتل قرب الديوانية، وإن التحقيق جار. " * 3
RUSSIAN = "Военные сообщили, что ночью была отражена атака на склад. " * 3


@pytest.mark.parametrize("text", [FRENCH, ARABIC, RUSSIAN, "plain ASCII"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_and_without_marks(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize("text", [FRENCH, ARABIC])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize(
    ("text", "encoding"), [(FRENCH, "cp1252"), (ARABIC, "cp1256"), (ARABIC, "iso8859-6"), ("un café à Kidal", "cp1252")]
)
def test_one_byte_encodings_by_their_letters(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == (text, encoding)


def test_a_lone_accent_where_the_sample_ends_is_no_cut_character() -> None:
    text = "a" * 3999 + "é, and more"
    assert decode(text.encode())[0] == text


@pytest.mark.parametrize(
    "raw",
    [
        RUSSIAN.encode("cp1251"),
        RUSSIAN.encode("koi8-r"),
        FRENCH.encode() + b"\xff" + FRENCH.encode(),
        ARABIC.encode()[:-1] + b"\xd9",
        ARABIC.encode().decode("cp1252", errors="replace").encode("utf-16") + b"\x00",
        FRENCH.encode().decode("cp1252").encode(),
        ARABIC.encode().decode("latin-1").encode(),
    ],
    ids=["cp1251", "koi8", "one bad byte", "cut off", "odd utf-16", "french twice", "arabic twice"],
)
def test_doubt_is_refused_and_not_guessed(raw: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        decode(raw)
    assert caught.value.code == "encoding"
    assert "save" in str(caught.value)


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(99),
        b"%PDF-1.7 \xe2\xe3",
        bytes(range(256)) * 9,
        b"text\0text",
        b"\x01\x02\x03\x04" * 9,
    ],
)
def test_a_binary_is_called_one(raw: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        decode(raw)
    assert caught.value.code == "binary"


def test_a_declaration_decides_between_encodings_that_fit() -> None:
    raw = "Война".encode("cp1251")
    assert decode(raw, "windows-1251") == ("Война", "cp1251")
    assert declared_in(b'<?xml version="1.0" encoding="windows-1256"?>') == "windows-1256"
    assert decode(FRENCH.encode(), "windows-1256")[0] == FRENCH, "what is UTF-8 throughout is UTF-8"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_text_in_utf8_comes_back_unless_it_looks_like_bytes(text: str) -> None:
    with suppress(SourceError):
        assert decode(text.encode())[0] == text.removeprefix("\ufeff")


@given(st.binary())
def test_any_bytes_are_text_or_one_of_two_errors(raw: bytes) -> None:
    try:
        text, encoding = decode(raw)
    except SourceError as error:
        code = error.code
    else:
        code = "" if text.encode(encoding) in raw else "changed"
    assert code in {"", "binary", "encoding"}
