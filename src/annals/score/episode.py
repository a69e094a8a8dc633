"""The measures of an episode: title, dates, names and the figures of its losses with their claimants."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from annals.score.finds import Finds, matched, names, verdict
from annals.score.gold import Coded, listed
from annals.score.losses import Figure, counted, figure, figures
from annals.score.text import same_name, squashed

Scored = Iterator[tuple[str, Finds, list[str]]]
"""A measure's name, its finds in one document, and the sentences that say what was wrong."""


def scored(gold: Coded, got: Coded) -> Scored:
    """Every measure of an episode, in one document."""
    yield "episode.title", verdict(squashed(gold.get("title")) == squashed(got.get("title"))), []
    yield from _dates(gold, got)
    for key in ("places", "part_of"):
        yield f"episode.{key}", names(listed(gold.get(key)), listed(got.get(key))), []
    if gold.get("result"):
        yield "episode.result", verdict(squashed(gold["result"]) == squashed(got.get("result"))), []
    yield from _sides(gold, got)
    yield from _losses(gold, got)
    yield from _claimants(gold, got)


def _dates(gold: Coded, got: Coded) -> Scored:
    for key in ("start", "end"):
        wanted, given = gold.get(key), got.get(key)
        wrong = [] if wanted == given else [f"episode.{key}: gold {wanted!r}, got {given!r}"]
        yield f"episode.{key}", verdict(not wrong), wrong


def _sides(gold: Coded, got: Coded) -> Scored:
    none: Coded = {}
    for wanted, given in zip_longest(gold.get("sides") or (), got.get("sides") or (), fillvalue=none):
        for key in ("belligerents", "units", "commanders"):
            yield f"episode.{key}", names(listed(wanted.get(key)), listed(given.get(key))), []


def _losses(gold: Coded, got: Coded) -> Scored:
    wanted, given = figures(gold.get("losses"), sided=True), figures(got.get("losses"), sided=True)
    finds, missed, extra = matched(wanted, given, lambda a, b: a == b)
    wrong = [f"episode.losses: missed {item}" for item in missed]
    wrong += [f"episode.losses: not in gold {item}" for item in extra]
    yield "episode.losses", finds, wrong


def _claimants(gold: Coded, got: Coded) -> Scored:
    finds, missed, extra = matched(_claimed(gold), _claimed(got), _same_claimant)
    wrong = [f"claimant missed: {who} of {item}" for item, who in missed]
    wrong += [f"claimant not in gold: {who} of {item}" for item, who in extra]
    yield "episode.loss_claimants", finds, wrong


def _claimed(episode: Coded) -> list[tuple[Figure, str]]:
    return [
        (figure(loss, sided=True), claimant)
        for loss in counted(episode.get("losses"))
        for claimant in listed(loss.get("attributed_to"))
    ]


def _same_claimant(one: tuple[Figure, str], other: tuple[Figure, str]) -> bool:
    return one[0] == other[0] and same_name(one[1], other[1])
