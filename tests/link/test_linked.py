"""Claims added bit by bit, in any order, come to the groups of all at once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.ledgers import ledger
from corrobora.link.changed import added, changed
from corrobora.link.columns import Columns, columns
from corrobora.link.linked import Linked, linked


def made(size: int, seed: int) -> Columns:
    return columns(pa.Table.from_batches([batch.rows for batch in ledger(size, seed)]))


def groups(known: Linked) -> set[frozenset[int]]:
    """Return the groups as sets of what doesn't change with the order: the ranks of their claims."""
    found: dict[int, set[int]] = {}
    for rank, label in zip(known.claims.rank.tolist(), known.label.tolist(), strict=True):
        found.setdefault(label if label >= 0 else -rank, set()).add(rank)
    return {frozenset(group) for group in found.values()}


@settings(max_examples=15)
@given(st.integers(1, 400), st.randoms(use_true_random=False), st.lists(st.integers(1, 299), max_size=4))
def test_in_whatever_order_claims_are_added_their_groups_are_the_same(
    seed: int, chance: object, cuts: list[int]
) -> None:
    claims = made(300, seed)
    whole = groups(linked(claims))
    order = list(range(len(claims)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    parts = np.split(np.array(order), sorted(set(cuts)))
    known = linked(claims.take(parts[0]))
    for part in parts[1:]:
        known = added(known, claims.take(part))
    assert groups(known) == whole


@pytest.mark.parametrize(("size", "seed"), [(1500, 48), (1500, 51), (3000, 7)])
def test_what_is_added_reaches_as_far_as_it_would_at_once(size: int, seed: int) -> None:
    """Not only to what is near it: in these ledgers it moves claims that are many links away."""
    claims = made(size, seed)
    late = np.random.default_rng(seed).choice(size, 100, replace=False)
    early = np.setdiff1d(np.arange(size), late)
    assert groups(added(linked(claims.take(early)), claims.take(late))) == groups(linked(claims))


def test_adding_twice_changes_nothing() -> None:
    claims = made(300, 2)
    known = linked(claims)
    again = added(known, claims.take(np.arange(50)))
    assert groups(again) == groups(known)
    assert len(again.claims) == len(known.claims)


@settings(max_examples=15)
@given(st.integers(1, 400), st.randoms(use_true_random=False), st.integers(0, 60), st.integers(0, 60))
def test_what_is_left_when_claims_went_is_grouped_as_if_they_had_never_been(
    seed: int, chance: object, go: int, come: int
) -> None:
    claims = made(300, seed)
    order = list(range(len(claims)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    gone, more, stay = order[:go], order[go : go + come], order[go + come :]
    known = linked(claims.take(np.array([*gone, *stay])))
    found = changed(known, claims.take(np.array(more, np.int64)), np.arange(len(gone)))
    left = np.flatnonzero(found.alive)
    kept = found.linked
    kept = replace(kept, claims=kept.claims.take(left), label=kept.label[left])
    assert groups(kept) == groups(linked(claims.take(np.array([*stay, *more]))))
