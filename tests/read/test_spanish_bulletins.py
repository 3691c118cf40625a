"""Bulletins of Spanish and American agencies: who confirms, what was claimed, and the second deed in a row."""

import pytest

from corrobora.types import Claim
from tests.read.deeds import claims, incidents


def _speakers(claim: Claim) -> list[str]:
    return [holder.text for holder in claim.voice.chain]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Diez guardias murieron. Así lo confirmó el alcalde.", "el alcalde"),
        ("Diez guardias murieron. La información fue confirmada por el alcalde.", "el alcalde"),
        ("Tal como informó el alcalde, diez guardias murieron.", "el alcalde"),
        ("Diez guardias murieron, según confirmó a la prensa el alcalde.", "el alcalde"),
        ("El portavoz insistió en que los rebeldes mataron a diez guardias.", "El portavoz"),
        ("Diez guardias murieron, según la Segunda División del Ejército.", "la Segunda División del Ejército"),
        ("Diez guardias murieron, según el último balance oficial.", "el último balance oficial"),
    ],
)
def test_who_says_it(text: str, speaker: str) -> None:
    (claim,) = incidents(text, "es")
    assert _speakers(claim) == [speaker]
    assert claim.voice.chain[0].role != "oficial"


@pytest.mark.parametrize(
    ("text", "measure", "count"),
    [
        ("El ataque causó la muerte de dos guardias y heridas a otros 60.", "injured", 60),
        ("Trescientas familias tuvieron que abandonar sus casas.", "displaced", 300),
        ("Hombres armados levantaron a tres estudiantes.", "abducted", 3),
        ("Dos (02) soldados murieron.", "killed", 2),
    ],
)
def test_counts(text: str, measure: str, count: int) -> None:
    (claim,) = incidents(text, "es")
    assert count in [q.best for q in claim.quantities if q.measure == measure]


def test_firemen_lift_nobody_away() -> None:
    assert not incidents("Los bomberos levantaron a tres niños.", "es")


def test_who_lay_in_ambush_and_whom_the_police_told() -> None:
    (claim,) = incidents("Cinco soldados murieron en una emboscada del ELN en Arauca.", "es")
    assert [each.text for each in claim.actors] == ["ELN"]
    (claim,) = incidents("Hombres armados secuestraron a cinco guardias, informó la Policía a EFE.", "es")
    assert _speakers(claim) == ["la Policía", "EFE"]


def test_a_deed_is_claimed_and_laid_to() -> None:
    told = incidents("Diez guardias murieron en Cali. El ELN reivindicó la acción.", "es")
    assert told[-1].act == "claims-responsibility"
    told = incidents("Diez guardias murieron en Cali. El alcalde atribuyó el hecho a los rebeldes.", "es")
    assert [(told[-1].act, [a.text for a in told[-1].actors])] == [("accuses", ["los rebeldes"])]


def test_whom_a_demand_is_made_of() -> None:
    (claim,) = claims("El alcalde pidió al grupo cesar los ataques antes del 3 de mayo.", "es")
    assert (claim.kind, [each.text for each in claim.addressees]) == ("deadline", ["grupo"])


def test_rifles_and_drones_are_of_the_first_deed() -> None:
    text = "Los rebeldes atacaron un puesto con fusiles y drones, saquearon un banco y huyeron."
    first, second = incidents(text, "es")
    assert [(v.text, bool(second.means)) for v in first.actors] == [("Los rebeldes", False)]
    assert [actor.text for actor in second.actors] == ["Los rebeldes"]
