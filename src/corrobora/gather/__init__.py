"""Bytes -> documents: files, folders, pages, feeds, archives and exports; what fails is a row that says why."""

from corrobora.gather.diary import Diary
from corrobora.gather.gathered import Gathered
from corrobora.gather.listing import Fetching
from corrobora.gather.lots import Lot
from corrobora.gather.sources import gather, gather_lots

__all__ = ["Diary", "Fetching", "Gathered", "Lot", "gather", "gather_lots"]
