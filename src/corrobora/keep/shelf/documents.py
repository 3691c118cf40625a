"""Documents on a shelf: what the other steps need to know of each, and persons under one name in all of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from corrobora.keep.shelf import citing, items
from corrobora.keep.shelf.filling import put, take, take_claims
from corrobora.keep.shelf.work import Work, insert
from corrobora.link.bodies import attributed_alone
from corrobora.link.days import days
from corrobora.link.first import published
from corrobora.link.identity import outlet_key
from corrobora.link.persons import Sound, Spelling, meant_by, renamed, spellings
from corrobora.link.telling import tells
from corrobora.reckon.coverage import told_by
from corrobora.schema import to_json
from corrobora.types import Document, Reading

_BETWEEN = "\x01"
_NEVER = -1

Meaning = tuple[str | None, str | None]


def stored(work: Work, seqs: Mapping[str, int], known: Mapping[str, Reading], heard: Mapping[str, Reading]) -> None:
    """Put documents on a shelf, with their claims and what is looked up by them."""
    insert(work.connection, "documents", [_row(seqs[uri], known[uri], heard[uri]) for uri in known])
    citing.stored(work, heard.values())
    put(work.connection, _items(known, heard))
    _count_days(work.connection, heard.values(), 1)


def _items(known: Mapping[str, Reading], heard: Mapping[str, Reading]) -> Iterator[items.Item]:
    for uri, reading in known.items():
        told = list(items.claims(reading, heard[uri]))
        yield from told
        yield items.document(reading, told)


def _row(seq: int, known: Reading, heard: Reading) -> tuple[object, ...]:
    document = known.document
    day, clock, _ = published(document)
    when = days(document.published.edtf) if document.published else None
    last = when.last if when else _NEVER
    told = any(map(tells, heard.claims))
    text = None if heard == known else to_json(heard)
    return (
        document.uri, document.id, seq, text, _published(document), day, clock, last,
        outlet_key(document), document.outlet or document.uri, bool(document.outlet), told,
    )  # fmt: skip


def forgotten(work: Work, uris: Iterable[str]) -> dict[str, Reading]:
    """Return documents as they were heard, and take them from the shelf."""
    was = {uri: heard for uri, (_, heard) in work.fetch(sorted(uris), work.before, None).items()}
    for uri, heard in was.items():
        take_claims(work.connection, uri)
        take(work.connection, "documents", [uri])
        for table, column in (("documents", "uri"), ("outers", "uri")):
            work.delete(table, column, [uri])
        _count_days(work.connection, [heard], -1)
        work.let_go(uri)
    return was


def _count_days(connection: sqlite3.Connection, heard: Iterable[Reading], number: int) -> None:
    told = (each for reading in heard for each in told_by(reading))
    rows = [(country, day - back, number) for country, day in told for back in (0, 1)]
    query = "INSERT INTO told VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET number = number + excluded.number"
    connection.executemany(query, rows)


def spelled(connection: sqlite3.Connection, found: Iterable[tuple[Document, Iterable[Spelling]]]) -> None:
    """Put on a shelf how documents that it doesn't have spell their persons."""
    rows = (
        (_key(s.sound), s.language, s.folded, _published(document), document.uri, place, s.name, s.body)
        for document, spelled_ in found
        for place, s in enumerate(spelled_)
    )
    insert(connection, "persons", rows)


def _published(document: Document) -> str:
    return document.published.edtf if document.published else "~"


def _key(sound: Sound) -> str:
    return f"{sound[0]}{_BETWEEN}{sound[1]}"


def meaning(connection: sqlite3.Connection, sound: Sound) -> Meaning:
    """Return the name and the body of a person by the sound of the name, as `persons.meant_by` has them of all."""
    key, found = _key(sound), list[Spelling]()
    query = """SELECT language, folded, name, body FROM persons WHERE sound = ? AND (language, folded) > (?, ?)
        ORDER BY language, folded, published, uri, place LIMIT 1"""
    while row := connection.execute(query, (key, *(found[-1][1:3] if found else ("", "")))).fetchone():
        found.append(Spelling(sound, *row))
    query = "SELECT language, folded, name, body FROM persons WHERE sound = ? AND body > ? ORDER BY body LIMIT 1"
    body = ""
    while row := connection.execute(query, (key, body)).fetchone():
        found.append(Spelling(sound, *row))
        body = row[3]
    return meant_by(found) if found else (None, None)


def _meanings(work: Work, sounds: Iterable[Sound]) -> dict[Sound, Meaning]:
    return {sound: meaning(work.connection, sound) for sound in set(sounds)}


def heard_anew(
    work: Work, seqs: Mapping[str, int], known: Mapping[str, Reading]
) -> tuple[dict[str, Reading], dict[str, Reading]]:
    """Put changed documents on a shelf; return what was heard before and is now, of all that are heard otherwise.

    `known` are those that changed, as people's decisions leave them; one that is new wasn't heard before.
    """
    alone = {uri: attributed_alone(reading) for uri, reading in known.items()}
    new = {uri: list(spellings(reading)) for uri, reading in alone.items()}
    old = {uri: list(_of(work, uri)) for uri in known}
    sounds = {each.sound for found in (*new.values(), *old.values()) for each in found}
    before = _meanings(work, sounds)
    was = forgotten(work, known)
    work.delete("persons", "uri", known)
    spelled(work.connection, ((reading.document, new[uri]) for uri, reading in known.items()))
    after = _meanings(work, sounds)
    changed = [_key(sound) for sound in sounds if before[sound] != after[sound]]
    more = {str(uri) for (uri,) in work.select("SELECT uri FROM persons WHERE sound IN (?)", changed)} - known.keys()
    rows = {
        str(uri): int(str(seq)) for uri, seq in work.select("SELECT uri, seq FROM documents WHERE uri IN (?)", more)
    }
    every = {**known, **{uri: both[0] for uri, both in work.readings(more).items()}}
    alone |= {uri: attributed_alone(every[uri]) for uri in more}
    meant = _meanings(work, {each.sound for reading in alone.values() for each in spellings(reading)})
    was |= forgotten(work, more)
    now = {uri: renamed(alone[uri], meant) for uri in every}
    stored(work, {**rows, **seqs}, every, now)
    work.hold({uri: (every[uri], heard) for uri, heard in now.items()})
    return was, now


def _of(work: Work, uri: str) -> Iterator[Spelling]:
    query = "SELECT sound, language, folded, name, body FROM persons WHERE uri = ? ORDER BY place"
    for sound, *rest in work.connection.execute(query, (uri,)):
        consonants, _, words = sound.rpartition(_BETWEEN)
        yield Spelling((consonants, int(words)), *rest)
