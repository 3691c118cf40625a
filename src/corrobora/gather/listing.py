"""What a list of articles says of each, where it has addresses and no text (Media Cloud, GDELT)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corrobora.gather.watch.seen import Seen
    from corrobora.gather.web.errands import Manners

_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{6}Z?)?")


@dataclass(frozen=True, slots=True)
class Listed:
    """An article that a list names: where it stands on the net, and what the list says of it."""

    url: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class Fetching:
    """How the addresses of a list are asked: what was settled before, and how politely."""

    seen: Seen
    manners: Manners


def listed(url: str, title: object, outlet: object, published: object, at: str) -> Listed:
    """Return an article of a list; GDELT writes its dates without marks.

    >>> listed("https://a.example/1", "T", None, "20211128T091500Z", "line 2").published
    '2021-11-28'
    """
    texts = [each if isinstance(each, str) and each.strip() else None for each in (title, outlet, published)]
    found = _COMPACT.fullmatch(texts[2] or "")
    return Listed(url, texts[0], texts[1], "-".join(found.groups()) if found else texts[2], at)
