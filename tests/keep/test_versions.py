"""One place read more than once: by other rules, or with another text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Boolean, Column, Integer, LargeBinary, MetaData, String, Table, Text, UniqueConstraint

from corrobora.keep import Ledger, open_ledger
from corrobora.keep import ledger as ledger_module
from corrobora.keep.chain import START, link_hash
from corrobora.keep.connect import connect
from corrobora.keep.differences import differences
from corrobora.keep.tables import OLDER
from corrobora.read.article import read_document
from corrobora.schema import to_json
from corrobora.types import Dated, Document, Handling, Reading
from tests.factory import incident, reading
from tests.keep.test_ledger import put

TEXT = "Three soldiers were killed in Gao on 3 May 2021, the army said."
EDITED = "Five soldiers were killed in Gao on 3 May 2021, the army said. Two trucks burned."


def read(text: str) -> Reading:
    return read_document(Document("d-1", "a.txt", text, "", published=Dated("2021-05-04", "stated")))


def as_edition(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(ledger_module, "edition", lambda: name)


def kinds(ledger: Ledger) -> list[tuple[str, str | None]]:
    return [(each.kind, each.now) for versions in ledger.versions() for each in differences(versions)]


def test_a_newer_edition_reads_the_same_bytes_again_and_counts(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    old = replace(read(TEXT), claims=())
    with open_ledger(path) as ledger:
        as_edition(monkeypatch, "1+a")
        assert put(ledger, old)
        assert not put(ledger, read(TEXT))
        ledger.flush()
        as_edition(monkeypatch, "1+b")
        assert put(ledger, read(TEXT))
        assert list(ledger.readings()) == [read(TEXT)]
        assert list(ledger.readings("2021-11-30")) == [old], "the newer edition had read nothing by then"
        assert {kind for kind, _ in kinds(ledger)} == {"gained"}
        assert ledger.verify() == []


def test_an_edited_text_shows_its_edits_and_what_they_did(path: str) -> None:
    with open_ledger(path) as ledger:
        put(ledger, read(TEXT))
        put(ledger, read(EDITED))
        found = [each for versions in ledger.versions() for each in differences(versions)]
    assert next((each.was, each.now) for each in found if each.kind == "edited") == ("Three", "Five")
    changed = next(each for each in found if each.kind == "changed")
    assert "quantities" in changed.fields
    assert "voice" not in changed.fields, "its words only moved"


def test_what_was_read_once_shows_nothing(path: str) -> None:
    with open_ledger(path) as ledger:
        put(ledger, read(TEXT))
        assert kinds(ledger) == []


def first_format(path: str, made: Reading) -> None:
    """Make a ledger as the first format had it, with one row."""
    tables = MetaData()
    about = Table("corrobora_ledger", tables, Column("format", String(40), primary_key=True))
    raws = Table("raws", tables, Column("sha256", String(64), primary_key=True),
                 Column("size", Integer, nullable=False), Column("content", LargeBinary, nullable=False))  # fmt: skip
    names = ("uri", "sha256", "captured", "method", "published", "failed", "version", "reading")
    entries = Table(
        "entries", tables, Column("seq", Integer, primary_key=True, autoincrement=True),
        *(Column(name, Boolean if name == "failed" else Text, nullable=name in {"captured", "published"})
          for name in names),
        Column("previous", String(64), nullable=False), Column("hash", String(64), nullable=False, unique=True),
        UniqueConstraint("uri", "sha256", "failed"),
    )  # fmt: skip
    row = dict(zip(names, (made.document.uri, "00", None, "file", None, False, "0.1.0", to_json(made)), strict=True))
    engine, _ = connect(path)
    with engine.begin() as connection:
        for table in ("handling", "decisions", "entries", "raws", "corrobora_ledger"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        tables.create_all(connection)
        connection.execute(about.insert().values(format="corrobora-ledger/1"))
        connection.execute(raws.insert().values(sha256="00", size=0, content=b""))
        connection.execute(entries.insert().values(**row, previous=START, hash=link_hash(START, row)))
    engine.dispose()


def test_a_ledger_of_the_first_format_is_brought_up_and_loses_nothing(path: str) -> None:
    made = reading("a", incident("A depot burned."))
    first_format(path, made)
    with open_ledger(path) as ledger:
        assert list(ledger.readings()) == [made]
        assert put(ledger, reading("b", incident("A bridge fell.")))
        assert not [fault for fault in ledger.verify() if fault.startswith("row")]
        ledger.note(Handling("2021-11-28T08:00:00+00:00", "export", "ann", "corrobora 1", ledger.heads()))
    with open_ledger(path) as ledger:
        assert len(list(ledger.readings())) == 2
        assert len(ledger.handlings()) == 1


def test_a_ledger_of_the_second_format_gets_the_log_of_custody(path: str) -> None:
    made = reading("a", incident("A depot burned."))
    with open_ledger(path) as ledger:
        put(ledger, made)
        kept = ledger.last_hash()
    engine, _ = connect(path)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE handling")
        connection.exec_driver_sql("DROP TABLE corrobora_ledger")
        connection.exec_driver_sql("CREATE TABLE corrobora_ledger (format VARCHAR(40) PRIMARY KEY)")
        connection.exec_driver_sql("INSERT INTO corrobora_ledger VALUES ('corrobora-ledger/2')")
    engine.dispose()
    with open_ledger(path) as ledger:
        assert list(ledger.readings()) == [made]
        assert ledger.last_hash() == kept
        assert ledger.handlings() == []
        assert ledger.verify() == []


def test_every_older_format_has_a_test_here() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert [each for each in OLDER if f'"{each}"' not in text and f"'{each}'" not in text] == []
