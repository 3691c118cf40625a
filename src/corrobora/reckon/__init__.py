"""Incidents -> the books: tallies against counts, deadlines, each voice's record."""

from corrobora.reckon.books import Books, books
from corrobora.reckon.deadline import deadlines
from corrobora.reckon.tally import balances
from corrobora.reckon.track import records

__all__ = ["Books", "balances", "books", "deadlines", "records"]
