"""Which blocks are prose, and what is blanked before rules read them."""

from __future__ import annotations

from annals.base.document import Block, Document, Mark, Section
from annals.base.span import Span
from annals.divide.masked import masked
from annals.divide.passages import passages


def document(parts: list[tuple[str, int, str, str]], marks: tuple[Mark, ...] = ()) -> Document:
    """A document of sections: heading, level, kind of its one block, text."""
    text, sections, blocks = "", [], []
    for i, (heading, level, kind, words) in enumerate(parts):
        start = len(text)
        text += words + "\n"
        sections.append(Section(heading, level, Span(start, len(text))))
        blocks.append(Block(kind, Span(start, start + len(words)), i))
    return Document(
        name="x", format="plaintext", certainty=1.0, digest="0", title=None, text=text,
        sections=tuple(sections), blocks=tuple(blocks), marks=marks,
    )  # fmt: skip


def test_apparatus_is_left_out_with_what_stands_under_it() -> None:
    """References, and sections below them, are no passages."""
    told = document(
        [
            ("", 0, "paragraph", "They came."),
            ("References", 1, "paragraph", "A book."),
            ("Notes on sources", 2, "item", "Another."),
            ("Aftermath", 1, "paragraph", "They left."),
        ]
    )
    assert [told[p.span] for p in passages(told)] == ["They came.", "They left."]


def test_tables_and_headings_are_no_passages() -> None:
    """Only paragraphs, list items and quotations are prose."""
    told = document([("", 0, "table", "a b"), ("", 1, "item", "They came."), ("", 1, "caption", "A picture.")])
    assert [p.kind for p in passages(told)] == ["item"]


def test_masked_text_keeps_its_length_and_loses_its_marks() -> None:
    """Footnote marks become spaces, every other character keeps its place."""
    told = document([("", 0, "paragraph", "Ten fell.[12] They left[a] then.")], (Mark(Span(9, 13), "12"),))
    assert masked(told) == "Ten fell.     They left    then.\n"


def test_a_mark_after_the_stop_belongs_to_the_sentence_before_it() -> None:
    """A sentence's span takes in the footnote marks printed right after it."""
    told = document([("", 0, "paragraph", "Ten fell.[1] They left.")], (Mark(Span(9, 12), "1"),))
    assert [told[s] for s in passages(told)[0].sentences] == ["Ten fell.[1]", "They left."]
