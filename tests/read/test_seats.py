"""Capitals and countries that are told by what they are, and towns that may else stand for their government."""

import pytest

from tests.read.deeds import incidents


@pytest.mark.parametrize(
    ("text", "language", "places"),
    [
        ("Une bombe a explosé mardi dans la capitale libanaise, tuant deux gardes.", "fr", ["Beirut"]),
        ("Une bombe a explosé mardi à Khartoum, la capitale soudanaise.", "fr", ["Khartoum"]),
        ("L'armée a bombardé Nyala, la capitale du Darfour-Sud.", "fr", ["Nyala", "South Darfur"]),
        ("La capitale économique ivoirienne a été visée par une bombe.", "fr", []),
        ("Una bomba estalló el martes en la capital ecuatoriana.", "es", ["Quito"]),
        ("La Russie a bombardé plusieurs villes, dont Kharkiv et Kiev.", "fr", ["Kharkiv", "Kyiv"]),
        ("Rusia bombardeó varias ciudades, entre ellas Kiev.", "es", ["Kyiv"]),
        ("L'armée a bombardé des positions, dont Kiev revendique le contrôle.", "fr", []),
        ("Des rebelles ont attaqué Gatumba, localité frontalière de la RDC.", "fr", ["Gatumba"]),
        ("Des rebelles ont attaqué une position près de Kidal, frontalière du Niger.", "fr", ["Kidal"]),
    ],
)
def test_place_told(text: str, language: str, places: list[str]) -> None:
    (claim,) = incidents(text, language)
    assert [place.name for place in claim.places] == places


TOLD = "La police haïtienne se tait. Le gouvernement haïtien et l'armée haïtienne aussi. "


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (TOLD + "Dix gardes ont été tués lundi dans la capitale.", ["Port-au-Prince"]),
        (TOLD + "Dix gardes ont été tués lundi dans le pays.", ["Haiti"]),
        ("Dix gardes ont été tués lundi dans la capitale.", []),
        ("L'armée malienne et l'armée nigérienne ont tué dix gardes dans le pays.", []),
    ],
)
def test_one_country_alone(text: str, places: list[str]) -> None:
    (claim,) = incidents(text, "fr")
    assert [place.name for place in claim.places] == places
