"""Each voice's record counts how its claims fared."""

from __future__ import annotations

from corrobora.reckon import books
from corrobora.types import Claim, Reading, Record
from tests.factory import incident, reading, voice

DAY = "2021-10-01"


def record(name: str, *readings: Reading) -> Record:
    return next(record for record in books(readings).records if record.name == name)


def said(who: str | None, killed: int, **changed: object) -> Claim:
    speaker = voice(who) if who else None
    return incident(f"{who} {killed}", when=DAY, where=["boni"], killed=killed, said=speaker, **changed)  # type: ignore[arg-type]


def test_agreement_is_corroboration() -> None:
    made = [reading("a", said("Awa Sall", 3)), reading("b", said("Issa Ba", 3))]
    found = record("Awa Sall", *made)
    assert (found.claims, found.corroborated, found.contradicted) == (1, 1, 0)


def test_a_copy_is_no_corroboration() -> None:
    text = "Raiders burned two lorries at the customs post in Boni on Friday morning, and 13 guards were killed there."
    claim = incident(text, when=DAY, where=["boni"], killed=13)
    made = [
        reading(uri, claim, text=text, published=f"2021-10-0{n}", outlet=uri.upper()) for n, uri in enumerate("ab", 2)
    ]
    assert record("A", *made).corroborated == 0
    assert record("B", *made).copied_from == {"A": 1}


def test_other_numbers_contradict() -> None:
    made = [reading("a", said("Awa Sall", 3)), reading("b", said("Issa Ba", 30))]
    assert record("Issa Ba", *made).contradicted == 1


def test_a_denial_is_counted_for_the_one_denied() -> None:
    denial = incident("no", said=voice("Issa Ba"), act="denies", stance="denied")
    found = [record(name, reading("a", said("Awa Sall", 3), denial)) for name in ("Awa Sall", "Issa Ba")]
    assert [each.denied for each in found] == [1, 0]


def test_a_changed_number_is_a_revision() -> None:
    made = [
        reading("a", said("Awa Sall", 3), published="2021-10-02"),
        reading("b", said("Awa Sall", 5), published="2021-10-03"),
        reading("c", said("Awa Sall", 5), published="2021-10-04"),
    ]
    assert record("Awa Sall", *made).revised == 1


def test_an_unnamed_source_stays_with_its_outlet() -> None:
    made = [reading("a", said("a witness", 3), outlet="Delta Post"), reading("b", said("a witness", 3), outlet="Plain")]
    assert {each.name for each in books(made).records} == {"a witness (Delta Post)", "a witness (Plain)"}


def test_an_outlet_that_is_cited_is_an_outlet() -> None:
    made = [reading("a", said(None, 3), outlet="River Agency"), reading("b", said("River Agency", 3), outlet="Plain")]
    assert record("River Agency", *made).kind == "outlet"
    assert record("River Agency", *made).claims == 2


def test_tolls_of_other_victims_contradict_nothing() -> None:
    from tests.link.test_victims import RAIDERS, SOLDIERS

    found = record("Awa Sall", reading("a", SOLDIERS, RAIDERS))
    assert (found.contradicted, found.revised) == (0, 0)


def test_shares_have_intervals_and_small_numbers_say_so() -> None:
    made = [reading("a", said("Awa Sall", 3)), reading("b", said("Issa Ba", 3))]
    found = record("Awa Sall", *made)
    share = found.shares["corroborated"]
    assert (share.number, share.of, share.best) == (1, 1, 1.0)
    assert share.low < 0.3
    assert found.note == "1 claim of incidents: too few to tell much"


def test_an_outlet_that_prints_its_own_words_again_has_them_from_nobody() -> None:
    text = "Raiders burned two lorries at the customs post in Boni on Friday morning, and 13 guards were killed there."
    told = incident(text, when="2021-10-01", where=["boni"], killed=13)
    made = [
        reading(uri, told, text=text, published=f"2021-10-0{day}", outlet="River Post")
        for day, uri in ((1, "a"), (3, "b"))
    ]
    assert [record.copied_from for record in books(made).records] == [{}]
