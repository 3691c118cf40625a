"""Signing in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from corrobora.show.web.sessions import begin, end, is_ours
from corrobora.show.web.site import Asked, asked

router = APIRouter(include_in_schema=False)
Anybody = Annotated[Asked, Depends(asked)]


@router.get("/login")
def ask_to_sign_in(asked: Anybody, goes: Annotated[str, Query(alias="next", max_length=2000)] = "/") -> Response:
    """Return the form for signing in."""
    return asked.page("login", goes=inside(goes), wrong="")


@router.post("/login")
def sign_in(
    asked: Anybody,
    request: Request,
    name: Annotated[str, Form(max_length=100)],
    password: Annotated[str, Form(max_length=1000)],
    mark: Annotated[str, Form(max_length=500)],
    goes: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Begin a session where name and password fit; slowly, where somebody tries many."""
    site, goes = asked.site, inside(goes)
    if not is_ours(request, site.accounts, mark):
        return asked.page("login", 403, goes=goes, wrong=asked.tongue.say("This form had expired; please try again."))
    client = request.client.host if request.client else ""
    if not (site.logins.allows(client) and site.logins.allows(f"name:{name}")):
        wrong = asked.tongue.say("Too many tries; please wait a minute.")
        return asked.page("login", 429, goes=goes, wrong=wrong)
    if not site.accounts.signed_in(name, password):
        return asked.page("login", 401, goes=goes, wrong=asked.tongue.say("The name or the password is wrong."))
    answer = RedirectResponse(goes, 303)
    begin(answer, site.accounts, name, secure=site.secure)
    return answer


@router.post("/logout")
def sign_out(asked: Anybody, request: Request, mark: Annotated[str, Form(max_length=500)]) -> Response:
    """End a session."""
    answer = RedirectResponse("/", 303)
    if is_ours(request, asked.site.accounts, mark):
        end(answer)
    return answer


def inside(path: str) -> str:
    """Return a path of this server; anything else becomes the first page.

    >>> inside("/review?x=1"), inside("//evil.example"), inside("https://evil.example")
    ('/review?x=1', '/', '/')
    """
    plain = path.startswith("/") and not path.startswith("//") and "\\" not in path
    return path if plain and path.isprintable() else "/"
