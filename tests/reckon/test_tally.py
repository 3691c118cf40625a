"""Tallies are counted against the ledger and tested against each other; nothing missing is invented."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from corrobora.reckon import books
from corrobora.types import Balance, Check, Claim, Covered, Reading
from tests.factory import actor, incident, reading, tally, voice

YEAR = "2021-01-01/2021-11-27"


def convoy(words: str, day: str, where: str, **changed: Any) -> Claim:  # noqa: ANN401 - whatever the factory takes
    return incident(words, **{"when": day, "where": [where], "on": ["us-forces"], **changed})


def balances(*readings: Reading) -> tuple[Balance, ...]:
    return books(readings).balances


def checks(balance: Balance, kind: str) -> list[Check]:
    return [check for check in balance.checks if check.kind == kind]


def test_a_tally_with_parts_is_balanced_in_words() -> None:
    made = reading(
        "a",
        convoy("one", "2021-11-27", "dhi-qar"),
        convoy("two", "2021-11-27", "babil"),
        tally("whole", 174, period=YEAR, on=["us-forces"], ordinal=True, said=voice("River Desk")),
        tally("dhi qar", 23, period=YEAR, where=["dhi-qar"]),
        tally("babil", 41, period=YEAR, where=["babil"]),
    )
    whole, first, second = balances(made)
    assert (whole.number, whole.counted.certain, whole.counted.possible, whole.gap) == (174, 2, 0, 172)
    assert whole.verdict == (
        "holds: parts 23 + 41 within 174, 110 elsewhere; the ledger counts 2 of 174, 172 not in it; "
        "its articles could tell of 1 of the 331 days"
    )
    assert [b.counted.certain for b in (first, second)] == [1, 1]
    assert checks(first, "parts")[0].with_ == (whole.claim,)


def test_parts_that_exceed_the_whole_do_not_hold() -> None:
    made = reading(
        "a",
        tally("whole", 50, period=YEAR, where=["iraq"]),
        tally("dhi qar", 23, period=YEAR, where=["dhi-qar"]),
        tally("babil", 41, period=YEAR, where=["babil"]),
    )
    whole = balances(made)[0]
    assert [check.ok for check in checks(whole, "parts")] == [False]
    assert whole.verdict.startswith("does not hold: parts 23 + 41 come to 64, more than the whole, 50")


def test_what_has_no_end_follows_nothing() -> None:
    first, second = balances(
        reading("a", tally("the 19th", 19, period="2022-01-01/2022-03-12", where=["iraq"], ordinal=True)),
        reading("b", tally("the 23rd", 23, period="2022-01-01/..", where=["iraq"], ordinal=True)),
    )
    assert "days" not in " ".join(check.note for each in (first, second) for check in each.checks)


def test_a_town_is_not_counted_beside_its_province() -> None:
    made = reading(
        "a",
        tally("whole", 50, period=YEAR, where=["iraq"]),
        tally("province", 40, period=YEAR, where=["dhi-qar"]),
        tally("town", 20, period=YEAR, where=["nasiriyah"]),
    )
    assert "parts 40 within 50" in balances(made)[0].verdict


@pytest.mark.parametrize(
    ("told", "certain", "possible"),
    [
        ({}, 1, 0),
        ({"day": "2020-12-31"}, 0, 0),
        ({"day": "2021-03"}, 0, 1),
        ({"day": None}, 0, 1),
        ({"where": "boni"}, 0, 0),
        ({"where": "iraq"}, 0, 1),
        ({"on": ["jnim"]}, 0, 0),
        ({"on": []}, 0, 1),
        ({"event": "protest"}, 0, 0),
        ({"event": "bombing"}, 1, 0),
        ({"by": ["jnim"]}, 0, 0),
    ],
)
def test_what_is_counted(told: dict[str, Any], certain: int, possible: int) -> None:
    day, where = told.pop("day", "2021-03-05"), told.pop("where", "nasiriyah")
    told = {"by": ["ashab-al-kahf"], **told}
    counted = tally("n", 9, period=YEAR, where=["dhi-qar"], on=["us-forces"], by=["kataib-hezbollah"])
    (balance,) = balances(reading("a", convoy("x", day, where, **told)), reading("b", counted))
    assert (balance.counted.certain, balance.counted.possible) == (certain, possible)


def test_a_contested_incident_only_may_be_counted() -> None:
    denial = incident("no", said=voice("Issa Ba"), act="denies", stance="denied")
    made = reading("a", convoy("x", "2021-03-05", "dhi-qar", said=voice("Awa Sall")), denial)
    (balance,) = balances(made, reading("b", tally("n", 9, period=YEAR)))
    assert (balance.counted.certain, balance.counted.possible) == (0, 1)


def test_six_convoys_count_six_and_hold_those_told_singly() -> None:
    six = reading("a", convoy("Six convoys", "2021-03-05", "iraq", incidents=6))
    one = reading("b", convoy("A convoy", "2021-03-05", "nasiriyah"))
    other = reading("c", convoy("Another", "2021-04-05", "nasiriyah"))
    counted = reading("d", tally("n", 9, period=YEAR, on=["us-forces"]))
    assert balances(six, counted)[0].counted.certain == 6
    assert balances(six, one, counted)[0].counted.certain == 6
    assert balances(six, one, other, counted)[0].counted.certain == 7


def test_a_tally_below_the_count_is_impossible() -> None:
    told = [reading(f"u{n}", convoy(f"x{n}", f"2021-0{n}-05", "dhi-qar")) for n in range(1, 5)]
    (balance,) = balances(*told, reading("z", tally("n", 3, period=YEAR, where=["iraq"])))
    assert [check.ok for check in checks(balance, "count")] == [False]
    assert balance.verdict.startswith("does not hold: impossible: 3 reported, but the ledger holds 4")


def test_without_a_period_nothing_is_surely_in_it() -> None:
    told = reading("a", convoy("x", "2021-03-05", "dhi-qar"))
    (balance,) = balances(told, reading("b", tally("n", 3, period=None)))
    assert (balance.counted.certain, balance.counted.possible) == (0, 1)
    assert "its period is not given" in balance.verdict


def numbered(uri: str, number: int, day: str, who: str = "River Desk", **changed: Any) -> Reading:  # noqa: ANN401
    told = {"period": f"2021-01-01/{day}", "ordinal": True, "said": voice(who), **changed}
    return reading(uri, tally(f"the {number}th", number, **told), published=day)


def test_rising_ordinals_hold() -> None:
    last = balances(numbered("a", 170, "2021-11-20"), numbered("b", 174, "2021-11-27"))[1]
    (check,) = checks(last, "series")
    assert (check.ok, check.note) == (True, "4 more than 170 7 days before, 3 between them, 3 unreported")


def test_what_lies_between_two_ordinals_is_unreported_unless_the_ledger_has_it() -> None:
    first, last = (numbered(u, n, d, where=["iraq"]) for u, n, d in (("a", 32, "2021-03-18"), ("b", 38, "2021-04-02")))
    told = [convoy("one between", "2021-03-25", "dhi-qar"), convoy("the last", "2021-04-02", "babil")]
    between = [reading(f"c{n}", claim, published="2021-04-02") for n, claim in enumerate(told)]
    assert "6 more than 32 15 days before, 5 between them, 5 unreported" in balances(first, last)[1].verdict
    assert "5 between them, 4 unreported" in balances(first, *between, last)[1].verdict


def test_it_names_what_it_counts_and_what_it_could_know() -> None:
    sure, maybe = convoy("x", "2021-03-05", "dhi-qar"), convoy("y", "2021-03", "babil")
    counted = tally("n", 9, period=YEAR, where=["iraq"])
    made = books([reading("a", sure, maybe, published="2021-03-06"), reading("b", counted)])
    (balance,) = made.balances
    by_words = {incident.when: incident.id for incident in made.incidents}
    assert balance.counted.incidents == (by_words["2021-03-05"],)
    assert balance.counted.perhaps == (by_words["2021-03"],)
    assert balance.covered == Covered(2 + 1, 331)


def test_a_lower_ordinal_later_fails() -> None:
    last = balances(numbered("a", 174, "2021-11-20"), numbered("b", 170, "2021-11-27"))[1]
    assert [check.ok for check in checks(last, "series")] == [False]
    assert last.verdict.startswith("disputed: 170 is less than 174")


def test_a_leap_in_a_day_fails() -> None:
    last = balances(numbered("a", 174, "2021-11-26"), numbered("b", 300, "2021-11-27"))[1]
    assert [check.ok for check in checks(last, "series")] == [False]


def test_another_year_is_another_series() -> None:
    second = numbered("b", 3, "2022-01-10", period="2022-01-01/2022-01-10")
    assert checks(balances(numbered("a", 174, "2021-11-26"), second)[1], "series") == []


def test_rivals_are_named() -> None:
    found = balances(numbered("a", 174, "2021-11-27"), numbered("b", 150, "2021-11-27", "Plain Monitor"))
    assert [check.note for check in checks(found[0], "rival")] == ["Plain Monitor gives 150"]
    assert [check.ok for check in checks(found[1], "rival")] == [False]


def test_who_gives_the_same_is_no_rival_but_agrees() -> None:
    found = balances(numbered("a", 174, "2021-11-27"), numbered("b", 174, "2021-11-27", "Plain Monitor"))
    assert [check.ok for check in checks(found[0], "rival")] == [True]


def test_copies_of_one_voice_are_no_rivals() -> None:
    found = balances(numbered("a", 174, "2021-11-27"), numbered("b", 174, "2021-11-27"))
    assert checks(found[0], "rival") == []


def test_denied_tallies_are_not_balanced() -> None:
    from dataclasses import replace

    made = numbered("a", 174, "2021-11-27")
    assert balances(replace(made, claims=tuple(replace(c, stance="denied") for c in made.claims))) == ()


def test_the_order_of_the_readings_is_of_no_matter() -> None:
    made = [
        numbered("a", 170, "2021-11-20"),
        numbered("b", 174, "2021-11-27"),
        numbered("c", 150, "2021-11-27", "Plain Monitor"),
        reading("d", convoy("x", "2021-03-05", "dhi-qar"), convoy("y", "2021-03-05", "babil"), published="2021-03-06"),
        reading("e", convoy("z", "2021-03-05", "nasiriyah"), published=None),
    ]
    wanted = books(made)
    for seed in range(5):
        random.Random(seed).shuffle(made)  # noqa: S311 - a shuffle, no secret
        assert books(made) == wanted


def test_a_tally_without_a_place_counts_in_its_articles_country() -> None:
    aside = incident("an aside", when="2021-03-09", where=["boni"])
    told = [convoy(day, f"2021-03-{day}", "dhi-qar", on=[]) for day in ("05", "15")]
    home = reading("a", *told, aside, tally("n", 3, period=YEAR))
    abroad = reading("b", incident("y", when="2021-03-05", where=["boni"]))
    (balance,) = balances(home, abroad)
    assert (balance.counted.certain, balance.counted.possible) == (2, 0)


def test_a_number_over_a_longer_time_counts_as_one_that_may_be() -> None:
    made = reading("a", convoy("23 attacks", "2021-03", "dhi-qar", incidents=23))
    (balance,) = balances(made, reading("b", tally("n", 9, period=YEAR, where=["iraq"])))
    assert (balance.counted.certain, balance.counted.possible) == (0, 1)


def test_what_comes_after_two_higher_counts_is_impossible() -> None:
    made = [
        numbered("a", 54, "2021-07-12", "River Desk"),
        numbered("b", 58, "2021-08-07", "Plain Monitor"),
        numbered("c", 48, "2021-08-21", "Delta Post"),
    ]
    assert balances(*made)[2].verdict.startswith("does not hold: impossible: 48 comes after 54 by River Desk, 58 by")
    assert balances(made[0], made[2])[1].verdict.startswith("disputed: 48 is less than 54 by River Desk")


def test_a_series_that_goes_on_holds_whatever_a_rival_gives() -> None:
    made = [
        numbered("a", 8, "2021-05-16"),
        numbered("b", 9, "2021-05-18"),
        numbered("c", 12, "2021-05-18", "North Post"),
    ]
    first, second, rival = balances(*made)
    assert first.verdict.startswith("holds: followed by 9 2 days later")
    assert second.verdict.startswith("holds: North Post gives 12; 1 more than 8 2 days before")
    assert rival.verdict.startswith("disputed: River Desk gives 9")


def test_a_tally_without_a_place_and_one_of_its_country_count_the_same() -> None:
    at_home = incident("a raid", when="2021-03-05", where=["babil"])
    named = numbered("b", 58, "2021-08-07", where=["iraq"])
    made = reading(
        "a",
        tally("the 54th", 54, period="2021-01-01/2021-07-12", ordinal=True, said=voice("River Desk")),
        at_home,
        published="2021-07-12",
    )
    assert [check.ok for check in checks(balances(made, named)[1], "series")] == [True]


def test_what_was_intercepted_may_have_been_counted() -> None:
    made = reading("a", convoy("x", "2021-03-05", "dhi-qar", event="interception"))
    (balance,) = balances(made, reading("b", tally("n", 9, period=YEAR, where=["iraq"])))
    assert (balance.counted.certain, balance.counted.possible) == (0, 1)


def test_a_series_goes_on_in_another_language() -> None:
    def counted(uri: str, number: int, day: str, words: str, rule: str) -> Reading:
        made = tally(f"{number} by {day}", number, period=f"2021-01-01/{day}", where=["iraq"], said=voice("us-forces"))
        assert made.scope is not None
        targets = (replace(actor(words, "target"), rule=rule),)
        return reading(uri, replace(made, scope=replace(made.scope, targets=targets)), published=day)

    first = counted("a", 38, "2021-11-02", "Des navires", "fr.group.some")
    last = counted("b", 45, "2021-11-20", "Ships", "en.group.plain")
    other = counted("b", 45, "2021-11-20", "Bridges", "fr.group.plain")
    assert [check.note for check in checks(balances(first, last)[1], "series")] == ["7 more than 38 18 days before"]
    assert checks(balances(first, other)[1], "series") == []
