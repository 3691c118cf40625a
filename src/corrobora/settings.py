"""One frozen `Settings`, from one TOML file and CORROBORA_* variables; a variable goes before the file."""

from __future__ import annotations

import dataclasses
import os
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

from platformdirs import user_cache_path, user_config_path

from corrobora.errors import UsageError

FILE = "corrobora.toml"
_PREFIX = "CORROBORA_"

BestRule: TypeAlias = Literal["most-origins", "most-recent-official", "lowest", "ucdp", "acled"]
Mask: TypeAlias = Literal["nowhere", "exports", "everywhere"]
Pages: TypeAlias = Literal["careful", "fast"]
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "BestRule": get_args(BestRule),
    "Mask": get_args(Mask),
    "Pages": get_args(Pages),
}


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run needs to know of its surroundings.

    `ledger` is a path or a database URL. `max_text` is in characters. `languages` limits what is read; empty means
    all that there are. `agent` is what a web server is told. `timeout` is in seconds.
    `private_hosts` are hosts inside private networks that may be asked all the same. `best` is the convention by which
    an incident's best number of dead or hurt is chosen (`link.harm`).
    `pages` is how articles are found in the pages of web archives, `columns` what a table's columns hold ("text=Body").
    `processes` is how many processes read where there is much to read (by default one for each processor), `batch` how
    many documents each is given at a time: both bound the memory that is held.
    `operator` is who captures, for the custody of evidence (by default the user's name).
    `reviewer` is who decides, where no --by is given; a decision holds once `signatures` people have made it.
    `mask` is where the names of private people are hidden (`keep.masks`). `timestamp_authority` is the URL of who
    stamps ledgers, `timestamp_roots` a PEM file with the certificates that its stamps must lead to.
    `accounts` is the file of those who may sign in to `corrobora serve`.
    """

    ledger: str = "corrobora.db"
    cache: Path = field(default_factory=lambda: user_cache_path("corrobora", appauthor=False))
    max_text: int = 5_000_000
    pages: Pages = "careful"
    columns: tuple[str, ...] = ()
    processes: int = field(default_factory=cores)
    batch: int = 16
    languages: tuple[str, ...] = ()
    agent: str = "corrobora (a reader of news reports)"
    timeout: float = 20.0
    private_hosts: tuple[str, ...] = ()
    operator: str = ""
    reviewer: str = ""
    signatures: int = 1
    best: BestRule = "most-origins"
    mask: Mask = "exports"
    timestamp_authority: str = ""
    timestamp_roots: Path | None = None
    accounts: Path = field(default_factory=lambda: user_config_path("corrobora", appauthor=False) / "accounts.json")


def load_settings(path: str | Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Return the settings of the file at `path`, or of `corrobora.toml` in the folder where there is one.

    UsageError names the file or variable, and the key, that is wrong.

    >>> load_settings(environ={"CORROBORA_LANGUAGES": "fr, ar"}).languages
    ('fr', 'ar')
    """
    given = {**_from_file(path), **_from_variables(os.environ if environ is None else environ)}
    known = {each.name: each for each in dataclasses.fields(Settings)}
    values: dict[str, Any] = {}
    for key, (value, at) in given.items():
        if key not in known:
            raise UsageError(f"{at}: no such setting; there are {', '.join(known)}")
        values[key] = _convert(value, str(known[key].type), at)
    return Settings(**values)


def _from_file(path: str | Path | None) -> dict[str, tuple[Any, str]]:
    file = Path(FILE if path is None else path)
    if path is None and not file.is_file():
        return {}
    try:
        read = tomllib.loads(file.read_bytes().decode("utf-8"))
    except OSError as error:
        raise UsageError(
            f"{file}: {(error.strerror or str(error)).lower()}; name a settings file that is there"
        ) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{file}: not TOML in UTF-8: {error}") from None
    return {key: (value, f"{file}: {key}") for key, value in read.items()}


def _from_variables(environ: Mapping[str, str]) -> dict[str, tuple[Any, str]]:
    return {
        name.removeprefix(_PREFIX).lower(): (value, name)
        for name, value in sorted(environ.items())
        if name.startswith(_PREFIX) and value
    }


def _convert(value: object, kind: str, at: str) -> object:
    """Return a setting as its field has it; `value` is TOML's, or a variable's string."""
    if kind in _CHOICES:
        if value not in _CHOICES[kind]:
            raise UsageError(f"{at}: {value!r} is none of {', '.join(_CHOICES[kind])}")
        return value
    if kind == "str" and isinstance(value, str) and value:
        return value
    if kind.startswith("Path") and isinstance(value, str) and value:
        return Path(value).expanduser()
    if kind in {"int", "float"} and isinstance(value, (int, float, str)) and not isinstance(value, bool):
        return _number(value, kind, at)
    if kind == "tuple[str, ...]":
        items = [item.strip() for item in value.split(",")] if isinstance(value, str) else value
        if isinstance(items, list) and all(isinstance(item, str) and item for item in items):
            return tuple(items)
        raise UsageError(f'{at}: {value!r} is not a list of words, such as ["fr", "ar"]')
    raise UsageError(f"{at}: {value!r} is not a {'number' if kind in {'int', 'float'} else 'text'}")


def _number(value: float | str, kind: str, at: str) -> float:
    try:
        number = int(value) if kind == "int" else float(value)
    except (ValueError, OverflowError):
        number = 0
    if not number > 0 or number == float("inf"):
        raise UsageError(f"{at}: {value!r} is not a number above 0")
    return number
