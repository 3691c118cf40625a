"""How fast what is named is taken in: `python -m bench.gather [--feeds 400] [--entries 100000]`.

Feeds are asked of a real server on loopback, each of 20 new entries of a paragraph, with politeness off; the entries
are gathered, not read. What is printed in seconds of processor time holds on a busy machine too.
"""

from __future__ import annotations

import argparse
import resource
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

from corrobora.gather.feeds import entries_of
from corrobora.gather.feeds.opml import Feed
from corrobora.gather.watch import Round, Terms, open_seen, poll
from corrobora.gather.web.errands import Manners
from corrobora.settings import Settings

_HERE = "127.0.0.1"
_ENTRIES = 20
_TEXT = "Gunmen attacked a convoy near Gao on 3 May 2021, killing at least four soldiers, the army said. " * 5
_POLITELY_OFF = Terms(0, Manners(delay=0, robots=False))


class _Feeds(BaseHTTPRequestHandler):
    """A server that gives a feed at every path."""

    def do_GET(self) -> None:
        """Answer with a feed of its own entries, or with "unchanged" to whoever has them."""
        if self.headers.get("If-None-Match"):
            self.send_response(304)
            self.end_headers()
            return
        body = _feed(_ENTRIES, self.path)
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("ETag", '"1"')
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_given: object) -> None:
        """Say nothing."""


def main() -> None:
    """Print feeds a minute, new and unchanged, and what one feed with very many entries costs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=400)
    parser.add_argument("--entries", type=int, default=100_000)
    given = parser.parse_args()
    for name, figure in {**measure_feeds(given.feeds), **measure_entries(given.entries)}.items():
        print(f"{name:44}{figure:>10,.0f}")


def measure_feeds(count: int) -> dict[str, float]:
    """Return how many feeds a minute are asked and taken, and how many that are unchanged."""
    settings = Settings(private_hosts=(_HERE,))
    figures = {}
    with TemporaryDirectory() as folder, ThreadingHTTPServer((_HERE, 0), _Feeds) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        feeds = [Feed(f"http://{_HERE}:{server.server_address[1]}/{number}") for number in range(count)]
        with open_seen(Path(folder) / "seen.db") as seen:
            for name, entries in (("new", _ENTRIES * count), ("unchanged", 0)):
                begun, counts = time.perf_counter(), Round()
                found = sum(1 for each in poll(feeds, seen, settings, _POLITELY_OFF, _settled, counts) if each.document)
                figures[f"feeds a minute, {name}"] = 60 * count / (time.perf_counter() - begun)
                if (counts.asked, found) != (count, entries):
                    raise SystemExit(f"{counts.asked} of {count} feeds, {found} of {entries} entries")
        server.shutdown()
    return figures


def measure_entries(count: int) -> dict[str, float]:
    """Return how many entries of one feed are parsed a second of processor time, and the most memory held."""
    raw = _feed(count, "/1")
    begun = time.process_time()
    found = sum(1 for _ in entries_of(raw))
    took = time.process_time() - begun
    if found != count:
        raise SystemExit(f"{found} of {count} entries")
    return {
        f"entries parsed a second, of {count:,}": count / took,
        "MB held at most": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _settled() -> None:
    """Keep nothing: only gathering is measured."""


def _feed(entries: int, path: str) -> bytes:
    items = "".join(
        f"<item><guid>{path}#{n}</guid><link>https://a.example{path}#{n}</link><title>Convoy hit</title>"
        f"<pubDate>Tue, 04 May 2021 08:00:00 GMT</pubDate><description>&lt;p&gt;{_TEXT}&lt;/p&gt;</description></item>"
        for n in range(entries)
    )
    return f"<rss><channel><title>River News</title>{items}</channel></rss>".encode()


if __name__ == "__main__":
    main()
