"""Balances -> a chart for each thing counted: the reported numbers over time beside what the ledger counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import altair as alt

from corrobora.link.days import days
from corrobora.show.picture import LEGIBLE, chart_of
from corrobora.show.said import Said, stands
from corrobora.show.tongue import Tongue, tongue
from corrobora.show.toponyms import toponym
from corrobora.show.words import sentence
from corrobora.types import Balance, Place

_LEAST = 2
_WIDTH, _HEIGHT = 900, 260
_TICKS = 7
_HOLDS, _FAILS, _COUNT = "#1b6e52", "#b8301c", "#2f5c9c"
_Row = dict[str, Any]


def tally_steps(balances: Iterable[Balance], said: Mapping[str, Said], code: str = "en") -> list[tuple[str, Any]]:
    """Return a chart for each thing that was counted up to two days or more, by what is counted, in a language."""
    words = tongue(code)
    series: dict[str, list[Balance]] = defaultdict(list)
    for balance in balances:
        if _day(balance) and balance.claim in said:
            series[_thing(balance, words)].append(balance)
    many = [(name, items) for name, items in sorted(series.items()) if len({_day(b) for b in items}) >= _LEAST]
    return [(name, _steps(_rows(items, said, words), words)) for name, items in many]


def _day(balance: Balance) -> str:
    """Return the day up to which a tally counts, "" where its words name none."""
    end = (balance.scope.period or "").rpartition("/")[2]
    when = days(end)
    return end if when and when.sharp else ""


def _thing(balance: Balance, words: Tongue) -> str:
    """Return what a tally counts, in words: its event, where, and since when."""
    start = (balance.scope.period or "").partition("/")[0]
    what = words.event(balance.scope.event) if balance.scope.event else words.term("incident")
    places = words.comma.join(_called(place, words) for place in balance.scope.places)
    where = words.say("%(what)s in %(places)s") % {"what": what, "places": places} if places else what
    return sentence(f"{where} {words.say('since %(day)s') % {'day': words.day(start)}}")


def _called(place: Place, words: Tongue) -> str:
    if place.precision == "country":
        return words.country(place.country)
    return toponym(place.name, place.country, words.code) or place.name or place.text


def _rows(balances: Sequence[Balance], said: Mapping[str, Said], words: Tongue) -> list[_Row]:
    rows: list[_Row] = []
    for balance in sorted(balances, key=lambda b: (_day(b), b.number, b.claim)):
        rows.append(_point(balance, said[balance.claim].who, words))
        if len(rows) > 1 and all(rows[-1][key] == rows[-2][key] for key in ("reported", "fits")):
            rows[-1]["label"] = ""  # a copy's number would be written over the first
    return rows


def _point(balance: Balance, who: str, words: Tongue) -> _Row:
    fits = stands(balance)
    counted = balance.counted
    both = {"certain": counted.certain, "possible": counted.possible}
    return {
        "day": _day(balance),
        "on": words.day(_day(balance)),
        "reported": balance.number,
        "label": f"{balance.number}" if fits else f"{balance.number} ✗",
        "certain": counted.certain,
        "most": counted.certain + counted.possible,
        "counted": words.say("%(certain)s, and %(possible)s possible") % both,
        "by": who,
        "verdict": balance.verdict,
        "fits": "holds" if fits else "disputed",
        "href": f"#tally-{balance.claim}",
    }


def _steps(rows: Sequence[_Row], words: Tongue) -> Any:  # noqa: ANN401 - a layered chart
    span = days(f"{rows[0]['day']}/{rows[-1]['day']}")
    step = alt.TimeIntervalStep(interval="day", step=max(1, round((span.length if span else 1) / _TICKS)))
    axis = alt.Axis(format=words.charted, tickCount=step, grid=False, labelFontSize=13, **LEGIBLE)
    base = chart_of(rows).encode(x=alt.X("day:T", title=None, axis=axis, scale=alt.Scale(type="utc", padding=30)))
    layers = [*_counted(base, rows, words), *_reported(base, words)]
    return alt.layer(*layers).properties(width=_WIDTH, height=_HEIGHT).configure_view(stroke=None)


def _counted(base: Any, rows: Sequence[_Row], words: Tongue) -> list[Any]:  # noqa: ANN401 - charts
    """Return the ledger's count as steps, with what it may count besides as a shade, named at their right end."""
    axis = alt.Axis(tickMinStep=1, labelFontSize=13, gridColor="#eceae4")
    certain = alt.Y("certain:Q", scale=alt.Scale(zero=True, nice=True), title=None, axis=axis)
    counts = words.say("the ledger counts %(number)s") % {"number": rows[-1]["certain"]}
    end = chart_of([rows[-1]]).encode(x="day:T")
    named = end.mark_text(align="right", dx=-6, dy=-8, fontSize=12, fontWeight=700, color=_COUNT)
    return [
        base.mark_area(interpolate="step-after", color=_COUNT, opacity=0.12).encode(y=certain, y2="most:Q"),
        base.mark_line(interpolate="step-after", color=_COUNT, strokeWidth=2.5).encode(y="certain:Q"),
        named.encode(y="certain:Q", text=alt.value(counts)),
    ]


def _reported(base: Any, words: Tongue) -> list[Any]:  # noqa: ANN401 - charts
    """Return the reported numbers as points, by voice, each with its number beside it."""
    colour = alt.Color("fits:N", scale=alt.Scale(domain=["holds", "disputed"], range=[_HOLDS, _FAILS]), legend=None)
    sizes: dict[str, Any] = {"labelLimit": 380, "labelFontSize": 13, "titleFontSize": 13}
    legend = alt.Legend(title=words.say("reported by"), orient="bottom", columns=2, **sizes)
    titles = {"by": words.say("said by"), "on": words.say("up to")}
    names = ("reported", "by", "on", "counted", "verdict")
    points = base.mark_point(filled=True, size=120, opacity=1, cursor="pointer").encode(
        y="reported:Q",
        shape=alt.Shape("by:N", legend=legend),
        color=colour,
        tooltip=[alt.Tooltip(f"{name}:N", title=titles.get(name, words.term(name))) for name in names],
        href="href:N",
    )
    labels = base.mark_text(align="left", dx=9, dy=-9, fontSize=14, fontWeight=700)
    return [points, labels.encode(y="reported:Q", text="label:N", color=colour)]
