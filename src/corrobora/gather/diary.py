"""What is told while sources are gathered, and how far archives were taken; kept by whoever wants to go on later."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a record stands: the byte at which it or its gzip member begins, and how many are before it in that."""

    byte: int = 0
    before: int = 0


class Diary:
    """Tells nobody and remembers nothing; whoever wants more makes it do so."""

    def tell(self, line: str) -> None:
        """Say what is neither a document nor an error, such as what was passed over."""

    def begin(self, _name: str) -> Place | None:
        """Return from where on an archive is to be taken, or null where it was taken whole."""
        return Place()

    def reach(self, name: str, place: Place) -> None:
        """Note that all before a place was taken: what was yielded before has been dealt with."""

    def finish(self, name: str) -> None:
        """Note that an archive was taken whole."""
