"""The table names what is missed and what is not there."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from bench import table

FLOORS = Path(table.__file__).with_name("floors.toml")


def test_every_floor_is_of_a_figure_that_the_table_shows() -> None:
    levels = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    goals = levels.pop("goals")
    for name, floors in levels.items():
        assert set(floors) <= set(table.SETS[name].figures), name
    for name, wanted in goals.items():
        assert set(wanted) <= set(levels[name]), name
        assert all(wanted[measure] >= levels[name][measure] for measure in wanted), name


def test_a_figure_below_its_floor_is_missed() -> None:
    levels = {"x": {"f1": 0.5, "bad_spans": 0}, "goals": {"x": {"f1": 0.9}}}
    rows = list(table.rows("x", {"f1": 0.49, "bad_spans": 1, "other": 0.1}, levels))
    assert [ok for _, ok in rows] == [False, False, True]
    assert rows[0][0].split() == ["x", "f1", "0.490", "0.50", "0.90", "MISSED"]


def test_a_set_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["table", "--gold", str(tmp_path), "--only", "re3d"])
    assert table.main() == 0
    assert f"not here: {tmp_path / 're3d'}" in capsys.readouterr().out


def test_a_program_that_fails_is_named_and_counts_as_missed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "re3d").mkdir()
    monkeypatch.setattr(sys, "argv", ["table", "--gold", str(tmp_path), "--only", "re3d"])
    assert table.main() == 1
    assert "FAILED: bench.re3d printed no organisation" in capsys.readouterr().out
