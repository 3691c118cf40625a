"""What English dispatches ask for: who lay in wait for whom, and what is told of gunmen before their verb."""

from __future__ import annotations

import pytest

from tests.read.english import Told, check, claims


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A patrol ran into an ambush laid by gunmen near Goma.", {"actors": ["gunmen"], "targets": ["A patrol"]}),
        ("A bus was caught in an ambush near Goma.", {"event": "ambush", "actors": [], "targets": ["A bus"]}),
        ("Gunmen laid an ambush for a convoy near Goma.", {"actors": ["Gunmen"], "targets": ["a convoy"]}),
        ("Gunmen lay in wait for a convoy near Goma.", {"event": "ambush", "targets": ["a convoy"]}),
        ("A convoy came under heavy fire from gunmen near Goma.", {"actors": ["gunmen"], "targets": ["A convoy"]}),
        ("The mayor blamed gunmen for attacking a bus.", {"actors": ["gunmen"], "targets": ["a bus"]}),
        ("An attack which targeted a convoy in Goma failed.", {"event": "attack", "targets": ["a convoy"]}),
        ("Sunday's attack on a bus was claimed by the M23.", {"actors": ["the M23"], "targets": ["a bus"]}),
        ("A mine exploded as a bus was passing in Goma.", {"event": "bombing", "targets": ["a bus"]}),
        ("A bomb attached to a bus exploded in Goma.", {"event": "bombing", "targets": ["a bus"]}),
        ("A bus detonated a mine in Goma.", {"event": "bombing", "actors": [], "targets": ["A bus"]}),
        ("A suicide bomber blew himself up next to a bus.", {"event": "suicide-bombing", "targets": ["a bus"]}),
        ("A suicide bomber rammed his car into a bus.", {"event": "suicide-bombing", "targets": ["a bus"]}),
        ("Rebels set the village of Sake ablaze on Sunday.", {"event": "arson", "targets": ["the village of Sake"]}),
        ("Rebels fired at the village of Sake.", {"event": "shooting", "targets": ["the village of Sake"]}),
        ("Soldiers surrounded the village of Sake.", {"event": "attack", "targets": ["the village of Sake"]}),
        ("Fighters of the M23 rebel group attacked a base.", {"actors": ["Fighters", "the M23 rebel group"]}),
        ("Gunmen launched a pre-dawn assault on a base.", {"actors": ["Gunmen"], "targets": ["a base"]}),
    ],
)  # fmt: skip
def test_who_did_it_to_whom(text: str, told: Told) -> None:
    check(text, told)


@pytest.mark.parametrize(
    "before",
    [
        "arrived on motorbikes and",
        "emerged from the bush on Sunday,",
        "crossed the river and",
        "wearing uniforms and riding motorbikes",
        "suspected to be loyal to the governor",
        "in large numbers",
    ],
)
def test_what_is_told_of_gunmen_before_their_verb_leaves_them_its_doers(before: str) -> None:
    verb = "attacking" if before.endswith(",") else "attacked"
    check(f"Gunmen {before} {verb} a convoy near Goma.", {"actors": ["Gunmen"], "targets": ["a convoy"]})


def test_a_village_entered_on_the_way_to_a_deed_is_not_taken_by_it() -> None:
    assert [claim.event for claim in claims("Gunmen entered the village and attacked a clinic.")] == ["attack"]
    assert [claim.event for claim in claims("Rebels entered the village on Sunday.")] == ["takeover"]


def test_whoever_is_on_the_road_is_hit_and_not_where_he_came_from() -> None:
    check("A convoy travelling from Goma to Sake was attacked by rebels.", {"targets": ["A convoy"]})


@pytest.mark.parametrize(
    "text",
    [
        "The party fell into a trap laid by its rivals.",
        "Reporters lay in bed for a week.",
        "The minister came under fire from critics over the floods.",
        "The mayor blamed the weather for closing the school.",
        "A note attached to a bus was read aloud.",
        "A company attacked its rival on price as a bus was passing.",
    ],
)
def test_what_only_sounds_alike_tells_nothing(text: str) -> None:
    assert not claims(text)
