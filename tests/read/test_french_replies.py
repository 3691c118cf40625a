"""French and Spanish: replies by fire, bombs laid to somebody, bodies received, suspects, what was shot down."""

import pytest

from corrobora.read.article import read_document
from corrobora.types import Document
from tests.read.deeds import Deed, claims, incidents, short


@pytest.mark.parametrize(
    ("text", "language", "last"),
    [
        (
            "Deux roquettes sont tombées lundi sur Shlomi. L'armée israélienne a répliqué par des tirs d'artillerie.",
            "fr",
            ("shelling", "asserted", ["L'armée israélienne"], []),
        ),
        (
            "Les rebelles affirment avoir fait exploser un pont lundi près de Bria.",
            "fr",
            ("bombing", "asserted", ["Les rebelles"], ["un pont"]),
        ),
        (
            "Le maire accuse des cellules de l'EI d'avoir fait détoner la bombe.",
            "fr",
            ("bombing", "asserted", ["des cellules de l'EI"], []),
        ),
        (
            "Cinq drones lancés du Yémen ont été abattus lundi par la marine américaine.",
            "fr",
            ("interception", "asserted", ["la marine américaine"], ["Cinq drones"]),
        ),
        (
            "L'armée affirme avoir détruit 92 des 151 engins tirés par la Russie.",
            "fr",
            ("interception", "asserted", ["L'armée"], ["92 des 151 engins"]),
        ),
        (
            "Le « Zografia » a été visé mardi par des missiles en mer Rouge.",
            "fr",
            ("shelling", "asserted", [], ["Le « Zografia »"]),
        ),
        (
            "Deux soldats sont morts lundi à Gao, une attaque que l'armée attribue au Jnim.",
            "fr",
            ("attack", "asserted", ["Jnim"], ["Deux soldats"]),
        ),
        (
            "Le chef a imputé dans un message la responsabilité du massacre aux autorités.",
            "fr",
            ("massacre", "asserted", ["autorités"], []),
        ),
        (
            "Le JNIM affirme n'avoir tué « que des militaires et des miliciens ».",
            "fr",
            ("attack", "asserted", ["Le JNIM"], ["des militaires", "des miliciens"]),
        ),
        ("Le massacre de Gao aurait fait plus de 200 morts.", "fr", ("massacre", "hedged", [], [])),
        (
            "Le groupe Wagner, que Paris soupçonne d'avoir massacré des civils à Moura, n'a pas réagi.",
            "fr",
            ("massacre", "asserted", ["Le groupe Wagner"], ["des civils"]),
        ),
        (
            "Un comando privó de la libertad a siete jóvenes en Villanueva.",
            "es",
            ("abduction", "asserted", ["Un comando"], ["siete jóvenes"]),
        ),
        (
            "El Ejército neutralizó a tres guerrilleros en Tame.",
            "es",
            ("attack", "asserted", ["El Ejército"], ["tres guerrilleros"]),
        ),
        (
            "Cinco personas fueron asesinadas en Tumaco y tres más en Barbacoas.",
            "es",
            ("attack", "asserted", [], ["tres más"]),
        ),
    ],
)
def test_the_last_deed(text: str, language: str, last: Deed) -> None:
    assert short(incidents(text, language)[-1]) == last


@pytest.mark.parametrize(
    ("text", "measure", "number"),
    [
        ("Nous avons reçu 67 corps lundi, raconte le maire.", "killed", 67),
        ("Le juge Ernst Pierre, qui a fait le constat, évoque pour sa part neuf cadavres.", "killed", 9),
        ("Cela porte à neuf le nombre de soldats tués au Mali depuis janvier.", "killed", 9),
        ("Des hommes ont été tués et des centaines d'autres déplacés lundi.", "displaced", 200),
    ],
)
def test_numbers(text: str, measure: str, number: int) -> None:
    quantity = incidents(text, "fr")[-1].quantities[0]
    assert (quantity.measure, quantity.best or quantity.low) == (measure, number)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("25 civils ont été tués à Bria, 12 à Ippy et trois à Bambari.", "fr"),
        ("25 civiles fueron asesinados en Tumaco, 12 en Barbacoas y tres en Tame.", "es"),
    ],
)
def test_each_place_has_its_dead(text: str, language: str) -> None:
    told = [(claim.quantities[0].best, claim.places[0].text) for claim in incidents(text, language)]
    assert [number for number, _ in told] == [25, 12, 3]
    assert len({place for _, place in told}) == len(told)


def test_who_is_suspected_to_be_somebodys_acts() -> None:
    (claim,) = incidents("Des hommes soupçonnés d'appartenir au Hamas ont tué dix soldats.", "fr")
    assert [actor.text for actor in claim.actors] == ["Des hommes soupçonnés d'appartenir au Hamas"]


@pytest.mark.parametrize(
    "text",
    [
        "Un ultimatum de trois jours a été lancé aux autorités par les rebelles.",
        "Washington a donné à Bagdad jusqu'à fin juin pour désarmer les milices.",
        "La junte s'est donné jusqu'à mars 2026 pour organiser des élections.",
        "Le directeur a promis le déploiement d'unités spécialisées d'ici vendredi.",
    ],
)
def test_deadlines(text: str) -> None:
    assert [claim.kind for claim in claims(text, "fr") if claim.kind != "statement"] == ["deadline"]


def test_an_aircraft_that_came_down_was_taken_by_nobody() -> None:
    assert not incidents("L'armée a confirmé la chute d'un appareil à Léré.", "fr")


def test_a_plural_verb_counts_nothing() -> None:
    text = "Des habitants joints par Reuters ont contredit cela : une mère et deux enfants seraient morts."
    assert read_document(Document("a", "a", text, "", language="fr")).error is None
