"""A Telegram Desktop export (`result.json`) -> one document a message that has text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from corrobora.errors import SourceError
from corrobora.gather.gathered import Gathered, Piece, Source, attempt, refuse
from corrobora.gather.lines import parse_json


def read_telegram(raw: bytes, source: Source) -> Iterator[Gathered]:
    """Return the messages of one exported chat, or of all the chats of an exported account.

    >>> from corrobora.settings import Settings
    >>> raw = b'{"id": 7, "messages": [{"id": 3, "type": "message", "text": ["A ", {"text": "hit"}, "."]}]}'
    >>> [each.document.text for each in read_telegram(raw, Source("result.json", "file", Settings()))]
    ['A hit.']
    """
    try:
        chats = _chats(parse_json(raw))
    except SourceError as error:
        yield refuse(source, error.code, str(error), raw=raw)
        return
    found = False
    for chat in chats:
        for message in chat["messages"]:
            if isinstance(message, dict) and message.get("type") != "service" and _text(message.get("text")).strip():
                found = True
                yield _read(message, chat, source)
    if not found:
        yield refuse(source, "no-article", "no message in it has text", raw=raw)


def _chats(given: object) -> list[dict[str, Any]]:
    listed = given.get("chats") if isinstance(given, dict) else None
    inside = listed.get("list") if isinstance(listed, dict) else None
    chats = [each for each in (inside if isinstance(inside, list) else [given]) if isinstance(each, dict)]
    chats = [chat for chat in chats if isinstance(chat.get("messages"), list)]
    if not chats:
        raise SourceError("bad-json", "JSON, but no Telegram export; give other documents as .jsonl, one a line")
    return chats


def _read(message: dict[str, Any], chat: dict[str, Any], source: Source) -> Gathered:
    raw = json.dumps(message, ensure_ascii=True, sort_keys=True).encode()
    at = f"message {message.get('id', '?')}"
    uri = f"telegram:{chat.get('id', chat.get('name', '?'))}/{message.get('id', '?')}"
    return attempt(source, raw, lambda: _piece(message, chat), uri=uri, at=at)


def _piece(message: dict[str, Any], chat: dict[str, Any]) -> Piece:
    outlet = chat.get("name") or message.get("from")
    return Piece(
        _text(message.get("text")),
        outlet=outlet if isinstance(outlet, str) else None,
        published=message.get("date"),
    )


def _text(given: object) -> str:
    """Return a message's text, which may come in parts of several kinds."""
    if isinstance(given, list):
        return "".join(_text(part.get("text") if isinstance(part, dict) else part) for part in given)
    return given if isinstance(given, str) else ""
