"""Losses told without a quantity ("civilians fled"), of somebody by name, or denied."""

from __future__ import annotations

import re
from functools import cache

from annals.base.span import Span
from annals.base.toll import Loss
from annals.codebook import table
from annals.extract.loss_words import any_of, holds
from annals.extract.toll_named import (
    NAMING,
    beside_others,
    named_objects,
    named_parts,
    named_things,
    named_victims,
    no_casualties,
    nobody,
    pronouns,
)
from annals.extract.toll_phrases import Phrase

_KILLING = ("killing", "executing", "murdering", "massacring", "killed")
_FLIGHT = ("fled", "flee", "fleeing", "evacuated", "displaced")
_OUTCOMES = ("injuries", "casualties", "deaths", "losses")
_BARE = {"displaced": _FLIGHT, "killed": _KILLING, "wounded": ("wounding", "injuring"), "noun": _OUTCOMES}
"""Forms of losses without any quantity, and the words one of which each must hold."""


@cache
def _bare_pattern(form: str) -> re.Pattern[str]:
    civil = any_of(table("losses")["nouns"]["civilians"])
    people = any_of(table("losses")["nouns"]["people"])
    adjectives = r"(?:(?!and\b|or\b|by\b|of\b)[\w-]+ ){0,2}"
    victims = rf"(?:the\s+)?(?P<who>{adjectives}(?:{civil}|{people})(?<=s|n|e))"
    fled = r"(?:(?:had|have|who|also|were|already|to)\s+){0,3}"
    result = (
        r"\b(?:causing|caused|leading to|led to|resulting in|resulted in|with)\s+"
        r"(?:(?:numerous|heavy|some|many|several) )?"
    )
    key = "|".join(_BARE[form])
    pattern = {
        "displaced": rf"(?P<who>{adjectives}{civil}|(?:many|most|all) residents)\s+{fled}(?:{key})\b",
        "noun": rf"{result}(?P<who>{key})\b",
    }.get(form, rf"\b(?:{key})\s+{victims}")
    return re.compile(pattern, re.IGNORECASE)


def bare_losses(text: str, span: Span, phrases: list[Phrase]) -> list[Loss]:
    """Losses without any quantity ("civilians fled", "leading to injuries"), and named victims of a passive."""
    found = []
    taken = [
        Span(min(p.start, p.verb.start if p.verb else p.start), max(p.end, p.verb.end if p.verb else 0))
        for p in phrases
        if p.kind
    ]
    low = span.of(text).casefold()
    for kind in (form for form, keys in _BARE.items() if holds(low, keys)):
        for match in _bare_pattern(kind).finditer(text, span.start, span.end):
            at = Span(match.start(), match.end())
            if any(at.meets(t) for t in taken) or any(
                p.start <= match.end("who") and match.start("who") <= p.end for p in phrases
            ):
                continue
            who: str | None = match["who"].strip()
            told = kind
            if kind == "noun":
                told = {"i": "wounded", "d": "killed"}.get(match["who"][0].lower(), "casualties")
                who = None
            taken.append(at)
            found.append(Loss(told, vague=True, who=who, span=at))
    if not holds(low, NAMING):
        return found
    found += [loss for loss in named_victims(text, span) if loss.span and not any(loss.span.meets(t) for t in taken)]
    found += [x for x in named_objects(text, span) if x.span and not any(x.span.meets(t) for t in taken)]
    found += beside_others(text, span)
    found += [loss for loss in named_things(text, span) if loss.span and not any(loss.who == p.who for p in phrases)]
    found += named_parts(text, span, phrases)
    found += [x for x in pronouns(text, span) if x.span and not any(x.span.meets(t) for t in taken)]
    found += no_casualties(text, span) + nobody(text, span)
    return found
