"""Stories that are made to mislead: what is one stays one, what is two stays two, and no count has anything twice."""

from __future__ import annotations

from typing import Any

from corrobora.reckon import Books, books
from corrobora.types import Claim, Incident, Range, Reading
from tests.factory import incident, reading, tally, voice

DAY, NEXT = "2021-10-01", "2021-10-02"


def raid(words: str = "", **changed: Any) -> Claim:  # noqa: ANN401 - whatever the factory takes
    return incident(words, **{"when": DAY, "where": ["boni"], **changed})


def told(*readings: Reading) -> tuple[Incident, ...]:
    return books(readings).incidents


def counted(made: Books) -> tuple[int, int]:
    return made.balances[0].counted.certain, made.balances[0].counted.possible


def test_one_attack_that_two_outlets_date_a_day_apart_is_one_and_says_so() -> None:
    (found,) = told(
        reading("a", raid(killed=12, event="bombing"), published=NEXT),
        reading("b", raid(when=NEXT, killed=12, event="bombing"), published="2021-10-03"),
    )
    assert (found.disputed, found.harm["killed"]) == (("when",), Range(12, 12, 12))


def test_a_toll_that_rises_is_a_story_and_no_dispute_with_itself() -> None:
    said = voice("Awa Sall")
    (found,) = told(
        reading("a", raid(killed=25, said=said), published=NEXT),
        reading("b", raid(when=None, killed=89, said=said), published="2021-10-03"),
    )
    assert ([step.number for step in found.story], found.disputed) == ([25, 89], ())


def test_an_anniversary_tells_of_what_it_dates_and_of_nothing_where_it_dates_nothing() -> None:
    first = reading("a", raid(killed=130), published=NEXT)
    dated = reading("b", raid(killed=130), published="2022-10-01")
    undated = reading("c", raid(when=None, killed=130), published="2022-10-01")
    this_year = reading("d", raid(when="2022-10-01", event="protest"), published="2022-10-02")
    assert [set(each.documents) for each in told(first, dated, this_year)] == [{"a", "b"}, {"d"}]
    assert [set(each.documents) for each in told(first, undated)] == [{"a"}, {"c"}]


def test_two_attacks_in_one_article_and_a_summary_that_counts_them_are_two() -> None:
    both = reading("a", raid("a convoy", on=["us-forces"]), raid("another", when=NEXT, on=["us-forces"]))
    summary = reading("b", raid(when=f"{DAY}/{NEXT}", where=["mopti"], on=["us-forces"], incidents=2))
    count = reading("c", tally("n", 5, period="2021-09-01/2021-11-01", where=["mali"], on=["us-forces"]))
    made = books([both, summary, count])
    assert sorted(each.room for each in made.incidents) == [1, 1, 2]
    assert counted(made) == (2, 0)
    assert counted(books([summary, count])) == (0, 2)


def test_the_same_raid_told_by_a_third_voice_fills_no_second_place() -> None:
    summary = reading("a", raid(where=["mopti"], incidents=2))
    tellings = [reading(f"u{n}", raid(killed=3, said=voice(who))) for n, who in enumerate(("Awa Sall", "Issa Ba"))]
    whole = next(each for each in told(summary, *tellings) if each.room == 2)
    assert len(whole.parts) == 1


def test_a_town_that_is_hit_twice_in_a_day_keeps_its_two_tolls_apart_where_one_article_tells_both() -> None:
    morning = raid("in the morning", by=["jnim"], killed=5)
    evening = raid("in the evening", by=["us-forces"], killed=2)
    found = told(reading("a", morning, evening), reading("b", evening), reading("c", morning))
    assert {each.documents: each.harm["killed"] for each in found} == {
        ("a", "b"): Range(2, 2, 2),
        ("a", "c"): Range(5, 5, 5),
    }


def test_claims_of_no_place_meet_only_by_more_than_their_day() -> None:
    vague = reading("a", raid(where=[]))
    assert len(told(vague, reading("b", raid()))) == 2
    assert len(told(vague, reading("b", raid(where=[])))) == 2
    more: dict[str, Any] = {"by": ["jnim"], "killed": 14}
    assert len(told(reading("a", raid(where=[], **more)), reading("b", raid(**more)))) == 1


def test_one_claim_of_two_towns_does_not_make_them_one() -> None:
    made = [reading(uri, raid(where=[town], killed=n)) for uri, town, n in (("a", "nasiriyah", 4), ("b", "hilla", 9))]
    both = reading("c", raid(where=["nasiriyah", "hilla"], killed=13))
    assert not any({"a", "b"} <= set(each.documents) for each in told(*made, both))
