"""Accusations, denials, claims of responsibility and what nobody confirms: on whose word."""

from __future__ import annotations

import pytest

from corrobora.read.article import read_document
from corrobora.types import Claim, Document


def _claims(language: str, text: str) -> list[Claim]:
    document = Document("d-1", "a.txt", text, "", language=language)
    return list(read_document(document).claims)


def _told(claim: Claim) -> tuple[str, str, str, list[str]]:
    """Return who holds a claim, what he does, how it stands, and who did it."""
    holder = claim.voice.chain[0].text if claim.voice.chain else ""
    return holder, claim.act, claim.stance, [actor.text for actor in claim.actors]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "The army rejected claims that its men shelled the market.", ("The army", "denies", "denied")),
        ("en", "The army dismissed reports that it shelled the market as lies.", ("The army", "denies", "denied")),
        ("en", "The army said reports that it shelled the market were false.", ("The army", "denies", "denied")),
        ("en", "The army called reports that it shelled the market false.", ("The army", "denies", "denied")),
        (
            "fr",
            "L'armée a démenti les informations selon lesquelles elle a bombardé le marché.",
            ("L'armée", "denies", "denied"),
        ),
        (
            "fr",
            "L'armée a qualifié de « mensonges » les informations selon lesquelles elle a bombardé le marché.",
            ("L'armée", "denies", "denied"),
        ),
        ("ar", "نفى الجيش التقارير التي تحدثت عن مقتل ستة جنود.", ("الجيش", "denies", "denied")),
        ("en", "The claim that six soldiers were killed could not be verified.", ("", "states", "hedged")),
        ("en", "Reports that six soldiers were killed could not be verified.", ("", "states", "hedged")),
        (
            "fr",
            "L'information selon laquelle six soldats ont été tués n'a pas pu être vérifiée.",
            ("", "states", "hedged"),
        ),
        ("en", "Footage shared online appeared to show men burning six houses.", ("Footage", "states", "hedged")),
        ("ar", "لم يؤكد الجيش أو ينف مقتل الجنود.", ("الجيش", "neither", "questioned")),
        ("ar", "رفض الجيش تأكيد أو نفي مقتل الجنود.", ("الجيش", "neither", "questioned")),
        ("ar", "لم يتسن التحقق من الأنباء عن مقتل ستة جنود.", ("", "states", "hedged")),
        ("ar", "الأنباء التي تحدثت عن مقتل ستة جنود غير صحيحة.", ("", "denies", "denied")),
        ("ar", "نفى مصدر أمني ما تردد عن مقتل ستة جنود.", ("مصدر أمني", "denies", "denied")),
    ],
)
def test_what_is_denied_or_not_confirmed_is_told_by_nobody_else(
    language: str, text: str, told: tuple[str, str, str]
) -> None:
    incidents = [_told(claim)[:3] for claim in _claims(language, text) if claim.kind == "incident"]
    assert [(who.split(" shared")[0], act, stance) for who, act, stance in incidents] == [told]


@pytest.mark.parametrize(
    ("language", "text", "held"),
    [
        ("en", "Rebels were accused by the mayor of burning the village.", [("the mayor", ["Rebels"])]),
        (
            "en",
            "Kyiv and Moscow accused each other of shelling the plant.",
            [("Moscow", ["Kyiv"]), ("Kyiv", ["Moscow"])],
        ),
        (
            "en",
            "The shelling of the market, which residents blamed on the army, went on.",
            [("residents", ["the army"])],
        ),
        (
            "fr",
            "L'armée, accusée par des habitants d'avoir brûlé le village, est partie.",
            [("des habitants", ["L'armée"])],
        ),
        ("fr", "L'attaque a été attribuée au JNIM par les autorités.", [("les autorités", ["JNIM"])]),
        (
            "fr",
            "Le groupe, qui réclame une rançon, est accusé par la police d'avoir tué dix civils.",
            [("la police", ["Le groupe"])],
        ),
        ("ar", "اتهم الجيش من قبل السكان بحرق القرية.", [("السكان", ["الجيش"])]),
        ("ar", "نسبت السلطات الهجوم إلى تنظيم الدولة الإسلامية.", [("السلطات", ["تنظيم الدولة الإسلامية"])]),
        ("ar", "نسب الهجوم إلى تنظيم الدولة الإسلامية.", [("", ["تنظيم الدولة الإسلامية"])]),
        ("ar", "تبادلت موسكو وكييف الاتهامات بقصف المحطة.", [("موسكو", ["كييف"]), ("كييف", ["موسكو"])]),
    ],
)
def test_an_accusation_has_who_accuses_and_whom(language: str, text: str, held: list[tuple[str, list[str]]]) -> None:
    told = [_told(claim) for claim in _claims(language, text) if claim.kind == "incident"]
    assert [(who, actors) for who, _, _, actors in told] == held
    assert {act for _, act, _, _ in told} == {"accuses"}


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("en", "The group said it was behind the attack in Gao.", "The group"),
        ("en", "The group took responsibility for the attack.", "The group"),
        ("en", "The attack was claimed by the group.", "the group"),
        ("ar", "قالت الجماعة إنها تقف وراء الهجوم على القاعدة.", "الجماعة"),
    ],
)
def test_who_says_it_was_his_claims_it(language: str, text: str, speaker: str) -> None:
    assert {_told(claim)[:2] for claim in _claims(language, text)} == {(speaker, "claims-responsibility")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The minister took responsibility for the failure."),
        ("en", "The attack has not been claimed by any group."),
        ("en", "The army said he was responsible for the attack."),
        ("ar", "تقف الجماعة وراء الباب."),
    ],
)
def test_nobody_claims_what_is_not_his(language: str, text: str) -> None:
    assert "claims-responsibility" not in {claim.act for claim in _claims(language, text)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The army neither confirmed nor denied the deaths."),
        ("fr", "L'armée ne confirme ni ne dément la frappe."),
        ("ar", "لم يؤكد الجيش ولم ينف مقتل الجنود."),
    ],
)
def test_neither_confirmed_nor_denied(language: str, text: str) -> None:
    assert [claim.act for claim in _claims(language, text)] == ["neither"]


def test_a_source_is_heard_through_whoever_cites_it() -> None:
    text = "L'agence Anadolu rapporte, citant une source policière, que des hommes armés ont attaqué un convoi."
    [claim] = _claims("fr", text)
    assert [holder.text for holder in claim.voice.chain] == ["une source policière", "L'agence Anadolu"]
    text = "The governor was quoted by the state agency as saying that six soldiers were killed."
    [claim] = _claims("en", text)
    assert [holder.text for holder in claim.voice.chain] == ["The governor", "the state agency"]


@pytest.mark.parametrize(
    ("language", "text", "addressees"),
    [
        ("en", "The group threatened to kill the hostages unless its men were freed by Friday.", []),
        (
            "en",
            "The group threatened to kill the hostages unless the government freed its men by Friday.",
            ["the government"],
        ),
        ("fr", "Le groupe menace d'exécuter les otages si ses hommes ne sont pas libérés avant vendredi.", []),
        ("ar", "هددت إيكواس باستخدام القوة إذا لم يتم إعادة الرئيس خلال أسبوع.", []),
    ],
)
def test_a_deadline_binds_who_is_to_act(language: str, text: str, addressees: list[str]) -> None:
    [deadline] = [claim for claim in _claims(language, text) if claim.kind == "deadline"]
    assert [each.text for each in deadline.addressees] == addressees


def test_a_deadline_that_moved_has_its_new_day() -> None:
    text = "L'échéance du retrait, fixée au 26 janvier, a été repoussée au 18 février."
    assert "au 18 février" in [claim.due.text for claim in _claims("fr", text) if claim.due is not None]


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "The deadline passed without a pullout."), ("ar", "انتهت المهلة الأحد دون انسحاب.")],
)
def test_what_a_deadline_passed_without_did_not_happen(language: str, text: str) -> None:
    assert "incident" not in {claim.kind for claim in _claims(language, text)}


@pytest.mark.parametrize(
    ("language", "text", "denier"),
    [
        ("en", "Kyiv accused Moscow of shelling the plant, a charge Moscow denied.", "Moscow"),
        ("en", "Kyiv accused Moscow of shelling the plant, an accusation rejected by Moscow.", "Moscow"),
        ("fr", "Les rebelles affirment avoir pris la ville, une information démentie par l'armée.", "l'armée"),
    ],
)
def test_a_charge_is_denied_in_the_same_breath(language: str, text: str, denier: str) -> None:
    claims = _claims(language, text)
    assert {_told(claim)[:3] for claim in claims if claim.act == "denies"} == {(denier, "denies", "denied")}
    assert {claim.act for claim in claims} - {"denies"}


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("fr", "Toujours selon l'armée, douze personnes ont été tuées.", "l'armée"),
        ("fr", "Toujours de source militaire, douze personnes ont été tuées.", "source militaire"),
        ("en", "Also according to the army, six people were killed.", "the army"),
    ],
)
def test_still_according_to(language: str, text: str, speaker: str) -> None:
    [claim] = _claims(language, text)
    assert (claim.voice.manner, claim.voice.chain[0].text) == ("according-to", speaker)
