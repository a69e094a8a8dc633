"""A run that is killed, crowded or out of space leaves a record that is whole; the same command completes it."""

from __future__ import annotations

import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.keep.accounts import article

from annals.keep.record import Record

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = 12


def command(path: Path, *more: object, after: int = ARTICLES) -> list[str]:
    return [sys.executable, "-m", "tests.keep.reader", str(path), "0", str(after), *map(str, more)]


def run(arguments: Sequence[str], **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, **more)  # type: ignore[call-overload]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The content of the record that an undisturbed reading makes."""
    with Record.open(tmp_path_factory.mktemp("whole") / "war.annals", create=True) as record:
        for number in range(ARTICLES):
            record.add(article(number))
        return list(record.dump())


def assert_whole_documents(path: Path, whole: list[str]) -> None:
    """What is in the record is sound, and of every document there is all or nothing."""
    if not path.exists() or path.stat().st_size == 0:
        return  # killed before anything was written
    with Record.open(path, create=True) as record:
        assert record.check() == []
        lines = list(record.dump())
        ids = {kept.id for kept in record.documents()}
    assert lines == [line for line in whole if any(id in line for id in ids)]


def assert_completes(path: Path, whole: list[str]) -> None:
    """The same command, undisturbed, makes the record what it would have been."""
    done = run(command(path))
    assert done.returncode == 0, done.stderr
    with Record.open(path) as record:
        assert list(record.dump()) == whole
    assert [beside.name for beside in path.parent.iterdir()] == [path.name]


def test_killed_at_any_step_it_leaves_whole_documents(tmp_path: Path, whole: list[str]) -> None:
    """Killed again and again, while the file is made, within a document, between two, the same run completes."""
    path = tmp_path / "war.annals"
    steps, codes = random.Random(5), []
    for limit in (20, 200, 1_500, *(steps.randrange(2_000, 9_000) for _ in range(13))):
        codes.append(run(command(path, limit)).returncode)
        assert_whole_documents(path, whole)
    assert codes.count(-9) > 10
    assert_completes(path, whole)


def test_killed_at_any_moment_it_leaves_whole_documents(tmp_path: Path, whole: list[str]) -> None:
    """Killed from outside after a random time, also while the disk is written, the same run completes."""
    moments = random.Random(7)
    for number in range(10):
        path = tmp_path / str(number) / "war.annals"
        path.parent.mkdir()
        child = subprocess.Popen(command(path), cwd=ROOT, stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(moments.uniform(0, 0.05))
        child.kill()
        child.communicate()
        assert_whole_documents(path, whole)
    assert_completes(path, whole)


def test_a_copy_taken_between_two_documents_is_a_record(tmp_path: Path) -> None:
    """The one file is the whole record whenever no document is just being added, even while it stays open."""
    path, copy = tmp_path / "war.annals", tmp_path / "copy.annals"
    with Record.open(path, create=True) as record:
        record.add(article(0))
        shutil.copyfile(path, copy)
        with Record.open(copy) as other:
            assert other.digest() == record.digest()


def test_several_processes_make_the_same_record(tmp_path: Path, whole: list[str]) -> None:
    """Three processes that read the same accounts at once, in two orders, make the record that one would make."""
    path = tmp_path / "war.annals"
    ways = [command(path), command(path, "reversed"), command(path)]
    children = [subprocess.Popen(way, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for way in ways]
    errors = [child.communicate()[1] for child in children]
    assert errors == [b"", b"", b""]
    with Record.open(path) as record:
        assert list(record.dump()) == whole


def test_on_a_full_disk_it_says_so_and_completes_later(tmp_path: Path, whole: list[str]) -> None:
    """Where no more can be written the run ends with a clear error, and what was kept is whole."""
    path = tmp_path / "war.annals"

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    done = run(command(path), preexec_fn=little_room)
    assert done.returncode == 1
    assert "UnusableRecord" in done.stderr
    assert str(path) in done.stderr
    assert "disk is full" in done.stderr
    assert_whole_documents(path, whole)
    assert_completes(path, whole)
