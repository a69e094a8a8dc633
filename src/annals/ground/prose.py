"""Claims with their days and parties: dates attached, pronouns and ellipses resolved where no doubt is left."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import structs

from annals.base.claim import Claim
from annals.base.document import Document
from annals.base.episode import Episode
from annals.base.gap import Gap
from annals.base.mention import Mention
from annals.base.passage import Draft, Passage
from annals.base.what import SYMMETRIC
from annals.extract.names import kind_of
from annals.ground.when import dates
from annals.ground.where import Places


def claims(
    document: Document, passages: Sequence[Passage], drafts: Sequence[Draft], episode: Episode | None
) -> tuple[list[Claim], list[Gap]]:
    """The finished claims of `drafts`, in text order, and gaps for pronouns that nothing near explains."""
    when = dates(document, passages, drafts, episode)
    where = Places(document, passages, drafts, episode)
    memory = _Memory(document.text)
    told: list[Claim] = []
    gaps: list[Gap] = []
    for draft, day in zip(drafts, when, strict=True):
        claim = memory.resolve(draft, gaps)
        told.append(structs.replace(claim, when=day, places=where.resolved(claim)))
        memory.remember(draft, told[-1])
    return told, gaps


_CONTINUES = re.compile(
    r"\b(?:continu|resum|renew|escalat|intensif|broke out again|erupted again)",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"\b(?:counter-?attack|retaliat|respond|return(?:ed|ing)? fire|counter-?offensive)", re.IGNORECASE
)
_PLURAL = frozenset(("they", "them", "themselves"))
_PAIR = frozenset(("latter", "former"))


_SPEAKING = frozenset(("demand", "negotiation", "agreement", "displacement", "protest"))
_SOURCES = frozenset(("institute", "observatory", "think-tank", "agency", "newspaper", "media", "sources", "experts"))


def _without_sources(claim: Claim, by: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Who acts, without an outside source of the claim: an institute that tells of an attack made none."""
    if claim.type in _SPEAKING:
        return by
    sources = {m.name for m in claim.attributed_to if not _SOURCES.isdisjoint(m.name.casefold().split())}
    return tuple(m for m in by if m.name not in sources)


_OPPOSED = SYMMETRIC | {"attack", "shelling", "siege", "territory_gained", "violation"}


def _last_word(name: str) -> str:
    """The part of a party's name by which it is told again: "Alphan" of "Alphan forces", "army" of "the army"."""
    words = name.split()
    return next((word for word in reversed(words) if word[0].isupper()), words[-1])


class _Memory:
    """Who acted last, and who fought whom, as far as a pronoun may reach back."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.last: Claim | None = None
        self.at = (-1, -1)
        self.pair: tuple[tuple[Mention, ...], tuple[Mention, ...]] | None = None
        self.fought = (-1, -1)

    def remember(self, draft: Draft, claim: Claim) -> None:
        self.at = (draft.passage, draft.sentence)
        self.last = claim
        if claim.by and claim.against and claim.type in _OPPOSED:
            self.pair = (claim.by, claim.against)
            self.fought = self.at if claim.type == "clash" else (-1, -1)

    def resolve(self, draft: Draft, gaps: list[Gap]) -> Claim:
        claim = draft.claim
        by, against = self._paired(claim)
        by, against = self._continued(claim, draft, by, against)
        by = self._named(by, draft, gaps)
        against = self._answered(claim, draft, by, self._named(against, draft, gaps))
        by = _without_sources(claim, by)
        names = {m.name for m in by}
        against = tuple(m for m in against if m.name not in names)
        return structs.replace(claim, by=by, against=against, mediator=self._named(claim.mediator, draft, gaps))

    def _continued(
        self, claim: Claim, draft: Draft, by: tuple[Mention, ...], against: tuple[Mention, ...]
    ) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
        """Fighting that goes on is fought by those who clashed in the sentence before, or of whom it names one."""
        if claim.type != "clash" or by or against or self.pair is None or not _CONTINUES.search(claim.quote):
            return by, against
        just = self.fought[0] == draft.passage and draft.sentence - self.fought[1] <= 1
        if not just and not any(_last_word(m.name) in claim.sentence.of(self.text) for side in self.pair for m in side):
            return by, against
        first, second = (tuple(Mention(m.name, m.span, "fighting before") for m in side) for side in self.pair)
        return first, second

    def _answered(
        self, claim: Claim, draft: Draft, by: tuple[Mention, ...], against: tuple[Mention, ...]
    ) -> tuple[Mention, ...]:
        """A counter-attack answers whoever acted in the sentence before."""
        if against or self.last is None or not _ANSWERS.search(claim.quote) or claim.type not in ("attack", "shelling"):
            return against
        near = self.at[0] == draft.passage and draft.sentence - self.at[1] <= 1
        names = {m.name for m in by}
        return tuple(Mention(m.name, m.span, "answers") for m in self.last.by if near and m.name not in names)

    def _paired(self, claim: Claim) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
        """ "Both sides" are the two parties told before."""
        both = [m for m in (*claim.by, *claim.against) if m.rule == "both"]
        if not both:
            return claim.by, claim.against
        rest = tuple(m for m in (*claim.by, *claim.against) if m.rule != "both")
        if self.pair is None:
            return rest, ()
        first, second = (tuple(Mention(m.name, m.span, "both sides") for m in side) for side in self.pair)
        return first, second

    def _named(self, mentions: tuple[Mention, ...], draft: Draft, gaps: list[Gap]) -> tuple[Mention, ...]:
        kept: list[Mention] = []
        for mention in mentions:
            if mention.rule != "pronoun":
                kept.append(mention)
            elif found := self._antecedent(mention, draft):
                kept.extend(Mention(m.name, m.span, f"pronoun {mention.name}") for m in found)
            elif mention.name.casefold() not in ("it", "there", "this", "that", "these", "those"):
                gaps.append(
                    Gap("ground", "unresolved-pronoun", "No actor stands near enough.", mention.name, mention.span)
                )
        return tuple({m.name: m for m in kept}.values())

    def _antecedent(self, mention: Mention, draft: Draft) -> tuple[Mention, ...]:
        """The actor a pronoun points to: who acted in the sentence before, or earlier in the same sentence."""
        if self.last is None or self.at[0] != draft.passage or draft.sentence - self.at[1] > 1:
            return ()
        low = mention.name.casefold()
        if low in _PAIR:
            return self.last.against[-1:] or self.last.by[-1:] if low == "latter" else self.last.by[:1]
        if not _leads(mention, draft.claim):
            return self._others(draft)
        single = low in ("he", "she", "him", "her")
        named = (m for m in _topic(self.last) if m.rule is None or low in _PLURAL)
        return tuple(m for m in named if not single or _personal(m.name))

    def _others(self, draft: Draft) -> tuple[Mention, ...]:
        """Whom an object's pronoun points to: who suffered in the clause before, or acted in the same sentence."""
        own = {m.name for m in (*draft.claim.by, *draft.claim.against)}
        told = [self.last.against] if self.last is not None else []
        if self.last is not None and self.at == (draft.passage, draft.sentence):
            told.append(self.last.by)
        free = (tuple(m for m in side if m.name not in own) for side in told)
        return next((side for side in free if side), ())


def _personal(name: str) -> bool:
    """Whether a name may be one person's: not that of a body of people ("Northern troops")."""
    last = name.split()[-1].casefold()
    return kind_of(last) not in ("force", "state", "people") and not (last.endswith("s") and last == name.split()[-1])


def _leads(mention: Mention, claim: Claim) -> bool:
    """Whether a mention stands before the verb, as its subject: "they beat back several assaults"."""
    return bool(mention.span and claim.trigger and mention.span.start < claim.trigger.start)


def _topic(claim: Claim) -> tuple[Mention, ...]:
    """Those whom a clause speaks of: its subject, whether they act or suffer ("the rebels were driven off")."""
    return claim.by or tuple(m for m in claim.against if _leads(m, claim))
