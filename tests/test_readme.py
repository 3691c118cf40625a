"""What the README and its neighbours show is there, and runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.read.dumps import make_base, name_row, place_row, write

ROOT = Path(__file__).parents[1]
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[str]:
    found = _BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    return [body for kind, body in found if kind == language]


def test_the_two_commands_and_the_linter_can_be_run() -> None:
    named = set(re.findall(r"\bscript/\w+", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert named == {"script/demo", "script/test", "script/lint"}
    for name in named:
        assert os.access(ROOT / name, os.X_OK)
        assert (ROOT / name).read_text(encoding="utf-8").startswith("#!/bin/sh\n")


@pytest.mark.slow
def test_every_command_shown_runs_in_a_new_folder(commands: str, tmp_path: Path) -> None:
    here = os.environ | {"PATH": commands}
    shown = [block for block in blocks("sh") if "script/" not in block]
    assert sum(block.count("corrobora ") for block in shown) > 10
    for block in shown:
        if "places import" in block:  # two small files of that format, and not into the cache of whoever runs this
            here |= {"CORROBORA_CACHE": str(make_base(tmp_path / "cache").parent)}
            write(tmp_path / "allCountries.zip", [place_row(9000001, "Tolékoura", people=1200)])
            write(tmp_path / "alternateNamesV2.zip", [name_row(1, 9000001, "ar", "توليكورا")])
        ran = subprocess.run(  # noqa: S603 - the README's own lines
            ["/bin/sh", "-eu", "-c", block], cwd=tmp_path, env=here, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, f"{block}\n{ran.stdout}\n{ran.stderr}"
        assert "Traceback" not in ran.stderr
    assert {"gao.jsonl", "gao.html", "corrobora.db", "reading.schema.json"} <= {
        each.name for each in tmp_path.iterdir()
    }
    assert (tmp_path / "gao.jsonl").read_text(encoding="utf-8").count("\n") == 1


@pytest.mark.slow
def test_the_python_shown_runs(here: Path) -> None:
    article = re.search(
        r"<<'END'\n(.*?)^END", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert article
    (here / "gao.txt").write_text(article[1], encoding="utf-8")
    subprocess.run([Path(sys.executable).parent / "corrobora", "add", "gao.txt"], cwd=here, check=True)  # noqa: S603
    for block, shown in zip(
        blocks("python"), ["incident attack", "attack 2021-03-14", "attack 2021-03-14 {'low': 4,"], strict=True
    ):
        ran = subprocess.run([sys.executable, "-c", block], cwd=here, capture_output=True, text=True, check=False)  # noqa: S603
        assert ran.returncode == 0, ran.stderr
        assert shown in ran.stdout


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))]
)
def test_every_link_to_a_file_leads_to_one(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", re.sub(r"`[^`\n]*`", "", text))
    missing = [each for each in targets if "://" not in each and not ((ROOT / page).parent / each).exists()]
    assert not missing


def test_every_dependency_has_its_reason_and_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(each for extra in project["optional-dependencies"].values() for each in extra)]
    assert all(re.fullmatch(r"[a-z0-9-]+>=[\w.]+(?:; [a-z_]+ .+)?", each) for each in asked), "exact lower bounds"
    rows = re.findall(
        r"^\| ([a-z0-9-]+) \| (\S.*) \| (\S.*) \|$", (ROOT / "docs/dependencies.md").read_text(), re.MULTILINE
    )
    assert sorted({each.split(">=")[0] for each in asked}) == sorted(name for name, _, _ in rows if name != "package")


def test_the_settings_shown_are_the_settings() -> None:
    from corrobora.settings import Settings

    page = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    shown = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    assert shown == list(Settings.__dataclass_fields__)
