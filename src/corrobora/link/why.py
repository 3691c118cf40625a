"""Why an incident is what it is: its claims with their words, voices and rules, and the evidence that ties them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corrobora.link.score import score
from corrobora.link.telling import Telling, telling
from corrobora.types import Claim, Incident, Reading


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of an explanation and what hangs on it."""

    text: str
    branches: tuple[Branch, ...] = ()

    def lines(self, depth: int = 0) -> Iterator[str]:
        """Yield the line and those below it, each two spaces further in.

        >>> list(Branch("a", (Branch("b"),)).lines())
        ['a', '  b']
        """
        yield "  " * depth + self.text
        for branch in self.branches:
            yield from branch.lines(depth + 1)


def why(incident: Incident, readings: Iterable[Reading]) -> Branch:
    """Return the tree behind an incident: grade, differing values, and each claim with its words and what ties it to the first."""
    wanted = set(incident.claims)
    found = {c.id: (telling(c, r.document), r) for r in readings for c in r.claims if c.id in wanted}
    told = [found[claim][0] for claim in incident.claims if claim in found]
    values = [Branch(f"{d.field}: {d.value} ({len(d.claims)} claim{'s' if len(d.claims) > 1 else ''})") for d in incident.values]
    head = f"{incident.id} {incident.event}, {incident.when or 'undated'}: {incident.grade}, {incident.reason}"
    claims = [_claim(each, told[0]) for each in told]
    return Branch(head, (*([Branch("differing", tuple(values))] if values else []), *claims))


def _claim(each: Telling, first: Telling) -> Branch:
    claim, text = each.claim, each.document.text
    below = [Branch(f"words: {' '.join(claim.span.of(text).split())}"), Branch(f"voice: {_voice(claim)}"), *_read(claim)]
    if each is not first:
        evidence = score(first, each)
        ties = tuple(Branch(f"{e.weight:+.1f} {e.name}: {e.note}") for e in evidence)
        below.append(Branch(f"tied to {first.claim.id} by {sum(e.weight for e in evidence):.1f}", ties))
    return Branch(f"{claim.id} in {each.document.uri}", tuple(below))


def _voice(claim: Claim) -> str:
    who = ", reported by ".join(holder.text for holder in claim.voice.chain) or "the narrator"
    cue = f", by “{claim.voice.cue.text}”" if claim.voice.cue else ""
    return f"{who} ({claim.voice.manner}, {claim.act}, {claim.stance}{cue})"


def _read(claim: Claim) -> Iterator[Branch]:
    """Yield each value with its words and the rule that read it."""
    yield Branch(f"{claim.event} by rule {claim.rule}")
    when = [claim.when] if claim.when else []
    for field, values in (
        ("actor", claim.actors),
        ("target", claim.targets),
        ("place", claim.places),
        ("when", when),
        ("means", claim.means),
        ("quantity", claim.quantities),
    ):
        for value in values:
            yield Branch(f"{field}: “{value.text}” by rule {value.rule}")
