"""French counts of incidents: those that hit somebody, and the how manieth of what was just told."""

import pytest

from tests.read.deeds import claims


@pytest.mark.parametrize(
    ("text", "number", "event"),
    [
        ("C'est le 5e incident visant des humanitaires depuis le 1er janvier.", 5, None),
        ("Il s'agit du troisième incident de sécurité contre une ONG depuis janvier.", 3, None),
        ("14 incidents affectant les humanitaires ont été enregistrés en janvier.", 14, None),
        ("Un drone a été abattu à Marib lundi, le douzième depuis octobre.", 12, "interception"),
        ("Un convoi a été visé lundi à Diwaniya – le huitième en trois semaines.", 8, "attack"),
        ("Un drone a été abattu lundi, le douzième depuis le début de la guerre.", 12, "interception"),
    ],
)
def test_tallies(text: str, number: int, event: str | None) -> None:
    (tally,) = [claim for claim in claims(text, "fr") if claim.kind == "tally"]
    assert tally.quantities[0].best == number
    assert event is None or tally.event == event


@pytest.mark.parametrize(
    "text",
    [
        "C'est le deuxième incident technique depuis janvier.",
        "La ville est calme, la deuxième depuis mai.",
        "Nous avons pris le camp du 275e bataillon à l'aube.",
    ],
)
def test_what_counts_no_incidents(text: str) -> None:
    assert not [claim for claim in claims(text, "fr") if claim.kind == "tally"]
