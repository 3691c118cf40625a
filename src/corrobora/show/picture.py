"""A chart -> what the page holds of it: a drawing for every reader, and the specification that makes it live."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import Any

import altair as alt
import vl_convert

from corrobora.show.words import visible

# of an axis of days: no label over another, none cut off at an edge
LEGIBLE: Mapping[str, Any] = {"labelOverlap": "greedy", "labelSeparation": 10, "labelFlush": 40}
_ELSEWHERE = 'xlink:href="https://vega.github.io/vega-datasets/'  # where the engine takes our links to lead
_IDS = re.compile(r"(?<=[\"#])(?:clip|gradient)_?\d+(?=[\")])")


def picture(key: str, name: str, chart: alt.LayerChart) -> Mapping[str, str]:
    """Return a chart as SVG and as JSON, with its name; `key` sets its ids apart from those of other charts."""
    specification = specified(chart)
    return {
        "name": name,
        "svg": _renumbered(key, drawing(specification)),
        "spec": json.dumps(specification, ensure_ascii=False, separators=(",", ":")),
    }


def chart_of(rows: Sequence[Mapping[str, Any]]) -> Any:  # noqa: ANN401 - altair types neither its data nor its marks
    """Return a chart over rows, to be given a mark."""
    return alt.Chart(alt.Data(values=list(rows)))  # type: ignore[no-untyped-call]


def specified(chart: Any) -> dict[str, Any]:  # noqa: ANN401 - a chart
    """Return the specification of a chart; its named rows go around Altair, which would look at every number.

    Nor does it hold our own charts against the schema of Vega-Lite again, which takes longer than all else.
    """
    rows = chart.datasets
    if rows is alt.Undefined:
        return dict(shown(chart.to_dict(validate=False)))
    bare = chart.copy(deep=False)
    bare.datasets = alt.Undefined
    made = bare.to_dict(validate=False)
    return dict(shown({**made, "datasets": {**made.get("datasets", {}), **rows}}))


def drawing(specification: str | dict[str, Any]) -> str:
    """Return the drawing of a chart as SVG; its links lead where the chart says."""
    return str(vl_convert.vegalite_to_svg(specification)).replace(_ELSEWHERE, 'xlink:href="')


def _renumbered(key: str, svg: str) -> str:
    """Return a drawing with its own ids: Vega counts them up over all that one process draws."""
    seen: dict[str, str] = {}
    return _IDS.sub(lambda found: seen.setdefault(found[0], f"{key}-{len(seen)}"), svg)


def shown(thing: Any) -> Any:  # noqa: ANN401 - any JSON in and out
    """Return a specification with its control characters made visible: one of them would end the drawing process."""
    if isinstance(thing, str):
        return visible(thing)
    if isinstance(thing, list):
        return [shown(each) for each in thing]
    if isinstance(thing, dict):  # of geometry there is much, and numbers alone
        return {key: each if key == "geometry" else shown(each) for key, each in thing.items()}
    return thing


@cache
def vega() -> str:
    """Return Vega, Vega-Lite and vega-embed as one script that may stand inside a page."""
    bundle = str(vl_convert.javascript_bundle())  # type: ignore[call-arg]
    return bundle.replace("</script", "<\\/script").replace("\r", "")


def fingerprint(script: str) -> str:
    """Return the name under which a content security policy lets a script run.

    >>> fingerprint("1")
    'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='
    """
    return "sha256-" + b64encode(sha256(script.encode()).digest()).decode()
