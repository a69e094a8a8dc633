"""Laws of the readers of pages: spans are words and in order, letters and digits are kept, nothing raises by chance."""

from __future__ import annotations

from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from annals.base.document import Document
from annals.base.errors import UnreadableDocument
from annals.collect import html, news, plaintext

LABELS = (
    "Date", "Location", "Result", "Belligerents", "Commanders and leaders", "Strength", "Units involved", "Part of ",
    "Casualties and losses", "Territorial\nchanges", "Coordinates", "Deaths",
)  # fmt: skip
SHREDS = (
    "12 killed", "None", "Unknown", "3 wounded[1]", "civilians", "Anton Bell", "Flag of Oz.svg", "\xa0", " ", "  ",
    "🇳🇴", "\t", "\n", "\n\n", "(WIA)", "†", "47°30′N", "•", "1. ^ a b ", '"A title". ', "Outlet. 3 May 2003.",
    "[a]", "[edit]", "References", "The army was at the mill for several days and left it in May.",
    "== Head ==", "Per X:", "5,000", "-", "|",
)  # fmt: skip
FLAT = st.lists(st.sampled_from(LABELS + SHREDS), max_size=30).map("".join)
TAGS = (
    "p", "b", "i", "a href='/wiki/X'", "ul", "li", "table", "table class='infobox'", "tr", "th", "td", "h2", "div",
    "sup", "sup class='reference'", "ol class='references'", "li id='n'", "a href='#n'", "blockquote", "br", "hr",
    "img alt='x'", "span style='display:none'", "section", "figure", "figcaption", "cite class='citation'",
    "style", "font color=1",
)  # fmt: skip
TOKENS = [*(f"<{tag}>" for tag in TAGS), *(f"</{tag.split()[0]}>" for tag in TAGS), "words", " 3 ", "&amp;", "Date"]
MARKUP = st.lists(st.sampled_from(TOKENS), max_size=40).map("".join)
WORDS = st.text(st.sampled_from("abc 12.,<>&\"'é\n"), min_size=1, max_size=80)


def assert_sound(document: Document) -> None:
    """Every span lies in the text, in order, and holds words where it must."""
    size = len(document.text)
    for kind in (document.blocks, document.links, document.bolds, document.marks, document.flags):
        spans = [each.span for each in kind]
        assert spans == sorted(spans)
        assert all(0 <= span.start <= span.end <= size for span in spans)
    for each in (*document.blocks, *document.links, *document.bolds, *document.marks):
        assert document[each.span].strip()
    for section in document.sections:
        assert 0 <= section.span.start <= section.span.end <= size
    for row in (row for box in document.infoboxes for row in box.rows):
        assert document[row.span] == document[row.span].strip() != ""
        assert all(row.span.holds(line.span) or not len(line.span) for line in row.lines)
    assert all(0 <= block.section < len(document.sections) for block in document.blocks)
    assert all(gap.span is None or 0 <= gap.span.start <= gap.span.end <= size for gap in document.gaps)


def letters(text: str) -> str:
    """Letters and digits of `text`."""
    return "".join(each for each in text if each.isalnum())


@given(FLAT)
@settings(deadline=None, max_examples=300)
def test_any_flattened_text_is_read(text: str) -> None:
    """Any run of labels, columns, marks and notes is a document with sound spans, and its text is the file's."""
    document = plaintext.read(text, name="x", digest="0", certainty=1.0)
    assert document.text == text.rstrip()
    assert_sound(document)
    assert document == plaintext.read(text, name="x", digest="0", certainty=1.0)


@given(MARKUP)
@settings(deadline=None, max_examples=300)
def test_any_mark_up_is_read(inside: str) -> None:
    """Any run of tags, closed or not, is a document with sound spans, or refused with a reason."""
    for read in (html.encyclopedia, news.read):
        try:
            document = read(inside, name="x", digest="0", certainty=1.0)
        except UnreadableDocument:
            continue
        assert_sound(document)


@given(st.lists(WORDS, min_size=1, max_size=6))
@settings(deadline=None)
def test_letters_and_digits_of_paragraphs_are_kept(paragraphs: list[str]) -> None:
    """The words of paragraphs come out with every letter and digit, in order, and unescaped."""
    raw = "".join(f"<p>x{escape(words)}</p>" for words in paragraphs)
    document = html.encyclopedia(raw, name="x", digest="0", certainty=1.0)
    assert letters(document.text) == letters("".join(f"x{words}" for words in paragraphs))
    assert [" ".join(document[block.span].split()) for block in document.blocks] == [
        " ".join(f"x{words}".split()) for words in paragraphs
    ]
