"""More of Spanish war reporting: ground entered, left and cleared, attempts foiled, lists, sources in the middle."""

import pytest

from corrobora.read.article import read_document
from corrobora.types import Claim, Document


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("El ejército frustró un ataque contra la base.", ("interception", ["El ejército"], ["la base"], [])),
        ("El ejército evacuó la base.", ("withdrawal", ["El ejército"], ["la base"], [])),
        ("Los soldados se vieron obligados a retirarse.", ("withdrawal", ["Los soldados"], [], [])),
        ("Los rebeldes entraron en Goma el lunes.", ("takeover", ["Los rebeldes"], [], ["Goma"])),
        ("El ejército fue expulsado de Goma por el M23.", ("takeover", ["el M23"], ["El ejército"], ["Goma"])),
        ("El ejército siguió bombardeando la ciudad.", ("shelling", ["El ejército"], ["la ciudad"], [])),
        ("Un dron mató, según la policía, a dos hombres.", ("drone-strike", [], ["dos hombres"], [])),
        ("Un ataque rebelde mató a dos hombres.", ("attack", ["rebelde"], ["dos hombres"], [])),
        ("La policía disparó gases lacrimógenos.", ("crackdown", ["La policía"], [], [])),
        ("Los rebeldes atacaron un puesto.", ("attack", ["Los rebeldes"], ["un puesto"], [])),
        ("El gobierno y los rebeldes firmaron una tregua.", ("agreement", ["El gobierno", "los rebeldes"], [], [])),
    ],
)
def test_who_did_what(text: str, expected: tuple[str, list[str], list[str], list[str]]) -> None:
    (claim,) = _incidents(text)
    slots = [[v.text for v in values] for values in (claim.actors, claim.targets, claim.places)]
    assert (claim.event, *slots) == expected


def test_another_event_in_the_same_town() -> None:
    told = _incidents("Dos bombas estallaron en Goma. En el mismo barrio, un policía fue asesinado.")
    assert [each.places[0].text for each in told] == ["Goma", "Goma"]


def _incidents(text: str) -> list[Claim]:
    reading = read_document(Document("a", "a", text, "", language="es"))
    return [claim for claim in reading.claims if claim.kind == "incident"]
