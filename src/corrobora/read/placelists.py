"""The hand-made lists of places -> what they add to the packages: other names, and places that these lack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from importlib.resources.abc import Traversable

from corrobora.errors import DataError
from corrobora.read.gazetteer import Entry, place_key
from corrobora.read.placedraft import Draft, keys_of
from corrobora.tsv import rows

LISTS = ("aliases.tsv", "regions.tsv")
_NEAR = 0.3  # degrees: a row means the packages' town of its name that is no farther


def add_lists(draft: Draft) -> None:
    """Add the hand-made lists; a row that means a town of the packages gives it its names."""
    alike: dict[str, list[str]] = {}
    called = _called()
    listed = [row for name in LISTS for row in _listed(name)]
    parsed = [(place, names + called.get((names[0], place.country or ""), [])) for place, names in listed]
    unknown = called.keys() - {(names[0], place.country or "") for place, names in listed}
    if unknown:
        name, country = min(unknown)
        raise DataError(
            f"lang/*/toponyms.tsv: no place of {' or '.join(LISTS)} is first called {name!r} in {country!r}"
        )
    wanted = {key for place, names in parsed for name in names for key in keys_of(name, place.country)}
    for known, keys in draft.keys.items():
        for key in keys & wanted:
            alike.setdefault(key, []).append(known)
    for place, names in parsed:
        same = place.id if place.id in draft.places else _same(draft, alike, place, names)
        if same:
            found = draft.places[same]
            kind = found.kind if place.kind in {"town", "village"} else place.kind
            name = found.name if found.kind == "country" else place.name
            draft.places[same] = replace(found, name=name, kind=kind, admin1=place.admin1 or found.admin1, known=True)
        draft.add(replace(place, id=same) if same else place, names)


def _listed(file: str) -> Iterator[tuple[Entry, list[str]]]:
    """Yield the places of a list with their names; columns: id kind country admin1 lat lon en fr ar source."""
    for number, cells in rows(file, (lists_folder() / file).read_text(encoding="utf-8").splitlines(), 10):
        place, kind, country, admin1, lat, lon, *names, source = cells
        spelled = [name.strip() for cell in names for name in cell.split("|") if name.strip()]
        if not spelled or not source or not kind:
            raise DataError(f"{file}:{number}: a place needs a kind, a name and a source")
        try:
            north, east = (float(lat), float(lon)) if lat or lon else (None, None)
        except ValueError as error:
            raise DataError(f"{file}:{number}: {lat!r} {lon!r} are no degrees") from error
        slug = place_key(f"{spelled[0]} {country}").replace(" ", "-")
        own = place or f"alias:{slug}"
        yield Entry(own, spelled[0], kind, country or None, admin1 or None, north, east, 0, known=True), spelled


def name_files() -> list[Traversable]:
    """Return the lists of what places are called in languages for which the hand-made lists have no column."""
    folders = sorted((files("corrobora") / "data" / "lang").iterdir(), key=lambda folder: folder.name)
    return [file for folder in folders if (file := folder / "toponyms.tsv").is_file()]


def _called() -> dict[tuple[str, str], list[str]]:
    """Return the names in `data/lang/xx/toponyms.tsv` by the place's first name in the lists and its country."""
    out: dict[tuple[str, str], list[str]] = {}
    for file in name_files():
        for _, (place, country, names, _) in rows("toponyms.tsv", file.read_text(encoding="utf-8").splitlines(), 4):
            out.setdefault((place, country), []).extend(name.strip() for name in names.split("|"))
    return out


def _same(draft: Draft, alike: dict[str, list[str]], place: Entry, names: list[str]) -> str:
    """Return the id of the package's town that a listed place is: its name, its country, nearby; or nothing."""
    if place.kind in {"country", "province", "region"} or place.lat is None or place.lon is None:
        return ""
    near = [
        found
        for name in names
        for found in (draft.places[other] for other in alike.get(place_key(name), ()))
        if found.kind == "town" and found.country == place.country
        if abs((found.lat or 0) - place.lat) + abs((found.lon or 0) - place.lon) < _NEAR
    ]
    return max(near, key=lambda e: (e.population, e.id)).id if near else ""


def lists_folder() -> Traversable:
    """Return the folder of the hand-made lists."""
    return files("corrobora") / "data" / "places"
