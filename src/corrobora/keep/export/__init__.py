"""The books in the forms that this field's other tools read; each says beside it what it loses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from corrobora.errors import UsageError
from corrobora.keep.export import (
    acled,
    atom,
    gdelt,
    ged,
    geojson,
    hxl,
    parquet,
    plain,
    plover,
    prov,
    schemaorg,
    webannotations,
)
from corrobora.keep.export.form import Format
from corrobora.keep.export.shown import Shown
from corrobora.keep.shelf import Shelf
from corrobora.keep.whole import is_straight, whole

__all__ = ["FORMATS", "export"]

FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        plain.JSONL,
        plain.CSV,
        parquet.FORMAT,
        geojson.FORMAT,
        acled.FORMAT,
        ged.FORMAT,
        plover.FORMAT,
        gdelt.FORMAT,
        hxl.FORMAT,
        webannotations.FORMAT,
        prov.FORMAT,
        schemaorg.FORMAT,
        atom.FORMAT,
    )
}


def export(shelf: Shelf, wanted: str, out: Path, *, names: bool = False) -> list[Path]:
    """Write a shelf's books to `out` in a format, and beside it what that loses; return the files that were written.

    The names of private people are blocks unless `names` is true. Files are there whole or not at all; UsageError says
    what is wrong with the place, or which formats there are. Beside a pipe or a device nothing can be written.
    """
    form = FORMATS.get(wanted)
    if form is None:
        raise UsageError(f"{wanted}: no such format; there are {', '.join(FORMATS)}")
    shown = Shown(shelf, names=names)
    stem = str(out).removesuffix(form.suffix)
    parts = ((out, form.write), *((Path(stem + ending), write) for ending, write in form.beside))
    written = [_save(path, write(shown)) for path, write in parts]
    if is_straight(out):
        return written
    losses = {
        "format": form.name,
        "files": [path.name for path in written],
        "names_of_private_people": "shown" if names else "masked",
        "loses": list(form.loses),
    }
    return [*written, _save(out.with_name(out.name + ".losses.json"), iter((json.dumps(losses, indent=2) + "\n",)))]


def _save(path: Path, pieces: Iterator[str] | Iterator[bytes]) -> Path:
    with whole(path) as file:
        for piece in pieces:
            file.write(piece.encode("utf-8", "replace") if isinstance(piece, str) else piece)
    return path
