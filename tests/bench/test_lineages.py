"""The copies that are planted among made-up texts are found, and hardly anything else."""

from __future__ import annotations

from collections import Counter

import pytest

from bench.lineages import clusters_of, pairs
from bench.made_news import make
from corrobora.link import lineages


@pytest.mark.slow
def test_planted_copies_are_found_and_no_cluster_grows_over_its_story() -> None:
    readings, truth, kinds = make(1200, seed=7)
    assert {"half", "translated", "number"} < set(kinds.values())
    clusters = clusters_of(lineages(readings), truth)
    found = pairs(clusters.values(), truth)
    assert found["f1"] >= 0.97, found
    assert max(map(len, clusters.values())) <= 2 * max(Counter(truth.values()).values())


def test_pairs_are_counted_by_story() -> None:
    truth = {"a": 1, "b": 1, "c": 2, "d": 2}
    assert pairs([{"a", "b"}, {"c", "d"}], truth) == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert pairs([{"a", "b", "c", "d"}], truth) == {"precision": 1 / 3, "recall": 1.0, "f1": 0.5}
    assert pairs([{"a"}, {"b"}, {"c"}, {"d"}], truth)["recall"] == 0.0
