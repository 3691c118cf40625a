"""What a text in English tells, in short, for the tests of reading it."""

from __future__ import annotations

from collections.abc import Mapping

from corrobora.read.article import read_document
from corrobora.types import Claim, Dated, Document

Told = Mapping[str, object]


def claims(text: str) -> list[Claim]:
    read = read_document(Document("d", "u", text, "", language="en", published=Dated("2024-05-15", "stated")))
    return [claim for claim in read.claims if claim.kind == "incident"]


def told_by(claim: Claim) -> dict[str, object]:
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


def check(text: str, *wanted: Told) -> None:
    told = [told_by(claim) for claim in claims(text)]
    assert len(told) == len(wanted), told
    for got, want in zip(told, wanted, strict=True):
        assert {key: got.get(key) for key in want} == want
