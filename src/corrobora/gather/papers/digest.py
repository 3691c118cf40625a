"""The text of an alert -> the articles that it lists, each with its link, where its layout shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from corrobora.gather.papers.mailwords import mail_words
from corrobora.gather.papers.marked import leads_to, mark_in
from corrobora.gather.wrapped import blocks_of, unwrapped

_LEAST_TOLD = 8  # words of an article beside its headline
_LEAST = 2  # articles that make a list
_NAME = 5  # words of an outlet's name
_URL = re.compile(r"[<\[(]?(https?://[^\s<>\])]+)[>\])]?")


@dataclass(frozen=True, slots=True)
class Item:
    """One article of a list."""

    link: str
    title: str
    text: str
    outlet: str | None = None


def items_by_marks(lines: Sequence[str], links: Mapping[int, str]) -> list[Item]:
    """Return the articles of a mail whose headlines are links; none where it is no list."""
    groups: list[tuple[str, str, list[str]]] = []
    for line in lines:
        at, words = mark_in(line)
        if _is_foot(words) and at is None:
            break
        if at is not None and not mail_words().foot.match(words):
            if not groups or groups[-1][0] != links[at]:
                groups.append((links[at], words, []))
        elif groups and not mail_words().onward.fullmatch(words):
            groups[-1][2].append(words)
    return _listed(_item(link, title, told) for link, title, told in groups)


def items_by_addresses(text: str) -> list[Item]:
    r"""Return the articles of a plain text that gives the address of each; none where it is no list.

    >>> told = "Headline {0} of this day\nA post was hit near Gao on Sunday, the army said.\n<https://a.example/{0}>\n\n"
    >>> [item.link for item in items_by_addresses(told.format(1) + told.format(2))]
    ['https://a.example/1', 'https://a.example/2']
    """
    blocks: list[tuple[list[str], str | None]] = []
    for block in blocks_of(text):
        if blocks and _is_foot(block[0]):
            break
        found = [each[1] for line in block for each in _URL.finditer(line)]
        told = [_URL.sub("", line).strip() for line in block]
        kept = [line for line in told if line and not mail_words().onward.fullmatch(line)]
        blocks.append((kept, found[-1] if found else None))
    alone = sum(1 for words, link in blocks if link and not words)
    groups = _ended(blocks) if alone >= _LEAST else _begun(blocks)
    items = (_item(leads_to(link), words[0], words[1:]) for link, words in groups if words)
    return _listed(replace(item, text=unwrapped(item.text)) for item in items)


def _ended(blocks: Sequence[tuple[list[str], str | None]]) -> Iterator[tuple[str, list[str]]]:
    """Yield the articles of a list in which the address stands behind each."""
    held: list[str] = []
    for words, link in blocks:
        held += words
        if link and held:
            yield link, held
            held = []


def _begun(blocks: Sequence[tuple[list[str], str | None]]) -> Iterator[tuple[str, list[str]]]:
    """Yield the articles of a list in which the address stands beside the headline, or in one block with all."""
    held: tuple[str, list[str]] | None = None
    for words, link in blocks:
        if link:
            if held:
                yield held
            held = (link, list(words))
        elif held:
            held[1].extend(words)
    if held:
        yield held


def _item(link: str, title: str, told: Sequence[str]) -> Item:
    outlet = None
    rest = list(told)
    if len(rest) > 1 and _is_name(rest[0]):
        outlet = rest.pop(0)
    while rest and _is_foot(rest[-1]):
        rest.pop()
    return Item(link, title, "\n".join(rest), outlet)


def _is_name(line: str) -> bool:
    return len(line.split()) <= _NAME and not any(map(str.isdigit, line)) and line[-1] not in ".!?؟…:"


def _is_foot(line: str) -> bool:
    return len(line.split()) <= 40 and mail_words().foot.match(line) is not None  # noqa: PLR2004 - words


def _listed(items: Iterator[Item]) -> list[Item]:
    """Return the articles, each address once, if enough of them tell something: else it is no list."""
    found: dict[str, Item] = {}
    for item in items:
        if item.link not in found or len(found[item.link].text) < len(item.text):
            found[item.link] = item
    told = [item for item in found.values() if len(item.text.split()) >= _LEAST_TOLD]
    return list(found.values()) if len(told) >= _LEAST and 2 * len(told) >= len(found) else []


def host_of(link: str) -> str | None:
    """Return the name of the server that a link leads to, as an outlet's name where no better is known.

    >>> host_of("https://www.river.example/1")
    'river.example'
    """
    try:
        return (urlsplit(link).hostname or "").removeprefix("www.") or None
    except ValueError:
        return None
