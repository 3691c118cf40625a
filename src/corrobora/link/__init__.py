"""Claims of many documents -> lineages and incidents."""

from corrobora.link.incident import incidents
from corrobora.link.lineage import lineages
from corrobora.link.why import why

__all__ = ["incidents", "lineages", "why"]
