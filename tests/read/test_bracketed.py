"""Voices that speak inside brackets or dashes speak for what stands there, and for no more."""

import pytest

from tests.read.deeds import incidents, short


@pytest.mark.parametrize(
    ("text", "language", "who"),
    [
        (
            "Le bourg de Nkana (qui a été incendié, selon les pompiers) a été repris mardi par l'armée.",
            "fr",
            [True, False],
        ),
        ("L'armée a repris mardi le bourg de Nkana (qui a été incendié, selon les pompiers).", "fr", [False, True]),
        (
            "Le bourg de Nkana – qui a été incendié, selon les pompiers – a été repris mardi par l'armée.",
            "fr",
            [True, False],
        ),
        ("Le bourg de Nkana a été incendié (selon les pompiers).", "fr", [True]),
    ],
)
def test_who_speaks_in_brackets(text: str, language: str, who: list[bool]) -> None:
    assert [bool(claim.voice.chain) for claim in incidents(text, language)] == who


def test_who_acts_outside_the_brackets_acts_all_the_same() -> None:
    both = incidents("Le bourg de Nkana (qui a été incendié) a été repris mardi par l'armée.", "fr")
    assert [short(claim) for claim in both] == [
        ("arson", "asserted", [], ["Le bourg de Nkana"]),
        ("takeover", "asserted", ["l'armée"], ["Le bourg de Nkana"]),
    ]


def test_a_thousand_armies_without_a_name_are_read() -> None:
    text = "L'armée (qui a tué dix hommes, selon l'ONU) a pris Gao. " * 600
    assert incidents(text, "fr")
