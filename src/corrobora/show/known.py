"""What a filter may ask for, where that is a closed list: a misspelt one is told, and finds not merely nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches

from corrobora.codebook import events
from corrobora.errors import UsageError
from corrobora.keep.shelf import Wanted
from corrobora.read.language import languages

VALUES: Mapping[str, Callable[[], Iterable[str]]] = {
    "event": events,
    "language": languages,
    "grade": lambda: ("confirmed", "fair", "weak", "contested", "discounted"),
}


def refuse_strange(only: Wanted) -> None:
    """Raise UsageError where a filter asks for a kind of event, a language or a grade that there is none of.

    >>> refuse_strange(Wanted(event="atack"))
    Traceback (most recent call last):
    corrobora.errors.UsageError: event atack: there is no such event; did you mean attack?
    """
    for name, values in VALUES.items():
        given, known = getattr(only, name), list(values())
        if given is not None and given not in known:
            near = get_close_matches(given, known, 1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(sorted(known))}"
            raise UsageError(f"{name} {given}: there is no such {name}; {hint}")
