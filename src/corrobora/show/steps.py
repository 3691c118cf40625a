"""Balances -> a chart for each thing counted: the reported numbers over time beside what the ledger counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import altair as alt

from corrobora.link.days import days
from corrobora.reckon.books import Books
from corrobora.show.listings import who
from corrobora.show.output import cell
from corrobora.schema import row
from corrobora.types import Balance

_LEAST = 2
_WIDTH, _HEIGHT = 900, 260
_HOLDS, _FAILS, _COUNT = "#1b6e52", "#b8301c", "#3f6fb5"


def tally_steps(books: Books) -> list[tuple[str, alt.LayerChart]]:
    """Return a chart for each thing that was counted up to two days or more, by what is counted."""
    series: dict[str, list[Balance]] = defaultdict(list)
    for balance in books.balances:
        if _day(balance):
            series[_thing(balance)].append(balance)
    many = [(name, items) for name, items in sorted(series.items()) if len({_day(b) for b in items}) >= _LEAST]
    return [(name, _steps(items)) for name, items in many]


def _day(balance: Balance) -> str:
    """Return the day up to which a tally counts, "" where its words name none."""
    end = (balance.scope.period or "").rpartition("/")[2]
    when = days(end)
    return end if when and when.sharp else ""


def _thing(balance: Balance) -> str:
    """Return what a tally counts, in words: its event, where, and since when."""
    start = (balance.scope.period or "").partition("/")[0]
    places = cell([row(place) for place in balance.scope.places])
    return f"{balance.scope.event or 'incident'}{f' in {places}' if places else ''} since {start}"


def _steps(balances: Sequence[Balance]) -> alt.LayerChart:
    rows = [_point(balance) for balance in sorted(balances, key=lambda b: (_day(b), b.number))]
    axis = alt.Axis(format="%-d %b %Y", tickCount=6, grid=False, labelFontSize=12)
    base = alt.Chart(alt.Data(values=rows)).encode(x=alt.X("day:T", title=None, axis=axis, scale=alt.Scale(nice=True)))
    scale = alt.Scale(zero=True, nice=True)
    number = alt.Axis(tickMinStep=1, titleFontSize=12, labelFontSize=12)
    possible = base.mark_area(interpolate="step-after", color=_COUNT, opacity=0.15).encode(
        y=alt.Y("certain:Q", scale=scale, title="number", axis=number), y2="most:Q"
    )
    counted = base.mark_line(interpolate="step-after", color=_COUNT, strokeWidth=2).encode(y="certain:Q")
    reported = base.mark_point(filled=True, size=110, opacity=1).encode(
        y="reported:Q",
        shape=alt.Shape("voice:N", legend=alt.Legend(title="reported by", orient="bottom", labelLimit=320, columns=3)),
        color=alt.Color("fits:N", scale=alt.Scale(domain=["holds", "disputed"], range=[_HOLDS, _FAILS]), legend=None),
        tooltip=[alt.Tooltip(f"{name}:N", title=name) for name in ("reported", "voice", "on", "counted", "verdict")],
        href="href:N",
    )
    labels = base.mark_text(align="left", dx=9, dy=-9, fontSize=13, fontWeight=700).encode(
        y="reported:Q",
        text="label:N",
        color=alt.Color("fits:N", scale=alt.Scale(domain=["holds", "disputed"], range=[_HOLDS, _FAILS]), legend=None),
    )
    layers = alt.layer(possible, counted, reported, labels)
    return layers.properties(width=_WIDTH, height=_HEIGHT).configure_view(stroke=None)


def _point(balance: Balance) -> dict[str, Any]:
    fits = all(check.ok for check in balance.checks)
    counted = balance.counted
    return {
        "day": _day(balance),
        "on": _day(balance),
        "reported": balance.number,
        "label": f"{balance.number}" if fits else f"{balance.number} ✗",
        "certain": counted.certain,
        "most": counted.certain + counted.possible,
        "counted": f"{counted.certain}, and {counted.possible} possible",
        "voice": who(balance.voice),
        "verdict": balance.verdict,
        "fits": "holds" if fits else "disputed",
        "href": f"#tally-{balance.claim}",
    }
