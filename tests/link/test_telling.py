"""Words of targets as linking compares them."""

import pytest

from corrobora.link.telling import stems
from corrobora.types import Actor, Span


def _stems(*texts: str) -> frozenset[str]:
    return stems([Actor("actor", text, Span(0, len(text)), "t") for text in texts])


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("مسلحون", "ثلاثة مسلحين"),
        ("المسلحون", "مسلح"),
        ("منزلان", "منزلين"),
        ("سيارتان", "سيارتين"),
        ("المركبات", "مركبات"),
        ("جنديا", "جنديين"),
        ("convoys", "a convoy"),
    ],
)
def test_endings_of_two_and_many_part_no_words(one: str, two: str) -> None:
    assert _stems(one) & _stems(two)


@pytest.mark.parametrize(("one", "two"), [("مسلحون", "مدنيون"), ("منزلان", "مسجدان"), ("سكان", "سكة الحديد")])
def test_what_only_ends_alike_is_not_the_same(one: str, two: str) -> None:
    assert not _stems(one) & _stems(two)
