"""Articles that mean harm: script, broken layout, forged highlights, templates, controls; and a ledger of them."""

from __future__ import annotations

from pathlib import Path

from corrobora.keep.ledger import open_ledger
from tests.factory import incident, reading, tally, ultimatum, voice

SCRIPT = "<script>window.hacked = 1</script><img src=x onerror=window.hacked=1>"
BREAK = "</article></main></body></html><h1>Owned</h1>"
FORGED = '<mark class="claim v0" id="forged">Confirmed by all sides</mark>'
TEMPLATE = "{{ 7*7 }}{% for x in y %}{{ config }}"
TURNED = "\u202egnorw\u202c \u0007 \u0000"
SQL = "'); DROP TABLE passages; --"
ALL = f"{SCRIPT} {BREAK} {FORGED} {TEMPLATE} {TURNED} {SQL}"


def hostile_ledger(folder: Path) -> str:
    """Return the path of a ledger in which everything that a page shows means harm."""
    path = str(folder / "hostile.db")
    with open_ledger(path) as ledger:
        for number, outlet in enumerate((f"Post {SCRIPT}", f"Herald {BREAK}", "javascript:alert(1)")):
            found = reading(
                f"http://evil.example/{number}?{SCRIPT}",
                incident(
                    f"Two convoys were hit in Hilla {ALL}.",
                    event="bombing",
                    when="2021-08-15",
                    where=["hilla"],
                    by=[f"Band {SCRIPT}"],
                    killed=3 + number,
                    said=voice(f"Spokesman {FORGED}"),
                ),
                tally(f"It was the 60th attack this year {ALL}.", 60, period="2021-01-01/2021-08-15", where=["iraq"]),
                ultimatum(f"They must leave {ALL}.", "2021-12-31", said=voice(f"Umar {SCRIPT}"), to=[f"US {BREAK}"]),
                published=f"2021-08-1{6 + number}",
                outlet=outlet,
            )
            ledger.record(found.document, f"raw {number}".encode(), found)
    return path
