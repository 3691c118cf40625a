"""The charts of the pages, each as SVG and PNG for everybody and as its specification for those that run scripts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from threading import Lock
from typing import Any

import altair as alt
import vl_convert

from corrobora.keep.shelf import Wanted
from corrobora.keep.shelf.spots import Spot
from corrobora.show.maps import GRADES, area_map, country_map, density_map
from corrobora.show.picture import LEGIBLE, chart_of, drawing, specified
from corrobora.show.steps import tally_steps
from corrobora.show.timeline import by_month
from corrobora.show.tongue import Tongue
from corrobora.show.web.held import Held
from corrobora.show.web.tables import things
from corrobora.types import Incident

_DRAWING = Lock()  # the drawing engine takes one at a time
_PNG_SCALE = 2
_WIDTH, _HEIGHT = 620, 180
_SINGLE = 300  # incidents or tallies that are drawn one by one


class Figures:
    """Draws the charts of one state of the books; what was drawn is kept."""

    def __init__(self, most: int = 200) -> None:
        self.svg = lru_cache(most)(_svg)
        self.png = lru_cache(most // 4)(_png)


def _svg(specification: str) -> str:
    with _DRAWING:
        return drawing(specification)


def _png(specification: str) -> bytes:
    with _DRAWING:
        return bytes(vl_convert.vegalite_to_png(specification, scale=_PNG_SCALE))


def figure(name: str, held: Held, wanted: Wanted, words: Tongue) -> dict[str, Any] | None:
    """Return the specification of a chart by its name, null where there is none.

    `map-IQ` is a country's incidents, `incident-i-…` one on its own, `story-i-…` its numbers over time, `timeline` all
    by their months, `tallies-0` the first thing that was counted more than once.
    """
    return held.once((name, wanted, words.code), lambda: _figure(name, held, wanted, words))


def _figure(name: str, held: Held, wanted: Wanted, words: Tongue) -> dict[str, Any] | None:
    kind, _, about = name.partition("-")
    chart = None
    if kind == "map":
        chart = _country(held, about, wanted, words)
    elif kind == "incident" and about in held.incidents:
        chart = area_map([_renamed(held.incidents[about], held, words)], words.code)
    elif kind == "story" and about in held.incidents:
        chart = _story(held.incidents[about], words)
    elif kind == "timeline":
        chart = by_month(monthly(held, wanted), words)
    elif kind == "tallies" and about.isdecimal():
        steps = _steps(held, wanted, words)
        chart = steps[int(about)][1] if int(about) < len(steps) else None
    return None if chart is None else _localised(_linked(specified(chart)), words)


def spotted(held: Held, wanted: Wanted, country: str | None = None) -> list[Spot]:
    """Return where the incidents stand that are wanted."""
    return held.once(("spots", wanted, country), lambda: held.shelf.spots(wanted, country))


def monthly(held: Held, wanted: Wanted) -> list[tuple[str, str, int]]:
    """Return how many of the incidents that are wanted each month has, by grade."""
    return held.once(("months", wanted), lambda: held.shelf.months(wanted))


def by_months(held: Held, wanted: Wanted) -> list[tuple[str, dict[str, int]]]:
    """Return how many of the incidents that are wanted each month has in all and of each grade, the latest first."""
    found: dict[str, dict[str, int]] = {}
    for month, grade, number in monthly(held, wanted):
        told = found.setdefault(month, {"incidents": 0, **dict.fromkeys(GRADES, 0)})
        told[grade] = told.get(grade, 0) + number
        told["incidents"] += number
    return sorted(found.items(), reverse=True)


def _country(held: Held, code: str, wanted: Wanted, words: Tongue) -> Any:  # noqa: ANN401 - a chart
    """Return the map of a country: incident by incident where these are few, else how many stand at each place."""
    every = spotted(held, Wanted(), code)
    if sum(each.number for each in every) > _SINGLE:
        those = [_called(each, held, words) for each in spotted(held, wanted, code)]
        return density_map([_called(each, held, words) for each in every], those, words.code)
    inside, only = held.shelf.placed(code), held.shelf.placed(code, wanted)
    held.incidents.hold(inside)
    some = [_renamed(held.incidents[each], held, words) for each in inside]
    return country_map(some, code, words.code, frozenset(only))


def _called(spot: Spot, held: Held, words: Tongue) -> Spot:
    return spot._replace(name=held.called(spot, words.code) or spot.name)


def _renamed(incident: Incident, held: Held, words: Tongue) -> Incident:
    """Return an incident whose places are called as the articles of the reader's language call them."""
    places = (replace(each, name=held.called(each, words.code) or each.name) for each in incident.places)
    return replace(incident, places=tuple(places))


def series(held: Held, wanted: Wanted, words: Tongue) -> list[str]:
    """Return what was counted more than once, by name, where the tallies that are wanted are few enough to draw."""
    return [name for name, _ in _steps(held, wanted, words)]


def _steps(held: Held, wanted: Wanted, words: Tongue) -> list[tuple[str, Any]]:
    def made() -> list[tuple[str, Any]]:
        if held.count("tallies", wanted) > _SINGLE:
            return []
        some = things(held, "tallies", wanted, _SINGLE)
        return tally_steps(some, held.said, words.code)

    return held.once(("steps", wanted, words.code), made)


def _localised(specification: Any, words: Tongue) -> dict[str, Any]:  # noqa: ANN401 - any JSON in
    """Return a specification whose axes name months and days in a language."""
    plain = {"dateTime": "%x, %X", "date": "%x", "time": "%X", "periods": ["", ""]}
    time = plain | words.months
    return {**specification, "config": {**specification.get("config", {}), "locale": {"time": time}}}


def _linked(thing: Any) -> Any:  # noqa: ANN401 - any JSON in and out
    """Return a specification whose links lead to pages rather than to places on one page."""
    if isinstance(thing, dict):
        return {key: _BY_KEY.get(key, _linked)(each) for key, each in thing.items()}
    return [_linked(each) for each in thing] if isinstance(thing, list) else thing


def _address(value: Any) -> Any:  # noqa: ANN401 - a link, or a channel of that name
    if isinstance(value, str) and value.startswith("#i-"):
        return f"/incidents/{value[1:]}"
    if isinstance(value, str) and value.startswith("#place="):
        return f"/incidents?{value[1:]}"
    return f"/tallies/{value.removeprefix('#tally-')}" if isinstance(value, str) else _linked(value)


_BY_KEY: Mapping[str, Callable[[Any], Any]] = {"href": _address, "geometry": lambda numbers: numbers}


def told_days(incident: Incident) -> int:
    """Return on how many days there are numbers of an incident; two make a story."""
    return len({step.day[:10] for step in incident.story if step.day})


def _story(incident: Incident, words: Tongue) -> Any:  # noqa: ANN401 - a chart
    rows = [
        {"day": step.day[:10], "number": step.number, "measure": words.term(step.measure)}
        for step in incident.story
        if step.day
    ]
    if told_days(incident) < 2:  # noqa: PLR2004 - a change takes two days
        return None
    days = [_day(day) for day in sorted({step.day[:10] for step in incident.story if step.day})]
    axis = alt.Axis(grid=False, format=words.charted, values=days, **LEGIBLE)
    base = chart_of(rows).encode(
        x=alt.X("utcyearmonthdate(day):T", title=None, axis=axis),
        y=alt.Y("number:Q", title=None, axis=alt.Axis(tickMinStep=1)),
        color=alt.Color("measure:N", legend=alt.Legend(title=None, orient="top")),
    )
    line = base.mark_line(interpolate="step-after", point=True)
    labels = base.mark_text(align="left", dx=6, dy=-8, fontWeight=700).encode(text="number:Q")
    chart = alt.layer(line, labels).properties(width=_WIDTH // 2, height=_HEIGHT).configure_view(stroke=None)
    return chart.configure_axis(labelFontSize=12).configure_legend(labelFontSize=12)


def _day(day: str) -> alt.DateTime:
    year, month, date = map(int, f"{day}-01-01".split("-")[:3])
    return alt.DateTime(year=year, month=month, date=date, utc=True)
