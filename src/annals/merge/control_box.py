"""What infoboxes say of territory, read as prose is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from annals.base.claim import Claim
from annals.base.document import Block, Document, Section
from annals.base.episode import Episode
from annals.base.span import Span
from annals.base.when import When
from annals.divide.passages import passages
from annals.extract.prose import drafts
from annals.ground.prose import claims
from annals.keep.kept import KeptClaim, KeptDocument, KeptStatement
from annals.merge.control_bearings import TYPES, Source
from annals.merge.episode import episodes
from annals.merge.holders import Sides
from annals.merge.voices import stated

FIELDS = ("territory", "outcome", "result")
Box = tuple[str, int]


def boxed(documents: Mapping[str, KeptDocument], statements: Sequence[KeptStatement], sides: Sides) -> Iterator[Source]:
    """What the infoboxes' words on territory, result and outcome claim, as if they stood in the prose.

    What they do not date happened in the days of the episode, of which they speak. The id is that of the statement.
    """
    boxes: dict[Box, list[KeptStatement]] = {}
    for kept in statements:
        boxes.setdefault((kept.document, kept.statement.box), []).append(kept)
    for (document, _), several in boxes.items():
        said = [kept for kept in several if kept.statement.field in FIELDS and kept.statement.text]
        whole = episodes(kept.statement for kept in several)[0] if said else None
        for kept in said:
            yield from _sources(kept, whole or Episode(), documents[document], sides)


def _sources(kept: KeptStatement, whole: Episode, document: KeptDocument, sides: Sides) -> Iterator[Source]:
    told = stated(kept, document)
    for line in (kept.statement.text or "").splitlines():
        text = line if line.endswith(".") else f"{line}."
        for claim in _claims(text, whole):
            if claim.type in TYPES:
                yield Source(KeptClaim(kept.id, kept.document, kept.name, _dated(claim, whole)), text, told, sides)


def _claims(text: str, whole: Episode) -> Sequence[Claim]:
    """The claims of one line, dated by its own words as far as it has any."""
    span = Span(0, len(text))
    blocks, sections = (Block("paragraph", span, 0),), (Section("", 0, span),)
    document = Document("", "plaintext", 1.0, "", None, text, True, sections=sections, blocks=blocks)
    cut = passages(document)
    return claims(document, cut, drafts(document, cut, whole)[0], whole)[0]


def _dated(claim: Claim, whole: Episode) -> Claim:
    if claim.when is not None or not whole.start:
        return claim
    end = whole.end if whole.end and whole.end != ".." else ""
    days = f"{whole.start}/{end or '..'}" if end != whole.start else whole.start
    return msgspec.structs.replace(claim, when=When(days, "whole-episode"))
