"""A verb of a sentence -> who does what it says, where no one pattern can tell: the run of words it agrees with.

"The mayor opened the bridge, met drivers and warned that", "the firms that built it agreed", "praising it, he left".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corrobora.read.node import Node

GROUPS = frozenset({"ng", "person", "actor", "org", "name", "named", "place", "crowd", "percent", "share"})
_PIECES = frozenset({"x", "adj", "noun", "num", "number", "cap", "det", "ordinal", "title", "new"})
_PASSED = frozenset({"adv", "on", "at", "paren", "with", "appos"})
_TRAILING = frozenset({"at", "paren", "appos", "rel"})
_BARS = frozenset(
    {"stop", "mark", "conj", "clause", "when", "that", "rel", "pron", "aux", "neg", "adv", "on", "time", "to"}
)
_ASIDE = frozenset({"when", "clause", "conj", "after-time", "since", "until", "acc"})  # leads to no part of a name
_NEVER = frozenset({"obj", "second", "det", "adj", "num", "ordinal"})  # end no run of words that names a speaker
_TITLES = frozenset({"n.role", "n.person", "n.org", "unknown"})
_BEFORE = frozenset({"det", "adj", "x"})  # behind such a word what might be a verb is a noun
_SILENT = ("n.event", "n.toll", "f.toll", "n.nosay", "n.anonymous", "n.deadline", "n.craft", "n.means")
_OWNS = frozenset({"'s", "'", "’s", "’", "-"})
_TOLD_OF = frozenset({"percent", "share", "n.person", "n.role"})
_TELLS = frozenset({"rel", "det", "num", "title", "n.role"})
_SETS_OFF = frozenset({",", "—", "–", "―"})
_LONGEST = 26  # nodes between two commas
_MOST_VERBS = 3  # told of one subject after the other


@dataclass(frozen=True, slots=True)
class Subject:
    """Who does it, from `first` on in the row, `beside` the verb or further off; `through` stands for him ("who")."""

    nodes: tuple[Node, ...]
    first: int
    through: Node | None = None
    beside: bool = True


def subject(nodes: Sequence[Node], verb: int, *, left: int = _MOST_VERBS) -> Subject | None:
    """Return who does what the verb at a place in a row of nodes says; null where nobody is found or nobody can."""
    last = verb - 1
    while last >= 0 and nodes[last].classes & _PASSED and not nodes[last].classes & GROUPS:
        last -= 1
    if last < 0:
        return _behind(nodes, verb)
    if nodes[last].form in _SETS_OFF and nodes[verb].has("vg") and not nodes[verb].has("ger"):
        last = _before_aside(nodes, last)
    node = nodes[last]
    if _is_relative(nodes, last):
        return _antecedent(nodes, last)
    if nodes[verb].has("ger") and last == verb - 1 and node.classes & _TOLD_OF:
        first = _start(nodes, last)  # "with 50 percent saying that"
        return _spoken(Subject(tuple(nodes[first:verb]), first))
    if node.has("vg") and not nodes[verb].has("ger"):
        last = _before_verb(nodes, last, verb)
        node = nodes[last]
    in_list = node.form == "," and left < _MOST_VERBS  # "opened it, met drivers and warned"
    if nodes[verb].has("ger") or _joins(node) or in_list:
        return _shared(nodes, verb, last, left)
    seems_verb = node.has("vg") and node.has("pres") and last == verb - 1  # "rights advocates said"
    if not (_is_noun(nodes, last) or seems_verb) or (node.classes & _NEVER and not node.has("quant")):
        return None
    first = _whole(nodes, _start(nodes, last))
    end = last + 1
    while end < verb and nodes[end].classes & _TRAILING:
        end += 1
    return _spoken(Subject(tuple(nodes[first:end]), first))


def _before_verb(nodes: Sequence[Node], last: int, verb: int) -> int:
    """Return where the noun stands before a clause about it that nothing leads to: "the experts I met said"."""
    doer, named = last - 1, last - 2
    if last != verb - 1 or named < 0 or nodes[last].classes & {"inf", "ger", "passive", "pres"}:
        return last
    who = nodes[doer].has("pron") and not nodes[doer].has("obj")
    who = who or bool(nodes[doer].classes & {"person", "name", "org", "actor"})
    return named if who and nodes[named].has("ng") and not nodes[named].has("n.event") else last


def _before_aside(nodes: Sequence[Node], last: int) -> int:
    """Return where the noun stands before what is said of it between commas: "The centre, reviewing a draft, said"."""
    opened = next((at for at in range(last - 1, max(-1, last - _LONGEST), -1) if nodes[at].form == nodes[last].form), 0)
    inside = nodes[opened + 1 : last]
    named = opened - 1
    while named > 0 and nodes[named].has("paren"):  # "The Front (FLA), which holds the town, said"
        named -= 1
    if not opened or not inside or not _is_noun(nodes, named) or nodes[named].has("pron"):
        return last
    told_of = inside[0].classes & {"ger", "bare", "prep", "rel", "det", "num", "on", "at"} or inside[0].classes & GROUPS
    return named if told_of and not inside[0].has("conj") else last


def owner_of(node: Node) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """Return the words for whose something is and those for what it is: the halves of "the army's latest claim"."""
    at = next((at for at, part in enumerate(node.parts) if part.form in _OWNS or part.has("owned")), None)
    if at is None:
        return (node,), (node,)
    return node.parts[: max(at, 1)], node.parts[at + 1 :]


def inverted(nodes: Sequence[Node], verb: int) -> tuple[Node, ...]:
    """Return who does what the verb before them says, with what is said of them: "said retired doctor Ali Demir"."""
    end = verb + 1
    while end < len(nodes) and not nodes[end].classes & _TRAILING and _goes_with(nodes, end, verb + 1):
        end += 1
    while end > verb + 1 and not _is_noun(nodes, end - 1):
        end -= 1
    if end == verb + 1 or nodes[verb + 1].classes & {"obj", "neg"}:
        return ()
    while end < len(nodes) and nodes[end].classes & _TRAILING:
        end += 1
    after = nodes[end] if end < len(nodes) else None
    tells_on = after is not None and after.leaves()[0].has("rel") and nodes[end - 1].has("appos")
    if after is not None and not (tells_on or after.classes & {"mark", "stop", "conj", "rel", "on", "adv"}):
        return ()  # "said costs rose"
    goes_on = end + 1 < len(nodes) and nodes[end].form == "," and _tells_of(nodes[end + 1])
    if tells_on or goes_on:
        stop = next((at for at in range(end, len(nodes)) if nodes[at].has("stop")), end)
        end = stop if stop - end < _LONGEST else end
    return tuple(nodes[verb + 1 : end])


def _goes_with(nodes: Sequence[Node], at: int, first: int) -> bool:
    """Return whether a node goes on with the run of words that began at `first`."""
    node = nodes[at]
    if node.has("pron"):
        return at == first
    if node.has("prep"):
        return at > first and not node.classes & _ASIDE
    return _is_noun(nodes, at) or node.form in _OWNS


def _tells_of(node: Node) -> bool:
    """Return whether what stands behind a comma tells who somebody is: "a guard", "who saw it", "the army's chief"."""
    return bool(node.classes & _TELLS) or (bool(node.classes & GROUPS) and not node.has("pron"))


def _shared(nodes: Sequence[Node], verb: int, last: int, left: int) -> Subject | None:
    """Return the subject of the verb before, where this one goes on about it: "met drivers and warned", "left, saying".

    Rather of a verb of saying, if there is one: "the army said it had left and denied that".
    """
    if not left or _is_negated(nodes, last):
        return None
    begun = next((at for at in range(last, -1, -1) if nodes[at].form == ";" or nodes[at].has("stop")), -1)
    verbs = [at for at in range(last, begun, -1) if _is_finite(nodes, at)]
    if nodes[verb].has("ger"):
        verbs.sort(key=lambda at: (not _is_main(nodes, at), at))
    nearest = next((at for at in verbs if nodes[at].family("say")), verbs[0] if verbs else None)
    if nearest is None:
        return _behind(nodes, verb)
    found = subject(nodes, nearest, left=left - 1)
    return Subject(found.nodes, found.first, found.through, beside=False) if found else None


def _is_negated(nodes: Sequence[Node], last: int) -> bool:
    """Return whether what joins a verb on makes it undone, too: "confirmed nor denied", "did not confirm or deny"."""
    before = nodes[last - 1] if last else None
    if not _joins(nodes[last]) or before is None:
        return False
    return nodes[last].has("neg") or (before.has("vg") and bool(before.classes & {"neg", "inf"}))


def _is_main(nodes: Sequence[Node], verb: int) -> bool:
    """Return whether a verb is not of a clause that "that", "because" or "who" leads to."""
    found = subject(nodes, verb, left=0)
    if found is None or found.through is not None:
        return False
    before = found.first - 1
    while before >= 0 and nodes[before].classes & _PASSED:
        before -= 1
    return before < 0 or not nodes[before].classes & {"clause", "when", "that", "rel", "after-time", "vg"}


def _is_finite(nodes: Sequence[Node], at: int) -> bool:
    return nodes[at].has("vg") and not nodes[at].classes & {"inf", "ger"} and not _is_noun(nodes, at)


def _behind(nodes: Sequence[Node], verb: int) -> Subject | None:
    """Return the subject of the sentence that a participle opens: "Praising the plan, the mayor left"."""
    if not nodes[verb].has("ger"):
        return None
    comma = next((at for at in range(verb, len(nodes)) if nodes[at].form == ","), None)
    finite = next((at for at in range(comma or len(nodes), len(nodes)) if nodes[at].has("vg")), None)
    if comma is None or finite is None or nodes[finite].classes & {"inf", "ger"}:
        return None
    found = subject(nodes, finite, left=0)
    return Subject(found.nodes, found.first, found.through, beside=False) if found and found.first > comma else None


def _antecedent(nodes: Sequence[Node], relative: int) -> Subject | None:
    last = relative - 1
    while last > 0 and (nodes[last].form == "," or nodes[last].classes & _TRAILING):
        last -= 1
    if last < 0 or not _is_noun(nodes, last) or nodes[last].has("pron"):
        return None
    first = _start(nodes, last)
    return _spoken(Subject(tuple(nodes[first:relative]), first, through=nodes[relative]))


def _spoken(found: Subject) -> Subject | None:
    """Return a subject if it may speak: an attack doesn't, and of nobody nothing is told."""
    first = found.nodes[0]
    silent = first.has("n.event") or (len(found.nodes) == 1 and any(first.has(name) for name in _SILENT))
    if first.has("neg") or silent:
        return None
    return found


def _whole(nodes: Sequence[Node], first: int) -> int:
    """Return where a subject begins whose last words are of a clause about it: "the firms that built it agreed"."""
    at = first - 1
    while at >= 0 and (nodes[at].has("prep") or nodes[at].classes & _PASSED):
        at -= 1
    if at <= 0 or not nodes[at].has("vg") or nodes[at].has("inf"):
        return first
    before = at - 1
    while before > 0 and nodes[before].classes & _PASSED:
        before -= 1
    if _is_relative(nodes, before):
        before -= 2 if before and nodes[before - 1].form == "," else 1
    elif not (nodes[at].has("bare") and nodes[at].has("past") and at < first - 1):
        return first
    return _start(nodes, before) if before >= 0 and _is_noun(nodes, before) else first


def _start(nodes: Sequence[Node], last: int) -> int:
    """Return where the run of words begins that ends in a noun: "a group of soldiers of the army"."""
    if nodes[last].has("pron"):
        return last
    first = last
    while first > 0:
        step = step_back(nodes, first)
        if not step:
            break
        first -= step
    return first


def step_back(nodes: Sequence[Node], first: int) -> int:
    """Return how many nodes before `first` belong to the same run of words."""
    before, here = nodes[first - 1], nodes[first]
    if before.has("vg"):
        return int(_is_noun(nodes, first - 1))
    if before.classes & GROUPS:
        return int(not _opens(here) and bool(before.classes & _TITLES or not here.classes & GROUPS))
    beyond = first - 2
    if (
        beyond >= 0
        and _is_noun(nodes, beyond)
        and not nodes[beyond].has("pron")
        and _links(nodes[beyond], before, here)
    ):
        return 2
    return int(bool(before.classes & _PIECES) and not before.classes & _BARS)


def _links(left: Node, link: Node, right: Node) -> bool:
    """Return whether what stands between two nouns makes one group of them: "of", "'s", "and", "in Mopti"."""
    if link.form in _OWNS or link.has("at") or link.has("paren"):
        return True
    if link.has("on"):  # "a 2014 study"
        return left.has("det") and not _opens(right)
    if link.has("conj"):
        return not link.has("clause") and bool(right.classes & GROUPS and left.classes & GROUPS)
    return link.has("prep") and not link.classes & _ASIDE


def _opens(node: Node) -> bool:
    """Return whether a group begins with its article, so that what stands before is another."""
    leaf = node.leaves()[0]
    return leaf.has("det") or leaf.has("pron")


def _is_noun(nodes: Sequence[Node], at: int) -> bool:
    """Return whether a node is or ends a noun group: also a word that might be a verb, by its place ("the fund")."""
    node = nodes[at]
    if node.has("vg"):
        is_name = len(node.parts) == 1 and node.parts[0].has("cap") and node.has("pres")
        may_be = node.classes & {"pres", "ger"} and at > 0 and not nodes[at - 1].classes.isdisjoint(_BEFORE)
        return is_name or bool(may_be)
    if node.has("pron"):
        return not node.has("obj")
    return bool(node.classes & GROUPS) or (bool(node.classes & _PIECES) and not node.classes & _BARS)


def _is_relative(nodes: Sequence[Node], at: int) -> bool:
    """Return whether "who", "which" or "that" stands for the noun before it; "which" and "what" may ask, too."""
    node = nodes[at]
    if not (node.has("rel") or node.has("that")) or node.parts or at == 0:
        return False
    return nodes[at - 1].form == "," or _is_noun(nodes, at - 1) or bool(nodes[at - 1].classes & _TRAILING)


def _joins(node: Node) -> bool:
    return node.has("conj") and not node.has("when")
