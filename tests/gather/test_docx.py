"""A DOCX is read as Word shows it: paragraphs, rows of tables, footnotes, nothing hidden; or refused by name."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from corrobora.gather import Gathered, gather
from corrobora.settings import Settings
from tests.gather.papers import docx, paragraph

pytestmark = pytest.mark.usefixtures("here")

HIT = "Gunmen attacked a post near Gao on Sunday, the army said."


def taken(raw: bytes, name: str = "a.docx", max_text: int = 5_000_000) -> Gathered:
    Path(name).write_bytes(raw)
    (found,) = gather([name], Settings(max_text=max_text))
    return found


def text_of(raw: bytes) -> str:
    found = taken(raw)
    assert found.document is not None, found.error
    return found.document.text


def code_of(raw: bytes, max_text: int = 5_000_000) -> str:
    found = taken(raw, max_text=max_text)
    assert found.error is not None
    assert found.error.message.startswith("a.docx: ")
    return found.error.code


def cell(text: str) -> str:
    return f"<w:tc>{paragraph(text)}</w:tc>"


@pytest.mark.parametrize("name", ["a.docx", "a.html", "a"])
def test_a_statement_with_its_title_and_dates(name: str) -> None:
    raw = docx(
        paragraph("Statement of the army", "Titre") + paragraph(HIT) + paragraph("") + paragraph("Two died."),
        created="2021-03-14T08:00:00Z",
        modified="2021-03-14T09:00:00Z",
        styles='<w:styles {space}><w:style w:styleId="Titre"><w:name w:val="Title"/></w:style></w:styles>',
        header1="<w:hdr {space}>" + paragraph("Ministry of Defence") + "</w:hdr>",
    )
    found = taken(raw, name)
    document = found.document
    assert document is not None
    assert document.text == f"{HIT}\nTwo died.\nMinistry of Defence"
    assert [(each.role, each.span.of(document.text)) for each in document.passages] == [
        ("boilerplate", "Ministry of Defence")
    ]
    assert document.title == "Statement of the army"
    assert document.published is not None
    assert (document.published.edtf, document.published.basis) == ("2021-03-14", "inferred")
    assert (found.raw, (found.extractor or "").split()[0], dict(found.about)["author"]) == (raw, "corrobora", "Desk")


def test_a_title_of_its_properties_and_dates_far_apart() -> None:
    raw = docx(paragraph(HIT), title="Attack near Gao", created="2014-01-01T00:00:00Z", modified="2021-03-14T00:00:00Z")
    document = taken(raw).document
    assert document is not None
    assert (document.title, document.published) == ("Attack near Gao", None)


def test_tables_and_footnotes() -> None:
    table = f"<w:tbl><w:tr>{cell('Gao')}{cell('4')}</w:tr><w:tr>{cell('Menaka')}{cell('1')}</w:tr></w:tbl>"
    inner = (
        f"<w:tbl><w:tr><w:tc>{paragraph('a')}<w:tbl><w:tr>{cell('b')}</w:tr></w:tbl></w:tc>{cell('c')}</w:tr></w:tbl>"
    )
    raw = docx(
        paragraph(HIT) + table + inner + paragraph("End."),
        footnotes='<w:footnotes {space}><w:footnote w:id="1">'
        + paragraph("By its count.")
        + "</w:footnote></w:footnotes>",
    )
    assert text_of(raw) == f"{HIT}\nGao | 4\nMenaka | 1\na b | c\nEnd.\nBy its count."


def test_what_was_deleted_or_hidden_is_not_read() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden </w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
    deleted = "<w:del><w:r><w:delText>nine </w:delText></w:r></w:del><w:ins><w:r><w:t>four </w:t></w:r></w:ins>"
    box = "<w:r><w:txbxContent>" + paragraph("Boxed.") + "</w:txbxContent></w:r>"
    twice = f"<w:AlternateContent><w:Choice>{box}</w:Choice><w:Fallback>{box}</w:Fallback></w:AlternateContent>"
    first, last = "<w:r><w:t>The army</w:t><w:tab/><w:t>lost </w:t></w:r>", "<w:r><w:t>men.</w:t></w:r>"
    body = f"<w:p>{first}{hidden}{deleted}{last}{twice}</w:p>"
    moved = f"<w:moveFrom>{paragraph('Gone.')}</w:moveFrom><w:del>{paragraph('Gone too.')}</w:del>"
    assert text_of(docx(body + moved)) == "The army lost four men.\nBoxed."


def test_what_is_no_docx_or_broken() -> None:
    whole = docx(paragraph(HIT))
    assert code_of(whole[: len(whole) // 2]) == "unreadable"
    assert code_of(docx("<w:p>")) == "unreadable"
    assert code_of(docx("<w:p/>")) == "empty"
    assert code_of(whole.replace(b"\x50\x4b\x03\x04", b"\x50\x4b\x03\x04", 1)[:40] + b"\0" * 99) == "unreadable"
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
    assert code_of(other.getvalue()) == "binary"


def zipped(document: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
    return out.getvalue()


def test_a_zip_bomb_entities_and_deep_nesting() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    assert code_of(zipped(f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><w:p {space}>&l9;</w:p>')) == "unreadable"
    outside = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:p {space}><w:r><w:t>&e;</w:t></w:r></w:p>'
    assert code_of(zipped(outside)) == "unreadable"
    assert code_of(zipped(f"<w:p {space}>" + "<w:r>" * 10_000)) == "unreadable"
    assert code_of(zipped(f"<w:p {space}>" + " " * 60_000_000 + "</w:p>"), max_text=1_000_000) == "too-large"
