"""Archives, tables and lists at the command line."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from corrobora.keep.evidence import pack
from corrobora.keep.ledger import open_ledger
from corrobora.show.cli import app
from corrobora.show.exits import guarded
from tests.gather.archived import address, page, plain, record, records, whole
from tests.gather.serving import answer, serve

pytestmark = pytest.mark.usefixtures("here")


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    """Return exit code, stdout and stderr of a command in this process."""
    code = guarded(lambda: app(list(args), prog_name="corrobora"))
    out, err = capsys.readouterr()
    return code, out, err


def test_an_archive_is_added_once_and_packed_again(capsys: pytest.CaptureFixture[str]) -> None:
    parts = [plain("warcinfo", "w", b"x"), *records(2), record(address(1), page(1), length=9)]
    Path("a.warc.gz").write_bytes(whole(parts, "plain"))
    code, _, err = run(capsys, "add", "a.warc.gz")
    assert code == 1
    assert "2 added, 0 already there, 1 failed" in err
    assert "a.warc.gz, record at byte" in err
    assert "1 record passed over: 1 warcinfo" in err
    code, _, err = run(capsys, "add", "a.warc.gz")
    assert (code, "was taken whole before" in err) == (0, True)
    code, _, err = run(capsys, "add", "a.warc.gz", "--from-start")
    assert (code, "0 added, 2 already there, 1 failed" in err) == (1, True)
    with open_ledger("corrobora.db") as ledger:
        told = [each.custody or "" for each in ledger.captures()]
        pack(ledger, Path("evidence.wacz"))
    assert all('"archived": "2022-03-15T00:00:00Z"' in each for each in told)
    assert '"archive": "a.warc.gz, record at byte' in told[0]
    code, _, err = run(capsys, "add", "evidence.wacz")
    assert "0 added, 2 already there, 0 failed" in err, "what was packed comes back as it was"


def test_columns_are_told_and_wrong_ones_are_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    Path("rows.csv").write_text("Quote\nTwo soldiers were killed in Mopti on 3 May 2021.\n")
    code, out, _ = run(capsys, "read", "rows.csv", "--columns", "text=Quote", "--format", "csv")
    assert code == 0
    assert "Two soldiers" in out
    assert run(capsys, "read", "rows.csv")[0] == 1
    assert run(capsys, "read", "rows.csv", "--columns", "Quote")[0] == 2


def test_what_is_known_of_sources_goes_before_what_they_say(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text("Two soldiers were killed in Mopti on Monday, the army said.")
    known = ("--published", "2021-05-04", "--outlet", "Radio Gao")
    _, out, _ = run(capsys, "read", "a.txt", *known, "--format", "jsonl")
    document = json.loads(out)["document"]
    assert (document["outlet"], document["published"]) == ("Radio Gao", {"edtf": "2021-05-04", "basis": "stated"})
    assert run(capsys, "add", "a.txt", *known)[0] == 0
    _, out, _ = run(capsys, "incidents", "--format", "jsonl")
    assert json.loads(out)["when"] == "2021-05-03"
    code, _, err = run(capsys, "add", "a.txt", "--published", "31/12/2021")
    assert (code, "'31/12/2021': this is no date" in err) == (2, True)


def test_a_list_is_followed_only_when_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORROBORA_PRIVATE_HOSTS", "127.0.0.1")
    with serve({"/1": answer(page(1), "text/html")}) as site:
        Path("list.csv").write_text(f"title,url\nPost hit,{site.url}/1\n")
        code, _, err = run(capsys, "add", "list.csv")
        assert (code, site.asked) == (1, [])
        assert err.startswith("list.csv: lists 1 address at 1 host, and no text; `--fetch` asks for the pages")
        code, _, err = run(capsys, "add", "list.csv", "--fetch")
        assert (code, "1 added" in err) == (0, True)
        code, _, err = run(capsys, "add", "list.csv", "--fetch")
        assert (code, "list.csv: 1 of 1 pages were fetched before" in err) == (0, True)
        code, out, _ = run(capsys, "read", "list.csv", "--fetch", "--format", "csv")
        assert (code, "Gao" in out) == (0, True)


def test_a_zip_beside_other_files(capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile("lot.zip", "w") as out:
        out.writestr("a.txt", "Two soldiers were killed in Mopti on 3 May 2021, the army said.")
        out.writestr("../b.txt", "x")
    code, _, err = run(capsys, "add", "lot.zip")
    assert code == 1
    assert "lot.zip/a.txt: 1 incident" in err
    assert "lot.zip/../b.txt: its name leads out of the archive" in err
