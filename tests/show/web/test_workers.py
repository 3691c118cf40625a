"""Several processes answer as one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from tests.show.conftest import Demo
from tests.show.web.conftest import Server, mark_of, started

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def several(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a server of two processes."""
    folder = tmp_path_factory.mktemp("workers")
    shutil.copy(demo.ledger, folder / "demo.db")
    yield from started(str(folder / "demo.db"), folder, "--workers", "2")


def test_both_processes_know_the_same(several: Server) -> None:
    with several.signed_in("ann") as client:
        incident = client.get("/incidents.json?grade=weak").json()["rows"][0]["id"]
        sent = {
            "verdict": "discount",
            "subject": incident,
            "why": "a film",
            "mark": mark_of(client.get("/review").text),
        }
        assert client.post("/review/decide", data=sent).status_code == 200
        for _ in range(12):  # each on a connection of its own, so that either may answer
            with several.client(Cookie=f"corrobora_session={client.cookies['corrobora_session']}") as other:
                assert other.get(f"/incidents/{incident}.json").json()["grade"] == "discounted"
                assert other.get("/charts/timeline.svg").status_code == 200
