"""Each export holds to the standard of its form: its vocabulary, its grammar, or what another reader takes it for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import geopandas
import jsonschema
import pandas as pd
import pytest
from lxml import etree
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import SDO

from corrobora.gather.datasets import EventRow, read_rows
from corrobora.keep import open_ledger
from corrobora.keep.export import FORMATS, export, gdelt
from corrobora.keep.shelf import open_shelf, shelf_of
from corrobora.reckon.books import Books
from corrobora.settings import Settings
from corrobora.show.review import decide_in
from tests.reckon.test_demo import demo

GRAMMAR = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="feed"><interleave>
    <ref name="id"/><ref name="title"/><ref name="updated"/>
    <zeroOrMore><element name="author"><element name="name"><text/></element></element></zeroOrMore>
    <optional><element name="generator"><text/></element></optional>
    <zeroOrMore><ref name="entry"/></zeroOrMore>
  </interleave></element></start>
  <define name="entry"><element name="entry"><interleave>
    <ref name="id"/><ref name="title"/><ref name="updated"/>
    <zeroOrMore><element name="category"><attribute name="term"/></element></zeroOrMore>
    <zeroOrMore><element name="link"><attribute name="href"><data type="anyURI"/></attribute>
      <attribute name="rel"/></element></zeroOrMore>
    <optional><element name="content"><attribute name="type"><choice><value>html</value><value>text</value></choice>
      </attribute><text/></element></optional>
  </interleave></element></define>
  <define name="id"><element name="id"><data type="anyURI"/></element></define>
  <define name="title"><element name="title"><text/></element></define>
  <define name="updated"><element name="updated"><data type="dateTime"/></element></define>
</grammar>
"""  # what RFC 4287 (section 4) demands of feeds such as ours

_IRI = {"type": "string", "minLength": 1}
_SELECTORS = {
    "oneOf": [
        {
            "properties": {
                "type": {"const": "TextQuoteSelector"},
                **{key: {"type": "string"} for key in ("exact", "prefix", "suffix")},
            },
            "required": ["type", "exact"],
        },
        {
            "properties": {
                "type": {"const": "TextPositionSelector"},
                **{key: {"type": "integer", "minimum": 0} for key in ("start", "end")},
            },
            "required": ["type", "start", "end"],
        },
    ]
}
_MOTIVATIONS = (
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing"),
    *("highlighting", "identifying", "linking", "moderating", "questioning", "replying"),
    "tagging",
)
ANNOTATIONS = {
    "type": "object",
    "required": ["@context", "id", "type", "items"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": _IRI,
        "type": {"const": "AnnotationPage"},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "type", "target"],
                "properties": {
                    "id": _IRI,
                    "type": {"const": "Annotation"},
                    "motivation": {"enum": list(_MOTIVATIONS)},
                    "body": {
                        "type": "array",
                        "items": {
                            "properties": {
                                "type": {"const": "TextualBody"},
                                "value": {"type": "string"},
                                "format": {"type": "string"},
                                "purpose": {"enum": list(_MOTIVATIONS)},
                            },
                            "required": ["type", "value"],
                        },
                    },
                    "target": {
                        "type": "object",
                        "required": ["source"],
                        "properties": {"source": _IRI, "selector": {"type": "array", "items": _SELECTORS}},
                    },
                },
            },
        },
    },
}  # what the Web Annotation Data Model (W3C Recommendation, 2017) demands

PLOVER = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID"),
    *("RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST"),
    *("SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)


@pytest.fixture(scope="module")
def books() -> Books:
    return demo()


@pytest.fixture(scope="module")
def saved(books: Books, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Path]]:
    folder = tmp_path_factory.mktemp("forms")
    with shelf_of(books.readings) as shelf:
        yield lambda form: export(shelf, form, folder / f"{form}{FORMATS[form].suffix}")[0]


def test_geopandas_reads_points_where_the_incidents_are(saved: Callable[[str], Path], books: Books) -> None:
    frame = geopandas.read_file(saved("geojson"))
    assert len(frame) == len(books.incidents)
    assert frame.crs.to_epsg() == 4326
    placed = frame[frame.geometry.notna()]
    assert len(placed.cx[-180:180, -90:90]) == len(placed) > 10
    mali = placed[placed["country"] == "ML"]
    assert len(mali.cx[-13:5, 9:26]) == len(mali) > 0


def test_the_feed_holds_to_its_grammar(saved: Callable[[str], Path]) -> None:
    grammar = etree.RelaxNG(etree.fromstring(GRAMMAR))
    feed = etree.parse(str(saved("atom")))
    assert grammar.validate(feed), grammar.error_log
    for entry in feed.iter("{*}updated"):
        entry.text = "yesterday"
    assert not grammar.validate(feed)


def test_annotations_hold_to_their_model(saved: Callable[[str], Path]) -> None:
    page = json.loads(saved("annotations").read_text("utf-8"))
    jsonschema.validate(page, ANNOTATIONS)
    page["items"][0]["motivation"] = "guessing"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(page, ANNOTATIONS)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own use of it
def test_claims_use_the_words_of_schema_org_alone(saved: Callable[[str], Path], books: Books) -> None:
    given = json.loads(saved("schemaorg").read_text("utf-8"))
    assert given["@context"] == "https://schema.org"
    given["@context"] = {"@vocab": str(SDO)}  # which that address has, but for what is a link
    graph = Graph().parse(data=json.dumps(given), format="json-ld")
    used = {str(each) for _, each, _ in graph} | {str(kind) for kind in graph.objects(None, RDF.type)}
    words = {URIRef(word) for word in used if word != str(RDF.type)}
    assert {word for word in words if str(word).removeprefix(str(SDO)) not in SDO} == set()
    assert len(list(graph.subjects(RDF.type, SDO.Claim))) == sum(len(each.claims) for each in books.readings)


def test_pandas_reads_gdelt_tables_by_their_types(saved: Callable[[str], Path]) -> None:
    path = saved("gdelt")
    numbers = ("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "QuadClass", "NumMentions", "NumSources", "NumArticles")
    types: dict[str, Any] = dict.fromkeys(numbers, "Int64")
    types |= dict.fromkeys(("ActionGeo_Lat", "ActionGeo_Long", "FractionDate", "AvgTone", "GoldsteinScale"), "Float64")
    types |= {"EventCode": str, "EventRootCode": str}
    frame = pd.read_csv(path, sep="\t", header=None, names=list(gdelt.EVENTS), dtype=types, quoting=3)
    assert len(frame) > 10
    assert frame["GLOBALEVENTID"].is_unique
    assert set(frame["QuadClass"]) <= {1, 2, 3, 4}
    assert (frame["SQLDATE"].dropna() // 100 == frame["MonthYear"].dropna()).all()
    assert frame["EventCode"].str.fullmatch(r"\d{2,4}").all()
    mentions = pd.read_csv(
        path.with_name("gdelt.mentions.CSV"), sep="\t", header=None, names=list(gdelt.MENTIONS), quoting=3
    )
    assert set(mentions["GLOBALEVENTID"]) == set(frame["GLOBALEVENTID"])
    assert set(mentions["MentionType"]) <= {1, 2, 3, 4, 5, 6}


def test_plover_events_are_of_its_types_and_contexts(saved: Callable[[str], Path]) -> None:
    events = [json.loads(line) for line in saved("plover").read_text("utf-8").splitlines()]
    assert {each["event"] for each in events} <= set(PLOVER)
    assert {context for each in events for context in each["context"]} <= {"future", "hypothetical"}
    assert all(isinstance(each["source"], list) and isinstance(each["target"], list) for each in events)


@pytest.mark.parametrize("form", ["acled", "ged", "gdelt"])
def test_what_goes_out_as_a_dataset_comes_in_as_one(saved: Callable[[str], Path], form: str) -> None:
    path = saved(form)
    rows = list(read_rows(path))
    taken = [row for row in rows if isinstance(row, EventRow)]
    lines = len(path.read_text("utf-8").splitlines()) - (form != "gdelt")
    assert len(rows) == lines
    assert len(taken) >= 0.8 * lines > 2, [str(row) for row in rows if not isinstance(row, EventRow)][:3]


def test_what_a_reviewer_discounted_is_no_row_of_a_dataset(books: Books, tmp_path: Path) -> None:
    deadly = max(books.incidents, key=lambda each: (each.harm.get("killed") is not None, len(each.claims)))
    with open_ledger(str(tmp_path / "books.db")) as ledger:
        for each in books.readings:
            ledger.record(each.document, each.document.text.encode(), each)
        counts = []
        for _ in range(2):
            with open_shelf(ledger, Settings(cache=tmp_path)) as shelf:
                paths = [export(shelf, form, tmp_path / form)[0] for form in ("acled", "ged", "gdelt", "csv")]
            counts.append([len(path.read_text("utf-8").splitlines()) for path in paths])
            decide_in(ledger, "discount", [deadly.id], by="ann", why="the video is older")
        first, second = counts
        assert [a - b for a, b in zip(first, second, strict=True)] == [1, 1, 1, 0]
