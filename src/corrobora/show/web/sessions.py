"""Signed sessions, and the marks of forms without which nothing is changed."""

from __future__ import annotations

import secrets

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response

from corrobora.show.web.accounts import SCOPES, Account, Accounts

SESSION, FORMS = "corrobora_session", "corrobora_forms"
_HOURS_S = 12 * 3600


def visitor(request: Request, accounts: Accounts) -> Account | None:
    """Return who asks: by the token of a program, or by the session of a browser; null where nobody is known."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return accounts.bearer(token.strip())
    try:
        name, stamp = _signer(accounts, "session").loads(request.cookies.get(SESSION, ""), max_age=_HOURS_S)
    except (BadSignature, ValueError, TypeError):
        return None
    known = accounts.stamp(name) if isinstance(name, str) else ""
    return Account(name, frozenset(SCOPES)) if known and known == stamp else None


def begin(response: Response, accounts: Accounts, name: str, *, secure: bool) -> None:
    """Give a browser the session of a person."""
    value = _signer(accounts, "session").dumps([name, accounts.stamp(name)])
    _keep(response, SESSION, value, secure=secure)


def end(response: Response) -> None:
    """Take a browser's session away."""
    response.delete_cookie(SESSION, httponly=True, samesite="lax")


def form_key(request: Request) -> str:
    """Return what ties the forms of a browser to it: what it bears, or new."""
    return request.cookies.get(FORMS) or secrets.token_urlsafe(16)


def form_mark(accounts: Accounts, key: str) -> str:
    """Return the hidden field of a form; each is different, so that compressing pages tells nothing of it."""
    return _signer(accounts, "form").dumps([key, secrets.token_urlsafe(6)])


def keep_form_key(response: Response, key: str, *, secure: bool) -> None:
    """Give a browser what its forms are tied to."""
    _keep(response, FORMS, key, secure=secure)


def is_ours(request: Request, accounts: Accounts, mark: str) -> bool:
    """Return whether a form that was sent is one that this browser got from here."""
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    try:
        key, _ = _signer(accounts, "form").loads(mark, max_age=_HOURS_S)
    except (BadSignature, ValueError, TypeError):
        return False
    own = request.cookies.get(FORMS, "")
    return bool(own) and isinstance(key, str) and secrets.compare_digest(key, own)


def _keep(response: Response, name: str, value: str, *, secure: bool) -> None:
    response.set_cookie(name, value, max_age=_HOURS_S, httponly=True, samesite="lax", secure=secure)


def _signer(accounts: Accounts, salt: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(accounts.secret(), salt=f"corrobora.{salt}")
