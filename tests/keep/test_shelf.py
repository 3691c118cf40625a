"""What stands on a ledger's shelf is what its books are when they are reckoned from nothing."""

from __future__ import annotations

import sqlite3
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random
from threading import Barrier
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.ledgers.articles import readings as articles
from corrobora.keep import Ledger, open_ledger
from corrobora.keep.review import standing
from corrobora.keep.shelf import Shelf, Wanted, open_shelf, shelf_as_of, shelf_of
from corrobora.keep.shelf.opening import place_of
from corrobora.keep.shelf.spots import drawn_place, month_of
from corrobora.keep.shelf.tables import connect
from corrobora.reckon import books
from corrobora.schema import build, row
from corrobora.settings import Settings
from corrobora.show.review import near, queue
from corrobora.types import Claim, Dated, Decision, Incident, Reading
from tests.factory import incident, reading, tally, ultimatum, voice
from tests.reckon.test_demo import demo
from tests.reckon.test_laws import ledger as stories
from tests.reckon.test_laws import scenes

LISTINGS = ("incidents", "tallies", "deadlines", "voices", "copies")
STAMP = "2021-11-28T08:00:00+00:00"


def from_nothing(ledger: Ledger, set_: Settings) -> dict[str, list[object]]:
    known = books(ledger.readings(), decisions=standing(ledger.decisions(), set_.signatures), best=set_.best)
    found = (known.incidents, known.balances, known.deadlines, known.records, known.lineages)
    out: dict[str, list[object]] = {
        name: [row(each) for each in items] for name, items in zip(LISTINGS, found, strict=True)
    }
    out["claims"] = [(claim, made.document) for made in known.readings for claim in made.claims]
    out["readings"] = list(zip(known.readings, known.heard, strict=True))
    out["queue"] = [row(each) for each in queue(known)]
    out["apart"] = [*sorted((one, *sorted(others)) for one, others in near(known).items())]
    return out


def on(shelf: Shelf) -> dict[str, list[object]]:
    out: dict[str, list[object]] = {name: list(shelf.rows(name)) for name in LISTINGS}
    out["claims"] = list(shelf.claims())
    out["readings"] = list(shelf.every())
    out["queue"] = list(shelf.rows("queue"))
    out["apart"] = [*sorted((one, *sorted(others)) for one, others in shelf.apart().items())]
    some = [str(each["id"]) for each in shelf.rows("queue", limit=2)]
    alone = {one: others for one, others in shelf.apart().items() if one in some}
    assert shelf.apart(some) == alone
    return out


def same(ledger: Ledger, set_: Settings) -> None:
    with open_shelf(ledger, set_) as shelf:
        found = on(shelf)
        placed(shelf)
    wanted = from_nothing(ledger, set_)
    for name in wanted:
        assert found[name] == wanted[name], name


def placed(shelf: Shelf) -> None:
    """Hold what is counted on maps and timelines against the incidents themselves."""
    made = [build(Incident, each) for each in shelf.rows("incidents")]
    spots = [place for each in made if (place := drawn_place(each)) is not None]
    assert sum(each.number for each in shelf.spots()) == len(spots)
    assert {each.country for each in shelf.spots()} == {place.country for place in spots}
    counted = Counter((month, each.grade) for each in made if (month := month_of(each.when)))
    assert shelf.months() == [(*key, number) for key, number in sorted(counted.items())]
    every = [id_ for id_, _ in shelf.keys("incidents")]
    assert every == [each.id for each in made]
    assert sorted(id_ for id_, _ in shelf.keys("incidents", last=True)) == sorted(every)
    assert len(list(shelf.keys("documents"))) == shelf.documents()


def put(ledger: Ledger, *made: Reading) -> None:
    for each in made:
        ledger.record(each.document, each.document.text.encode(), each, STAMP)
    ledger.flush()


def some() -> list[Reading]:
    return [
        *stories([("nasiriyah", 1, None, 3, "states", 2), ("hilla", 2, "Awa Sall", 5, "states", 1)]),
        reading("d", ultimatum("They must go by the 9th.", "2021-10-09", to=["us-forces"], by=["jnim"])),
        reading("e", incident("Denied.", when="2021-10-01", where=["nasiriyah"], act="denies", stance="denied",
                              said=voice("Issa Ba"))),
    ]  # fmt: skip


def test_a_shelf_holds_what_is_reckoned_from_nothing_and_is_kept(path: str, tmp_path: Path) -> None:
    set_ = Settings(cache=tmp_path / "cache")
    with open_ledger(path) as ledger:
        same(ledger, set_)
        put(ledger, *some())
        same(ledger, set_)
        place = place_of(ledger, set_)
        before = Path(place).read_bytes()
        same(ledger, set_)
        assert Path(place).read_bytes() == before
        same(ledger, Settings(cache=tmp_path / "cache", best="lowest"))
        assert ledger.verify() == []


def test_a_shelf_that_was_damaged_or_deleted_is_made_anew(tmp_path: Path) -> None:
    set_ = Settings(cache=tmp_path / "cache")
    with open_ledger(str(tmp_path / "books.db")) as ledger:
        put(ledger, *some())
        same(ledger, set_)
        place = Path(place_of(ledger, set_))
        older = sqlite3.connect(tmp_path / "older.db")
        older.executescript(
            "CREATE TABLE state (name, value); CREATE TABLE texts (other); CREATE TABLE documents (uri)"
        )
        older.close()
        contents = (
            b"no database, and longer than a header has to be. " * 40,
            b"",
            (tmp_path / "older.db").read_bytes(),
        )
        for content in contents:
            for each in tmp_path.glob("books.db-shelf*"):
                each.unlink()
            place.write_bytes(content)
            same(ledger, set_)


def test_another_ledger_at_the_same_place_gets_a_shelf_of_its_own(tmp_path: Path) -> None:
    set_ = Settings(cache=tmp_path / "cache")
    for made in (some(), some()[:2]):
        for each in (*tmp_path.glob("books.db"), *tmp_path.glob("books.db-wal"), *tmp_path.glob("books.db-shm")):
            each.unlink()
        with open_ledger(str(tmp_path / "books.db")) as ledger:
            put(ledger, *made)
            same(ledger, set_)


def test_where_no_shelf_can_be_kept_the_books_are_reckoned_and_it_is_said(tmp_path: Path) -> None:
    said: list[str] = []
    with open_ledger(str(tmp_path / "books.db")) as ledger:
        put(ledger, *some())
        Path(place_of(ledger, Settings())).mkdir()
        with open_shelf(ledger, Settings(), said.append) as shelf:
            assert shelf.count("incidents") == 2
    assert len(said) == 1
    assert "can't be kept here" in said[0]


def test_an_outlet_that_is_written_in_two_ways_is_listed_once() -> None:
    names = ("La Voie", "la Voie", "La Voie", "Radio Dunes")
    with open_ledger("sqlite:///:memory:") as ledger:
        put(ledger, *(reading(f"d{number}", incident(), outlet=name) for number, name in enumerate(names)))
        with open_shelf(ledger, Settings()) as shelf:
            assert [each[:2] for each in shelf.outlets_by_number()] == [("La Voie", 3), ("Radio Dunes", 1)]


def test_rows_are_found_by_place_time_event_side_language_and_grade() -> None:
    with open_ledger("sqlite:///:memory:") as ledger:
        put(ledger, *some(), reading("f", tally("Nine.", 9, period="2021-10-01/2021-10-31", where=["mali"])))
        with open_shelf(ledger, Settings()) as shelf:
            every = list(shelf.rows("incidents"))
            assert list(shelf.rows("incidents", Wanted(place="Nasiriyah"))) == every[:1]
            assert list(shelf.rows("incidents", Wanted(place="IQ-BB"))) == every[1:]
            assert shelf.placed("IQ", Wanted(place="IQ-BB")) == [each["id"] for each in every[1:]]
            assert [each.name for each in shelf.spots(Wanted(place="IQ-BB"), "IQ")] == ["hilla"]
            assert {each["uri"] for each in shelf.rows("documents", Wanted(place="IQ-BB"))} == {
                each["document"] for each in shelf.rows("claims", Wanted(place="IQ-BB"))
            }
            assert shelf.count("documents", Wanted(voice="name:awa sall")) == 2
            assert shelf.count("claims", Wanted(grade="denied"), 1) == 1
            assert list(shelf.rows("incidents", Wanted(since="2021-10-02"))) == every[1:]
            assert list(shelf.rows("incidents", Wanted(until="2021-10-01", event="attack"))) == every[:1]
            assert list(shelf.rows("incidents", Wanted(side="Awa Sall"))) == every[1:]
            assert list(shelf.rows("incidents", Wanted(language="fr"))) == []
            assert list(shelf.rows("incidents", Wanted(grade=str(every[0]["grade"])), 1)) == every[:1]
            assert list(shelf.rows("incidents", Wanted(claim=str(every[1]["claims"][0])))) == every[1:]
            assert list(shelf.rows("incidents", Wanted(place="%"))) == []
            assert list(shelf.rows("incidents", limit=1, offset=1)) == every[1:]
            assert list(shelf.rows("incidents", after=str(every[0]["id"]))) == every[1:]
            assert shelf.count("tallies", Wanted(place="ML")) == 1
            assert shelf.one("incidents", str(every[1]["id"])) == every[1]
            assert shelf.one("incidents", "i-nothing") is None
            assert shelf.count("incidents", Wanted(grade=str(every[0]["grade"]))) == 1
            assert shelf.values("incidents", "grade") == {str(each["grade"]): 1 for each in every}
            assert shelf.values("claims", "kind") == Counter(str(each["kind"]) for each in shelf.rows("claims"))
            assert [each["document"] for each in shelf.rows("claims", Wanted(document="e"))] == ["e"]
            assert list(shelf.lineages_of("e")) == []
            found = shelf.document("d")
            assert found is not None
            assert found.document.uri == "d"


def test_a_shelf_is_of_one_moment(tmp_path: Path) -> None:
    set_ = Settings(cache=tmp_path / "cache")
    with open_ledger(str(tmp_path / "books.db")) as ledger:
        put(ledger, *some())
        with open_shelf(ledger, set_) as shelf:
            before = shelf.count("claims")
            put(ledger, reading("z", incident("One more.", when="2021-10-03", where=["boni"])))
            same(ledger, set_)
            assert shelf.count("claims") == before
        with open_shelf(ledger, set_) as shelf:
            assert shelf.count("claims") == before + 1


def convoys() -> list[Reading]:
    """Return what is told as several incidents, of which some may be parts of others, and some told singly."""

    def hit(words: str, where: str, when: str = "2021-10-01", **more: Any) -> Claim:  # noqa: ANN401 - as the factory
        return incident(words, when=when, where=[where], on=["us-forces"], **more)

    count = tally("Nine convoys by now.", 9, period="2021-09-01/2021-10-31", where=["dhi-qar"])
    return [
        reading("wide", hit("Six convoys were hit.", "iraq", incidents=6)),
        reading("narrow", hit("Two convoys were hit.", "dhi-qar", incidents=2), count),
        reading("days", hit("Three convoys were hit.", "dhi-qar", "2021-10-01/2021-10-20", incidents=3)),
        reading("three", hit("Three convoys, say others.", "dhi-qar", incidents=3, said=voice("Awa Sall"))),
        reading("one", hit("One was hit on the bridge.", "nasiriyah")),
        reading("two", hit("One burned at the market.", "suq", killed=2), hit("And one late.", "suq", "2021-10-02")),
        reading("far", hit("One was hit by the canal.", "hilla")),
        reading("same", hit("One was hit by the canal.", "hilla", said=voice("Issa Ba"))),
    ]


steps = st.lists(st.sampled_from(("add", "again", "reject", "withdraw", "merge", "split", "correct")), max_size=8)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(
    st.lists(scenes, max_size=4), st.sets(st.sampled_from(range(8))), steps, st.randoms(use_true_random=False),
    st.integers(1, 4),
)  # fmt: skip
def test_after_any_adding_and_reviewing_a_shelf_is_what_is_reckoned_from_nothing(
    told: list, several: set[int], order: list[str], chance: object, lot: int  # type: ignore[type-arg]
) -> None:  # fmt: skip
    made = [*stories(told), *some()[-2:], *(each for n, each in enumerate(convoys()) if n in several)]
    chance.shuffle(made)  # type: ignore[attr-defined]
    with tempfile.TemporaryDirectory() as folder, open_ledger(str(Path(folder) / "books.db")) as ledger:
        set_ = Settings(cache=Path(folder))
        put(ledger, *made[:1])
        same(ledger, set_)
        left = made[1:]
        for step in (*order, "add", "rest"):
            if step in {"add", "rest"}:
                lot = lot if step == "add" else len(left)
                some_, left = left[:lot], left[lot:]
                put(ledger, *some_)
            elif step == "again":
                each = chance.choice(made)  # type: ignore[attr-defined]
                ledger.record(each.document, f"{each.document.text} {len(left)}".encode(), each, STAMP)
                ledger.flush()
            else:
                decide(ledger, step, chance)
            same(ledger, set_)


def decide(ledger: Ledger, verdict: str, chance: object) -> None:
    known = books(ledger.readings(), decisions=standing(ledger.decisions()))
    made = [each.id for each in ledger.decisions()]
    claims = [claim for each in known.readings for claim in each.claims if claim.kind == "incident"]
    pick = chance.choice  # type: ignore[attr-defined]
    if verdict == "withdraw" and made:
        ledger.decide(Decision("", "withdraw", pick(made), (), "ann", STAMP, "no"))
    elif verdict == "reject" and claims:
        one = pick(claims).id
        ledger.decide(Decision("", "reject", one, (one,), "ann", STAMP, "no"))
    elif verdict == "correct" and claims:
        one = pick(claims).id
        ledger.decide(Decision("", "correct", one, (one,), "ann", STAMP, "no", "killed", "7"))
    elif verdict == "merge" and len(known.incidents) > 1:
        one, two = known.incidents[0], known.incidents[-1]
        ledger.decide(Decision("", "merge", one.id, one.claims, "ann", STAMP, "one", others=two.claims))
    elif verdict == "split" and known.incidents and len(known.incidents[0].claims) > 1:
        one = known.incidents[0]
        ledger.decide(Decision("", "split", one.id, one.claims[:1], "ann", STAMP, "two", others=one.claims[1:]))


@pytest.mark.parametrize("day", ["2021-10-01", "2021-11", "2021-12-31"])
def test_as_of_a_day_the_shelf_is_what_was_known_then(path: str, day: str, tmp_path: Path) -> None:
    set_ = Settings(cache=tmp_path / "cache")
    with open_ledger(path) as ledger:
        for at, each in enumerate([*some(), *convoys()]):
            document = replace(each.document, published=Dated(f"2021-{9 + at % 4:02}-{at + 1:02}", "stated"))
            put(ledger, replace(each, document=document))
        for made in ("2021-10-30", "2021-12-05"):
            one = next(c.id for r in ledger.readings() for c in r.claims if c.kind == "incident")
            ledger.decide(Decision("", "reject", one, (one,), "ann", f"{made}T08:00:00+00:00", "no"))
        decisions = standing(ledger.decisions(day))
        with shelf_as_of(ledger, set_, day) as then, shelf_of(ledger.readings(day), day, decisions) as wanted:
            assert on(then) == on(wanted)
            assert 0 < then.documents() < 13 or day == "2021-12-31"
        assert ledger.verify() == []


def test_a_kill_in_the_middle_leaves_a_shelf_stale_and_never_wrong(tmp_path: Path) -> None:
    set_ = Settings(cache=tmp_path / "cache")
    with open_ledger(str(tmp_path / "books.db")) as ledger:
        put(ledger, *some()[:2])
        same(ledger, set_)
        put(ledger, *some()[2:])
        place = place_of(ledger, set_)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("corrobora.keep.shelf.advancing.ultimatums.watched_anew", _stop)
            with pytest.raises(KeyboardInterrupt):
                open_shelf(ledger, set_)
        connection = sqlite3.connect(place)
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (2,)
        connection.close()
        same(ledger, set_)


def _stop(*_given: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("seed", range(4))
def test_parts_are_found_in_whatever_order_they_and_their_wholes_come(seed: int, tmp_path: Path) -> None:
    set_, made = Settings(cache=tmp_path / "cache"), convoys()
    Random(seed).shuffle(made)  # noqa: S311 - an order, no secret
    with open_ledger(str(tmp_path / "books.db")) as ledger:
        for each in made:
            put(ledger, each)
            same(ledger, set_)
        with open_shelf(ledger, set_) as shelf:
            assert {each["room"]: len(each["parts"]) for each in shelf.rows("incidents")}[6] > 2
        for each in made[:4]:
            ledger.record(each.document, b"again", replace(each, claims=()), STAMP)
            ledger.flush()
            same(ledger, set_)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_in_whatever_order_the_demo_articles_come_their_shelf_is_right(seed: int, tmp_path: Path) -> None:
    set_, made = Settings(cache=tmp_path / "cache"), list(demo().readings)
    Random(seed).shuffle(made)  # noqa: S311 - an order, no secret
    with open_ledger(str(tmp_path / "books.db")) as ledger:
        for start in range(0, len(made), 6):
            put(ledger, *made[start : start + 6])
            same(ledger, set_)
        for each in made[:3]:
            ledger.record(each.document, b"again", replace(each, claims=each.claims[1:]), STAMP)
            ledger.flush()
            same(ledger, set_)


@pytest.mark.slow
def test_a_made_up_ledger_that_learns_its_weights_grows_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corrobora.link.linked._ENOUGH_TO_LEARN", 100)  # a small ledger learns as a large one does
    set_, made = Settings(cache=tmp_path / "cache"), list(articles(420))
    with open_ledger(str(tmp_path / "books.db")) as ledger:
        for some_ in (made[5:-60], made[-60:-20], made[-20:], made[:5]):
            put(ledger, *some_)
            same(ledger, set_)


def test_what_was_forwarded_stands_on_the_shelf_as_in_the_books(tmp_path: Path) -> None:
    def passed(uri: str, outlet: str, source: str | None, day: str) -> Reading:
        claim = incident(f"Thirteen died at Boni, {uri}.", when="2021-10-01", where=["boni"], killed=13)
        made = reading(uri, claim, outlet=outlet, published=day)
        return replace(made, document=replace(made.document, forwarded_from=source))

    lots = [
        [passed("b", "Delta Channel", "River Agency", "2021-10-01"), passed("c", "Sahel Group", None, "2021-10-02")],
        [passed("d", "Sahel Group", "river agency", "2021-10-02"), passed("e", "Coast", "Sahel Group", "2021-10-02")],
        [passed("a", "River Agency", None, "2021-10-01")],
    ]
    set_ = Settings()
    with open_ledger(str(tmp_path / "books.db")) as ledger:
        for lot in lots:
            put(ledger, *lot)
            same(ledger, set_)


def test_four_that_make_a_shelf_at_once_make_one(tmp_path: Path) -> None:
    for number in range(20):
        start = Barrier(4)

        def make(_: int, start: Barrier = start, path: str = str(tmp_path / f"{number}.db-shelf")) -> int:
            start.wait()
            with closing(connect(path)) as connection:
                return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])

        with ThreadPoolExecutor(4) as makers:
            assert list(makers.map(make, range(4))) == [0] * 4
