"""What is told as several incidents has room for those that are told singly; no count has one twice."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corrobora.link import incidents, lineages
from corrobora.reckon import books
from corrobora.reckon.tally import how_many
from corrobora.show.explain import explain, lines
from corrobora.show.listings import listing
from corrobora.show.report import render_report
from corrobora.types import Claim, Incident, Reading
from tests.factory import incident, reading, tally, voice

DAY = "2021-10-01"


def link(*readings: Reading) -> tuple[Incident, ...]:
    return incidents(readings, lineages(readings))


def convoy(words: str = "", **changed: Any) -> Claim:  # noqa: ANN401 - whatever the factory takes
    return incident(words, **{"when": DAY, "where": ["nasiriyah"], "on": ["us-forces"], **changed})


def six(**changed: Any) -> Claim:  # noqa: ANN401 - as above
    return convoy(**{"where": ["dhi-qar"], "incidents": 6, **changed})


def parts(found: tuple[Incident, ...], room: int = 6) -> list[set[str]]:
    """Return the documents of each part of the incident that is told as so many."""
    (whole,) = (each for each in found if each.room == room)
    known = {each.id: each for each in found}
    return [set(known[part].documents) for part in whole.parts]


def test_those_told_singly_fill_what_is_told_as_six() -> None:
    made = [
        reading("a", six()),
        reading("b", convoy("one"), convoy("another", where=["suq"], killed=2)),
        reading("c", convoy(when="2021-10-03")),
    ]
    found = link(*made)
    assert parts(found) == [{"b"}, {"b"}]
    assert how_many(found) == 6 + 1


@pytest.mark.parametrize(
    "other",
    [
        {"when": "2021-10-02"},
        {"where": ["hilla"]},
        {"event": "protest"},
        {"event": "interception"},
        {"on": ["france-army"]},
        {"where": []},
        {"when": None},
    ],
    ids=["another day", "another province", "another kind", "what answers it", "another side", "no place", "no day"],
)
def test_what_is_no_part(other: dict[str, Any]) -> None:
    found = link(reading("a", six(by=["ashab-al-kahf"])), reading("b", convoy(**{"on": [], **other})))
    assert parts(found) == []


def test_a_deed_of_others_is_no_part() -> None:
    assert parts(link(reading("a", six(by=["jnim"])), reading("b", convoy(by=["us-forces"], on=[])))) == []


def test_over_a_country_the_kind_and_the_day_are_not_enough() -> None:
    wide = reading("a", six(where=["iraq"], on=["us-forces"]))
    assert parts(link(wide, reading("b", convoy(on=[])))) == []
    assert parts(link(wide, reading("b", convoy()))) == [{"b"}]


def test_no_more_fit_than_there_is_room_for() -> None:
    two = reading("a", convoy(where=["iraq"], incidents=2))
    singles = reading("b", *(convoy(town, where=[town]) for town in ("nasiriyah", "suq", "hilla")))
    found = link(two, singles)
    assert len(found) == 4
    assert parts(found, 2) == [{"b"}, {"b"}]
    assert how_many(found) == 3


def test_the_narrower_is_filled_first_and_fills_the_wider() -> None:
    made = [
        reading("a", six(where=["iraq"])),
        reading("b", convoy(where=["dhi-qar"], incidents=2)),
        reading("c", convoy()),
    ]
    found = link(*made)
    assert parts(found, 2) == [{"c"}]
    assert parts(found) == [{"b"}, {"c"}]
    assert how_many(found) == 6
    assert how_many([i for i in found if "b" not in i.documents]) == 6


def test_two_counts_of_one_place_contradict_each_other() -> None:
    said = [reading(uri, six(incidents=n, said=voice(who))) for uri, n, who in (("a", 6, "Awa Sall"), ("b", 5, "Ba"))]
    (found,) = link(*said)
    assert (found.room, found.disputed) == (5, ("incidents",))
    (found,) = link(*said, reading("c", six(said=voice("Moussa Keita"))))
    assert found.room == 6


def test_what_a_vague_time_counts_is_a_tally() -> None:
    found = link(reading("a", six(when="2021-10")), reading("b", convoy()))
    assert [each.room for each in found] == [1, 1]


def test_a_tally_counts_the_room_and_not_its_parts() -> None:
    count = tally("n", 9, period="2021-01-01/2021-11-27", where=["iraq"])
    made = books([reading("a", six()), reading("b", convoy()), reading("c", count)])
    assert (made.balances[0].counted.certain, made.balances[0].counted.possible) == (6, 0)
    narrow = tally("n", 9, period="2021-01-01/2021-11-27", where=["nasiriyah"])
    made = books([reading("a", six()), reading("b", convoy()), reading("c", narrow)])
    assert (made.balances[0].counted.certain, made.balances[0].counted.possible) == (1, 5)


def test_it_is_shown() -> None:
    made = books([reading("a", six()), reading("b", convoy())])
    whole, one = sorted(made.incidents, key=lambda each: -each.room)
    assert {row["told_as"] for row in listing("incidents", made)} == {"6 incidents, 1 told apart too", None}
    tree = list(lines(explain(whole.id, made)))
    at = tree.index("  told as 6 incidents, of which told apart too (1)")
    assert tree[at + 1].startswith(f"    {one.id}  attack  {DAY}")
    assert f'Told as 6 incidents; told apart too: <a href="#{one.id}">1</a>.' in render_report(made)


CLAIMS = st.builds(
    convoy,
    when=st.sampled_from([DAY, "2021-10-02", "2021-10-01/2021-10-02", "2021-10", None]),
    where=st.sampled_from([["nasiriyah"], ["suq"], ["dhi-qar"], ["iraq"], ["hilla"], []]),
    on=st.sampled_from([["us-forces"], []]),
    incidents=st.sampled_from([1, 1, 2, 3, 6]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(CLAIMS, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_parts_have_room_and_one_whole_each(claims: list[Claim], chance: object) -> None:
    readings = [reading(f"u{n}", claim) for n, claim in enumerate(claims)]
    found = link(*readings)
    chance.shuffle(readings)  # type: ignore[attr-defined]
    assert link(*readings) == found
    known = {each.id: each for each in found}
    for whole in found:
        inside = [known[part] for part in whole.parts]
        assert whole.id not in whole.parts
        assert how_many(inside) <= whole.room
        assert all(part.room < whole.room for part in inside)
    most = sum(each.room for each in found)
    assert max(each.room for each in found) <= how_many(found) <= most
    for left in found:
        assert how_many(found) - left.room <= how_many([each for each in found if each is not left]) <= how_many(found)
