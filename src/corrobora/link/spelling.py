"""Whether two names are the same, or may be.

Names are the same by alias or by exact folded form alone. Where they only sound alike it is proposed that they are one:
a person decides.
"""

from __future__ import annotations

from typing import Literal

from corrobora.codebook import actors_by_id
from corrobora.link.identity import named
from corrobora.read.spelling import may_be_one, sounded

Likeness = Literal["same", "proposed"]


def likeness(one: str, other: str) -> Likeness | None:
    """Return whether two names are the same, may be the same ("proposed"), or show no sign of it (null).

    >>> likeness("Hezbollah", "حزب الله"), likeness("Qassem Soleimani", "قاسم سليماني")
    ('same', 'proposed')
    >>> likeness("Ahmed al-Jaber", "Ahmed al-Jabouri"), likeness("Qasem Soleimani", "Gholam Soleimani")
    (None, None)
    """
    keys = named(one), named(other)
    if None in keys:
        return None
    if keys[0] == keys[1]:
        return "same"
    if all(key in actors_by_id() for key in keys):
        return None
    return "proposed" if may_be_one(sounded(one), sounded(other)) else None
