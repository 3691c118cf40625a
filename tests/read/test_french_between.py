"""French deeds told in pieces: what stands between a verb and who did it, whom it hit, or the second of two it hit."""

import pytest

from tests.read.deeds import Deed, claims, incidents, short


@pytest.mark.parametrize(
    "between",
    [
        "à leur domicile",
        "devant chez eux, en plein jour,",
        "à quelques mètres de là",
        "sur la route nationale",
        "au bord d'une piste",
        "sous la menace d'une arme",
        "à Téra, non loin de là,",
        "selon un élu",
        ", a-t-on appris,",
        "de nuit",
    ],
)
def test_who_did_it_may_stand_far_from_what_he_did(between: str) -> None:
    (claim,) = incidents(f"Deux agents ont été enlevés {between} par des hommes armés.", "fr")
    assert short(claim) == ("abduction", "asserted", ["des hommes armés"], ["Deux agents"])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Des bandits ont enlevé à leur domicile deux infirmières.",
            ("abduction", "asserted", ["Des bandits"], ["deux infirmières"]),
        ),
        (
            "L'armée a tué au cours d'une opération dix rebelles.",
            ("attack", "asserted", ["L'armée"], ["dix rebelles"]),
        ),
        (
            "Les rebelles ont mené contre le port une attaque.",
            ("attack", "asserted", ["Les rebelles"], ["le port"]),
        ),
        (
            "Les rebelles ont lancé sur le port des roquettes.",
            ("shelling", "asserted", ["Les rebelles"], ["le port"]),
        ),
        (
            "Un convoi est tombé à Téra dans une embuscade tendue par des rebelles.",
            ("ambush", "asserted", ["des rebelles"], ["Un convoi"]),
        ),
        (
            "La caserne a été prise lundi à Téra pour cible par des rebelles.",
            ("attack", "asserted", ["des rebelles"], ["La caserne"]),
        ),
        (
            "Un marché avait été la cible d'hommes armés.",
            ("attack", "asserted", ["hommes armés"], ["Un marché"]),
        ),
        (
            "Un berger, touché par une balle perdue, est mort.",
            ("attack", "asserted", [], ["Un berger"]),
        ),
        (
            "Deux passantes ont été blessées par des éclats.",
            ("shelling", "asserted", [], ["Deux passantes"]),
        ),
        (
            "L'attaque du Hamas en Israël a tué dix personnes.",
            ("attack", "asserted", ["Hamas"], ["dix personnes"]),
        ),
    ],
)
def test_deeds(text: str, wanted: Deed) -> None:
    (claim,) = incidents(text, "fr")
    assert short(claim) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "L'attaque s'est soldée par la mort de 20 gendarmes et d'un civil.",
        "L'attaque a coûté la vie à 20 gendarmes et à un civil.",
        "Un raid a visé le fort. Vingt-et-un gendarmes sont arrivés morts à l'hôpital.",
    ],
)
def test_all_the_dead_are_counted(text: str) -> None:
    *_, claim = incidents(text, "fr")
    assert [quantity.best for quantity in claim.quantities if quantity.measure == "killed"] == [21]


def test_what_was_carried_off_beside_a_fire() -> None:
    both = [short(claim) for claim in incidents("Des granges ont été incendiées et du bétail emporté.", "fr")]
    assert both == [("arson", "asserted", [], ["Des granges"]), ("looting", "asserted", [], ["du bétail"])]


@pytest.mark.parametrize(
    "text",
    [
        "Le maire a été reçu à son domicile par des chefs rebelles.",
        "Le maire a été la cible de l'opposition.",
        "Le village a été frappé par surprise par la crue.",
        "Un caporal est tombé à Téra dans un trou.",
        "La base occupée par les rebelles est vide.",
    ],
)
def test_no_deeds(text: str) -> None:
    assert not incidents(text, "fr")


def test_a_base_that_somebody_holds_is_not_taken_anew() -> None:
    (claim,) = incidents("Deux hommes ont été tués près d'une base occupée par les rebelles.", "fr")
    assert short(claim) == ("attack", "asserted", [], ["Deux hommes"])


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Les habitants ont reçu l'ordre de quitter le village dans les 72 heures.", "2025-03-13"),
        ("Les habitants ont reçu des rebelles l'ordre de quitter le village sous 48 heures.", "2025-03-12"),
        ("Les rebelles ont laissé trois jours aux habitants pour partir.", "2025-03-13"),
        ("Un ultimatum de 48 heures a été lancé aux rebelles.", "2025-03-12"),
        ("Les troupes doivent avoir quitté le pays avant le 30 juin.", "2025-06-30"),
    ],
)
def test_deadlines(text: str, due: str) -> None:
    (claim,) = [claim for claim in claims(text, "fr") if claim.kind == "deadline"]
    assert claim.due is not None
    assert claim.due.edtf == due


def test_no_deadlines() -> None:
    assert not any(claim.due for claim in claims("Trois hommes ont laissé deux jours de vivres aux habitants.", "fr"))


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Une frappe a visé un immeuble de Kharkiv, tuant « au moins huit personnes », selon le gouverneur.", 8),
        ("Une frappe a visé Marib lundi, tuant, selon la police, trois civils.", 3),
        ("Un engin explosif placé au bord de la route a explosé au passage d'un convoi, tuant trois soldats.", 3),
    ],
)
def test_a_toll_in_quotation_marks_or_behind_a_source(text: str, killed: int) -> None:
    (claim,) = incidents(text, "fr")
    assert [(q.measure, q.low) for q in claim.quantities] == [("killed", killed)]
    assert claim.event != "attack"
