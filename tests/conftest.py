"""What every test stands on: no test reads a person's settings or writes outside its own folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from tests import warm

hypothesis_settings.register_profile("steady", deadline=None, derandomize=True, max_examples=60)
hypothesis_settings.load_profile("steady")


@pytest.fixture(autouse=True)
def _own_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away the CORROBORA_* variables, but for the cache: building it anew for each test would take minutes."""
    for name in list(os.environ):
        if name.startswith("CORROBORA_") and name != "CORROBORA_CACHE":
            monkeypatch.delenv(name)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def commands() -> Iterator[str]:
    """Return a PATH whose `corrobora` needs no time to load, and whose `python` is this one."""
    with warm.commands() as folder:
        yield os.pathsep.join([str(folder), str(Path(sys.executable).parent), os.environ["PATH"]])
