"""Where the name of an actor begins and ends: without quotation marks, with its number, without its hold on a place."""

from __future__ import annotations

from annals.extract.phrases import Lens

_QUOTES = frozenset('"“”„«»')


def held(name: str) -> str:
    """The holder in a compound of holding: "rebel-held" is "rebel"."""
    for ending in ("-held", "-controlled", "-occupied", "-run", "-owned", "-mediated", "-led", "-brokered", "-backed"):
        name = name.removesuffix(ending)
    return name


def trimmed(lens: Lens, first: int, last: int) -> tuple[int, int]:
    """The words `first` to `last` without the quotation marks of a speech that begins or ends there."""
    marks = [i for i in range(first, last) if lens.words[i].text in _QUOTES]
    if len(marks) != 1 or last - first == 1:
        return first, last
    return (first + 1, last) if marks[0] == first else (first, last - 1) if marks[0] == last - 1 else (first, last)


def numbered(lens: Lens, owner: tuple[int, int]) -> tuple[int, int]:
    """An owner with the number that belongs to its name: "the 17th Division base"."""
    first, last = owner
    before = lens.words[first - 1] if first else None
    named = before is not None and before.tag == "#" and before.low.endswith(("st", "nd", "rd", "th"))
    return (first - 1, last) if named and lens.words[first].tag == "E" else owner
