"""The forms in which books leave: each is read by a real reader of its own, and nothing in it is made up."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import feedparser
import hxl
import prov.model
import pyarrow.parquet as pq
import pyogrio
import pytest

from corrobora.errors import UsageError
from corrobora.keep.export import FORMATS, acled, export, gdelt, ged
from corrobora.keep.shelf import Shelf, shelf_of
from corrobora.read.article import read_document
from corrobora.reckon.books import Books, books
from corrobora.schema import from_arrow
from corrobora.types import Dated, Document, Reading

TEXTS = (
    (
        "https://a.example/1",
        "River Post",
        "=HYPERLINK(1) raid",
        """Gunmen attacked an army post in Gao, Mali, on 3 May 2021, killing at least four soldiers, the army said.
"They came at dawn," said Amadou Diallo, a shopkeeper. Diallo lost his brother.""",
    ),
    (
        "https://b.example/2",
        "Le Fleuve",
        "Attaque à Gao",
        "Six soldats ont été tués le 3 mai 2021 à Gao, au Mali, a déclaré le gouverneur Moussa Keïta.",
    ),
    ("c.txt", "منبر", "غاو", "هاجم مسلحون موقعا للجيش في غاو في مالي يوم 3 مايو 2021."),
    ("d.txt", None, None, "Protesters marched in Bamako on 5 May 2021. Mali will hold an election."),
)


@pytest.fixture(scope="module")
def read() -> list[Reading]:
    made = [Document(f"d-{n}", uri, text, "", outlet, title, published=Dated("2021-05-06", "stated"))
            for n, (uri, outlet, title, text) in enumerate(TEXTS)]  # fmt: skip
    return list(map(read_document, made))


@pytest.fixture(scope="module")
def known(read: list[Reading]) -> Books:
    return books(read)


@pytest.fixture(scope="module")
def shelf(read: list[Reading]) -> Iterator[Shelf]:
    with shelf_of(read) as held:
        yield held


@pytest.fixture
def saved(shelf: Shelf, tmp_path: Path) -> Callable[..., Path]:
    def save(form: str, *, names: bool = False) -> Path:
        return export(shelf, form, tmp_path / f"out{FORMATS[form].suffix}", names=names)[0]

    return save


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8"), newline="")))


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_lost_stands_beside(shelf: Shelf, tmp_path: Path, form: str) -> None:
    *files, losses = export(shelf, form, tmp_path / f"x{FORMATS[form].suffix}")
    told = json.loads(losses.read_text())
    assert told["files"] == [path.name for path in files]
    assert told["names_of_private_people"] == "masked"
    assert form == "jsonl" or told["loses"]


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_books_make_the_same_bytes(shelf: Shelf, tmp_path: Path, form: str) -> None:
    one, two = (b"".join(p.read_bytes() for p in export(shelf, form, tmp_path / n)[:-1]) for n in ("a", "b"))
    assert one == two


def test_acled_has_its_columns_and_no_number_that_no_claim_gives(saved: Callable[..., Path]) -> None:
    found = rows(saved("acled"))
    assert len(acled.COLUMNS) == 31
    assert list(found[0]) == list(acled.COLUMNS)
    attack = next(row for row in found if row["location"] == "Gao" and row["fatalities"])
    assert (attack["event_date"], attack["country"], attack["iso"]) == ("2021-05-03", "Mali", "466")
    assert (attack["disorder_type"], attack["time_precision"]) == ("Political violence", "1")
    protest = next(row for row in found if row["event_type"] == "Protests")
    assert protest["fatalities"] == ""


def test_a_cell_is_no_formula(saved: Callable[..., Path]) -> None:
    headlines = [row["source_headline"] for row in rows(saved("ged"))]
    assert headlines
    assert not any(headline.startswith("=") for headline in headlines)


def test_ged_has_its_columns_and_only_the_deadly(saved: Callable[..., Path]) -> None:
    found = rows(saved("ged"))
    assert len(ged.COLUMNS) == 49
    assert list(found[0]) == list(ged.COLUMNS)
    assert all(row["best"] or row["low"] or row["high"] for row in found)
    assert all(int(row["id"]) > 0 and row["geom_wkt"].startswith("POINT (") for row in found if row["latitude"])


def test_gdelt_has_its_columns_and_its_mentions_name_its_events(saved: Callable[..., Path]) -> None:
    path = saved("gdelt")
    found = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    mentions = path.with_name("out.mentions.CSV").read_text("utf-8").splitlines()
    assert (len(gdelt.EVENTS), len(gdelt.MENTIONS)) == (61, 16)
    assert {len(row) for row in found} == {61}
    assert {len(line.split("\t")) for line in mentions} == {16}
    assert {line.split("\t")[0] for line in mentions} == {row[0] for row in found}


def test_hxl_is_read_by_its_library(saved: Callable[..., Path]) -> None:
    with hxl.data(str(saved("hxl")), hxl.InputOptions(allow_local=True)) as source:
        tags = {column.display_tag for column in source.columns}
        found = list(source)
    assert {"#event+id", "#geo+lat", "#affected+killed"} <= tags
    assert any(row.get("#loc+name") == "Gao" for row in found)


def test_geojson_is_read_by_gdal(saved: Callable[..., Path], known: Books) -> None:
    info = pyogrio.read_info(saved("geojson"))
    assert info["features"] == len(known.incidents)
    assert info["geometry_type"] == "Point"


def test_parquet_gives_the_readings_back(saved: Callable[..., Path], known: Books) -> None:
    table = pq.read_table(saved("parquet", names=True))
    assert [each for batch in table.to_batches() for each in from_arrow(batch)] == list(known.readings)


def test_prov_is_read_by_its_library(saved: Callable[..., Path], known: Books) -> None:
    document = prov.model.ProvDocument.deserialize(str(saved("prov")), format="json")
    entities = {str(record.identifier) for record in document.get_records(prov.model.ProvEntity)}
    assert {f"c:{incident.id}" for incident in known.incidents} <= entities
    derived = list(document.get_records(prov.model.ProvDerivation))
    assert len(derived) >= sum(len(reading.claims) for reading in known.readings)


def test_a_feed_reader_reads_the_feed(saved: Callable[..., Path], known: Books) -> None:
    feed = feedparser.parse(saved("atom").read_bytes())
    assert not feed.bozo
    assert {entry.id for entry in feed.entries} == {f"urn:corrobora:{incident.id}" for incident in known.incidents}


def test_annotations_quote_the_words_where_they_stand(saved: Callable[..., Path], known: Books) -> None:
    texts = {reading.document.uri: reading.document.text for reading in known.readings}
    page = json.loads(saved("annotations", names=True).read_text("utf-8"))
    assert page["type"] == "AnnotationPage"
    assert page["items"]
    for each in page["items"]:
        quote, position = each["target"]["selector"]
        text = texts[each["target"]["source"]]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_offsets_stay_where_names_are_hidden(saved: Callable[..., Path], known: Books) -> None:
    (hidden,) = (line for line in map(json.loads, saved("jsonl").read_text("utf-8").splitlines())
                 if line["is"] == "reading" and line["document"]["uri"].endswith("/1"))  # fmt: skip
    text = next(r.document.text for r in known.readings if r.document.uri.endswith("/1"))
    assert len(hidden["document"]["text"]) == len(text)
    assert "██████ ██████, a shopkeeper" in hidden["document"]["text"]
    for value in hidden["values"]:
        assert hidden["document"]["text"][value["span"]["start"] : value["span"]["end"]] == value["text"]


def test_plover_and_schema_org_keep_their_own_words(saved: Callable[..., Path]) -> None:
    events = [json.loads(line) for line in saved("plover").read_text("utf-8").splitlines()]
    assert {event["event"] for event in events} >= {"ASSAULT", "PROTEST"}
    graph = json.loads(saved("schemaorg").read_text("utf-8"))["@graph"]
    assert {each["@type"] for each in graph} == {"Claim"}
    assert all(each["appearance"]["url"] for each in graph)


NEAR = Document(
    "d-9", "notes/خبر غاو <1>.txt",
    "Two soldiers and Amadou Diallo, a farmer, were killed when gunmen attacked a post near Gao, Mali, on 3 May 2021.",
    "", "River Post", published=Dated("2021-05-06", "stated"),
)  # fmt: skip


@pytest.fixture
def near(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    with shelf_of([read_document(NEAR)]) as shelf:
        yield lambda form: export(shelf, form, tmp_path / f"near{FORMATS[form].suffix}")[0]


def test_what_happened_near_a_town_is_not_said_to_be_in_it(near: Callable[[str], Path]) -> None:
    assert [(row["location"], row["geo_precision"]) for row in rows(near("acled"))] == [("Gao", "2")]
    assert [(row["where_coordinates"], row["where_prec"]) for row in rows(near("ged"))] == [("Gao", "2")]
    (event,) = near("gdelt").read_text("utf-8").splitlines()
    assert event.split("\t")[gdelt.EVENTS.index("ActionGeo_FullName")] == "Gao, Gao, Mali"


def test_a_hidden_name_is_not_what_a_side_is_called(near: Callable[[str], Path]) -> None:
    (row,) = rows(near("acled"))
    assert "█" not in row["actor2"]
    assert "soldiers" in row["actor2"]


def test_addresses_of_documents_are_iris(near: Callable[[str], Path]) -> None:
    iri = "notes/خبر%20غاو%20%3C1%3E.txt"
    page, graph = (json.loads(near(form).read_text("utf-8")) for form in ("annotations", "schemaorg"))
    assert {each["target"]["source"] for each in page["items"]} == {iri}
    assert {each["appearance"]["url"] for each in graph["@graph"]} == {iri}


def test_what_a_link_leads_to_is_written_and_nothing_beside_a_device(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to("real.csv")
    export(shelf, "csv", tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes().startswith(b"id,event")
    if Path("/dev/null").is_char_device():
        assert export(shelf, "csv", Path("/dev/null")) == [Path("/dev/null")]


def test_a_place_that_cannot_be_written_is_told_and_leaves_nothing(shelf: Shelf, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="can't be written"):
        export(shelf, "acled", tmp_path / "no" / "x.csv")
    with pytest.raises(UsageError, match="there are jsonl"):
        export(shelf, "xlsx", tmp_path / "x")
    assert not list(tmp_path.iterdir())
