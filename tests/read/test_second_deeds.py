"""French and Spanish: the second deed of those who did two has them too."""

import pytest

from tests.read.deeds import Deed, incidents, short

_FRENCH = "Des bandits ont libéré deux détenus et "
_SPANISH = "Unos bandidos liberaron a dos presos y "


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("fr", "ont mis le feu à un camion.", ("arson", "asserted", ["Des bandits"], ["un camion"])),
        ("fr", "volé deux camions.", ("looting", "asserted", ["Des bandits"], ["deux camions"])),
        ("fr", "se sont emparés de la caserne.", ("takeover", "asserted", ["Des bandits"], ["la caserne"])),
        ("fr", "ont pris la ville de Gao.", ("takeover", "asserted", ["Des bandits"], ["la ville de Gao"])),
        ("fr", "ont lancé une grenade sur un poste.", ("bombing", "asserted", ["Des bandits"], ["un poste"])),
        ("fr", "ont fait sauter un pont.", ("bombing", "asserted", ["Des bandits"], ["un pont"])),
        ("fr", "posé une bombe sur un pont.", ("bombing", "asserted", ["Des bandits"], ["un pont"])),
        ("es", "prendieron fuego a un camión.", ("arson", "asserted", ["Unos bandidos"], ["un camión"])),
        ("es", "saquearon un banco.", ("looting", "asserted", ["Unos bandidos"], ["un banco"])),
        ("es", "robaron dos camiones.", ("looting", "asserted", ["Unos bandidos"], ["dos camiones"])),
        ("es", "se apoderaron de la base.", ("takeover", "asserted", ["Unos bandidos"], ["la base"])),
        ("es", "lanzaron una granada contra un puesto.", ("bombing", "asserted", ["Unos bandidos"], ["un puesto"])),
        ("es", "detonaron un explosivo.", ("bombing", "asserted", ["Unos bandidos"], [])),
        ("es", "se llevaron a tres jóvenes.", ("abduction", "asserted", ["Unos bandidos"], ["tres jóvenes"])),
    ],
)
def test_the_second_deed_has_who_did_it(language: str, text: str, wanted: Deed) -> None:
    (claim,) = incidents((_FRENCH if language == "fr" else _SPANISH) + text, language)
    assert short(claim) == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "lancé un appel."),
        ("fr", "ont pris la parole."),
        ("fr", "posé une plaque."),
        ("es", "tomaron la palabra."),
        ("es", "lanzaron un llamamiento."),
        ("es", "se llevaron una sorpresa."),
    ],
)
def test_no_second_deed(language: str, text: str) -> None:
    assert not incidents((_FRENCH if language == "fr" else _SPANISH) + text, language)


def test_a_dateline_with_its_country() -> None:
    (claim,) = incidents("Acapulco (México).- Dos ataques dejaron ayer 16 muertos en Tecpan.", "es")
    assert "Acapulco" not in [place.text for place in claim.places]
