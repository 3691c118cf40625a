"""A Spark session whose workers have this package, its language data and the index of places."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from corrobora.errors import UsageError
from corrobora.read.gazetteer import open_gazetteer

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_HERE = "corrobora-shipped"  # the folder in which a worker finds it


@contextmanager
def session(master: str, **options: str) -> Iterator[SparkSession]:
    """Give a session of a master (`local[2]`, `spark://host:7077`, `yarn`); what isn't local is sent the package.

    Workers need a Python of this version with the package's dependencies: `PYSPARK_PYTHON` names it.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise UsageError(f"Spark isn't there ({error}): pip install 'corrobora[spark]', and Java 17 or newer") from None
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master).appName("corrobora").config("spark.ui.enabled", "false")
    builder = builder.config("spark.ui.showConsoleProgress", "false")
    with tempfile.TemporaryDirectory() as folder:
        if not master.startswith("local"):
            archive = ship(Path(folder) / "corrobora.zip")
            builder = builder.config("spark.archives", f"{archive}#{_HERE}")
            builder = builder.config("spark.executorEnv.PYTHONPATH", _HERE)
            builder = builder.config("spark.executorEnv.CORROBORA_CACHE", f"{_HERE}/cache")
        for key, value in options.items():
            builder = builder.config(key, value)
        found = builder.getOrCreate()
        found.sparkContext.setLogLevel("ERROR")
        try:
            yield found
        finally:
            found.stop()


def ship(path: Path) -> Path:
    """Return the path of an archive with this package, its data and the index of places, for workers to unpack."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with as_file(files("corrobora")) as package:
            for file in sorted(package.rglob("*")):
                if file.is_file() and "__pycache__" not in file.parts:
                    archive.write(file, f"corrobora/{file.relative_to(package).as_posix()}")
        index = open_gazetteer().path
        archive.write(index, f"cache/{index.name}")
    return path


def mapped(
    given: DataFrame, work: Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]], schema: pa.Schema
) -> DataFrame:
    """Return what workers make of record batches by `work`, a function of this package."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return given.mapInArrow(partial(_placed, work), from_arrow_schema(schema))


def _placed(
    work: Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]], batches: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """Yield what comes of batches, on a worker: a path from its own folder holds there only."""
    cache = os.environ.get("CORROBORA_CACHE")
    if cache and not Path(cache).is_absolute():
        os.environ["CORROBORA_CACHE"] = str(Path(cache).absolute())
    return work(batches)


def files_of(paths: Iterable[Path]) -> list[str]:
    """Return paths as Spark takes them: nothing in them is escaped."""
    return [f"file://{each.absolute()}" for each in paths]


def cleared(folder: Path) -> Path:
    """Return a folder that isn't there, as Spark wants it to write to."""
    shutil.rmtree(folder, ignore_errors=True)
    return folder
