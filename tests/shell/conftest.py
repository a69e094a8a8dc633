"""A few accounts in a folder, a record of them, and a way to run the program as a user would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from annals.shell.program import run

ARTICLE = """---
title: Battle of Oldtown
infoboxes:
  - conflict:
      text: Battle of Oldtown
    date:
      text: 3–6 May 2030
    place:
      text: Oldtown, Northern Province
    status:
      text: Victory of the army
    combatant1:
      text: Republic
    combatant2:
      text: Northern Militia
    casualties1:
      text: 5 killed (per the militia), 12 wounded
    casualties2:
      text: 20–30 killed
---

The **Battle of Oldtown** was fought between the army and the militia from 3 to 6 May 2030.

## Course
On 4 May 2030 the militia shelled Oldtown, killing two soldiers.
"""

REPORT = """Title: Shells on Oldtown
Publisher: Northern Observer
Date: 2030-05-05
URL: https://observer.example/1
Language: en

On 4 May 2030 the militia shelled Oldtown, killing three soldiers. According to the governor, four houses burnt down.
"""


class Ran(NamedTuple):
    """What a command left: its exit code and what it wrote."""

    code: int
    out: str
    err: str


Annals = Callable[..., Ran]


@pytest.fixture
def annals(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Annals:
    """Runs `annals` with arguments, in this process, outside any terminal and 100 columns wide."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("ANNALS_DEBUG", raising=False)

    def ran(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        code = run([str(each) for each in arguments])
        return Ran(code, *capsys.readouterr())

    return ran


@pytest.fixture
def accounts(tmp_path: Path) -> Path:
    """A folder with an article and a report that tell one event with different losses."""
    folder = tmp_path / "accounts"
    folder.mkdir()
    (folder / "article.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    return folder


@pytest.fixture
def record(annals: Annals, accounts: Path, tmp_path: Path) -> Path:
    """A record of these accounts."""
    path = tmp_path / "war.annals"
    assert annals("read", accounts, "--into", path).code == 0
    return path
