"""What an office file says of itself -> its title and when it was written, as far as that can be believed."""

from __future__ import annotations

import re
from datetime import date

_DATE = re.compile(r"(?:D:)?(\d{4})-?(\d{2})-?(\d{2})")
_LONGEST = 31  # days between making a file and saving it last, beyond which it tells nothing of when it was given out
_MADE_UP = re.compile(
    r"\.\w{2,5}$|^(?:microsoft|untitled|document|sans titre|présentation|presentation|بدون عنوان|مستند)\b|[/\\]",
    re.IGNORECASE,
)


def written(created: str | None, modified: str | None) -> dict[str, str] | None:
    """Return when a file was written, from its making to its last saving, as a date that is inferred; or null.

    >>> written("D:20210312093000Z", "D:20210314")
    {'edtf': '2021-03-12/2021-03-14', 'basis': 'inferred'}
    >>> written("2014-01-01T00:00:00Z", "2021-03-14T08:00:00Z") is None
    True
    """
    first, last = _day(created), _day(modified)
    first, last = first or last, last or first
    if first is None or last is None or not 0 <= (last - first).days <= _LONGEST:
        return None
    edtf = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    return {"edtf": edtf, "basis": "inferred"}


def titled(given: str | None) -> str | None:
    """Return the title that a file gives itself, unless a program made it up.

    >>> titled("Microsoft Word - bayan_3.doc"), titled("Statement on Gao")
    (None, 'Statement on Gao')
    """
    title = " ".join((given or "").split())
    return title if " " in title and not _MADE_UP.search(title) else None


def _day(given: str | None) -> date | None:
    found = _DATE.match((given or "").strip())
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
