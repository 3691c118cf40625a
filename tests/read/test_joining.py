"""What may be one place, for telling incidents apart."""

import pytest

from corrobora.read.joining import places_clash
from corrobora.types import Place, Span


def _place(text: str, known: str | None = None, precision: str = "village") -> Place:
    country, admin1 = ("SY", known) if known else (None, None)
    span = Span(0, len(text))
    return Place(
        "place", text, span, "t", id=known, precision="town" if known else precision, country=country, admin1=admin1
    )


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        ([_place("بلدة نوى"), _place("درعا", "SY-DR")], [_place("حي الشيخ"), _place("حلب", "SY-HL")], True),
        ([_place("بلدة نوى"), _place("درعا", "SY-DR")], [_place("درعا", "SY-DR")], False),
        ([_place("بلدة نوى")], [_place("حي الشيخ", precision="area")], False),
        ([_place("قرية كودنا")], [_place("قرية الرفيد")], True),
        ([_place("قرية كودنا")], [_place("بلدة كودنا")], False),
        ([_place("village of Kodna")], [_place("Kodna village")], False),
    ],
)
def test_known_places_tell_more_than_unknown_ones(one: list[Place], two: list[Place], apart: bool) -> None:  # noqa: FBT001
    assert places_clash(one, two) is apart
