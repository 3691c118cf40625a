"""What goes out as JSON or Arrow comes back the same, and matches the schema that is printed for it."""

from __future__ import annotations

import dataclasses
import json
import re
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from corrobora.errors import SourceError
from corrobora.schema import (
    arrow_schema,
    build,
    from_arrow,
    from_json,
    json_line,
    json_schema,
    row,
    to_arrow,
    to_json,
)
from corrobora.types import (
    Actor,
    Balance,
    Check,
    Claim,
    Counted,
    Cue,
    Deadline,
    Differing,
    Document,
    Holder,
    Incident,
    Lineage,
    Place,
    Quantity,
    Range,
    Reading,
    Record,
    Repeat,
    Scope,
    Span,
    Time,
    Value,
    Voice,
)

_KINDS = {Place: "place", Time: "time", Quantity: "quantity"}
_WHOLE = st.integers(0, 2**53)
st.register_type_strategy(str, st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
st.register_type_strategy(int, _WHOLE)
st.register_type_strategy(float, st.floats(-180, 180))


def of_kind(cls: type) -> st.SearchStrategy[Any]:
    return st.builds(cls, kind=st.just(_KINDS[cls]))


plain = st.builds(Value, kind=st.just("means")) | st.builds(Actor, kind=st.sampled_from(["actor", "target"]))
for each in _KINDS:
    st.register_type_strategy(each, of_kind(each))
st.register_type_strategy(Value, plain)
readings = st.builds(
    Reading,
    claims=st.lists(st.builds(Claim), max_size=2).map(tuple),
    values=st.lists(plain | of_kind(Place) | of_kind(Time) | of_kind(Quantity), max_size=3).map(tuple),
)
things = st.one_of([st.builds(cls) for cls in (Incident, Lineage, Balance, Deadline, Record, Claim)])


def a_reading() -> Reading:
    text = "Ali said that 3 died in Gao on Sunday."
    place = Place("place", "Gao", Span(24, 27), "place", "Gao", "geonames:2457163", "ML", "ML-7", 16.3, -0.04, "town")
    dead = Quantity("quantity", "3", Span(14, 15), "en.number", measure="killed", low=3, best=3, high=3)
    holder = Holder("Ali", Span(0, 3), name="Ali", kind="person")
    voice = Voice("indirect", (holder,), Cue("said", Span(4, 8)), Span(14, 37))
    claim = Claim("c-1", "incident", Span(14, 37), "en.die", voice, "attack", places=(place,), quantities=(dead,))
    return Reading(Document("d-1", "u:1", text, "00", language="en"), (claim,), (place, dead))


def test_the_keys_stand_in_the_order_of_the_design() -> None:
    given_row = json.loads(to_json(a_reading()))
    assert list(given_row) == ["document", "claims", "values", "repeats", "flags", "error"]
    document = ["id", "uri", "outlet", "title", "language", "published", "text", "passages", "sha256", "forwarded_from"]
    assert list(given_row["document"]) == document
    claim = given_row["claims"][0]
    head = ["id", "kind", "event", "act", "stance", "span", "rule", "voice"]
    tail = ["actors", "targets", "places", "when", "means", "quantities", "scope", "due", "addressees"]
    assert list(claim) == head + tail
    assert list(claim["voice"]) == ["manner", "chain", "cue", "content"]
    assert list(claim["voice"]["chain"][0])[:6] == ["name", "role", "organisation", "kind", "text", "span"]
    assert list(claim["places"][0])[:5] == ["text", "name", "id", "span", "rule"]
    assert list(claim["quantities"][0])[:7] == ["measure", "low", "best", "high", "of", "text", "span"]
    assert claim["span"] == {"start": 14, "end": 37}
    assert claim["when"] is None


@given(readings)
def test_json_round_trip_and_one_line(reading: Reading) -> None:
    line = to_json(reading)
    assert len(line.splitlines()) == 1
    line.encode("utf-8")
    assert from_json(line) == reading


@given(readings)
def test_an_excerpt_is_a_reading_with_some_of_its_claims(reading: Reading) -> None:
    some = {claim.id for claim in reading.claims[:1]}
    own = tuple(claim for claim in reading.claims if claim.id in some)
    assert from_json(to_json(reading), some) == Reading(reading.document, own)


@given(st.lists(readings, max_size=3))
def test_arrow_round_trip(batch: list[Reading]) -> None:
    table = to_arrow(batch)
    assert table.schema == arrow_schema()
    assert from_arrow(table) == batch


@given(readings)
def test_a_reading_fits_the_printed_schema(reading: Reading) -> None:
    Draft202012Validator(json_schema()).validate(json.loads(to_json(reading)))


@given(things)
def test_every_listing_goes_out_and_comes_back(thing: Any) -> None:  # noqa: ANN401 - any of six types
    cls: type = type(thing)
    assert build(cls, json.loads(to_json(thing))) == thing
    Draft202012Validator(json_schema(cls)).validate(row(thing))


@given(st.text(st.characters(), max_size=20))
def test_no_character_breaks_a_line_or_moves_an_offset(text: str) -> None:
    reading = Reading(Document("d-1", "u:1", text, "00"))
    line = to_json(reading)
    line.encode("utf-8")
    assert len(line.splitlines()) == 1
    for back in (from_json(line), *from_arrow(to_arrow([reading]))):
        assert len(back.document.text) == len(text)


class _Said(str):
    """A text of a type of its own."""

    __slots__ = ()


def test_what_is_of_a_type_of_its_own_is_written_as_json_knows_it() -> None:
    told = {"a": _Said("Ça va"), "b": [_Said("x")], "big": 10**20, "small": 0.00001, "odd": "a\u2028\x7f\ud800"}
    line = json_line(told)
    assert (
        line == r'{"a": "Ça va", "b": ["x"], "big": 100000000000000000000, "small": 0.00001, "odd": "a\u2028\u007f�"}'
    )
    assert json.loads(line) == {**told, "odd": "a\u2028\x7f\ufffd"}
    with pytest.raises(TypeError):
        json_line({"a": object()})


def test_the_schema_is_one_and_says_what_things_are() -> None:
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    assert set(schema["$defs"]) >= {"Claim", "Document", "Place", "Quantity", "Span", "Voice"}
    assert all(each["description"] for each in schema["$defs"].values())


def test_a_check_says_with_and_harm_is_an_object() -> None:
    checks = (Check(kind="count", ok=False, with_=("c-2",), note=""),)
    balance = Balance(
        "c-1",
        "u:1",
        5,
        ordinal=True,
        scope=Scope(),
        voice=Voice("narrator"),
        counted=Counted(3, 1),
        gap=2,
        checks=checks,
        verdict="",
    )
    assert row(balance)["checks"][0]["with"] == ["c-2"]
    names: dict[str, Any] = dict.fromkeys((field.name for field in dataclasses.fields(Incident)), ())
    incident = Incident(
        **{**names, "id": "i-1", "harm": {"killed": Range(1, 2, 3)}, "values": (Differing("when", "", ()),)}
    )
    assert row(incident)["harm"] == {"killed": {"low": 1, "best": 2, "high": 3}}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("nonsense", "not a reading"),
        ("[]", "Reading: [] is not an object"),
        ("{}", "Reading.document: missing"),
        ('{"document": {"id": 1}}', "Reading.document.id: 1 is not of type str"),
        ('{"document": {"id": "d", "uri": "u", "text": "", "sha256": ""}, "claims": {}}', "Reading.claims"),
        (
            '{"document": {"id": "d", "uri": "u", "text": "", "sha256": "", "passages": [{"role": "x"}]}}',
            "none of title",
        ),
        ("[" * 100_000, "not a reading"),
    ],
)
def test_a_wrong_line_names_its_field(line: str, says: str) -> None:
    for read in (from_json, partial(from_json, claims=())):
        with pytest.raises(SourceError, match=re.escape(says)) as caught:
            read(line)
        assert caught.value.code == "bad-json"


def test_what_a_newer_version_adds_is_left_aside() -> None:
    line = to_json(a_reading()).replace('"id": "d-1"', '"id": "d-1", "mood": "grim"')
    assert from_json(line) == a_reading()


def test_repeats_keep_their_floats() -> None:
    reading = dataclasses.replace(a_reading(), repeats=(Repeat((Span(0, 3), Span(4, 8)), 1.0, ("narrator", "Ali")),))
    assert from_json(to_json(reading)) == reading
