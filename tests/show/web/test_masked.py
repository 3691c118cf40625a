"""With `mask = "everywhere"` no page, table or chart has the name of a private person; all of them still work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from corrobora.keep import open_ledger
from corrobora.read.article import read_document
from corrobora.types import Dated, Document
from tests.show.web.conftest import Server, started

pytestmark = pytest.mark.slow
_LINK = re.compile(r'(?:href|src|data-chart)="(/[^"#]*)')
_ELSEWHERE = ("/static/", "/login", "/review", "/vega.js", "/openapi", "/report.css")
_STARTS = ("/", "/claims", "/tallies", "/deadlines", "/copies", "/outlets", "/timeline", "/search?q=gao", "/about")
_NAMES = ("Amadou", "Moussa", "Diallo", "diallo")
_TEXTS = {
    "https://a.example/amadou-diallo-shot": "Gunmen killed two people near Gao on Monday, among them a farmer, Amadou "
    "Diallo, his brother Moussa Diallo told the River Post. “They shot Amadou on the road,” said Moussa Diallo, a "
    "shopkeeper. The army denied that any civilian had been killed.",
    "https://b.example/2": "Des hommes armés ont tué deux personnes lundi près de Gao, dont Amadou Diallo, un "
    "cultivateur, a déclaré son frère Moussa Diallo.",
}


@pytest.fixture(scope="module")
def masked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a server that hides names."""
    folder = tmp_path_factory.mktemp("masked")
    yield from started(_ledger(folder), folder, CORROBORA_MASK="everywhere")


def _ledger(folder: Path) -> str:
    path = str(folder / "books.db")
    with open_ledger(path) as ledger:
        for number, (uri, text) in enumerate(_TEXTS.items()):
            outlet = ("River Post", "Le Fleuve")[number]
            document = Document(f"d-{number}", uri, text, "", outlet, published=Dated("2021-05-04", "stated"))
            ledger.record(document, text.encode(), read_document(document))
    return path


def test_no_page_has_the_name_of_a_private_person(masked: Server) -> None:
    waiting, seen = [*_STARTS], set[str]()
    with masked.client() as client:
        while waiting:
            path = waiting.pop()
            if path in seen or path.startswith(_ELSEWHERE) or "lang=" in path.replace("&lang=en", ""):
                continue
            seen.add(path)
            answer = client.get(path)
            assert answer.status_code == 200, path
            assert [name for name in _NAMES if name in answer.text] == [], path
            if "html" in answer.headers["content-type"]:
                waiting += map(unescape, _LINK.findall(answer.text))
        assert len(seen) > 40
        assert "██████" in client.get("/incidents").text


def test_a_hidden_name_finds_nothing(masked: Server) -> None:
    with masked.client() as client:
        assert client.get("/search.json?q=gao").json()["total"] > 0
        assert client.get("/search.json?q=Diallo").json() == {"total": 0, "rows": []}
        assert client.get("/search.csv?q=Amadou").text.count("\n") == 1
