"""Whose dead they are: tolls of different victims are put apart, tolls of the same are not."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from corrobora.link import incidents
from corrobora.types import Actor, Claim, Incident, Quantity, Range, Reading, Span
from tests.factory import incident, reading, voice


def toll(words: str, *, who: str, said: str, count: int, id_: str | None = None) -> Claim:
    """Return a claim that counts dead; `who` are the words for them, with the number in it."""
    number = str(count)
    claim = incident(words, when="2021-10-01", where=["boni"], said=voice(said))
    start = words.index(number)
    span = Span(start, start + len(number))
    whole = Span(words.index(who), words.index(who) + len(who))
    dead = Quantity("quantity", number, span, "test", measure="killed", low=count, best=count, high=count)
    return replace(claim, quantities=(dead,), targets=(Actor("target", who, whole, "test", id=id_),))


def one(*readings: Reading) -> Incident:
    found = [incidents(order, ()) for order in permutations(readings)]
    assert all(each == found[0] for each in found)
    ((only),) = found[0]
    return only


SOLDIERS = toll("25 soldiers died", who="25 soldiers", said="Awa Sall", count=25)
RAIDERS = toll("15 raiders died", who="15 raiders", said="Awa Sall", count=15)


def test_two_numbers_of_one_article_for_different_people_are_two_tolls() -> None:
    found = one(reading("a", SOLDIERS, RAIDERS), reading("b", SOLDIERS))
    assert found.harm == {"killed": Range(25, 25, 25), "killed (raiders)": Range(15, 15, 15)}
    assert found.disputed == ()
    assert [(d.field, d.value) for d in found.values if d.field.startswith("killed")] == [("killed (raiders)", "15")]


def test_the_main_victims_are_those_of_whom_most_voices_speak() -> None:
    more = replace(RAIDERS, voice=voice("Issa Ba"))
    found = one(reading("a", SOLDIERS, RAIDERS), reading("b", more))
    assert found.harm == {"killed": Range(15, 15, 15), "killed (soldiers)": Range(25, 25, 25)}


def test_another_number_in_another_article_is_a_dispute_about_the_same_people() -> None:
    other = toll("31 troopers died", who="31 troopers", said="Issa Ba", count=31)
    found = one(reading("a", SOLDIERS), reading("b", other))
    assert found.harm == {"killed": Range(25, 31, 31)}
    assert found.disputed == ("killed",)


def test_equal_numbers_in_two_languages_are_the_same_victims() -> None:
    men = toll("15 assaillants tués", who="15 assaillants", said="Issa Ba", count=15)
    dead = toll("25 soldats tués", who="25 soldats", said="Issa Ba", count=25)
    found = one(reading("a", SOLDIERS, RAIDERS), reading("b", dead, men, language="fr"))
    assert found.harm == {"killed": Range(25, 25, 25), "killed (raiders)": Range(15, 15, 15)}


def test_the_dead_as_such_go_with_the_main_victims() -> None:
    dead = toll("31 dead", who="31 dead", said="Issa Ba", count=31)
    found = one(reading("a", SOLDIERS, RAIDERS), reading("b", SOLDIERS, dead))
    assert found.harm["killed"] == Range(25, 31, 31)


def test_victims_of_two_sides_are_two_tolls_in_whatever_articles() -> None:
    ours = toll("25 soldiers died", who="25 soldiers", said="Awa Sall", id_="us-forces", count=25)
    theirs = toll("15 fighters died", who="15 fighters", said="Issa Ba", id_="jnim", count=15)
    found = one(reading("a", ours), reading("b", theirs))
    assert len(found.harm) == 2
    assert found.disputed == ()


@pytest.mark.parametrize(
    ("language", "ours", "theirs", "more"),
    [
        ("en", "12 soldiers", "40 fighters", "9 villagers"),
        ("fr", "12 soldats", "40 assaillants", "9 civils"),
        ("es", "12 soldados", "40 asaltantes", "9 civiles"),
        ("ar", "12 جنديا", "40 مسلحا", "9 مدنيين"),
    ],
)
def test_soldiers_fighters_and_civilians_are_three_tolls_without_any_name(
    language: str, ours: str, theirs: str, more: str
) -> None:
    told = [
        toll(f"{who} †", who=who, said=f"Speaker {n}", count=int(who.split()[0]))
        for n, who in enumerate((ours, theirs, more))
    ]
    found = one(*(reading(uri, claim, language=language) for uri, claim in zip("abc", told, strict=True)))
    assert sorted(harm.best or 0 for harm in found.harm.values()) == [9, 12, 40]
    assert found.disputed == ()


def test_a_number_that_a_voice_only_looks_back_on_is_not_its_last_word() -> None:
    raised = toll("38 soldiers died", who="38 soldiers", said="Awa Sall", count=38)
    back = toll("up from 25 soldiers", who="25 soldiers", said="Awa Sall", count=25)
    found = one(
        reading("a", SOLDIERS, published="2021-10-02"),
        reading("b", raised, back, published="2021-10-04"),
    )
    assert found.harm["killed"] == Range(25, 38, 38)
    assert [d.value for d in found.values if d.field == "killed"] == [
        "25, said 2021-10-02",
        "38, said 2021-10-04",
        "25, said earlier",
    ]
