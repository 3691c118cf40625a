"""The page on the ledger in a browser runs as it is written: its servers are started, asked, and ended."""

from __future__ import annotations

import os
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import trustme

from tests.docs.shown import run_block, shown
from tests.show.web.conftest import free_port

pytestmark = pytest.mark.slow
_NAME, _WAIT_S = "books.example.org", 120
_NOTE = "Two soldiers were killed in Mopti on 3 May 2021, the army said."


@contextmanager
def started(block: str, port: int, folder: Path, environ: Mapping[str, str]) -> Iterator[None]:
    """Run a server as it is shown, at a port that is free here, until it answers; end it afterwards."""
    with (folder / "serve.log").open("wb") as log:
        command = ["/bin/sh", "-euc", f"exec {block.strip()} --port {port}"]
        server = subprocess.Popen(command, cwd=folder, env=environ, stdout=log, stderr=log)  # noqa: S603
        try:
            for _ in range(_WAIT_S * 10):
                assert server.poll() is None, (folder / "serve.log").read_text()
                try:
                    socket.create_connection(("127.0.0.1", port)).close()
                    break
                except OSError:
                    time.sleep(0.1)
            yield
        finally:
            server.terminate()
            server.wait(20)


def test_every_command_of_the_page_runs(tmp_path: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environ = os.environ | {"PATH": path, "CORROBORA_ACCOUNTS": str(tmp_path / "accounts.json")}
    run_block("sh", f"echo '{_NOTE}' > note.txt; corrobora add note.txt", tmp_path, environ)
    authority = trustme.CA()
    made = authority.issue_cert(_NAME)
    made.cert_chain_pems[0].write_to_path(tmp_path / "cert.pem")
    made.private_key_pem.write_to_path(tmp_path / "key.pem")
    alone, accounts, asked, public = [block for _, block, _ in shown("web.md")]
    port = free_port()
    with started(alone, port, tmp_path, environ):
        assert "Mopti" in httpx.get(f"http://127.0.0.1:{port}/incidents").text
        token = run_block("sh", accounts, tmp_path, environ, given="correct horse battery\n").strip()
        answer = run_block("sh", asked.replace("cor_…", token).replace("8484", str(port)), tmp_path, environ)
        assert '"attack"' in answer
    with started(public, port, tmp_path, environ), httpx.Client(verify=trusting(authority)) as client:
        kept = client.get(f"https://127.0.0.1:{port}/", headers={"Host": _NAME}, extensions={"sni_hostname": _NAME})
        assert kept.has_redirect_location
        assert "/login" in kept.headers["location"]


def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context
