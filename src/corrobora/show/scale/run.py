"""What each command of `corrobora scale` does once its options are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import typer

from corrobora.errors import UsageError
from corrobora.settings import Settings
from corrobora.show.exits import FAILED, say
from corrobora.show.intake import prepare
from corrobora.show.scale.cluster import session, ship
from corrobora.show.scale.copies import copies_in_pool, copies_on_spark
from corrobora.show.scale.link import link_in_pool, link_on_spark
from corrobora.show.scale.read import read_in_pool, read_on_spark
from corrobora.show.scale.shards import Shard, finish, shards, under

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def read_and_say(given: Path, out: Path, master: str | None, together: int, *, gated: bool) -> None:
    """Read all shards that aren't done; one that can't be read is told, and costs no other."""
    settings = prepare()
    left, done = shards(given, out, together, gated=gated, languages=list(settings.languages))
    if done:
        say(f"{done} of {done + len(left)} shards were done before")
    counts: Counter[str] = Counter()
    with ExitStack() as stack:
        spark = stack.enter_context(session(master)) if master is not None and left else None
        for number, shard in enumerate(left, 1):
            try:
                found = finish(shard, out, partial(_read, shard, settings, spark, gated))
            except (pa.ArrowException, OSError) as error:
                counts["failed"] += 1
                say(f"{shard.files[0]}: can't be read as Parquet ({error}); it is left for the next time")
                continue
            counts.update(found)
            say(f"shard {number}/{len(left)}: {found['rows']} rows, {found['errors']} errors")
    say(f"{counts['rows']} rows read into {out}, {counts['errors']} of them errors; {counts['failed']} shards failed")
    if counts["failed"]:
        raise typer.Exit(FAILED)


def link_and_say(given: Path, out: Path, master: str | None) -> None:
    """Write which claims are about one incident."""
    settings, files = prepare(), under(given)
    if master is None:
        found = link_in_pool(files, settings)
    else:
        with session(master) as spark:
            found = link_on_spark(files, spark)
    _write(found, out, "links.parquet")
    incidents = len(set(found.column("incident").to_pylist()) - {None})
    say(f"{found.num_rows} claims about {incidents} incidents, in {out / 'links.parquet'}")


def copies_and_say(given: Path, out: Path, master: str | None) -> None:
    """Write which documents carry the words of others."""
    settings, files = prepare(), under(given)
    if master is None:
        found = copies_in_pool(files, settings)
    else:
        with session(master) as spark:
            found = copies_on_spark(files, spark)
    _write(found, out, "copies.parquet")
    say(f"{found.num_rows} lineages, in {out / 'copies.parquet'}")


def ship_and_say(out: Path) -> None:
    """Write the archive for workers."""
    prepare()
    ship(out)
    say(f"{out}: the package with its data and the index of places, {out.stat().st_size >> 20} MB")


def _read(
    shard: Shard,
    settings: Settings,
    spark: SparkSession | None,
    gated: bool,  # noqa: FBT001 - bound before the folder is known
    aside: Path,
) -> Mapping[str, int]:
    if spark is None:
        return read_in_pool(shard, aside, settings, gated=gated)
    return read_on_spark(shard, aside, spark, settings, gated=gated)


def _write(table: pa.Table, out: Path, name: str) -> None:
    """Write a table whole, or not at all."""
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out}: this is a file; give the folder to write to")
    out.mkdir(parents=True, exist_ok=True)
    draft = out / f"{name}.part"
    pq.write_table(table, draft)
    draft.replace(out / name)
