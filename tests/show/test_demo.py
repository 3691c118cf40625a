"""The demonstration begins anew each time, and never at the cost of somebody's ledger."""

from pathlib import Path

import pytest

from corrobora.errors import UsageError
from corrobora.keep.ledger import open_ledger
from corrobora.show.demo import command, remove_earlier
from corrobora.types import Document, Reading


def _ledger(path: Path, uri: str) -> None:
    document = Document("d-1", uri, "text", "0" * 64)
    with open_ledger(str(path)) as ledger:
        ledger.record(document, b"text", Reading(document), None)


def test_an_earlier_demonstration_is_removed(tmp_path: Path) -> None:
    _ledger(tmp_path / "demo.db", "demo/iraq/01-tigris-wire.html")
    remove_earlier(tmp_path / "demo.db")
    assert not list(tmp_path.iterdir())


def test_a_ledger_of_something_else_stays(tmp_path: Path) -> None:
    _ledger(tmp_path / "demo.db", "mine.txt")
    with pytest.raises(UsageError, match=r"mine\.txt, which is no demo article"):
        remove_earlier(tmp_path / "demo.db")
    assert (tmp_path / "demo.db").exists()


@pytest.mark.parametrize(
    ("called", "found", "typed"),
    [
        (".venv/bin/corrobora", None, ".venv/bin/corrobora"),
        (".venv/bin/corrobora", "/usr/bin/corrobora", "corrobora"),
        ("-c", None, "corrobora"),
    ],
)
def test_it_tells_what_can_be_typed(
    called: str, found: str | None, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", [called])
    monkeypatch.setattr("shutil.which", lambda _: found)
    assert command() == typed
