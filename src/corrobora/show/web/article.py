"""An article for its page: the claims in their order with a number each, and the classes and notes of their spans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from corrobora.link.identity import actor_key
from corrobora.show.branch import Branch
from corrobora.show.explain import claim_tree
from corrobora.show.markup import View, slot_values
from corrobora.show.said import Said
from corrobora.show.tongue import Tongue
from corrobora.show.web.columns import amount
from corrobora.show.web.held import Held, Home
from corrobora.show.web.render import voice
from corrobora.types import AnyValue, Claim, Place, Quantity, Reading, Span, Time

_VOICES = 8  # as many colours as can be told apart
_SLOTS = ("actors", "targets", "places", "means", "quantities", "addressees")


@dataclass(frozen=True, slots=True)
class Slot:
    """One value of a claim: which it is, how it was understood, its words' span and the rule that read it."""

    name: str
    shown: str
    value: AnyValue


@dataclass(frozen=True, slots=True)
class Numbered:
    """A claim of the article with its number, whose word it is, the colour of that voice, and what became of it."""

    number: int
    said: Said
    voice: str
    colour: int
    slots: tuple[Slot, ...]
    tree: Branch
    incident: Home | None

    @property
    def spans(self) -> list[Span]:
        """Return where the claim stands, who says it, and the words by which it is said."""
        claim = self.said.claim
        cue = [claim.voice.cue.span] if claim.voice.cue else []
        return [claim.span, *(holder.span for holder in claim.voice.chain), *cue]


def numbered(reading: Reading, held: Held, words: Tongue) -> list[Numbered]:
    """Return the claims of an article in the order of their words."""
    heard = {claim.id: claim for claim in held.readings[reading.document.uri][1].claims}
    held.home.hold(claim.id for claim in reading.claims)
    held.balances.hold(claim.id for claim in reading.claims if claim.kind == "tally")
    colours: dict[str, int] = {}
    out = []
    for number, claim in enumerate(sorted(reading.claims, key=lambda each: (each.span, each.id)), 1):
        said = Said(heard.get(claim.id, claim), reading.document)
        name = voice(said, words)
        colour = colours.setdefault(name, len(colours) % _VOICES)
        slots = tuple(_slots(claim, words))
        tree = claim_tree(claim, reading.document)
        out.append(Numbered(number, said, name, colour, slots, tree, held.home.get(claim.id)))
    return out


def view(claims: list[Numbered], words: Tongue) -> View:
    """Return the classes of the claims' spans, and behind each the numbers that lead to its claims."""
    classes: dict[Span, tuple[str, ...]] = {}
    notes: dict[Span, Markup] = {}
    for each in claims:
        claim = each.said.claim
        classes[claim.span] = (*classes.get(claim.span, ()), f"of-{claim.kind}", f"v{each.colour}")
        what = words.event(claim.event) if claim.event else words.term(claim.kind)
        label = words.say("claim %(number)s: %(what)s, said by %(who)s")
        label %= {"number": each.number, "what": what, "who": each.voice}
        note = Markup('<a class="note v{}" href="#{}" data-n="{}" aria-label="{}"></a>')
        note = note.format(each.colour, claim.id, each.number, label)
        notes[claim.span] = notes.get(claim.span, Markup()) + note
    return View(classes, notes, whole=True)


def spare(reading: Reading, words: Tongue) -> list[Slot]:
    """Return the values of an article that none of its claims uses."""
    used = {value.span for claim in reading.claims for value in slot_values(claim)}
    return [Slot(each.kind, meaning(each, words), each) for each in reading.values if each.span not in used]


def _slots(claim: Claim, words: Tongue) -> Iterator[Slot]:
    for name in _SLOTS:
        for value in getattr(claim, name):
            yield Slot(name, meaning(value, words), value)
    if claim.when is not None:
        yield Slot("when", meaning(claim.when, words), claim.when)
    if claim.due is not None:
        yield Slot("due", meaning(claim.due, words), claim.due)


def meaning(value: AnyValue, words: Tongue) -> str:
    """Return how a value was understood, as a person reads it."""
    if isinstance(value, Time):
        return words.day(value.edtf) if value.edtf else words.say("not resolved")
    if isinstance(value, Quantity):
        return f"{amount(value, words)} {words.term(value.measure)}".strip()
    if isinstance(value, Place):
        where = words.country(value.country)
        name = value.name or value.text
        return f"{name} ({where}{words.comma}{words.term(value.precision)})" if where and where != name else name
    return words.actor(actor_key(value.id, value.name, value.text), value.name or value.text)
