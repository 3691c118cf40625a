"""An e-mail's bytes -> who sent it, when, and its text, whatever way it was packed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr

from corrobora.errors import SourceError
from corrobora.gather.decode import declared_in, decode

_MOST_PARTS = 100
_MOST_BOUNDARIES = 100
_NESTED = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)
_LONGEST_LINE = 2_000_000
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+$")


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that came with a message."""

    name: str
    media: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """A message: `html` and `text` are its body, in two forms or one."""

    sender: str | None
    subject: str | None
    date: str | None
    id: str | None
    text: str
    html: str
    enclosed: tuple[Enclosed, ...] = ()


def open_letter(raw: bytes) -> Letter:
    r"""Return what a message holds; SourceError where it is none, or packed to hurt.

    >>> letter = open_letter(b"From: Gao Desk <desk@gao.example>\nSubject: =?utf-8?Q?Caf=C3=A9?=\n\nA post was hit.")
    >>> letter.sender, letter.subject, letter.text
    ('Gao Desk', 'Café', 'A post was hit.')
    """
    if len(_NESTED.findall(raw)) > _MOST_BOUNDARIES:
        raise SourceError(
            "unreadable", "holds messages in messages, too many to be meant; forward the one that matters"
        )
    try:
        message = message_from_bytes(raw, policy=policy.compat32)
        return _letter(message)
    except RecursionError:
        raise SourceError("unreadable", "its parts nest too deeply; forward the text that matters") from None
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, IndexError) as error:
        raise SourceError("unreadable", f"is no sound e-mail ({type(error).__name__}); save it anew") from None


def _letter(message: Message) -> Letter:
    name, address = parseaddr(header(message, "From") or header(message, "Sender") or "")
    host = _HOST.search(address)
    texts: list[str] = []
    pages: list[str] = []
    enclosed: list[Enclosed] = []
    for part in _leaves(message):
        media = part.get_content_type()
        raw = _payload(part)
        named = part.get_filename()
        if (part.get_content_disposition() == "attachment" or named) and media != "message/rfc822":
            enclosed.append(Enclosed(_clean(named) or "", media, raw))
        elif media == "text/plain":
            texts.append(_decoded(part, raw))
        elif media == "text/html":
            pages.append(_decoded(part, raw))
        else:
            enclosed.append(Enclosed(_clean(named) or "", media, raw))
    return Letter(
        _clean(name) or (host[0].lower() if host else None),
        header(message, "Subject"),
        header(message, "Date"),
        (header(message, "Message-ID") or "").strip("<> ") or None,
        "\n\n".join(texts),
        "\n".join(pages),
        tuple(enclosed),
    )


def header(message: Message, name: str) -> str | None:
    """Return a field of a message's head as it is read, or null."""
    given = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), None)
    if given is None:
        return None
    given = given.encode("utf-8", "surrogateescape").decode("utf-8", "replace")  # some write letters as they are
    words = []
    for piece, charset in decode_header(given.replace("\r", "").replace("\n", "")):
        words.append(piece if isinstance(piece, str) else _by_charset(piece, charset))
    return _clean("".join(words))


def _by_charset(raw: bytes, charset: str | None) -> str:
    try:
        return raw.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return raw.decode("utf-8", "replace")


def _clean(words: str | None) -> str | None:
    return " ".join(words.split()) or None if words else None


def _leaves(message: Message) -> Iterator[Message]:
    """Yield the parts that hold something; of a message in this one, the whole, which is read by itself."""
    stack = [message]
    seen = 0
    while stack:
        part = stack.pop()
        seen += 1
        if seen > _MOST_PARTS:
            return
        payload = part.get_payload()
        if part.get_content_type() == "message/rfc822" and part is not message:
            yield part
        elif isinstance(payload, list):
            stack.extend(each for each in reversed(payload) if isinstance(each, Message))
        else:
            yield part


def _payload(part: Message) -> bytes:
    given = part.get_payload()
    if isinstance(given, list):  # a message in this one
        return given[0].as_bytes() if given and isinstance(given[0], Message) else b""
    raw = part.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else b""


def _decoded(part: Message, raw: bytes) -> str:
    """Return the text of a part in the encoding that it declares, or that its bytes show."""
    if any(len(line) > _LONGEST_LINE for line in raw.split(b"\n")):
        raise SourceError("too-large", "has a line of millions of letters; forward the text that matters")
    declared = part.get_content_charset() or declared_in(raw)
    try:
        return decode(raw, declared)[0] if raw.strip() else ""
    except SourceError:
        return raw.decode("utf-8", "replace")
