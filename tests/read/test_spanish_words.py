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


@pytest.mark.parametrize(
    ("text", "event", "actors", "harm"),
    [
        ("Los dos países canjearon 200 prisioneros.", "agreement", ["Los dos países"], {}),
        ("El canje fue acordado en Berna en marzo de 2021.", "agreement", [], {}),
        ("Los soldados se amotinaron en Kati.", "coup", ["Los soldados"], {}),
        ("Los soldados se amotinaron por sus salarios.", "riot", ["Los soldados"], {}),
        ("Los presos se amotinaron en Guayaquil.", "riot", ["Los presos"], {}),
        ("El ejército respondió con dos cohetes.", "shelling", ["El ejército"], {}),
        ("El ejército hizo retroceder a los rebeldes.", "armed-clash", ["El ejército"], {}),
        ("La clínica cerró después de que fuera saqueada por milicianos.", "looting", ["milicianos"], {}),
        ("Una pareja murió en Goma.", "attack", [], {"killed": 2}),
        ("El ejército lanzó 40 drones y dos misiles.", "drone-strike", ["El ejército"], {"munitions": 42}),
        ("Dos suicidas se inmolaron en la plaza.", "suicide-bombing", ["Dos suicidas"], {}),
    ],
)
def test_swaps_mutinies_and_answers(text: str, event: str, actors: list[str], harm: dict[str, int]) -> None:
    (claim,) = _incidents(text)
    assert (claim.event, [actor.text for actor in claim.actors]) == (event, actors)
    assert {q.measure: q.best for q in claim.quantities if q.measure in harm} == harm


def test_both_who_fight_drive_people_out() -> None:
    claims = _incidents("Los combates entre el ejército y los rebeldes han desplazado a 900 personas.")
    assert [[a.text for a in c.actors] for c in claims if c.event == "displacement"] == [
        ["el ejército", "los rebeldes"]
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Un ferri se hundió en el lago Kivu. Al menos 78 personas murieron, según las autoridades.",
        "Si los rebeldes atacaran Goma, los vecinos lo sabrían.",
        "Las dos empresas intercambiaron acciones.",
        "Crecen los temores de un motín en Kati.",
    ],
)
def test_accidents_conditions_and_fears_are_no_events(text: str) -> None:
    assert not _incidents(text)


def test_what_is_said_to_be_false_is_denied() -> None:
    (claim,) = _incidents("El alcalde dijo que es falso que los rebeldes atacaran Goma.")
    assert (claim.event, claim.stance) == ("attack", "denied")


def test_whoever_speaks_before_a_colon_says_the_paragraph() -> None:
    (claim,) = _incidents("Ministro de Defensa: los rebeldes bombardearon el pueblo. Dos personas murieron.")
    assert [holder.text for holder in claim.voice.chain] == ["Ministro de Defensa"]
    assert [q.best for q in claim.quantities] == [2]


def test_whom_somebody_blames_denies_it_himself() -> None:
    text = "Una bomba alcanzó un autobús en Goma el 3 de mayo de 2021. Kigali culpó a los rebeldes, que lo niegan."
    _, blame, denied = _incidents(text)
    assert (blame.act, blame.stance, [h.text for h in blame.voice.chain]) == ("accuses", "asserted", ["Kigali"])
    assert (denied.act, denied.stance) == ("denies", "denied")


def test_the_worst_since_a_year_dates_nothing() -> None:
    (claim,) = _incidents("Fue el ataque más mortífero desde 2015, en el que murieron 132 personas.")
    assert claim.when is None


def test_who_swears_loyalty_to_a_group_acts_himself() -> None:
    (claim,) = _incidents("Combatientes que juraron lealtad al Estado Islámico atacaron Marawi.")
    assert [actor.text for actor in claim.actors] == ["Combatientes"]


def test_no_group_claims_nothing() -> None:
    assert not _incidents("Ningún grupo se atribuyó el ataque, el más mortífero desde 2017.")
