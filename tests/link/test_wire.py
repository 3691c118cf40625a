"""A dateline or a signature tells whose dispatch an article is: all who print it are one origin."""

from __future__ import annotations

import pytest

from corrobora.link import incidents, lineages
from corrobora.link.bodies import attributed
from corrobora.link.wire import agency_of
from tests.factory import incident, reading

FACT = "Raiders burned the mill."


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"BONI, Mali, Oct. 3 (Reuters) - {FACT}", "Reuters"),
        (f"A mill burns\n\nBONI (AFP) — {FACT}", "AFP"),
        (f"AFP - {FACT}", "AFP"),
        ("بوني (رويترز) - أحرق مسلحون الطاحونة.", "Reuters"),
        ("أحرق مسلحون الطاحونة.\nالمصدر: رويترز", "Reuters"),
        ("Le moulin a brûlé. (avec AFP)", "AFP"),
        ("Ardió el molino.\nFuente: EFE", "EFE"),
        (f"{FACT}\n\nSource: AFP/Reuters", "AFP"),
        (f"{FACT}\n\nReuters", "Reuters"),
        (f"{FACT}\n\nPhoto: AFP", None),
        (f"{FACT} A reporter of an agency (Reuters) saw it.", None),
        (f"BONI (Mali) - {FACT}", None),
        (f"Reuters reported it. {FACT}", None),
    ],
)
def test_whose_dispatch_it_is(text: str, agency: str | None) -> None:
    assert agency_of(reading("a", text=text).document) == agency


def test_an_agency_has_its_own_dispatch_from_nobody() -> None:
    assert agency_of(reading("a", text=f"BONI (Reuters) - {FACT}", outlet="Reuters").document) is None


def test_papers_that_print_one_agency_are_one_origin() -> None:
    texts = ("BONI (AFP) - The mill was burned by raiders.", "Raiders have set fire to the mill. (AFP)")
    made = [
        reading(f"u{n}", incident(text, when="2021-10-01", where=["boni"]), text=text) for n, text in enumerate(texts)
    ]
    heard = attributed(made)
    (found,) = incidents(heard, lineages(heard))
    assert (found.origins, found.grade) == (1, "weak")
    assert [each.kind for each in lineages(heard)] == ["citation"]
