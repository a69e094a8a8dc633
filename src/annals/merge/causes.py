"""What the words of a claim say of its place in a story: what victims died of, whether it tells a state, or is late."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from annals.base.claim import Claim
from annals.codebook import table
from annals.merge.control_words import word_set

ANY, OTHER = "any", "other"


_BLAMELESS = frozenset(("deserted", "displaced"))


def cause(claim: Claim) -> str:
    """What a count of victims says that they died of: a type of act, `any` for a noun that says no more ("the
    incident"), `other` for a clause of its own ("when they tried to cross"), nothing where it says nothing.

    With `the ` before it where the words point back to something told ("in the attack"). Deserters fell to no act.
    """
    if claim.losses and all(loss.kind in _BLAMELESS for loss in claim.losses):
        return OTHER
    return _worded(claim.quote)


@lru_cache(maxsize=1 << 14)
def _worded(quote: str) -> str:
    found = _pattern().search(quote)
    if found is None:
        return OTHER if _clause().search(quote) or _during().search(quote) else ""
    if _of_its_own().match(quote, found.end()):
        return OTHER
    sort = _nouns()[found["noun"].casefold()]
    return f"the {sort}" if found["the"] else sort


def held(claim: Claim) -> bool:
    """Whether a gain tells a state ("the town remained in their hands"), by the first word of its trigger."""
    if claim.type not in ("territory_gained", "advance") or claim.trigger is None:
        return False
    start = claim.trigger.start - claim.span.start
    words = claim.quote[max(0, start) : max(0, claim.trigger.end - claim.span.start)].casefold().split()
    return start >= 0 and bool(words) and words[0] in word_set("state")


def totalled(quote: str) -> bool:
    """Whether figures are the total of a time up to the report ("in the past 24 hours")."""
    return bool(_PERIOD.search(quote))


_PERIOD = re.compile(r"\b(?:previous|past|last|preceding)\s+(?:\w+\s+)?(?:hours|days?|weeks?|months?)\b", re.IGNORECASE)


def told_late(claim: Claim) -> bool:
    """Whether a date is that of the report, and what is reported was over by then: "on 9 May he confirmed that the town
    had fallen"."""
    when = claim.when
    if when is None or not claim.attributed_to or not _PERFECT.search(claim.quote):
        return False
    return when.span is None or not (claim.span.start <= when.span.start < claim.span.end)


_PERFECT = re.compile(r"\b(?:had|has|have)\b", re.IGNORECASE)


@cache
def _of_its_own() -> re.Pattern[str]:
    """What makes a noun another act than the one before: "the battle for Orr", "clashes with the Guard"."""
    return re.compile(r"\s+(?:for|of|with|against|between)\s+(?:the\s+)?[A-Z]")


@cache
def _nouns() -> dict[str, str]:
    return {noun: sort for sort, nouns in table("merging")["causes"].items() for noun in nouns.split("; ")}


@cache
def _pattern() -> re.Pattern[str]:
    nouns = "|".join(re.escape(noun) for noun in sorted(_nouns(), key=lambda noun: (-len(noun), noun)))
    before = "in|during|by|amid|from|of|after|following"
    return re.compile(
        rf"\b(?:{before})\s+(?P<the>(?:the|this|that|these|those|its|their|his)\s+)?(?:[\w'’-]+\s+){{0,2}}?(?P<noun>{nouns})\b",
        re.IGNORECASE,
    )


@cache
def _during() -> re.Pattern[str]:
    """`during` and a noun that is no time: an occasion of its own."""
    return re.compile(
        r"\bduring\s+(?!(?:the\s+|that\s+)?(?:day|night|morning|afternoon|evening|week|weekend|month)\b)\w", re.I
    )


@cache
def _clause() -> re.Pattern[str]:
    return re.compile(r"\b(?:when|while|whilst|as\s+they|after\s+(?:they|he|she|being))\b", re.IGNORECASE)
