"""The file of a shelf: a SQLite database of its own, whatever keeps the ledger, so that no writer of it has to wait."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing, suppress
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from corrobora.keep.ahead import log_ahead
from corrobora.keep.edition import edition

LISTINGS = ("claims", "incidents", "tallies", "deadlines", "voices", "copies", "documents")
_WAIT = 30.0
_CACHE = 120_000  # kilobytes of its pages that are held at most
_CODE = ("link", "reckon", "types", "keep/shelf", "codebook.py", "read/fold.py", "read/skeleton.py")
_SCHEMA = """
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE items (
    n INTEGER PRIMARY KEY, listing TEXT NOT NULL, id TEXT NOT NULL, a, b, c, d, e, first INTEGER, last INTEGER,
    tags TEXT NOT NULL, document TEXT, place INTEGER);
CREATE UNIQUE INDEX items_by_id ON items (listing, id);
CREATE INDEX items_by_day ON items (listing, first, last);
CREATE TABLE tags (
    tag INTEGER PRIMARY KEY, listing TEXT NOT NULL, name TEXT NOT NULL, number INTEGER NOT NULL,
    UNIQUE (listing, name));
CREATE TABLE tagged (tag INTEGER NOT NULL, at NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (tag, at, n)) WITHOUT ROWID;
CREATE INDEX items_in_order ON items (listing, a, b, c, d, e, id, first, last);
CREATE INDEX items_of_document ON items (document) WHERE document IS NOT NULL;
CREATE TABLE texts (listing TEXT NOT NULL, id TEXT NOT NULL, row TEXT NOT NULL, PRIMARY KEY (listing, id))
    WITHOUT ROWID;
CREATE TABLE documents (
    uri TEXT PRIMARY KEY, id TEXT NOT NULL, seq INTEGER NOT NULL, heard TEXT, published TEXT NOT NULL,
    day INTEGER NOT NULL, clock TEXT NOT NULL, until INTEGER NOT NULL, outlet TEXT NOT NULL, called TEXT NOT NULL,
    own INTEGER NOT NULL, tells INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX documents_by_end ON documents (until);
CREATE INDEX documents_by_id ON documents (id);
CREATE INDEX documents_by_outlet ON documents (outlet, published, uri);
CREATE INDEX documents_by_day ON documents (day, clock, uri);
CREATE INDEX documents_in_order ON documents (published, uri);
CREATE TABLE persons (
    sound TEXT NOT NULL, language TEXT NOT NULL, folded TEXT NOT NULL, published TEXT NOT NULL, uri TEXT NOT NULL,
    place INTEGER NOT NULL, name TEXT NOT NULL, body TEXT,
    PRIMARY KEY (sound, language, folded, published, uri, place)) WITHOUT ROWID;
CREATE INDEX persons_of_document ON persons (uri);
CREATE INDEX persons_by_body ON persons (sound, body) WHERE body IS NOT NULL;
CREATE TABLE links (
    n INTEGER PRIMARY KEY AUTOINCREMENT, claim TEXT NOT NULL UNIQUE, uri TEXT NOT NULL, rank INTEGER NOT NULL,
    level INTEGER NOT NULL, week INTEGER NOT NULL, until INTEGER NOT NULL, told INTEGER NOT NULL,
    signature INTEGER NOT NULL, head INTEGER NOT NULL, label INTEGER NOT NULL, joins INTEGER NOT NULL,
    turn INTEGER NOT NULL, data BLOB NOT NULL, pairs BLOB NOT NULL);
CREATE INDEX links_by_week ON links (level, week);
CREATE INDEX links_by_label ON links (label);
CREATE INDEX links_by_signature ON links (signature);
CREATE INDEX links_of_document ON links (uri);
CREATE INDEX links_by_age ON links (told, rank);
CREATE TABLE barred (one INTEGER NOT NULL, two INTEGER NOT NULL, turn INTEGER NOT NULL, PRIMARY KEY (one, two, turn))
    WITHOUT ROWID;
CREATE INDEX barred_by_two ON barred (two);
CREATE TABLE blocks (
    key INTEGER NOT NULL, level INTEGER NOT NULL, week INTEGER NOT NULL, n INTEGER NOT NULL, until INTEGER NOT NULL,
    PRIMARY KEY (key, level, week, n)) WITHOUT ROWID;
CREATE TABLE places (
    key INTEGER PRIMARY KEY, id INTEGER, named INTEGER, country INTEGER, admin1 INTEGER, coarse INTEGER, lat REAL,
    lon REAL);
CREATE TABLE samples (
    n INTEGER PRIMARY KEY, uri TEXT NOT NULL UNIQUE, sentences INTEGER NOT NULL, hashes BLOB NOT NULL,
    places BLOB NOT NULL, retold INTEGER NOT NULL, size INTEGER NOT NULL, aside BLOB NOT NULL);
CREATE TABLE shingles (
    value INTEGER NOT NULL, n INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (value, n, place)) WITHOUT ROWID;
CREATE TABLE stock (value INTEGER PRIMARY KEY);
CREATE TABLE sought (two INTEGER NOT NULL, one INTEGER NOT NULL, PRIMARY KEY (two, one)) WITHOUT ROWID;
CREATE INDEX sought_in ON sought (one);
CREATE TABLE traits (n INTEGER PRIMARY KEY, uri TEXT NOT NULL UNIQUE, language TEXT NOT NULL, traits TEXT NOT NULL);
CREATE TABLE clues (key INTEGER NOT NULL, day INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, day, n))
    WITHOUT ROWID;
CREATE TABLE outers (
    key TEXT NOT NULL, day INTEGER NOT NULL, clock TEXT NOT NULL, uri TEXT NOT NULL, place INTEGER NOT NULL,
    medium INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (key, day, clock, uri, place)) WITHOUT ROWID;
CREATE TABLE media (key TEXT PRIMARY KEY, name TEXT NOT NULL, own INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX outers_of_document ON outers (uri);
CREATE TABLE lineages (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, origin TEXT NOT NULL, source TEXT, taken TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX lineages_of_source ON lineages (source) WHERE source IS NOT NULL;
CREATE INDEX lineages_of_origin ON lineages (origin);
CREATE TABLE lineage_members (uri TEXT NOT NULL, lineage TEXT NOT NULL, PRIMARY KEY (uri, lineage)) WITHOUT ROWID;
CREATE INDEX members_of_lineage ON lineage_members (lineage);
CREATE TABLE members (claim TEXT PRIMARY KEY, incident TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX members_of_incident ON members (incident);
CREATE TABLE fates (incident TEXT PRIMARY KEY, fates TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE voices (key TEXT PRIMARY KEY, track TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE told (country TEXT NOT NULL, day INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (country, day))
    WITHOUT ROWID;
CREATE TABLE tallies (
    claim TEXT PRIMARY KEY, uri TEXT NOT NULL, document TEXT NOT NULL, peers TEXT NOT NULL, first INTEGER,
    covered TEXT NOT NULL, made TEXT NOT NULL, told_in TEXT NOT NULL, about TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE inside (claim TEXT PRIMARY KEY, incidents TEXT NOT NULL, perhaps TEXT NOT NULL);
CREATE INDEX tallies_at ON tallies (uri);
CREATE INDEX tallies_of_document ON tallies (document);
CREATE INDEX tallies_by_peers ON tallies (peers, first);
CREATE TABLE counted (
    key TEXT NOT NULL, level INTEGER NOT NULL, week INTEGER NOT NULL, claim TEXT NOT NULL, first INTEGER, last INTEGER,
    PRIMARY KEY (key, level, week, claim)) WITHOUT ROWID;
CREATE INDEX counted_of_tally ON counted (claim);
CREATE TABLE areas (
    key TEXT NOT NULL, level INTEGER NOT NULL, week INTEGER NOT NULL, incident TEXT NOT NULL, first INTEGER,
    last INTEGER, PRIMARY KEY (key, level, week, incident)) WITHOUT ROWID;
CREATE INDEX areas_of_incident ON areas (incident);
CREATE TABLE acts (
    key TEXT NOT NULL, first INTEGER NOT NULL, incident TEXT NOT NULL, PRIMARY KEY (key, first, incident))
    WITHOUT ROWID;
CREATE TABLE spots (
    n INTEGER PRIMARY KEY, grade TEXT NOT NULL, month TEXT, country TEXT, place TEXT, name TEXT, lat REAL, lon REAL,
    precision TEXT);
CREATE INDEX spots_of_country ON spots (country);
CREATE INDEX acts_of_incident ON acts (incident);
CREATE INDEX acts_by_day ON acts (first);
CREATE TABLE deeds (
    incident TEXT PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL, about INTEGER NOT NULL,
    event TEXT NOT NULL, grade TEXT NOT NULL, actors TEXT NOT NULL, targets TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE demands (
    claim TEXT PRIMARY KEY, uri TEXT NOT NULL, deadline TEXT, holder TEXT NOT NULL, published INTEGER,
    due_first INTEGER, due_last INTEGER, made TEXT NOT NULL, told_in TEXT NOT NULL, words TEXT, countries TEXT NOT NULL,
    threatened TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX demands_at ON demands (uri);
CREATE INDEX demands_together ON demands (deadline);
CREATE INDEX demands_by_holder ON demands (holder, due_last);
CREATE INDEX demands_by_day ON demands (due_last);
CREATE TABLE dues (
    key TEXT NOT NULL, level INTEGER NOT NULL, week INTEGER NOT NULL, claim TEXT NOT NULL, first INTEGER, last INTEGER,
    PRIMARY KEY (key, level, week, claim)) WITHOUT ROWID;
CREATE INDEX dues_of_claim ON dues (claim);
CREATE TABLE deadline_parties (
    key TEXT NOT NULL, due_last INTEGER NOT NULL, deadline TEXT NOT NULL, since INTEGER NOT NULL,
    PRIMARY KEY (key, due_last, deadline)) WITHOUT ROWID;
CREATE INDEX parties_of_deadline ON deadline_parties (deadline);
CREATE TABLE agreements (
    uri TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, about INTEGER NOT NULL, parties TEXT NOT NULL,
    countries TEXT NOT NULL);
CREATE INDEX agreements_at ON agreements (uri);
CREATE INDEX agreements_by_day ON agreements (first, last);
CREATE TABLE wholes (
    incident TEXT PRIMARY KEY, room INTEGER NOT NULL, keys TEXT NOT NULL, fitting TEXT NOT NULL, parts TEXT NOT NULL)
    WITHOUT ROWID;
"""


def connect(path: str) -> sqlite3.Connection:
    """Return the database of a shelf, whose statements begin and end no transactions by themselves.

    A file that is damaged, or is something else that has our name, is made anew: all that was in it can be reckoned.
    """
    try:
        return _connect(path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError) or path == ":memory:":
            raise
        remove(path)
        return _connect(path)


def _connect(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    try:
        log_ahead(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        connection.execute("PRAGMA case_sensitive_like = ON")
        if not _is_made(connection):
            connection.execute("BEGIN IMMEDIATE")
            if not _is_made(connection):  # another process may make it at this moment
                _make(connection)
            connection.execute("COMMIT")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _is_made(connection: sqlite3.Connection) -> bool:
    with closing(connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'texts'")) as found:
        return found.fetchone() is not None


def remove(path: str) -> None:
    """Delete a shelf's files, where there are any."""
    for end in ("", "-wal", "-shm"):
        with suppress(OSError):
            Path(path + end).unlink(missing_ok=True)


def clear(connection: sqlite3.Connection) -> None:
    """Make a shelf anew, empty, in the transaction that is open; one of another version may have other tables."""
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        if not name.startswith("sqlite_"):
            connection.execute(f'DROP TABLE "{name}"')
    _make(connection)


def _make(connection: sqlite3.Connection) -> None:
    for statement in _SCHEMA.split(";"):
        connection.execute(statement)


@cache
def digest() -> str:
    """Return what stands for the rules and the code by which books are reckoned: other ones make another shelf."""
    out = hashlib.sha256(edition().encode())
    for name in _CODE:
        for path, content in _sources(files("corrobora") / name, name):
            out.update(f"{path}\0{len(content)}\0".encode() + content)
    return out.hexdigest()[:16]


def _sources(at: Traversable, name: str) -> list[tuple[str, bytes]]:
    if at.is_file():
        return [(name, at.read_bytes())] if name.endswith(".py") else []
    inside = sorted(at.iterdir(), key=lambda each: each.name)
    return [found for each in inside for found in _sources(each, f"{name}/{each.name}")]
