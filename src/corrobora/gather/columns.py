"""Which column of a table holds what: as it is told, or by what columns are called in three languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from corrobora.errors import SourceError, UsageError

FIELDS = ("text", "html", "title", "outlet", "published", "uri", "language", "forwarded_from")
_NAMES: Mapping[str, str] = {
    "text": "text body content message article fulltext articletext posttext messagetext maintext texte corps contenu"
    " textecomplet نص النص المحتوى محتوى المتن الرسالة نصالخبر الخبر",
    "html": "html",
    "title": "title headline subject titre العنوان عنوان",
    "outlet": "outlet source medianame mediasource publisher publication channel channelname newspaper outletname"
    " domain media média journal chaîne chaine canal éditeur المصدر مصدر القناة قناة الصحيفة صحيفة الناشر",
    "published": "published publishdate publisheddate publicationdate datepublished pubdate date datetime timestamp"
    " created createdat time seendate datedepublication datepublication publiéle التاريخ تاريخ تاريخالنشر",
    "uri": "uri url link permalink sourceurl articleurl documentidentifier lien adresse الرابط رابط",
    "language": "language lang langue اللغة لغة",
    "forwarded_from": "forwardedfrom forwarded transférédepuis transféréde محولمن",
}
_KNOWN = {name: field for field, names in _NAMES.items() for name in names.split()}
_SHOWN = 20


def columns_of(names: Sequence[str], told: Sequence[str]) -> dict[str, int]:
    """Return which column each field stands in; what is told goes before what the names suggest.

    SourceError where a column that was told isn't there.

    >>> columns_of(["Date", "Nom", "المحتوى"], [])
    {'published': 0, 'text': 2}
    >>> columns_of(["a", "b"], ["text=b"])
    {'text': 1}
    """
    found: dict[str, int] = {}
    for number, name in enumerate(names):
        field = _KNOWN.get(_bare(name))
        if field is not None:
            found.setdefault(field, number)
    for field, column in map(_told, told):
        bare = [_bare(name) for name in names]
        if column not in names and _bare(column) not in bare:
            raise SourceError("no-column", f"has no column {column!r}; its columns are {_listed(names)}")
        number = names.index(column) if column in names else bare.index(_bare(column))
        found = {key: place for key, place in found.items() if place != number} | {field: number}
    return dict(sorted(found.items(), key=lambda each: each[1]))


def no_text(names: Sequence[str]) -> SourceError:
    """Return the error for a table of which no column is known to hold texts."""
    message = f"no column holds texts or addresses by its name; its columns are {_listed(names)}"
    return SourceError("no-column", f"{message}; say which does with --columns text=NAME")


def _told(pair: str) -> tuple[str, str]:
    field, equals, column = pair.partition("=")
    if field.strip() not in FIELDS or not equals or not column.strip():
        raise UsageError(f"columns: {pair!r} is not FIELD=NAME with a field of {', '.join(FIELDS)}")
    return field.strip(), column.strip()


def _bare(name: str) -> str:
    """Return a column's name without case, spaces and marks."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name).casefold())


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(name[:40] for name in names[:_SHOWN])
    return shown + (f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else "")
