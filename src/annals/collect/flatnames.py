"""Where one column of names ends and the next begins, though nothing stands between: ranks, names told elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from annals.base.span import Span
from annals.codebook import table
from annals.collect.flatlines import bare, covering
from annals.collect.flatphrases import candidates

_WORD = re.compile(r"[^\s]+")
_MOST = 14  # words of a line in which names are looked for


def name_junctions(text: str, key: str, lines: Sequence[Span], sides: int) -> list[int]:
    """Where the columns of a field of names must have been joined inside a line; empty where that is not clear."""
    if key not in ("combatant", "commander", "units"):
        return []
    if key == "commander":
        closed = {at for line in lines for at in candidates(text, key, line)}
        ranked = sorted(closed | {at for line in lines for at in _ranks(text, line)})
        if ranked:
            return ranked if len(ranked) == sides - 1 else []
    told = [at for line in lines for at in _told_elsewhere(text, line, covering(lines))]
    return told if len(told) == sides - 1 else []


def _ranks(text: str, line: Span) -> Iterator[int]:
    """Where a rank begins that follows a name and not another rank: each commander has a line of his own."""
    words = list(_WORD.finditer(text, line.start, line.end))
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        begins = word[0][0].isupper() and _is_rank(word[0]) and after[0][0].isupper()
        if begins and before[0][0].isupper() and not _is_rank(before[0]):
            yield word.start()


def _told_elsewhere(text: str, line: Span, field: Span) -> Iterator[int]:
    """Where a line falls into two names that both stand elsewhere on the page, if it does so in one way only."""
    words = list(_WORD.finditer(text, line.start, line.end))
    if not 2 <= len(words) <= _MOST or _stands(text, bare(text[words[0].start() : line.end]), field):
        return
    found = []
    for word in words[1:]:
        parts = bare(text[words[0].start() : word.start()]), bare(text[word.start() : line.end])
        if all(part[:1].isupper() and _stands(text, part, field) for part in parts):
            found.append(word.start())
    if len(found) == 1:
        yield found[0]


def _stands(text: str, name: str, field: Span) -> bool:
    """Whether `name` stands on the page outside `field`, and not as the beginning of a longer name."""
    whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)(?! [A-Z])")
    return whole.search(text, field.end) is not None or whole.search(text, 0, field.start) is not None


def _is_rank(word: str) -> bool:
    return word.casefold().rstrip(".,") in _rank_words()


@cache
def _rank_words() -> frozenset[str]:
    """The words of which ranks are made."""
    ranks = table("ranks")["ranks"]
    return frozenset(
        word for group in ranks.values() for rank in group.split(";") for word in rank.split() if len(word) > 1
    )
