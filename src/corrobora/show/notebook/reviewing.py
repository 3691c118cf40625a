"""A ledger as a notebook reviews it and takes it elsewhere: what `corrobora review`, `diff` and `export` do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from corrobora.keep.ledger import Ledger
from corrobora.types import Decision

if TYPE_CHECKING:
    import pyarrow as pa

    from corrobora.keep.agreement import Agreement
    from corrobora.keep.differences import Difference


class Reviewed(Ledger):
    """An open ledger that is decided of; `decisions` and `verify` are those of every ledger."""

    def queue(self, limit: int | None = None, offset: int = 0, as_of: str | None = None) -> pa.Table:
        """Return the incidents that nobody has decided of, what matters most first, each with why to look at it."""
        from corrobora.show.notebook.frames import queue_table
        from corrobora.show.review import queue_rows
        from corrobora.show.run import opened

        with opened(self, as_of) as shelf:
            return queue_table(queue_rows(shelf, limit, offset))

    def review(self, verdict: str, *subjects: str, why: str = "", value: str = "", by: str | None = None) -> Decision:
        """Return a decision as it was kept: `verdict` and what follows it are those of `corrobora review`.

        `subjects` are a claim's or an incident's id; of `merge` those of two incidents, of `split` an incident's and
        those of its claims that are of another, of `withdraw` a decision's. UsageError says what is missing or gone.
        """
        from corrobora.show.review import decide_in

        return decide_in(self, verdict, subjects, by=by, why=why, value=value)

    def agreement(self, as_of: str | None = None) -> list[Agreement]:
        """Return how far reviewers agree in each field that two of them decided of (Krippendorff's alpha)."""
        from corrobora.show.review import agreed

        return agreed(self, as_of)

    def diff(self, as_of: str | None = None) -> list[Difference]:
        """Return what changed where something was read again: edits of the text, claims gained, lost and changed."""
        from corrobora.keep.differences import differences

        return [each for versions in self.versions(as_of) for each in differences(versions)]

    def export(self, form: str, out: str | Path, as_of: str | None = None, *, names: bool = False) -> list[Path]:
        """Write the books to `out` in a form of `corrobora export`; return the files that were written.

        The last says what is lost. The names of private people are hidden unless `names` is true. That it was exported
        is noted in the log of custody.
        """
        from corrobora.show.exports import export_of

        return export_of(self, form, Path(out), as_of, names=names)
