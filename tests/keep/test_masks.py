"""No export has the name of a private person, in whatever field, in none of its files; the ledger has them all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from corrobora.keep import Ledger, open_ledger
from corrobora.keep.export import FORMATS
from corrobora.read.article import read_document
from corrobora.show.exports import export_of
from corrobora.show.review import decide_in
from corrobora.types import Dated, Document

# Address, outlet, title, text; every name of PRIVATE stands where it would get out if it could.
ARTICLES = (
    (
        "https://a.example/2021/05/amadou-diallo-shot-in-gao",
        "River Post",
        "AMADOU DIALLO shot; Diallo's shop burned",
        """Gunmen shot Amadou Diallo dead in Gao, Mali, on 3 May 2021, the army said. Diallo, 34, sold fish.
“Amadou\nDiallo never hurt anyone,” her neighbour Ousmane Sissoko told reporters. “They killed Diallo.”
Colonel Modibo Keita, a spokesman for the army, said that six soldiers were killed there too.""",
    ),
    (
        "notes/Seydou Konaté.txt",
        "Le Fleuve",
        "Qui était Seydou Konaté ?",
        """Un commerçant, Seydou Konaté, a été tué le 3 mai 2021 à Gao, au Mali. Konaté laisse trois enfants.
Sa sœur Fatoumata a parlé de lui. « Il ne faisait pas de politique », a déclaré Awa Konaté, sa veuve.""",
    ),
    (
        "c.txt",
        "منبر",
        "مقتل أحمد حسن الجبوري",
        """قُتل المواطن أحمد حسن الجبوري في الموصل يوم 3 مايو 2021.
وقال المواطن سالم كريم الدليمي إن مسلحين أطلقوا النار على أحمد حسن الجبوري.""",
    ),
    (
        "d.txt",
        "El Faro",
        None,
        """Hombres armados mataron a Julián Quispe, un campesino, el 3 de mayo de 2021 en Gao, Malí.
Su hermano Rigoberto lo encontró.""",
    ),
    ("e.txt", "Echo", None, "On 5 May 2021 two men were killed in Mopti, Mali. One was a cousin of Amadou Diallo."),
)
PRIVATE = (
    *("Diallo", "DIALLO", "diallo", "Sissoko", "Konat", "Seydou", "Fatoumata", "الجبوري", "الدليمي", "Quispe"),
    "Rigoberto",
)
PUBLIC = "Modibo Keita"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path / "books.db")) as opened:
        fill(opened)
        yield opened


def fill(opened: Ledger) -> None:
    for number, (uri, outlet, title, text) in enumerate(ARTICLES):
        document = Document(f"d-{number}", uri, text, "", outlet, title, published=Dated("2021-05-06", "stated"))
        opened.record(document, text.encode(), read_document(document))
    first = next(c for r in opened.readings() for c in r.claims if r.document.uri.endswith("gao"))
    decide_in(opened, "discount", [first.id], by="ann", why="the video shows Amadou Diallo in another year")


def content(files: list[Path]) -> str:
    """Return all that files hold, however their JSON spells it."""
    import pyarrow.parquet as pq

    out = ""
    for path in files:
        if path.suffix == ".parquet":
            out += str(pq.read_table(path).to_pylist())
        raw = path.read_bytes().decode("utf-8", "replace")
        out += re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), raw)
    return out


@pytest.mark.parametrize("form", FORMATS)
def test_no_file_of_an_export_has_a_private_name(ledger: Ledger, form: str, tmp_path: Path) -> None:
    hidden = content(export_of(ledger, form, tmp_path / f"hidden{FORMATS[form].suffix}"))
    assert [name for name in PRIVATE if name in hidden] == []
    shown = content(export_of(ledger, form, tmp_path / f"shown{FORMATS[form].suffix}", names=True))
    assert any(name in shown for name in PRIVATE), "there was something to hide"
    if form in {"jsonl", "parquet", "prov", "schemaorg", "annotations"}:
        assert PUBLIC in hidden
    if form in {"jsonl", "parquet"}:
        assert [name for name in PRIVATE if name not in shown and name not in {"DIALLO", "diallo"}] == []


def test_the_evidence_stays_whole(ledger: Ledger) -> None:
    assert {reading.document.text for reading in ledger.readings()} == {text for *_, text in ARTICLES}
    assert ledger.verify() == []
