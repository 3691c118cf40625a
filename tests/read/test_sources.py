"""Who tells of a deed has not done it for that."""

from corrobora.read.article import read_document
from corrobora.types import Document


def test_a_source_is_no_actor() -> None:
    text = "A bomb hit a convoy in Basra on Sunday, a security source said, slightly wounding one driver."
    claims = read_document(Document("d", "u", text, "", language="en")).claims
    assert "a security source" not in {actor.text for claim in claims for actor in claim.actors}
