"""A claim in the categories of other codebooks: ACLED's sub-event types, PLOVER's events and modes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from annals.base.claim import Claim
from annals.base.episode import Episode
from annals.base.mention import Mention
from annals.base.who import Party
from annals.codebook import table
from annals.ground.actor_kinds import kind_of
from annals.ground.actor_names import alias
from annals.ground.actors import Sides
from annals.merge.naming import Account, states_of

STATE, AFFILIATE, NONSTATE = "state", "affiliate", "nonstate"


class Categories(msgspec.Struct, frozen=True):
    """What a claim is called elsewhere; `None` where it has no category there or its actor's kind is not known."""

    acled_sub_event: str | None = None
    plover: str | None = None
    mode: str | None = None


def categories(claim: Claim, episode: Episode | None, actors: Sequence[Party] = ()) -> Categories:
    """The categories of `claim`: the first rule of `codebook/crosswalk.toml` whose conditions hold.

    `actors` are the claim's in its reading (`Reading.actors`).
    """
    for rule in table("crosswalk")["rule"]:
        if rule["type"] == claim.type and _holds(rule, claim, episode, actors):
            return Categories(rule.get("acled"), rule.get("plover"), rule.get("mode"))
    return Categories()


def _holds(rule: dict[str, Any], claim: Claim, episode: Episode | None, actors: Sequence[Party]) -> bool:
    if "negated" in rule and rule["negated"] != claim.negated:
        return False
    if "words" in rule and not _words(claim.quote) & set(rule["words"].split()):
        return False
    if "target" in rule and not _of_names(claim.against) & set(rule["target"].split()):
        return False
    return "actor" not in rule or actor_kind(claim, episode, actors) in rule["actor"].split()


def actor_kind(claim: Claim, episode: Episode | None, actors: Sequence[Party] = ()) -> str | None:
    """`state`, `nonstate` or `affiliate` (of a state) where all who act are of that kind, else `None`.

    A state with its affiliates is a state; one whose kind is not told says nothing beside others whose kind is.
    """
    kinds = {kind for party in _acting(claim, episode, actors) if (kind := _kind(party, episode)) is not None}
    if kinds == {STATE, AFFILIATE}:
        return STATE
    return kinds.pop() if len(kinds) == 1 else None


def _acting(claim: Claim, episode: Episode | None, actors: Sequence[Party]) -> Iterator[Party]:
    """Who acts, as the reading understood it, or, where it did not, as the episode alone tells."""
    understood = {party.ordinal: party for party in actors if party.role == "by"}
    sides = Sides(episode, {}) if len(understood) < len(claim.by) else None
    for ordinal, mention in enumerate(claim.by):
        if ordinal in understood:
            yield understood[ordinal]
        elif sides is not None:
            yield sides.party(mention.name, "by", ordinal)


_KINDS = {
    "state forces": STATE,
    "external forces": STATE,
    "police": STATE,
    "rebel group": NONSTATE,
    "militia": NONSTATE,
}


def _kind(party: Party, episode: Episode | None) -> str | None:
    """The kind of one actor: by what it is, and, of police, militias and the unknown, by whose side it is on."""
    if _ruled_by_others(party.name):
        return NONSTATE
    state = _side_of_state(party, episode)
    if party.kind == "unknown" and state is not None:
        return STATE if state else NONSTATE
    if party.kind == "militia" and (
        state or _words(party.name) & set(table("crosswalk")["affiliate"]["words"].split())
    ):
        return AFFILIATE
    if party.kind == "police" and state is False:
        return NONSTATE
    return _KINDS.get(party.kind)


def _ruled_by_others(name: str) -> bool:
    """Whether the codebook knows this actor as the police or army of a body that is no state."""
    handle = Account("").meaning(name)
    meant = alias(handle.head) if handle.handle[0] == "codebook" else None
    return meant is not None and bool(meant.get("nonstate"))


def _side_of_state(party: Party, episode: Episode | None) -> bool | None:
    """Whether a state fights on the side of `party`; `None` where its side is not known, or no side has a state."""
    if episode is None or not isinstance(party.side, int) or party.side > len(episode.sides):
        return None
    ours = episode.sides[party.side - 1].belligerents
    if states_of(ours) or any(kind_of(name).kind == "state forces" for name in ours):
        return True
    others = [name for side in episode.sides for name in side.belligerents]
    return False if ours and states_of(others) else None


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text.casefold().replace("’", "'")))


def _of_names(names: Iterable[Mention]) -> set[str]:
    return {word for mention in names for word in _words(mention.name)}
