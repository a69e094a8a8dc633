"""The body, the footnotes and the head of an encyclopedia's HTML page."""

from __future__ import annotations

from tests.collect.pages import article, blocks, document

from annals.base.document import Citation, Document

MARK = '<sup id="cite_ref-1" class="reference"><a href="#cite_note-1"><span>[</span>1<span>]</span></a></sup>'


def cited(inside: str) -> Citation:
    """The citation of a page whose only footnote holds `inside`."""
    notes = f'<ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink">^</span> {inside}</li></ol>'
    (citation,) = article(f"<p>It burned.{MARK}</p>{notes}").citations
    return citation


def sections(found: Document) -> list[tuple[int, str]]:
    """Level and heading of every section."""
    return [(section.level, section.heading) for section in found.sections]


def test_sections_of_a_rendered_page() -> None:
    """Headings begin sections, old and new mark-up alike, without the link to edit them."""
    edit = '<span class="mw-editsection">[<a href="/w/index.php">edit</a>]</span>'
    found = article(
        f'<p>Lead.</p><div class="mw-heading"><h2>Fighting</h2>{edit}</div><p>One.</p>'
        f'<h3><span class="mw-headline" id="M">At the <i>mill</i></span>{edit}</h3><p>Two.</p>'
    )
    assert sections(found) == [(0, ""), (1, "Fighting"), (2, "At the mill")]
    assert [found[section.span] for section in found.sections] == [
        "Lead.\n",
        "Fighting\nOne.\n",
        "At the mill\nTwo.",
    ]


def test_sections_of_parsoids_page() -> None:
    """Parsoid's nested sections give the same."""
    found = document(
        '<html><head><title>Battle of Ustra</title></head><body class="mw-parser-output"><section '
        'data-mw-section-id="0">'
        '<p>Lead at <a rel="mw:WikiLink" href="./Ustra_(town)">Ustra</a>.</p></section><section data-mw-section-id="1">'
        '<h2 id="F">Fighting</h2><p>One.</p><section data-mw-section-id="2"><h3>At the mill</h3>'
        "<p>Two.</p></section></section>"
    )
    assert (found.title, found.format, found.encyclopedia) == ("Battle of Ustra", "html", True)
    assert sections(found) == [(0, ""), (1, "Fighting"), (2, "At the mill")]
    assert [(found[link.span], link.target) for link in found.links] == [("Ustra", "Ustra (town)")]


def test_blocks_have_kinds() -> None:
    """Paragraphs, items at any depth, quotations, tables, captions: each a block of its kind."""
    found = article(
        "<p>One<br>two.</p>Loose words.<ul><li>First<ul><li>Inner</li></ul>after</li></ul>"
        "<blockquote><p>Said.</p></blockquote>"
        '<table class="wikitable"><caption>Losses</caption><tr><th>Side</th><th>Dead</th></tr><tr>'
        "<td>A</td><td>1<br>2</td></tr>"
        '</table><figure><img src="x.jpg"><figcaption>The mill</figcaption></figure><dl><dd>Indented.</dd></dl>'
    )
    assert blocks(found) == [
        ("paragraph", "One\ntwo."),
        ("paragraph", "Loose words."),
        ("item", "First"),
        ("item", "Inner"),
        ("item", "after"),
        ("quote", "Said."),
        ("caption", "Losses"),
        ("table", "Side | Dead\nA | 1 2"),
        ("caption", "The mill"),
        ("item", "Indented."),
    ]


def test_what_is_no_part_of_the_article_is_left_out() -> None:
    """Hat notes, navigation, scripts, styles and hidden words are not in the text."""
    found = article(
        '<div class="hatnote">See also.</div><style>p{}</style><script>x()</script><p>Kept<span '
        'style="display:none">no</span>.'
        '<span class="noprint">no</span></p><div class="navbox">no</div><table class="metadata '
        'ambox"><tr><td>no</td></tr></table>'
    )
    assert found.text == "Kept."


def test_white_space_and_entities() -> None:
    """White space is one space, entities are the signs they stand for, nothing is escaped."""
    assert article("<p>  A &lt;b&gt;\n &amp;  C&nbsp;3 kil&shy;led </p>").text == "A <b> & C\xa03 killed"


def test_links_lead_to_pages_and_addresses() -> None:
    """A link within the encyclopedia leads to a page by name, another to an address; a place on the page is none."""
    found = article(
        '<p><a href="/wiki/Ustra_(town)#Mill">a</a> <a '
        'href="//en.wikipedia.org/wiki/Caf%C3%A9">b</a> <a href="#x">c</a>'
        ' <a href="/w/index.php?title=Red_Mill&amp;action=edit&amp;redlink=1">d</a> <a '
        'href="https://e.example/x">e</a></p>'
    )
    assert [link.target for link in found.links] == ["Ustra (town)", "Café", "Red Mill", "https://e.example/x"]


def test_a_footnote_used_twice() -> None:
    """Marks stand in the text as printed and share their citation; back-links are no part of the footnote."""
    found = article(
        f'<p>It burned.{MARK} It fell.{MARK}</p><h2>References</h2><ol class="references"><li id="cite_note-1">'
        '<span class="mw-cite-backlink">^ <a href="#a"><sup><i>a</i></sup></a> <a href="#b"><sup>'
        "<i>b</i></sup></a></span> "
        '<span class="reference-text">"Fire". The Herald. 3 May 2003.</span></li></ol>'
    )
    assert [(found[mark.span], mark.key) for mark in found.marks] == [("[1]", "cite_note-1")] * 2
    (citation,) = found.citations
    assert (citation.number, citation.words) == (1, '"Fire". The Herald. 3 May 2003.')
    assert citation.span is not None
    assert found[citation.span] == citation.words
    assert blocks(found)[-1] == ("reference", citation.words)


def test_a_footnote_that_is_not_there() -> None:
    """A mark whose footnote the page lacks stays, with a gap that says so."""
    found = article(f"<p>It burned.{MARK}</p>")
    assert [gap.code for gap in found.gaps] == ["undefined-footnote"]


def test_a_citation_by_its_metadata() -> None:
    """The fields that citation templates leave for reference managers win over the printed words."""
    coins = (
        "ctx_ver=Z39.88-2004&amp;rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Ajournal&amp;rft.jtitle=The+Herald&amp;"
        "rft.atitle=The+mill+%22burns%22&amp;rft.date=2003-05-03&amp;rft.aulast=Holm&amp;rft.aufirst=Greta"
    )
    found = cited(
        '<cite class="citation news">Holm, Greta (3 May 2003). <a class="external text" '
        'href="https://web.archive.org/web/2004/'
        'https://herald.example/1">"The mill "burns""</a>. <i>The Herald</i> (in Danish). Archived '
        'from <a class="external text" '
        'href="https://herald.example/1">the original</a> on 4 May 2004<span '
        'class="reference-accessdate">. Retrieved 5 June 2005'
        f'</span>.</cite><span class="Z3988" title="{coins}"></span>'
    )
    assert (found.author, found.title, found.outlet, found.date) == (
        "Holm, Greta",
        'The mill "burns"',
        "The Herald",
        "2003-05-03",
    )
    assert (found.language, found.accessed) == ("Danish", "2005-06-05")
    assert found.url == "https://herald.example/1"
    assert found.archive_url == "https://web.archive.org/web/2004/https://herald.example/1"


def test_a_citation_by_its_link() -> None:
    """Without metadata a linked title is the title, and what is printed behind it outlet and date."""
    found = cited('<a class="external text" href="https://h.example/1">The mill burns</a>, The Herald, 3 May 2003')
    assert (found.title, found.outlet, found.date, found.url) == (
        "The mill burns",
        "The Herald",
        "2003-05-03",
        "https://h.example/1",
    )


def test_a_short_footnote_takes_the_source_it_leads_to() -> None:
    """A short footnote is filled from the entry of the bibliography that it links, its own words kept."""
    found = article(
        f'<p>It burned.{MARK}</p><ol class="references"><li id="cite_note-1"><a '
        f'href="#CITEREFHolm2004">Holm 2004</a>, p. 3.</li>'
        '</ol><ul><li><cite id="CITEREFHolm2004" class="citation book">Holm, Greta (2004). <i>The '
        "Mill War</i>. Lowland Press."
        "</cite></li></ul>"
    )
    (citation,) = found.citations
    assert (citation.words, citation.title, citation.author, citation.date) == (
        "Holm 2004, p. 3.",
        "The Mill War",
        "Holm, Greta",
        "2004",
    )
    assert blocks(found)[-1][0] == "reference"


def test_what_the_page_says_of_itself() -> None:
    """Publisher, address, language, revision and day are taken from where the page states them."""
    found = article(
        '<div class="shortdescription" style="display:none">A battle</div><p>Words.</p>',
        '<title>Battle of Ustra - Wikipedia</title><link rel="canonical" '
        'href="https://en.wikipedia.org/wiki/Battle_of_Ustra">'
        '<script>RLCONF={"wgRevisionId":42};</script><meta property="dc:modified" content="2004-06-01T10:00:00.000Z">',
    )
    source = found.source
    assert (source.publisher, source.language, source.revision, source.date) == ("Wikipedia", "en", "42", "2004-06-01")
    assert (source.url, found.metadata) == (
        "https://en.wikipedia.org/wiki/Battle_of_Ustra",
        {"description": "A battle"},
    )


def test_a_page_without_anything_to_say() -> None:
    """An empty article is an empty text, no error."""
    found = article("")
    assert (found.text, found.blocks, found.infoboxes) == ("", (), ())
