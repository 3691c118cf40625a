"""Incidents as an Atom feed (RFC 4287), the one that was told of last first."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from corrobora.keep.export.account import Account, accounts, accounts_of, iri
from corrobora.keep.export.form import Format, Lines
from corrobora.keep.export.shown import Shown
from corrobora.link.days import days

LOSES = (
    "All but a title, the reason of the grade, and the words of each claim with its outlet.",
    "Voices, stances, numbers and differing values, where the words don't tell them.",
    "When the ledger learned of it: an entry is dated by what was published last on it.",
)
_LOT = 500
_NEVER = "1970-01-01T00:00:00Z"  # Atom wants a date; an incident of undated articles alone has none
_FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)], "\ufffd")


def write(shown: Shown) -> Lines:
    """Yield the lines of a feed."""
    with closing(_by_age(shown)) as known:
        newest = known.execute("SELECT max(updated) FROM known").fetchone()[0]
        yield '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        yield "<id>urn:corrobora:incidents</id>\n<title>Incidents</title>\n<generator>corrobora</generator>\n"
        yield "<author><name>corrobora</name></author>\n"
        yield f"<updated>{newest or _NEVER}</updated>\n"
        cursor = known.execute("SELECT id FROM known ORDER BY updated DESC, id DESC")
        while lot := cursor.fetchmany(_LOT):
            yield from map(_entry, accounts_of(shown, [id_ for (id_,) in lot]))
        yield "</feed>\n"


def _by_age(shown: Shown) -> sqlite3.Connection:
    """Return a scratch database, on disk where it grows, of when each incident was told of last."""
    scratch = sqlite3.connect("")
    scratch.execute("CREATE TABLE known (updated, id)")
    rows = ((_updated(account), account.incident.id) for account in accounts(shown))
    scratch.executemany("INSERT INTO known VALUES (?, ?)", rows)
    return scratch


def _entry(account: Account) -> str:
    incident, place = account.incident, account.place
    where = f" in {place.name or place.text}" if place else ""
    when = f", {incident.when}" if incident.when else ""
    words = "".join(
        f"<li>{escape(each.words)} — {escape(each.document.outlet or each.document.uri)}</li>" for each in account.told
    )
    links = "".join(
        f'<link rel="related" href={quoteattr(_text(iri(document.uri)))}/>'
        for document in account.documents
        if document.uri.startswith(("http://", "https://"))
    )
    content = f"<p>{escape(incident.grade)}: {escape(incident.reason)}</p><ul>{words}</ul>"
    return (
        f"<entry><id>urn:corrobora:{incident.id}</id><title>{_text(escape(f'{incident.event}{where}{when}'))}</title>"
        f"<updated>{_updated(account)}</updated><category term={quoteattr(incident.event)}/>{links}"
        f'<content type="html">{_text(escape(content))}</content></entry>\n'
    )


def _updated(account: Account) -> str:
    """Return the moment of what was published last on an incident, as Atom wants it."""
    known = [when.last for d in account.documents if d.published and (when := days(d.published.edtf)) and when.sharp]
    return f"{date.fromordinal(max(known)).isoformat()}T00:00:00Z" if known else _NEVER


def _text(text: str) -> str:
    """Return a text without the characters that XML can't hold."""
    return text.translate(_FORBIDDEN)


FORMAT = Format("atom", "incidents as a feed", ".atom", write, LOSES)
