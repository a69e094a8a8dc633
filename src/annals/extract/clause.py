"""A clause: a verb with its subject, object and phrases, and how it hangs on others."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from annals.extract.chunks import Group, Phrase


class Clause(msgspec.Struct, eq=False):
    """A verb with what stands around it.

    `how` tells where the subject comes from: `own`, `shared` (coordination), `relative`, `control` ("managed to"),
    `participle` (", killing two"), `reduced` ("a vehicle carrying men"), or `none`. `link` is the word that joins the
    clause ("after", "that", "which", "and"); `above` the clause it hangs on.
    """

    group: Group
    subject: Phrase | None
    how: str
    link: str = ""
    above: Clause | None = None
    object: Phrase | None = None
    particle: str = ""
    phrases: list[tuple[str, Phrase]] = []
    fronted: list[tuple[str, Phrase]] = []
    first: int = 0
    last: int = 0
    shared_object: bool = False
    adverbs: list[str] = []

    @property
    def lemma(self) -> str:
        return self.group.lemma

    @property
    def passive(self) -> bool:
        return self.group.passive


def look_ahead(clauses: Sequence[Clause]) -> None:
    """A participle that opens its sentence has the subject of the verb to come: "Having won, they left"."""
    main = next((c for c in clauses if c.group.form == "finite" and c.how == "own" and c.subject), None)
    for clause in clauses:
        if clause is main or main is None:
            return
        if clause.how == "participle" and clause.subject is None:
            clause.subject = main.subject


def inverted(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses with one that begins with its participle put straight: "Also killed were two officers"."""
    found: list[Clause] = []
    for clause in clauses:
        opened = found[-1] if len(found) == 1 else None
        if (
            opened is not None
            and opened.how == "participle"
            and opened.passive
            and opened.subject is None
            and clause.lemma == "be"
            and clause.subject is None
            and clause.object is not None
            and clause.group.first - opened.last <= 1
        ):
            opened.subject, opened.how, opened.last = clause.object, "own", clause.last
            opened.phrases = [*opened.phrases, *clause.phrases]
            continue
        found.append(clause)
    return found


_ALONE = frozenset(("withdraw", "retreat", "retire", "flee", "return", "arrive", "die", "escape", "surrender"))


def share_objects(clauses: Sequence[Clause]) -> None:
    """Verbs joined before one object share it: "captured and killed two", "looted, burned and razed homes"."""
    for clause, after in zip(reversed(clauses[:-1]), reversed(clauses[1:]), strict=True):
        joined = (
            after.how == "shared" and after.group.first - clause.group.last <= 2 and after.subject is clause.subject
        )
        if (
            joined
            and clause.lemma not in _ALONE
            and clause.object is None
            and not clause.phrases
            and not clause.passive
            and not after.passive
        ):
            clause.object = after.object
            clause.shared_object = after.object is not None


def attempts_told(clauses: Sequence[Clause]) -> None:
    """An infinitive that says what an attempt was at hangs on the verb that the attempt is the subject of."""
    for clause in clauses:
        if clause.how == "control" and clause.above is None and clause.subject is not None and clause.subject.trying:
            told = (c for c in clauses if c is not clause and c.subject is clause.subject and c.group.form != "to")
            clause.above = next(told, None)
