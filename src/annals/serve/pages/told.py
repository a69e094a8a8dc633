"""A claim as a card: its words in their sentence, and every value with what it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from annals.base.claim import Claim
from annals.base.document import Citation, Document
from annals.base.judgement import Judgement
from annals.base.mention import Mention
from annals.base.span import Span
from annals.base.what import SYMMETRIC
from annals.base.when import When
from annals.keep.kept import KeptClaim, KeptDocument, KeptJudgement
from annals.publish import wording
from annals.serve.page import Json, Shown
from annals.serve.review import Decisions


class Note(msgspec.Struct, frozen=True):
    """A footnote behind a claim, as it can be shown."""

    number: str
    words: str
    outlet: str | None
    title: str | None
    date: str | None
    language: str | None
    url: str | None
    archive_url: str | None


class Card(msgspec.Struct, frozen=True):
    """A claim with its sentence (before, the quote, after), voice, values in words with their grounds, footnotes."""

    id: str
    type: str
    negated: bool
    before: str
    quote: str
    after: str
    document: str
    source: str
    title: str
    published: str | None
    voice: str
    certainty: str
    date: str | None
    parties: str
    places: tuple[str, ...]
    losses: tuple[str, ...]
    grounds: tuple[tuple[str, str], ...]
    notes: tuple[Note, ...]
    letter: str = ""
    verdict: str | None = None
    said: tuple[str, ...] = ()


def card(kept: KeptClaim, source: KeptDocument, letter: str = "", decisions: Decisions | None = None) -> Card:
    """The card of a claim, from its document, as people corrected it, with their last word about it."""
    last = decisions.decided.last.get(kept.id) if decisions else None
    if decisions and last:
        kept = next(iter(decisions.decided.claims([kept])), kept)
    claim, document = kept.claim, source.document
    start, end = min(claim.sentence.start, claim.span.start), max(claim.sentence.end, claim.span.end)
    publisher = document.source.publisher or document.name
    return Card(
        id=kept.id,
        type=claim.type.replace("_", " "),
        negated=claim.negated,
        before=document[Span(start, claim.span.start)],
        quote=claim.quote,
        after=document[Span(claim.span.end, end)],
        document=kept.document,
        source=publisher,
        title=document.title or document.name,
        published=document.source.date,
        voice=wording.names(claim.attributed_to) or publisher,
        certainty=claim.certainty,
        date=claim.when.edtf if claim.when else None,
        parties=wording.parties(claim.by, claim.against, symmetric=claim.type in SYMMETRIC),
        places=tuple(dict.fromkeys(place.name for place in claim.places)),
        losses=tuple(dict.fromkeys(wording.toll(loss) for loss in claim.losses)),
        grounds=tuple(_grounds(document, kept)),
        notes=notes(document, claim.citations),
        letter=letter,
        verdict=last.verdict if last else None,
        said=tuple(_said(decisions, kept.id)) if decisions and last else (),
    )


def cards_of(shown: Shown, claims: Iterable[str]) -> Iterator[Card]:
    """The cards of claims (ids), each with its letter; those that the record does not hold are passed over."""
    documents: dict[str, KeptDocument] = {}
    known = (kept for kept in map(shown.record.claim, claims) if kept is not None)
    for number, kept in enumerate(known):
        if kept.document not in documents:
            source = shown.record.document(kept.document)
            assert source is not None, "a claim stands in a document"
            documents[kept.document] = source
        yield card(kept, documents[kept.document], letter(number), shown.decisions)


def letter(number: int) -> str:
    """A claim's letter in the margin: a, b ... z, aa, ab ..."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def judgements(shown: Shown, claims: Iterable[str]) -> list[KeptJudgement]:
    """What people judged of the claims, in the order in which they did, what was withdrawn too."""
    own, kept = frozenset(claims), shown.decisions.all
    about = {each.id for each in kept if {each.judgement.left, each.judgement.right} & own}
    return [each for each in kept if each.id in about or each.judgement.withdraws in about]


def _said(decisions: Decisions, claim: str) -> Iterator[str]:
    """What people said of the claim that holds now: each field's correction, and the last word."""
    decided = decisions.decided
    for field, judgement in sorted(decided.edits.get(claim, {}).items()):
        yield f"{judgement.author} put right its {field}{_because(judgement)}"
    last = decided.last[claim]
    if last.verdict != "edit":
        yield f"{last.author} {last.verdict}ed it{_because(last)}"


def _because(judgement: Judgement) -> str:
    return f": {judgement.reason}" if judgement.reason else ""


def content(card: Card) -> Json:
    """The card as JSON."""
    return msgspec.to_builtins(card)


def notes(document: Document, keys: Sequence[str]) -> tuple[Note, ...]:
    """The footnotes with these keys; one that the account does not have is passed over."""
    by_key: Mapping[str, Citation] = {citation.key: citation for citation in document.citations}
    return tuple(note(by_key[key]) for key in dict.fromkeys(keys) if key in by_key)


def note(citation: Citation) -> Note:
    """A footnote as it can be shown."""
    number = str(citation.number) if citation.number is not None else citation.key
    return Note(
        number, citation.words, citation.outlet, citation.title, citation.date, citation.language, citation.url,
        citation.archive_url,
    )  # fmt: skip


def _grounds(document: Document, kept: KeptClaim) -> Iterable[tuple[str, str]]:
    """What each value was read from: a label, and words with the rule."""
    claim = kept.claim
    yield "type", _type(document, claim)
    yield "date", _date(document, claim.when)
    for role in ("places", "by", "against", "mediator", "attributed_to"):
        for mention in getattr(claim, role):
            yield role.replace("_", " "), _mention(document, mention)
    for party in kept.actors:
        side = f", side {party.side}" if isinstance(party.side, int) else ""
        yield "who", f"{party.name}: {party.kind}{side} [{party.rule}]"
    for place in kept.places_at:
        yield "lies at", f"{place.name}: {place.latitude:.4f}, {place.longitude:.4f} ({place.precision}); {place.why}"
    for loss in claim.losses:
        words = f": “{document[loss.span]}”" if loss.span else ""
        yield "loss", f"{wording.toll(loss)}{words}{_rule(loss.rule)}"


def _type(document: Document, claim: Claim) -> str:
    words = f": “{document[claim.trigger]}”" if claim.trigger else ""
    return f"{claim.type.replace('_', ' ')}{words}{_rule(claim.rule)}"


def _date(document: Document, when: When | None) -> str:
    if when is None:
        return "unknown: the text gives no ground"
    words = when.words or (document[when.span] if when.span else "")
    anchor = f", counted from {when.anchor}" if when.anchor else ""
    return f"{when.edtf}: {f'“{words}”' if words else 'carried from elsewhere'} [{when.rule}{anchor}]"


def _mention(document: Document, mention: Mention) -> str:
    words = document[mention.span] if mention.span else ""
    return f"{mention.name}{f': “{words}”' if words and words != mention.name else ''}{_rule(mention.rule)}"


def _rule(rule: str | None) -> str:
    return f" [{rule}]" if rule else ""
