"""Sentences that remember the form that they were made of, so that they can be said in another language too."""

from __future__ import annotations


class Told(str):
    """A sentence in English, with its form and what stands in the gaps of it."""

    __slots__ = ("form", "given")

    form: str
    given: dict[str, object]


def told(form: str, **given: object) -> Told:
    """Return the sentence that a form makes with what is given; several things are told one after the other.

    >>> said = told("%(number)s of %(names)s", number=2, names=("Gao", "Kidal"))
    >>> said, said.form
    ('2 of Gao, Kidal', '%(number)s of %(names)s')
    """
    shown = {name: ", ".join(map(str, each)) if isinstance(each, tuple) else each for name, each in given.items()}
    out = Told(form % shown)
    out.form, out.given = form, given
    return out


def told_word(word: str) -> Told:
    """Return a word of the books ("armed-clash", "denied") as a sentence of one word.

    >>> told_word("denied").form
    'denied'
    """
    out = Told(word)
    out.form, out.given = word.replace("%", "%%"), {}
    return out
