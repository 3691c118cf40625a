"""One document -> its reading: every step of the room, in order."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias

from corrobora.read.accents import accented, lacks_accents
from corrobora.read.capitals import calm, is_shouted
from corrobora.read.claims import incident_claims, statement_claims
from corrobora.read.dateline import find_dateline
from corrobora.read.deadlines import deadline_claims
from corrobora.read.declared import check_language
from corrobora.read.flags import find_flags
from corrobora.read.identify import identify
from corrobora.read.inventory import all_values
from corrobora.read.language import Language, languages, load_language
from corrobora.read.lengths import read_in_parts
from corrobora.read.namesakes import united
from corrobora.read.outlook import looks_ahead, outlook_claims
from corrobora.read.parsed import Parsed
from corrobora.read.passages import find_passages, outlet_named
from corrobora.read.places import find_places, outlet_country, resolve_places
from corrobora.read.posts import plain_post
from corrobora.read.quotes import find_quotes
from corrobora.read.references import References
from corrobora.read.repeats import find_repeats
from corrobora.read.seats import name_seats
from corrobora.read.sentence import Sentence, regroup, split
from corrobora.read.straight import odd_characters, restored, straighten, uncut
from corrobora.read.tallies import find_tallies, tally_claims, told_beside
from corrobora.read.times import set_times
from corrobora.read.voices import attributions
from corrobora.read.wraps import unwrapped
from corrobora.types import Claim, Dated, Document, Failure, Passage, Reading

_WORTH_READING = (
    *("ev.", "f.", "harm.", "m.", "say.", "n.deadline", "lv.gather"),
    *("v.judge", "v.intend", "v.call", "v.quote", "v.show", "v.sure", "acc"),  # whose voice it is
)
_COUNTED = frozenset({"of-them", "n.body", "n.case"})  # "40 of these", "nine bodies", "six incidents"
_Finish: TypeAlias = Callable[[Document, Language, Sequence[Sentence]], Reading]


def read_document(document: Document) -> Reading:
    """Return what one document claims, or why it could not be read.

    >>> text = "Two soldiers were killed in Mopti on 3 May 2021, the army said."
    >>> [(claim.kind, claim.event) for claim in read_document(Document("d-1", "a.txt", text, "")).claims][0]
    ('incident', 'attack')
    """
    return _uninterrupted(document, _with_claims)


def read_values(document: Document) -> Reading:
    """Return the times, places, actors, numbers and means that a document names, and no claims: the quicker half.

    >>> text = "Two soldiers were killed in Mopti on 3 May 2021, the army said."
    >>> [(value.kind, value.text) for value in read_values(Document("d-1", "a.txt", text, "")).values]
    [('quantity', 'Two'), ('place', 'Mopti'), ('time', '3 May 2021')]
    """
    return _uninterrupted(document, _with_values)


def _uninterrupted(document: Document, finish: _Finish) -> Reading:
    """Return the reading of a document; garbage isn't collected meanwhile, for none of what is read refers to itself.

    Python would walk through all that the reading and others before it have made, again and again, and find nothing.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _straightened(document, finish)
    finally:
        if collecting:
            gc.enable()


def _straightened(document: Document, finish: _Finish) -> Reading:
    """Return the reading of a document's text without odd letters, its spans those of the text as it was captured."""
    straight = straighten(document.text)
    if straight is None:
        return _without_dress(document, finish)
    passages = tuple(replace(each, span=straight.forth(each.span)) for each in document.passages)
    reading = _without_dress(replace(document, text=straight.text, passages=passages), finish)
    reading = restored(reading, document, straight.back)
    flags = [flag for flag in reading.flags if flag.kind != "odd-text"]
    return reading if reading.error else replace(reading, flags=(*flags, *odd_characters(document.text)))


def _without_dress(document: Document, finish: _Finish) -> Reading:
    """Return the reading of a document without the breaks of a program and the ornaments of a post."""
    text = plain_post(unwrapped(document.text))
    whole = uncut(document.text, text)
    if whole is not None:
        passages = tuple(replace(each, span=whole.forth(each.span)) for each in document.passages)
        plain = replace(document, text=whole.text, passages=passages)
        return restored(_identify_and_read(plain, finish), document, whole.back)
    if text == document.text:
        return _identify_and_read(document, finish)
    return restored(_identify_and_read(replace(document, text=text), finish), document)


def _identify_and_read(document: Document, finish: _Finish) -> Reading:
    text = document.text
    if not text.strip():
        return Reading(document, error=Failure("empty", f"{document.uri}: there is no text in it"))
    if not any(map(str.isalpha, text)):
        return Reading(document, error=Failure("empty", f"{document.uri}: there is no word in it"))
    declared = (document.language or "").partition("-")[0].lower()  # "fr-CA" is read as French
    code, known = (declared, True) if declared else identify(text, languages())
    if not known or code not in languages():
        message = f"{document.uri}: its language seems to be {code!r}; read are {', '.join(languages())}"
        return Reading(document, error=Failure("language", message))
    code, doubt = check_language(text, declared) if declared else (code, None)
    language = load_language(code)
    read = _read_rewritten if is_shouted(text) or lacks_accents(text) else _read
    reading = read_in_parts(document, lambda part: read(part, language, finish))
    return replace(reading, flags=(doubt, *reading.flags)) if doubt is not None else reading


def _read_rewritten(document: Document, language: Language, finish: _Finish) -> Reading:
    """Return what is made of a document all in capitals, or without accents, as if it were written as others are."""
    text = accented(document.text, language) if lacks_accents(document.text) else document.text
    text = calm(text, language) if is_shouted(text) else text
    if text == document.text:
        return _read(document, language, finish)
    return restored(_read(replace(document, text=text), language, finish), document)


def _read(document: Document, language: Language, finish: _Finish) -> Reading:
    """Return what `finish` makes of the values of a document in a known language."""
    text, code = document.text, language.code
    passages = find_passages(text, titled=document.title is not None, known=document.passages)
    document = _with_passages(document, code, passages)
    sentences = split(text, passages, language)
    if document.published is None:
        document = replace(document, published=find_dateline(text, passages, language))
    published = _parse_values(document, sentences, language)
    return finish(replace(document, published=published), language, sentences)


def _with_values(document: Document, language: Language, sentences: Sequence[Sentence]) -> Reading:
    _, values = united((), all_values(document.text, sentences, language))
    return Reading(document, values=values)


def _with_claims(document: Document, language: Language, sentences: Sequence[Sentence]) -> Reading:
    telling = [_is_worth_reading(sentence) for sentence in sentences]
    stood_for = [each and _begins_with_pronoun(sentence) for each, sentence in zip(telling, sentences, strict=True)]
    either = zip(sentences, telling, [*stood_for[1:], False], strict=False)  # of no sentence nothing
    worth = [sentence for sentence, tells, before_it in either if tells or before_it]
    regroup(worth, language, "groups", "verbs", "phrases", "clauses")
    return _reading(document, language, sentences)


def _with_passages(document: Document, code: str, passages: tuple[Passage, ...]) -> Document:
    title = next((p.span.of(document.text) for p in passages if p.role == "title"), None)
    return replace(
        document,
        language=code,
        passages=passages,
        title=document.title or title,
        outlet=document.outlet or outlet_named(document.text, passages),
    )


def _parse_values(document: Document, sentences: Sequence[Sentence], language: Language) -> Dated | None:
    """Read numbers, times, places and names in the rows of the sentences; return the document's date."""
    regroup(sentences, language, "numbers", "times")
    published = set_times(document.text, sentences, document.published, document.uri, language)
    spoken_of = find_places(document.text, sentences, language)
    name_seats(sentences, language, spoken_of)
    regroup(sentences, language, "places")
    resolve_places(document.text, sentences, language, outlet_country(document.uri), spoken_of)
    regroup(sentences, language, "names")
    return published


def _begins_with_pronoun(sentence: Sentence) -> bool:
    """Return whether a sentence begins with a word for somebody whom the one before names: "They opened fire"."""
    return sentence.role == "body" and sentence.words[0].has("pron") and sentence.words[0].has("third")


def _is_worth_reading(sentence: Sentence) -> bool:
    """Return whether a sentence holds a word that a claim could hang on; the others are passed over cheaply."""
    if any(_is_telling(word.classes) for word in sentence.words):
        return True
    if any(word.has("actor") for word in sentence.words) and any(map(looks_ahead, sentence.words)):
        return True  # what somebody may do
    if _counts_up(sentence):
        return True
    counted = any(word.classes & _COUNTED for word in sentence.words)
    return counted and any(node.has("num") or node.has("ordinal") for node in sentence.nodes)


def _counts_up(sentence: Sentence) -> bool:
    """Return whether a sentence says the how manieth something is over some time: "the eighth convoy this week"."""
    if not any(word.has("ordinal") for word in sentence.words):
        return False
    timed = any(node.has("time") for node in sentence.nodes)
    return timed and any(word.has("n.thing") or word.has("n.person") for word in sentence.words)


@lru_cache(maxsize=1 << 14)
def _is_telling(classes: frozenset[str]) -> bool:
    return any(name.startswith(_WORTH_READING) for name in classes)


def _reading(document: Document, language: Language, sentences: Sequence[Sentence]) -> Reading:
    quotes = find_quotes(document.text)
    references = References(document.text, sentences, language)
    voices = attributions(document.text, sentences, language, quotes, references)
    parsed = Parsed(document, language, sentences, quotes, voices, references)
    tallies = find_tallies(parsed)
    deadlines = deadline_claims(parsed)
    taken = [tally.span for tally in tallies if not told_beside(tally)] + [claim.span for claim in deadlines]
    incidents, passed = incident_claims(parsed, taken)
    claims = [*incidents, *tally_claims(parsed, tallies, incidents, passed), *deadlines]
    claims += statement_claims(parsed, claims)
    claims += outlook_claims(parsed, claims)
    repeats = find_repeats(parsed)
    claims, values = united(claims, all_values(document.text, sentences, language, claims))
    flags = find_flags(parsed, values, claims, repeats)
    return Reading(document, tuple(_in_order(claims)), values, repeats, flags)


def _in_order(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims in the order of the text, each id once."""
    unique = {claim.id: claim for claim in claims}
    return sorted(unique.values(), key=lambda c: (c.span.start, c.span.end, c.kind, c.id))
