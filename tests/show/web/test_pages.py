"""Every page over the wire: it answers, holds what the books hold, and its rows come as CSV and JSON too."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import unquote_plus

import altair as alt
import pytest
from jsonschema import ValidationError

from corrobora.keep import open_ledger
from corrobora.reckon.books import Books, books
from tests.show.test_report import Page
from tests.show.web.conftest import Server

pytestmark = pytest.mark.slow
_TIMELESS = ("/static/", "/login", "/review", "/vega.js", "/report.css")
PATHS = (
    *("/", "/incidents", "/claims", "/tallies", "/deadlines", "/voices", "/copies", "/documents", "/map"),
    *("/timeline", "/outlets"),
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


def test_every_other_table_is_there_as_json_and_csv_too(server: Server, demo_books: Books) -> None:
    incident = max(demo_books.incidents, key=lambda each: len(each.claims))
    article = max(demo_books.readings, key=lambda each: len(each.claims)).document.id
    voice = f"name={demo_books.records[0].name}"
    single = [f"/tallies/{demo_books.balances[0].claim}", f"/copies/{demo_books.lineages[0].id}"]
    with server.client() as client:
        for path, query in ((each, "") for each in ("/outlets", "/timeline", "/map", *single)):
            rows = client.get(f"{path}.json?{query}").json()["rows"]
            assert len(list(csv.DictReader(io.StringIO(client.get(f"{path}.csv?{query}").text)))) == len(rows) > 0, path
        assert client.get(f"/voice.json?{voice}").json()["total"] == demo_books.records[0].claims
        assert client.get(f"/documents/{article}.csv").text.count(article) >= 0
        said = list(csv.DictReader(io.StringIO(client.get(f"/incidents/{incident.id}.csv").text)))
        assert {each["claim"] for each in said} <= set(incident.claims)
        assert {"killed", "places"} <= {each["field"] for each in said}
        assert all(each["words"] for each in said)
        for path in ("/outlets", "/timeline", "/map", *single, f"/documents/{article}", f"/incidents/{incident.id}"):
            page = client.get(path).text
            assert f'href="{path}.csv' in page, path
            assert f'href="{path}.json' in page, path
        assert client.get("/voice.csv?name=nobody").status_code == 404
        assert client.get("/review.csv").status_code == client.get("/review/log.json").status_code == 401
    with server.signed_in("ann") as client:
        assert client.get("/review.json").json()["total"] == client.get("/review.csv").text.count("\ni-")
        assert client.get("/review/log.csv").status_code == 200


def test_outlets_that_only_copy_are_told_too(server: Server) -> None:
    with server.client() as client:
        rows = {each["name"]: each for each in client.get("/outlets.json").json()["rows"]}
        assert rows["Gulf Courier"]["copied_from"] == {"Tigris Wire": 1}
        assert sum(each["documents"] for each in rows.values()) == client.get("/documents.json").json()["total"]
        months = client.get("/timeline.json").json()["rows"]
        assert sum(each["incidents"] for each in months) <= client.get("/incidents.json").json()["total"]
        asked = f"/incidents.json?start={months[0]['month']}&end={months[0]['month']}"
        assert client.get(asked).json()["total"] >= months[0]["incidents"]


def test_places_are_called_as_the_reader_calls_them(server: Server) -> None:
    with server.client(**{"Accept-Language": "ar"}) as client:
        assert "البصرة" in client.get("/map").text
        assert "البصرة" in client.get("/charts/map-IQ.json?lang=ar").text
        assert "Basra" not in client.get("/charts/map-IQ.json?lang=ar").text
        assert "هجوم، العراق منذ 1 يناير 2021" in client.get("/tallies?lang=ar").text


def test_charts_are_as_vega_lite_wants_them(server: Server, demo_books: Books) -> None:
    told = next(each.id for each in demo_books.incidents if len({step.day for step in each.story}) > 1)
    with server.client() as client:
        for name in ("map-IQ", "timeline", "tallies-0", f"incident-{told}", f"story-{told}"):
            specification = client.get(f"/charts/{name}.json").json()
            assert alt.Chart.from_dict(specification).to_dict()["$schema"]
            with pytest.raises(ValidationError):
                alt.Chart.from_dict({**specification, "height": {"tall": 1}})


def test_what_is_drawn_leads_to_pages_here_in_the_readers_language(server: Server) -> None:
    with server.client() as client:
        svg = client.get("/charts/map-IQ.svg?lang=fr").text
        links = set(re.findall(r'href="([^"]*)"', svg))
        assert links
        assert all(client.get(link).status_code == 200 for link in links)
        assert "; où: Bassorah;" in svg
        assert "contested" not in svg
        assert all(
            link.startswith("/") for link in re.findall(r'href="([^"]*)"', client.get("/charts/tallies-0.svg").text)
        )


def test_each_day_stands_once_under_a_story(server: Server, demo_books: Books) -> None:
    told = [each for each in demo_books.incidents if len({step.day for step in each.story}) > 1]
    with server.client() as client:
        for each in told:
            axis = client.get(f"/charts/story-{each.id}.json").json()["layer"][0]["encoding"]["x"]["axis"]
            days = [(day["year"], day["month"], day["date"]) for day in axis["values"]]
            assert len(days) == len(set(days)) == len({step.day for step in each.story if step.day})
    assert told


def test_a_denial_is_quoted_in_its_sentence(server: Server) -> None:
    with server.client() as client:
        page = client.get("/").text
    assert 'ونفت قيادة العمليات المشتركة وقوع <a class="words"' in page


def test_filters_that_find_nothing_say_so(server: Server) -> None:
    with server.client() as client:
        for name in ("", *_TABLES, "claims", "map", "timeline"):
            page = client.get(f"/{name}?place=nowhere-at-all").text
            assert "Nothing passes these filters." in page, name
        assert ">Weak <" in client.get("/?grade=weak").text


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
