"""The model that tells languages apart, unpacked once on a machine: to do so takes longer than to read an article."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from corrobora.read.gazetteer import cache_folder
from corrobora.read.indexname import version_of

_PARTS = ("chances", "prior", "codes", "steps", "rows", "features")


@cache
def identifier() -> Any:  # noqa: ANN401 - py3langid has no types
    """Return what ranks languages, its tables mapped from the folder for caches, where they are kept.

    Where they can't be, it is the packed model that is loaded, each time anew.
    """
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier
    from py3langid.modelio import load_model

    folder = cache_folder() / f"languages-{version_of('py3langid')}"
    parts = _kept(folder)
    if parts is None:
        parts = load_model(MODEL_DIR / MODEL_FILE)
        with suppress(OSError):
            _keep(folder, parts)
    chances, prior, codes, steps, rows, features = parts
    return LanguageIdentifier(chances, prior, codes, steps, features, norm_probs=True, tk_row=rows)


def _kept(folder: Path) -> Sequence[Any] | None:
    """Return the parts of the model that a folder has; null where it has not all of them, or what is no table."""
    import numpy as np

    try:
        chances, prior, codes, steps, rows, features = (
            np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False) for name in _PARTS
        )
    except (OSError, ValueError, EOFError):
        return None
    return np.asarray(chances), np.asarray(prior), codes.tolist(), memoryview(steps), rows.tolist(), features.tolist()


def _keep(folder: Path, parts: Sequence[Any]) -> None:
    """Write the parts of the model beside their place and move them there whole."""
    import numpy as np

    draft = folder.with_name(f"{folder.name}.{os.getpid()}.part")
    try:
        draft.mkdir(parents=True)
        for name, part in zip(_PARTS, parts, strict=True):
            np.save(draft / f"{name}.npy", np.asarray(part), allow_pickle=False)
        shutil.rmtree(folder, ignore_errors=True)
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
