"""PDF and DOCX files made by hand, as small as they can be, so that a test says what stands in them and where."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

_MAP = "\n".join(f"<{high:02x}00> <{high:02x}ff> <{high:02x}00>" for high in range(0xD8))
_CMAP = f"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
100 beginbfrange
{chr(10).join(_MAP.split(chr(10))[:100])}
endbfrange
100 beginbfrange
{chr(10).join(_MAP.split(chr(10))[100:200])}
endbfrange
16 beginbfrange
{chr(10).join(_MAP.split(chr(10))[200:])}
endbfrange
4 beginbfrange
<fb00> <fbff> <fb00>
<fc00> <fcff> <fc00>
<fd00> <fdff> <fd00>
<fe00> <feff> <fe00>
endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end"""


class At(NamedTuple):
    """Words from a place on the page on, in points from its lower left corner, drawn as they stand, left to right.

    Each letter is half as wide as it is high.
    """

    x: float
    y: float
    text: str
    size: float = 10


_FONT = (
    b"""<< /Type /Font /Subtype /Type0 /BaseFont /Plain /Encoding /Identity-H /DescendantFonts [4 0 R]
/ToUnicode 6 0 R >>""",
    b"""<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Plain /DW 500 /FontDescriptor 5 0 R
/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>""",
    b"""<< /Type /FontDescriptor /FontName /Plain /Flags 4 /FontBBox [0 -200 500 800] /ItalicAngle 0 /Ascent 800
/Descent -200 /CapHeight 700 /StemV 80 >>""",
)


def pdf(
    *pages: Sequence[At],
    info: str = "",
    root: str = "",
    content: bytes | None = None,
    extra: Sequence[bytes] = (),
    trailer: str = "",
) -> bytes:
    """Return a PDF; `content` stands in the place of a page's words, `extra` are more objects, from number 8 on."""
    streams = [content if content is not None else _drawn(page) for page in pages]
    first = 8 + len(extra)
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {root} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        *_FONT,
        _stream(_CMAP.encode()),
        f"<< {info} >>".encode(),
        *extra,
    ]
    for n, stream in enumerate(streams):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {first + 2 * n + 1} 0 R"
            " /Resources << /Font << /F 3 0 R >> >> >>".encode()
        )
        objects.append(_stream(stream))
    return _written(objects, trailer)


def docx(body: str, *, title: str = "", created: str = "", modified: str = "", **parts: str) -> bytes:
    """Return a DOCX whose document has the given body, with `parts` (footnotes, styles, header1) beside it."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>Desk</dc:creator><dcterms:created>{created}</dcterms:created>"
        f"<dcterms:modified>{modified}</dcterms:modified></cp:coreProperties>"
    )
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
        "docProps/core.xml": core,
        **{f"word/{name}.xml": text.replace("{space}", space) for name, text in parts.items()},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2021, 3, 14, 8, 0, 0)), text)
    return out.getvalue()


def paragraph(text: str, style: str = "") -> str:
    """Return a paragraph of a DOCX."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t xml:space='preserve'>{escape(text)}</w:t></w:r></w:p>"


def _drawn(page: Sequence[At]) -> bytes:
    shown = (
        f"BT /F {word.size} Tf 1 0 0 1 {word.x} {word.y} Tm <{word.text.encode('utf-16-be').hex()}> Tj ET"
        for word in page
    )
    return "\n".join(shown).encode()


def _stream(raw: bytes) -> bytes:
    packed = zlib.compress(raw)
    return f"<< /Length {len(packed)} /Filter /FlateDecode >> stream\n".encode() + packed + b"\nendstream"


def _written(objects: Sequence[bytes], trailer: str) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += (
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 7 0 R {trailer} >>\nstartxref\n{start}\n%%EOF".encode()
    )
    return bytes(out)
