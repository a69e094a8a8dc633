"""Opening a record: what is not one, not of this version, or not usable is refused with a clear error, untouched."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.keep.accounts import article

from annals.base.errors import UnusableRecord
from annals.keep import file
from annals.keep.record import Record


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A record of one article, closed."""
    with Record.open(tmp_path / "war.annals", create=True) as record:
        record.add(article(1))
    return tmp_path / "war.annals"


def refused(path: Path, *, create: bool = False) -> str:
    """The message with which opening `path` is refused; the run that needs it must stop."""
    with pytest.raises(UnusableRecord) as caught:
        Record.open(path, create=create)
    assert caught.value.where == str(path)
    assert caught.value.do
    assert caught.value.fatal
    return caught.value.what


def test_a_record_that_is_not_there_is_not_made_by_looking(tmp_path: Path) -> None:
    """Without `create` nothing is written."""
    assert refused(tmp_path / "war.annals") == "there is no such record"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    """A record is made in a folder that exists, or not at all."""
    assert refused(tmp_path / "no" / "war.annals", create=True) == "its folder does not exist"


@pytest.mark.parametrize("content", [b"Dear diary,\n", b"SQLite format 3", b"SQLite format 4\0" + b"\0" * 4096, b"\0"])
@pytest.mark.parametrize("create", [True, False])
def test_a_file_of_another_kind_is_left_as_it_is(tmp_path: Path, content: bytes, create: bool) -> None:
    """What is no record is refused and not touched."""
    path = tmp_path / "diary.txt"
    path.write_bytes(content)
    assert "not a record of annals" in refused(path, create=create)
    assert path.read_bytes() == content


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    """A folder is refused."""
    assert "it is not a file" in refused(tmp_path, create=True)


def test_a_pipe_is_no_record(tmp_path: Path) -> None:
    """A named pipe is refused, not waited for."""
    os.mkfifo(tmp_path / "pipe")
    assert "it is not a file" in refused(tmp_path / "pipe", create=True)


@pytest.mark.parametrize("create", [True, False])
def test_a_database_of_something_else_is_left_as_it_is(tmp_path: Path, create: bool) -> None:
    """Another program's SQLite file is refused and not touched."""
    path = tmp_path / "places.sqlite"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE place (name TEXT)")
    db.close()
    before = path.read_bytes()
    assert refused(path, create=create) == "not a record of annals, but a database of something else"
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_record_only_when_asked(tmp_path: Path) -> None:
    """An empty file is no record; where one may be made, it becomes one."""
    path = tmp_path / "war.annals"
    path.touch()
    assert refused(path) == "not a record of annals, but an empty file"
    with Record.open(path, create=True) as record:
        assert record.add(article(1))


def test_a_record_of_a_newer_version_is_left_as_it_is(path: Path) -> None:
    """What a later annals made is refused, with the versions that would do."""
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    before = path.read_bytes()
    assert refused(path) == "a record of version 99"
    assert path.read_bytes() == before


def test_a_truncated_record_is_refused(path: Path) -> None:
    """A file that breaks off is said to be damaged."""
    path.write_bytes(path.read_bytes()[:20_000])
    assert "damaged" in refused(path)


def test_a_damaged_record_is_noticed(path: Path) -> None:
    """Where pages are overwritten the check, or the reading itself, says that the file is damaged."""
    content = bytearray(path.read_bytes())
    for at in range(8_192, len(content), 4_096):
        content[at : at + 2_000] = b"\xff" * 2_000
    path.write_bytes(content)
    assert "damaged" in looked_through(path)


def looked_through(path: Path) -> str:
    """What is wrong with a record, be it told by the check or by an error."""
    try:
        with Record.open(path) as record:
            return "; ".join(record.check())
    except UnusableRecord as error:
        return error.what


def test_a_record_that_another_process_is_writing_to_is_waited_for(path: Path) -> None:
    """After the time allowed the error says that another program is writing."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Record.open(path, timeout=0.05) as record:
        assert len(list(record.documents())) == 1
        with pytest.raises(UnusableRecord, match="another program is writing to it"):
            record.add(article(2))
        other.execute("ROLLBACK")
        assert record.add(article(2))
    other.close()


def test_on_a_full_disk_the_record_stays_as_it_was(path: Path) -> None:
    """When the last page is used up the error says so, and nothing of the document is kept."""
    with Record.open(path) as record:
        before = list(record.dump())
        record._db.execute("PRAGMA max_page_count = 1")
        with pytest.raises(UnusableRecord, match="the disk is full") as caught:
            record.add(article(2, days=200))
        assert caught.value.exit_code == 4
        assert list(record.dump()) == before
        record._db.execute("PRAGMA max_page_count = 100000")
        assert record.add(article(2, days=200))


def without_rights(action: Callable[[], object]) -> str:
    """What `action` raises in a process of a user without rights; `fine` when it raises nothing."""
    reading, writing = os.pipe()
    if child := os.fork():
        os.close(writing)
        with os.fdopen(reading) as told:
            said = told.read()
        os.waitpid(child, 0)
        return said
    if os.getuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    try:
        action()
        said = "fine"
    except BaseException as error:
        said = f"{type(error).__name__}: {error}"
    os.write(writing, said.encode())
    os._exit(0)


def test_a_record_that_may_not_be_written_to_can_still_be_read(path: Path) -> None:
    """A write-protected record gives what it holds; adding to it is refused with what to do."""
    folder = Path(tempfile.mkdtemp())
    try:
        copy = folder / "war.annals"
        shutil.copyfile(path, copy)
        copy.chmod(0o444)
        folder.chmod(0o555)

        def look() -> None:
            with Record.open(copy) as record:
                assert len(list(record.claims())) == len(article(1).claims)
                assert record.search("shelled")

        def write() -> None:
            with Record.open(copy, create=True) as record:
                record.add(article(2))

        assert without_rights(look) == "fine"
        assert "UnusableRecord" in (said := without_rights(write))
        assert "it may only be read" in said
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_record_that_may_not_be_read_is_refused(path: Path) -> None:
    """Without the right to read, the error says so."""
    folder = Path(tempfile.mkdtemp())
    try:
        copy = folder / "war.annals"
        shutil.copyfile(path, copy)
        folder.chmod(0o755)
        copy.chmod(0)
        assert "it cannot be read (Permission denied)" in without_rights(lambda: Record.open(copy))
    finally:
        shutil.rmtree(folder)


def test_names_with_odd_characters_are_names(tmp_path: Path) -> None:
    """Question marks, hashes, per cents and spaces in a path stand for themselves."""
    path = tmp_path / "war?mode=memory#1 %41.annals"
    with Record.open(path, create=True) as record:
        record.add(article(1))
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


# migrations

STEP = """
-- a column, and a view made anew
ALTER TABLE gap ADD COLUMN weight REAL;
DROP VIEW points;
CREATE VIEW points AS SELECT latitude, longitude FROM claim WHERE type = 'coordinates';
"""


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A next version of annals, whose one step is in the folder given."""
    folder = tmp_path / "steps"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / f"{file.VERSION + 1:04}_weights.sql").write_text(STEP)
    monkeypatch.setattr(file, "steps", lambda: folder)
    monkeypatch.setattr(file, "VERSION", file.VERSION + 1)
    return folder


def version(path: Path) -> int:
    db = sqlite3.connect(path)
    found = db.execute("PRAGMA user_version").fetchone()[0]
    db.close()
    return int(found)


def test_an_old_record_is_brought_up_to_date_when_it_is_opened(path: Path, newer: Path) -> None:
    """The step is taken once, and all that was kept is still there."""
    before = version(path)
    with Record.open(path) as record:
        assert record.reading(next(record.documents()).id).claims == article(1).claims
        assert record._db.execute("SELECT weight FROM gap").fetchall() == [(None,)]
        assert record.check() == []
    assert version(path) == before + 1
    with Record.open(path) as record:
        assert record.add(article(2))


def test_a_step_that_fails_leaves_the_old_version(path: Path, newer: Path) -> None:
    """A migration is all or nothing."""
    content, before = path.read_bytes(), version(path)
    (step,) = newer.glob("*.sql")
    step.write_text(STEP + "INSERT INTO nowhere VALUES (1);\n")
    assert "nowhere" in refused(path)
    assert version(path) == before
    assert path.read_bytes()[100:] == content[100:]


def test_the_steps_lead_from_the_first_version_to_this(tmp_path: Path) -> None:
    """Every version after the first has its step, in a file with its number."""
    found = sorted(int(step.name.split("_")[0]) for step in file.steps().iterdir() if step.name.endswith(".sql"))
    assert found == list(range(2, file.VERSION + 1))


def test_an_sql_script_is_cut_at_its_statements() -> None:
    """Triggers, with semicolons of their own, and comments stay whole."""
    script = "-- one; two\nCREATE TABLE a (b);\nCREATE TRIGGER t BEFORE DELETE ON a BEGIN\n  SELECT 1; END;\n"
    assert [s.split()[-1] for s in file.statements(script)] == ["(b);", "END;"]


def test_opening_a_record_twice_lets_go_of_no_lock(tmp_path: Path) -> None:
    """While one connection writes, another program must wait, whatever else this program opens meanwhile."""
    path = tmp_path / "war.annals"
    Record.open(path, create=True).close()
    with Record.open(path) as writing, file.transaction(writing._db):
        Record.open(path).close()
        asked = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('BEGIN IMMEDIATE')"
        other = subprocess.run([sys.executable, "-c", asked, str(path)], capture_output=True, text=True, check=False)
    assert "database is locked" in other.stderr
