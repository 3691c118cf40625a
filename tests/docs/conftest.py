"""A copy of the repository's rules and data that a page may change, with its own commands."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Copy:
    """A folder to run in, and the surroundings in which its own package is the one that runs."""

    folder: Path
    environ: Mapping[str, str]


@pytest.fixture
def copied(tmp_path: Path) -> Copy:
    """Return a copy of what a contributor changes: the package, its tests, the tracer."""
    for name in ("src", "tests"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "bench").mkdir()
    shutil.copy(ROOT / "bench" / "trace.py", tmp_path / "bench")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    commands = tmp_path / "bin"
    commands.mkdir()
    for name, module in (("python", ""), ("corrobora", " -m corrobora")):
        path = commands / name
        path.write_text(
            f'#!/bin/sh\nPYTHONPATH="{tmp_path}/src" exec "{sys.executable}"{module} "$@"\n', encoding="utf-8"
        )
        path.chmod(0o755)
    return Copy(tmp_path, os.environ | {"PATH": f"{commands}{os.pathsep}{os.environ['PATH']}"})
