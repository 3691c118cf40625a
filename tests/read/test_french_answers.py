"""French and Spanish: who answers a charge, who fears, who only treats the wounded, and who "they" are."""

import pytest

from tests.read.deeds import Deed, incidents, short


@pytest.mark.parametrize(
    ("answer", "language"),
    [
        (". L'armée a rejeté ces accusations.", "fr"),
        (". L'armée dément ces informations et s'est tue.", "fr"),
        (", laquelle a rejeté ces accusations.", "fr"),
        (", des accusations rejetées par l'armée.", "fr"),
        (". El ejército rechazó esas acusaciones.", "es"),
        (". El ejército lo negó.", "es"),
        (", que rechazó las acusaciones.", "es"),
    ],
)
def test_who_answers_a_charge_denies_it(answer: str, language: str) -> None:
    charge = {
        "fr": "Les FSR ont imputé l'attaque d'Omdourman à l'armée",
        "es": "Las FSR atribuyeron el ataque al ejército",
    }
    both = incidents(charge[language] + answer, language)
    assert [claim.stance for claim in both] == ["asserted", "denied"]
    assert both[1].voice.chain[0].text.casefold() in {"l'armée", "el ejército", "ejército", "que"}


@pytest.mark.parametrize(
    "text",
    [
        "Un raid a visé Gao lundi. L'armée a rejeté les accusations de corruption.",
        "Un raid a visé Gao lundi. L'armée dément les rumeurs de départ du ministre.",
    ],
)
def test_who_rejects_something_else_denies_nothing(text: str) -> None:
    assert all(claim.stance == "asserted" for claim in incidents(text, "fr"))


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        (
            "L'armée redoute que les rebelles n'attaquent la ville.",
            "fr",
            ("attack", "anticipated", ["les rebelles"], ["la ville"]),
        ),
        (
            "Le maire craint que dix civils n'aient été tués à Gao.",
            "fr",
            ("attack", "hedged", [], ["dix civils"]),
        ),
        (
            "La ONU teme que el ejército haya bombardeado un mercado.",
            "es",
            ("shelling", "hedged", ["el ejército"], ["un mercado"]),
        ),
        ("L'hôpital dit avoir pris en charge 60 blessés.", "fr", ("attack", "asserted", [], [])),
        ("Le CICR affirme avoir évacué 30 blessés.", "fr", ("attack", "asserted", [], [])),
    ],
)
def test_fears_and_care(text: str, language: str, wanted: Deed) -> None:
    (claim,) = incidents(text, language)
    assert short(claim) == wanted


def test_what_came_before_it_happened_is_told() -> None:
    last = incidents("Les habitants ont fui avant que l'armée ne bombarde le village.", "fr")[-1]
    assert short(last) == ("shelling", "asserted", ["l'armée"], ["le village"])


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Un poste a été visé, a dit Saba. Les Houthis n'ont pas commenté, mais ils affirment avoir tué un homme.",
            "Houthis",
        ),
        ("Le général Issa Sow a parlé. Dix hommes ont été tués par l'armée, lancée en avant, a-t-il dit.", "Issa Sow"),
        ("Dix hommes ont été blessés à Bagdad, selon une source au ministère de l'Intérieur.", None),
    ],
)
def test_who_speaks(text: str, speaker: str | None) -> None:
    claim = incidents(text, "fr")[-1]
    assert [holder.name for holder in claim.voice.chain] == [speaker]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "Des bandits ont attaqué le village de Don, tué dix civils et emporté 300 bœufs.",
            ("looting", "asserted", ["Des bandits"], ["300 bœufs"]),
        ),
        (
            "Cinq civils ont été tués à la machette à Beni et trois autres à Mangina.",
            ("attack", "asserted", [], ["trois autres"]),
        ),
        (
            "Deux civils ont été abattus lundi à Bria et quatre autres mardi à Ippy.",
            ("attack", "asserted", [], ["quatre autres"]),
        ),
    ],
)
def test_chains(text: str, last: Deed) -> None:
    assert short(incidents(text, "fr")[-1]) == last
