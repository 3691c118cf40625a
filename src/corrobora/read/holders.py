"""The nodes that name a speaker -> a holder, with name, role and organisation; and who spoke last."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from corrobora.codebook import actors
from corrobora.read.fold import fold
from corrobora.read.language import Language
from corrobora.read.node import Node
from corrobora.read.sentence import Sentence
from corrobora.types import Holder, Span

_GROUPS_KEPT = 20  # of a group that was named further back no reader thinks
_GROUPS = {"armed-group", "militia", "party", "coalition", "international"}


class Holders:
    """The speakers of one document so far, for pronouns and "the group said"."""

    def __init__(self, text: str, language: Language) -> None:
        self._text = text
        self._language = language
        self._last: Holder | None = None
        self._groups: deque[Node] = deque(maxlen=_GROUPS_KEPT)
        self._names = {actor.id: actor for actor in actors()}

    def make(self, source: Sequence[Node]) -> Holder:
        """Return the holder that the nodes name."""
        words = self._text[source[0].start : source[-1].end]
        span = Span(source[0].start, source[0].start + len(words.rstrip(" ,،;")))
        below = [node for each in source for node in each.walk()]
        person = next((node for node in below if node.has("person")), None)
        role = next((node for node in below if node.has("n.role") and not node.parts), None)
        actor = next((node for node in (*source, *below) if node.id), None)
        if actor is not None and not _is_named(source, role):
            actor = None  # "a group close to Iran" is not Iran
        if actor is None and person is None and role is None and _is_unnamed(source, below):
            actor = self._group(below)
        same = role is not None and any(node.has("same") for node in below)  # "the same source"
        if self._last is not None and person is None and actor is None and (same or self._means_last(source, role)):
            return self.previous(source) or self._last
        holder = Holder(
            text=span.of(self._text),
            span=span,
            name=self._name(person, actor),
            role=self._role(source, person, role),
            organisation=self._organisation(person, role, actor, below),
            kind=self._kind(person, actor, role, below),
            id=actor.id if actor is not None and person is None and role is None else None,
        )
        self._last = holder
        return holder

    def _means_last(self, source: Sequence[Node], role: Node | None) -> bool:
        """Return whether "the officer" is whoever spoke last: a role with a definite article, named before."""
        if role is None or not source[0].has("def") or any(node.has("n.org") for node in source[0].walk()):
            return False
        last = (self._last.role or "") if self._last is not None else ""
        return bool(last) and (role.has("n.any") or fold(self._text[role.start : role.end]) in fold(last).split())

    def previous(self, source: Sequence[Node]) -> Holder | None:
        """Return whoever spoke last, in the words that stand for them here ("he", "the officer") if there are any."""
        if not source or self._last is None:
            return self._last
        span = Span(source[0].start, source[-1].end)
        return replace(self._last, text=span.of(self._text), span=span, name=self._last.name or self._last.text)

    def pass_sentence(self, sentence: Sentence, *, spoke: bool) -> None:
        """Remember the groups that a sentence names, and whom it begins with where nobody speaks in it."""
        first = next((n for n in sentence.nodes[:3] if n.has("person") or (n.has("ng") and n.has("n.role"))), None)
        if first is not None and not spoke:
            self.make((first,))
        for node in sentence.walk():
            kind = node.family("kind")
            if node.id and kind in _GROUPS:
                self._groups.append(node)

    def _group(self, below: Sequence[Node]) -> Node | None:
        """Return the group named last that is called so ("the coalition", "السرايا"), else the group named last."""
        words = {word for node in below if node.has("n.group") for word in _forms(node)}
        called = (group for group in reversed(self._groups) if words & _forms(group))
        return next(called, self._groups[-1] if self._groups else None)

    def _name(self, person: Node | None, actor: Node | None) -> str | None:
        if person is not None:
            name = person.slots.get("name", (person,))
            return self._text[name[0].start : name[-1].end]
        if actor is not None and actor.id in self._names:
            names = self._names[actor.id].names
            return names.get(self._language.code) or names.get("en")
        return None

    def _role(self, source: Sequence[Node], person: Node | None, role: Node | None) -> str | None:
        if person is not None and person.slots.get("role"):
            words = person.slots["role"]
            return self._text[words[0].start : words[-1].end]
        if role is None:
            return None
        holding = next((node for node in source if node.start <= role.start and role.end <= node.end), role)
        end = person.start if person is not None and person.start > role.start else holding.end
        return self._text[role.start : end].strip(" ,،") or None

    def _organisation(
        self, person: Node | None, role: Node | None, actor: Node | None, below: list[Node]
    ) -> str | None:
        if actor is not None:
            return self._text[actor.start : actor.end]
        if person is None and role is None:
            return None
        body = next((node for node in below if node.has("n.org")), None)
        return self._text[body.start : body.end] if body is not None else None

    def _kind(self, person: Node | None, actor: Node | None, role: Node | None, below: list[Node]) -> str | None:
        if person is not None:
            return "person"
        if role is not None:
            return "role"
        if actor is not None:
            return actor.family("kind")
        return "organisation" if any(node.has("n.org") for node in below) else None


def _forms(node: Node) -> set[str]:
    return {form for word in node.walk() if not word.parts for form in word.form.split()}


def _is_named(source: Sequence[Node], role: Node | None) -> bool:
    """Return whether an actor inside the words for a speaker is that speaker or the body of its role."""
    heads = [node for node in source if node.id]
    return bool(heads) or role is not None or not any(node.has("n.group") for node in source)


def _is_unnamed(source: Sequence[Node], below: Sequence[Node]) -> bool:
    """Return whether the words are only "the group", which has been named before."""
    return any(node.has("n.group") for node in below) and not any(node.has("actor") for node in source)
