"""A view of another shape than this version keeps is made anew, without anybody having to think of it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from annals.keep.record import Record
from annals.merge.history import History
from annals.merge.rivals import rivals
from annals.serve import view
from annals.serve.derived import KEPT, derived
from annals.serve.shape import hashed
from annals.serve.view import View
from tests.serve.asked import boxed, read, report

TABLES = "CREATE TABLE thing (id TEXT, body BLOB)"


class Part(msgspec.Struct):
    """A part."""

    name: str


class Thing(msgspec.Struct):
    """A thing with parts."""

    parts: list[Part]


def others() -> list[dict[str, object]]:
    """What else could be kept in the place of a `Thing`."""
    deep = msgspec.defstruct("Part", [("name", str), ("more", int, 0)])
    longer = msgspec.defstruct("Part", [("name", str | None)])
    return [{"thing": msgspec.defstruct("Thing", [("parts", list[each])])} for each in (deep, longer)] + [
        {"thing": list[Thing]},
        {"thing": Thing, "other": Thing},
    ]


@pytest.mark.parametrize("kept", others())
def test_what_is_kept_otherwise_has_another_hash(kept: dict[str, object]) -> None:
    """A field that is added or may be unknown, also deep inside, and a kind more, give another hash."""
    assert hashed(TABLES, kept) != hashed(TABLES, {"thing": Thing})


def test_another_table_has_another_hash() -> None:
    """A column more does, and only white space does not."""
    assert hashed(TABLES.replace("body", "n INTEGER, body"), {"thing": Thing}) != hashed(TABLES, {"thing": Thing})
    assert hashed(f" {TABLES}\n", {"thing": Thing}) == hashed(TABLES, {"thing": Thing})


def test_words_for_readers_are_no_shape() -> None:
    """What a docstring says changes nothing."""
    silent = msgspec.defstruct("Thing", [("parts", list[Part])])
    assert hashed(TABLES, {"thing": silent}) == hashed(TABLES, {"thing": Thing})


def test_all_that_is_derived_is_kept_as_it_is_said_to_be(tmp_path: Path) -> None:
    """Every kind of thing is one of those whose shape is known, and reads back as such."""
    prose = "On 3 May 2031 North troops attacked Harbour, killing 6. South troops left Harbour on 4 May 2031."
    with Record.open(read(tmp_path, box_a=boxed(prose), b=report(prose))) as record:
        history = History(record)
        found = {kind: list(several) for kind, several in derived(history, rivals(history))}
    assert list(found) == [kind for kind in KEPT if kind in found]
    assert set(KEPT) == set(found)
    for kind, several in found.items():
        for _, body in several:
            msgspec.json.decode(body, type=KEPT[kind])  # type: ignore[call-overload]


def test_a_view_of_another_shape_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a change of what is kept, the view beside a record is not opened as if it were the new one."""
    path = read(tmp_path, a=report("On 3 May 2031 rebels attacked Harbour."))
    View.of(path).close()
    monkeypatch.setattr(view, "shape", lambda tables: "of another time")
    made = View.of(path)
    assert "of another time" in made.about["state"]
    made.close()
