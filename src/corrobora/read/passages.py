"""The lines of a plain text -> passages with a role: title, body, caption or boilerplate."""

from __future__ import annotations

import re

from corrobora.read.tokens import paragraphs
from corrobora.types import Passage, Span

_FINAL = tuple(".!?؟…»”\"':;)")
_CAPTION_END = re.compile(
    r"\((?:[^()]*\b)?(?:AFP|AP|Reuters|EPA|Getty|photo|illustration|archives?|crédit[^()]*|file[^()]*|أ ?ف ?ب|رويترز|صورة[^()]*|أرشيف[^()]*)"
    r"[^()]*\)\s*\.?$",
    re.IGNORECASE,
)
_CAPTION_START = re.compile(r"^(?:photo|image|illustration|légende|caption|صورة|الصورة)\s*[:：-]", re.IGNORECASE)
_BOILERPLATE = re.compile(
    r"^(?:source|sources|المصدر|tags?|mots[- ]clés|via|read (?:also|more)|lire aussi|à lire|اقرأ (?:أيضا|المزيد)|related|"
    r"partager|share|شارك|مشاركة|subscribe|abonnez|اشترك|follow us|suivez[- ]nous|تابعونا|©|copyright|all rights|tous droits|"
    r"جميع الحقوق|advertisement|publicité|إعلان)\b",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"^(?:source|المصدر)\s*[:：]\s*(?P<outlet>.{2,60})$", re.IGNORECASE)
_SHORT_WORDS = 3


def find_passages(text: str, *, titled: bool) -> tuple[Passage, ...]:
    """Return the roles of the lines of a plain text; `titled` says that its title was given apart from it.

    >>> text = "TV\\n\\nAttack on a convoy\\n\\nA convoy was hit. Two trucks burned.\\n\\nShare\\n"
    >>> [(p.role, p.span.of(text)) for p in find_passages(text, titled=False)][:2]
    [('boilerplate', 'TV'), ('title', 'Attack on a convoy')]
    """
    lines = [Span(start, end) for start, end in paragraphs(text)]
    bodies = [span for span in lines if _is_body(span.of(text))]
    first_body = bodies[0].start if bodies else -1
    out: list[Passage] = []
    has_title = titled
    for span in lines:
        line = span.of(text)
        if _CAPTION_END.search(line) or _CAPTION_START.search(line):
            role = "caption"
        elif _BOILERPLATE.search(line) and not _is_body(line):
            role = "boilerplate"
        elif not has_title and span.start < first_body and len(line.split()) > _SHORT_WORDS:
            role, has_title = "title", True
        elif _is_body(line) or (len(lines) == 1 and not titled):
            role = "body"
        elif span.start < first_body or span.start > bodies[-1].start if bodies else False:
            role = "boilerplate" if len(line.split()) <= _SHORT_WORDS else "body"
        else:
            role = "body"
        out.append(Passage(role, span))  # type: ignore[arg-type]
    return tuple(out)


def outlet_named(text: str, passages: tuple[Passage, ...]) -> str | None:
    """Return the outlet that a source line of the boilerplate names, or null.

    >>> line = "SOURCE: RIVER NEWS"
    >>> outlet_named(line, (Passage("boilerplate", Span(0, len(line))),))
    'River News'
    """
    for passage in passages:
        found = _SOURCE.match(passage.span.of(text)) if passage.role == "boilerplate" else None
        if found:
            name = found["outlet"].strip()
            return " ".join(_calm(word) for word in name.split())
    return None


def _calm(word: str) -> str:
    """Return a shouted word as a name is written; what may be an abbreviation stays."""
    return word.title() if word.isupper() and len(word) > _SHORT_WORDS else word


def _is_body(line: str) -> bool:
    """Return whether a line reads as prose: it ends like a sentence and has the length of one."""
    return line.rstrip().endswith(_FINAL) and len(line.split()) > _SHORT_WORDS
