"""How fast the pages of `corrobora serve` answer: `python -m bench.web --ledger books.db [--users 20] [--seconds 10]`.

A server with a process for each processor is started on loopback and loaded by `wrk` (Debian's package), kind of page
by kind and then with all of them mixed, by so many users who ask again as soon as they are answered: each time for an
address that nobody asked for before, so that no answer is one that was kept. Then all are asked for by users who read
for a second in between, and asked for again and again. Milliseconds are of the clock, those of the processor a request
are the server's; sizes are of what goes over the wire, style and script included. The page of an article of 10,000
words, made up and read, is asked for by one user.

Floors: median below 300 ms and 99th percentile below 1 s with 20 users on a ledger of 1,000,000 claims, all kinds
mixed and none kept; a page below 400 KB; the long article below 1 s.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import quote

from corrobora.keep import open_ledger
from corrobora.keep.shelf import Shelf, open_shelf
from corrobora.read.article import read_document
from corrobora.settings import load_settings
from corrobora.types import Dated, Document

_SERVE = "import sys; from bench.web import serve; serve(sys.argv[1], int(sys.argv[2]))"
_SAMPLE = 60  # addresses of each kind
_START_S = 3600
_WORDS = 10_000
_TICKS = os.sysconf("SC_CLK_TCK")
_ANEW = "true, 0"  # whether each address is asked for once, and the milliseconds between two of a user's
_MIXED = {"all": _ANEW, "all, paused": "true, 1000", "all, again": "false, 0"}
_EXTRA = ("/report.css", "/static/web.css", "/static/web.js")
_FLOORS = {"median": 300.0, "p99": 1000.0, "kilobytes": 400.0, "long": 1000.0}
_SCRIPT = """
local paths = {%s}
local anew, pause = %s
local at = 0
function request()
  at = at + 1
  local path = paths[(at - 1) %% #paths + 1]
  if anew then path = path .. (path:find("?", 1, true) and "&" or "?") .. "n=" .. os.time() .. at end
  return wrk.format("GET", path)
end
if pause > 0 then
  function delay() return pause end
end
function done(summary, latency, requests)
  local e = summary.errors
  print(string.format('{"median": %%.1f, "p99": %%.1f, "requests": %%d, "failed": %%d}', latency:percentile(50) / 1000,
    latency:percentile(99) / 1000, summary.requests, e.status + e.timeout + e.read + e.write + e.connect))
end
"""


def main() -> None:
    """Print median, 99th percentile, processor time and size of each kind of page, and of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ledger", required=True)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=10, help="of each kind of page, and thrice for all")
    given = parser.parse_args()
    if shutil.which("wrk") is None:
        raise SystemExit("there is no wrk here: apt-get install wrk")
    found = paths(given.ledger)
    ok = True
    with running(given.ledger) as (port, process):
        everything = [path for some in found.values() for path in some]
        random.Random(5).shuffle(everything)  # noqa: S311 - an order, not a secret
        print(f"{'':12}{'median':>9}{'p99':>9}{'CPU ms':>9}{'KB':>9}{'requests':>10}{'failed':>8}")
        kinds = [(name, some, _ANEW) for name, some in found.items()]
        for name, some, load in [*kinds, *((name, everything, load) for name, load in _MIXED.items())]:
            size = max(len(_got(port, path)) for path in some[:12]) / 1000
            seconds = given.seconds * (3 if some is everything else 1)
            told = loaded(port, process.pid, some, given.users, seconds, load)
            extra = sum(len(_got(port, path)) for path in _EXTRA) / 1000 if name != "charts" else 0
            print(
                f"{name:12}{told['median']:>9.0f}{told['p99']:>9.0f}{told['cpu']:>9.1f}{size + extra:>9.0f}"
                f"{told['requests']:>10.0f}{told['failed']:>8.0f}",
                flush=True,
            )
            ok &= not told["failed"] and (name == "charts" or size + extra < _FLOORS["kilobytes"])
            if name == "all":
                ok &= told["median"] < _FLOORS["median"] and told["p99"] < _FLOORS["p99"]
    took = long_article()
    print(f"{'an article of 10,000 words':30}{took:>9.0f} ms")
    raise SystemExit(0 if ok and took < _FLOORS["long"] else 1)


def serve(path: str, port: int) -> None:
    """Serve a ledger without a limit to how often one client asks, for all users of the load are one."""
    from corrobora.show.web.serve import Place
    from corrobora.show.web.serve import serve as run

    run(path, Place(port=port, workers=os.cpu_count() or 1, rate=1e9))


def paths(ledger_path: str) -> dict[str, list[str]]:
    """Return addresses of each kind of page, drawn from what the ledger holds; the fullest are among them."""
    with open_ledger(ledger_path) as ledger, open_shelf(ledger, load_settings(), print) as shelf:
        filters = list(_filters(shelf))
        dice = random.Random(7)  # noqa: S311 - a sample
        found = {name: [f"/{name}", *(f"/{name}?{each}" for each in filters)] for name in _TABLES}
        for name, address in (("incidents", "incidents"), ("tallies", "tallies"), ("documents", "documents")):
            count = shelf.count(name)
            ids = [key for n in range(_SAMPLE) for key, _ in shelf.keys(name, limit=1, offset=dice.randrange(count))]
            own = shelf.by_id(name, ids)
            found[name[:-1] if name != "tallies" else "tally"] = [
                f"/{address}/{own[id_]['id'] if name == 'documents' else id_}" for id_ in ids
            ]
        fullest = sorted(shelf.rows("incidents", limit=5000), key=lambda each: -len(each["claims"]))[:5]
        found["incident"] += [f"/incidents/{each['id']}" for each in fullest]
        found["voice"] = [f"/voice?name={quote(each['name'])}" for each in shelf.rows("voices", limit=_SAMPLE)]
        texts = [
            shelf.document(row["uri"]) for row in shelf.rows("documents", limit=_SAMPLE, offset=shelf.documents() // 2)
        ]
        words = [word for each in texts if each for word in each.document.text.split()[:30] if word.isalpha()]
        picked = dice.sample(words, min(len(words), _SAMPLE))
        found["search"] = [f"/search?q={quote(' '.join(picked[at : at + 1 + at % 2]))}" for at in range(len(picked))]
        found["today"] = ["/", *(f"/?{each}" for each in filters)]
        found["map"] = ["/map", *(f"/map?{each}" for each in filters)]
        found["json"] = [f"/{name}.json?page={page}" for name in _TABLES for page in (1, 2, 9)]
        countries = list(dict.fromkeys(each.country for each in shelf.spots()))[:4]
        drawn = [f"map-{code}" for code in countries] + ["timeline"]
        found["charts"] = [f"/charts/{name}.svg?{each}" for name in drawn for each in ("", *filters[:4])]
    return found


_TABLES = ("incidents", "claims", "tallies", "deadlines", "voices", "copies", "documents")


def _filters(shelf: Shelf) -> Iterator[str]:
    """Yield parts of addresses: filters that let much through and little, and pages deep down."""
    for field, name in (("event", "event"), ("place", "place"), ("language", "language"), ("grade", "grade")):
        values = sorted(shelf.values("incidents", field).items(), key=lambda each: -each[1])
        for value, _ in (*values[:2], *values[len(values) // 2 : len(values) // 2 + 1]):
            yield f"{name}={quote(value)}"
    yield from (
        "start=2021-03&end=2021-06",
        "page=2",
        "page=40",
        "event=attack&language=fr",
        "place=ML&grade=contested",
    )


@contextmanager
def running(path: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Give the port and the process of a server on a ledger, ended afterwards."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = int(taken.getsockname()[1])
    process = subprocess.Popen([sys.executable, "-c", _SERVE, path, str(port)])  # noqa: S603 - our own
    try:
        for _ in range(_START_S * 5):
            try:
                _got(port, "/login")
                break
            except OSError:
                if process.poll() is not None:
                    raise SystemExit("the server did not start") from None
                time.sleep(0.2)
        yield port, process
    finally:
        process.terminate()
        process.wait(20)


def loaded(port: int, pid: int, some: Sequence[str], users: int, seconds: int, load: str) -> Mapping[str, float]:
    """Return what the load tool says of some addresses, and the milliseconds of the server's processor a request."""
    with TemporaryDirectory() as folder:
        script = Path(folder) / "paths.lua"
        script.write_text(_SCRIPT % (", ".join(json.dumps(path) for path in some), load), encoding="utf-8")
        tool = ["wrk", "-t1", f"-c{users}", f"-d{seconds}s", "--timeout", "60s", "-s", str(script)]
        begun = _cpu(pid)
        made = subprocess.run(  # noqa: S603 - our own
            [*tool, "-H", "Accept-Encoding: gzip", f"http://127.0.0.1:{port}"],
            capture_output=True,
            text=True,
            check=True,
        )
        cpu = _cpu(pid) - begun
    told: dict[str, float] = json.loads(made.stdout.strip().rpartition("\n")[2])
    return {**told, "cpu": 1000 * cpu / max(1, told["requests"])}


def _cpu(pid: int) -> float:
    """Return the seconds of the processor that a process has had, and those that it has started."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    return (int(fields[11]) + int(fields[12])) / _TICKS + sum(_cpu(int(each)) for each in below)


def _got(port: int, path: str) -> bytes:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=_START_S) as answer:  # noqa: S310 - our own
        return bytes(answer.read())


def long_article() -> float:
    """Return in how many milliseconds the page of an article of 10,000 words comes, at the median of five."""
    places = ("Gao", "Ménaka", "Timbuktu", "Mopti", "Kidal")
    sentences: list[str] = []
    while sum(len(each.split()) for each in sentences) < _WORDS:
        n = len(sentences)
        sentences.append(
            f"Gunmen attacked a convoy near {places[n % 5]} on {n % 27 + 1} May 2021, killing at least {n % 9 + 2}"
            " soldiers, the army said. The governor denied that any village had been abandoned after the clash."
        )
    text = "\n\n".join(" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4))
    document = Document(
        "d-long", "https://a.example/long", text, "", title="A long month", published=Dated("2021-06-01", "stated")
    )
    with TemporaryDirectory() as folder:
        path = str(Path(folder) / "long.db")
        with open_ledger(path) as ledger:
            made = read_document(document)
            ledger.record(made.document, text.encode(), made)
        with running(path) as (port, _):
            taken = []
            for turn in range(6):
                begun = time.perf_counter()
                _got(port, f"/documents/{made.document.id}?n={turn}")  # none that was kept
                taken.append(1000 * (time.perf_counter() - begun))
    return median(taken[1:])


if __name__ == "__main__":
    main()
