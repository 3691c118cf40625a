"""Spanish deeds told in a clause of their own, ordered, promised, denied at once, or only counted."""

import pytest

from corrobora.read.article import read_document
from corrobora.types import Claim, Dated, Document

MONDAY = Dated("2025-03-10", "stated")
Wanted = tuple[str, str, list[str], list[str]]


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
def test_who_did_what_to_whom(text: str, wanted: Wanted) -> None:
    told = [_short(claim) for claim in _incidents(text)]
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
    reading = read_document(Document("a", "a", text, "", language="es", published=MONDAY))
    assert [claim for claim in reading.claims if claim.kind != "statement"] == []


def test_a_balance_counts_the_hurt() -> None:
    (claim,) = _incidents("Un coche bomba explotó en Cali, con un saldo de tres policías lesionados.")
    assert [(q.measure, q.best) for q in claim.quantities] == [("injured", 3)]


def test_a_convoy_more() -> None:
    text = "Un convoy fue atacado el lunes en Gao. Es el octavo convoy esta semana."
    reading = read_document(Document("a", "a", text, "", language="es", published=MONDAY))
    (tally,) = [claim for claim in reading.claims if claim.kind == "tally"]
    assert (tally.event, tally.quantities[0].best) == ("attack", 8)


def _short(claim: Claim) -> Wanted:
    return claim.event or "", claim.stance, [v.text for v in claim.actors], [v.text for v in claim.targets]


def _incidents(text: str) -> list[Claim]:
    reading = read_document(Document("a", "a", text, "", language="es", published=MONDAY))
    return [claim for claim in reading.claims if claim.kind == "incident"]
