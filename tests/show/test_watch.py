"""`corrobora watch` fills the ledger from feeds, survives what stops it, and runs as `deploy/` starts it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
import typer

from corrobora.gather.watch import Terms, open_seen
from corrobora.gather.web.errands import Manners
from corrobora.keep.ledger import open_ledger
from corrobora.show.watch import watch_and_say
from tests.gather.serving import Site, answer, serve
from tests.gather.test_feeds import AR, EN, FR, item, rss
from tests.show.conftest import corrobora

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
HERE = {"CORROBORA_PRIVATE_HOSTS": "127.0.0.1"}
QUICK = Terms(0, Manners(0))


def opml(*urls: str) -> str:
    outlines = "".join(f'<outline text="Listed" xmlUrl="{url}"/>' for url in urls)
    return f'<opml version="2.0"><body>{outlines}</body></opml>'


def held(path: Path) -> list[tuple[str, str]]:
    with open_ledger(str(path)) as ledger:
        assert ledger.verify() == []
        return sorted((reading.document.uri, reading.document.text) for reading in ledger.readings())


def until_asked(site: Site, more: int) -> None:
    """Wait until the feed was asked for some times more: what it said the time before is kept by then."""
    wanted, end = site.paths().count("/f") + more, time.monotonic() + 120
    while site.paths().count("/f") < wanted:
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.05)


def test_a_round_fills_the_ledger_and_says_so_in_one_line(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CORROBORA_PRIVATE_HOSTS", "127.0.0.1")
    body = rss(item(1, FR), item(2, AR), item(3, EN), head="").encode()
    with serve({"/f": answer(body, "text/xml"), "/gone": answer(b"", status=410)}) as site:
        Path("feeds.opml").write_text(opml(f"{site.url}/f", f"{site.url}/gone"))
        with pytest.raises(typer.Exit):
            watch_and_say(["feeds.opml"], None, QUICK, once=True)
        first = capsys.readouterr()
        watch_and_say(["feeds.opml"], None, QUICK, once=True)
        second = capsys.readouterr()
    assert (first.out, second.out) == ("", "")
    *failures, line = first.err.splitlines()
    assert [failure.partition(": ")[0] for failure in failures] == [f"{site.url}/gone"]
    assert re.fullmatch(
        r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ 2 feeds asked, 0 unchanged, 1 failed, 0 not due; 3 entries new, 0 known, "
        r"0 put off, 0 not read; \d+\.\d s",
        line,
    )
    assert "1 feed asked, 0 unchanged, 0 failed, 1 not due; 0 entries new, 3 known" in second.err
    assert [text for _, text in held(here / "corrobora.db")] == [FR, AR, EN]
    with open_ledger("corrobora.db") as ledger:
        assert {reading.document.outlet for reading in ledger.readings()} == {"Listed"}
        assert [uri for uri, _ in ledger.failures()] == [f"{site.url}/gone"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["missing.opml"], "missing.opml: can't be read"),
        (["page.opml"], "page.opml: not a feed"),
        (["empty.opml"], "there is no feed"),
        (["ftp://a.example/f"], "can't be read"),
    ],
)
def test_what_is_no_list_is_wrong_use(names: list[str], told: str, here: Path) -> None:
    Path("page.opml").write_text("<html></html>")
    Path("empty.opml").write_text(opml())
    ran = corrobora("watch", *names, "--once", cwd=here)
    assert ran.returncode == 2
    assert told in ran.stderr.decode()
    assert not Path("corrobora.db").exists()


@pytest.mark.slow
def test_it_runs_until_it_is_stopped_and_takes_up_where_it_was(here: Path) -> None:
    texts = [FR]

    def route(handler: BaseHTTPRequestHandler) -> None:
        answer(rss(*(item(n, text) for n, text in enumerate(texts))).encode(), "text/xml")(handler)

    with serve({"/f": route}) as site:
        Path("feeds.opml").write_text(opml(f"{site.url}/f"))
        for stop, code in ((signal.SIGKILL, -9), (signal.SIGTERM, 0), (signal.SIGINT, 130)):
            command = _command("watch feeds.opml --every 1 --delay 0")
            with subprocess.Popen(command, cwd=here, env=os.environ | HERE, stderr=subprocess.PIPE) as running:  # noqa: S603
                until_asked(site, 2)
                texts.append(f"{EN} {len(texts)}")
                until_asked(site, 2)
                running.send_signal(stop)
                _, said = running.communicate(timeout=30)
            assert running.returncode == code, said.decode()
            assert "Traceback" not in said.decode()
    assert [text for _, text in held(here / "corrobora.db")] == texts


@pytest.mark.slow
@pytest.mark.parametrize("name", ["corrobora-watch.service", "Dockerfile"])
def test_what_deploy_starts_can_be_started(name: str, here: Path) -> None:
    text = (DEPLOY / name).read_text(encoding="utf-8")
    if name == "Dockerfile":
        shown = " ".join(re.findall(r'"([^"]+)"', re.findall(r"^CMD (.*)$", text, re.MULTILINE)[0]))
        assert text.index("\nUSER corrobora") < text.index("\nCMD"), "not as root"
    else:
        shown = re.findall(r"^ExecStart=\S+/corrobora (.*)$", text, re.MULTILINE)[0]
        shown = shown.replace("/var/lib/corrobora/", "")
    with serve({"/f": answer(rss(item(1, FR)).encode(), "text/xml")}) as site:
        Path("feeds.opml").write_text(opml(f"{site.url}/f"))
        ran = subprocess.run(  # noqa: S603
            _command(f"{shown} --once"), cwd=here, env=os.environ | HERE, capture_output=True, check=False
        )
    assert ran.returncode == 0, ran.stderr.decode()
    assert len(held(here / "corrobora.db")) == 1


@pytest.mark.skipif(
    shutil.which("systemd-analyze") is None and not os.environ.get("CI"), reason="systemd is not on every machine"
)
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    text = (DEPLOY / "corrobora-watch.service").read_text(encoding="utf-8")
    unit = tmp_path / "corrobora-watch.service"
    unit.write_text(text.replace("/usr/local/bin/corrobora", sys.executable))
    ran = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, check=False)  # noqa: S603, S607
    assert (ran.returncode, ran.stderr.decode()) == (0, "")


def test_what_was_seen_lies_beside_the_ledger(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORROBORA_PRIVATE_HOSTS", "127.0.0.1")
    Path("books").mkdir()
    with serve({"/f": answer(rss(item(1, FR)).encode(), "text/xml", ETag='"1"')}) as site:
        watch_and_say([f"{site.url}/f"], "books/gao.db", QUICK, once=True)
        with open_seen(here / "books" / "gao.seen.db") as seen:
            assert seen.state(f"{site.url}/f").etag == '"1"'


def _command(words: str) -> Sequence[str]:
    return [sys.executable, "-c", "from corrobora.show.cli import main; main()", *shlex.split(words)]
