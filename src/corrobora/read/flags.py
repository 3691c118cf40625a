"""What a person should know before relying on a reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from corrobora.read.fold import plain
from corrobora.read.identify import identify
from corrobora.read.language import languages
from corrobora.read.parsed import Parsed
from corrobora.read.passages import is_illustration
from corrobora.read.sentence import MOST_TOKENS, Sentence
from corrobora.read.straight import odd_characters
from corrobora.read.stretches import Stretches
from corrobora.read.voices import MOST_VOICES
from corrobora.types import AnyValue, Claim, Flag, Passage, Repeat, Time

_LEAST_WORDS = 8
_SPLITS = 3


def find_flags(
    parsed: Parsed, values: Sequence[AnyValue], claims: Sequence[Claim], repeats: Sequence[Repeat]
) -> tuple[Flag, ...]:
    """Return the flags of a reading: on captions, repeats, the date, odd characters and what no rule read."""
    text, sentences = parsed.text, parsed.sentences
    out = list(_captions(parsed, values))
    out += _repeated(repeats)
    published = parsed.document.published
    if published is None:
        out.append(Flag("undated", None, "no publication date is given or can be inferred"))
    elif published.basis == "inferred":
        out.append(Flag("undated", None, f"no publication date is given; inferred as {published.edtf}"))
    out += odd_characters(text)
    out += _not_read(text, sentences, claims)
    out += _cut(sentences)
    out += _crowded(parsed)
    return tuple(out)


def _captions(parsed: Parsed, values: Sequence[AnyValue]) -> Iterable[Flag]:
    text, sentences, passages = parsed.text, parsed.sentences, parsed.document.passages
    if all(passage.role != "caption" for passage in passages):
        return
    body_names = _names(text, [s for s in sentences if s.role != "caption"])
    body = Stretches((p for p in passages if p.role == "body"), lambda passage: passage.span)
    body_years = {y for v in values if _is_in(v, body) for y in _years(v)}
    told = Stretches(sentences, lambda sentence: sentence.span)
    dated = Stretches((value for value in values if _years(value)), lambda value: value.span)
    for passage in passages:
        if passage.role != "caption":
            continue
        words = passage.span.of(text)
        staged = is_illustration(words)
        if staged:
            yield Flag("illustration", passage.span, "the caption calls the picture an illustration or a file photo")
        names = _names(text, [s for s in told.near(passage.span) if passage.span.covers(s.span)])
        reasons = []
        long = len(words.split()) >= _LEAST_WORDS
        code = identify(words, languages())[0] if long else parsed.language.code
        if code != parsed.language.code:
            reasons.append(f"its language is {code}")
        years = {y for v in dated.near(passage.span) if passage.span.covers(v.span) for y in _years(v)}
        if years and body_years and not years & body_years:
            reasons.append(f"its date is of {', '.join(sorted(years))}")
        if names and not names & body_names:
            reasons.append("it shares no name with the article")
        if len(reasons) > 1 or (reasons and long and not staged and not names & body_names):
            yield Flag(
                "foreign-caption", passage.span, "the caption may be about something else: " + "; ".join(reasons)
            )


def _names(text: str, sentences: Sequence[Sentence]) -> set[str]:
    """Return the names in some sentences; where no capitals are written, the longer words."""
    out: set[str] = set()
    for sentence in sentences:
        for word in sentence.words:
            form = text[word.start : word.end]
            caseless = form[:1].upper() == form[:1].lower()
            if (word.has("cap") and word is not sentence.words[0]) or (caseless and len(form) > _SPLITS):
                out |= _parts_of(form)
    return out


@lru_cache(maxsize=1 << 12)
def _parts_of(name: str) -> frozenset[str]:
    """Return the longer parts of a name, without accents."""
    return frozenset([part for part in plain(name).replace("-", " ").split() if len(part) > _SPLITS])


def _years(value: AnyValue) -> set[str]:
    edtf = value.edtf if isinstance(value, Time) else None
    return {edtf[:4]} if edtf and edtf[:4].isdigit() else set()


def _is_in(value: AnyValue, passages: Stretches[Passage]) -> bool:
    return any(passage.span.covers(value.span) for passage in passages.near(value.span))


def _repeated(repeats: Sequence[Repeat]) -> Iterable[Flag]:
    for repeat in repeats:
        voices = list(dict.fromkeys(repeat.voices))
        if len(voices) > 1:
            yield Flag(
                "voice-moved", repeat.spans[-1], f"the same words stand under several voices: {'; '.join(voices)}"
            )
        else:
            yield Flag("repeated", repeat.spans[-1], f"stands {len(repeat.spans)} times; counted once")


def _cut(sentences: Sequence[Sentence]) -> Iterable[Flag]:
    for sentence in sentences:
        if sentence.whole is not None:
            note = f"a sentence of over {MOST_TOKENS} words was read in pieces; what spans two of them is not read"
            yield Flag("not-read", sentence.whole, note)


def _crowded(parsed: Parsed) -> Iterable[Flag]:
    """Report the sentences in which so many voices speak that not all of them are heard."""
    speaking = Counter(each.sentence for each in parsed.voices)
    for index in sorted(index for index, voices in speaking.items() if voices >= MOST_VOICES):
        note = f"{MOST_VOICES} voices or more speak in one sentence; those behind them are not read as such"
        yield Flag("not-read", parsed.sentences[index].span, note)


def _not_read(text: str, sentences: Sequence[Sentence], claims: Sequence[Claim]) -> Iterable[Flag]:
    """Report the body's sentences that speak of an event, but of which no claim was made."""
    read = Stretches(claims, lambda claim: claim.span)
    for sentence in sentences:
        if sentence.role != "body":
            continue
        trigger = next((word for word in sentence.words if _tells_event(word.classes)), None)
        if trigger is None:
            continue
        whole = sentence.span
        if not any(c.span.start < whole.end and whole.start < c.span.end for c in read.near(whole)):
            words = trigger.span.of(text)
            yield Flag("not-read", whole, f"{words!r} may tell of an event that no rule has read")


@lru_cache(maxsize=1 << 14)
def _tells_event(classes: frozenset[str]) -> bool:
    return any(name.startswith(("ev.", "harm.")) for name in classes)
