"""Text and dates as people read them, safe to show: on a terminal, in a table, on a page."""

from __future__ import annotations

import re
import unicodedata

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T[\d:.+Z-]*)?([~?%]?)$")
_OPEN = {"", ".."}
_RTL = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
# From one right-to-left letter to the last that no Latin letter, border or gap between columns parts from it.
_RTL_RUN = re.compile(rf"[{_RTL}](?:(?:(?! {{2}})[^\n\u2502|A-Za-z{_RTL}])*[{_RTL}])*")
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ufff9-\ufffb\ufeff\ufffe\uffff\ud800-\udfff]")


def printable(text: str) -> str:
    r"""Return text without the characters that could drive a terminal or turn a line around.

    >>> printable("a\x1b[31mb\u202ec\u00a0d")
    'a[31mbc d'
    """
    return "".join(_shown(char) for char in text)


def _shown(char: str) -> str:
    if char.isprintable() or char == "\n":
        return char
    return " " if char == "\t" or unicodedata.category(char) == "Zs" else ""


def visible(text: str) -> str:
    r"""Return text for a page, with control characters and bidirectional overrides shown as their code points.

    >>> visible("a\u202eb\x07")
    'a⟦U+202E⟧b⟦U+0007⟧'
    """
    return text if text.isprintable() else _HIDDEN.sub(lambda found: f"⟦U+{ord(found[0]):04X}⟧", text)


def isolated(line: str) -> str:
    r"""Return a line for a terminal, with right-to-left words kept from pulling their neighbours along.

    >>> isolated("c-1  قال  2021") == "c-1  \u2068قال\u2069  2021"
    True
    """
    return _RTL_RUN.sub("\u2068\\g<0>\u2069", line)


def spoken(edtf: str | None) -> str:
    """Return an EDTF date or interval as a person reads it.

    >>> spoken("2021-11-27"), spoken("2021-01-01/2021-11-27"), spoken("2021-11~"), spoken(None)
    ('27 Nov 2021', '1 Jan to 27 Nov 2021', 'about Nov 2021', 'no date')
    """
    if not edtf:
        return "no date"
    start, slash, end = edtf.partition("/")
    if not slash:
        return _day(start)
    if start in _OPEN or end in _OPEN:
        return f"until {_day(end)}" if end not in _OPEN else f"since {_day(start)}"
    one, two = _day(start), _day(end)
    if one == two:
        return one
    year = f" {end[:4]}"
    return f"{one.removesuffix(year) if start[:4] == end[:4] and len(start) > 4 else one} to {two}"  # noqa: PLR2004


def _day(edtf: str) -> str:
    found = _DATE.match(edtf)
    if found is None:
        return edtf
    year, month, day, mark = found.groups()
    if month and not 1 <= int(month) <= len(_MONTHS):
        return edtf
    parts = [str(int(day)) if day else "", _MONTHS[int(month) - 1] if month else "", year]
    return ("about " if mark else "") + " ".join(filter(None, parts))


def ordinal(number: int) -> str:
    """Return a number's ordinal in English.

    >>> ordinal(174), ordinal(52), ordinal(11), ordinal(23)
    ('174th', '52nd', '11th', '23rd')
    """
    teen = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def sentence(words: str) -> str:
    """Return words with a capital letter at their head.

    >>> sentence("the coalition denies it")
    'The coalition denies it'
    """
    return words[:1].upper() + words[1:]


def counted(number: int, one: str, many: str) -> str:
    """Return a number with the noun that fits it.

    >>> counted(1, "tally", "tallies"), counted(0, "tally", "tallies")
    ('1 tally', '0 tallies')
    """
    return f"{number} {one if number == 1 else many}"
