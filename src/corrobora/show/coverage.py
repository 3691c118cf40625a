"""What is read in which language: the events that have words and rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from corrobora.codebook import events
from corrobora.read.language import languages, load_language
from corrobora.read.meansevents import event_by_means

GAP = "not read"


def coverage() -> list[dict[str, str]]:
    """Return one row an event: by language, how many words and patterns tell of it, or "not read".

    >>> rows = coverage()
    >>> "event" in rows[0] and set(languages()) <= set(rows[0])
    True
    """
    counts = {code: Counter(_telling(code)) for code in languages()}
    return [{"event": event} | {code: _cell(counts[code][event]) for code in counts} for event in events()]


def _cell(count: int) -> str:
    return f"{count} words" if count else GAP


def _telling(code: str) -> Iterator[str]:
    """Yield the event of each form of a language's lexicon, and of each pattern of its rules, that tells of one."""
    language = load_language(code)
    for entry in language.lexicon.entries.values():
        yield from (name.removeprefix("ev.") for name in entry.classes if name.startswith("ev."))
        means = [name.removeprefix("m.") for name in entry.classes if name.startswith("m.")]
        told = event_by_means("attack", means)
        if told != "attack":  # a word such as "drone" tells what an attack was
            yield told
    yield from (event for rule in language.rules["events"] if (event := rule.features.get("event")))
