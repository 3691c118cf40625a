"""Spanish deeds told in a clause of their own, ordered, promised, denied at once, or only counted."""

import pytest

from tests.read.deeds import Deed, claims, incidents, short


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Los rebeldes huyeron tras atacar un convoy.", ("attack", "asserted", ["Los rebeldes"], ["un convoy"])),
        (
            "El camión, que los rebeldes atacaron el martes, ardía.",
            ("attack", "asserted", ["los rebeldes"], ["El camión"]),
        ),
        ("Había diez campesinos, a los que mataron en Tibú.", ("attack", "asserted", [], ["diez campesinos"])),
        (
            "El presidente ordenó al ejército bombardear una base.",
            ("shelling", "anticipated", ["ejército"], ["una base"]),
        ),
        (
            "Una maestra dijo haber sido secuestrada por rebeldes.",
            ("abduction", "asserted", ["rebeldes"], ["Una maestra"]),
        ),
        (
            "Un helicóptero disparó contra un campamento rebelde.",
            ("airstrike", "asserted", [], ["un campamento rebelde"]),
        ),
        ("El país firmó un acuerdo de paz con las FARC.", ("agreement", "asserted", ["El país", "las FARC"], [])),
        ("Un ataque habría causado diez muertos en Gao.", ("attack", "hedged", [], [])),
        ("Murieron calcinadas cinco mujeres en Gao.", ("attack", "asserted", [], ["cinco mujeres"])),
        (
            "El bombardeo mató a diez civiles, aunque el ejército lo desmintió.",
            ("shelling", "asserted", [], ["diez civiles"]),
        ),
    ],
)
def test_who_did_what_to_whom(text: str, wanted: Deed) -> None:
    told = [short(claim) for claim in incidents(text, "es")]
    assert wanted in told, told


@pytest.mark.parametrize(
    "text",
    [
        "El ejército prometió no atacar la ciudad.",
        "Las tropas combaten cercadas.",
        "El Estado Mayor no confirmó la pérdida de la aldea.",
        "En la escuela se refugiaban miles de desplazados.",
        "Es el octavo convoy esta semana.",
    ],
)
def test_what_was_not_done_is_no_claim(text: str) -> None:
    assert [claim for claim in claims(text, "es") if claim.kind != "statement"] == []


def test_a_balance_counts_the_hurt() -> None:
    (claim,) = incidents("Un coche bomba explotó en Cali, con un saldo de tres policías lesionados.", "es")
    assert [(q.measure, q.best) for q in claim.quantities] == [("injured", 3)]


def test_a_convoy_more() -> None:
    text = "Un convoy fue atacado el lunes en Gao. Es el octavo convoy esta semana."
    (tally,) = [claim for claim in claims(text, "es") if claim.kind == "tally"]
    assert (tally.event, tally.quantities[0].best) == ("attack", 8)
