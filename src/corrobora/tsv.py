"""The rows of a TSV file of ours: words, names and measures are kept so, with their source in the last column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corrobora.errors import DataError


def rows(name: str, lines: Iterable[str], columns: int) -> Iterator[tuple[int, list[str]]]:
    r"""Yield line number and cells of each row of a TSV file that is neither empty nor a comment.

    >>> list(rows("x.tsv", ["# note", "a\tb"], 2))
    [(2, ['a', 'b'])]
    """
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.rstrip("\n").split("\t")]
        if len(cells) != columns:
            raise DataError(f"{name}:{number}: {columns} columns are wanted, {len(cells)} stand there")
        yield number, cells
