"""Templates -> pages, in each language of the interface; what articles say is escaped, always."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from corrobora.codebook import actors
from corrobora.link.identity import actor_key, holder_key
from corrobora.schema import row
from corrobora.show.listings import interval
from corrobora.show.markup import anchor, paragraphs
from corrobora.show.output import cell
from corrobora.show.said import Said, denials, direction, sides, stands, told
from corrobora.show.tongue import LANGUAGES, Tongue, tongue
from corrobora.show.web.held import COUNTED, Held
from corrobora.show.web.phrases import named, phrases, spoken
from corrobora.show.web.tables import COMPARED
from corrobora.show.words import sentence, visible
from corrobora.types import Incident, Place, Span, Value

_FEW = 40  # letters of a quotation that say too little by themselves


@cache
def environment(code: str) -> Environment:
    """Return the templates in a language of the interface."""
    words = tongue(code)
    out = Environment(
        loader=ChoiceLoader([PackageLoader("corrobora.show.web"), PackageLoader("corrobora.show")]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finish,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    out.install_gettext_translations(words.words, newstyle=True)  # type: ignore[attr-defined]
    out.globals["_"] = out.globals["gettext"] = _saying(words)
    out.filters |= {
        "anchored": lambda span, document: anchor(document, span),
        "among": lambda ids, known: [known[each] for each in ids if each in known],
        "actor": lambda value: words.actor(actor_key(value.id, value.name, value.text), value.name or value.text),
        "cell": cell,
        "country": words.country,
        "day": words.day,
        "denials": denials,
        "event": words.event,
        "interval": interval,
        "language": words.language,
        "offered": lambda found, how: _offered(found, how, words),
        "named": lambda name: named(name, words),
        "number": words.number,
        "parties": lambda values: _parties(values, words),
        "phrase": phrases(code),
        "places": lambda incident, held: _places(incident, held, words),
        "placed": lambda place, held: place_name(place, held, words),
        "raw": Markup,
        "said": spoken(code),
        "sentence": sentence,
        "stands": stands,
        "term": words.term,
        "told": told,
        "voice": lambda one: voice(one, words),
        "words_at": words_at,
    }
    out.globals |= {
        "COMPARED": COMPARED,
        "COUNTED": COUNTED,
        "FEW": _FEW,
        "anchor": anchor,
        "direction": direction,
        "known_sides": sorted({actor.side for actor in actors() if actor.side}),
        "paragraphs": paragraphs,
        "row": row,
        "sides": sides,
        "tongue": words,
        "tongues": [tongue(each) for each in LANGUAGES],
    }
    return out


def render(name: str, code: str, context: Mapping[str, Any]) -> str:
    """Return a page."""
    return environment(code).get_template(name).render(context)


def _saying(words: Tongue) -> Callable[..., Markup]:
    """Return what says messages in a language, as Jinja's own would, which looks each up again for every row."""
    known: dict[str, Markup] = {}

    def said(message: str, **variables: object) -> Markup:
        if variables:
            return Markup(words.say(message)) % variables  # noqa: S704 - our own words
        if message not in known:
            known[message] = Markup(words.say(message)) % {}  # noqa: S704 - the same
        return known[message]

    return said


def _finish(value: Any) -> Any:  # noqa: ANN401 - whatever a template prints
    """Return what a template prints, with control characters made visible."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _offered(found: Mapping[str, int], how: str, words: Tongue) -> list[tuple[str, str, int]]:
    """Return what a filter offers: each value, what it is called, and how many rows have it."""
    called = {"event": words.event, "language": words.language, "term": words.term}[how]
    return sorted(((value, called(value), number) for value, number in found.items()), key=lambda each: each[1])


def words_at(one: Said, span: Span | None = None) -> str:
    """Return the address of a claim's words, or of a span of its article."""
    return f"/documents/{quote(one.document.id)}{one.link(span)}"


def voice(one: Said, words: Tongue) -> str:
    """Return on whose word a claim is, by the codebook's name in this language where it has one."""
    chain = one.claim.voice.chain
    return words.actor(holder_key(chain[0]), one.who) if chain else one.who


def _parties(values: Sequence[Value], words: Tongue) -> list[str]:
    """Return the names of actors or targets: those that the codebook knows first, then those in the reader's script."""
    known_first = sorted(values, key=lambda value: (value.id is None, _is_arabic(value.text) != (words.code == "ar")))
    named = (words.actor(actor_key(v.id, v.name, v.text), v.name or v.text) for v in known_first)
    return list(dict.fromkeys(named))


def _is_arabic(text: str) -> bool:
    return any("\u0600" <= char <= "\u06ff" for char in text)


def place_name(place: Place, held: Held, words: Tongue) -> str:
    """Return what a place is called in a language, as far as its articles or the list of countries say."""
    if place.precision == "country":
        return words.country(place.country) or place.name or place.text
    return held.called(place, words.code) or place.name or place.text


def _places(incident: Incident, held: Held, words: Tongue) -> list[str]:
    """Return where an incident was: its two most exact places, and the country."""
    exact = [place for place in incident.places if place.precision != "country"]
    known = [place for place in exact if place.id] or exact
    names = list(dict.fromkeys(place_name(place, held, words) for place in known))[:2]
    country = next((words.country(place.country) for place in incident.places if place.country), "")
    return [*names, *([country] if country and country not in names else [])]
