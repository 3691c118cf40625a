"""All that is measured, in one table: `python -m bench.table [--gold FOLDER] [--claimbench FOLDER] [--only SET]…`.

`--gold` holds a folder for each public set (`muc4`, `polnear`, …), `--claimbench` the articles with their scorer beside
them; the sentences of our own are always measured. Floors and goals stand in `floors.toml`; returns 1 where a floor is
missed. A set that isn't there is named as such.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FLOORS = Path(__file__).with_name("floors.toml")
_CLAIMS = Path(__file__).with_name("claims") / "held"
_ITS_SCORER = ("claimbench", "claims")  # sets that want the folder of ClaimBench
_FROM_ABOVE = ("bad_", "most_")
_ROW = "{:14} {:24} {:>7} {:>7} {:>7}  {}"


@dataclass(frozen=True, slots=True)
class Set:
    """A set: the program that measures it, where it lies below `--gold`, how each figure stands in what it prints."""

    program: str
    path: str
    figures: Mapping[str, str]
    options: tuple[str, ...] = ()
    ours: bool = False


class ProgramError(Exception):
    """A set's program printed no figure."""


def _f1(line: str) -> str:
    return rf"^{line}\b.*?\bF1 ([\d.]+)"


SETS = {
    "claimbench": Set(
        "claimbench",
        "",
        {"f1": r"^F1 ([\d.]+)", "voices": r"^voices who .*= ([\d.]+)", "bad_spans": r"not their text: (\d+)"},
    ),
    "claims": Set(
        "claimbench",
        "",
        {code: rf"^lang {code} .*\bF1 ([\d.]+)" for code in ("ar", "en", "es", "fr")},
    ),
    "muc4": Set("muc4", "muc4", {"templates": _f1("all"), "confidence": _f1("confidence")}, ("--score",)),
    "polnear": Set(
        "polnear",
        "polnear/dev",
        {name.replace(" ", "_"): _f1(name) for name in ("source", "cue", "content", "who said what")},
    ),
    "case2021": Set("case2021", "case2021-task2/dev.tsv", {"weighted_f1": r"^F1 ([\d.]+)"}),
    "arabic": Set("arabic", "arabic-events", {"assault": _f1("assault"), "protest": _f1("protest")}),
    "fr-timebank": Set(
        "fr_timebank",
        "fr-timebank",
        {
            "value_with_date": r"with publication date\n.*\n(?:value).*?F1 ([\d.]+)",
            "value_without": r"without, .*\n.*\n(?:value).*?F1 ([\d.]+)",
        },
    ),
    "humset-places": Set("humset_places", "humset-places", {"toponyms": _f1("toponyms")}),
    "geovirus": Set("geovirus", "geovirus", {"within_161_km": r"^right .*?= ([\d.]+)"}),
    "own": Set(
        "own_values",
        "",
        {name: rf"^{name} F1 ([\d.]+)" for name in ("times", "toponyms", "names", "numbers")},
        ours=True,
    ),
    "speed": Set(
        "speed",
        "",
        {"most_values_ratio": r"^values ratio ([\d.]+)", "most_claims_ratio": r"^claims ratio ([\d.]+)"},
        ours=True,
    ),
    "instructions": Set(
        "instructions",
        "",
        {"most_values_ratio": r"^values ratio ([\d.]+)", "most_claims_ratio": r"^claims ratio ([\d.]+)"},
        ours=True,
    ),
    "lineages": Set(
        "lineages",
        "",
        {"pair_f1": r"^pairs .*\bf1 ([\d.]+)", "most_largest_ratio": r"^largest cluster .* ratio ([\d.]+)"},
        ("--documents", "10000"),
        ours=True,
    ),
    "linking": Set(
        "linking",
        "",
        {"b3_f1": r"B³ F1 +([\d.]+)", "most_largest_ratio": r"largest group +([\d.]+)"},
        ("--claims", "100000", "--seed", "4"),
        ours=True,
    ),
    "gazetteer": Set("gazetteer", "", {"most_memory_mb": r"memory after .*?([\d.]+)$"}, ours=True),
    "re3d": Set("re3d", "re3d", {"organisation": _f1("Organisation"), "location": _f1("Location")}),
}


def main() -> int:
    """Print the table; return 1 where a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, help="the folder with the public sets")
    parser.add_argument("--claimbench", type=Path, help="the folder with ClaimBench's articles")
    parser.add_argument(
        "--only", action="append", choices=sorted(SETS), help="measure this set; may stand several times"
    )
    args = parser.parse_args()
    levels = tomllib.loads(_FLOORS.read_text(encoding="utf-8"))
    print(_ROW.format("set", "measure", "figure", "floor", "goal", ""))
    missed = 0
    for name in args.only or SETS:
        path = args.claimbench if name in _ITS_SCORER else args.gold and args.gold / SETS[name].path
        if not SETS[name].ours and (path is None or not path.exists()):
            print(_ROW.format(name, "-", "-", "-", "-", f"not here: {path or 'no folder given'}"), flush=True)
            continue
        try:
            measured = figures(SETS[name], path)
        except ProgramError as error:
            print(_ROW.format(name, "-", "-", "-", "-", f"FAILED: {error}"), flush=True)
            missed += 1
            continue
        for row, ok in rows(name, measured, levels):
            print(row, flush=True)
            missed += not ok
    return int(missed > 0)


def figures(measured: Set, path: Path | None) -> dict[str, float]:
    """Return what the set's program measures; ProgramError says how one failed."""
    given = [] if measured.ours or path is None else [str(path.resolve())]
    if measured is SETS["claims"] and path is not None:  # our own articles, by ClaimBench's scorer
        given = [str(_CLAIMS), "--scorer", str(path.resolve().parent / "score.py")]
    command = [sys.executable, "-m", f"bench.{measured.program}", *given, *measured.options]
    root = Path(__file__).parents[1]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=root)  # noqa: S603 - our own program
    out = {}
    for name, pattern in measured.figures.items():
        found = re.search(pattern, done.stdout, re.MULTILINE)
        if found is None:
            raise ProgramError(f"bench.{measured.program} printed no {name}; {' '.join(done.stderr.split())[-300:]}")
        out[name] = float(found[1])
    return out


def rows(name: str, measured: Mapping[str, float], levels: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Yield the table's rows of a set, each with whether its floor holds; `bad_…` and `most_…` are bounds from above.

    >>> levels = {"x": {"f1": 0.5}, "goals": {"x": {"f1": 0.9}}}
    >>> [ok for _, ok in rows("x", {"f1": 0.4, "other": 0.1}, levels)]
    [False, True]
    """
    floors, goals = levels.get(name, {}), levels.get("goals", {}).get(name, {})
    for measure, figure in measured.items():
        floor, goal = floors.get(measure), goals.get(measure)
        ok = floor is None or (figure <= floor if measure.startswith(_FROM_ABOVE) else figure >= floor)
        state = "" if floor is None else "holds" if ok else "MISSED"
        yield _ROW.format(name, measure, f"{figure:.3f}", _shown(floor), _shown(goal), state).rstrip(), ok


def _shown(level: float | None) -> str:
    return "-" if level is None else f"{level:.2f}"


if __name__ == "__main__":
    sys.exit(main())
