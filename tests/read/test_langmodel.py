"""The model that tells languages apart is kept unpacked, and says the same as the packed one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from corrobora.read import langmodel
from corrobora.read.langmodel import identifier

TEXTS = (
    "Gunmen killed twelve soldiers in an ambush near Ouallam on Tuesday, the army said.",
    "Un convoi a été attaqué dimanche dans la province de Bassorah, selon une source policière.",
    "قتل خمسة أشخاص في قصف على المدينة",
    "El ejército dijo que cuatro soldados murieron en una emboscada.",
    "",
)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("CORROBORA_CACHE", str(tmp_path / "cache"))
    identifier.cache_clear()
    yield tmp_path / "cache"
    identifier.cache_clear()


def _again() -> Any:  # noqa: ANN401 - py3langid has no types
    identifier.cache_clear()
    return identifier()


def test_what_is_kept_ranks_as_the_packed_model_does(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    packed = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    first = identifier()
    assert [folder.name.partition("-")[0] for folder in cache.iterdir()] == ["languages"]
    monkeypatch.setattr(langmodel, "_keep", None)  # what is there is not made again
    kept = _again()
    for text in TEXTS:
        assert kept.rank(text) == first.rank(text) == packed.rank(text)


@pytest.mark.parametrize("damage", ["cut", "gone", "empty"])
def test_what_is_damaged_is_made_anew(cache: Path, damage: str) -> None:
    before = identifier().rank(TEXTS[0])
    (folder,) = cache.iterdir()
    table = folder / "steps.npy"
    content = table.read_bytes()
    table.unlink()
    if damage != "gone":
        table.write_bytes(content[: len(content) // 2] if damage == "cut" else b"")
    assert _again().rank(TEXTS[0]) == before
    assert table.read_bytes() == content
    assert [each.name for each in cache.iterdir()] == [folder.name]


def test_where_nothing_can_be_kept_languages_are_told_apart_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("CORROBORA_CACHE", str(tmp_path / "file" / "cache"))
    assert _again().rank(TEXTS[1])[0][0] == "fr"
