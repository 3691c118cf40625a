"""The programs of `bench/` read each set's own format, score as they say, and end clearly where a set isn't there."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from bench import arabic, case2021, muc4, polnear, re3d
from bench.common import Counts, needed
from bench.templates import templates
from corrobora.read.article import read_document
from corrobora.types import Document, Reading, Span

MESSAGES = """DEV-MUC3-9001 (INVENTED)

   QUITO, 3 FEB 90 (RADIO SOL) -- [TEXT] GUERRILLAS OF THE SUN RIVER FRONT
[SRF] BOMBED THE TOWN HALL YESTERDAY.  THE POLICE SAID THAT THE REBELS
KIDNAPPED MAYOR LUIS ANDRADE.


DEV-MUC3-9002 (INVENTED)

   LIMA, 4 FEB 90 -- [TEXT] THE MINISTER OPENED A SCHOOL.
"""
KEY = """0.  MESSAGE: ID                     DEV-MUC3-9001 (INVENTED)
10. PERP: ORGANIZATION ID           "SUN RIVER FRONT" / "SRF"
11. PERP: ORGANIZATION CONFIDENCE   REPORTED AS FACT / POSSIBLE: "SUN RIVER FRONT" / "SRF"
                                    SUSPECTED OR ACCUSED: "OTHER GROUP"
12. PHYS TGT: ID                    "TOWN HALL"

0.  MESSAGE: ID                     DEV-MUC3-9002 (INVENTED)
11. PERP: ORGANIZATION CONFIDENCE   -
"""
ARTICLE = "The port was shelled at dawn, the mayor said. “Nobody is left,” a nurse told reporters."


def _reading(text: str, language: str = "en") -> Reading:
    return read_document(Document("d", "d", text, "", language=language))


def test_counts_give_precision_recall_and_their_mean() -> None:
    counts = Counts()
    assert counts.f1 == 0
    counts.add(1, 2, 4)
    assert str(counts) == "P 0.500  R 0.250  F1 0.333  (1/2/4)"


def test_a_wrong_path_ends_the_run_and_says_what_was_wanted(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="nowhere: not there; give it"):
        needed(tmp_path / "nowhere", what="give it")
    with pytest.raises(SystemExit, match="DEV-MUC3-0001"):
        list(muc4.predictions(_file(tmp_path / "other", "no messages here")))
    with pytest.raises(SystemExit, match="a folder"):
        list(muc4.predictions(tmp_path))
    with pytest.raises(SystemExit, match="EventSnippet"):
        case2021.labelled(_file(tmp_path / "x.tsv", "a\tb\n1\t2\n"))
    with pytest.raises(SystemExit, match=r"entities\.json"):
        list(re3d.documents(tmp_path))
    with pytest.raises(SystemExit, match="label"):
        arabic.labelled(_file(tmp_path / "assault_gsr.csv", "a,b\n1,2\n"))


def _file(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path


def test_messages_are_read_with_their_days_and_filled_into_templates(tmp_path: Path) -> None:
    first, second = muc4.predictions(_file(tmp_path / "dev-muc3-9001", MESSAGES))
    assert (first["docid"], second["docid"]) == ("DEV-MUC3-9001", "DEV-MUC3-9002")
    assert second["templates"] == []
    found = {template["incident_type"]: template for template in first["templates"]}
    assert found["bombing"]["Target"] == [["town hall"]]
    assert found["bombing"]["PerpInd"] == [["guerrillas"]]
    assert ["sun river front"] in found["bombing"]["PerpOrg"]
    assert found["kidnapping"]["Victim"] == [["luis andrade"]]


def test_templates_leave_out_war_among_soldiers() -> None:
    assert templates(_reading("Rebels clashed with troops near Quito on Sunday.")) == []


def test_confidence_is_right_for_any_name_and_label_of_the_key() -> None:
    gold = list(muc4.confidences(KEY))
    assert [(message, len(names), len(labels)) for message, names, labels in gold] == [
        ("DEV-MUC3-9001", 2, 2),
        ("DEV-MUC3-9001", 1, 1),
    ]
    read = [{"docid": "DEV-MUC3-9001", "templates": [{"Confidence": [["srf", "POSSIBLE"], ["x", "POSSIBLE"]]}]}]
    assert str(muc4.confidence_counts(read, gold)) == "P 0.500  R 0.500  F1 0.500  (1/2/2)"


def _annotated() -> str:
    parts = {"T1": ("Source", "the mayor"), "T2": ("Cue", "said"), "T3": ("Content", "The port was shelled at dawn")}
    lines = []
    for key, (role, words) in parts.items():
        start = ARTICLE.index(words)
        lines.append(f"{key}\t{role} {start} {start + len(words)}\t{words}")
    return "\n".join([*lines, "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3"])


def test_attributions_are_scored_as_exact_spans(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    _file(tmp_path / "text" / "river_2020-05-03_port.txt", ARTICLE)
    _file(tmp_path / "attributions" / "river_2020-05-03_port_ab12.ann", _annotated())
    ((text, gold, read),) = polnear.pairs(tmp_path, None)
    assert text == ARTICLE
    assert gold[0] in read
    assert {text[voice.cue.start : voice.cue.end] for voice in read if voice.cue} == {"said", "told"}
    polnear.report([(text, gold, read)], misses=1)
    assert "who said what  P 0.500  R 1.000  F1 0.667  (1/2/1)" in capsys.readouterr().out


def test_attributions_may_be_in_pieces() -> None:
    ann = "T1\tContent 0 3;9 12\tAnn\nE1\tContent:T1\n"
    assert polnear.annotated(ann, "Ann left, Bob")[0].content == Span(0, 12)


@pytest.mark.parametrize(
    ("snippet", "label"),
    [
        ("Two people were killed in a suicide bombing in Kano on Friday.", "SUIC_BOMB"),
        ("The army recaptured the town of Palmyra on Monday.", "GOV_REGAINS_TERIT"),
        ("Militants captured the town of Palmyra on Monday.", "NON_STATE_ACTOR_OVERTAKES_TER"),
        ("Police arrested two journalists in Cairo on Monday.", "ARREST"),
        ("The weather will be fine.", ""),
    ],
)
def test_snippets_get_the_label_of_the_first_row_that_fits(snippet: str, label: str) -> None:
    assert case2021.label_of(_reading(snippet)) == label


def test_labels_that_acled_lacks_are_left_out(tmp_path: Path) -> None:
    rows = "id\tEventSnippet\tSubType\n1\tA storm.\tNATURAL_DISASTER\n2\tA clash.\tARMED_CLASH\n"
    assert case2021.labelled(_file(tmp_path / "x.tsv", rows)) == [("A clash.", "ARMED_CLASH")]


def test_every_label_of_the_table_is_fed_by_events_of_the_codebook() -> None:
    assert case2021.unknown_events() == set()


def test_arabic_sentences_are_told_from_those_without_the_event(tmp_path: Path) -> None:
    texts = [
        ("قتل مسلحون ثلاثة مدنيين قرب الموصل أمس.", "yes"),
        ("افتتح الوزير مدرسة.", "easy no"),
        ("نص", "ambiguous"),
    ]
    with (tmp_path / "assault_gsr.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([("label", "text"), *((label, text) for text, label in texts)])
    sentences = arabic.labelled(tmp_path / "assault_gsr.csv")
    assert [gold for _, gold in sentences] == [True, False]
    assert [arabic.tells(text, "assault") for text, _ in sentences] == [True, False]
    assert not arabic.tells(sentences[0][0], "protest")


def test_entities_are_paired_one_to_one(tmp_path: Path) -> None:
    folder = tmp_path / "Source"
    folder.mkdir()
    text = "Rebels attacked the city of Aleppo on 3 May 2016."
    _file(folder / "documents.json", json.dumps({"_id": "a", "text": text}))
    entity = {"documentId": "a", "type": "Location", "begin": text.index("Aleppo"), "end": text.index("Aleppo") + 6}
    _file(folder / "entities.json", json.dumps(entity))
    ((got, gold),) = re3d.documents(tmp_path)
    assert (got, gold) == (text, {"Location": [Span(28, 34)]})
    read = re3d.entities(_reading(text))
    assert Span(28, 34) in read["Location"]
    assert [span.of(text) for span in read["Temporal"]] == ["3 May 2016"]
    counts = Counts()
    assert re3d.pair([Span(0, 4), Span(2, 6)], [Span(0, 4), Span(8, 9)], counts) == ([Span(8, 9)], [Span(2, 6)])
    assert (counts.right, counts.read, counts.gold) == (1, 2, 2)
