"""Work in several processes comes back in order, whatever happens to them."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corrobora.show import pool
from corrobora.show.pool import Lost, in_processes

pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")


_PARENT: dict[str, int] = {}
_serve: Callable[..., None] = vars(pool)["_serve"]


def _stuck_if_forked(*given: object) -> None:
    while _PARENT:  # which one that begins anew doesn't have
        time.sleep(1)
    _serve(*given)


def slow(number: int) -> int:
    time.sleep(0.001 * (number % 7))
    return number * number


def deadly(number: int) -> int:
    if number == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def once(given: tuple[str, int]) -> int:
    mark = Path(given[0])
    if given[1] == 2 and not mark.exists():
        mark.touch()
        os._exit(3)
    return given[1]


def wrong(number: int) -> int:
    if number == 3:
        raise ValueError(f"{number} is wrong")
    return number


def batches(count: int, size: int) -> list[list[int]]:
    return [list(range(start, min(count, start + size))) for start in range(0, count, size)]


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_results_come_in_the_order_of_the_tasks(processes: int) -> None:
    assert list(in_processes(slow, batches(50, 3), processes)) == [number * number for number in range(50)]


def test_a_task_that_kills_its_process_costs_itself_alone() -> None:
    made = list(in_processes(deadly, batches(12, 4), 2))
    assert [each for each in made if not isinstance(each, Lost)] == [n for n in range(12) if n != 5]
    assert made[5] == Lost("signal 9")


@pytest.mark.skipif(sys.platform != "linux", reason="processes are only forked on Linux")
def test_a_forked_process_that_never_begins_is_begun_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_serve", _stuck_if_forked)
    monkeypatch.setattr(pool, "_BIRTH_S", 0.2)
    monkeypatch.setitem(_PARENT, "is", os.getpid())
    assert list(in_processes(slow, batches(9, 2), 2)) == [number * number for number in range(9)]


def test_a_process_that_dies_once_costs_nothing(tmp_path: Path) -> None:
    tasks = [[(str(tmp_path / "mark"), number) for number in range(4)]]
    assert list(in_processes(once, tasks, 2)) == [0, 1, 2, 3]


def test_an_error_is_raised_here() -> None:
    with pytest.raises(ValueError, match="3 is wrong"):
        list(in_processes(wrong, batches(9, 2), 2))


def test_no_more_is_taken_than_a_few_batches_ahead() -> None:
    taken = []

    def given() -> Iterator[list[int]]:
        for number in range(100):
            taken.append(number)
            yield [number]

    results = in_processes(slow, given(), 2)
    assert next(results) == 0
    assert len(taken) < 12
    results.close()


def test_processes_end_with_the_work() -> None:
    before = _children()  # other tests may have left a server or a tracker
    results = in_processes(slow, batches(40, 2), 2)
    next(results)
    children = _children() - before
    assert children
    results.close()
    assert not _children() & children


def _children() -> set[str]:
    return set(Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split())
