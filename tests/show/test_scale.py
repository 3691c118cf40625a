"""`corrobora scale`: a pool, Spark in this process and a cluster come to the same rows."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from corrobora.show.scale.run import copies_and_say, link_and_say, read_and_say
from tests.gather.archived import address, record, records, whole

pytestmark = [
    pytest.mark.usefixtures("here"),
    pytest.mark.filterwarnings("ignore:This process:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas"),
]
RAID = (
    "Gunmen attacked an army post near Gao on 3 May 2021, killing 14 soldiers, the army said in a statement. "
    "Two vehicles burned, a resident of the town told reporters. The wounded were flown to a hospital in the north."
)
AUBE = "Des hommes armés ont tué 14 soldats près de Gao le 3 mai 2021, selon l'armée. Deux véhicules ont brûlé."
FAJR = "قتل 14 جنديا في هجوم قرب غاو في 3 مايو 2021، وفق الجيش."


def documents() -> list[dict[str, str | None]]:
    """Return rows of documents: told twice, copied, in three languages, and three that can't be read."""
    told = [
        ("1", RAID, None, "River Wire", "2021-05-04"),
        ("2", RAID, None, "Morning Post", "2021-05-05"),
        ("3", AUBE, None, "Fleuve", "2021-05-04"),
        ("4", FAJR, None, "النهر", None),
        ("5", None, None, None, "2021-05-04"),
        ("6", None, f"<title>Raid</title><article><h1>Raid</h1><p>{RAID}</p></article>", "Evening Sun", "2021-05-06"),
        ("7", "   ", None, None, None),
        ("8", "Zu Hause ist es am schönsten, sagt man, und manchmal stimmt das sogar für alle.", None, None, None),
    ]
    names = ("uri", "text", "html", "outlet", "published")
    return [dict(zip(names, (f"https://a.example/{number}", *rest), strict=True)) for number, *rest in told]


@pytest.fixture
def given(tmp_path: Path) -> Path:
    return written(tmp_path)


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which a pool worked."""
    return tmp_path_factory.mktemp("pool")


@pytest.fixture(scope="module")
def wanted(pool: Path) -> tuple[list[dict[str, object]], ...]:
    """Return what a pool comes to."""
    return everything(written(pool), pool / "out", None)


def written(folder: Path) -> Path:
    """Return a folder with the documents in two files."""
    folder /= "in"
    folder.mkdir()
    rows = documents()
    names = ("uri", "text", "html", "outlet", "published")
    schema = pa.schema([(name, pa.string()) for name in names])
    for number, some in enumerate((rows[:5], rows[5:])):
        pq.write_table(pa.Table.from_pylist(some, schema=schema), folder / f"{number}.parquet")
    return folder


def rows_in(folder: Path, key: str) -> list[dict[str, object]]:
    tables = [pq.ParquetFile(file).read() for file in sorted(folder.rglob("*.parquet"))]
    rows = [row for table in tables for row in table.to_pylist()]
    return sorted(rows, key=lambda row: str(row["document"]["uri"] if key == "uri" else row[key]))


def everything(given: Path, out: Path, master: str | None) -> tuple[list[dict[str, object]], ...]:
    """Return what reading, linking and finding copies come to."""
    read_and_say(given, out / "read", master, 1, gated=False)
    link_and_say(out / "read", out / "link", master)
    copies_and_say(out / "read", out / "copies", master)
    return rows_in(out / "read", "uri"), rows_in(out / "link", "claim"), rows_in(out / "copies", "id")


def test_a_pool_reads_links_and_finds_copies(
    pool: Path, wanted: tuple[list[dict[str, object]], ...], capfd: pytest.CaptureFixture[str]
) -> None:
    read, links, copies = wanted
    assert [row["document"]["uri"] for row in read] == [row["uri"] for row in documents()]  # type: ignore[index]
    errors = [row["error"]["code"] for row in read if row["error"]]  # type: ignore[index]
    assert errors == ["no-text", "empty", "language"]
    days = {each.name for each in (pool / "out" / "read").glob("date=*")}
    assert {"date=2021-05-04", "date=2021-05-05", "date=2021-05-06", "date=undated"} == days
    incidents = [row["incident"] for row in links]
    assert len(set(incidents)) < len(incidents)
    (copied,) = [row["members"] for row in copies if row["kind"] == "copy"]
    assert copied == [f"https://a.example/{number}" for number in (1, 2, 6)]
    capfd.readouterr()
    read_and_say(pool / "in", pool / "out" / "read", None, 1, gated=False)
    assert "2 of 2 shards were done before" in capfd.readouterr().err


def test_a_file_that_is_no_parquet_costs_no_other(given: Path, capfd: pytest.CaptureFixture[str]) -> None:
    import typer

    (given / "0.parquet").write_bytes(b"no such thing")
    with pytest.raises(typer.Exit):
        read_and_say(given, given.parent / "out", None, 1, gated=False)
    said = capfd.readouterr().err
    assert "0.parquet: can't be read as Parquet" in said
    assert "3 rows read" in said


def test_rows_without_words_of_conflicts_are_rows_with_an_error(given: Path) -> None:
    rice = {"uri": "https://a.example/rice", "text": "Rice needs about twenty minutes in salted water, and a lid."}
    rows = [{"uri": "https://a.example/1", "text": RAID}, rice]
    (given / "1.parquet").unlink()
    pq.write_table(pa.Table.from_pylist(rows), given / "0.parquet")
    read_and_say(given, given.parent / "out", None, 1, gated=True)
    found = {row["document"]["uri"]: row["error"] for row in rows_in(given.parent / "out", "uri")}  # type: ignore[index]
    assert found["https://a.example/rice"]["code"] == "gate"  # type: ignore[index]
    assert found["https://a.example/1"] is None


def test_a_column_of_bytes_is_no_text(given: Path) -> None:
    (given / "1.parquet").unlink()
    rows = [{"uri": "https://a.example/1", "text": RAID.encode()}]
    pq.write_table(pa.Table.from_pylist(rows), given / "0.parquet")
    read_and_say(given, given.parent / "out", None, 1, gated=False)
    (found,) = rows_in(given.parent / "out", "uri")
    assert found["error"]["code"] == "bad-json"  # type: ignore[index]
    assert "bytes" in found["error"]["message"]  # type: ignore[index]


def test_archives_are_read_page_by_page(given: Path) -> None:
    folder = given.parent / "archives"
    folder.mkdir()
    rice = "<title>Rice</title><p>Rice needs about twenty minutes in salted water, and a lid on the pot.</p>"
    parts = [
        *records(3),
        record("https://a.example/rice", rice.encode()),
        record("https://a.example/x", b"", status="404 No"),
    ]
    (folder / "a.warc.gz").write_bytes(whole(parts, "records"))
    read_and_say(folder, given.parent / "out", None, 1, gated=True)
    found = {row["document"]["uri"]: row["error"] for row in rows_in(given.parent / "out", "uri")}  # type: ignore[index]
    assert [uri for uri, error in found.items() if error is None] == [address(number) for number in range(3)]
    assert found["https://a.example/rice"]["code"] == "gate"  # type: ignore[index]
    assert len(found) == 4


def needs_spark() -> None:
    if not os.environ.get("CI") and (find_spec("pyspark") is None or shutil.which("java") is None):
        pytest.skip("Spark isn't there: pip install -e '.[spark]', and Java 17 or newer")
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")


@pytest.mark.slow
def test_spark_in_this_process_comes_to_the_same_rows(given: Path, wanted: tuple[list[dict[str, object]], ...]) -> None:
    needs_spark()
    assert everything(given, given.parent / "spark", "local[2]") == wanted


@pytest.mark.slow
def test_spark_gives_each_archive_and_each_core_a_task(given: Path) -> None:
    needs_spark()
    folder, out = given.parent / "archives", given.parent / "out"
    folder.mkdir()
    pages = records(9)
    for number in range(3):
        (folder / f"{number}.warc.gz").write_bytes(whole(pages[number::3], "records"))
    rows = [{"uri": f"https://a.example/{number}", "text": RAID, "published": "2021-05-04"} for number in range(8)]
    pq.write_table(pa.Table.from_pylist(rows), given / "alone.parquet")
    read_and_say(folder, out / "pool", None, 1, gated=True)
    read_and_say(folder, out / "archives", "local[2]", 3, gated=True)
    assert rows_in(out / "archives", "uri") == rows_in(out / "pool", "uri")
    assert len(list((out / "archives").glob("date=*/*.parquet"))) == 3
    read_and_say(given / "alone.parquet", out / "alone", "local[2]", 1, gated=True)
    assert len(rows_in(out / "alone", "uri")) == 8
    assert len(list((out / "alone").glob("date=*/*.parquet"))) == 2


@pytest.mark.slow
def test_a_cluster_comes_to_the_same_rows_though_a_worker_is_killed(
    given: Path, wanted: tuple[list[dict[str, object]], ...]
) -> None:
    needs_spark()
    with cluster(given.parent) as (master, workers):
        out = given.parent / "cluster"
        read_and_say(given, out / "read", master, 2, gated=False)
        assert rows_in(out / "read", "uri") == wanted[0]
        with killed_soon(workers[0]):
            link_and_say(out / "read", out / "link", master)
            copies_and_say(out / "read", out / "copies", master)
        assert workers[0].poll() is not None
        assert rows_in(out / "link", "claim") == wanted[1]
        assert rows_in(out / "copies", "id") == wanted[2]


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Give the address of a standalone master, and its two workers."""
    import pyspark

    home = Path(pyspark.__file__).parent
    port = free_port()
    env = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_WORKER_DIR": str(folder)}
    start = [str(home / "bin" / "spark-class"), "org.apache.spark.deploy.{0}.{1}", "--host", "127.0.0.1"]
    with ExitStack() as stack:

        def started(package: str, name: str, *more: str) -> subprocess.Popen[bytes]:
            command = [start[0], start[1].format(package, name), *start[2:], *more]
            log = stack.enter_context((folder / f"{name}.log").open("ab"))
            process = subprocess.Popen(command, env=env, stdout=log, stderr=log, start_new_session=True)  # noqa: S603
            stack.callback(process.wait)
            stack.callback(process.kill)
            return process

        started("master", "Master", "--port", str(port), "--webui-port", "0")
        address = f"spark://127.0.0.1:{port}"
        wait_for(lambda: is_open(port))
        worker = ("--cores", "1", "--memory", "1g", "--webui-port", "0", address)
        workers = [started("worker", "Worker", *worker) for _ in range(2)]
        wait_for(lambda: (folder / "Master.log").read_text(errors="replace").count("Registering worker") == 2)
        yield address, workers


@contextmanager
def killed_soon(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Kill a process a few seconds on, while something else is done."""
    with subprocess.Popen(["sh", "-c", f"sleep 6; kill -9 {process.pid}"]) as killer:  # noqa: S603, S607
        yield
        killer.wait()
    process.wait(10)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def is_open(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def wait_for(ready: object, most: float = 120) -> None:
    assert callable(ready)
    until = time.monotonic() + most
    while not ready():
        assert time.monotonic() < until, "the cluster did not start"
        time.sleep(0.2)
