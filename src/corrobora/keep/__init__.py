"""The ledger: what was captured and read, kept so that nothing is lost or changed."""

from corrobora.keep.ledger import Ledger, open_ledger

__all__ = ["Ledger", "open_ledger"]
