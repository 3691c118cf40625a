"""Several processes make what one makes, in the same order, even where one of them comes to grief."""

from __future__ import annotations

import os
import sys
import time

import pytest

from bench.made_news import make
from corrobora.link import sharing, shingle, standing
from corrobora.link.copies import copies
from corrobora.link.spread import processes, spread

forks = pytest.mark.skipif(sys.platform != "linux", reason="processes are only forked on Linux")


@forks
def test_what_is_spread_comes_back_in_the_order_of_the_tasks() -> None:
    here = os.getpid()
    made = spread(lambda task: (task, os.getpid()), "abcdefg", 3)
    assert [task for task, _ in made] == list("abcdefg")
    assert len({process for _, process in made}) == 3
    assert [process == here for _, process in made[:3]] == [True, False, False]


@forks
def test_what_a_process_leaves_undone_is_done_here() -> None:
    here = os.getpid()

    def work(task: int) -> int:
        if task == 3 and os.getpid() != here:
            os._exit(9)
        return 2 * task

    assert spread(work, range(6), 2) == [0, 2, 4, 6, 8, 10]


@forks
def test_what_a_process_that_never_begins_would_do_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corrobora.link.spread._work", lambda *_: time.sleep(3600))
    monkeypatch.setattr("corrobora.link.spread._BIRTH_S", 0.2)
    assert spread(lambda task: 2 * task, range(6), 2) == [0, 2, 4, 6, 8, 10]


@pytest.mark.slow
@forks
def test_two_processes_find_the_lineages_that_one_finds() -> None:
    readings = make(2300, seed=11)[0]
    alone = copies(readings, 1)
    assert any(each.kind == "copy" for each in alone)
    assert copies(readings, 2) == alone


def test_lots_of_any_size_come_to_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    readings = make(400, seed=11)[0]
    at_once = copies(readings, 1)
    for module, name in ((standing, "_LOT"), (sharing, "_BATCH"), (shingle, "_HELD"), (shingle, "_CHUNK")):
        monkeypatch.setattr(module, name, 97)
    assert copies(readings, 1) == at_once


def test_a_small_ledger_is_not_spread() -> None:
    assert processes(3000) == 1
