"""What holds of any ledger: order and repetition are no matter, copies prove nothing, parts lie in their whole."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from corrobora.reckon import Books, books
from corrobora.types import Reading
from tests.factory import incident, reading, tally, voice

PLACES = ("nasiriyah", "hilla", "boni", "suq")
PROVINCE = {"nasiriyah": "dhi-qar", "suq": "dhi-qar", "hilla": "babil", "boni": "mopti"}
SPEAKERS = (None, "Awa Sall", "Issa Ba", "us-forces", "a witness")
SCENES = (
    "lorries burned beside the gate while guards ran for the ditch",
    "shells fell among the date palms and the school roof gave way",
    "men in two pickups opened fire on the queue before the mill",
    "a charge went off under the culvert as the third car crossed",
)
RANK = {"weak": 0, "fair": 1, "confirmed": 2, "contested": 3}

scenes = st.tuples(
    st.sampled_from(PLACES),
    st.integers(1, 4),
    st.sampled_from(SPEAKERS),
    st.integers(1, 9),
    st.sampled_from(("states", "denies")),
    st.integers(0, 2),
)


def told(scene: tuple[str, int, str | None, int, str, int], number: int) -> list[Reading]:
    """Return a story as it was first printed and its copies, each from an outlet of its own."""
    where, day, who, killed, act, copies = scene
    words = (
        f"In {where} on the {day}th {SCENES[number % len(SCENES)]}, and {killed} were killed, story {number} has it."
    )
    stance = "denied" if act == "denies" and who else "asserted"
    claim = incident(
        words,
        when=f"2021-10-0{day}",
        where=[where],
        killed=killed,
        said=voice(who) if who else None,
        act=act if stance == "denied" else "states",
        stance=stance,
    )
    first = reading(f"s{number}", claim, published="2021-10-05", outlet=f"First {number}")
    later = [
        reading(f"s{number}-{n}", claim, published="2021-10-06", outlet=f"Copy {number} {n}") for n in range(copies)
    ]
    return [first, *later]


def ledger(stories: list[tuple[str, int, str | None, int, str, int]]) -> list[Reading]:
    """Return the readings of some stories, and of an article that counts them."""
    counts = [
        tally("whole", 20, period="2021-10-01/2021-10-31", where=["iraq"]),
        *(tally(p, 9, period="2021-10-01/2021-10-31", where=[p]) for p in ("dhi-qar", "babil", "nasiriyah")),
    ]
    counting = reading("count", *counts, published="2021-11-02", outlet="Counter")
    return [counting, *(each for number, scene in enumerate(stories) for each in told(scene, number))]


@settings(max_examples=40)
@given(st.lists(scenes, max_size=len(SCENES)), st.randoms(use_true_random=False))
def test_the_order_of_the_readings_is_of_no_matter(stories: list, chance: object) -> None:  # type: ignore[type-arg]
    made = ledger(stories)
    wanted = books(made)
    chance.shuffle(made)  # type: ignore[attr-defined]
    assert books(made) == wanted


@settings(max_examples=30)
@given(st.lists(scenes, max_size=len(SCENES)))
def test_what_is_added_twice_changes_nothing(stories: list) -> None:  # type: ignore[type-arg]
    made = ledger(stories)
    assert books([*made, *made]) == books(made)


@settings(max_examples=40)
@given(st.lists(scenes, min_size=1, max_size=len(SCENES)))
def test_without_its_copies_no_incident_stands_worse(stories: list) -> None:  # type: ignore[type-arg]
    made = ledger(stories)
    found = books(made)
    copies = {uri for e in found.lineages if e.kind == "copy" for uri in e.members[1:]}
    assert copies == {r.document.uri for r in made if "-" in r.document.uri}
    bare = grades(books([r for r in made if r.document.uri not in copies]))
    for id_, grade in grades(found).items():
        assert RANK[bare[id_][0]] >= RANK[grade[0]]
        assert bare[id_][1:] == grade[1:], "a copy is no origin and no side"


def grades(made: Books) -> dict[str, tuple[str, int, int]]:
    """Return of each incident its grade, its origins and its sides."""
    return {i.id: (i.grade, i.origins, i.sides) for i in made.incidents}


@settings(max_examples=40)
@given(st.lists(scenes, max_size=len(SCENES)))
def test_parts_are_within_what_the_whole_counts(stories: list) -> None:  # type: ignore[type-arg]
    made = books(ledger(stories))
    whole, *parts = sorted(made.balances, key=lambda b: -b.number)
    known = {i.id for i in made.incidents}
    for balance in made.balances:
        assert balance.counted.certain <= len(balance.counted.incidents)
        assert balance.counted.certain + balance.counted.possible <= len(known)
        assert not set(balance.counted.incidents) & set(balance.counted.perhaps)
    for part in parts:
        assert set(part.counted.incidents) <= {*whole.counted.incidents, *whole.counted.perhaps} <= known
        assert part.counted.certain <= whole.counted.certain + whole.counted.possible


def test_a_copy_of_another_sides_outlet_is_no_second_side() -> None:
    first, copy = told(("boni", 1, "us-forces", 3, "states", 1), 0)
    copy = replace(copy, document=replace(copy.document, outlet="JNIM"))
    assert [i.sides for i in books([first, copy]).incidents] == [1]
