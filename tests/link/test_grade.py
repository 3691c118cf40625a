"""How well an incident stands: who denies it, who owns up to it, and who agrees or competes about whose deed it was."""

from __future__ import annotations

from typing import Any

import pytest

from corrobora.link import incidents
from corrobora.types import Holder, Span, Voice
from tests.factory import incident, reading, voice
from tests.link.test_incident import DAY, link, only, raid


def test_a_denial_joins_what_it_denies_and_contests_it() -> None:
    denial = incident("no", by=["us-forces"], said=voice("us-forces"), act="denies", stance="denied")
    found = only(reading("a", raid(by=["us-forces"]), published=DAY), reading("b", denial, published="2021-10-02"))
    assert (found.grade, found.origins, found.disputed) == ("contested", 1, ("actors",))
    assert "denies" in found.reason
    assert found.documents == ("a", "b")


def test_a_denial_in_the_same_article_needs_no_more() -> None:
    denial = incident("no", said=voice("Issa Ba"), act="denies", stance="denied")
    found = only(reading("a", raid("it was so", said=voice("Awa Sall")), denial))
    assert (found.grade, found.disputed) == ("contested", ("event",))


def test_a_denial_answers_the_last_of_several() -> None:
    told = [
        reading(f"u{n}", raid(when=day, by=["us-forces"]), published=day) for n, day in enumerate(["2021-09-01", DAY])
    ]
    denial = incident("no", by=["us-forces"], said=voice("us-forces"), act="denies", stance="denied")
    found = link(*told, reading("d", denial, published="2021-10-02"))
    assert [each.grade for each in found] == ["weak", "contested"]


def test_a_denial_of_nothing_that_was_told_is_no_incident() -> None:
    assert link(reading("a", raid(said=voice("Issa Ba"), act="denies", stance="denied"))) == ()


@pytest.mark.parametrize("stance", ["anticipated", "questioned"])
def test_threats_and_questions_are_no_incidents(stance: str) -> None:
    assert link(reading("a", raid(stance=stance))) == ()
    assert link(reading("a", raid(act="threatens"))) == ()


def test_who_takes_responsibility_for_its_own_deed_confirms_it() -> None:
    claim = raid(by=["jnim"], said=voice("jnim"), act="claims-responsibility")
    found = only(reading("a", raid()), reading("b", claim))
    assert found.grade == "confirmed"


def test_adversaries_who_agree_confirm_it() -> None:
    parties: dict[str, Any] = {"by": ["ashab-al-kahf"], "on": ["us-forces"]}
    found = only(
        reading("a", raid(**parties, said=voice("us-forces"))),
        reading("b", raid(**parties, said=voice("ashab-al-kahf"))),
    )
    assert (found.grade, found.sides) == ("confirmed", 2)
    assert "adversaries agree" in found.reason


def test_competing_attributions_are_contested() -> None:
    found = only(
        reading("a", raid(by=["jnim"], killed=3, said=voice("Awa Sall"))),
        reading("b", raid(by=["us-forces"], killed=3, said=voice("Issa Ba"))),
    )
    assert (found.grade, found.disputed) == ("contested", ("actors",))
    assert "Awa Sall names" in found.reason


def test_gunmen_do_not_compete_with_a_name() -> None:
    from dataclasses import replace

    nameless = raid(by=["Gunmen"], said=voice("Awa Sall"))
    nameless = replace(nameless, actors=tuple(replace(a, name=None, text="gunmen") for a in nameless.actors))
    found = only(reading("a", nameless), reading("b", raid(by=["jnim"], said=voice("Issa Ba"))))
    assert (found.grade, found.disputed) == ("fair", ())


def test_a_body_that_is_only_pointed_back_to_is_no_origin_of_its_own() -> None:
    from dataclasses import replace

    from corrobora.types import Holder, Span, Voice

    ministry = Voice("indirect", (Holder("The ministry", Span(0, 0), kind="organisation"),))
    made = reading("a", raid(said=voice("Awa Sall")), replace(raid(killed=3), voice=ministry))
    assert only(made).origins == 1


def test_who_denies_a_deed_that_others_are_held_to_have_done_denies_nothing() -> None:
    denial = incident("no", when=DAY, by=["france-army"], said=voice("france-army"), act="denies", stance="denied")
    told = reading("a", raid("raid", by=["jnim"], said=voice("Awa Sall")), denial)
    assert only(told).grade == "weak"
    unknown = reading("a", raid("raid", said=voice("Awa Sall")), denial)
    assert (only(unknown).grade, only(unknown).disputed) == ("contested", ("actors",))


def test_who_denies_the_deed_of_nameless_gunmen_contests_nothing() -> None:
    told = reading("a", raid(by=["Two gunmen"]))
    denial = incident("no", by=["jnim"], said=voice("jnim"), act="denies", stance="denied")
    assert only(told, reading("b", denial)).grade == "weak"
    accused = reading("c", raid(by=["jnim"]))
    assert only(told, accused, reading("b", denial)).grade == "contested"


def test_a_boast_alone_confirms_nothing() -> None:
    claim = raid(by=["jnim"], said=voice("jnim"), act="claims-responsibility")
    assert only(reading("a", claim)).grade == "weak"
    shot = raid(event="interception", by=["ukraine-air-force"], said=voice("ukraine-air-force"), act="confirms")
    assert only(reading("a", shot), reading("b", raid(event="interception"))).grade == "fair"


def test_a_claim_of_responsibility_that_others_report_names_them() -> None:
    claim = raid(by=["jnim"], said=voice("jnim"), act="claims-responsibility")
    found = only(reading("a", raid(said=voice("Awa Sall"))), reading("b", claim))
    assert found.reason.endswith("takes responsibility for its own deed, and others report it: Awa Sall")


def test_adversaries_must_agree_on_day_and_place() -> None:
    parties: dict[str, Any] = {"by": ["ashab-al-kahf"], "on": ["us-forces"], "killed": 3}
    ours = raid(**parties, said=voice("ashab-al-kahf"))
    theirs = raid(**{**parties, "where": []}, said=voice("us-forces"))
    assert only(reading("a", ours), reading("b", theirs)).grade == "fair"


def test_an_unnamed_source_is_told_with_its_outlet() -> None:
    source = Voice("indirect", (Holder("a local official", Span(0, 0), kind="role"),))
    (found,) = incidents([reading("a", incident(where=["boni"], said=source), outlet="Sahel Post")], ())
    assert found.reason == "one origin: A local official (Sahel Post)"


def test_a_boast_that_only_ones_own_side_repeats_confirms_nothing() -> None:
    claim = raid(by=["armenia-army"], said=voice("armenia"), act="claims-responsibility")
    own = reading("b", raid(by=["armenia-army"], said=voice("armenia-defence-ministry")))
    assert only(reading("a", claim), own).grade == "fair"
    assert only(reading("a", claim), own, reading("c", raid(said=voice("Awa Sall")))).grade == "confirmed"
