"""Lists of articles by Media Cloud and GDELT: nobody is asked for what they list unless a person says so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from corrobora.gather import Diary, Fetching, Gathered, gather
from corrobora.gather.watch import open_seen
from corrobora.gather.watch.seen import Seen
from corrobora.gather.web.errands import Manners
from corrobora.settings import Settings
from tests.gather.archived import page
from tests.gather.serving import Site, answer, serve

pytestmark = pytest.mark.usefixtures("here")

HERE = "127.0.0.1"
ROUTES = {
    "/1": answer(page(1), "text/html"),
    "/2": answer(b"Two soldiers were hurt near Gao.", "text/plain"),
    "/busy": answer(b"", status=503, Retry_After="90"),
    "/robots.txt": answer(b"User-agent: *\nDisallow: /private\n"),
}


@pytest.fixture
def site() -> Iterator[Site]:
    with serve(ROUTES) as running:
        yield running


@pytest.fixture
def seen() -> Iterator[Seen]:
    with open_seen(":memory:") as known:
        yield known


def collect(name: str, seen: Seen | None = None, *, robots: bool = True) -> list[Gathered]:
    fetching = Fetching(seen, Manners(0, robots)) if seen is not None else None
    return list(gather([name], Settings(private_hosts=(HERE,)), None, Diary(), fetching))


def media_cloud(site: Site, *paths: str) -> str:
    rows = [f"7,2021-11-29,en,River Post,https://river.example,2021-11-28,Post hit,{site.url}{path}" for path in paths]
    Path("stories.csv").write_text(
        "\n".join(["id,indexed_date,language,media_name,media_url,publish_date,title,url", *rows])
    )
    return "stories.csv"


def gdelt(site: Site, name: str) -> str:
    url = f"{site.url}/2"
    row = {"url": url, "title": "Post hit", "domain": "river.example", "language": "English"}
    blank = [""] * 61
    texts = {
        "articles.json": json.dumps({"articles": [{**row, "seendate": "20211128T091500Z"}]}),
        "20211128.gal.json": json.dumps({"date": "2021-11-28T09:15:00Z", **row, "outletName": "River"}) + "\n",
        "articles.jsonl": json.dumps({"url": url, "media_name": "River", "publish_date": "2021-11-28"}) + "\n",
        "artlist.csv": f"URL,MobileURL,Date,Title\n{url},,2021-11-28 09:15:00,Post hit\n",
        "x.mentions.csv": "\t".join(["9", "20211128091500", "20211128091500", "1", "river.example", url, *blank[:10]]),
        "x.gkg.csv": "\t".join(["20211128091500-1", "20211128091500", "1", "river.example", url, *blank[:22]]),
        "x.export.csv": "\t".join(["9", *blank[:58], "20211128", url]),
    }
    Path(name).write_text(texts[name])
    return name


FORMS = [
    *("articles.json", "20211128.gal.json", "articles.jsonl", "artlist.csv"),
    *("x.mentions.csv", "x.gkg.csv", "x.export.csv"),
]


@pytest.mark.parametrize("name", FORMS)
def test_each_form_of_gdelt_is_a_list(name: str, site: Site, seen: Seen) -> None:
    (refused,) = collect(gdelt(site, name))
    assert refused.error is not None
    assert refused.error.code == "to-fetch"
    assert "lists 1 address at 1 host" in refused.error.message
    assert site.asked == [], "nobody is asked by a list alone"
    (found,) = collect(name, seen)
    assert found.document is not None
    assert (found.uri, found.document.text) == (f"{site.url}/2", "Two soldiers were hurt near Gao.")
    assert found.document.published is not None
    assert found.document.published.edtf == "2021-11-28"
    assert found.exchange is not None


def test_a_list_of_media_cloud_says_what_a_page_does_not(site: Site, seen: Seen) -> None:
    one, two = collect(media_cloud(site, "/1", "/2", "/1"), seen)
    assert one.document is not None
    assert (one.document.title, one.document.outlet) == ("Post 1 hit near Gao", "River News")
    assert two.document is not None
    assert (two.document.title, two.document.outlet) == ("Post hit", "River Post")
    assert site.paths().count("/1") == 1


def test_a_list_goes_on_where_it_was_stopped(site: Site, seen: Seen) -> None:
    name = media_cloud(site, "/1", "/2", "/gone")
    found = gather([name], Settings(private_hosts=(HERE,)), None, Diary(), Fetching(seen, Manners(0)))
    next(found)
    next(found)  # by which the first is dealt with
    found.close()  # type: ignore[attr-defined]
    rest = collect(name, seen)
    assert len(rest) == 2
    assert site.paths().count("/1") == 1
    assert collect(name, seen) == []


def test_manners_hold_for_lists(site: Site, seen: Seen) -> None:
    found = collect(media_cloud(site, "/private", "/busy", "/2"), seen)
    codes = {each.error.code if each.error else "" for each in found}
    assert codes == {"robots", "unreadable", "later"}
    again = collect("stories.csv", seen, robots=False)
    assert {each.error.code for each in again if each.error} == {"unreadable", "later"}


def test_addresses_that_are_none_and_inside_the_network(seen: Seen) -> None:
    urls = ["https://[bad", "file:///etc/passwd", "https://", "http://10.0.0.1/", "gopher://a.example/1"]
    Path("a.jsonl").write_text("".join(json.dumps({"url": url}) + "\n" for url in urls))
    found = collect("a.jsonl", seen, robots=False)
    assert len(found) == len(urls)
    assert all(each.error for each in found)
    (refused,) = collect("a.jsonl")
    assert refused.error is not None
    assert refused.error.code == "to-fetch"
