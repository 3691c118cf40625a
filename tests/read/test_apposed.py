"""Names that commas add, and what stands behind a name in commas."""

from __future__ import annotations

import pytest

from .english import check, claims


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The commander's wife, Stela Torres, was killed on Monday.", "Stela Torres"),
        ("The mayor of Cali, Luis Prado, was shot dead by two men.", "Luis Prado"),
        ("His brother, Karim Haddad, was abducted by gunmen.", "Karim Haddad"),
    ],
)
def test_whoever_is_hit_bears_the_name_in_commas(text: str, name: str) -> None:
    (claim,) = claims(text)
    assert [target.name for target in claim.targets] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Two guards, Ali Demir said, were killed on Monday.",
        "The mayor of Cali, where Luis Prado lives, was shot dead.",
        "Gunmen killed the mayor, Ali Demir said.",
    ],
)
def test_a_name_in_another_place_is_nobodys(text: str) -> None:
    assert all(target.name is None for claim in claims(text) for target in claim.targets)


def test_who_somebody_is_stands_between_him_and_what_befell_him() -> None:
    judge = {"targets": ["Maria Diaz", "two of her bodyguards"]}
    check("Maria Diaz, third judge of the higher court, and two of her bodyguards, were killed.", judge)
    both = {"event": "abduction", "targets": ["Hector Okan", "Hilda Flor"]}
    check("Hector Okan, leader of the National Movement (NM), and Hilda Flor, a party leader, were abducted.", both)
    named = {"targets": ["Ali Demir", "Sara Kaya"], "killed": 2}
    check("Two of her bodyguards, Ali Demir and Sara Kaya, who were in the car, were killed.", named)
    check("The victims were identified as Ali Demir, head of a school, and Karim Haddad.", {"event": "attack"})


def test_who_laid_a_bomb_that_went_off() -> None:
    laid = {"event": "bombing", "actors": ["rebels"], "targets": ["his car"]}
    check("A bomb placed by rebels on his car went off.", laid)
    check("A bomb, planted by two men, exploded.", {"event": "bombing", "actors": ["two men"]})


def test_damage_to_things() -> None:
    check("The blast caused serious damage to a school and to a clinic.", {"targets": ["a school", "a clinic"]})
    check("The blast damaged the shelves of a bookstore.", {"event": "bombing", "targets": ["a bookstore"]})
    assert claims("The storm caused serious damage to a school.") == []


def test_people_who_are_seized() -> None:
    check("Gunmen seized two nurses at the clinic.", {"event": "abduction", "abducted": 2})
    check("Policemen seized two students.", {"event": "arrest", "arrested": 2})
    check("The rebels captured two soldiers.", {"event": "armed-clash", "captured": 2})
