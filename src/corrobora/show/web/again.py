"""What was answered before: the same to whoever asks for it again, as long as the books are as they were."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corrobora.errors import CorroboraError
from corrobora.show.web.sessions import SESSION
from corrobora.show.web.site import language

_MOST, _LARGEST = 64 << 20, 1 << 20  # bytes of all answers, and of one
_ALWAYS = ("/static/", "/report.css", "/vega.js")  # files, which cost nothing


@dataclass(slots=True)
class _Answer:
    start: Message
    parts: list[bytes] = field(default_factory=list)
    whole: bool = False

    @property
    def size(self) -> int:
        return sum(len(part) for part in self.parts)


class Again:
    """Keeps what readers who haven't signed in were shown, in one state of the books; those unused longest go first.

    An answer that sets a cookie, that says that something went wrong or
    that is very long is kept never.
    """

    def __init__(
        self, app: ASGIApp, state: Callable[[], str], most: int = _MOST, lately: Callable[[], str] = str
    ) -> None:
        """Take what answers, and what says in which state the books are, and were lately, where it knows at once."""
        self._app, self._state, self._lately, self._most = app, state, lately, most
        self._kept: OrderedDict[tuple[str, ...], _Answer] = OrderedDict()
        self._of, self._size = "", 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as before, or let it be answered."""
        key = _key(scope)
        if key is None:
            await self._app(scope, receive, send)
            return
        try:
            state = self._lately() or await run_in_threadpool(self._state)
        except CorroboraError:  # which the page says
            await self._app(scope, receive, send)
            return
        if state != self._of:
            self._of, self._size = state, 0
            self._kept.clear()
        if (kept := self._kept.get(key)) is not None:
            self._kept.move_to_end(key)
            await send({**kept.start, "headers": list(kept.start["headers"])})
            await send({"type": "http.response.body", "body": b"".join(kept.parts)})
            return
        answer = _Answer({})
        await self._app(scope, receive, _heard(answer, send))
        if answer.whole and state == self._of and key not in self._kept:
            self._keep(key, answer)

    def _keep(self, key: tuple[str, ...], answer: _Answer) -> None:
        self._kept[key] = answer
        self._size += answer.size
        while self._size > self._most:
            self._size -= self._kept.popitem(last=False)[1].size


def _key(scope: Scope) -> tuple[str, ...] | None:
    """Return what an answer hangs on beside the books; null where nobody else may get it."""
    if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(_ALWAYS):
        return None
    asks = HTTPConnection(scope)
    if "authorization" in asks.headers or SESSION in asks.cookies:
        return None
    packed = str("gzip" in asks.headers.get("accept-encoding", ""))
    host = asks.headers.get("host", "")
    return scope["path"], scope["query_string"].decode("latin-1"), host, packed, language(asks)


def _heard(answer: _Answer, send: Send) -> Send:
    """Return what sends an answer on and notes it, if it is one to keep."""

    async def noted(message: Message) -> None:
        if message["type"] == "http.response.start":
            names = {name.lower() for name, _ in message["headers"]}
            if message["status"] == 200 and b"set-cookie" not in names:  # noqa: PLR2004 - the status itself
                answer.start = {**message, "headers": list(message["headers"])}
        elif answer.start:
            answer.parts.append(message.get("body", b""))
            answer.whole = not message.get("more_body", False)
            if answer.size > _LARGEST:
                answer.start, answer.parts, answer.whole = {}, [], False
        await send(message)

    return noted
