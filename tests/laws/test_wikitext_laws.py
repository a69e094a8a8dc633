"""Laws of the wikitext reader: spans are words, marks have citations, nothing crashes it, braces pair rightly."""

from __future__ import annotations

import bz2
import html
import json
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annals.base.document import Document
from annals.collect.dump import documents
from annals.collect.wikitext import read
from annals.collect.wikitree import parse, walk

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
PAGES = sorted((CORPUS / "wikitext").glob("*.wikitext"))
BOXES = CORPUS / "infobox-params" / "military-conflict-params.jsonl"
DUMPS = sorted((CORPUS / "dumps").glob("*.xml*"))
BESIDE = pytest.mark.skipif(not PAGES, reason="the shared corpus is not beside the checkout")

TOKENS = st.sampled_from(
    [
        *[
            "{{",
            "}}",
            "{{{",
            "}}}",
            "[[",
            "]]",
            "[",
            "]",
            "|",
            "=",
            "'",
            "''",
            "'''",
            "\n",
            "\n\n",
            " ",
            "*",
            ":",
            ";",
            "== ",
            " ==",
        ],
        *[
            "{|",
            "|}",
            "|-",
            "||",
            "!",
            "----",
            "<ref>",
            "<ref name=a>",
            "</ref>",
            "<ref name=a />",
            "<br>",
            "<small>",
            "</small>",
        ],
        *[
            "<!--",
            "-->",
            "<nowiki>",
            "</nowiki>",
            "<sup>",
            "</sup>",
            '<span style="display:none">',
            "</span>",
            "&nbsp;",
            "&#0;",
        ],
        *[
            "Infobox military conflict",
            "\n| casualties1 = ",
            "\n| lat_deg = 5",
            "flag",
            "France",
            "efn",
            "sfn",
            "reflist",
            "ubl",
            "kia",
        ],
        *[
            "coord",
            "convert",
            "start date",
            "quote",
            "#if:",
            "#switch:",
            "cite web",
            "File:a.png",
            "thumb",
            "http://a.b",
            "5",
            "killed",
        ],
        *["collapsible list", "title=", "name=", "group=", "unknown", "plainlist", "\u200b", "\ufffd", "é", "ة"],
    ]
)
SOUP = st.lists(TOKENS, max_size=60).map("".join)


def assert_sound(document: Document) -> None:
    """Every span lies in the text; marks have citations; lines lie in their rows; blocks do not overlap."""
    size = len(document.text)
    for kind in (document.blocks, document.links, document.bolds, document.marks, document.flags, document.sections):
        spans = [each.span for each in kind]
        assert spans == sorted(spans, key=lambda span: (span.start, span.end))
        assert all(0 <= span.start <= span.end <= size for span in spans)
    for each in (*document.blocks, *document.links, *document.bolds, *document.marks):
        assert document[each.span].strip()
    ends = [block.span.end for block in document.blocks]
    assert all(end <= block.span.start for end, block in zip(ends, document.blocks[1:], strict=False))
    keys = [citation.key for citation in document.citations]
    assert len(keys) == len(set(keys))
    assert {mark.key for mark in document.marks} <= set(keys)
    assert all(document[row.span].strip() for box in document.infoboxes for row in box.rows)
    assert all(gap.span is None or gap.span.end <= size for gap in document.gaps)


@given(SOUP)
@settings(deadline=None, max_examples=300)
def test_any_soup_of_wikitext_is_read(raw: str) -> None:
    """Whatever stands on a page, it is read, with sound spans, and the same way twice."""
    document = read(raw, name="x", digest="0", certainty=1.0)
    assert_sound(document)
    assert read(raw, name="x", digest="0", certainty=1.0) == document


@given(SOUP)
@settings(deadline=None)
def test_soup_inside_an_infobox_is_read(raw: str) -> None:
    """The same inside a value of an infobox."""
    box = f"{{{{Infobox military conflict\n| conflict = Elm\n| casualties1 = {raw}\n| casualties2 = 7\n}}}}\nProse."
    assert_sound(read(box, name="x", digest="0", certainty=1.0))


NAMES = st.text(st.sampled_from("abc "), min_size=1, max_size=5).filter(str.strip)
TREES = st.recursive(
    st.text(st.sampled_from("xyz 1.\n"), max_size=6),
    lambda inner: st.one_of(
        st.builds(lambda name, parts: "{{" + "|".join([name, *parts]) + "}}", NAMES, st.lists(inner, max_size=3)),
        st.builds(
            lambda name, label: f"[[{name.strip()}|{label}]]", NAMES, st.text(st.sampled_from("xyz "), max_size=4)
        ),
        st.lists(inner, max_size=3).map(" ".join),
    ),
    max_leaves=12,
)


@given(TREES)
@settings(deadline=None)
def test_templates_are_those_that_another_parser_finds(raw: str) -> None:
    """On wikitext that is whole, the templates and where they stand are mwparserfromhell's."""
    other = pytest.importorskip("mwparserfromhell")
    theirs = sorted(str(template) for template in other.parse(raw).filter_templates())
    assert sorted(raw[node.start : node.end] for node in walk(parse(raw).nodes)) == theirs


@BESIDE
@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.stem))
def test_articles_are_read(path: Path) -> None:
    """Each article has its infobox about a conflict, its title, its prose and its citations, soundly."""
    document = read(path.read_text(encoding="utf-8"), name=path.name, digest="0", certainty=1.0)
    assert_sound(document)
    assert document.title
    assert [box.conflict for box in document.infoboxes] == [True]
    assert {"paragraph", "infobox"} <= {block.kind for block in document.blocks}


@BESIDE
def test_infoboxes_are_read() -> None:
    """Every infobox of the corpus gives one box with rows, and hardly a template is unknown."""
    unknown = 0
    for line in BOXES.read_text(encoding="utf-8").splitlines():
        parameters = json.loads(line)["infobox"]
        rows = "".join(f"|{key}={html.unescape(value)}\n" for key, value in parameters.items() if key != "template")
        document = read(f"{{{{{parameters['template']}\n{rows}}}}}\n", name="x", digest="0", certainty=1.0)
        assert_sound(document)
        assert [bool(box.rows) for box in document.infoboxes] == [True]
        unknown += sum(gap.code == "unknown-template" for gap in document.gaps)
    assert unknown < 5


@BESIDE
@pytest.mark.parametrize("path", DUMPS, ids=lambda path: str(path.name))
def test_dumps_are_read(path: Path) -> None:
    """The first pages of each dump are read soundly, and of what is no war no war is made."""
    with (bz2.open if path.suffix == ".bz2" else open)(path, "rb") as stream:
        found = list(islice(documents(stream, name=path.name), 120))  # type: ignore[arg-type]
    assert found
    for document in found:
        assert isinstance(document, Document)
        assert_sound(document)
        wars = [box for box in document.infoboxes if box.conflict]
        assert not wars or "War" in document.name
