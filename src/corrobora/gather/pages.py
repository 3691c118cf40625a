"""A web page -> documents: its article, or the entries of a live blog and what stands above them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from corrobora.errors import SourceError
from corrobora.gather.dates import read_published
from corrobora.gather.gathered import Gathered, Piece, Source, attempt, refuse
from corrobora.gather.head import Head, read_head
from corrobora.gather.live import Update, take_updates
from corrobora.gather.page import extractor_of, read_tree
from corrobora.gather.tree import parse_html


def take_page(raw: bytes, text: Callable[[], str], source: Source, uri: str, at: str = "") -> Iterator[Gathered]:
    """Return the article of a page, or each entry of a live blog, with the page's own bytes; `text` decodes these.

    >>> from corrobora.settings import Settings
    >>> page = "<h1>Hit</h1><p>A post was hit near Gao on Sunday, the army said.</p>"
    >>> source = Source("a.html", "file", Settings())
    >>> [each.document.title for each in take_page(page.encode(), lambda: page, source, "a.html")]
    ['Hit']
    """
    try:
        html = text()
    except SourceError as error:
        yield refuse(source, error.code, str(error), raw=raw, uri=uri, at=at)
        return
    found = list(_pieces(html, uri))
    for name, read in found:
        place = ", ".join(filter(None, (at, name and f"entry {name}")))
        yield attempt(source, raw, read, uri=f"{uri}#{name}" if name else uri, at=place)


def _pieces(html: str, uri: str) -> Iterator[tuple[str, Callable[[], Piece]]]:
    """Yield what reads each part of a page, with its name: nothing for the page itself."""
    tree = parse_html(html)
    try:
        head = Head() if tree is None else read_head(tree)
        updates = [] if tree is None else take_updates(tree, head)
    except Exception as error:  # noqa: BLE001 - attempt tells of it, as of whatever else befalls one page
        yield "", partial(_again, error)
        return
    if not updates:
        yield "", partial(read_tree, tree, head, html, uri)
        return
    try:
        above = read_tree(tree, head, None, uri)
    except SourceError:
        above = None  # a live blog need not have anything above its entries
    if above is not None:
        yield "", partial(_as_it_is, above)
    for each in updates:
        yield each.fragment, partial(_piece, each, head)


def _piece(update: Update, head: Head) -> Piece:
    """Return an entry of a live blog as a piece: its date is its own, where it tells the day."""
    told = {"time": update.at, "author": update.author or head.author, "live": head.title, "canonical": head.canonical}
    return Piece(
        "\n".join(update.lines),
        update.title or head.title,
        head.outlet,
        None,
        update.at if read_published(update.at) else head.published,
        extractor=extractor_of("lxml"),
        about=tuple((name, words) for name, words in told.items() if words),
    )


def _again(error: Exception) -> Piece:
    raise error


def _as_it_is(piece: Piece) -> Piece:
    return piece
