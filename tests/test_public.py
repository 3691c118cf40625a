"""The public verbs, and that importing the package costs nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

import corrobora
from corrobora.schema import from_arrow
from corrobora.types import Document

_TEXT = "Two soldiers were killed in Mopti on 3 May 2021, the army said."


def test_a_file_and_a_document_read_alike(here: Path) -> None:
    (here / "a.txt").write_text(_TEXT, encoding="utf-8")
    of_file, of_document, missing = corrobora.read("a.txt", Document("d-1", "note", _TEXT, ""), here / "none.txt")
    assert [claim.event for claim in of_file.claims] == [claim.event for claim in of_document.claims]
    assert of_file.claims
    assert missing.error is not None
    assert missing.error.code == "missing"


def test_a_batch_gives_one_reading_a_row() -> None:
    batch = pa.RecordBatch.from_pylist(
        [
            {"uri": "u:1", "text": _TEXT, "published": "2021-05-04"},
            {"uri": "u:2", "text": None, "published": None},
            {"uri": "u:3", "text": "Nothing of note.\u2028", "published": None},
        ]
    )
    readings = from_arrow(corrobora.read_batch(batch))
    assert [reading.document.uri for reading in readings][::2] == ["u:1", "u:3"]
    assert readings[0].claims
    assert readings[1].error is not None


def test_a_ledger_opens_and_explains(here: Path) -> None:
    [reading] = corrobora.read(Document("d-1", "note", _TEXT, ""))
    with corrobora.open_ledger(str(here / "a.db"), create=True) as ledger:
        ledger.record(reading.document, _TEXT.encode(), reading)
        assert "rule: " in corrobora.explain(reading.claims[0].id, ledger)
    assert "Two soldiers" in corrobora.explain(reading.claims[0].id, [reading])


def test_a_name_that_is_not_there_is_told() -> None:
    with pytest.raises(AttributeError, match="it has"):
        corrobora.write  # noqa: B018
    assert set(corrobora.__all__) <= set(dir(corrobora))
    assert corrobora.__version__


@pytest.mark.parametrize("first", ["import corrobora", "import corrobora.read.article"])
def test_the_verb_read_stands_whatever_was_imported_first(first: str, here: Path) -> None:
    code = f"{first}; import corrobora; import sys; print(callable(corrobora.read))"
    ran = subprocess.run([sys.executable, "-c", code], cwd=here, capture_output=True, check=True, text=True)  # noqa: S603
    assert ran.stdout == "True\n"


def test_importing_loads_no_room(here: Path) -> None:
    code = "import corrobora, sys; print([name for name in sys.modules if name.startswith('corrobora.')])"
    ran = subprocess.run([sys.executable, "-c", code], cwd=here, capture_output=True, check=True, text=True)  # noqa: S603
    assert ran.stdout == "[]\n"


def test_what_is_in_a_language_that_the_settings_leave_out_is_not_read(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CORROBORA_LANGUAGES", "fr,ar")
    (here / "a.txt").write_text(_TEXT, encoding="utf-8")
    batch = pa.RecordBatch.from_pylist([{"uri": "u:1", "text": _TEXT}])
    read = [*corrobora.read("a.txt", Document("d-1", "note", _TEXT, "")), *from_arrow(corrobora.read_batch(batch))]
    assert [reading.error and reading.error.code for reading in read] == ["language"] * 3
    (french,) = corrobora.read(Document("d-2", "note", "Deux soldats ont été tués à Mopti.", "", language="fr-ML"))
    assert french.claims


def test_help_loads_nothing_heavy(here: Path) -> None:
    heavy = (
        "altair",
        "duckdb",
        "geopandas",
        "h3",
        "ibis",
        "jinja2",
        "lxml",
        "numpy",
        "pandas",
        "pyarrow",
        "rich",
        "sqlalchemy",
    )
    code = f"import sys; import corrobora.show.cli; print([name for name in {heavy!r} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], cwd=here, capture_output=True, check=True, text=True)  # noqa: S603
    assert ran.stdout == "[]\n"
