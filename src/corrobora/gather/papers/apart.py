"""The process in which a PDF is read: its bytes come in by standard input, what they hold goes out as JSON.

`python -m corrobora.gather.papers.apart MOST` with the most characters that are read. A broken or hostile PDF can make
PDFium crash, or fill all memory: then only this process ends.
"""

from __future__ import annotations

import contextlib
import json
import sys
from typing import Any

from corrobora.errors import SourceError
from corrobora.gather.papers.glyphs import open_pdf
from corrobora.gather.papers.lines import lines_of
from corrobora.gather.papers.paragraphs import flow

_MEMORY = 2_000_000_000  # bytes of address space
_SECONDS = 60


def main() -> None:
    """Read what comes in and tell what it holds."""
    _bind()
    try:
        told: dict[str, Any] = tell(sys.stdin.buffer.read(), int(sys.argv[1]))
    except SourceError as error:
        told = {"error": [error.code, str(error)]}
    except MemoryError:
        told = {"error": ["too-large", "needs more memory than a PDF may take; print it anew to a simpler one"]}
    sys.stdout.write(json.dumps(told))


def tell(raw: bytes, most: int) -> dict[str, Any]:
    """Return the title, paragraphs, what is set aside, and the properties of a PDF, in plain types."""
    opened = open_pdf(raw, most)
    flowed = flow([lines_of(page) for page in opened.pages])
    return {
        "title": flowed.title,
        "paragraphs": flowed.paragraphs,
        "aside": flowed.aside,
        "about": opened.about,
        "pictured": opened.pictured,
        "pages": len(opened.pages),
    }


def _bind() -> None:
    """Bind this process to so much memory and time, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
