"""Incidents that were kept apart by little are shown to a person, and those that are far apart are not."""

from __future__ import annotations

from corrobora.link import incidents
from corrobora.link.borderline import Borderline
from corrobora.reckon import books
from tests.factory import incident, reading

NEAR = (
    reading(
        "a", incident("A post was hit.", where=("boni",), on=("The post",), when="2021-11-01"), published="2021-11-02"
    ),
    reading(
        "b", incident("A post burned.", where=("boni",), on=("The post",), when="2021-11-02"), published="2021-11-03"
    ),
    reading("c", incident("A market was hit.", where=("hilla",), when="2021-03-02", killed=40), published="2021-03-03"),
)


def test_what_is_nearly_one_is_told_with_how_probably() -> None:
    found = books(NEAR).near
    apart = {claim: each.id for each in incidents(NEAR, ()) for claim in each.claims}
    assert len(set(apart.values())) == 3
    assert [{each.one, each.two} for each in found] == [{NEAR[0].claims[0].id, NEAR[1].claims[0].id}]
    assert 0.3 <= found[0].chance < 0.6


def test_the_order_of_the_readings_is_of_no_matter() -> None:
    def pairs(found: tuple[Borderline, ...]) -> set[object]:
        return {(frozenset(each[:2]), each.chance) for each in found}

    assert pairs(books(NEAR).near) == pairs(books(NEAR[::-1]).near)
