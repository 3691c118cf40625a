"""What the pages of the documentation show runs, and gives what they say; what is made from the code is not stale."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from typer.main import get_command

from corrobora.show.cli import app
from tests.docs.conftest import Copy
from tests.docs.shown import DOCS, blocks, run_page

ROOT = DOCS.parent
LOOPS = ["how/actor.md", "how/event.md", "how/place.md", "how/rule.md"]
TUTORIALS = ["tutorial.md", "tutorial.fr.md", "tutorial.ar.md"]  # run from the wheel, in tests/package
EVERY = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
ELSEWHERE = {  # each by a test that gives it what it asks for
    "evidence.md": "tests/keep/test_stamp.py",  # an authority that stamps
    "languages.md": "tests/read/test_languages.py",
    "web.md": "tests/docs/test_served.py",  # a browser's requests, and who ends the servers
    **{page: "tests/gather/test_docs.py" for page in EVERY if page.startswith("gathering/")},
}


def runnable() -> list[str]:
    return [page for page in EVERY if page not in {*LOOPS, *TUTORIALS, *ELSEWHERE} and _shows(page)]


def _shows(page: str) -> bool:
    return any(kind in {"sh", "python"} for kind, _ in blocks(page))


@pytest.mark.slow
@pytest.mark.parametrize("page", runnable())
def test_a_page_gives_what_it_says(page: str, commands: str, tmp_path: Path) -> None:
    run_page(page, tmp_path, os.environ | {"PATH": commands})


@pytest.mark.slow
@pytest.mark.parametrize("page", LOOPS)
def test_what_is_added_by_data_alone_is_read(page: str, copied: Copy) -> None:
    own = {"CORROBORA_CACHE": str(copied.folder / "cache")} if page == "how/place.md" else {}
    run_page(page, copied.folder, {**copied.environ, **own})


def commands(text: str) -> list[str]:
    """Return the commands of ours that shell lines call, each on one line, without what follows a pipe."""
    text = re.sub(r"<<'END'.*?^END$", "", text.replace("\\\n", " "), flags=re.MULTILINE | re.DOTALL)
    inside = "\n".join(re.findall(r"\$\(([^()]*)\)", text))
    text = f"{re.sub(r'[$][(][^()]*[)]', 'X', text)}\n{inside}"
    found = re.findall(r"(?:^|[;&(]\s*|\bdo\s+)\s*(?:[A-Z_]+=\S+ )?corrobora ([a-z][^|;&\n)]*)", text, re.MULTILINE)
    return [re.sub(r"\s#.*|\d?>\s*\S+|\s<\s\S+", "", each).strip() for each in found]


def check(shown: str, where: str) -> None:
    """Fail where a command that is shown is none, or has an option that it doesn't know."""
    command, words = get_command(app), shlex.split(shown.replace("…", "").replace("...", ""))
    while hasattr(command, "commands") and words and words[0] in command.commands:
        command = command.commands[words.pop(0)]
    assert not (hasattr(command, "commands") and words), f"{where}: no command: {shown}"
    known = {option for param in command.params for option in param.opts} | {"--help", "-h"}
    strange = {word.partition("=")[0] for word in words if word.startswith("--")} - known
    assert not strange, f"{where}: {shown}"


PAGES = [*(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")), *(DOCS / page for page in EVERY)]


@pytest.mark.parametrize("path", [each for each in PAGES if each.name != "commands.md"], ids=lambda path: path.name)
def test_every_command_that_is_shown_is_one_and_has_these_options(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    blocks = re.findall(r"^```(?:sh|console)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    aside = re.findall(r"^ {4}(corrobora .*)$", text, re.MULTILINE)  # indented, as an example or in a list
    within = re.findall(
        r"`(?:[A-Z_]+=\S+ )?(corrobora [a-z][^`]*)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    )
    for shown in commands("\n".join([*blocks, *aside, *(" ".join(each.split()) for each in within)])):
        check(shown, path.name)


def test_every_command_that_a_message_names_is_one() -> None:
    named = [
        (path, shown)
        for path in (ROOT / "src").rglob("*")
        if path.suffix in {".py", ".j2", ".po"}
        for shown in re.findall(r"`(corrobora [a-z][^`\n]*)`", path.read_text(encoding="utf-8"))
    ]
    assert len(named) > 20
    for path, shown in named:
        for command in commands(re.sub(r"\{[^}]*\}", "X", shown)):
            check(command, path.name)


def test_every_extra_that_is_named_is_one() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    for path in [*PAGES, *(ROOT / "src").rglob("*.py")]:
        named = re.findall(r"corrobora\[([a-z,]+)\]", path.read_text(encoding="utf-8"))
        assert {extra for each in named for extra in each.split(",")} <= set(extras), path


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_program_of_the_repository_that_is_named_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    modules = {each.replace(".", "/") for each in re.findall(r"python -m (bench\.\w+(?:\.\w+)*)", text)}
    scripts = set(re.findall(r"(?<![\w/])((?:script|bench|deploy)/[\w.-]*\w)", text))
    named = {ROOT / f"{each}.py" if (ROOT / f"{each}.py").is_file() else ROOT / each for each in modules | scripts}
    assert [each for each in named if not each.exists()] == []


def test_every_page_with_commands_is_run_by_some_test() -> None:
    """`runnable` has all that isn't named; what is named is run by a test that is there and names it, or its folder."""
    assert {"datasets.md", "review.md", "exports/acled.md"} < set(runnable())
    for page, test in ELSEWHERE.items():
        text = (ROOT / test).read_text(encoding="utf-8")
        assert Path(page).name in text or "PAGES.glob" in text, page


def test_the_tutorials_show_the_same_commands() -> None:
    plain = [re.sub(r"<<'END'.*?^END$", "", body, flags=re.MULTILINE | re.DOTALL) for _, body in _shell("tutorial.md")]
    for page in TUTORIALS[1:]:
        other = [re.sub(r"<<'END'.*?^END$", "", body, flags=re.MULTILINE | re.DOTALL) for _, body in _shell(page)]
        assert other == plain


def _shell(page: str) -> list[tuple[str, str]]:
    return [(kind, body) for kind, body in blocks(page) if kind == "sh"]


def test_the_reference_of_commands_is_that_of_the_commands() -> None:
    ran = subprocess.run(
        [sys.executable, "script/reference.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr


def test_the_floors_shown_are_the_floors() -> None:
    floors = tomllib.loads((ROOT / "bench" / "floors.toml").read_text(encoding="utf-8"))
    goals = floors.pop("goals")
    shown = re.findall(
        r"^\| ([\w-]+) \| ([\w ]+) \| (?:at most )?([\d.]+) \| ([\d.]*) ?\|$", _page("errors"), re.MULTILINE
    )
    wanted = [
        (name, key.replace("_", " "), f"{value:g}", f"{goals[name][key]:g}" if key in goals.get(name, {}) else "")
        for name, figures in floors.items()
        if name not in {"speed", "instructions", "gazetteer"}
        for key, value in figures.items()
    ]
    assert shown == wanted


def _page(name: str) -> str:
    return (DOCS / "why" / f"{name}.md").read_text(encoding="utf-8")


def test_every_page_can_be_reached_from_the_sites_table_of_contents() -> None:
    listed = re.findall(r"(?:: |- )(\S+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == EVERY


@pytest.mark.slow
def test_the_site_builds_without_a_warning_and_asks_nothing_of_the_network(tmp_path: Path) -> None:
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(tmp_path / "site")],
        cwd=ROOT, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout + ran.stderr) == (0, "")
    pages = list((tmp_path / "site").rglob("*.html"))
    assert len(pages) >= len(EVERY)
    for page in pages:
        loaded = re.findall(
            r"<(?:script|link|img)\b[^>]*(?:src|href)=[\"']?(https?:[^\"'> ]*)", page.read_text("utf-8")
        )
        assert not loaded, page
    arabic = (tmp_path / "site" / "tutorial.ar.html").read_text("utf-8")
    assert 'dir="rtl"' in arabic
