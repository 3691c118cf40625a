"""The report: complete, inert, and the same for the same books."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser

import pytest

from corrobora.reckon.books import Books, books
from corrobora.show.picture import vega
from corrobora.show.report import render_report
from corrobora.types import Document, Reading
from tests.factory import incident, reading, tally, ultimatum, voice
from tests.show.conftest import Demo

_HOSTILE = "</script><img src=x onerror=alert(1)>\"'\u202egnp.\x07\x00\ufffe"
_VOID = {"meta", "br", "img", "input", "link"}


class Page(HTMLParser):
    """What a page holds: its ids, its links, its open tags."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.handlers: list[str] = []
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags[tag] += 1
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if tag == "a" and "href" in given else []
        self.loads += [value or "" for name, value in attrs if name in {"src", "action", "data", "poster", "srcset"}]
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close a tag; it must be the last that was opened."""
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag


def without_charts(page: str) -> str:
    return re.sub(r"<svg.*?</svg>", "", page.replace(vega(), ""), flags=re.DOTALL)


def some_books() -> Books:
    return books(
        [
            reading(
                "post/1",
                incident(
                    "Two convoys were hit in Hilla.",
                    event="bombing",
                    when="2021-08-15",
                    where=["hilla"],
                    by=["kataib-hezbollah"],
                    killed=3,
                ),
                tally(
                    "It was the 60th attack this year.",
                    60,
                    period="2021-01-01/2021-08-15",
                    where=["iraq"],
                    ordinal=True,
                ),
                ultimatum("They must leave by 31 December.", "2021-12-31", said=voice("Umar Ali"), to=["us-forces"]),
                published="2021-08-16",
            ),
            reading(
                "wire/2",
                incident(
                    "The convoy lost nobody in Hilla.",
                    event="bombing",
                    when="2021-08-15",
                    where=["hilla"],
                    said=voice("us-forces"),
                    killed=0,
                ),
                incident(
                    "No convoy was hit in Hilla.",
                    event="bombing",
                    when="2021-08-15",
                    where=["hilla"],
                    said=voice("us-forces"),
                    stance="denied",
                    act="denies",
                ),
                tally("There were 48 attacks this year.", 48, period="2021-01-01/2021-08-21", where=["iraq"]),
                published="2021-08-21",
            ),
        ]
    )


def test_every_link_finds_its_place() -> None:
    page = Page(without_charts(render_report(some_books())))
    assert page.open == []
    assert [name for name, count in Counter(page.ids).items() if count > 1] == []
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert all(link.startswith("#") for link in page.links)


def test_what_is_drawn_leads_to_its_incident_and_says_what_it_is() -> None:
    drawings = re.findall(r"<svg.*?</svg>", render_report(some_books()), flags=re.DOTALL)
    ids = {each.id for each in some_books().incidents}
    links = [link for svg in drawings for link in re.findall(r'href="([^"]*)"', svg) if "tally-" not in link]
    assert links
    assert {link.removeprefix("#") for link in links} <= ids
    (name,) = {name for svg in drawings for name in re.findall(r'aria-label="(what: [^"]*)"', svg)}
    assert "lat: " not in "".join(drawings)
    assert (
        name
        == "what: bombing; when: 15 Aug 2021; where: hilla; precision: town, within 8 km; grade: contested; killed: 0–3"
    )


@pytest.mark.slow
def test_every_link_of_the_demo_finds_its_place(demo: Demo) -> None:
    page = Page(without_charts(demo.page))
    assert page.open == []
    assert [name for name, count in Counter(page.ids).items() if count > 1] == []
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert page.loads == []


def test_the_page_holds_its_sections_and_what_was_said() -> None:
    text = render_report(some_books(), "Made up for a test.")
    for name in ("contested", "map", "tallies", "deadlines", "incidents", "voices", "copies", "articles"):
        assert f'<section id="{name}"' in text
    assert "Made up for a test." in text
    assert "the 60th" in text
    assert 'scope="col"' in text
    assert Page(without_charts(text)).tags["main"] == 1


def test_a_tally_is_marked_by_its_verdict_and_not_by_a_rival() -> None:
    """One that goes on with its voice's own series holds, though another voice gives a different number."""
    council, other = voice("Hilla Council"), voice("North Light")
    period, told = "2023-05-01/2023-05-{:02}", "It was attack {}."
    counts = [(council, 8, 16), (council, 9, 18), (other, 12, 18)]
    reckoned = books(
        [
            reading(
                f"wire/{n}",
                tally(told.format(n), n, period=period.format(day), where=["hilla"], said=said, ordinal=True),
                published=f"2023-05-{day}",
            )
            for said, n, day in counts
        ]
    )
    verdicts = {balance.number: balance.verdict.partition(":")[0] for balance in reckoned.balances}
    marked = {
        balance.number
        for balance in reckoned.balances
        if f'id="tally-{balance.claim}" class="bad"' in render_report(reckoned)
    }
    assert verdicts == {8: "holds", 9: "holds", 12: "disputed"}
    assert marked == {12}


def test_a_tally_that_names_no_time_says_so() -> None:
    page = render_report(books([reading("a", tally("It was the third attack.", 3, period=None, where=["hilla"]))]))
    assert "over no time that is named" in page


def test_the_same_books_give_the_same_page() -> None:
    assert render_report(some_books()) == render_report(some_books())


def test_no_book_is_too_empty() -> None:
    text = render_report(books([]))
    assert "Nothing in these articles is denied" in text
    assert "No tally was read" in text
    assert Page(without_charts(text)).open == []


def test_nothing_is_asked_of_the_network() -> None:
    page = Page(without_charts(render_report(some_books())))
    assert page.loads == []
    text = without_charts(render_report(some_books()))
    assert not re.search(r"url\(|@import|<link|<iframe|<object|<embed|<base", text)
    assert "default-src 'none'" in text
    assert "unsafe-eval" not in text


def test_hostile_words_stay_words() -> None:
    hostile = reading(
        _HOSTILE,
        incident(
            "Nine convoys were hit.",
            when="2021-08-15",
            where=["hilla"],
            by=[_HOSTILE],
            on=[_HOSTILE],
            said=voice(_HOSTILE),
            killed=9,
        ),
        tally("It was the 60th.", 60, period="2021-01-01/2021-08-15", said=voice(_HOSTILE), where=["iraq"]),
        tally("It was the 61st.", 61, period="2021-01-01/2021-08-16", said=voice(_HOSTILE), where=["iraq"]),
        ultimatum("Leave by then.", "2021-12-31", said=voice(_HOSTILE), to=[_HOSTILE], by=[_HOSTILE]),
        outlet=_HOSTILE,
    )
    text = hostile.document.text + "\n" + _HOSTILE
    document: Document = replace(hostile.document, title=_HOSTILE, text=text, passages=())
    page = render_report(books([replace(hostile, document=document), Reading(replace(document, id="d-2", uri="b"))]))
    found = Page(without_charts(page))
    assert found.handlers == []
    assert found.tags["img"] == 0
    assert found.tags["script"] == 2
    assert "\u202e" not in page.replace(vega(), "")
    assert "⟦U+202E⟧" in page


def test_many_incidents_keep_the_page_in_bounds() -> None:
    first = date(2021, 1, 1)
    many = [
        reading(
            f"post/{n}", incident(f"Convoy {n} was hit.", when=str(first + timedelta(3 * n)), where=["hilla"], killed=n)
        )
        for n in range(150)
    ]
    text = render_report(books(many))
    assert text.count('class="row"') >= 100
    assert len(text) < 3_000_000


def test_one_article_is_no_articles() -> None:
    page = render_report(books([reading("wire/1", incident("One was killed.", killed=1), published="2021-08-16")]))
    assert "<title>Corrobora: the books of 1 article</title>" in page
    assert "1 article of 1 outlet in English, 16 Aug 2021<" in page


def test_a_country_that_gets_no_map_is_named() -> None:
    found = []
    for month, code in enumerate(("IQ", "ML", "UA", "SD", "HT", "YE", "NG"), start=1):
        hit = incident(f"Convoy {code} was hit.", when=f"2021-{month:02}-15", where=["hilla"])
        elsewhere = replace(hit.places[0], country=code, id=code, admin1=None)
        found.append(reading(f"wire/{code}", replace(hit, places=(elsewhere,)), published=f"2021-{month:02}-16"))
    page = render_report(books(found))
    assert page.count("Map of the incidents in") == 6
    assert "elsewhere: Yemen (1)." in page


def test_arabic_runs_from_right_to_left() -> None:
    text = render_report(
        books([reading("sahifa/1", incident("قتل جنديان في بابل."), text="قتل جنديان في بابل.", language="ar")])
    )
    assert 'lang="ar" dir="rtl"' in text
