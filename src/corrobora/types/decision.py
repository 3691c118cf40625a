"""What a person decides of the books: the one way in which they hear of anything but articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Verdict: TypeAlias = Literal[
    "accept", "reject", "correct", "merge", "split", "discount", "grade", "comment", "withdraw"
]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided, when and why; it is of claims, so that it holds however incidents are linked anew.

    `subject` is the id of the claim or incident that was decided of, `claims` are the claims that stood behind it.
    `merge` puts these together with the `others`, `split` keeps them apart. `correct` gives `field` the `value`;
    `grade` has as `value` an Admiralty grade such as "B2"; `withdraw` takes back the decision whose id is `subject`.
    `at` is in ISO 8601.
    """

    id: str
    verdict: Verdict
    subject: str
    claims: tuple[str, ...]
    author: str
    at: str
    why: str
    field: str | None = None
    value: str | None = None
    others: tuple[str, ...] = ()
