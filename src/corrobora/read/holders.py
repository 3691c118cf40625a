"""The nodes that name a speaker -> a holder, with name, role and organisation; and who spoke last."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from corrobora.codebook import actors_by_id, name_of
from corrobora.read.antecedents import Antecedent
from corrobora.read.fold import fold
from corrobora.read.language import Language
from corrobora.read.national import body_of
from corrobora.read.node import Node
from corrobora.read.references import References, bare_form
from corrobora.read.sentence import Sentence
from corrobora.types import Holder, Place, Span

_KEPT = 20  # of a speaker who was heard further back no reader thinks
_HUMAN = {"person", "role"}


class Holders:
    """The speakers of one document so far, for pronouns, "the group said", "the minister" and bare surnames."""

    def __init__(self, text: str, language: Language, references: References) -> None:
        self._text = text
        self._language = language
        self._references = references
        self.cased = language.script == "latin"  # where an office stands before a name
        self._heard: deque[Holder] = deque(maxlen=_KEPT)
        self._hearers: dict[Span, Holder] = {}
        self._surnames: dict[str, Holder | None] = {}

    def make(self, source: Sequence[Node]) -> Holder:
        """Return the holder that the nodes name."""
        words = self._text[source[0].start : source[-1].end]
        span = Span(source[0].start, source[0].start + len(words.rstrip(" ,،;")))
        below = [node for each in source for node in each.walk()]
        person = next((node for node in below if node.has("person")), None)
        told = source[0].has("n.tollword")  # "el último balance oficial" is no officer's
        role = next((n for n in below if n.has("n.role") and not n.parts and not (told and n.has("adj"))), None)
        known = [node for node in (*source, *below) if node.id]
        actor = next((node for node in known if not node.has("kind.state")), known[0] if known else None)
        if actor is not None and not (_is_named(source, role) and _speaks_itself(source, actor, role)):
            actor = None  # "a group close to Iran" is not Iran, nor is "Sudan TV" Sudan
        if actor is not None and actor is not source[0] and role is None and source[0].family("ref"):
            actor = self._body(source, actor)
        if person is None and actor is None:
            before = self._same_role(source, below, role) if role is not None else self._bearer(span)
            if before is not None:
                return self._again(before, span)
        meant = self._meant(source, below, role) if actor is None else None
        alone = person is None and role is None
        holder = Holder(
            text=span.of(self._text),
            span=span,
            name=self._name(person, actor) or (meant.name if meant is not None and alone else None),
            role=self._role(source, person, role),
            organisation=meant.name if meant is not None else self._organisation(person, role, actor, below),
            kind=meant.kind if meant is not None and alone else self._kind(person, actor, role, below),
            id=(actor.id if actor is not None else meant.id if meant is not None else None) if alone else None,
            refers=meant.span if meant is not None else None,
        )
        return self._hear(holder)

    def _body(self, source: Sequence[Node], actor: Node) -> Node | None:
        """Return the body that "the defence ministry of Mali" names, which is not Mali; null where it isn't known."""
        whole = Node(source[0].start, source[-1].end, source[0].classes, parts=tuple(source))
        known = actors_by_id().get(body_of(whole, self._language.code) or "")
        if known is None:
            return None if actor.has("kind.state") else actor
        return replace(whole, id=known.id, classes=frozenset({"actor", f"kind.{known.kind}"}))

    def previous(self, source: Sequence[Node]) -> Holder | None:
        """Return whoever spoke last, in the words that stand for them here ("he", "the officer") if there are any.

        A person is not "it", a ministry is not "she", and one is not "they": then it is who spoke before that, or none.
        """
        if not source:
            return self._heard[-1] if self._heard else None
        if any(node.has("as.latter") for node in source):
            return self._latter(source)
        before = next((each for each in reversed(self._heard) if _may_be(each, source)), None)
        span = Span(source[0].start, source[-1].end)
        return self._again(before, span) if before is not None else self._unheard(source, span)

    def _unheard(self, source: Sequence[Node], span: Span) -> Holder | None:
        """Return whom a pronoun stands for who hasn't spoken yet: "accused the army, which, it says, did nothing"."""
        found = self._references.antecedent(source, unnamed=True)
        if found is None:
            return None
        name = found.name or found.span.of(self._text)
        return self._hear(Holder(span.of(self._text), span, name=name, kind=found.kind, id=found.id, refers=found.span))

    def _latter(self, source: Sequence[Node]) -> Holder | None:
        """Return whoever was named last ("celui-ci"): perhaps somebody who hasn't spoken yet."""
        found = self._references.antecedent(source)
        span = Span(source[0].start, source[-1].end)
        if found is None or found.name is None:
            before = next((each for each in reversed(self._heard) if _may_be(each, source)), None)
            her = any(node.has("as.fem") for node in source)
            return None if before is None or her else self._again(before, span)
        known = next((each for each in reversed(self._heard) if found.name in {each.name, each.id}), None)
        if known is not None:
            return self._again(known, span)
        kind = found.kind
        return self._hear(Holder(span.of(self._text), span, name=found.name, kind=kind, id=found.id, refers=found.span))

    @contextmanager
    def quoting(self, quoted: bool) -> Iterator[None]:  # noqa: FBT001
        """Forget whoever is heard in a quotation in a mere pronoun: who "adds" behind it is he who is quoted."""
        heard = tuple(self._heard) if quoted else None
        yield
        if heard is not None:
            self._heard = deque(heard, maxlen=_KEPT)

    def itself(self, source: Sequence[Node]) -> Holder:
        """Return "we" as a document says it of whoever issues it, which is nobody who spoke in it before."""
        span = Span(source[0].start, source[-1].end)
        return Holder(span.of(self._text), span)

    def again(self, holder: Holder, nodes: Sequence[Node]) -> Holder:
        """Return a holder in the words that stand for him: "the mayor, who said that", in "who"."""
        return self._again(holder, Span(nodes[0].start, nodes[-1].end))

    def heard_last(self, holder: Holder) -> None:
        """Remember that a holder, and not whoever was told, spoke last."""
        self._heard.append(holder)

    def spoke_to(self, holder: Holder, outlet: Holder) -> None:
        """Remember the outlet that a holder spoke to."""
        self._hearers[holder.refers or holder.span] = outlet

    def heard_by(self, holder: Holder) -> tuple[Holder, ...]:
        """Return the outlet that one spoke to before: what "the official" adds, he told AFP too."""
        outlet = self._hearers.get(holder.refers) if holder.refers is not None else None
        return (outlet,) if outlet is not None else ()

    def pass_sentence(self, sentence: Sentence, *, spoke: bool) -> None:
        """Remember whom a sentence begins with where nobody speaks in it."""
        first = next((n for n in sentence.nodes[:3] if n.has("person") or (n.has("ng") and n.has("n.role"))), None)
        if first is not None and not spoke:
            self.make((first,))

    def _hear(self, holder: Holder) -> Holder:
        self._heard.append(holder)
        if holder.id is not None and holder.refers is None:
            self._references.note(holder.span, holder.id)
        if holder.kind == "person" and holder.name and holder.refers is None:
            surname = fold(holder.name).split()[-1]
            known = self._surnames.setdefault(surname, holder)
            if known is not None and fold(known.name or "") != fold(holder.name):
                self._surnames[surname] = None  # two of that name
        return holder

    def _again(self, before: Holder, span: Span) -> Holder:
        """Return one who was heard before, in the words that stand for him here."""
        name = before.name or before.text
        return self._hear(replace(before, text=span.of(self._text), span=span, name=name, refers=before.span))

    def _bearer(self, span: Span) -> Holder | None:
        """Return the person whose full name was given before, and who is called by the last word of it."""
        surname = fold(span.of(self._text))
        if " " not in surname and surname not in self._surnames:
            whole = self._references.full_name(span)
            self._surnames[surname] = (
                Holder(whole.of(self._text), whole, whole.of(self._text), kind="person") if whole else None
            )
        return self._surnames.get(surname)

    def _same_role(self, source: Sequence[Node], below: Sequence[Node], role: Node) -> Holder | None:
        """Return who is meant by "the officer" or "the same source": a role with a definite article, heard before."""
        same = any(node.has("same") for node in below)
        if same and self._heard:
            return self._heard[-1]
        if not (source[0].has("def") or role.has("def")) or any(node.has("n.org") for node in source[0].walk()):
            return None
        if any(node.has("of-there") for node in below):
            return None  # "the local governor", of the place told last: no other's
        word = bare_form(self._text[role.start : role.end])
        if self._heard and self._heard[-1].role and role.has("n.any"):
            return self._heard[-1]
        alike = [each for each in self._heard if word in map(bare_form, (each.role or "").split())]
        if not alike or (alike[-1] is not self._heard[-1] and len({each.name or each.text for each in alike}) > 1):
            return None  # two ministers, and another spoke last
        return alike[-1]

    def _meant(self, source: Sequence[Node], below: Sequence[Node], role: Node | None) -> Antecedent | None:
        """Return the body for which "the group" stands, or the body of a role ("the group's spokesman")."""
        if role is None:
            found = self._references.antecedent(source)
            return found if found is not None and found.name else None
        bodies = (node for node in below if node.has("n.org") and node.family("ref") and not node.has("n.role"))
        body = next(bodies, None)
        if body is None or any(node.has("one") for node in below):
            return None
        return self._references.antecedent((body,), defined=True)

    def _name(self, person: Node | None, actor: Node | None) -> str | None:
        if person is not None:
            name = person.slots.get("name", (person,))
            return self._text[name[0].start : name[-1].end]
        entry = actors_by_id().get(actor.id or "") if actor is not None else None
        return name_of(entry, self._language.code) if entry is not None else None

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


def _may_be(holder: Holder, source: Sequence[Node]) -> bool:
    """Return whether a pronoun may stand for a speaker, by what it says of whom it stands for."""
    words = [word for node in source for word in node.walk() if word.family("ref")]
    if not words:
        return True
    human = holder.kind in _HUMAN
    if any(word.has("as.many") for word in words):
        return holder.kind != "person"
    return not words or any(word.has("ref.person") if human else word.has("ref.body") for word in words)


def _speaks_itself(source: Sequence[Node], actor: Node, role: Node | None) -> bool:
    """Return whether an actor speaks: no paper that bears the name of a country, nobody who only lives in a capital."""
    if actor.has("kind.state") and any(node.has("n.media") for node in source):
        return False
    first = source[0]
    lives_there = isinstance(actor.value, Place) and actor is not first and first.has("ng") and not first.has("n.org")
    return not lives_there or (role is not None and actor.has("kind.state"))


def _is_named(source: Sequence[Node], role: Node | None) -> bool:
    """Return whether an actor inside the words for a speaker is that speaker or the body of its role."""
    heads = [node for node in source if node.id]
    return bool(heads) or role is not None or not any(node.has("n.group") for node in source)
