"""A body that is only called by what it is: whose it is, and where that stays open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corrobora.link import incidents
from corrobora.link.bodies import attributed
from corrobora.types import Claim, Holder, Reading, Span, Voice
from tests.factory import incident, reading, voice


def said_by(words: str) -> Voice:
    return Voice("indirect", (Holder(words, Span(0, 0), kind="organisation"),))


def keys(*claims: Claim, language: str = "en") -> list[str | None]:
    (found,) = attributed([reading("a", *claims, language=language)])
    return [claim.voice.chain[0].id for claim in found.claims if claim.voice.chain]


@pytest.mark.parametrize(
    ("words", "language", "id_"),
    [
        ("the defence ministry", "en", "mali-defence-ministry"),
        ("le ministère de la Défense", "fr", "mali-defence-ministry"),
        ("وزارة الدفاع", "ar", "mali-defence-ministry"),
        ("The government", "en", "mali-government"),
        ("le gouvernement", "fr", "mali-government"),
        ("الحكومة", "ar", "mali-government"),
    ],
)
def test_it_is_that_of_the_country_in_which_the_article_is_set(words: str, language: str, id_: str) -> None:
    assert keys(incident("raid", where=["boni"], said=said_by(words)), language=language) == [id_]


@pytest.mark.parametrize("words", ["the ministry", "the water board", "le groupe", "the union of herders"])
def test_what_several_may_be_or_none_is_left_as_it_is(words: str) -> None:
    assert keys(incident("raid", where=["boni"], said=said_by(words))) == [None]


def test_what_the_article_names_goes_before_its_country() -> None:
    first = incident("raid", where=["boni"], said=voice("russia-defence-ministry"))
    again = incident("again", where=["boni"], said=said_by("The ministry"))
    assert keys(first, again) == ["russia-defence-ministry", "russia-defence-ministry"]


def test_in_the_war_of_two_countries_it_stays_open() -> None:
    told = incident("raid", where=["boni"], by=["russia-army"], said=said_by("the defence ministry"))
    assert keys(told) == [None]


def test_two_countries_tie() -> None:
    told = (incident("one", where=["boni"], said=said_by("the army")), incident("two", where=["babil"]))
    assert keys(*told) == [None]


def test_who_is_named_is_not_changed() -> None:
    made = reading("a", incident("raid", where=["boni"], said=voice("Awa Sall")), incident("two", where=["boni"]))
    assert attributed([made]) == [made]
    assert attributed(attributed([made])) == attributed([made])


def person(uri: str, name: str, language: str, body: str | None = None) -> Reading:
    holder = Holder(name, Span(0, 0), name=name, kind="person", organisation=body)
    told = replace(incident(f"raid {uri}", when="2021-10-01", where=["boni"]), voice=Voice("indirect", (holder,)))
    return reading(uri, told, language=language)


def test_one_person_in_two_scripts_is_one_origin() -> None:
    made = attributed([person("a", "Samir Kaltouf", "fr"), person("b", "سمير كلتوف", "ar")])
    (found,) = incidents(made, ())
    assert found.origins == 1


def test_two_names_of_one_sound_in_one_language_stay_two() -> None:
    made = [person("a", "Samir Kaltouf", "fr"), person("b", "Samira Kalatif", "fr"), person("c", "سمير كلتوف", "ar")]
    assert attributed(made) == made


def test_a_spokesman_speaks_for_his_body_where_only_his_name_is_given() -> None:
    made = [person("a", "Samir Kaltouf", "fr", "gouvernement malien"), person("b", "سمير كلتوف", "ar")]
    (found,) = incidents(attributed(made), ())
    assert "Malian government" in found.reason


def test_a_mayor_of_the_capital_is_not_its_government() -> None:
    (found,) = incidents([person("a", "Samir Kaltouf", "en", "Kyiv")], ())
    assert found.reason == "one origin: Samir Kaltouf"


def test_a_surname_alone_is_of_whom_the_article_names_in_full() -> None:
    holders = [Holder(name, Span(0, 0), name=name, kind="person") for name in ("Awa Sallé", "Sallé", "Ba")]
    told = [
        replace(incident(f"raid {n}", when="2021-10-01", where=["boni"]), voice=Voice("indirect", (holder,)))
        for n, holder in enumerate(holders)
    ]
    (found,) = attributed([reading("a", *told)])
    assert [claim.voice.chain[0].name for claim in found.claims] == ["Awa Sallé", "Awa Sallé", "Ba"]
