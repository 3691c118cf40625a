"""Whose dispatch an article is, by its dateline or its signature: "MOPTI, 3 May (Reuters) - …", "(avec AFP)"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files

from corrobora.codebook import actors_by_id
from corrobora.link.identity import bare, known_id, outlet_key
from corrobora.read.fold import fold
from corrobora.types import Document, Reading

_LINES = 3  # at either end, among which a title or a notice may stand
_NAME = r"[^\W\d][^()\n:]{1,40}?"
_HEAD = re.compile(rf"(?:[^\n()]{{0,60}}\((?P<within>{_NAME})\)|(?P<alone>{_NAME}))\s*[-–—―]+\s")
_FOOT = re.compile(rf"\((?P<within>{_NAME})\)[\s.]*$")
_LAST = re.compile(rf"[\s\-–—―]*(?:(?P<label>[^\W\d][^:\n]{{0,20}}?)\s*:\s*)?(?P<alone>{_NAME})[\s.]*$")
_BETWEEN = re.compile(r"\s*[/,،]\s*")


def wired(reading: Reading) -> Reading:
    """Return a reading as forwarded from the agency whose dispatch it is, so that all who print it are one origin."""
    agency = None if reading.document.forwarded_from else agency_of(reading.document)
    return reading if agency is None else replace(reading, document=replace(reading.document, forwarded_from=agency))


def agency_of(document: Document) -> str | None:
    """Return the name of the agency that a document's dateline or signature gives; null for the agency's own."""
    found = (id_ for words in _signed(document.text) if (id_ := _agency(words)))
    id_ = next(found, None)
    return None if id_ is None or id_ == outlet_key(document) else actors_by_id()[id_].names["en"]


def _signed(text: str) -> Iterator[str]:
    """Yield the words that may be an agency's, at the head of an article and at its foot."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in lines[:_LINES]:
        if found := _HEAD.match(line):
            yield found["within"] or found["alone"]
    for line in reversed(lines[-_LINES:]):
        if found := _FOOT.search(line):
            yield found["within"]
        elif (found := _LAST.match(line)) and (not found["label"] or fold(found["label"]) in _labels()):
            yield found["alone"]


def _agency(words: str) -> str | None:
    """Return the first agency that some words name, alone or after one other word: "avec AFP", "AFP/Reuters"."""
    for part in _BETWEEN.split(words):
        for name in (part, part.partition(" ")[2]):
            id_ = known_id(bare(name)) if name else None
            if id_ and actors_by_id()[id_].kind == "agency":
                return id_
    return None


@cache
def _labels() -> frozenset[str]:
    content = tomllib.loads((files("corrobora") / "data/codebook/signatures.toml").read_text(encoding="utf-8"))
    return frozenset(fold(word) for words in content.values() for word in words)
