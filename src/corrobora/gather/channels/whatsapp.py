"""A chat that WhatsApp exported as text, from any telephone and in any language -> one document a message."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath

from corrobora.errors import SourceError
from corrobora.gather.dayorder import Order, day_of, figures, order_of, western
from corrobora.gather.decode import decode
from corrobora.gather.gathered import Gathered, Piece, Source, attempt, refuse

_M = "[\u200e\u200f\u061c\u202a-\u202c]*"
_GAP = "[ \u00a0\u202f]"
_DAY = rf"\d{{1,4}}{_M}{_GAP}?[/.\-]{_M}{_GAP}?\d{{1,2}}{_M}{_GAP}?[/.\-]{_M}{_GAP}?\d{{1,4}}{_M}"
_HALF = r"(?:[AaPp]\.?[ \u00a0\u202f]?[Mm]\.?|صباح[ًا]{1,2}|مساء[ًا]{0,2}|[صم])"
_CLOCK = rf"\d{{1,2}}[:.h]\d{{2}}(?:[:.]\d{{2}})?{_M}(?:{_GAP}?{_HALF}{_M})?"
_BETWEEN = rf"(?:[,،]{_GAP}?|{_GAP})(?:(?:à|at|في|um){_GAP})?"
_LINE = re.compile(
    rf"{_M}(?:\[(?P<day1>{_DAY}){_BETWEEN}(?P<clock1>{_CLOCK})\]{_GAP}"
    rf"|(?P<day2>{_DAY}){_BETWEEN}(?P<clock2>{_CLOCK}){_GAP}[-–]{_GAP})(?P<rest>.*)"
)
_SAID = re.compile(rf"{_M}(?:~{_GAP}?)?(?P<who>[^:\n\"“«]{{1,80}}?){_M}:(?:{_GAP}|$)(?P<text>.*)", re.DOTALL)
_TIME = re.compile(r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))?")
_AFTERNOON = re.compile(r"[Pp]\.?\s?[Mm]|م")
_MORNING = re.compile(r"[Aa]\.?\s?[Mm]|ص")
_OMITTED = re.compile(
    r"<(?:Media omitted|Médias? omis|تم استبعاد الوسائط|تم حذف الوسائط)>"
    r"|(?:image|video|audio|sticker|GIF|document|Contact card) omitted"
    r"|(?:image|vidéo|audio|sticker|GIF|document|fiche contact) (?:absente?|omise?)"
    r"|(?:تم استبعاد|تم حذف) (?:الصورة|صورة|الفيديو|فيديو|المقطع الصوتي|الملصق|المستند)"
    r"|<(?:attached|pièce jointe|fichier joint|المرفق|مرفق)\s?: [^>\n]{1,200}>"
    r"|[^\n]{1,200}\.\w{2,5} \((?:file attached|fichier joint|الملف مرفق|ملف مرفق)\)"
    r"|(?:null|location: https://maps\.google\.com\S*)",
    re.IGNORECASE,
)
_DELETED = re.compile(
    r"(?:This message was deleted|You deleted this message|Ce message a été supprimé|Vous avez supprimé ce message"
    r"|تم حذف هذه الرسالة|لقد حذفت هذه الرسالة|حذفت هذه الرسالة)\.?"
)
_EDITED = re.compile(r"\s*<(?:This message was edited|Ce message a été modifié|تم تعديل هذه الرسالة)>\s*$")
_SYSTEM = re.compile(
    r"changed the (?:subject|group)|a (?:changé|modifié) (?:le sujet|l’objet|l'objet|le nom)|غيّ?ر(?:ت)? "
)
_NAME = re.compile(
    "(?:WhatsApp Chat (?:with|-) |(?:Discussion|Conversation) WhatsApp avec "
    "|(?:دردشة|محادثة) (?:WhatsApp|واتساب) (?:مع )?)(.+)",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile("[ء-ي]|(?:messages et (?:les )?appels|a ajouté|a créé|omis|chiffré)")
_NOON = 12


@dataclass(slots=True)
class _Message:
    """A message as it stands in the file; `who` is null for what WhatsApp itself says."""

    line: int
    day: str
    clock: str
    who: str | None
    lines: list[str] = field(default_factory=list)


def is_whatsapp(head: bytes) -> bool:
    """Return whether a text begins as an exported chat does.

    >>> is_whatsapp("28/11/2021, 09:15 - Awa: A post was hit.".encode()), is_whatsapp(b"On 28/11/2021, two died.")
    (True, False)
    """
    encoding = "utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    lines = [line for line in head.decode(encoding, "ignore").splitlines() if line.strip()]
    first = _LINE.match(lines[0]) if lines else None
    return first is not None and (_SAID.match(first["rest"]) is not None or sum(map(_opens, lines[1:])) > 0)


def _opens(line: str) -> bool:
    return _LINE.match(line) is not None


def read_whatsapp(raw: bytes, source: Source) -> Iterator[Gathered]:
    r"""Return the messages of a chat that have words; what else stands in it is told with how often it does.

    >>> from corrobora.settings import Settings
    >>> raw = "[14/3/2021, 09:15:02] Awa: A post was hit.\nTwo died.".encode()
    >>> found = read_whatsapp(raw, Source("Gao.txt", "file", Settings()))
    >>> [(each.uri, each.document.published.edtf) for each in found]
    [('whatsapp:Gao/2021-03-14T09:15:02/1', '2021-03-14')]
    """
    try:
        text, _ = decode(raw)
    except SourceError as error:
        yield refuse(source, error.code, str(error), raw=raw)
        return
    messages = list(_messages(text))
    order = _order(messages, text)
    chat, passed, met = _chat(source.name), Counter[str](), Counter[str]()
    found = False
    for each in messages:
        words = _EDITED.sub("", "\n".join(each.lines)).strip()
        reason = _no_words(each, words)
        if reason is not None:
            passed[reason] += 1
            continue
        found = True
        stamp = _stamp(each, order)
        met[stamp] += 1
        yield _read(each, _OMITTED.sub("", words).strip(), (f"{chat}/{stamp}/{met[stamp]}", stamp), source)
    if passed:
        told = ", ".join(f"{count:,} {reason}" for reason, count in sorted(passed.items()))
        source.diary.tell(f"{source.name}: {passed.total():,} lines passed over: {told}")
    if not found:
        yield refuse(source, "no-article", "no message in it has text", raw=raw)


def _messages(text: str) -> Iterator[_Message]:
    message: _Message | None = None
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        found = _LINE.match(line)
        if found is None:
            if message is not None:
                message.lines.append(line)
            continue
        if message is not None:
            yield message
        said = None if _SYSTEM.search(found["rest"].partition(": ")[0]) else _SAID.match(found["rest"])
        message = _Message(
            number,
            found["day1"] or found["day2"],
            found["clock1"] or found["clock2"],
            said["who"].strip() if said else None,
            [said["text"] if said else found["rest"]],
        )
    if message is not None:
        yield message


def _no_words(message: _Message, words: str) -> str | None:
    """Return why a message is passed over, or null where it says something."""
    if message.who is None:
        return "of WhatsApp's own"
    bare = words.strip("\u200e\u200f\u061c \n")
    if _DELETED.fullmatch(bare):
        return "deleted"
    return None if _OMITTED.sub("", bare).strip("\u200e\u200f\u061c \n") else "without words"


def _order(messages: list[_Message], text: str) -> Order | None:
    """Return in which order the file writes its dates: by all of them, else by what its language does."""
    order = order_of(figures(each.day) for each in messages)
    if order is None and (_DAY_FIRST.search(text) or any("." in western(each.day) for each in messages)):
        return "day"
    return order


def _stamp(message: _Message, order: Order | None) -> str:
    """Return when a message was sent, in ISO 8601 if that can be told; else as it stands in the file."""
    day = day_of(western(message.day).replace(" ", ""), order) or ""
    clock = western(message.clock)
    found = _TIME.match(clock)
    if found is None or not _is_day(day):
        return day
    hour = int(found[1])
    if _AFTERNOON.search(clock):
        hour = hour % _NOON + _NOON
    elif _MORNING.search(clock):
        hour %= _NOON
    return f"{day}T{hour:02}:{found[2]}" + (f":{found[3]}" if found[3] else "")


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _chat(name: str) -> str:
    """Return what a chat is called: by its file, or by the ZIP in which that is called only `_chat.txt`.

    >>> _chat("x/WhatsApp Chat with Gao desk.txt"), _chat("WhatsApp Chat - Gao.zip/_chat.txt")
    ('Gao desk', 'Gao')
    """
    path = PurePath(name.removesuffix(".gz"))
    if path.stem == "_chat" and path.parent.name:
        path = path.parent
    stem = path.stem if path.suffix in {".txt", ".zip"} else path.name
    found = _NAME.fullmatch(stem)
    return found[1].strip() if found else stem


def _read(message: _Message, words: str, place: tuple[str, str], source: Source) -> Gathered:
    uri, stamp = place
    raw = "\n".join([f"{stamp} {message.who}", *message.lines]).encode("utf-8", "replace")
    piece = Piece(words, outlet=message.who, published=stamp)
    return attempt(source, raw, lambda: piece, uri=f"whatsapp:{uri}", at=f"line {message.line}")
