"""The words that mail programs and alerts write around an article, as patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Words:
    """What shows a forwarded message's head and rule, the foot of an alert, and a link onward."""

    field: re.Pattern[str]
    rule: re.Pattern[str]
    foot: re.Pattern[str]
    onward: re.Pattern[str]


@cache
def mail_words() -> Words:
    """Return the patterns, of all languages at once: an alert may be in another than what it tells of.

    >>> mail_words().field.match("Objet : Attaque près de Gao")["subject"]
    'Objet'
    """
    given = tomllib.loads((files("corrobora") / "data" / "mail" / "words.toml").read_text(encoding="utf-8"))
    names = "|".join(f"(?P<{'sender' if key == 'from' else key}>{_either(given[key])})" for key in _FIELDS)
    return Words(
        field=re.compile(rf"[>\s*]{{0,8}}(?:{names})\s?\*?\s?[:：]\*?\s*(?P<value>\S.*)", re.IGNORECASE),
        rule=re.compile(rf"[\s>*_-]*(?:{_either(given['forwarded'])})\s?:?[\s*_-]*", re.IGNORECASE),
        foot=re.compile(rf".{{0,40}}?(?<!\w)(?:{_either(given['foot'])})", re.IGNORECASE),
        onward=re.compile(rf"\W*(?:{_either(given['onward'])})\W*", re.IGNORECASE),
    )


_FIELDS = ("from", "date", "subject", "to")


def _either(words: Iterable[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace("'", "['’]") for word in ordered)
