"""The part-of tree of episodes, and what is told of each in short. Derived from claims and statements, never stored.

An episode may be part of several larger ones, so that the tree is, strictly, a graph without circles.
"""

from __future__ import annotations

import msgspec

from annals.base.told import Told, surest
from annals.base.what import CERTAINTIES

HOW = ("page title", "infobox", "lead", "redirect", "part of")
"""What gives an episode a name: the title of its page, its infobox, bold words of the lead, a page that only leads to
it, or another account that calls itself a part of it. In this order, from the surest."""


class Name(msgspec.Struct, frozen=True):
    """A name of an episode: `how` it is evidenced (one of `HOW`), in which documents, by which statements if by any."""

    name: str
    how: str
    documents: tuple[str, ...]
    statements: tuple[str, ...] = ()


class Account(msgspec.Struct, frozen=True):
    """An account of an episode: a document and the number of its infobox, with the days that it gives (EDTF).

    `dated` is the id of the statement or claim that gives the days, `claims` counts the claims of the document where
    the episode is the one that it is about.
    """

    document: str
    name: str
    box: int
    start: str | None
    end: str | None
    dated: str | None
    claims: int


class Report(msgspec.Struct, frozen=True):
    """A document that tells of an episode without being about it: the `claims` that do, and why they are of it."""

    document: str
    name: str
    claims: tuple[str, ...]
    why: str


class Kin(msgspec.Struct, frozen=True):
    """Another episode (`node`, its id), larger or beside, with the ids of the statements that tell it, and why.

    `inferred`: nobody says it in so many words, it follows from what the parts say. `nearest`: no other larger episode
    lies between.
    """

    node: str
    told: tuple[str, ...]
    why: str
    inferred: bool = False
    nearest: bool = True


class Node(msgspec.Struct, frozen=True):
    """An episode. One without `accounts` is only named by others as the larger one that they are part of.

    `start` and `end` are the outermost that its accounts give (EDTF; `None` unknown, `..` no end told); each account
    keeps its own. `parents` are all larger episodes that are told, `children` the ids of those of which this is a
    nearest larger one, in order of time. `related` are those that articles point to without saying how.
    `claims` counts those of its accounts and of its reports. `why` says why accounts are of one episode, and what was
    told and not followed.
    """

    id: str
    name: str
    names: tuple[Name, ...]
    accounts: tuple[Account, ...] = ()
    reports: tuple[Report, ...] = ()
    start: str | None = None
    end: str | None = None
    parents: tuple[Kin, ...] = ()
    children: tuple[str, ...] = ()
    related: tuple[Kin, ...] = ()
    claims: int = 0
    why: tuple[str, ...] = ()

    @property
    def only_named(self) -> bool:
        """Whether no account of it is in the record."""
        return not self.accounts

    @property
    def is_root(self) -> bool:
        """Whether nothing larger is told."""
        return not self.parents


PARTS = ("when", "where", "part_of", "sides", "began", "territory", "truces", "losses", "outcome")
"""What a summary tells, in this order."""


class Piece(msgspec.Struct, frozen=True):
    """Words of a summary, with the claims and statements that say so. Nothing stands here without them."""

    words: str
    told: tuple[Told, ...]


class Part(msgspec.Struct, frozen=True):
    """One line of a summary: its `kind` (one of `PARTS`), what it is about in words (`head`), and its pieces.

    Where it is `contested` the pieces are rival versions, each of those who tell it; else they belong together. `rule`
    is the rule by which a figure is shown, and `shown` the figure.
    """

    kind: str
    head: str
    pieces: tuple[Piece, ...]
    contested: bool = False
    shown: str | None = None
    rule: str | None = None

    @property
    def text(self) -> str:
        """The line as a sentence; of rival versions all, each with who tells it."""
        if not self.contested:
            return f"{self.head}: {'; '.join(worded(piece) for piece in self.pieces)}"
        figure = f", {self.shown} ({self.rule})" if self.shown else ""
        said = "; ".join(f"{voices(piece)} {says(piece)} {piece.words}" for piece in self.pieces)
        return f"{self.head}{figure}: {said}"


class Summary(msgspec.Struct, frozen=True):
    """What is told of an episode in short. `note` says why there is nothing, where there is nothing."""

    node: str
    name: str
    parts: tuple[Part, ...] = ()
    note: str | None = None


def voices(piece: Piece) -> str:
    """Who says it, each once."""
    return " and ".join(dict.fromkeys(each.voice for each in piece.told))


def worded(piece: Piece) -> str:
    """The words of a piece that nobody contests; what no account says in its own voice names who says it."""
    sure = surest(piece.told)
    return piece.words if sure == CERTAINTIES[0] else f"{piece.words} ({sure} by {voices(piece)})"


def says(piece: Piece) -> str:
    """The verb that goes with those who say it."""
    return "says" if len({each.voice for each in piece.told}) == 1 else "say"
