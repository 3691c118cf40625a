"""What the index of places costs: opening it, asking it, its memory, and importing GeoNames into it.

`python -m bench.gazetteer` measures the index in use. `--rows N` makes a dump of N rows in GeoNames' format, in which
words of the articles that ship with the package are names of hamlets, imports it into a cache of its own, measures the
index that this makes, and tells which places the articles have with one index and not with the other.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from bench.geodump import write_dumps
from corrobora.gather import gather
from corrobora.read.article import read_document
from corrobora.read.gazetteer import Gazetteer, open_gazetteer
from corrobora.settings import Settings
from corrobora.types import Document

_NAMES = 20_000
_WRITTEN_LARGE = 3  # letters from which a word with a capital may be a hamlet's name


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=0, help="import a dump of so many rows (12500000 is the real size)")
    parser.add_argument("--folder", type=Path, help="where to put the dump and its index; some 5 GB at the real size")
    parser.add_argument("--part", choices=_PARTS, help=argparse.SUPPRESS)
    parser.add_argument("files", nargs="*", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.part:
        print(json.dumps(_PARTS[args.part](args.files)))
        return
    cache = open_gazetteer(print).path.parent
    with TemporaryDirectory(dir=args.folder) as folder:
        names = Path(folder) / "names.json"
        names.write_text(json.dumps(_sample(open_gazetteer())), encoding="utf-8")
        _show("the index in use", _measured("ask", cache, names))
        if args.rows:
            _import(Path(folder), args.rows, cache, names)


def _import(folder: Path, rows: int, cache: Path, names: Path) -> None:
    before = _measured("read", cache)
    dumps = write_dumps(folder, rows, _words())
    own = folder / "cache"
    own.mkdir()
    packages = open_gazetteer().path  # another import may be in use: its own name tells
    for path in cache.glob("places-*.sqlite"):
        (own / path.name).symlink_to(path)
    _show(f"importing {rows:,} rows (beside {packages.name})", _measured("import", own, *dumps))
    _show("the index of it", _measured("ask", own, names))
    after = _measured("read", own)
    old, new = ({tuple(each) for each in one["places"]} for one in (before, after))
    print(f"places in the articles: {len(old)} before, {len(new)} after")
    for sign, changed in (("-", old - new), ("+", new - old)):
        for each in sorted(changed, key=str):
            print(f"    {sign} {each}")


def _measured(part: str, cache: Path, *given: Path) -> dict[str, Any]:
    """Return what a part of the measures gives in a new process with that cache."""
    command = [sys.executable, "-m", "bench.gazetteer", "--part", part, *map(str, given)]
    surroundings, root = os.environ | {"CORROBORA_CACHE": str(cache)}, Path(__file__).parents[1]
    done = subprocess.run(command, env=surroundings, stdout=subprocess.PIPE, text=True, check=True, cwd=root)  # noqa: S603 - our own
    out: dict[str, Any] = json.loads(done.stdout)
    return out


def _show(title: str, measured: Mapping[str, Any]) -> None:
    print(title)
    for name, value in measured.items():
        print(f"    {name:44}{value:>14,.1f}")


def _ask(given: Sequence[str]) -> dict[str, float]:
    """Return the cost of opening the index and asking it for names that it has and names that it lacks."""
    names = json.loads(Path(given[0]).read_text(encoding="utf-8"))
    absent = [f"{name} zz" for name in names]
    before = _resident()
    begun = time.process_time()
    gazetteer = open_gazetteer()
    opened = (time.process_time() - begun) * 1e3
    firsts = [name.partition(" ")[0] for name in names]
    out = {
        "opening, ms": opened,
        "longest, a first word, µs": _each(gazetteer.longest, firsts),
        "look_up, a name for the first time, µs": _each(gazetteer.look_up, names),
        "look_up, a name seen lately, µs": _each(gazetteer.look_up, names[-1000:]),
        "look_up, no name, µs": _each(gazetteer.look_up, absent),
    }
    for country in gazetteer.countries():
        gazetteer.near(country, "BLKS")
        gazetteer.small(country, names[0])
    return out | {f"memory after {len(names):,} names, MB": (_resident() - before) / 1e6}


def _each(ask: Callable[[str], object], words: Sequence[str]) -> float:
    begun = time.process_time()
    for word in words:
        ask(word)
    return (time.process_time() - begun) / len(words) * 1e6


def _taken(given: Sequence[str]) -> dict[str, float]:
    """Return what an import of files costs."""
    from corrobora.read.geoimport import import_dumps

    begun, worked = time.perf_counter(), time.process_time()
    path = import_dumps([Path(each) for each in given], lambda line: print(line, file=sys.stderr), lambda *_: None)
    told = Gazetteer(path).meta()
    return {
        "seconds by the clock": time.perf_counter() - begun,
        "seconds of one core": time.process_time() - worked,
        "memory at most, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
        "index, MB": path.stat().st_size / 1e6,
        "places": int(told["places"]),
        "names": int(told["names"]),
    }


def _read(_: Sequence[str]) -> dict[str, list[list[object]]]:
    """Return the places that the articles which ship with the package have: which article, the words, the id."""
    places: list[list[object]] = [
        [document.uri.rpartition("/")[2], value.span.start, value.text, value.id]
        for document in _articles()
        for value in read_document(document).values
        if value.kind == "place"
    ]
    return {"places": places}


_PARTS: Mapping[str, Callable[[Sequence[str]], Mapping[str, Any]]] = {"ask": _ask, "import": _taken, "read": _read}


def _articles() -> list[Document]:
    with as_file(files("corrobora") / "data" / "demo") as shipped:
        return [each.document for each in gather([str(shipped)], Settings()) if each.document is not None]


def _words() -> list[str]:
    """Return the words of the articles that a hamlet may be called by: those with a capital, and all Arabic ones."""
    words = {word.strip(".,:;!?«»“”\"'()،؛؟") for document in _articles() for word in document.text.split()}
    return sorted(word for word in words if len(word) > _WRITTEN_LARGE and (word[0].isupper() or word[0] > "\u0600"))


def _sample(gazetteer: Gazetteer) -> list[str]:
    names = sorted(gazetteer.names())
    return Random(1).sample(names, min(_NAMES, len(names)))  # noqa: S311 - no secret


def _resident() -> float:
    """Return the memory that this process holds now, in bytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return float(pages * resource.getpagesize())


if __name__ == "__main__":
    main()
