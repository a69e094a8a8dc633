"""Quotations that run over sentences."""

from __future__ import annotations

from annals.base.claim import Claim
from annals.base.document import Block, Document, Section
from annals.base.span import Span
from annals.divide.passages import passages
from annals.extract.prose import drafts


def claims(*paragraphs: str) -> list[Claim]:
    """The claims of an account with these paragraphs."""
    text = "\n".join(paragraphs)
    blocks, at = [], 0
    for words in paragraphs:
        blocks.append(Block("paragraph", Span(at, at + len(words)), 0))
        at += len(words) + 1
    whole = Span(0, len(text))
    told = Document("case", "plaintext", 1.0, "0", None, text, sections=(Section("", 0, whole),), blocks=tuple(blocks))
    return [draft.claim for draft in drafts(told, passages(told), None)[0]]


def voices(*paragraphs: str) -> list[list[str]]:
    """Who says each claim."""
    return [[name.name for name in claim.attributed_to] for claim in claims(*paragraphs)]


def test_a_quotation_left_open_keeps_its_speaker() -> None:
    """What follows inside the marks is said by whoever was named before them."""
    assert voices('The mayor said, "We lost the mill. Rebels attacked the fort."')[-1] == ["mayor"]


def test_what_follows_the_closing_mark_is_the_authors_own() -> None:
    """After the mark that closes a quotation nobody speaks."""
    assert voices("The mayor said, “Rebels attacked the fort. They left.” Rebels shelled the mill.")[-1] == []


def test_a_second_quotation_after_the_speaker_is_the_speakers() -> None:
    """A sentence that opens with a mark goes on with the one before that named its speaker."""
    assert voices("“Rebels attacked the fort,” Orlen said. “The army shelled the mill.”") == [["Orlen"], ["Orlen"]]


def test_a_statement_after_a_colon_is_its_givers() -> None:
    """The paragraph after `gave the following statement:` is said by whoever gave it."""
    told = voices("The governor issued the following statement:", '"Rebels attacked the fort."')
    assert told == [["governor"]]


def test_a_quoted_name_at_the_head_is_no_quotation() -> None:
    """A name in marks that opens a sentence makes it nobody's."""
    assert voices('Orlen said rebels fled. "Southern Storm" troops attacked the fort.')[-1] == []


def test_an_office_told_once_marks_its_holder_as_a_party() -> None:
    """Whoever is called a governor in one place claims, not reports, in another."""
    told = claims("Ivan Orlen, the governor of Alpha, came.", "Orlen said that rebels attacked the fort.")
    assert [claim.certainty for claim in told][-1] == "claimed"
