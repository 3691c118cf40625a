"""The report in a real browser, with the network off: it opens, asks for nothing, and values light their words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.show.conftest import Demo

pytestmark = pytest.mark.slow


@dataclass(slots=True)
class Opened:
    """The report, open; `noise` is what the console said, `requests` what was asked for."""

    page: Page
    noise: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@pytest.fixture
def opened(browser: Browser, demo: Demo) -> Iterator[Opened]:
    """Return the demo's report in a window that has no network."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    out = Opened(context.new_page())
    out.page.on("console", lambda message: out.noise.append(message.text))
    out.page.on("pageerror", lambda error: out.noise.append(str(error)))
    out.page.on("request", lambda request: out.requests.append(request.url))
    out.page.goto((demo.folder / "report.html").as_uri())
    yield out
    context.close()


def first_value(page: Page) -> Locator:
    return page.locator("#contested .sides a.words, #incidents .sides a.words").first


def test_it_opens_quietly_and_asks_for_nothing(opened: Opened) -> None:
    expect(opened.page.locator("#map .chart.vega-embed svg").first).to_be_visible()
    assert opened.page.locator(".chart").count() == opened.page.locator(".chart.vega-embed").count()
    assert opened.noise == []
    assert [url for url in opened.requests if not url.startswith("file:")] == []
    assert len(opened.requests) == 1


def test_a_value_lights_exactly_its_words(opened: Opened) -> None:
    page = opened.page
    link = first_value(page)
    target = (link.get_attribute("href") or "")[1:]
    start, end = (int(offset) for offset in target.rpartition(".")[2].split("-"))
    link.evaluate("link => { for (let e = link; e; e = e.parentElement) if (e.matches('details')) e.open = true; }")
    link.click()
    lit = page.locator("mark.lit")
    expect(lit.first).to_be_in_viewport()
    assert lit.first.get_attribute("id") == target
    assert sum(len(text) for text in lit.all_text_contents()) == end - start
    assert page.evaluate("document.activeElement.id") == target
    page.go_back()
    expect(lit).to_have_count(0)


def test_a_value_opens_by_keyboard(opened: Opened) -> None:
    page = opened.page
    link = first_value(page)
    link.evaluate("link => { for (let e = link; e; e = e.parentElement) if (e.matches('details')) e.open = true; }")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("mark.lit").first).to_be_in_viewport()


def test_words_are_found_without_scripts(browser: Browser, demo: Demo) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((demo.folder / "report.html").as_uri())
    link = page.locator("#contested .card > table a.words").first
    target = (link.get_attribute("href") or "")[1:]
    link.click()
    expect(page.locator(f'mark[id="{target}"]')).to_be_in_viewport()
    assert page.locator("#map svg").count() > 0
    context.close()


def test_an_arabic_article_runs_from_right_to_left(opened: Opened) -> None:
    article = opened.page.locator('article[lang="ar"]').first
    article.evaluate("element => { element.closest('details').open = true; }")
    assert article.evaluate("element => getComputedStyle(element).direction") == "rtl"
    expect(article).to_be_visible()


def test_a_filter_leaves_what_it_names(opened: Opened) -> None:
    page = opened.page
    rows = page.locator("#incidents .row")
    everything = rows.count()
    page.locator("#incidents input").fill("zzzz nowhere")
    expect(page.locator("#incidents .row:visible")).to_have_count(0)
    expect(page.locator("#incidents output")).to_have_text(f"0 of {everything}")


def test_a_telephone_shows_all_of_it(opened: Opened) -> None:
    opened.page.set_viewport_size({"width": 390, "height": 800})
    opened.page.reload()
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390
    for told in ("#tallies .verdict", "#deadlines td:last-child", "#copies td:last-child", "#tallies .chart svg"):
        boxes = opened.page.locator(told).evaluate_all("all => all.map(one => one.getBoundingClientRect().right)")
        assert boxes, told
        assert max(boxes) <= 390, f"{told} is cut off"


def test_a_chart_fills_a_wide_window(opened: Opened) -> None:
    chart = opened.page.locator("#tallies .chart svg").first.bounding_box()
    assert chart
    assert chart["width"] > 800
