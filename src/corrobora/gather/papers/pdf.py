"""A PDF -> its text, read in a process of its own: a file that breaks PDFium costs itself alone."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from corrobora.errors import SourceError
from corrobora.gather.gathered import Piece
from corrobora.gather.laid import lay_out
from corrobora.gather.page import extractor_of
from corrobora.gather.papers.properties import titled, written

_PATIENCE = 60.0  # seconds; a hundred pages take two
_ABOUT = {"Author": "author", "CreationDate": "created", "ModDate": "modified"}


def read_pdf(raw: bytes, most: int, patience: float = _PATIENCE) -> Piece:
    """Return the text of a PDF, one paragraph a line; what its pages repeat stands behind it, set aside.

    SourceError where it is locked, holds pictures only, is broken, too long, or takes more than `patience` seconds.
    """
    command = [sys.executable, "-P", "-m", "corrobora.gather.papers.apart", str(most)]
    try:
        done = subprocess.run(command, input=raw, capture_output=True, timeout=patience, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise SourceError("slow", f"takes over {patience:g} seconds to read; print it anew to a simpler PDF") from None
    try:
        told = json.loads(done.stdout)
    except ValueError:
        message = f"breaks the PDF reader (it ended with {done.returncode}); print it anew to a simpler PDF"
        raise SourceError("unreadable", message) from None
    if "error" in told:
        raise SourceError(*told["error"])
    return piece_of(told)


def piece_of(told: dict[str, Any]) -> Piece:
    """Return what the other process told of a PDF."""
    text, _, aside = lay_out(told["paragraphs"], aside=told["aside"])
    about, notes = told["about"], []
    program = f"{about.get('Creator', '')} {about.get('Producer', '')}"
    if told["pictured"]:
        notes.append(f"{told['pictured']} of {told['pages']} pages hold no letters (pictures, scans) and were not read")
    return Piece(
        text,
        told["title"] or titled(about.get("Title")),
        published=written(about.get("CreationDate"), about.get("ModDate"), text, program),
        notes=tuple(notes),
        extractor=extractor_of("pypdfium2"),
        aside=aside,
        about=tuple((name, about[key]) for key, name in _ABOUT.items() if about.get(key)),
    )
