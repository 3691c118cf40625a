"""What French war reporting asks for: joined verbs, parts in apposition, asides, quoted words, who passes them on."""

import pytest

from corrobora.read.article import read_document
from corrobora.types import Claim, Dated, Document, Place

TITLE = "Les nouvelles du jour\n\n"


@pytest.mark.parametrize(
    ("text", "targets", "killed"),
    [
        ("Trois militaires et un magistrat ont été tués lundi.", ["Trois militaires", "un magistrat"], 4),
        ("Deux Maliens et un Tchadien ont été tués lundi.", ["Deux Maliens", "un Tchadien"], 3),
        ("Le rebelle a tué un de ses gardes.", ["un de ses gardes"], 1),
        ("Le maire évoque un bilan de dix-huit morts.", [], 18),
        ("Un berger de 16 ans a succombé à ses blessures lundi.", ["Un berger de 16 ans"], 1),
        ("L'armée a admis la perte de quatre gardes.", ["quatre gardes"], 4),
        ("Une femme dit avoir vu des rebelles tuer deux gardes.", ["deux gardes"], 2),
        ("Aucun berger n'a été touché.", ["Aucun berger"], 0),
        ("Le conducteur du camion a été tué lundi.", ["Le conducteur du camion"], 1),
        ("Vingt soldats sont tombés lundi dans l'assaut.", ["Vingt soldats"], 20),
        ("Neuf gardes auraient été tués lundi dans une attaque.", ["Neuf gardes"], 9),
    ],
)
def test_victims(text: str, targets: list[str], killed: int) -> None:
    (claim,) = _incidents(text)
    assert [target.text for target in claim.targets] == targets
    assert [q.best for q in claim.quantities if q.measure == "killed"] == [killed]


def test_who_killed_and_then_burnt_did_both() -> None:
    told = _incidents("Des rebelles ont tué dix gardes et mis le feu à trois maisons.")
    assert [(each.event, [t.text for t in each.targets]) for each in told] == [
        ("attack", ["dix gardes"]),
        ("arson", ["trois maisons"]),
    ]
    assert [each.actors[0].text for each in told] == ["Des rebelles", "Des rebelles"]


def test_a_voice_at_the_end_tells_what_stands_behind_the_semicolon() -> None:
    told = _incidents("Les rebelles ont attaqué un camp ; dix civils ont été tués, a dit le maire.")
    assert [each.voice.manner for each in told] == ["narrator", "indirect"]


def test_what_a_threat_makes_depend_on_something_lies_ahead() -> None:
    (claim,) = _incidents("Si le maire refusait, la ville de Goma serait bombardée, a prévenu le M23.")
    assert claim.stance == "anticipated"


def test_whole_before_its_parts() -> None:
    (claim,) = _incidents("Cinq hommes, trois gardes et deux médecins, ont été tués.")
    assert (claim.quantities[0].best, claim.quantities[0].of) == (5, None)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Des frappes israéliennes ont fait deux morts.", "israéliennes"),
        ("Les rebelles, soutenus par le Rwanda, ont attaqué une base.", "Les rebelles"),
        ("Des hommes armés, soupçonnés d'être des bandits, ont attaqué une base.", "Des hommes armés"),
        ("Dix soldats ont péri dans une embuscade attribuée aux rebelles.", "rebelles"),
        ("Des rebelles sont entrés dans le fort et ont tué dix gardes.", "Des rebelles"),
        ("Des rebelles sont entrés dans le fort, tuant dix gardes.", "Des rebelles"),
    ],
)
def test_actor(text: str, actor: str) -> None:
    (claim,) = _incidents(text)
    assert [each.text for each in claim.actors] == [actor]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Un groupe jusque-là inconnu, les Brigades du fleuve, a revendiqué l'enlèvement de deux prêtres.",
            "les Brigades du fleuve",
        ),
        ("Des rebelles ont pillé un village, a rapporté mercredi l'ONG locale Terra Viva.", "l'ONG locale Terra Viva"),
        ("Dix hommes ont fui, d'après l'Ozka.", "l'Ozka"),
        ("Hamid Karoui, dit Sakhr, assiège la ville.", ""),
        ("L'opposition, qui parle de 23 morts, a demandé une enquête.", "L'opposition"),
        ("L'armée a pointé du doigt les rebelles.", "L'armée"),
        ("Le Front de la vallée (FV, ou FDV) a affirmé avoir tué dix gardes.", "Le Front de la vallée (FV, ou FDV)"),
    ],
)
def test_speaker(text: str, speaker: str) -> None:
    (claim,) = _incidents(text)
    assert "".join(holder.text for holder in claim.voice.chain) == speaker


def test_outlet_behind_a_quoted_source() -> None:
    (claim,) = _incidents("Un convoi a été visé, selon l'agence Minerva, citant un officier.")
    assert [holder.text for holder in claim.voice.chain] == ["un officier", "l'agence Minerva"]


def test_verb_parted_by_a_quotation_mark() -> None:
    (claim,) = _incidents("L'armée a affirmé avoir « tué deux rebelles ».")
    assert (claim.act, claim.quantities[0].best) == ("claims-responsibility", 2)


def test_fire_does_not_name_an_attack() -> None:
    claims = _incidents("Des hommes ont attaqué un village et incendié des maisons. L'attaque a fait dix morts.")
    assert {claim.event for claim in claims if claim.quantities} == {"attack"}


def test_answer_is_told_apart() -> None:
    events = {
        claim.event
        for claim in _incidents(
            "Les rebelles ont tiré dix obus, en riposte aux raids aériens menés par l'armée contre leur base."
        )
    }
    assert events == {"shelling", "airstrike"}


def test_doubt_covers_what_is_joined() -> None:
    (claim,) = _incidents("Dix hommes auraient été tués et deux camions détruits.")
    assert claim.stance == "hedged"
    assert [q.best for q in claim.quantities if q.measure == "vehicles"] in ([], [2])
    assert not [q for q in claim.quantities if q.measure == "incidents"]


def test_shot_down_are_no_dead() -> None:
    claims = _incidents("L'ennemi a tiré 18 missiles. Seize ont été abattus.")
    assert [q.measure for claim in claims for q in claim.quantities] == ["munitions", "intercepted"]


def test_news_in_brief_has_its_country() -> None:
    claims = _incidents("MALI – Dix soldats tués dans une embuscade.\n\nNIGER – Deux gendarmes blessés.")
    assert [[place.country for place in claim.places] for claim in claims] == [["ML"], ["NE"]]


def test_parts_of_a_tally() -> None:
    tallies = [
        c
        for c in _claims("L'armée a recensé 40 attaques depuis le 3 mai 2021, dont douze à Bamako.")
        if c.kind == "tally"
    ]
    assert [claim.quantities[0].best for claim in tallies] == [40, 12]


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Le Hamas a donné jusqu'au 3 mai 2021 à Israël pour partir.", "Israël"),
        ("L'armée a sommé les habitants d'évacuer le quartier avant le 3 mai 2021.", "les habitants"),
    ],
)
def test_deadline(text: str, addressee: str) -> None:
    (claim,) = [c for c in _claims(text) if c.kind == "deadline"]
    assert claim.due is not None
    assert (claim.due.edtf, [each.text for each in claim.addressees]) == ("2021-05-03", [addressee])


def test_number_that_begins_a_sentence_is_no_name() -> None:
    *_, claim = _incidents("Dix civils ont été tués. Deux soldats sont morts mardi.")
    assert [(target.text, target.name) for target in claim.targets] == [("Deux soldats", None)]


def test_dozen_of_kilometres() -> None:
    reading = read_document(
        Document("a", "a", TITLE + "Un convoi a été visé à une dizaine de kilomètres à l'ouest de Gao.", "")
    )
    assert [value.km for value in reading.values if isinstance(value, Place)] == [10.0]


def _incidents(text: str) -> list[Claim]:
    return [claim for claim in _claims(text) if claim.kind == "incident"]


def _claims(text: str) -> tuple[Claim, ...]:
    return read_document(Document("a", "a", TITLE + text, "")).claims


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Soixante déplacés ont été tués à la machette dans le camp de Plaine Savo.",
            ("attack", [], ["Soixante déplacés"], ["Plaine Savo"]),
        ),
        ("Dix gardes lâchement abattus : tel est le bilan.", ("attack", [], ["Dix gardes"], [])),
        (
            "Une patrouille partie de Téra a tué six hommes.",
            ("attack", ["Une patrouille"], ["six hommes"], ["Téra"]),
        ),
        (
            "Des rebelles ont encerclé le village et se sont livrés à un massacre d'une rare cruauté.",
            ("massacre", ["Des rebelles"], ["le village"], []),
        ),
        ("Vingt mille civils ont pris la route de Bunia.", ("displacement", [], ["Vingt mille civils"], ["Bunia"])),
        ("Un camion bourré d'explosifs a éclaté.", ("bombing", [], [], [])),
        ("Un marché a été visé à Bamako, Niamey et Gao.", ("attack", [], ["Un marché"], ["Bamako", "Niamey", "Gao"])),
        (
            "L'armée met l'attaque du camp sur le compte des rebelles.",
            ("attack", ["des rebelles"], ["camp"], []),
        ),
    ],
)
def test_who_did_what_to_whom_and_where(text: str, expected: tuple[str, list[str], list[str], list[str]]) -> None:
    (claim,) = _incidents(text)
    slots = [[v.text for v in values] for values in (claim.actors, claim.targets, claim.places)]
    assert (claim.event, *slots) == expected


def test_blame_laid_twice_is_two_claims() -> None:
    told = _incidents("Le ministre a attribué l'attentat de Cali à l'ELN et la destruction du pont aux rebelles.")
    assert [(each.act, [a.text for a in each.actors]) for each in told] == [
        ("accuses", ["l'ELN"]),
        ("accuses", ["rebelles"]),
    ]


def test_who_killed_burnt_the_market_in_the_next_sentence() -> None:
    told = _incidents("Des rebelles ont tué dix gardes à Gao. Ils ont incendié le marché.")
    assert [(each.event, [t.text for t in each.targets]) for each in told] == [
        ("attack", ["dix gardes"]),
        ("arson", ["le marché"]),
    ]


def test_a_town_is_not_taken_where_its_region_is_named_elsewhere() -> None:
    (claim,) = _incidents("Un raid a visé le village de Bondy, dans la région de Mopti.")
    assert ("Bondy", None) in [(place.name, place.id) for place in claim.places]


def test_the_dead_of_a_building_that_a_drone_brought_down_are_no_accident() -> None:
    assert not _incidents("Douze habitants ont péri dans l'effondrement d'un immeuble.")
    (claim,) = _incidents("Douze habitants ont péri dans l'effondrement d'un immeuble éventré par un drone.")
    assert claim.quantities[0].best == 12


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Le 3 mai, dix gardes ont péri à Gao. Quelques heures plus tard, un raid a visé Mopti.", ["2024-05-03"] * 2),
        ("Dix gardes ont été tués au cours de la nuit de mardi à mercredi à Gao.", ["2024-06-11/2024-06-12"]),
        (
            "Le maire a annoncé dimanche que dix gardes avaient péri vendredi à Gao. Un raid a visé la ville à l'aube.",
            ["2024-06-07"] * 2,
        ),
    ],
)
def test_days(text: str, days: list[str]) -> None:
    document = Document("d", "d.txt", text, "", language="fr", published=Dated("2024-06-13", "stated"))  # a Thursday
    told = [claim for claim in read_document(document).claims if claim.kind == "incident"]
    assert [claim.when.edtf for claim in told if claim.when] == days


def test_a_place_behind_the_hour_heads_what_a_live_page_tells() -> None:
    claims = _incidents("06h42 — Kharkiv. Un raid a fait deux morts.\n\n06h10 — Odessa. Un drone a tué un homme.")
    assert [[place.name for place in claim.places] for claim in claims] == [["Kharkiv"], ["Odesa"]]


def test_a_deadline_runs_from_no_day_to_come() -> None:
    text = "Le M23 a donné 72 heures au gouvernement pour partir, un ultimatum qui expire dimanche."
    document = Document("d", "d.txt", text, "", language="fr", published=Dated("2024-06-13", "stated"))  # a Thursday
    dues = [claim.due.edtf for claim in read_document(document).claims if claim.kind == "deadline" and claim.due]
    assert dues == ["2024-06-16"]


def test_days_with_two_digits_for_the_year() -> None:
    (claim,) = _incidents("Dix gardes ont été tués le 8/5/22 à Gao.")
    assert claim.when is not None
    assert claim.when.edtf == "2022-05-08"


def test_a_day_is_told_more_exactly_than_its_month() -> None:
    (claim,) = _incidents("Deuxième massacre en mai 2021 : le 8 mai 2021, 41 civils avaient été tués.")
    assert claim.when is not None
    assert claim.when.edtf == "2021-05-08"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Une attaque revendiquée dimanche par le M23 a tué dix gardes vendredi.", "2025-03-07"),
        ("Une attaque, revendiquée dimanche par le M23, a tué dix gardes.", None),
        ("Dix gardes sont morts dans une attaque revendiquée par le M23 dimanche.", None),
    ],
)
def test_the_day_of_a_claim_of_responsibility_is_not_that_of_the_attack(text: str, day: str | None) -> None:
    reading = read_document(Document("a", "a", TITLE + text, "", published=Dated("2025-03-12", "stated")))
    claims = [claim for claim in reading.claims if claim.quantities]
    assert [claim.when.edtf if claim.when else None for claim in claims] == [day]


@pytest.mark.parametrize(
    ("text", "event", "actors", "targets"),
    [
        ("Des rebelles ont pris lundi le contrôle de la ville.", "takeover", ["Des rebelles"], ["la ville"]),
        ("Des rebelles ont fait irruption lundi dans un camp.", "attack", ["Des rebelles"], ["un camp"]),
        ("Des rebelles ont dressé lundi une embuscade contre un convoi.", "ambush", ["Des rebelles"], ["un convoi"]),
        ("Le camp a été la cible lundi d'une attaque.", "attack", [], ["Le camp"]),
        ("L'armée a mis la main sur un dépôt d'armes.", "seizure", ["L'armée"], ["un dépôt d'armes"]),
        ("L'armée a perdu le contrôle de la ville.", "takeover", ["L'armée"], ["la ville"]),
        ("L'armée a évacué la base.", "withdrawal", ["L'armée"], ["la base"]),
        ("La police a tiré des gaz lacrymogènes sur la foule.", "crackdown", ["La police"], ["la foule"]),
        ("Un groupe rebelle, le Front du Nord, a attaqué un camp.", "attack", ["le Front du Nord"], ["un camp"]),
        ("L'attaque, menée par des rebelles, a visé un camp.", "attack", ["des rebelles"], ["un camp"]),
        ("Le camp, cible d'une attaque, brûle.", "attack", [], ["Le camp"]),
        ("Un convoi est tombé dans une embuscade tendue par des rebelles.", "ambush", ["des rebelles"], ["Un convoi"]),
        ("Des rebelles à bord de pick-up ont attaqué un camp.", "attack", ["Des rebelles"], ["un camp"]),
        ("Dix soldats sont morts lors de combats.", "armed-clash", [], ["Dix soldats"]),
        ("Après avoir attaqué un camp, les rebelles ont fui.", "attack", ["les rebelles"], ["un camp"]),
        ("Une roquette tirée par des rebelles a visé un camp.", "shelling", ["des rebelles"], ["un camp"]),
        ("Quatre femmes ont été emmenées en brousse.", "abduction", [], ["Quatre femmes"]),
        ("L'aviation a visé à trois reprises la ville.", "airstrike", ["L'aviation"], ["la ville"]),
    ],
)
def test_who_did_what_to_whom(text: str, event: str, actors: list[str], targets: list[str]) -> None:
    claim = _incidents(text)[0]
    assert (claim.event, [a.text for a in claim.actors], [t.text for t in claim.targets]) == (event, actors, targets)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Dix gardes sont morts, selon le maire. D'après lui, le marché a été incendié.", "le maire"),
        ("Le maire Ali Sow accuse l'armée syrienne d'un massacre. Celle-ci dit avoir visé un camp.", "armée syrienne"),
        ("L'armée écrit que dix gardes ont été tués.", "L'armée"),
        ("Dix gardes sont morts, a-t-on appris mardi auprès de sources sûres.", "sources sûres"),
        (
            "Le porte-parole de l'armée dans la région, le capitaine Ali Sow, a dit que dix gardes sont morts.",
            "Ali Sow",
        ),
        ("Dix gardes sont morts, d'après le maire, qui accuse les rebelles d'avoir visé un camp.", "le maire"),
        ("Dix gardes ont été tués par des soldats, accuse une coalition d'ONG.", "une coalition d'ONG"),
    ],
)
def test_who_speaks_by_a_pronoun(text: str, speaker: str) -> None:
    assert _incidents(text)[-1].voice.chain[0].name in {speaker, None}
    assert _incidents(text)[-1].voice.chain


def test_a_storm_attacks_nobody() -> None:
    assert _incidents("La tempête a frappé la côte, faisant huit morts.") == []


def test_what_was_fired_from_somewhere_and_fell_is_one_event() -> None:
    (claim,) = _incidents("Une roquette tirée depuis le Liban s'est abattue sur un marché, tuant douze enfants.")
    assert [q.best for q in claim.quantities if q.measure == "killed"] == [12]
