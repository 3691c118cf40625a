"""French as agencies write it: revised tolls, news that was untrue, scare quotes, roads, lists of towns."""

import pytest

from corrobora.read.article import read_document
from corrobora.types import Claim, Dated, Document

TUESDAY = Dated("2024-05-07", "stated")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'armée a bombardé Gao, Ber et Kidal.", ("shelling", ["L'armée"], ["Gao", "Ber", "Kidal"])),
        ("Gao et Kidal ont été bombardées.", ("shelling", [], ["Gao", "Kidal"])),
        ("L'armée a repris le palais présidentiel.", ("takeover", ["L'armée"], ["le palais présidentiel"])),
        ("La police est venue et a tiré sur la foule.", ("shooting", ["La police"], ["la foule"])),
        ("Une « attaque lâche » a visé le camp.", ("attack", [], ["le camp"])),
        ("Un drone lancé depuis le Liban a visé une base.", ("drone-strike", [], ["une base"])),
    ],
)
def test_who_did_what(text: str, expected: tuple[str, list[str], list[str]]) -> None:
    (claim,) = _incidents(text)
    assert (claim.event, [a.text for a in claim.actors], [t.text for t in claim.targets]) == expected


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Le maire a ramené de 27 à 19 le nombre de morts dans l'attaque.", 19),
        ("Le bilan de l'attaque a été ramené de 27 à 19 morts.", 19),
        ("L'armée a revu à la baisse son bilan, de 27 à 19 soldats tués.", 19),
        ("Huit soldats sont tombés lors d'une attaque.", 8),
        ("Dix rebelles ont été mis hors d'état de nuire.", 10),
        ("L'armée a annoncé la neutralisation de dix rebelles.", 10),
    ],
)
def test_tolls(text: str, killed: int) -> None:
    (claim,) = _incidents(text)
    assert [q.best for q in claim.quantities if q.measure == "killed"] == [killed]


@pytest.mark.parametrize(
    "text",
    [
        "L'information selon laquelle l'armée a bombardé Kidal était fausse.",
        "Les rumeurs selon lesquelles l'armée aurait bombardé Kidal sont sans fondement.",
        "Il est faux de dire que l'armée a bombardé Kidal.",
    ],
)
def test_untrue_news_is_denied(text: str) -> None:
    (claim,) = _incidents(text)
    assert (claim.event, claim.stance) == ("shelling", "denied")


def test_whoever_is_called_the_army_and_no_more_may_be_stood_for() -> None:
    _, claim = _incidents("L'armée a attaqué un village. Elle a exécuté douze civils.")
    assert [(actor.text, actor.name) for actor in claim.actors] == [("Elle", "L'armée")]
    (claim,) = _incidents("Une attaque a visé l'armée à Gao. Elle a tué deux soldats.")
    assert claim.actors == ()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Un car a été attaqué sur l'axe Gao-Zorvaki.", ["Gao"]),
        ("Une roquette tirée depuis le Liban est tombée sur un champ près de Kiryat Shmona.", ["Kiryat Shmona"]),
        ("Un raid a visé une moto à Kfar Zorvak.", ["Kfar Zorvak"]),
        ("Une bombe a explosé devant une église de Zorvaki.", ["Zorvaki"]),
    ],
)
def test_places(text: str, places: list[str]) -> None:
    (claim,) = _incidents(text)
    assert [place.text for place in claim.places] == places


def _incidents(text: str) -> list[Claim]:
    document = Document("a", "a", text, "", language="fr", published=TUESDAY)
    return [claim for claim in read_document(document).claims if claim.kind == "incident"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Des combats ont repris mardi entre l'armée et le M23 à Sake.",
            ("armed-clash", ["l'armée", "le M23"], [], ["Sake"]),
        ),
        ("Des affrontements ont fait dix morts à Gao.", ("armed-clash", [], [], ["Gao"])),
        ("Des bombes sont tombées sur un marché de Gao.", ("shelling", [], ["un marché de Gao"], ["Gao"])),
        ("L'armée accuse le M23 d'avoir tiré des obus sur Sake.", ("shelling", ["le M23"], ["Sake"], ["Sake"])),
        (
            "L'Ukraine dit s'être retirée du village de Zorvaki.",
            ("withdrawal", ["L'Ukraine"], [], ["village de Zorvaki"]),
        ),
        (
            "Le M23 a revendiqué la capture de Zorvaki.",
            ("takeover", ["Le M23"], ["Zorvaki"], ["Zorvaki"]),
        ),
        (
            "Des miliciens ont encerclé le village avant d'ouvrir le feu sur les habitants.",
            ("shooting", ["Des miliciens"], ["le village", "les habitants"], []),
        ),
        ("L'armée dit avoir pris la garnison de Gao.", ("takeover", ["L'armée"], ["la garnison de Gao"], ["Gao"])),
        ("Une dizaine de VDP ont été tués à Djibo.", ("attack", [], ["Une dizaine de VDP"], ["Djibo"])),
        ("Des tirs de missiles houthis ont visé un camp.", ("shelling", ["houthis"], ["un camp"], [])),
        ("Sept militaires ont été blessés et évacués vers Gao.", ("attack", [], ["Sept militaires"], [])),
        ("Des hommes venus depuis le Nigeria ont tué dix gardes.", ("attack", ["Des hommes"], ["dix gardes"], [])),
    ],
)
def test_who_did_what_where(text: str, expected: tuple[str, list[str], list[str], list[str]]) -> None:
    (claim,) = _incidents(text)
    slots = [[v.text for v in values] for values in (claim.actors, claim.targets, claim.places)]
    assert (claim.event, *slots) == expected


@pytest.mark.parametrize(
    "later",
    ["Le bilan depuis le début de la guerre s'élève à 900 morts.", "Depuis le 7 octobre, 900 civils ont été tués."],
)
def test_a_whole_war_is_no_part_of_one_attack(later: str) -> None:
    told = _incidents(f"Un raid a visé la ville de Rafah lundi, faisant dix morts. {later}")
    assert [[place.text for place in each.places] for each in told] == [["ville de Rafah"], []]
    assert [each.quantities[0].best for each in told] == [10, 900]


def test_whoever_denies_and_accuses_in_one_breath() -> None:
    (claim,) = _incidents("Le porte-parole du M23 a rejeté ces accusations et pointé du doigt les FARDC.")
    assert (claim.stance, claim.act, [holder.text for holder in claim.voice.chain]) == (
        "asserted",
        "accuses",
        ["Le porte-parole du M23"],
    )
