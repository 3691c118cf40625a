"""What the pages on gathering show runs as it is written."""

from __future__ import annotations

import os
import re
import socket
import subprocess
from pathlib import Path

import pytest

PAGES = Path(__file__).parents[2] / "docs" / "gathering"
_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
_TIDY = 'server=; trap \'[ -z "$server" ] || kill "$server" 2>/dev/null || :\' EXIT\n'  # whatever fails
_SHOWN = {
    "archives.md": ["https://river.example/1", "https://river.example/1"],
    "channels.md": ["River Agency", "Two soldiers"],
    "feeds.md": ["https://river.example/1"],
    "lists.md": ["nobody was asked"],
    "mail.md": ["https://river.example/1"],
    "pages.md": ['"teaser"'],
    "papers.md": ["multinational force lost four soldiers"],
    "tables.md": ["River News"],
    "urls.md": ["four soldiers"],
}


def test_every_page_is_listed() -> None:
    listed = set(re.findall(r"\]\(([\w-]+\.md)\)", (PAGES / "README.md").read_text(encoding="utf-8")))
    assert listed == {path.name for path in PAGES.glob("*.md")} - {"README.md"}


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(path.name for path in PAGES.glob("*.md") if path.name != "README.md"))
def test_every_command_works_as_written(name: str, commands: str, tmp_path: Path) -> None:
    blocks = _BLOCK.findall((PAGES / name).read_text(encoding="utf-8"))
    assert blocks, "a page for each way in shows a command"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])  # 8000 may be taken here
    for block, shown in zip(blocks, _SHOWN[name], strict=True):
        ran = subprocess.run(  # noqa: S603 - the page's own lines
            ["/bin/sh", "-euc", _TIDY + block.replace("8000", port)],
            cwd=tmp_path,
            env=os.environ | {"PATH": commands},
            capture_output=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr.decode()
        assert shown in ran.stdout.decode()
