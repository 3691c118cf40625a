"""Incidents -> a chart of how many there are by month and grade."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import altair as alt

from corrobora.link.days import days
from corrobora.show.maps import GRADES
from corrobora.show.picture import chart_of
from corrobora.show.tongue import Tongue, tongue
from corrobora.types import Incident

_WIDTH, _HEIGHT = 620, 180


def timeline(incidents: Iterable[Incident], words: Tongue | None = None) -> Any:  # noqa: ANN401 - a chart
    """Return how many incidents of each grade each month has, null where none is known to the month."""
    words = words or tongue("en")
    rows = []
    for incident in incidents:
        when = days(incident.when)
        if when is not None and incident.when and when.length <= 31:  # noqa: PLR2004 - a month
            day = incident.when.partition("/")[0][:10].strip("~?%")
            rows.append({"day": day, "grade": words.term(incident.grade), "key": incident.grade})
    if not rows:
        return None
    names = [words.term(grade) for grade in GRADES]
    colour = alt.Color(
        "grade:N",
        scale=alt.Scale(domain=names, range=list(GRADES.values())),
        legend=alt.Legend(title=None, orient="top"),
    )
    months = alt.Axis(labelOverlap="greedy", labelSeparation=12, grid=False)
    brush = alt.selection_interval(name="brush", encodings=["x"])
    bars = (
        chart_of(rows)
        .mark_bar()
        .encode(
            x=alt.X("yearmonth(day):T", title=None, axis=months),
            y=alt.Y("count():Q", title=words.say("incidents"), axis=alt.Axis(tickMinStep=1)),
            color=colour,
            tooltip=[alt.Tooltip("yearmonth(day):T", title=words.say("month")), "count():Q", "grade:N"],
        )
    )
    return bars.add_params(brush).properties(width=_WIDTH, height=_HEIGHT).configure_view(stroke=None)
