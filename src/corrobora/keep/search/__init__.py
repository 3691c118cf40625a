"""Full text of a ledger's articles in any script, brought up by what is new.

It is derived from the ledger and safe to delete. Accents, Arabic vowel signs and variants of letters make no
difference, nor does what is written onto an Arabic word. A ledger in a file has it in a file beside (SQLite's FTS5),
one on PostgreSQL in that database, where all servers of it share it.
"""

from corrobora.keep.search.asked import COUNTED, RANKED, Found, Index, forms, terms
from corrobora.keep.search.opening import index_place, open_index

__all__ = ["COUNTED", "RANKED", "Found", "Index", "forms", "index_place", "open_index", "terms"]
