"""Work that is spread over processes where there is enough of it; what comes out is the same."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TypeVar

_MOST = 4
_WORTH = 4000
_BIRTH_S = 60.0

Task = TypeVar("Task")
Made = TypeVar("Made")


def processes(documents: int) -> int:
    """Return how many processes pay for so many documents: one for few of them, or where forking is unsafe.

    >>> processes(12)
    1
    """
    alone = threading.active_count() > 1 or multiprocessing.current_process().daemon
    if sys.platform != "linux" or alone:
        return 1
    return max(1, min(_MOST, len(os.sched_getaffinity(0)), documents // _WORTH))


def spread(work: Callable[[Task], Made], tasks: Sequence[Task], workers: int) -> list[Made]:
    """Return what comes of each task, in their order, from this process and as many forked ones as make up `workers`.

    What a forked process fails to do is done here.
    """
    out: dict[int, Made] = {}
    shares = [range(number, len(tasks), workers) for number in range(workers)]
    forked = [_forked(work, tasks, share) for share in shares[1:]]
    gathering = [threading.Thread(target=_gather, args=(out, results)) for results in forked]
    for each in gathering:
        each.start()
    for index in shares[0]:
        out[index] = work(tasks[index])
    for each in gathering:
        each.join()
    return [out[index] if index in out else work(task) for index, task in enumerate(tasks)]


def _forked(work: Callable[[Task], Made], tasks: Sequence[Task], share: range) -> Iterator[tuple[int, Made]]:
    """Return what a new process will make of its share of the tasks, as it comes."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(work, tasks, share, there), daemon=True)
    with warnings.catch_warnings():  # of threads: those of number libraries are idle, and there are none of our own
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    there.close()

    def results() -> Iterator[tuple[int, Made]]:
        with suppress(EOFError, OSError), here:
            if not here.poll(_BIRTH_S):  # a thread of a library held a lock when it was forked
                process.kill()
            here.recv()
            while True:
                yield here.recv()
        process.join()

    return results()


def _work(work: Callable[[Task], Made], tasks: Sequence[Task], share: range, there: Connection) -> None:
    """Send what comes of a share of the tasks; what is shared with the parent is left alone, lest it be copied."""
    gc.freeze()
    with there:
        there.send(None)
        for index in share:
            there.send((index, work(tasks[index])))


def _gather(out: dict[int, Made], results: Iterator[tuple[int, Made]]) -> None:
    out.update(results)
