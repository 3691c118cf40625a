"""A post, a base or a police station is where it is named for, though nobody knows the place."""

from __future__ import annotations

import pytest

from tests.read.deeds import incidents


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("fr", "Des hommes armés ont attaqué lundi le poste militaire de Zorvakine, tuant onze soldats.", "Zorvakine"),
        ("fr", "Trois policiers ont été tués mardi au commissariat de Zorvakine.", "Zorvakine"),
        ("fr", "Des hommes armés ont attaqué lundi le camp principal de Zorvakine.", "Zorvakine"),
        ("fr", "L'attaque du poste de gendarmerie de Zorvakine a fait deux morts lundi.", "Zorvakine"),
        ("es", "Hombres armados atacaron el lunes el puesto militar de Zorvako, matando a once soldados.", "Zorvako"),
        ("es", "Tres policías murieron el martes en la comisaría de Zorvako.", "Zorvako"),
        ("es", "Un cohete alcanzó el martes la base aérea de Zorvako y dejó tres heridos.", "Zorvako"),
    ],
)
def test_a_site_stands_where_it_is_named_for(language: str, text: str, place: str) -> None:
    (claim,) = incidents(text, language)
    assert [each.text for each in claim.places] == [place]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le chef du poste militaire, Issa Zorvak, a été tué lundi dans une embuscade."),
        ("es", "El jefe del puesto militar, Issa Zorvak, murió el lunes en una emboscada."),
    ],
)
def test_who_commands_a_site_is_no_place(language: str, text: str) -> None:
    (claim,) = incidents(text, language)
    assert claim.places == ()
