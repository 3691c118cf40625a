"""Ledgers of any size, made up, with the truth beside: which claims are about one incident, which copy which."""

from bench.ledgers.ledger import TRUTH, Batch, ledger
from bench.ledgers.tallies import TALLIES, tallies

__all__ = ["TALLIES", "TRUTH", "Batch", "ledger", "tallies"]
