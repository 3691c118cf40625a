"""Decisions by form: reasons are asked for, two signatures where they are wanted, undoing, claims put right."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import httpx
import pytest

from corrobora.keep.ledger import open_ledger
from tests.show.conftest import Demo
from tests.show.web.conftest import Server, mark_of, started

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pair(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a server on which a decision holds once two people have made it."""
    folder = tmp_path_factory.mktemp("pair")
    shutil.copy(demo.ledger, folder / "demo.db")
    yield from started(str(folder / "demo.db"), folder, CORROBORA_SIGNATURES="2")


def decide(client: httpx.Client, verdict: str, *subjects: str, **more: str) -> httpx.Response:
    mark = mark_of(client.get("/review").text)
    return client.post("/review/decide", data={"verdict": verdict, "subject": list(subjects), "mark": mark, **more})


def grade(client: httpx.Client, incident: str) -> str:
    return str(client.get(f"/incidents/{incident}.json").json()["grade"])


def test_a_decision_waits_for_a_second_signature(pair: Server) -> None:
    with pair.signed_in("ann") as ann, pair.signed_in("bo") as bo:
        incident = ann.get("/incidents.json?grade=weak").json()["rows"][0]["id"]
        assert decide(ann, "discount", incident, why="a film").status_code == 200
        assert grade(ann, incident) == "weak"
        assert ">Agree<" not in ann.get("/review").text
        page = bo.get("/review").text
        assert "Waiting for a second signature" in page
        waiting = re.search(r'name="decision" value="(r-\w+)"><button>Agree', page)
        assert waiting
        sent = {"decision": waiting[1], "mark": mark_of(page)}
        assert bo.post("/review/agree", data=sent).status_code == 200
        assert grade(bo, incident) == "discounted"
        page = ann.get("/review/log").text
        assert ann.post("/review/undo", data={"decision": waiting[1], "mark": mark_of(page)}).status_code == 200
        assert grade(ann, incident) == "weak"
    with open_ledger(pair.ledger) as ledger:
        assert [each.author for each in ledger.decisions()] == ["ann", "bo", "ann"]
        assert ledger.verify() == []


def test_what_changes_the_books_needs_a_reason(server: Server) -> None:
    with server.signed_in("ann") as client:
        rows = client.get("/incidents.json").json()["rows"]
        answer = decide(client, "reject", rows[0]["id"])
        assert answer.status_code == 400
        assert "say why" in answer.text
        for wrong in ("nonsense", "withdraw"):
            assert decide(client, wrong, rows[0]["id"], why="x").status_code == 400
        assert decide(client, "accept", "i-nowhere").status_code == 400
        assert decide(client, "grade", rows[0]["id"], value="Z9").status_code == 400


def test_a_claim_is_put_right_and_split_off(server: Server) -> None:
    with server.signed_in("ann") as client:
        several = next(row for row in client.get("/incidents.json").json()["rows"] if len(row["claims"]) > 2)
        claim = several["claims"][0]
        assert decide(client, "correct", claim, field="killed", value="4-6", why="the list of names").status_code == 200
        claims = client.get("/claims.json?page=1").json()["rows"] + client.get("/claims.json?page=2").json()["rows"]
        claims += [row for n in (3, 4, 5) for row in client.get(f"/claims.json?page={n}").json()["rows"]]
        killed = [q for row in claims if row["id"] == claim for q in row["quantities"] if q["measure"] == "killed"]
        assert [(q["low"], q["high"]) for q in killed] == [(4, 6)]
        incident = next(row for row in client.get("/incidents.json").json()["rows"] if claim in row["claims"])
        assert decide(client, "split", incident["id"], claim, why="another village").status_code == 200
        homes = [row["id"] for row in client.get("/incidents.json").json()["rows"] if claim in row["claims"]]
        rest = [r["id"] for r in client.get("/incidents.json").json()["rows"] if several["claims"][-1] in r["claims"]]
        assert homes != rest
        for _ in range(2):
            page = client.get("/review/log").text
            found = re.search(r'name="decision" value="(r-\w+)"><button class="plain">Take back', page)
            assert found
            client.post("/review/undo", data={"decision": found[1], "mark": mark_of(page)})
