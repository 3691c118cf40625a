"""A process that adds, imports or reviews may be killed at any moment: what it told as kept is kept."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corrobora.keep import open_ledger
from corrobora.show.add import add_and_print
from corrobora.show.datasets import import_and_say
from corrobora.show.formats import Format

ROOT = Path(__file__).parents[2]
ARTICLES, FILES, EVENTS, COMMENTS = 12, 2, 12, 6
AT_ONCE = 6  # articles
KILLS = 200
HEAD = "event_id_cnty,event_date,event_type,sub_event_type,actor1,country,location,latitude,longitude,fatalities\n"


class Nursery:
    """Processes that are started to be killed."""

    def __init__(self, process: subprocess.Popen[str], told: Path) -> None:
        self._process = process
        self._told = told

    def run(self, *command: str) -> float:
        """Return how many seconds a command takes that nobody disturbs."""
        begun = time.monotonic()
        self._ask(json.dumps([str(self._told), *command]))
        assert self._ask("") == "0\n", self._told.read_text()
        return time.monotonic() - begun

    def killed(self, after: float, *command: str) -> tuple[str, bool]:
        """Return what a command had told when it was killed, and whether it had come to its end."""
        self._told.write_text("")
        child = int(self._ask(json.dumps([str(self._told), *command])))
        time.sleep(after)
        os.kill(child, signal.SIGKILL)  # it is there until it is waited for
        status = int(self._ask(""))
        return self._told.read_text(), not os.WIFSIGNALED(status)

    def _ask(self, line: str) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()


@pytest.fixture
def nursery(tmp_path: Path) -> Iterator[Nursery]:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    command = [sys.executable, str(Path(__file__).with_name("nursery.py"))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env) as process:  # noqa: S603
        yield Nursery(process, tmp_path / "told")


@pytest.fixture
def sources(tmp_path: Path) -> tuple[list[str], list[str]]:
    """Return the paths of articles, and of datasets of ACLED's form."""
    articles = []
    for number in range(ARTICLES):
        path = tmp_path / f"{number:02}.txt"
        path.write_text(
            f"{number + 2} soldiers were killed near Gao, Mali, on {number % 28 + 1} May 2021, the army said."
        )
        articles.append(str(path))
    datasets = []
    for number in range(FILES):
        dataset = tmp_path / f"acled{number}.csv"
        ids = range(number * EVENTS, (number + 1) * EVENTS)
        rows = (f"MLI{n},2021-05-{n % 28 + 1:02},Battles,Armed clash,JNIM,Mali,Gao,16.2,-0.04,{n}\n" for n in ids)
        dataset.write_text(HEAD + "".join(rows))
        datasets.append(str(dataset))
    return articles, datasets


@pytest.mark.slow
def test_killed_at_200_moments_it_loses_nothing_that_it_told(
    nursery: Nursery, sources: tuple[list[str], list[str]], tmp_path: Path
) -> None:
    articles, datasets = sources
    moments = random.Random(11)  # noqa: S311 - no secret
    whole = str(tmp_path / "whole.db")
    longest = {"import": nursery.run("import", whole, datasets[0])}
    longest["add"] = nursery.run("add", whole, *articles[:AT_ONCE])
    longest["review"] = nursery.run("review", whole, open_claims(whole)[0], *map(str, range(COMMENTS)))
    finished = at_work = 0
    for kill in range(KILLS):
        path = str(tmp_path / f"{kill // 8}.db")  # eight kills each, from the making of its tables on
        claims = open_claims(path)
        command = moments.choice(["add", "import", "review"] if claims else ["add", "import"])
        before = len(comments(path)) if claims else 0
        given = {
            "add": moments.sample(articles, AT_ONCE),
            "import": [moments.choice(datasets)],
            "review": [*claims[:1], *map(str, range(COMMENTS))],
        }[command]
        after = moments.uniform(0, longest[command])
        told, ended = nursery.killed(after, command, path, *given)
        longest[command] = min(longest[command], after) if ended else longest[command]  # the machine may be freer now
        finished += ended
        at_work += bool(told) and not ended
        assert "fault" not in told, told
        with open_ledger(path) as ledger:
            assert ledger.verify() == []
            kept = {reading.document.uri for reading in ledger.readings()}
        assert set(re.findall(r"^(\S+\.txt): \d", told, re.MULTILINE)) <= kept, "what was told as added is there"
        if "events added" in told:
            assert len([uri for uri in kept if "MLI" in uri]) >= EVENTS
        if command == "review":
            assert len(comments(path)) - before >= len(re.findall(r"^r-", told, re.MULTILINE))
    assert finished < KILLS // 2
    assert at_work > KILLS // 10, "they were killed after they had told something"
    for number in range(KILLS // 8):
        complete(str(tmp_path / f"{number}.db"), articles, datasets)


def open_claims(path: str) -> list[str]:
    """Return the claims of a ledger, none where there is no ledger yet."""
    if not Path(path).exists():
        return []
    with open_ledger(path) as ledger:
        return [claim.id for reading in ledger.readings() for claim in reading.claims if claim.kind == "incident"]


def comments(path: str) -> list[str]:
    with open_ledger(path) as ledger:
        return [each.why for each in ledger.decisions()]


def complete(path: str, articles: list[str], datasets: list[str]) -> None:
    """Add all once more, undisturbed, and look that nothing lacks or stands there twice."""
    import_and_say([Path(each) for each in datasets], path)
    add_and_print(articles, path, Format.jsonl)
    with open_ledger(path) as ledger:
        assert ledger.verify() == []
        uris = [reading.document.uri for reading in ledger.readings()]
        assert len(uris) == len(set(uris)) == ARTICLES + FILES * EVENTS
        assert len(list(ledger.captures(raw=False))) == ARTICLES + FILES * EVENTS
