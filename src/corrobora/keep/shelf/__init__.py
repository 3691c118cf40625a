"""The shelf: a ledger's books as they were last reckoned, kept beside it so that no listing reckons them anew.

It is derived from the ledger and safe to delete; nothing is proved by it, and it is left alone by `verify`.
"""

from corrobora.keep.shelf.ofday import shelf_as_of
from corrobora.keep.shelf.opening import open_shelf, shelf_of
from corrobora.keep.shelf.shelf import Shelf
from corrobora.keep.shelf.wanted import Wanted

__all__ = ["Shelf", "Wanted", "open_shelf", "shelf_as_of", "shelf_of"]
