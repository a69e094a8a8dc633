"""A record of the examples behind a running server, and a real browser to look at it.

`browse` opens an address as a reader would: `browse("/?q=fire", width=360, dark=True, scripts=False, webgl=False)`.
When the test is over it fails if the page wrote an error to the console, threw one, or asked another host for anything.
"""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from annals.shell.program import program

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EXAMPLES = Path(__file__).parents[2] / "examples" / "qamishli"
GAZETTEER = """name,latitude,longitude,kind,country,source
Qamishli,37.05,41.22,town,Syria,an example
Qamishlo,37.05,41.22,town,Syria,an example
Hasakah,36.5,40.75,town,Syria,an example
Halko,37.0425,41.2389,neighbourhood,Syria,an example
"""
FLAGS = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
NO_WEBGL = """
const asked = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
  return String(kind).startsWith('webgl') ? null : asked.call(this, kind, ...more);
};
"""

Browse = Callable[..., "Page"]


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the examples with a few places on the map, read once; not to be written to."""
    path = tmp_path_factory.mktemp("record") / "examples.annals"
    places = path.with_name("places.csv")
    places.write_text(GAZETTEER, encoding="utf-8")
    told = CliRunner().invoke(
        program, ["read", str(EXAMPLES), "--into", str(path), "--gazetteer", "none", "--gazetteer", str(places)]
    )
    assert told.exit_code == 0, told.output
    return path


@pytest.fixture(scope="package")
def server(record: Path) -> Iterator[str]:
    """The address of a server of the record, without a slash at its end."""
    with serving(record) as address:
        yield address


class serving:
    """Serves a record in a thread for as long as a block lasts: `with serving(path) as address`."""

    def __init__(self, record: Path) -> None:
        self.record = record
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> str:
        uvicorn = pytest.importorskip("uvicorn", reason="the server needs uvicorn")
        from annals.serve.app import application

        # The record's files belong to the thread that opens them.
        config = uvicorn.Config(lambda: application(self.record), factory=True, log_level="error", lifespan="off")
        self.server = uvicorn.Server(config)
        self.thread.start()
        until = time.monotonic() + 30
        while not self.server.started:
            if time.monotonic() > until or not self.thread.is_alive():
                pytest.fail("the server did not start")
            time.sleep(0.01)
        return f"http://127.0.0.1:{self.socket.getsockname()[1]}"

    def _run(self) -> None:
        self.server.run(sockets=[self.socket])

    def __exit__(self, *error: object) -> None:
        self.server.should_exit = True
        self.thread.join(10)
        self.socket.close()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium with WebGL in software; tests that need it are skipped where it is absent."""
    playwright = pytest.importorskip("playwright.sync_api", reason="a browser is driven by playwright")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("there is no Chromium here: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def browse(server: str, chromium: Browser) -> Iterator[Browse]:
    """Opens an address of the server; see above."""
    found: list[str] = []
    contexts = []

    def opened(
        path: str = "/", *, width: int = 1280, height: int = 900, dark: bool = False, scripts: bool = True,
        webgl: bool = True, still: bool = True,
    ) -> Page:  # fmt: skip
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            reduced_motion="reduce" if still else "no-preference",
        )
        contexts.append(context)
        context.set_default_timeout(60_000)  # a busy machine draws maps slowly
        if not webgl:
            context.add_init_script(NO_WEBGL)
        page = context.new_page()
        page.on("console", lambda said: found.append(f"console: {said.text}") if said.type == "error" else None)
        page.on("pageerror", lambda error: found.append(f"thrown: {error}"))
        home = path if path.startswith("http") else server
        page.on("request", lambda asked: found.append(f"asked: {asked.url}") if foreign(asked.url, home) else None)
        page.goto(path if path.startswith("http") else server + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not found


def foreign(address: str, server: str) -> bool:
    """Whether an address leads beyond the server and the page itself."""
    return not address.startswith(("data:", "blob:")) and urlsplit(address).netloc != urlsplit(server).netloc


def until(page: Page, expression: str, arg: object = None) -> None:
    """Wait until an expression holds in the page, whose policy forbids that Playwright's own waiting runs it there."""
    patience = time.monotonic() + 60
    while not page.evaluate(expression, arg):
        assert time.monotonic() < patience, f"never held: {expression}"
        page.wait_for_timeout(50)
