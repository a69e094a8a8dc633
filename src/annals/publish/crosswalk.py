"""A claim in the categories of other codebooks: ACLED's sub-event types, PLOVER's events and modes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

import msgspec

from annals.base.claim import Claim
from annals.base.episode import Episode
from annals.base.mention import Mention
from annals.codebook import table


class Categories(msgspec.Struct, frozen=True):
    """What a claim is called elsewhere; `None` where it has no category there or its actor's kind is not known."""

    acled_sub_event: str | None = None
    plover: str | None = None
    mode: str | None = None


def categories(claim: Claim, episode: Episode | None) -> Categories:
    """The categories of `claim`: the first rule of `codebook/crosswalk.toml` whose conditions hold."""
    for rule in table("crosswalk")["rule"]:
        if rule["type"] == claim.type and _holds(rule, claim, episode):
            return Categories(rule.get("acled"), rule.get("plover"), rule.get("mode"))
    return Categories()


def _holds(rule: dict[str, Any], claim: Claim, episode: Episode | None) -> bool:
    if "negated" in rule and rule["negated"] != claim.negated:
        return False
    if "words" in rule and not _words(claim.quote) & set(rule["words"].split()):
        return False
    if "target" in rule and not _of_names(claim.against) & set(rule["target"].split()):
        return False
    return "actor" not in rule or actor_kind(claim.by, episode) == rule["actor"]


def actor_kind(names: Iterable[Mention], episode: Episode | None) -> str | None:
    """`state` or `nonstate` where all of `names` are of that kind, else `None`."""
    kinds = {_kind(mention.name, episode) for mention in names}
    return kinds.pop() if len(kinds) == 1 else None


def _kind(name: str, episode: Episode | None) -> str | None:
    """The kind of an actor by the words of its name, else by the side of the episode that names it."""
    low = " ".join(name.casefold().split())
    words = _words(low)
    if any(state in low for state in _listed("states")) or words & _countries():
        return "state"
    if words & _listed("nonstate"):
        return "nonstate"
    if words & _listed("state") or words & _demonyms():
        return "state"
    return _kind_of_side(low, episode)


def _kind_of_side(name: str, episode: Episode | None) -> str | None:
    """The kind of the only side whose belligerents, units or commanders have this very name."""
    for side in episode.sides if episode else ():
        if any(name == other.casefold() for other in (*side.units, *side.commanders)):
            return next(filter(None, (_kind(belligerent, None) for belligerent in side.belligerents)), None)
    return None


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text.casefold().replace("’", "'")))


def _of_names(names: Iterable[Mention]) -> set[str]:
    return {word for mention in names for word in _words(mention.name)}


@cache
def _listed(key: str) -> frozenset[str]:
    words: str = table("crosswalk")["actor"][key]
    return frozenset(w.strip() for w in (words.split("|") if "|" in words else words.split()))


@cache
def _countries() -> frozenset[str]:
    """Names of countries that are one word."""
    return frozenset(name.casefold() for name in table("flags")["countries"].values() if " " not in name)


@cache
def _demonyms() -> frozenset[str]:
    """Adjectives of nations: "Russian forces" are a state's."""
    words = table("actors")["demonyms"]["words"].split()
    return frozenset(words[: words.index("allied")]) - {"arab", "kurdish", "kurd", "palestinian", "tamil", "chechen"}
