"""Whether a page shows only the beginning of an article, and keeps the rest for subscribers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

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
_ENOUGH = 80  # letters by which an element is known in the text
_MOST = 100  # elements
_SHARE = 0.7  # of the words that the page says its article has
_NOTE = "only the beginning of the article was got: the page keeps the rest for subscribers"


def walls_in(tree: HtmlElement) -> list[str]:
    """Return the words of each element of a page that is called a wall around what is for subscribers.

    >>> from corrobora.gather.tree import parse_html
    >>> walls_in(parse_html("<p>One.</p><div class='paywall offer'>Subscribe now</div>"))
    ['Subscribe now']
    """
    walls = (each for each in tree.iter() if isinstance(each.tag, str) and each.tag not in {"html", "body"})
    return [" ".join(each.text_content().split()) for each in walls if any(map(_is_wall, named(each)))][:_MOST]


@lru_cache(maxsize=1 << 12)
def _is_wall(name: str) -> bool:
    return _WALL.fullmatch(name) is not None


def teaser(walls: Sequence[str], head: Head, lines: Sequence[str]) -> Flag | None:
    """Return a flag where the lines are only the beginning of an article, by what the page says of itself.

    >>> teaser([], Head(locked=True), ["Gunmen attacked a post near Gao and …"]).kind
    'teaser'
    """
    shown = sum(len(line.split()) for line in lines)
    count = head.linked.get("wordCount")
    if head.locked and isinstance(count, int) and count > 0:
        return Flag("teaser", None, _NOTE) if shown < _SHARE * count else None
    text = " ".join(lines)
    if any(len(wall.split()) >= _LEAST and wall[:_ENOUGH] in text for wall in walls):
        return None  # what is held back stands in the text all the same: it is only covered on the page
    cut = bool(lines) and _CUT.search(lines[-1]) is not None
    return Flag("teaser", None, _NOTE) if (head.locked and (cut or shown < _BRIEF)) or (walls and cut) else None
