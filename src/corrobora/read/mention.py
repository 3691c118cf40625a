"""What one sentence tells of one event, before it is known what others tell of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from corrobora.read.items import Heading
from corrobora.types import Actor, Place, Quantity, Span, Stance, Time, Value


@dataclass(slots=True, eq=False)
class Mention:
    """One event as one sentence tells it.

    `harm`: it tells of its victims alone; `own`: the actor is a pronoun ("it hit"), which is `pronoun` if written.

    `hurt` is the pronoun for whom it harms ("he was shot").
    `third`: in another's words that pronoun is not the speaker ("they burned our houses", he said).
    `there`: words for a place that was named before ("there", "the city").
    `apart`: what the rest of the sentence came after ("after the death of two men"), not a part of it.
    `recalls`: its words are those for an event told before ("the ambush"), whatever else it tells of it.
    `deadly`: its own word says that people were killed, counted or not.
    `unresolved`: it names a day of its own, and which one that is stays open.
    `said_then`: its day is only the one on which it was said, until another is told.
    `answers`: the words of a denial or of blame that speak of what was told before ("which the army denies").
    `background`: it is told aside, of a time of its own ("which took the town in May", "since October").
    `long_ago`: it only says since when something is so ("the worst since the embassy was bombed").
    `for_years`: it only tells what has gone on since some year ("has fought rebels since 2012").
    `entry` numbers what the text's own headings keep apart ("06h42 — Zarnovo.").
    `heading`: what stands above the list of which it is told in an item.
    `labelled`: that item begins with a name of its own, which says where, known or not.
    `leads`: its words begin a sentence without a verb, as those of a headline do.
    `beside`: its sentence says that it was another incident ("separately", "elsewhere").
    `strike`: its word is "strike", which leaves open of what kind.
    `settled`: a participle that only says which ("the hostages taken in May"): no threat and no demand speaks of that.
    """

    event: str
    rule: str
    span: Span
    trigger: Span
    sentence: int
    paragraph: int = 0
    stance: Stance = "asserted"
    act: str = ""
    weak: bool = False
    recalls: bool = False
    harm: bool = False
    own: bool = False
    third: bool = False
    there: str = ""
    apart: bool = False
    long_ago: bool = False
    deadly: bool = False
    beside: bool = False
    strike: bool = False
    settled: bool = False
    answers: bool = False
    said_then: bool = False
    unresolved: bool = False
    background: bool = False
    for_years: bool = False
    entry: int = 0
    heading: Heading | None = None
    labelled: bool = False
    leads: bool = False
    pronoun: Actor | None = None
    hurt: Actor | None = None
    actors: list[Value] = field(default_factory=list)
    targets: list[Value] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    when: Time | None = None
    means: list[Value] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)

    def leave_day(self) -> None:
        """Forget the day that stood beside it, which was that of something else."""
        self.when, self.said_then = None, False
