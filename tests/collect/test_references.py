"""Footnotes as they are printed: what their source is called, who published it, and when."""

from __future__ import annotations

import time

import pytest

from annals.base.document import Citation
from annals.collect.references import citation

FIELDS = ("author", "title", "outlet", "date", "language", "accessed", "url")


def read(words: str) -> Citation:
    """The citation printed as `words`."""
    return citation(words, key="1")


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        (
            '"Mill burns". The Herald. 3 May 2003. Retrieved 4 June 2004.',
            {"title": "Mill burns", "outlet": "The Herald", "date": "2003-05-03", "accessed": "2004-06-04"},
        ),
        (
            'Holm, Greta (3 May 2003). "Mill burns". The Herald. Retrieved 2004-06-04.',
            {
                "author": "Holm, Greta",
                "title": "Mill burns",
                "outlet": "The Herald",
                "date": "2003-05-03",
                "accessed": "2004-06-04",
            },
        ),
        (
            '"Says "the mill" burned". The Herald (in Danish). 2003-05-03.',
            {"title": 'Says "the mill" burned', "outlet": "The Herald", "date": "2003-05-03", "language": "Danish"},
        ),
        (
            '""The mill" burns, says mayor". The Herald. May 2003.',
            {"title": '"The mill" burns, says mayor', "outlet": "The Herald", "date": "2003-05"},
        ),
        (
            "“Мельница горит” (in Russian). Вестник. 3 May 2003.",
            {"title": "Мельница горит", "outlet": "Вестник", "date": "2003-05-03", "language": "Russian"},
        ),
        (
            "«الطاحونة تحترق». النهر (in Arabic). 3 May 2003.",
            {"title": "الطاحونة تحترق", "outlet": "النهر", "date": "2003-05-03", "language": "Arabic"},
        ),
        (
            '"Mill burns" (PDF). The Herald. Ustra. 3 May 2003. p. 4. Archived (PDF) from the original on 5 May 2003.',
            {"title": "Mill burns", "outlet": "The Herald", "date": "2003-05-03"},
        ),
        (
            "Holm, Greta (2004). The Mill War. Lowland Press. pp. 3–5. ISBN 0-00-000000-0.",
            {"author": "Holm, Greta", "title": "The Mill War", "outlet": "Lowland Press", "date": "2004"},
        ),
        (
            'Greta Holm, "The Mill War", Journal of Mills, 12 (3), 2004, pp. 3–9.',
            {"author": "Greta Holm", "title": "The Mill War", "outlet": "Journal of Mills", "date": "2004"},
        ),
        (
            "The mill burns again, The Herald, 3 May 2003.",
            {"title": "The mill burns again", "outlet": "The Herald", "date": "2003-05-03"},
        ),
        (
            'Herald Desk (3 May 2003). "Mill burns". Retrieved 4 June 2004.',
            {"author": "Herald Desk", "title": "Mill burns", "date": "2003-05-03", "accessed": "2004-06-04"},
        ),
        (
            "https://herald.example/mill_(old). Accessed 4 June 2004.",
            {"url": "https://herald.example/mill_(old)", "accessed": "2004-06-04"},
        ),
        ("Holm 2004, p. 3.", {}),
        ("See the appendix for what follows.", {}),
        ('He said "no" to us.', {}),
    ],
)
def test_a_printed_footnote_is_read(printed: str, told: dict[str, str]) -> None:
    """The parts that a footnote prints are told apart, and those that it does not print are unknown."""
    found = read(printed)
    assert {field: getattr(found, field) for field in FIELDS if getattr(found, field)} == told
    assert found.words == printed


def test_a_title_that_the_page_marks() -> None:
    """A title given by its link is the title, quotation marks or none."""
    found = citation("The mill burns. Herald, 3 May 2003", key="1", title="The mill burns")
    assert (found.title, found.outlet, found.date) == ("The mill burns", "Herald", "2003-05-03")


@pytest.mark.parametrize(
    "words", ['"' * 3000, "a " * 1500, "(" * 3000, "a, " * 1000, '"a". ' * 600, "x" * 10**6, "«" * 2900]
)
def test_long_footnotes_take_no_time(words: str) -> None:
    """A footnote of any make is read, or kept as words, in a moment."""
    began = time.perf_counter()
    read(words)
    assert time.perf_counter() - began < 1
