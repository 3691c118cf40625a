"""Places in sentences of three languages: what is one, which one, and what is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corrobora.read.article import read_values
from corrobora.read.language import languages, load_language
from corrobora.read.places import find_places, outlet_country, resolve_places
from corrobora.read.placewords import demonyms
from corrobora.read.sentence import Sentence, regroup, split
from corrobora.types import Document, Passage, Place, Span


def _sentences(text: str, code: str) -> list[Sentence]:
    language = load_language(code)
    sentences = split(text, [Passage("body", Span(0, len(text)))], language)
    regroup(sentences, language, "numbers", "times")
    find_places(text, sentences, language)
    regroup(sentences, language, "places")
    resolve_places(text, sentences, language)
    return sentences


def _places(text: str, code: str) -> list[Place]:
    return [n.value for s in _sentences(text, code) for n in s.walk() if isinstance(n.value, Place)]


def _read(text: str, code: str) -> list[tuple[str, str | None]]:
    return [(place.text, place.id) for place in _places(text, code)]


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "Two trucks burned in Babil province, Iraq.", [("Babil province", "iso:IQ-BB"), ("Iraq", "iso:IQ")]),
        ("en", "They left the province of Dhi Qar.", [("province of Dhi Qar", "iso:IQ-DQ")]),
        ("en", "A shell hit Ganja, in Azerbaijan.", [("Ganja", "geonames:586523"), ("Azerbaijan", "iso:AZ")]),
        ("fr", "Un pont a sauté dans la province de Babel.", [("province de Babel", "iso:IQ-BB")]),
        ("fr", "Des tirs ont visé Boulikessi, au Mali.", [("Boulikessi", "alias:boulkessi-ml"), ("Mali", "iso:ML")]),
        ("fr", "L'Irak a fermé sa frontière.", [("Irak", "iso:IQ")]),
        ("ar", "وقع انفجار في محافظة ذي قار بالعراق.", [("محافظة ذي قار", "iso:IQ-DQ"), ("العراق", "iso:IQ")]),
        ("ar", "سقط صاروخ قرب الموصل.", [("الموصل", "geonames:99072")]),
    ],
)  # fmt: skip
def test_places_are_found_and_told_apart(code: str, text: str, wanted: list[tuple[str, str]]) -> None:
    assert _read(text, code) == wanted


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Reading the letter took an hour."),
        ("en", "Nice work, he told us."),
        ("en", "Iraqi and Syrian officers met on Monday in March."),
        ("en", "Jordan Hale and Paris Dunmoor spoke to us."),
        ("en", "President Saad and Mr. Ali left early."),
        ("fr", "Tours de garde et marche forcée : nice, bar et or."),
        ("fr", "Les officiers irakiens ont parlé en mars."),
        ("fr", "La lettre est adressée à Denis Marchal."),
        ("ar", "قال علي إن المدينة هادئة وإن الناس في السوق."),
        ("ar", "هذا كلام طويل من كل جانب."),
        ("ar", "الضباط العراقيون في المخيم إلى الآن."),
    ],
)
def test_other_words_are_no_places(code: str, text: str) -> None:
    assert _read(text, code) == []


def test_the_precision_of_a_list_is_that_of_its_noun() -> None:
    places = _places("Les provinces irakiennes de Bassorah, d'al-Anbar, de Dhi Qar et d'al-Diwaniya sont calmes.", "fr")
    assert [p.admin1 for p in places] == ["IQ-BA", "IQ-AN", "IQ-DQ", "IQ-QA"]
    assert {p.precision for p in places} == {"province"}


def test_the_trigger_tells_a_province_from_its_town() -> None:
    town, province = _places("Shops in Erbil are shut. Erbil governorate in Iraq is calm.", "en")[:2]
    assert (town.precision, town.admin1) == ("town", "IQ-AR")
    assert (province.precision, province.id) == ("province", "iso:IQ-AR")


def test_a_part_of_a_country_is_a_region_without_a_point() -> None:
    (place,) = _places("A convoy was hit in southern Iraq.", "en")
    assert (place.precision, place.country, place.id, place.lat) == ("region", "IQ", None, None)


def test_an_unknown_name_after_its_noun_is_kept_without_an_id() -> None:
    (place,) = _places("Fire came from the village of Zorvakeh.", "en")
    assert (place.name, place.id, place.lat, place.precision) == ("Zorvakeh", None, None, "village")


def test_another_spelling_is_found_in_a_country_already_named() -> None:
    places = _places("Le gouvernorat de Souleymania est calme, selon les Irakiens.", "fr")
    assert [p.id for p in places] == ["iso:IQ-SU"]


def test_names_as_likely_as_each_other_are_left_open_with_reasons() -> None:
    (place,) = _places("A fire broke out in Springfield.", "en")
    assert place.id is None
    assert place.lat is None
    assert len(place.candidates) > 1
    assert all(candidate.reason for candidate in place.candidates)


def test_the_document_decides_between_towns_of_one_name() -> None:
    libya, lebanon = (
        _places(f"Shells fell on Tripoli. The {people} army is silent. {country} waits.", "en")[0].country
        for people, country in (("Libyan", "Libya"), ("Lebanese", "Lebanon"))
    )
    assert (libya, lebanon) == ("LY", "LB")


def test_an_arabic_prefix_is_split_off_the_name() -> None:
    assert _read("التقى الوفدان ببغداد وأربيل في العراق.", "ar")[:2] == [
        ("بغداد", "geonames:98182"),
        ("أربيل", "geonames:95446"),
    ]


@pytest.mark.parametrize(
    ("text", "name", "use"),
    [
        ("The blast was 40 km south of Baghdad, Iraq.", "Baghdad", "reference"),
        ("A bomb hit the Syria convoy.", "Syria", "modifier"),
        ("A bomb hit a Kabul hospital.", "Kabul", None),
        ("A bomb went off in Syria.", "Syria", None),
    ],
)
def test_a_place_where_nothing_happened_is_marked(text: str, name: str, use: str | None) -> None:
    nodes = [n for s in _sentences(text, "en") for n in s.walk() if isinstance(n.value, Place)]
    assert {n.value.name: n.features.get("use") for n in nodes if n.value}[name] == use


@pytest.mark.parametrize(
    ("code", "word", "country"),
    [("en", "malians", "ML"), ("fr", "ukrainiennes", "UA"), ("ar", "السوريين", "SY"), ("ar", "اتراك", "TR")],
)
def test_demonyms_in_all_forms_give_their_country(code: str, word: str, country: str) -> None:
    assert demonyms(code)[word] == country


_LATIN = ["Basra", "in", "the", "province", "of", "Iraq", ",", "L'", "al-", "Anbar", "US", "3", "Ḥa", "’s", "\n"]
_PIECES = [*_LATIN, "في", "ببغداد", "وأربيل", "محافظة", "ـ", ".", "«"]


@settings(max_examples=60, deadline=None)
@given(
    text=st.lists(st.sampled_from(_PIECES) | st.text(max_size=6), max_size=14).map(" ".join),
    code=st.sampled_from(languages()),
)
def test_a_value_is_the_text_of_its_span(text: str, code: str) -> None:
    for place in _places(text, code):
        assert place.text == text[place.span.start : place.span.end]
        assert place.text
        assert (place.lat is None) == (place.lon is None)


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("fr", "Un navire a coulé en mer Noire.", [("mer Noire", "Black Sea")]),
        ("fr", "Un navire a coulé dans le golfe d'Aden.", [("golfe d'Aden", "Gulf of Aden")]),
        ("fr", "En Syrie, la Ghouta orientale brûle.", [("Syrie", "Syria"), ("Ghouta orientale", "Eastern Ghouta")]),
        ("ar", "وصلت القافلة إلى بعقوبة.", [("بعقوبة", "Baqubah")]),
        ("ar", "سقطت قذيفة في رفح.", [("رفح", "Rafah")]),
        ("en", "Mozambique is at war. Hundreds fled Palma.", [("Mozambique", "Mozambique"), ("Palma", "Palma")]),
        ("en", "Hit by a shell, the house burned in Iraq.", [("Iraq", "Iraq")]),
        ("ar", "هدد بعقوبة شديدة.", []),
        ("es", "Un buque se hundió en el mar Negro.", [("mar Negro", "Black Sea")]),
        (
            "es",
            "Se fueron a Alepo y a Trípoli, en Libia.",
            [("Alepo", "Aleppo"), ("Trípoli", "Tripoli"), ("Libia", "Libya")],
        ),
    ],
)
def test_names_written_small_or_taken_for_other_words(code: str, text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(place.text, place.name) for place in _places(text, code)] == wanted


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "It fell 150 km north of Mosul, Iraq.", ("Mosul", "from", 150.0, "N")),
        ("en", "It fell 40 miles from Mosul, Iraq.", ("Mosul", "from", 64.4, None)),
        ("en", "They met near Mosul, Iraq.", ("Mosul", "near", None, None)),
        ("en", "They met between Mosul and Tikrit, Iraq.", ("Tikrit", "between", None, None)),
        ("en", "A mine lay on the Mosul-Tikrit road in Iraq.", ("Tikrit", "road", None, None)),
        ("en", "They met in Mosul, Iraq.", ("Mosul", None, None, None)),
        ("fr", "Il est tombé à 40 km au sud de Gao, au Mali.", ("Gao", "from", 40.0, "S")),
        ("fr", "Une mine a sauté entre Gao et Mopti, au Mali.", ("Gao", "between", None, None)),
        ("fr", "Une mine a sauté sur la route Gao-Mopti, au Mali.", ("Gao", "road", None, None)),
        ("fr", "Une mine a sauté non loin de Gao, au Mali.", ("Gao", "near", None, None)),
        ("ar", "وقع الانفجار على بعد 40 كيلومترا شمال الموصل في العراق.", ("Mosul", "from", 40.0, "N")),
        ("ar", "وقع الانفجار على طريق الموصل - كركوك في العراق.", ("Mosul", "road", None, None)),
        ("ar", "وقع الانفجار بين الموصل وكركوك في العراق.", ("Kirkuk", "between", None, None)),
        ("ar", "وقع الانفجار قرب الموصل في العراق.", ("Mosul", "near", None, None)),
    ],
)
def test_what_only_refers_to_a_place_says_how(code: str, text: str, wanted: tuple[object, ...]) -> None:
    found = [(p.name, p.relation, p.km, p.bearing) for p in _places(text, code)]
    assert wanted in found


@pytest.mark.parametrize(
    ("code", "text", "names"),
    [
        ("en", "Fire was seen in Zorvak, near Lorvan.", ["Zorvak", "Lorvan"]),
        ("en", "They fled Mosul, Zorvak and Tikrit in Iraq.", ["Mosul", "Zorvak", "Tikrit", "Iraq"]),
        ("en", "Zorvak is calm. Fire was seen in Zorvak.", ["Zorvak", "Zorvak"]),
        ("en", "They crossed Lake Zorvak and the Lorvan Mountains.", ["Lake Zorvak", "Lorvan Mountains"]),
        ("en", "He spoke in MoPH, near Zorvak's house.", []),
        ("en", "In Mosul, Iraq, Zorvak said so.", ["Mosul", "Iraq"]),
        ("en", "Cyclone Zorvak and Operation Perry ended.", []),
        ("fr", "Des tirs à Gao, Zorvana et Mopti, au Mali.", ["Gao", "Zorvana", "Mopti", "Mali"]),
        ("fr", "Des tirs ont éclaté près de Zorvana.", ["Zorvana"]),
        ("fr", "L'opération Saravan continue.", []),
    ],
)
def test_a_name_that_no_list_has_is_a_place_where_its_words_say_so(code: str, text: str, names: list[str]) -> None:
    assert [place.text for place in _places(text, code)] == names


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The UK-funded clinic was hit.", [("UK", "whose")]),
        ("A Kenya-Somalia pact holds.", [("Kenya", None), ("Somalia", None)]),
        ("Karim Bamako-Diallo spoke.", []),
        ("The Government of Iraq is silent.", [("Iraq", "name")]),
    ],
)
def test_places_inside_longer_words_and_names(text: str, wanted: list[tuple[str, str | None]]) -> None:
    assert [(place.text, place.relation) for place in _places(text, "en")] == wanted


def test_degrees_in_a_text_are_a_point() -> None:
    (place,) = _places("Shells fell at 33°30′N 36°15′E on Friday.", "en")
    assert (place.lat, place.lon, place.precision) == (33.5, 36.25, "point")


@pytest.mark.parametrize(("code", "text"), [("en", "the Red Sea"), ("fr", "la mer Rouge"), ("ar", "البحر الأحمر")])
def test_a_sea_says_how_far_it_reaches(code: str, text: str) -> None:
    lead = {"en": "A ship sank in", "fr": "Un navire a coulé dans", "ar": "غرقت سفينة في"}[code]
    (place,) = _places(f"{lead} {text}.", code)
    assert place.id == "alias:red-sea"
    assert place.extent_km
    assert place.extent_km > 500


def test_a_state_among_states_is_no_country() -> None:
    among = _places("Cases rose in Alabama, Florida and Georgia.", "en")[-1]
    alone = _places("The army of Georgia is at the border of Russia.", "en")[0]
    assert (among.id, alone.id) == ("iso:US-GA", "iso:GE")


def test_the_country_of_the_outlet_speaks_for_its_towns() -> None:
    text = "A fire broke out in Springfield."
    sentences = split(text, [Passage("body", Span(0, len(text)))], load_language("en"))
    find_places(text, sentences, load_language("en"))
    resolve_places(text, sentences, load_language("en"), outlet="US")
    (place,) = [n.value for s in sentences for n in s.walk() if isinstance(n.value, Place)]
    assert any("outlet" in candidate.reason for candidate in place.candidates)


@pytest.mark.parametrize(
    ("uri", "country"),
    [
        ("https://www.maliweb.example.ml/x", "ML"),
        ("http://news.co.uk/a", "GB"),
        ("https://example.tv/a", None),
        ("https://example.com/a", None),
        ("a.txt", None),
    ],
)
def test_the_outlets_country_is_that_of_its_domain(uri: str, country: str | None) -> None:
    assert outlet_country(uri) == country


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("en", "Two men died in Yabus. Sudan denied it. Others fled Yabus.", None),
        ("fr", "Deux hommes sont morts à Yabus. Le Soudan a démenti.", None),
        ("en", "Two men died in Yabus, the Syrian army said.", "geonames:168886"),
        ("en", "Two men died in Yabus.", "geonames:168886"),
    ],
)
def test_a_small_town_is_none_of_a_country_that_is_not_named(code: str, text: str, wanted: str | None) -> None:
    places = [place for place in _places(text, code) if place.text == "Yabus"]
    assert {(place.id, place.country) for place in places} == {(wanted, wanted and "SY")}
    assert all(candidate.id == "geonames:168886" for place in places for candidate in place.candidates)


def test_a_name_that_a_place_abroad_once_had_is_not_that_place() -> None:
    found = _places("The camp in Elenovka in Donetsk was shelled.", "en")
    assert ("Sevan", "AM") not in [(place.name, place.country) for place in found]


def test_a_town_measured_from_a_clear_one_does_not_lie_on_another_continent() -> None:
    text = "Le convoi a été attaqué près de Kobé, à une trentaine de kilomètres de Gao, au Mali."
    reading = read_values(Document("d-1", "a.txt", text, "", language="fr"))
    found = {value.text: value for value in reading.values if isinstance(value, Place)}
    assert (found["Kobé"].id, found["Gao"].country) == (None, "ML")
    assert [each.reason for each in found["Kobé"].candidates] == ["1,525,152 inhabitants"]
