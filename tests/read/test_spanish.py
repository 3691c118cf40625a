"""What Spanish war reporting asks for: subjects behind verbs, objects behind "a", "resultar", "se"."""

from __future__ import annotations

import pytest

from corrobora.codebook import events
from corrobora.read.article import read_document
from corrobora.read.identify import identify
from corrobora.read.language import languages, load_language
from corrobora.show.coverage import GAP, coverage
from corrobora.types import Claim, Dated, Document, Reading


def _read(text: str) -> Reading:
    return read_document(Document("d", "u", text, "", language="es", published=Dated("2021-11-28", "stated")))


def _claims(text: str, kind: str = "incident") -> list[Claim]:
    return [claim for claim in _read(text).claims if claim.kind == kind]


@pytest.mark.parametrize(
    ("text", "event", "targets", "harm"),
    [
        ("Ayer murieron siete vecinos en un ataque.", "attack", ["siete vecinos"], {"killed": 7}),
        ("Fueron detenidos dos hombres en Goma.", "arrest", ["dos hombres"], {"arrested": 2}),
        ("Doce soldados resultaron heridos al explotar una mina.", "bombing", ["Doce soldados"], {"injured": 12}),
        ("Un coche bomba dejó 21 muertos y 68 heridos en Cali.", "bombing", [], {"killed": 21, "injured": 68}),
        ("El ejército mató a un centenar de rebeldes.", "attack", ["un centenar de rebeldes"], {"killed": 100}),
        ("Medio centenar de civiles perdió la vida el lunes.", "attack", ["Medio centenar de civiles"], {"killed": 50}),
        ("El asalto costó la vida a diez pastores.", "attack", ["diez pastores"], {"killed": 10}),
        ("Veinte alumnas fueron secuestradas el lunes.", "abduction", ["Veinte alumnas"], {"abducted": 20}),
        ("El bombardeo no causó víctimas.", "shelling", [], {"killed": 0, "injured": 0}),
        ("Miles de vecinos huyeron el martes.", "displacement", ["Miles de vecinos"], {"displaced": None}),
    ],
)  # fmt: skip
def test_whom_it_struck(text: str, event: str, targets: list[str], harm: dict[str, int | None]) -> None:
    claim = _claims(text)[0]
    assert claim.event == event
    assert [target.text for target in claim.targets] == targets
    assert {q.measure: q.best for q in claim.quantities if q.measure in harm} == harm


@pytest.mark.parametrize(
    ("text", "speaker", "manner", "stance"),
    [
        ("El ejército habría bombardeado dos aldeas.", None, "narrator", "hedged"),
        ("El ejército negó haber bombardeado dos aldeas.", "El ejército", "indirect", "denied"),
        ("El alcalde negó que el ejército hubiera bombardeado la aldea.", "El alcalde", "indirect", "denied"),
        ("El ejército bombardeó dos aldeas, aseguró el alcalde.", "el alcalde", "indirect", "asserted"),
        ("Según el alcalde, el ejército bombardeó dos aldeas.", "el alcalde", "according-to", "asserted"),
        ("El ejército bombardeó dos aldeas, según informó el alcalde.", "el alcalde", "according-to", "asserted"),
        ("«El ejército bombardeó dos aldeas», relató una vecina.", "una vecina", "direct", "asserted"),
        ("El alcalde huyó y denunció que el ejército bombardeó la aldea.", "El alcalde", "indirect", "asserted"),
        ("El alcalde acusó al ejército de haber bombardeado la aldea.", "El alcalde", "indirect", "asserted"),
        ("El grupo amenazó con bombardear la capital.", "El grupo", "indirect", "anticipated"),
    ],
)
def test_who_says_it(text: str, speaker: str | None, manner: str, stance: str) -> None:
    claim = _claims(text)[0]
    assert next((holder.text for holder in claim.voice.chain), None) == speaker
    assert (claim.voice.manner, claim.stance) == (manner, stance)


def test_a_claim_of_responsibility_names_who_did_it() -> None:
    (claim,) = _claims("Los talibanes reivindicaron un atentado contra una mezquita de Kabul.")
    assert [actor.id for actor in claim.actors] == ["taliban"]
    assert (claim.act, claim.actors[0].name) == ("claims-responsibility", "talibanes")
    assert not _claims("Ningún grupo ha reivindicado hasta ahora el atentado.")


@pytest.mark.parametrize(
    ("text", "number", "period", "ordinal"),
    [
        ("Es el tercer ataque contra un mercado en una semana.", 3, "2021-11-22/2021-11-28", True),
        ("Desde enero se han contabilizado 112 ataques en Sudán.", 112, "2021-01-01/2021-11-28", False),
        ("Es el quinto ataque en lo que va de año.", 5, "2021-01-01/2021-11-28", True),
    ],
)
def test_tallies(text: str, number: int, period: str, ordinal: bool) -> None:  # noqa: FBT001 - what is wanted
    (claim,) = _claims(text, "tally")
    assert claim.scope is not None
    assert (claim.quantities[0].best, claim.scope.period, claim.scope.ordinal) == (number, period, ordinal)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("El consejo dio un plazo de 48 horas a la junta para irse.", "2021-11-30"),
        ("El ultimátum vence el viernes.", "2021-12-03"),
        ("Los rebeldes deben abandonar la ciudad antes del 3 de diciembre.", "2021-12-03"),
    ],
)
def test_deadlines(text: str, due: str) -> None:
    (claim,) = _claims(text, "deadline")
    assert claim.due is not None
    assert claim.due.edtf == due


def test_places_and_actors_go_by_their_spanish_names() -> None:
    claim = _claims("El Ejército sirio bombardeó el martes un mercado cerca de Alepo.")[0]
    assert [(place.text, place.country) for place in claim.places] == [("Alepo", "SY")]
    assert [(actor.id, actor.name) for actor in claim.actors] == [("syria-army", "Ejército sirio")]
    named = _claims("Un dron ruso mató a dos civiles en Járkov y otro cayó en Kiev.")[0]
    assert {place.name for place in named.places} <= {"Kharkiv", "Kyiv"}


@pytest.mark.parametrize(
    "line", ["Bagdad, 28 nov (EFE).- ", "Bagdad.- ", "Lima, 10 ene (redacción).- ", "BAGDAD, 28 nov – "]
)
def test_a_dateline_is_said_by_nobody(line: str) -> None:
    (said,) = _claims(f"{line}El puente está cerrado, informó la policía.", "statement")
    assert said.span.start == len(line)


def test_no_event_of_the_codebook_is_a_gap() -> None:
    gaps = {row["event"] for row in coverage() if row["es"] == GAP}
    assert gaps == set()
    assert len(events()) > 30


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Un convoy fue atacado el domingo en la provincia de Basora, según la policía.", "es"),
        ("Un convoi a été attaqué dimanche dans la province de Bassorah, selon la police.", "fr"),
        ("A convoy was attacked on Sunday in the province of Basra, the police said.", "en"),
    ],
)
def test_spanish_is_told_from_its_neighbours(text: str, code: str) -> None:
    assert identify(text, languages()) == (code, True)


def test_no_language_is_loaded_for_another() -> None:
    load_language.cache_clear()
    read_document(Document("d", "u", "The army shelled two villages on Monday.", "", language="en"))
    assert load_language.cache_info().currsize == 1
