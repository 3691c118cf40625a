"""French hearsay in the conditional, what never happened, and how many times over something did."""

import pytest

from corrobora.read.article import read_document
from corrobora.types import Claim, Dated, Document

TUESDAY = Dated("2024-05-07", "stated")


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("L'attaque aurait fait trente morts à Gao.", 30),
        ("Le bilan serait de trente morts à Gao.", 30),
        ("Il y aurait une dizaine de morts à Gao.", 10),
        ("Quatre bergers auraient également péri à Gao.", 4),
        ("Nous aurions tué dix ennemis à Gao.", 10),
        ("Kiev aurait perdu, selon nos estimations, 300 hommes.", 300),
    ],
)
def test_hearsay(text: str, killed: int) -> None:
    (claim,) = _told(text)
    assert claim.stance == "hedged"
    assert [q.best for q in claim.quantities if q.measure == "killed"] == [killed]


def test_whoever_was_sent_before_may_have_taken_ground() -> None:
    (claim,) = _told("Les rebelles, déployés depuis juillet 2021, auraient repris plusieurs bases à Gao.")
    assert (claim.event, claim.stance, [t.text for t in claim.targets]) == ("takeover", "hedged", ["plusieurs bases"])


@pytest.mark.parametrize(
    "text",
    [
        "Si l'armée avait agi plus tôt, la ville de Gao n'aurait pas été prise.",
        "Si les rebelles avaient attaqué Gao, dix civils auraient été tués.",
        "La ville de Gao aurait été prise si l'armée n'était pas intervenue.",
        "Sans cette frappe, dix civils auraient péri à Gao.",
        "L'attentat aurait pu faire des dizaines de morts à Gao.",
        "L'armée a failli tuer dix civils à Gao.",
    ],
)
def test_what_never_happened_is_no_claim(text: str) -> None:
    assert _told(text) == []


def test_future_in_the_past_is_no_hearsay() -> None:
    (claim,) = _told("Le ministre a dit que l'armée attaquerait la ville de Gao.")
    assert claim.stance == "anticipated"


@pytest.mark.parametrize(
    ("text", "number", "event", "period"),
    [
        ("La ville a été la cible de sept raids depuis mai.", 7, "attack", "2024-05-01/2024-05-07"),
        ("Depuis mai, la ville a été visée à onze reprises.", 11, "attack", "2024-05-01/2024-05-07"),
        ("À trois reprises depuis mai, des drones ont visé la ville.", 3, "attack", "2024-05-01/2024-05-07"),
        ("L'armée a violé la trêve à six reprises depuis mai.", 6, "ceasefire-violation", "2024-05-01/2024-05-07"),
        ("L'aéroport de Khartoum a été bombardé à onze reprises depuis le début de la guerre.", 11, "shelling", None),
    ],
)
def test_times_over(text: str, number: int, event: str, period: str | None) -> None:
    (claim,) = _told(text, "tally")
    assert claim.scope is not None
    assert (claim.quantities[0].best, claim.event, claim.scope.period) == (number, event, period)


def test_times_over_in_one_day_are_incidents() -> None:
    text = "Lundi, le convoi a été attaqué à deux reprises."
    assert _told(text, "tally") == []
    assert [(q.measure, q.best) for claim in _told(text) for q in claim.quantities] == [("incidents", 2)]


def test_a_tally_is_where_the_thing_stands_that_was_hit() -> None:
    (claim,) = _told("Le camp de Gao a été attaqué à quatre reprises en 2023.", "tally")
    assert [place.text for place in claim.places] == ["Gao"]


def _told(text: str, kind: str = "incident") -> list[Claim]:
    document = Document("a", "a", text, "", language="fr", published=TUESDAY)
    return [claim for claim in read_document(document).claims if claim.kind == kind]


def test_doubt_covers_a_participle_that_shares_its_auxiliary() -> None:
    told = _told("Des soldats auraient pillé des entrepôts à Gao et tué trois habitants.")
    assert [(each.event, each.stance) for each in told] == [("looting", "hedged"), ("attack", "hedged")]


@pytest.mark.parametrize("lead", ["Quelques heures plus tard", "Peu après", "Ailleurs dans la région", "Parallèlement"])
def test_what_came_afterwards_is_another_incident(lead: str) -> None:
    told = _told(f"Un avion a bombardé la ville de Douma lundi. {lead}, l'hôpital a été touché par une roquette.")
    assert [[target.text for target in each.targets] for each in told] == [["la ville de Douma"], ["l'hôpital"]]


def test_a_toll_told_afterwards_is_of_the_incident_before() -> None:
    (claim,) = _told("Une bombe a explosé à Gao lundi. Quelques heures plus tard, on comptait dix morts.")
    assert [q.best for q in claim.quantities if q.measure == "killed"] == [10]


def test_the_same_day_is_that_of_what_happened() -> None:
    told = _told(
        "Un raid a tué dix civils mercredi à Gao, a dit jeudi le maire. Le même jour, un obus a tué un berger à Ber."
    )
    assert [each.when and each.when.edtf for each in told] == ["2024-05-01", "2024-05-01"]


def test_hours_are_of_the_day_of_what_happened() -> None:
    told = _told(
        "Dix civils ont été tués lundi à Gao, a-t-on appris mardi de source locale. Un raid a visé Ber vers 5 heures."
    )
    assert {each.when and each.when.edtf for each in told} == {"2024-05-06"}


def test_a_bare_denial_answers_what_was_told_right_before() -> None:
    told = _told("Un raid a tué dix civils à Gao lundi, selon le maire. L'armée dément, affirmant que tout va bien.")
    assert [(c.stance, [h.text for h in c.voice.chain]) for c in told] == [
        ("asserted", ["le maire"]),
        ("denied", ["L'armée"]),
    ]
    assert _told("Le prix du pain a doublé, selon le maire. Le gouvernement dément.") == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Dans la région de Gao, l'armée affirme avoir tué dix rebelles.", ["région de Gao"]),
        ("À Moscou, l'armée affirme avoir tué dix rebelles.", []),
    ],
)
def test_where_whoever_claims_it_did_it(text: str, place: list[str]) -> None:
    (claim,) = _told(text)
    assert [each.text for each in claim.places] == place


@pytest.mark.parametrize(
    "text",
    [
        "Les rebelles ont, selon des témoins, encerclé puis pillé l'hôpital de Gao.",
        "Les rebelles ont, dans la nuit, pillé l'hôpital de Gao.",
    ],
)
def test_auxiliary_and_participle_may_stand_apart(text: str) -> None:
    (claim,) = _told(text)
    assert ([a.text for a in claim.actors], [t.text for t in claim.targets]) == (["Les rebelles"], ["l'hôpital de Gao"])


def test_fire_beside_an_attack_killed_nobody() -> None:
    told = _told("Des rebelles ont attaqué une école à Gao, incendiant un dortoir et tuant dix élèves.")
    assert [(each.event, [q.best for q in each.quantities]) for each in told] == [("attack", [10]), ("arson", [])]


def test_where_the_press_is_spoken_to_nothing_happened() -> None:
    (claim,) = _told("Lors d'un point presse à Genève, le maire a indiqué que dix civils avaient été tués à Gao.")
    assert [place.text for place in claim.places] == ["Gao"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "L'armée revendique la destruction de dix chars et la mort de douze rebelles à Gao.",
            [("attack", "vehicles", 10)],
        ),
        ("Le M23 a rejeté l'ultimatum et dit avoir détruit dix chars à Gao.", [("attack", "vehicles", 10)]),
    ],
)
def test_whoever_claims_did_it(text: str, told: list[tuple[str, str, int]]) -> None:
    read = _told(text)
    assert [(c.event, c.quantities[0].measure, c.quantities[0].best) for c in read] == told
    assert {(c.act, c.actors[0].text == c.voice.chain[0].text) for c in read} == {("claims-responsibility", True)}


def test_whom_a_strike_was_carried_out_on() -> None:
    (claim,) = _told("La junte a mené lundi une frappe aérienne sur le village de Gao, dans la région de Mopti.")
    assert [each.text for each in claim.targets] == ["le village de Gao"]


def test_those_who_died_after_an_attack_died_of_it() -> None:
    (claim,) = _told("Cinq policiers ont été tués après l'attaque de leur poste par un gang à Gao.")
    assert ([a.text for a in claim.actors], claim.quantities[0].best) == (["un gang"], 5)
    assert len(_told("Cinq policiers ont été tués deux jours après l'attaque de leur poste par un gang à Gao.")) == 2


def test_who_was_taken_and_is_free_was_taken() -> None:
    (claim,) = _told("Deux prêtres enlevés le 12 avril à Gao ont été libérés.")
    assert (claim.event, claim.when and claim.when.edtf) == ("abduction", "2024-04-12")


def test_an_ordinal_set_off_behind_the_attack_is_a_tally() -> None:
    (claim,) = _told("L'attaque, la cinquième en un mois contre des bases, n'a pas été revendiquée.", "tally")
    assert claim.scope is not None
    assert (claim.quantities[0].best, claim.scope.ordinal) == (5, True)


def test_places_in_scare_quotes() -> None:
    (claim,) = _told("Trois roquettes se sont abattues dans la « zone verte » de Bagdad.")
    assert [place.text for place in claim.places] == ["Bagdad"]
