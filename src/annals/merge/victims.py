"""Whose losses a claim tells: the side of the victims, with a sentence why; unknown where two could be meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from annals.base.claim import Claim
from annals.base.document import Document
from annals.base.edtf import bounds
from annals.base.episode import Episode
from annals.base.mention import Mention
from annals.base.toll import Loss
from annals.base.what import SYMMETRIC
from annals.base.who import Party
from annals.codebook import table
from annals.ground.actor_kinds import kind_of, singular, written
from annals.ground.actor_names import acronyms
from annals.ground.actors import Sides

Side = int | str | None
Whose = tuple[Side, str]
CIVILIANS = "civilians"
PEOPLE = frozenset(("killed", "wounded", "captured", "missing", "casualties"))
_AND = re.compile(r",\s*(?:and\s+)?|\s+and\s+")


class Victims:
    """Who the victims of an account are, as far as its episode and its words tell."""

    def __init__(self, document: Document, episode: Episode) -> None:
        self.sides = Sides(episode, acronyms(document.text))
        self.number = len(episode.sides)
        self.losing = _losing(episode.losses)

    def whose(self, claim: Claim, loss: Loss) -> Whose:
        """The side that suffered a loss, and why; `None` where the text does not tell."""
        tries = (self._named(loss.who), self._as_before(claim, loss), self._told(claim, loss), self._only(claim, loss))
        for found in tries:
            if found is not None:
                return found
        return None, f"nothing tells whose {_quoted(loss.who)} were" if loss.who else "nothing tells whose they were"

    def side_of(self, name: str) -> Side:
        """The side of an actor or claimant with this name."""
        return self.sides.party(name, "by", 0).side

    def _named(self, who: str | None) -> Whose | None:
        """The side that the words for the victims name."""
        if who is None or anybody(who):
            return None
        if _any_of(who, "bystanders"):
            return CIVILIANS, f"{_quoted(who)} are no party to the fighting"
        party = self._party(who)
        if isinstance(party.side, int) or (party.side == CIVILIANS and not armed(who)):
            return party.side, party.rule
        return self._mixed(who)

    def _party(self, who: str) -> Party:
        """Who the victims are; "Northland servicemen" are soldiers too."""
        party = self.sides.party(who, "against", 0)
        front, _, last = who.rpartition(" ")
        if party.side is None and front and _is(singular(last.casefold()), "armed"):
            return self.sides.party(f"{front} soldiers", "against", 0)
        return party

    def _as_before(self, claim: Claim, loss: Loss) -> Whose | None:
        """ "Two soldiers were killed and six wounded": a figure without a noun is of those of the figure before it."""
        if loss.who is not None or not claim.losses or loss.part:
            return None
        before = [one for one in claim.losses[: claim.losses.index(loss)] if one.kind in PEOPLE and one.who]
        found = self._named(before[-1].who) if before else None
        return (found[0], f"no noun of its own, as before it {_quoted(before[-1].who)}: {found[1]}") if found else None

    def _mixed(self, who: str) -> Whose | None:
        """ "civilians and rebel fighters": of the one side for which the infobox has losses, if all are told."""
        parts = [part for part in _AND.split(who) if part.strip()]
        if len(parts) < 2:
            return None
        found = [self.sides.party(part, "against", 0).side for part in parts]
        held = [side for side in dict.fromkeys(found) if side in self.losing]
        if None in found or len(held) != 1:
            return None
        return held[
            0
        ], f"{_quoted(who)} are not told apart, and of them the infobox counts losses of {worded(held[0])} only"

    def _told(self, claim: Claim, loss: Loss) -> Whose | None:
        """What the act tells of its victims: those acted upon, those who act, those who are not those who act."""
        who = loss.who
        by, against = self._of(claim.by), self._of(claim.against)
        if who and _any_of(who, "acting") and by is not None and claim.type not in SYMMETRIC:
            return by, f"{_quoted(who)} are those who acted"
        if claim.type not in SYMMETRIC and against is not None and not (who and armed(who) and against == CIVILIANS):
            return against, f"the act was against {_names(claim.against)}"
        if claim.type == "violence_against_civilians" and who and not armed(who) and against is None:
            return CIVILIANS, f"{_quoted(who)} are told as victims of violence against civilians"
        if who and armed(who) and isinstance(by, int) and self.number == 2 and claim.type not in SYMMETRIC:
            return 3 - by, f"{_quoted(who)} fell to {_names(claim.by)} of side {by}"
        return None

    def _only(self, claim: Claim, loss: Loss) -> Whose | None:
        """The side that alone can be meant, because the infobox tells of no other side's losses."""
        who = loss.who
        if len(self.losing) == 1 and None not in self.losing:
            (side,) = self.losing
            if side != CIVILIANS or not (who and armed(who)):
                return side, f"the infobox tells of losses of {worded(side)} only"
        unarmed = who and not armed(who) and self.sides.party(who, "against", 0).side == CIVILIANS
        if unarmed and CIVILIANS in self.losing and not _of_everybody(claim):
            return CIVILIANS, f"{_quoted(who)} are not said to be under arms"
        return None

    def _of(self, mentions: Sequence[Mention]) -> Side:
        """The one side of all these actors, or `None`."""
        found = {self.side_of(mention.name) for mention in mentions}
        return next(iter(found)) if len(found) == 1 else None


def _of_everybody(claim: Claim) -> bool:
    """Whether a claim does nothing but count, of no day in particular: then "people" are all who died."""
    first, last = bounds(claim.when.edtf if claim.when else None)
    return claim.type == "casualties" and (first is None or last is None or last - first > 1)


def _losing(losses: Iterable[Loss]) -> tuple[Side, ...]:
    """The sides of whose people the infobox tells any losses."""
    return tuple(dict.fromkeys(loss.side for loss in losses if loss.kind in PEOPLE and (loss.min, loss.max) != (0, 0)))


def worded(side: Side) -> str:
    """A side in words."""
    return "no side named" if side is None else f"side {side}" if isinstance(side, int) else side


def anybody(who: str) -> bool:
    """Whether the words say nothing of whose people they are ("two other people")."""
    words = [word for word in written(who) if not word.isdigit()]
    return bool(words) and all(_is(word, "anybody") for word in words)


def common(word: str) -> bool:
    """Whether a word says only that somebody suffered, or was under arms, or was not."""
    return any(_is(word, group) for group in ("anybody", "armed", "unarmed"))


def armed(who: str) -> bool:
    """Whether the words name people under arms."""
    return _any_of(who, "armed") or kind_of(who).kind in _UNDER_ARMS


_UNDER_ARMS = frozenset(("state forces", "police", "militia", "rebel group", "external forces"))


def _any_of(who: str, group: str) -> bool:
    return any(_is(word, group) for word in written(who))


def _is(word: str, group: str) -> bool:
    return word in _group(group) or singular(word) in _group(group)


@cache
def _group(name: str) -> frozenset[str]:
    return frozenset(str(table("tally")["victims"][name]).split())


def _quoted(who: str | None) -> str:
    return f"“{who}”"


def _names(mentions: Iterable[Mention]) -> str:
    return ", ".join(dict.fromkeys(mention.name for mention in mentions))
