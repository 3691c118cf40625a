"""A chart -> what the page holds of it: a drawing for every reader, and the specification that makes it live."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256

import altair as alt
import vl_convert


def picture(name: str, chart: alt.LayerChart) -> Mapping[str, str]:
    """Return a chart as SVG and as JSON, with its name; the text of either is safe inside HTML."""
    specification = chart.to_dict()
    return {
        "name": name,
        "svg": vl_convert.vegalite_to_svg(specification),
        "spec": json.dumps(specification, ensure_ascii=False, separators=(",", ":")),
    }


@cache
def vega() -> str:
    """Return Vega, Vega-Lite and vega-embed as one script that may stand inside a page."""
    return str(vl_convert.javascript_bundle()).replace("</script", "<\\/script").replace("\r", "")


def fingerprint(script: str) -> str:
    """Return the name under which a content security policy lets a script run.

    >>> fingerprint("1")
    'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='
    """
    return "sha256-" + b64encode(sha256(script.encode()).digest()).decode()
