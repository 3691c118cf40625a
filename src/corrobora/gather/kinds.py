"""A name and the first bytes -> which reader takes it."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal, TypeAlias

from corrobora.gather.channels.whatsapp import is_whatsapp

Kind: TypeAlias = Literal[
    "text", "page", "lines", "telegram", "chat", "whatsapp", "feed", "table", "sheet", "articles", "archive", "zip",
    "pdf", "docx", "mail", "mailbox",
]  # fmt: skip

_SUFFIXES: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".json": "telegram",
    ".csv": "table",
    ".tsv": "table",
    ".xlsx": "sheet",
    ".warc": "archive",
    ".wet": "archive",
    ".wat": "archive",
    ".wacz": "zip",
    ".zip": "zip",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".opml": "feed",
    ".pdf": "pdf",
    ".docx": "docx",
    ".eml": "mail",
    ".mbox": "mailbox",
    ".mbx": "mailbox",
}
_WITHIN: dict[Kind, tuple[Kind, ...]] = {  # what may go by the name of another
    "telegram": ("feed", "articles"),
    "page": ("chat",),
    "text": ("whatsapp",),
}
_BESIDE = frozenset(  # what stands beside saved pages and exports
    """
    .7z .avi .bmp .bz2 .css .csv .db .doc .eot .gif .ico .jpeg .jpg .js .m4a .map .mov .mp3 .mp4 .ods .odt .ogg
    .png .ppt .pptx .py .rar .sqlite .sqlite3 .svg .tar .tgs .tiff .toml .tsv .ttf .wav .webm .webmanifest .webp .woff
    .woff2 .xls .xlsx .xz .yaml .yml .zip
    """.split()  # noqa: SIM905 - a list of forty would take a screen
)
_OF_DATABASE = ("-wal", "-shm", "-journal", "-shelf")
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(
    rb"\s*(?:<\?xml.*?\?>\s*)?(?:<!--.*?-->\s*)*(?:<\?.*?\?>\s*)*<(?:[\w.-]{1,40}:)?(?:rss|feed|RDF|urlset|sitemapindex|opml)\b",
    re.DOTALL,
)
_JSON_FEED = re.compile(rb'\s*\{.*?"version"\s*:\s*"https?:(?:\\?/){2}jsonfeed\.org', re.DOTALL)
_EXPORT = re.compile(rb'\s*\{\s*"(?:name|type|id|messages|about)"\s*:.*"messages"\s*:', re.DOTALL)
_ARTICLES = re.compile(rb'\s*\{\s*"articles"\s*:\s*\[')
_CHAT = re.compile(rb"<title>\s*Exported Data\s*</title>", re.IGNORECASE)
_LISTED = re.compile(rb'\s*\{[^\n{]*"url"\s*:')
_ZIP = b"PK\x03\x04"
_WORD_FILE = re.compile(rb"PK\x03\x04.*?word/(?:document|_rels|styles|settings|fontTable|theme)", re.DOTALL)
_MAIL = re.compile(
    rb"(?:(?:From|To|Date|Subject|Received|Return-Path|Delivered-To|MIME-Version|Message-ID|DKIM-Signature|X-[\w-]+"
    rb"|Content-[\w-]+|Reply-To|Sender|Authentication-Results|ARC-[\w-]+):[^\n]*\n(?:[ \t][^\n]*\n)*+){4}",
    re.IGNORECASE,
)
_MAILBOX = re.compile(rb"From \S+ [^\n]*\d\d:\d\d[^\n]*\n[\w-]+:")
_MARKS = re.compile(rb"\xef\xbb\xbf")


def kind_of(name: str, head: bytes, media: str | None = None) -> Kind:
    """Return which reader takes a source: by the media type that a server gave, its suffix, or its first bytes.

    >>> kind_of("a.html", b""), kind_of("-", b"<!DOCTYPE html><html>"), kind_of("-", b"A convoy was hit.")
    ('page', 'page', 'text')
    """
    paper = _sniff_paper(head)
    if paper is not None:
        return paper
    path = PurePath(name.lower())
    suffix = PurePath(path.stem).suffix if path.suffix in {".gz", ".zst", ".lz4"} else path.suffix
    sniffed = _sniff(_MARKS.sub(b"", head, count=1))
    if media is not None and not (head.startswith(_ZIP) and _SUFFIXES.get(suffix) in {"zip", "sheet"}):
        return _by_media(media, sniffed)
    named = _SUFFIXES.get(suffix, sniffed)
    if named == "telegram" and _LISTED.match(head):
        return "lines"
    return sniffed if sniffed in _WITHIN.get(named, ()) else named


def stands_beside(name: str) -> bool:
    """Return whether a file of a folder is no article by its name: an image, a style sheet, a table, a readme.

    >>> stands_beside("photo.JPG"), stands_beside("README.md"), stands_beside("report.txt")
    (True, True, False)
    """
    path = PurePath(name.lower())
    own = path.suffix in _BESIDE or path.name.endswith(_OF_DATABASE)
    return name.startswith(".") or own or path.stem in {"readme", "license", "changelog"}


def _sniff(head: bytes) -> Kind:
    if head.startswith(b"WARC/"):
        return "archive"
    if _PAGE.match(head) or _FEED.match(head):
        return "feed" if not _PAGE.match(head) else "chat" if _CHAT.search(head) else "page"
    if head.lstrip()[:1] == b"{":
        return _sniff_json(head)
    if _MAILBOX.match(head):
        return "mailbox"
    return "mail" if _MAIL.match(head) else "whatsapp" if is_whatsapp(head) else "text"


def _sniff_json(head: bytes) -> Kind:
    if _JSON_FEED.match(head):
        return "feed"
    if _ARTICLES.match(head):
        return "articles"
    return "telegram" if _EXPORT.match(head) and not _LISTED.match(head) else "lines"


def _sniff_paper(head: bytes) -> Kind | None:
    """Return which paper begins with some bytes, whatever its name: no text and no page begins like that."""
    if b"%PDF-" in head[:1024] and head.lstrip()[:1] != b"<":
        return "pdf"
    return "docx" if _WORD_FILE.match(head) else None


def _by_media(media: str, sniffed: Kind) -> Kind:
    """Return the reader for what a server calls its answer; it often calls a feed XML and a page text."""
    media = media.partition(";")[0].strip().lower()
    if media in {"text/html", "application/xhtml+xml"}:
        return "page"
    if media == "application/feed+json":
        return "feed"
    if media.endswith(("xml", "rss", "atom")):
        return "page" if sniffed == "page" else "feed"
    if media in {"application/x-ndjson", "application/jsonl"}:
        return "lines"
    if media == "message/rfc822":
        return "mail"
    return sniffed
