"""How a command ends: its exit code, and one line on stderr where something went wrong."""

from __future__ import annotations

import errno
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from threading import current_thread, main_thread
from types import FrameType
from typing import TextIO

from corrobora.errors import CorroboraError, UsageError
from corrobora.show.words import printable

FAILED = 1
WRONG_USE = 2
_STOPPED = 130
_KEPT = "corrobora: stopped; what was added so far is kept"


class _ReaderGone(BaseException):
    """The reader of our output has gone, as `head` does; no `except Exception` on the way may take it for a failure."""


def guarded(command: Callable[[], object]) -> int:  # noqa: PLR0911 - a return for each way to end
    """Return a command's exit code; what goes wrong becomes one line on stderr, never a traceback."""
    try:
        with _open_pipes():
            command()
    except SystemExit as stop:
        if stop.code == _STOPPED:  # Typer's own way to end where somebody interrupts it
            say(_KEPT)
        return stop.code if isinstance(stop.code, int) else 0 if stop.code is None else FAILED
    except UsageError as error:
        say(f"corrobora: {error}")
        return WRONG_USE
    except CorroboraError as error:
        say(f"corrobora: {error}")
        return FAILED
    except (_ReaderGone, BrokenPipeError):
        _leave_pipe()
        return 0
    except KeyboardInterrupt:
        say(_KEPT)
        return _STOPPED
    except OSError as error:
        say(f"corrobora: {error.filename or 'output'}: {error.strerror or error}; free some room or write elsewhere")
        return FAILED
    except Exception as error:  # noqa: BLE001 - a fault of ours is told in one line too, with the place to report
        fault = f"{type(error).__name__}: {error}"
        say(f"corrobora: a fault in corrobora itself, at {_place(error)}: {fault}; please report it")
        return FAILED
    return 0


def say(message: str) -> None:
    """Print a message for people on stderr."""
    with suppress(OSError):  # a message that nobody can read must not end the work
        # with its end in one: a stop by the keyboard comes before it or after
        print(f"{printable(message)}\n", end="", file=sys.stderr, flush=True)  # noqa: T201 - where messages are printed


@contextmanager
def unstopped() -> Iterator[None]:
    """Put off a stop by the keyboard until what stands inside is done; a second one stops at once.

    Only where signals arrive: in the main thread.
    """
    if current_thread() is not main_thread():
        yield
        return
    came = list[int]()

    def later(number: int, _frame: FrameType | None) -> None:
        if came:
            raise KeyboardInterrupt
        came.append(number)

    before = signal.signal(signal.SIGINT, later)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if came:
            signal.raise_signal(signal.SIGINT)


@contextmanager
def writing() -> Iterator[None]:
    """Write data to stdout inside this: where its reader has gone, the command ends quietly."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        raise _ReaderGone from None
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise _ReaderGone from None
        raise


@contextmanager
def _open_pipes() -> Iterator[None]:
    """Make stdout UTF-8 where it goes into a pipe or file, and either stream one that takes any character."""
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()  # null where they were closed
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    yield
    if not sys.stdout.closed:
        sys.stdout.flush()


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _leave_pipe() -> None:
    """Point stdout at nothing, so that Python's own last flush finds a reader."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _place(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1:]
    return f"{Path(last[0].filename).name}:{last[0].lineno}" if last else "an unknown place"
