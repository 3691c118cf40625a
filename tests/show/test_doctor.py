"""`corrobora doctor` and `corrobora licences`: what is in place, and under which licences."""

from __future__ import annotations

import json
import re
import sqlite3
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from corrobora.keep import open_ledger
from corrobora.read.language import languages
from corrobora.show import doctor, parts
from corrobora.show.bill import bill
from corrobora.show.doctor import Finding, examine
from tests.show.conftest import corrobora

ROOT = Path(__file__).parents[2]


def found(ledger: str | None = None) -> dict[str, Finding]:
    return {each.check: each for each in examine(ledger)}


@pytest.mark.usefixtures("here")
def test_where_all_is_in_place_nothing_is_wrong() -> None:
    told = found()
    assert {each.state for each in told.values()} <= {"ok", "later"}
    assert told["languages"].found == ", ".join(languages())
    assert told["ledger"].do == "corrobora add --ledger corrobora.db SOURCE"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = set(project["optional-dependencies"]) - parts.WORK
    assert {name.removeprefix("extra ") for name in told if name.startswith("extra ")} == wanted


@pytest.mark.usefixtures("here")
def test_what_is_missing_has_the_command_that_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = metadata.distribution

    def without(name: str) -> object:
        if name in {"uvicorn", "rich"}:
            raise metadata.PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(parts, "distribution", without)
    told = found()
    assert (told["extra web"].state, told["extra web"].do) == ("later", "pip install 'corrobora[web]'")
    assert told["packages"].state == "wrong"
    assert re.fullmatch(r"pip install 'rich>=[\d.]+'", told["packages"].do)


def test_each_state_of_a_ledger_is_told_and_none_is_changed(here: Path) -> None:
    with open_ledger("a.db"):
        pass
    (here / "text.db").write_text("no ledger")
    before = (here / "a.db").read_bytes()
    assert found("a.db")["ledger"].state == "ok"
    assert found("text.db")["ledger"].state == "wrong"
    assert (here / "a.db").read_bytes() == before
    for name, state in (("corrobora-ledger/1", "later"), ("corrobora-ledger/99", "wrong")):
        with sqlite3.connect("a.db") as connection:
            connection.execute("DROP TABLE corrobora_ledger")
            connection.execute("CREATE TABLE corrobora_ledger (format TEXT)")
            connection.execute("INSERT INTO corrobora_ledger VALUES (?)", (name,))
        connection.close()
        assert found("a.db")["ledger"].state == state
    assert "hidden" not in found("postgresql://me:hidden@db.example/books")["ledger"].do


def test_a_machine_without_room_or_index_is_told(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORROBORA_CACHE", str(here / "none" / "yet"))
    told = found()
    assert (told["places"].state, told["places"].do) == ("later", "corrobora places")
    assert not (here / "none").exists()
    monkeypatch.setattr(doctor, "_ROOM", 10**18)
    monkeypatch.setattr(doctor, "_may_write", lambda folder: folder != here)
    assert {found()[name].state for name in ("room here", "room for the index")} == {"wrong"}


@pytest.mark.slow
def test_the_exit_code_says_whether_something_is_wrong(here: Path) -> None:
    ran = corrobora("doctor", "--format", "jsonl", cwd=here)
    assert ran.returncode == 0
    assert {json.loads(line)["state"] for line in ran.stdout.splitlines()} <= {"ok", "later"}
    wrong = corrobora("doctor", "--format", "jsonl", cwd=here, CORROBORA_LANGUAGES="xx")
    assert wrong.returncode == 1
    assert b"1 of" in wrong.stderr
    unset = corrobora("doctor", cwd=here, CORROBORA_TIMEOUT="never")
    assert unset.returncode == 1
    assert b"CORROBORA_TIMEOUT" in unset.stdout


def test_every_package_that_a_user_gets_states_a_licence_that_lets_them_use_it() -> None:
    own = {each.name: each for each in parts.parts()}
    assert {"corrobora", "numpy", "uvicorn", "pandas"} <= set(own)
    assert "pytest" not in own, "what only those need who work on it"
    assert [name for name, each in own.items() if not each.licence] == []
    strict = {
        name for name, each in own.items() if re.search(r"(?<!L)GPL", each.licence) and " OR " not in each.licence
    }
    assert strict == set(), "no package may bind who uses it to the GPL"


def test_the_bill_of_materials_is_valid_and_the_same_each_time() -> None:
    made = json.dumps(bill(parts.parts()))
    assert made == json.dumps(bill(parts.parts()))
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(made) is None
    listed = {each["name"] for each in json.loads(made)["components"]}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {each.partition(">=")[0] for each in project["dependencies"]} <= listed


@pytest.mark.slow
def test_the_bill_is_written_where_it_is_wanted(here: Path) -> None:
    assert corrobora("licences", "--bill", "sbom.json", cwd=here).returncode == 0
    assert json.loads((here / "sbom.json").read_text(encoding="utf-8"))["bomFormat"] == "CycloneDX"
    ran = corrobora("licences", "--format", "csv", cwd=here)
    assert ran.stdout.splitlines()[0] == b"name,version,licence,asked_by"
