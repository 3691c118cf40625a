"""Documents -> readings: a cascade of small grammars over tokens.

The room is also a verb: `corrobora.read("page.html")` returns the readings of what is named.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corrobora.types import Document
    from corrobora.verbs import Readings


class _Verb(ModuleType):
    """A module that can be called: Python binds the room to the name that the public verb has."""

    def __call__(self, *sources: str | Path | Document, **about: Any) -> Readings:  # noqa: ANN401 - the verb's own
        """Return the readings of texts, files, folders, URLs or documents; see `corrobora.verbs.read`."""
        from corrobora.verbs import read

        return read(*sources, **about)


sys.modules[__name__].__class__ = _Verb
