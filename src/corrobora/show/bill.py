"""The licences of all that is installed with the package, as a listing and as a bill of materials (CycloneDX 1.6)."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corrobora.keep.whole import whole
from corrobora.show.exits import say, writing
from corrobora.show.formats import Format
from corrobora.show.output import write_rows
from corrobora.show.parts import PACKAGE, Part, parts

_COLUMNS = ("name", "version", "licence", "asked_by")


def print_licences(wanted: Format, out: Path | None) -> None:
    """Print each part with its licence; write the bill to `out` where it is wanted."""
    found = parts()
    if out is not None:
        with whole(out) as file:
            file.write((json.dumps(bill(found), indent=2, ensure_ascii=False) + "\n").encode())
        say(f"Wrote {out}: {len(found)} packages.")
        return
    rows = [{"name": p.name, "version": p.version, "licence": p.licence, "asked_by": list(p.asked_by)} for p in found]
    with writing():
        write_rows(rows, _COLUMNS, wanted, sys.stdout)


def bill(found: Sequence[Part]) -> dict[str, Any]:
    """Return a bill of materials; the same packages give the same bill.

    >>> bill([Part("corrobora", "0.1.0", "Apache-2.0", (), ())])["metadata"]["component"]["bom-ref"]
    'pkg:pypi/corrobora@0.1.0'
    """
    known = {part.name: _purl(part) for part in found}
    own = next(part for part in found if part.name == PACKAGE)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**_component(own), "type": "application"}},
        "components": [_component(part) for part in found if part is not own],
        "dependencies": [{"ref": _purl(p), "dependsOn": [known[each] for each in p.needs]} for p in found],
    }


def _component(part: Part) -> dict[str, Any]:
    purl = _purl(part)
    licences = {"licenses": [{"license": {"name": part.licence}}]} if part.licence else {}
    return {
        "type": "library",
        "bom-ref": purl,
        "name": part.name,
        "version": part.version,
        **licences,
        "purl": purl,
    }


def _purl(part: Part) -> str:
    return f"pkg:pypi/{part.name}@{part.version}"
