"""The weights by which a shelf's claims were linked, as they are kept."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from corrobora.link.evidence import Weights


def written(weights: Weights) -> dict[str, Any]:
    """Return weights as they are kept.

    >>> as_weights(written(Weights())) == Weights()
    True
    """
    rest = {name: getattr(weights, name) for name in ("enough", "answers", "slack", "sharp")}
    return {"table": {name: list(levels) for name, levels in weights.table.items()}, **rest}


def as_weights(kept: dict[str, Any]) -> Weights:
    """Return weights from how they are kept."""
    table = MappingProxyType({name: tuple(levels) for name, levels in kept["table"].items()})
    return Weights(table, kept["enough"], kept["answers"], kept["slack"], kept["sharp"])
