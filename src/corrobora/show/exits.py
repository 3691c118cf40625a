"""How a command ends: its exit code, and one line on stderr where something went wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from corrobora.errors import CorroboraError, UsageError
from corrobora.show.output import printable

FAILED = 1
WRONG_USE = 2
_STOPPED = 130


def guarded(command: Callable[..., object]) -> int:
    """Run a command and return its exit code; what we raise on purpose becomes one line on stderr."""
    try:
        command()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0 if stop.code is None else FAILED
    except UsageError as error:
        say(f"corrobora: {error}")
        return WRONG_USE
    except CorroboraError as error:
        say(f"corrobora: {error}")
        return FAILED
    except BrokenPipeError:  # the reader of our output has gone, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        say("corrobora: stopped; what was added so far is kept")
        return _STOPPED
    return 0


def say(message: str) -> None:
    """Print a message for people on stderr."""
    print(printable(message), file=sys.stderr)  # noqa: T201 - this is where messages are printed
