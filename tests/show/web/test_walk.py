"""Every page in a real browser: three languages, two widths, no noise, no fault that axe finds; and a whole review."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from corrobora.reckon.books import Books
from tests.show.web.conftest import PASSWORD, Server
from tests.show.web.test_pages import every_path, one_of_each

pytestmark = pytest.mark.slow
_TRIES, _REFILLED_MS = 12, 11_000
_PATIENCE_MS = 120_000  # the books are reckoned anew after a decision
_AXE = Path(__file__).parents[3] / ".venv" / "axe.min.js"
_WIDTHS = {"desk": (1280, 860), "phone": (390, 800)}
_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def axe() -> str:
    """Return axe-core; where it was not fetched the tests fail in continuous integration and are skipped elsewhere."""
    if _AXE.is_file():
        return _AXE.read_text(encoding="utf-8")
    hint = f"there is no {_AXE}: script/test fetches it with npm"
    if os.environ.get("CI"):
        pytest.fail(hint)
    pytest.skip(hint)


def opened(browser: Browser, width: str, language: str, **more: Any) -> Iterator[tuple[Page, list[str]]]:  # noqa: ANN401
    wide, high = _WIDTHS[width]
    context = browser.new_context(viewport={"width": wide, "height": high}, locale=language, **more)
    page, noise = context.new_page(), list[str]()
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    yield page, noise
    context.close()


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("width", ["desk", "phone"])
def test_every_page_fits_and_is_quiet(
    server: Server, browser: Browser, demo_books: Books, width: str, language: str
) -> None:
    for page, noise in opened(browser, width, language):
        for path in every_path(demo_books):
            page.goto(server.address + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= _WIDTHS[width][0], path
            assert page.evaluate("document.documentElement.lang") == language
        assert noise == []


@pytest.mark.parametrize(("language", "width"), [("en", "desk"), ("fr", "phone"), ("ar", "phone")])
def test_axe_finds_nothing(
    server: Server, browser: Browser, demo_books: Books, axe: str, language: str, width: str
) -> None:
    found: dict[str, str] = {}
    # axe is put into the page by its debugger, past the policy that keeps other scripts out
    for page, _ in opened(browser, width, language, bypass_csp=True, reduced_motion="reduce"):
        sign_in(page, server, "ann")
        for path in (*one_of_each(demo_books), "/review", "/review/log", "/nothing"):
            page.goto(server.address + path)
            page.evaluate(axe)
            for each in page.evaluate("rules => axe.run(document, rules)", _RULES)["violations"]:
                nodes = [node["html"][:200] for node in each["nodes"][:3]]
                found.setdefault(f"{each['id']}: {each['help']}", f"{path} {nodes}")
    assert not found


def test_the_charts_become_live_and_brushing_narrows_the_maps(server: Server, browser: Browser) -> None:
    for page, noise in opened(browser, "desk", "en"):
        page.goto(f"{server.address}/map")
        timeline = page.locator("[data-brush] svg")
        expect(timeline).to_be_visible(timeout=60_000)
        expect(page.locator('[data-chart*="/map-IQ"] svg')).to_be_visible(timeout=60_000)
        box = timeline.bounding_box()
        assert box
        with page.expect_response(lambda answer: "/map-IQ.json" in answer.url and "start=" in answer.url) as asked:
            page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 100)
            page.mouse.down()
            page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + 100, steps=8)
            page.mouse.up()
        # it is what lay under the pointer: the demo's articles tell of September 2019 to May 2023
        assert "start=2020-" in asked.value.url
        assert "end=2022-" in asked.value.url
        page.wait_for_url("**/map?start=2020-*")
        assert noise == []


def test_an_article_opens_its_words_without_scripts(server: Server, browser: Browser, demo_books: Books) -> None:
    article = max(demo_books.readings, key=lambda reading: len(reading.claims)).document.id
    for page, _ in opened(browser, "desk", "en", java_script_enabled=False):
        page.goto(f"{server.address}/documents/{article}")
        link = page.locator(".claim-card .slots a.words").last
        target = (link.get_attribute("href") or "")[1:]
        link.click()
        expect(page.locator(f'mark[id="{target}"]')).to_be_in_viewport()
        note = page.locator(".text a.note").last
        card = (note.get_attribute("href") or "")[1:]
        note.click()
        expect(page.locator(f"#{card}")).to_be_in_viewport()
        assert note.get_attribute("aria-label")


def test_a_review_from_the_queue_to_the_ledger(server: Server, browser: Browser) -> None:
    for page, _ in opened(browser, "desk", "en"):
        page.goto(f"{server.address}/review")
        expect(page).to_have_url(f"{server.address}/login?next=%2Freview")
        sign_in(page, server, "ann")
        page.goto(f"{server.address}/review")
        queue = page.locator("tr[data-incident]")
        before = queue.count()
        first = queue.first.get_attribute("data-incident") or ""
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/incidents/{first}?queue=1", timeout=_PATIENCE_MS)  # with its script, which has the keys
        page.keyboard.press("d")
        page.keyboard.type("the video is of another year")
        page.keyboard.press("Enter")
        page.wait_for_url("**done=r-*", timeout=_PATIENCE_MS)
        expect(page.locator(".notice")).to_contain_text(first)
        page.goto(f"{server.address}/incidents/{first}")
        expect(page.locator("h1 ~ .lead .chip")).to_have_text("discounted")
        page.goto(f"{server.address}/review")
        expect(queue).to_have_count(before - 1)
        page.goto(f"{server.address}/review/log")
        page.get_by_role("button", name="Take back").first.click()
        page.goto(f"{server.address}/review")
        expect(queue).to_have_count(before)


def test_two_incidents_are_merged_by_dragging(server: Server, browser: Browser) -> None:
    for page, _ in opened(browser, "desk", "en"):
        sign_in(page, server, "bo")
        page.goto(f"{server.address}/review")
        rows = page.locator("tr[data-incident]")
        before = rows.count()
        rows.nth(4).drag_to(rows.nth(5))
        page.wait_for_url("**/review/merge?*")
        page.get_by_label("Why they are one").fill("the same village and hour")
        page.get_by_role("button", name="Merge").click()
        page.wait_for_url("**done=r-*", timeout=_PATIENCE_MS)
        expect(rows).to_have_count(before - 2)
        merged = (
            page.locator(".notice a").get_attribute("href") or ""
        )  # the one that they are now, not one that they were
        assert page.request.get(server.address + merged).status == 200
        page.get_by_role("button", name="Undo").click()
        expect(rows).to_have_count(before)


def test_a_claim_is_split_off_by_dragging(server: Server, browser: Browser, demo_books: Books) -> None:
    incident = max(demo_books.incidents, key=lambda each: len(each.claims)).id
    for page, noise in opened(browser, "desk", "en"):
        sign_in(page, server, "ann")
        page.goto(f"{server.address}/incidents/{incident}")
        line = page.locator("li[data-claim]").nth(3)
        line.scroll_into_view_if_needed()
        page.wait_for_load_state("networkidle")  # charts above it no longer move it
        line.scroll_into_view_if_needed()
        box = line.bounding_box()
        assert box
        page.mouse.move(box["x"] + 60, box["y"] + 10)
        page.mouse.down()
        page.mouse.move(box["x"] + 90, box["y"] + 30, steps=4)
        split = page.locator("details[data-verdict=split]")
        expect(split).to_have_class("act wanted")
        there = split.bounding_box()
        assert there
        page.mouse.move(there["x"] + 30, there["y"] + 30, steps=5)
        page.mouse.up()
        expect(split.locator("input:checked")).to_have_value(line.get_attribute("data-claim") or "")
        page.keyboard.type("another village")
        page.keyboard.press("Enter")
        page.wait_for_url("**done=r-*", timeout=_PATIENCE_MS)
        page.keyboard.press("u")
        page.wait_for_url(f"{server.address}/review", timeout=_PATIENCE_MS)
        assert noise == []


def test_two_incidents_are_ticked_and_merged_by_keys(server: Server, browser: Browser) -> None:
    for page, _ in opened(browser, "desk", "en"):
        sign_in(page, server, "bo")
        page.goto(f"{server.address}/review")
        for key in "jxjxm":
            page.keyboard.press(key)
        page.wait_for_url("**/review/merge?subject=*&subject=*")


def test_a_click_on_a_value_opens_its_rule(server: Server, browser: Browser, demo_books: Books) -> None:
    article = max(demo_books.readings, key=lambda reading: len(reading.claims)).document.id
    for page, noise in opened(browser, "desk", "en"):
        page.goto(f"{server.address}/documents/{article}")
        for kind in ("place", "quantity", "holder", "cue"):
            page.locator(f".text mark.{kind}").first.click(position={"x": 4, "y": 8})
            expect(page.locator(".told")).to_have_count(1)
            expect(page.locator(".told")).to_be_in_viewport()
        assert noise == []


_SESSION = ("corrobora_session", "corrobora_forms")


@cache
def signed_in(server: Server, browser: Browser, name: str) -> list[tuple[str, str]]:
    """Return the cookies of somebody who signs in by the page; a server takes few tries at once, and asks to wait."""
    page = browser.new_page()
    for _ in range(_TRIES):
        page.goto(f"{server.address}/login")
        page.locator("main input[name=name]").fill(name)
        page.locator("main input[name=password]").fill(PASSWORD)
        with page.expect_navigation():
            page.locator("main form button").click()
        if page.url == f"{server.address}/":
            break
        page.wait_for_timeout(_REFILLED_MS)
    expect(page).to_have_url(f"{server.address}/")
    found = [(each["name"], each["value"]) for each in page.context.cookies() if each["name"] in _SESSION]
    page.context.close()
    return found


def sign_in(page: Page, server: Server, name: str) -> None:
    browser = page.context.browser
    assert browser is not None
    found = signed_in(server, browser, name)
    page.context.add_cookies([{"name": key, "value": value, "url": server.address} for key, value in found])
    page.goto(f"{server.address}/")
