"""What whoever hands sources over knows of them: it goes before what they say of themselves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from corrobora.errors import UsageError
from corrobora.gather.dates import read_published
from corrobora.gather.gathered import Gathered


@dataclass(frozen=True, slots=True)
class About:
    """What is known of sources; what isn't given is as each says itself. UsageError where the day is no date."""

    published: str | date | None = None
    outlet: str | None = None
    title: str | None = None
    language: str | None = None

    def __post_init__(self) -> None:
        """Refuse what is no date, before anything is read."""
        if self.published is not None and read_published(self.published) is None:
            raise UsageError(f"published={self.published!r}: this is no date; write it as 2021-11-27")


NOTHING_KNOWN = About()


def known_of(gathered: Gathered, about: About) -> Gathered:
    """Return what was gathered with what is known about it."""
    known = {name: value for name in ("outlet", "title", "language") if (value := getattr(about, name))}
    published = read_published(about.published)
    if gathered.document is None or (not known and published is None):
        return gathered
    document = replace(gathered.document, **known)
    return replace(gathered, document=replace(document, published=published or document.published))
