"""How fast archives and channels are taken in: `python -m bench.archives [--records 3000] [--gigabytes 0]`.

The archive is made up: pages of 40 KB, of which a third is text in French, English and Arabic, packed record by record
as crawlers do. They are gathered, not read. Times are of one processor, so that they hold on a busy machine too.
With `--gigabytes 5` an archive of that size is read by the fast way, from a pipe that repeats records, for its memory.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import resource
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.page import record
from corrobora.gather import Gathered, gather
from corrobora.gather.channels.telegram import read_telegram
from corrobora.gather.gathered import Source
from corrobora.settings import Pages, Settings

_PAGE = 40_000
_WORDS = (
    "Gunmen attacked a convoy near Gao on 3 May 2021, killing at least four soldiers, the army said in a statement. ",
    "Quatre soldats ont été tués dimanche dans l'attaque d'un convoi près de Gao, selon un communiqué de l'armée. ",
    "قُتل أربعة جنود على الأقل في هجوم على قافلة قرب غاو يوم الأحد، وفق بيان للجيش بثه التلفزيون الرسمي. ",
)
_STEP = 64


def main() -> None:
    """Print records and messages a second, and the most memory held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=3_000)
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--gigabytes", type=float, default=0)
    given = parser.parse_args()
    figures = {**measure_records(given.records), **measure_messages(given.messages)}
    if given.gigabytes:
        figures |= measure_memory(int(given.gigabytes * 1e9))
    figures["MB held at most"] = _held()
    for name, figure in figures.items():
        print(f"{name:52}{figure:>10,.0f}")


def measure_records(count: int) -> dict[str, float]:
    """Return how many records of an archive are gathered a second of processor time, by the fast way and the other."""
    figures = {}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "made.warc.gz"
        path.write_bytes(b"".join(gzip.compress(_record(number), 6) for number in range(count)))
        ways: tuple[tuple[Pages, int], ...] = (("fast", 1), ("careful", 10))
        for way, part in ways:
            begun, found = time.process_time(), 0
            for each in gather([str(path)], Settings(pages=way)):
                found += each.document is not None
                if found == count // part:
                    break
            figures[f"records a second, {way}"] = found / (time.process_time() - begun)
            if found != count // part:
                raise SystemExit(f"{found} of {count // part} records")
    return figures


def measure_messages(count: int) -> dict[str, float]:
    """Return how many messages of a Telegram export are gathered a second of processor time."""
    messages = [
        {
            "id": n,
            "type": "message",
            "date": "2021-05-04T08:00:00",
            "from": "Delta",
            "text": [_WORDS[n % 3], {"text": "!"}],
        }
        for n in range(count)
    ]
    raw = json.dumps({"name": "Delta", "type": "public_channel", "id": 7, "messages": messages}, indent=1).encode()
    begun = time.process_time()
    found = sum(_sound(read_telegram(io.BytesIO(raw), Source("result.json", "file", Settings()))))
    took = time.process_time() - begun
    if found != count:
        raise SystemExit(f"{found} of {count} messages")
    return {"messages a second": count / took}


def measure_memory(size: int) -> dict[str, float]:
    """Return how much memory is held at most while an archive of so many bytes, unpacked, is gathered from a pipe."""
    part = _record(1)
    before, begun = _held(), time.process_time()
    stream = io.BufferedReader(Repeated(gzip.compress(part), size // len(part)))
    found = sum(_sound(gather(["-"], Settings(pages="fast"), stream)))
    took = time.process_time() - begun
    return {
        "GB of archive, unpacked": found * len(part) / 1e9,
        "MB a second of it": found * len(part) / 1e6 / took,
        "MB more than before it": _held() - before,
    }


def _sound(found: Iterator[Gathered]) -> Iterator[bool]:
    return (each.document is not None for each in found)


def _held() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Repeated(io.RawIOBase):
    """A stream of one packed record again and again."""

    def __init__(self, part: bytes, count: int) -> None:
        self._part = part * _STEP
        self._left = max(1, count // _STEP)
        self._held = b""

    def readable(self) -> bool:
        """Return true: it can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Return how many bytes were put into `buffer`."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        if not self._held and self._left:
            self._left -= 1
            self._held = self._part
        data, self._held = self._held[: len(view)], self._held[len(view) :]
        view[: len(data)] = data
        return len(data)


def _record(number: int) -> bytes:
    """Return a record with a page of 40 KB: menus, styles and scripts around an article, as in a newspaper."""
    words = _WORDS[number % 3]
    article = "".join(f"<p>{words * 2}</p>\n" for _ in range(max(1, _PAGE // 3 // (2 * len(words.encode())))))
    links = "".join(f'<li><a href="/section/{n}">Section {n}</a></li>' for n in range(90))
    cards = "".join(
        f'<div class="card"><a href="/{n}"><img src="{n}.jpg"><h3>Story {n}</h3></a></div>' for n in range(70)
    )
    head = f"""<!doctype html><html><head><meta charset="utf-8"><title>Convoy {number} hit - River News</title>
<meta property="og:site_name" content="River News">
<meta property="article:published_time" content="2021-05-04T08:00:00Z">
<style>{".a{margin:0 auto}" * 250}</style></head>"""
    body = f"<body><nav><ul>{links}</ul></nav><main><article><h1>Convoy {number} hit</h1>{article}</article></main>"
    page = f"{head}{body}<aside>{cards}</aside></body></html>".encode()
    script = b"<script>" + b"var a=function(b){return b+1};" * ((_PAGE - len(page)) // 30) + b"</script>"
    html = page.replace(b"</body>", script + b"</body>")
    return record(f"https://a.example/{number}", html, "2021-05-04T09:00:00Z")


if __name__ == "__main__":
    main()
