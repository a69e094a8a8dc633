"""How values are worded for people: counts with their bounds, dates, sides, names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annals.base.mention import Mention
from annals.base.toll import Loss

UNKNOWN = "unknown"
NO_FIGURE = "no figure"
COUNTED = " (counted above)"


def count(loss: Loss) -> str:
    """The figure of a loss: `5`, `2–3`, `at least 5`, `up to 30`, `about 60`, `no figure`."""
    if loss.vague or (loss.min is None and loss.max is None):
        return NO_FIGURE
    if loss.min is None:
        return f"up to {loss.max}"
    if loss.max is None:
        return f"at least {loss.min}"
    figure = str(loss.min) if loss.min == loss.max else f"{loss.min}–{loss.max}"
    return f"about {figure}" if loss.approx else figure


def toll(loss: Loss) -> str:
    """A loss in a few words: `killed 2–3 civilians`; what is part of another figure says so."""
    figure = count(loss)
    words = f"{loss.who or 'some'} ({figure})" if figure == NO_FIGURE else f"{figure} {loss.who or ''}".rstrip()
    return f"{loss.kind} {words}{COUNTED if loss.part else ''}"


def tolls(losses: Iterable[Loss]) -> str:
    """Losses in one run, each once."""
    return ", ".join(dict.fromkeys(toll(loss) for loss in losses))


def side(value: int | str | None) -> str:
    """Who a loss of an episode belongs to."""
    if value is None:
        return "no side named"
    return f"side {value}" if isinstance(value, int) else value


def names(mentions: Iterable[Mention]) -> str:
    """Names in one run, each once."""
    return ", ".join(dict.fromkeys(mention.name for mention in mentions))


def dates(start: str | None, end: str | None) -> str:
    """The dates of an episode; an open or unknown end is said."""
    if start is None and end is None:
        return UNKNOWN
    if start == end:
        return start or UNKNOWN
    return f"{start or UNKNOWN} to {'no end told' if end == '..' else end or UNKNOWN}"


def parties(by: Sequence[Mention], against: Sequence[Mention], *, symmetric: bool) -> str:
    """Who did it to whom: `A → B`, or `A – B` where neither is the one who acts."""
    if by and against:
        return f"{names(by)} {'–' if symmetric else '→'} {names(against)}"
    if against:
        return f"→ {names(against)}"
    return names(by)


def plural(number: int, word: str) -> str:
    """`1 document`, `2 documents`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
