"""A DOCX file -> its text: paragraphs, rows of tables, footnotes; what was deleted or hidden in it is left out."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from corrobora.errors import SourceError
from corrobora.gather.gathered import Piece
from corrobora.gather.laid import lay_out
from corrobora.gather.page import extractor_of
from corrobora.gather.papers.office import Office
from corrobora.gather.papers.properties import titled, written

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_UNSEEN = {"del", "moveFrom", "delText", "instrText", "pPr", "rPr", "Fallback", "txbxContent", "tblPr", "sectPr"}
_SIGNS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-", "footnoteReference": "", "softHyphen": ""}
_HEADINGS = {"title", "heading 1"}
_EACH = 8  # bytes of XML that a character takes
_DC, _TERMS = "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/dc/terms/}"


def read_docx(raw: bytes, most: int) -> Piece:
    """Return the text of a DOCX file, one paragraph or row of a table a line, footnotes last.

    SourceError where it is none, broken, or unpacks to more than is read.
    """
    office = Office(raw, most * _EACH)
    name = office.main(_MAIN) or "word/document.xml"
    root = office.part(name)
    if root is None:
        raise SourceError("binary", "a zip, but no DOCX file; give text, HTML, PDF, DOCX, WARC, a feed or an export")
    lines = list(_lines(root))
    folder = name.rpartition("/")[0]
    core = _core(office)
    title = titled(core.get("title")) or _heading(root, office.part(f"{folder}/styles.xml"))
    paragraphs = [text for text in lines if text]
    if title and paragraphs and paragraphs[0].casefold() == title.casefold():
        paragraphs = paragraphs[1:]
    for notes in ("footnotes", "endnotes"):
        part = office.part(f"{folder}/{notes}.xml")
        paragraphs += [text for text in _lines(part) if text] if part is not None else []
    heads = [office.part(each) for each in sorted(office.names) if _is_head(each, folder)]
    aside = dict.fromkeys(text for part in heads if part is not None for text in _lines(part) if len(text.split()) > 1)
    text, _, spans = lay_out(paragraphs, aside=list(aside))
    return Piece(
        text,
        title,
        published=written(core.get("created"), core.get("modified"), text),
        extractor=extractor_of("corrobora"),
        aside=spans,
        about=tuple((name, core[key]) for key, name in _ABOUT.items() if core.get(key)),
    )


_ABOUT = {"creator": "author", "created": "created", "modified": "modified"}


def _is_head(name: str, folder: str) -> bool:
    own = name.removeprefix(f"{folder}/")
    return own != name and own.startswith(("header", "footer")) and own.endswith(".xml")


def _core(office: Office) -> dict[str, str]:
    """Return the properties of a file by their bare names."""
    part = office.part("docProps/core.xml")
    return (
        {} if part is None else {_bare(each): (each.text or "").strip() for each in part if isinstance(each.tag, str)}
    )


def _lines(root: _Element) -> Iterator[str]:
    """Yield the paragraphs of a part, and for each row of a table its cells."""
    row: _Element | None = None
    cells: dict[_Element, list[str]] = {}
    for paragraph in root.iter(f"{_W}p", f"{_STRICT}p"):
        inside = _around(paragraph)
        if inside is None:
            continue
        text = " ".join("".join(_words(paragraph)).split())
        mine, cell = inside
        if mine is not row and cells:
            yield _row(cells)
            cells = {}
        row = mine
        if cell is None:
            yield text
        else:
            cells.setdefault(cell, []).append(text)
    if cells:
        yield _row(cells)


def _row(cells: dict[_Element, list[str]]) -> str:
    return " | ".join(text for texts in cells.values() if (text := " ".join(filter(None, texts))))


def _around(paragraph: _Element) -> tuple[_Element | None, _Element | None] | None:
    """Return the outermost row and cell that a paragraph stands in; null where it is not shown."""
    row = cell = None
    for each in paragraph.iterancestors():
        match _bare(each):
            case "tr":
                row = each
            case "tc":
                cell = each
            case "del" | "moveFrom" | "Fallback":
                return None
    return row, cell


def _words(paragraph: _Element) -> Iterator[str]:
    """Yield the words of a paragraph that a reader is shown."""
    stack = [paragraph]
    while stack:
        each = stack.pop()
        name = _bare(each)
        if name == "t":
            yield each.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name == "r" and _is_hidden(each):
            continue
        stack.extend(child for child in reversed(each) if _bare(child) not in _UNSEEN)


def _is_hidden(run: _Element) -> bool:
    for space in (_W, _STRICT):
        found = run.find(f"{space}rPr/{space}vanish")
        if found is not None and found.get(f"{space}val") not in {"0", "false", "off"}:
            return True
    return False


def _heading(root: _Element, styles: _Element | None) -> str | None:
    """Return the first paragraph that is styled as a title, if it is among the first with text."""
    names = {}
    for style in styles.iter(f"{_W}style", f"{_STRICT}style") if styles is not None else ():
        for name in style:
            if _bare(name) == "name":
                names[_value(style, "styleId")] = (_value(name, "val") or "").lower()
    looked = 0
    for paragraph in root.iter(f"{_W}p", f"{_STRICT}p"):
        text = " ".join("".join(_words(paragraph)).split())
        looked += bool(text)
        style = next((_value(each, "val") for each in paragraph.iter() if _bare(each) == "pStyle"), None)
        if text and names.get(style, "") in _HEADINGS:
            return text
        if looked > 3:  # noqa: PLR2004 - lines that may stand above a title
            return None
    return None


def _value(element: _Element, name: str) -> str | None:
    given = element.get(f"{_W}{name}") or element.get(f"{_STRICT}{name}")
    return str(given) if given else None


def _bare(element: _Element) -> str:
    """Return an element's name without its namespace; nothing for what is no element."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""
