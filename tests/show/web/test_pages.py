"""Every page over the wire: it answers, holds what the books hold, and its rows come as CSV and JSON too."""

from __future__ import annotations

import csv
import io
from urllib.parse import unquote_plus

import pytest

from corrobora.keep import open_ledger
from corrobora.reckon.books import Books, books
from tests.show.test_report import Page
from tests.show.web.conftest import Server

pytestmark = pytest.mark.slow
_TIMELESS = ("/static/", "/login", "/review", "/vega.js", "/report.css")
PATHS = (
    *("/", "/incidents", "/claims", "/tallies", "/deadlines", "/voices", "/copies", "/documents", "/map"),
    *("/search?q=convoy", "/coverage", "/about", "/login"),
)
_TABLES = {
    "incidents": "incidents",
    "tallies": "balances",
    "deadlines": "deadlines",
    "voices": "records",
    "copies": "lineages",
    "documents": "readings",
}


def one_of_each(books: Books) -> list[str]:
    """Return the address of one page of each kind: the fullest incident and article among them."""
    incident = max(books.incidents, key=lambda each: len(each.claims)).id
    article = max(books.readings, key=lambda each: (len(each.flags), len(each.claims))).document.id
    single = [f"/incidents/{incident}", f"/incidents/{incident}/why", f"/documents/{article}"]
    return [*PATHS, *single, f"/voice?name={books.records[0].name}", f"/tallies/{books.balances[0].claim}"]


def every_path(books: Books) -> list[str]:
    """Return the address of every page on a ledger: each kind of page, and of what has pages of its own a few."""
    incidents = [f"/incidents/{each.id}" for each in books.incidents[:4]]
    articles = [f"/documents/{each.document.id}" for each in books.readings[::8]]
    voices = [f"/voice?name={each.name}" for each in books.records[:2]]
    return [*PATHS, *incidents, f"{incidents[0]}/why", *articles, *voices, f"/tallies/{books.balances[0].claim}"]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_page_is_whole_and_inert(server: Server, demo_books: Books, language: str) -> None:
    with server.client(**{"Accept-Language": language}) as client:
        for path in every_path(demo_books):
            answer = client.get(path)
            assert answer.status_code == 200, path
            page = Page(answer.text)
            assert not page.open, path
            assert not page.handlers, path
            assert "style=" not in answer.text, path
            assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in answer.text
            assert len(page.ids) == len(set(page.ids)), path
            assert "unsafe" not in answer.headers["content-security-policy"]


def test_every_link_of_every_page_leads_somewhere(server: Server, demo_books: Books) -> None:
    seen: set[str] = set()
    with server.client() as client:
        for path in every_path(demo_books):
            page = Page(client.get(path).text)
            for link in page.links:
                target = link.partition("#")[0]
                if link.startswith("#"):
                    assert link[1:] in page.ids, f"{path}: {link}"
                elif target.startswith("/") and target not in seen and "/charts/" not in target:
                    seen.add(target)
                    assert client.get(target).status_code == 200, f"{path}: {target}"
    assert len(seen) > 100


@pytest.mark.parametrize("name", sorted(_TABLES))
def test_a_table_is_the_same_as_json_and_csv(server: Server, demo_books: Books, name: str) -> None:
    held = len(getattr(demo_books, _TABLES[name]))
    with server.client() as client:
        assert client.get(f"/{name}.json").json()["total"] == held
        assert len(list(csv.DictReader(io.StringIO(client.get(f"/{name}.csv").text)))) == held


def test_filters_stand_in_the_address(server: Server, demo_books: Books) -> None:
    with server.client() as client:
        found = client.get("/incidents.json?place=IQ&start=2021-08&grade=contested").json()["rows"]
        assert found
        assert all(each["grade"] == "contested" and each["when"] >= "2021-08" for each in found)
        assert all(any(place["country"] == "IQ" for place in each["places"]) for each in found)
        arabic = client.get("/documents.json?language=ar").json()["total"]
        assert arabic == sum(each.document.language == "ar" for each in demo_books.readings)
        assert client.get("/incidents?place=nowhere-at-all").status_code == 200
        assert client.get("/incidents?start=yesterday").status_code == 422


def test_every_page_is_there_as_of_a_day(server: Server, demo_books: Books) -> None:
    day = "2021-09-01"
    with open_ledger(server.ledger) as ledger:
        then = books(ledger.readings(day), day, decisions=ledger.decisions(day))
    assert 0 < len(then.incidents) < len(demo_books.incidents)
    with server.client() as client:
        for name, wanted in _TABLES.items():
            assert client.get(f"/{name}.json?as_of={day}").json()["total"] == len(getattr(then, wanted)), name
        for path in one_of_each(then):
            page = client.get(f"{path}{'&' if '?' in path else '?'}as_of={day}").text
            if path != "/login":
                assert 'class="notice past"' in page, path
                links = [link for link in Page(page).links if link.startswith("/") and ".css" not in link]
                open_ = [link for link in links if f"as_of={day}" not in link and not link.startswith(_TIMELESS)]
                assert [link for link in open_ if unquote_plus(link) != path] == [], path
        found = client.get(f"/search.json?q=the&as_of={day}").json()["total"]
        assert 0 < found < client.get("/search.json?q=the").json()["total"]
        assert client.get("/?as_of=soon").status_code == 422
        assert "past" not in client.get("/").text


def test_search_folds_accents_and_arabic_letters(server: Server) -> None:
    with server.client() as client:
        for bare, written in (("securite", "Sécurité"), ("الشرطه", "الشُّرطة"), ("قتلي", "قتلى")):
            one, two = (client.get("/search.json", params={"q": q}).json() for q in (bare, written))
            assert one["total"] == two["total"] > 0, bare
        hits = client.get("/search", params={"q": "الشرطه"}).text
        assert "<mark>" in hits


def test_pages_are_small(server: Server, demo_books: Books) -> None:
    with server.client() as client:
        extra = sum(len(client.get(path).content) for path in ("/report.css", "/static/web.css", "/static/web.js"))
        for path in every_path(demo_books):
            assert len(client.get(path).content) + extra < 400_000, path
