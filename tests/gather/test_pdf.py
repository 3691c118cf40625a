"""A PDF is read as a person reads it: columns, cut words, what stands on every page, Arabic; or refused by name."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zlib
from pathlib import Path
from shutil import which

import pytest

from corrobora.errors import SourceError
from corrobora.gather import Gathered, gather
from corrobora.gather.papers.apart import tell
from corrobora.gather.papers.glyphs import Glyph
from corrobora.gather.papers.lines import lines_of
from corrobora.gather.papers.pdf import read_pdf
from corrobora.settings import Settings
from tests.gather.papers import At, pdf

SITES = Path(__file__).parents[2] / "bench" / "sites"
_MOST = 1_000_000
_LEFT = [
    "Gunmen attacked an army post near",
    "the town of Gao on Sunday evening",
    "and burned two of its vehicles, as",
    "the regional governor announced in",
    "a statement that was read on radio.",
]
_RIGHT = [
    "Four soldiers were killed and nine",
    "were wounded, said the governor of",
    "the region. Nobody has claimed the",
    "attack so far, and the army speaks",
    "of armed groups from the far north.",
]


def column(x: float, lines: list[str], top: float = 700) -> list[At]:
    return [At(x, top - 14 * number, line) for number, line in enumerate(lines)]


def paragraphs(*pages: list[At]) -> list[str]:
    return list(tell(pdf(*pages), _MOST)["paragraphs"])


def taken(name: str, raw: bytes) -> Gathered:
    Path(name).write_bytes(raw)
    (found,) = gather([name], Settings())
    return found


def test_lines_become_paragraphs_and_a_heading_the_title() -> None:
    told = tell(pdf([At(70, 740, "Statement on Gao", 16), *column(70, _LEFT), *column(70, _RIGHT, 610)]), _MOST)
    assert told["title"] == "Statement on Gao"
    assert told["paragraphs"] == (" ".join(_LEFT), " ".join(_RIGHT))


@pytest.mark.parametrize("shift", [0, 5, 7])
def test_columns_are_read_one_after_the_other(shift: float) -> None:
    heading = At(130, 740, "A long heading that goes over both of the columns")
    page = [
        heading,
        *column(70, _LEFT),
        *column(270, _RIGHT, 700 - shift),
        At(70, 600, "Below both of the columns stands one line more."),
    ]
    found = paragraphs(page)
    assert " ".join(found).split() == " ".join([heading.text, *_LEFT, *_RIGHT, page[-1].text]).split()


def test_arabic_columns_begin_on_the_right() -> None:
    lines = [
        "هاجم مسلحون موقعا للجيش قرب بلدة",
        "غاو مساء الأحد وأحرقوا آليتين فيه",
        "كما أعلن حاكم المنطقة في بيان له",
    ]
    drawn = [line[::-1] for line in lines]
    page = [*column(330, drawn), *column(70, [line[::-1] for line in reversed(lines)])]
    assert " ".join(paragraphs(page)) == " ".join([*lines, *reversed(lines)])


def test_three_columns_and_what_stands_far_below_them() -> None:
    third = [
        "The road to Kidal is open only to",
        "convoys of the army until the end",
        "of the week, the governor has said.",
    ]
    page = [*column(30, _LEFT), *column(215, _RIGHT), *column(400, third), At(30, 560, "Press office of the ministry")]
    found = paragraphs(page)
    assert " ".join(found).split() == " ".join([*_LEFT, *_RIGHT, *third, page[-1].text]).split()


def test_a_letterhead_above_the_heading_is_set_aside() -> None:
    told = tell(pdf([At(70, 800, "Ministry of Defence", 12), At(70, 740, "Statement", 16), *column(70, _LEFT)]), _MOST)
    assert (told["title"], told["aside"]) == ("Statement", ("Ministry of Defence",))
    assert told["paragraphs"] == (" ".join(_LEFT),)


def test_a_table_is_read_by_rows() -> None:
    rows = [("Gao", "4", "12"), ("Menaka", "1", "3"), ("Timbuktu", "7", "20"), ("Kidal", "2", "5")]
    page = [At(70 + 120 * at, 700 - 14 * n, cell) for n, row in enumerate(rows) for at, cell in enumerate(row)]
    assert " ".join(paragraphs(page)) == " ".join(" ".join(row) for row in rows)


def test_words_cut_at_the_end_of_a_line_are_whole_again() -> None:
    lines = [
        "The counter-offensive of the multi-",
        "national force near Abou-",
        "Kamal went on, and the counter-",
        "offensive of 2015-",
        "2016 was longer, the gover\u00ad",
        "nor said.",
    ]
    (found,) = paragraphs(column(70, lines))
    assert found.partition(" of 2015-2016")[0] == (
        "The counter-offensive of the multinational force near Abou-Kamal went on, and the counter-offensive"
    )
    assert found.endswith(" of 2015-2016 was longer, the governor said.")


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (["On a vu la fumée au-", "dessus du marché, au sud."], "On a vu la fumée au-dessus du marché, au sud."),
        (["It was a multi-", "national force."], "It was a multinational force."),
        (
            ["the inter-", "national and re-", "gional forces of gover-", "nors"],
            "the international and regional forces of governors",
        ),
    ],
)
def test_a_hyphen_of_the_word_s_own_stays(lines: list[str], read: str) -> None:
    assert paragraphs(column(70, lines)) == [read]


def test_signs_of_fonts_of_signs_are_bullets() -> None:
    assert paragraphs([At(70, 700, "\uf0b7 Four soldiers were killed near Gao.")]) == [
        "• Four soldiers were killed near Gao."
    ]


@pytest.mark.usefixtures("here")
def test_what_every_page_repeats_is_set_aside() -> None:
    pages = [
        [At(70, 800, "Ministry of Defence - Press office"), *column(70, lines), At(280, 30, f"Page {number} of 3")]
        for number, lines in enumerate((_LEFT, _RIGHT, ["A last line ends it."]), 1)
    ]
    Path("a.pdf").write_bytes(pdf(*pages))
    piece = read_pdf(Path("a.pdf").read_bytes(), _MOST)
    body = " ".join([*_LEFT, *_RIGHT, "A last line ends it."])
    assert " ".join(piece.text.split("\n")[:-1]) == body
    assert [span.of(piece.text) for span in piece.aside] == ["Ministry of Defence - Press office"]


def test_a_sentence_runs_over_the_end_of_a_page() -> None:
    cut = ["Gunmen attacked an army post near the", "town of Gao on Sunday evening and set"]
    rest = ["fire to it, the governor of the region", "announced on the radio in the evening."]
    assert paragraphs(column(70, cut), column(70, rest)) == [" ".join([*cut, *rest])]


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("ةقبطلا ةدلب يف ايدنج 12 لتق", "قتل 12 جنديا في بلدة الطبقة"),
        ("ﺔﻘﺒﻄﻟﺍ ﺓﺪﻠﺑ ﻲﻓ ﺎﻳﺪﻨﺟ 12 ﻞﺘﻗ", "قتل 12 جنديا في بلدة الطبقة"),
        ("(ةقبطلا) برق 1,250 موي ﻻ", "لا يوم 1,250 قرب (الطبقة)"),
        (")ةقبطلا( برق 14/3/2021 موي", "يوم 14/3/2021 قرب (الطبقة)"),
        ("16:30 ةعاسلا F-16 ةرئاط تفصق", "قصفت طائرة F-16 الساعة 16:30"),
        ("Abu Kamal ﺓﺪﻠﺑ ﺕﺍﺮﺋﺎﻃ ﺖﻔﺼﻗ", "قصفت طائرات بلدة Abu Kamal"),
        (".ﷲ ءاش نا ﻼﻋ", "علا ان شاء الله."),
        ("the town of ةقبطلا was hit", "the town of الطبقة was hit"),
    ],
)
def test_arabic_is_read_in_the_order_of_its_letters(drawn: str, read: str) -> None:
    assert paragraphs([At(70, 700, drawn)]) == [read]


def test_vowel_signs_stay_with_their_letters() -> None:
    letters = [("ق", 90, 700), ("ت", 85, 700), ("ل", 80, 700), ("ُ", 90.5, 703), ("ِ", 85.5, 697), ("َ", 80.5, 703)]
    (line,) = lines_of(Glyph(text, x, x + 5, y, 10) for text, x, y in letters)
    assert line.text == "قُتِلَ"


def test_letters_a_little_off_their_line_are_of_it() -> None:
    letters = [(char, 70 + 5 * at, 700) for at, char in enumerate("Four soldiers")]
    below = [(char, 70 + 5 * at, 688) for at, char in enumerate("were killed")]
    (first, second) = lines_of(Glyph(text, x, x + 5, y, 10) for text, x, y in [*letters, ("1", 135, 703.5), *below])
    assert (first.text, second.text) == ("Four soldiers1", "were killed")


def test_what_is_laid_across_a_page_is_no_text() -> None:
    across = b"BT /F 60 Tf 0.7 0.7 -0.7 0.7 150 300 Tm <004400520041004600540021> Tj ET\n"
    plain = b"BT /F 10 Tf 1 0 0 1 70 700 Tm <0054006f0077006e00200068006900740021> Tj ET\n"
    assert tell(pdf([], content=across + plain), _MOST)["paragraphs"] == ("Town hit!",)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", ["a.pdf", "a.html", "a.txt", "a"])
def test_a_pdf_is_known_by_its_bytes(name: str) -> None:
    info = (
        "/Title (Attack near Gao) /Author (Press office) /CreationDate (D:20210314080000Z) /ModDate (D:20210315080000Z)"
    )
    raw = pdf(column(70, _LEFT), info=info)
    found = taken(name, raw)
    assert found.document is not None
    assert (found.raw, found.document.title) == (raw, "Attack near Gao")
    assert found.document.published is not None
    assert (found.document.published.edtf, found.document.published.basis) == ("2021-03-14/2021-03-15", "inferred")
    assert (found.extractor or "").startswith("pypdfium2 ")
    assert dict(found.about)["author"] == "Press office"


_LOCKED = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"00" * 32 + b"> /U <" + b"11" * 32 + b"> >>"
_PICTURE = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("raw", "code", "says"),
    [
        (pdf(column(70, _LEFT), extra=[_LOCKED], trailer="/Encrypt 8 0 R /ID [<00> <00>]"), "encrypted", "password"),
        (pdf([], content=_PICTURE), "no-text", "scan"),
        (pdf([]), "no-text", "scan"),
        (pdf([At(70, 700, "\ue000\ue001\ue002 \ue003")]), "no-text", "fonts"),
        (b"%PDF-1.7\nnothing of the kind", "unreadable", "broken"),
        (pdf(column(70, _LEFT))[:-2000], "unreadable", "broken"),
        (pdf([At(20, 800 - 12 * n, "two words " * 10) for n in range(60)]), "too-large", "max_text"),
    ],
    ids=["locked", "scan", "blank", "no letters", "no pdf", "cut off", "long"],
)
def test_what_can_not_be_read_says_why(raw: bytes, code: str, says: str) -> None:
    Path("a.pdf").write_bytes(raw)
    (found,) = gather(["a.pdf"], Settings(max_text=5_000))
    assert found.error is not None
    assert (found.error.code, says in found.error.message) == (code, True), found.error
    assert found.error.message.startswith("a.pdf: ")


def test_a_page_of_pictures_among_others_is_told_of() -> None:
    piece = read_pdf(pdf(column(70, _LEFT), []), _MOST)
    assert piece.notes == ("1 of 2 pages hold no letters (pictures, scans) and were not read",)


@pytest.mark.parametrize(
    ("body", "code"), [("import os; os.kill(os.getpid(), 11)", "unreadable"), ("import time; time.sleep(9)", "slow")]
)
def test_a_reader_that_breaks_or_dawdles_costs_one_document(
    body: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = subprocess.run
    other = [sys.executable, "-c", body]
    monkeypatch.setattr("corrobora.gather.papers.pdf.subprocess.run", lambda _, **given: run(other, **given))
    with pytest.raises(SourceError) as caught:
        read_pdf(b"%PDF-", _MOST, patience=1.0)
    assert caught.value.code == code


@pytest.mark.slow
def test_a_stream_that_swells_is_bound_in_memory_and_time() -> None:
    swollen = zlib.compress(zlib.compress(b"BT /F 10 Tf (" + b" " * 3_000_000_000 + b") Tj ET", 9), 9)
    stream = f"<< /Length {len(swollen)} /Filter [/FlateDecode /FlateDecode] >> stream\n".encode()
    raw = pdf(column(70, _LEFT), extra=[stream + swollen + b"\nendstream"]).replace(
        b"/Contents 10 0 R", b"/Contents 8 0 R "
    )
    with pytest.raises(SourceError) as caught:
        read_pdf(raw, _MOST)
    assert caught.value.code in {"no-text", "unreadable", "slow", "too-large"}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_a_page_that_a_browser_printed(language: str, tmp_path: Path) -> None:
    browser = next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := which(name))), None
    )
    if browser is None:
        pytest.skip("no Chromium is installed")
    article = tomllib.loads((SITES / "articles.toml").read_text(encoding="utf-8"))[language]
    style = "body { font-family: 'DejaVu Sans' } div { column-count: 2; text-align: justify; font-size: 11px }"
    body = "".join(f"<p>{each}</p>" for each in article["paragraphs"])
    page, printed = tmp_path / "a.html", tmp_path / "a.pdf"
    page.write_text(
        f"<!doctype html><html lang={language} dir={article['dir']}><meta charset=utf-8><style>{style}</style>"
        f"<h1>{article['title']}</h1><div>{body}</div></html>",
        encoding="utf-8",
    )
    command = [
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--print-to-pdf={printed}",
    ]
    subprocess.run([*command, page.as_uri()], capture_output=True, check=True)  # noqa: S603 - the system's browser
    told = tell(printed.read_bytes(), _MOST)
    assert (told["title"], told["paragraphs"]) == (article["title"], tuple(article["paragraphs"]))
