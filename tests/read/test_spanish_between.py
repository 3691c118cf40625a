"""Spanish deeds told in pieces: what stands between a verb and who did it or whom it hit; arms and their owners."""

import pytest

from tests.read.deeds import Deed, incidents, short


@pytest.mark.parametrize(
    "between",
    [
        "frente a su casa",
        "en plena calle",
        "cerca de un puente",
        "a pocos metros de allí",
        "a plena luz del día, en Morales,",
        "según testigos",
        "uno por uno",
    ],
)
def test_who_did_it_may_stand_far_from_what_he_did(between: str) -> None:
    (claim,) = incidents(f"Dos agentes fueron secuestrados {between} por hombres armados.", "es")
    assert short(claim) == ("abduction", "asserted", ["hombres armados"], ["Dos agentes"])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Unos bandidos secuestraron frente a su casa a dos enfermeras.",
            ("abduction", "asserted", ["Unos bandidos"], ["dos enfermeras"]),
        ),
        (
            "El ejército mató durante una operación a diez rebeldes.",
            ("attack", "asserted", ["El ejército"], ["diez rebeldes"]),
        ),
        (
            "Hombres armados sacaron de su casa a dos hermanos.",
            ("abduction", "asserted", ["Hombres armados"], ["dos hermanos"]),
        ),
        (
            "Dos médicos siguen secuestrados por los rebeldes.",
            ("abduction", "asserted", ["los rebeldes"], ["Dos médicos"]),
        ),
        (
            "Las tropas recuperaron cinco aldeas.",
            ("takeover", "asserted", ["Las tropas"], ["cinco aldeas"]),
        ),
        (
            "Un helicóptero del ejército disparó contra un campamento.",
            ("airstrike", "asserted", ["ejército"], ["un campamento"]),
        ),
        (
            "Un tanque ruso disparó contra una casa.",
            ("shooting", "asserted", ["ruso"], ["una casa"]),
        ),
        (
            "Los atacantes lanzaron cilindros bomba contra la estación.",
            ("bombing", "asserted", ["Los atacantes"], ["la estación"]),
        ),
        (
            "Los atacantes dispararon ráfagas contra la estación.",
            ("shooting", "asserted", ["Los atacantes"], ["la estación"]),
        ),
    ],
)
def test_deeds(text: str, wanted: Deed) -> None:
    (claim,) = incidents(text, "es")
    assert short(claim) == wanted


def test_who_is_taken_and_then_killed() -> None:
    both = [short(claim) for claim in incidents("Dos hermanas fueron secuestradas y luego asesinadas.", "es")]
    wanted = ["Dos hermanas"]
    assert both == [("abduction", "asserted", [], wanted), ("attack", "asserted", [], wanted)]


@pytest.mark.parametrize(
    "text",
    [
        "El alcalde fue recibido frente a su casa por unos jefes rebeldes.",
        "Unas ráfagas de viento azotaron el puerto.",
        "Los rebeldes sacaron de su casa unos muebles.",
        "Dos médicos siguen preocupados por los rebeldes.",
    ],
)
def test_no_deeds(text: str) -> None:
    assert not incidents(text, "es")


def test_a_family_is_more_than_one() -> None:
    for text, language in (("Una familia fue asesinada.", "es"), ("Une famille a été tuée.", "fr")):
        (claim,) = incidents(text, language)
        assert not claim.quantities
