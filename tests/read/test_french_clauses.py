"""French deeds told in a clause of their own, ordered, promised, or only counted; and where one deed ends."""

import pytest

from tests.read.deeds import Deed, claims, incidents, short


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Les rebelles ont pris la fuite après avoir tué dix civils à Gao.",
            ("attack", "asserted", ["Les rebelles"], ["dix civils"]),
        ),
        (
            "Des bandits, lourdement armés, sont partis après avoir pillé un marché.",
            ("looting", "asserted", ["Des bandits"], ["un marché"]),
        ),
        (
            "On a enterré les gardes, que des bandits ont tués mardi.",
            ("attack", "asserted", ["des bandits"], ["les gardes"]),
        ),
        (
            "Un camion, que des rebelles ont attaqué mardi, brûlait encore.",
            ("attack", "asserted", ["des rebelles"], ["Un camion"]),
        ),
        (
            "La ville de Goma, que l'armée a reprise mardi, est calme.",
            ("takeover", "asserted", ["l'armée"], ["La ville de Goma"]),
        ),
        (
            "Le roi a ordonné à la garde de bombarder un port.",
            ("shelling", "anticipated", ["la garde"], ["un port"]),
        ),
        (
            "Un médecin dit avoir été enlevé par des miliciens.",
            ("abduction", "asserted", ["des miliciens"], ["Un médecin"]),
        ),
        (
            "Selon l'enquête, le guide aurait pu être tué par des soldats.",
            ("attack", "hedged", ["des soldats"], ["le guide"]),
        ),
        (
            "L'armée a visé un rassemblement de combattants à Khiam.",
            ("attack", "asserted", ["L'armée"], ["un rassemblement de combattants"]),
        ),
        (
            "Le pays a signé un accord de paix avec les rebelles.",
            ("agreement", "asserted", ["Le pays", "les rebelles"], []),
        ),
        ("Une mine a fait au moins dix morts à Gao.", ("bombing", "asserted", [], [])),
        ("Une attaque aurait fait au moins dix morts à Gao.", ("attack", "hedged", [], [])),
        ("Une mutinerie a éclaté à Gao.", ("coup", "asserted", [], [])),
        ("L'armée a repoussé les rebelles à Gao.", ("armed-clash", "asserted", ["L'armée"], ["les rebelles"])),
        ("Ils menacent d'occuper la ville de Gao.", ("takeover", "anticipated", ["Ils"], ["la ville de Gao"])),
        ("Les rebelles ont fui la ville de Gao.", ("withdrawal", "asserted", ["Les rebelles"], [])),
    ],
)
def test_who_did_what_to_whom(text: str, wanted: Deed) -> None:
    told = [short(claim) for claim in incidents(text, "fr")]
    assert wanted in told, told


@pytest.mark.parametrize(
    "text",
    [
        "Les rebelles ont promis de ne pas attaquer la ville.",
        "L'ONU demande aux rebelles de ne pas bombarder la ville.",
        "Le guide aurait pu être tué.",
        "Les assaillants ont fui.",
        "C'est le huitième convoi cette semaine.",
    ],
)
def test_what_was_not_done_is_no_claim(text: str) -> None:
    assert [claim for claim in claims(text, "fr") if claim.kind != "statement"] == []


def test_who_says_not_to_have_done_it_denies() -> None:
    (claim,) = incidents("Les rebelles affirment ne pas attaquer les civils.", "fr")
    assert claim.stance == "denied"


def test_of_whom_two_speak_after_a_place() -> None:
    text = "Dix soldats ont péri dans une base de Bouna, dans la région de Gao, ont indiqué mardi un élu et une source."
    (claim,) = incidents(text, "fr")
    assert [holder.text for holder in claim.voice.chain] == ["un élu"]


def test_they_in_a_quotation_are_whom_it_named() -> None:
    (claim,) = incidents("« Les assaillants sont venus à moto. Ils ont tué dix civils », a dit le maire.", "fr")
    assert [actor.name for actor in claim.actors if hasattr(actor, "name")] == ["Les assaillants"]


def test_a_convoy_more() -> None:
    text = "Un convoi a été attaqué lundi à Gao. C'est le huitième convoi cette semaine."
    (tally,) = [claim for claim in claims(text, "fr") if claim.kind == "tally"]
    assert (tally.event, tally.quantities[0].best) == ("attack", 8)


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("L'armée a pilonné lundi Bakhmout. Des combats ont éclaté dans la ville.", ["shelling", "armed-clash"]),
        ("Des bandits ont emporté des armes et incendié un camion.", ["looting", "arson"]),
        ("Deux hommes sont tombés sur le champ d'honneur et cinq autres, blessés, ont été soignés.", ["attack"]),
        ("Un camp bombardé lundi à Gao abritait des familles.", ["shelling"]),
        ("Le 1er mars, dix soldats ont péri à Gao, et le lendemain des hommes ont attaqué Kidal.", ["attack"] * 2),
    ],
)
def test_one_deed_or_two(text: str, events: list[str]) -> None:
    assert [claim.event for claim in incidents(text, "fr")] == events


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Le 1er mars, dix soldats ont péri à Gao, et le lendemain des hommes ont attaqué Kidal.",
            ["2025-03-01", "2025-03-02"],
        ),
        ("Deux semaines après s'être emparé de Goma, le M23 menace Bukavu.", ["2025-02-24"]),
    ],
)
def test_days(text: str, days: list[str]) -> None:
    assert [claim.when.edtf for claim in incidents(text, "fr") if claim.when] == days


def test_there_is_where_the_last_of_it_was() -> None:
    text = "L'armée a bombardé le camp de Mugunga. Des combats ont éclaté à Goma. Treize soldats y ont péri."
    last = incidents(text, "fr")[-1]
    assert (last.event, [place.text for place in last.places]) == ("armed-clash", ["Goma"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Il a menacé de frapper Gao si le groupe ne se retire pas.", ["attack"]),
        ("Si les rebelles attaquent Gao, l'armée bombardera Kidal.", ["shelling"]),
        ("S'ils attaquent Gao, elle bombardera Kidal.", ["shelling"]),
        ("À moins que les rebelles n'attaquent Gao, l'armée restera.", []),
        ("Si l'armée a repris Gao lundi, elle a perdu des hommes.", ["takeover"]),
    ],
)
def test_what_is_only_a_condition_is_no_deed_but_what_is_granted_is(text: str, told: list[str]) -> None:
    assert [claim.event for claim in incidents(text, "fr")] == told
