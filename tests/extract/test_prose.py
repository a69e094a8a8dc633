"""Claims told in sentences, from the cases in tests/cases/claims_told.txt and occurrences.txt."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annals.base.claim import Claim
from annals.base.document import Block, Document, Section
from annals.base.span import Span
from annals.divide.passages import passages
from annals.extract.prose import drafts

CASES = [Path(__file__).parents[1] / "cases" / name for name in ("claims_told.txt", "occurrences.txt")]


def document(text: str) -> Document:
    whole = Span(0, len(text))
    return Document(
        name="case",
        format="plaintext",
        certainty=1.0,
        digest="0",
        title=None,
        text=text,
        sections=(Section("", 0, whole),),
        blocks=(Block("paragraph", whole, 0),),
    )


def claims(text: str) -> list[Claim]:
    told = document(text)
    return [draft.claim for draft in drafts(told, passages(told), None)[0]]


def cases() -> list[tuple[str, list[str]]]:
    found = []
    text = "\n".join(book.read_text(encoding="utf-8") for book in CASES)
    for block in re.split(r"(?m)^- ", text)[1:]:
        sentence, *rest = block.strip().splitlines()
        found.append((sentence, [r[2:] for r in rest if r.startswith("> ") and r != "> nothing"]))
    return found


def written(claim: Claim) -> dict[str, str]:
    """Every field as a case would write it."""
    names = {field: ", ".join(m.name for m in getattr(claim, field)) or "-" for field in ("by", "against", "places")}
    said = ", ".join(m.name for m in claim.attributed_to) or "-"
    losses = ", ".join(f"{loss.kind} {loss.min if not loss.vague else 'vague'}" for loss in claim.losses) or "-"
    negated = {"not": "not"} if claim.negated else {}
    return {
        **names,
        "says": said if claim.certainty == "stated" else f"{said} ({claim.certainty})",
        "losses": losses,
        **negated,
    }


def expected(line: str) -> tuple[str, dict[str, str]]:
    """The type of a case's line and the fields that it names."""
    kind, *fields = (part.strip() for part in line.split(";"))
    return kind, {f.split()[0]: f.partition(" ")[2] or f for f in fields}


@pytest.mark.parametrize(("sentence", "lines"), cases(), ids=[c[0][:60] for c in cases()])
def test_case(sentence: str, lines: list[str]) -> None:
    """A sentence tells exactly the claims that its case lists, with the fields that it names."""
    told = claims(sentence)
    assert [c.type for c in told] == [expected(line)[0] for line in lines]
    for claim, line in zip(told, lines, strict=True):
        fields = expected(line)[1]
        got = written(claim)
        assert {k: got.get(k) for k in fields} == fields
        assert claim.negated == ("not" in fields)


def test_quote_is_the_text_of_its_span() -> None:
    """The quote of a claim is cut from the document where its span says."""
    text = "On 3 May, the rebels captured Alpha, and the army shelled Beta."
    assert [text[c.span.start : c.span.end] for c in claims(text)] == [c.quote for c in claims(text)]


def test_quote_of_one_claim_leaves_the_next_out() -> None:
    """Two acts of one sentence have two quotes that do not hold each other."""
    first, second = claims("The rebels captured Alpha, while the army shelled Beta.")
    assert "Beta" not in first.quote
    assert "Alpha" not in second.quote


def test_rule_names_the_lexicon_entry() -> None:
    """A claim says which entry of the lexicon made it."""
    (claim,) = claims("The rebels captured the town.")
    assert claim.rule == "verb:capture/territory_gained"


def test_footnote_digits_are_no_counts() -> None:
    """A footnote mark between words never becomes a figure."""
    (claim,) = claims("The rebels captured the town.[12] Nothing else is known.")
    assert claim.losses == ()


def test_speaker_of_the_sentence_before_goes_on() -> None:
    """A pronoun that goes on speaking keeps the claimant of the sentence before."""
    told = claims("The mayor said that rebels had entered the town. He added that they had burned the mill.")
    assert [[m.name for m in c.attributed_to] for c in told] == [["mayor"], ["mayor"]]
