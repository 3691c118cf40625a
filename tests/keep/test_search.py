"""The words of a ledger's articles are found in any script, as the ledger is now, and as it was."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from corrobora.keep import Ledger, open_ledger
from corrobora.keep.search import COUNTED, index_place, lite, open_index
from corrobora.settings import Settings
from corrobora.types import Document, Reading
from tests.factory import incident, reading
from tests.keep.conftest import new_database


def put(ledger: Ledger, *made: Reading) -> None:
    for each in made:
        ledger.record(each.document, each.document.text.encode(), each, "2021-05-04T08:00:00+00:00")
    ledger.flush()


def found(ledger: Ledger, words: str, settings: Settings) -> list[str]:
    index = open_index(ledger, settings)
    total, some = index.find(words, 10)
    index.close()
    assert total == len(some)
    return sorted(each.uri for each in some)


def test_words_are_found_as_the_ledger_grows(path: str, tmp_path: Path) -> None:
    settings = Settings(cache=tmp_path / "cache")
    with open_ledger(path) as ledger:
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


def test_both_kinds_take_words_for_words(path: str, tmp_path: Path) -> None:
    settings = Settings(cache=tmp_path / "cache")
    with open_ledger(path) as ledger:
        signs = "al-Dam's 12,500 men: 'x' & !no | (a\\b) <-> 2021-08-15; snake_case café_"
        put(ledger, reading("a", incident(signs)), reading("b", incident("A man of Dam al-Ham, on 15 August.")))
        for words in (
            '"al dam"',
            "al-dam's",
            "12,500",
            "2021-08-15",
            "snake case",
            "'x'",
            "a\\b",
            "cafe",
            '"men x"',
            "& !no",
        ):
            assert found(ledger, words, settings) == ["a"], words
        assert found(ledger, "dam al", settings) == ["a", "b"]
        for words in ("", "_", "'", "\\", "\x00", ":*", '"dam al dam"', "w" * 299, "nothing' OR 'x'"):
            assert found(ledger, words, settings) == [], words


def test_what_is_written_onto_an_arabic_word_makes_no_difference(path: str, tmp_path: Path) -> None:
    settings = Settings(cache=tmp_path / "cache")
    with open_ledger(path) as ledger:
        texts = ("هجوم على الجيش", "أدان الهجوم", "شارك في الحرب وبالهجوم", "قال للجيش", "الهجاء", "مهاجم")
        for number, text in enumerate(texts):
            put(ledger, reading("abcdef"[number], incident(text)))
        assert found(ledger, "هجوم", settings) == ["a", "b", "c"]
        assert found(ledger, "الهُجوم", settings) == ["a", "b", "c"]
        assert found(ledger, "هجوم الجيش", settings) == ["a"]
        assert found(ledger, "جيش", settings) == ["a", "d"]
        assert found(ledger, '"هجوم علي"', settings) == ["a"]
        assert found(ledger, "قا", settings) == []


def test_a_long_text_without_passages_is_found_by_its_pieces(path: str, tmp_path: Path) -> None:
    settings = Settings(cache=tmp_path / "cache")
    with open_ledger(path) as ledger:
        text = "ordinary words " * 4000 + "the needle stands here. " + "x" * 50_000 + " and an end"
        put(ledger, Reading(Document("d-1", "a", text, "")))
        index = open_index(ledger, settings)
        for words in ("needle stands", "end"):
            total, (one,) = index.find(words, 10)
            assert total == 1
            assert words.split()[0] in one.span.of(text)
            assert one.span.end - one.span.start <= 20_000
        index.close()


@pytest.mark.slow
def test_several_servers_share_the_words_of_one_database(postgres: str, tmp_path: Path) -> None:
    url = new_database(postgres)
    with open_ledger(url) as one, open_ledger(url) as two:
        put(one, *(reading(f"u{n}", incident(f"Word number {n} in Gao.")) for n in range(40)))
        here, there = Settings(cache=tmp_path / "here"), Settings(cache=tmp_path / "there")
        with ThreadPoolExecutor(2) as both:
            counts = list(both.map(lambda each: open_index(*each).find("word", 5)[0], [(one, here), (two, there)]))
        assert counts == [40, 40]
        assert not [*here.cache.rglob("*-words"), *there.cache.rglob("*-words")]
        put(two, reading("u1", incident("Nothing left.")))
        assert open_index(one, here).find("word", 5)[0] == 39
        assert [each.uri for each in open_index(two, there).find("nothing left", 5)[1]] == ["u1"]
        assert one.verify() == []


@pytest.mark.slow
def test_who_may_only_read_a_database_has_the_words_on_this_machine(postgres: str, tmp_path: Path) -> None:
    import psycopg

    url = new_database(postgres)
    settings = Settings(cache=tmp_path / "cache")
    with open_ledger(url) as ledger:
        put(ledger, reading("a", incident("Here it is.")))
    name = url.partition("@/")[2].partition("?")[0]
    with psycopg.connect(host=postgres, user="corrobora", dbname=name, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS looker")
        connection.execute("CREATE ROLE looker LOGIN")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO looker")
    with open_ledger(url.replace("corrobora@", "looker@")) as ledger:
        assert found(ledger, "here", settings) == ["a"]
        assert list(settings.cache.rglob("*-words"))


def test_the_best_come_first_and_of_what_is_too_common_the_latest(monkeypatch: pytest.MonkeyPatch) -> None:
    with open_ledger("sqlite:///:memory:") as ledger:
        for number, text in enumerate(["common " * 9, "common to all of us", "too common here"]):
            document = Document(f"d-{number}", f"u{number}", text, "")
            ledger.record(document, text.encode(), Reading(document))
        with closing(open_index(ledger, Settings())) as index:
            assert [each.uri for each in index.find("common", 5)[1]] == ["u0", "u2", "u1"]
            assert [each.uri for each in index.find("common", 1, after=1)[1]] == ["u2"]
            monkeypatch.setattr(lite, "RANKED", 3)
            assert [each.uri for each in index.find("common", 5)[1]] == ["u2", "u1", "u0"]


def test_what_is_common_is_counted_no_further_than_it_must_be() -> None:
    with open_ledger("sqlite:///:memory:") as ledger:
        passages = "\n\n".join(["common"] * 3)
        for number in range(4):
            document = Document(f"d-{number}", f"u{number}", passages, "")
            ledger.record(document, f"{number}".encode(), Reading(document))
        with closing(open_index(ledger, Settings())) as index:
            total, some = index.find("common", 2)
            assert total == 4 < COUNTED
            assert len(some) == 2
            assert index.find("common", 2, after=3)[0] == 4
