"""Made-up ledgers as readings: the rows of `ledger` told in sentences, article by article, with tallies and deadlines.

Copies carry the words of what they copy. Each tenth article counts the month's incidents in a province, each fiftieth
has an ultimatum.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from bench.ledgers.ledger import ledger
from corrobora.types import (
    Actor,
    Claim,
    Dated,
    Document,
    Holder,
    Passage,
    Place,
    Quantity,
    Reading,
    Scope,
    Span,
    Time,
    Value,
    Voice,
)

_SYLLABLES = ["ba", "do", "ki", "lu", "me", "no", "pa", "ri", "su", "ta", "ve", "zo", "ga", "he", "ju", "fi"]
_COUNTS, _DEMANDS = 10, 50
_WORDS = 24


def readings(claims: int, seed: int = 1) -> Iterator[Reading]:
    """Yield the articles of a made-up ledger of so many claims, in the order in which they were published.

    >>> sum(len(each.claims) for each in readings(1000)) > 1000
    True
    """
    open_: dict[str, list[tuple[dict[str, Any], str]]] = {}
    number = 0
    for batch in ledger(claims, seed):
        told = zip(batch.rows.to_pylist(), batch.truth.to_pylist(), strict=True)
        for row, truth in told:
            words = _sentence(row, truth["of"] if truth["how"] == "copy" else row["claim"])
            open_.setdefault(row["document"], []).append((row, words))
        last = max((row["told_first"] for rows in open_.values() for row, _ in rows), default=0)
        done = sorted((rows[0][0]["told_first"], uri) for uri, rows in open_.items())
        for day, uri in done:
            if day < last - 30:
                number += 1
                yield _article(uri, open_.pop(uri), number)
    for _, uri in sorted((rows[0][0]["told_first"], uri) for uri, rows in open_.items()):
        number += 1
        yield _article(uri, open_.pop(uri), number)


def _sentence(row: Mapping[str, Any], key: str) -> str:
    """Return words that are those of one claim and its copies alone."""
    digest = hashlib.blake2b(key.encode(), digest_size=_WORDS).digest()
    words = [_SYLLABLES[byte >> 4] + _SYLLABLES[byte & 15] for byte in digest]
    return f"{row['kind'].capitalize()}: {' '.join(words)}."


def _article(uri: str, rows: list[tuple[dict[str, Any], str]], number: int) -> Reading:
    first = rows[0][0]
    published = date.fromordinal(first["told_first"]).isoformat()
    outlet = uri.partition("/")[0].removeprefix("name:").title()
    claims: list[Claim] = []
    text = ""
    for row, words in rows:
        span = Span(len(text), len(text) + len(words))
        text += words + "\n"
        claims.append(_claim(f"c-{_digest(row['claim'])}", row, words, span, outlet))
    if number % _COUNTS == 0 and first["places"] and first["places"][0]["admin1"]:
        words = f"It was attack {number % 37 + 1} of the month there, article {number} says."
        span = Span(len(text), len(text) + len(words))
        text += words + "\n"
        claims.append(_tally(f"c-{_digest(uri)}", first, span, published, number))
    if number % _DEMANDS == 0 and first["actors"]:
        words = f"They must leave within ten days, article {number} says."
        span = Span(len(text), len(text) + len(words))
        text += words + "\n"
        due = date.fromordinal(first["told_first"] + 10).isoformat()
        claims.append(_ultimatum(f"c-{_digest('u' + uri)}", first, span, due))
    passages, at = [], 0
    for line in text.split("\n")[:-1]:
        passages.append(Passage("body", Span(at, at + len(line))))
        at += len(line) + 1
    sha = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        f"d-{_digest(uri)}",
        uri,
        text,
        sha,
        outlet,
        None,
        first["language"],
        Dated(published, "stated"),
        tuple(passages),
    )
    return Reading(document, tuple(claims))


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def _claim(id_: str, row: Mapping[str, Any], words: str, span: Span, outlet: str) -> Claim:
    return Claim(
        id=id_,
        kind="incident",
        span=span,
        rule="made.incident",
        voice=_voice(row["speaker"], span, outlet),
        event=row["kind"],
        act="denies" if row["answer"] else "states",
        stance="denied" if row["answer"] else "asserted",
        actors=tuple(_actor("actor", key, span) for key in row["actors"]),
        targets=tuple(_actor("target", key, span) for key in row["targets"]),
        places=tuple(_place(each, span) for each in row["places"]),
        when=_time(row, span),
        means=tuple(Value("means", each, span, "made.means", each, each) for each in row["means"]),
        quantities=(*_numbers(row, words, span), *_several(row, span)),
    )


def _voice(speaker: str, span: Span, outlet: str) -> Voice:
    name = speaker.removeprefix("name:")
    if name.title() == outlet:
        return Voice("narrator")
    kind = "person" if speaker.startswith("name:") else "organisation"
    shown = name.title() if kind == "person" else name
    holder = Holder(shown, span, shown, kind=kind, id=None if kind == "person" else speaker)
    return Voice("indirect", (holder,), None, span)


def _actor(kind: str, key: str, span: Span) -> Actor:
    name = key.removeprefix("name:")
    return Actor(kind, name, span, f"made.{kind}", name, None if key.startswith("name:") else key)  # type: ignore[arg-type]


def _place(row: Mapping[str, Any], span: Span) -> Place:
    return Place(
        "place", row["named"], span, "made.place", row["named"], row["id"], country=row["country"],
        admin1=row["admin1"], lat=row["lat"], lon=row["lon"], precision=row["precision"],
    )  # fmt: skip


def _time(row: Mapping[str, Any], span: Span) -> Time | None:
    if row["first"] is None:
        return None
    first, last = (date.fromordinal(row[name]).isoformat() for name in ("first", "last"))
    edtf = (first if first == last else f"{first}/{last}") + ("~" if row["about"] and first == last else "")
    return Time("time", edtf, span, "made.time", edtf=edtf, basis="stated")


def _numbers(row: Mapping[str, Any], words: str, span: Span) -> Iterable[Quantity]:
    for each in row["numbers"]:
        yield Quantity(
            "quantity", words[:1], Span(span.start, span.start + 1), "made.number", measure=each["measure"],
            low=each["low"], best=each["best"], high=each["high"],
        )  # fmt: skip


def _several(row: Mapping[str, Any], span: Span) -> Iterable[Quantity]:
    if row["several"] > 1:
        yield _count(row["several"], span)


def _count(number: int, span: Span) -> Quantity:
    at = Span(span.end, span.end)
    return Quantity("quantity", "", at, "made.number", measure="incidents", low=number, best=number, high=number)


def _tally(id_: str, row: Mapping[str, Any], span: Span, published: str, number: int) -> Claim:
    province = dict(row["places"][0], precision="province", named=f"province {row['places'][0]['admin1']}".lower())
    province |= {"id": f"p-{row['places'][0]['admin1']}", "lat": None, "lon": None}
    period = f"{published[:8]}01/{published}"
    count = number % 37 + 1
    return Claim(
        id=id_,
        kind="tally",
        span=span,
        rule="made.tally",
        voice=Voice("narrator"),
        event="attack",
        quantities=(_count(count, span),),
        scope=Scope(period, (_place(province, span),), "attack", ordinal=bool(number % 3)),
    )  # fmt: skip


def _ultimatum(id_: str, row: Mapping[str, Any], span: Span, due: str) -> Claim:
    return Claim(
        id=id_,
        kind="deadline",
        span=span,
        rule="made.deadline",
        voice=Voice("narrator"),
        event="withdrawal",
        act="demands",
        actors=tuple(_actor("actor", key, span) for key in row["actors"]),
        due=Time("time", due, span, "made.time", edtf=due, basis="stated"),
        addressees=tuple(_actor("target", key, span) for key in row["targets"]),
    )
