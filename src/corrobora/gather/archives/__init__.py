"""Web archives: WARC and WET, plain or packed, and the ZIP files that hold them, record by record."""

from corrobora.gather.archives.records import read_archive
from corrobora.gather.archives.zipped import entries

__all__ = ["entries", "read_archive"]
