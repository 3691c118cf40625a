"""The package as it is built: it works away from the repository, with all its data, in an environment of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.docs.shown import run_page

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]


def hatch(folder: Path, kind: str, out: Path) -> Path:
    """Return what is built of a folder: a wheel or an sdist."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(out)]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    assert ran.returncode == 0, ran.stderr
    [made] = [path for path in out.iterdir() if path.suffix == {"wheel": ".whl", "sdist": ".gz"}[kind]]
    return made


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the wheel, which is made from the sdist, and the sdist."""
    folder = tmp_path_factory.mktemp("built")
    sdist = hatch(ROOT, "sdist", folder / "sdist")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    [unpacked] = [path for path in folder.iterdir() if path.name.startswith("corrobora-")]
    return hatch(unpacked, "wheel", folder / "wheel"), sdist


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if not name.startswith("corrobora-")}


def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(built: tuple[Path, Path]) -> None:
    listed = subprocess.run(["git", "ls-files", "src"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
    if listed.returncode:
        pytest.skip("not a checkout: nothing tells which files are the package's")
    assert {name.removeprefix("src/") for name in listed.stdout.splitlines()} <= names(built[0])
    assert {name.partition("/")[0] for name in names(built[0])} == {"corrobora"}


def test_the_sdist_holds_what_the_tests_need(built: tuple[Path, Path]) -> None:
    with tarfile.open(built[1]) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "tests/conftest.py", "docs/index.md", "mkdocs.yml"} <= held


@pytest.fixture(scope="module")
def clean(built: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of commands of an environment that has the wheel; what it needs is taken from this one."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    place = subprocess.run(  # noqa: S603
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    packages = [each for each in sys.path if each.endswith("-packages")]
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    ran = subprocess.run([*command, str(built[0])], capture_output=True, text=True, check=False)  # noqa: S603
    assert ran.returncode == 0, ran.stderr
    Path(place, "others.pth").write_text("\n".join(packages) + "\n", encoding="utf-8")
    return folder / "bin"


def surroundings(commands: Path) -> dict[str, str]:
    given = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    return given | {"PATH": f"{commands}{os.pathsep}{os.environ['PATH']}"}


@pytest.mark.parametrize("command", [["corrobora"], ["python", "-m", "corrobora"]])
def test_both_ways_to_call_it_work(command: list[str], clean: Path, tmp_path: Path) -> None:
    ran = subprocess.run(  # noqa: S603
        [str(clean / command[0]), *command[1:], "--version"],
        cwd=tmp_path, env=surroundings(clean), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert re.fullmatch(r"corrobora [\d.]+\n", ran.stdout), ran.stderr


def test_it_is_the_wheel_that_runs_and_its_data_are_inside(clean: Path, tmp_path: Path) -> None:
    code = (
        "import corrobora, corrobora.show.tongue as t; from corrobora.show.report import asset;"
        "from corrobora.read.language import languages; print(corrobora.__file__);"
        "assert languages() and asset('report.css') and t.tongue('ar').say('incidents') != 'incidents'"
    )
    ran = subprocess.run(  # noqa: S603
        [str(clean / "python"), "-c", code],
        cwd=tmp_path,
        env=surroundings(clean),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert Path(ran.stdout.strip()).is_relative_to(clean.parent)


@pytest.mark.parametrize("page", ["tutorial.md", "tutorial.fr.md", "tutorial.ar.md"])
def test_the_tutorial_passes_word_for_word(page: str, clean: Path, tmp_path: Path) -> None:
    run_page(page, tmp_path, surroundings(clean))


def test_the_demo_and_the_pages_come_out_of_the_wheel(clean: Path, tmp_path: Path) -> None:
    ran = subprocess.run(  # noqa: S603
        [str(clean / "corrobora"), "demo"],
        cwd=tmp_path,
        env=surroundings(clean),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "contested" in ran.stdout
    assert (tmp_path / "report.html").stat().st_size > 100_000


def test_the_container_runs_as_a_user_without_rights() -> None:
    lines = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8").splitlines()
    orders = [line.split() for line in lines if line[:1].isalpha()]
    users = [words[1] for words in orders if words[0] == "USER"]
    assert users
    assert users[-1] not in {"root", "0"}
    names = [words[0] for words in orders]
    assert names.index("USER") < names.index("ENTRYPOINT")
