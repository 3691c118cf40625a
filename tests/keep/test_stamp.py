"""Stamps by a real authority: OpenSSL behind a web server of ours, with a root of its own."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest

from corrobora.errors import UsageError
from corrobora.keep import open_ledger, stamp
from corrobora.show.evidence import stamp_and_say, verify_and_print
from corrobora.show.exits import guarded
from tests.factory import incident, reading
from tests.keep.test_ledger import ROOT, change, let_change, put

CONFIG = """
[req]
distinguished_name = dn
prompt = no
[dn]
CN = Test
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign
[tsa]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[ts]
default_tsa = authority
[authority]
serial = serial
crypto_device = builtin
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
"""


class Authority(NamedTuple):
    """A timestamp authority: where it answers, and the folder of its certificates."""

    url: str
    folder: Path

    @property
    def root(self) -> Path:
        """Return the file of its root certificate."""
        return self.folder / "root.pem"


def openssl(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    done = subprocess.run(["openssl", *arguments], cwd=folder, input=given, capture_output=True, check=False)  # noqa: S603, S607
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def make_authority(folder: Path) -> None:
    """Make a root and a certificate for stamping in a folder."""
    (folder / "config").write_text(CONFIG)
    (folder / "serial").write_text("01")
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-config", "config", "-batch")
    openssl(folder, "req", "-x509", *key, "-keyout", "root.key", "-out", "root.pem", "-days", "30",
            "-subj", "/CN=Root", "-extensions", "root")  # fmt: skip
    openssl(folder, "req", *key, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=Stamps")
    openssl(folder, "x509", "-req", "-in", "tsa.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial",
            "-out", "tsa.pem", "-days", "30", "-extfile", "config", "-extensions", "tsa")  # fmt: skip


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the authority of a folder on this machine; what is asked below /no comes to nothing."""

    class Stamps(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            (folder / "query").write_bytes(query)
            answer = b"<html>no stamps here</html>"
            if self.path == "/":
                reply = ("ts", "-reply", "-config", "config", "-section", "authority", "-queryfile", "query")
                answer = openssl(folder, *reply)
            elif self.path == "/no/old":
                answer = (folder / "old").read_bytes()
            elif self.path == "/no/refused":
                answer = bytes.fromhex("3011300f0201023006") + b"\x0c\x04full" + b"\x03\x02\x02\x04"
            self.send_response(500 if self.path == "/no/error" else 200)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_given: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Stamps) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    folder = tmp_path_factory.mktemp("authority")
    make_authority(folder)
    with served(folder) as url:
        yield Authority(url, folder)


@pytest.fixture
def stamped(path: str, authority: Authority, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a ledger with two rows that was stamped after the first."""
    monkeypatch.setenv("CORROBORA_TIMESTAMP_AUTHORITY", authority.url)
    with open_ledger(path) as ledger:
        put(ledger, reading("a", incident("A depot burned.")))
    stamp_and_say(path, None)
    with open_ledger(path) as ledger:
        put(ledger, reading("b", incident("A bridge fell.")))
    return path


def test_a_stamp_is_kept_and_proved_by_its_root(
    stamped: str, authority: Authority, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_ledger(stamped) as ledger:
        (kept,) = ledger.handlings()
        assert (kept.act, kept.authority) == ("stamp", authority.url)
        assert ledger.verify(stamp.roots_of(authority.root)) == []
    verify_and_print(stamped, None)
    assert "not proved without --roots" in capsys.readouterr().err
    verify_and_print(stamped, authority.root)
    said = capsys.readouterr()
    assert "not proved" not in said.err
    assert f"UTC by {authority.url}" in said.err


def test_openssl_proves_the_token_without_this_program(stamped: str, authority: Authority, tmp_path: Path) -> None:
    with open_ledger(stamped) as ledger:
        (kept,) = ledger.handlings()
    (tmp_path / "heads.json").write_bytes(stamp.message(kept.heads))
    (tmp_path / "token.tsr").write_bytes(base64.b64decode(kept.token or ""))
    proof = ("ts", "-verify", "-data", "heads.json", "-in", "token.tsr", "-CAfile", str(authority.root))
    assert openssl(tmp_path, *proof) is not None


def test_a_root_of_somebody_else_proves_nothing(stamped: str, tmp_path: Path) -> None:
    make_authority(tmp_path)
    with open_ledger(stamped) as ledger:
        (fault,) = ledger.verify(stamp.roots_of(tmp_path / "root.pem"))
    assert "isn't signed by a root that was given" in fault


@pytest.mark.parametrize(
    ("table", "statement", "said"),
    [
        ("entries", "DELETE FROM entries", "of the entries that the ledger held then, the last were taken out"),
        (
            "handling",
            "UPDATE handling SET event = replace(event, '\"stamp\"', '\"pack\"')",
            "handling 1: it was changed",
        ),
    ],
)
def test_what_was_taken_out_after_a_stamp_shows(stamped: str, table: str, statement: str, said: str) -> None:
    let_change(stamped, table)
    change(stamped, statement)
    with open_ledger(stamped) as ledger:
        assert any(said in fault for fault in ledger.verify())


def test_a_token_for_other_heads_is_told(stamped: str, authority: Authority) -> None:
    with open_ledger(stamped) as ledger:
        (kept,) = ledger.handlings()
        heads = ledger.heads()
    roots = stamp.roots_of(authority.root)
    assert stamp.fault(kept.heads, kept.token, roots) is None
    assert stamp.fault(heads, kept.token, roots) == "the token is of something else"
    assert "can't be read" in str(stamp.fault(kept.heads, "bm90IG9uZQ==", roots))
    assert "can't be read" in str(stamp.fault(kept.heads, None))


def test_an_authority_that_does_not_stamp_is_told_and_nothing_is_kept(
    path: str, authority: Authority, tmp_path: Path
) -> None:
    with open_ledger(path) as ledger:
        put(ledger, reading("a", incident("A depot burned.")))
        old = stamp.stamped(ledger.heads(), authority.url, 20)
        (authority.folder / "old").write_bytes(base64.b64decode(old))
    cases = {
        "no/page": "no answer of a timestamp authority",
        "no/error": "status 500",
        "no/old": "of another request",
        "no/refused": "the authority refused: full",
    }
    for where, said in cases.items():
        with pytest.raises(UsageError, match=said):
            stamp_and_say(path, authority.url + where)
    with pytest.raises(UsageError, match="no timestamp"):
        stamp_and_say(path, "http://127.0.0.1:1/")
    with pytest.raises(UsageError, match="say by whom"):
        stamp_and_say(path, None)
    with pytest.raises(UsageError, match="no certificates in PEM"):
        stamp.roots_of(authority.folder / "config")
    with pytest.raises(UsageError, match="no such file"):
        stamp.roots_of(tmp_path / "none.pem")
    with open_ledger(path) as ledger:
        assert ledger.handlings() == []


def test_a_ledger_with_faults_is_not_stamped(stamped: str, authority: Authority) -> None:
    let_change(stamped, "entries")
    change(stamped, "UPDATE entries SET uri = 'x' WHERE seq = 1")
    assert guarded(lambda: stamp_and_say(stamped, authority.url)) == 1
    with open_ledger(stamped) as ledger:
        assert len(ledger.handlings()) == 1


def test_without_the_library_a_stamp_is_not_looked_at_and_that_is_said(
    stamped: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(stamp, "installed", lambda: False)
    verify_and_print(stamped, None)
    assert "1 stamp not looked at: pip install 'corrobora[timestamp]'" in capsys.readouterr().err
    with pytest.raises(UsageError, match="not installed"):
        stamp_and_say(stamped, None)


def test_the_heads_are_one_line_of_json(stamped: str) -> None:
    with open_ledger(stamped) as ledger:
        (kept,) = ledger.handlings()
    assert json.loads(stamp.message(kept.heads)) == kept.heads
    assert set(kept.heads) == {"entries", "decisions", "handling"}


@pytest.mark.slow
def test_every_command_of_the_page_on_evidence_runs(authority: Authority, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "evidence.md").read_text("utf-8").replace("https://stamps.example/tsr", authority.url)
    lines = "\n".join(re.findall(r"^```sh\n(.*?)^```", page, re.MULTILINE | re.DOTALL))
    (tmp_path / "root.pem").write_bytes(authority.root.read_bytes())
    with open_ledger(str(tmp_path / "corrobora.db")) as ledger:
        put(ledger, reading("a", incident("A depot burned.")))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(  # noqa: S603 - the page's own lines
        ["/bin/sh", "-eu", "-c", lines], cwd=tmp_path, env=os.environ | {"PATH": path},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "evidence.wacz").stat().st_size > 0
    assert f"by {authority.url}" in ran.stderr
    assert "Verification: OK" in ran.stdout + ran.stderr
