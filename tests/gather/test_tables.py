"""Tables as people save them: any encoding, any delimiter, columns in three languages, and what breaks them."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrobora.errors import UsageError
from corrobora.gather import Gathered, gather
from corrobora.gather.delimited import delimited
from corrobora.settings import Settings

pytestmark = pytest.mark.usefixtures("here")


def collect(name: str, data: str | bytes, columns: tuple[str, ...] = (), max_text: int = 5_000_000) -> list[Gathered]:
    Path(name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(gather([name], Settings(columns=columns, max_text=max_text)))


def errors(found: list[Gathered]) -> list[str]:
    return [each.error.message for each in found if each.error]


def texts(found: list[Gathered]) -> list[str]:
    return [each.document.text for each in found if each.document]


ROWS = [
    ("text", "date", "source", "url"),
    ("A post was hit, the army said.", "2021-11-28", "River Post", "https://a.example/1"),
    ("Two died;\nboth were soldiers.", "28 Nov 2021 10:00:00 GMT", 'The "Delta"', ""),
]


def written(sign: str) -> str:
    return "\n".join(sign.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in ROWS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_any_delimiter_and_encoding(sign: str, encoding: str) -> None:
    text = written(sign)
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    one, two = collect("rows.csv", mark + text.encode(encoding))
    assert one.document is not None
    assert (one.document.text, one.document.outlet, one.uri) == (ROWS[1][0], "River Post", "https://a.example/1")
    assert two.document is not None
    assert (two.document.text, two.document.outlet, two.uri) == (ROWS[2][0], 'The "Delta"', "rows.csv#line-3")
    assert [each.document.published.edtf for each in (one, two) if each.document and each.document.published] == [
        "2021-11-28"
    ] * 2


@pytest.mark.parametrize(
    "names",
    [
        ("Body", "Headline", "Publish Date", "Publisher", "Link"),
        ("Contenu", "Titre", "Date de publication", "Journal", "Lien"),
        ("المحتوى", "العنوان", "تاريخ النشر", "المصدر", "الرابط"),
    ],
)
def test_columns_are_known_by_their_names_in_three_languages(names: tuple[str, ...]) -> None:
    (found,) = collect("rows.csv", ";".join(names) + "\nA post was hit.;Hit;2021-11-28;Delta;https://a.example/1\n")
    document = found.document
    assert document is not None
    assert document.published is not None
    told = (document.text, document.title, document.published.edtf, document.outlet, document.uri)
    assert told == ("A post was hit.", "Hit", "2021-11-28", "Delta", "https://a.example/1")


def test_columns_that_are_told_go_before() -> None:
    (found,) = collect("rows.csv", "text,Quote,Who\nx,A post was hit.,Awa\n", ("text=Quote", "outlet=who"))
    assert found.document is not None
    assert (found.document.text, found.document.outlet) == ("A post was hit.", "Awa")
    (message,) = errors(collect("rows.csv", "a,b\n1,2\n", ("text=Quote",)))
    assert message == "rows.csv: has no column 'Quote'; its columns are a, b"
    (message,) = errors(collect("rows.csv", "a,b\n1,2\n"))
    assert message.endswith("its columns are a, b; say which does with --columns text=NAME")
    for wrong in ("Quote", "words=Quote", "text="):
        with pytest.raises(UsageError, match="FIELD=NAME"):
            collect("rows.csv", "a,b\n1,2\n", (wrong,))


def test_what_is_wrong_names_its_row_and_column() -> None:
    table = "text,url\nA post was hit.,u:1\n,\n ,u:3\nTwo died.,u:4,and,more\nThree died.,u:5\n"
    found = collect("rows.csv", table)
    marks = "a cell with the delimiter in it wants quotation marks"
    assert texts(found) == ["A post was hit.", "Three died."]
    assert errors(found) == [
        "rows.csv, line 4: column 'text' is empty; fill it or remove the row",
        f"rows.csv, line 5: has 4 cells where 2 are wanted: {marks}; mend or remove it",
    ]


def test_a_quotation_mark_that_never_closes_costs_its_row() -> None:
    lines = ["text,url", "One died.,u:1", '"Two died.,u:2', *(f"{n} died.,u:{n}" for n in range(3, 4_000))]
    found = collect("rows.csv", "\n".join(lines))
    assert len(texts(found)) == len(lines) - 2
    (message,) = errors(found)
    assert message.startswith("rows.csv, line 3: a quotation mark opens here that isn't closed")
    few = collect("rows.csv", "\n".join(lines[:9]))
    assert len(texts(few)) == 7
    assert errors(few)[0].startswith("rows.csv, line 3: ")


def test_a_row_of_another_encoding_is_read_by_its_own() -> None:
    raw = "text,url\nUne armée,u:1\n".encode() + "L'armée a été visée à l'aube.,u:2\n".encode("cp1252")
    raw += "قُصف الموقع.,u:3\n".encode() + "استهدف القصف الموقع في المدينة.,u:4\n".encode("cp1256")
    assert texts(collect("rows.csv", raw)) == [
        "Une armée", "L'armée a été visée à l'aube.", "قُصف الموقع.", "استهدف القصف الموقع في المدينة.",
    ]  # fmt: skip


def test_excel_s_own_line_nuls_and_marks_of_direction() -> None:
    found = collect("rows.csv", "sep=;\r\ntext;url\r\nA \0post\u202e was hit.;u:1\r\n\r\n;\r\n")
    assert texts(found) == ["A \ufffdpost\u202e was hit."]
    assert errors(found) == []


@pytest.mark.parametrize("quote", ["", '"'])
def test_an_endless_field_and_a_file_without_lines(quote: str) -> None:
    raw = f"text,url\n{quote}".encode() + b"a" * 3_000_000 + f"{quote},u:1\nOne died.,u:2\n".encode()
    found = collect("rows.csv", raw, max_text=100_000)
    assert texts(found) == ["One died."]
    assert len(errors(found)) == 1
    (message,) = errors(collect("none.csv", b"a" * 3_000_000, max_text=100_000))
    assert "bytes" in message or "column" in message


def test_a_million_columns() -> None:
    wide = ",".join(["x"] * 1_000_000)
    found = collect("rows.csv", f"text,url\n{wide}\nOne died.,u:2\n")
    assert texts(found) == ["One died."]
    assert "1,000,000 cells" in errors(found)[0]
    (message,) = errors(collect("rows.csv", f"{wide}\n{wide}\n"))
    assert len(message) < 500


@pytest.mark.parametrize(
    ("dates", "wanted"),
    [
        (["03/04/2021", "13/04/2021"], "2021-04-03"),
        (["03/04/2021", "04/13/2021"], "2021-03-04"),
        (["2021/4/3"], "2021-04-03"),
        (["٠٣/٠٤/٢٠٢١", "١٣/٠٤/٢٠٢١"], "2021-04-03"),
        (["03/04/2021"], None),
    ],
)
def test_day_and_month_are_told_apart_by_the_whole_column(dates: list[str], wanted: str | None) -> None:
    found = collect("rows.csv", "text;date\n" + "".join(f"A post was hit.;{each}\n" for each in dates))
    document = found[0].document
    assert document is not None
    assert (document.published.edtf if document.published else None) == wanted
    assert bool(found[0].flags) == (wanted is None)


@given(st.binary(max_size=400))
def test_any_bytes_are_rows_or_errors(raw: bytes) -> None:
    for head in (b"", b"text,url\n", b'"text";url\n', b"\xff\xfe"):
        Path("rows.csv").write_bytes(head + raw)
        found = list(gather(["rows.csv"], Settings(max_text=1_000)))
        assert found
        assert all(each.document or each.error for each in found)


@given(st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=2), min_size=1, max_size=6))
def test_what_a_program_writes_is_read_back(rows: list[list[str]]) -> None:
    import csv

    clean = [[cell.replace("\0", "").replace("\r", "") for cell in row] for row in rows]
    clean = [["text", "url"], *(row for row in clean if any(row))]
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(clean)
    raw = out.getvalue().encode("utf-8", "surrogatepass")
    if "\ud800" <= max("".join(map("".join, clean))) <= "\udfff":
        return
    assert [row for _, row in delimited(io.BytesIO(raw), 99)] == clean


def book(rows: list[tuple[object, ...]], name: str = "rows.xlsx", *, sheets: int = 1) -> bytes:
    made = openpyxl.Workbook()
    for number in range(sheets):
        sheet = made.active if number == 0 else made.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
    made.save(name)
    return Path(name).read_bytes()


def test_a_spreadsheet() -> None:
    rows: list[tuple[object, ...]] = [
        ("Texte", "Date", "Source", "id"),
        ("Deux soldats ont été tués.", datetime(2021, 11, 28, 9, 15), "River Post", 3.0),  # noqa: DTZ001 - as Excel has it
        (None, None, None, None),
        (None, datetime(2021, 11, 28), "River Post", 4),  # noqa: DTZ001 - the same
    ]
    found = collect("rows.xlsx", book(rows))
    document = found[0].document
    assert document is not None
    assert (document.text, document.outlet) == ("Deux soldats ont été tués.", "River Post")
    assert document.published is not None
    assert document.published.edtf == "2021-11-28"
    assert json.loads(found[0].raw)["id"] == "3"
    assert errors(found) == ["rows.xlsx, row 4: column 'Texte' is empty; fill it or remove the row"]
    many = collect("many.xlsx", book(rows[:2], sheets=2))
    assert [each.uri for each in many] == ["many.xlsx#Sheet-row-2", "many.xlsx#Sheet-1-row-2"]


def changed(raw: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """Return a workbook with other words in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as was, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as now:
        for each in was.namelist():
            data = was.read(each)
            now.writestr(each, data.replace(old, new, 1) if each == name else data)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
)


def test_hostile_spreadsheets(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = book([("text",), ("A post was hit.",)])
    for bad in (LAUGHS + b"]>", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'):
        (message,) = errors(collect("rows.xlsx", changed(raw, SHEET, b"<worksheet", bad + b"<worksheet")))
        assert "declares entities" in message
    (far,) = collect("rows.xlsx", changed(raw, SHEET, b'r="A2"', b'r="XFD1048576"'))
    assert far.document or far.error
    assert texts(
        collect("rows.xlsx", changed(raw, SHEET, b'<dimension ref="A1:A2"', b'<dimension ref="A1:XFD1048576"'))
    )
    for cut in (b"", raw[:900], b"PK\x03\x04nothing", changed(raw, SHEET, b"</row>", b"<row>")):
        assert errors(collect("rows.xlsx", cut))
    monkeypatch.setattr("corrobora.gather.sheets.BOMB_FROM", 100_000)
    swelling = changed(raw, SHEET, b"</worksheet>", b"<!--" + b" " * 9_000_000 + b"--></worksheet>")
    (found,) = collect("rows.xlsx", swelling)
    assert found.error is not None
    assert found.error.code == "too-large"
