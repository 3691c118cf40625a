"""Those for whom a word may stand, what it says of them, and who of several it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from corrobora.read.node import Node
from corrobora.types import Span

NEAR, FAR = 1, 15  # sentences back: for a pronoun, for "the group"
PEOPLE, BODY, PERSON = "people", "body", "person"
ONE, MANY = "as.one", "as.many"
ACTING = frozenset(
    {"state", "government", "ministry", "office", "authority", "armed-forces", "security-forces", "police"}
    | {"armed-group", "coalition", "party", "international", BODY}
)

MEN = frozenset({"n.armed", "n.band", "n.force"})
_SUFFIXES = {"هما": (None, None), "هم": (MANY, "as.masc"), "ها": (None, "as.fem"), "ه": (ONE, "as.masc")}


class Called(NamedTuple):
    """What words say of whom they stand for: kinds of the codebook, one or many, him or her, country, the word.

    `apart` are the ids of those to whom it is linked ("the group linked to Al-Qaeda"), and who it is not; `latter` says
    that it is whoever was named last ("celui-ci").
    """

    kinds: frozenset[str]
    number: str | None
    gender: str | None
    country: str | None
    form: str
    reach: int
    apart: frozenset[str] = frozenset()
    latter: bool = False


class Antecedent(NamedTuple):
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


def called_by_owner(words: Sequence[Node]) -> Called | None:
    """Return what words say of whose men they are: "its forces", "قواتها"; null for other words and "our forces"."""
    if all(word.classes.isdisjoint(MEN) for word in words):
        return None
    kinds = frozenset({PERSON, BODY})
    if words[0].has("det") and words[0].has("third"):
        number = next((number for number in (ONE, MANY) if words[0].has(number)), None)
        return Called(kinds, number, None, None, words[0].form, NEAR)
    suffix = next((each for word in words if word.has("poss") for each in _SUFFIXES if word.form.endswith(each)), None)
    return Called(kinds, *_SUFFIXES[suffix], None, suffix, NEAR) if suffix is not None else None


def only(fitting: Sequence[Antecedent], called: Called) -> Antecedent:
    """Return the last mention of the one who fits; of several, the one called so, or the subject, if it is one.

    Where none of them is, it is somebody without a name.
    """
    if called.latter:
        return fitting[-1]
    for each in (fitting, [f for f in fitting if called.form in f.forms], [f for f in fitting if f.subject]):
        if len({one.key for one in each}) == 1:
            return each[-1]
    return Antecedent("", Span(0, 0), "")


def fits(each: Antecedent, called: Called) -> bool:
    """Return whether words may stand for somebody, by kind, number, gender and country."""
    if each.kind == PEOPLE:
        he = called.number == each.number == ONE and each.subject and PERSON in called.kinds  # "a gunman …; he shot"
        alike = called.reach == NEAR and (called.number == MANY or he)
    else:
        alike = each.kind in called.kinds or (BODY in called.kinds and each.kind in ACTING)
    if not alike or (each.id in called.apart and each.id is not None):
        return False
    shown = [(each.country, called.country)]
    if called.reach == NEAR:  # "the group" may be women, and several; "they" are not one
        shown += [(each.number, called.number), (each.gender, called.gender)]
    return all(one is None or other is None or one == other for one, other in shown)
