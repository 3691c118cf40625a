"""A lexicon that was kept is the one that its files make, whatever became of the file."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from corrobora.read import keptwords
from corrobora.read.keptwords import kept_lexicon
from corrobora.read.language import make_language
from corrobora.read.lexicon import Branch, Entry, Lexicon


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CORROBORA_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def a_lexicon() -> Lexicon:
    out = Lexicon()
    for forms, entry in (
        (("armée",), Entry(frozenset({"n", "f.army"}))),
        (("forces", "armées"), Entry(frozenset({"n"}), "mil")),
        (("forces", "armées", "maliennes"), Entry(frozenset({"n"}), "mil-ml")),
        (("MUJAO",), Entry(frozenset({"actor"}), "mujao", cased=True)),
    ):
        out.add(forms, entry)
    return out


def told(branch: Branch) -> object:
    return branch.entry, [(word, told(below)) for word, below in branch.items()]


def alike(one: Lexicon, two: Lexicon) -> bool:
    same = [*one.entries.items()] == [*two.entries.items()] and one.cased == two.cased and one.firsts == two.firsts
    return same and told(one.phrases) == told(two.phrases)


def unmade() -> Lexicon:
    raise AssertionError("it was kept")


@pytest.mark.slow
@pytest.mark.parametrize("code", ["ar", "en", "es", "fr"])
def test_what_is_kept_is_what_the_files_make(code: str) -> None:
    made = make_language(code, files("corrobora") / "data").lexicon
    kept_lexicon(code, lambda: made)
    assert alike(kept_lexicon(code, unmade), made)


@pytest.mark.parametrize("damage", ["", "{", "[]", "{}", '{"kinds": [], "forms": "a", "of": [0], "cased": {}}', "cut"])
def test_what_is_damaged_is_made_anew(cache: Path, damage: str) -> None:
    kept_lexicon("fr", a_lexicon)
    (file,) = cache.iterdir()
    content = file.read_text(encoding="utf-8")
    file.write_text(content[: len(content) // 2] if damage == "cut" else damage, encoding="utf-8")
    assert alike(kept_lexicon("fr", a_lexicon), a_lexicon())
    assert file.read_text(encoding="utf-8") == content
    assert alike(kept_lexicon("fr", unmade), a_lexicon())


def test_other_words_or_other_code_make_another_and_take_the_place_of_the_old(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_lexicon("fr", a_lexicon)
    kept_lexicon("en", a_lexicon)
    monkeypatch.setattr(keptwords, "_CODE", ("fold.py",))
    with pytest.raises(AssertionError, match="it was kept"):
        kept_lexicon("fr", unmade)
    kept_lexicon("fr", a_lexicon)
    assert sorted(each.name[:8] for each in cache.iterdir()) == ["words-en", "words-fr"]


def test_where_nothing_can_be_kept_it_is_made_each_time(cache: Path) -> None:
    cache.write_text("no folder", encoding="utf-8")
    for _ in range(2):
        assert alike(kept_lexicon("fr", a_lexicon), a_lexicon())
    assert cache.is_file()


def test_a_file_holds_words_and_nothing_that_runs(cache: Path) -> None:
    kept_lexicon("fr", a_lexicon)
    (file,) = cache.iterdir()
    assert set(json.loads(file.read_text(encoding="utf-8"))) == {"kinds", "forms", "of", "cased"}
