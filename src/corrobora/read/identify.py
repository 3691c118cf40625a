"""Text -> the language it is written in."""

from __future__ import annotations

import re

from corrobora.read.langmodel import identifier

_SAMPLE = 1500
_PROSE = 80  # letters of a line
_LOOKED_AT = 100_000
_LINE = re.compile(r"\S[^\n\r\u2028\u2029\x0b\x0c\x85]*")
_ENOUGH = 0.5
_PIDGIN = re.compile(r"\b(?:dey|wey|una|pipo|don)\b", re.IGNORECASE)  # what Nigerian Pidgin has and English lacks
_VARIETIES = {"ary": "ar", "arz": "ar", "aeb": "ar", "apc": "ar", "acm": "ar", "ars": "ar"}  # spoken Arabic


def identify(text: str, among: tuple[str, ...]) -> tuple[str, bool]:
    """Return the code of the language of `text`, and whether it is one of `among`.

    A doubtful text is given to the best of `among` only where the model finds none of the others likelier by far.

    >>> identify("Un convoi a été attaqué dimanche dans la province de Bassorah.", ("ar", "en", "fr"))
    ('fr', True)
    """
    sample = sample_of(text)
    shares: dict[str, float] = {}
    mistaken = {} if _PIDGIN.search(sample) else {"pcm": "en"}  # names of Nigeria alone make no Pidgin
    for code, share in identifier().rank(sample):
        known = mistaken.get(code) or _VARIETIES.get(code, code)
        shares[known] = shares.get(known, 0.0) + float(share)
    best = max(shares, key=shares.__getitem__)
    rival = max(among, key=lambda code: shares.get(code, 0.0))
    if best not in among and shares[best] < _ENOUGH and shares.get(rival, 0.0) > shares[best] / 3:
        return rival, True
    return best, best in among


def sample_of(text: str) -> str:
    """Return some of the text's longest lines: menus and captions are short and may be in another language."""
    lines: list[str] = []
    room, wanted = _LOOKED_AT, _SAMPLE
    for found in _LINE.finditer(text):
        line = found.group().strip()
        lines.append(line)
        room -= len(line)
        if len(line) > _PROSE:
            wanted -= len(line)
        if room < 0 or wanted < 0:
            break
    long = [line for line in lines if len(line) > _PROSE] or lines
    return " ".join(long)[:_SAMPLE]
