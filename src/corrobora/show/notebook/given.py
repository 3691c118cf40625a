"""What a notebook hands to `read`: texts, files, folders, addresses and documents, with what is known of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from corrobora.gather import Gathered, gather
from corrobora.gather.about import About, known_of
from corrobora.gather.gathered import Piece, Source, attempt
from corrobora.settings import Settings
from corrobora.types import Document

_FILE = re.compile(r"[^\s.][^\n]*\.[A-Za-z0-9]{2,6}")


def is_text(source: str) -> bool:
    r"""Return whether a string is a text rather than the name of one: it has several words, and no file is called so.

    >>> [is_text(each) for each in ("gao.txt", "Two died.", "my notes.txt", "Deux morts à Gao\n")]
    [False, True, False, True]
    """
    if "\n" in source.strip():
        return True
    if len(source.split()) < 2 or source.lower().startswith(("http://", "https://")):  # noqa: PLR2004 - several words
        return False
    if _FILE.fullmatch(source.strip()) and not re.search(r"[.!?؟]\s", source):
        return False
    try:
        return not Path(source).exists()
    except (OSError, ValueError):  # longer than any name
        return True


def gathered_of(sources: Iterable[str | Path | Document], settings: Settings, about: About) -> Iterator[Gathered]:
    """Yield what each source holds, with what is known about it; what fails is a row with its error."""
    for source in sources:
        if isinstance(source, Document):
            raw = source.text.encode("utf-8", "replace")
            yield known_of(Gathered(source.uri, "stdin", raw, source), about)
        elif isinstance(source, str) and is_text(source):
            yield _of_text(source, settings, about)
        else:
            yield from (known_of(each, about) for each in gather([str(source)], settings))


def _of_text(text: str, settings: Settings, about: About) -> Gathered:
    raw = text.encode("utf-8", "replace")
    uri = f"text:{sha256(raw).hexdigest()[:12]}"
    return attempt(
        Source("text", "stdin", settings),
        raw,
        lambda: Piece(text, about.title, about.outlet, about.language, about.published),
        uri=uri,
    )
