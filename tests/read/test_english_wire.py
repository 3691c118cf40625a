"""What dispatches in English ask for: towns called like common words, releases, mutinies, boats, background."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from corrobora.read.article import read_document
from corrobora.types import Claim, Dated, Document

Told = Mapping[str, object]


def _claims(text: str) -> list[Claim]:
    read = read_document(Document("d", "u", text, "", language="en", published=Dated("2024-05-15", "stated")))
    return [claim for claim in read.claims if claim.kind == "incident"]


def _told(claim: Claim) -> dict[str, object]:
    """Return what a claim tells, in short."""
    harm: dict[str, object] = {
        str(each.measure): each.best if each.best is not None else each.low for each in reversed(claim.quantities)
    }
    return {
        "event": claim.event,
        "stance": claim.stance,
        "actors": [actor.text for actor in claim.actors],
        "targets": [target.text for target in claim.targets],
        "places": [place.text for place in claim.places],
        "means": [means.text for means in claim.means],
        "when": claim.when.edtf if claim.when else None,
        "speaker": claim.voice.chain[0].text if claim.voice.chain else None,
        **harm,
    }


def _check(text: str, *wanted: Told) -> None:
    told = [_told(claim) for claim in _claims(text)]
    assert len(told) == len(wanted), told
    for got, want in zip(told, wanted, strict=True):
        assert {key: got.get(key) for key in want} == want


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Jets bombed Tyre at dawn.", ["Tyre"]),
        ("Rebels seized Man and Bouake.", ["Man", "Bouake"]),
        ("Islamic State captured Hit in 2014.", ["Hit"]),
        ("Militants attacked Ber and Kidal.", ["Ber", "Kidal"]),
        ("Militants attacked the tyre factory.", []),
    ],
)
def test_a_common_word_that_is_bombed_or_taken_is_a_town(text: str, places: list[str]) -> None:
    assert [place.text for place in _claims(text)[0].places] == places


def test_two_towns_struck_in_two_sentences_are_two_incidents() -> None:
    text = "Israel bombed Tyre on Monday. Israeli jets also struck Nabatieh on Tuesday."
    assert [[place.text for place in claim.places] for claim in _claims(text)] == [["Tyre"], ["Nabatieh"]]


@pytest.mark.parametrize(
    "text", ["Critics attacked Justice over it.", "The storm hit Nice.", "The senator attacked Bush over tax."]
)
def test_a_name_that_words_attack_is_no_town(text: str) -> None:
    assert not _claims(text)
