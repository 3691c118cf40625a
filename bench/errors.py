"""How often reading errs, by language and slot: `python -m bench.errors --scorer score.py [--write]`.

Measured on the articles of our own that no rule was written on (`bench/claims/held`), by the scorer of ClaimBench. With
`--write` the figures go into the package, where `corrobora coverage --errors` and the pages show them.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.common import needed

_HELD = Path(__file__).parent / "claims" / "held"
_SHIPPED = Path(__file__).parents[1] / "src" / "corrobora" / "data" / "measured.tsv"
_LINE = re.compile(r"^(all|kind \w+|slot \w+) .*\((\d+)/(\d+)/(\d+)\)$", re.MULTILINE)
_VOICES = re.compile(r"^voices who +(\d+)/(\d+)", re.MULTILINE)
_HEAD = """\
# How often reading erred on {count} articles of our own that no rule was written on (`python -m bench.errors`).
# language	what	right	read	wanted
"""


def main() -> None:
    """Print the figures by language, and write them where that is wanted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scorer", type=Path, required=True, help="ClaimBench's score.py")
    parser.add_argument("--write", action="store_true", help="put the figures into the package")
    args = parser.parse_args()
    scorer = needed(args.scorer, what="give ClaimBench's scorer")
    lines = [line for code, files in sorted(_by_language().items()) for line in _figures(code, files, scorer)]
    written = _HEAD.format(count=len(list(_HELD.glob("*.yaml")))) + "".join(line + "\n" for line in lines)
    print(written, end="")
    if args.write:
        _SHIPPED.write_text(written, encoding="utf-8")


def _by_language() -> dict[str, list[Path]]:
    found: defaultdict[str, list[Path]] = defaultdict(list)
    for file in sorted(_HELD.glob("*.yaml")):
        found[file.name.partition("-")[0]].append(file)
    return found


def _figures(code: str, files: list[Path], scorer: Path) -> list[str]:
    with TemporaryDirectory() as folder:
        for file in files:
            shutil.copy(file, folder)
        command = [sys.executable, "-m", "bench.claimbench", folder, "--scorer", str(scorer.resolve())]
        root = Path(__file__).parents[1]
        scores = subprocess.run(command, check=False, capture_output=True, text=True, cwd=root).stdout  # noqa: S603
    out = ["\t".join([code, what.split()[-1], *counts]) for what, *counts in _LINE.findall(scores)]
    right, wanted = _VOICES.findall(scores)[0]
    return [*out, f"{code}\tvoice\t{right}\t{wanted}\t{wanted}"]


if __name__ == "__main__":
    main()
