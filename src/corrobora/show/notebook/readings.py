"""What `corrobora.read` returns: a list of readings that a notebook shows as articles with their claims."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from corrobora.types import Reading

if TYPE_CHECKING:
    import pyarrow as pa


class Readings(list[Reading]):
    """Readings in the order of their sources.

    >>> Readings().claims().num_rows
    0
    """

    def claims(self) -> pa.Table:
        """Return every claim as an Arrow table, a claim a row: `.to_pandas()` and `polars.from_arrow` take it."""
        from corrobora.show.notebook.frames import claims_table

        return claims_table((claim, reading.document) for reading in self for claim in reading.claims)

    def to_arrow(self) -> pa.RecordBatch:
        """Return the readings whole, one a row, nested as their JSON is."""
        from corrobora.schema import to_arrow

        return to_arrow(self)

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        from corrobora.show.notebook.page import readings_html

        return readings_html(self)


def show_readings() -> None:
    """Let a notebook, if this is one, show a single reading as it shows several; the types know of no page."""
    ipython = sys.modules.get("IPython")
    shell: Any = ipython.get_ipython() if ipython is not None else None
    if shell is not None:
        from corrobora.show.notebook.page import one_html

        shell.display_formatter.formatters["text/html"].for_type(Reading, one_html)
