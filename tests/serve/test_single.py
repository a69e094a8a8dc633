"""The pages as one file: every page a section, every id once, nothing loaded, and a policy that says so."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest

pytest.importorskip("jinja2", reason="pages need Jinja2")

from annals.serve import single
from annals.serve.plan import Plan

from . import asked
from .folders import LOADS, broken, ids, looking
from .test_site import HOSTILE, TEMPLATE

SCRIPTS = ['<script type="application/json" id="annalsEvents">', '<script data-home="#/">']


def export(record: Path, *, live_map: bool = False) -> str:
    """The document of a record."""
    with looking(record, unpaged=True) as shown:
        return "".join(single.export(shown, lambda: None, live_map=live_map))


def hashed(text: str) -> str:
    """How a policy names a text."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@pytest.fixture(scope="module")
def document(record: Path) -> str:
    """The examples as one file."""
    return export(record)


def test_every_link_leads_somewhere(document: str, tmp_path: Path) -> None:
    """Every link leads to a place of the document, or to the web."""
    (tmp_path / "one.html").write_text(document, encoding="utf-8")
    assert list(broken(tmp_path)) == []


def test_nothing_is_loaded(document: str) -> None:
    """The file loads nothing but the icon that it holds."""
    assert [address for address in LOADS.findall(document) if not address.startswith("data:")] == []
    assert "@import" not in document
    assert "<form" not in TEMPLATE.sub("", document)


@pytest.mark.parametrize("live_map", [True, False])
def test_the_policy_is_that_of_its_parts(record: Path, live_map: bool) -> None:
    """Sheet and script are let in by their hashes; text of the page itself runs only for the sake of the map."""
    document = export(record, live_map=live_map)
    (sheet,) = re.findall("<style>(.*?)</style>", document, re.DOTALL)
    (script,) = re.findall('<script data-home="#/">(.*?)</script>', document, re.DOTALL)
    (policy,) = re.findall('Policy" content="(.*?)"', document)
    more = " blob:" if live_map else ""
    told = dict(part.split(" ", 1) for part in unescape(policy).split("; "))
    assert told["default-src"] == told["base-uri"] == told["form-action"] == "'none'"
    assert told["script-src"] == hashed(script) + more
    assert told["style-src"].split()[0] == hashed(sheet)
    assert ("worker-src" in told) == live_map


def test_every_page_is_a_section(document: str, record: Path) -> None:
    """There is a section for every page of the record, with an id that can be told from its path."""
    with looking(record, unpaged=True) as shown:
        paths = list(Plan(shown, choices=0).places)
    assert set(paths) <= set(ids(document))
    assert document.count('<section class="page"') == len(paths)


def test_sections_do_not_meet(document: str) -> None:
    """No section's id is another's, and no claim's card is to be found twice under one id."""
    twice = [id for id, count in Counter(ids(document)).items() if count > 1 and "/m" not in id]
    assert twice == []


def test_all_events_are_in_one_list(document: str, record: Path) -> None:
    """The list of events has no pages."""
    with looking(record) as shown:
        assert document.count('<li id="e') == shown.view.size


def test_the_file_is_the_same_each_time(document: str, record: Path) -> None:
    """Two exports are alike to the byte."""
    assert export(record) == document


def test_hostile_accounts_stay_words(tmp_path: Path) -> None:
    """Markup and addresses in an account stay words."""
    document = export(asked.read(tmp_path, evil=HOSTILE))
    assert re.findall("<script.*?>", document) == SCRIPTS
    assert document.count("</script>") == len(SCRIPTS)
    assert not re.search(r'<[^>]*\s(?:href|src)="javascript:', document)
    assert "&lt;script&gt;" in document


def test_ids_and_what_names_them_move_together() -> None:
    """Ids, anchors, labels and paints of a page are put under its section; addresses of the web are not."""
    page = '<h2 id="a">x</h2><a href="#c1">y</a><a href="https://x.example/#z">z</a>'
    page += '<g fill="url(#hatch)" aria-labelledby="p q"/>'
    moved = single.moored(page, "/e/1")
    assert '<a href="#/e/1/c1">' in moved
    assert 'href="https://x.example/#z"' in moved
    assert 'fill="url(#/e/1/hatch)" aria-labelledby="/e/1/p /e/1/q"' in moved
