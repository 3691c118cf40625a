"""`corrobora scale`: Parquet in and out, on one machine or on a cluster."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from corrobora.show.group import Group

scale = Group("Read, link and find copies in bulk: Parquet in, Parquet out.", no_args_is_help=True)

_ON_SPARK = 200  # files of which each is a task: one after the other would leave all cores but one without work


class Where(StrEnum):
    """What does the work."""

    pool = "pool"
    spark = "spark"


Given = Annotated[Path, typer.Argument(metavar="IN", help="A Parquet file, or a folder of them")]
Out = Annotated[Path, typer.Argument(metavar="OUT", help="The folder to write to; all machines must see it")]
EngineOption = Annotated[Where, typer.Option("--engine", help="This machine's processes, or a Spark cluster")]
MasterOption = Annotated[
    str, typer.Option("--master", metavar="MASTER", help="Spark's master: local[2], spark://HOST:7077, yarn")
]


@scale.command()
def read(
    given: Annotated[Path, typer.Argument(metavar="IN", help="A Parquet file, a web archive, or a folder of them")],
    out: Out,
    engine: EngineOption = Where.pool,
    master: MasterOption = "local[*]",
    *,
    gate: Annotated[bool, typer.Option("--gate", help="Don't read what has no words of conflicts")] = False,
    together: Annotated[
        int | None,
        typer.Option("--together", min=1, metavar="N", help="Files that are noted as done together: 1, on Spark 200"),
    ] = None,
) -> None:
    """Read documents (`uri`, `text` or `html`), or web archives, into readings by day."""
    from corrobora.show.scale.run import read_and_say

    on_spark = engine is Where.spark
    read_and_say(given, out, master if on_spark else None, together or (_ON_SPARK if on_spark else 1), gated=gate)


@scale.command()
def link(given: Given, out: Out, engine: EngineOption = Where.pool, master: MasterOption = "local[*]") -> None:
    """Find which claims of readings are about one incident."""
    from corrobora.show.scale.run import link_and_say

    link_and_say(given, out, master if engine is Where.spark else None)


@scale.command()
def copies(given: Given, out: Out, engine: EngineOption = Where.pool, master: MasterOption = "local[*]") -> None:
    """Find which documents of readings carry the words of others."""
    from corrobora.show.scale.run import copies_and_say

    copies_and_say(given, out, master if engine is Where.spark else None)


@scale.command()
def ship(out: Annotated[Path, typer.Argument(metavar="FILE", help="The ZIP file to write")]) -> None:
    """Pack the package, its data and the index of places for a cluster.

    What `--master` starts is sent it by itself; `spark-submit --archives FILE#corrobora-shipped` sends it elsewhere.
    """
    from corrobora.show.scale.run import ship_and_say

    ship_and_say(out)
