"""Ultimatums are grouped by date and matter, and have one of five outcomes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from corrobora.reckon import books
from corrobora.types import Deadline, Reading
from tests.factory import actor, incident, reading, ultimatum, voice


def demand(uri: str = "a", due: str = "2021-12-31", published: str = "2021-11-28", **changed: Any) -> Reading:  # noqa: ANN401
    told = {"said": voice("ashab-al-kahf"), "to": ["us-forces"], **changed}
    return reading(uri, ultimatum(f"leave by {due}", due, **told), published=published)


def states(*readings: Reading, as_of: str | None = None) -> list[str]:
    return [deadline.state for deadline in books(readings, as_of).deadlines]


def only(*readings: Reading, as_of: str | None = None) -> Deadline:
    (found,) = books(readings, as_of).deadlines
    return found


def test_it_is_open_until_its_day_is_over() -> None:
    assert states(demand()) == ["open"]
    assert states(demand(), as_of="2021-12-31") == ["open"]
    assert states(demand(), as_of="2022-01-01") == ["passed"]


def test_the_clock_is_the_last_publication() -> None:
    assert states(demand(), reading("z", published="2022-01-05")) == ["passed"]


def test_it_says_who_set_it_for_whom() -> None:
    found = only(demand())
    assert (found.due, found.holder, found.addressee) == ("2021-12-31", "Ashab al-Kahf", "us-forces")
    assert found.demand == "leave by 2021-12-31"


def test_others_who_name_the_date_agree() -> None:
    made = reading(
        "a",
        ultimatum("leave by New Year", "2021-12-31", said=voice("ashab-al-kahf"), to=["us-forces"]),
        ultimatum("the date stands", "2021-12-31", said=voice("Issa Ba"), act="states", event=None),
    )
    found = only(made)
    assert (found.holder, found.agreed_by) == ("Ashab al-Kahf", ("Issa Ba",))
    assert len(found.claims) == 2


def test_other_addressees_or_dates_are_other_ultimatums() -> None:
    assert len(books([demand(), demand("b", to=["jnim"])]).deadlines) == 2
    assert len(books([demand(), demand("b", due="2021-12-20", said=voice("Issa Ba"))]).deadlines) == 2


def test_words_of_one_holder_for_one_party_are_one_ultimatum_in_several_languages_too() -> None:
    scene = incident("Talks in Iraq.", where=["iraq"], event="agreement", stance="denied")

    def told(uri: str, due: str, to: str, published: str, language: str = "en") -> Reading:
        return reading(
            uri,
            ultimatum(f"{uri} by {due}", due, to=[to], said=voice("ecowas"), event=None),
            scene,
            published=published,
            language=language,
        )

    first = told("a", "2021-12-13", "The junta", "2021-12-06")
    again = told("b", "2021-12-13", "La junte", "2021-12-06", "fr")
    later = told("c", "2021-12-20", "Iraq's junta", "2021-12-12")
    one, two = books([first, again, later]).deadlines
    assert (one.state, one.moved_to, len(one.claims)) == ("moved", "2021-12-20", 2)
    assert (two.moved_from, len(two.claims)) == ("2021-12-13", 1)
    other = told("d", "2021-12-13", "The teachers", "2021-12-07")
    assert len(books([first, other]).deadlines) == 2


def test_a_repeat_is_one() -> None:
    assert len(only(demand(), demand("b", published="2021-12-01")).claims) == 2


def test_moved() -> None:
    later = demand("b", due="2022-01-31", published="2021-12-20")
    assert states(demand(), later) == ["moved", "open"]
    assert states(demand(), later, as_of="2021-12-01") == ["open", "open"]


def leaving(day: str, **changed: Any) -> Reading:  # noqa: ANN401
    told = {"event": "withdrawal", "when": day, "where": ["iraq"], "by": ["us-forces"], **changed}
    return reading("w", incident("they left", **told), published="2022-02-01")


def test_met() -> None:
    assert states(demand(), leaving("2021-12-20")) == ["met"]


@pytest.mark.parametrize(
    "leave",
    [
        leaving("2022-01-10"),
        leaving("2021-11-01"),
        leaving("2021-12-20", by=["jnim"]),
        leaving("2021-12-20", event="protest"),
    ],
    ids=["too late", "before it was demanded", "somebody else", "something else"],
)
def test_not_met(leave: Reading) -> None:
    assert states(demand(), leave) == ["passed"]


def strike(uri: str, day: str) -> Reading:
    claim = incident("they struck", when=day, where=["babil"], by=["ashab-al-kahf"], on=["us-forces"])
    return reading(uri, claim, published="2021-12-20")


def threat() -> Reading:
    return reading(
        "a",
        ultimatum("leave by New Year", "2021-12-31", said=voice("ashab-al-kahf"), to=["us-forces"]),
        incident("or be struck", stance="anticipated", act="threatens", said=voice("ashab-al-kahf")),
        published="2021-11-28",
    )


def test_overtaken_by_the_threat_carried_out() -> None:
    assert states(threat(), strike("s", "2021-12-10")) == ["overtaken"]


def test_who_yields_to_the_blow_was_overtaken_and_who_yielded_before_it_was_not() -> None:
    assert states(threat(), strike("s", "2021-12-10"), leaving("2021-12-12"))[0] == "overtaken"
    assert states(threat(), strike("s", "2021-12-10"), leaving("2021-12-08"))[0] == "met"


def test_a_campaign_that_went_on_before_overtakes_nothing() -> None:
    assert states(threat(), strike("r", "2021-11-10"), strike("s", "2021-12-10")) == ["open"]
    assert states(demand(), strike("s", "2021-12-10")) == ["open"]


def test_denied_ones_are_left_aside_and_those_of_no_known_day_stay_open() -> None:
    assert states(demand(stance="denied")) == []
    assert states(reading("a", ultimatum("soon", "", said=voice("jnim")))) == ["open"]


def test_one_date_for_one_country_is_one_ultimatum_though_another_article_names_nobody() -> None:
    claims = (
        incident("a raid", when="2021-11-20", where=["iraq"]),
        ultimatum("the term ends", "2021-12-31", act="states"),
    )
    first = reading(
        "a",
        ultimatum("leave by New Year", "2021-12-31", said=voice("ashab-al-kahf"), to=["us-forces"]),
        incident("a raid", when="2021-11-20", where=["babil"]),
        published="2021-11-28",
    )
    found = only(first, reading("b", *claims, published="2021-12-01"))
    assert (len(found.claims), found.addressee) == (2, "us-forces")


def test_what_is_demanded_again_was_not_done() -> None:
    again = demand("b", published="2021-12-28")
    assert states(demand(), leaving("2021-12-20"), again) == ["passed"]


def test_the_parties_to_an_agreement_that_names_the_day_agree() -> None:
    from dataclasses import replace

    from corrobora.types import Span, Time

    words = "they signed that it ends by 2021-12-31"
    signed = incident(words, event="agreement", when="2021-12-01", where=["iraq"], by=["us", "iraq"])
    pact = reading("c", signed, published="2021-12-02")
    day = Time("time", "2021-12-31", Span(len(words) - 10, len(words)), "test.time", edtf="2021-12-31", basis="stated")
    first = reading(
        "a",
        ultimatum("leave by New Year", "2021-12-31", said=voice("ashab-al-kahf"), to=["us-forces"]),
        incident("a raid", when="2021-11-20", where=["babil"]),
    )
    assert only(first, pact).agreed_by == ()
    assert only(first, replace(pact, values=(day,))).agreed_by == ("Iraq", "United States")


def test_a_moved_one_tells_both_dates() -> None:
    first, later = books([demand(), demand("b", due="2022-01-31", published="2021-12-20")]).deadlines
    assert (first.moved_from, first.moved_to) == (None, "2022-01-31")
    assert (later.moved_from, later.moved_to) == ("2021-12-31", None)


def test_it_is_followed_by_what_its_parties_do_in_the_month_after() -> None:
    struck = [strike("s1", "2022-01-10"), strike("s2", "2022-03-10"), strike("s3", "2021-12-30")]
    others = reading("o", incident("others", when="2022-01-11", where=["boni"], by=["jnim"]), published="2022-01-12")
    made = books([demand(), *struck, others])
    (found,) = made.deadlines
    assert [i.when for i in made.incidents if i.id in found.followed_by] == ["2022-01-10"]


def test_a_deadline_whose_day_is_not_known_is_listed_last_and_stays_open() -> None:
    known = reading("a", ultimatum("They must leave by then.", "2021-12-31", by=("x",)), published="2021-12-01")
    claim = ultimatum("They must leave by Friday.", "2021-12-31", by=("x",))
    assert claim.due is not None
    unknown = reading("b", replace(claim, due=replace(claim.due, edtf=None)))
    found = books([unknown, known], "2022-02-01").deadlines
    assert [(each.due, each.state) for each in found] == [("2021-12-31", "passed"), (None, "open")]
    assert found[1].demand == "They must leave by Friday."


def setting(uri: str, due: str, published: str, **changed: Any) -> Reading:  # noqa: ANN401
    scene = incident("Talks in Iraq.", where=["iraq"], event="agreement", stance="denied")
    told = {"event": None, "to": ["The junta"], **changed}
    return reading(uri, ultimatum(f"{uri} by {due}", due, **told), scene, published=published)


def test_for_one_day_its_holder_may_be_told_in_other_words() -> None:
    first = setting("a", "2021-12-13", "2021-12-06", said=voice("a group of leaders"))
    named = {"said": voice("ecowas"), "to": ["Iraq's junta"]}
    assert len(only(first, setting("b", "2021-12-13", "2021-12-07", **named)).claims) == 2
    assert len(books([first, setting("b", "2021-12-12", "2021-12-07", **named)]).deadlines) == 2


def test_what_is_like_two_ultimatums_makes_them_one() -> None:
    one = demand("a", to=["The envoy"])
    two = demand("b", to=["us-forces"], published="2021-11-29")
    both = demand("c", to=["The envoy", "us-forces"], published="2021-11-30")
    assert len(books([one, two]).deadlines) == 2
    assert len(only(one, two, both).claims) == 3


def test_the_bloc_that_moves_a_date_is_who_alone_set_one_and_may_say_so_just_after() -> None:
    passed = replace(ultimatum("the day went by", "2021-12-13", event=None, act="states"), actors=(actor("ecowas"),))
    moved = replace(ultimatum("the bloc would wait", "2021-12-17", event=None), actors=(actor("the bloc"),))
    scene = incident("Talks in Iraq.", where=["iraq"], event="agreement", stance="denied")
    late = reading("b", passed, moved, scene, published="2021-12-14")
    one, two = books([setting("a", "2021-12-13", "2021-12-06", said=voice("ecowas")), late]).deadlines
    assert (one.state, one.moved_to, len(one.claims)) == ("moved", "2021-12-17", 2)
    assert (two.holder, two.moved_from) == ("ECOWAS", "2021-12-13")
