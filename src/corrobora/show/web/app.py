"""The server: its guard, its routes, and what it says when something goes wrong."""

from __future__ import annotations

from collections.abc import Collection
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from corrobora.errors import CorroboraError, UsageError
from corrobora.show.web import charts, data, desk, details, entry, pages
from corrobora.show.web.again import Again
from corrobora.show.web.guard import Guard, Rates
from corrobora.show.web.holder import Reckoning
from corrobora.show.web.site import Missing, NotAllowed, Site, asked

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_HERE = Path(__file__).parent
_PROGRAMS = (".json", ".csv", ".svg", ".png")


def make_app(site: Site, hosts: Collection[str] = LOOPBACK, rate: float = 200.0) -> FastAPI:
    """Return the server of a site; it answers to `hosts` only, and each client `rate` times a second."""
    app = FastAPI(
        title="Corrobora",
        version=version("corrobora"),
        description="The ledger's rows for programs. Where reading needs an account, send a token: "
        "`Authorization: Bearer cor_…` (`corrobora accounts token`).",
        docs_url=None,
        redoc_url=None,
    )
    app.state.site = site
    for router in (data.router, details.router, charts.router, entry.router, desk.router, pages.router):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=_HERE / "static"), name="static")
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(Again, state=site.holder.state, lately=site.holder.lately)
    app.add_middleware(Guard, hosts=hosts, rates=Rates(rate, 4 * rate), secure=site.secure)
    app.add_exception_handler(NotAllowed, _not_allowed)
    app.add_exception_handler(Missing, _missing)
    app.add_exception_handler(Reckoning, _reckoning)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(CorroboraError, _failed)
    app.add_exception_handler(HTTPException, _plain)
    return app


def _answer(request: Request, status: int, detail: str, note: str = "") -> Response:
    """Return a fault as JSON for programs and as a page for people."""
    if _is_program(request):
        return JSONResponse({"detail": note or detail}, status)
    return asked(request).page("fault", status, detail=detail, note=note, number=status)


def _is_program(request: Request) -> bool:
    path = request.url.path
    return path.endswith(_PROGRAMS) or path.startswith("/api/")


def _not_allowed(request: Request, error: Exception) -> Response:
    known = isinstance(error, NotAllowed) and error.known
    if _is_program(request) or known:
        status = 403 if known else 401
        answer = _answer(request, status, "this is not for everybody: sign in, or ask for the right to do it")
        if status == 401:  # noqa: PLR2004 - the status itself
            answer.headers["WWW-Authenticate"] = "Bearer"
        return answer
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/login?next={quote(path, safe='')}" if request.method == "GET" else "/login", 303)


def _missing(request: Request, error: Exception) -> Response:
    del error
    return _answer(request, 404, "there is nothing here")


def _reckoning(request: Request, error: Exception) -> Response:
    del error
    answer = _answer(request, 503, "the books of that day are being reckoned: this page asks again by itself")
    answer.headers["Retry-After"] = answer.headers["Refresh"] = "5"
    return answer


def _invalid(request: Request, error: Exception) -> Response:
    found = error.errors() if isinstance(error, RequestValidationError) else []
    places = ((".".join(str(part) for part in each["loc"][1:]), str(each["msg"])) for each in found)
    note = "; ".join(f"{at}: {what}" for at, what in places)
    return _answer(request, 422, "the address or form holds something that can't be", note)


def _failed(request: Request, error: Exception) -> Response:
    return _answer(request, 400 if isinstance(error, UsageError) else 503, "this can't be done", str(error))


def _plain(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    details = {404: "there is nothing here", 405: "this can't be asked for in that way"}
    answer = _answer(request, status, details.get(status, "this can't be done"))
    if isinstance(error, HTTPException) and error.headers:
        answer.headers.update(error.headers)
    return answer
