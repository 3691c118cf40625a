"""What is broken in a web archive costs the record that it is in, and says where; the rest is read."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import struct
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.archives import Repeated
from corrobora.gather import Diary, Gathered, gather
from corrobora.gather.archives.frames import frames
from corrobora.gather.archives.window import Window
from corrobora.gather.diary import Place
from corrobora.settings import Settings
from tests.gather.archived import address, digest, packed, page, plain, record, records, whole

pytestmark = pytest.mark.usefixtures("here")

FORMS = ("plain", "records", "one")


class Notes(Diary):
    """Keeps what is told."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def tell(self, line: str) -> None:
        """Keep a line."""
        self.lines.append(line)


def collect(*names: str, settings: Settings | None = None, diary: Diary | None = None) -> list[Gathered]:
    return list(gather(names, settings or Settings(), diary=diary))


def taken(name: str, data: bytes) -> tuple[list[str], list[str]]:
    """Return the addresses of the pages that are found in an archive, and the errors beside them."""
    Path(name).write_bytes(data)
    found = collect(name)
    return [each.uri for each in found if each.document], [each.error.message for each in found if each.error]


BROKEN = {
    "garbage": b"no record\r\nnone at all\r\n" * 9,
    "too long": record(address(9), page(9), length=9_000),
    "too short": record(address(9), page(9), length=300),
    "endless": record(address(9), page(9), length=10**15),
    "negative": record(address(9), page(9), length=-5),
    "no number": record(address(9), page(9), length="many"),
    "no headers": b"WARC/1.0\r\n\r\n\r\n\r\n",
    "headers without end": b"WARC/1.0\r\nWARC-Type: response\r\n" + b"X-Long: yes\r\n" * 9_000,
    "binary": b"\x93" + random.Random(7).randbytes(4_000),  # noqa: S311 - no secret
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_record_costs_itself(name: str, form: str) -> None:
    parts = records(5)
    parts[2:2] = [BROKEN[name]]
    uris, errors = taken("a.warc" if form == "plain" else "a.warc.gz", whole(parts, form))
    assert uris == [address(number) for number in range(5)]
    assert len(errors) == (0 if form == "records" and name in {"garbage", "binary"} else 1) or form == "records"
    assert all(error.startswith(("a.warc, record at byte ", "a.warc.gz, record at byte ")) for error in errors)
    if form == "plain":
        assert errors[0].startswith(f"a.warc, record at byte {len(parts[0]) + len(parts[1]) - (name == 'x'):,}")


def test_a_truncated_member_in_the_middle_is_told_with_its_place() -> None:
    members = [packed(each) for each in records(5)]
    begin = len(members[0] + members[1])
    members[2] = members[2][:-70]
    uris, errors = taken("a.warc.gz", b"".join(members))
    assert uris == [address(number) for number in (0, 1, 3, 4)]
    assert len(errors) == 1
    assert f"a.warc.gz, record at byte {begin:,}: " in errors[0]


@pytest.mark.parametrize("cut", [1, 9, 30, 200])
@pytest.mark.parametrize("form", FORMS)
def test_an_archive_that_breaks_off_keeps_what_came_before(form: str, cut: int) -> None:
    uris, errors = taken("a.warc" if form == "plain" else "a.warc.gz", whole(records(4), form)[: -cut - 4])
    assert uris[:3] == [address(number) for number in range(3)][: len(uris)]
    assert len(uris) >= (3 if form != "one" else 0)
    assert len(errors) == (0 if form == "one" and len(uris) == 4 else 1)


def test_bytes_between_members_and_zeros_behind_them() -> None:
    members = [packed(each) for each in records(3)]
    uris, _ = taken("a.warc.gz", members[0] + b"\x1f\x8b\x08garbage" * 3 + members[1] + b"\0" * 99 + members[2] + b"\0")
    assert uris == [address(number) for number in range(3)]


@given(st.data())
def test_damage_in_one_record_costs_no_other(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(["plain", "records"]))
    parts = records(6)
    lot = [packed(each) for each in parts] if form == "records" else parts
    hurt = data.draw(st.integers(0, 5))
    start = data.draw(st.integers(0, len(lot[hurt]) - 1))
    end = min(len(lot[hurt]), start + data.draw(st.integers(0, 60)))
    filling = data.draw(st.binary(max_size=60))
    lot[hurt] = lot[hurt][:start] + filling + lot[hurt][end:]
    met = {
        found.split(b"\r\n")[0]
        for frame in frames(Window(io.BytesIO(b"".join(lot))), 1 << 20, Place())
        for found in frame.record.head.split(b"WARC-Target-URI: ")[1:]
        if frame.record.error is None
    }
    assert met >= {address(number).encode() for number in range(6) if number != hurt}


@given(st.binary(max_size=3_000))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    for head in (b"", b"WARC/1.0\r\n", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18"):
        for frame in frames(Window(io.BytesIO(head + raw)), 1 << 20, Place()):
            assert frame.record.error is not None or frame.record.head


@pytest.mark.parametrize("form", FORMS)
def test_what_is_no_page_is_counted_with_its_reason(form: str) -> None:
    parts = [
        plain("warcinfo", "info", b"software: x\r\n", "application/warc-fields"),
        plain("request", address(0), b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
        record(address(0), page(0)),
        plain("metadata", address(0), b"a: b\r\n", "application/warc-fields"),
        plain("revisit", address(0), b"HTTP/1.1 200 OK\r\n\r\n", "application/http; msgtype=response"),
        record(address(1), b"gone", status="404 Not Found"),
        record(address(2), b"", "Location: /3\r\nContent-Type: text/html", "301 Moved"),
        record(address(3), b"\x89PNG", "Content-Type: image/png"),
        record(address(4), b"\x89PNG", "Content-Type: image/png"),
        record("https://a.example/robots.txt", b"User-agent: *\nDisallow:\n", "Content-Type: text/plain"),
        record(address(5), b"x", "X: y"),
    ]
    Path("a.warc").write_bytes(whole(parts, form))
    notes = Notes()
    (found,) = collect("a.warc", diary=notes)
    assert found.document is not None
    (line,) = notes.lines
    assert line.startswith("a.warc: 10 records passed over: 2 image/png, ")
    for reason in ("1 request", "1 metadata", "1 revisit", "1 warcinfo", "1 answered 404", "1 answered 301"):
        assert reason in line
    assert line.endswith("2 others") or "robots.txt" in line


def test_a_page_keeps_how_it_was_got() -> None:
    more = "WARC-IP-Address: 192.0.2.7\r\n"
    headers = "Content-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\nX-Served-By: cache"
    Path("a.warc").write_bytes(record(address(1), gzip.compress(page()), headers, more=more))
    (found,) = collect("a.warc")
    exchange = found.exchange
    assert exchange is not None
    assert (exchange.url, exchange.status, exchange.address) == (address(1), 200, "192.0.2.7")
    assert ("x-served-by", "cache") in exchange.headers
    assert (exchange.archive, exchange.archived) == ("a.warc, record at byte 0", "2022-03-15T00:00:00Z")
    assert found.raw == page(), "unpacked, as a server's answer is"


def test_a_wet_file_gives_its_texts_as_they_are() -> None:
    text = "Poste attaqué\nDeux soldats ont été blessés dimanche près de Gao.\n"
    parts = [plain("warcinfo", "w", b"x"), plain("conversion", address(1), text.encode())]
    Path("a.warc.wet.gz").write_bytes(whole(parts, "records"))
    (found,) = collect("a.warc.wet.gz")
    assert found.document is not None
    assert (found.document.text, found.document.uri) == (text, address(1))
    Path("a.warc.wat").write_bytes(plain("metadata", address(1), b"{}", "application/json"))
    (none,) = collect("a.warc.wat")
    assert none.error is not None
    assert none.error.code == "no-article"


def test_changed_and_cut_bytes_are_flagged() -> None:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page()
    media = "application/http; msgtype=response"
    parts = [
        plain("response", address(1), block, media, more=digest(block)),
        plain("response", address(2), block, media, more=digest(block + b"!")),
        plain("response", address(3), block, media, more="WARC-Truncated: length\r\n"),
    ]
    Path("a.warc").write_bytes(b"".join(parts))
    sound, changed, cut = collect("a.warc")
    assert sound.flags == ()
    assert "digest" in changed.flags[0].note
    assert "cut when it was captured (length)" in cut.flags[0].note


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", "nonsense"])
def test_a_body_that_lies_about_its_packing_costs_itself(encoding: str) -> None:
    headers = f"Content-Type: text/html\r\nContent-Encoding: {encoding}"
    uris, _ = taken("a.warc", record(address(0), b"\x1f\x8b\x08no such thing", headers) + b"".join(records(3)[1:]))
    assert uris[-2:] == [address(1), address(2)]


def test_a_body_that_swells_costs_itself() -> None:
    bomb = gzip.compress(b"<p>A post was hit near Gao.</p>" * 1_000_000)
    parts = [record(address(0), bomb, "Content-Type: text/html\r\nContent-Encoding: gzip"), *records(3)[1:]]
    Path("a.warc.gz").write_bytes(whole(parts, "records"))
    first, *rest = collect("a.warc.gz", settings=Settings(max_text=100_000))
    assert first.error is not None
    assert first.error.code == "too-large"
    assert [each.uri for each in rest] == [address(1), address(2)]


def test_a_member_that_swells_costs_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corrobora.gather.archives.members.BOMB_FROM", 100_000)
    bomb = packed(record(address(0), b"\0" * 30_000_000))
    uris, errors = taken("a.warc.gz", bomb + whole(records(3)[1:], "records"))
    assert uris == [address(1), address(2)]
    assert len(errors) == 1
    assert "times its size" in errors[0]


def test_a_long_video_is_counted_and_a_long_page_told() -> None:
    parts = [
        record(address(0), b"\0" * 3_000_000, "Content-Type: video/mp4"),
        record(address(1), b"a" * 3_000_000),
        *records(3)[2:],
    ]
    notes = Notes()
    Path("a.warc").write_bytes(b"".join(parts))
    first, second = collect("a.warc", settings=Settings(max_text=100_000), diary=notes)
    assert first.error is not None
    assert first.error.code == "too-large"
    assert address(1) in first.error.message
    assert second.uri == address(2)
    assert "1 video/mp4" in notes.lines[0]


@pytest.mark.parametrize("pack", ["zstd", "lz4"])
def test_other_packings(pack: str) -> None:
    from fastwarc.stream_io import Lz4Writer, ZstdWriter

    out = io.BytesIO()
    with (ZstdWriter if pack == "zstd" else Lz4Writer)(out) as writer:
        writer.write(b"".join(records(3)))
    uris, errors = taken(f"a.warc.{'zst' if pack == 'zstd' else 'lz4'}", out.getvalue())
    assert uris == [address(number) for number in range(3)]
    assert errors == []


def test_the_layout_of_cc_news_and_patterns() -> None:
    for number, name in enumerate(("2021/11/CC-NEWS-20211128-00001", "2021/12/CC-NEWS-1", "2022/01/CC-NEWS-1")):
        path = Path("crawl-data/CC-NEWS") / f"{name}.warc.gz"
        path.parent.mkdir(parents=True)
        path.write_bytes(packed(record(address(number), page(number))))
    assert [each.uri for each in collect("crawl-data")] == [address(number) for number in range(3)]
    assert [each.uri for each in collect("crawl-data/CC-NEWS/2021/*/*.warc.gz")] == [address(0), address(1)]
    assert [each.uri for each in collect("crawl-data/**/CC-NEWS-1.*")] == [address(1), address(2)]
    (none,) = collect("crawl-data/*.arc")
    assert none.error is not None
    assert none.error.code == "missing"
    Path("[1].txt").write_text("A post was hit.")
    assert [each.uri for each in collect("[1].txt")] == ["[1].txt"], "a name with a bracket is first of all a name"


def test_the_fast_way_finds_the_same_words() -> None:
    Path("a.warc").write_bytes(b"".join(records(2)))
    careful, fast = (collect("a.warc", settings=Settings(pages=way))[1] for way in ("careful", "fast"))
    assert careful.document is not None
    assert fast.document is not None
    assert careful.document == fast.document
    assert (careful.extractor or "").startswith("trafilatura")
    assert (fast.extractor or "").startswith("resiliparse")


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "Two soldiers were hurt near Gao on Sunday, it said.",
        "<p>\0</p>",
        "",
        "<menu>Home",
        "\ud800",
    ],
)
def test_the_fast_way_stands_what_pages_do(html: str) -> None:
    Path("a.warc").write_bytes(record(address(0), html.encode("utf-8", "surrogatepass")) + records(2)[1])
    assert [each.uri for each in collect("a.warc", settings=Settings(pages="fast"))] == [address(0), address(1)]


def wacz(files: dict[str, bytes], name: str = "a.wacz") -> None:
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as out:
        for each, data in files.items():
            out.writestr(each, data)


def test_a_wacz_gives_the_pages_of_its_archives() -> None:
    wacz(
        {
            "archive/b.warc.gz": whole(records(2), "records"),
            "archive/a.warc": b"".join(records(4)[2:]),
            "pages/pages.jsonl": b'{"url": "https://a.example/1", "text": "Home"}\n',
            "datapackage.json": b"{}",
        }
    )
    found = collect("a.wacz")
    assert [each.uri for each in found] == [address(2), address(3), address(0), address(1)]
    assert found[0].exchange is not None
    assert found[0].exchange.archive == "a.wacz/archive/a.warc, record at byte 0"


@pytest.mark.parametrize("name", ["archive/../../etc/x.warc", "/archive/x.warc", "archive\\..\\..\\x.warc", "C:x.warc"])
def test_a_name_that_climbs_out_is_refused(name: str) -> None:
    data = b"".join(records(1))
    wacz({name: data, "archive/a.warc": data}, "a.zip")
    errors = [each.error.message for each in collect("a.zip") if each.error]
    assert [each.uri for each in collect("a.zip") if each.document] == [address(0)]
    assert len(errors) == 1
    assert "leads out of the archive" in errors[0]
    assert [each.name for each in Path().iterdir()] == ["a.zip"], "nothing is unpacked"


def test_a_zip_is_read_as_a_folder_is() -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as out:
        out.writestr("a.txt", "A post was hit.")
    wacz(
        {
            "news/a.txt": b"A post was hit.",
            "news/logo.png": b"\x89PNG",
            "__MACOSX/news/._a.txt": b"x",
            "rows.jsonl": json.dumps({"text": "Two died.", "uri": "u:1"}).encode(),
            "more.wacz": inner.getvalue(),
        },
        "a.zip",
    )
    found = collect("a.zip")
    assert [each.uri for each in found if each.document] == ["a.zip/news/a.txt", "u:1"]
    (error,) = (each.error for each in found if each.error)
    assert error is not None
    assert "an archive inside an archive" in error.message


def test_zip_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corrobora.gather.archives.zipped.BOMB_FROM", 100_000)
    wacz({"archive/a.warc": b"\0" * 900_000, "archive/b.warc": os.urandom(9_000)})
    (first, second) = collect("a.wacz")
    assert first.error is not None
    assert first.error.code == "too-large"
    assert second.error is not None
    wacz({f"archive/{number}.warc": b"\0" * 90_000 for number in range(99)})
    (found,) = collect("a.wacz")
    assert found.error is not None
    assert found.error.code == "too-large"


def test_zips_that_lie_lock_or_break_off() -> None:
    wacz({"archive/a.warc": b"".join(records(2)), "archive/b.warc": b"".join(records(3)[2:])})
    raw = bytearray(Path("a.wacz").read_bytes())
    place = raw.index(b"archive/a.warc") + 60
    raw[place : place + 9] = b"\xff" * 9
    Path("a.wacz").write_bytes(raw)
    found = collect("a.wacz")
    assert address(2) in [each.uri for each in found if each.document]
    assert any(each.error for each in found)
    Path("cut.wacz").write_bytes(raw[:400])
    (cut,) = collect("cut.wacz")
    assert cut.error is not None
    assert cut.error.code == "unreadable"
    locked = bytearray(Path("a.wacz").read_bytes())
    central = locked.index(b"PK\x01\x02")
    locked[central + 8] |= 1
    Path("a.wacz").write_bytes(locked)
    assert any("password" in each.error.message for each in collect("a.wacz") if each.error)


def test_a_zip_whose_entries_overlap_is_no_bomb() -> None:
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = kernel.compress(b"\0" * 1_000_000) + kernel.flush()
    name, crc = b"a.txt", zlib.crc32(b"\0" * 1_000_000)
    local = (
        struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, len(data), 1_000_000, len(name), 0) + name + data
    )
    entry = struct.pack(
        "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, crc, len(data), 1_000_000, len(name), 0, 0, 0, 0, 0, 0
    )
    many = (entry + name) * 5_000
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 5_000, 5_000, len(many), len(local), 0)
    Path("a.zip").write_bytes(local + many + end)
    (found,) = collect("a.zip")
    assert found.error is not None
    assert found.error.code == "too-large"


@pytest.mark.parametrize("form", FORMS)
def test_one_can_go_on_behind_every_record(form: str) -> None:
    parts = records(5)
    parts[2:2] = [b"garbage\r\n"]
    data = whole(parts, form)
    every = list(frames(Window(io.BytesIO(data)), 1 << 20, Place()))
    assert len(every) >= 5
    for number, frame in enumerate(every, 1):
        begin = frame.after.byte
        rest = list(frames(Window(io.BytesIO(data[begin:]), begin), 1 << 20, frame.after))
        assert [each.record.block for each in rest] == [each.record.block for each in every[number:]]


@pytest.mark.parametrize(
    "made",
    [
        b"".join(record(address(number), b"x", length=19_000_000) for number in range(20_000)),
        b"".join(record(address(number), b"x", length=10**12) for number in range(20_000)),
        b"WARC/" * 300_000,
        b"WARC/1.0\r\n" * 200_000,
        b"\x1f\x8b\x08" * 200_000,
        record(address(0), b"WARC/" * 300_000, length=10**12),
        b"WARC/1.0\r\nWARC-Type: response\r\n" * 5_000,
    ],
    ids=["long", "endless", "marks", "lines", "members", "inside", "headers"],
)
def test_what_is_made_to_take_long_does_not(made: bytes) -> None:
    sound = records(1)[0]
    for data in (made + (packed(sound) if made[:2] == b"\x1f\x8b" else sound), packed(made) + packed(sound)):
        met = [frame for frame in frames(Window(io.BytesIO(data)), 20_000_000, Place()) if not frame.record.error]
        assert met[-1].record.block.endswith(b"</html>")


@pytest.mark.parametrize("form", FORMS)
def test_memory_stays_flat(form: str) -> None:
    part = record(address(1), b"\0" * 40_000, "Content-Type: image/png")
    stream: io.RawIOBase = Repeated(packed(part) if form == "records" else part, 1_600)
    if form == "one":
        stream = io.BytesIO(packed(part * 1_600))  # type: ignore[assignment]
    notes = Notes()
    tracemalloc.start()
    (none,) = gather(["-"], Settings(), io.BufferedReader(stream), notes)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert none.error is not None
    assert notes.lines == ["-: 1,600 records passed over: 1,600 image/png"]
    assert most < 9_000_000, "of 64 MB"
