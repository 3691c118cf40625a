"""What one server knows: its ledger, who may come in, and how a request is answered as a page."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from threading import Lock
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import Depends, Query, Request
from fastapi.responses import HTMLResponse
from starlette.datastructures import URL
from starlette.requests import HTTPConnection

from corrobora.show.tongue import LANGUAGES, Tongue, chosen, tongue
from corrobora.show.web.accounts import Account, Accounts
from corrobora.show.web.filters import Day, Filter
from corrobora.show.web.guard import Rates
from corrobora.show.web.held import Held
from corrobora.show.web.holder import Holder
from corrobora.show.web.render import render
from corrobora.show.web.sessions import FORMS, form_key, form_mark, keep_form_key, visitor

_LANGUAGE = "corrobora_language"
_YEAR_S = 365 * 24 * 3600
_LINK = re.compile(r'(href|src|data-chart)="((?!/static/|/login|/logout|/review|/report\.css|/vega\.js|//)[/?][^"]*)"')


@dataclass(frozen=True, slots=True)
class Site:
    """A ledger that is served; `open` says that reading needs no account, `secure` that cookies want HTTPS.

    Who has the `turn` looks up and renders, one request at a time: threads that share an interpreter are no quicker
    together, and a query would wait for the others at each of its rows.
    """

    holder: Holder
    accounts: Accounts
    open: bool = True
    secure: bool = False
    logins: Rates = field(default_factory=lambda: Rates(0.1, 8))
    turn: Lock = field(default_factory=Lock)


class NotAllowed(Exception):  # noqa: N818 - what it says, not a fault
    """Somebody asks for what they may not see or do; `known` says that it is not for want of an account."""

    def __init__(self, *, known: bool) -> None:
        super().__init__("known" if known else "unknown")
        self.known = known


class Missing(Exception):  # noqa: N818 - the same
    """There is no such thing in the books."""


@dataclass(slots=True)
class Asked:
    """A request, who makes it, in which language it is answered, and the books that it is about, as of `day`."""

    request: Request
    site: Site
    account: Account | None
    tongue: Tongue
    day: str = ""
    lent: ExitStack = field(default_factory=ExitStack)
    turn: ExitStack = field(default_factory=ExitStack)
    _held: Held | None = None

    @property
    def held(self) -> Held:
        """Return the books as they are now, or were on the day that is asked for, once it is this request's turn."""
        if self._held is None:
            self._held = self.lent.enter_context(self.site.holder.lend(self.day, fresh=self.account is not None))
            self.turn.enter_context(self.site.turn)
        return self._held

    @property
    def may_review(self) -> bool:
        """Return whether whoever asks may decide here: not of the past."""
        return self.account is not None and "review" in self.account.scopes and not self.day

    def page(self, name: str, status: int = 200, **context: Any) -> HTMLResponse:  # noqa: ANN401 - what the page shows
        """Return a page in the language of whoever asks."""
        key, marked = form_key(self.request), list[str]()

        def mark() -> str:
            marked.append(form_mark(self.site.accounts, key))
            return marked[-1]

        context = {
            "asked": self,
            "here": _here(self.request.url),
            "mark": mark,
            "wanted": Filter(),
            "switch": self.switch,
            "quote": quote,
            **context,
        }
        html = render(f"{name}.html.j2", self.tongue.code, context)
        answer = HTMLResponse(self._dated(html) if self.day else html, status)
        answer.headers["Content-Language"] = self.tongue.code
        answer.headers["Vary"] = "Accept-Language, Cookie"
        if self.request.query_params.get("lang") in LANGUAGES:
            answer.set_cookie(_LANGUAGE, self.tongue.code, max_age=_YEAR_S, samesite="lax", secure=self.site.secure)
        if marked and not self.request.cookies.get(FORMS):
            keep_form_key(answer, key, secure=self.site.secure)
        return answer

    def _dated(self, html: str) -> str:
        """Return a page whose links lead to the same day: what articles say is escaped, and holds no link."""
        asks = f"as_of={quote(self.day)}"

        def dated(found: re.Match[str]) -> str:
            if "as_of=" in found[2]:
                return found[0]
            path, question, rest = found[2].partition("?")
            query, mark, place = rest.partition("#") if question else ("", *path.partition("#")[1:])
            query = "&amp;".join(filter(None, [query, asks]))
            return f'{found[1]}="{path.partition("#")[0]}?{query}{mark}{place}"'

        return _LINK.sub(dated, html)

    def now(self) -> str:
        """Return the address of this page as of now."""
        kept = [(k, v) for k, v in self.request.query_params.multi_items() if k != "as_of"]
        return quote(self.request.url.path) + (f"?{urlencode(kept)}" if kept else "")

    def switch(self, code: str) -> str:
        """Return the address of this page in another language."""
        kept = [(k, v) for k, v in self.request.query_params.multi_items() if k not in {"lang", "next"}]
        return f"{quote(self.request.url.path)}?{urlencode([*kept, ('lang', code)])}"


def _here(url: URL) -> str:
    return quote(url.path) + (f"?{url.query}" if url.query else "")


def asked(request: Request) -> Asked:
    """Return a request with who makes it, whatever they may do."""
    site: Site = request.app.state.site
    return Asked(request, site, visitor(request, site.accounts), tongue(language(request)))


def language(asks: HTTPConnection) -> str:
    """Return the language in which a request is answered."""
    accepted = asks.headers.get("accept-language", "")
    return chosen(asks.query_params.get("lang"), asks.cookies.get(_LANGUAGE), accepted)


AsOf = Annotated[Day, Query(description="The books as they were known on this day (2021-11-27)")]


async def reading(request: Request, as_of: AsOf = "") -> AsyncIterator[Asked]:
    """Give a request of somebody who may read."""
    out = asked(request)
    if not out.site.open and (out.account is None or "read" not in out.account.scopes):
        raise NotAllowed(known=out.account is not None)
    out.day = as_of
    with out.lent:
        yield out


async def reviewing(request: Request) -> AsyncIterator[Asked]:
    """Give a request of somebody who may decide."""
    out = asked(request)
    if not out.may_review:
        raise NotAllowed(known=out.account is not None)
    with out.lent:
        yield out


async def _reading(asked: Annotated[Asked, Depends(reading)]) -> AsyncIterator[Asked]:
    with asked.turn:
        yield asked


async def _reviewing(asked: Annotated[Asked, Depends(reviewing)]) -> AsyncIterator[Asked]:
    with asked.turn:
        yield asked


# whose turn ends once the answer is made, before it is sent
Reader = Annotated[Asked, Depends(_reading, scope="function")]
Reviewer = Annotated[Asked, Depends(_reviewing, scope="function")]
