"""More of French war reporting: ground entered and cleared, attempts foiled, lists, blame, what is told at last."""

import pytest

from corrobora.read.article import read_document
from corrobora.types import Claim, Dated, Document

THURSDAY = Dated("2024-03-14", "stated")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'armée a déjoué une attaque contre la base.", ("interception", ["L'armée"], ["la base"], [])),
        ("Un attentat a été déjoué à Gao par la police.", ("interception", ["la police"], [], ["Gao"])),
        ("Des miliciens ont encerclé le village.", ("attack", ["Des miliciens"], ["le village"], [])),
        ("Les rebelles sont entrés dans Goma lundi.", ("takeover", ["Les rebelles"], [], ["Goma"])),
        ("Les rebelles ont chassé l'armée de Goma.", ("takeover", ["Les rebelles"], ["l'armée de Goma"], ["Goma"])),
        ("L'armée a été chassée de Goma par le M23.", ("takeover", ["le M23"], ["L'armée"], ["Goma"])),
        ("Les rebelles ont arrosé d'obus le marché.", ("shelling", ["Les rebelles"], ["le marché"], [])),
        ("Une attaque rebelle a fait six morts.", ("attack", ["rebelle"], [], [])),
        ("L'armée et les rebelles se sont affrontés.", ("armed-clash", ["L'armée", "les rebelles"], [], [])),
        ("Le maire a rendu le M23 responsable du massacre.", ("massacre", ["le M23 responsable"], [], [])),
        ("L'ONU a placé le groupe sur sa liste noire.", ("sanction", ["L'ONU"], ["le groupe"], [])),
        ("Des centaines d'habitants ont marché contre la junte.", ("protest", ["Des centaines d'habitants"], [], [])),
        ("Des jeunes ont érigé des barricades.", ("protest", ["Des jeunes"], [], [])),
    ],
)
def test_who_did_what(text: str, expected: tuple[str, list[str], list[str], list[str]]) -> None:
    (claim,) = _incidents(text)
    slots = [[v.text for v in values] for values in (claim.actors, claim.targets, claim.places)]
    assert (claim.event, *slots) == expected


def test_whoever_defends_himself_of_a_deed_denies_it() -> None:
    (claim,) = _incidents("L'armée s'est défendue mardi d'avoir bombardé le camp.")
    assert (claim.stance, claim.act) == ("denied", "denies")


def test_another_event_in_the_same_town() -> None:
    told = _incidents("Deux bombes ont explosé samedi à Gao. Dans le même quartier, un garde a été abattu.")
    assert [each.event for each in told] == ["bombing", "attack"]
    assert [each.places[0].text for each in told] == ["Gao", "Gao"]


@pytest.mark.parametrize(
    "later",
    ["L'embuscade, survenue mardi, a fait sept morts.", "Ils ont été tués mardi dans une embuscade."],
)
def test_a_day_told_at_last_dates_what_had_only_that_of_its_telling(later: str) -> None:
    told = _incidents(f"Sept soldats ont été tués près de Gao, a annoncé jeudi l'armée. {later}")
    assert {each.when.edtf for each in told if each.when} == {"2024-03-12"}


def test_so_many_times_make_a_tally() -> None:
    text = "Les rebelles ont attaqué la ville à onze reprises depuis janvier."
    (claim,) = (each for each in read_document(_document(text)).claims if each.kind == "tally")
    assert claim.quantities[0].best == 11


@pytest.mark.parametrize(
    "text",
    [
        "L'ailier a fusillé le gardien.",
        "Le cycliste a attaqué la saison en tête.",
        "Les inondations ont chassé les habitants de leurs maisons.",
        "Le village est encerclé par les montagnes.",
    ],
)
def test_sport_and_weather_are_no_war(text: str) -> None:
    assert _incidents(text) == []


def _document(text: str) -> Document:
    return Document("a", "a", text, "", language="fr", published=THURSDAY)


def _incidents(text: str) -> list[Claim]:
    return [claim for claim in read_document(_document(text)).claims if claim.kind == "incident"]


@pytest.mark.parametrize(
    "later", ["L'armée a riposté en bombardant deux villages.", "L'armée a bombardé deux villages."]
)
def test_what_others_then_hit_is_another_event(later: str) -> None:
    told = _incidents(f"Des rebelles ont attaqué un poste à Goma mardi. {later}")
    assert [(each.event, each.actors[0].text) for each in told] == [("attack", "Des rebelles"), ("shelling", "L'armée")]


def test_what_came_before_is_another_event_with_its_own_day() -> None:
    told = _incidents("Une semaine après la mort de dix soldats, l'armée a bombardé un village.")
    assert [(each.event, each.when and each.when.edtf) for each in told] == [
        ("attack", "2024-03-07"),
        ("shelling", None),
    ]


def test_several_who_hold_an_office_are_not_one() -> None:
    for text, killed in (("Les maires ont été tués.", []), ("Le maire a été tué.", [1])):
        (claim,) = _incidents(text)
        assert [q.best for q in claim.quantities if q.measure == "killed"] == killed


def test_an_army_tells_of_its_own_dead() -> None:
    (claim,) = _incidents("L'armée dit avoir perdu trois hommes dans les combats.")
    assert (claim.event, claim.act, claim.quantities[0].best) == ("armed-clash", "states", 3)


def test_whose_toll_it_is() -> None:
    (claim,) = _incidents("Selon un bilan communiqué par la protection civile, l'attaque a fait six morts.")
    assert [holder.text for holder in claim.voice.chain] == ["la protection civile"]


def test_a_promise_to_answer_any_attack_tells_of_none() -> None:
    assert _incidents("Le ministre a promis de riposter à toute attaque.") == []


def test_whoever_hits_back_did_not_do_what_was_told_before() -> None:
    (claim,) = _incidents("Des rebelles ont attaqué un poste à Goma mardi, tuant deux agents. L'armée a riposté.")
    assert [actor.text for actor in claim.actors] == ["Des rebelles"]
