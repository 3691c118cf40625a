"""Words for somebody named before ("they", "the group", "الوزارة") -> the mention that they stand for.

They are held against what was named before by kind, number, gender and country, the nearest sentence first, and there
rather against its subject. Where two fit, nothing is resolved. What is resolved can be stood for in its turn, so that
each mention shows the one through which it was read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corrobora.codebook import actors_by_id
from corrobora.read.fold import fold
from corrobora.read.language import Language
from corrobora.read.national import country_of, force_of
from corrobora.read.node import Node
from corrobora.read.sentence import Sentence
from corrobora.types import Actor, Span

_NEAR, _FAR = 1, 15  # sentences back: for a pronoun, for "the group"
_PEOPLE, _BODY, _PERSON = "people", "body", "person"
_ONE, _MANY, _HIM, _HER = "as.one", "as.many", "as.masc", "as.fem"
_ACTING = frozenset(
    {"state", "government", "ministry", "office", "authority", "armed-forces", "security-forces", "police"}
    | {"armed-group", "coalition", "party", "international", _BODY}
)
_SINGLE = frozenset({"state", "government", "ministry", "court", "company", "agency", "outlet", _PERSON})
_ASIDE = frozenset({"at", "on", "with", "paren", "mark", "time"})


@dataclass(frozen=True, slots=True)
class Called:
    """What words say of whom they stand for: kinds of the codebook, one or many, him or her, country, the word itself."""

    kinds: frozenset[str]
    number: str | None
    gender: str | None
    country: str | None
    form: str
    reach: int


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Somebody whom a sentence names; people without a name have a key of their own and no name."""

    key: str
    span: Span
    kind: str
    name: str | None = None
    id: str | None = None
    country: str | None = None
    number: str | None = None
    gender: str | None = None
    forms: frozenset[str] = frozenset()
    subject: bool = False


class References:
    """Whom the sentences of one document name so far, looked up only when something stands for one of them."""

    def __init__(self, text: str, sentences: Sequence[Sentence], language: Language) -> None:
        self._text = text
        self._sentences = sentences
        self._language = language
        self._starts = [sentence.words[0].start for sentence in sentences]
        self._named: dict[int, list[Antecedent]] = {}

    def resolved(self, value: Actor, others: Collection[str] = ()) -> Actor:
        """Return an actor whose words stand for one named before under that name; any other as it is.

        It is none of `others`, the ids of those who are apart from it in the claim.
        """
        if value.id is not None or value.refers is not None:
            return value
        at = self._sentence(value.span)
        node = next((n for n in self._sentences[at].walk() if n.span == value.span), None)
        found = self.antecedent((node,), others) if node is not None else None
        if found is None:
            return value
        return replace(value, name=found.name, id=found.id, country=found.country, refers=found.span)

    def antecedent(self, nodes: Sequence[Node], others: Collection[str] = ()) -> Antecedent | None:
        """Return whom the nodes stand for, or null where they stand for nobody, or two fit."""
        called = self._called(nodes)
        if called is None:
            return None
        span = Span(nodes[0].start, nodes[-1].end)
        at = self._sentence(span)
        for index in range(at, max(-1, at - called.reach - 1), -1):
            before = [each for each in self._mentions(index) if each.span.end <= span.start]
            found = _only([each for each in before if _fits(each, called) and each.id not in others], called)
            if found is not None:
                if found.name is None:
                    return None
                self._mentions(at).append(replace(found, span=span, subject=self._subject(at).covers(span)))
                return found
        return None

    def _sentence(self, span: Span) -> int:
        return max(0, bisect_right(self._starts, span.start) - 1)

    def _called(self, nodes: Sequence[Node]) -> Called | None:
        """Return what words say of whom they stand for; null where they name somebody, or say which of several."""
        words = [word for node in nodes for word in node.walk() if not word.parts]
        heads = [word for word in words if word.family("ref")]
        if len(heads) != 1:
            return None
        (head,) = heads
        pronoun = head.has("pron") or head.has("that")
        defined = head.has("def") or any(word.has("as.the") for word in words)
        country = country_of(nodes[0], self._language.code)
        others = [word for word in words if word is not head and not word.has("as.the") and not word.has("as.such")]
        if not pronoun and (not defined or any(not self._is_demonym(word, country) for word in others)):
            return None
        kinds = frozenset(name[4:] for name in head.classes if name.startswith("ref."))
        number = _MANY if head.has("pl") else _first(words, _ONE, _MANY)
        gender = _first((head,), _HIM, _HER)
        return Called(kinds, number, gender, country, _bare(head.form), _NEAR if pronoun else _FAR)

    def _is_demonym(self, word: Node, country: str | None) -> bool:
        return country is not None and country_of(word, self._language.code) == country

    def _mentions(self, index: int) -> list[Antecedent]:
        found = self._named.get(index)
        if found is None:
            subject = self._subject(index)
            found = [
                each
                for node in self._sentences[index].nodes
                for each in self._below(node, subject=subject.covers(node.span))
            ]
            self._named[index] = found
        return found

    def _subject(self, index: int) -> Span:
        """Return what stands first in a sentence and may be its subject, with all that is listed with it."""
        row = self._sentences[index].nodes
        first = next((i for i, node in enumerate(row) if _may_be_subject(node)), None)
        if first is None:
            return Span(0, 0)
        last = first
        while last + 2 < len(row) and _joins(row[last + 1]) and _may_be_subject(row[last + 2]):
            last += 2
        return Span(row[first].start, row[last].end)

    def _below(self, node: Node, *, subject: bool) -> Iterator[Antecedent]:
        made = self._antecedent(node, subject=subject)
        if made is not None:
            yield made
        if made is None or made.kind in {_PERSON, _PEOPLE}:
            listed = bool(node.slots.get("item"))
            for part in node.parts if not node.has("at") else ():
                yield from self._below(part, subject=subject and (listed or part.id == node.id is not None))

    def _antecedent(self, node: Node, *, subject: bool) -> Antecedent | None:
        code = self._language.code
        id_ = None if node.slots.get("item") else node.id or force_of(node, code)
        entry = actors_by_id().get(id_ or "")
        words = [word for word in node.walk() if not word.parts]
        number, gender = _first(words, _ONE, _MANY), _first(words, _HIM, _HER)
        if entry is not None:
            names = (entry.names.get(code), entry.names["en"], self._text[node.start : node.end])
            forms = frozenset(_bare(word) for name in names if name for word in fold(name).split())
            number = _MANY if node.has("pl") else number or (_ONE if entry.kind in _SINGLE else None)
            return Antecedent(
                entry.id, node.span, entry.kind, names[0] or names[1], entry.id, entry.country or None,
                number, gender or self._gender(names[0]), forms, subject,
            )  # fmt: skip
        if node.has("person"):
            inside = node.slots.get("name", (node,))
            name = self._text[inside[0].start : inside[-1].end]
            return Antecedent(fold(name), node.span, _PERSON, name, number=_ONE, gender=gender, subject=subject)
        if ".name." in node.rule and node.rule != "ar.name.org-def" and (node.has("actor") or node.has("org")):
            name = self._text[node.start : node.end]
            forms = frozenset(_bare(word.form) for word in words)
            kind = node.family("kind") or _kind_shown(words)
            country = country_of(node, code)
            return Antecedent(fold(name), node.span, kind, name, None, country, number, gender, forms, subject)
        if node.has("ng") and (node.has("n.person") or node.has("n.fighter")) and not node.family("ref"):
            return Antecedent(str(node.span), node.span, _PEOPLE, number=number, gender=gender, subject=subject)
        return None

    def _gender(self, name: str | None) -> str | None:
        """Return the gender of a known name's first word, where the language's lexicon tells it."""
        entry = self._language.lexicon.entries.get((fold(name.split()[0]),)) if name else None
        return next((gender for gender in (_HIM, _HER) if entry is not None and gender in entry.classes), None)


def _may_be_subject(node: Node) -> bool:
    names = ("ng", "actor", "person", "org", "name", "place")
    return not node.classes & _ASIDE and (node.has("pron") or any(map(node.has, names)))


def _joins(node: Node) -> bool:
    return node.has("conj") or node.form == ","


def _only(fitting: Sequence[Antecedent], called: Called) -> Antecedent | None:
    """Return the last mention of the one who fits; of several, the one called so, or the subject, if it is one."""
    for each in (fitting, [f for f in fitting if called.form in f.forms], [f for f in fitting if f.subject]):
        if len({one.key for one in each}) == 1:
            return each[-1]
    return Antecedent("", Span(0, 0), "") if fitting else None


def _fits(each: Antecedent, called: Called) -> bool:
    if each.kind == _PEOPLE:
        fits = called.reach == _NEAR and called.number == _MANY
    else:
        fits = each.kind in called.kinds or (_BODY in called.kinds and each.kind in _ACTING)
    shown = [(each.country, called.country)]
    if called.reach == _NEAR:  # "the group" may be women, and several; "they" are not one
        shown += [(each.number, called.number), (each.gender, called.gender)]
    return fits and all(one is None or other is None or one == other for one, other in shown)


def _first(words: Iterable[Node], *classes: str) -> str | None:
    return next((name for word in words for name in classes if word.has(name)), None)


def _kind_shown(words: Iterable[Node]) -> str:
    return next((kind for word in words if (kind := word.family("ref")) is not None), _BODY)


def _bare(form: str) -> str:
    return form.removeprefix("ال")
