"""The notebooks run as they are, and are kept without what they gave."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
_TELLING = {"week-of-claims": "contested", "does-it-add-up": "23 + 17 + 20 elsewhere"}


def read(path: Path) -> Any:  # noqa: ANN401 - nbformat types nothing
    made = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    nbformat.validate(made)
    return made


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_output_is_kept(path: Path) -> None:
    code = [cell for cell in read(path).cells if cell.cell_type == "code"]
    assert code
    assert all(not cell.outputs and cell.execution_count is None for cell in code)


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_to_its_end_and_shows_what_it_promises(path: Path, tmp_path: Path) -> None:
    made = read(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the kernel's own libraries
        NotebookClient(
            made, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
        ).execute()
    outputs = [output for cell in made.cells for output in cell.get("outputs", ())]
    assert not [output for output in outputs if output.get("name") == "stderr" and "Error" in output.text]
    shown = [output.data for output in outputs if output.output_type in {"execute_result", "display_data"}]
    assert any("image/svg+xml" in data for data in shown), "a chart"
    assert any("<details" in data.get("text/html", "") for data in shown), "a tree"
    assert any("<table" in data.get("text/html", "") for data in shown), "a table"
    assert _TELLING[path.stem] in str(outputs)
