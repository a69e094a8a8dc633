"""From the clauses of a sentence to pieces of claims: which clauses tell an occurrence, and what belongs to each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from annals.base.mention import Mention
from annals.base.passage import Timing
from annals.base.span import Span
from annals.base.toll import Loss
from annals.extract.chunks import Phrase
from annals.extract.clause import Clause
from annals.extract.company import (
    accusations,
    attempts,
    backers,
    failures,
    means,
    riders,
    twice_told,
    two_steps,
    undone,
    watched,
)
from annals.extract.fallen import among, fallen
from annals.extract.finding import VIOLENT, Finding
from annals.extract.fitting import KILLING
from annals.extract.hanging import doers, led_on, lying_at, taken_up
from annals.extract.names import kind_of
from annals.extract.phrases import Lens
from annals.extract.piece import Piece
from annals.extract.reality import reality, standing
from annals.extract.speakers import Voice
from annals.extract.timed import index, start, stretched, timed
from annals.extract.what import WRECKING, find, met_in
from annals.extract.where import places
from annals.extract.who import parties
from annals.extract.words import grammar


def pieces(
    lens: Lens,
    clauses: Sequence[Clause],
    voices: Sequence[Voice],
    times: Sequence[Timing],
    losses: Callable[[], Sequence[Loss]],
) -> list[Piece]:
    """The pieces of one sentence, in order; `losses` is asked for the sentence's losses where it tells something."""
    made: dict[int, Piece] = {}
    extra: list[Piece] = []
    for i, clause in enumerate(clauses):
        for found in find(lens, clause):
            piece = _made(lens, clause, found, voices[i], made, clauses)
            if piece is not None and i in made:
                extra.append(made[i])
            if piece is not None:
                made[i] = piece
    accusations(clauses, made)
    backers(lens, clauses, made)
    riders(lens, clauses, made)
    means(lens, clauses, made)
    twice_told(made, extra)
    watched(made)
    two_steps(made)
    attempts(lens, made)
    failures(made)
    doers(lens, clauses, made)
    lying_at(lens, clauses, made)
    led_on(lens, clauses, made)
    taken_up(lens, clauses, made)
    undone(lens, clauses, made)
    found_pieces = list({id(p): p for p in (*extra, *made.values())}.values())
    timed(lens, clauses, made, times)
    if made:
        _tolled(lens, clauses, made, losses())
        _uncounted(lens, found_pieces)
    return [p for p in found_pieces if p.type != "casualties" or p.losses or p.by]


def _made(
    lens: Lens, clause: Clause, found: Finding, voice: Voice, made: dict[int, Piece], clauses: Sequence[Clause]
) -> Piece | None:
    """The piece of one finding: a new one, or the one that the clause only goes on with."""
    host = _host(clause, found, made, clauses)
    if host is not None:
        host.absorbed.append(clause)
        if host.type == "casualties" and met_in(found):
            _renamed(lens, found, host)
        host.negated = host.negated or (found.negated and clause.passive and clause.how == "shared")
        same = found.event is not None and found.event is host.clause.object
        if (host.of_whole or same) and clause.how in ("reduced", "relative"):
            _complete(lens, found, host)
        if clause.how == "shared" and clause.passive and host.clause.passive and not host.by:
            host.by = tuple(parties(lens, found).by)
        return host
    if found.type == "deployment" and clause.how in ("reduced", "participle") and clause.passive:
        return _located(lens, clause, found, made, clauses)
    used = clause.how == "control" and clause.above is not None and clause.above.lemma == "use"
    state = "open" if used and found.type not in VIOLENT else reality(clause)
    if state == "open" and _aimed(lens, clause, found, made, clauses):
        return None
    if state == "open" or standing(found) or _aside(clause, found):
        return None
    return _piece(lens, found, voice, state)


def _aside(clause: Clause, found: Finding) -> bool:
    """Whether a participle only describes: "the towns, now besieged, would face hunger", "while marching"."""
    if clause.phrases or clause.how not in ("reduced", "participle"):
        return False
    behind = clause.subject is not None and clause.subject.first < clause.group.first
    described = clause.passive and (clause.how == "reduced" or (found.type == "siege" and behind))
    return described or (clause.link in ("while", "when") and clause.object is None and not clause.passive)


_AIMS = frozenset(("territory_gained", "attack", "siege", "withdrawal", "detention", "advance", "siege_lifted"))


def _aimed(
    lens: Lens, clause: Clause, found: Finding, made: dict[int, Piece], clauses: Sequence[Clause]
) -> Piece | None:
    """The piece that an infinitive gives the aim or terms of, stretched over it: "launched an attack to take Alpha"."""
    above = index(clauses, clause.above)
    host = made.get(above) if above is not None else None
    if host is None or clause.how != "control" or found.type not in _AIMS:
        return None
    host.absorbed.append(clause)
    who = parties(lens, found)
    host.against = host.against or tuple(m for m in who.against if m.rule != "pronoun")
    aimed = [m for m in places(lens, found, who) if m.name not in {p.name for p in host.places}]
    host.places = (*host.places, *aimed)
    return host


def _renamed(lens: Lens, found: Finding, host: Piece) -> None:
    """Victims counted before the act is named: "two were killed and five wounded in an airstrike on the camp"."""
    who = parties(lens, found)
    host.type, host.rule, host.by = found.type, found.rule, tuple(who.by)
    host.against = tuple(who.against)
    host.places = (*host.places, *places(lens, found, who))


def _complete(lens: Lens, found: Finding, host: Piece) -> None:
    """Add to the sentence that defines an episode what a participle tells of it: "was a siege laid by A upon B"."""
    who = parties(lens, found)
    host.by, host.against = host.by or tuple(who.by), host.against or tuple(who.against)
    named = {p.name for p in host.places}
    host.places = (*host.places, *(p for p in places(lens, found, who) if p.name not in named))


def _located(
    lens: Lens, clause: Clause, found: Finding, made: dict[int, Piece], clauses: Sequence[Clause]
) -> Piece | None:
    """The piece whose target a participle only places: "attacked fighters stationed on the hill"."""
    host = made.get(index(clauses, clause.above) or 0) if clause.above is not None else None
    if host is not None and clause.subject is not None and host.clause.object is clause.subject:
        host.absorbed.append(clause)
        host.places = (*host.places, *places(lens, found, parties(lens, found)))
        return host
    return None


def _host(clause: Clause, found: Finding, made: dict[int, Piece], clauses: Sequence[Clause]) -> Piece | None:
    """The piece that a clause only goes on with: a result ("killing two") or a second verb of the same act."""
    above = index(clauses, clause.above)
    host = made.get(above) if above is not None else None
    if host is None and clause.how == "participle" and clause.lemma in WRECKING | HITTING:
        host = next((made[i] for i in sorted(made, reverse=True) if clauses[i].above is clause.above), None)
        host = host if host is not None and host.type in VIOLENT and host.clause.how == "control" else None
    if host is None and clause.how == "participle" and clause.lemma in KILLING:
        host = next((made[i] for i in sorted(made, reverse=True)), None)
    if found.event is not None and clause.how in ("shared", "own") and (same := _same_event(found, made)):
        return same
    last = made.get((index(clauses, clause) or 0) - 1)
    if last is not None and last.type == "casualties" and clause.link == "and" and _counted(clause, found):
        return last
    if host is not None and host.type == "detention" and found.type == "deployment" and clause.how == "shared":
        return host if clause.passive and host.clause.passive else None  # "were detained and sent to the capital"
    row = clause.how == "shared" and clause.passive and found.type == "detention"
    if last is not None and last.type == "casualties" and last.clause.passive and row:
        return last  # "were killed, captured or wounded"
    if last is not None and last.type == "casualties" and clause.link == "and" and met_in(found):
        return last
    if host is None:
        return _twin(clause, found, made, clauses)
    if found.event is not None and found.event is host.clause.object:
        again = clause.how in ("reduced", "relative") and found.type == host.type and host.rule.startswith("noun:")
        if host.of_whole or again:
            return host
    if found.type == host.type and clause.how == "reduced" and host.of_whole and clause.subject is host.clause.object:
        return host
    if clause.link == "by" and clause.how == "participle" and host.rule.startswith("noun:") and found.type in VIOLENT:
        host.type = found.type if host.type in ("clash", "attack") else host.type
        return host
    if host.type == "advance" and clause.link == "in" and clause.how == "participle":
        return host
    result = found.type == "casualties" or clause.lemma in KILLING | {"cause", "inflict"}
    result = result or (found.type == "destruction" and clause.lemma in _RESULTING and host.type in VIOLENT)
    result = result or (clause.lemma in HITTING and host.type in ("shelling", "airstrike", "explosion"))
    result = result or (clause.lemma in WRECKING and (host.type in VIOLENT or clause.link == ""))
    if result and (
        clause.how in ("participle", "reduced")
        or (clause.how == "shared" and clause.lemma in KILLING | {"do"} and host.type in _ACTS)
    ):
        return host
    if found.type == host.type == "casualties" and clause.link in ("and", ""):
        return host
    again = clause.how == "shared" and found.type == host.type and host.type in _ACTS | _DONE_ONCE
    if again and (clause.object is None or host.clause.shared_object):
        return host
    if found.type == host.type and (clause.how == "participle" or clause.link == "with") and clause.object is None:
        return host
    return None


def _same_event(found: Finding, made: dict[int, Piece]) -> Piece | None:
    """The piece of the event that a further verb has for its subject: "a strike hit a unit and destroyed a bridge"."""
    subject = found.clause.subject
    pieces = (p for p in made.values() if p.clause.subject is subject and p.rule.startswith("noun:"))
    return next((p for p in pieces if p.type == found.type), None) if found.event is subject else None


def _counted(clause: Clause, found: Finding) -> bool:
    """Whether a bare figure goes on counting victims: "40 soldiers were killed and ten were captured"."""
    bare = clause.subject is not None and clause.subject.last - clause.subject.first == 1
    return (
        bare
        and clause.passive
        and clause.lemma in ("capture", "take")
        and found.type in ("territory_gained", "detention")
    )


def _twin(clause: Clause, found: Finding, made: dict[int, Piece], clauses: Sequence[Clause]) -> Piece | None:
    """The piece of the infinitive before, where the next is a second word for one act: "to break out and flee"."""
    at = index(clauses, clause) or 0
    twin = made.get(at - 1)
    if twin is None or clause.how != "control" or clause.object is not None or clauses[at - 1].how != "control":
        return None
    return twin if twin.type == found.type and twin.clause.subject is clause.subject else None


HITTING = frozenset(("hit", "strike"))
_RESULTING = frozenset(("result", "leave", "lead", "do", "set"))
_DONE_ONCE = frozenset(("destruction", "siege", "territory_gained", "detention"))
_ACTS = frozenset(("attack", "shelling", "airstrike", "explosion", "violence_against_civilians", "clash", "casualties"))


def _piece(lens: Lens, found: Finding, voice: Voice, state: str) -> Piece:
    who = parties(lens, found)
    if _kind(found, state) == "negotiation" and found.type == "detention":
        who.by, who.against = who.against, who.by
    who.by = _speaking(who.by, voice)
    where = places(lens, found, who)
    kind = _kind(found, state)
    return Piece(
        kind,
        found.rule,
        _extent(lens, found),
        lens.span(found.trigger, found.trigger + 1),
        voice,
        found.clause,
        negated=found.negated ^ (state == "failed") ^ voice.denies,
        of_whole=_defines(lens, found),
        by=tuple(who.by),
        against=tuple(who.against),
        mediator=tuple(who.mediator),
        places=where,
    )


def _kind(found: Finding, state: str) -> str:
    """The type of a finding: who tries to take a place attacks, who refuses to surrender refuses an offer."""
    if state == "tried" and found.type in _WHEN_TRIED:
        return _WHEN_TRIED[found.type]
    above = found.clause.above
    refused = state == "failed" and above is not None and above.lemma in ("refuse", "decline")
    return "negotiation" if refused and found.clause.lemma in ("surrender", "capitulate") else found.type


_WHEN_TRIED = {"territory_gained": "attack", "siege_lifted": "attack", "siege": "advance"}


def _one_person(noun: str) -> bool:
    """Whether a claimant's last word is no body's that could act: "activist", "observer"."""
    kind = kind_of(noun)
    return kind in ("leader", "civilian") or (noun.islower() and kind not in ("force", "state"))


def _speaking(by: list[Mention], voice: Voice) -> list[Mention]:
    """A pronoun in what somebody says of themselves is the speaker: "the group said it had taken the town"."""
    if (
        len(by) == 1
        and by[0].rule == "pronoun"
        and by[0].name.casefold() in ("it", "they", "we")
        and len(voice.names) == 1
    ):
        name = voice.names[0]
        if by[0].name.casefold() == "it" and _one_person(name.name.split()[-1]):
            return by  # "an observer said it had taken the town"
        return [Mention(name.name, name.span, f"pronoun {by[0].name}, the speaker")]
    return by


def _defines(lens: Lens, found: Finding) -> bool:
    """Whether a sentence defines its subject: "The Battle of X was a battle between A and B"."""
    clause = found.clause
    return (
        clause.lemma == "be"
        and clause.object is not None
        and found.event is clause.object
        and clause.subject is not None
    )


def _extent(lens: Lens, found: Finding) -> Span:
    """From the subject (where it is the clause's own) or the verb to the last phrase that hangs on it."""
    clause = found.clause
    first, last = clause.group.first, clause.last
    phrases: list[Phrase] = [p for _, p in clause.phrases] + ([clause.object] if clause.object else [])
    governor = clause
    while governor.how == "control" and governor.above is not None:
        governor = governor.above
        if governor.how in ("own", "control") or governor.subject is clause.subject:
            first = min(first, governor.group.first)
        if governor.lemma in _FORCING:
            first = min(first, governor.group.first)
    if governor is not clause and governor.subject and governor.how == "own" and first - governor.subject.end < 3:
        first = min(first, governor.subject.first)
    if (
        clause.subject
        and clause.how in ("own", "reduced", "relative")
        and clause.group.first - clause.subject.first < 25
    ):
        phrases.append(clause.subject)
    phrases += [p for _, p in clause.fronted]
    if clause.how == "own":
        first = min([first, *(p.first for p in phrases)])
    elif clause.subject and clause.how in ("reduced", "relative"):
        first = min(first, clause.subject.first)
    elif first and lens.words[first - 1].tag == "A":
        first -= 1
    return lens.span(first, max([last, *(p.end for p in phrases if p.first >= clause.group.first)]))


_FORCING = grammar("forcing")


def _tolled(lens: Lens, clauses: Sequence[Clause], made: dict[int, Piece], losses: Sequence[Loss]) -> None:
    """Give every loss to the claim whose clause it stands in."""
    for loss in losses:
        if loss.span is None:
            continue
        piece = _holder(lens, clauses, made, loss.span)
        if piece is not None:
            piece.losses.append(loss)
            piece.span = stretched(piece.span, [loss.span])


def _uncounted(lens: Lens, found: Sequence[Piece]) -> None:
    """Give claims of casualties in which nothing was counted what their grammar tells of the victims.

    Where the act is told beside them, they are its losses: "the mayor died after gunmen had shot him".
    """
    for piece in found:
        if piece.type != "casualties" or piece.losses or piece.negated:
            continue
        told = among(lens, piece.clause) or fallen(lens, piece.clause)
        act = next((p for p in found if p.type in VIOLENT and p.clause.link in ("after", "when")), None)
        if act is None:
            piece.losses.extend(told)
        elif told and not act.losses:
            act.losses.extend(told)
            act.span = stretched(act.span, [piece.span])


def _holder(lens: Lens, clauses: Sequence[Clause], made: dict[int, Piece], span: Span) -> Piece | None:
    """The claim that a span belongs to: its clause's, or the nearest before it, or the next."""
    best = None
    for i, clause in enumerate(clauses):
        if start(lens, clause) <= span.end and i in made:
            best = made[i]
            if lens.words[clause.last - 1].end >= span.end:
                break
    return best or next(iter(made.values()), None)
