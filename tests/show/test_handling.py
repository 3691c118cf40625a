"""How a ledger was handled is listed from the first capture to the last export."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from corrobora.errors import LedgerError, UsageError
from corrobora.gather import Gathered
from corrobora.keep import open_ledger
from corrobora.read.article import read_document
from corrobora.reckon.books import books
from corrobora.settings import Settings
from corrobora.show.custody import custody_of, digests
from corrobora.show.evidence import pack_and_say, verify_and_print
from corrobora.show.exports import export_and_say
from corrobora.show.formats import Format
from corrobora.show.handling import print_custody
from corrobora.show.review import decide
from corrobora.show.run import write_page
from corrobora.types import Dated, Document

TEXT = """Gunmen attacked an army post in Gao, Mali, on 3 May 2021, killing at least four soldiers, the army said.
"They came at dawn," said Amadou Diallo, a shopkeeper."""
DOCUMENT = Document("d-1", "https://a.example/1", TEXT, "", "River Post", published=Dated("2021-05-04", "stated"))


@pytest.fixture
def kept(here: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a ledger in the folder, with one article."""
    monkeypatch.setenv("CORROBORA_OPERATOR", "desk 2")
    custody = custody_of(Gathered(DOCUMENT.uri, "http"), Settings(operator="ann"))
    with open_ledger("corrobora.db") as ledger:
        ledger.record(DOCUMENT, TEXT.encode(), read_document(DOCUMENT), "2021-05-05T08:00:00+00:00", "http", custody)
    return str(here / "corrobora.db")


def test_captures_decisions_exports_and_packs_are_listed_with_who(
    kept: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_ledger(kept) as ledger:
        claim = next(ledger.readings()).claims[0].id
    decide("comment", [claim], kept, "bo", "seen")
    export_and_say("csv", here / "out.csv", kept, None, names=False)
    pack_and_say(kept, here / "e.wacz")
    capsys.readouterr()
    print_custody(kept, Format.jsonl)
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    told = [(row["act"], row["operator"]) for row in rows]
    assert told[0] == ("capture", "ann")
    assert sorted(told[1:]) == [("comment", "bo"), ("export", "desk 2"), ("pack", "desk 2"), ("read", "ann")]
    exported = next(row for row in rows if row["act"] == "export")
    assert exported["tool"].startswith("corrobora ")
    digest = hashlib.sha256((here / "out.csv").read_bytes()).hexdigest()
    assert json.loads(exported["detail"])["sha256"]["out.csv"] == digest
    verify_and_print(kept, None)


def test_a_handling_is_in_the_pack_and_an_export_from_a_cut_ledger_shows(kept: str, here: Path) -> None:
    export_and_say("jsonl", here / "out.jsonl", kept, None, names=True)
    with open_ledger(kept) as ledger:
        (handled,) = ledger.handlings()
        assert handled.heads == ledger.heads() | {"handling": "0" * 64}
        assert (handled.format, set(handled.files)) == ("jsonl", {"out.jsonl", "out.jsonl.losses.json"})


def test_what_is_no_file_has_no_digest(here: Path) -> None:
    (here / "a").write_bytes(b"a")
    assert list(digests([here / "a", Path("/dev/null"), here / "none"])) == ["a"]


@pytest.mark.parametrize(("mask", "shown"), [("exports", True), ("nowhere", True), ("everywhere", False)])
def test_one_setting_hides_private_names_in_pages_too(
    here: Path, monkeypatch: pytest.MonkeyPatch, mask: str, *, shown: bool
) -> None:
    monkeypatch.setenv("CORROBORA_MASK", mask)
    write_page(here / "r.html", books([read_document(DOCUMENT)]))
    assert ("Diallo" in (here / "r.html").read_text(encoding="utf-8")) is shown


def test_the_setting_shows_names_in_exports(
    kept: str, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    export_and_say("jsonl", here / "hidden.jsonl", kept, None, names=False)
    monkeypatch.setenv("CORROBORA_MASK", "nowhere")
    export_and_say("jsonl", here / "shown.jsonl", kept, None, names=False)
    assert "Diallo" not in (here / "hidden.jsonl").read_text(encoding="utf-8")
    assert "Diallo" in (here / "shown.jsonl").read_text(encoding="utf-8")
    assert capsys.readouterr().err.count("are hidden") == 1
    monkeypatch.setenv("CORROBORA_MASK", "partly")
    with pytest.raises(UsageError, match="none of nowhere, exports, everywhere"):
        export_and_say("jsonl", here / "x.jsonl", kept, None, names=False)


def test_an_empty_file_is_no_ledger_to_look_into(here: Path) -> None:
    (here / "books.db").touch()
    with pytest.raises(LedgerError, match="it is empty; restore a copy"):
        verify_and_print("books.db", None)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_device_is_written_to_straight(kept: str, here: Path) -> None:
    assert here.is_dir()
    with pytest.raises(UsageError, match=r"/dev/full: can't be written: no space left"):
        export_and_say("csv", Path("/dev/full"), kept, None, names=False)
    assert Path("/dev/full").is_char_device()
    with open_ledger(kept) as ledger:
        assert ledger.handlings() == [], "nothing left"
