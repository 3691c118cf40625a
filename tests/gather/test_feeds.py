"""Feeds of every form give their entries; what is wrong with one costs no other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrobora.errors import SourceError
from corrobora.gather import Gathered, gather
from corrobora.gather.feeds import Entry, entries_of
from corrobora.gather.feeds.entry import address_of, digest_of
from corrobora.gather.feeds.opml import Feed, read_opml
from corrobora.settings import Settings

pytestmark = pytest.mark.usefixtures("here")

FR = "Des hommes armés ont attaqué un poste près de Gao dimanche, selon l'armée."
AR = "هاجم مسلحون نقطة عسكرية قرب غاو يوم الأحد، بحسب الجيش."
EN = "Gunmen attacked a post near Gao on Sunday, the army said."
TEXTS = {"fr": FR, "ar": AR, "en": EN}


def rss(*items: str, head: str = "<title>River News</title>") -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{"".join(items)}</channel></rss>'


def item(number: int, text: str = EN, more: str = "") -> str:
    address = f"https://r.example/{number}"
    return f"<item><guid>{address}</guid><link>{address}</link><description>{text}</description>{more}</item>"


def entries(feed: str | bytes) -> list[Entry]:
    found = list(entries_of(feed.encode() if isinstance(feed, str) else feed))
    return [each for each in found if isinstance(each, Entry)]


def taken(content: str | bytes, name: str = "feed.xml") -> list[Gathered]:
    Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
    return list(gather([name], Settings()))


def texts(found: list[Gathered]) -> list[str]:
    return [each.document.text for each in found if each.document]


FORMS = {
    "rss": rss(
        "<item><guid isPermaLink='false'>7</guid><link>https://r.example/1</link><title>T</title>"
        "<pubDate>Mon, 14 Mar 2022 08:00:00 GMT</pubDate><description>&lt;p&gt;{}&lt;/p&gt;</description></item>"
    ),
    "rss-encoded": '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements'
    '/1.1/"><channel><title>River News</title><item><guid>https://r.example/1</guid><title>T</title><dc:date>2022-03-14'
    "</dc:date><description>Short.</description><content:encoded><![CDATA[<p>{}</p>]]></content:encoded></item>"
    "</channel></rss>",
    "rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc='
    '"http://purl.org/dc/elements/1.1/"><channel><title>River News</title></channel><item rdf:about="https://r.example/1'
    '"><title>T</title><dc:date>2022-03-14T08:00:00Z</dc:date><description>{}</description></item></rdf:RDF>',
    "atom": '<feed xmlns="http://www.w3.org/2005/Atom"><title>River News</title><entry><id>7</id><title type="html">T'
    '</title><link rel="self" href="https://r.example/x"/><link href="https://r.example/1"/><published>2022-03-14T08:00'
    ':00Z</published><summary>Short.</summary><content type="html">&lt;p&gt;{}&lt;/p&gt;</content></entry></feed>',
    "atom-xhtml": '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>River News</a:title><a:entry><a:title>T'
    '</a:title><a:link href="https://r.example/1"/><a:updated>2022-03-14T08:00:00Z</a:updated><a:content type="xhtml">'
    '<div xmlns="http://www.w3.org/1999/xhtml"><p>{}</p></div></a:content></a:entry></a:feed>',
    "undeclared-prefixes": "<rss><channel><title>River News</title><item><link>https://r.example/1</link><title>T"
    "</title><dc:date>2022-03-14</dc:date><content:encoded>{}</content:encoded></item></channel></rss>",
}


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_text_title_outlet_day_and_address(form: str, language: str) -> None:
    (found,) = taken(FORMS[form].replace("{}", TEXTS[language]))
    document = found.document
    assert document is not None
    assert (document.text, document.title, document.outlet) == (TEXTS[language], "T", "River News")
    assert (document.uri, document.published.edtf if document.published else "") == (
        "https://r.example/1",
        "2022-03-14",
    )


@pytest.mark.parametrize("name", ["feed.json", "feed.xml", "feed"])
def test_a_json_feed_by_any_name(name: str) -> None:
    items: list[object] = [
        {"id": "1", "url": "https://r.example/1", "title": "T", "content_html": f"<p>{FR}</p>"},
        {"id": 2, "external_url": "https://r.example/2", "content_text": f"{AR} < 3\n{EN}"},
        "odd",
        {"id": "4"},
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "River News", "items": items}
    found = taken(json.dumps(feed).replace("/", "\\/"), name)
    assert texts(found) == [FR, f"{AR} < 3\n{EN}"]
    assert [each.error.code if each.error else None for each in found] == [None, None, "bad-json", "no-text"]
    assert {each.document.outlet for each in found if each.document} == {"River News"}


def test_whose_article_it_is_stands_before_whose_feed_carries_it() -> None:
    (one,) = entries(rss(item(1, more='<source url="https://o.example/">Other News</source>')))
    assert (one.outlet, one.outlet_url) == ("Other News", "https://o.example/")
    atom = FORMS["atom"].replace("<summary>", '<source><title>Other</title><link href="u:o"/></source><summary>')
    assert [(each.outlet, each.outlet_url) for each in entries(atom)] == [("Other", "u:o")]


SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://r.example/1</loc><news:news><news:publication><news:name>River News</news:name>
<news:language>fr</news:language></news:publication><news:publication_date>2022-03-14</news:publication_date>
<news:title>T</news:title></news:news></url><url><loc>https://r.example/about</loc></url></urlset>"""


def test_a_news_sitemap_gives_its_articles_and_not_the_site_s_other_pages() -> None:
    (one,) = entries(SITEMAP)
    assert (one.link, one.title, one.published, one.outlet, one.language) == (
        "https://r.example/1",
        "T",
        "2022-03-14",
        "River News",
        "fr",
    )
    (found,) = taken(SITEMAP, "sitemap.xml")
    assert found.error is not None
    assert found.error.code == "no-text"
    (index,) = taken("<sitemapindex><sitemap><loc>https://r.example/s1.xml</loc></sitemap></sitemapindex>", "i.xml")
    assert index.error is not None
    assert "https://r.example/s1.xml" in index.error.message


OPML = """<opml version="2.0"><body><outline text="Sahel"><outline text="River" xmlUrl="https://r.example/f"/>
<outline title="Delta" text="x" xmlUrl="http://d.example/f?a=1&b=2"/></outline>
<outline text="again" xmlUrl="https://r.example/f"/><outline xmlUrl="file:///etc/passwd"/></body></opml>"""


def test_a_list_of_feeds() -> None:
    feeds, wrong = read_opml(OPML.encode())
    assert feeds == [Feed("https://r.example/f", "River"), Feed("http://d.example/f?a=1&b=2", "Delta")]
    assert [error.code for error in wrong] == ["bad-address"]
    (found,) = taken(OPML, "feeds.opml")
    assert found.error is not None
    assert "corrobora watch" in found.error.message
    with pytest.raises(SourceError):
        read_opml(rss(item(1)).encode())


@pytest.mark.parametrize(
    "bad",
    [
        "<item><title>Unclosed <b>title<description>lost</item>",
        "<item><description>" + "<div>" * 3_000 + "</description></item>",
        "<item><description>a &nosuch; b & c &#0; &#xD800; d</description></item>",
        "<item><description><![CDATA[ never closed </description></item>]]></description></item>",
        "<item " + " ".join(f'a{n}="1"' for n in range(20_000)) + "><description/></item>",
        "<item><description>" + "word " * 3_000_000 + "</description></item>",
        "<item><description>\x00\x07\x0b</description></item>",
        "<!DOCTYPE x [<!ENTITY a 'b'>]><item></item>",
        "<item/>",
    ],
    ids=["unclosed", "deep", "entities", "cdata", "attributes", "long", "controls", "doctype", "empty"],
)
def test_a_bad_entry_costs_itself(bad: str) -> None:
    found = texts(taken(rss(item(1, FR), bad, item(2, AR), item(3, EN))))
    assert [text for text in found if text in TEXTS.values()] == [FR, AR, EN]


def test_a_feed_that_breaks_off_keeps_what_came_before() -> None:
    whole = rss(item(1, FR), item(2, AR), item(3, EN))
    assert texts(taken(whole[: whole.index("r.example/3")]))[:2] == [FR, AR]


def test_letters_that_html_names() -> None:
    feed = rss(item(1, "L&eacute;gion &amp;eacute;trang&amp;egrave;re &mdash; &laquo;A & B&raquo;"))
    assert texts(taken(feed)) == ["Légion étrangère — «A & B»"]


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "windows-1256", "us-ascii", "x-none"])
def test_a_few_bytes_that_are_not_utf8_cost_no_other_entry(declared: str) -> None:
    feed = rss(*(item(n, AR) for n in range(20)), item(99, "MARK")).replace("?>", f' encoding="{declared}"?>', 1)
    found = texts(taken(feed.encode().replace(b"MARK", b"Broken \xff\xfe here.")))
    if declared in {"utf-8", "us-ascii", "x-none"}:
        assert found[:20] == [AR] * 20
        assert found[20].startswith("Broken ")
    assert len(found) in {0, 21}, "read as what it is, or refused whole where nothing tells: never by half"


@pytest.mark.parametrize(("declared", "written"), [("iso-8859-1", "utf-8"), ("utf-8", "cp1256"), ("utf-16", "utf-8")])
def test_a_charset_that_lies(declared: str, written: str) -> None:
    feed = rss(*(item(n, AR) for n in range(9)), head="").replace("?>", f' encoding="{declared}"?>', 1)
    assert texts(taken(feed.encode(written))) == [AR] * 9


@pytest.mark.slow
def test_a_hundred_thousand_entries_with_one_id() -> None:
    one = f"<item><guid>g</guid><link>https://r.example/1</link><description>{FR}</description></item>"
    found = entries(rss(one * 99_999, one.replace(FR, AR)))
    assert len(found) == 100_000
    assert len({digest_of(each, "u:f") for each in found}) == 2, "what says the same is one, what differs is another"


def test_an_edited_entry_is_another_and_a_moved_picture_none() -> None:
    first = Entry("1", "u:1", "T", html=f'<p>{FR}</p><img src="a.jpg?1">')
    moved = Entry("1", "u:1?from=feed", "T", html=f'<p class="x">{FR}</p>\n<img src="b.jpg?2">')
    edited = Entry("1", "u:1", "T", html=f"<p>{FR} Deux morts.</p>")
    assert digest_of(first, "u:f") == digest_of(moved, "u:f") != digest_of(edited, "u:f")
    assert digest_of(first, "u:f") != digest_of(first, "u:g"), "no feed can hide what another says"


_JUNK = st.sampled_from(
    [
        *'<>&"\0\ufffeéق',
        "<item>",
        "</item>",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "&#",
        "&x;",
        "<?x",
        "<!DOCTYPE",
        "<entry",
    ]
)


@given(form=st.sampled_from([*FORMS.values(), SITEMAP, OPML]), where=st.lists(st.tuples(st.integers(0, 900), _JUNK)))
def test_whatever_is_spilled_into_a_feed_is_no_fault(form: str, where: list[tuple[int, str]]) -> None:
    for place, junk in where:
        form = form[:place] + junk + form[place:]
    try:
        found = list(entries_of(form.encode("utf-8", "replace")))
    except SourceError as error:
        assert error.code != "fault", error  # noqa: PT017 - either way is right
    else:
        assert len(found) <= form.count("<item") + form.count("<entry") + form.count(":entry") + form.count("<url")


@given(raw=st.binary(max_size=300), head=st.sampled_from([b"", b"<rss>", b"{", b"<feed><entry>", b"<urlset><url>"]))
def test_whatever_bytes_are_no_fault(raw: bytes, head: bytes) -> None:
    try:
        list(entries_of(head + raw))
    except SourceError as error:
        assert error.code != "fault", error  # noqa: PT017 - either way is right


def test_entities_bring_nothing_in_however_they_are_declared() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    declarations = [
        f'<!DOCTYPE r [<!ENTITY l0 "lol">{laughs}]>',
        '<!DOCTYPE r [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
        f'<!DOCTYPE r SYSTEM "a>b" [<!ENTITY l0 "lol">{laughs}]>',
        f'<!DOCTYPE r []><!DOCTYPE r [<!ENTITY l0 "lol">{laughs}]>',
        '<!DOCTYPE r [<!ENTITY a "]>"><!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE r [<!ENTITY a "<rss>"><!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
    ]
    for declared in declarations:
        for feed in (
            rss(item(1, f"{EN} &l9;"), item(2, EN)),
            OPML.replace("River", "&l9;"),
            SITEMAP.replace(">T<", ">&l9;<"),
        ):
            Path("a.xml").write_text(declared + feed.removeprefix('<?xml version="1.0"?>'))
            found = list(gather(["a.xml"], Settings()))
            said = json.dumps(
                [[each.raw.decode("utf-8", "replace"), str(each.document)] for each in found if each.document]
            )
            assert "root:" not in said
            assert "lollol" not in said


@pytest.mark.parametrize(
    ("entry", "address"),
    [
        (Entry("17"), "https://a.example/f.xml#17"),
        (Entry("tag:a.example,2021:17"), "tag:a.example,2021:17"),
        (Entry("17", "../17"), "https://a.example/17"),
        (Entry("17", "http://[broken"), "http://[broken"),
        (Entry(), ""),
    ],
)
def test_an_entry_of_one_feed_is_no_version_of_another_s(entry: Entry, address: str) -> None:
    assert address_of(entry, "https://a.example/f.xml") == address
