"""Small files in GeoNames' format, and a small index of the packages' kind to import them into."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from corrobora.read.gazetteer import Entry
from corrobora.read.geoindex import write_index
from corrobora.read.indexname import index_name
from corrobora.read.placedraft import Draft


def place_row(n: int, name: str, feature: str = "P.PPL", country: str = "ML", **cells: object) -> str:
    """Return a row of `allCountries.txt`; `cells` name others of its columns."""
    kind, _, code = feature.partition(".")
    given = {"plain": name, "others": "", "lat": "14.5", "lon": "-3.25", "admin1": "05", "people": 0} | cells
    start = f"{n}\t{name}\t{given['plain']}\t{given['others']}\t{given['lat']}\t{given['lon']}\t{kind}\t{code}"
    return f"{start}\t{country}\t\t{given['admin1']}\t\t\t\t{given['people']}\t\t250\tAfrica/Bamako\t2025-03-04"


def name_row(number: int, n: int, language: str, name: str, *, flags: str = "\t\t\t") -> str:
    """Return a row of `alternateNamesV2.txt`; `flags` are preferred, short, colloquial and historic."""
    return f"{number}\t{n}\t{language}\t{name}\t{flags}\t\t"


def write(path: Path, rows: Iterable[str], *, beside: Mapping[str, str] | None = None) -> Path:
    """Write rows as a text, or as a zip with `beside` in it too, where the name ends so."""
    text = "".join(f"{row}\n" for row in rows)
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, other in (beside or {}).items():
                archive.writestr(name, other)
            archive.writestr(f"{path.stem}.txt", text)
    else:
        path.write_text(text, encoding="utf-8", newline="\n")
    return path


def make_base(cache: Path) -> Path:
    """Write a small index where the packages' own would stand, and return it."""
    draft = Draft()
    draft.add(Entry("iso:ML", "Mali", "country", "ML", None, 17.0, -4.0, 19_000_000, known=True), ["Mali", "مالي"])
    draft.add(Entry("iso:US", "United States", "country", "US", None, 39.0, -98.0, 330_000_000, known=True), ["USA"])
    draft.add(Entry("iso:ML-5", "Mopti", "province", "ML", "ML-5", 14.5, -4.0, 114_296, known=False), ["Mopti"])
    draft.add(Entry("iso:ML-7", "Gao", "province", "ML", "ML-7", 16.3, 0.0, 86_633, known=False), ["Gao"])
    draft.add(Entry("geonames:2453348", "Mopti", "town", "ML", "ML-5", 14.48, -4.18, 108_456, known=False), ["Mopti"])
    draft.add(
        Entry("alias:boulkessi-ml", "Boulkessi", "town", "ML", "ML-5", 14.93, -1.48, 0, known=True), ["Boulkessi"]
    )
    path = cache / index_name()
    cache.mkdir(parents=True, exist_ok=True)
    write_index(path, draft, {("ML", "05"): "ML-5", ("ML", "06"): "ML-7"})
    return path


def tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return all that stands in an index, table by table, in its order."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in names}  # noqa: S608 - its own
