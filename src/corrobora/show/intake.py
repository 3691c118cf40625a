"""Sources -> readings, one by one, with what was captured of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from corrobora.gather import Gathered, gather
from corrobora.read.article import read_document
from corrobora.settings import Settings
from corrobora.types import Document, Failure, Reading


@dataclass(frozen=True, slots=True)
class Taken:
    """A source's bytes and the reading of it; a source that could not be taken in has a reading with its error."""

    gathered: Gathered
    reading: Reading


def take(sources: Sequence[str], settings: Settings, stdin: BinaryIO | None = None) -> Iterator[Taken]:
    """Yield every document of the sources with its reading; what fails is an error of one reading, never of all."""
    for gathered in gather(sources, settings, stdin):
        yield Taken(gathered, _within(read_gathered(gathered), settings))


def _within(reading: Reading, settings: Settings) -> Reading:
    """Return a reading, or an error where the settings leave its language out."""
    document = reading.document
    if reading.error or not settings.languages or document.language in settings.languages:
        return reading
    message = f"{document.uri}: its language is {document.language!r}; the settings read {', '.join(settings.languages)}"
    return Reading(document, error=Failure("language", message))


def read_gathered(gathered: Gathered) -> Reading:
    """Return the reading of what was gathered, its flags first, or the error that stopped it."""
    document = gathered.document
    if document is None:
        sha256 = hashlib.sha256(gathered.raw).hexdigest()
        return Reading(Document("", gathered.uri, "", sha256), error=gathered.error)
    if gathered.error is not None:
        return Reading(document, error=gathered.error)
    try:
        reading = read_document(document)
        return replace(reading, flags=(*gathered.flags, *reading.flags))
    except RecursionError:
        return Reading(document, error=Failure("too-complex", f"{document.uri}: its sentences nest too deeply to read"))
