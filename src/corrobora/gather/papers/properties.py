"""What an office file says of itself -> its title and when it was written, as far as that can be believed."""

from __future__ import annotations

import re
from datetime import date

_DATE = re.compile(r"(?:D:)?(\d{4})-?(\d{2})-?(\d{2})")
_LONGEST = 31  # days between making a file and saving it last, beyond which it tells nothing of when it was given out
_YEAR = re.compile(r"(?<!\d)(?:(?:19|20)\d\d|[١][٩]\d\d|[٢][٠]\d\d)(?!\d)")
_PRINTS = re.compile(
    r"skia|chrom|mozilla|safari|quartz|print to pdf|printer|wkhtmltopdf|cairo|ghostscript|ocr|scan|tesseract",
    re.IGNORECASE,
)
_MADE_UP = re.compile(
    r"\.\w{2,5}$|^(?:microsoft|untitled|document|sans titre|présentation|presentation|بدون عنوان|مستند)\b|[/\\]",
    re.IGNORECASE,
)


def written(created: str | None, modified: str | None, text: str, program: str = "") -> dict[str, str] | None:
    """Return when a file was written, from its making to its last saving, as a date that is inferred; or null.

    It tells nothing where months lie between these, where `program` printed or scanned what may be older, or where the
    text names years and none of them is the file's.

    >>> written("D:20210312093000Z", "D:20210314", "Two died.")
    {'edtf': '2021-03-12/2021-03-14', 'basis': 'inferred'}
    >>> written("2021-03-12", "2021-03-14", "Two died in 2014.") is None
    True
    """
    first, last = _day(created), _day(modified)
    first, last = first or last, last or first
    if first is None or last is None or not 0 <= (last - first).days <= _LONGEST or _PRINTS.search(program):
        return None
    years = {int(found[0]) for found in _YEAR.finditer(text)}
    if years and not years & {first.year, last.year}:
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
