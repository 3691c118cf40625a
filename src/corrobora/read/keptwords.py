"""The lexicon of a language, kept as it was made: to inflect and fold its forms takes longer than an article."""

from __future__ import annotations

import hashlib
import json
import os
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from corrobora.read.gazetteer import cache_folder
from corrobora.read.lexicon import Entry, Lexicon

_CODE = ("affixes.py", "fold.py", "keptwords.py", "language.py", "lexicon.py", "tokens.py")  # by which it is made


def kept_lexicon(code: str, make: Callable[[], Lexicon]) -> Lexicon:
    """Return the lexicon of a language of the package from the folder for caches, where it is kept; else made."""
    file = cache_folder() / f"words-{code}-{_digest(code)}.json"
    found = _kept(file)
    if found is None:
        found = make()
        with suppress(OSError):
            _keep(file, code, found)
    return found


def _digest(code: str) -> str:
    """Return what stands for all that a lexicon is made of: other words or other code make another."""
    root = files("corrobora")
    digest = hashlib.sha256(unicodedata.unidata_version.encode())
    for folder in (root / "data" / "lang" / code, root / "data" / "codebook"):
        for each in _files(folder):
            digest.update(f"{each.name}\0".encode() + each.read_bytes())
    for name in _CODE:
        digest.update((root / "read" / name).read_bytes())
    return digest.hexdigest()[:16]


def _files(folder: Traversable) -> Iterator[Traversable]:
    for each in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if each.is_dir():
            yield from _files(each)
        elif each.name.endswith((".tsv", ".toml")):
            yield each


def _kept(file: Path) -> Lexicon | None:
    """Return the lexicon that a file holds; null where there is none, or what is none."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        kinds = [Entry(frozenset(classes), id_, cased) for classes, id_, cased in found["kinds"]]
        forms = (tuple(each.split("\t")) for each in found["forms"].split("\n"))
        entries = {form: kinds[at] for form, at in zip(forms, found["of"], strict=True)}
        return Lexicon.made_of(entries, {word: kinds[at] for word, at in found["cased"].items()})
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return None


def _keep(file: Path, code: str, lexicon: Lexicon) -> None:
    """Write a lexicon beside its place and move it there whole, in place of those that were made of other words."""
    numbers: dict[Entry, int] = {}
    of = [numbers.setdefault(entry, len(numbers)) for entry in lexicon.entries.values()]
    cased = {word: numbers.setdefault(entry, len(numbers)) for word, entry in lexicon.cased.items()}
    kinds = [(sorted(each.classes), each.id, each.cased) for each in numbers]
    forms = "\n".join(map("\t".join, lexicon.entries))
    draft = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"kinds": kinds, "forms": forms, "of": of, "cased": cased}, ensure_ascii=False)
        draft.write_text(text, encoding="utf-8")
        for old in file.parent.glob(f"words-{code}-*.json"):
            old.unlink(missing_ok=True)
        draft.replace(file)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
