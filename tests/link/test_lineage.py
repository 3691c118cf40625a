"""Copies, half-copies, translations and citations are found; what outlets print under everything is not."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from corrobora.link import lineages
from corrobora.read.article import read_values
from corrobora.types import Claim, Dated, Quantity, Reading, Span
from tests.factory import incident, quantity, reading, voice

LEAD = "Gunmen on motorbikes stormed the customs post of Boni before dawn on Friday and set two lorries on fire."
TOLL = "A police lieutenant at the scene said 13 guards were killed and seven others wounded in the exchange of fire."
ROAD = "The road to the south stayed closed until the evening while soldiers searched the gardens along the river."
MARKET = (
    "Traders who had spent the night in the market hall told of shouting, then of an explosion near the fuel store."
)
OTHER = "Farmers in the delta began bringing in the rice a fortnight late, after the heaviest rains in a decade."
PRICE = (
    "Prices at the weekly auction fell by a fifth, and the cooperative warned that smaller holdings might not recover."
)
FOOTER = "Subscribe to our newsletter and receive the most important stories of the day in your mailbox each morning."


def wire(*lines: str) -> str:
    return "\n".join(lines)


def toll(said: str | None = "a police lieutenant", killed: int = 13, words: str = TOLL) -> Claim:
    return incident(words, when="2021-10-01", where=["boni"], killed=killed, said=voice(said) if said else None)


def test_a_copy_is_found_and_its_origin_is_the_first() -> None:
    late = reading("b", toll(), text=wire(LEAD, TOLL, ROAD), published="2021-10-02", outlet="Delta Post")
    early = reading("z", toll(), text=wire(LEAD, TOLL, ROAD), published="2021-10-01", outlet="River Agency")
    (found,) = lineages([late, early])
    assert (found.kind, found.origin, found.members, found.changes) == ("copy", "z", ("z", "b"), ())


def test_a_copy_that_drops_the_attribution_and_changes_a_number_says_so() -> None:
    changed = "At the scene 15 guards were killed and seven others wounded in the exchange of fire."
    early = reading("a", toll(), text=wire(LEAD, TOLL, ROAD), published="2021-10-01", outlet="River Agency")
    late = reading(
        "b", toll(None, 15, changed), text=wire(LEAD, changed, ROAD), published="2021-10-02", outlet="Delta Post"
    )
    (found,) = lineages([early, late])
    assert found.kind == "copy"
    assert set(found.changes) == {
        "Delta Post: numbers changed: 13 → 15",
        "Delta Post: attribution dropped: a police lieutenant",
    }


def test_half_a_copy_is_partial_and_names_what_came_and_went() -> None:
    early = reading("a", text=wire(LEAD, TOLL, ROAD), published="2021-10-01", outlet="River Agency")
    late = reading("b", text=wire(LEAD, TOLL, MARKET, OTHER, PRICE), published="2021-10-02", outlet="Delta Post")
    (found,) = lineages([early, late])
    assert (found.kind, found.members) == ("partial", ("a", "b"))
    assert found.changes == ("Delta Post: 1 sentence dropped", "Delta Post: 3 sentences added")


def test_reordered_sentences_are_still_a_copy() -> None:
    early = reading("a", text=wire(LEAD, TOLL, ROAD, MARKET), published="2021-10-01")
    late = reading("b", text=wire(MARKET, ROAD, TOLL, LEAD), published="2021-10-02")
    assert [found.kind for found in lineages([early, late])] == ["copy"]


def test_a_copy_of_a_copy_goes_back_to_the_first() -> None:
    lines = [LEAD, TOLL, ROAD, MARKET]
    made = [reading(uri, text=wire(*lines), published=f"2021-10-0{n}") for n, uri in enumerate("cab", 1)]
    (found,) = lineages(made)
    assert (found.origin, found.members) == ("c", ("c", "a", "b"))


def test_boilerplate_makes_no_copies() -> None:
    stories = [(LEAD, "2021-10-01"), (OTHER, "2021-10-02"), (MARKET, "2021-10-03"), (PRICE, "2021-10-04")]
    made = [
        reading(f"u{n}", text=wire(story, FOOTER), published=day, outlet="Delta Post")
        for n, (story, day) in enumerate(stories)
    ]
    assert lineages(made) == ()


def test_the_same_quotation_of_one_speaker_is_no_copy() -> None:
    said = incident(TOLL, when="2021-10-01", killed=13, said=voice("Awa Sall", direct=True))
    one = reading("a", said, text=wire(LEAD, TOLL), published="2021-10-01")
    two = reading("b", said, text=wire(OTHER, TOLL), published="2021-10-02")
    assert lineages([one, two]) == ()


def test_different_stories_share_nothing() -> None:
    assert lineages([reading("a", text=wire(LEAD, ROAD)), reading("b", text=wire(OTHER, PRICE))]) == ()


def two_languages(**changed: object) -> list[Reading]:
    claims = (
        incident("one", when="2021-10-01", where=["boni"], by=["jnim"], killed=13, injured=7),
        incident("two", when="2021-09-20", where=["mopti"], by=["jnim"], killed=4),
    )
    english = reading("a", *claims, text="one. two. " + "word " * 40, published="2021-10-02", language="en")
    options = {"text": "one. two. " + "mot " * 44, "published": "2021-10-03", "language": "fr", **changed}
    return [english, reading("b", *claims, **options)]  # type: ignore[arg-type]


def test_the_same_facts_in_another_language_are_a_proposed_translation() -> None:
    (found,) = lineages(two_languages())
    assert (found.kind, found.origin, found.members) == ("translation", "a", ("a", "b"))
    assert "proposed" in found.changes[0]


def test_what_is_longer_or_later_or_of_the_same_language_is_no_translation() -> None:
    for changed in ({"text": "one. two. " + "mot " * 200}, {"published": "2021-10-20"}, {"language": "en"}):
        assert [f.kind for f in lineages(two_languages(**changed))] in ([], ["partial"], ["copy"]), changed
        assert not [f for f in lineages(two_languages(**changed)) if f.kind == "translation"], changed


def test_those_who_cite_an_agency_rest_on_its_dispatch() -> None:
    said = voice("a police lieutenant", "River Agency")
    dispatch = reading("a", toll(), text=wire(LEAD, TOLL), published="2021-10-01", outlet="River Agency")
    citing = reading(
        "b",
        incident(MARKET, when="2021-10-01", where=["boni"], killed=13, said=said),
        text=MARKET,
        published="2021-10-02",
    )
    (found,) = lineages([dispatch, citing])
    assert (found.kind, found.origin, found.members) == ("citation", "a", ("a", "b"))


def test_a_dispatch_that_is_not_in_the_ledger_is_called_by_its_agency() -> None:
    said = voice("a police lieutenant", "afp")
    made = [
        reading(uri, incident(words, when="2021-10-01", where=["boni"], killed=13, said=said), text=words)
        for uri, words in (("a", MARKET), ("b", ROAD))
    ]
    found = [f for f in lineages(made) if f.kind == "citation"]
    assert [f.members for f in found] == [("a", "b")]
    assert "not in the ledger" in found[0].changes[0]


def test_many_prints_of_one_text_cost_no_square() -> None:
    made = [
        reading(f"u{n:04}", text=wire(LEAD, TOLL, ROAD), published="2021-10-01", outlet=f"o{n}") for n in range(600)
    ]
    (found,) = lineages(made)
    assert found.origin == "u0000"
    assert len(found.members) == 600


def test_the_order_of_the_readings_is_of_no_matter() -> None:
    made = [
        reading("a", toll(), text=wire(LEAD, TOLL, ROAD), published="2021-10-01", outlet="River Agency"),
        reading("b", toll(), text=wire(LEAD, TOLL, ROAD), published="2021-10-02"),
        reading("c", text=wire(LEAD, TOLL, MARKET, OTHER, PRICE), published=None),
        reading("d", text=wire(OTHER, PRICE), published="2021-10-01"),
        *two_languages(),
    ]
    wanted = lineages(made)
    assert wanted
    for seed in range(5):
        random.Random(seed).shuffle(made)  # noqa: S311 - a shuffle, no secret
        assert lineages(made) == wanted


def test_a_sentence_that_an_outlet_uses_again_is_no_copy() -> None:
    again = (
        "It was the fifth raid on the customs posts of the delta since the rains, according to a count by this agency."
    )
    made = [
        reading(uri, incident(again), text=wire(lead, again), published=day, outlet="River Agency")
        for uri, lead, day in (("a", LEAD, "2021-10-01"), ("b", MARKET, "2021-10-05"))
    ]
    assert lineages(made) == ()


def test_a_notice_in_which_nothing_was_read_is_no_copy() -> None:
    made = [
        reading(uri, incident(lead, when=day), text=wire(lead, FOOTER), published=day, outlet=uri)
        for uri, lead, day in (("a", LEAD, "2021-10-01"), ("b", MARKET, "2021-10-02"))
    ]
    assert lineages(made) == ()


def test_an_outlet_named_after_a_capital_is_no_government() -> None:
    told = incident("one", when="2021-10-01", where=["boni"], said=voice("mali-government"))
    made = [
        reading("a", told, published="2021-10-01", outlet="Le Fleuve de Bamako"),
        reading("b", told, published="2021-10-02", outlet="Delta Post", text="one, but in quite other words"),
    ]
    assert [found for found in lineages(made) if found.kind == "citation"] == []


def speaking(uri: str, language: str, *who: str) -> Reading:
    """Return an article of three numbers and these speakers, in their order."""
    tolls = zip(who, ("killed", "injured", "missing"), (13, 7, 60), strict=True)
    claims = [
        replace(told, quantities=(quantity(m, n),))
        for name, m, n in tolls
        for told in (incident(f"{m} {n}", when="2021-10-01", where=["boni"], said=voice(name)),)
    ]
    made = reading(uri, *claims, language=language, published="2021-10-02")
    places = [each.span.start for each in made.claims]
    return replace(
        made,
        claims=tuple(
            replace(c, voice=replace(c.voice, chain=tuple(replace(h, span=Span(at, at)) for h in c.voice.chain)))
            for c, at in zip(made.claims, places, strict=True)
        ),
    )


def test_a_translation_has_the_same_speakers_in_the_same_order() -> None:
    source = speaking("a", "en", "mali-government", "Awa Sall", "jnim")
    same = speaking("b", "fr", "mali-government", "Awa Sall", "jnim")
    other = speaking("b", "fr", "jnim", "mali-government", "Awa Sall")
    assert [found.kind for found in lineages([source, same])] == ["translation"]
    assert lineages([source, other]) == ()


def test_what_an_outlet_tells_thrice_in_two_days_is_no_boilerplate() -> None:
    own = [OTHER, PRICE, ""]
    rolling = [
        reading(f"a{n}", toll(), text=wire(LEAD, TOLL, ROAD, own[n]), published=day, outlet="River Agency")
        for n, day in enumerate(("2021-10-01", "2021-10-01", "2021-10-02"))
    ]
    taken = reading("b", toll(), text=wire(LEAD, TOLL, ROAD), published="2021-10-03", outlet="Delta Post")
    assert any("b" in found.members for found in lineages([*rolling, taken]))


def test_a_background_paragraph_of_months_links_nothing_though_its_date_changes() -> None:
    background = "The valley has been closed to traders for {} years, since the dam gave way, and nobody repairs it."
    stories = [(LEAD, "2021-01-03"), (OTHER, "2021-03-09"), (MARKET, "2021-06-05"), (PRICE, "2021-09-20")]
    made = [
        reading(f"u{n}", text=wire(story, background.format(n + 2)), published=day, outlet=f"o{n}")
        for n, (story, day) in enumerate(stories)
    ]
    assert lineages(made) == ()


def test_which_was_first_is_open_between_texts_of_one_day() -> None:
    made = [reading(uri, text=wire(LEAD, TOLL), published="2021-10-01", outlet=uri.upper()) for uri in "ab"]
    (found,) = lineages(made)
    assert found.changes == ("B: is of the same day, so that which was first is open",)


def test_the_hour_tells_which_was_first() -> None:
    hours = {"a": "2021-10-01T18:30", "b": "2021-10-01T06:10"}
    made = [reading(uri, text=wire(LEAD, TOLL), published=hour) for uri, hour in hours.items()]
    (found,) = lineages(made)
    assert (found.origin, found.changes) == ("b", ())


def test_words_that_leave_a_speakers_mouth_are_told_of_and_so_are_those_that_come_into_it() -> None:
    quoted = incident(TOLL, when="2021-10-01", killed=13, said=voice("Awa Sall", direct=True))
    plain = toll(None)
    said, told = (
        reading(uri, claim, text=wire(LEAD, TOLL, ROAD), published=day)
        for uri, claim, day in (("a", quoted, "2021-10-01"), ("b", plain, "2021-10-02"))
    )
    (found,) = lineages([said, told])
    assert "b: attribution dropped: Awa Sall" in found.changes
    assert any(change.startswith("b: taken out of quotation marks: A police lieutenant") for change in found.changes)
    first, later = (
        replace(r, document=replace(r.document, published=Dated(d, "stated")))
        for r, d in ((told, "2021-10-01"), (said, "2021-10-02"))
    )
    (back,) = lineages([first, later])
    assert "a: attribution added: Awa Sall" in back.changes
    assert any("put into quotation marks" in change for change in back.changes)


def test_a_text_that_takes_from_two_dispatches_is_of_both_their_lineages() -> None:
    one = reading("a", text=wire(LEAD, TOLL, ROAD), published="2021-10-01", outlet="River Agency")
    two = reading("b", text=wire(OTHER, PRICE), published="2021-10-01", outlet="Delta Agency")
    both = reading("c", text=wire(LEAD, TOLL, OTHER, MARKET), published="2021-10-02", outlet="Delta Post")
    found = [(each.kind, each.members) for each in lineages([one, two, both])]
    assert found == [("partial", ("a", "c")), ("partial", ("b", "c"))]


def test_two_prints_of_one_dispatch_are_not_two_sources() -> None:
    prints = [
        reading(uri, text=wire(LEAD, TOLL, ROAD), published=f"2021-10-0{day}", outlet=uri)
        for day, uri in enumerate("ab", 1)
    ]
    part = reading("c", text=wire(LEAD, TOLL, OTHER, MARKET, PRICE), published="2021-10-03", outlet="Delta Post")
    found = [(each.kind, each.members) for each in lineages([*prints, part])]
    assert found == [("copy", ("a", "b")), ("partial", ("a", "c"))]


RESCUE = {
    "en": (
        "{} fishermen were pulled from the water near the old jetty, the harbour master of Sarde told reporters.",
        ("Three", "Four", "3"),
    ),
    "fr": (
        "{} pêcheurs ont été tirés de l'eau près de la vieille jetée, a dit aux journalistes le maître du port.",
        ("Trois", "Quatre", "3"),
    ),
    "ar": (
        "قُتل {} صيادين قرب الرصيف القديم للميناء في ساعة متأخرة من الليل، كما قال مسؤول المرفأ للصحفيين أمس.",
        ("ثلاثة", "أربعة", "3"),
    ),
}


@pytest.mark.parametrize("language", RESCUE)
def test_a_number_that_changes_in_words_is_seen_and_one_in_other_letters_is_the_same(language: str) -> None:
    frame, (three, four, digit) = RESCUE[language]
    origin, changed, same = (
        replace(
            made,
            values=tuple(v for v in read_values(made.document).values if isinstance(v, Quantity)),
        )
        for uri, number in (("a", three), ("b", four), ("c", digit))
        for made in (
            reading(
                uri, text=wire(frame.format(number), OTHER), published=f"2021-10-0{ord(uri) - 96}", language=language
            ),
        )
    )
    (found,) = lineages([origin, changed])
    assert "b: numbers changed: 3 → 4" in found.changes
    (found,) = lineages([origin, same])
    assert not [note for note in found.changes if "numbers changed" in note]


def test_a_forwarded_message_rests_on_whose_it_was() -> None:
    post = reading("a", toll(None), text=wire(LEAD, TOLL), published="2021-10-01", outlet="River Agency")
    short = "At Boni 13 guards were killed."
    passed = reading("b", toll(None, words=short), text=short, published="2021-10-01", outlet="Delta Channel")
    passed = replace(passed, document=replace(passed.document, forwarded_from="River Agency"))
    other = replace(passed, document=replace(passed.document, uri="c", outlet="Sahel Group"))
    cited = [each for each in lineages([post, passed, other]) if each.kind == "citation"]
    assert [(each.origin, each.members) for each in cited] == [("a", ("a", "b", "c"))]
    (alone,) = [each for each in lineages([passed, other]) if each.kind == "citation"]
    assert (alone.origin, alone.members) == ("River Agency", ("b", "c"))


def test_words_behind_a_quotation_in_one_breath_are_not_put_into_its_marks() -> None:
    said = '"The mill is lost to us."'
    text = wire(LEAD, said, ROAD)
    mixed = f"{LEAD} {said}"
    told = incident(said, said=voice("Awa Sall", direct=True))
    plain, other = (
        reading(uri, told, text=text, published=day) for uri, day in (("a", "2021-10-01"), ("b", "2021-10-02"))
    )
    span = Span(0, len(mixed))
    claims = tuple(replace(claim, voice=replace(claim.voice, content=span)) for claim in other.claims)
    (found,) = lineages([plain, replace(other, claims=claims)])
    assert found.changes == ()
