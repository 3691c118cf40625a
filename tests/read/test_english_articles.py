"""What English articles tell over several sentences: who was hit beside whom, what came after, what nobody did."""

from __future__ import annotations

import pytest

from tests.read.deeds import claims as all_claims
from tests.read.english import Told, check, claims

_TANKER = ["a tanker"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A missile missed a tanker in the Gulf of Aden.", {"event": "shelling", "targets": _TANKER}),
        ("A missile set a tanker on fire in the Gulf of Aden.", {"event": "shelling", "targets": _TANKER}),
        ("Drones were used to strike a tanker near Basra.", {"event": "drone-strike", "stance": "asserted"}),
        ("The group threatened on Sunday to attack oil terminals.", {"targets": ["oil terminals"], "when": None}),
        ("The army tried to storm rebel posts in Goma.", {"targets": ["rebel posts"]}),
        ("Snipers sniped a nurse in Taiz.", {"event": "shooting", "targets": ["a nurse"]}),
        ("Gunmen hijacked the Silver Kestrel.", {"event": "seizure", "targets": ["the Silver Kestrel"]}),
        ("Gunmen attacked a post on Sunday.", {"targets": ["a post"], "when": "2024-05-12"}),
        ("Rebels fired Grad and Uragan rockets at a base.", {"event": "shelling", "targets": ["a base"]}),
        ("Soldiers raided the town's Central Hospital.", {"targets": ["the town's Central Hospital"]}),
        ("Separatists claim bombing of a post in Bamenda.", {"event": "bombing", "actors": ["Separatists"]}),
        ("The army denied rumours spread online that its men had burned a mill.", {"stance": "denied"}),
        ("Six people died in Goma on Sunday after gunmen fired at a bus.", {"actors": ["gunmen"]}),
        ("Rebels detonated a mine as a column of soldiers was passing.", {"targets": ["a column of soldiers"]}),
        ("The army, in response to the raid on Goma, shelled a camp in Sake.", {"actors": ["The army"]}),
    ],
)  # fmt: skip
def test_one_sentence_tells_one_deed(text: str, told: Told) -> None:
    check(text, told)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nine guards, including Ali Demir and two cooks, were killed in Goma.", ["Nine guards", "Ali Demir"]),
        ("A blast in Goma killed nine guards, among them Ali Demir.", ["nine guards", "Ali Demir"]),
        ("Rebels killed six men, including a judge, Ali Demir, in Goma.", ["six men", "Ali Demir"]),
        ("Rebels killed six men in Goma.", ["six men"]),
    ],
)
def test_who_is_named_among_the_victims_is_hit(text: str, names: list[str]) -> None:
    (claim,) = claims(text)
    assert [value.text for value in claim.targets] == names


@pytest.mark.parametrize(
    "text",
    [
        "Were the army to attack the town, many would leave.",
        "The army said it was not aware of a strike on the clinic.",
        "The missile was on show.",
    ],
)
def test_what_is_only_supposed_or_unknown_is_no_deed(text: str) -> None:
    assert [claim.event for claim in claims(text) if claim.kind == "incident" and claim.stance == "asserted"] == []


@pytest.mark.parametrize(
    "denial", ["was not involved in the raid", "played no part in the raid", "had nothing to do with the raid"]
)
def test_who_had_no_part_in_it_denies_it(denial: str) -> None:
    told = claims(f"A raid on a bus in Goma killed six. Rwanda {denial}, its minister said.")
    assert [claim.stance for claim in told] == ["asserted", "denied"]
    assert [value.text for value in told[1].actors] == ["Rwanda"]


def _events(text: str) -> list[str]:
    return [claim.event or "" for claim in claims(text) if claim.kind == "incident"]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Gunmen burned 11 houses in Goma. A clinic was also looted.", ["arson", "looting"]),
        ("The army withdrew from Goma, after a month in which it lost 40 men.", ["withdrawal", "attack"]),
        ("The army withdrew from Goma.\n\nRebels killed six farmers in Sake.", ["withdrawal", "attack"]),
        ("Nine men died in attacks by gunmen in Goma.\n\nPeople fled after clashes between M23 and the FDLR.",
         ["attack", "displacement", "armed-clash"]),
        ("Six men were killed in Goma.\n\nGunmen raided Sake, forcing 90 people to flee.",
         ["attack", "attack", "displacement"]),
    ],
)  # fmt: skip
def test_deeds_side_by_side_stay_apart(text: str, events: list[str]) -> None:
    assert _events(text) == events


def test_a_war_begins_with_the_attack_that_is_told_of_it() -> None:
    text = "The war began when militants attacked Israel on 7 October 2023, killing 1,200 people."
    (claim,) = claims(text)
    assert [(q.measure, q.best) for q in claim.quantities] == [("killed", 1200)]
    assert claim.when is not None
    assert claim.when.edtf == "2023-10-07"


def test_what_came_days_later_has_not_the_day_of_what_came_before() -> None:
    told = claims("A raid on a bus in Goma on Sunday killed six, weeks after rebels burned a clinic in Sake.")
    days = {claim.event: claim.when.edtf if claim.when else None for claim in told}
    assert days == {"attack": "2024-05-12", "arson": None}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The group has attacked 30 ships since November.", 30),
        ("Since November, 30 ships have been attacked in the Red Sea.", 30),
    ],
)
def test_things_hit_since_some_day_are_a_tally(text: str, number: int) -> None:
    (claim,) = all_claims(text, "en")
    assert (claim.kind, claim.quantities[0].best) == ("tally", number)


def test_things_hit_on_one_day_are_no_tally() -> None:
    (claim,) = all_claims("The group attacked three ships on Sunday.", "en")
    assert claim.kind == "incident"


def test_of_what_was_counted_now_and_then_the_parts_are_of_now() -> None:
    told = all_claims("Police recorded 23 raids in January, up from 17 in December. Of these, nine were in Goma.", "en")
    assert [(c.quantities[0].best, c.scope.period if c.scope else None) for c in told if c.kind == "tally"] == [
        (23, "2025-01-01/2025-01-31"), (17, "2024-12-01/2024-12-31"), (9, "2025-01-01/2025-01-31"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Six people died in Kharkiv, seven in Odesa and two in Dnipro.",
            [("Kharkiv", 6), ("Odesa", 7), ("Dnipro", 2)],
        ),
        ("A strike killed four men in Goma, 12 in Sake and six in Minova.", [("Goma", 4), ("Sake", 12), ("Minova", 6)]),
        ("Police arrested 40 men in Lagos and nine in Kano.", [("Lagos", 40), ("Kano", 9)]),
    ],
)
def test_a_list_of_towns_tells_how_many_fell_in_each(text: str, told: list[tuple[str, int]]) -> None:
    got = [(claim.places[0].text, claim.quantities[0].best) for claim in claims(text)]
    assert got == told


def test_an_attack_that_is_planned_has_not_happened() -> None:
    check("The army plans to launch an offensive on Rafah.", {"stance": "anticipated", "actors": ["The army"]})


def test_whose_bodyguard_it_was_counts_him_as_one() -> None:
    check("Gunmen killed the mayor of Jos and wounded his bodyguard.", {"killed": 1, "injured": 1})


def test_the_first_months_of_a_year_are_its_first_quarter() -> None:
    check("Ninety men were killed in Haiti in the first three months of 2024.", {"when": "2024-01-01/2024-03-31"})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Russian jets bombed Idlib for the first time since 2016.", {"event": "airstrike", "targets": ["Idlib"]}),
        ("The army shelled parts of the town.", {"event": "shelling", "targets": ["the town"]}),
        ("A bomb landed 50 metres from the clinic.", {"event": "bombing", "targets": ["the clinic"]}),
        ("Our teams received 454 wounded, 56 of whom died.", {"injured": 454, "killed": 56}),
        ("Since the offensive began last Wednesday 320 people have been killed.", {"when": "2024-05-08/2024-05-15"}),
    ],
)
def test_what_is_told_in_passing_belongs_to_the_deed(text: str, told: Told) -> None:
    check(text, told)


def test_who_claims_the_attack_speaks_of_that_which_killed() -> None:
    text = (
        "Gunmen stormed a theatre in Gao on Friday, killing 40 people. Explosions were heard. "
        "The militia claimed the attack. It was the deadliest since the siege in Mopti in 2004, in which 330 died."
    )
    told = [(claim.event, claim.when.edtf[:4] if claim.when and claim.when.edtf else "") for claim in claims(text)]
    assert told == [("bombing", "2024"), ("bombing", "2024"), ("attack", "2004")]


def test_who_slept_in_a_house_did_not_kill_there() -> None:
    check("A strike flattened a house where families were sheltering, killing 22.", {"actors": [], "killed": 22})
