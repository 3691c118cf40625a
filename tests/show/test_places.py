"""The commands on places: what a name may mean and why, which gazetteer is in use, and importing another."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corrobora.show.cli import app
from corrobora.show.exits import guarded
from tests.read.dumps import make_base, name_row, place_row, write


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, list[dict[str, Any]], str]:
    """Return the exit code, the rows and the messages of a command of `places`."""
    code = guarded(lambda: app(["places", *args], prog_name="corrobora"))
    out, err = capsys.readouterr()
    return code, [json.loads(line) for line in out.splitlines()], err


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a dump and its names, beside a small index that is in use."""
    monkeypatch.setenv("CORROBORA_CACHE", str(tmp_path / "cache"))
    make_base(tmp_path / "cache")
    rows = [place_row(9000002, "Tolékoura", people=1_200), place_row(9000003, "Souma Peul"), "bad\trow"]
    return [
        str(write(tmp_path / "ML.zip", rows)),
        str(write(tmp_path / "alternateNamesV2.zip", [name_row(1, 9000002, "ar", "توليكورا")])),
    ]


@pytest.mark.parametrize("name", ["Abou Kamal", "البوكمال", "Al-Bukamal", "ABOU KAMAL"])
def test_a_name_in_any_script_finds_its_place_and_says_why(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, rows, _ = run(capsys, "find", name, "--format", "jsonl")
    assert code == 0
    assert rows[0]["country"] == "SY"
    assert rows[0]["province"] == "Deir ez-Zor"
    assert rows[0]["match"] == "name"
    assert "bears this name" in rows[0]["reason"]
    assert "inhabitants" in rows[0]["reason"]


def test_inside_a_country_other_spellings_are_found(capsys: pytest.CaptureFixture[str]) -> None:
    code, rows, _ = run(capsys, "find", "Boulikesi", "--country", "ml", "--format", "jsonl")
    assert code == 0
    assert [row["id"] for row in rows] == ["alias:boulkessi-ml"]
    assert rows[0]["match"] == "spelling"
    assert "same consonants" in rows[0]["reason"]


def test_a_country_keeps_the_others_out(capsys: pytest.CaptureFixture[str]) -> None:
    _, everywhere, _ = run(capsys, "find", "Tripoli", "--format", "jsonl")
    _, inside, _ = run(capsys, "find", "Tripoli", "--country", "LB", "--format", "jsonl")
    assert {"LB", "LY"} <= {row["country"] for row in everywhere}
    assert {row["country"] for row in inside} == {"LB"}
    assert [row["population"] or 0 for row in everywhere[:2]] == sorted(
        (row["population"] or 0 for row in everywhere[:2]), reverse=True
    )


def test_an_unknown_name_gets_proposals_that_are_marked_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    code, rows, err = run(capsys, "find", "Deir Azzour", "--format", "jsonl", "--limit", "2")
    assert code == 1
    assert "no place is called 'Deir Azzour'; what follows are proposals" in err
    assert {row["match"] for row in rows} == {"proposal"}
    assert rows[0]["name"] == "Deir ez-Zor"
    assert len(rows) == 2


@pytest.mark.parametrize("name", ["Qxyzzt Wvvrk", "", "…", "٣٤", "a" * 5000])
def test_a_name_like_no_other_says_so(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, rows, err = run(capsys, "find", name, "--format", "jsonl")
    assert (code, rows) == (1, [])
    assert "none is spelled much like it" in err


def test_a_wrong_country_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "find", "Gao", "--country", "Mali")
    assert code == 2
    assert "two letters" in err


def test_an_import_is_used_until_it_is_removed(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "find", "Tolékoura", "--format", "jsonl")[0] == 1
    assert guarded(lambda: app(["places", "import", *files], prog_name="corrobora")) == 0
    out, err = capsys.readouterr()
    assert "ML.txt" not in err
    assert "ML.zip:3: 19 columns are wanted, 2 stand there; left out" in err
    assert "imported" in out
    code, rows, _ = run(capsys, "find", "توليكورا", "--format", "jsonl")
    assert (code, rows[0]["id"], rows[0]["admin1"]) == (0, "geonames:9000002", "ML-5")
    _, rows, _ = run(capsys, "find", "souma peul", "--format", "jsonl")
    assert rows[0]["match"] == "small"
    assert "its country is named" in rows[0]["reason"]
    _, rows, _ = run(capsys, "find", "Suma Peul", "--country", "ML", "--format", "jsonl")
    assert [(row["id"], row["match"]) for row in rows] == [("geonames:9000003", "spelling")]
    _, (status,), _ = run(capsys, "--format", "jsonl")
    assert status["gazetteer"] == "imported"
    assert [each.partition(" of ")[0] for each in status["sources"][:2]] == ["ML.zip", "alternateNamesV2.zip"]
    assert guarded(lambda: app(["places", "import", "--remove"], prog_name="corrobora")) == 0
    capsys.readouterr()
    _, (again,), _ = run(capsys, "--format", "jsonl")
    assert again["gazetteer"] == "packages"
    assert again["digest"] != status["digest"]
    assert again["places"] == status["places"] - 2


def test_importing_nothing_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "import")
    assert code == 2
    assert "allCountries.zip" in err
