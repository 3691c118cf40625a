"""The codebook is whole: names in three languages, no name with two owners, codes for every event."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest

from corrobora.codebook import ActorEntry, actors, actors_by_id, compatible, events, read_actors, side_of
from corrobora.errors import DataError
from corrobora.read.fold import fold
from corrobora.read.language import languages, load_language

KINDS = {
    "state", "government", "ministry", "office", "authority", "armed-forces", "security-forces", "police",
    "armed-group", "coalition", "party", "court", "international", "ngo", "company", "agency", "outlet",
}  # fmt: skip
EVENTS = {
    "attack", "ambush", "armed-clash", "shooting", "bombing", "suicide-bombing", "shelling", "airstrike",
    "drone-strike", "massacre", "execution", "abduction", "arson", "looting", "sexual-violence", "chemical-attack",
    "sabotage",
    "interception", "protest", "riot", "crackdown", "arrest", "seizure", "takeover", "withdrawal", "deployment",
    "mobilisation", "coup", "agreement", "ceasefire-violation", "displacement", "sanction",
}  # fmt: skip
SLOTS = {"actors", "targets", "places", "when", "means", "due"}
GENERIC = {
    "army", "government", "police", "armée", "gouvernement", "الجيش", "الحكومة", "الشرطة", "russian", "russe",
    "amnesty", "le monde", "مالي", "أعماق",
}  # fmt: skip
REGIONS = "IQ SY YE LB IL PS IR TR SA UA RU AM AZ ML BF NE NG TD SD LY SO CD ET AF PK US FR"


def _written(actor: ActorEntry) -> Iterator[tuple[str, str]]:
    """Yield each name with the script of the languages that read it."""
    for lang, name in [*actor.names.items(), *actor.aliases]:
        yield ("arabic" if lang == "ar" else "latin"), name


def _key(script: str, name: str) -> tuple[str, str]:
    cased = script == "latin" and name.isupper() and len(name) <= 6 and " " not in name
    return script, name if cased else fold(name)


def _arabic(name: str) -> bool:
    return any("\u0600" <= char <= "\u06ff" for char in name)


def test_there_are_enough_actors_of_known_kinds() -> None:
    assert len(actors()) >= 1200
    assert {actor.kind for actor in actors()} == KINDS


def test_every_armed_group_has_a_side_and_names_in_three_languages() -> None:
    for actor in actors():
        if actor.kind == "armed-group":
            assert set(actor.names) == {"en", "fr", "ar"}, actor.id
            assert actor.side or actor.id == "slm", actor.id


HEADER = "id\tkind\tside\tcountry\ten\tfr\tar\taliases\tsource"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("id\tkind\n", "actors/ml.tsv: the header must be"),
        (f"{HEADER}\n# note\na-b\tparty\t\tML\tA\n", "actors/ml.tsv:3: wants 9 cells"),
        (f"{HEADER}\na-b\tparty\t\tML\tA\tA\t\t\t\n", "actors/ml.tsv:2: wants 9 cells; id, kind, en and source"),
        (f"{HEADER}\na-b\tparty\t\tNE\tA\tA\t\t\town\n", "actors/ml.tsv:2: country 'NE' belongs in another file"),
    ],
)
def test_a_wrong_row_names_its_file_and_line(content: str, says: str) -> None:
    with pytest.raises(DataError, match=re.escape(says)):
        list(read_actors("ml.tsv", content))


def test_bodies_of_no_country_have_a_file_of_their_own() -> None:
    row = "a-b\tinternational\t\t\tA\tA\t\ten:B|C|ar:د\town"
    ((line, actor),) = read_actors("international.tsv", f"{HEADER}\n{row}\n")
    assert (line, actor.country, actor.aliases) == (2, "", (("en", "B"), (None, "C"), ("ar", "د")))


def test_every_actor_is_named_in_three_languages_or_says_why_not() -> None:
    for actor in actors():
        assert "fr" in actor.names, actor.id
        assert "ar" in actor.names or "Latin script only" in actor.source, actor.id


def test_names_stand_under_the_script_they_are_written_in() -> None:
    for actor in actors():
        for script, name in _written(actor):
            assert _arabic(name) == (script == "arabic"), (actor.id, name)
            assert name == " ".join(name.split()), (actor.id, name)


def test_no_name_belongs_to_two_actors_or_twice_to_one() -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for actor in actors():
        for script, name in _written(actor):
            owners[_key(script, name)].add(actor.id)
        aliases = [_key("arabic" if lang == "ar" else "latin", name) for lang, name in actor.aliases]
        assert len(aliases) == len(set(aliases)), actor.id
    assert {key: ids for key, ids in owners.items() if len(ids) > 1} == {}


def test_no_name_is_an_ordinary_word_or_a_letter() -> None:
    plain = {fold(word) for word in GENERIC}
    for actor in actors():
        for _, name in _written(actor):
            assert fold(name) not in plain, (actor.id, name)
            assert len(name) > 1, (actor.id, name)


@pytest.mark.parametrize("language", languages())
def test_no_name_is_a_verb(language: str) -> None:
    entries = load_language(language).lexicon.entries
    assert [forms for forms, entry in entries.items() if {"actor", "v"} <= entry.classes] == []


def test_countries_and_sides_are_codes() -> None:
    for actor in actors():
        assert actor.country == "" or (len(actor.country) == 2 and actor.country.isupper()), actor.id
        assert actor.side == actor.side.lower().replace(" ", "-"), actor.id
        assert actor.id == actor.id.lower().replace(" ", "-"), actor.id


@pytest.mark.parametrize("country", REGIONS.split())
def test_every_region_has_its_state_forces_and_others(country: str) -> None:
    here = {actor.kind for actor in actors() if actor.country == country}
    assert {"state", "government"} <= here
    assert here & {"armed-forces", "armed-group"}
    assert here & {"ministry", "office"}


@pytest.mark.parametrize(
    ("lang", "name", "actor"),
    [
        ("en", "Houthis", "houthis"), ("ar", "الحوثيين", "houthis"), ("ar", "أنصار الله", "houthis"),
        ("fr", "GSIM", "jnim"), ("en", "JNIM", "jnim"), ("fr", "FAMa", "mali-army"), ("fr", "FSR", "rsf"),
        ("en", "CENTCOM", "centcom"), ("fr", "Bagdad", "iraq-government"), ("ar", "موسكو", "russia-government"),
        ("en", "Kataeb Hezbollah", "kataib-hezbollah"), ("en", "Saraya Awliya Al Dam", "saraya-awliya-al-dam"),
        ("en", "Russia's defence ministry", "russia-defence-ministry"), ("ar", "الجيش العراقي", "iraq-army"),
        ("en", "Russian Ministry of Defense", "russia-defence-ministry"), ("fr", "armée malienne", "mali-army"),
        ("fr", "ministère russe de la Défense", "russia-defence-ministry"), ("ar", "القوات الأميركية", "us-forces"),
        ("fr", "Cédéao", "ecowas"), ("en", "Artsakh Defense Army", "artsakh-defence-army"),
    ],
)  # fmt: skip
def test_what_articles_write_finds_its_actor(lang: str, name: str, actor: str) -> None:
    written = {_key(script, each) for script, each in _written(actors_by_id()[actor])}
    assert _key("arabic" if lang == "ar" else "latin", name) in written


def test_sides_join_partners_and_part_adversaries() -> None:
    assert side_of("hezbollah") == side_of("irgc") == side_of("kataib-hezbollah")
    assert side_of("sudan-army") != side_of("rsf")
    assert side_of("reuters") is None
    assert side_of("nobody") is None


def test_every_event_of_the_design_is_there() -> None:
    assert set(events()) == EVENTS


def test_every_event_is_told_in_full() -> None:
    for event in events().values():
        assert event.family in {"violence", "force", "control", "unrest", "movement", "diplomacy"}, event.id
        assert event.definition.endswith("."), event.id
        assert len(event.definition) > 40, event.id
        assert event.includes, event.id
        assert event.excludes, event.id
        assert {"actors", "places", "when"} <= set(event.slots), event.id
        assert set(event.names) == {"en", "fr", "ar"}, event.id
        assert all(event.names.values()), event.id


def test_every_event_has_its_codes_elsewhere() -> None:
    for event in events().values():
        assert set(event.codes) == {"acled", "plover", "cameo", "ucdp"}, event.id
        assert event.codes["plover"].isupper(), event.id
        assert event.codes["cameo"] == "" or event.codes["cameo"].isdigit(), event.id
        assert event.codes["ucdp"] in {"state-based", "non-state", "one-sided", ""}, event.id


def test_what_an_exclusion_points_to_is_an_event_or_none() -> None:
    for event in events().values():
        for line in event.excludes:
            _, colon, instead = line.partition(": ")
            assert colon, (event.id, line)
            named = EVENTS & set(instead.replace(",", "").split())
            assert named or "event" in instead or "statement" in instead, (event.id, line)


def test_may_be_is_symmetric_and_every_violent_kind_may_be_told_as_an_attack() -> None:
    for event in events().values():
        assert event.id not in event.may_be, event.id
        for other in event.may_be:
            assert event.id in events()[other].may_be, (event.id, other)
    for one in ("ambush", "shelling", "airstrike", "drone-strike", "bombing", "shooting", "arson", "armed-clash"):
        assert compatible(one, "attack"), one
    assert not compatible("agreement", "attack")
    assert not compatible("displacement", "withdrawal")
    assert compatible("unknown", "unknown")
    assert not compatible("unknown", "attack")
