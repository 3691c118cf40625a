"""Ledgers on both engines: SQLite in a file, and a real PostgreSQL that the tests start."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

import pytest

_NUMBERS = count()


def _programs() -> Path:
    """Return the folder of PostgreSQL's programs; without one the tests of it fail, for a skip would hide that."""
    folders = [Path(found).parent for found in [shutil.which("initdb")] if found]
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    usable = [folder for folder in folders if (folder / "initdb").exists()]
    if not usable:
        pytest.fail("no PostgreSQL was found for the tests of the ledger: apt-get install postgresql")
    return usable[0]


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Yield the folder of the socket of a server that lives as long as the tests; as root it runs as `postgres`."""
    programs = _programs()
    user = "postgres" if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="corrobora-pg-") as folder:
        if user:
            shutil.chown(folder, user)
        data = Path(folder) / "data"
        _run([programs / "initdb", "-D", data, "-U", "corrobora", "-A", "trust", "-E", "UTF8", "--no-sync"], user)
        settings = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=30"
        _run([programs / "pg_ctl", "-D", data, "-w", "-o", settings, "-l", Path(folder) / "log", "start"], user)
        try:
            yield folder
        finally:
            _run([programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], user)


def _run(command: Sequence[str | Path], user: str | None) -> None:
    quiet = subprocess.DEVNULL
    subprocess.run(command, check=True, user=user, stdout=quiet, stderr=quiet)  # noqa: S603 - the system's own programs


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return where a new ledger goes: a file, or the URL of an empty database."""
    if request.param == "sqlite":
        return str(tmp_path / "books.db")
    return new_database(request.getfixturevalue("postgres"))


def new_database(folder: str) -> str:
    """Return the URL of a new database on the server whose socket is in a folder."""
    import psycopg

    name = f"books{next(_NUMBERS)}"
    with psycopg.connect(host=folder, user="corrobora", dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"postgresql://corrobora@/{name}?host={folder}"
