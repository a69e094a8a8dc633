"""Which files of a folder are read, in what order, and which are passed over."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annals.base.errors import UnreadableDocument
from annals.collect.find import accounts, extension


def made(folder: Path, *names: str, content: bytes = b"Two men were hurt.") -> Path:
    """`folder` with files of these names in it."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def found(folder: Path) -> list[str]:
    """The names of the accounts in `folder`, relative to it; errors as `!`."""
    return [str(each.relative_to(folder)) if isinstance(each, Path) else "!" for each in accounts(folder, [])]


def test_order_is_that_of_the_names_bytes(tmp_path: Path) -> None:
    """Files and folders come in the order of their names' bytes, folders opened where they stand."""
    made(tmp_path, "b.md", "B.md", "a/z.md", "a/é.md", "a.md", "c/d/e.txt")
    assert found(tmp_path) == ["B.md", "a/z.md", "a/é.md", "a.md", "b.md", "c/d/e.txt"]


def test_hidden_files_are_left_out(tmp_path: Path) -> None:
    """Files and folders whose names begin with a dot are not looked at."""
    assert found(made(tmp_path, ".git/x.md", ".a.md", "b.md")) == ["b.md"]


def test_pictures_and_code_are_passed_over_and_counted(tmp_path: Path) -> None:
    """Files that are never accounts are passed over, and named to the caller."""
    made(tmp_path, "map.png", "style.css", "a.md", "dump.xml.bz2", "t.tar.gz")
    passed: list[str] = []
    assert [path.name for path in accounts(tmp_path, passed) if isinstance(path, Path)] == ["a.md", "dump.xml.bz2"]
    assert [Path(each).name for each in passed] == ["map.png", "style.css", "t.tar.gz"]


def test_unknown_extensions_are_looked_into(tmp_path: Path) -> None:
    """A file of unknown extension is taken if it holds text, and passed over if it is binary."""
    made(tmp_path, "a.zzz", "noextension", "St. Example")
    made(tmp_path, "b.zzz", content=b"\x00\x01\x02")
    assert found(tmp_path) == ["St. Example", "a.zzz", "noextension"]


def test_links_that_lead_in_circles_end(tmp_path: Path) -> None:
    """A link to a folder above is entered once; a link to itself is an error, and the rest goes on."""
    made(tmp_path, "a/b.md", "z.md")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "self.md").symlink_to(tmp_path / "self.md")
    assert found(tmp_path) == ["a/b.md", "!", "z.md"]


def test_linked_folders_are_followed(tmp_path: Path) -> None:
    """A link to a folder elsewhere is entered."""
    made(tmp_path / "elsewhere", "a.md")
    made(tmp_path / "here", "b.md")
    (tmp_path / "here" / "link").symlink_to(tmp_path / "elsewhere")
    assert found(tmp_path / "here") == ["b.md", "link/a.md"]


def test_a_broken_link_is_an_error(tmp_path: Path) -> None:
    """A link to nothing is told, and the rest goes on."""
    made(tmp_path, "b.md")
    (tmp_path / "a.md").symlink_to(tmp_path / "gone.md")
    assert found(tmp_path) == ["!", "b.md"]


def test_a_folder_without_permission_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be listed is told with its path, and the rest goes on."""
    made(tmp_path, "a/x.md", "b.md")
    listed = os.listdir

    def guarded(path: Path) -> list[str]:
        if path == tmp_path / "a":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr("annals.collect.find.os.listdir", guarded)
    error, path = accounts(tmp_path, [])
    assert isinstance(error, UnreadableDocument)
    assert (error.where, "permission" in error.what, path) == (str(tmp_path / "a"), True, tmp_path / "b.md")


def test_a_pipe_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    """A named pipe is never opened, whatever it is called."""
    os.mkfifo(tmp_path / "a.md")
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "extension_"),
    [("a.MD", "md"), ("a.xml.bz2", "xml"), ("a.bz2", "bz2"), ("a", ""), ("war_of_st._x(2)", ""), ("b.tar.gz", "tar")],
)
def test_extensions(name: str, extension_: str) -> None:
    """The extension is looked for below that of a compressed file."""
    assert extension(name) == extension_
