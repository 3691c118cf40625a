"""What is read in which language: the events that have words and rules."""

from __future__ import annotations

from corrobora.codebook import events
from corrobora.read.language import languages, load_language


def coverage() -> list[dict[str, str]]:
    """Return one row an event: by language, how many words of the lexicon name it, or "not read".

    >>> rows = coverage()
    >>> "event" in rows[0] and set(languages()) <= set(rows[0])
    True
    """
    counts = {code: _words(code) for code in languages()}
    return [
        {"event": event} | {code: f"{n} words" if (n := counts[code].get(event, 0)) else "not read" for code in counts}
        for event in events()
    ]


def _words(code: str) -> dict[str, int]:
    """Return how many forms of a language's lexicon, or patterns of its rules, tell of each event."""
    language = load_language(code)
    out: dict[str, int] = {}
    named = [name[3:] for e in language.lexicon.entries.values() for name in e.classes if name.startswith("ev.")]
    named += [event for rule in language.rules["events"] if (event := rule.features.get("event"))]
    for event in named:
        out[event] = out.get(event, 0) + 1
    return out
