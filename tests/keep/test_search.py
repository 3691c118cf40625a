"""The words of a ledger's articles are found in any script, as the ledger is now, and as it was."""

from __future__ import annotations

from pathlib import Path

from corrobora.keep import Ledger, open_ledger
from corrobora.keep.search import COUNTED, index_place, open_index
from corrobora.settings import Settings
from corrobora.types import Document, Reading
from tests.factory import incident, reading


def put(ledger: Ledger, *made: Reading) -> None:
    for each in made:
        ledger.add(each.document, each.document.text.encode(), each, "2021-05-04T08:00:00+00:00")
    ledger.flush()


def found(ledger: Ledger, words: str, settings: Settings) -> list[str]:
    index = open_index(ledger, settings)
    total, some = index.find(words, 10)
    index.close()
    assert total == len(some)
    return sorted(each.uri for each in some)


def test_words_are_found_as_the_ledger_grows(tmp_path: Path) -> None:
    settings = Settings(cache=tmp_path / "cache")
    with open_ledger(str(tmp_path / "books.db")) as ledger:
        put(ledger, reading("a", incident("Près de Boulikéssi.")), reading("b", incident("انفجار في الكرّادة")))
        assert found(ledger, "boulikessi", settings) == ["a"]
        assert found(ledger, "الكراده", settings) == ["b"]
        assert found(ledger, '"pres de"', settings) == ["a"]
        put(ledger, reading("c", incident("Boulikessi again.")))
        assert found(ledger, "boulik", settings) == ["a", "c"]
        put(ledger, reading("a", incident("Nothing of the kind.")))
        assert found(ledger, "boulikessi", settings) == ["c"]
        assert found(ledger, "kind nothing", settings) == ["a"]
        index = open_index(ledger, settings)
        assert [each.seq for each in index.find("boulikessi", 10, rows=[1, 2])[1]] == [1]
        index.close()


def test_a_file_that_is_damaged_or_of_another_ledger_is_made_anew(tmp_path: Path) -> None:
    settings = Settings(cache=tmp_path / "cache")
    for number, word in enumerate(("first", "second", "third")):
        for each in tmp_path.glob("books.db*"):
            if not each.name.endswith("-words"):
                each.unlink()
        with open_ledger(str(tmp_path / "books.db")) as ledger:
            put(ledger, reading("a", incident(f"The {word} one.")))
            if number == 2:
                Path(index_place(ledger, settings)).write_bytes(
                    b"no database, and longer than a header has to be. " * 9
                )
            assert found(ledger, word, settings) == ["a"]
            assert found(ledger, "first", settings) == (["a"] if number == 0 else [])


def test_where_no_file_can_be_written_words_are_found_all_the_same(tmp_path: Path) -> None:
    settings = Settings(cache=tmp_path / "cache")
    with open_ledger(str(tmp_path / "books.db")) as ledger:
        put(ledger, reading("a", incident("Here it is.")))
        Path(index_place(ledger, settings)).mkdir()
        assert found(ledger, "here", settings) == ["a"]


def test_what_is_too_common_is_counted_no_further_and_the_latest_comes_first() -> None:
    with open_ledger("sqlite:///:memory:") as ledger:
        passages = "\n\n".join(["common"] * 3)
        for number in range(4):
            document = Document(f"d-{number}", f"u{number}", passages, "")
            ledger.add(document, f"{number}".encode(), Reading(document))
        index = open_index(ledger, Settings())
        total, some = index.find("common", 2)
        assert total == 4 < COUNTED
        assert len(some) == 2
        assert index.find("common", 2, after=3)[0] == 4
