"""Who is behind a deed in English, where his words are parted from it, and what a blast was near."""

from __future__ import annotations

import pytest

from .english import check, claims


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The murder of the priests was committed by soldiers.", "soldiers"),
        ("The authors of the killing of the judge are drug traffickers.", "drug traffickers"),
        ("Karim Haddad is responsible for the death of six priests.", "Karim Haddad"),
        ("They confirmed the involvement of troops in the murder of the priests.", "troops"),
        ("The priests murdered last Friday by uniformed men were buried.", "uniformed men"),
        ("Armed forces members killed six priests.", "Armed forces members"),
        ("A terrorist group set fire to three buses.", "A terrorist group"),
    ],
)
def test_who_is_behind_it(text: str, actor: str) -> None:
    (claim,) = claims(text)
    assert [each.text for each in claim.actors] == [actor]


def test_whom_somebody_shot_or_abducted_bears_his_office() -> None:
    check("Two men shot former member Gustavo Leon this morning.", {"targets": ["former member Gustavo Leon"]})
    check("Gunmen kidnapped U.S. citizen Scott Hayden.", {"event": "abduction", "abducted": 1})
    check("Luis Prado, 55, an engineer, was shot several times by unidentified men.", {"actors": ["unidentified men"]})


def test_what_a_blast_was_near_and_what_was_set_on_fire() -> None:
    check("Two explosions were reported near a school.", {"event": "bombing", "targets": ["a school"]})
    check("Rebels set two trucks loaded with coal on fire.", {"event": "arson", "targets": ["two trucks"]})
    two = {"targets": ["several offices", "the radio station"]}
    check("Rebels attacked several offices, including the radio station.", two)


def test_what_was_attributed_to_somebody() -> None:
    text = "An attack on a bank took place on Sunday. The police attribute the attack to smugglers."
    check(text, {"actors": ["smugglers"], "targets": ["a bank"]})


@pytest.mark.parametrize(
    "text",
    [
        "The police attributed the rise in prices to smugglers.",
        "The portrait of the priests was ordered by soldiers.",
        "Two meetings were reported near a school.",
        "The terrorist group met in May.",
        "The men set two tables for lunch.",
    ],
)
def test_what_is_no_deed(text: str) -> None:
    assert claims(text) == []
