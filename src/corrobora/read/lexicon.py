"""Words -> classes, from a language's TSV lexicons, its inflections and the names of the codebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from corrobora.errors import DataError
from corrobora.read.fold import fold
from corrobora.tsv import rows


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word or phrase is: its classes, and the id of what it names. `cased` entries match as written only."""

    classes: frozenset[str]
    id: str | None = None
    cased: bool = False


@dataclass(frozen=True, slots=True)
class Inflection:
    """One form of a paradigm: which of the given stems, what to cut and add at both ends, what the form is."""

    part: int
    cut_front: str
    add_front: str
    cut_back: str
    add_back: str
    features: frozenset[str]

    def apply(self, parts: list[str]) -> str | None:
        """Return the inflected form, or null where this stem isn't given or doesn't fit.

        >>> Inflection(1, "", "", "er", "é", frozenset({"pp"})).apply(["attaquer"])
        'attaqué'
        """
        if self.part > len(parts):
            return None
        stem = parts[self.part - 1]
        if not stem.endswith(self.cut_back) or not stem.startswith(self.cut_front):
            return None
        return self.add_front + stem[len(self.cut_front) : len(stem) - len(self.cut_back)] + self.add_back


class Branch(dict[str, "Branch"]):
    """The words that may follow in a phrase; `entry` is what the phrase is that ends here."""

    __slots__ = ("entry",)

    def __init__(self) -> None:
        super().__init__()
        self.entry: Entry | None = None


@dataclass(slots=True)
class Lexicon:
    """Forms, one or several words long, and what they are; `phrases` has those of several, word behind word.

    `firsts` are the words that an entry begins with.
    """

    entries: dict[tuple[str, ...], Entry] = field(default_factory=dict)
    cased: dict[str, Entry] = field(default_factory=dict)
    phrases: Branch = field(default_factory=Branch)
    firsts: set[str] = field(default_factory=set)

    @classmethod
    def made_of(cls, entries: dict[tuple[str, ...], Entry], cased: dict[str, Entry]) -> Lexicon:
        """Return the lexicon that has these entries, and these cased words."""
        out = cls(entries, cased, firsts={*(forms[0] for forms in entries), *map(fold, cased)})
        for forms, entry in entries.items():
            if len(forms) > 1:
                out._grow(forms, entry)
        return out

    def add(self, forms: tuple[str, ...], entry: Entry) -> None:
        """Add `entry` under folded `forms`, or a cased word; what stands there already is joined with it."""
        if entry.cased:
            (word,) = forms
            self.firsts.add(fold(word))
            self.cased[word] = _joined(self.cased.get(word), entry)
            return
        self.firsts.add(forms[0])
        entry = self.entries[forms] = _joined(self.entries.get(forms), entry)
        if len(forms) > 1:
            self._grow(forms, entry)

    def _grow(self, forms: tuple[str, ...], entry: Entry) -> None:
        branch = self.phrases
        for form in forms:
            branch = branch.get(form) or branch.setdefault(form, Branch())
        branch.entry = entry

    def knows(self, form: str) -> bool:
        """Return whether `form` stands in the lexicon by itself."""
        return (form,) in self.entries


def _joined(old: Entry | None, new: Entry) -> Entry:
    return Entry(old.classes | new.classes, old.id or new.id, new.cased) if old is not None else new


def read_inflections(name: str, lines: Iterable[str]) -> dict[str, list[Inflection]]:
    r"""Return the paradigms of a language, from TSV lines.

    Columns: `paradigm part cut_front add_front cut_back add_back features`.

    >>> read_inflections("x.tsv", ["er\t1\t\t\ter\té\tpp"])["er"][0].add_back
    'é'
    """
    out: dict[str, list[Inflection]] = {}
    for number, cells in rows(name, lines, 7):
        if not cells[1].isdigit():
            raise DataError(f"{name}:{number}: the second column must be the number of a stem, not {cells[1]!r}")
        stem, cut_front, add_front, cut_back, add_back, features = cells[1:]
        inflection = Inflection(int(stem), cut_front, add_front, cut_back, add_back, frozenset(features.split()))
        out.setdefault(cells[0], []).append(inflection)
    return out


def forms_of(
    name: str, lines: Iterable[str], paradigms: dict[str, list[Inflection]]
) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield every form of a lexicon file with its classes, from TSV lines `word classes paradigm source`.

    A word with several stems gives them as `stem|stem`; without a paradigm each stands as it is.
    """
    known: dict[str, frozenset[str]] = {}
    inflected: dict[tuple[str, frozenset[str]], frozenset[str]] = {}
    for number, (word, classes, paradigm, source) in rows(name, lines, 4):
        if not source or not classes:
            raise DataError(f"{name}:{number}: {word!r} lacks its classes or its source")
        parts = word.split("|")
        own = known.get(classes) or known.setdefault(classes, frozenset(classes.split()))
        if not paradigm:
            for part in parts:
                yield part, own
            continue
        for each in paradigm.split():
            if each not in paradigms:
                raise DataError(f"{name}:{number}: no paradigm {each!r} in inflections.tsv")
            for inflection in paradigms[each]:
                form = inflection.apply(parts)
                if form is not None:
                    key = classes, inflection.features
                    yield form, inflected.get(key) or inflected.setdefault(key, own | inflection.features)
