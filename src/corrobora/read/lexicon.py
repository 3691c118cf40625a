"""Words -> classes, from a language's TSV lexicons, its inflections and the names of the codebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from corrobora.errors import DataError
from corrobora.read.fold import fold
from corrobora.read.node import Node
from corrobora.read.tokens import Token

_YEAR_DIGITS = 4
_FIRST_YEAR, _LAST_YEAR = 1000, 2199
_LAST_DAY = 31
_CENTURY = 100
_SHORTEST_JOINED = 4  # letters
_PARTS_OFF = frozenset({"cardinal", "joins-numbers", "parts-off"})

_SHORTEST = 2  # letters that must remain of a word whose prefix is split off


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
        if not stem.startswith(self.cut_front) or not stem.endswith(self.cut_back):
            return None
        return self.add_front + stem[len(self.cut_front) : len(stem) - len(self.cut_back)] + self.add_back


@dataclass(slots=True)
class Lexicon:
    """Forms, one or several words long, and what they are."""

    entries: dict[tuple[str, ...], Entry] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)
    cased: dict[tuple[str, ...], Entry] = field(default_factory=dict)

    def add(self, forms: tuple[str, ...], entry: Entry) -> None:
        """Add `entry` under `forms`; what stands there already is joined with it."""
        table = self.cased if entry.cased else self.entries
        old = table.get(forms)
        if old is not None:
            entry = Entry(old.classes | entry.classes, old.id or entry.id, entry.cased)
        table[forms] = entry
        first = fold(forms[0])
        self.longest[first] = max(len(forms), self.longest.get(first, 0))

    def knows(self, form: str) -> bool:
        """Return whether `form` stands in the lexicon by itself."""
        return (form,) in self.entries


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


def rows(name: str, lines: Iterable[str], columns: int) -> Iterator[tuple[int, list[str]]]:
    r"""Yield line number and cells of each row of a TSV file that is neither empty nor a comment.

    >>> list(rows("x.tsv", ["# note", "a\tb"], 2))
    [(2, ['a', 'b'])]
    """
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.rstrip("\n").split("\t")]
        if len(cells) != columns:
            raise DataError(f"{name}:{number}: {columns} columns are wanted, {len(cells)} stand there")
        yield number, cells


def forms_of(
    name: str, lines: Iterable[str], paradigms: dict[str, list[Inflection]]
) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield every form of a lexicon file with its classes, from TSV lines `word classes paradigm source`.

    A word with several stems gives them as `stem|stem`; without a paradigm each stands as it is.
    """
    for number, (word, classes, paradigm, source) in rows(name, lines, 4):
        if not source or not classes:
            raise DataError(f"{name}:{number}: {word!r} lacks its classes or its source")
        parts = word.split("|")
        own = frozenset(classes.split())
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
                    yield form, own | inflection.features


@dataclass(frozen=True, slots=True)
class Affixes:
    """What may be written with a word: prefixes that become words of their own, an article, possessive endings.

    `guesses` are endings of lower-case words that nothing else is known of, and the classes that they show. Such a word
    that begins with `conjunction` has it split off, unless a letter of `unjoined` follows.
    """

    prefixes: tuple[str, ...] = ()
    article: str = ""
    suffixes: tuple[tuple[str, str], ...] = ()
    guesses: tuple[tuple[str, frozenset[str]], ...] = ()
    finite: frozenset[str] = frozenset()
    conjunction: str = ""
    unjoined: frozenset[str] = frozenset()


def tag(text: str, tokens: list[Token], lexicon: Lexicon, affixes: Affixes) -> list[Node]:
    """Return the tokens as nodes with their lexical classes; phrases of the lexicon become one node."""
    nodes: list[Node] = []
    pieces = [piece for token in tokens for piece in _split(text, token, lexicon, affixes)]
    index = 0
    while index < len(pieces):
        length, entry = _longest(text, pieces, index, lexicon, affixes)
        run = pieces[index : index + length]
        classes = _shapes(run)
        if entry is not None:
            classes |= entry.classes
        elif length == 1:
            classes |= _with_affixes(text, run[0], lexicon, affixes) or _guess(run[0], affixes)
        form = " ".join(piece.form for piece in run)
        nodes.append(Node(run[0].start, run[-1].end, frozenset(classes), form, id=entry.id if entry else None))
        index += length
    return nodes


def _shapes(run: list[Token]) -> set[str]:
    plain = {"lower", "title", "upper"}
    if len(run) > 1:  # "444th Brigade" counts nothing
        plain |= {"number", "ordinal"}
    shapes = {"word" if token.shape in plain else token.shape for token in run}
    if run[0].shape in {"title", "upper"}:
        shapes.add("cap")
    if run[0].shape not in plain and run[0].shape in {"number", "ordinal"}:
        shapes |= _readings(run[0])
    return shapes


def _readings(token: Token) -> set[str]:
    """Return what a number in digits may be besides a count: a day of a month, a year; `decimal` where it is broken."""
    if not token.form.isdecimal():
        return {"decimal"}
    value = int(token.form) if len(token.form) <= _YEAR_DIGITS else 0
    day = {"like.day"} if 1 <= value <= _LAST_DAY else set()
    is_year = _FIRST_YEAR <= value <= _LAST_YEAR and token.end - token.start == _YEAR_DIGITS
    short = {"like.short-year"} if _LAST_DAY < value < _CENTURY else set()
    return day | short | ({"like.year"} if is_year else set())


def _longest(
    text: str, pieces: list[Token], index: int, lexicon: Lexicon, affixes: Affixes
) -> tuple[int, Entry | None]:
    first = pieces[index].form
    limit = max(lexicon.longest.get(first, 0), lexicon.longest.get(_without_article(first, affixes), 0))
    for length in range(min(limit, len(pieces) - index), 0, -1):
        run = pieces[index : index + length]
        key = tuple(piece.form for piece in run)
        written = tuple(text[piece.start : piece.end] for piece in run)
        entry = lexicon.cased.get(written) or lexicon.entries.get(key)
        if entry is not None:
            return length, entry
        bare = tuple(_without_article(form, affixes) for form in key)
        if length > 1 and bare != key and bare in lexicon.entries:
            found = lexicon.entries[bare]
            return length, Entry(found.classes | {"def"}, found.id)
    return 1, None


def _without_article(form: str, affixes: Affixes) -> str:
    return form.removeprefix(affixes.article) if len(form) > len(affixes.article) + 2 else form


def _with_affixes(text: str, token: Token, lexicon: Lexicon, affixes: Affixes) -> frozenset[str]:
    """Return the classes of an unknown form once its article or possessive ending is taken off.

    An ending must stand there as written: the ة of إعادة is folded like the ه of قصفه and is none.
    """
    marked = text[token.start : token.end].endswith("ة")
    for bare, mark in _bare(token.form, affixes):
        if marked and mark == "poss":
            continue
        entry = lexicon.entries.get((bare,))
        if entry is not None and not (mark == "def" and _is_finite(entry, affixes)):
            return entry.classes | {mark}
    return frozenset()


def _is_finite(entry: Entry, affixes: Affixes) -> bool:
    """Return whether a word is a form of a verb and nothing else, so that no article can stand before it."""
    return bool(entry.classes & affixes.finite) and not entry.classes & {"noun", "adj"}


def _guess(token: Token, affixes: Affixes) -> frozenset[str]:
    """Return what an unknown word shows by itself: its article, and what its ending suggests."""
    if token.shape != "lower":
        return frozenset()
    classes = next((classes for ending, classes in affixes.guesses if token.form.endswith(ending)), frozenset[str]())
    has_article = affixes.article and _without_article(token.form, affixes) != token.form
    return classes | {"new", "def"} if has_article else classes | {"new"}


def _bare(form: str, affixes: Affixes) -> Iterator[tuple[str, str]]:
    if affixes.article and form.startswith(affixes.article):
        yield form[len(affixes.article) :], "def"
    for ending, instead in affixes.suffixes:
        if form.endswith(ending) and len(form) > len(ending) + 2:
            yield form[: -len(ending)] + instead, "poss"


def _known(form: str, lexicon: Lexicon, affixes: Affixes) -> bool:
    return (
        lexicon.knows(form)
        or form in lexicon.longest
        or any(lexicon.knows(bare) or bare in lexicon.longest for bare, _ in _bare(form, affixes))
    )


def _split(
    text: str, token: Token, lexicon: Lexicon, affixes: Affixes, prefixes: tuple[str, ...] | None = None
) -> list[Token]:
    """Return the token with its written-on prefixes split off, where what remains is known or has the article.

    Prefixes stand in the order in which the orthography lists them: a conjunction never follows a preposition.
    """
    if "-" in token.form and not _known(token.form, lexicon, affixes):
        return _split_hyphens(text, token, lexicon)
    prefixes = affixes.prefixes if prefixes is None else prefixes
    if not prefixes or token.shape != "lower" or _known(token.form, lexicon, affixes):
        return [token]
    for index, prefix in enumerate(prefixes):
        rest = token.form[len(prefix) :]
        if not token.form.startswith(prefix) or len(rest) < _SHORTEST:
            continue
        if affixes.article and rest[:1] == affixes.article[-1:] and prefix == affixes.article[-1:]:
            rest = affixes.article[:-1] + rest  # the article is contracted after this preposition
        tail = Token(token.start, token.end, rest, "lower")
        inner = _split(text, tail, lexicon, affixes, prefixes[index + 1 :])
        has_article = rest.startswith(affixes.article) and len(rest) > len(affixes.article) + 2
        if len(inner) > 1 or has_article or _known(rest, lexicon, affixes):
            cut = _offset(text, token, len(prefix))
            head = Token(token.start, cut, prefix, "lower")
            return [head, *_split(text, Token(cut, token.end, rest, "lower"), lexicon, affixes, prefixes[index + 1 :])]
    return _split_conjunction(text, token, affixes) if prefixes == affixes.prefixes else [token]


def _split_conjunction(text: str, token: Token, affixes: Affixes) -> list[Token]:
    """Return an unknown word with the conjunction split off that it seems to begin with."""
    joined = affixes.conjunction
    rest = token.form.removeprefix(joined)
    cut = _offset(text, token, len(joined))
    if not joined or rest == token.form or len(rest) < _SHORTEST_JOINED or text[cut] in affixes.unjoined:
        return [token]
    return [Token(token.start, cut, joined, "lower"), Token(cut, token.end, rest, "lower")]


def _split_hyphens(text: str, token: Token, lexicon: Lexicon) -> list[Token]:
    """Return "forty-nine", "three-day" or "mid-May" in its parts; any other word stays whole."""
    pieces = token.form.split("-")
    known = [lexicon.entries.get((piece,)) for piece in pieces]
    numbers = next((i for i, e in enumerate(known) if e is None or not e.classes & _PARTS_OFF), len(pieces))
    rest = "-".join(pieces[numbers:])
    is_name = bool(rest) and token.shape != "lower" and "parts-off" not in (known[0].classes if known[0] else ())
    if not numbers or is_name or (rest and not lexicon.knows(rest)) or len(token.form) != token.end - token.start:
        return [token]
    out, start = [], token.start
    for piece in [*pieces[:numbers], *([rest] if rest else [])]:
        out.append(Token(start, start + len(piece), piece, "title" if text[start].isupper() else "lower"))
        start += len(piece) + 1
    return out


def _offset(text: str, token: Token, letters: int) -> int:
    """Return where in the raw text the first `letters` folded letters of a token end."""
    seen = 0
    for position in range(token.start, token.end):
        if seen == letters:
            return position
        seen += len(fold(text[position]))
    return token.end
