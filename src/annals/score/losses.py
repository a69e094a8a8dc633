"""Losses as they are compared: kind and bounds (and the side, in an episode). A vague loss has no figure to compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annals.score.gold import Coded

Figure = tuple[object, ...]


def figure(loss: Coded, *, sided: bool) -> Figure:
    """Kind and bounds of a loss, before them its side if `sided`."""
    bounds = (loss.get("kind"), loss.get("min"), loss.get("max"))
    return (str(loss.get("side")), *bounds) if sided else bounds


def counted(losses: Iterable[Coded] | None) -> Iterator[Coded]:
    """The losses that have a figure."""
    return (loss for loss in losses or () if not loss.get("vague"))


def figures(losses: Iterable[Coded] | None, *, sided: bool = False) -> list[Figure]:
    """The figures of `losses`, in order."""
    return [figure(loss, sided=sided) for loss in counted(losses)]
