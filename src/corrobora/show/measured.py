"""How often reading errs, by language and slot: figures that ship with the package."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from corrobora.tsv import rows

COLUMNS = ("language", "what", "precision", "recall", "wanted")
_COLUMNS = 5


@cache
def measured() -> tuple[dict[str, Any], ...]:
    """Return a row for each language and slot, as measured on articles of our own that no rule was written on.

    `precision` is the share of what was read that is right, `recall` that of what should be read, both in per cent;
    `wanted` says of how many, since a share of few says little.

    >>> {"language", "what", "precision", "recall", "wanted"} == set(measured()[0])
    True
    """
    name = "measured.tsv"
    lines = (files("corrobora") / "data" / name).read_text(encoding="utf-8").splitlines()
    found = []
    for _, (language, what, *counts) in rows(name, lines, _COLUMNS):
        right, read, wanted = map(int, counts)
        shares = {"precision": _share(right, read), "recall": _share(right, wanted)}
        found.append({"language": language, "what": what, **shares, "wanted": wanted})
    return tuple(found)


def by_slot(codes: Sequence[str]) -> list[tuple[str, list[dict[str, Any] | None]]]:
    """Return each slot with its figures in each of the languages, null where none were taken.

    >>> [what for what, _ in by_slot(["en"])][:2]
    ['all', 'deadline']
    """
    found = {(row["what"], row["language"]): row for row in measured()}
    slots = dict.fromkeys(what for what, _ in found)
    return [(what, [found.get((what, code)) for code in codes]) for what in slots]


def _share(right: int, of: int) -> int | None:
    return round(100 * right / of) if of else None
