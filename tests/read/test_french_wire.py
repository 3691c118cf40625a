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
