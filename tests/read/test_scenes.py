"""Headings place and date what stands below them, and keep it apart from what stands above."""

from corrobora.read.article import read_document
from corrobora.types import Claim, Dated, Document


def _incidents(text: str) -> list[Claim]:
    document = Document("s", "s.txt", text, "", published=Dated("2024-10-04", "stated"), language="en")
    return [claim for claim in read_document(document).claims if claim.kind == "incident"]


def _told(text: str) -> list[tuple[str | None, list[str], str | None]]:
    return [(c.event, [p.text for p in c.places], c.when.edtf if c.when else None) for c in _incidents(text)]


def test_an_entry_of_a_live_page_happens_where_and_on_the_day_that_its_heading_says() -> None:
    text = "06h42 — Kharkiv.\nA rocket hit a school.\n\n07h15 — Odesa.\nTwo nurses were killed.\n"
    assert _told(text) == [("shelling", ["Kharkiv"], "2024-10-04"), ("attack", ["Odesa"], "2024-10-04")]


def test_a_name_behind_an_hour_is_a_place_though_nobody_knows_it() -> None:
    assert [places for _, places, _ in _told("07h15 — Zarnovo, Odesa.\nA rocket hit a school.\n")] == [
        ["Zarnovo", "Odesa"]
    ]


def test_an_hour_before_a_sentence_dates_no_event() -> None:
    (claim,) = _incidents("15:10 - A rocket hit a school in Kharkiv overnight.\n")
    assert claim.when is not None
    assert claim.when.edtf == "2024-10-04"


def test_an_incident_in_a_list_happens_on_the_day_and_in_the_place_before_it() -> None:
    text = (
        "The list of the week follows here.\n\n28 Sept – Kramatorsk, Donetsk. Shells hit a bus. A nurse was killed.\n"
    )
    ((event, places, day),) = _told(text)
    assert (event, places[0], day) == ("shelling", "Kramatorsk", "2024-09-28")


def test_a_heading_of_places_alone_heads_all_until_the_next() -> None:
    text = (
        "It was a long week, the monitors say.\n\nKHARKIV\n\nA rocket hit a school.\n\nODESA\n\nA drone hit a port.\n"
    )
    assert [places for _, places, _ in _told(text)] == [["KHARKIV"], ["ODESA"]]


def test_a_fragment_sets_the_scene_for_the_sentence_behind_it() -> None:
    assert _told("Sirens in Odesa. The army says a rocket hit a school.") == [("shelling", ["Odesa"], None)]


def test_a_dateline_is_no_heading() -> None:
    text = "KYIV, Oct 4 (River News) - A rocket hit a school in Odesa on Thursday.\n\nTwo nurses were killed.\n"
    assert {tuple(places) for _, places, _ in _told(text)} == {("Odesa",)}


def test_who_speaks_before_a_colon_is_no_heading() -> None:
    text = "The two sides traded blame on Friday.\n\nKyiv: a rocket hit a school in Odesa.\n"
    assert [places for _, places, _ in _told(text)] == [["Odesa"]]


def test_an_hour_begins_an_entry_where_others_do_so_too() -> None:
    text = "The day in short.\n\n14:05 Rocket hits school in Kharkiv\n\n12:40 Two nurses killed\n"
    assert _told(text) == [("shelling", ["Kharkiv"], "2024-10-04"), ("attack", [], "2024-10-04")]
