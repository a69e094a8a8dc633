"""Putting things together where nothing forbids it: groups that know what must never come into one.

A *handle* is what a name means: a tuple of words that is the same wherever the same is meant. Handles are joined one
pair at a time, in an order of their own, so that the groups do not depend on the order of claims or documents. A mark
says what a handle is in some respect (`("box", document, "0")` → side `"1"`); no group may be two things in one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable

import msgspec

Handle = tuple[str, ...]
Respect = tuple[str, ...]


class Edge(msgspec.Struct, frozen=True, order=True):
    """Two handles that should be one, and why."""

    left: Handle
    right: Handle
    why: str
    overrules: tuple[str, ...] = ()
    """Respects (by their first word) that this edge may overrule: a person knows better than a codebook."""


class Joining:
    """Handles in groups."""

    def __init__(self) -> None:
        self._above: dict[Handle, Handle] = {}
        self._members: dict[Handle, list[Handle]] = {}
        self._marks: dict[Handle, dict[Respect, frozenset[str]]] = {}
        self._walls: dict[Respect, str] = {}
        self.joined: dict[Handle, list[Edge]] = {}
        self.apart: dict[Handle, list[Edge]] = {}

    def add(self, handle: Handle) -> None:
        """Know a handle; it stands alone until it is joined."""
        if handle not in self._above:
            self._above[handle] = handle
            self._members[handle] = [handle]
            self._marks[handle] = {}

    def mark(self, handle: Handle, respect: Respect, value: str, why: str) -> None:
        """Say what a handle is in some respect, and `why` that keeps it from what is something else there."""
        self.add(handle)
        root = self.root(handle)
        self._marks[root][respect] = self._marks[root].get(respect, frozenset()) | {value}
        self._walls.setdefault(respect, why)

    def root(self, handle: Handle) -> Handle:
        """The handle that stands for the group; for one that is not known, itself."""
        if handle not in self._above:
            return handle
        while self._above[handle] != handle:
            self._above[handle] = self._above[self._above[handle]]
            handle = self._above[handle]
        return handle

    def join(self, edges: Iterable[Edge]) -> None:
        """Join each pair that nothing keeps apart, in the order given; what does is told among `apart`."""
        for edge in edges:
            self._join(edge)

    def _join(self, edge: Edge) -> None:
        self.add(edge.left)
        self.add(edge.right)
        left, right = self.root(edge.left), self.root(edge.right)
        against = None if left == right else self._against(left, right, edge.overrules)
        if against is not None:
            self.keep_apart(edge, against)
            return
        self.joined.setdefault(edge.left, []).append(edge)
        if left != right:
            self._unite(left, right)

    def keep_apart(self, edge: Edge, against: str) -> None:
        """Tell at both handles that `against` spoke against joining them."""
        told = Edge(edge.left, edge.right, f"{edge.why}; but {against}")
        for handle in (edge.left, edge.right):
            self.add(handle)
            self.apart.setdefault(handle, []).append(told)

    def _against(self, left: Handle, right: Handle, overruled: Collection[str]) -> str | None:
        """What keeps two groups apart: a respect in which they would be two things."""
        few, many = sorted((self._marks[left], self._marks[right]), key=len)
        for respect in sorted(few):
            other = many.get(respect)
            if other and len(other | few[respect]) > 1 and respect[0] not in overruled:
                return self._walls[respect]
        return None

    def _unite(self, left: Handle, right: Handle) -> None:
        small, large = sorted((left, right), key=self._weight)
        self._above[small] = large
        self._members[large] += self._members.pop(small)
        marks = self._marks[large]
        for respect, values in self._marks.pop(small).items():
            marks[respect] = marks.get(respect, frozenset()) | values

    def _weight(self, root: Handle) -> tuple[int, Handle]:
        return len(self._members[root]) + len(self._marks[root]), root

    def groups(self) -> list[list[Handle]]:
        """Every group, its handles in order; the groups in the order of their first handles."""
        return sorted(sorted(members) for members in self._members.values())


def group_id(what: str, handles: Iterable[Handle]) -> str:
    """The id of a group: a hash of its handles, 16 hex digits, whatever their order."""
    return hashlib.sha256(msgspec.json.encode([what, *sorted(handles)])).hexdigest()[:16]
