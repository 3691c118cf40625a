"""Readings made by hand for tests: sentences in, claims with true spans out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

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
    Voice,
)

AREA = {
    "iraq": ("IQ", None, "country", None),
    "dhi-qar": ("IQ", "IQ-DQ", "province", None),
    "babil": ("IQ", "IQ-BB", "province", None),
    "anbar": ("IQ", "IQ-AN", "province", None),
    "nasiriyah": ("IQ", "IQ-DQ", "town", (31.05, 46.26)),
    "suq": ("IQ", "IQ-DQ", "town", (30.89, 46.46)),
    "hilla": ("IQ", "IQ-BB", "town", (32.48, 44.43)),
    "mali": ("ML", None, "country", None),
    "mopti": ("ML", "ML-5", "province", None),
    "boni": ("ML", "ML-5", "town", (15.08, -2.22)),
}


def place(name: str) -> Place:
    """Return one of the places that the tests know."""
    country, admin1, precision, point = AREA[name]
    lat, lon = point or (None, None)
    return Place(
        "place",
        name,
        Span(0, 0),
        "test.place",
        name,
        f"p-{name}",
        country=country,
        admin1=admin1,
        lat=lat,
        lon=lon,
        precision=precision,
    )


def actor(name: str, kind: str = "actor") -> Actor:
    """Return an actor: by id where the name has no space and is lower case, else by its words alone."""
    known = name.islower() and " " not in name
    return Actor(kind, name, Span(0, 0), "test.actor", name, name if known else None)  # type: ignore[arg-type]


def time(edtf: str | None) -> Time | None:
    """Return a time, or null."""
    return Time("time", edtf, Span(0, 0), "test.time", edtf=edtf, basis="stated") if edtf else None


def quantity(measure: str, number: int, *, least: bool = False) -> Quantity:
    """Return an exact number, or one that says "at least"."""
    high = None if least else number
    return Quantity(
        "quantity", str(number), Span(0, 0), "test.quantity", measure=measure, low=number, best=number, high=high
    )


def holder(who: str) -> Holder:
    """Return a holder: an id (lower case, no space), a name (capital letter) or an unnamed source ("a …")."""
    if who.startswith("a "):
        return Holder(who, Span(0, 0), role=who, kind="role")
    if who.islower() and " " not in who:
        return Holder(who, Span(0, 0), name=who, kind="actor", id=who)
    return Holder(who, Span(0, 0), name=who, kind="person")


def voice(*chain: str, direct: bool = False) -> Voice:
    """Return the voice of these holders, innermost first; the narrator's where there are none."""
    if not chain:
        return Voice("narrator")
    return Voice("direct" if direct else "indirect", tuple(holder(who) for who in chain))


def incident(  # noqa: PLR0913 - a claim has many fields
    words: str = "",
    *,
    event: str = "attack",
    when: str | None = None,
    where: Sequence[str] = (),
    by: Sequence[str] = (),
    on: Sequence[str] = (),
    said: Voice | None = None,
    act: str = "states",
    stance: str = "asserted",
    **numbers: int,
) -> Claim:
    """Return an incident claim; `words` are where its document says it. A number's name may end in `_least`."""
    quantities = tuple(quantity(m.removesuffix("_least"), n, least=m.endswith("_least")) for m, n in numbers.items())
    return Claim(
        id=words,
        kind="incident",
        span=Span(0, 0),
        rule="test.incident",
        voice=said or voice(),
        event=event,
        act=act,  # type: ignore[arg-type]
        stance=stance,  # type: ignore[arg-type]
        actors=tuple(actor(a) for a in by),
        targets=tuple(actor(t, "target") for t in on),
        places=tuple(place(p) for p in where),
        when=time(when),
        quantities=quantities,
    )


def tally(  # noqa: PLR0913 - as above
    words: str,
    number: int,
    *,
    period: str | None,
    where: Sequence[str] = (),
    event: str = "attack",
    on: Sequence[str] = (),
    by: Sequence[str] = (),
    said: Voice | None = None,
    ordinal: bool = False,
    when: str | None = None,
) -> Claim:
    """Return a tally."""
    targets = tuple(actor(t, "target") for t in on)
    return Claim(
        id=words,
        kind="tally",
        span=Span(0, 0),
        rule="test.tally",
        voice=said or voice(),
        event=event,
        actors=tuple(actor(a) for a in by),
        targets=targets,
        when=time(when),
        quantities=(quantity("incidents", number),),
        scope=Scope(period, tuple(place(p) for p in where), event, targets, ordinal),
    )


def ultimatum(  # noqa: PLR0913 - as above
    words: str,
    due: str,
    *,
    said: Voice | None = None,
    to: Sequence[str] = (),
    by: Sequence[str] = (),
    event: str | None = "withdrawal",
    act: str = "demands",
    stance: str = "asserted",
) -> Claim:
    """Return a deadline claim."""
    return Claim(
        id=words,
        kind="deadline",
        span=Span(0, 0),
        rule="test.deadline",
        voice=said or voice(),
        event=event,
        act=act,  # type: ignore[arg-type]
        stance=stance,  # type: ignore[arg-type]
        actors=tuple(actor(a) for a in by),
        due=time(due),
        addressees=tuple(actor(a) for a in to),
    )


def reading(
    uri: str,
    *claims: Claim,
    published: str | None = "2021-11-28",
    outlet: str | None = None,
    text: str | None = None,
    language: str = "en",
) -> Reading:
    """Return a reading whose claims stand at their words in `text`, which is of those words where none is given."""
    words = [claim.id or f"Claim {number} of {uri}." for number, claim in enumerate(claims)]
    body = text if text is not None else "\n".join(words)
    placed = []
    for number, (claim, said) in enumerate(zip(claims, words, strict=True)):
        start = body.index(said) if said in body else 0
        span = Span(start, start + len(said) if said in body else len(body))
        content = replace(claim.voice, content=span) if claim.voice.chain else claim.voice
        digest = hashlib.sha256(f"{uri}\0{number}\0{said}".encode()).hexdigest()[:12]
        placed.append(replace(claim, id=f"c-{digest}", span=span, voice=content))
    lines, passages = 0, []
    for line in body.split("\n"):
        if line:
            passages.append(Passage("body", Span(lines, lines + len(line))))
        lines += len(line) + 1
    document = Document(
        id=f"d-{hashlib.sha256(uri.encode()).hexdigest()[:12]}",
        uri=uri,
        text=body,
        sha256=hashlib.sha256(body.encode()).hexdigest(),
        outlet=outlet or uri,
        language=language,
        published=Dated(published, "stated") if published else None,
        passages=tuple(passages),
    )
    return Reading(document, tuple(placed))
