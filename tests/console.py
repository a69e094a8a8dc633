"""Runs the examples of a Markdown page and compares what they print with what the page says.

`python -m tests.console PAGE...` writes what they print into the pages; ids in commands follow the lines they named.
"""

from __future__ import annotations

import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "README.md", ROOT / "docs" / "tutorial.md")

_FENCE = re.compile(r"^```(console|python|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ID = re.compile(r"(?<=\s)[0-9a-f]{6,16}(?=\s|$)")


class Desk:
    """A folder with the examples and the gold in it, where the commands of a page are run one after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for part in ("examples", "tests/gold"):
            shutil.copytree(ROOT / part, folder / part)

    def run(self, *command: str) -> str:
        """What a command prints, on both outputs, 100 columns wide. It must succeed."""
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        settings = {**os.environ, "PATH": path, "COLUMNS": "100", "PYTHONUTF8": "1"}
        settings.pop("ANNALS_DEBUG", None)
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        done = subprocess.run(command, cwd=self.folder, env=settings, text=True, timeout=120, **streams)  # type: ignore
        assert done.returncode == 0, f"{command[-1]}\n{done.stdout}"
        return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def refreshed(page: str) -> str:
    """The page with what its examples print now; what a piece of Python prints stands in the text block after it."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        timeline = _timeline(desk)
        printed = ""

        def block(match: re.Match[str]) -> str:
            nonlocal printed
            kind, body = match[1], match[2]
            if kind == "console":
                body = "".join(f"$ {command}\n{desk.run('bash', '-c', command)}" for command in commands(body))
            elif kind == "python":
                printed = desk.run("python", "-c", body)
            else:
                body, printed = printed or body, ""
            return f"```{kind}\n{body}```"

        def commands(body: str) -> Iterator[str]:
            for command in re.findall(r"^\$ (.*)$", body, flags=re.MULTILINE):
                yield _ID.sub(lambda match: _followed(match[0], page, timeline), command)

        return _FENCE.sub(block, page)


def _timeline(desk: Desk) -> list[str]:
    """The timeline of the examples as it is now, in a record of its own."""
    desk.run("annals", "read", "examples/qamishli", "--into", ".now.annals")
    lines = desk.run("annals", "show", ".now.annals").splitlines()
    (desk.folder / ".now.annals").unlink()
    return lines


def _followed(id: str, page: str, timeline: list[str]) -> str:
    """The id now of the event that the page shows under `id`: that of the line which is most like the shown one."""
    if any(id in line for line in timeline):
        return id
    shown = next((line for line in page.splitlines() if id in line and "$" not in line and "claim" not in line), "")
    named = {line: match[0] for line in timeline if (match := re.search(r"(?<=^  )[0-9a-f]{8}", line))}
    like = difflib.get_close_matches(shown, named, n=1, cutoff=0.3)
    return named[like[0]] if like else id


if __name__ == "__main__":
    for each in map(Path, sys.argv[1:] or PAGES):
        each.write_text(refreshed(each.read_text(encoding="utf-8")), encoding="utf-8")
