"""Pictures of every page for `docs/page.md`, taken from the project's own examples: `make screenshots`.

python -m tests.serve.screenshots [FOLDER [RECORD]]
"""

from __future__ import annotations

import base64
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.request import urlopen

from click.testing import CliRunner
from playwright.sync_api import sync_playwright

from annals.shell.program import program
from tests.serve.addresses import addresses
from tests.serve.conftest import EXAMPLES, FLAGS, GAZETTEER, NO_WEBGL, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
LARGEST = 60_000
"""Bytes of a picture."""


class Shot(NamedTuple):
    """A picture: its name, the pattern of the page in `ROUTES`, which of its pages, the query, how it is seen."""

    name: str
    pattern: str
    nth: int = 0
    query: str = ""
    dark: bool = False
    width: int = 1180
    height: int = 800


SHOTS = (
    Shot("overview", "/"),
    Shot("overview-dark", "/", dark=True),
    Shot("overview-phone", "/", width=390, height=844),
    Shot("timeline-phone", "/", query="#timeline", width=390, height=844),
    Shot("overview-contested", "/", query="?contested=1"),
    Shot("losses", "/losses"),
    Shot("rivals", "/rivals"),
    Shot("event", "/e/{id}"),
    Shot("source", "/s/{id}", nth=1),
    Shot("source-dark", "/s/{id}", nth=1, dark=True),
    Shot("control", "/control"),
    Shot("truces", "/truces"),
    Shot("sources", "/sources"),
    Shot("review", "/review"),
    Shot("about", "/about"),
)


def taken(browser: Browser, address: str, shot: Shot) -> bytes:
    """The picture as WebP, in the best quality that is small enough."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme="dark" if shot.dark else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.add_init_script(NO_WEBGL)  # the drawn map is there at once, and the same on every machine
    page.goto(address + shot.query, wait_until="networkidle")
    session = context.new_cdp_session(page)
    for quality in (80, 60, 45, 30, 15):
        told = session.send("Page.captureScreenshot", {"format": "webp", "quality": quality})
        picture = base64.b64decode(told["data"])
        if len(picture) <= LARGEST:
            break
    context.close()
    return picture


@contextmanager
def examples() -> Iterator[Path]:
    """A record of the examples, with a few places on the map."""
    with tempfile.TemporaryDirectory() as scratch:
        path, places = Path(scratch) / "qamishli.annals", Path(scratch) / "places.csv"
        places.write_text(GAZETTEER, encoding="utf-8")
        CliRunner().invoke(program, ["read", str(EXAMPLES), "--into", str(path), "--gazetteer", str(places)])
        yield path


def main(folder: Path, record: Path) -> None:
    """Take all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with serving(record) as server, sync_playwright() as driver:
        known = addresses(record, server)
        with urlopen(f"{server}/overview.json?sort=claims") as answer:  # the event that is told most often
            known["/e/{id}"] = [f"/e/{json.load(answer)['events'][0]['event']}"]
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for shot in SHOTS:
            several = known[shot.pattern]
            if several:
                picture = taken(browser, server + several[min(shot.nth, len(several) - 1)], shot)
                (folder / f"{shot.name}.webp").write_bytes(picture)
                print(f"{shot.name}.webp: {len(picture):,} bytes")
        browser.close()


if __name__ == "__main__":
    to = Path(sys.argv[1]) if sys.argv[1:] else PICTURES
    if sys.argv[2:]:
        main(to, Path(sys.argv[2]))
    else:
        with examples() as made:
            main(to, made)
