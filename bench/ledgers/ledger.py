"""Made-up incidents and what is claimed of them, day by day: rows as linking takes them, and the truth beside.

How claims err: they leave out the day, the place, the parties or the numbers, or know them only roughly; they name a
town near by, the next day, an early toll, a broader kind. A few incidents fill the news, most are told once or twice,
and some towns have several a day. Copies repeat a claim to the letter, translations in other words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from random import Random
from typing import Any

import pyarrow as pa

from bench.ledgers.telling import Incident, Outlet, claim, denial, outlets
from bench.ledgers.world import Country, world
from corrobora.link.rows import ROWS

TRUTH = pa.schema([("claim", pa.string()), ("incident", pa.string()), ("how", pa.string()), ("of", pa.string())])

_START = date(2021, 1, 1).toordinal()
_DENSITY = 40  # claims a country and day, on average
_CLAIMS = 4.2  # claims an incident, on average
_MOST = 45
_BATCH = 50_000
_COPIED, _DENIED, _ROUND_UP = 0.35, 0.03, 0.3


@dataclass(frozen=True, slots=True)
class Batch:
    """Some claims, in the order of the days, and the truth about each: its incident, and of which claim it is a copy.

    `how` is told, copy, translation or denial.
    """

    rows: pa.RecordBatch
    truth: pa.RecordBatch
    incidents: list[Incident]


def ledger(claims: int, seed: int = 1) -> Iterator[Batch]:
    """Yield a ledger of so many claims, in batches; the same for the same seed.

    >>> sum(len(batch.rows) for batch in ledger(1000))
    1000
    """
    chance = Random(seed)
    countries = max(2, min(40, round((claims / 8000) ** 0.5 * 3)))
    lands = world(countries, seed)
    days = max(20, round(claims / countries / _DENSITY))
    writer = _Writer(chance, outlets(chance))
    heat = [1 / (rank + 2) for rank in range(countries)]
    scale = claims / _CLAIMS / days / sum(heat)
    burst = [1.0] * countries
    left = claims
    for day in count(_START):
        for number, land in enumerate(lands):
            burst[number] = 0.8 * burst[number] + 0.2 * chance.lognormvariate(-0.5, 1.0)  # quiet weeks, and hot ones
            for _ in range(_poisson(scale * heat[number] * burst[number], chance)):
                writer.tell(land, day)
        while len(writer) >= min(_BATCH, left):
            batch = writer.take(min(_BATCH, left))
            left -= len(batch.rows)
            yield batch
            if not left:
                return


def _poisson(mean: float, chance: Random) -> int:
    """Return how often something happens that happens so often on average."""
    if mean > 30:
        return max(0, round(chance.gauss(mean, mean**0.5)))
    number, limit, product = 0, 2.718281828**-mean, chance.random()
    while product > limit:
        number += 1
        product *= chance.random()
    return number


@dataclass(slots=True)
class _Writer:
    chance: Random
    outlets: list[Outlet]
    rows: list[dict[str, Any]] = field(default_factory=list)
    truth: list[dict[str, Any]] = field(default_factory=list)
    incidents: list[Incident] = field(default_factory=list)
    number: int = 0
    wrote: dict[tuple[str, int], list[Outlet]] = field(default_factory=dict)
    open: dict[tuple[str, int, str], tuple[str, set[str]]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    def tell(self, land: Country, day: int) -> None:
        """Write all that is claimed of an incident."""
        chance = self.chance
        what = Incident.of(f"i{len(self.incidents) + self.number}-{self.number}", land, day, chance)
        self.incidents.append(what)
        originals: list[dict[str, Any]] = []
        for _ in range(min(_MOST, int(chance.paretovariate(1.05)))):
            told = day + min(9, int(chance.expovariate(0.9)))
            outlet = self._outlet(what, told)
            if originals and chance.random() < _COPIED:
                first = chance.choice(originals)
                copied = outlet.language == first["language"]
                row = dict(first) if copied else what.translated(first, outlet.language)
                later = first["told_first"] + chance.randint(0, 1)
                self._write(row, what, outlet, "copy" if copied else "translation", first["claim"], later)
                continue
            row = claim(what, outlet, chance)
            self._write(row, what, outlet, "told", None, told)
            originals.append(row)
        if chance.random() < _DENIED:
            outlet = chance.choice(self.outlets)
            self._write(denial(what, outlet, chance), what, outlet, "denial", None, day + chance.randint(0, 3))

    def _outlet(self, what: Incident, told: int) -> Outlet:
        """Return who tells it: now and then one that tells of other incidents of the country that day."""
        others = self.wrote.setdefault((what.land.code, told), [])
        if others and self.chance.random() < _ROUND_UP:
            return self.chance.choice(others)
        outlet = self.chance.choice(self.outlets)
        others.append(outlet)
        return outlet

    def _write(self, row: dict[str, Any], what: Incident, outlet: Outlet, how: str, of: str | None, told: int) -> None:
        self.number += 1
        row["claim"] = f"c{self.number}"
        row["document"] = self._document(what, outlet, told)
        row["told_first"] = row["told_last"] = told
        self.rows.append(row)
        self.truth.append({"claim": row["claim"], "incident": what.id, "how": how, "of": of})

    def _document(self, what: Incident, outlet: Outlet, told: int) -> str:
        """Return the article in which it is told: often one that tells of other incidents of the country too."""
        key = (outlet.name, told, what.land.code)
        document, holds = self.open.get(key, ("", set()))
        if not document or what.id in holds or len(holds) > 3 or self.chance.random() < 0.3:
            document, holds = f"{outlet.name}/{told}/{self.number}", set()
            self.open[key] = document, holds
        holds.add(what.id)
        return document

    def take(self, most: int) -> Batch:
        """Return what was written first, and forget it."""
        rows, self.rows = self.rows[:most], self.rows[most:]
        truth, self.truth = self.truth[:most], self.truth[most:]
        incidents, self.incidents = self.incidents, []
        latest = max((key[1] for key in self.open), default=0)
        self.open = {key: held for key, held in self.open.items() if key[1] >= latest - 20}
        self.wrote = {key: held for key, held in self.wrote.items() if key[1] >= latest - 20}
        return Batch(
            pa.RecordBatch.from_pylist(rows, schema=ROWS), pa.RecordBatch.from_pylist(truth, schema=TRUTH), incidents
        )
