"""What helps those who carry on is not stale: forms, hooks, decisions, licences, the supported Pythons."""

from __future__ import annotations

import re
import shlex
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import pytest
import yaml

from corrobora.read.language import languages
from corrobora.show.parts import licence_of
from tests.docs.test_pages import check

ROOT = Path(__file__).parents[1]
FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"
_LICENCES = re.compile(
    r"Apache|\bBSD|MIT|LGPL|(?<!L)GPL|MPL|ODbL|Open Database|ISC|Unlicense|public domain", re.IGNORECASE
)
_ALSO = {"open database": "odbl", "public domain": "unlicense"}


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def project() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(text("pyproject.toml"))["project"]
    return found


def licences(stated: str) -> set[str]:
    """Return the families of licences that are named, or of which the name is spelt otherwise."""
    named = {each.lower() for each in _LICENCES.findall(stated)}
    return {_ALSO.get(each, each) for each in named}


def test_the_licences_shown_are_those_that_the_packages_state() -> None:
    rows = re.findall(r"^\| ([a-z0-9-]+) \| (\S.*?) \| \S.* \|$", text("docs/dependencies.md"), re.MULTILINE)
    compared = 0
    for name, shown in rows:
        try:
            stated = licences(licence_of(distribution(name).metadata))
        except PackageNotFoundError:  # of an extra that isn't installed here
            continue
        assert licences(shown), name
        assert not stated or licences(shown) <= stated, f"{name}: the page has {shown}, the package states another"
        compared += bool(stated)
    assert compared > len(project()["dependencies"])


def test_every_form_can_be_read_and_asks_for_what_is_there() -> None:
    for path in FORMS.glob("*.yml"):
        form = yaml.safe_load(path.read_text(encoding="utf-8"))
        if path.name == "config.yml":
            continue
        assert {"name", "description", "body"} <= set(form), path.name
        for shown in re.findall(r"`corrobora ([a-z][^`]*)`", path.read_text(encoding="utf-8")):
            check(shown, path.name)
    [asked] = re.findall(r"options: \[(.*)\]", (FORMS / "reading-error.yml").read_text(encoding="utf-8"))
    assert len(asked.split(",")) == len(languages()) + 1, "each language that is read, and another"


def test_each_hook_calls_what_is_there_and_checks_as_the_linter_does() -> None:
    hooks = [hook for repo in yaml.safe_load(text(".pre-commit-config.yaml"))["repos"] for hook in repo["hooks"]]
    for hook in hooks:
        named = [word for word in shlex.split(hook["entry"]) if word.endswith(".py")]
        assert [each for each in named if not (ROOT / each).is_file()] == []
        folder = re.fullmatch(r"\^([\w/]+)(?:\(.*\))?/?", hook.get("files", "^src"))
        assert folder is None or (ROOT / folder[1]).is_dir()
    linted = re.findall(r"\.venv/bin/ruff (?:check|format)", text("script/lint"))
    assert {" ".join(hook["entry"].split()[:2]) for hook in hooks if "ruff" in hook["entry"]} == set(linted)


def test_every_decision_is_listed_and_has_all_that_one_tells() -> None:
    listed = text("docs/decisions/README.md")
    records = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
    assert re.findall(r"\]\((0\d+[\w-]+\.md)\)", listed) == [path.name for path in records]
    for path in records:
        for part in ("To decide.", "Decided.", "Why.", "What it costs.", "What would change it."):
            assert f"**{part}**" in path.read_text(encoding="utf-8"), path.name


def test_the_pythons_that_are_named_are_those_that_are_supported() -> None:
    supported = [each.rpartition(" ")[2] for each in project()["classifiers"] if " :: 3." in each]
    assert project()["requires-python"] == f">={supported[0]}"
    told = re.search(r"with every extra, on ([\d., and]+)\.", text("docs/how/install.md"))
    assert told
    assert re.findall(r"3\.\d+", told[1]) == supported
    base = re.search(r"^FROM python:(3\.\d+)", text("deploy/Dockerfile"), re.MULTILINE)
    assert base
    assert base[1] in supported
    for page in ("README.md", "docs/tutorial.md", "docs/tutorial.fr.md", "docs/tutorial.ar.md"):
        assert set(re.findall(r"Python (3\.\d+)", text(page))) == {supported[0]}, page


@pytest.mark.parametrize("name", ["script/lint", "script/test", "script/docs"])
def test_what_the_guide_tells_to_run_is_there(name: str) -> None:
    assert f"`{name}`" in text("CONTRIBUTING.md")
    assert (ROOT / name).stat().st_mode & 0o111
