"""French: what fresh articles told in ways that nothing had read, class by class."""

from __future__ import annotations

import pytest

from corrobora.types import Claim
from tests.read.deeds import claims, incidents, short


def _voices(claim: Claim) -> list[str]:
    return [holder.name or holder.text for holder in claim.voice.chain]


def _counts(claim: Claim) -> dict[str, int | None]:
    return {each.measure or "": each.best for each in claim.quantities}


@pytest.mark.parametrize(
    ("text", "event", "speaker"),
    [
        ("Le M23 a affirmé, via son site, avoir tué vingt soldats.", "attack", "M23"),
        ("Le M23 assure, par la voix de son chef, avoir pris deux villages.", "takeover", "M23"),
        ("L'armée a soutenu, images à l'appui, avoir détruit deux blindés.", "attack", "L'armée"),
        ("L'armée a prétendu, sans fournir de preuves, avoir repris la ville de Gao.", "takeover", "L'armée"),
    ],
)
def test_how_it_was_said_may_stand_between_the_verb_and_the_deed(text: str, event: str, speaker: str) -> None:
    (claim,) = incidents(text, "fr")
    assert (claim.event, claim.act, _voices(claim)) == (event, "claims-responsibility", [speaker])
    assert [each.name or each.text for each in claim.actors] == [speaker]


def test_air_defence_speaks_of_what_it_shot_down() -> None:
    text = (
        "La défense antiaérienne ukrainienne dit avoir abattu dans la nuit 23 drones sur les 31 lancés par la Russie."
    )
    downed, fired = incidents(text, "fr")
    assert (downed.event, _counts(downed)) == ("interception", {"intercepted": 23})
    assert [each.text for each in downed.actors] == ["La défense antiaérienne ukrainienne"]
    assert ([each.id for each in fired.actors], _counts(fired)) == (["russia"], {"munitions": 31})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("L'armée nie toute perte et parle de dix rebelles abattus.", ("L'armée", {"killed": 10})),
        ("L'armée a démenti avoir fui et fait état de « douze rebelles tués ».", ("L'armée", {"killed": 12})),
    ],
)
def test_who_denies_and_then_tells_something_denies_no_more(text: str, told: tuple[str, dict[str, int]]) -> None:
    claim = incidents(text, "fr")[-1]
    assert (claim.stance, *_voices(claim), _counts(claim)) == ("asserted", *told)
    assert claim.actors == ()


@pytest.mark.parametrize(
    ("text", "speaker", "counts"),
    [
        ("Le ministre n'a reconnu que douze morts dans l'attaque de Gao.", "Le ministre", {"killed": 12}),
        ("Après l'attaque de Gao, l'armée n'admet que trois blessés.", "l'armée", {"injured": 3}),
        ("Le préfet n'a pu confirmer que vingt morts dans l'attaque de Gao.", "Le préfet", {"killed": 20}),
        ("L'armée n'a confirmé que la mort de deux soldats.", "L'armée", {"killed": 2}),
        ("Les rebelles n'ont tué que deux soldats.", None, {"killed": 2}),
    ],
)
def test_who_grants_only_so_many_grants_them(text: str, speaker: str | None, counts: dict[str, int]) -> None:
    (claim,) = incidents(text, "fr")
    assert (claim.stance, _voices(claim), _counts(claim)) == ("asserted", [speaker] if speaker else [], counts)


def test_what_nobody_said_is_not_said() -> None:
    (claim,) = incidents("Aucun responsable n'a dit que l'armée avait bombardé Gao.", "fr")
    assert claim.stance == "questioned"


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("Des rebelles ont décapité cinq mineurs et en ont emmené sept autres.", 7),
        ("Des rebelles ont tué deux bergers et en ont emmené trois.", 3),
        ("Des rebelles ont attaqué Zango, emmenant avec eux huit jeunes filles.", 8),
        ("Des rebelles ont brûlé une école et sont repartis avec dix otages.", 10),
    ],
)
def test_whom_they_took_along_is_abducted_by_them(text: str, taken: int) -> None:
    claim = incidents(text, "fr")[-1]
    assert (claim.event, [a.text for a in claim.actors], _counts(claim)) == (
        "abduction",
        ["Des rebelles"],
        {"abducted": taken},
    )


@pytest.mark.parametrize(
    "text",
    [
        "Des secouristes ont soigné dix blessés et en ont emmené cinq à l'hôpital.",
        "Le CICR est reparti avec trois otages.",
    ],
)
def test_who_helps_abducts_nobody(text: str) -> None:
    assert "abduction" not in {claim.event for claim in claims(text, "fr")}


def test_with_whom_they_fought_took_no_part_in_what_they_took() -> None:
    text = (
        "Des bandits se sont emparés d'un commissariat à Gressier après des heures d'échanges de tirs avec la police."
    )
    (claim,) = incidents(text, "fr")
    assert short(claim)[:3] == ("takeover", "asserted", ["Des bandits"])


@pytest.mark.parametrize(
    ("text", "targets", "counts"),
    [
        ("L'armée assure qu'« une dizaine de rebelles » ont été abattus.", ["une dizaine de rebelles"], {"killed": 10}),
        ("Une vingtaine de « terroristes » ont été tués à Gao.", ["Une vingtaine de « terroristes »"], {"killed": 20}),
        ("L'armée a arrêté trois « espions ».", ["trois « espions »"], {"arrested": 3}),
        ("Un « terroriste présumé » a été abattu à Hébron.", ["Un « terroriste présumé »"], {"killed": 1}),
        ("Le groupe pleure trois « martyrs » tombés à Khiam.", [], {"killed": 3}),
    ],
)
def test_scare_quotes_take_nobody_out_of_a_group(text: str, targets: list[str], counts: dict[str, int]) -> None:
    (claim,) = incidents(text, "fr")
    assert ([each.text for each in claim.targets], _counts(claim)) == (targets, counts)


def test_whoever_acts_may_stand_in_scare_quotes() -> None:
    (claim,) = incidents("L'armée a dit que des « criminels » avaient attaqué un poste.", "fr")
    assert short(claim) == ("attack", "asserted", ["des « criminels »"], ["un poste"])


def test_whom_others_killed_elsewhere_on_another_day_died_in_no_fire() -> None:
    text = "Des bandits ont mis le feu à dix maisons à Carrefour.\n\n"
    text += "Trois voleurs ont été lynchés dimanche par la foule à Delmas."
    fire, lynched = incidents(text, "fr")
    assert (fire.event, fire.quantities, [a.text for a in fire.actors]) == ("arson", (), ["Des bandits"])
    assert ([a.text for a in lynched.actors], _counts(lynched)) == (["la foule"], {"killed": 3})
    assert lynched.when is not None
    assert lynched.when.edtf == "2025-03-09"


@pytest.mark.parametrize(
    ("language", "text", "tolls"),
    [
        (
            "fr",
            (
                "Deux soldats ont été tués samedi par un drone à Gao. Un troisième, grièvement atteint, est "
                "décédé dimanche des suites de ses blessures, portant à trois le nombre de victimes."
            ),
            [2, 1, 3],
        ),
        (
            "fr",
            (
                "Deux soldats ont été tués samedi par un drone à Gao. Un autre a succombé dimanche à ses blessures, "
                "ce qui porte le bilan à trois morts."
            ),
            [2, 1, 3],
        ),
        (
            "en",
            (
                "A drone killed two soldiers on Saturday in Gao. A third died of his wounds on Sunday, bringing "
                "the toll to three."
            ),
            [2, 1, 3],
        ),
        (
            "en",
            "A drone killed two soldiers on Saturday in Gao. A third succumbed to his injuries in hospital on Sunday.",
            [2, 1],
        ),
    ],
)
def test_who_dies_of_wounds_later_fell_on_the_day_of_the_deed(language: str, text: str, tolls: list[int]) -> None:
    told = incidents(text, language)
    assert [_counts(claim) for claim in told] == [{"killed": toll} for toll in tolls]
    assert {(claim.event, claim.when.edtf if claim.when else None) for claim in told} == {
        ("drone-strike", "2025-03-08")
    }
    assert {place.text for claim in told for place in claim.places} == {"Gao"}


@pytest.mark.parametrize(
    "text",
    [
        "Ce raid sur Gao porte à trois le nombre de victimes.",
        "Le nombre de victimes de l'attaque de Gao est passé à trois.",
        "L'attaque de Gao porte le bilan total à trois.",
        "Cette mort porte à trois le bilan de l'attaque de Gao.",
    ],
)
def test_to_what_a_death_brings_a_toll(text: str) -> None:
    assert [_counts(claim) for claim in incidents(text, "fr")][-1] == {"killed": 3}


BULLETIN = """Dans la nuit du 7 au 8 mars, des éléments de Boko Haram ont attaqué le poste de Kaïga, dans le Lac.

Bilan provisoire :
- côté ennemi : 28 terroristes neutralisés, 4 faits prisonniers ;
- côté ami : 3 morts et 11 blessés.

L'aviation a pilonné dimanche deux campements.
"""


def test_the_tolls_of_both_sides_in_a_list_are_those_of_the_fight_told_above_it() -> None:
    theirs, ours, raid = incidents(BULLETIN, "fr")
    assert [_counts(each) for each in (theirs, ours)] == [{"killed": 28, "captured": 4}, {"killed": 3, "injured": 11}]
    assert {each.when.edtf for each in (theirs, ours) if each.when} == {"2025-03-07/2025-03-08"}
    assert "killed" not in _counts(raid)
    assert raid.event == "airstrike"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            (
                "L'armée a lancé dimanche des obus sur Khiam. Depuis le 8 octobre, 403 personnes ont été tuées "
                "au Liban. Côté israélien, on dénombre 14 soldats tués."
            ),
        ),
        (
            "fr",
            (
                "L'armée a lancé dimanche des obus sur Khiam. Depuis le 8 octobre, 403 personnes ont été tuées "
                "au Liban. Du côté israélien, 14 soldats ont péri."
            ),
        ),
        (
            "en",
            (
                "Israel shelled Khiam on Sunday. Since 8 October, 403 people have been killed in Lebanon. "
                "On the Israeli side, 14 soldiers have died."
            ),
        ),
    ],
)
def test_the_dead_of_the_other_side_are_counted_over_the_same_time(language: str, text: str) -> None:
    shelled, *counted = incidents(text, language)
    assert _counts(shelled) == {}
    assert [(_counts(each), each.when.edtf if each.when else None) for each in counted] == [
        ({"killed": 403}, "2024-10-08/2025-03-10"),
        ({"killed": 14}, "2024-10-08/2025-03-10"),
    ]


def test_that_nobody_was_taken_denies_an_abduction() -> None:
    raid, taken = incidents("Des rebelles ont attaqué un poste à Gao. Aucun soldat n'a été enlevé.", "fr")
    assert (raid.quantities, taken.event, taken.stance) == ((), "abduction", "denied")


@pytest.mark.parametrize(
    "text",
    [
        "Dix soldats ont été tués samedi à Gao, une attaque que le GSIM a revendiquée lundi.",
        "Dix soldats ont été tués samedi à Gao dans un assaut dont le GSIM a revendiqué la responsabilité.",
        "Dix soldats sont morts samedi dans l'attaque de Gao, revendiquée lundi par le GSIM.",
        "Une mine a tué dix soldats samedi à Gao. L'attaque a été revendiquée lundi par le GSIM.",
        "Une mine a tué dix soldats samedi à Gao. Le GSIM a revendiqué l'attaque lundi.",
    ],
)
def test_who_claims_a_deed_told_before_it_speaks_of_its_day(text: str) -> None:
    told, claimed = incidents(text, "fr")
    assert (told.voice.chain, _counts(told)) == ((), {"killed": 10})
    assert (claimed.act, [a.id for a in claimed.actors]) == ("claims-responsibility", ["jnim"])
    assert [h.id for h in claimed.voice.chain] == ["jnim"]
    assert [c.when.edtf if c.when else None for c in (told, claimed)] == ["2025-03-08", "2025-03-08"]


def test_a_day_joined_to_a_deed_that_is_claimed_is_the_deeds() -> None:
    (claimed,) = incidents("L'attaque de samedi à Gao a été revendiquée lundi par le GSIM.", "fr")
    assert claimed.when is not None
    assert (claimed.when.edtf, [p.text for p in claimed.places]) == ("2025-03-08", ["Gao"])


def test_a_mine_that_costs_lives_is_a_bombing() -> None:
    (claim,) = incidents("Une mine artisanale a coûté la vie à onze miliciens à Gao.", "fr")
    assert (claim.event, [m.name for m in claim.means], _counts(claim)) == ("bombing", ["ied"], {"killed": 11})


@pytest.mark.parametrize(
    ("text", "actor", "speaker"),
    [
        ("L'attaque de Gao est l'œuvre du GSIM, croit savoir un officier.", "du GSIM", "un officier"),
        ("L'attaque de Gao porte la signature du GSIM, selon le maire.", "du GSIM", "le maire"),
        ("Le préfet désigne les rebelles comme les auteurs de l'attentat de Gao.", "les rebelles", "Le préfet"),
        ("Les rebelles, que le préfet désigne comme auteurs du raid de Gao, ont fui.", "Les rebelles", "le préfet"),
    ],
)
def test_whose_work_a_deed_is_said_to_be(text: str, actor: str, speaker: str) -> None:
    (claim,) = [each for each in incidents(text, "fr") if each.act == "accuses"]
    assert ([a.text for a in claim.actors], _voices(claim)) == ([actor], [speaker])
    assert [p.text for p in claim.places] == ["Gao"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            (
                "L'Iswap a revendiqué un attentat dans le Borno.\n\nLa ville de Macomia a été attaquée par une "
                "centaine d'insurgés. Les djihadistes ont pillé des entrepôts."
            ),
        ),
        (
            "en",
            (
                "ISWAP claimed a bombing in Borno.\n\nA hundred insurgents attacked the town of Macomia. The "
                "jihadists looted shops."
            ),
        ),
    ],
)
def test_fighters_whom_nothing_names_come_between_a_group_and_what_others_did(language: str, text: str) -> None:
    assert [a.id for a in incidents(text, language)[-1].actors] == [None]


def test_the_fighters_of_whoever_was_named_last_are_his() -> None:
    told = incidents("L'Iswap a attaqué Baga lundi.\n\nLes djihadistes ont pillé des entrepôts.", "fr")
    assert {a.id for claim in told for a in claim.actors} == {"iswap"}


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Deux bombes planantes se sont abattues sur un marché à Kharkiv.", {"munitions": 2}),
        ("Deux bombes guidées ont frappé un marché à Kharkiv.", {"munitions": 2}),
        ("Une bombe guidée a tué trois civils à Kharkiv.", {"killed": 3}),
    ],
)
def test_bombs_that_only_fly_from_aircraft_are_an_airstrike(text: str, counts: dict[str, int]) -> None:
    (claim,) = incidents(text, "fr")
    assert (claim.event, _counts(claim), [p.text for p in claim.places]) == ("airstrike", counts, ["Kharkiv"])


@pytest.mark.parametrize(
    "text",
    [
        "Deux bombes sont tombées sur un camp à Goma. Trente blessés ont été admis à l'hôpital de Bukavu.",
        "Dix personnes ont été blessées à Goma et hospitalisées à Bukavu.",
    ],
)
def test_where_the_wounded_are_taken_in_nothing_happened(text: str) -> None:
    assert {place.text for claim in incidents(text, "fr") for place in claim.places} == {"Goma"}


@pytest.mark.parametrize(
    "text",
    [
        "L'hôpital pédiatrique Babiker Nahar a été touché par une frappe.",
        "Le lycée technique Modibo Keïta a été touché par une frappe.",
        "Le stade municipal Moussa Diallo a été touché par une frappe.",
    ],
)
def test_a_building_named_after_somebody_is_no_person_who_was_hurt(text: str) -> None:
    (claim,) = incidents(text, "fr")
    assert ([each.text for each in claim.targets], claim.quantities) == ([text.partition(" a été")[0]], ())


@pytest.mark.parametrize(
    ("text", "actor", "speaker"),
    [
        ("L'ELN rejette la faute sur les dissidents, qu'il accuse d'avoir tué dix civils.", "les dissidents", "ELN"),
        ("Une bombe a tué dix civils à Gao. Le maire y voit la main du GSIM.", "du GSIM", "Le maire"),
        (
            "Une bombe a tué dix civils à Gao. Les autorités y voient la main de la France.",
            "la France",
            "Les autorités",
        ),
    ],
)
def test_whom_somebody_lays_it_to(text: str, actor: str, speaker: str) -> None:
    (claim,) = [each for each in incidents(text, "fr") if each.act == "accuses"]
    assert ([a.text for a in claim.actors], [_voices(claim)[0]]) == ([actor], [speaker])


def test_whom_a_strike_did_not_hurt_is_told_of_the_strike() -> None:
    text = "Dix rebelles ont péri lundi à Gao.\n\nL'armée a mené dimanche une frappe à Kidal qui, selon elle, "
    text += "a tué un chef et n'a fait aucune victime civile."
    raid = incidents(text, "fr")[1:]
    assert {(each.event, each.when.edtf if each.when else None) for each in raid} == {("airstrike", "2025-03-09")}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("La police a capturé deux assaillants à Gao.", "armed-clash"),
        ("Deux assaillants ont été capturés à Gao.", "armed-clash"),
        ("Trois soldats ont été capturés par les rebelles à Gao.", "abduction"),
    ],
)
def test_fighters_who_are_captured_are_not_abducted(text: str, event: str) -> None:
    (claim,) = incidents(text, "fr")
    assert (claim.event, list(_counts(claim))) == (event, ["captured"])


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Des hommes armés ont enlevé un médecin ainsi que deux de ses employés à Gao.", {"abducted": 3}),
        ("Des hommes armés ont tué une infirmière et trois de ses enfants à Gao.", {"killed": 4}),
    ],
)
def test_somebody_and_so_many_of_his_are_counted_together(text: str, counts: dict[str, int]) -> None:
    (claim,) = incidents(text, "fr")
    assert (_counts(claim), len(claim.targets)) == (counts, 2)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Des rebelles ont tenté de prendre d'assaut un poste à Gao.", "asserted"),
        ("Des rebelles ont tenté d'attaquer un poste à Gao.", "asserted"),
        ("Des rebelles ont tenté de tuer le maire de Gao.", "anticipated"),
        ("Des rebelles s'apprêtent à attaquer un poste à Gao.", "anticipated"),
    ],
)
def test_an_attack_that_was_attempted_happened(text: str, stance: str) -> None:
    (claim,) = incidents(text, "fr")
    assert (claim.event, claim.stance) == ("attack", stance)


def test_those_who_pray_are_hurt_where_they_are_and_not_loyal_to_it() -> None:
    (claim,) = incidents("L'attaque a tué quinze fidèles à Essakane.", "fr")
    assert ([t.text for t in claim.targets], [p.text for p in claim.places]) == (["quinze fidèles"], ["Essakane"])
    (claim,) = incidents("Des soldats fidèles à la junte ont attaqué Gao.", "fr")
    assert [a.text for a in claim.actors] == ["Des soldats fidèles à la junte"]


@pytest.mark.parametrize(
    "text",
    [
        "Le bilan de l'attaque, d'abord établi à 12 morts, est désormais de 19.",
        "Le bilan de l'attaque, initialement fixé à 12 morts, est passé à 19.",
    ],
)
def test_a_toll_told_before_hides_not_the_new_one(text: str) -> None:
    assert [_counts(claim)["killed"] for claim in incidents(text, "fr")] == [19, 12]


def test_what_was_shot_down_may_be_told_behind_a_comma() -> None:
    (claim,) = incidents("L'armée a perdu un hélicoptère, abattu à Gao par le GSIM.", "fr")
    assert (claim.event, [a.id for a in claim.actors]) == ("interception", ["jnim"])
    assert [t.text for t in claim.targets] == ["un hélicoptère"]


def test_a_local_governor_is_not_the_one_of_another_place() -> None:
    text = "Un raid a fait trois morts à Belgorod, selon le gouverneur Viatcheslav Gladkov. Deux civils ont été tués à "
    text += "Volgograd, a reconnu le gouverneur local."
    assert [_voices(claim) for claim in incidents(text, "fr")] == [["Viatcheslav Gladkov"], ["le gouverneur local"]]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Un drone est tombé à Gao, a reconnu le maire, sans faire de victime.", {"killed": 0, "injured": 0}),
        ("Une bombe a explosé à Gao, a indiqué le maire, tuant dix civils.", {"killed": 10}),
        ("Un obus est tombé à Gao, a dit le maire, faisant trois morts.", {"killed": 3}),
    ],
)
def test_what_came_of_it_behind_the_speaker_is_his_too(text: str, counts: dict[str, int]) -> None:
    (claim,) = incidents(text, "fr")
    assert (_voices(claim), _counts(claim)) == (["le maire"], counts)
