"""Rival versions of one thing: what accounts disagree on, who says what, and what a display figure makes of it.

Nothing here is stored: disagreements follow from claims and statements, and are made anew whenever they are asked for.
"""

from __future__ import annotations

import msgspec

from annals.base.document import Citation

FACETS = ("agency", "toll", "date", "place", "outcome", "name")
"""What can be told in two ways: who did it (or began), how many, which day, where, how it ended, what it is called."""

RELATIONS = ("apart", "overlap", "precision", "unclear")
"""How versions stand to each other: no value fits all (`apart`); some value does (`overlap`), or one version says more
exactly what the others allow (`precision`); or they need not speak of the same (`unclear`)."""


class Telling(msgspec.Struct, frozen=True):
    """One claim or statement that tells a version, and who stands behind it.

    `claimants` are those whom the text itself names for it, `via` is whose account passes it on; without claimants it
    is the account's own voice. `side` is the claimant's side in the episode (1, 2, ..., `civilians`), `None` where it
    has none or none was told. `words` are the very words of the value, `sentence` what they stand in, `citations` the
    footnotes behind it with what they cite.
    """

    claim: str
    document: str
    name: str
    claimants: tuple[str, ...]
    via: str
    side: int | str | None
    certainty: str
    words: str
    sentence: str
    date: str | None = None
    citations: tuple[Citation, ...] = ()

    @property
    def voice(self) -> str:
        """Who says it: whom the text names, else whose account it is."""
        return ", ".join(self.claimants) or self.via


class Version(msgspec.Struct, frozen=True):
    """One version, `value` in words, with all that tell it.

    A toll has its `kind` and bounds (`None`: open), a date its first and last possible day as Julian day numbers in
    the same fields; `names` are the actors, places or titles of the other facets. `vague`: words without a figure.
    """

    value: str
    tellings: tuple[Telling, ...]
    kind: str | None = None
    min: int | None = None
    max: int | None = None
    approx: bool = False
    vague: bool = False
    names: tuple[str, ...] = ()


class Disagreement(msgspec.Struct, frozen=True):
    """Versions of one facet of one thing that differ.

    `subject` says what they are about in words ("killed, civilians"). The thing is an `event` (its id) or an
    `episode` (its title). `shared` is what all versions allow, `[first, last]`, where they allow something in common;
    `distance` how far the two farthest lie apart (people, pieces, days) where they do not. `why` gives the grounds.
    """

    id: str
    facet: str
    subject: str
    relation: str
    versions: tuple[Version, ...]
    event: str | None = None
    episode: str | None = None
    date: str | None = None
    places: tuple[str, ...] = ()
    shared: tuple[int | None, int | None] | None = None
    distance: int | None = None
    why: tuple[str, ...] = ()


class Figure(msgspec.Struct, frozen=True):
    """A figure for display: `min` and `max` (`None`: open or unknown), `best` where the rule names one.

    `rule` is the declared rule that made it, and is shown beside it; `why` says in a sentence what the rule did.
    """

    rule: str
    min: int | None
    best: int | None
    max: int | None
    why: str
