"""Readings as a notebook has them: from texts and files, shown as HTML, as tables, explained."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest
from IPython.core.interactiveshell import InteractiveShell

import corrobora as co
from corrobora.errors import UsageError
from corrobora.show.notebook.frames import COLUMNS
from corrobora.types import Dated, Document

pytestmark = pytest.mark.usefixtures("here")
TEXTS = {
    "en": "Two soldiers were killed in Mopti on Monday, the army said.",
    "fr": "Deux soldats ont été tués à Mopti lundi, a déclaré l'armée.",
    "ar": "قال الجيش إن جنديين قتلا في بغداد يوم الاثنين.",
}


class Page(HTMLParser):
    """The text, the ways of writing and the tags of a page, which must close what they open."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.ways, self.tags, self.open = "", set[str](), set[str](), list[str]()
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that opens."""
        self.open.append(tag)
        self.tags.add(tag)
        self.ways |= {str(value) for name, value in attrs if name == "dir"}

    def handle_endtag(self, tag: str) -> None:
        """Refuse a tag that closes another."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        self.words += data


@pytest.mark.parametrize("code", TEXTS)
def test_a_text_is_read_dated_and_shown(code: str) -> None:
    readings = co.read(TEXTS[code], published="2021-05-04", outlet="Own", language=code)
    [reading] = readings
    assert reading.document.text == TEXTS[code]
    assert reading.document.published == Dated("2021-05-04", "stated")
    incident = next(claim for claim in reading.claims if claim.kind == "incident")
    assert incident.when is not None
    assert incident.when.edtf == "2021-05-03"
    assert {"killed": 2}.items() <= {q.measure: q.best for q in incident.quantities}.items()
    page = Page(readings._repr_html_())
    assert ("rtl" if code == "ar" else "ltr") in page.ways
    assert {"mark", "table", "sup"} <= page.tags
    assert "Own" in page.words


def test_what_articles_say_never_becomes_markup() -> None:
    wicked = "<script>alert(1)</script> Two soldiers were killed in <b>Mopti</b>, the army said.\u202e"
    page = Page(co.read(wicked, outlet='"><img src=x>')._repr_html_())
    assert not {"script", "b", "img"} & page.tags
    assert "<script>alert(1)</script>" in page.words
    assert "\u202e" not in page.words


def test_a_path_is_a_file_and_several_words_are_a_text(here: Path) -> None:
    (here / "two words").write_text(TEXTS["fr"], encoding="utf-8")
    named, missing, of_path = co.read("two words", "no such file.txt", Path("Two died in Gao"))
    assert named.document.text == TEXTS["fr"]
    assert [each.error and each.error.code for each in (missing, of_path)] == ["missing", "missing"]
    assert "missing" not in Page(co.read("no.txt")._repr_html_()).words
    assert "no.txt" in Page(co.read("no.txt")._repr_html_()).words


def test_what_is_given_goes_before_what_is_found() -> None:
    document = Document("d-1", "note", TEXTS["en"], "", published=Dated("2020-01-01", "stated"))
    [reading] = co.read(document, published=date(2021, 5, 4), title="A headline")
    assert reading.document.published == Dated("2021-05-04", "stated")
    assert reading.document.title == "A headline"
    with pytest.raises(UsageError, match="write it as"):
        co.read(TEXTS["en"], published="soon")


def test_claims_are_a_table_with_the_same_columns_however_few() -> None:
    table = co.read(*TEXTS.values(), published="2021-05-04").claims()
    assert table.column_names == list(COLUMNS["claims"])
    assert table.schema.equals(co.read().claims().schema)
    assert isinstance(table, pa.Table)
    frame = table.to_pandas()
    assert set(frame[frame.kind == "incident"].killed) == {2}
    polars = pl.from_arrow(table)
    assert isinstance(polars, pl.DataFrame)
    assert polars.filter(pl.col("language") == "ar").height
    assert polars["first"].dtype == pl.Date


def test_a_claim_is_explained_by_itself_and_in_its_article() -> None:
    [reading] = co.read(TEXTS["en"])
    claim = reading.claims[0]
    alone, within = co.explain(claim), co.explain(claim.id[:6], reading)
    assert f"by {claim.quantities[0].rule}" in alone
    assert "…[Two soldiers were killed] in Mopti" in within
    assert repr(alone) == str(alone)
    assert {"details", "summary"} <= Page(within._repr_html_()).tags


def test_an_id_is_looked_for_in_the_ledger_of_the_settings(here: Path) -> None:
    with co.open_ledger(create=True) as ledger:
        [reading] = ledger.read(TEXTS["en"])
        assert co.explain(reading.claims[0], ledger) == ledger.explain(reading.claims[0].id)
    assert (here / "corrobora.db").exists()
    assert "Two soldiers" in co.explain(reading.claims[0].id)


def test_a_single_reading_shows_itself_in_a_notebook() -> None:
    shell = InteractiveShell.instance()
    try:
        [reading] = co.read(TEXTS["ar"])
        assert shell.display_formatter is not None
        shown, _ = shell.display_formatter.format(reading)  # type: ignore[no-untyped-call]
        assert "<mark" in shown["text/html"]
    finally:
        InteractiveShell.clear_instance()


def test_of_many_readings_the_first_are_shown_in_full() -> None:
    many = co.read(*(f"{TEXTS['en']} Note {number}." for number in range(25)))
    assert "5 readings more" in Page(many._repr_html_()).words
