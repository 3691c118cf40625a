"""French arms and machines: what they do their owner does; what falls from the air; who throws what at whom."""

import pytest

from corrobora.read.article import read_document
from corrobora.types import Claim, Dated, Document

TUESDAY = Dated("2024-05-07", "stated")


@pytest.mark.parametrize(
    ("text", "event", "actor"),
    [
        ("Un hélicoptère de l'armée malienne a bombardé un marché de Ber.", "airstrike", "armée malienne"),
        ("Des avions israéliens ont bombardé Tyr.", "airstrike", "Israël"),
        ("Un drone de l'armée éthiopienne a tué douze civils.", "drone-strike", "armée éthiopienne"),
        ("Les canons de l'armée ont bombardé la ville de Kadugli.", "shelling", "armée"),
        ("Un char israélien a tiré sur une tente à Rafah.", "shooting", "Israël"),
        ("Un navire russe a tiré des missiles sur Odessa.", "shelling", "Russie"),
        ("Une école a été touchée par un drone de l'armée.", "drone-strike", "armée"),
        ("Le village a été bombardé par des avions de la coalition.", "airstrike", "coalition"),
        ("Un raid d'un avion russe a tué dix civils à Idleb.", "airstrike", "Russie"),
        ("Trois civils ont été tués par un tir d'un char israélien.", "attack", "Israël"),
    ],
)
def test_what_arms_do_their_owner_does(text: str, event: str, actor: str) -> None:
    (claim,) = _incidents(text)
    assert (claim.event, [each.name or each.text for each in claim.actors]) == (event, [actor])


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Des bombes larguées par un avion ont touché un marché à Nyala.", "airstrike"),
        ("Deux barils explosifs largués par un hélicoptère ont tué six civils à Alep.", "airstrike"),
        ("Un engin largué par un drone a explosé près d'un abri à Nikopol.", "drone-strike"),
        ("Un avion a lâché deux bombes sur un village.", "airstrike"),
        ("Des bombes ont été larguées sur la ville d'Alep.", "airstrike"),
    ],
)
def test_what_is_dropped_strikes_from_the_air(text: str, event: str) -> None:
    (claim,) = _incidents(text)
    assert claim.event == event


def test_names_of_arms_are_no_places() -> None:
    (claim,) = _incidents("Le Hezbollah a tiré une salve de roquettes Grad sur Kiryat Shmona.")
    assert [each.text for each in claim.actors] == ["Le Hezbollah"]
    assert [each.text for each in claim.places] == ["Kiryat Shmona"]


def test_arms_that_are_hit_leave_their_owner_out() -> None:
    (claim,) = _incidents("La défense antiaérienne a abattu trois drones ukrainiens.")
    assert (claim.event, [each.text for each in claim.actors]) == ("interception", ["La défense antiaérienne"])


def _incidents(text: str) -> list[Claim]:
    document = Document("a", "a", text, "", language="fr", published=TUESDAY)
    return [claim for claim in read_document(document).claims if claim.kind == "incident"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Moscou et Kiev s'accusent mutuellement d'avoir bombardé la centrale.",
            [("shelling", "Kiev", "Moscou"), ("shelling", "Moscou", "Kiev")],
        ),
        (
            "L'armée et le M23 se sont accusés lundi de violer la trêve.",
            [("ceasefire-violation", "L'armée", "le M23"), ("ceasefire-violation", "le M23", "L'armée")],
        ),
        (
            "Les deux camps s'accusent d'attaques contre des civils.",
            [("attack", "Les deux camps", "Les deux camps")],
        ),
        (
            "Moscou et Kiev se rejettent la responsabilité des bombardements de la centrale.",
            [("shelling", "Kiev", "Moscou"), ("shelling", "Moscou", "Kiev")],
        ),
        ("L'armée accuse le M23 d'avoir violé la trêve.", [("ceasefire-violation", "le M23", "L'armée")]),
    ],
)
def test_each_accuses_the_other(text: str, told: list[tuple[str, str, str]]) -> None:
    read = _incidents(text)
    assert sorted((c.event, c.actors[0].text, c.voice.chain[0].text) for c in read) == told
    assert {claim.act for claim in read} == {"accuses"}


def test_who_accuses_himself_claims_it() -> None:
    (claim,) = _incidents("L'armée s'accuse d'avoir tué dix civils.")
    assert claim.act == "claims-responsibility"


@pytest.mark.parametrize(
    "denial",
    [
        "L'armée ougandaise a démenti toute implication dans la mort des civils.",
        "L'armée ougandaise a démenti être impliquée dans l'attaque.",
        "L'armée ougandaise a démenti avoir un quelconque rapport avec l'attaque.",
    ],
)
def test_denial_is_of_the_incident_told_before(denial: str) -> None:
    told = _incidents(f"Un raid a fait huit morts à Gao lundi. {denial}")
    assert [(c.stance, [p.text for p in c.places]) for c in told] == [("asserted", ["Gao"]), ("denied", ["Gao"])]
    assert [each.text for each in told[1].actors] == ["L'armée ougandaise"]


@pytest.mark.parametrize(
    ("text", "actors", "killed"),
    [
        ("Des drones ont « neutralisé vingt rebelles » à Gao.", [], 20),
        ("Dix civils ont été « abattus par des miliciens » à Gao.", ["des miliciens"], 10),
        (
            "L'ONU accuse l'armée et ses supplétifs russes d'avoir tué huit bergers.",
            ["l'armée", "ses supplétifs russes"],
            8,
        ),
        ("Une femme et ses trois petites-filles ont péri à Gao.", [], 4),
        ("Les corps criblés de balles de cinq hommes ont été découverts à Gao.", [], 5),
        ("L'ONG a annoncé la mort de deux de ses employés à Gao.", [], 2),
    ],
)
def test_whom_it_killed(text: str, actors: list[str], killed: int) -> None:
    (claim,) = _incidents(text)
    assert [each.text for each in claim.actors] == actors
    assert [q.best for q in claim.quantities if q.measure == "killed"] == [killed]


def test_what_was_fired_and_landed_is_theirs_who_fired() -> None:
    (claim,) = _incidents("Des obus tirés par les FSR sont tombés mardi sur un autobus à Omdourman.")
    assert ([a.text for a in claim.actors], [t.text for t in claim.targets]) == (["les FSR"], ["un autobus"])


@pytest.mark.parametrize(
    "text",
    [
        "Leur chauffeur a été blessé à Gao.",
        "Un policier a été touché par balle à Gao.",
        "Son fils a été atteint d'une balle à Gao.",
        "Un enfant a été atteint par un éclat d'obus à Gao.",
    ],
)
def test_one_who_is_hurt(text: str) -> None:
    (claim,) = _incidents(text)
    assert [(q.measure, q.best) for q in claim.quantities] == [("injured", 1)]


def test_bases_and_airports_fall_like_towns() -> None:
    (claim,) = _incidents("L'aéroport de Kavumu est tombé vendredi.")
    assert (claim.event, [each.text for each in claim.targets]) == ("takeover", ["L'aéroport de Kavumu"])


def test_what_a_war_has_cost_is_no_part_of_a_raid() -> None:
    told = _incidents("Un raid a visé une base à Gao lundi. Le conflit a fait plus de 4 000 morts.")
    assert [[q.best or q.low for q in each.quantities] for each in told] == [[], [4000]]


def test_nobody_hits_his_own() -> None:
    one, two = _incidents("L'armée malienne dit avoir détruit une base. Cinq soldats maliens ont péri, a-t-elle admis.")
    assert ([q.best for q in one.quantities], [q.best for q in two.quantities]) == ([], [5])


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        (
            "Une dizaine d'hommes en civil sont arrivés lundi à Gao. Ils ont tiré sur les élèves.",
            "Une dizaine d'hommes",
        ),
        ("Les assaillants sont arrivés lundi à Gao. Ils ont tué dix élèves.", "Les assaillants"),
        ("Un homme armé est arrivé lundi à Gao. Il a tué dix élèves.", "Un homme armé"),
    ],
)
def test_those_who_came_before_they_shot(text: str, actor: str) -> None:
    (claim,) = _incidents(text)
    assert [(each.name or "").startswith(actor) for each in claim.actors] == [True]
    assert ([place.text for place in claim.places], claim.when and claim.when.edtf) == (["Gao"], "2024-05-06")


@pytest.mark.parametrize(
    ("text", "event", "target"),
    [
        ("Les rebelles ont capturé la base de Gao.", "takeover", "la base de Gao"),
        ("La ville de Gao, reprise lundi par l'armée, est calme.", "takeover", "La ville de Gao"),
        ("L'ONU accuse l'armée d'avoir repris la base de Gao.", "takeover", "la base de Gao"),
        ("L'ONU accuse l'armée d'avoir saisi deux camions à Gao.", "seizure", "deux camions"),
        ("On a vu le marché de Gao, pillé lundi par les rebelles.", "looting", "le marché de Gao"),
        ("L'ONU condamne la destruction du village de Gao par l'armée.", "attack", "village de Gao"),
    ],
)
def test_ground_and_goods(text: str, event: str, target: str) -> None:
    (claim,) = _incidents(text)
    assert (claim.event, [each.text.removeprefix("du ") for each in claim.targets]) == (event, [target])


@pytest.mark.parametrize(
    "text",
    [
        "Un avion de ligne s'est écrasé à Gao, tuant 72 personnes.",
        "Une explosion de gaz a fait trois morts à Gao.",
        "Le procès de l'attentat de Gao s'est ouvert lundi à Paris.",
        "Le film retrace la bataille d'Alger de 1957.",
        "Un exercice militaire simulant une attaque a eu lieu à Gao.",
        "Des avions de l'ONU ont largué des vivres sur la ville de Gao.",
        "Le ministre a accusé l'ONU de complaisance après l'attaque de Gao.",
    ],
)
def test_no_deed_of_anybody(text: str) -> None:
    assert _incidents(text) == []


def test_what_is_feared_lies_ahead() -> None:
    (claim,) = _incidents("Les habitants craignent une attaque du M23 contre la ville de Goma.")
    assert claim.stance == "anticipated"


@pytest.mark.parametrize(
    ("text", "event", "target"),
    [
        ("Les rebelles sont venus à Gao et ont tiré sur les habitants.", "shooting", "les habitants"),
        (
            "Des agents ont arrêté un car, lancé des gaz lacrymogènes et exécuté dix patients.",
            "execution",
            "dix patients",
        ),
        ("Des hommes armés ont fouillé le village, tué dix bergers et incendié une école.", "attack", "dix bergers"),
        ("Les rebelles ont fouillé le village et tiré des obus sur un poste.", "shelling", "un poste"),
    ],
)
def test_who_goes_on(text: str, event: str, target: str) -> None:
    told = {claim.event: claim for claim in _incidents(text)}
    assert [each.text for each in told[event].targets] == [target]
    assert all(claim.actors for claim in told.values())


def test_victims_of_a_bomb_are_not_who_burnt_a_bus() -> None:
    (claim,) = _incidents("Une bombe a tué dix passants et détruit un bus à Gao.")
    assert (claim.actors, [q.best for q in claim.quantities if q.measure == "killed"]) == ((), [10])


def test_couples_and_whoever_is_one_more() -> None:
    (claim,) = _incidents("Une bombe a tué un couple et leur fillette à Gao.")
    assert [q.best for q in claim.quantities] == [3]
    told = _incidents("Deux soldats ont été tués à Gao et un troisième a été enlevé.")
    assert [(each.event, each.quantities[0].best) for each in told] == [("attack", 2), ("abduction", 1)]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Dix-huit assaillants et un membre de la garde ont péri à Gao.", 19),
        ("Un journaliste local, Ali Demir, et son caméraman ont été tués à Gao.", 2),
    ],
)
def test_lists_of_the_dead(text: str, killed: int) -> None:
    (claim,) = _incidents(text)
    assert [q.best for q in claim.quantities] == [killed]


def test_towns_that_fell_and_who_left_them() -> None:
    (fell,) = _incidents("La ville de Gao, tombée mercredi aux mains des rebelles, est calme.")
    assert (fell.event, [each.text for each in fell.actors]) == ("takeover", ["des rebelles"])
    (left,) = _incidents("Le ministre a confirmé le retrait de ses troupes de Gao.")
    assert (left.event, left.act) == ("withdrawal", "confirms")


def test_aircraft_are_no_munitions() -> None:
    (claim,) = _incidents("Deux avions de la junte ont bombardé la ville de Gao.")
    assert claim.quantities == ()
    (claim,) = _incidents("Deux avions ont largué six bombes sur la ville de Gao.")
    assert [(q.measure, q.best) for q in claim.quantities] == [("munitions", 6)]
