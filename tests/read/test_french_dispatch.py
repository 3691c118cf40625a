"""French dispatches: what set off a war, who speaks of it, coups that failed, those who were taken long before."""

import pytest

from tests.read.deeds import Deed, incidents, short


def test_the_attack_that_set_off_a_war_has_its_dead() -> None:
    (claim,) = incidents(
        "La guerre a été déclenchée par l'attaque sans précédent menée par le Hamas le 7 octobre dans le sud d'Israël, "
        "qui a entraîné la mort de 1.198 personnes.",
        "fr",
    )
    assert short(claim) == ("attack", "asserted", ["le Hamas"], ["1.198 personnes"])
    assert claim.when is not None
    assert claim.when.edtf == "2024-10-07"


def test_the_dead_of_a_war_are_of_no_attack() -> None:
    both = incidents("Un raid a visé Gao lundi. La guerre a fait 40.000 morts.", "fr")
    assert [[quantity.best for quantity in claim.quantities] for claim in both] == [[], [40_000]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Un assaut d'une violence inouïe des rebelles contre le camp de Gao a fait dix morts.",
            ("attack", "asserted", ["rebelles"], ["le camp de Gao"]),
        ),
        (
            "Un assaut des FAR contre le camp de Gao a fait dix morts.",
            ("attack", "asserted", ["FAR"], ["le camp de Gao"]),
        ),
        (
            "L'armée a déjoué dimanche une tentative de coup d'Etat.",
            ("coup", "asserted", [], []),
        ),
        (
            "Dix millions de Soudanais ont dû quitter leur foyer.",
            ("displacement", "asserted", [], ["Dix millions de Soudanais"]),
        ),
        (
            "On pleure dix soldats, que les rebelles disent avoir tués.",
            ("attack", "asserted", ["les rebelles"], ["dix soldats"]),
        ),
        (
            'Les rebelles assurent avoir "frappé avec précision un dépôt".',
            ("attack", "asserted", ["Les rebelles"], ["un dépôt"]),
        ),
        (
            "Le sous-préfet de Bui, enlevé le 3 février, reste introuvable.",
            ("abduction", "asserted", [], ["Le sous-préfet de Bui"]),
        ),
    ],
)
def test_deeds(text: str, wanted: Deed) -> None:
    (claim,) = incidents(text, "fr")
    assert short(claim) == wanted


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Les rebelles s'en sont pris à un camp et à un poste.", ["un camp", "un poste"]),
        ("Les rebelles ont tiré sur un camion et sur une ambulance.", ["un camion", "une ambulance"]),
        ("L'attaque contre un camp et contre un poste a fait dix morts.", ["un camp", "un poste"]),
    ],
)
def test_all_that_was_hit(text: str, targets: list[str]) -> None:
    (claim,) = incidents(text, "fr")
    assert [target.text for target in claim.targets] == targets


def test_what_came_weeks_before_is_another_incident() -> None:
    both = incidents("Deux civils ont été tués lundi à Gao. Un juge, enlevé il y a trois semaines, est mort.", "fr")
    assert [claim.event for claim in both][:2] == ["attack", "abduction"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Une attaque contre une église a fait dix morts, a annoncé le curé de Dori, l'abbé Jean Koumba.", "le curé"),
        ("Dix civils ont été exécutés, a indiqué le procureur, qui a lancé un appel à témoins.", "le procureur"),
        ("« Dix civils ont été tués », s'émeut la coordonnatrice.", "la coordonnatrice"),
        ("« Dix civils ont été tués », énumère le maire.", "le maire"),
    ],
)
def test_who_speaks(text: str, speaker: str) -> None:
    (claim,) = incidents(text, "fr")
    (holder,) = claim.voice.chain
    assert holder.text.startswith(speaker)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Un Palestinien de 23 ans a été tué par balles mardi.",
            ("attack", "asserted", [], ["Un Palestinien de 23 ans"]),
        ),
        (
            "Un bus a été la cible d'un drone.",
            ("drone-strike", "asserted", [], ["Un bus"]),
        ),
        (
            "Odessa a essuyé une salve de missiles.",
            ("shelling", "asserted", [], ["Odessa"]),
        ),
        (
            "Des hommes armés ont déboulé dans le village.",
            ("attack", "asserted", ["Des hommes armés"], ["le village"]),
        ),
    ],
)
def test_more_deeds(text: str, wanted: Deed) -> None:
    (claim,) = incidents(text, "fr")
    assert short(claim) == wanted


def test_a_town_that_is_it() -> None:
    *_, claim = incidents("Les rebelles ont attaqué Masisi lundi. L'armée l'a reprise mercredi.", "fr")
    assert short(claim) == ("takeover", "asserted", ["L'armée"], [])
    *_, claim = incidents("La ville est tombée lundi. Les rebelles l'ont pillée mercredi.", "fr")
    assert short(claim) == ("looting", "asserted", ["Les rebelles"], [])


@pytest.mark.parametrize(
    "text",
    [
        "Les colons ont déraciné une cinquantaine d'oliviers.",
        "L'armée l'a prise pour une espionne.",
        "Le ministre a surgi dans le débat.",
    ],
)
def test_no_deeds(text: str) -> None:
    assert not incidents(text, "fr")


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("fr", "Goma (RDC), 7 nov 2024 (AFP) - Neuf civils ont été tués à Mambasa.", "Mambasa"),
        ("es", "Bogotá, 22 may 2024 (EFE).- Dos policías murieron en Cali.", "Cali"),
    ],
)
def test_months_that_agencies_cut_short(language: str, text: str, place: str) -> None:
    (claim,) = incidents(text, language)
    assert [each.text for each in claim.places] == [place]


def test_who_speaks_by_somebody() -> None:
    (claim,) = incidents(
        "L'armée, par la voix de son porte-parole, le colonel Issa Traoré, a confirmé que dix civils sont morts.", "fr"
    )
    assert [holder.text for holder in claim.voice.chain] == ["L'armée"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Les rebelles, épaulés par 3.000 soldats selon l'ONU, se sont emparés mardi de Zorvaki.",
            ("takeover", "asserted", ["Les rebelles"], ["Zorvaki"]),
        ),
        (
            "Des manifestants ont attaqué les ambassades de France, de Belgique et du Rwanda.",
            ("attack", "asserted", ["Des manifestants"], ["les ambassades de France, de Belgique et du Rwanda"]),
        ),
        (
            "On signale un « assaut d'une cruauté inouïe » mené par les rebelles contre une mosquée.",
            ("attack", "asserted", ["les rebelles"], ["une mosquée"]),
        ),
        (
            "Il y a un marché, auquel des bandits ont mis le feu.",
            ("arson", "asserted", ["des bandits"], ["un marché"]),
        ),
        (
            "Treize soldats sont tombés, victimes d'un guet-apens.",
            ("ambush", "asserted", [], ["Treize soldats"]),
        ),
        (
            "Un homme est décédé des suites d'un tir d'artillerie.",
            ("shelling", "asserted", [], ["Un homme"]),
        ),
        (
            "Des cases ont été livrées aux flammes.",
            ("arson", "asserted", [], ["Des cases"]),
        ),
    ],
)
def test_still_more_deeds(text: str, wanted: Deed) -> None:
    (claim,) = incidents(text, "fr")
    assert short(claim) == wanted


def test_who_also_cost_lives() -> None:
    (claim,) = incidents("La frappe avait détruit un consulat à Damas et coûté la vie à sept gardes.", "fr")
    assert [quantity.best for quantity in claim.quantities] == [7]


@pytest.mark.parametrize("text", ["Le M23 marche sur Bukavu.", "Un homme est décédé des suites d'une longue maladie."])
def test_neither_protests_nor_attacks(text: str) -> None:
    assert not incidents(text, "fr")


def test_unknown_towns_of_two_words() -> None:
    (claim,) = incidents("L'armée a bombardé un marché à Tudun Zorvaki.", "fr")
    assert [place.text for place in claim.places] == ["Tudun Zorvaki"]
