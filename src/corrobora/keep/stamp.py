"""Timestamps by RFC 3161: an authority's word for when a ledger held what it holds.

What is stamped is the last hash of each chain, as one line of JSON; whoever has that line and the token proves it
without this program (`openssl ts -verify`). https://www.rfc-editor.org/rfc/rfc3161
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from corrobora.errors import UsageError
from corrobora.schema import json_line

if TYPE_CHECKING:  # an extra
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampRequest, TimeStampResponse

_QUERY, _REPLY = "application/timestamp-query", "application/timestamp-reply"
_MOST = 1_000_000  # bytes of an answer; one with all its certificates has ten thousand


def installed() -> bool:
    """Return whether the library is there that reads tokens, an extra (`timestamp`)."""
    return find_spec("rfc3161_client") is not None


def message(heads: Mapping[str, str]) -> bytes:
    """Return what is stamped of a ledger with these heads.

    >>> message({"entries": "ab", "decisions": "cd"})
    b'{"entries": "ab", "decisions": "cd"}'
    """
    return json_line(dict(heads)).encode()


def stamped(heads: Mapping[str, str], url: str, timeout: float, roots: Sequence[Certificate] = ()) -> str:
    """Return the token by which the authority at `url` says when it saw these heads, in Base64.

    UsageError says why there is none: no answer, a refusal, or an answer that doesn't fit what was asked.
    """
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    builder = TimestampRequestBuilder().data(message(heads)).hash_algorithm(HashAlgorithm.SHA256)
    asked = builder.cert_request(cert_request=True).build()
    answer = _post(url, asked.as_bytes(), timeout)
    token = base64.b64encode(answer).decode()
    wrong = _granted(answer, asked) or fault(heads, token, roots)
    if wrong:
        raise UsageError(f"{url}: {wrong}; nothing was kept")
    return token


def _post(url: str, query: bytes, timeout: float) -> bytes:
    import httpx

    try:
        answer = httpx.post(url, content=query, headers={"Content-Type": _QUERY, "Accept": _REPLY}, timeout=timeout)
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise UsageError(
            f"{url}: no timestamp: {str(error).lower()}; try again, or another `timestamp_authority`"
        ) from error
    if answer.status_code != httpx.codes.OK or len(answer.content) > _MOST:
        raise UsageError(f"{url}: no timestamp: status {answer.status_code}; see that it is an RFC 3161 authority")
    return answer.content


def _granted(answer: bytes, asked: TimeStampRequest) -> str | None:
    """Return why an answer is none to what was asked, or null."""
    try:
        found = _decoded(answer)
        if found.status != 0:
            return f"the authority refused: {', '.join(found.status_string) or f'status {found.status}'}"
        if found.tst_info.nonce != asked.nonce:
            return "the answer is of another request"
    except ValueError as error:
        return f"this is no answer of a timestamp authority ({error})"
    return None


def fault(heads: Mapping[str, str], token: str | None, roots: Sequence[Certificate] = ()) -> str | None:
    """Return what is wrong with a token for these heads, or null; who signed it is proved where roots are given."""
    from rfc3161_client import VerificationError, VerifierBuilder

    digest = hashlib.sha256(message(heads)).digest()
    try:
        found = _decoded(base64.b64decode(token or "", validate=True))
        if found.tst_info.message_imprint.message != digest:
            return "the token is of something else"
        if roots:
            VerifierBuilder(roots=list(roots)).build().verify(found, digest)
    except VerificationError as error:
        return f"the token isn't signed by a root that was given ({error})"
    except (ValueError, binascii.Error) as error:
        return f"the token can't be read ({error})"
    return None


def moment(token: str | None) -> datetime:
    """Return when a token says that it was made, in UTC."""
    return _decoded(base64.b64decode(token or "")).tst_info.gen_time


def _decoded(answer: bytes) -> TimeStampResponse:
    from rfc3161_client import decode_timestamp_response

    return decode_timestamp_response(answer)


def roots_of(path: Path) -> list[Certificate]:
    """Return the certificates of a PEM file: an authority's root, and those between where its tokens lack them."""
    from cryptography.x509 import load_pem_x509_certificates

    try:
        return load_pem_x509_certificates(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path}: can't be read: {(error.strerror or str(error)).lower()}") from error
    except ValueError as error:
        raise UsageError(f"{path}: no certificates in PEM: {error}; fetch the root of your authority") from error
