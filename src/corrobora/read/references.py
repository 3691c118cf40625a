"""Words for somebody named before ("they", "the group", "الوزارة") -> the mention that they stand for.

They are held against what was named before by kind, number, gender and country, the nearest sentence first, and there
rather against its subject. Where two fit, nothing is resolved. What is resolved can be stood for in its turn, so that
each mention shows the one through which it was read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

from corrobora.codebook import actors_by_id, name_of, own_name
from corrobora.read.antecedents import (
    ACTING,
    BODY,
    FAR,
    MANY,
    NEAR,
    ONE,
    PEOPLE,
    PERSON,
    Antecedent,
    Called,
    called_by_owner,
    fits,
    only,
)
from corrobora.read.fold import fold
from corrobora.read.language import Language
from corrobora.read.national import body_of, country_of, occupier_of
from corrobora.read.node import Node
from corrobora.read.sentence import Sentence
from corrobora.types import Actor, Place, Span

_HIM, _HER = "as.masc", "as.fem"
_SINGLE = frozenset({"state", "government", "ministry", "court", "company", "agency", "outlet", PERSON})
_NUMBER, _GENDER = (ONE, MANY), (_HIM, _HER)
_HUMAN, _UNNAMED = frozenset({PERSON, PEOPLE}), frozenset({"n.person", "n.fighter"})
_LINKED, _EMPTY = frozenset({"as.linked", "link"}), frozenset({"as.the", "as.such"})
_NAME = frozenset({"cap", "word", "n.given", "initial", "noun"})
_SUBJECTS = frozenset({"pron", "ng", "actor", "person", "org", "name", "place"})
_ASIDE = frozenset({"at", "on", "with", "paren", "mark", "time"})
_LINKS = 100  # of "the army", which stands for "the army" before it: no article has so many between two names


class References:
    """Whom the sentences of one document name so far, looked up only when something stands for one of them."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        language: Language,
        own: dict[int, list[Antecedent]] | None = None,
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._language = language
        self._own: dict[int, list[Antecedent]] = own if own is not None else {}
        self._starts = [sentence.words[0].start for sentence in sentences]
        self._known: dict[int, list[Antecedent]] = {}
        self._noted: dict[int, list[tuple[Span, str]]] = {}
        self._nameless: set[tuple[Span, frozenset[str]]] = set()  # for whom nobody was found that has a name

    def afresh(self) -> References:
        """Return the same before anything was resolved; whom each sentence names by itself is looked up once."""
        return References(self._text, self._sentences, self._language, self._own)

    def resolved(self, value: Actor, others: Collection[str] = ()) -> Actor:
        """Return an actor whose words stand for one named before under that name; any other as it is.

        It is none of `others`, the ids of those who are apart from it in the claim.
        """
        if value.id is not None or value.refers is not None:
            return value
        node = self._node(value.span)
        found = self.antecedent((node,), others, unnamed=True) if node is not None else None
        if found is None:
            occupies = node is not None and any(word.has("occupier") for word in node.leaves())
            return self._as_occupier(value) if occupies else value
        name = found.name or self._text[found.span.start : found.span.end]  # "they", who were called "the gunmen"
        return replace(value, name=name, id=found.id, country=found.country, refers=found.span)

    def _node(self, span: Span) -> Node | None:
        row = self._sentences[self.sentence_at(span)].nodes
        tops = (top for top in row if top.start <= span.start and span.end <= top.end)
        return next((node for top in tops for node in top.walk() if node.span == span), None)

    def _as_occupier(self, value: Actor) -> Actor:
        """Return "the occupation forces" as the army that they are where the article plays, where that is one."""
        entry = actors_by_id().get(self._occupier or "")
        if entry is None:
            return value
        return replace(value, name=name_of(entry, self._language.code), id=entry.id, country=entry.country or None)

    @cached_property
    def _occupier(self) -> str | None:
        places = (node.value for sentence in self._sentences for node in sentence.walk())
        return occupier_of({place.country for place in places if isinstance(place, Place) and place.country})

    def antecedent(
        self,
        nodes: Sequence[Node],
        others: Collection[str] = (),
        *,
        defined: bool = False,
        unnamed: bool = False,
        links: int = _LINKS,
    ) -> Antecedent | None:
        """Return whom the nodes stand for, or null where they stand for nobody, or two fit.

        `defined` says that they are known to be, though their article stands elsewhere ("the group's spokesman");
        `unnamed` asks for people without a name too; `links` is how many more may stand for each other.
        """
        called = self._called(nodes, defined=defined)
        if called is None:
            return None
        span = Span(nodes[0].start, nodes[-1].end)
        at, start = self.sentence_at(span), span.start
        for index in range(at, max(-1, at - called.reach - 1), -1):
            before = self._mentions(index)
            if index == at:
                before = [each for each in before if each.span.end <= start]
            fitting = [each for each in before if fits(each, called) and each.id not in others]
            found = only(fitting, called) if fitting else None
            if found is not None:
                named = self._named(found, others, links)
                if named is None:
                    return found if unnamed and found.key else None
                self._remember(named._replace(span=span, subject=self._subject(at).covers(span)), at)
                return named
        return None

    def _named(self, found: Antecedent, others: Collection[str], links: int) -> Antecedent | None:
        """Return somebody with a name, or whom "the army", which has none here, stands for in its turn."""
        if found.name is not None or found.kind in {PEOPLE, ""}:
            return found if found.name is not None else None
        asked = (found.span, frozenset(others))
        if not links or asked in self._nameless:
            return None
        node = self._node(found.span)
        named = self.antecedent((node,), others, links=links - 1) if node is not None else None
        if named is None:
            self._nameless.add(asked)
        return named

    def _remember(self, found: Antecedent, index: int) -> None:
        """Add a mention to a sentence, in place of what these words are called where nobody is known by them."""
        self._nameless.clear()
        self._mentions(index)[:] = [each for each in self._mentions(index) if each.span != found.span or each.name]
        self._mentions(index).append(found)

    def note(self, span: Span, id_: str) -> None:
        """Remember that the words at `span` name a body of the codebook, where its name is made of several groups."""
        self._nameless.clear()
        at = self.sentence_at(span)
        self._noted.setdefault(at, []).append((span, id_))

    def _add_noted(self, index: int, found: list[Antecedent]) -> None:
        """Add the bodies that were noted in a sentence to those whom it names otherwise."""
        for span, id_ in self._noted.pop(index, ()):
            if all(each.key != id_ for each in found):
                entry = actors_by_id()[id_]
                name = name_of(entry, self._language.code)
                subject = self._subject(index).start == span.start
                country = entry.country or None
                found.append(Antecedent(id_, span, entry.kind, name, id_, country, forms=_forms(name), subject=subject))

    def full_name(self, span: Span) -> Span | None:
        """Return where a name of several words was given before that ends in the one at `span`, as a person's does."""
        at = self.sentence_at(span)
        form = next((word.form for word in self._sentences[at].words if word.start == span.start), None)
        for index, last in self._capitals.get(form or "", ()):
            words = self._sentences[index].words
            first = last
            while first and _may_be_given(words[first - 1]):
                first -= 1
            if first < last:
                return Span(words[first].start, words[last].end) if index < at else None
        return None

    @cached_property
    def _capitals(self) -> Mapping[str, list[tuple[int, int]]]:
        """Return where each form is written with a capital behind another word: number of sentence and word."""
        out: dict[str, list[tuple[int, int]]] = {}
        for index, sentence in enumerate(self._sentences):
            for last, word in enumerate(sentence.words):
                if last and "cap" in word.classes:
                    out.setdefault(word.form, []).append((index, last))
        return out

    def sentence_at(self, span: Span) -> int:
        """Return the number of the sentence in which words stand."""
        return max(0, bisect_right(self._starts, span.start) - 1)

    def _called(self, nodes: Sequence[Node], *, defined: bool) -> Called | None:
        """Return what words say of whom they stand for; null where they name somebody, or say which of several."""
        words = [word for node in nodes for word in node.leaves()]
        owner = called_by_owner(words)
        if owner is not None:
            return owner
        head = next((word for word in words if _refers(word.classes)), None)
        if head is None:
            return None
        pronoun = head.has("pron") or head.has("that")
        defined = defined or head.has("def") or any(word.has("as.the") for word in words)
        country = country_of(nodes[0], self._language.code)
        linked = next((i for i, word in enumerate(words) if word.classes & _LINKED), len(words))
        others = [word for word in words[:linked] if word is not head and not word.classes & _EMPTY]
        if not pronoun and (not defined or any(not self._tells_nothing(word, country) for word in others)):
            return None
        apart = frozenset(word.id for word in words if word.id)
        kinds = frozenset(name[4:] for name in head.classes if name.startswith("ref."))
        number = MANY if head.has("pl") else _first(words, _NUMBER)
        gender = _first((head,), _GENDER)
        return Called(
            kinds, number, gender, country, _bare(head.form), NEAR if pronoun else FAR, apart, head.has("as.latter")
        )

    def _tells_nothing(self, word: Node, country: str | None) -> bool:
        """Return whether a word beside "the group" leaves open which: of its country, or to whom it is linked."""
        linked = self._language.lexicon.entries.get((word.form.rpartition("-")[2],)) if "-" in word.form else None
        if linked is not None and "as.linked" in linked.classes:
            return True
        return country is not None and country_of(word, self._language.code) == country

    def _mentions(self, index: int) -> list[Antecedent]:
        found = self._known.get(index)
        if found is None:
            if index not in self._own:
                self._own[index] = self._named_in(index)
            found = self._known[index] = self._own[index].copy()
        if index in self._noted:
            self._add_noted(index, found)
        return found

    def _named_in(self, index: int) -> list[Antecedent]:
        found: list[Antecedent] = []
        first, last = self._subject(index)
        row = self._sentences[index].nodes
        for node in row:
            if node.parts or node.id is not None:
                self._add_named(node, found, subject=first <= node.start and node.end <= last)
        begins = next((node for node in row if node.has("n.event") or node.span == (first, last)), None)
        return [*found, *_unnamed_body(begins)] if begins is not None else found

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

    def _add_named(self, node: Node, found: list[Antecedent], *, subject: bool) -> None:
        """Add whom a group, or a name, means, or else whom its parts do."""
        made = self._antecedent(node, subject=subject)
        if made is not None:
            found.append(made)
            if made.kind not in _HUMAN:
                return
        if not node.parts or node.has("at"):
            return
        listed = "item" in node.slots
        for part in node.parts:
            if part.parts or part.id is not None:
                self._add_named(part, found, subject=subject and (listed or part.id == node.id is not None))

    def _antecedent(self, node: Node, *, subject: bool) -> Antecedent | None:
        code = self._language.code
        id_ = None if node.slots.get("item") else node.id or body_of(node, code)
        entry = actors_by_id().get(id_) if id_ is not None else None
        if entry is None and not (_is_somebody(node.classes) or _is_proper(node)):
            return None
        words = node.leaves()
        number, gender = _first(words, _NUMBER), _first(words, _GENDER)
        if entry is not None:
            names = (own_name(entry, code), entry.names["en"], self._text[node.start : node.end])
            forms = frozenset[str]().union(*(_forms(name) for name in names if name))
            number = MANY if node.has("pl") else number or (ONE if entry.kind in _SINGLE else None)
            return Antecedent(
                entry.id, node.span, entry.kind, names[0] or names[1], entry.id, entry.country or None,
                number, gender or self._gender(names[0]), forms, subject,
            )  # fmt: skip
        if node.has("person"):
            inside = node.slots.get("name", (node,))
            name = self._text[inside[0].start : inside[-1].end]
            return Antecedent(fold(name), node.span, PERSON, name, number=ONE, gender=gender, subject=subject)
        if _is_proper(node):
            name = self._text[node.start : node.end]
            forms = frozenset(_bare(word.form) for word in words)
            kind = node.family("kind") or _kind_shown(words)
            country = country_of(node, code)
            return Antecedent(fold(name), node.span, kind, name, None, country, number, gender, forms, subject)
        several = node.has("counted") and not node.has("one")  # "une dizaine d'hommes"
        number, gender = (MANY, None) if several else (number, gender)
        return Antecedent(str(node.span), node.span, PEOPLE, number=number, gender=gender, subject=subject)

    def _gender(self, name: str | None) -> str | None:
        """Return the gender of a known name's first word, where the language's lexicon tells it."""
        entry = self._language.lexicon.entries.get((_first_form(name),)) if name else None
        return next((gender for gender in (_HIM, _HER) if entry is not None and gender in entry.classes), None)


@lru_cache(maxsize=1 << 14)
def _refers(classes: frozenset[str]) -> bool:
    return any(name.startswith("ref.") for name in classes)


@lru_cache(maxsize=1 << 14)
def _is_somebody(classes: frozenset[str]) -> bool:
    """Return whether a group of these classes is a person, or people without a name ("rebels", not "the rebels")."""
    new = not _refers(classes) or "def" not in classes
    people = "ng" in classes and not classes.isdisjoint(_UNNAMED) and new
    return "person" in classes or people


def _unnamed_body(node: Node) -> list[Antecedent]:
    """Return the body that a sentence begins with, called "the army" and no more, so that "it" may stand for it."""
    words = node.leaves()
    head = next((word for word in words if word.family("ref") in ACTING), None)
    if (
        head is None
        or node.id
        or not node.has("ng")
        or any(word is not head and not word.has("as.the") for word in words)
    ):
        return []
    number, gender = _first(words, _NUMBER), _first(words, _GENDER)
    return [Antecedent(str(node.span), node.span, _kind_shown(words), number=number, gender=gender, subject=True)]


def _is_proper(node: Node) -> bool:
    """Return whether a rule took words for the name of a body, or they name a unit by its number."""
    named = ".name." in node.rule and node.rule != "ar.name.org-def" and (node.has("actor") or node.has("org"))
    return named or (node.has("n.unit") and node.has("ordinal"))


def _may_be_given(word: Node) -> bool:
    """Return whether a word is written as a name and is nothing else that the lexicon knows."""
    return word.has("cap") and word.classes <= _NAME


def _may_be_subject(node: Node) -> bool:
    return _ASIDE.isdisjoint(node.classes) and not _SUBJECTS.isdisjoint(node.classes)


def _joins(node: Node) -> bool:
    return node.has("conj") or node.form == ","


def _first(words: Iterable[Node], classes: Sequence[str]) -> str | None:
    for word in words:
        for name in classes:
            if name in word.classes:
                return name
    return None


def _kind_shown(words: Iterable[Node]) -> str:
    return next((kind for word in words if (kind := word.family("ref")) is not None), BODY)


@lru_cache(maxsize=1 << 13)
def _forms(name: str) -> frozenset[str]:
    """Return the words of a name, folded and without their article."""
    return frozenset([_bare(word) for word in fold(name).split()])


@lru_cache(maxsize=1 << 13)
def _first_form(name: str) -> str:
    return fold(name.split(maxsplit=1)[0])


def bare_form(word: str) -> str:
    """Return a word as lexicons have it, without its article: "المسؤول" is the "مسؤول" of before."""
    return _bare(fold(word))


def _bare(form: str) -> str:
    return form.removeprefix("ال")
