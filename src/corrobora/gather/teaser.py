"""Whether a page shows only the beginning of an article, and keeps the rest for subscribers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from corrobora.gather.furniture import named
from corrobora.gather.head import Head
from corrobora.types import Flag

_WALL = re.compile(
    r"(?:\S+[-_])?(?:paywall\w*|regwall|piano\w*|premium|subscribers?-only|subscriber-?(?:wall|content)|locked|abonnes?"
    r"|reserve-?abonnes|meter(?:ed)?(?:[-_]\w+)?|gate(?:way|d)?(?:[-_]\w+)?)(?:[-_]\w+)*",
    re.IGNORECASE,
)
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])['\"»”’)\]]*$")
_BRIEF = 250  # words: an article of which more is shown is hardly the beginning of one
_LEAST = 40  # words of an element that may hold the rest
_SHARE = 0.7  # of the words that the page says its article has
_NOTE = "only the beginning of the article was got: the page keeps the rest for subscribers"


def teaser(tree: HtmlElement | None, head: Head, lines: Sequence[str]) -> Flag | None:
    """Return a flag where the lines are only the beginning of an article, by what the page says of itself.

    >>> teaser(None, Head(locked=True), ["Gunmen attacked a post near Gao and …"]).kind
    'teaser'
    """
    shown = sum(len(line.split()) for line in lines)
    walls = [each for each in tree.iter() if _is_wall(each)] if tree is not None else []
    if not head.locked and not walls:
        return None
    count = head.linked.get("wordCount")
    if isinstance(count, int) and count > 0 and head.locked:
        return Flag("teaser", None, _NOTE) if shown < _SHARE * count else None
    text = " ".join(lines)
    if any(_is_shown(each, text) for each in walls):
        return None
    cut = bool(lines) and _CUT.search(lines[-1]) is not None
    brief = shown < _BRIEF and (head.locked or any(len(each.text_content().split()) > 0 for each in walls))
    return Flag("teaser", None, _NOTE) if cut or (head.locked and brief) else None


def _is_wall(each: HtmlElement) -> bool:
    return isinstance(each.tag, str) and each.tag not in {"html", "body"} and any(map(_WALL.fullmatch, named(each)))


def _is_shown(wall: HtmlElement, text: str) -> bool:
    """Return whether what an element holds back stands in the text all the same: it is only covered on the page."""
    words = " ".join(wall.text_content().split())
    return len(words.split()) >= _LEAST and words[:80] in text
