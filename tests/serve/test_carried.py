"""What files carry for their script: every event once, with what it can be chosen by, as text that ends no script."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

pytest.importorskip("jinja2", reason="pages need Jinja2")

from annals.serve.carried import carried, scripted
from annals.serve.filters import FACETS, parsed
from annals.serve.live import map_parts

from . import asked
from .folders import looking
from .test_site import HOSTILE

Carried = dict[str, object]


class Nowhere:
    """Ways that lead to no page."""

    event = ("e/", ".html")

    def to(self, path: str, query: str = "", anchor: str = "") -> str | None:
        """No address at all."""
        return None


def told(record: Path, choice: str = "") -> Carried:
    """What is carried of a record, as its script reads it."""
    with looking(record, parsed(parse_qsl(choice))) as shown:
        found: Carried = json.loads(scripted(carried(shown, 50, Nowhere())))
        return found


def test_all_events_are_carried(record: Path) -> None:
    """Every column has a place for each event, and their ids are those of the record."""
    rows = told(record)["rows"]
    assert isinstance(rows, dict)
    with looking(record) as shown:
        assert rows["id"] == [row.id for row in shown.view.rows(range(shown.view.size))]
    assert {len(column) for name, column in rows.items() if name != "negated"} == {len(rows["id"])}


@pytest.mark.parametrize("name", FACETS)
def test_facets_count_as_the_view_does(record: Path, name: str) -> None:
    """As many events have each value as the view says."""
    facets = told(record)["facets"]
    assert isinstance(facets, dict)
    values, of = facets[name]["values"], facets[name]["of"]
    ranks = [rank for each in of for rank in (each if isinstance(each, list) else [] if each is None else [each])]
    with looking(record) as shown:
        for rank, value in enumerate(values):
            plain = value if isinstance(value, str) else value[0]
            assert ranks.count(rank) == shown.view.having(name, plain).bit_count()


def test_a_choice_is_carried_alone(record: Path) -> None:
    """Of an export of some events the others are not to be had, not even by their words."""
    some, whole = told(record, "contested=1"), told(record)
    assert some["narrowed"]
    assert some["whole"] == whole["whole"] == len(whole["rows"]["id"])  # type: ignore[index]
    assert len(some["rows"]["id"]) < len(whole["rows"]["id"])  # type: ignore[index]
    assert len(some["words"]["terms"]) < len(whole["words"]["terms"])  # type: ignore[index]


def test_hostile_words_end_no_script(tmp_path: Path) -> None:
    """Nothing in an account can begin a tag or comment, or end a line, in the script that carries its names."""
    record = asked.read(tmp_path, evil=HOSTILE)
    with looking(record) as shown:
        text = scripted(carried(shown, 50, Nowhere()))
    assert not re.search("[<>&\u2028\u2029]", text)


@pytest.mark.parametrize("words", ["</script>", "<!--<script", "a\u2028b\u2029c", "\ud800", "\x7f", "\\u003c", '"'])
@pytest.mark.parametrize("sparing", [False, True])
def test_words_come_back_as_they_were(words: str, sparing: bool) -> None:
    """Whatever is written so is read again as it was, and can be encoded."""
    text = scripted([words], sparing=sparing)
    assert json.loads(text) == [words]
    assert not re.search("</|<!|<s|[\u2028\u2029]", text, re.IGNORECASE)
    text.encode()


def test_the_parts_of_the_map_end_no_script() -> None:
    """Neither does the map library, which is carried as text."""
    assert not re.search("</|<!--|<script", map_parts(held=True), re.IGNORECASE)
    assert json.loads(map_parts(held=True)).keys() == {"main", "worker", "sheet", "land", "licences"}
