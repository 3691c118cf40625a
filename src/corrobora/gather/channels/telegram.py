"""A Telegram Desktop export, as JSON (`result.json`) or HTML (`messages.html`) -> one document a message with text.

A message that was edited keeps its place: exported again, it is another version of the same document.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from lxml.etree import LxmlError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from corrobora.errors import SourceError
from corrobora.gather.channels.unpiled import Export
from corrobora.gather.decode import declared_in, decode
from corrobora.gather.gathered import Gathered, Piece, Source, attempt, refuse

_ROOM = 8  # characters that JSON may need for one
_GROUPS = ("group", "supergroup", "personal_chat", "bot_chat", "saved_messages")
_KEPT = (  # what doesn't change from one export to the next
    "id", "type", "date", "edited", "from", "from_id", "author", "forwarded_from", "forwarded_from_id",
    "reply_to_message_id", "via_bot", "media_type", "text",
)  # fmt: skip
_STAMP = re.compile(r"(\d{2})\.(\d{2})\.(\d{4}) (\d{2}:\d{2}:\d{2})")
_UNFIT = re.compile("[\0\ud800-\udfff]")


def read_telegram(stream: BinaryIO, source: Source) -> Iterator[Gathered]:
    """Return the messages of one exported chat, or of all the chats of an exported account.

    >>> import io
    >>> from corrobora.settings import Settings
    >>> raw = b'{"id": 7, "messages": [{"id": 3, "type": "message", "text": ["A ", {"text": "hit"}, "."]}]}'
    >>> found = read_telegram(io.BytesIO(raw), Source("result.json", "file", Settings()))
    >>> [each.document.text for each in found]
    ['A hit.']
    """
    passed = found = False
    try:
        for each in Export(stream, source.settings.max_text * _ROOM).messages():
            found = True
            if isinstance(each, SourceError):
                passed = True
                yield refuse(source, each.code, str(each), at="a message")
                continue
            chat, message = each
            if isinstance(message, dict) and message.get("type") != "service" and _text(message.get("text")).strip():
                passed = True
                yield _read(message, chat, source)
    except SourceError as error:
        yield refuse(source, error.code, str(error))
        return
    if not found:
        message = "JSON, but no Telegram export; give other documents as .jsonl, one a line"
        yield refuse(source, "bad-json", message)
    elif not passed:
        yield refuse(source, "no-article", "no message in it has text")


def _read(message: dict[str, Any], chat: dict[str, Any], source: Source) -> Gathered:
    kept = {key: message[key] for key in _KEPT if key in message}
    raw = json.dumps(kept, ensure_ascii=True, sort_keys=True).encode()
    number = message.get("id", "?")
    uri = f"telegram:{chat.get('id', chat.get('name', '?'))}/{number}"
    return attempt(source, raw, lambda: _piece(message, chat), uri=uri, at=f"message {number}")


def _piece(message: dict[str, Any], chat: dict[str, Any]) -> Piece:
    """Return a message: in a channel its outlet is the channel, in a group whoever wrote it."""
    group = str(chat.get("type") or "").endswith(_GROUPS)
    names = [message.get("from"), chat.get("name")] if group else [chat.get("name"), message.get("from")]
    return Piece(
        _text(message.get("text")),
        outlet=next((name for name in names if isinstance(name, str) and name), None),
        published=message.get("date"),
        forwarded_from=_origin(message),
    )


def _origin(message: dict[str, Any]) -> str | None:
    """Return whose message was forwarded: a name, or an id where the name is hidden."""
    given = message.get("forwarded_from") or message.get("forwarded_from_id")
    return given if isinstance(given, str) else None


def _text(given: object) -> str:
    """Return a message's text, which may come in parts of several kinds."""
    if isinstance(given, list):
        return "".join(_text(part.get("text") if isinstance(part, dict) else part) for part in given)
    return given if isinstance(given, str) else ""


def read_chat(raw: bytes, source: Source) -> Iterator[Gathered]:
    """Return the messages of one page of an export in HTML, in which a chat has its name and no id.

    >>> from corrobora.settings import Settings
    >>> raw = b"<div class='page_header'><div class='text'>Delta</div></div><div class='message' id='message3'>"
    >>> raw += b"<div class='body'><div class='text'>A <b>hit</b>.</div></div></div>"
    >>> [each.uri for each in read_chat(raw, Source("messages.html", "file", Settings()))]
    ['telegram:Delta/3']
    """
    try:
        text, _ = decode(raw, declared_in(raw))
        page = document_fromstring(_UNFIT.sub("\ufffd", text).encode(), parser=HTMLParser(encoding="utf-8"))
    except SourceError as error:
        yield refuse(source, error.code, str(error), raw=raw)
        return
    except LxmlError:
        yield refuse(source, "no-article", "no message in it has text", raw=raw)
        return
    title = next((_words(each) for head in _classed(page, "page_header") for each in _classed(head, "text")), "?")
    found = False
    before = _Told("", None, None, None)
    for message in _classed(page, "message"):
        body = None if _has(message, "service") else _child(message, "body")
        if body is None:
            continue
        before = _told(body, before if _has(message, "joined") else None)
        if before.text:
            found = True
            yield _shown(before, title, (message.get("id") or "?").removeprefix("message"), source)
    if not found:
        yield refuse(source, "no-article", "no message in it has text", raw=raw)


class _Told(NamedTuple):
    """What a message shows: its words, its date, who sent it, and from whom it was forwarded."""

    text: str
    date: str | None
    sender: str | None
    forwarded_from: str | None


def _shown(told: _Told, title: str, number: str, source: Source) -> Gathered:
    raw = json.dumps([title, number, *told], ensure_ascii=True).encode()
    outlet = told.sender or title
    piece = Piece(told.text, outlet=outlet, published=told.date, forwarded_from=told.forwarded_from)
    return attempt(source, raw, lambda: piece, uri=f"telegram:{title}/{number}", at=f"message {number}")


def _told(body: HtmlElement, before: _Told | None) -> _Told:
    """Return what a message shows; one that is joined to the one before doesn't repeat its names."""
    inner = next((each for each in body if _has(each, "forwarded") and _has(each, "body")), None)
    words = _child(body if inner is None else inner, "text")
    date = _child(body, "date")
    stamp = _STAMP.search((None if date is None else date.get("title")) or "")
    return _Told(
        "" if words is None else _words(words),
        f"{stamp[3]}-{stamp[2]}-{stamp[1]}T{stamp[4]}" if stamp else None,
        _name(body) or (before.sender if before else None),
        None if inner is None else _name(inner) or (before.forwarded_from if before else None),
    )


def _name(body: HtmlElement) -> str | None:
    name = _child(body, "from_name")
    return None if name is None else (name.text or "").strip() or None


def _child(element: HtmlElement, name: str) -> HtmlElement | None:
    return next((each for each in element if _has(each, name)), None)


def _classed(tree: HtmlElement, name: str) -> list[HtmlElement]:
    return list(tree.xpath(f".//div[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"))


def _has(element: HtmlElement, name: str) -> bool:
    return isinstance(element.tag, str) and name in (element.get("class") or "").split()


def _words(element: HtmlElement) -> str:
    """Return the words that an element shows, with its line breaks; scripts show none."""
    for each in element.xpath(".//script | .//style | .//template"):
        each.drop_tree()
    for each in element.iter("br"):
        each.tail = "\n" + (each.tail or "").lstrip("\n")
    return "\n".join(" ".join(line.split()) for line in element.text_content().strip().split("\n"))
