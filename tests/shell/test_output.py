"""What an export writes stands there whole or not at all, and takes the place of no record."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from .conftest import Annals


def files(folder: Path) -> set[str]:
    """The names in a folder."""
    return {file.name for file in folder.iterdir()}


def test_the_record_is_not_replaced_by_its_export(annals: Annals, record: Path) -> None:
    """A record named as the place to write to is refused, and left as it is."""
    before = record.read_bytes()
    ran = annals("export", record, "-o", record)
    assert (ran.code, "is a record" in ran.err) == (1, True)
    assert record.read_bytes() == before


def test_a_folder_is_no_file(annals: Annals, record: Path, tmp_path: Path) -> None:
    """Where a folder is named, the error says so, before anything is made."""
    ran = annals("export", record, "--format", "csv", "-o", tmp_path)
    assert ran.code == 1
    assert f"{tmp_path}: is a folder; name a file in it" in ran.err


@pytest.mark.parametrize("form", ["json", "csv", "html"])
def test_a_folder_that_is_not_there_is_told(annals: Annals, record: Path, tmp_path: Path, form: str) -> None:
    """The error names the path, and nothing is made."""
    ran = annals("export", record, "--format", form, "-o", tmp_path / "none" / "x")
    assert ran.code == 1
    assert "there is no such folder" in ran.err
    assert not (tmp_path / "none").exists()


def test_files_beside_it_are_left_alone(annals: Annals, record: Path, tmp_path: Path) -> None:
    """Whatever lies beside the file, by whatever name, is as it was."""
    (tmp_path / "out").mkdir()
    beside = tmp_path / "out" / "x.jsonl.partial"
    beside.write_text("mine", encoding="utf-8")
    assert annals("export", record, "-o", tmp_path / "out" / "x.jsonl").code == 0
    assert beside.read_text(encoding="utf-8") == "mine"
    assert files(tmp_path / "out") == {"x.jsonl", "x.jsonl.partial"}


def test_an_earlier_file_keeps_its_mode_and_its_links(annals: Annals, record: Path, tmp_path: Path) -> None:
    """A file that only its owner may read stays so, and a link goes on leading to it."""
    file, link = tmp_path / "out.jsonl", tmp_path / "link.jsonl"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o600)
    link.symlink_to(file)
    assert annals("export", record, "-o", link).code == 0
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8").startswith("{")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_pipe_is_written_to(annals: Annals, record: Path, tmp_path: Path) -> None:
    """What is no plain file takes what is written, and is not replaced by a file."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert annals("export", record, "--format", "csv", "-o", pipe).code == 0
        assert os.read(reader, 6) == b"event,"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this machine has no /dev/full")
def test_a_full_disk_is_told(annals: Annals, record: Path) -> None:
    """Where there is no room, the error says so."""
    ran = annals("export", record, "-o", "/dev/full")
    assert (ran.code, "No space left" in ran.err) == (1, True)


@pytest.mark.parametrize("name", ["\0", "x" * 300, "."])
def test_names_that_no_file_can_have(annals: Annals, record: Path, name: str) -> None:
    """What cannot be a file is an error in one line, and no fault of annals."""
    ran = annals("export", record, "-o", name)
    assert ran.code == 1
    assert "unexpected" not in ran.err
