"""`annals serve` says what is wrong with the address before it opens anything, and ends as it is told to."""

from __future__ import annotations

import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

pytest.importorskip("uvicorn", reason="the page needs uvicorn")

from .conftest import Annals


@contextmanager
def serving(record: Path, program: tuple[str, ...] = ("-m", "annals")) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server of a record at a free port, with its address."""
    command = [sys.executable, *program, "serve", str(record), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            assert select.select([process.stderr], [], [], 60)[0], "it did not say its address"
            yield process, process.stderr.readline().strip()
        finally:
            process.kill()


def test_a_port_that_is_taken_is_told(annals: Annals, record: Path) -> None:
    """The error names the address and what to do, and no view was made."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        ran = annals("serve", record, "--port", port)
    assert ran.code == 1
    assert ran.err.startswith(f"annals: 127.0.0.1:{port}: this port is taken")
    assert "--port 0" in ran.err
    assert not record.with_name(f"{record.name}-view").exists()


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host", "a..b", "999.1.1.1"])
def test_an_address_of_another_machine_is_told(annals: Annals, record: Path, host: str) -> None:
    """What cannot be listened at is one line, and no fault of annals."""
    ran = annals("serve", record, "--host", host, "--port", "0")
    assert ran.code == 1
    assert ran.err.startswith(f"annals: {host}:0: ")
    assert "unexpected" not in ran.err


def test_a_record_that_is_not_there_is_told(annals: Annals, tmp_path: Path) -> None:
    """It is as with every other command."""
    assert annals("serve", tmp_path / "none.annals", "--port", "0").code == 4


def ended(process: subprocess.Popen[str], address: str, number: int) -> tuple[int, str]:
    """The exit code of a server that was asked for a page and then sent a signal, and what it wrote meanwhile."""
    with urlopen(f"{address}about", timeout=60) as answer:
        assert answer.status == 200
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    return process.returncode, err


def test_any_free_port(record: Path) -> None:
    """With port 0 the address that is told is the one that answers; Ctrl-C ends it without a word."""
    with serving(record) as (process, address):
        assert ended(process, address, signal.SIGINT) == (0, "")


ELSEWHERE = "import os; os.access = lambda path, mode: mode != os.W_OK; from annals.shell import main; main()"
"""The program where nothing can be written beside a record."""


def test_nothing_stays_of_a_view_made_elsewhere(record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The view of a record that lies where nothing can be written goes with the server, however that is ended."""
    passing = tmp_path / "passing"
    passing.mkdir()
    monkeypatch.setenv("TMPDIR", str(passing))
    with serving(record, program=("-c", ELSEWHERE)) as (process, address):
        assert list(passing.iterdir())
        assert ended(process, address, signal.SIGTERM)[0] == 143
    assert not list(passing.iterdir())
    assert not record.with_name(f"{record.name}-view").exists()
