"""Lengths of time and deadlines -> EDTF, counted from a day."""

from __future__ import annotations

from datetime import date

from corrobora.read.node import Node


def period_of(node: Node, anchor: date | None) -> str | None:
    """Return the EDTF interval that a tally counts over."""
    del node, anchor
    return None


def due_of(node: Node, anchor: date | None) -> str | None:
    """Return the day by which a time is up."""
    del node, anchor
    return None
