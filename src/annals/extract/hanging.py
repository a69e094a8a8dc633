"""What hangs on the phrases of a claim: who set up an event, where its object lies, whom a pronoun takes up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from annals.base.mention import Mention
from annals.base.span import Span
from annals.extract.called import acts, mention
from annals.extract.chunks import Phrase
from annals.extract.clause import Clause
from annals.extract.lexicon import light, speech
from annals.extract.phrases import Lens
from annals.extract.piece import Piece
from annals.extract.where import lying
from annals.extract.words import grammar

_ACTING = frozenset(("force", "leader", "state", "name", "people"))


def doers(lens: Lens, clauses: Sequence[Clause], made: dict[int, Piece]) -> None:
    """Who sets up an event does it: "were killed in an ambush laid by the guards"."""
    for clause in clauses:
        agent = next((p for prep, p in clause.phrases if prep == "by"), None)
        does = clause.lemma in light("do") | grammar("setting_up")
        if clause.how != "reduced" or not clause.passive or agent is None or not does:
            continue
        for piece in dict.fromkeys(made.values()):
            if not piece.by and clause.subject is not None and _tells(lens, piece, clause.subject):
                piece.by = tuple(mention(lens, p) for p in lens.each(agent) if lens.kinds(p) & _ACTING)
                piece.places = piece.places or tuple(lying(lens, clause))


def _tells(lens: Lens, piece: Piece, event: Phrase) -> bool:
    """Whether a piece is made of the event that a phrase names."""
    clause = piece.clause
    told = any(event is p for _, p in clause.phrases) or event is clause.object or event is clause.subject
    return told and lens.event(event) is not None


def lying_at(lens: Lens, clauses: Sequence[Clause], made: dict[int, Piece]) -> None:
    """Where the object of an act lies, it happened: "destroyed the bridge crossing the river at Alpha"."""
    for i, clause in enumerate(clauses):
        if i in made or clause.how != "reduced" or clause.subject is None:
            continue
        for piece in dict.fromkeys(made.values()):
            thing = piece.clause.subject if piece.clause.passive else piece.clause.object
            if thing is clause.subject and not lens.kinds(thing) & (_ACTING | {"event"}):
                known = {m.name for m in piece.places}
                piece.places = (*piece.places, *(m for m in lying(lens, clause) if m.name not in known))


def led_on(lens: Lens, clauses: Sequence[Clause], made: dict[int, Piece]) -> None:
    """Where somebody goes, told behind who goes along: "marched with the guards followed by the militia to Alpha"."""
    for clause in clauses:
        company = clause.lemma in grammar("backing") or clause.lemma in ("follow", "precede", "lead", "join")
        if clause.how != "reduced" or not clause.passive or not company or len(clause.phrases) < 2:
            continue
        for piece in dict.fromkeys(made.values()):
            if piece.clause is clause.above and piece.type in _MOVING:
                known = {m.name for m in piece.places}
                found = lying(lens, clause, ("to", "toward", "towards", "into", "at", "near", "on"))
                piece.places = (*piece.places, *(m for m in found if m.name not in known))


_MOVING = frozenset(("advance", "deployment", "withdrawal", "attack"))
_ONE = frozenset(("he", "she"))
_SUBJECTS = _ONE | {"they", "it"}


def taken_up(lens: Lens, clauses: Sequence[Clause], made: dict[int, Piece]) -> None:
    """A pronoun subject is the subject of the clause before it: "as the rebels advanced, they shelled the base"."""
    for piece in dict.fromkeys(made.values()):
        subject = piece.clause.subject
        low = lens.words[subject.head].low if subject is not None else ""
        if subject is None or low not in _SUBJECTS:
            continue
        before = _spoken_of(lens, clauses, piece.clause, low)
        if before is not None:
            names = tuple(mention(lens, p) for p in lens.each(before) if acts(lens, p))
            names = tuple(Mention(m.name, m.span, f"pronoun {lens.words[subject.head].text}") for m in names)
            at = lens.span(subject.head, subject.head + 1)
            piece.by, piece.against = _replaced(piece.by, at, names), _replaced(piece.against, at, names)


def _replaced(told: tuple[Mention, ...], at: Span, names: tuple[Mention, ...]) -> tuple[Mention, ...]:
    return tuple(m for old in told for m in (names if old.rule == "pronoun" and old.span == at else (old,)))


def _spoken_of(lens: Lens, clauses: Sequence[Clause], told: Clause, low: str) -> Phrase | None:
    """The subject of the nearest clause before `told` that its pronoun can take up."""
    for clause in _before(clauses, told):
        subject = clause.subject
        if subject is None or clause.how != "own" or clause.lemma in speech("say") | speech("claim"):
            continue
        if lens.words[subject.head].tag == "I":
            return None
        thing = clause.object
        if told.link in ("as", "while") and told.above is clause and thing is not None and _agrees(lens, thing, low):
            return thing  # "overtook the rebels as they were crossing"
        return subject if _agrees(lens, subject, low) else None
    return None


def _before(clauses: Sequence[Clause], told: Clause) -> Iterator[Clause]:
    return (c for c in reversed(clauses) if c.group.first < told.group.first)


class Topic(msgspec.Struct, frozen=True):
    """Whom a sentence speaks of, and by which pronouns they may be taken up."""

    names: tuple[Mention, ...] = ()
    pronouns: frozenset[str] = frozenset()


def topic(lens: Lens, clauses: Sequence[Clause], before: Topic) -> Topic:
    """The subject of a sentence's main clause; `before` where it only takes that up, nobody where somebody speaks."""
    main = next((c for c in clauses if c.how == "own" and c.link in ("", "and", "but") and c.subject), None)
    if main is None or main.subject is None or main.lemma in speech("say") | speech("claim"):
        return Topic()
    if lens.words[main.subject.head].low in before.pronouns:
        return before
    pronouns = frozenset(low for low in _SUBJECTS if _agrees(lens, main.subject, low))
    return Topic(tuple(mention(lens, p) for p in lens.each(main.subject) if acts(lens, p)), pronouns)


def reach_back(lens: Lens, made: Sequence[Piece], before: Topic) -> None:
    """A pronoun subject takes up whom the sentence before spoke of, where that told no occurrence."""
    for piece in made:
        subject = piece.clause.subject
        low = lens.words[subject.head].low if subject is not None else ""
        if subject is not None and low in before.pronouns:
            names = tuple(Mention(m.name, m.span, f"pronoun {lens.words[subject.head].text}") for m in before.names)
            at = lens.span(subject.head, subject.head + 1)
            piece.by, piece.against = _replaced(piece.by, at, names), _replaced(piece.against, at, names)


def _agrees(lens: Lens, subject: Phrase, low: str) -> bool:
    """Whether a pronoun may stand for a phrase, by number and person."""
    kinds, head = lens.kinds(subject), lens.words[subject.head]
    if not kinds & (_ACTING | {"materiel", "aircraft"}) or "event" in kinds:
        return False
    single = head.tag == "E" and not subject.others and bool(kinds & {"leader", "person", "name"})
    if low in _ONE:
        return single and not kinds & {"force", "state"}
    plural = bool(subject.others) or head.low.endswith(("s", "men"))
    return not single and (plural or bool(kinds & {"force", "state"})) if low == "they" else not plural
