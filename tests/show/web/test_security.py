"""The OWASP basics: who may do what, what a hostile article can't, and what no address can reach."""

from __future__ import annotations

import asyncio
import json
import re
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import httpx
import pytest
from playwright.sync_api import Browser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from corrobora.show.web.accounts import Accounts
from corrobora.show.web.entry import inside
from corrobora.show.web.guard import Guard, Rates
from corrobora.show.web.tables import as_csv
from tests.show.test_report import Page
from tests.show.web.conftest import PASSWORD, Server, mark_of, started
from tests.show.web.hostile import SQL, TEMPLATE, hostile_ledger

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a server on a ledger of hostile articles."""
    folder = tmp_path_factory.mktemp("hostile")
    yield from started(hostile_ledger(folder), folder)


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a server as others reach it, through a proxy: reading needs an account."""
    folder = tmp_path_factory.mktemp("proxied")
    yield from started(hostile_ledger(folder), folder, "--behind-proxy", "--name", "127.0.0.1")


def paths_of(server: Server) -> list[str]:
    with server.client() as client:
        incident = client.get("/incidents.json").json()["rows"][0]["id"]
        article = client.get("/documents.json").json()["rows"][0]["id"]
        tally = client.get("/tallies.json").json()["rows"][0]["claim"]
        voice = client.get("/voices.json").json()["rows"][0]["name"]
    single = [f"/incidents/{incident}", f"/incidents/{incident}/why", f"/documents/{article}", f"/tallies/{tally}"]
    tables = ["/", "/incidents", "/claims", "/tallies", "/deadlines", "/voices", "/copies", "/documents", "/about"]
    return [*tables, *single, f"/voice?{httpx.QueryParams(name=voice)}", "/search?q=convoys"]


def test_a_hostile_article_is_only_text(hostile: Server) -> None:
    with hostile.client() as client:
        for path in paths_of(hostile):
            text = client.get(path).text
            page = Page(text)
            assert not page.open, path
            assert not page.handlers, path
            assert page.tags["h1"] == page.tags["main"] == page.tags["html"] == 1, path
            assert "forged" not in page.ids, path
            assert set(page.loads) <= {"/static/web.js", "/static/charts.js", "/vega.js"} | {
                each for each in page.loads if each.startswith(("/search", "/login", "/logout", "/review", "/charts/"))
            }, path
            assert not [link for link in page.links if link.startswith(("javascript:", "data:", "http"))], path
            assert not re.search("[\u202d\u202e\x00\x07]", text), path


def test_no_template_is_run(hostile: Server) -> None:
    with hostile.client() as client:
        article = client.get("/documents.json").json()["rows"][0]["id"]
        assert "{{ 7*7 }}" in client.get(f"/documents/{article}").text
        for path in ("/search", "/voice", "/incidents"):
            answer = client.get(path, params={"q": TEMPLATE, "name": TEMPLATE, "place": TEMPLATE})
            assert "49" not in answer.text.replace(TEMPLATE, "")
            assert answer.status_code in {200, 404}


def test_no_script_of_an_article_runs(hostile: Server, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    violations: list[str] = []
    page.on("console", lambda message: violations.append(message.text))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in [*paths_of(hostile), "/map"]:
        page.goto(hostile.address + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.hacked") is None, path
    assert violations == []
    assert [url for url in asked if not url.startswith((hostile.address, "data:"))] == []
    context.close()


@pytest.mark.parametrize(
    "path",
    [
        "/static/../serve.py",
        "/static/%2e%2e/accounts.py",
        "/static/..%2f..%2f..%2f..%2fetc/passwd",
        "/documents/..%2f..%2fetc%2fpasswd",
        "/documents/d-1.json/../../x",
        "/charts/..%2f..%2fetc%2fpasswd.svg",
        "/static//etc/passwd",
    ],
)
def test_no_path_leads_out(server: Server, path: str) -> None:
    with server.client() as client:
        answer = client.get(path)
        assert answer.status_code in {404, 422}
        assert "root:" not in answer.text
        assert "import " not in answer.text


def test_no_query_reaches_the_database(server: Server) -> None:
    with server.client() as client:
        held = client.get("/documents.json").json()["total"]
        for words in (SQL, '" OR 1=1 --', 'a" OR document:"d', "NEAR(a b)", "*", "^x", "a AND", '"', "-a", "col:"):
            for path in ("/search.json", "/search", "/search.csv"):
                assert client.get(path, params={"q": words}).status_code == 200, words
            for name in ("place", "event", "side", "language", "grade"):
                assert client.get("/incidents.json", params={name: words}).json()["total"] == 0
        assert client.get("/documents.json").json()["total"] == held


def test_a_spreadsheet_takes_no_cell_for_a_formula() -> None:
    assert as_csv([{"title": "=cmd()"}], ["title"]) == "title\n'=cmd()\n"


def test_other_names_and_large_bodies_are_refused(server: Server) -> None:
    with server.client() as client:
        assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
        assert client.post("/login", content=b"x" * 70_000).status_code == 413
        chunks = (b"x" * 8192 for _ in range(20))
        with suppress(httpx.TransportError):  # it may hang up, which is an answer too
            assert client.post("/login", content=chunks).status_code in {400, 413, 422}


def test_every_answer_bears_the_headers(server: Server) -> None:
    with server.client() as client:
        for path in (
            "/",
            "/nothing",
            "/incidents.json",
            "/static/web.css",
            "/charts/timeline.svg",
            "/incidents?start=x",
        ):
            headers = client.get(path).headers
            assert "default-src 'none'" in headers["content-security-policy"]
            assert "frame-ancestors 'none'" in headers["content-security-policy"]
            assert "unsafe" not in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["x-frame-options"] == "DENY"
            assert "server" not in headers


def test_nothing_private_is_kept_by_a_browser_or_a_proxy(server: Server) -> None:
    with server.client() as client:
        for path in ("/", "/incidents", "/incidents.json", "/charts/timeline.svg", "/nothing"):
            assert client.get(path).headers["cache-control"] == "private, no-cache", path
    with server.signed_in("ann") as client:
        for path in ("/", "/review", "/incidents.csv"):
            assert client.get(path).headers["cache-control"] == "private, no-store", path
        assert client.get("/static/web.css").headers["cache-control"].startswith("public")


_ELSEWHERE = (
    *("//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example"),
    *("/\t/evil.example", "javascript:alert(1)", "evil.example", "/\r\nSet-Cookie: a=b", ""),
)


@pytest.mark.parametrize("path", _ELSEWHERE)
def test_signing_in_leads_nowhere_else(path: str) -> None:
    assert inside(path) == "/"
    assert inside("/incidents?place=Gao#top") == "/incidents?place=Gao#top"


def test_who_asks_too_often_has_to_wait() -> None:
    async def page(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("here")(scope, receive, send)

    guard = Guard(page, ["127.0.0.1"], Rates(0.001, 3), secure=False)
    with httpx.Client(transport=_Asgi(guard), base_url="http://127.0.0.1") as client:
        answers = [client.get("/") for _ in range(5)]
    assert [each.status_code for each in answers] == [200, 200, 200, 429, 429]
    assert answers[-1].headers["retry-after"]
    assert "content-security-policy" in answers[-1].headers


class _Asgi(httpx.BaseTransport):
    """Asks an application without a network."""

    def __init__(self, app: ASGIApp) -> None:
        self._transport = httpx.ASGITransport(app)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        async def asked() -> httpx.Response:
            answer = await self._transport.handle_async_request(request)
            content = await answer.aread()
            return httpx.Response(answer.status_code, headers=answer.headers, content=content)

        with ThreadPoolExecutor(1) as apart:  # a browser of other tests may keep a loop in this thread
            return apart.submit(lambda: asyncio.run(asked())).result()


def test_no_file_can_be_sent(server: Server) -> None:
    with server.client() as client:
        described = json.dumps(client.get("/openapi.json").json())
        assert "multipart" not in described
        assert '"format": "binary"' not in described
    with server.signed_in("ann") as client:
        incident = client.get("/incidents.json").json()["rows"][0]["id"]
        sent = {"verdict": "comment", "subject": incident, "mark": mark_of(client.get("/review").text)}
        answer = client.post("/review/decide", data=sent, files={"why": ("a.txt", b"a file")})
        assert answer.status_code == 422
        assert "a file" not in client.get("/review/log").text


def test_reading_from_elsewhere_needs_an_account(proxied: Server) -> None:
    with httpx.Client(base_url=proxied.address, timeout=60) as client:
        for path in ("/", "/incidents", "/search?q=a", "/about", "/map"):
            answer = client.get(path)
            assert (answer.status_code, answer.headers["location"][:12]) == (303, "/login?next="), path
        for path in ("/incidents.json", "/incidents.csv", "/charts/timeline.svg", "/documents/d-1.json"):
            assert client.get(path).status_code == 401, path
        accounts = Accounts(proxied.accounts)
        token = accounts.token("ann", "reads", ("read",))
        bearer = {"Authorization": f"Bearer {token}"}
        assert client.get("/incidents.json", headers=bearer).status_code == 200
        wish = {"verdict": "accept", "subject": "i-1"}
        assert client.post("/api/decisions", json=wish, headers=bearer).status_code == 403
        assert client.get("/incidents.json", headers={"Authorization": "Bearer cor_wrong"}).status_code == 401
        reviews = {"Authorization": f"Bearer {accounts.token('bo', 'reviews', ('review',))}"}
        assert client.get("/incidents.json", headers=reviews).status_code == 403


def test_cookies_are_for_this_site_and_https_alone(proxied: Server) -> None:
    with httpx.Client(base_url=proxied.address, timeout=60) as client:
        page = client.get("/login")
        sent = {"name": "ann", "password": PASSWORD, "mark": mark_of(page.text), "goes": "//evil.example"}
        key = {"Cookie": page.headers["set-cookie"].partition(";")[0]}
        answer = client.post("/login", data=sent, headers=key)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        for cookie in (page.headers["set-cookie"], answer.headers["set-cookie"]):
            assert all(word in cookie.lower() for word in ("httponly", "secure", "samesite=lax")), cookie


def test_a_forged_form_or_session_does_nothing(server: Server) -> None:
    with server.signed_in("ann") as client:
        incident = client.get("/incidents.json").json()["rows"][0]["id"]
        sent = {"verdict": "comment", "subject": incident, "why": "forged"}
        assert client.post("/review/decide", data=sent | {"mark": "forged"}).status_code == 403
        mark = mark_of(client.get(f"/incidents/{incident}").text)
        crossed = client.post("/review/decide", data=sent | {"mark": mark}, headers={"Sec-Fetch-Site": "cross-site"})
        assert crossed.status_code == 403
        assert client.post("/api/decisions", json={"verdict": "comment", "subject": incident}).status_code == 403
        with server.signed_in("bo") as other:
            assert other.post("/review/decide", data=sent | {"mark": mark}).status_code == 403
        assert "forged" not in client.get("/review/log").text
    with server.client(Cookie="corrobora_session=forged.forged.forged") as stranger:
        assert "/login" in str(stranger.get("/review").url)


def test_a_password_that_changed_ends_the_sessions(server: Server) -> None:
    with server.signed_in("bo") as client:
        assert client.get("/review").url.path == "/review"
        Accounts(server.accounts).add("bo", PASSWORD)
        assert client.get("/review").url.path == "/login"


def test_passwords_are_kept_as_hashes_that_only_their_owner_reads(server: Server) -> None:
    text = server.accounts.read_text(encoding="utf-8")
    assert PASSWORD not in text
    assert json.loads(text)["people"]["ann"]["password"].startswith("$argon2id$")
    assert stat.S_IMODE(server.accounts.stat().st_mode) == 0o600


def test_many_tries_are_slowed(hostile: Server) -> None:
    with hostile.client() as client:
        codes = []
        for _ in range(12):
            mark = mark_of(client.get("/login").text)
            codes.append(client.post("/login", data={"name": "ann", "password": "wrong", "mark": mark}).status_code)
    assert codes[0] == 401
    assert codes[-1] == 429
