"""The codebook: the actors and the kinds of event that a reading may name, each from a data file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from corrobora.errors import DataError
from corrobora.tsv import rows

_COLUMNS = ["id", "kind", "side", "country", "en", "fr", "ar", "aliases", "source"]
_LANGUAGES = ("en", "fr", "ar")
_INTERNATIONAL = "international"
_ARABIC = re.compile("[\u0600-\u06ff]")


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """A known actor: its names by language, aliases (with their language, or null for any), kind, side and country.

    `side` groups those who act together; two actors of one side never corroborate each other across a front.
    """

    id: str
    kind: str
    side: str
    country: str
    names: Mapping[str, str]
    aliases: tuple[tuple[str | None, str], ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class EventEntry:
    """A kind of event: what it takes in, what it leaves out, its slots, its codes elsewhere, its names by language.

    `may_be` lists other kinds under which the same happening may be told.
    """

    id: str
    family: str
    definition: str
    includes: tuple[str, ...]
    excludes: tuple[str, ...]
    slots: tuple[str, ...]
    may_be: frozenset[str]
    codes: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


@cache
def actors() -> tuple[ActorEntry, ...]:
    """Return every actor of the codebook, country file by country file, in the order of each.

    >>> any(actor.id == "us-forces" for actor in actors())
    True
    """
    folder = files("corrobora") / "data" / "codebook" / "actors"
    out: dict[str, ActorEntry] = {}
    for file in sorted((f for f in folder.iterdir() if f.name.endswith(".tsv")), key=lambda f: f.name):
        for number, entry in read_actors(file.name, file.read_text(encoding="utf-8")):
            if entry.id in out:
                raise DataError(f"actors/{file.name}:{number}: id {entry.id!r} stands twice in the codebook")
            out[entry.id] = entry
    return tuple(out.values())


def read_actors(name: str, content: str) -> Iterator[tuple[int, ActorEntry]]:
    r"""Yield the actors of one country file with their lines; the file is called as its country's code.

    >>> rows = "\t".join(_COLUMNS) + "\niraq\tstate\tiraq\tIQ\tIraq\tIrak\tالعراق\t\tUN member states"
    >>> [(line, actor.id) for line, actor in read_actors("iq.tsv", rows)]
    [(2, 'iraq')]
    """
    lines = content.splitlines()
    numbered = [(n, line.split("\t")) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not numbered or numbered[0][1] != _COLUMNS:
        raise DataError(f"actors/{name}: the header must be {' '.join(_COLUMNS)}, tab-separated")
    stem = name.removesuffix(".tsv")
    country = "" if stem == _INTERNATIONAL else stem.upper()
    for number, cells in numbered[1:]:
        if len(cells) != len(_COLUMNS) or not all((cells[0], cells[1], cells[4], cells[8])):
            what = f"wants {len(_COLUMNS)} cells; id, kind, en and source can't be empty"
            raise DataError(f"actors/{name}:{number}: {what}")
        if cells[3] != country:
            raise DataError(f"actors/{name}:{number}: country {cells[3]!r} belongs in another file")
        yield number, _actor(cells)


def _actor(cells: list[str]) -> ActorEntry:
    names = {lang: cell.strip() for lang, cell in zip(_LANGUAGES, cells[4:7], strict=True) if cell.strip()}
    aliases = tuple(_alias(alias.strip()) for alias in cells[7].split("|") if alias.strip())
    return ActorEntry(cells[0], cells[1], cells[2], cells[3], names, aliases, cells[8])


def _alias(alias: str) -> tuple[str | None, str]:
    lang, colon, rest = alias.partition(":")
    if colon and lang in _LANGUAGES:
        return lang, rest.strip()
    return ("ar" if _ARABIC.search(alias) else None), alias


@cache
def names_in(code: str) -> Mapping[str, tuple[str, ...]]:
    """Return by an actor's id its names in a language, from `data/lang/xx/actors.tsv`; none where it has no such file.

    The first is the one to show. What the country files name themselves isn't repeated here.

    >>> names_in("es")["un"][0]
    'Naciones Unidas'
    """
    file = files("corrobora") / "data" / "lang" / code / "actors.tsv"
    if not file.is_file():
        return {}
    out: dict[str, tuple[str, ...]] = {}
    name = f"lang/{code}/actors.tsv"
    for number, (id_, given, source) in rows(name, file.read_text(encoding="utf-8").splitlines(), 3):
        names = tuple(each.strip() for each in given.split("|") if each.strip())
        if not names or not source or id_ not in actors_by_id() or id_ in out:
            what = "wants an id that the codebook has, once, its names parted by | and a source"
            raise DataError(f"{name}:{number}: {what}")
        out[id_] = names
    return out


def own_name(entry: ActorEntry, code: str) -> str | None:
    """Return the name of an actor in a language, or null where the codebook has none.

    >>> own_name(actors_by_id()["un"], "es"), own_name(actors_by_id()["un"], "xx")
    ('Naciones Unidas', None)
    """
    return entry.names.get(code) or next(iter(names_in(code).get(entry.id, ())), None)


def name_of(entry: ActorEntry, code: str) -> str:
    """Return the name of an actor in a language, or else its English one.

    >>> name_of(actors_by_id()["un"], "fr"), name_of(actors_by_id()["un"], "xx")
    ('Nations unies', 'United Nations')
    """
    return own_name(entry, code) or entry.names["en"]


@cache
def actors_by_id() -> Mapping[str, ActorEntry]:
    """Return the actors of the codebook by id."""
    return {actor.id: actor for actor in actors()}


def side_of(actor: str | None) -> str | None:
    """Return the side of the actor with this id, or null where it is unknown or on none."""
    entry = actors_by_id().get(actor or "")
    return entry.side or None if entry else None


@cache
def events() -> Mapping[str, EventEntry]:
    """Return the kinds of event by id, from `data/codebook/events/*.toml`.

    >>> events()["drone-strike"].family
    'violence'
    """
    folder = files("corrobora") / "data" / "codebook" / "events"
    out = {}
    for file in sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name):
        entry = _event(file.name, tomllib.loads(file.read_text(encoding="utf-8")))
        out[entry.id] = entry
    for entry in out.values():
        unknown = entry.may_be - set(out)
        if unknown:
            raise DataError(f"events/{entry.id}.toml: may_be names {min(unknown)!r}, which is no event")
    return out


def _event(name: str, content: Mapping[str, Any]) -> EventEntry:
    missing = {"id", "family", "definition", "includes", "excludes", "slots", "codes", "names"} - set(content)
    if missing or f"{content.get('id')}.toml" != name:
        raise DataError(f"events/{name}: lacks {', '.join(sorted(missing)) or 'an id that is its file name'}")
    return EventEntry(
        id=content["id"],
        family=content["family"],
        definition=content["definition"],
        includes=tuple(content["includes"]),
        excludes=tuple(content["excludes"]),
        slots=tuple(content["slots"]),
        may_be=frozenset(content.get("may_be", ())),
        codes=dict(content["codes"]),
        names=dict(content["names"]),
    )


@cache
def compatible(one: str, two: str) -> bool:
    """Return whether two kinds of event may be two tellings of one happening.

    >>> compatible("attack", "drone-strike"), compatible("protest", "airstrike")
    (True, False)
    """
    known = events()
    if one == two:
        return True
    return two in (known[one].may_be if one in known else ()) or one in (known[two].may_be if two in known else ())
