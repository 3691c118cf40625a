"""The tree by which something is explained."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of an explanation and what lies below it."""

    line: str
    below: tuple[Branch, ...] = ()
