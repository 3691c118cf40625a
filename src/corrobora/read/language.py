"""A language as its data files give it: orthography, lexicon and the grammars of each level."""

from __future__ import annotations

import gc
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from corrobora.codebook import actors, names_in
from corrobora.errors import DataError
from corrobora.read.affixes import Affixes
from corrobora.read.fold import fold
from corrobora.read.grammar import Grammar
from corrobora.read.keptwords import kept_lexicon
from corrobora.read.lexicon import Entry, Lexicon, forms_of, read_inflections
from corrobora.read.pattern import Macros, Rule
from corrobora.read.rules import load_macros, load_rules, rule_files
from corrobora.read.tokens import Orthography, tokenize
from corrobora.read.words import Vocabulary

_NOT_LEXICONS = {"inflections.tsv", "actors.tsv", "toponyms.tsv"}
_LONGEST_ACRONYM = 6
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Language:
    """All that is needed to read one language; made once and shared."""

    code: str
    script: str
    orthography: Orthography
    affixes: Affixes
    lexicon: Lexicon
    rules: dict[str, list[Rule]]
    grammars: dict[str, Grammar]
    vocabulary: Vocabulary


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that are read: those with a lexicon and rules.

    >>> {"ar", "en", "fr"} <= set(languages())
    True
    """
    data = files("corrobora") / "data"
    have = {folder.name for folder in (data / "rules").iterdir() if folder.is_dir()}
    return tuple(sorted(folder.name for folder in (data / "lang").iterdir() if folder.name in have))


@cache
def spelling_of(code: str) -> Mapping[str, Any]:
    """Return what a language's `orthography.toml` says.

    >>> spelling_of("fr")["script"]
    'latin'
    """
    return _spelling(files("corrobora") / "data" / "lang" / code)


def _spelling(folder: Traversable) -> Mapping[str, Any]:
    return tomllib.loads((folder / "orthography.toml").read_text(encoding="utf-8"))


@cache
def load_language(code: str) -> Language:
    """Return the language `code`; DataError names the file and line that breaks its format."""
    if code not in languages():
        raise DataError(f"language {code!r} is not read; there are {', '.join(languages())}")
    return make_language(code, files("corrobora") / "data", kept_lexicon)


def make_language(
    code: str, data: Traversable, words: Callable[[str, Callable[[], Lexicon]], Lexicon] = lambda _, make: make()
) -> Language:
    """Return the language that the folders `lang/xx` and `rules/xx` of `data` make, the package's or any other.

    `words` gives the lexicon of a language, which it may have made.
    """
    folder = data / "lang" / code
    spelling = _spelling(folder)
    orthography = Orthography(
        elisions=frozenset(spelling.get("elisions", [])),
        endings=tuple(spelling.get("endings", [])),
        abbreviations=frozenset(spelling.get("abbreviations", [])),
    )
    affixes = Affixes(
        prefixes=tuple(spelling.get("prefixes", [])),
        article=spelling.get("article", ""),
        suffixes=tuple((cut, add) for cut, add in spelling.get("suffixes", [])),
        guesses=tuple((ending, frozenset(classes.split())) for ending, classes in spelling.get("guesses", [])),
        finite=frozenset(spelling.get("finite", [])),
        conjunction=spelling.get("conjunction", ""),
        unjoined=frozenset(spelling.get("unjoined", "")),
        openings=frozenset(spelling.get("openings", ())),
        nominal=frozenset(spelling.get("nominal", ())),
        verbal=frozenset(spelling.get("verbal", ())),
    )
    found = rule_files(data / "rules" / code)
    rules, macros = load_rules(found), Macros(load_macros(found))
    grammars = {level: Grammar(items, macros) for level, items in rules.items()}
    named = frozenset(word for grammar in grammars.values() for word in grammar.words())
    script = spelling.get("script", "latin")
    lexicon = words(code, lambda: _lexicon(code, script, folder, orthography, affixes))
    language = Language(
        code=code,
        script=script,
        orthography=orthography,
        affixes=affixes,
        lexicon=lexicon,
        rules=rules,
        grammars=grammars,
        vocabulary=Vocabulary(orthography, lexicon, affixes, named),
    )
    gc.freeze()  # lives as long as the process: a full collection would walk a hundred thousand entries for nothing
    return language


def _lexicon(code: str, script: str, folder: Traversable, orthography: Orthography, affixes: Affixes) -> Lexicon:
    lexicon, known = Lexicon(), dict[frozenset[str], Entry]()
    for forms, classes in _folded([*_entries(code, folder)], orthography):
        lexicon.add(forms, known.get(classes) or known.setdefault(classes, Entry(classes)))
    _add_actors(lexicon, code, script, orthography)
    _write_apart(lexicon, affixes)
    return lexicon


@cache
def words_with(code: str, class_: str) -> frozenset[str]:
    """Return the words, folded, that have a class in the lexicon of a language, without loading the rest of it.

    >>> "fatalities" in words_with("en", "f.toll"), "attackers" in words_with("en", "f.toll")
    (True, False)
    """
    found = _entries(code, files("corrobora") / "data" / "lang" / code, class_)
    return frozenset(fold(form) for form, classes in found if class_ in classes)


def _entries(code: str, folder: Traversable, only: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    """Yield every form of a language's lexicon with its classes, or of the lines alone that hold some word."""
    paradigms = {}
    inflections = folder / "inflections.tsv"
    if inflections.is_file():
        paradigms = read_inflections("inflections.tsv", inflections.read_text(encoding="utf-8").splitlines())
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".tsv") or file.name in _NOT_LEXICONS:
            continue
        lines = (line if only in line else "" for line in file.read_text(encoding="utf-8").splitlines())
        yield from forms_of(f"{code}/{file.name}", lines, paradigms)


def _add_actors(lexicon: Lexicon, code: str, script: str, orthography: Orthography) -> None:
    called: list[tuple[str, Entry]] = []
    for actor in actors():
        classes = frozenset({"actor", f"kind.{actor.kind}"})
        names = [(lang, name) for lang, name in actor.names.items()] + list(actor.aliases)
        names += [(code, name) for name in names_in(code).get(actor.id, ())]
        for lang, name in names:
            if lang != code and (script != "latin" or lang == "ar"):
                continue
            cased = name.isupper() and len(name) <= _LONGEST_ACRONYM and " " not in name
            called.append((name, Entry(classes, actor.id, cased)))
    for (name, entry), (forms, _) in zip(called, _folded(called, orthography), strict=True):
        lexicon.add((name,) if entry.cased else forms, entry)


def _folded(phrases: Sequence[tuple[str, T]], orthography: Orthography) -> Iterator[tuple[tuple[str, ...], T]]:
    """Yield the words of phrases as they are looked up, each with what stands beside it; all are folded at once."""
    endings = tuple(ending for ending in orthography.endings if ending.isalpha())
    folded = fold("\n".join([phrase for phrase, _ in phrases])).split("\n")
    for (phrase, beside), own in zip(phrases, folded, strict=True):
        words = own.split(" ")
        plain = phrase.isalpha() or all(map(str.isalpha, phrase.split(" ")))
        if plain and not (endings and any(word.endswith(endings) for word in words)):
            yield tuple(words), beside  # most entries: as plain as can be
        else:
            yield _taken_apart(phrase, own, orthography), beside


def _taken_apart(phrase: str, folded: str, orthography: Orthography) -> tuple[str, ...]:
    if phrase in orthography.endings:  # "-t-il" is one token behind a word, and none by itself
        return (folded,)
    forms = tuple(token.form for token in tokenize(phrase, orthography))
    if not forms:
        raise DataError(f"lexicon entry {phrase!r} holds no word")
    return forms if all(forms) else (folded,)


def _write_apart(lexicon: Lexicon, affixes: Affixes) -> None:
    """Add phrases as texts are taken apart: in "A والB" the conjunction before an article is a word of its own."""
    if not affixes.prefixes or not affixes.article:
        return
    for forms, entry in list(lexicon.entries.items()):
        apart = (forms[0], *(part for form in forms[1:] for part in _apart(form, affixes)))
        if apart != forms:
            lexicon.add(apart, entry)


def _apart(form: str, affixes: Affixes) -> tuple[str, ...]:
    article = affixes.article
    for prefix in affixes.prefixes:
        rest = form.removeprefix(prefix)
        if prefix == article[-1:] and rest.startswith(prefix):
            rest = article[:-1] + rest  # the article is contracted after this preposition
        if rest != form and rest.startswith(article) and len(rest) > len(article) + 2:
            return prefix, rest
    return (form,)
