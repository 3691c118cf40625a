"""What a page shows of the books: the filters in its address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field

from corrobora.keep.shelf import Wanted

_FILTERS = ("place", "start", "end", "event", "side", "language", "grade")
_MOST = 200
PAGE = 50


_YEAR = r"[1-9]\d{3}"
_DAYS = r"(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8])"
_DAY = (
    rf"^(?:{_YEAR}(?:-(?:0[1-9]|1[0-2]|{_DAYS}))?|[1-9]\d(?:[02468][48]|[13579][26]|[2468]0)-02-29|[2468]000-02-29)?$"
)


Text = Annotated[str, Field(max_length=_MOST, pattern=r"^[^\x00-\x1f]*$")]
Day = Annotated[str, Field(max_length=10, pattern=_DAY)]


class Filter(BaseModel):
    """What is asked for; what is empty leaves nothing out.

    >>> Filter(place="Gao", start="2021").query(page=2)
    'place=Gao&start=2021&page=2'
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    place: Annotated[Text, Field(description="A place's name or id, or the ISO code of a country or province")] = ""
    start: Annotated[Day, Field(description="Nothing before this day, month or year (2021-11-27)")] = ""
    end: Annotated[Day, Field(description="Nothing after this day, month or year (2021-11-27)")] = ""
    event: Annotated[Text, Field(description="A kind of event of the codebook")] = ""
    side: Annotated[
        Text, Field(description="A side of the codebook or a party, of those who act, are hit or speak")
    ] = ""
    language: Annotated[Text, Field(description="Language of the articles (ISO 639-1)")] = ""
    grade: Annotated[Text, Field(description="Grade, verdict, state or kind, as the table has")] = ""
    page: Annotated[int, Field(ge=1, le=100_000, description=f"Which page of {PAGE} rows")] = 1

    def __bool__(self) -> bool:
        """Return whether anything is left out."""
        return any(getattr(self, name) for name in _FILTERS)

    @property
    def wanted(self) -> Wanted:
        """Return what is asked of the shelf."""
        given = {name: getattr(self, name) or None for name in ("place", "event", "side", "language", "grade")}
        return Wanted(since=self.start or None, until=self.end or None, **given)

    @property
    def offset(self) -> int:
        """Return how many rows stand on the pages before."""
        return (self.page - 1) * PAGE

    def query(self, **other: Any) -> str:  # noqa: ANN401 - whatever an address holds
        """Return the part of an address that asks for this, with other parameters beside it."""
        given = {name: getattr(self, name) for name in _FILTERS} | other
        return urlencode({name: value for name, value in given.items() if value})

    def elsewhere(self) -> Callable[[str], str]:
        """Return what gives such parts with other places, of which a page may name hundreds.

        >>> Filter(place="Gao", start="2021").elsewhere()("Timbuktu")
        'place=Timbuktu&start=2021'
        """
        rest = self.query(place="")
        return lambda place: "&".join(filter(None, [urlencode({"place": place}), rest]))
