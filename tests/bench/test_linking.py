"""A made-up ledger is linked well enough, by weights that it taught, and its groups don't chain."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from bench.ledgers import ledger
from bench.linking import b_cubed
from corrobora.link.columns import columns
from corrobora.link.evidence import FIXED, level
from corrobora.link.linked import linked


def test_the_same_seed_makes_the_same_ledger() -> None:
    one, two, other = ([batch.rows for batch in ledger(500, seed)] for seed in (1, 1, 2))
    assert one == two
    assert one != other


@pytest.mark.slow
def test_a_ledger_of_ten_thousand_claims_is_linked_well() -> None:
    made = list(ledger(10_000))
    claims = columns(pa.Table.from_batches([batch.rows for batch in made]))
    truth = pa.Table.from_batches([batch.truth for batch in made])["incident"].combine_chunks()
    known = linked(claims)
    told = ~claims.answer
    true = pc.dictionary_encode(truth).indices.to_numpy()[told]
    precision, recall, largest, largest_true = b_cubed(known.label[told], true)
    assert 2 * precision * recall / (precision + recall) >= 0.9
    assert largest <= 2 * largest_true
    by_fixed = b_cubed(linked(claims, FIXED).label[told], true)
    assert by_fixed[0] * by_fixed[1] < precision * recall
    numbers = known.weights.table["numbers"]
    assert numbers[level("numbers", "large")] > numbers[level("numbers", "same")]
