"""Pages, feeds and archives made to hurt: each is read or refused by name, and costs no other."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from pathlib import Path

import pytest

from corrobora.gather import Gathered, gather
from corrobora.settings import Settings
from tests.gather.test_gather import record
from tests.hostile.prose import ONE, report

_PAGE = "<html><head><title>Post hit</title></head><body><article>{}</article></body></html>"
_HTML = "Content-Type: text/html; charset=utf-8"
_GOOD = _PAGE.format(f"<p>{ONE}</p>").encode()
_LOUD = "killed 99 soldiers in Gao on Monday, the army said in a statement."
_HIDDEN = {
    "script": f"<script>var a = '<p>{_LOUD}</p>';</script>",
    "script-in-text": f"<p>The road <script>/* {_LOUD} */</script>is open again, the mayor said on Monday.</p>",
    "script-unclosed": f"<p>{ONE}</p><script>document.write('{_LOUD}')",
    "style": f"<style>p:after {{ content: '{_LOUD}' }}</style>",
    "template": f"<template><p>{_LOUD}</p></template>",
    "textarea": f"<form><textarea>{_LOUD}</textarea></form>",
    "comment": f"<!-- <p>{_LOUD}</p> -->",
    "cdata": f"<![CDATA[ <p>{_LOUD}</p> ]]>",
    "svg": f"<svg><style>{_LOUD}</style><script>{_LOUD}</script></svg>",
    "iframe": f'<iframe srcdoc="<p>{_LOUD}</p>"></iframe>',
    "handler": f'<img src=x onerror="{_LOUD}">',
    "data": f'<script type="application/ld+json">{{"x": "{_LOUD}"}}</script>',
}
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_FEED = '<?xml version="1.0"?><!DOCTYPE r [{}]><rss version="2.0"><channel><item><title>{}</title>'
_FEED += "<description>" + ONE + "</description></item></channel></rss>"


def taken(name: str, content: bytes, folder: Path, **settings: int) -> list[Gathered]:
    file = folder / name
    file.write_bytes(content)
    return list(gather([str(file)], Settings(**settings)))  # type: ignore[arg-type]


def codes(found: list[Gathered]) -> list[str | None]:
    return [each.error.code if each.error else None for each in found]


@pytest.mark.parametrize("case", _HIDDEN)
def test_what_no_reader_of_the_page_sees_is_not_read(case: str, tmp_path: Path) -> None:
    around = f"<p>{ONE}</p>{{}}<p>{report('en', 2)}</p>"
    (found,) = taken("a.html", _PAGE.format(around.format(_HIDDEN[case])).encode(), tmp_path)
    assert found.document is not None
    assert ONE in found.document.text
    assert "99 soldiers" not in found.document.text


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "table><tr><td", "ul><li", "p", "svg", "font"])
def test_ten_thousand_elements_deep(tag: str, tmp_path: Path) -> None:
    inner = f"<p>{ONE}</p>" + f"<{tag}>" * 10_000 + f"<p>{ONE}</p>"
    found = taken("a.html", _PAGE.format(inner).encode(), tmp_path)
    assert len(found) == 1
    assert codes(found) in ([None], ["no-article"])


def test_an_article_ten_thousand_elements_down_is_read(tmp_path: Path) -> None:
    inner = "<div class='x'>" * 10_000 + f"<p>{ONE}</p>" + "</div>" * 10_000
    (found,) = taken("a.html", _PAGE.format(inner).encode(), tmp_path)
    assert found.document is not None
    assert found.document.text == ONE


@pytest.mark.parametrize(
    ("declared", "written"),
    [("utf-8", "cp1252"), ("utf-16", "utf-8"), ("windows-1256", "utf-8"), ("ascii", "utf-8"), ("x-no-such", "utf-8")],
)
def test_a_charset_that_lies(declared: str, written: str, tmp_path: Path) -> None:
    text = "L'armée a annoncé que des hommes armés ont tué trois soldats près de Ménaka à l'aube."
    page = f'<html><head><meta charset="{declared}"></head><body><article><p>{text}</p></article></body></html>'
    (found,) = taken("a.html", page.encode(written), tmp_path)
    assert found.document is not None
    assert found.document.text == text


@pytest.mark.parametrize(
    ("entities", "title"),
    [
        ('<!ENTITY l0 "lol">' + _LAUGHS, "&l9;"),
        ('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;"),
        ('<!ENTITY x SYSTEM "http://127.0.0.1:1/">', "&x;"),
        ('<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;', "a"),
    ],
    ids=["laughs", "file", "address", "parameter"],
)
def test_entities_of_a_feed_bring_nothing_in(entities: str, title: str, tmp_path: Path) -> None:
    taken("b.xml", _FEED.format("", "a").encode(), tmp_path)  # what is loaded once is no part of it
    tracemalloc.start()
    found = taken("a.xml", _FEED.format(entities, title).encode(), tmp_path)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 50_000_000
    assert "root:" not in json.dumps([[each.raw.decode(), str(each.document)] for each in found])


def test_entries_with_one_id_are_all_kept(tmp_path: Path) -> None:
    entry = f"<item><guid>g</guid><title>T</title><description>{ONE}</description></item>"
    feed = f'<rss version="2.0"><channel>{entry * 2_000}</channel></rss>'
    found = taken("a.xml", feed.encode(), tmp_path)
    assert codes(found) == [None] * 2_000


def test_a_page_of_an_archive_that_swells_costs_itself(tmp_path: Path) -> None:
    bomb = gzip.compress(b"a" * 30_000_000, mtime=0)
    warc = record("https://a.example/bomb", bomb, f"{_HTML}\r\nContent-Encoding: gzip")
    warc += record("https://a.example/2", _GOOD, _HTML)
    found = taken("a.warc", warc, tmp_path, max_text=100_000)
    assert codes(found) == ["too-large", None]
    assert found[1].uri == "https://a.example/2"


def test_a_packed_page_that_breaks_off_costs_itself(tmp_path: Path) -> None:
    cut = gzip.compress(_GOOD, mtime=0)[:-30]
    warc = record("https://a.example/cut", cut, f"{_HTML}\r\nContent-Encoding: gzip")
    warc += record("https://a.example/2", _GOOD, _HTML)
    found = taken("a.warc", warc, tmp_path)
    assert found[-1].uri == "https://a.example/2"
    assert found[-1].document is not None


@pytest.mark.parametrize("length", ["-5", "99999999999999999999", "x", "", "0x10", "5"])
@pytest.mark.parametrize("packed", [False, True])
def test_a_record_that_lies_about_its_length_is_told_of(length: str, tmp_path: Path, *, packed: bool) -> None:
    good = record("https://a.example/1", _GOOD, _HTML)
    head, _, rest = record("https://a.example/bad", _GOOD, _HTML).partition(b"Content-Length: ")
    bad = head + b"Content-Length: " + length.encode() + b"\r\n" + rest.partition(b"\r\n")[2]
    pieces = [good, bad, record("https://a.example/3", _GOOD, _HTML)]
    content = b"".join(gzip.compress(each, mtime=0) if packed else each for each in pieces)
    found = taken("a.warc.gz" if packed else "a.warc", content, tmp_path)
    assert found[0].document is not None
    assert found[0].uri == "https://a.example/1"
    lost = {"https://a.example/bad", "https://a.example/3"} - {each.uri for each in found if each.document}
    assert not lost or any(each.error for each in found), found


@pytest.mark.parametrize("uri", ["../../etc/passwd", "file:///etc/passwd", "https://a.example/\x1b[2J", "C:\\a", "-"])
def test_a_name_in_an_archive_opens_nothing(uri: str, tmp_path: Path) -> None:
    (found,) = taken("a.warc", record(uri, _GOOD, _HTML), tmp_path)
    assert found.document is not None
    assert found.uri.isprintable()
    assert ONE in found.document.text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.warc"]
