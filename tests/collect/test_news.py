"""News pages: what they state of themselves, and the story without what stands around it."""

from __future__ import annotations

import json

import pytest
from tests.collect.pages import blocks, document

FIRST = "Fighters entered the town of Ustra on Saturday and took the mill beside the bridge, witnesses said."
SECOND = "Two guards were killed and nine were wounded, the mayor told reporters; he gave no further details."
STORY = f"<p>{FIRST}</p><p>{SECOND}</p>"


def page(inside: str, head: str = "") -> str:
    """A news page."""
    return f'<!DOCTYPE html><html lang="en-GB"><head>{head}</head><body>{inside}</body></html>'


def linked(**fields: object) -> str:
    """Linked data in a page's head."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def test_the_story_is_the_text() -> None:
    """The paragraphs of the article are the text, its headline the title, and nothing else."""
    found = document(
        page(f"<nav><a href='/'>Home</a></nav><article><h1>Mill taken</h1>{STORY}</article><footer>(c)</footer>")
    )
    assert (found.format, found.encyclopedia, found.title) == ("news", False, "Mill taken")
    assert blocks(found) == [("paragraph", FIRST), ("paragraph", SECOND)]


FURNITURE = {
    "a list of related stories": "<div class='related-stories'><h3>More</h3><p>A story on something "
    "else entirely.</p></div>",
    "buttons to share it": "<ul class='shareTools'><li>Post</li><li>Send</li></ul>",
    "comments": "<section id='comments'><p>I think that this is wrong in every way, said a reader.</p></section>",
    "a banner about cookies": "<div id='cookie-consent'><p>We use cookies to make this site better "
    "for everyone.</p></div>",
    "an aside": "<aside><p>The town of Ustra has 20,000 people and an old mill.</p></aside>",
    "a box of links": "<div><ul><li><a href='/1'>One more story</a></li><li><a href='/2'>And another "
    "one</a></li></ul></div>",
    "a paragraph that leads elsewhere": "<p><a href='/3'>Mill burns in Orl, too</a></p>",
    "a call to follow": "<p>Follow us on every network you can think of.</p>",
    "a newsletter's form": "<form><p>Your address, please, for our letter.</p></form>",
    "words nobody sees": "<p hidden>Nothing.</p><div class='visually-hidden'>Skip.</div>",
    "a notice of rights": "<p>© The Herald 2003. All rights reserved.</p>",
}


@pytest.mark.parametrize("furniture", FURNITURE.values(), ids=FURNITURE)
def test_what_stands_around_the_story_is_left_out(furniture: str) -> None:
    """Furniture before, inside or behind the story is not in the text."""
    for inside in (
        f"<main>{furniture}<article><h1>Mill taken</h1>{STORY}</article></main>",
        f"<article><h1>Mill taken</h1><p>{FIRST}</p>{furniture}<p>{SECOND}</p></article>",
        f"<div class='content'><h1>Mill taken</h1><div class='text'>{STORY}{furniture}</div></div>",
    ):
        assert document(page(inside)).text == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize(
    "written",
    [
        f"<div><h1>Mill taken</h1><div>{FIRST}<br><br>{SECOND}</div></div>",
        f"<main class='with-sidebar'><h1>Mill taken</h1><div class='social-body'>{STORY}</div></main>",
        f"<table><tr><td><h1>Mill taken</h1>{STORY}</td><td><a href='/'>Home</a></td></tr></table>",
        f"<article><p>A teaser of few words.</p></article><article><h1>Mill taken</h1>{STORY}</article>",
        f"<div itemprop='articleBody'>{STORY}</div><h1>Mill taken</h1>",
        f"<form action='/'><input type='hidden' value='x'><div><h1>Mill taken</h1>{STORY}</div></form>",
    ],
)
def test_the_story_is_found_where_the_paragraphs_are(written: str) -> None:
    """The story is found without an article element, and whatever the element around it is called."""
    found = document(page(written))
    assert FIRST in found.text
    assert SECOND in found.text
    assert found.title == "Mill taken"


def test_headings_lists_and_quotations() -> None:
    """Headings begin sections; items and quotations are blocks of their kind; a picture gives its caption."""
    found = document(
        page(
            f"<article><h1>Mill taken</h1><p>{FIRST}</p><h2>The mill</h2><blockquote>It burned all night.</blockquote>"
            f"<ul><li>Two guards were killed at the gate of the mill.</li></ul><figure>"
            f"<figcaption>The mill</figcaption></figure>"
            f"<p>{SECOND}</p></article>"
        )
    )
    assert blocks(found)[1:] == [
        ("heading", "The mill"),
        ("quote", "It burned all night."),
        ("item", "Two guards were killed at the gate of the mill."),
        ("caption", "The mill"),
        ("paragraph", SECOND),
    ]
    assert [(section.level, section.heading) for section in found.sections] == [(0, ""), (1, "The mill")]


def test_linked_data_comes_first() -> None:
    """What the page states as linked data names publisher, authors, day, address and language."""
    told = linked(
        headline="Mill taken",
        datePublished="2003-05-03T21:14:00+02:00",
        author=[{"@type": "Person", "name": "Greta Holm"}, {"name": "Carl Dorn"}],
        publisher={"@type": "Organization", "name": "The Lowland Herald"},
        mainEntityOfPage={"@id": "https://herald.example/mill"},
        inLanguage="en",
    )
    meta = '<meta property="article:published_time" content="2004-01-01"><meta name="author" content="Editor">'
    source = document(page(f"<article>{STORY}</article>", told + meta)).source
    assert (source.publisher, source.author) == ("The Lowland Herald", "Greta Holm, Carl Dorn")
    assert (source.date, source.url, source.language) == ("2003-05-03", "https://herald.example/mill", "en")


def test_linked_data_in_a_graph() -> None:
    """The story is found among other things that the page describes."""
    graph = {
        "@graph": [{"@type": "WebSite", "name": "X"}, {"@type": ["Thing", "Report"], "datePublished": "2003-05-03"}]
    }
    head = "".join(f'<script type="application/ld+json">{each}</script>' for each in ("{broken", json.dumps(graph)))
    assert document(page(STORY, head)).source.date == "2003-05-03"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2003-05-03T09:00:00Z">',
        '<meta name="date" content="2003-05-03">',
        '<meta itemprop="datePublished" content="3 May 2003">',
        '<meta name="DC.date.issued" content="2003-05-03">',
    ],
)
def test_the_day_by_meta_fields(head: str) -> None:
    """The day of publication is taken from the fields that state it."""
    assert document(page(STORY, head)).source.date == "2003-05-03"


@pytest.mark.parametrize(
    "inside",
    [
        f"<article><h1>Mill</h1><time datetime='2003-05-03T10:00'>Saturday</time>{STORY}</article>",
        f"<article><h1>Mill</h1><p class='byline'>By Greta Holm, <time>3 May 2003</time></p>{STORY}</article>",
        f"<article><h1>Mill</h1>{STORY}<p>Published <time itemprop='datePublished' "
        f"datetime='2003-05-03'>then</time></p></article>",
    ],
)
def test_the_day_by_the_storys_own_time(inside: str) -> None:
    """A time above the story, or marked as its publication, is its day."""
    assert document(page(inside)).source.date == "2003-05-03"


@pytest.mark.parametrize(
    ("inside", "head"),
    [
        (f"<article><h1>Mill</h1>{STORY}<p>Seen <time datetime='1999-01-01'>then</time>.</p></article>", ""),
        (f"<article><h1>Mill</h1>{STORY}</article><footer><time datetime='2020-01-01'>now</time></footer>", ""),
        (f"<article><h1>Mill</h1>{STORY}</article>", '<meta name="date" content="05/03/03">'),
        (f"<article><h1>Mill</h1>{STORY}</article>", '<meta property="article:modified_time" content="2005-01-01">'),
        (f"<article><h1>Mill</h1>{STORY}</article>", ""),
    ],
)
def test_no_day_is_invented(inside: str, head: str) -> None:
    """A day told in the story, of the page, of a change, or in numbers whose order is unknown is none."""
    assert document(page(inside, head)).source.date is None


def test_publisher_author_and_title_by_meta_fields() -> None:
    """Without linked data the fields of Open Graph and the page's title say who and what, the site's name taken off."""
    head = (
        '<title>Mill taken - The Herald</title><meta property="og:site_name" content="The Herald">'
        '<meta name="author" content="Greta Holm"><link rel="canonical" href="https://herald.example/1">'
    )
    found = document(page(f"<article>{STORY}</article>", head))
    assert (found.title, found.source.publisher, found.source.author) == ("Mill taken", "The Herald", "Greta Holm")
    assert (found.source.url, found.source.language) == ("https://herald.example/1", "en-GB")


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("<p class='byline'>By Greta Holm | 3 May 2003</p>", "Greta Holm"),
        ("<a rel='author' href='/gh'>Greta Holm</a>", "Greta Holm"),
        ("<p class='byline'><time datetime='2003-05-03'>Saturday, 3 May 2003</time></p>", None),
    ],
)
def test_the_author_by_the_byline(byline: str, author: str | None) -> None:
    """The line that names the author does, and no day is taken for a name."""
    assert document(page(f"<article><h1>Mill</h1>{byline}{STORY}</article>")).source.author == author


def test_a_page_without_a_story() -> None:
    """A page of links alone is read as what little it says, without an error."""
    found = document(page("<nav><a href='/1'>One</a><a href='/2'>Two</a></nav>"))
    assert (found.format, found.text) == ("news", "")


def test_linked_data_nested_without_end() -> None:
    """Linked data that nests as deep as it can is left alone."""
    head = f'<script type="application/ld+json">{"[" * 100_000}</script>'
    assert document(page(STORY, head)).source.date is None
