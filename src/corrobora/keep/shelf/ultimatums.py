"""Deadlines on a shelf: reckoned anew, all of them, from the documents that have to do with them."""

from __future__ import annotations

from datetime import date

from corrobora.keep.shelf import items
from corrobora.keep.shelf.filling import put
from corrobora.keep.shelf.light import light
from corrobora.keep.shelf.work import Work
from corrobora.reckon.deadline import deadlines

_KINDS = ("deadline", "threat", "agreement")


def watched_anew(work: Work) -> None:
    """Reckon all deadlines of a shelf anew, as of the last day on which an article of it was published."""
    connection = work.connection
    for table in ("items", "texts"):
        connection.execute(f"DELETE FROM {table} WHERE listing = 'deadlines'")  # noqa: S608 - our own tables
    if connection.execute("SELECT 1 FROM documents WHERE kinds LIKE '%|deadline|%' LIMIT 1").fetchone() is None:
        return
    like = " OR ".join(f"kinds LIKE '%|{kind}|%'" for kind in _KINDS)
    query = f"SELECT uri FROM documents WHERE {like} ORDER BY published, uri"  # noqa: S608 - our own words
    uris = [uri for (uri,) in connection.execute(query)]
    readings = work.heard(uris)
    last = connection.execute("SELECT max(until) FROM documents").fetchone()[0]
    as_of = work.as_of or (date.fromordinal(last).isoformat() if last and last > 0 else None)
    query = """SELECT row FROM texts JOIN items USING (listing, id) WHERE listing = 'incidents'
        ORDER BY a, b, c, d, e"""
    incidents = [light(row) for (row,) in connection.execute(query)]
    told = work.told(uris)
    found = deadlines([readings[uri] for uri in uris], incidents, as_of)
    put(connection, [items.deadline(each, told) for each in found])
