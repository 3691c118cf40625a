"""Whatever is given as a source: a reading or one clear message, never a fault, and the rest goes on."""

from __future__ import annotations

import json
import os
import zlib
from pathlib import Path

import pytest

from corrobora.settings import Settings
from corrobora.show.intake import take
from corrobora.types import Reading
from tests.hostile.prose import ONE, report

_RUSSIAN = "Вооружённые люди напали на колонну под Мосулом в воскресенье, погибли три солдата, сообщила армия."
_PERSIAN = "افراد مسلح روز یکشنبه به یک کاروان در نزدیکی موصل حمله کردند و سه سرباز را کشتند و ارتش این را گفت."
_CHINESE = "武装分子周日在摩苏尔附近袭击了一支补给车队，打死三名士兵，军方表示。国防部发言人说将作出回应。"
_TURKISH = "Silahlı kişiler pazar günü Musul yakınlarında bir konvoya saldırdı ve üç asker öldü, ordu açıkladı."
_NOISE = bytes(range(128, 256)) * 9

_REFUSED: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.txt", b"", "empty"),
    "blank": ("a.txt", " \n\t\u2003\u200b\ufeff".encode(), "empty"),
    "picture": ("a.txt", b"\x89PNG\r\n\x1a\n" + _NOISE, "binary"),
    "zip": ("a.txt", b"PK\x03\x04" + _NOISE, "binary"),
    "pdf": ("a.html", b"%PDF-1.7\n" + _NOISE, "unreadable"),
    "noise": ("a.txt", _NOISE, "encoding"),
    "broken-utf8": ("a.txt", report("ar", 3).encode()[1:], "encoding"),
    "half-a-pair": ("a.txt", "\ufeff".encode("utf-16-le") + b"\x00\xd8", "encoding"),
    "cut-gzip": ("a.txt.gz", b"\x1f\x8b\x08\x00" + _NOISE[:40], "unreadable"),
    "gzip-bomb": ("a.txt.gz", zlib.compress(b"a" * 300_000_000, 9, wbits=31), "too-large"),
    "long": ("a.txt", b"a" * 20_000_001, "too-large"),
    "menu": ("a.html", b"<html><nav><a href=a>Home</a><a href=b>News</a></nav></html>", "no-article"),
    "deep-page": ("a.html", b"<div>" * 100_000, "no-article"),
    "open-brackets": ("a.html", b"<" * 200_000, "no-article"),
    "open-comment": ("a.html", b"<html><!--" + b"-" * 200_000, "no-article"),
    "russian": ("a.txt", _RUSSIAN.encode(), "language"),
    "persian": ("a.txt", _PERSIAN.encode(), "language"),
    "chinese": ("a.txt", _CHINESE.encode(), "language"),
    "turkish": ("a.txt", _TURKISH.encode(), "language"),
    "faces": ("a.txt", "😀🔥 ".encode() * 50, "empty"),
    "figures": ("a.txt", b"123 456.7 " * 500, "empty"),
    "marks": ("a.txt", b'"' * 100_000, "empty"),
    "other-json": ("a.json", b'{"a": 1}', "bad-json"),
    "no-archive": ("a.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99\r\n\r\nHTTP", "unreadable"),
}
_READ: dict[str, tuple[str, bytes]] = {
    "cp1256": ("a.txt", report("ar", 6).encode("cp1256")),
    "latin-1": ("a.txt", report("fr", 6).encode("latin-1")),
    "utf-16": ("a.txt", report("ar", 6).encode("utf-16")),
    "utf-16-without-mark": ("a.txt", report("fr", 6).encode("utf-16-le")),
    "many-attributes": ("a.html", f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>{ONE}</p>".encode()),
    "glued-attributes": ("a.html", f"<p {'/'.join(f'a{n}=1' for n in range(100_000))}>{ONE}</p>".encode()),
    "huge-attribute": ("a.html", f'<p title="{"a " * 500_000}">{ONE}</p>'.encode()),
    "entities": ("a.html", f'<!DOCTYPE x [<!ENTITY a "{"a" * 999}">]><p>&a; &#0; {ONE}</p>'.encode()),
    "quotation-marks": ("a.txt", (ONE + '"' * 3_000).encode()),
    "open-quotations": ("a.txt", (ONE + " «" * 2_000).encode()),
    "brackets": ("a.txt", (ONE + "(" * 3_000).encode()),
    "digits": ("a.txt", (ONE + " " + "7" * 100_000).encode()),
    "numbers": ("a.txt", (ONE + " 12" * 1_000).encode()),
    "prefixes": ("a.txt", (report("ar", 4) + " " + "و" * 50_000).encode()),
    "elisions": ("a.txt", (report("fr", 4) + " " + "l'" * 3_000).encode()),
    "hyphens": ("a.txt", (ONE + " " + "two-" * 5_000 + "b").encode()),
    "accents": ("a.txt", (ONE + " e" + "\u0301" * 5_000).encode()),
    "blank-lines": ("a.txt", b"\n" * 500_000 + ONE.encode()),
    "a-sentence-without-end": ("a.txt", ("the army said that gunmen had attacked Mosul and " * 100).encode()),
}


def _take(folder: Path, name: str, content: bytes) -> list[Reading]:
    file = folder / name
    file.write_bytes(content)
    return [taken.reading for taken in take([str(file)], Settings())]


@pytest.mark.parametrize("case", _REFUSED)
def test_what_can_not_be_read_is_told_in_one_line(case: str, tmp_path: Path) -> None:
    name, content, code = _REFUSED[case]
    readings = _take(tmp_path, name, content)
    assert [reading.error.code if reading.error else None for reading in readings] == [code]
    message = readings[0].error.message if readings[0].error else ""
    assert name in message
    assert message.isprintable()


@pytest.mark.parametrize("case", _READ)
def test_what_is_odd_is_read_all_the_same(case: str, tmp_path: Path) -> None:
    readings = _take(tmp_path, *_READ[case])
    assert [reading.error for reading in readings] == [None]
    assert any(claim.kind == "incident" for claim in readings[0].claims)


def test_a_sentence_without_end_is_flagged(tmp_path: Path) -> None:
    (reading,) = _take(tmp_path, *_READ["a-sentence-without-end"])
    flag = next(flag for flag in reading.flags if "in pieces" in flag.note)
    assert flag.kind == "not-read"
    assert flag.span is not None
    assert flag.span.end - flag.span.start > len(reading.document.text) - 9


def test_each_bad_line_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    good = json.dumps({"uri": "u:good", "text": ONE})
    bad = {
        "not json": "bad-json",
        "{}": "no-text",
        '{"text": null}': "no-text",
        '{"text": 5}': "no-text",
        '{"text": ["x"]}': "no-text",
        '{"text": ""}': "empty",
        "[1, 2]": "bad-json",
        "null": "bad-json",
        "[" * 100_000: "bad-json",
        f'{{"text": "{ONE}", "n": {"9" * 6000}}}': "bad-json",
        json.dumps({"text": ONE, "language": "ru"}): "language",
    }
    lines = [line for each in bad for line in (each, good)]
    readings = _take(tmp_path, "a.jsonl", "\n".join(lines).encode())
    failed = [reading.error for reading in readings if reading.error]
    assert [error.code for error in failed] == list(bad.values())
    assert all(f"line {2 * n + 1}:" in error.message for n, error in enumerate(failed[:-1]))
    assert sum(reading.error is None for reading in readings) == len(bad)


@pytest.mark.parametrize(
    "row",
    [
        {"uri": "u:1\n\u202e", "text": ONE},
        {"uri": {"a": 1}, "text": ONE, "outlet": 7, "title": [], "published": "99/99", "language": "é"},
        {"uri": "u:1", "text": ONE + "\x00\ud800"},
        {"uri": "u:1", "text": ONE, "published": "0000-00-00"},
        {"uri": "u:1", "text": ONE, "published": "9999-12-31"},
        {"uri": "u:1", "text": ONE, "published": "0001-01-01"},
        {"uri": "u:1", "text": ONE, "published": {"edtf": ["2021"], "basis": 3}},
        {"uri": "u:1", "text": ONE, "published": float("nan")},
        {"uri": "", "text": ONE, "published": [1]},
    ],
)
def test_odd_fields_cost_themselves_alone(row: dict[str, object], tmp_path: Path) -> None:
    (reading,) = _take(tmp_path, "a.jsonl", json.dumps(row).encode())
    assert reading.error is None
    assert reading.document.uri.isprintable()
    assert any(claim.kind == "incident" for claim in reading.claims)


def test_a_folder_of_traps_is_walked_once(tmp_path: Path) -> None:
    folder = tmp_path / "given"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "up").symlink_to("..")
    (folder / "self").symlink_to("self")
    os.mkfifo(folder / "pipe.txt")
    for name in (b"-dash.txt", b"new\nline.txt", b"bad\xff.txt", "\u202erev.txt".encode()):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(ONE, encoding="utf-8")
    readings = [taken.reading for taken in take([str(folder)], Settings())]
    assert sorted(reading.error.code for reading in readings if reading.error) == ["unreadable", "unreadable"]
    assert sum(reading.error is None for reading in readings) == 4
    assert all(reading.document.uri.isprintable() for reading in readings)
