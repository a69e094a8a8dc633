"""A reading: everything annals made of one document."""

from __future__ import annotations

import msgspec

from annals.base.claim import Claim, Statement
from annals.base.document import Document
from annals.base.episode import Episode
from annals.base.gap import Gap


class Reading(msgspec.Struct, frozen=True):
    """A document with its statements (and the episodes derived from them), its claims and its gaps, in text order."""

    document: Document
    statements: tuple[Statement, ...]
    episodes: tuple[Episode, ...]
    claims: tuple[Claim, ...]
    gaps: tuple[Gap, ...]

    @property
    def episode(self) -> Episode | None:
        """The page's first episode, if it has one."""
        return self.episodes[0] if self.episodes else None
