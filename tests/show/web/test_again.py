"""What was answered before is answered again, to whom it may be, until the books change."""

from __future__ import annotations

import asyncio
import time

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from corrobora.errors import LedgerError
from corrobora.keep import open_ledger
from corrobora.show.web.again import Again
from corrobora.types import Decision
from tests.show.web.conftest import Server

_TRIES = 100


class Counting:
    """A server that numbers its answers, on books whose state is set."""

    def __init__(self, most: int = 1 << 20) -> None:
        self.state, self.number = "one", 0
        routes = [Route("/{path:path}", self._answer, methods=["GET", "POST"])]
        self._transport = httpx.ASGITransport(Again(Starlette(routes=routes), self._state, most))

    def _state(self) -> str:
        if not self.state:
            raise LedgerError("the books can't be read")
        return self.state

    def _answer(self, request: Request) -> Response:
        self.number += 1
        what = request.path_params["path"]
        if what == "long":
            return StreamingResponse(iter([f"{self.number} ", "x" * (1 << 19), "x" * (1 << 19)]))
        out = PlainTextResponse(f"{self.number} {what}", 404 if what == "nothing" else 200)
        if what == "marked":
            out.set_cookie("corrobora_forms", "k")
        return out

    def get(self, path: str = "/page", method: str = "GET", **headers: str) -> int:
        """Return the number of the answer to a request."""

        async def asked() -> str:
            async with httpx.AsyncClient(transport=self._transport, base_url="http://here") as client:
                return (await client.request(method, path, headers=headers)).text

        return int(asyncio.run(asked()).partition(" ")[0])


@pytest.fixture
def counting() -> Counting:
    return Counting()


def test_the_same_is_answered_once_while_the_books_stay_as_they_are(counting: Counting) -> None:
    assert [counting.get(), counting.get()] == [1, 1]
    counting.state = "two"
    assert [counting.get(), counting.get()] == [2, 2]
    counting.state = "one"  # as if a decision were taken back: nothing old comes back with it
    assert counting.get() == 3


@pytest.mark.parametrize(
    "other",
    [
        {"path": "/page?grade=weak"},
        {"path": "/page%3Fgrade=weak"},
        {"path": "/pages"},
        {"accept-language": "ar"},
        {"cookie": "corrobora_language=fr"},
        {"host": "localhost"},
        {"accept-encoding": "identity"},
    ],
)
def test_what_asks_for_another_thing_gets_another(counting: Counting, other: dict[str, str]) -> None:
    assert [counting.get(), counting.get(**other), counting.get(), counting.get(**other)] == [1, 2, 1, 2]


def test_a_question_mark_within_a_name_begins_no_query(counting: Counting) -> None:
    assert [counting.get("/page%3Fa=b"), counting.get("/page?a=b")] == [1, 2]


@pytest.mark.parametrize("own", [{"cookie": "corrobora_session=x"}, {"authorization": "Bearer cor_x"}])
def test_who_has_signed_in_is_answered_anew_and_to_nobody_else(counting: Counting, own: dict[str, str]) -> None:
    assert [counting.get(**own), counting.get(), counting.get(**own), counting.get()] == [1, 2, 3, 2]


@pytest.mark.parametrize("path", ["/nothing", "/marked", "/long", "/static/web.css"])
def test_faults_cookies_and_what_is_very_long_are_not_kept(counting: Counting, path: str) -> None:
    assert [counting.get(path), counting.get(path)] == [1, 2]


def test_what_is_sent_is_not_answered_from_what_was_kept(counting: Counting) -> None:
    assert [counting.get(), counting.get(method="POST"), counting.get(method="POST")] == [1, 2, 3]


def test_books_that_cannot_be_read_are_the_page_s_own_matter(counting: Counting) -> None:
    counting.state = ""
    assert [counting.get(), counting.get()] == [1, 2]


def test_of_more_than_may_be_kept_what_was_unused_longest_goes() -> None:
    counting = Counting(most=20)
    assert [counting.get(path) for path in ("/aaaaaa", "/bbbbbb", "/aaaaaa", "/cccccc")] == [1, 2, 1, 3]
    assert [counting.get(path) for path in ("/aaaaaa", "/cccccc", "/bbbbbb")] == [1, 3, 4]


def test_readers_see_what_another_process_decides_though_the_page_was_kept(server: Server) -> None:
    with server.client() as reader, open_ledger(server.ledger) as ledger:
        incident = reader.get("/incidents.json?grade=weak").json()["rows"][0]
        address = f"/incidents/{incident['id']}"
        assert reader.get(address).text == reader.get(address).text
        claims = tuple(incident["claims"])
        at = "2021-12-01T08:00:00+00:00"
        ledger.decide(Decision("", "comment", incident["id"], claims, "cy", at, "seen twice"))
        for _ in range(_TRIES):
            if "seen twice" in reader.get(address).text:
                return
            time.sleep(0.2)
        pytest.fail("the page that was kept is shown still")
