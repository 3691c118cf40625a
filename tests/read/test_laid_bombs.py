"""French and Spanish: bombs laid or defused, damage alone; who enters a town to attack; sources inside an aside."""

import pytest

from tests.read.deeds import Deed, incidents, short


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "fr",
            "Des insurgés ont posé une bombe devant la mairie.",
            ("bombing", "asserted", ["Des insurgés"], ["la mairie"]),
        ),
        (
            "fr",
            "Une mine a été enfouie lundi par les rebelles sous un pont.",
            ("bombing", "asserted", ["les rebelles"], ["un pont"]),
        ),
        (
            "fr",
            "Les rebelles ont miné le pont de Gao.",
            ("bombing", "asserted", ["Les rebelles"], ["le pont de Gao"]),
        ),
        (
            "fr",
            "Une bombe a été désamorcée lundi par l'armée.",
            ("interception", "asserted", ["l'armée"], ["Une bombe"]),
        ),
        (
            "fr",
            "Le raid a fait d'importants dégâts lundi à Gao.",
            ("attack", "asserted", [], []),
        ),
        (
            "fr",
            "Les rebelles sont entrés à Gao et ont attaqué la gendarmerie.",
            ("attack", "asserted", ["Les rebelles"], ["la gendarmerie"]),
        ),
        (
            "fr",
            "Les rebelles sont entrés dans un village et ont pillé le marché.",
            ("looting", "asserted", ["Les rebelles"], ["le marché"]),
        ),
        (
            "fr",
            "Le maire, qui selon ses proches a été enlevé lundi, reste introuvable.",
            ("abduction", "asserted", [], ["Le maire"]),
        ),
        (
            "es",
            "Los rebeldes colocaron un explosivo frente a la alcaldía.",
            ("bombing", "asserted", ["Los rebeldes"], ["la alcaldía"]),
        ),
        (
            "es",
            "Los rebeldes minaron un puente.",
            ("bombing", "asserted", ["Los rebeldes"], ["un puente"]),
        ),
        (
            "es",
            "El ejército desactivó una bomba en Morales.",
            ("interception", "asserted", ["El ejército"], ["una bomba"]),
        ),
        (
            "es",
            "El bombardeo causó daños materiales el lunes en Morales.",
            ("shelling", "asserted", [], []),
        ),
    ],
)
def test_deeds(language: str, text: str, wanted: Deed) -> None:
    (claim,) = incidents(text, language)
    assert short(claim) == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le maire a posé une plaque sur le pont."),
        ("fr", "Une bombe à eau a été installée au village."),
        ("fr", "Le débat a désamorcé la bombe sociale."),
        ("fr", "Le terrain est miné."),
        ("fr", "Les pompiers ont placé la mine sous surveillance."),
        ("fr", "Trois randonneurs ont été retrouvés morts."),
        ("fr", "La crise a miné le pays."),
        ("es", "El gobierno instaló una bomba de agua en el pueblo."),
        ("es", "Los rebeldes pusieron fin a la tregua."),
        ("es", "La crisis minó el país."),
    ],
)
def test_no_deeds(language: str, text: str) -> None:
    assert not incidents(text, language)


def test_a_source_inside_an_aside_tells_no_more_than_that() -> None:
    (claim,) = incidents("Dix gendarmes ont été tués lundi par des hommes venus, selon un témoin, du Mali.", "fr")
    assert not claim.voice.chain
    (claim,) = incidents("Dix gendarmes ont été tués, selon un témoin, lundi à Gao.", "fr")
    assert [holder.text for holder in claim.voice.chain] == ["un témoin"]
