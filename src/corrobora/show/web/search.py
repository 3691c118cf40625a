"""Full text of the articles in any script: accents, Arabic vowel signs and letter variants make no difference."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from weakref import finalize

from markupsafe import Markup, escape

from corrobora.read.fold import plain
from corrobora.show.words import visible
from corrobora.types import Document, Passage, Reading, Span

_WORD = re.compile(r"[\w\u0610-\u061a\u064b-\u065f\u0670\u0640]+")
_PHRASE = re.compile(r'"([^"]*)"|(\S+)')
_AROUND = 140
_MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that has the words, with these marked in some of its text."""

    document: str
    span: Span
    html: Markup


class Index:
    """The articles of a ledger, passage by passage, in SQLite's FTS5."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._lock = Lock()
        self._texts = {reading.document.id: reading.document for reading in readings}
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        finalize(self, self._database.close)
        columns = "document UNINDEXED, first UNINDEXED, last UNINDEXED, words"
        self._database.execute(f"CREATE VIRTUAL TABLE passages USING fts5({columns}, tokenize='unicode61')")
        rows = (
            (document.id, passage.span.start, passage.span.end, plain(passage.span.of(document.text)))
            for document in self._texts.values()
            for passage in _passages(document)
        )
        self._database.executemany("INSERT INTO passages VALUES (?, ?, ?, ?)", rows)

    def find(self, words: str, most: int, after: int = 0) -> tuple[int, list[Hit]]:
        """Return how many passages have all of these words (or "phrases"), and some of them, the best first."""
        wanted = terms(words)
        if not wanted:
            return 0, []
        query = " ".join(f'"{term}"*' for term in wanted)
        with self._lock:
            match = "FROM passages WHERE passages MATCH ?"
            (count,) = self._database.execute(f"SELECT count(*) {match}", (query,)).fetchone()
            chosen = f"SELECT document, first, last {match} ORDER BY rank, document, first LIMIT ? OFFSET ?"
            rows = self._database.execute(chosen, (query, most, after)).fetchall()
        alone = {word for term in wanted for word in term.split()}
        return count, [
            Hit(id_, Span(first, last), marked(Span(first, last).of(self._texts[id_].text), alone))
            for id_, first, last in rows
        ]


def _passages(document: Document) -> Sequence[Passage]:
    return document.passages or (Passage("body", Span(0, len(document.text))),)


def terms(words: str) -> list[str]:
    """Return what to look for: each word, and each phrase in quotation marks, folded and free of query signs.

    >>> terms('Boulikéssi "près de" OR*')
    ['boulikessi', 'pres de', 'or']
    """
    found = (plain(one or two) for one, two in _PHRASE.findall(visible(words)))
    return [term for each in found if (term := " ".join(re.findall(r"\w+", each)))][:_MOST_WORDS]


def marked(text: str, wanted: Iterable[str]) -> Markup:
    """Return some of a text as HTML, from a little before the first word found, with all that were found marked.

    >>> str(marked("Près de <Gao>.", ["gao"]))
    'Près de &lt;<mark>Gao</mark>&gt;.'
    """
    begins = tuple(wanted)
    found = [each for each in _WORD.finditer(text) if plain(each[0]).startswith(begins)]
    start = max(0, found[0].start() - _AROUND) if found else 0
    end = min(len(text), start + 3 * _AROUND)
    out = [Markup("…")] if start else []
    at = start
    for each in found:
        if each.end() <= end:
            out += [escape(visible(text[at : each.start()])), Markup("<mark>{}</mark>").format(visible(each[0]))]
            at = each.end()
    out += [escape(visible(text[at:end])), Markup("…") if end < len(text) else Markup()]
    return Markup().join(out)
