"""A page's tree -> the tree without what stands around an article: comments, consent, link lists, offers, shares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from lxml.html import HtmlElement, fromstring

from corrobora.gather.wrapped import blocks_of

_TALK = (
    r"comments?|comment[-_](?:list|area|section|body|form|wrapper|respond|thread|content)s?|commentlist|commentaires?"
    r"|reactions?|disqus(?:_thread)?|fb-comments|livefyre|coral-?talk|cookies?|cookie\w*|consent|gdpr|rgpd|didomi[-\w]*"
    r"|visually-?hidden|sr-only|screen-reader(?:-text)?|onetrust[-\w]*|cmp[-\w]*|cc-window|qc-cmp[-\w]*|sp_message\w*"
)
_AROUND = (
    r"newsletters?|newsletter[-_]\w+|sign-?up|inscription|subscri(?:be|ption)[-_]?(?:box|form|banner|offer)?|offers?|offre"
    r"|read-?(?:also|more|next)|lire-aussi|related(?:[-_]\w+)*|jp-relatedposts|recommend\w*|outbrain\w*|taboola\w*"
    r"|more[-_](?:news|stories|articles)|sharedaddy|shar(?:e|ing)(?:[-_]\w+)*|social(?:[-_]\w+)*|ad|ads|advert\w*"
    r"|ad[-_](?:slot|unit|container|label|banner)s?|pub|publicites?|sponsor(?:ed)?|promo|pager|pagenav|pagination"
    r"|breadcrumbs?|modal|popup|article[-_]info|entry-meta|post-meta|node__meta|node__submitted|print-submitted"
    r"|post-footer|entry-footer|tags(?:[-_]\w+)*"
)
_SURE = re.compile(rf"(?:\S*[-_])?(?:{_TALK})", re.IGNORECASE)
_LIKELY = re.compile(rf"(?:\S{{1,30}}[-_]{{1,2}})?(?:{_AROUND})", re.IGNORECASE)
_NOT = re.compile(
    r"^(?:no|has|with|is|not|without)[-_]|[-_](?:on|off|open|enabled|disabled|count|closed)$", re.IGNORECASE
)
_TAGS = {"amp-consent", "amp-sidebar", "amp-ad", "amp-social-share", "amp-list", "dialog", "button", "select"}
_LISTS = {"div", "ul", "ol", "section", "aside", "p", "table"}
_LABELS = {"h2", "h3", "h4", "h5", "h6", "strong", "b"}
_LEAST_LINKS = 2
_LINKED, _ALONE = 0.75, 0.8  # of the words of a list, and of a line, stand in links
_MOST_LISTED = 200  # words
_LABEL = 4  # words of the heading of a list of links
_SMALL = 40  # words: what is called a footer or by its date and holds more is no such thing
_FINAL = re.compile(r"[.!?؟…۔]['\"»”’)\]]*$")
_LEAST_BROKEN = 200  # letters of a text that was set line by line


def clear(tree: HtmlElement) -> float:
    """Take out of a tree what stands around its article, and return the share of its words that went with that.

    Lists of links are taken out too, and not counted.

    >>> from corrobora.gather.tree import parse_html
    >>> tree = parse_html("<h1>Hit </h1><p>Two died.</p><div class=comment-list><p>Who says so?</p></div>")
    >>> round(clear(tree), 1)
    0.5
    >>> " ".join(tree.text_content().split())
    'Hit Two died.'
    """
    for pre in list(tree.iter("pre")):
        _set_in_paragraphs(pre)
    words, linked = _counts(tree)
    whole = words.get(tree, 0)
    take_out(each for each in tree.iter() if isinstance(each.tag, str) and _is_around(each, words, whole))
    words, linked = _counts(tree)
    lists = [each for each in tree.iter(*_LISTS) if _is_link_list(each, words, linked)]
    labels = [label for each in lists if (label := each.getprevious()) is not None and label.tag in _LABELS]
    take_out([*lists, *labels])
    return 1 - words.get(tree, 0) / whole if whole else 0.0


def take_out(elements: Iterable[HtmlElement]) -> None:
    """Take elements out of their tree, and leave what follows them; a tree's root stays.

    >>> from corrobora.gather.tree import parse_html
    >>> tree = parse_html("<p>One <b>two</b> three <i>four</i> five</p>")
    >>> take_out(tree.iter("b", "i"))
    >>> tree.text_content()
    'One  three  five'
    """
    doomed: dict[HtmlElement, set[HtmlElement]] = {}
    for each in elements:
        if (around := each.getparent()) is not None:
            doomed.setdefault(around, set()).add(each)
    for around, gone in doomed.items():  # all texts of a parent at once: one by one, time grows with the square
        kept: HtmlElement | None = None
        pieces = [around.text or ""]
        for each in [*around, None]:
            if each is not None and each in gone:
                pieces.append(each.tail or "")
                continue
            if kept is None:
                around.text = "".join(pieces)
            else:
                kept.tail = "".join(pieces)
            kept, pieces = each, [each.tail or "" if each is not None else ""]
        for each in gone:
            each.tail = None
            around.remove(each)


def named(element: HtmlElement) -> Iterator[str]:
    """Yield the names that an element has by its class and its id, and the one of a component."""
    yield from (element.get("class") or "").split()
    for name in (element.get("id"), element.get("data-component")):
        if name:
            yield name


def _is_around(each: HtmlElement, words: Mapping[HtmlElement, int], whole: int) -> bool:
    if each.tag in _TAGS or (each.get("role") or "") in {"dialog", "alertdialog"}:
        return not _holds_article(each)
    if each.tag in {"html", "body", "head", "main", "h1"}:
        return False
    if each.get("hidden") is not None or "display:none" in (each.get("style") or "").replace(" ", "").lower():
        return 2 * words.get(each, 0) < whole
    called = {_called(name) for name in named(each)}
    if "sure" in called:
        return not _holds_article(each)
    if "likely" not in called or _holds_article(each):
        return False
    most = _SMALL if each.tag in {"article", "header"} else max(_MOST_LISTED, whole // 3)
    return words.get(each, 0) <= most and 2 * words.get(each, 0) < whole


@lru_cache(maxsize=1 << 12)
def _called(name: str) -> str:
    """Return whether what is called so is sure, or likely, to be no part of an article, or neither."""
    if _NOT.search(name):
        return ""
    return "sure" if _SURE.fullmatch(name) else "likely" if _LIKELY.fullmatch(name) else ""


def _holds_article(element: HtmlElement) -> bool:
    return any(True for _ in element.iter("h1")) or bool(element.xpath('.//*[@itemprop="articleBody"]'))


def _is_link_list(each: HtmlElement, words: Mapping[HtmlElement, int], linked: Mapping[HtmlElement, int]) -> bool:
    """Return whether an element holds links and hardly anything else: other stories, and not this one."""
    count, inside = words.get(each, 0), linked.get(each, 0)
    if not 0 < count <= _MOST_LISTED or not inside or _holds_article(each):
        return False
    if sum(1 for _ in each.iter("a")) >= _LEAST_LINKS:
        return inside >= _LINKED * count
    text = " ".join(each.text_content().split())
    alone = inside >= _ALONE * count or (count - inside <= _LABEL and ":" in text and inside > _LABEL)
    return each.tag == "p" and alone and inside >= _LABEL and not _FINAL.search(text)


def _counts(tree: HtmlElement) -> tuple[dict[HtmlElement, int], dict[HtmlElement, int]]:
    """Return how many words each element holds, and how many of them stand in links."""
    words: dict[HtmlElement, int] = {}
    linked: dict[HtmlElement, int] = {}
    for each in reversed(list(tree.iter())):
        if not isinstance(each.tag, str) or each.tag in {"script", "style", "noscript"}:
            continue
        own = len((each.text or "").split())
        total = own + sum(words.get(child, 0) + len((child.tail or "").split()) for child in each)
        words[each] = total
        linked[each] = total if each.tag == "a" else sum(linked.get(child, 0) for child in each)
    return words, linked


def _set_in_paragraphs(pre: HtmlElement) -> None:
    """Put a text that was set line by line, as wires send it, into paragraphs."""
    text = pre.text_content()
    if len(text) < _LEAST_BROKEN or len(pre):
        return
    block = fromstring("<div></div>")
    for lines in blocks_of(text):
        paragraph = block.makeelement("p")
        paragraph.text = " ".join(lines)
        block.append(paragraph)
    block.tail = pre.tail
    pre.getparent().replace(pre, block)
