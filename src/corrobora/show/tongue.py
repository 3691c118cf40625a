"""The languages of the interface: its words from the catalogues, dates, numbers and names as each language has them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO

from babel import Locale
from babel.dates import format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations

from corrobora.codebook import actors_by_id, events
from corrobora.show.words import visible

LANGUAGES = ("en", "fr", "ar")
_FORMATS = {"en": "en_GB", "fr": "fr", "ar": "ar"}
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T[\d:.+Z-]*)?([~?%]?)$")
_OPEN = {"", ".."}


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language of the interface."""

    code: str
    locale: Locale
    words: NullTranslations

    @property
    def direction(self) -> str:
        """Return the way in which it is written."""
        return str(self.locale.text_direction)

    @property
    def name(self) -> str:
        """Return what it calls itself."""
        own = str(self.locale.get_language_name(self.code))
        return own[:1].upper() + own[1:]

    @property
    def comma(self) -> str:
        """Return what stands between the parts of a list."""
        return "، " if self.code == "ar" else ", "

    @property
    def semicolon(self) -> str:
        """Return what stands between sentences of a list."""
        return {"ar": "؛ ", "fr": "\u00a0; "}.get(self.code, "; ")

    @property
    def colon(self) -> str:
        """Return what stands between who speaks and what is said."""
        return "\u00a0: " if self.code == "fr" else ": "

    def say(self, message: str) -> str:
        """Return a message of the interface in this language."""
        return str(self.words.gettext(message))

    def term(self, word: str | None) -> str:
        """Return a word of the books ("armed-group", "contested") in this language, itself where it has none."""
        if not word:
            return ""
        plain, opened, whose = word.partition(" (")  # "killed (attackers)"
        return self.say(plain.replace("-", " ")) + opened + (self.say(whose[:-1]) + ")" if opened else "")

    def number(self, number: int | None) -> str:
        """Return a number as it is written."""
        return "" if number is None else _decimal(number, self.locale)

    @property
    def charted(self) -> str:
        """Return the form of a day on the axis of a chart, which runs the other way where the language does."""
        return ("\u200f" if self.direction == "rtl" else "") + "%-d %b %Y"

    @property
    def months(self) -> dict[str, list[str]]:
        """Return the names of months and days as charts want them."""
        months, days = self.locale.months["format"], self.locale.days["format"]
        order = (6, 0, 1, 2, 3, 4, 5)  # charts begin with Sunday
        return {
            "months": [str(months["wide"][n]) for n in range(1, 13)],
            "shortMonths": [str(months["abbreviated"][n]) for n in range(1, 13)],
            "days": [str(days["wide"][n]) for n in order],
            "shortDays": [str(days["abbreviated"][n]) for n in order],
        }

    def day(self, edtf: str | None) -> str:
        """Return an EDTF date or interval as a person reads it.

        >>> tongue("en").day("2021-11-27"), tongue("fr").day("2021-01-01/2021-11-27"), tongue("en").day("2021-11~")
        ('27 Nov 2021', 'du 1 janv. au 27 nov. 2021', 'about Nov 2021')
        """
        if not edtf:
            return self.say("no date")
        start, slash, end = edtf.partition("/")
        if not slash:
            return self._day(start)
        if start in _OPEN:
            return self.say("until %(day)s") % {"day": self._day(end)}
        if end in _OPEN:
            return self.say("since %(day)s") % {"day": self._day(start)}
        if self._day(start) == self._day(end):
            return self._day(start)
        first = self._day(start, year=start[:4] != end[:4] or len(start) == len("2021"))
        return self.say("%(first)s to %(last)s") % {"first": first, "last": self._day(end)}

    def _day(self, edtf: str, *, year: bool = True) -> str:
        found = _DATE.match(edtf)
        if found is None:
            return edtf
        y, m, d, about = found.groups()
        try:
            when = date(int(y), int(m or 1), int(d or 1))
        except ValueError:
            return edtf
        skeleton = ("y" if year else "") + ("MMM" if m else "") + ("d" if d else "")
        words = _dated(skeleton, when, self.locale)
        return self.say("about %(day)s") % {"day": words} if about else words

    def country(self, code: str | None) -> str:
        """Return the name of a country by its ISO code."""
        return str(self.locale.territories.get(code or "", code or ""))

    def country_called(self, name: str) -> str:
        """Return the name of a country by its English name, that itself where it is not known.

        >>> tongue("fr").country_called("Mali"), tongue("ar").country_called("Iraq")
        ('Mali', 'العراق')
        """
        return self.country(_countries().get(name.replace("'", "’"))) or name

    def language(self, code: str | None) -> str:
        """Return the name of a language by its code."""
        return str(self.locale.languages.get(code, code)) if code else self.say("unknown language")

    def event(self, event: str | None) -> str:
        """Return the name of a kind of event by its id.

        >>> tongue("en").event("armed-clash"), tongue("ar").event("attack")
        ('armed clash', 'هجوم')
        """
        entry = events().get(event or "")
        return entry.names.get(self.code, entry.id) if entry else event or self.say("statement")

    def actor(self, key: str | None, words: str) -> str:
        """Return the codebook's name of an actor in this language, or the words that stand for it."""
        entry = actors_by_id().get(key or "")
        return entry.names.get(self.code, entry.names["en"]) if entry else visible(" ".join(words.split()))


@lru_cache(100_000)
def _decimal(number: int, locale: Locale) -> str:
    return str(format_decimal(number, locale=locale))


@lru_cache(100_000)
def _dated(skeleton: str, when: date, locale: Locale) -> str:
    return str(format_skeleton(skeleton, when, locale=locale))


@cache
def tongue(code: str) -> Tongue:
    """Return the language with this code, one of LANGUAGES."""
    return Tongue(code, Locale.parse(_FORMATS[code]), _catalogue(code))


@cache
def _countries() -> dict[str, str]:
    return {str(name): code for code, name in Locale("en").territories.items() if len(code) == len("IQ")}


def _catalogue(code: str) -> NullTranslations:
    """Return the catalogue of a language; English says what the code says."""
    file = files("corrobora.show") / "locale" / code / "LC_MESSAGES" / "messages.po"
    if not file.is_file():
        return NullTranslations()
    compiled = BytesIO()
    with file.open("rb") as stream:
        write_mo(compiled, read_po(stream, locale=code))
    compiled.seek(0)
    return Translations(compiled)


def preferred(accepted: str) -> str:
    """Return the language of ours that a browser's Accept-Language wants most.

    >>> preferred("de, ar;q=0.8, en;q=0.5"), preferred("")
    ('ar', 'en')
    """
    wanted: list[tuple[float, str]] = []
    for part in accepted.split(",")[:20]:
        name, _, weight = part.strip().partition(";q=")
        try:
            wanted.append((-float(weight or 1), name.strip()[:2].lower()))
        except ValueError:
            continue
    return next((code for _, code in sorted(wanted, key=lambda each: each[0]) if code in LANGUAGES), LANGUAGES[0])


def chosen(given: str | None, kept: str | None, accepted: str) -> str:
    """Return the language to answer in: the one asked for, else the one kept, else the browser's."""
    return next((code for code in (given, kept) if code in LANGUAGES), None) or preferred(accepted)
