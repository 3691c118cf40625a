"""Shards of Parquet files: written aside, moved to their place whole, and noted as done, so that work can go on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from corrobora.errors import UsageError
from corrobora.keep.edition import edition

PARQUET = ".parquet"
ARCHIVES = (".warc", ".warc.gz", ".warc.zst", ".wet", ".wet.gz")
_DONE = "_done"
_ASIDE = "_aside"


class Shard(NamedTuple):
    """One or more files that are worked on together, and what they are known by once done."""

    name: str
    files: tuple[Path, ...]


def shards(given: Path, out: Path, together: int = 1, **how: object) -> tuple[list[Shard], int]:
    """Return the shards of Parquet files and web archives that aren't done yet, and how many are.

    What is done counts as long as the files, the rules and `how` they are worked on are the same.
    """
    files = under(given, (PARQUET, *ARCHIVES))
    every = [_shard(files[at : at + together], how) for at in range(0, len(files), together)]
    left = [each for each in every if not (out / _DONE / f"{each.name}.json").exists()]
    return left, len(every) - len(left)


def under(given: Path, kinds: Sequence[str] = (PARQUET,)) -> list[Path]:
    """Return a file, or those of a folder and its folders that end so; UsageError where there is none."""
    if not given.exists():
        raise UsageError(f"{given}: there is no such file or folder; give a file, or a folder of them")
    if not given.is_dir():
        return [given]
    files = (each for each in given.rglob("*") if each.name.endswith(tuple(kinds)) and not _is_aside(each, given))
    if not (found := sorted(files)):
        raise UsageError(f"{given}: holds no file that ends in {' or '.join(kinds)}")
    return found


def _is_aside(file: Path, root: Path) -> bool:
    return any(part.startswith(("_", ".")) for part in file.relative_to(root).parts)


def _shard(files: Sequence[Path], how: Mapping[str, object]) -> Shard:
    told = [[str(file.absolute()), file.stat().st_size, file.stat().st_mtime_ns] for file in files]
    name = sha256(json.dumps([edition(), how, told], sort_keys=True).encode()).hexdigest()[:16]
    return Shard(name, tuple(files))


def finish(shard: Shard, out: Path, write: Callable[[Path], Mapping[str, int]]) -> Mapping[str, int]:
    """Return what `write` counts of a shard; what it writes into the folder it is given is moved to its place in `out`.

    Where the work was stopped on the way it is done again, and comes to the same files.
    """
    aside = out / _ASIDE / shard.name
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    counts = write(aside)
    for number, file in enumerate(_written(aside)):
        place = out / file.parent.relative_to(aside) / f"{shard.name}-{number:05}.parquet"
        place.parent.mkdir(parents=True, exist_ok=True)
        file.replace(place)
    shutil.rmtree(aside, ignore_errors=True)
    note = out / _DONE / f"{shard.name}.json"
    note.parent.mkdir(parents=True, exist_ok=True)
    draft = note.with_suffix(".part")
    draft.write_text(json.dumps({"files": [str(each) for each in shard.files], **counts}) + "\n", encoding="utf-8")
    draft.replace(note)
    return counts


def _written(folder: Path) -> Iterator[Path]:
    return iter(sorted(each for each in folder.rglob("*.parquet") if not each.name.startswith((".", "_"))))
