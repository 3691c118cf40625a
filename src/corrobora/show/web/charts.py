"""The charts as files: SVG and PNG to look at and to take along, JSON (Vega-Lite) for pages that run scripts."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import PlainTextResponse

from corrobora.show.picture import vega
from corrobora.show.report import asset
from corrobora.show.web.data import FAULTS, MISSING
from corrobora.show.web.figures import Figures, figure
from corrobora.show.web.filters import Filter
from corrobora.show.web.site import Asked, Missing, Reader

router = APIRouter()
_KEEP = {"Cache-Control": "public, max-age=86400"}
_figures = Figures()
Name = Annotated[str, Path(pattern=r"^[a-z]+(-[A-Za-z0-9-]{1,60})?$")]
Wanted = Annotated[Filter, Query()]


class _Svg(Response):
    media_type = "image/svg+xml"


class _Png(Response):
    media_type = "image/png"


def _files(kind: str) -> dict[int | str, dict[str, Any]]:
    return {**FAULTS, **MISSING, 200: {"content": {kind: {}}}}


def _specification(asked: Asked, name: str, wanted: Filter) -> str:
    found = figure(name, asked.held, wanted.wanted, asked.tongue)
    if found is None:
        raise Missing
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


@router.get("/charts/{name}.json", summary="A chart as Vega-Lite", responses=FAULTS | MISSING)
def chart_json(asked: Reader, name: Name, wanted: Wanted) -> dict[str, Any]:
    """Return the specification of a chart, with its rows in it."""
    return dict(json.loads(_specification(asked, name, wanted)))


@router.get("/charts/{name}.svg", responses=_files("image/svg+xml"), response_class=_Svg)
def chart_svg(asked: Reader, name: Name, wanted: Wanted) -> Response:
    """Return a chart as a drawing."""
    return _Svg(_figures.svg(_specification(asked, name, wanted)))


@router.get("/charts/{name}.png", responses=_files("image/png"), response_class=_Png)
def chart_png(asked: Reader, name: Name, wanted: Wanted) -> Response:
    """Return a chart as a picture."""
    return _Png(_figures.png(_specification(asked, name, wanted)))


@router.get("/report.css", include_in_schema=False)
def report_style() -> Response:
    """Return the style that the pages share with the report."""
    return PlainTextResponse(asset("report.css"), media_type="text/css", headers=_KEEP)


@router.get("/vega.js", include_in_schema=False)
def vega_script() -> Response:
    """Return Vega, which makes the charts live; only pages with a chart ask for it."""
    return PlainTextResponse(vega(), media_type="text/javascript", headers=_KEEP)
