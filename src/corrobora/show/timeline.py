"""Incidents -> a chart of how many there are by month and grade."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import altair as alt

from corrobora.keep.shelf.spots import month_of
from corrobora.show.maps import GRADES
from corrobora.show.picture import LEGIBLE
from corrobora.show.tongue import Tongue, tongue
from corrobora.types import Incident

_WIDTH, _HEIGHT = 620, 180


def timeline(incidents: Iterable[Incident], words: Tongue | None = None) -> Any:  # noqa: ANN401 - a chart
    """Return how many incidents of each grade each month has, null where none is known to the month."""
    counted = Counter((month, each.grade) for each in incidents if (month := month_of(each.when)))
    return by_month([(*key, number) for key, number in sorted(counted.items())], words or tongue("en"))


def by_month(counted: Iterable[tuple[str, str, int]], words: Tongue) -> Any:  # noqa: ANN401 - a chart
    """Return a chart of month, grade and number of incidents, null where there are none."""
    rows = [{"month": month, "grade": words.term(grade), "number": number} for month, grade, number in counted]
    if not rows:
        return None
    names = [words.term(grade) for grade in GRADES]
    colour = alt.Color(
        "grade:N",
        scale=alt.Scale(domain=names, range=list(GRADES.values())),
        legend=alt.Legend(title=None, orient="top"),
    )
    months = alt.Axis(grid=False, **LEGIBLE)
    brush = alt.selection_interval(name="brush", encodings=["x"])
    bars = (
        alt.Chart(alt.NamedData("months"))
        .mark_bar()
        .encode(
            x=alt.X("utcyearmonth(month):T", title=None, axis=months),
            y=alt.Y("sum(number):Q", title=words.say("incidents"), axis=alt.Axis(tickMinStep=1)),
            color=colour,
            tooltip=[alt.Tooltip("utcyearmonth(month):T", title=words.say("month")), "number:Q", "grade:N"],
        )
    )
    chart = bars.add_params(brush).properties(width=_WIDTH, height=_HEIGHT).configure_view(stroke=None)
    out = chart.configure_axis(labelFontSize=12, titleFontSize=12).configure_legend(labelFontSize=12)
    out.datasets = {"months": rows}  # last, as each step before copies all that a chart holds
    return out
