"""Feeds are asked as their servers wish, everything in them is taken once, and nothing is lost on the way."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from corrobora.errors import UsageError
from corrobora.gather import Gathered
from corrobora.gather.feeds.opml import Feed
from corrobora.gather.watch import Round, Seen, Terms, open_seen, poll
from corrobora.gather.web.errands import Manners
from corrobora.settings import Settings
from tests.gather.serving import Route, Site, answer, drip, redirect, serve
from tests.gather.test_feeds import AR, EN, FR, SITEMAP, item, rss

SETTINGS = Settings(private_hosts=("127.0.0.1",), timeout=2)
QUICK = Terms(every=0, manners=Manners(delay=0))
PAGE = "<html><head><title>Post hit</title></head><body><article><p>{}</p></article></body></html>"


@pytest.fixture
def seen(tmp_path: Path) -> Iterator[Seen]:
    with open_seen(tmp_path / "seen.db") as opened:
        yield opened


def feed(*texts: str) -> Route:
    return answer(rss(*(item(n, text) for n, text in enumerate(texts))).encode(), "application/rss+xml")


def changing(*routes: Route) -> Route:
    """Return a route that is another each time, and stays the last."""
    left = list(routes)

    def route(handler: BaseHTTPRequestHandler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(handler)

    return route


def asked(
    seen: Seen, *urls: str, terms: Terms = QUICK, settle: Callable[[], None] = lambda: None
) -> tuple[list[Gathered], Round]:
    counts = Round()
    feeds = [Feed(url, "Listed") for url in urls]
    return list(poll(feeds, seen, SETTINGS, terms, settle, counts)), counts


def texts(found: list[Gathered]) -> list[str]:
    return [each.document.text for each in found if each.document]


def codes(found: list[Gathered]) -> list[str]:
    return [each.error.code for each in found if each.error]


def feed_paths(site: Site) -> list[str]:
    return [path for path in site.paths() if path != "/robots.txt"]


def test_what_was_seen_is_not_taken_again(seen: Seen) -> None:
    with serve({"/f": changing(feed(FR, AR), feed(FR, AR, EN), feed(FR, AR + " قتيلان.", EN))}) as site:
        for expected in ([FR, AR], [EN], [AR + " قتيلان."], []):
            assert texts(asked(seen, f"{site.url}/f")[0]) == expected


def test_restarting_forgets_nothing_and_two_don_t_run_at_once(tmp_path: Path) -> None:
    with serve({"/f": feed(FR, AR)}) as site:
        for expected in ([FR, AR], []):
            with open_seen(tmp_path / "a.db") as seen:
                assert texts(asked(seen, f"{site.url}/f")[0]) == expected
                with pytest.raises(UsageError, match="another watch"):
                    open_seen(tmp_path / "a.db")


def test_a_file_that_is_no_memory_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("This is no database at all. " * 99)
    with pytest.raises(UsageError, match=r"a\.db"):
        open_seen(tmp_path / "a.db")


def test_what_is_cut_off_comes_again(seen: Seen) -> None:
    def fail() -> None:
        raise OSError("no room")

    with serve({"/f": feed(FR, AR)}) as site:
        with pytest.raises(OSError, match="no room"):
            asked(seen, f"{site.url}/f", settle=fail)
        assert texts(asked(seen, f"{site.url}/f")[0]) == [FR, AR]


def test_a_server_is_asked_only_for_what_changed(seen: Seen) -> None:
    def route(handler: BaseHTTPRequestHandler) -> None:
        known = handler.headers.get("If-None-Match") == '"1"' and handler.headers.get("If-Modified-Since") == "then"
        body = rss(item(1, FR)).encode()
        (answer(b"", status=304) if known else answer(body, ETag='"1"', Last_Modified="then", media="text/xml"))(
            handler
        )

    with serve({"/f": route}) as site:
        counts = [asked(seen, f"{site.url}/f")[1] for _ in range(3)]
    assert [(each.new, each.unchanged) for each in counts] == [(1, 0), (0, 1), (0, 1)]


def test_a_feed_is_left_alone_until_it_is_due(seen: Seen) -> None:
    with serve({"/f": feed(FR), "/busy": answer(b"", status=503, Retry_After="3600")}) as site:
        terms = Terms(every=600, manners=Manners(delay=0))
        for _ in range(2):
            _, counts = asked(seen, f"{site.url}/f", f"{site.url}/busy", terms=terms)
        assert (counts.asked, counts.resting) == (0, 2)
        assert sorted(feed_paths(site)) == ["/busy", "/f"]
        assert 590 < seen.state(f"{site.url}/f").due - time.time() <= 600
        assert 3590 < seen.state(f"{site.url}/busy").due - time.time() <= 3600


_WEEK = 7 * 86_400
_RETRY = {
    "7": 7,
    "9" * 30: _WEEK,
    "in 500": 500,
    "in -500": 0,
    "in 9999999": _WEEK,
    "soon": 0,
    "-5": 0,
    "": 0,
    "7.5": 0,
}


@pytest.mark.parametrize("given", _RETRY)
def test_retry_after_in_every_form(seen: Seen, given: str) -> None:
    header = given
    if given.startswith("in "):
        header = formatdate(time.time() + int(given[3:]), usegmt=True)
    with serve({"/f": answer(b"", status=429, Retry_After=header)}) as site:
        asked(seen, f"{site.url}/f")
        left = seen.state(f"{site.url}/f").due - time.time()
    assert _RETRY[given] - 30 < left <= _RETRY[given], "what a test takes less"


def test_the_more_often_a_feed_fails_the_later_it_is_asked_again(seen: Seen) -> None:
    terms = Terms(every=100, manners=Manners(delay=0))
    with serve({"/f": answer(b"", status=500)}) as site:
        waits = []
        for failures in range(12):
            state = seen.state(f"{site.url}/f")
            assert state.failures == failures
            seen.keep_state(f"{site.url}/f", type(state)(failures=failures))
            found, _ = asked(seen, f"{site.url}/f", terms=terms)
            assert codes(found) == ["unreadable"]
            waits.append(round(seen.state(f"{site.url}/f").due - time.time(), -2))
    assert waits[:4] == [100, 200, 400, 800]
    assert max(waits) == 51_200, "a day at most"


def test_a_feed_that_is_gone_is_asked_no_more(seen: Seen) -> None:
    with serve({"/f": answer(b"", status=410)}) as site:
        assert codes(asked(seen, f"{site.url}/f")[0]) == ["missing"]
        assert asked(seen, f"{site.url}/f") == ([], Round(resting=1))
        assert feed_paths(site) == ["/f"]


ROBOTS = "User-agent: *\nDisallow: /\n\nUser-agent: corrobora\nDisallow: /private*\nAllow: /\nCrawl-delay: 0.3\n"


def test_robots_txt_is_asked_once_and_kept_to(seen: Seen) -> None:
    routes = {"/robots.txt": answer(ROBOTS.encode()), "/f": feed(FR), "/private/f": feed(AR)}
    with serve(routes) as site:
        begun = time.monotonic()
        found, _ = asked(seen, f"{site.url}/f", f"{site.url}/private/f", f"{site.url}/f?2")
        assert time.monotonic() - begun > 0.55, "the pause that the site asks for"
        assert (texts(found), codes(found)) == ([FR, FR], ["robots"])
        asked(seen, f"{site.url}/f")
        assert site.paths().count("/robots.txt") == 1
        assert not any(path.startswith("/private") for path in site.paths())
        rude = Terms(0, Manners(0, robots=False))
        assert texts(asked(seen, f"{site.url}/private/f", terms=rude)[0]) == [AR]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (429, False)])
def test_a_robots_txt_that_is_not_there_or_not_now(status: int, seen: Seen, *, allowed: bool) -> None:
    with serve({"/robots.txt": answer(b"", status=status), "/f": feed(FR)}) as site:
        found, _ = asked(seen, f"{site.url}/f")
        assert (texts(found), feed_paths(site)) == (([FR], ["/f"]) if allowed else ([], []))


def test_a_robots_txt_made_to_hurt(seen: Seen) -> None:
    hostile = b"User-agent: *\nDisallow: /" + b"*a" * 60 + b"b$\n" + b"\xff\x00Disallow\n" * 999 + b"x" * 400_000
    with serve({"/robots.txt": answer(hostile), "/" + "a" * 99: feed(FR)}) as site:
        assert texts(asked(seen, f"{site.url}/{'a' * 99}")[0]) == [FR]


def test_a_host_is_asked_one_thing_at_a_time_with_a_pause_and_others_meanwhile(seen: Seen) -> None:
    times: list[tuple[str, float]] = []

    def timed(name: str) -> Route:
        def route(handler: BaseHTTPRequestHandler) -> None:
            times.append((name, time.monotonic()))
            feed(FR)(handler)

        return route

    with serve({f"/{n}": timed("one") for n in range(3)}) as one, serve({"/x": timed("two")}) as two:
        urls = [*(f"{one.url}/{n}" for n in range(3)), f"{two.url}/x"]
        asked(seen, *urls, terms=Terms(0, Manners(0.2, robots=False)))
    ones = [at for name, at in times if name == "one"]
    assert all(later - earlier > 0.19 for earlier, later in itertools.pairwise(ones))
    assert next(at for name, at in times if name == "two") < ones[1]


def test_a_slow_feed_and_a_broken_one_cost_no_other(seen: Seen) -> None:
    head = b"HTTP/1.1 200 OK\r\n\r\n"
    slow = drip(iter([b"<rss>"] * 1_000), lambda: time.sleep(0.05), head)
    broken = {
        "/bomb": answer(b"\x1f\x8b", Content_Encoding="br"),
        "/text": answer(b"This is no feed."),
        "/inside": redirect("http://10.0.0.1/"),
        "/loop": redirect("/loop"),
        "/laughs": answer(b'<!DOCTYPE r [<!ENTITY a "b">]><rss>&a;</rss>'),
        "/endless": drip(iter([b"<item>" * 9_999] * 2_000), lambda: None, head),
    }
    with serve({"/slow": slow}) as apart, serve(broken | {"/good": feed(FR, AR)}) as site:
        urls = [f"{apart.url}/slow", *(f"{site.url}{path}" for path in broken), f"{site.url}/good"]
        quick = Settings(private_hosts=("127.0.0.1",), timeout=0.5, max_text=50_000)
        counts = Round()
        found = list(poll([Feed(url) for url in urls], seen, quick, QUICK, lambda: None, counts))
    assert texts(found) == [FR, AR]
    assert (counts.asked, counts.failed, len(codes(found))) == (8, 7, 7)


def test_links_are_fetched_where_the_feed_gives_no_text(seen: Seen) -> None:
    routes = {"/1": answer(PAGE.format(FR).encode(), "text/html"), "/2": answer(b"", status=404)}
    with serve(routes) as site:
        sitemap = SITEMAP.replace("https://r.example", site.url)
        more = sitemap.replace("/1<", "/2<").replace("<urlset", "<urlset x='2'")
        with serve({"/s": answer(sitemap.encode(), "text/xml"), "/t": answer(more.encode(), "text/xml")}) as lists:
            found, counts = asked(seen, f"{lists.url}/s", f"{lists.url}/t")
            assert (texts(found), codes(found)) == ([FR], ["missing"])
            (document,) = [each.document for each in found if each.document]
            assert (document.uri, document.title, document.outlet) == (f"{site.url}/1", "Post hit", "River News")
            assert document.published is not None
            assert document.published.edtf == "2022-03-14"
            assert (counts.new, counts.put_off) == (2, 0)
            again, counts = asked(seen, f"{lists.url}/s", f"{lists.url}/t")
            assert (again, counts.known) == ([], 2)
        assert sorted(feed_paths(site)) == ["/1", "/2"]


def test_links_are_fetched_on_request_and_lead_into_no_private_network(seen: Seen) -> None:
    with serve({"/1": answer(PAGE.format(AR).encode(), "text/html")}) as site:
        inside = "<item><link>http://10.0.0.1/</link><description>Short.</description></item>"
        local = "<item><link>file:///etc/local</link><description>Short.</description></item>"
        body = rss(item(1, "Short.").replace("https://r.example", site.url), inside, local).encode()
        with serve({"/f": answer(body, "text/xml")}) as lists:
            terms = Terms(0, Manners(0), articles=True)
            found, _ = asked(seen, f"{lists.url}/f", terms=terms)
            assert (texts(found), sorted(codes(found))) == ([AR], ["bad-address", "private-address"])
            assert asked(seen, f"{lists.url}/f", terms=terms)[0] == []


def test_a_link_that_fails_for_now_is_tried_again_five_times_and_the_feed_asked_whole(seen: Seen) -> None:
    with serve({"/1": answer(b"", status=502)}) as site:
        body = rss(item(1, "").replace("https://r.example", site.url)).encode()
        with serve({"/f": answer(body, "text/xml", ETag='"1"')}) as lists:
            tried = [asked(seen, f"{lists.url}/f")[1].put_off for _ in range(7)]
            headers = [dict(headers) for path, headers in lists.asked if path == "/f"]
    assert tried == [1, 1, 1, 1, 1, 0, 0]
    assert ["If-None-Match" in each for each in headers] == [False] * 6 + [True]


def test_a_server_that_wants_to_be_left_alone_is(seen: Seen) -> None:
    routes = {"/1": answer(b"", status=429, Retry_After="60"), "/2": answer(PAGE.format(FR).encode(), "text/html")}
    with serve(routes) as site:
        body = rss(*(item(n, "").replace("https://r.example", site.url) for n in (1, 2))).encode()
        with serve({"/f": answer(body, "text/xml")}) as lists:
            _, counts = asked(seen, f"{lists.url}/f")
        assert (counts.put_off, feed_paths(site)) == (2, ["/1"])


def test_a_round_ends_however_long_a_site_wants_to_be_waited_for(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corrobora.gather.watch.round._SHORTEST", 0.5)
    robots = answer(b"User-agent: *\nCrawl-delay: 30\n")
    with serve({"/robots.txt": robots, "/1": feed(FR), "/2": feed(AR)}) as site:
        found, counts = asked(seen, f"{site.url}/1", f"{site.url}/2")
        assert (texts(found), counts.asked, counts.put_off) == ([FR], 1, 1)
        assert seen.state(f"{site.url}/2").due <= time.time(), "it has its turn in the next round"


def test_of_very_many_links_some_are_fetched_in_each_round(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corrobora.gather.watch.round._MOST_LINKS", 2)
    with serve({f"/{n}": answer(PAGE.format(FR).encode(), "text/html") for n in range(5)}) as site:
        body = rss(*(item(n, "").replace("https://r.example", site.url) for n in range(5))).encode()
        with serve({"/f": answer(body, "text/xml", ETag='"1"')}) as lists:
            assert [asked(seen, f"{lists.url}/f")[1].new for _ in range(5)] == [2, 2, 1, 0, 0]


def test_of_an_answer_with_too_many_entries_the_rest_is_left_out(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corrobora.gather.watch.round._MOST_HELD", 9)
    flood = answer(("<rss>" + item(1, FR) + "<item>" * 99_999).encode(), "text/xml")
    with serve({"/f": flood, "/g": feed(AR)}) as site:
        found, _ = asked(seen, f"{site.url}/f", f"{site.url}/g")
    assert texts(found) == [FR, AR]
    assert codes(found) == ["no-text", "too-large"], "eight that say nothing are one"


@pytest.mark.slow
def test_a_flood_is_taken_by_and_by(seen: Seen) -> None:
    items = [item(n, f"{EN} {n}") for n in range(2_500)]
    same = [item(7, FR)] * 2_000
    with serve({"/f": answer(rss(*same, *items).encode(), "text/xml", ETag='"1"')}) as site:
        rounds = [asked(seen, f"{site.url}/f")[1].new for _ in range(4)]
    assert rounds == [1_000, 1_000, 501, 0]
