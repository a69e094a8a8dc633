"""Those who tell: for each claim and statement whose voice it is, on whose side that voice is, and what it cites."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from annals.base.claim import Claim
from annals.base.document import Citation, Document
from annals.base.edtf import bounds, joined
from annals.base.episode import Episode
from annals.base.rival import Telling
from annals.base.span import Span
from annals.ground.actor_names import acronyms
from annals.ground.actors import Sides
from annals.keep.kept import KeptClaim, KeptStatement
from annals.merge.episode import episodes
from annals.merge.history import History
from annals.merge.lasting import Lasting

Box = tuple[str, int]
"""An infobox: the id of its document, and its number there."""


class Tellers:
    """The accounts of a record as those who tell it; whatever is asked for twice is made once."""

    def __init__(self, history: History) -> None:
        self.history = history
        self._sides: dict[Box, Sides | None] = {}
        self._citations: dict[str, dict[str, Citation]] = {}

    @cached_property
    def boxes(self) -> dict[Box, list[KeptStatement]]:
        """The statements of each infobox, in order."""
        found: dict[Box, list[KeptStatement]] = {}
        for kept in self.history.statements:
            found.setdefault((kept.document, kept.statement.box), []).append(kept)
        return found

    @cached_property
    def episodes(self) -> dict[Box, Episode]:
        """The episode of each infobox."""
        return {box: episodes(kept.statement for kept in several)[0] for box, several in self.boxes.items()}

    def sides(self, box: Box) -> Sides | None:
        """The sides that an infobox names, by which actors are told apart; `None` where it names none."""
        if box not in self._sides:
            episode = self.episodes.get(box)
            text = self.history.documents[box[0]].document.text
            self._sides[box] = Sides(episode, acronyms(text)) if episode and episode.sides else None
        return self._sides[box]

    def around(self, documents: Iterable[str]) -> frozenset[str]:
        """The places, by identity, in which the episodes of these documents lie: wider than any place of an event, so
        that whoever names one of them is only less exact."""
        place = self.history.identities.place
        boxes = (((document, 0), self.episodes.get((document, 0))) for document in dict.fromkeys(documents))
        return frozenset(place(box[0], name) for box, episode in boxes if episode for name in episode.places)

    def seen_in(self, documents: Iterable[str], date: str | None) -> Sides | None:
        """The sides by which what these documents tell is seen: of the first that names some; else of the one episode
        of the record that lasted on that day, where there is only one."""
        for document in dict.fromkeys(documents):
            if (own := self.sides((document, 0))) is not None:
                return own
        around = self._lasting.only(*bounds(date))
        return None if around is None else self.sides(around)

    @cached_property
    def _lasting(self) -> Lasting:
        """The episodes that name sides, by their days."""
        named = ((box, e) for box, e in self.episodes.items() if e.sides)
        return Lasting((box, *bounds(f"{e.start}/{e.end}" if e.end else e.start)) for box, e in named)

    def of_claim(self, kept: KeptClaim, words: str, sides: Sides | None) -> Telling:
        """Who tells a claim, with the words in question, as seen from the sides of an episode."""
        claim, document = kept.claim, self.history.documents[kept.document].document
        names = tuple(dict.fromkeys(mention.name for mention in claim.attributed_to))
        return Telling(
            claim=kept.id,
            document=kept.document,
            name=kept.name,
            claimants=names,
            via=publisher(document),
            side=_side(names or (publisher(document),), sides, kept),
            certainty=claim.certainty,
            words=words,
            sentence=document[_whole(claim)],
            date=claim.when.edtf if claim.when else None,
            citations=self._cited(document, kept.document, claim.citations),
        )

    def of_statement(self, kept: KeptStatement, sides: Sides | None) -> Telling:
        """Who tells a statement: the claimant of its figure, or the account itself."""
        said, document = kept.statement, self.history.documents[kept.document].document
        claimant = said.loss.attributed_to if said.loss else None
        names = (claimant,) if claimant else ()
        side = _side(names or (publisher(document),), sides, None)
        keys = (*said.citations, *(said.loss.citations if said.loss else ()))
        return Telling(
            claim=kept.id,
            document=kept.document,
            name=kept.name,
            claimants=names,
            via=publisher(document),
            side=side,
            certainty="stated" if not names else "claimed" if side is not None else "reported",
            words=said.words,
            sentence=document[_line(document.text, said.span)],
            date=joined(said.start, said.end),
            citations=self._cited(document, kept.document, keys),
        )

    def _cited(self, document: Document, id: str, keys: Iterable[str]) -> tuple[Citation, ...]:
        if id not in self._citations:
            self._citations[id] = {citation.key: citation for citation in document.citations}
        known = self._citations[id]
        return tuple(known[key] for key in dict.fromkeys(keys) if key in known)


def publisher(document: Document) -> str:
    """Whose account it is: who published it, else who wrote it, else its name."""
    return document.source.publisher or document.source.author or document.name


def _side(names: Iterable[str], sides: Sides | None, kept: KeptClaim | None) -> int | str | None:
    """The one side of those who speak; `None` where they have none, or not all the same."""
    if sides is not None:
        found = {sides.party(name, "attributed_to", 0).side for name in names}
    else:
        found = {party.side for party in (kept.actors if kept else ()) if party.role == "attributed_to"}
    return next(iter(found)) if len(found) == 1 else None


def _whole(claim: Claim) -> Span:
    return Span(min(claim.sentence.start, claim.span.start), max(claim.sentence.end, claim.span.end))


def _line(text: str, span: Span) -> Span:
    end = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, end if end >= 0 else len(text))
