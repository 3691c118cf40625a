"""Sources -> readings, one by one, with what was captured of each."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import BinaryIO

from corrobora.errors import CorroboraError, UsageError
from corrobora.gather import Diary, Fetching, Gathered, gather
from corrobora.gather.about import NOTHING_KNOWN, About, known_of
from corrobora.read.article import read_document
from corrobora.read.gazetteer import open_gazetteer
from corrobora.read.language import languages as languages_read
from corrobora.settings import Settings, load_settings
from corrobora.show.exits import say
from corrobora.types import Document, Failure, Reading


@dataclass(frozen=True, slots=True)
class Taken:
    """A source's bytes and the reading of it; a source that could not be taken in has a reading with its error."""

    gathered: Gathered
    reading: Reading


@dataclass(frozen=True, slots=True)
class Given:
    """What was asked for besides the sources: what a table's columns hold, whether lists of addresses are followed.

    `about` is what is known of the sources,
    `from_start` is whether archives that were taken before are looked at
    again, `gated` whether what has no words of conflicts is passed over.
    """

    columns: str | None = None
    fetch: bool = False
    about: About = NOTHING_KNOWN
    from_start: bool = False
    gated: bool = False


class Teller(Diary):
    """Says what is told, and remembers nothing."""

    def tell(self, line: str) -> None:
        """Say it."""
        say(line)


def prepare(columns: str | None = None) -> Settings:
    """Return the settings, with the index of places built if this is the first time.

    UsageError where they name a language that there is none of.
    """
    settings = load_settings(environ={**os.environ, "CORROBORA_COLUMNS": columns} if columns else None)
    strange = [code for code in settings.languages if code not in languages_read()]
    if strange:
        raise UsageError(f"languages: {', '.join(strange)}: not read; there are {', '.join(sorted(languages_read()))}")
    open_gazetteer(say)
    return settings


def take(
    sources: Sequence[str],
    settings: Settings,
    stdin: BinaryIO | None = None,
    diary: Diary | None = None,
    fetching: Fetching | None = None,
    about: About = NOTHING_KNOWN,
) -> Iterator[Taken]:
    """Yield every document of the sources with its reading; what fails is an error of one reading, never of all."""
    for found in gather(sources, settings, stdin, diary, fetching):
        gathered = known_of(found, about)
        yield Taken(gathered, read_gathered(gathered, settings.languages))


def read_gathered(gathered: Gathered, languages: tuple[str, ...] = ()) -> Reading:
    """Return the reading of what was gathered, or the error that stopped it."""
    document = gathered.document
    if document is None:
        return Reading(Document("", gathered.uri, "", sha256(gathered.raw).hexdigest()), error=gathered.error)
    if gathered.error is not None:
        return Reading(document, error=gathered.error)
    reading = read_safely(document, languages)
    return replace(reading, flags=(*gathered.flags, *reading.flags)) if gathered.flags else reading


def read_safely(document: Document, languages: tuple[str, ...] = ()) -> Reading:
    """Return the reading of a document; a fault of ours costs this one reading and says where to report it.

    Where some `languages` are named, what is in another is not read.
    """
    try:
        return _limited(read_document(document), languages)
    except CorroboraError:  # a broken rule file, say: no other page would fare better
        raise
    except RecursionError:
        message = f"{document.uri}: its sentences nest too deeply to read; split the text"
        return Reading(document, error=Failure("too-complex", message))
    except OSError:  # no room, no temporary folder: the machine's fault, and no page's
        raise
    except Exception as error:  # noqa: BLE001 - one page must not stop the thousand that follow it
        message = (
            f"{document.uri}: a fault in corrobora: {type(error).__name__}: {error}; please report it with the page"
        )
        return Reading(document, error=Failure("fault", message))


def _limited(reading: Reading, languages: tuple[str, ...]) -> Reading:
    code = reading.document.language
    if reading.error is not None or not languages or code in languages:
        return reading
    message = f"{reading.document.uri}: it is in {code!r}; the setting `languages` reads {', '.join(languages)} only"
    return Reading(reading.document, error=Failure("language", message))
