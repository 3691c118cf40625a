"""A ledger as a notebook has it: its listings as tables with the filters of the commands, maps, charts."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import geopandas
import pytest

import corrobora as co
from corrobora.errors import LedgerError, UsageError
from corrobora.show.notebook.frames import COLUMNS
from corrobora.show.notebook.ledger import OpenLedger
from tests.show.conftest import Demo, corrobora


@pytest.fixture
def ledger(demo: Demo) -> Iterator[OpenLedger]:
    with co.open_ledger(demo.ledger) as opened:
        yield opened


@pytest.mark.slow
@pytest.mark.parametrize("name", COLUMNS)
def test_each_listing_has_the_rows_of_its_command(name: str, ledger: OpenLedger, demo: Demo) -> None:
    table = getattr(ledger, name)()
    assert table.column_names == list(COLUMNS[name])
    command = ("review", "queue") if name == "queue" else (name,)
    ran = corrobora(*command, "--ledger", demo.ledger, "--format", "jsonl", cwd=demo.folder)
    rows = [json.loads(line) for line in ran.stdout.splitlines()]
    key = {"tallies": "claim", "deadlines": "due", "voices": "name"}.get(name, "id")
    assert table[key].to_pylist() == [row[key] for row in rows]
    assert rows


@pytest.mark.slow
def test_the_filters_are_those_of_the_commands(ledger: OpenLedger, demo: Demo) -> None:
    wanted = {"place": "IQ", "since": "2021-01-01", "event": "attack", "limit": 3, "offset": 1}
    options = [f"--{name}={value}" for name, value in wanted.items()]
    ran = corrobora("incidents", "--ledger", demo.ledger, "--format", "jsonl", *options, cwd=demo.folder)
    table = ledger.incidents(place="IQ", since="2021-01-01", event="attack", limit=3, offset=1)
    assert table["id"].to_pylist() == [json.loads(line)["id"] for line in ran.stdout.splitlines()]
    assert table.num_rows
    assert set(table["country"].to_pylist()) == {"IQ"}
    assert 0 < ledger.incidents(as_of="2021-11-28").num_rows < ledger.incidents().num_rows
    for wrong in ({"plaice": "IQ"}, {"since": "soon"}, {"event": "atack"}, {"limit": -1}, {"as_of": "soon"}):
        with pytest.raises(UsageError):
            ledger.incidents(**wrong)


@pytest.mark.slow
def test_incidents_stand_on_the_map(ledger: OpenLedger) -> None:
    frame = ledger.places(place="ML")
    assert isinstance(frame, geopandas.GeoDataFrame)
    assert frame.crs == "EPSG:4326"
    within = frame.cx[-13:5, 9:26]
    placed = frame[~frame.geometry.is_empty]
    assert len(within) == len(placed) > 0


@pytest.mark.slow
def test_maps_and_charts_can_be_restyled(ledger: OpenLedger) -> None:
    for chart in (ledger.map("iq"), ledger.map(), ledger.timeline(), *ledger.counts().values()):
        styled = chart.properties(title="Mine").to_dict()
        assert styled["title"] == "Mine"
    assert ledger.map("NZ") is None
    assert ledger.timeline(place="NZ") is None


def test_reading_into_a_ledger_gives_what_is_new_to_it(here: Path) -> None:
    text = "Four soldiers were killed near Gao on Sunday, the army said."
    with co.open_ledger(here / "a.db", create=True) as ledger:
        first, again = ledger.read(text, published="2021-03-15"), ledger.add(text, published="2021-03-15")
        assert (len(first), len(again)) == (1, 0)
        assert ledger.incidents()["when"].to_pylist() == ["2021-03-14"]
        assert ledger.read("none.txt")[0].error
        assert ledger.verify() == []
    with co.open_ledger(here / "a.db") as ledger:
        assert ledger.claims(place="Gao").num_rows == first.claims().num_rows - 1


def test_without_geopandas_the_message_says_how_to_get_it(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "geopandas", None)
    with (
        co.open_ledger(here / "a.db", create=True) as ledger,
        pytest.raises(UsageError, match=r"corrobora\[notebook\]"),
    ):
        ledger.places()


@pytest.mark.parametrize("name", ["typo.db", "sqlite:///typo.db"])
def test_a_ledger_that_is_not_there_is_named_and_not_made(name: str, here: Path) -> None:
    with pytest.raises(LedgerError, match=f"{name}: there is no ledger here; .*--ledger {name} .*create=True"):
        co.open_ledger(name)
    assert not list(here.iterdir())


def test_an_empty_file_is_no_ledger_until_it_is_made_one(here: Path) -> None:
    (here / "a.db").touch()
    with pytest.raises(LedgerError, match=r"a\.db: it is empty; restore a copy"):
        co.open_ledger(here / "a.db")
    assert not (here / "a.db").stat().st_size
    with co.open_ledger(here / "a.db", create=True) as ledger:
        assert ledger.claims().num_rows == 0
