"""What a page shows of the books: the filters in its address."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from corrobora.link.days import days

_FILTERS = ("place", "start", "end", "event", "side", "language", "grade")
_MOST = 200
PAGE = 50


def _date(text: str) -> str:
    if text and days(text) is None:
        raise ValueError(f"{text!r} is no date; write it as 2021-11-27, 2021-11 or 2021")
    return text


Text = Annotated[str, Field(max_length=_MOST, pattern=r"^[^\x00-\x1f]*$")]
Day = Annotated[str, Field(max_length=40, pattern=r"^[0-9X~?%./-]*$"), AfterValidator(_date)]


class Filter(BaseModel):
    """What is asked for; what is empty leaves nothing out.

    >>> Filter(place="Gao", start="2021").query(page=2)
    'place=Gao&start=2021&page=2'
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    place: Annotated[Text, Field(description="Part of a place's name, or a country's ISO code")] = ""
    start: Annotated[Day, Field(description="Nothing before this day (EDTF)")] = ""
    end: Annotated[Day, Field(description="Nothing after this day (EDTF)")] = ""
    event: Annotated[Text, Field(description="A kind of event of the codebook")] = ""
    side: Annotated[Text, Field(description="A side of the codebook, of those who act, are hit or speak")] = ""
    language: Annotated[Text, Field(description="Language of the articles (ISO 639-1)")] = ""
    grade: Annotated[Text, Field(description="Grade, verdict, state or kind, as the table has")] = ""
    page: Annotated[int, Field(ge=1, le=100_000, description=f"Which page of {PAGE} rows")] = 1

    def __bool__(self) -> bool:
        """Return whether anything is left out."""
        return any(getattr(self, name) for name in _FILTERS)

    def query(self, **other: Any) -> str:  # noqa: ANN401 - whatever an address holds
        """Return the part of an address that asks for this, with other parameters beside it."""
        given = {name: getattr(self, name) for name in _FILTERS} | other
        return urlencode({name: value for name, value in given.items() if value})
