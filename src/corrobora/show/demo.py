"""The demonstration: read the articles that ship with the package, keep the books, write the report."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import typer

from corrobora.keep.ledger import open_ledger
from corrobora.reckon.books import Books, books
from corrobora.show.exits import say
from corrobora.show.intake import take
from corrobora.show.run import now, prepare, write_page

_CONTESTED = 3


def run_demo(out: Path, path: str | None) -> None:
    """Read the demo articles into a ledger beside `out`, write the report and print what was found."""
    settings = prepare()
    ledger_path = path or str(out.with_name("demo.db"))
    with as_file(files("corrobora") / "data" / "demo") as folder, open_ledger(ledger_path) as ledger:
        sources = sorted(p for p in folder.rglob("*") if p.suffix in {".html", ".txt", ".jsonl"})
        for number, source in enumerate(sources, 1):
            say(f"[{number}/{len(sources)}] {source.relative_to(folder)}")
            for taken in take([str(source)], settings):
                if taken.reading.error is None:
                    ledger.add(taken.reading.document, taken.gathered.raw, taken.reading, now())
                else:
                    say(taken.reading.error.message)
        say("Linking and reckoning…")
        reckoned = books(ledger.readings())
    write_page(out, reckoned)
    typer.echo(summary(reckoned))
    typer.echo(_further(out, ledger_path))


def summary(reckoned: Books) -> str:
    """Return in a few lines what the books hold: counts first, then what is contested and what doesn't add up."""
    claims = sum(len(reading.claims) for reading in reckoned.readings)
    languages = sorted({reading.document.language or "" for reading in reckoned.readings})
    copies = [lineage for lineage in reckoned.lineages if lineage.kind in {"copy", "partial", "translation"}]
    contested = [incident for incident in reckoned.incidents if incident.grade == "contested"]
    wrong = [balance for balance in reckoned.balances if not all(check.ok for check in balance.checks)]
    lines = [
        "These articles were written for the demonstration; their outlets do not exist.",
        "",
        f"{len(reckoned.readings)} articles in {', '.join(languages)}: {claims} claims of {len(reckoned.incidents)} incidents",
        f"{len(copies)} sets of copies, half-copies and translations: they corroborate nothing",
        f"{len(reckoned.balances)} tallies, {len(wrong)} of them do not add up",
        f"{len(reckoned.deadlines)} deadlines: " + ", ".join(f"{d.due} {d.state}" for d in reckoned.deadlines),
        f"{len(contested)} incidents are contested:",
    ]
    lines += [f"  {i.id}  {i.event}  {i.when or 'undated'}  {i.reason}" for i in contested[:_CONTESTED]]
    lines += [f"  … and {len(contested) - _CONTESTED} more"] if len(contested) > _CONTESTED else []
    lines += [f"  tally of {balance.number}: {balance.verdict}" for balance in wrong[:_CONTESTED]]
    return "\n".join(lines)


def _further(out: Path, ledger: str) -> str:
    return "\n".join(
        [
            "",
            f"The report: {out}",
            "To look further:",
            f"  corrobora incidents --ledger {ledger}",
            f"  corrobora tallies --ledger {ledger}",
            f"  corrobora explain ID --ledger {ledger}",
            "  corrobora read YOUR-ARTICLE.html",
        ]
    )
