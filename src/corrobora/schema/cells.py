"""Cells of CSV that no spreadsheet runs."""

from __future__ import annotations

import re

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def safe_cell(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: a number stays; else an apostrophe goes before it.

    >>> [safe_cell(text) for text in ("=1+1", "-3.5", "+33 1 00", "- Mali", "13")]
    ["'=1+1", '-3.5', "'+33 1 00", "'- Mali", '13']
    """
    return "'" + text if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text
