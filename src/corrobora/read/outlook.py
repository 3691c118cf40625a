"""What a known actor may or will do, where no event rule reads it: a statement that anticipates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corrobora.read.ids import claim_id
from corrobora.read.node import Node
from corrobora.read.parsed import Parsed
from corrobora.read.sentence import Sentence
from corrobora.read.stretches import Stretches
from corrobora.read.values import named
from corrobora.types import Claim, Span

_BARE = frozenset({"inf", "neg", "hypo"})
_REACH = 4
_RULE = "outlook"
_AHEAD = {"modal", "mod", "future", "fut", "will", "qad"}
_SKIPPED = {"appos", "paren", "rel", "adv", "pp", "at", "on", "mark"}


def outlook_claims(parsed: Parsed, others: Sequence[Claim]) -> list[Claim]:
    """Return a statement, of stance anticipated, for each "X may, could or will do" that no other claim has read."""
    out = []
    read_before = Stretches(others, lambda claim: claim.span)
    for _, sentence in parsed.body():
        for actor, span in _outlooks(sentence):
            if any(other.span.start < span.end and span.start < other.span.end for other in read_before.near(span)):
                continue
            voice, attribution = parsed.voice(span)
            out.append(
                Claim(
                    id=claim_id(parsed.document.id, "statement", span, voice, None),
                    kind="statement",
                    span=span,
                    rule=_RULE,
                    voice=voice,
                    act=attribution.act if attribution is not None else "states",
                    stance="anticipated",
                    actors=(named(actor, parsed.text, "actor", parsed.language.code),),
                )
            )
    return out


def _outlooks(sentence: Sentence) -> Iterator[tuple[Node, Span]]:
    """Yield who may do something, and the words from there to the end of the clause."""
    nodes = sentence.nodes
    for index, node in enumerate(nodes):
        if "vg" not in node.classes or node.classes & _BARE or not looks_ahead(node):
            continue
        before = next((n for n in reversed(nodes[max(0, index - _REACH) : index]) if not n.classes & _SKIPPED), None)
        after = nodes[index + 1] if index + 1 < len(nodes) else None
        subject = next((n for n in (before, after) if n is not None and _is_actor(n)), None)
        if subject is not None:
            first = min(subject.start, node.start)
            yield subject, Span(first, _end(nodes, index))


def looks_ahead(node: Node) -> bool:
    """Return whether a word or a verb group tells what may or will be."""
    if not node.parts:
        return not _AHEAD.isdisjoint(node.classes)
    return any(not _AHEAD.isdisjoint(below.classes) for below in node.walk())


def _is_actor(node: Node) -> bool:
    plain = not node.has("vg") and not node.classes & _SKIPPED
    return plain and any(below.id or below.has("actor") or below.family("kind") for below in node.walk())


def _end(nodes: Sequence[Node], index: int) -> int:
    """Return where the clause of a verb ends: before the next mark or verb group."""
    end = nodes[index].end
    for node in nodes[index + 1 :]:
        if node.has("vg") or node.has("stop") or node.form in {",", ";", "،", "؛", ":"}:
            break
        end = node.end
    return end
