"""Requests of a process come one after the other, and processes share what comes at once."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from corrobora.keep import open_ledger
from corrobora.show.web.accounts import Accounts
from corrobora.show.web.app import make_app
from corrobora.show.web.holder import Holder
from corrobora.show.web.serve import Sharing
from corrobora.show.web.site import Site
from tests.factory import incident, reading, voice
from tests.show.web.test_held import put

_AT_ONCE = 20
_SOON_S, _LATE_S = 0.3, 20


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with open_ledger(str(tmp_path / "books.db")) as ledger:
        said = incident(
            "Three died in Hilla.", event="bombing", when="2021-08-15", said=voice("Basra Police"), killed=3
        )
        put(ledger, reading("one", said))
    holder = Holder(str(tmp_path / "books.db"))
    yield Site(holder, Accounts(tmp_path / "accounts.json"))
    holder.close()


def asking(site: Site) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(make_app(site, ["here"])), base_url="http://here")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/incidents.json", 200),
        ("/incidents.csv", 200),
        ("/charts/timeline.svg", 200),
        ("/coverage", 200),
        ("/incidents/i-000000000000", 404),
        ("/incidents?start=never", 422),
        ("/incidents?as_of=2021-13-41", 422),
        ("/review", 303),
    ],
)
def test_a_turn_ends_whatever_the_answer_is(site: Site, path: str, status: int) -> None:
    async def asked() -> int:
        async with asking(site) as client:
            return (await client.get(path)).status_code

    assert asyncio.run(asked()) == status
    assert not site.turn.locked()


def test_a_page_waits_for_its_turn_and_what_needs_no_books_does_not(site: Site) -> None:
    async def asked() -> int:
        async with asking(site) as client:
            with site.turn:
                waiting = asyncio.create_task(client.get("/incidents"))
                assert (await asyncio.wait_for(client.get("/coverage"), _LATE_S)).status_code == 200
                assert (await asyncio.wait_for(client.get("/login"), _LATE_S)).status_code == 200
                done, _ = await asyncio.wait([waiting], timeout=_SOON_S)
                assert not done
            return (await asyncio.wait_for(waiting, _LATE_S)).status_code

    assert asyncio.run(asked()) == 200


def test_a_loop_that_shares_takes_one_at_a_time_of_many_that_wait() -> None:
    """Else the first of several processes that wakes takes all, and keeps them."""
    seen: list[str] = []

    async def served() -> None:
        every = asyncio.Event()

        class Taken(asyncio.Protocol):
            def __init__(self) -> None:
                seen.append("taken")
                asyncio.get_running_loop().call_soon(self.turned)

            def turned(self) -> None:
                seen.append("turned")
                if seen.count("turned") == _AT_ONCE:
                    every.set()

        server = await asyncio.get_running_loop().create_server(Taken, "127.0.0.1", 0, backlog=_AT_ONCE)
        address = server.sockets[0].getsockname()
        clients = [socket.create_connection(address, timeout=_LATE_S) for _ in range(_AT_ONCE)]  # nobody takes them yet
        await every.wait()
        for each in clients:
            each.close()
        server.close()

    with asyncio.Runner(loop_factory=Sharing) as runner:
        runner.run(asyncio.wait_for(served(), _LATE_S))
    assert "taken taken taken" not in " ".join(seen)
