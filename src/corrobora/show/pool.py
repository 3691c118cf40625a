"""Work in several processes: results come in the order of the tasks, and a process that dies costs one task at most."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
import threading
import warnings
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, Literal, NamedTuple, TypeVar

Task = TypeVar("Task")
Made = TypeVar("Made")
_BORN = "born"  # what a process says first
_BIRTH_S = 60.0
_AHEAD = 3  # batches for each process that wait or are done, before the first of them was dealt with


class Lost(NamedTuple):
    """Stands for what a task would have come to: the process that worked on it ended, twice."""

    how: str


class _Batch(NamedTuple, Generic[Task]):
    """Tasks with their number among all; one alone, with its place, after a process ended over them."""

    number: int
    tasks: Sequence[Task]
    place: int | None = None


class _Worker(NamedTuple):
    process: BaseProcess
    end: Connection


def in_processes(
    work: Callable[[Task], Made], batches: Iterable[Sequence[Task]], processes: int
) -> Generator[Made | Lost, None, None]:
    """Yield what each task comes to, in their order; no more than a few batches for each process are held.

    Processes are forked where the system can and this one has a single thread, and share what it has loaded; else they
    begin anew, and `work` must be a function of a module. An error that `work` raises is raised here, in its turn.

    >>> list(in_processes(len, [["a", "bb"], ["ccc"]], 2))
    [1, 2, 3]
    """
    pool = _Pool(work, processes)
    try:
        yield from pool.results(iter(batches))
    finally:
        pool.end()


class _Pool(Generic[Task, Made]):
    """Processes that each have one batch at a time."""

    def __init__(self, work: Callable[[Task], Made], processes: int) -> None:
        self._work = work
        self._workers: list[_Worker] = []
        self._busy: dict[Connection, _Batch[Task]] = {}
        self._waiting: deque[_Batch[Task]] = deque()
        self._done: dict[int, list[Made | Lost]] = {}
        self._parts: dict[int, list[Made | Lost | None]] = {}
        self._count = processes
        gc.freeze()  # what is shared is left alone, lest it be copied
        for _ in range(processes):
            self._start()

    def results(self, batches: Iterator[Sequence[Task]]) -> Iterator[Made | Lost]:
        """Yield what comes of the tasks."""
        given = due = 0
        more = True
        while more or due < given:
            while more and given - due < _AHEAD * self._count and len(self._waiting) <= self._count:
                tasks = next(batches, None)
                if tasks is None:
                    more = False
                else:
                    self._waiting.append(_Batch(given, tasks))
                    given += 1
                self._feed()
            if due not in self._done and due < given:
                self._collect()
            while due in self._done:
                made = self._done.pop(due)
                due += 1
                self._collect(patience=0)  # so that none waits for us
                yield from made

    def end(self) -> None:
        """End all processes."""
        for process, end in self._workers:
            with suppress(OSError):
                end.close()
            process.terminate()
        for process, _ in self._workers:
            process.join()

    def _start(self) -> None:
        alone = sys.platform == "linux" and threading.active_count() == 1
        worker = self._begun("fork") if alone else self._begun("spawn")
        if alone and not worker.end.poll(_BIRTH_S):  # a thread of a library held a lock when it was forked
            worker.process.kill()
            worker.process.join()
            worker.end.close()
            worker = self._begun("spawn")
        self._workers.append(worker)

    def _begun(self, how: Literal["fork", "spawn"]) -> _Worker:
        context = multiprocessing.get_context("fork") if how == "fork" else multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        ours = [here, *(worker.end for worker in self._workers)] if how == "fork" else []
        process = context.Process(target=_serve, args=(self._work, there, ours), daemon=True)
        with warnings.catch_warnings():  # of threads: those of libraries are idle, and there are none of our own
            warnings.simplefilter("ignore", DeprecationWarning)
            process.start()
        there.close()
        return _Worker(process, here)

    def _feed(self) -> None:
        """Give each idle process a batch."""
        for worker in list(self._workers):
            if worker.end not in self._busy and self._waiting:
                batch = self._waiting.popleft()
                self._busy[worker.end] = batch
                try:
                    worker.end.send(list(batch.tasks))
                except OSError:
                    self._lose(worker)

    def _collect(self, patience: float | None = None) -> None:
        """Take what processes have done, and give them more."""
        ready = wait(list(self._busy), patience)
        for worker in [each for each in self._workers if each.end in ready]:
            try:
                answer = worker.end.recv()
            except (EOFError, OSError):
                self._lose(worker)
                continue
            if answer == _BORN:
                continue
            made, error = answer
            if error is not None:
                raise error
            self._settle(self._busy.pop(worker.end), made)
        self._feed()

    def _settle(self, batch: _Batch[Task], made: list[Made | Lost]) -> None:
        """Put what came of a batch where it belongs."""
        if batch.place is None:
            self._done[batch.number] = made
            return
        parts = self._parts[batch.number]
        parts[batch.place] = made[0]
        left = [each for each in (*self._waiting, *self._busy.values()) if each.number == batch.number]
        if not left:
            del self._parts[batch.number]
            self._done[batch.number] = [each for each in parts if each is not None]

    def _lose(self, worker: _Worker) -> None:
        """Put another process in the place of one that ended; its tasks are given out anew, one after the other."""
        worker.process.join()
        self._workers.remove(worker)
        worker.end.close()
        batch = self._busy.pop(worker.end)
        code = worker.process.exitcode or 0
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        self._start()
        if batch.place is not None:
            self._settle(batch, [Lost(how)])
        else:
            self._parts[batch.number] = [None] * len(batch.tasks)
            singly = [_Batch(batch.number, [task], place) for place, task in enumerate(batch.tasks)]
            self._waiting.extendleft(reversed(singly))
        self._feed()


def _serve(work: Callable[[Task], Made], end: Connection, others: Sequence[Connection]) -> None:
    """Do the work of batches until there are no more; whoever gives them is told to stop, not we."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for each in others:
        each.close()
    with suppress(EOFError, OSError):
        end.send(_BORN)
        while True:
            tasks = end.recv()
            try:
                answer: tuple[list[Made] | None, Exception | None] = ([work(task) for task in tasks], None)
            except Exception as error:  # noqa: BLE001 - it is raised where the results are wanted
                answer = (None, error)
            end.send(answer)
