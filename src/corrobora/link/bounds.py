"""What a number may mean at least and at most, and whether two numbers can both be right."""

from __future__ import annotations

from corrobora.types import Quantity


def bounds(quantity: Quantity) -> tuple[int, int | None]:
    """Return the least and the most that a quantity can mean; null where it has no upper bound.

    >>> from corrobora.types import Span
    >>> bounds(Quantity("quantity", "at least 13", Span(0, 11), "en.numbers.least", low=13, best=13))
    (13, None)
    """
    best = quantity.best
    low = quantity.low if quantity.low is not None else best if best is not None else 0
    open_ended = quantity.high is None and quantity.low is not None
    high = None if open_ended else quantity.high if quantity.high is not None else best
    return low, high


def fits(a: Quantity, b: Quantity) -> bool:
    """Return whether two numbers can both be right."""
    (low, high), (other_low, other_high) = bounds(a), bounds(b)
    return (high is None or other_low <= high) and (other_high is None or low <= other_high)


def best(quantity: Quantity) -> int | None:
    """Return the number that a quantity gives, or the least where it gives only that."""
    return quantity.best if quantity.best is not None else quantity.low
