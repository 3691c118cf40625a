"""A real server on the demo's ledger, with an account, started once for each process that tests."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from corrobora.show.web.accounts import Accounts
from tests.show.conftest import Demo

PASSWORD = "correct horse battery"  # noqa: S105 - of an account that lives as long as a test
_START_S = 120
_RUN = [sys.executable, "-c", "from corrobora.show.cli import main; main()"]


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs: its address, the file of its accounts, its ledger."""

    address: str
    accounts: Path
    ledger: str

    def client(self, **headers: str) -> httpx.Client:
        """Return a browser without scripts."""
        return httpx.Client(base_url=self.address, headers=headers, timeout=60, follow_redirects=True)

    @contextmanager
    def signed_in(self, name: str) -> Iterator[httpx.Client]:
        """Give a browser in which somebody has signed in."""
        with self.client() as client:
            page = client.get("/login").text
            sent = {"name": name, "password": PASSWORD, "mark": mark_of(page), "goes": "/about"}
            assert name in client.post("/login", data=sent).text
            yield client


def mark_of(page: str) -> str:
    """Return the hidden field of a page's last form."""
    return page.rpartition('name="mark" value="')[2].partition('"')[0]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def started(ledger: str, folder: Path, *options: str, scheme: str = "http", **environ: str) -> Iterator[Server]:
    """Yield a server on a ledger, ended afterwards."""
    accounts = folder / "accounts.json"
    for name in ("ann", "bo"):
        Accounts(accounts).add(name, PASSWORD)
    port = free_port()
    given = {**os.environ, "CORROBORA_ACCOUNTS": str(accounts), **environ}
    log = (folder / "serve.log").open("wb")
    command = [*_RUN, "serve", "--ledger", ledger, "--port", str(port), *options]
    process = subprocess.Popen(command, env=given, stdout=log, stderr=log)  # noqa: S603
    address = f"{scheme}://127.0.0.1:{port}"
    try:
        for _ in range(_START_S * 10):
            assert process.poll() is None, (folder / "serve.log").read_text()
            try:
                httpx.get(f"{address}/login", timeout=30)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield Server(address, accounts, ledger)
    finally:
        process.terminate()
        process.wait(20)
        log.close()


@pytest.fixture(scope="session")
def server(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a server on a copy of the demo's ledger."""
    folder = tmp_path_factory.mktemp("web")
    ledger = folder / "demo.db"
    shutil.copy(demo.ledger, ledger)
    yield from started(str(ledger), folder)
