"""Corrobora reads war reporting and keeps the books: who claims what, on whose word, and whether it adds up.

The public verbs are `read`, `read_batch`, `open_ledger` and `explain`. They are loaded when first used, so that
importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corrobora.verbs import explain, open_ledger, read, read_batch

__all__ = ["__version__", "explain", "open_ledger", "read", "read_batch"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    if name == "read":
        from importlib import import_module

        return import_module("corrobora.read")  # the room of that name is the verb too
    if name in {"explain", "open_ledger", "read_batch"}:
        from corrobora import verbs

        return getattr(verbs, name)
    if name == "__version__":
        from importlib.metadata import version

        return version("corrobora")
    raise AttributeError(f"module 'corrobora' has no attribute {name!r}; it has {', '.join(__all__)}")


def __dir__() -> list[str]:
    return list(__all__)
