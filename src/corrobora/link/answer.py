"""Denials, and answers that neither confirm nor deny: each is put to the incident that it answers."""

from __future__ import annotations

import numpy as np

from corrobora.link.arrays import Numbers
from corrobora.link.columns import ALWAYS, NEVER, Columns
from corrobora.link.compare import meets
from corrobora.link.evidence import SCALE, Weights
from corrobora.link.pairs import Pairs
from corrobora.link.rulings import Rulings

_YEAR = 365
_OWN_ARTICLE = SCALE


def answered(
    claims: Columns, label: Numbers, pairs: Pairs, rulings: Rulings, weights: Weights
) -> tuple[Numbers, Numbers]:
    """Return the answers that fit an incident, and the group of each: its own article's first, then the latest.

    An answer to nothing that was told is left aside: it makes no incident.
    """
    either = claims.answer[pairs.one] | claims.answer[pairs.two]
    one, two, total = pairs.one[either], pairs.two[either], weights.totals()[pairs.pattern[either]]
    turned = claims.answer[two]
    answer, told = np.where(turned, two, one), np.where(turned, one, two)
    group = label[told]
    answer, group, total, own = _by_group(claims, answer, told, group, total)
    fits = (total >= round(weights.answers * SCALE)) & ~rulings.forbid(answer, group)
    answer, group, total, own = (column[fits] for column in (answer, group, total, own))
    agrees = _agrees(claims, label, answer, group)
    answer, group, total, own = (column[~agrees] for column in (answer, group, total, own))
    worth = (total + own * _OWN_ARTICLE) * 10 - _delay(claims, label, answer, group)
    first_rank = np.full(len(claims), np.iinfo(np.int64).max)
    np.minimum.at(first_rank, label, claims.rank)
    order = np.lexsort((first_rank[group], -worth, answer))
    first = np.concatenate([[True], answer[order][1:] != answer[order][:-1]]) if len(order) else order.astype(bool)
    return answer[order][first], group[order][first]


def _by_group(claims: Columns, answer: Numbers, told: Numbers, group: Numbers, total: Numbers) -> tuple[Numbers, ...]:
    """Return each answer with each group once: the most evidence, and whether the group is told in its own article."""
    code = answer.astype(np.int64) * len(claims) + group
    order = np.argsort(code, kind="stable")
    code, first = np.unique(code[order], return_index=True)
    if not len(code):
        return answer, group, total, total
    own = claims.document[answer] == claims.document[told]
    most, told_there = np.maximum.reduceat(total[order], first), np.logical_or.reduceat(own[order], first)
    return code // len(claims), code % len(claims), most, told_there


def _agrees(claims: Columns, label: Numbers, answer: Numbers, group: Numbers) -> Numbers:
    """Return where one who denies having done it is held to have done it by nobody: others are named as the doers."""
    out = np.zeros(len(answer), bool)
    which = np.flatnonzero(claims.own[answer])
    told = np.flatnonzero(~claims.answer & (claims.actors[:, 0] != 0))
    order = told[np.argsort(label[told], kind="stable")]
    start, end = (np.searchsorted(label[order], group[which], side) for side in ("left", "right"))
    at = np.repeat(which, end - start)
    step = np.arange(len(at)) - np.repeat(np.cumsum(end - start) - (end - start), end - start)
    doer = order[np.repeat(start, end - start) + step]
    one = meets(claims.actors[answer[at]], claims.actors[doer])
    one |= meets(claims.actor_sides[answer[at]], claims.actor_sides[doer])
    out[at] = True
    out[at[one]] = False
    return out


def _delay(claims: Columns, label: Numbers, answer: Numbers, group: Numbers) -> Numbers:
    """Return how many days lie between an answer and what it may answer; a year where that is unknown."""
    last = np.full(len(claims), NEVER, np.int64)
    dated = np.flatnonzero(claims.dated & ~claims.answer)
    np.maximum.at(last, label[dated], claims.last[dated])
    known = claims.told[answer] & (last[group] > NEVER) & (claims.told_first[answer] < ALWAYS)
    return np.where(known, np.abs(claims.told_first[answer].astype(np.int64) - last[group]), _YEAR)
