"""Communiqués, bulletins of local stations and situation notes in French: who speaks, how they count, where it was."""

import pytest

from corrobora.types import Claim
from tests.read.deeds import claims, incidents


def _speakers(claim: Claim) -> list[str]:
    return [holder.text for holder in claim.voice.chain]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Dix civils ont été tués, a indiqué lundi à la radio nationale le maire.", ["le maire"]),
        ("« Ils ont tué dix civils », raconte un habitant au Journal du Mali.", ["un habitant", "Journal du Mali"]),
        (
            "Dix civils ont été tués par une mine posée par des rebelles, a dit le maire au Journal du Mali.",
            ["le maire", "Journal du Mali"],
        ),
        ("Dix civils ont été tués, selon un décompte de l'AFP réalisé à partir des chiffres officiels.", None),
        ("Dix civils ont été tués, d'après des données de l'OIM.", ["des données de l'OIM"]),
        ("Dix civils ont été tués. L'information a été livrée par le maire.", ["le maire"]),
        ("Dix rebelles ont été tués, selon la 34e Région militaire.", ["la 34e Région militaire"]),
        ("Dix civils ont été tués, comme l'a confirmé le maire.", ["le maire"]),
        ("Comme l'armée l'a annoncé, dix civils ont été tués.", ["l'armée"]),
        ("Le raid, comme l'a confirmé le maire, a tué dix civils.", ["le maire"]),
        ("Dix civils ont été tués. Une information confirmée par le maire.", ["le maire"]),
        ("Pour le maire, dix civils ont été tués.", ["le maire"]),
        ("Il ressort d'un rapport du maire que dix civils ont été tués.", ["un rapport du maire"]),
        ("Un bilan de l'ONU fait état de dix morts.", ["Un bilan de l'ONU"]),
        ("Le bilan provisoire fait état de dix morts.", []),
        ("Pour la ville, dix civils ont été tués.", []),
        ("Bilan : dix civils tués.", []),
    ],
)
def test_who_says_it(text: str, speakers: list[str] | None) -> None:
    (claim,) = incidents(text, "fr")
    assert _speakers(claim) == (speakers if speakers is not None else ["un décompte de l'AFP"])


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("L'embuscade a fait 03 morts et 07 blessés.", 3, 7),
        ("Deux (02) soldats ont été tués et vingt-sept (27) blessés.", 2, 27),
        ("Dix corps gisaient devant la prison.", 10, None),
        ("« On a perdu deux hommes », a dit un officier.", 2, None),
        ("Dix déplacés, dont deux enfants, ont été tués par balles.", 10, None),
    ],
)
def test_counts(text: str, killed: int, injured: int | None) -> None:
    (claim,) = incidents(text, "fr")
    best = {q.measure: q.best for q in claim.quantities if q.of is None}
    assert (best.get("killed"), best.get("injured")) == (killed, injured)


def test_an_agent_number_is_no_count() -> None:
    assert not [q for claim in incidents("L'agent 007 a tué des gardes.", "fr") for q in claim.quantities]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Une mine posée par des rebelles a tué dix soldats.", ["des rebelles"]),
        ("Cinq soldats sont morts dans une embuscade du GSIM à Djibo.", ["GSIM"]),
        ("Un camion a sauté sur une mine posée par des rebelles.", ["des rebelles"]),
        ("Les assaillants, se réclamant du Front de la vallée, ont pillé un marché.", ["Les assaillants"]),
        ("Pilonnée par les rebelles, la ville est vide.", ["les rebelles"]),
    ],
)
def test_who_did_it(text: str, actors: list[str]) -> None:
    (claim,) = incidents(text, "fr")
    assert [actor.text for actor in claim.actors] == actors


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("« Ils ont tué dix gardes », témoigne Jeanne, 43 ans, hospitalisée à Bujumbura.", []),
        ("Un raid a visé un centre de la Défense civile à Zarnovi, à Tyr.", ["Zarnovi", "Tyr"]),
        ("Un raid israélien sur Zarnovi a tué dix gardes.", ["Zarnovi"]),
        ("L'armée répondra à Israël, dit-elle. Un raid a tué dix gardes.", []),
    ],
)
def test_where_it_was(text: str, places: list[str]) -> None:
    found = [claim for claim in incidents(text, "fr") if claim.stance == "asserted"]
    assert [place.text for claim in found for place in claim.places] == places


def test_a_denial_is_of_its_own_sentence() -> None:
    text = "L'attaque a tué dix gardes. Il accuse Kigali d'aider les rebelles, ce que le Rwanda nie."
    assert [claim.stance for claim in incidents(text, "fr")] == ["asserted"]


def test_false_is_a_denial() -> None:
    told = incidents("Des soldats ont brûlé Kumbo, dit le maire. Faux, rétorque l'armée.", "fr")
    assert [(claim.stance, _speakers(claim)) for claim in told] == [("asserted", ["le maire"]), ("denied", ["l'armée"])]


def test_a_participle_shares_the_doubt() -> None:
    told = incidents("Dix hommes auraient été enlevés puis tués par des rebelles.", "fr")
    assert {claim.stance for claim in told} == {"hedged"}


def test_who_adds_is_who_spoke() -> None:
    told = incidents("Un camion a été brûlé, a dit le maire, ajoutant que dix gardes ont été tués.", "fr")
    assert {tuple(_speakers(claim)) for claim in told} == {("le maire",)}


def test_a_titled_name_is_his_own() -> None:
    (claim,) = incidents("Le Hamas pleure son commandant militaire Issa Orkan, tué dans une frappe.", "fr")
    assert [target.name for target in claim.targets] == ["Issa Orkan"]


def test_a_promise_ends_where_it_tells_after_what() -> None:
    told = claims("L'Iran a promis une riposte après l'attaque d'un consulat à Damas.", "fr")
    assert [(claim.kind, _speakers(claim)) for claim in told] == [("statement", ["L'Iran"]), ("incident", [])]


def test_a_deed_is_claimed_and_laid_to() -> None:
    told = incidents("Dix gardes ont été tués à Gao. Le maire impute cet acte aux rebelles.", "fr")
    assert [(claim.act, [a.text for a in claim.actors]) for claim in told][-1] == ("accuses", ["rebelles"])


def test_his_message_is_his_word() -> None:
    told = incidents("L'armée a parlé du raid. « Nous avons tué dix gardes », peut-on lire dans son message.", "fr")
    assert [claim.voice.chain[0].name for claim in told][-1] == "L'armée"
