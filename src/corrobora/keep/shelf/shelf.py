"""A ledger's books by the page: what a listing, an explanation or a web page asks for, without reckoning anything."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from types import TracebackType
from typing import Any, Self

import msgspec

from corrobora.keep.shelf.apart import apart
from corrobora.keep.shelf.items import LATE, UNDATED
from corrobora.keep.shelf.spots import Spot
from corrobora.keep.shelf.wanted import Wanted, asked
from corrobora.link.incident import id_after
from corrobora.schema import build, row
from corrobora.types import Balance, Claim, Document, Incident, Reading

_STREAM = 500
_LOT = 100  # readings at once: each may be megabytes
_ROWS = {"queue": "incidents"}  # whose rows a listing has, where it has none of its own

Row = dict[str, Any]
_Found = tuple[str, str, int]
# by uri: as it is known, and as it is heard; whole, or with some of its claims alone
Fetch = Callable[[Sequence[str], Container[str] | None], dict[str, tuple[Reading, Reading]]]


class Shelf:
    """Books that stand on a shelf, open to be read; all that it gives is of one moment."""

    def __init__(self, connection: sqlite3.Connection, fetch: Fetch) -> None:
        """Take the database of a shelf, and what reads documents by their places."""
        self._connection = connection
        self._fetch = fetch

    def __enter__(self) -> Self:
        """Return the shelf itself; leaving closes it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of its database."""
        self._connection.close()

    def count(self, listing: str, wanted: Wanted | None = None, most: int = -1) -> int:
        """Return how many rows a listing has; where they must be counted one by one, up to `most`."""
        found = asked(self._connection, listing, wanted, ordered=False)
        if found.number is not None:
            return found.number
        query = f"SELECT count(*) FROM (SELECT 1 FROM {found.query} LIMIT ?)"  # noqa: S608 - clauses of our own
        return int(self._connection.execute(query, [*found.values, most]).fetchone()[0])

    def keys(
        self,
        listing: str,
        wanted: Wanted | None = None,
        limit: int | None = None,
        offset: int = 0,
        *,
        last: bool = False,
    ) -> Iterator[tuple[str, str]]:
        """Return the ids of rows of a listing, and where those stand that are claims, one after the other.

        With `last` the last come first, and behind them what has no date.
        """
        found = asked(self._connection, listing, wanted)
        some = [-1 if limit is None else limit, offset]
        if not last:
            order = f"{found.first}, b, c, d, e, i.id"
            query = f"SELECT i.id, document FROM {found.query} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608
            return self._connection.execute(query, [*found.values, *some])
        order = f"{found.first} DESC, b DESC, c DESC, d DESC, e DESC, i.id DESC"
        late = UNDATED.get(listing, LATE)
        if not found.in_order:
            query = f"SELECT i.id, document FROM {found.query} ORDER BY {found.first} >= ?, {order} LIMIT ? OFFSET ?"  # noqa: S608
            return self._connection.execute(query, [*found.values, late, *some])
        both = (
            f"SELECT * FROM (SELECT i.id, document FROM {found.query} AND {found.first} {sign} ? ORDER BY {order})"  # noqa: S608
            for sign in ("<", ">=")
        )
        query = f"{' UNION ALL '.join(both)} LIMIT ? OFFSET ?"
        values = [*found.values, late]
        return self._connection.execute(query, [*values, *values, *some])

    def homes(self, claims: Iterable[str]) -> dict[str, str]:
        """Return the ids of the incidents of which some claims tell, by these; of others nothing."""
        query = "SELECT claim, incident FROM members WHERE claim = ?"
        found = (self._connection.execute(query, (claim,)).fetchone() for claim in set(claims))
        return dict(each for each in found if each)

    def spots(self, wanted: Wanted | None = None, country: str | None = None) -> list[Spot]:
        """Return where the incidents stand that are wanted, in one country or in all, the fullest places first."""
        source, values = self._spotted(wanted)
        inside = "s.country = ?" if country else "s.country IS NOT NULL"
        own = "s.country, s.place, s.name, s.lat, s.lon, s.precision"
        query = f"SELECT {own}, s.grade, count(*) FROM {source} AND {inside} GROUP BY {own}, s.grade"  # noqa: S608
        found: dict[tuple[Any, ...], dict[str, int]] = {}
        for *at, grade, number in self._connection.execute(query, [*values, *([country] if country else [])]):
            found.setdefault(tuple(at), {})[grade] = number
        spots = [Spot._make((*at, grades, sum(grades.values()))) for at, grades in found.items()]
        return sorted(spots, key=lambda each: (-each.number, each.country, each.name, each.lat, each.lon))

    def placed(self, country: str, wanted: Wanted | None = None) -> list[str]:
        """Return the ids of the incidents that are wanted and stand in a country, as `spots` counts them."""
        source, values = self._spotted(wanted)
        some = f"SELECT s.n FROM {source} AND s.country = ?"  # noqa: S608 - our own
        query = f"SELECT id FROM items WHERE n IN ({some}) ORDER BY a, b, c, d, e, id"  # noqa: S608
        return [id_ for (id_,) in self._connection.execute(query, [*values, country])]

    def months(self, wanted: Wanted | None = None) -> list[tuple[str, str, int]]:
        """Return month, grade and number of the incidents that are wanted and known to the month, in that order."""
        source, values = self._spotted(wanted)
        query = f"SELECT month, s.grade, count(*) FROM {source} AND month IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2"  # noqa: S608
        return self._connection.execute(query, values).fetchall()

    def _spotted(self, wanted: Wanted | None) -> tuple[str, tuple[object, ...]]:
        if wanted is None or wanted == Wanted():
            return "spots s WHERE 1", ()
        found = asked(self._connection, "incidents", wanted, ordered=False)
        with_spots = replace(found, source=f"{found.source} JOIN spots s ON s.n = i.n")
        return with_spots.query, found.values

    def documents(self) -> int:
        """Return how many documents the books rest on."""
        return int(self._connection.execute("SELECT count(*) FROM documents").fetchone()[0])

    def rows(
        self, listing: str, wanted: Wanted | None = None, limit: int | None = None, offset: int = 0, after: str = ""
    ) -> Iterator[Row]:
        """Yield rows of a listing in its order, as many as `limit` says, from `offset` on or those behind an id.

        Of a claim these are its fields, and its `document` (uri). The listing "queue" has the incidents that nobody has
        decided of, what matters most first.
        """
        for found in self._found(listing, wanted, limit, offset, after):
            yield from self._rows(listing, found)

    def claims(
        self, wanted: Wanted | None = None, limit: int | None = None, offset: int = 0, after: str = ""
    ) -> Iterator[tuple[Claim, Document]]:
        """Yield claims with their documents, as `rows` does their fields."""
        for found in self._found("claims", wanted, limit, offset, after):
            yield from self._claims(found)

    def _found(
        self, listing: str, wanted: Wanted | None, limit: int | None, offset: int, after: str
    ) -> Iterator[list[_Found]]:
        found_, behind = asked(self._connection, listing, wanted), ""
        values = [*found_.values]
        if after:
            behind = "AND (i.a, b, c, d, e, i.id) > (SELECT a, b, c, d, e, id FROM items WHERE listing = ? AND id = ?)"
            values += [listing, after]
        query = f"""SELECT i.id, document, place FROM {found_.query} {behind}
            ORDER BY {found_.first}, b, c, d, e, i.id LIMIT ? OFFSET ?"""  # noqa: S608 - clauses of our own
        cursor = self._connection.execute(query, [*values, -1 if limit is None else limit, offset])
        while found := cursor.fetchmany(_STREAM):
            yield found

    def _rows(self, listing: str, found: Sequence[_Found]) -> Iterator[Row]:
        if listing == "claims":
            for claim, document in self._claims(found):
                yield dict(row(claim)) | {"document": document.uri}
            return
        marks = ",".join("?" * len(found))
        query = f"SELECT id, row FROM texts WHERE listing = ? AND id IN ({marks})"  # noqa: S608 - marks alone
        cursor = self._connection.execute(query, [_ROWS.get(listing, listing), *(id_ for id_, *_ in found)])
        texts = dict(cursor.fetchall())
        yield from (self._whole(listing, id_, msgspec.json.decode(texts[id_])) for id_, *_ in found if id_ in texts)

    def _whole(self, listing: str, id_: str, row: Row) -> Row:
        """Return a row with what is kept beside it: of a tally, which incidents it counts."""
        if listing == "tallies":
            query = "SELECT incidents, perhaps FROM inside WHERE claim = ?"
            incidents, perhaps = self._connection.execute(query, (id_,)).fetchone()
            row["counted"] |= {"incidents": incidents.split(), "perhaps": perhaps.split()}
        return row

    def _claims(self, found: Sequence[_Found]) -> Iterator[tuple[Claim, Document]]:
        readings = self._fetch(sorted({uri for _, uri, _ in found}), None)
        for _, uri, place in found:
            reading, _ = readings[uri]
            yield reading.claims[place], reading.document

    def one(self, listing: str, id_: str) -> Row | None:
        """Return the row of a listing with an id; null where there is none."""
        found = self._connection.execute(
            "SELECT id, document, place FROM items WHERE listing = ? AND id = ?", (listing, id_)
        ).fetchall()
        if not found:
            return None
        return next(self._rows(listing, found))

    def these(self, listing: str, ids: Iterable[str]) -> Iterator[Row]:
        """Yield those rows of a listing that have one of some ids, in its order."""
        query = "SELECT id, document, place, a, b, c, d, e FROM items WHERE listing = ? AND id = ?"
        every = (self._connection.execute(query, (listing, id_)).fetchone() for id_ in set(ids))
        found = sorted((each for each in every if each), key=lambda each: (*each[3:], each[0]))
        return self._rows(listing, [each[:3] for each in found])

    def by_id(self, listing: str, ids: Iterable[str], *, whole: bool = True) -> dict[str, Row]:
        """Return rows of a listing by their ids; claims, which stand in their documents, are none of them.

        Those of tallies that aren't wanted `whole` come without the ids of what they count.
        """
        query, out = "SELECT row FROM texts WHERE listing = ? AND id = ?", dict[str, Row]()
        for id_ in dict.fromkeys(ids):
            found = self._connection.execute(query, (listing, id_)).fetchone()
            if found is not None:
                one = msgspec.json.decode(found[0])
                out[id_] = self._whole(listing, id_, one) if whole else one
        return out

    def values(self, listing: str, field: str) -> dict[str, int]:
        """Return what rows of a listing can be looked for by, such as each "grade", with how many have it.

        The fields are event, kind, language, place, side, and of some listings grade, state, stance, verdict and voice.
        """
        query = "SELECT name, number FROM tags WHERE listing = ? AND name > ? AND name < ? AND number > 0 ORDER BY name"
        found = self._connection.execute(query, (listing, f"{field}:", f"{field};"))
        return {name.partition(":")[2]: number for name, number in found}

    def lineages_of(self, uri: str) -> Iterator[Row]:
        """Yield the rows of the lineages that a document is of."""
        query = "SELECT lineage FROM lineage_members WHERE uri = ?"
        return self.these("copies", [id_ for (id_,) in self._connection.execute(query, (uri,))])

    def ids(self, start: str) -> list[str]:
        """Return the ids of claims and incidents that begin so."""
        query = "SELECT id FROM items WHERE listing = ? AND id >= ? AND id < ? ORDER BY id"
        return [
            id_
            for listing in ("claims", "incidents")
            for (id_,) in self._connection.execute(query, (listing, start, f"{start}\U0010ffff"))
        ]

    def heir(self, incident: str) -> str | None:
        """Return the incident that has taken in another, which is no more: it holds what this was first told by."""
        found = self._connection.execute("SELECT claim, incident FROM members")
        return next((home for claim, home in found if home != incident and id_after(claim) == incident), None)

    def last_day(self) -> str | None:
        """Return the last day on which a document was published, or the first of its days; null where none is dated."""
        (found,) = self._connection.execute("SELECT max(day) FROM documents WHERE until >= 0").fetchone()
        return date.fromordinal(found).isoformat() if found else None

    def held(self) -> list[int]:
        """Return the rows of the ledger on which the books rest."""
        return [seq for (seq,) in self._connection.execute("SELECT seq FROM documents ORDER BY seq")]

    def outlets_by_number(self) -> list[tuple[str, int, str]]:
        """Return name, number of documents and key as a voice of each outlet, the fullest first; "" for those of none.

        An outlet that is written in several ways is one, under the commonest.
        """
        # SQLite takes the bare column of the row that has the maximum
        query = """SELECT key, name, sum(number), max(number) FROM
            (SELECT CASE WHEN own THEN outlet ELSE '' END AS key, CASE WHEN own THEN called ELSE '' END AS name,
                    count(*) AS number FROM documents GROUP BY key, name ORDER BY name) GROUP BY key"""
        found = ((name, all_, key) for key, name, all_, _ in self._connection.execute(query))
        return sorted(found, key=lambda each: (-each[1], each[0]))

    def uri_of(self, id_: str) -> str | None:
        """Return the place of a document by its id; null where there is none."""
        found = self._connection.execute("SELECT uri FROM documents WHERE id = ?", (id_,)).fetchone()
        return found[0] if found else None

    def voice_called(self, name: str) -> tuple[str, Row] | None:
        """Return key and record of the voice with a name, of several the one that claims most; null for none."""
        query = "SELECT id FROM items WHERE listing = 'voices' AND b = ? ORDER BY a, c, id LIMIT 1"
        found = self._connection.execute(query, (name,)).fetchone()
        record = self.one("voices", found[0]) if found else None
        return (found[0], record) if record is not None else None

    def document(self, uri: str) -> Reading | None:
        """Return the reading of a document as people's decisions leave it, by its place or its id; null for none."""
        found = self._connection.execute("SELECT uri FROM documents WHERE uri = ? OR id = ?", (uri, uri)).fetchone()
        return self._fetch([found[0]], None)[found[0]][0] if found else None

    def readings(self, uris: Iterable[str], claims: Container[str] | None = None) -> list[tuple[Reading, Reading]]:
        """Return the readings of some documents, as they are known and as they are heard, by their places.

        Where `claims` are given, readings need hold no more than their documents and those.
        """
        found = self._fetch(sorted(set(uris)), claims)
        return [found[uri] for uri in sorted(found)]

    def every(self, start: str = "") -> Iterator[tuple[Reading, Reading]]:
        """Yield all readings, as they are known and as they are heard, the earliest published first.

        With a `start` it is those whose place begins so.
        """
        some = "WHERE uri >= ? AND uri < ?" if start else ""
        values = (start, f"{start}\U0010ffff") if start else ()
        query = f"SELECT uri FROM documents {some} ORDER BY published, uri"  # noqa: S608 - clauses of our own
        cursor = self._connection.execute(query, values)
        while found := cursor.fetchmany(_LOT):
            lot = self._fetch([uri for (uri,) in found], None)
            yield from (lot[uri] for (uri,) in found)

    def outlets(self) -> set[str]:
        """Return the names of the outlets that published its documents."""
        return {name for (name,) in self._connection.execute("SELECT DISTINCT called FROM documents WHERE own")}

    def incidents(self, ids: Iterable[str]) -> list[Incident]:
        """Return the incidents with these ids; of ids that are no incident's, none."""
        out = []
        given = sorted(set(ids))
        for start in range(0, len(given), _STREAM):
            some = [(id_, "", 0) for id_ in given[start : start + _STREAM]]
            out += [build(Incident, each) for each in self._rows("incidents", some)]
        return out

    def apart(self, ids: Iterable[str] | None = None) -> dict[str, list[tuple[str, float]]]:
        """Return for incidents, by default for all, which others each may be one with, and how probably."""
        return apart(self._connection, ids)

    def balance(self, claim: str) -> Balance | None:
        """Return the tally that a claim gives beside the count of the ledger; null where it gives none."""
        found = self.one("tallies", claim)
        return build(Balance, found) if found else None

    def uris_of(self, claims: Iterable[str]) -> set[str]:
        """Return the places of the documents that make some claims."""
        query = "SELECT document FROM items WHERE listing = 'claims' AND id = ?"
        found = (self._connection.execute(query, (claim,)).fetchone() for claim in claims)
        return {each[0] for each in found if each}

    def ids_of(self, uris: Iterable[str]) -> dict[str, str]:
        """Return the ids of documents by their places, of those that are there."""
        query = "SELECT uri, id FROM documents WHERE uri = ?"
        found = (self._connection.execute(query, (uri,)).fetchone() for uri in uris)
        return dict(each for each in found if each)

    def state(self, name: str) -> Any:  # noqa: ANN401 - whatever was kept
        """Return what is kept under a name; null where nothing is."""
        found = self._connection.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        return msgspec.json.decode(found[0]) if found else None
