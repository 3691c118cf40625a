"""Who may sign in, and which programs may ask: passwords as Argon2 hashes, tokens as SHA-256 of random bytes.

One JSON file, which only its owner may read; the ledger holds none of it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from corrobora.errors import UsageError

Scope: TypeAlias = Literal["read", "review"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
_NAME = re.compile(r"[^\W_][\w.@-]{0,63}")
_SHORTEST = 10
_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash(secrets.token_hex(8))  # so that an unknown name takes as long as a wrong password


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who is known here, and what they may do."""

    name: str
    scopes: frozenset[str]


class Accounts:
    """The accounts in a file, looked up anew whenever it has changed; a file that isn't there holds none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._read: tuple[int, dict[str, Any]] = (-1, _empty())

    def secret(self) -> str:
        """Return what sessions are signed with; it is made with the first account, before that for this run."""
        return str(self._people()["secret"])

    def names(self) -> list[str]:
        """Return who may sign in."""
        return sorted(self._people()["people"])

    def stamp(self, name: str) -> str:
        """Return what a session of this person must bear: it changes with the password. "" where there is none."""
        return str(self._people()["people"].get(name, {}).get("stamp", ""))

    def signed_in(self, name: str, password: str) -> bool:
        """Return whether this is the password of that name."""
        kept = self._people()["people"].get(name, {}).get("password", _NOBODY)
        try:
            _HASHER.verify(kept, password)
        except (VerificationError, InvalidHashError):
            return False
        return kept is not _NOBODY

    def bearer(self, token: str) -> Account | None:
        """Return whose token this is and what it may do, null where it is nobody's."""
        wanted = hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
        for name, person in self._people()["people"].items():
            for each in person.get("tokens", ()):
                if secrets.compare_digest(each["hash"], wanted):
                    return Account(name, frozenset(each["scopes"]))
        return None

    def add(self, name: str, password: str) -> None:
        """Keep a person, or a new password of theirs, which ends their sessions."""
        if not _NAME.fullmatch(name):
            raise UsageError(
                f"{name!r}: a name has up to 64 letters, digits, dots, dashes or @, and begins with a letter"
            )
        if len(password) < _SHORTEST:
            raise UsageError(f"the password of {name} is too short: give at least {_SHORTEST} characters")
        with self._changing() as kept:
            person = kept["people"].setdefault(name, {"tokens": []})
            person |= {"password": _HASHER.hash(password), "stamp": secrets.token_hex(8)}

    def remove(self, name: str) -> None:
        """Forget a person; what they decided stays in the ledger."""
        with self._changing() as kept:
            if kept["people"].pop(name, None) is None:
                raise UsageError(f"{name}: there is no such account in {self._path}")

    def token(self, name: str, label: str, scopes: tuple[str, ...]) -> str:
        """Return a new token of a person; it can't be shown again. One of the same label is replaced."""
        if unknown := set(scopes) - set(SCOPES):
            raise UsageError(f"{min(unknown)}: no such scope; there are {', '.join(SCOPES)}")
        made = "cor_" + secrets.token_urlsafe(32)
        with self._changing() as kept:
            if name not in kept["people"]:
                raise UsageError(f"{name}: there is no such account; `corrobora accounts add {name}` makes one")
            others = [each for each in kept["people"][name]["tokens"] if each["label"] != label]
            mine = {"label": label, "scopes": sorted(scopes), "hash": hashlib.sha256(made.encode()).hexdigest()}
            kept["people"][name]["tokens"] = [*others, mine]
        return made

    def _people(self) -> dict[str, Any]:
        with self._lock:
            try:
                changed = self._path.stat().st_mtime_ns
            except OSError:
                return self._read[1] if self._read[0] < 0 else _empty()
            if changed != self._read[0]:
                self._read = (changed, self._load())
            return self._read[1]

    def _load(self) -> dict[str, Any]:
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
            if isinstance(found["people"], dict) and isinstance(found["secret"], str):
                return dict(found)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise UsageError(f"{self._path}: no file of accounts: {error}; mend it or take it away") from error
        raise UsageError(f"{self._path}: no file of accounts; mend it or take it away")

    def _changing(self) -> _Change:
        return _Change(self._path, self._load() if self._path.exists() else _empty())


@dataclass(slots=True)
class _Change:
    """A change of the file: whole or not at all, and never readable by others, not even while it is written."""

    path: Path
    kept: dict[str, Any]

    def __enter__(self) -> dict[str, Any]:
        return self.kept

    def __exit__(self, kind: object, value: object, trace: object) -> None:
        if kind is not None:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_name(self.path.name + ".part")
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
            json.dump(self.kept, stream, indent=1, ensure_ascii=False)
        draft.replace(self.path)


def _empty() -> dict[str, Any]:
    return {"secret": secrets.token_urlsafe(32), "people": {}}
