"""What names were found to mean, gathered: under each meaning its names, where they stand, and why they stand there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annals.base.identity import Joined, Naming
from annals.merge.joining import Edge, Handle, Joining

LOCAL = "local"
SAME = "the same name"
SURE = ("codebook", "state")


class Meaning(NamedTuple):
    """What a name means: a handle, the name that it is short or another word for, and how the one leads to the other.

    The first word of the handle says of what sort it is: `codebook`, `state`, `name`, or `local` (to its document).
    """

    handle: Handle
    head: str
    why: str

    @property
    def local(self) -> bool:
        """Whether it means somebody in its own account only."""
        return self.handle[0] == LOCAL


class Use(NamedTuple):
    """A name as it is used in a document, and by how many claims."""

    document: str
    name: str
    claims: int


class Meant:
    """Uses of names under their handles."""

    def __init__(self) -> None:
        self.uses: dict[Handle, list[Use]] = {}
        self._whys: dict[Handle, dict[str, str]] = {}
        self._heads: dict[Handle, Counter[str]] = {}

    def add(self, use: Use, meaning: Meaning) -> None:
        """Take note of a use; uses must come in an order of their own."""
        self.uses.setdefault(meaning.handle, []).append(use)
        self._whys.setdefault(meaning.handle, {}).setdefault(use.name, meaning.why)
        self.head(meaning.handle, meaning.head, use.claims)

    def head(self, handle: Handle, name: str, claims: int = 0) -> None:
        """Take note of a name by which a handle may be called."""
        self._heads.setdefault(handle, Counter())[name] += claims

    def called(self, handle: Handle) -> str:
        """The name of a handle: the one most used, of those the first in the alphabet."""
        heads = self._heads.get(handle, Counter())
        return min(heads, key=lambda name: (-heads[name], name), default=handle[-1])

    def best(self, handles: Sequence[Handle]) -> str:
        """The name of a group of handles: the codebook's, a state's, else the one most used."""

        def order(handle: Handle) -> tuple[int, int, Handle]:
            sure = SURE.index(handle[0]) if handle[0] in SURE else len(SURE)
            return sure, -sum(use.claims for use in self.uses.get(handle, ())), handle

        return self.called(min(handles, key=order))

    def namings(self, handles: Iterable[Handle]) -> tuple[Naming, ...]:
        """The names of a group as written, the most used first."""
        claims: Counter[str] = Counter()
        documents: dict[str, set[str]] = {}
        for use in (use for handle in handles for use in self.uses.get(handle, ())):
            claims[use.name] += use.claims
            documents.setdefault(use.name, set()).add(use.document)
        ordered = sorted(documents, key=lambda name: (-claims[name], name))
        return tuple(Naming(name, claims[name], tuple(sorted(documents[name]))) for name in ordered)

    def joined(self, handles: Iterable[Handle], joining: Joining) -> tuple[Joined, ...]:
        """Why the names of a group are one's: each with the name of its handle, then handle with handle."""
        found: dict[Joined, None] = {}
        for handle in handles:
            head = self.called(handle)
            for name, why in sorted(self._whys.get(handle, {}).items()):
                if name != head:
                    same = f"“{name}” and “{head}” are the same name"
                    found[Joined(name, head, same if why == SAME else why)] = None
            for edge in joining.joined.get(handle, ()):
                found[self._told(edge)] = None
        return tuple(found)

    def apart(self, handles: Iterable[Handle], joining: Joining) -> tuple[Joined, ...]:
        """What spoke for joining a group with others, and what spoke against it."""
        told = (self._told(edge) for handle in handles for edge in joining.apart.get(handle, ()))
        return tuple(dict.fromkeys(told))

    def _told(self, edge: Edge) -> Joined:
        return Joined(self.called(edge.left), self.called(edge.right), edge.why)
