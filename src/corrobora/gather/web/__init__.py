"""How bytes come over the net: which servers may be spoken to, how much and how long they may answer, how politely."""

from corrobora.gather.web.fetch import Fetched, ask, fetch

__all__ = ["Fetched", "ask", "fetch"]
