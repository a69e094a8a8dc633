"""Where a phrase of losses or strength is complete, so that what follows belongs to another column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from annals.base.span import Span
from annals.codebook import table
from annals.collect.flatlines import bare

_GAP = re.compile(r"(?<=\S)[ \xa0](?=\S)")
_FIGURES = re.compile(r"[ \t\xa0]*(?:[~≈<>≥]?\d[\d.,–+-]*(?:\[[^\[\]\n]{1,20}\])*(?:[ \xa0]|$)){2,}$", re.M)
_PER = re.compile(r"\s*\b(?:Per|According to)\b[^:\n]{1,80}:\s*")
_CLAIMED = re.compile(r"\)(?:\s?\[[^\[\]]{1,20}\])*\s*$")
_CLOSE = r"(?:[ \xa0]?\([^()\n]{0,120}\))*(?:[ \xa0]?\[[^\[\]\n]{1,20}\])*"


def junctions(text: str, key: str, lines: Sequence[Span], sides: int) -> list[int]:
    """Where, inside lines, the columns of a field must have been joined; empty where that is not clear."""
    found = sorted({at for line in lines for at in candidates(text, key, line)})
    if len(found) > sides - 1:
        found = _starting_over(text, key, lines, found)
    return found if len(found) == sides - 1 else []


def line_breaks(text: str, key: str, lines: Sequence[Span], sides: int) -> list[int]:
    """The line breaks at which the columns must begin: as many lines as sides, a state alone, or kinds told again."""
    starts = [line.start for line in lines[1:]]
    if len(lines) == sides and _alike([text[line.start : line.end] for line in lines], key):
        return starts
    if sides == 2 and len(lines) > 1 and is_state(text[lines[0].start : lines[0].end]):
        return starts[:1]
    if sides == 2 and len(lines) > 1 and is_state(text[lines[-1].start : lines[-1].end]):
        return starts[-1:]
    found = _starting_over(text, key, lines, starts) if key in ("casualties", "strength") else []
    return found if len(found) == sides - 1 else []


def is_state(words: str) -> bool:
    """Whether words are a whole value without a figure: `Unknown`, `None`, `Heavy casualties`."""
    return bare(words).casefold() in _states()


def _alike(values: Sequence[str], key: str) -> bool:
    """Whether values can be those of different columns: names, or losses of the same kind, or a state among them."""
    if key not in ("casualties", "strength") or any(is_state(value) for value in values):
        return True
    kinds = [set(_kinds(value)) for value in values]
    return all(kinds[0] & found or not found for found in kinds[1:])


def civil(text: str, line: Span) -> bool:
    """Whether a line speaks of civilians alone, or of people driven from their homes."""
    words = bare(text[line.start : line.end])
    return _of_civilians(words) or _driven_out().match(words) is not None


def civil_from(text: str, line: Span) -> int | None:
    """Where the words on civilians begin that end a line of other losses, if they were joined to it."""
    last = max(candidates(text, "casualties", line), default=line.start)
    return last if last > line.start and _of_civilians(text[last : line.end]) else None


def _of_civilians(words: str) -> bool:
    """Whether a phrase begins with civilians, before any other losses are told in it."""
    head = re.split(r"[,;]| and ", bare(words), maxsplit=1)[0]
    claimant = _PER.match(head)
    found = re.match(
        r"((?:\S+\s+){0,4})(?:civilian|noncombatant)s?\b", head[claimant.end() :] if claimant else head, re.I
    )
    return found is not None and _kind().search(found[1]) is None


@cache
def _driven_out() -> re.Pattern[str]:
    return re.compile(rf"(?:{_openings()})?\s*[\d.,]+\S*\s+(?:people )?(?:displaced|homeless)\b", re.I)


def candidates(text: str, key: str, line: Span) -> Iterator[int]:
    """Places in a line where one phrase is complete and, after a space alone, another begins."""
    pattern = _counted() if key in ("casualties", "strength") else _named()
    for found in pattern.finditer(text, line.start, line.end):
        yield found.end()
    if _FIGURES.match(text, line.start, line.end):
        yield from (found.end() for found in _GAP.finditer(text, line.start, line.end))
    whole = _state_first().match(text, line.start, line.end)
    if whole and whole.end() < line.end:
        yield whole.end()


def _starting_over(text: str, key: str, lines: Sequence[Span], places: Sequence[int]) -> list[int]:
    """Those of `places` at which a kind is told that the column before has told already.

    What one claimant told another may tell again in the same column: `Per X:` before, `(X claim)` behind.
    """
    told: set[str] = set()
    found, at = [], lines[0].start
    for place in [*places, lines[-1].end]:
        before, after = text[at:place], text[place : _next(places, place, lines[-1].end)]
        *_, last = [before, *_PER.split(before)]
        told = (told if last == before else set()) | (set() if _CLAIMED.search(before) else set(_kinds(last)))
        kinds = _kinds(after)
        if place < lines[-1].end and kinds and kinds[0] in told and not _PER.match(after):
            found.append(place)
            told = set()
        at = place
    return found


def _next(places: Sequence[int], place: int, end: int) -> int:
    return next((later for later in places if later > place), end)


def _kinds(words: str) -> list[str]:
    """The kinds of losses (or of strength) that words tell, in order."""
    return [next(name for name, value in found.groupdict().items() if value) for found in _kind().finditer(words)]


@cache
def _kind() -> re.Pattern[str]:
    losses = table("losses")
    groups = {name: losses["people"][name] for name in losses["people"]}
    groups["materiel"] = [*losses["nouns"]["materiel"]]
    groups["men"] = [*losses["nouns"]["people"]]
    return re.compile("|".join(rf"(?P<{name}>\b(?:{_any(words)})\b)" for name, words in groups.items()), re.I)


@cache
def _counted() -> re.Pattern[str]:
    """A kind or noun, with what closes it, before a space and the figure or state that begins another phrase."""
    losses = table("losses")
    ends = [word for words in losses["people"].values() for word in words]
    ends += [*losses["materiel"]["destroyed"], *losses["materiel"]["damaged"]]
    ends += [*losses["nouns"]["people"], *losses["nouns"]["materiel"]]
    begins = rf"(?i:{_openings()})?\s?[~≈<>≥+]?\d[\d.,–+-]*(?!\S*(?:st|nd|rd|th)\b)|{_state_names()}(?![\w-])|Per [A-Z]"
    kind = rf"(?<![\w-])(?i:{_any(ends)})(?![\w-]){_CLOSE}"
    claimed = r"\d\+?(?:[ \xa0]?\([^()\n]{0,120}\))+(?:\[[^\[\]\n]{1,20}\])*"
    return re.compile(rf"(?:{kind}|{claimed})[ \xa0](?={begins})")


@cache
def _named() -> re.Pattern[str]:
    """What closes a name (a bracket, a dagger, a footnote mark), before a space and another name."""
    return re.compile(
        rf"(?:[)†‡\]])(?:\[[^\[\]\n]{{1,20}}\])*[ \xa0](?=[A-Z])|(?<=\w)[ \xa0](?={_state_names()}\s*$)", re.M
    )


@cache
def _state_first() -> re.Pattern[str]:
    """A state at the beginning of a line, before what cannot go on with it."""
    return re.compile(
        rf"[ \t\xa0]*(?:{_state_names()})(?:\[[^\[\]\n]{{1,20}}\])*[ \xa0](?=[A-Z\d~≈<>+]|(?i:{_openings()})\s)"
    )


@cache
def _states() -> frozenset[str]:
    return frozenset(table("flattened")["columns"]["states"])


@cache
def _state_names() -> str:
    """States as they begin a value: with a capital."""
    names = sorted((name.capitalize() for name in _states()), key=lambda name: (-len(name), name))
    return f"(?:{'|'.join(map(re.escape, names))})"


@cache
def _openings() -> str:
    return f"(?:{'|'.join(table('flattened')['columns']['openings'])})"


def _any(words: Sequence[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))
