"""Feeds that are asked again and again, and what was seen of them."""

from corrobora.gather.watch.round import Round, Terms, poll
from corrobora.gather.watch.seen import Seen, beside, open_seen

__all__ = ["Round", "Seen", "Terms", "beside", "open_seen", "poll"]
