"""The sentences of the books (reasons, verdicts, checks, notes) in the languages of the interface.

The books say them in English, from a small set of forms; each form is a message of the catalogue, and what stands in
its gaps is put into the translation. What has no form here is shown as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from markupsafe import Markup, escape

from corrobora.codebook import actors, events
from corrobora.show.tongue import Tongue, tongue
from corrobora.show.words import visible
from corrobora.told import Told


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for a message that is looked up later
    """Return a message as it is, marked for the catalogue."""
    return message


FORMS = (
    N_("one origin: %(names)s"),
    N_("%(number)s independent origins: %(names)s"),
    N_("%(rest)s; 1 copy adds nothing"),
    N_("%(rest)s; %(number)s copies add nothing"),
    N_("%(name)s denies it"),
    N_("attributions compete: %(names)s"),
    N_("%(name)s takes responsibility for its own deed, and others report it: %(names)s"),
    N_("adversaries agree: %(name)s and %(other)s"),
    N_("discounted by %(name)s: %(why)s"),
    N_("impossible: %(number)s reported, but the ledger holds %(count)s"),
    N_("the ledger holds %(count)s, not more than %(number)s"),
    N_("parts %(parts)s come to %(count)s, more than the whole, %(number)s"),
    N_("parts %(parts)s within %(number)s, %(count)s elsewhere"),
    N_("part of %(number)s"),
    N_("more than the whole that it is part of, %(number)s"),
    N_("impossible: %(number)s comes after %(given)s"),
    N_("followed by %(number)s 1 day later"),
    N_("followed by %(number)s %(days)s days later"),
    N_("%(number)s is less than %(since)s"),
    N_("%(number)s more than %(since)s: over ten times its pace"),
    N_("%(number)s more than %(since)s, %(between)s between them, none unreported"),
    N_("%(number)s more than %(since)s, %(between)s between them, %(missing)s unreported"),
    N_("%(number)s more than %(since)s"),
    N_("the same as %(since)s"),
    N_("%(name)s gives the same"),
    N_("%(name)s gives %(number)s"),
    N_("the ledger counts %(count)s of %(number)s and perhaps %(more)s more, %(rest)s not in it"),
    N_("the ledger counts %(count)s of %(number)s and perhaps %(more)s more"),
    N_("the ledger counts %(count)s of %(number)s, %(rest)s not in it"),
    N_("the ledger counts %(count)s of %(number)s"),
    N_("its articles could tell of %(number)s of the %(days)s days"),
    N_("no claims of incidents: too few to tell much"),
    N_("1 claim of incidents: too few to tell much"),
    N_("%(number)s claims of incidents: too few to tell much"),
    N_("cites %(name)s, whose dispatch is not in the ledger"),
    N_("1 cites %(name)s"),
    N_("%(number)s cite %(name)s"),
    N_("%(name)s: has no date either, so that which was first is open"),
    N_("%(name)s: is of the same day, so that which was first is open"),
    N_("%(name)s: numbers changed: %(old)s → %(new)s"),
    N_("%(name)s: numbers dropped: %(words)s"),
    N_("%(name)s: numbers added: %(words)s"),
    N_("%(name)s: dates changed: %(old)s → %(new)s"),
    N_("%(name)s: attribution changed: %(old)s → %(new)s"),
    N_("%(name)s: attribution dropped: %(words)s"),
    N_("%(name)s: attribution added: %(words)s"),
    N_("%(name)s: put into quotation marks: %(words)s"),
    N_("%(name)s: taken out of quotation marks: %(words)s"),
    N_("%(name)s: 1 sentence dropped"),
    N_("%(name)s: %(number)s sentences dropped"),
    N_("%(name)s: 1 sentence added"),
    N_("%(name)s: %(number)s sentences added"),
    N_("%(name)s: proposed, from the same facts in %(language)s; no words were compared"),
    N_("%(word)s may tell of an event that no rule has read"),
    N_("the caption calls the picture an illustration or a file photo"),
    N_("the caption may be about something else: %(why)s"),
    N_("the same words stand under several voices: %(names)s"),
    N_("no publication date is given; inferred as %(day)s"),
    N_("only the beginning of the article was got: the page keeps the rest for subscribers"),
    N_("no population known"),
    N_("%(people)s inhabitants"),
    N_("%(km)s km from another place named"),
    N_("a %(kind)s"),
    N_("its country is named"),
    N_("its country is the outlet's"),
    N_("its province is named"),
    N_("it lies in the place named next"),
)
_GAP = re.compile(r"%\\\((\w+)\\\)s|%\((\w+)\)s")
_VERDICTS = {"holds", "nothing against it", "disputed", "does not hold"}
_DAYS = {"day", "end", "when"}  # gaps in which there is a date
_NUMBERS = {"number", "count", "days", "more", "rest_number", "between", "missing"}
_WORDS = {"since": r"(?P<since>.+? (?:1 day|\d+ days) before)"}
_HELD = 1 << 12  # things said, which come again and again on a page
_SINCE = re.compile(r"(?P<number>\d+)(?: by (?P<name>.+?))? (?P<days>\d+) days? before$")


@cache
def phrases(code: str) -> Callable[[str], str]:
    """Return what puts a sentence of the books into a language.

    >>> phrases("fr")("one origin: Radio Dunes")
    'une origine : Radio Dunes'
    """
    words = tongue(code)
    forms = [(_pattern(form), form) for form in FORMS]

    def phrase(text: str) -> str:
        if code == "en" or not text:
            return text
        head, colon, rest = text.partition(": ")
        if colon and head in _VERDICTS:
            notes = words.semicolon.join(phrase(part) for part in rest.split("; "))
            return words.say("%(verdict)s: %(rest)s") % {"verdict": words.say(head), "rest": notes}
        for pattern, form in forms:
            found = pattern.fullmatch(text)
            if found:
                return words.say(form) % {
                    name: _filled(name, given, words, phrase) for name, given in found.groupdict().items()
                }
        said = words.say(text)
        parts = text.split(", ") if said == text else []
        if len(parts) > 1 and (several := [phrase(part) for part in parts]) != parts:
            return words.comma.join(several)
        return said

    return phrase


def spoken(code: str) -> Callable[[str], Markup]:
    """Return what puts a line of an explanation into a language, each thing in it kept apart from the words around.

    >>> from corrobora.told import told
    >>> spoken("fr")(told("checks (%(number)s)", number=2))
    Markup('contrôles (<bdi>2</bdi>)')
    """
    words, phrase = tongue(code), phrases(code)

    def filled(name: str, given: object) -> Markup:
        if isinstance(given, Told):
            return said(given)
        if isinstance(given, tuple):
            return escape(words.comma).join(filled(name, each) for each in given)
        return thing(name, str(given))

    @lru_cache(_HELD)
    def thing(name: str, text: str) -> Markup:
        text = words.day(text) if name in _DAYS else phrase(text) if name == "reason" else text
        return Markup(f"<bdi>{escape(visible(text))}</bdi>")  # noqa: S704 - escaped

    @lru_cache(_HELD)
    def word(line: str) -> Markup:
        return escape(visible(words.event(line) if line in events() else words.term(line)))

    @lru_cache(_HELD)
    def form(text: str) -> str:
        return str(escape(words.say(text)))

    def said(line: str) -> Markup:
        if not isinstance(line, Told):
            return escape(visible(phrase(line)))
        if not line.given:
            return word(str(line))
        given = {name: filled(name, each) for name, each in line.given.items()}
        return Markup(form(line.form) % given)  # noqa: S704 - both are escaped

    return said


def _pattern(form: str) -> re.Pattern[str]:
    def gap(found: re.Match[str]) -> str:
        name = found[1] or found[2]
        if name in _WORDS:
            return _WORDS[name]
        return rf"(?P<{name}>\d+)" if name in _NUMBERS else rf"(?P<{name}>.+)"

    return re.compile(_GAP.sub(gap, re.escape(form).replace(r"\ ", " ")), re.DOTALL)


def _filled(name: str, given: str, words: Tongue, phrase: Callable[[str], str]) -> str:
    """Return what stands in a gap, in the language where that is known."""
    match name:
        case "since":
            return _since(given, words)
        case "given":
            return words.comma.join(_given(each, words) for each in given.split(", "))
        case "rest" if not given.isdecimal():
            return phrase(given)
        case "old" | "new" | "words":  # an article's own, in whatever script, kept apart from the words around
            return f"\u2068{given}\u2069"
        case "names":
            return words.comma.join(named(each, words) for each in given.split(", "))
        case _:
            known = {"name": named, "other": named, "language": _language, "day": _day, "kind": _term}
            return known[name](given, words) if name in known else given


def _language(code: str, words: Tongue) -> str:
    return words.language(code)


def _term(word: str, words: Tongue) -> str:
    return words.term(word)


def _day(edtf: str, words: Tongue) -> str:
    return words.day(edtf)


def _given(given: str, words: Tongue) -> str:
    number, by, name = given.partition(" by ")
    return words.say("%(number)s by %(name)s") % {"number": number, "name": named(name, words)} if by else given


def _since(given: str, words: Tongue) -> str:
    found = _SINCE.fullmatch(given)
    if found is None:
        return given
    number, name, days = found["number"], found["name"], int(found["days"])
    before = words.words.ngettext("%(num)s day before", "%(num)s days before", days) % {"num": days}
    if name:
        return words.say("%(number)s by %(name)s %(before)s") % {
            "number": number,
            "name": named(name, words),
            "before": before,
        }
    return f"{number} {before}"


def named(name: str, words: Tongue) -> str:
    """Return a name of the codebook in a language; others stay."""
    entry = _by_english().get(name)
    return words.actor(entry, name) if entry else name


@cache
def _by_english() -> dict[str, str]:
    return {actor.names["en"]: actor.id for actor in reversed(actors())}
