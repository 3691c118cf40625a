"""A text that a program broke into lines of one width is read as if it had not."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import fill

import pytest

from corrobora.read.article import read_document
from corrobora.read.wraps import unwrapped
from corrobora.types import Document, Reading

_ARTICLES = {
    "en": """\
At least four soldiers were killed on Sunday, 14 March 2021, when gunmen attacked a convoy near the northern town
of Gao, the army said in a statement late on Monday. JNIM claimed responsibility for the attack.

A security source said "the attackers came on some thirty motorbikes" and burned three vehicles.""",
    "fr": """\
Au moins douze soldats ont été tués dimanche 14 mars 2021 dans une attaque contre un convoi près de Ménaka, a annoncé
l'armée malienne dans un communiqué diffusé lundi soir. Le JNIM a revendiqué l'attaque.

Selon une source sécuritaire, « les assaillants sont venus sur une trentaine de motos » et ont brûlé trois camions.""",
    "ar": """\
قُتل أربعة جنود وأصيب ستة آخرون يوم الأحد 14 آذار 2021 في هجوم استهدف رتلا عسكريا قرب الرمادي في محافظة الأنبار غربي
البلاد، وفق ما أعلنت خلية الإعلام الأمني في بيان صدر مساء الإثنين. وتبنى تنظيم داعش الهجوم.

وقال مصدر أمني إن المهاجمين استخدموا عبوة ناسفة وأحرقوا ثلاث عجلات كانت تقل الجنود قبل أن ينسحبوا نحو الصحراء.""",
}
_BROKEN: dict[str, Callable[[str], str]] = {
    "at-40": lambda said: fill(said, 40),
    "at-60": lambda said: fill(said, 60),
    "at-100": lambda said: fill(said, 100),
    "crlf": lambda said: fill(said, 72).replace("\n", "\r\n"),
    "set-in": lambda said: fill(said, 60, initial_indent="    "),
    "quoted": lambda said: fill(said, 60, initial_indent="  ", subsequent_indent="  "),
}


@pytest.mark.parametrize("language", _ARTICLES)
@pytest.mark.parametrize("way", _BROKEN)
def test_lines_that_a_program_broke_read_alike(language: str, way: str) -> None:
    said = [each.replace("\n", " ") for each in _ARTICLES[language].split("\n\n")]
    text = ("\n" if way == "set-in" else "\n\n").join(_BROKEN[way](each) for each in said)
    reading = _read(text)
    assert _told(reading) == _told(_read("\n\n".join(said)))
    assert reading.document.text == text
    assert all(value.text == value.span.of(text) for value in reading.values)


def test_a_heading_above_what_is_broken_stays_one() -> None:
    heading = "Four soldiers were killed in an attack near Gao"
    text = heading + "\n" + fill(_ARTICLES["en"].partition("\n\n")[0], 72)
    assert unwrapped(text).split("\n")[0] == heading
    assert _read(text).document.title == heading


@pytest.mark.parametrize(
    "text",
    [
        "Gao: four soldiers killed in a raid\nSévaré: calm\nMopti: a mine under a bus\nTimbuktu: calm",
        "- a post was hit near the town of Gao\n- a mine went off near Mopti on Sun\n- shots were fired at Ber",
        "1. a post was hit near the town of Gao\n2. a mine went off near Mopti on Sun\n3. shots were fired at Ber",
        "A convoy was hit near the town of Gao.\nTwo policemen were injured in Tikrit.\n\nThree farmers died.",
    ],
)
def test_lines_of_their_own_stay_apart(text: str) -> None:
    assert unwrapped(text) == text


def _read(text: str) -> Reading:
    return read_document(Document("d-1", "a.txt", text, ""))


def _told(reading: Reading) -> list[object]:
    return [
        (
            *(c.kind, c.event, c.act, c.stance, c.when and c.when.edtf, c.voice.manner, len(c.voice.chain)),
            *([(q.measure, q.best) for q in c.quantities], [p.id for p in c.places], len(c.actors), len(c.targets)),
        )
        for c in reading.claims
    ]
