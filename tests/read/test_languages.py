"""A language is made of data alone: the small one of docs/languages.md is built in a folder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corrobora.codebook import actors_by_id, names_in
from corrobora.errors import DataError
from corrobora.read import placelists
from corrobora.read.examples import failures
from corrobora.read.language import Language, languages, load_language, make_language
from corrobora.read.placedraft import Draft
from corrobora.read.rules import LEVELS

PAGE = Path(__file__).parents[2] / "docs" / "languages.md"
BLOCK = re.compile(r"`((?:lang|rules)/eo/[\w.]+)`[^\n]*(?:\n[^\n]+)*\n\n```(?:toml|tsv)\n(.*?)```", re.DOTALL)


def esperanto(folder: Path, without: str = "") -> Language:
    """Return the language that the page shows, without its line that begins with some word."""
    for name, content in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        kept = [line for line in content.splitlines() if not (without and line.startswith(without))]
        file.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return make_language("eo", folder)


def _failures(language: Language) -> list[str]:
    return [each for level in LEVELS for rule in language.rules[level] for each in failures(language, level, rule)]


def test_the_language_of_the_page_does_what_its_examples_say(tmp_path: Path) -> None:
    language = esperanto(tmp_path)
    assert {rule.id for rules in language.rules.values() for rule in rules} == {
        "eo.number.plain", "eo.group.counted", "eo.verb.past", "eo.event.dead",
    }  # fmt: skip
    assert _failures(language) == []


def test_an_example_that_no_longer_holds_says_so_as_the_page_does(tmp_path: Path) -> None:
    said = "events.toml: eo.event.dead: should match 'Tri soldatoj mortis'"
    assert said in PAGE.read_text(encoding="utf-8")
    assert any(each.startswith(said) for each in _failures(esperanto(tmp_path, without="soldat\t")))


@pytest.mark.parametrize("code", languages())
def test_a_language_brings_names_only_for_actors_that_there_are(code: str) -> None:
    for id_, names in names_in(code).items():
        assert id_ in actors_by_id()
        assert len(names) == len({name.casefold() for name in names}), id_
    owners = {name.casefold(): id_ for id_, names in names_in(code).items() for name in names}
    assert len(owners) == sum(map(len, names_in(code).values()))


def test_names_of_one_language_are_not_those_of_another() -> None:
    spanish, english = load_language("es").lexicon.entries, load_language("en").lexicon.entries
    assert spanish["ejército", "ruso"].id == "russia-army"
    assert ("ejército", "ruso") not in english


def test_a_name_for_no_listed_place_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "toponyms.tsv"
    file.write_text("Nowhere\tXX\tNusquam\town\n", encoding="utf-8")
    monkeypatch.setattr(placelists, "name_files", lambda: [file])
    with pytest.raises(DataError, match="'Nowhere' in 'XX'"):
        placelists.add_lists(Draft())
