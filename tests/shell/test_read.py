"""`annals read`: what accounts say, printed or kept; a bad one costs one line and never the rest."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from annals import pipeline
from annals.base.document import Document
from annals.base.reading import Reading
from annals.ground.gazetteer_match import Lookup
from annals.keep.record import Record

from .conftest import REPORT, Annals


def test_nothing_is_written_without_into(annals: Annals, accounts: Path) -> None:
    """Reading alone leaves the folder and its surroundings as they were."""
    before = sorted(accounts.parent.rglob("*"))
    assert annals("read", accounts).code == 0
    assert sorted(accounts.parent.rglob("*")) == before


def test_the_summary_tells_the_episode(annals: Annals, accounts: Path) -> None:
    """Title, dates, sides, losses with claimants and the number of claims are printed."""
    out = annals("read", accounts / "article.md").out
    for words in ("Battle of Oldtown", "2030-05-03 to 2030-05-06", "Northern Militia", "20–30", "per the militia"):
        assert words.lower().removeprefix("per the") in out.lower()


def test_json_is_one_record_a_line(annals: Annals, accounts: Path) -> None:
    """Each document is one line of JSON in the codebook's keys, named after its file."""
    records = [json.loads(line) for line in annals("read", accounts, "--json").out.splitlines()]
    assert [record["document"] for record in records] == ["article.md", "report.txt"]
    assert records[0]["episode"]["start"] == "2030-05-03"
    assert {"quote", "type", "date", "by", "losses"} <= set(records[1]["claims"][0])


def test_the_last_line_counts(annals: Annals, accounts: Path, tmp_path: Path) -> None:
    """After keeping, one line says how many documents were read, new, unchanged and failed."""
    out = annals("read", accounts, "--into", tmp_path / "r.annals").out
    assert "2 documents read (2 new, 0 unchanged, 0 failed)" in out


def test_reading_twice_changes_nothing(annals: Annals, accounts: Path, record: Path) -> None:
    """The second time everything is unchanged, and the file is the same to the byte."""
    before = record.read_bytes()
    assert "(0 new, 2 unchanged, 0 failed)" in annals("read", accounts, "--into", record).out
    assert record.read_bytes() == before


def test_a_bad_account_costs_one_line(annals: Annals, accounts: Path) -> None:
    """An unreadable file is named in one line on standard error, the others are read, the exit code says so."""
    (accounts / "bad.md").write_bytes(b"")
    ran = annals("read", accounts, "--json")
    assert ran.code == 3
    assert len(ran.out.splitlines()) == 2
    assert len(ran.err.splitlines()) == 1
    assert "bad.md" in ran.err


def test_a_missing_path_is_told(annals: Annals, accounts: Path) -> None:
    """A path that is not there is told, and the others are read."""
    ran = annals("read", accounts / "none.md", accounts / "report.txt")
    assert ran.code == 3
    assert "none.md" in ran.err
    assert "Shells on Oldtown" in ran.out


def test_standard_input_is_a_dash(annals: Annals, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` reads an account from standard input."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(REPORT.encode())))
    assert json.loads(annals("read", "-", "--json").out)["source"]["publisher"] == "Northern Observer"


def test_an_unknown_format_is_a_usage_error(annals: Annals, accounts: Path) -> None:
    """A format without a reader is refused, with those that there are."""
    ran = annals("read", accounts, "--format", "docx")
    assert ran.code == 2
    assert "wikitext" in ran.err


def test_several_processes_print_the_same(annals: Annals, accounts: Path) -> None:
    """The output does not depend on --jobs."""
    (accounts / "bad.md").write_bytes(b"\x00")
    for number in range(5):
        (accounts / f"more-{number}.txt").write_text(REPORT.replace("three", str(number + 3)), encoding="utf-8")
    assert annals("read", accounts, "--json", "--jobs", "2") == annals("read", accounts, "--json")


def test_an_empty_folder_is_told_by_any_number_of_processes(annals: Annals, tmp_path: Path) -> None:
    """A folder without accounts is an error, however many processes read it."""
    (tmp_path / "empty").mkdir()
    assert annals("read", tmp_path / "empty", "--jobs", "2") == annals("read", tmp_path / "empty")


def test_a_fault_of_annals_costs_one_account(annals: Annals, accounts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where annals itself stumbles over an account, that account is named and the next is read."""
    sound = pipeline.read

    def stumbling(document: Document, gazetteer: Lookup | None = None) -> Reading:
        if document.name == "article.md":
            raise IndexError("out of range")
        return sound(document, gazetteer)

    monkeypatch.setattr(pipeline, "read", stumbling)
    ran = annals("read", accounts)
    assert ran.code == 3
    assert "article.md" in ran.err
    assert "IndexError" in ran.err
    assert "Shells on Oldtown" in ran.out


def test_an_interrupted_run_leaves_a_valid_record(
    annals: Annals, accounts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C ends with code 130; what was read is kept, and the same command completes the record."""
    sound, path = pipeline.read, tmp_path / "r.annals"

    def interrupted(document: Document, gazetteer: Lookup | None = None) -> Reading:
        if document.name == "report.txt":
            raise KeyboardInterrupt
        return sound(document, gazetteer)

    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "read", interrupted)
        ran = annals("read", accounts, "--into", path)
    assert ran.code == 130
    assert "1 new" in ran.err
    with Record.open(path) as record:
        assert record.check() == []
    assert "(1 new, 1 unchanged, 0 failed)" in annals("read", accounts, "--into", path).out


def test_a_file_that_is_no_record_is_refused(annals: Annals, accounts: Path) -> None:
    """Keeping into a file of another kind ends with code 4 and leaves the file alone."""
    other = accounts / "report.txt"
    ran = annals("read", accounts, "--into", other)
    assert ran.code == 4
    assert other.read_text(encoding="utf-8") == REPORT


def test_escapes_of_a_source_do_not_reach_the_terminal(annals: Annals, accounts: Path) -> None:
    """Escape sequences and text-reordering marks in an account are never printed raw."""
    hostile = REPORT.replace("Oldtown", "Old\x1b[2Jtown\u202e\x9b31m")
    (accounts / "report.txt").write_text(hostile, encoding="utf-8")
    for flags in ([], ["--json"]):
        out = annals("read", accounts, *flags).out
        assert not any(mark in out for mark in ("\x1b", "\u202e", "\x9b"))


def piped(*arguments: str | Path, **more: str) -> subprocess.Popen[bytes]:
    """The program started as a shell starts it: heeding an interrupt, even where the tests run in the background."""
    command = [sys.executable, "-m", "annals", *map(str, arguments)]
    heeding = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **more}, preexec_fn=heeding
    )


def test_a_pipe_that_closes_is_no_error(accounts: Path) -> None:
    """When the reader of the output goes away, annals ends quietly with the shell's code for it."""
    for number in range(40):
        (accounts / f"more-{number}.txt").write_text(REPORT * 20, encoding="utf-8")
    process = piped("read", accounts, "--json")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert (process.stderr.read(), process.wait()) == (b"", 141)


def test_nothing_but_the_output_when_piped(accounts: Path, tmp_path: Path) -> None:
    """Progress and colour are for terminals: a pipe gets one plain line and an empty standard error."""
    out, err = piped("read", accounts, "--into", tmp_path / "r.annals").communicate()
    assert (err, out.count(b"\n"), b"\x1b" in out) == (b"", 1, False)


def test_ctrl_c_ends_all_processes(accounts: Path, tmp_path: Path) -> None:
    """An interrupt in the middle of reading in several processes ends with code 130 and a valid record."""
    for number in range(300):
        (accounts / f"more-{number:03}.txt").write_text(REPORT * 40, encoding="utf-8")
    path = tmp_path / "r.annals"
    process = piped("read", accounts, "--into", path, "--jobs", "2")
    while process.poll() is None and not (path.exists() and path.stat().st_size > 200_000):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"the same command goes on from here" in err
    assert b"Traceback" not in err
    with Record.open(path) as record:
        assert record.check() == []
