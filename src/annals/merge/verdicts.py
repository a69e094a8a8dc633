"""People's judgements about names (`actor:NAME`, `place:NAME`): which stand for one, and which do not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from annals.base.judgement import Judgement
from annals.merge.joining import Edge, Handle, Joining

OVERRULES = ("known", "told", "kind", "far", "beside")
"""What a person may overrule: the codebook, and what was only read from prose; never the sides of an infobox."""

Handles = Mapping[str, Sequence[Handle]]


class Verdict(NamedTuple):
    """The last word on two names, by their keys; `why` tells whose it is, and which others there were."""

    left: str
    right: str
    names: tuple[str, str]
    verdict: str
    made: str
    why: str


def verdicts(judgements: Iterable[Judgement], what: str, key: Callable[[str], str]) -> list[Verdict]:
    """The judgements about names of `what`, the last one of each pair; the pairs by the time of their last word."""
    pairs: dict[tuple[str, str], list[tuple[Judgement, tuple[str, str]]]] = {}
    for judgement in sorted(judgements, key=lambda j: (j.made, j.author, j.reason, j.verdict, j.left, j.right)):
        names = sorted((key(name), name) for name in _names(judgement, what))
        if len(names) == 2 and names[0][0] != names[1][0]:
            pairs.setdefault((names[0][0], names[1][0]), []).append((judgement, (names[0][1], names[1][1])))
    found = [_verdict(pair, several) for pair, several in sorted(pairs.items())]
    return sorted(found, key=lambda verdict: (verdict.made, verdict))


def _names(judgement: Judgement, what: str) -> Iterator[str]:
    for reference in (judgement.left, judgement.right):
        if reference.startswith(f"{what}:"):
            yield reference.removeprefix(f"{what}:").strip()


def _verdict(pair: tuple[str, str], several: Sequence[tuple[Judgement, tuple[str, str]]]) -> Verdict:
    last, names = several[-1]
    why = f"{last.author} judged “{names[0]}” and “{names[1]}” {_word(last)} ({last.made}): {last.reason}"
    for judgement, _ in several[:-1]:
        if judgement.verdict != last.verdict:
            why += f"; before, {judgement.author} had judged them {_word(judgement)} ({judgement.made})"
    return Verdict(*pair, names, last.verdict, last.made, why)


def _word(judgement: Judgement) -> str:
    return {"same": "the same", "unsure": "not to be told"}.get(judgement.verdict, judgement.verdict)


def split(found: Iterable[Verdict], handles: Handles) -> dict[str, tuple[str, str]]:
    """Names that mean the same as others from which they were judged different: by their keys, with why.

    Of two the one that is not the meaning's own name is given a meaning of its own.
    """
    parted: dict[str, tuple[str, str]] = {}
    for verdict in found:
        shared = set(handles.get(verdict.left, ())) & set(handles.get(verdict.right, ()))
        if verdict.verdict == "different" and shared:
            own = any(verdict.right in handle for handle in shared)
            parted[verdict.left if own else verdict.right] = (verdict.names[0 if own else 1], verdict.why)
    return parted


def walls(found: Iterable[Verdict], handles: Handles, joining: Joining) -> None:
    """Keep apart what was judged different."""
    for verdict in found:
        if verdict.verdict != "different":
            continue
        lefts, rights = set(handles.get(verdict.left, ())), set(handles.get(verdict.right, ()))
        for side, several in (("left", lefts - rights), ("right", rights - lefts)):
            for handle in sorted(several):
                joining.mark(handle, ("judged", verdict.left, verdict.right), side, verdict.why)


def edges(found: Iterable[Verdict], handles: Handles) -> Iterator[Edge]:
    """What was judged the same: all that the one name means with all that the other means, the first judged first."""
    for verdict in found:
        lefts, rights = handles.get(verdict.left, ()), handles.get(verdict.right, ())
        if verdict.verdict == "same" and lefts and rights:
            yield from (Edge(lefts[0], right, verdict.why, OVERRULES) for right in rights)
            yield from (Edge(left, rights[0], verdict.why, OVERRULES) for left in lefts[1:])
