"""What other clauses of a sentence say of a claim's parties: who backs, carries, drives or accuses them."""

from __future__ import annotations

from collections.abc import Sequence

from annals.base.span import Span
from annals.extract.called import mention
from annals.extract.clause import Clause
from annals.extract.lexicon import light, speech
from annals.extract.phrases import Lens
from annals.extract.piece import Piece
from annals.extract.words import grammar


def backers(lens: Lens, clauses: Sequence[Clause], made: dict[int, Piece]) -> None:
    """Who backs an actor acts with it: "infantry backed by tanks entered", "troops, supported by the militia, took"."""
    for clause in clauses:
        agent = next((p for prep, p in clause.phrases if prep == "by"), None)
        if agent is None or clause.lemma not in grammar("backing") or clause.how not in ("reduced", "participle"):
            continue
        for piece in dict.fromkeys(made.values()):
            if piece.by and clause.subject is not None and piece.clause.subject is clause.subject:
                known = {m.name for m in piece.by}
                allies = (mention(lens, p) for p in lens.each(agent) if lens.kinds(p) & ACTING)
                backed = mention(lens, clause.subject).span
                if any(m.span == backed for m in piece.against):
                    piece.against = (*piece.against, *allies)
                else:
                    piece.by = (*piece.by, *(m for m in allies if m.name not in known))


def riders(lens: Lens, clauses: Sequence[Clause], made: dict[int, Piece]) -> None:
    """Whom a hit vehicle carries is hit, who drives it acts: "a bus carrying soldiers was ambushed"."""
    for clause in clauses:
        if clause.how != "reduced" or clause.lemma not in grammar("carrying") | grammar("driving"):
            continue
        agent = next((p for prep, p in clause.phrases if prep == "by"), None)
        for piece in dict.fromkeys(made.values()):
            hit = piece.clause.subject if piece.clause.passive else piece.clause.object
            if clause.lemma in grammar("carrying") and clause.object and hit is clause.subject and not piece.against:
                piece.against = tuple(mention(lens, p) for p in lens.each(clause.object) if lens.kinds(p) & CARRIED)
            elif clause.passive and agent and piece.clause.subject is clause.subject and not piece.by:
                piece.by = (mention(lens, agent),)


CARRIED = frozenset(("force", "leader", "civilian", "people"))
ACTING = frozenset(("force", "leader", "state", "name", "materiel", "aircraft"))


def means(lens: Lens, clauses: Sequence[Clause], made: dict[int, Piece]) -> None:
    """What an attack is made with, told by a participle, is part of it: "attacked the town, using mortars"."""
    for i, clause in enumerate(clauses):
        if clause.lemma != "use" or clause.how not in ("participle", "reduced") or i not in made:
            continue
        near = (*range(i - 1, -1, -1), *range(i + 1, len(clauses)))
        host = next((made[k] for k in near if k in made and made[k] is not made[i]), None)
        if host is None:
            continue
        del made[i]
        if host.clause.group.first < clause.group.first:
            host.absorbed.append(clause)
        things = clause.object.all() if clause.object else []
        flown = any("aircraft" in lens.kinds(p) for p in things)
        heavy = any(lens.words[p.head].low in grammar("heavy") for p in things)
        if host.type == "attack":
            host.type = "airstrike" if flown else "shelling" if heavy else "attack"


def accusations(clauses: Sequence[Clause], made: dict[int, Piece]) -> None:
    """An accusation that tells an act is that act, claimed by the accuser; blame by bystanders is nobody's demand."""
    for i, clause in enumerate(clauses):
        above = next((k for k, c in enumerate(clauses) if c is clause.above), None)
        tells = i in made and above in made and clause.link in ("of", "for") and clause.above is not None
        if tells and above is not None and clauses[above].lemma in speech("accuse"):
            del made[above]
        if i in made and clause.lemma in speech("accuse") and clause.link == "with":
            del made[i]


def watched(made: dict[int, Piece]) -> None:
    """Who is seen doing something does it, and is not only there: "a column was seen on the road heading north"."""
    for piece in list(made.values()):
        above = piece.clause.above
        if piece.clause.how == "control" and piece.clause.link == "ing" and above is not None:
            seen = above.passive and above.lemma in grammar("perceiving")
            for k in [k for k, p in made.items() if seen and p.clause is above and p.type == "deployment"]:
                del made[k]


def twice_told(made: dict[int, Piece], extra: list[Piece]) -> None:
    """One act told by a participle and by its verb is one claim: "a shell fired by rebels landed in the town"."""
    for i, piece in list(made.items()):
        twin = next((p for p in made.values() if p is not piece and _same_act(piece, p)), None)
        if piece.clause.how == "reduced" and twin is not None and piece not in extra:
            twin.by = twin.by or piece.by
            twin.against = twin.against or piece.against
            del made[i]


def _same_act(told: Piece, again: Piece) -> bool:
    same = told.type == again.type and told.clause.subject is again.clause.subject
    return same and told.clause.subject is not None and again.clause.how == "own"


def two_steps(made: dict[int, Piece]) -> None:
    """Moving on a place or attacking it, and taking it in one breath, is taking it: "attacked and took the town"."""
    for i, piece in list(made.items()):
        step = made.get(i - 1)
        if step is None or piece.clause.how != "shared":
            continue
        if step.clause.shared_object and piece.type in _ONE_BREATH.get(step.type, ()) and step.clause.lemma != "storm":
            _merged(step, piece)
            del made[i - 1]
            continue
        if step.type != "advance" or piece.type != "territory_gained":
            continue
        bare = (
            (step.clause.object is None or step.clause.shared_object)
            and not step.clause.phrases
            and step.clause.lemma == "advance"
        )
        if bare and piece.clause.link == "and" and piece.clause.subject is step.clause.subject:
            _merged(step, piece)
            del made[i - 1]


_ONE_BREATH = {
    "attack": ("territory_gained", "destruction", "detention"),
    "violence_against_civilians": ("destruction", "detention"),
    "detention": ("violence_against_civilians",),
}


def _merged(step: Piece, piece: Piece) -> None:
    piece.span = Span(min(step.span.start, piece.span.start), max(step.span.end, piece.span.end))
    piece.negated = piece.negated or step.negated


def failures(made: dict[int, Piece]) -> None:
    """What an attack failed to do is part of the attack: "five attacks failed to dislodge them"."""
    for i, piece in list(made.items()):
        above = piece.clause.above
        if piece.clause.how != "control" or piece.clause.link != "to" or above is None or above.lemma != "fail":
            continue
        host = next((p for p in made.values() if p.clause is above and p.rule.startswith("noun:")), None)
        if host is not None:
            host.absorbed.append(piece.clause)
            host.against = host.against or piece.by
            host.span = Span(host.span.start, max(host.span.end, piece.span.end))
            del made[i]


def attempts(lens: Lens, made: dict[int, Piece]) -> None:
    """What an attempt was at is the act, not the attempt: "repelled attempts to cross the river"."""
    for piece in list(made.values()):
        above = piece.clause.above
        if piece.clause.how == "control" and above is not None and _of_attempt(above):
            for k in [k for k, p in made.items() if p.clause is above]:
                piece.against = piece.against or made[k].against
                del made[k]
            if above.passive and above.subject is not None and above.subject.trying and not piece.against:
                agents = (p for prep, p in above.phrases if prep == "by" and lens.kinds(p) & ACTING)
                piece.against = tuple(mention(lens, item) for agent in agents for item in lens.each(agent))


def _of_attempt(clause: Clause) -> bool:
    """Whether a verb tells of an attempt: its object, or the subject of a passive or of failing."""
    return any(p is not None and p.trying for p in (clause.object, clause.subject))


def undone(lens: Lens, clauses: Sequence[Clause], made: dict[int, Piece]) -> None:
    """An act whose failure is told after it failed: "tried to take the town, but did not succeed"."""
    for i, clause in enumerate(clauses):
        failed = clause.lemma == "succeed" and clause.group.negated
        failed = failed or (clause.lemma == "fail" and not clause.group.negated)
        after = clause.how == "shared" or (clause.how == "own" and clause.link in (";", "and", "but"))
        beaten = after and clause.passive and i in made and made[i].negated
        back = clause.passive and clause.lemma in light("foil") and i not in made
        thrown_back = back and (clause.how == "relative" or (clause.how == "shared" and clause.lemma in _THROWN_BACK))
        failed = failed or beaten or thrown_back
        governs = any(c.above is clause and c.how != "shared" for c in clauses)
        earlier = next((made[k] for k in range(i - 1, -1, -1) if k in made), None)
        if not failed or governs or earlier is None or clause.how not in ("own", "shared", "relative"):
            continue
        same = clause.subject is earlier.clause.subject or clause.how in ("shared", "relative")
        if earlier.type in _MAY_FAIL and (same or _points_back(lens, clause)):
            earlier.negated = not _resumed(clauses[i + 1 :], clause)
            agents = (p for prep, p in clause.phrases if thrown_back and prep == "by" and lens.kinds(p) & ACTING)
            by = tuple(mention(lens, item) for agent in agents for item in lens.each(agent))
            earlier.against = earlier.against or (made[i].against if beaten else by)
            made.pop(i, None)


def _resumed(later: Sequence[Clause], clause: Clause) -> bool:
    """Whether those who were held up went on all the same: "were halted, and then moved forward again"."""
    told = (c for c in later if c.how == "shared" and c.subject is clause.subject and not c.passive)
    return clause.lemma in ("halt", "stop", "check", "delay") and any("again" in c.adverbs for c in told)


_THROWN_BACK = frozenset(("repel", "repulse", "rebuff", "thwart", "foil"))
_MAY_FAIL = frozenset(("attack", "advance", "territory_gained", "siege", "withdrawal"))


def _points_back(lens: Lens, clause: Clause) -> bool:
    """Whether a subject only takes up what was told: "but this failed", "although these attacks did not succeed"."""
    subject = clause.subject
    if subject is None or subject.attached or subject.of is not None:
        return False
    return lens.words[subject.first].low in ("this", "these", "the", "it", "they", "he", "both", "all")
