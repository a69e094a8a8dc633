"""Claims with their days and parties: dates attached, pronouns and ellipses resolved where no doubt is left."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from annals.base.claim import Claim
from annals.base.document import Document
from annals.base.episode import Episode
from annals.base.gap import Gap
from annals.base.mention import Mention
from annals.base.passage import Draft, Passage
from annals.base.what import SYMMETRIC
from annals.ground.when import dates


def claims(
    document: Document, passages: Sequence[Passage], drafts: Sequence[Draft], episode: Episode | None
) -> tuple[list[Claim], list[Gap]]:
    """The finished claims of `drafts`, in text order, and gaps for pronouns that nothing near explains."""
    when = dates(document, passages, drafts, episode)
    memory = _Memory()
    told: list[Claim] = []
    gaps: list[Gap] = []
    for draft, day in zip(drafts, when, strict=True):
        claim = memory.resolve(draft, gaps)
        told.append(structs.replace(claim, when=day))
        memory.remember(draft, told[-1])
    return told, gaps


_PLURAL = frozenset(("they", "them", "themselves"))
_PAIR = frozenset(("latter", "former"))


class _Memory:
    """Who acted last, and who fought whom, as far as a pronoun may reach back."""

    def __init__(self) -> None:
        self.last: Claim | None = None
        self.at = (-1, -1)
        self.pair: tuple[tuple[Mention, ...], tuple[Mention, ...]] | None = None

    def remember(self, draft: Draft, claim: Claim) -> None:
        self.at = (draft.passage, draft.sentence)
        self.last = claim
        if claim.by and claim.against and claim.type in SYMMETRIC | {"attack"}:
            self.pair = (claim.by, claim.against)

    def resolve(self, draft: Draft, gaps: list[Gap]) -> Claim:
        claim = draft.claim
        by, against = self._paired(claim)
        by = self._named(by, claim, draft, gaps)
        against = self._named(against, claim, draft, gaps)
        names = {m.name for m in by}
        against = tuple(m for m in against if m.name not in names)
        return structs.replace(claim, by=by, against=against, mediator=self._named(claim.mediator, claim, draft, gaps))

    def _paired(self, claim: Claim) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
        """"Both sides" are the two parties told before."""
        both = [m for m in (*claim.by, *claim.against) if m.rule == "both"]
        if not both:
            return claim.by, claim.against
        rest = tuple(m for m in (*claim.by, *claim.against) if m.rule != "both")
        if self.pair is None:
            return rest, ()
        first, second = (tuple(Mention(m.name, m.span, "both sides") for m in side) for side in self.pair)
        return first, second

    def _named(self, mentions: tuple[Mention, ...], claim: Claim, draft: Draft, gaps: list[Gap]) -> tuple[Mention, ...]:
        kept: list[Mention] = []
        for mention in mentions:
            if mention.rule != "pronoun":
                kept.append(mention)
            elif found := self._antecedent(mention, draft):
                kept.extend(Mention(m.name, m.span, f"pronoun {mention.name}") for m in found)
            elif mention.name.casefold() not in ("it", "there", "this", "that", "these", "those"):
                gaps.append(Gap("ground", "unresolved-pronoun", "No actor stands near enough.", mention.name, mention.span))
        return tuple({m.name: m for m in kept}.values())

    def _antecedent(self, mention: Mention, draft: Draft) -> tuple[Mention, ...]:
        """The actor a pronoun points to: who acted in the sentence before, or earlier in the same sentence."""
        if self.last is None or self.at[0] != draft.passage or draft.sentence - self.at[1] > 1:
            return ()
        low = mention.name.casefold()
        if low in _PAIR:
            return self.last.against[-1:] or self.last.by[-1:] if low == "latter" else self.last.by[:1]
        return tuple(m for m in self.last.by if m.rule is None or low in _PLURAL)
