"""`tallies --explain` shows the scope as a query, what it finds, what is open, and each check."""

from __future__ import annotations

from corrobora.reckon import books
from corrobora.show.explain import lines
from corrobora.show.tallied import explain_tallies
from tests.factory import incident, reading, tally

YEAR = "2021-01-01/2021-11-27"


def test_it_opens_what_a_tally_counts() -> None:
    sure = incident("a raid", when="2021-03-05", where=["nasiriyah"])
    maybe = incident("another", when="2021-03", where=["dhi-qar"])
    whole = tally("forty in all", 40, period=YEAR, where=["iraq"], ordinal=True)
    part = tally("nine here", 9, period=YEAR, where=["dhi-qar"], on=["us-forces"])
    made = books([reading("a", sure, maybe, published="2021-03-06"), reading("b", whole, part)])
    tree = "\n".join(lines(explain_tallies(made)))
    known = {found.when: found.id for found in made.incidents}
    for words in (
        "tallies (2)",
        "40th  holds: parts 9 within 40, 31 elsewhere",
        "words: forty in all (b)",
        "from 2021-01-01 to 2021-11-27",
        "in iraq",
        "on us-forces",
        "not after 2021-11-28, when it was published",
        "certain (1)",
        f"{known['2021-03-05']}  attack  2021-03-05  nasiriyah  weak",
        "possible (1)",
        "open: day",
        "gap: 39; the ledger could know 3 of the 331 days (1%)",
        "parts holds: parts 9 within 40, 31 elsewhere",
    ):
        assert words in tree, tree
    assert tree.index(known["2021-03"]) > tree.index("possible (1)")
