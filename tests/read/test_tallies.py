"""Counts and deadlines in three languages: over what, in whose voice, by when and for whom."""

from __future__ import annotations

import pytest

from corrobora.read.article import read_document
from corrobora.types import Claim, Dated, Document


def claims(text: str, kind: str) -> list[Claim]:
    document = Document("u", "u", text, "", "Outlet", None, published=Dated("2024-03-05", "stated"))
    return [claim for claim in read_document(document).claims if claim.kind == kind]


def told(claim: Claim) -> tuple[int | None, str | None, str | None]:
    voice = claim.voice.chain[0].text if claim.voice.chain else None
    return claim.quantities[0].best, claim.scope.period if claim.scope else None, voice


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "The observatory has counted 41 strikes since 1 February, 12 of them in Omdurman and nine in Tabayin.",
            [(n, "2024-02-01/2024-03-05", "The observatory") for n in (41, 12, 9)],
        ),
        (
            "L'ONU a recensé 41 attaques contre des hôpitaux depuis le 1er février, dont 12 à Omdourman.",
            [(n, "2024-02-01/2024-03-05", "L'ONU") for n in (41, 12)],
        ),
        (
            "وثقت الأمم المتحدة 41 هجوما على المستشفيات منذ 1 فبراير، بينها 12 في أم درمان.",
            [(n, "2024-02-01/2024-03-05", "الأمم المتحدة") for n in (41, 12)],
        ),
    ],
)
def test_parts_share_period_and_voice(text: str, parts: list[tuple[int, str, str]]) -> None:
    assert [told(claim) for claim in claims(text, "tally")] == parts


@pytest.mark.parametrize(
    ("text", "actors", "targets", "places"),
    [
        (
            "It was the ninth attack by the Front on aid convoys in Mali since 1 February.",
            ["the Front"],
            ["aid convoys"],
            ["Mali"],
        ),
        (
            "Since 1 February, rebels have ambushed army convoys 12 times in Mali.",
            ["rebels"],
            ["army convoys"],
            ["Mali"],
        ),
        (
            "Les rebelles ont mené neuf attaques contre l'armée au Mali depuis le 1er février.",
            ["Les rebelles"],
            ["l'armée"],
            ["Mali"],
        ),
        ("Depuis le 1er février, 41 attaques ont visé des convois au Mali.", [], ["des convois"], ["Mali"]),
        (
            "هذا هو الهجوم التاسع الذي يشنه المسلحون على الجيش في السودان منذ 1 فبراير.",
            ["المسلحون"],
            ["الجيش"],
            ["Sudan"],
        ),
        (
            "Fue el noveno ataque contra el ejército en Colombia desde el 1 de febrero.",
            [],
            ["el ejército"],
            ["Colombia"],
        ),
    ],
)
def test_a_tally_tells_who_did_what_it_counts_and_to_whom(
    text: str, actors: list[str], targets: list[str], places: list[str]
) -> None:
    (tally,) = claims(text, "tally")
    assert tally.scope is not None
    assert [value.text for value in tally.actors] == actors
    assert [value.text for value in tally.scope.targets] == targets
    assert [place.name for place in tally.scope.places] == places


def test_the_parts_of_a_tally_count_what_it_counts() -> None:
    _, part = claims(
        "The ministry has counted 41 attacks on schools since 1 February, 12 of them in Omdurman.", "tally"
    )
    assert part.scope is not None
    assert [value.text for value in part.scope.targets] == ["schools"]
    assert [place.name for place in part.scope.places] == ["Omdurman"]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked the base for the third time in a week.",
        "Les rebelles ont attaqué la base pour la troisième fois en une semaine.",
        "Los rebeldes atacaron la base por tercera vez en una semana.",
        "هاجم المسلحون القاعدة للمرة الثالثة خلال أسبوع.",
    ],
)
def test_what_happened_again_is_an_incident_and_a_count(text: str) -> None:
    (incident,), (tally,) = claims(text, "incident"), claims(text, "tally")
    assert [v.text for v in tally.targets] == [v.text for v in incident.targets] != []
    assert tally.quantities[0].best == 3


@pytest.mark.parametrize(
    "text",
    [
        "It was the deadliest attack in the town since 2019.",
        "The army launched three strikes on Sunday.",
        "The number of dead rose to 40, 12 of them in Omdurman.",
        "C'est l'attaque la plus meurtrière dans la ville depuis 2019.",
        "ويعد هذا الهجوم الأكثر دموية في المدينة منذ عام 2019.",
    ],
)
def test_no_tally(text: str) -> None:
    assert claims(text, "tally") == []


def test_troops_that_were_hit_tell_no_place() -> None:
    (tally,) = claims("The group has recorded 30 attacks on US troops since 1 February.", "tally")
    assert tally.places == ()


@pytest.mark.parametrize(
    ("text", "due", "voice", "addressee"),
    [
        ("The clans told the militia to leave the town by Friday.", "2024-03-08", "The clans", "the militia"),
        ("Residents were ordered to leave the camp within 48 hours.", "2024-03-07", None, "Residents"),
        ("The ultimatum of the clans expired on Sunday.", "2024-03-03", None, None),
        ("Le mouvement a donné sept jours à la junte pour partir.", "2024-03-12", "Le mouvement", "la junte"),
        ("Les habitants ont été sommés de quitter le camp sous 48 heures.", "2024-03-07", None, "Les habitants"),
        ("أمهلت الحركة المجلس العسكري سبعة أيام للإفراج عن الأسرى.", "2024-03-12", "الحركة", "المجلس العسكري"),
        ("طالب الجيش السكان بمغادرة المخيم في غضون 48 ساعة.", "2024-03-07", "الجيش", "السكان"),
    ],
)
def test_deadline(text: str, due: str, voice: str | None, addressee: str | None) -> None:
    (deadline,) = claims(text, "deadline")
    assert deadline.due is not None
    assert deadline.due.edtf == due
    assert [holder.text for holder in deadline.voice.chain] == ([voice] if voice else [])
    assert [value.text for value in deadline.addressees] == ([addressee] if addressee else [])


@pytest.mark.parametrize(
    "text", ["The elections are expected in June.", "Le ministre est arrivé avant lundi.", "وصل الوزير قبل الاثنين."]
)
def test_nobody_is_bound(text: str) -> None:
    assert claims(text, "deadline") == []


def test_an_event_is_not_of_its_dateline() -> None:
    (incident,) = claims("NIAMEY, 4 March 2024 - Gunmen killed two men in Zinder on Sunday.", "incident")
    assert incident.when is not None
    assert (incident.when.edtf, [place.text for place in incident.places]) == ("2024-03-03", ["Zinder"])


def test_nobody_hurt_in_nothing_is_no_attack() -> None:
    assert claims("The road was closed on Monday. Nobody was hurt.", "incident") == []


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (
            "The group carried out 119 attacks in 2023, up from 52 in 2022.",
            [(119, "2023-01-01/2023-12-31"), (52, "2022-01-01/2022-12-31")],
        ),
        (
            "Le groupe a mené 64 raids en 2023, contre 41 en 2022.",
            [(64, "2023-01-01/2023-12-31"), (41, "2022-01-01/2022-12-31")],
        ),
    ],
)
def test_a_rival_count_has_a_period_of_its_own(text: str, counts: list[tuple[int, str]]) -> None:
    assert [told(claim)[:2] for claim in claims(text, "tally")] == counts


@pytest.mark.parametrize(
    "text",
    [
        "The observatory has counted 41 strikes since 1 February. Twelve of these were in Omdurman.",
        "L'ONU a recensé 41 attaques depuis le 1er février. Douze d'entre elles ont eu lieu à Omdourman.",
    ],
)
def test_parts_in_the_next_sentence(text: str) -> None:
    assert [told(claim)[:2] for claim in claims(text, "tally")] == [(n, "2024-02-01/2024-03-05") for n in (41, 12)]


@pytest.mark.parametrize(
    ("text", "setter"),
    [
        ("The ECOWAS deadline expired on Sunday.", "ecowas"),
        ("The deadline set by ECOWAS expired on Sunday.", "ecowas"),
        ("L'ultimatum de la Cédéao a expiré dimanche.", "ecowas"),
        ("L'ultimatum lancé par la Cédéao à la junte a expiré dimanche.", "ecowas"),
        ("El ultimátum de la OTAN expiró el domingo.", "nato"),
        ("انتهت مهلة إيكواس يوم الأحد.", "ecowas"),
        ("انتهت يوم الأحد المهلة التي حددتها إيكواس للمجلس العسكري.", "ecowas"),
    ],
)
def test_an_ultimatum_that_ran_out_names_who_set_it(text: str, setter: str) -> None:
    (deadline,) = claims(text, "deadline")
    assert deadline.due is not None
    assert (deadline.due.edtf, deadline.voice.manner) == ("2024-03-03", "narrator")
    assert [actor.id for actor in deadline.actors] == [setter]


def test_the_day_of_setting_an_ultimatum_is_not_its_end() -> None:
    (deadline,) = claims("La Cédéao a donné dimanche à la junte jusqu'au 13 mars pour partir.", "deadline")
    assert deadline.due is not None
    assert deadline.due.edtf == "2024-03-13"


def test_what_is_demanded_belongs_to_a_deadline_in_words_that_no_lexicon_has() -> None:
    text = "ECOWAS gave the junta until March 13 to reinstate the president."
    (deadline,) = claims(text, "deadline")
    assert deadline.span.of(text).endswith("to reinstate the president")


@pytest.mark.parametrize(
    ("text", "due", "addressee"),
    [
        ("The mayor, a retired judge, told the rebels to leave the town by 12 March.", "2024-03-12", "the rebels"),
        ("The mission is to leave the country by 31 March.", "2024-03-31", "The mission"),
        ("Le M23 avait donné samedi 48 heures aux soldats pour déposer les armes.", "2024-03-04", "soldats"),
        ("L'opération prendra fin au plus tard le 15 mars.", "2024-03-15", None),
    ],
)
def test_due_behind_an_aside_or_by_a_plan(text: str, due: str, addressee: str | None) -> None:
    (claim,) = claims(text, "deadline")
    assert claim.due is not None
    assert claim.due.edtf == due
    assert [party.text for party in claim.addressees[:1]] == ([addressee] if addressee else [])


@pytest.mark.parametrize(
    ("text", "number", "ordinal"),
    [
        ("The raid brings to 32 the number of convoys hit in 11 weeks.", 32, False),
        ("The clerk said the convoy was the eighth hit this week.", 8, True),
        ("L'attaque porte à 32 le nombre de convois visés en 11 semaines.", 32, False),
        ("L'attaque porte à 32 le nombre d'attaques contre des convois depuis janvier.", 32, False),
        ("Ce convoi est le 32e visé en 11 semaines.", 32, True),
        ("هذا الهجوم يرفع إلى 32 عدد الهجمات على الأرتال خلال 11 أسبوعا.", 32, False),
    ],
)
def test_one_more_brings_the_count_to(text: str, number: int, ordinal: bool) -> None:  # noqa: FBT001 - a case
    [claim] = claims(text, "tally")
    assert claim.quantities[0].best == number
    assert claim.scope is not None
    assert claim.scope.ordinal is ordinal
    assert not claims(text, "incident")


@pytest.mark.parametrize(
    "text", ["The road was the first closed this week.", "L'attaque porte à 32 le nombre de chats."]
)
def test_no_count_of_attacks(text: str) -> None:
    assert not claims(text, "tally")
