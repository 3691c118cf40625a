"""The linked data (JSON-LD) of a page -> what it says of the article: schema.org's NewsArticle and its kin."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

_ARTICLES = {"article", "newsarticle", "reportagenewsarticle", "blogposting", "liveblogposting", "webpage", "report"}
_FIRST = ("liveblogposting", "newsarticle", "reportagenewsarticle")
_MOST = 5_000_000  # letters
_DEEPEST = 6
_MOST_NODES = 20_000


def linked_article(tree: HtmlElement) -> dict[str, Any]:
    """Return what a page's linked data says of its article, or nothing; people and bodies stand in it, not their ids.

    >>> from corrobora.gather.tree import parse_html
    >>> tree = parse_html('<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Hit"}</script>')
    >>> linked_article(tree)["headline"]
    'Hit'
    """
    nodes: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and len(script.text or "") < _MOST:
            nodes.extend(_nodes(_parsed(script.text or ""), 0))
    nodes = nodes[:_MOST_NODES]
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    found: dict[str, Any] = {}
    for node in sorted((node for node in nodes if kinds_of(node) & _ARTICLES), key=_rank):
        for key, value in node.items():
            if key not in found and value not in (None, "", [], {}):
                found[key] = _resolved(value, known)
    return found


def kinds_of(node: dict[str, Any]) -> set[str]:
    """Return the types of a node, in small letters and without an address before them.

    >>> kinds_of({"@type": ["https://schema.org/NewsArticle"]})
    {'newsarticle'}
    """
    given = node.get("@type")
    listed = given if isinstance(given, list) else [given]
    return {each.rpartition("/")[2].lower() for each in listed if isinstance(each, str)}


def name_in(value: object) -> str | None:
    """Return the name of a person or body, or of each of several, as linked data gives it.

    >>> name_in([{"name": "Dana Orlow"}, "Salomé Kessler"])
    'Dana Orlow, Salomé Kessler'
    """
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(name for each in value[:20] if (name := name_in(each)))) or None
    if isinstance(value, dict):
        return name_in(value.get("name"))
    return words_in(value)


def words_in(value: object) -> str | None:
    r"""Return a text of linked data on one line, or null.

    >>> words_in("Post &amp; camp\nhit")
    'Post & camp hit'
    """
    return " ".join(html.unescape(value).split()) or None if isinstance(value, str) else None


def _parsed(text: str) -> object:
    try:
        return json.loads(text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from _nodes(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(value.get(key), depth + 1)


def _resolved(value: object, known: dict[str, dict[str, Any]]) -> object:
    """Return a value with what stands behind its ids."""
    if isinstance(value, list):
        return [_resolved(each, known) for each in value]
    if isinstance(value, dict) and set(value) <= {"@id", "@type"} and isinstance(value.get("@id"), str):
        return known.get(value["@id"], value)
    return value


def _rank(node: dict[str, Any]) -> int:
    kinds = kinds_of(node)
    return next((at for at, kind in enumerate(_FIRST) if kind in kinds), len(_FIRST) + ("webpage" in kinds))
