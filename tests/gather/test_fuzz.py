"""Bytes that nobody would write: each parser refuses them or reads them, and never breaks."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from bench.fuzz import PARSERS, check

SEEDS = Path(__file__).parents[2] / "bench" / "seeds"
_FOUND = Path(__file__).with_name("found")  # what broke a parser once


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*/*")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_seed_is_read_and_cut_or_changed_it_breaks_nothing(seed: Path) -> None:
    whole, name, chance = seed.read_bytes(), seed.parent.name, random.Random(seed.name)  # noqa: S311 - no secret
    read = list(PARSERS[name](whole))
    assert read
    assert all(each.document for each in read), [each.error for each in read]
    for _ in range(12):
        changed = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(changed))
            changed[at : at + chance.choice([0, 1, 9])] = chance.randbytes(chance.choice([0, 1, 9]))
        check(name, bytes(changed[: chance.randint(1, len(changed))] if chance.random() < 0.3 else changed))


@pytest.mark.parametrize("path", sorted(_FOUND.glob("*/*")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_broke_a_parser_once_does_no_more(path: Path) -> None:
    check(path.parent.name, path.read_bytes())


@pytest.mark.slow
@pytest.mark.parametrize("name", PARSERS)
def test_a_few_seconds_of_changes_find_nothing(name: str, tmp_path: Path) -> None:
    pytest.importorskip("atheris", reason="it comes for Linux on x86-64 alone")
    command = [sys.executable, "-m", "bench.fuzz", name, "--seconds", "4", "--corpus", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=SEEDS.parents[1], check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout
    assert "runs in" in done.stdout
