"""`corrobora doctor`: whether all is in place on this machine, and the exact command for what isn't."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Literal

import typer

from corrobora.errors import CorroboraError
from corrobora.keep.tables import FORMAT, OLDER
from corrobora.read.indexname import imported_name, index_name, packages
from corrobora.read.language import languages
from corrobora.settings import FILE, Settings, load_settings
from corrobora.show.exits import FAILED, say, writing
from corrobora.show.formats import Format
from corrobora.show.output import write_rows
from corrobora.show.parts import PACKAGE, extras, lacking

_ROOM = 1_000_000_000  # bytes: an index of places, a ledger and its shelf
_COLUMNS = ("check", "state", "found", "do")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `do` is the command or the step that mends it.

    `later` is no fault: it comes by itself or is wanted by some only.
    """

    check: str
    state: Literal["ok", "later", "wrong"]
    found: str
    do: str = ""


def examine_and_print(wanted: Format, ledger: str | None) -> None:
    """Print what was found; leave with 1 where something is wrong."""
    found = list(examine(ledger))
    with writing():
        write_rows([asdict(each) for each in found], _COLUMNS, wanted, sys.stdout)
    wrong = sum(each.state == "wrong" for each in found)
    if wrong:
        say(f"{wrong} of {len(found)} wrong; the last column says what to do")
        raise typer.Exit(FAILED)


def examine(ledger: str | None = None) -> Iterator[Finding]:
    """Yield what is in place and what isn't; nothing is changed, built or asked of the network."""
    yield Finding(PACKAGE, "ok", version(PACKAGE))
    yield Finding("python", "ok", f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    yield _packages()
    try:
        settings = load_settings()
    except CorroboraError as error:
        yield Finding("settings", "wrong", str(error), f"mend {FILE}, or the CORROBORA_* variable")
        return
    yield Finding("settings", "ok", FILE if Path(FILE).is_file() else f"as they are without a {FILE}")
    yield _languages(settings)
    yield _places(settings.cache)
    yield _room("room for the index", settings.cache)
    yield _ledger(ledger or settings.ledger)
    yield _room("room here", Path())
    yield _characters()
    yield from _extras()


def _packages() -> Finding:
    missing = lacking(extras()[""])
    if missing:
        return Finding("packages", "wrong", f"missing or too old: {', '.join(missing)}", _pip(missing))
    return Finding("packages", "ok", f"all {len(extras()[''])} that are needed")


def _pip(names: list[str]) -> str:
    return "pip install " + " ".join(f"'{name}'" for name in names)


def _languages(settings: Settings) -> Finding:
    strange = sorted(set(settings.languages) - set(languages()))
    if strange:
        return Finding("languages", "wrong", f"not read: {', '.join(strange)}", f"choose from {', '.join(languages())}")
    return Finding("languages", "ok", ", ".join(settings.languages or languages()))


def _places(folder: Path) -> Finding:
    imported, own = folder / imported_name(), folder / index_name()
    if imported.is_file():
        return Finding("places", "ok", f"imported from GeoNames: {imported}")
    if own.is_file():
        return Finding("places", "ok", f"{own}, from {', '.join(packages())}")
    return Finding("places", "later", "not built yet; the first reading builds it, once", "corrobora places")


def _room(check: str, folder: Path) -> Finding:
    """Return whether a folder, or the nearest above it that is there, can be written and has room."""
    there = folder.absolute()
    while not there.exists():
        there = there.parent
    free = shutil.disk_usage(there).free
    if not _may_write(there):
        return Finding(check, "wrong", f"{there} can't be written", "name another: CORROBORA_CACHE, or --ledger")
    state: Literal["ok", "wrong"] = "ok" if free >= _ROOM else "wrong"
    return Finding(check, state, f"{free / 1e9:.1f} GB free at {there}", "" if state == "ok" else "make room: 1 GB")


def _may_write(folder: Path) -> bool:
    return os.access(folder, os.W_OK)


def _ledger(path: str) -> Finding:
    if "://" in path:
        return Finding(
            "ledger", "ok", "a database on a server; not asked", f"corrobora verify --ledger {_hidden(path)}"
        )
    file = Path(path)
    if not file.exists():
        return Finding("ledger", "later", f"{path}: none yet", f"corrobora add --ledger {path} SOURCE")
    try:
        found = _format_of(file)
    except sqlite3.Error as error:
        return Finding("ledger", "wrong", f"{path}: {error}", "give the path of a ledger, or restore a copy of it")
    if found == FORMAT:
        return Finding("ledger", "ok", f"{path}, {file.stat().st_size / 1e6:.1f} MB")
    if found in OLDER:
        return Finding(
            "ledger", "later", f"{path}: of an older version", "copy it first: opening it brings it up to date"
        )
    return Finding("ledger", "wrong", f"{path}: {found}, of a newer version", f"pip install --upgrade {PACKAGE}")


def _format_of(file: Path) -> str:
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
    try:
        return str(connection.execute("SELECT format FROM corrobora_ledger").fetchone()[0])
    finally:
        connection.close()


def _hidden(url: str) -> str:
    """Return a database URL without its password."""
    from sqlalchemy.engine import make_url

    return make_url(url).render_as_string(hide_password=True)


def _characters() -> Finding:
    name = (sys.stdout.encoding or "").lower().replace("-", "")
    if name == "utf8":
        return Finding("characters", "ok", "UTF-8")
    return Finding("characters", "later", f"{name or 'unknown'}: some scripts may not show", "export PYTHONUTF8=1")


def _extras() -> Iterator[Finding]:
    for name, wanted in extras().items():
        if not name:
            continue
        missing = lacking(wanted)
        if missing:
            yield Finding(
                f"extra {name}", "later", f"missing: {', '.join(missing)}", f"pip install 'corrobora[{name}]'"
            )
        elif name == "spark" and shutil.which("java") is None:
            yield Finding("extra spark", "later", "there is no java", "install Java 17 or newer")
        else:
            yield Finding(f"extra {name}", "ok", "installed")
