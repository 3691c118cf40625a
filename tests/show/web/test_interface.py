"""The interface for programs: its description holds, whatever is asked."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from hypothesis.strategies import SearchStrategy
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from corrobora.show.web.accounts import Accounts
from tests.show.web.conftest import Server

pytestmark = pytest.mark.slow


def test_schemathesis_finds_nothing(server: Server) -> None:
    schema = schemathesis.openapi.from_url(f"{server.address}/openapi.json")
    bearer = {"Authorization": f"Bearer {Accounts(server.accounts).token('ann', 'test', ('read', 'review'))}"}
    operations = [found.ok() for found in schema.get_all_operations()]  # type: ignore[union-attr] # an error raises
    with requests.Session() as session:
        session.headers.update(bearer)
        for operation in operations:
            for mode in GenerationMode:
                _ask(operation.as_strategy(generation_mode=mode), session)
    assert len(operations) > 20


def _ask(cases: SearchStrategy[schemathesis.Case[Any]], session: requests.Session) -> None:
    @settings(max_examples=5, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=cases)
    def ask(case: schemathesis.Case[Any]) -> None:
        # A decision may be refused though its form is right: of nothing, or without a reason.
        left_out: list[Any] = [positive_data_acceptance] if case.method == "POST" else []
        case.call_and_validate(session=session, excluded_checks=left_out)

    with suppress(Unsatisfiable):  # an operation without parameters can't be asked wrongly
        ask()


def test_everything_it_describes_is_there(server: Server) -> None:
    with server.client() as client:
        described = client.get("/openapi.json").json()
        paths = described["paths"]
        assert {"/incidents.json", "/incidents.csv", "/documents/{id}.json", "/api/decisions"} <= set(paths)
        assert not [path for path in paths if "review" in path or path == "/login"]
        assert json.dumps(described)


def test_a_program_decides_with_its_token(server: Server) -> None:
    token = Accounts(server.accounts).token("bo", "program", ("read", "review"))
    with server.client(Authorization=f"Bearer {token}") as client:
        incident = client.get("/incidents.json?grade=weak").json()["rows"][0]["id"]
        made = client.post("/api/decisions", json={"verdict": "comment", "subject": incident, "why": "by a program"})
        assert made.status_code == 201
        assert "bo: comment" in made.json()["says"]
        refused = client.post("/api/decisions", json={"verdict": "reject", "subject": incident})
        assert refused.status_code == 400
        assert "say why" in refused.json()["detail"]
