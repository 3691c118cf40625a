"""What may or will be done is a statement that anticipates, in each language."""

import pytest

from corrobora.read.article import read_document
from corrobora.types import Document


@pytest.mark.parametrize(
    ("language", "text", "stance"),
    [
        ("fr", "Les États-Unis pourraient augmenter la pression sur les milices.", "anticipated"),
        ("en", "The United States could increase its pressure on the militias.", "anticipated"),
        ("en", "Russia will build a second office in the town.", "anticipated"),
        ("ar", "سوف تفتح الولايات المتحدة مكتبا في المدينة.", "anticipated"),
    ],
)
def test_outlook(language: str, text: str, stance: str) -> None:
    claims = read_document(Document("d", "u", text, "", language=language)).claims
    assert [claim.stance for claim in claims] == [stance]


def test_what_was_done_is_no_outlook() -> None:
    text = "The United States raised its pressure on the militias."
    assert not read_document(Document("d", "u", text, "", language="en")).claims
