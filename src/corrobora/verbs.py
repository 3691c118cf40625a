"""The public verbs, as plain functions: what the commands do, for use in Python."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from corrobora.gather.about import About
from corrobora.settings import load_settings
from corrobora.show.intake import read_gathered
from corrobora.show.notebook.explanation import Explanation
from corrobora.show.notebook.given import gathered_of
from corrobora.show.notebook.ledger import OpenLedger, open_ledger
from corrobora.show.notebook.readings import Readings, show_readings
from corrobora.types import Claim, Document, Incident, Reading

if TYPE_CHECKING:
    import pyarrow as pa

    from corrobora.keep.ledger import Ledger

__all__ = ["OpenLedger", "Readings", "explain", "open_ledger", "read", "read_batch"]


def read(
    *sources: str | Path | Document,
    published: str | date | None = None,
    outlet: str | None = None,
    title: str | None = None,
    language: str | None = None,
) -> Readings:
    """Return the readings of texts, files, folders, URLs or documents, in their order; what fails has its error.

    A string of several words that names no file is a text; a `Path` is always a file. `published` (a date, or EDTF),
    `outlet`, `title` and `language` are what is known of the sources, and go before what these say of themselves.

    >>> [reading] = read("Two soldiers were killed in Mopti on Monday, the army said.", published="2021-05-04")
    >>> [(claim.quantities[0].best, claim.when.edtf) for claim in reading.claims if claim.quantities]
    [(2, '2021-05-03')]
    """
    settings = load_settings()
    show_readings()
    given = gathered_of(sources, settings, About(published, outlet, title, language))
    return Readings(read_gathered(each, settings.languages) for each in given)


def read_batch(documents: pa.RecordBatch) -> pa.RecordBatch:
    """Return one reading a row, as `corrobora.schema.arrow_schema()`, for documents with `uri` and `text` or `html`.

    `outlet`, `title`, `language` and `published` may stand beside. The same function serves a process pool and Spark.
    """
    from corrobora.gather.gathered import Source
    from corrobora.gather.lines import read_lines
    from corrobora.schema import to_arrow

    rows = (json.dumps(_present(row), ensure_ascii=False, allow_nan=False) for row in documents.to_pylist())
    lines = "".join(f"{row}\n" for row in rows)
    settings = load_settings()
    source = Source("batch", "stdin", settings)
    return to_arrow(read_gathered(each, settings.languages) for each in read_lines(io.BytesIO(lines.encode()), source))


def _present(row: dict[str, object]) -> dict[str, object]:
    return {key: str(value) if key == "published" else value for key, value in row.items() if value is not None}


def explain(what: str | Claim | Incident, known: Ledger | Reading | Iterable[Reading] | None = None) -> Explanation:
    """Return the rules and words behind a claim or an incident, or the id of one, as indented lines.

    `known` is the ledger or the readings that have it. Without it a claim is explained by itself, without the words
    around it, and an id is looked for in the ledger that the settings name.

    >>> [reading] = read("Two soldiers were killed in Mopti on 3 May 2021, the army said.")
    >>> print(explain(reading.claims[0]).splitlines()[2].strip())
    rule: en.harm.passive
    """
    from corrobora.keep.ledger import Ledger
    from corrobora.reckon.books import books
    from corrobora.show.explain import claim_tree
    from corrobora.show.explain import explain as tree_of
    from corrobora.show.notebook.ledger import explain_in
    from corrobora.show.run import existing

    if isinstance(known, Ledger):
        return explain_in(known, what)
    if known is None and isinstance(what, Claim):
        return Explanation.of(claim_tree(what, None))
    if known is None:
        with existing(None) as ledger:
            return explain_in(ledger, what)
    readings = [known] if isinstance(known, Reading) else known
    identifier = what if isinstance(what, str) else what.id
    return Explanation.of(tree_of(identifier, books(readings, best=load_settings().best)))
