"""The public verbs, as plain functions: what the commands do, for use in Python."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from corrobora.settings import load_settings
from corrobora.show.intake import read_gathered, read_safely, take
from corrobora.types import Document, Reading

if TYPE_CHECKING:
    import pyarrow as pa

    from corrobora.keep.ledger import Ledger


def read(*sources: str | Path | Document) -> list[Reading]:
    """Return the readings of files, folders, URLs or documents, in their order; what fails is a reading with its error.

    >>> [reading] = read(Document("d-1", "note", "Two soldiers were killed in Mopti on 3 May 2021, the army said.", ""))
    >>> [claim.quantities[0].best for claim in reading.claims if claim.quantities]
    [2]
    """
    settings = load_settings()
    out: list[Reading] = []
    for source in sources:
        if isinstance(source, Document):
            out.append(read_safely(source, settings.languages))
        else:
            out.extend(taken.reading for taken in take([str(source)], settings))
    return out


def read_batch(documents: pa.RecordBatch) -> pa.RecordBatch:
    """Return one reading a row, as `corrobora.schema.arrow_schema()`, for documents with `uri` and `text` or `html`.

    `outlet`, `title`, `language` and `published` may stand beside. The same function serves a process pool and Spark.
    """
    from corrobora.gather.gathered import Source
    from corrobora.gather.lines import read_lines
    from corrobora.schema import json_line, to_arrow

    lines = "".join(json_line(_present(row)) + "\n" for row in documents.to_pylist())
    settings = load_settings()
    source = Source("batch", "stdin", settings)
    return to_arrow(read_gathered(each, settings.languages) for each in read_lines(io.BytesIO(lines.encode()), source))


def _present(row: dict[str, object]) -> dict[str, object]:
    return {key: str(value) if key == "published" else value for key, value in row.items() if value is not None}


def explain(identifier: str, known: Ledger | Iterable[Reading]) -> str:
    """Return as indented lines the rules and words behind a claim or an incident of a ledger or of some readings.

    >>> [reading] = read(Document("d-1", "note", "Two soldiers were killed in Mopti on 3 May 2021, the army said.", ""))
    >>> explain(reading.claims[0].id, [reading]).splitlines()[0].split()[0] == reading.claims[0].id
    True
    """
    from corrobora.keep.ledger import Ledger
    from corrobora.reckon.books import books
    from corrobora.show.explain import explain as tree_of
    from corrobora.show.explain import lines

    readings = known.readings() if isinstance(known, Ledger) else known
    return "\n".join(lines(tree_of(identifier, books(readings, best=load_settings().best))))
