"""Files that are there whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from corrobora.errors import UsageError


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write to that takes the place of `path` once all is in it; UsageError where that can't be.

    What is no file but a pipe or a device is written to straight; what a link leads to is written, not the link.
    """
    straight = is_straight(path)
    path = path if straight else path.resolve()
    draft = path if straight else path.with_name(path.name + ".part")
    done = False
    try:
        with draft.open("wb") as file:
            yield file
        if not straight:
            draft.replace(path)
        done = True
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"{path}: can't be written: {reason}; give another place with --out") from error
    finally:
        if not done and not straight:
            with suppress(OSError):
                draft.unlink(missing_ok=True)


def is_straight(path: Path) -> bool:
    """Return whether a path is a pipe or a device: nothing can stand beside it, or take its place."""
    return path.exists() and not path.is_file()
