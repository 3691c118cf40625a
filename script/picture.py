# ruff: noqa: INP001 - a script, and no part of the package
"""Take a picture of the head of a page, with the network off: `picture.py PAGE PICTURE`."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

_WIDTH, _HIGHEST = 1280, 2200
_CARDS = 2
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main(page: str, picture: str) -> None:
    """Write the picture: from the top of the page down to the end of the first row of maps."""
    path = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if path is None:
        sys.exit("no Chromium was found: apt-get install chromium")
    with sync_playwright() as playwright:
        rooted = hasattr(os, "geteuid") and os.geteuid() == 0
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"] if rooted else [])
        shown = browser.new_context(viewport={"width": _WIDTH, "height": _HIGHEST}, offline=True).new_page()
        shown.goto(Path(page).resolve().as_uri())
        shown.locator("#map .vega-embed svg").first.wait_for()
        left = shown.locator("#contested .card").count() - _CARDS
        if left > 0:  # the page shows all; a picture has no room for them
            hidden = f"#contested .card:nth-of-type(n+{_CARDS + 1}) {{ display: none; }}"
            told = f'#contested::after {{ content: "… and {left} more"; color: #5b626a; }}'
            shown.add_style_tag(content=hidden + told)
        end = shown.locator("#map figure").first.evaluate("figure => figure.getBoundingClientRect().bottom + scrollY")
        height = min(_HIGHEST, int(end) + 16)
        shown.screenshot(path=picture, clip={"x": 0, "y": 0, "width": _WIDTH, "height": height})
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:3])
