"""The measures of claims: found, typed, and, of those typed alike, their dates, names, losses and voice."""

from __future__ import annotations

from collections.abc import Sequence

from annals.score.align import Pair, Place, aligned, places
from annals.score.episode import Scored
from annals.score.finds import Finds, matched, names, verdict
from annals.score.gold import Coded, listed
from annals.score.losses import Figure, figures

EITHER_ORDER = frozenset({"clash", "negotiation", "agreement", "displacement"})
"""Types whose parties are compared without asking which of them acts."""
WIDEST = 800
"""Letters and digits of the widest quote that may still carry a loss."""
NEAR = 200
"""How far, in letters and digits, a loss may stand from where the gold has it."""
_SHOWN = 110


def scored(gold: Sequence[Coded], got: Sequence[Coded], text: str) -> Scored:
    """Every measure of the claims of one document, whose squashed body is `text`."""
    gold_at, got_at = places(text, gold), places(text, got)
    found = aligned(gold, got, gold_at, got_at, typed=False)
    typed = aligned(gold, got, gold_at, got_at, typed=True)
    yield "claims.found", _paired(found, gold, got), []
    yield "claims.typed", _paired(typed, gold, got), _unpaired(typed, gold, got)
    whole = []
    for i, j in typed:
        yield from _fields(gold[i], got[j])
        if _whole(gold[i], got[j]):
            whole.append((i, j))
    yield "claims.whole", _paired(whole, gold, got), []
    yield from _losses(_told(gold, gold_at), _told(got, got_at))


def _paired(pairs: Sequence[Pair], gold: Sequence[Coded], got: Sequence[Coded]) -> Finds:
    return Finds(len(pairs), len(got) - len(pairs), len(gold) - len(pairs))


def _unpaired(pairs: Sequence[Pair], gold: Sequence[Coded], got: Sequence[Coded]) -> list[str]:
    left, right = {i for i, _ in pairs}, {j for _, j in pairs}
    missed = [f"claim missed: {_shown(claim)}" for i, claim in enumerate(gold) if i not in left]
    return missed + [f"claim not in gold: {_shown(claim)}" for j, claim in enumerate(got) if j not in right]


def _shown(claim: Coded) -> str:
    return f"{claim.get('type')}: {(claim.get('quote') or '')[:_SHOWN]!r}"


def _fields(gold: Coded, got: Coded) -> Scored:
    about = repr((got.get("quote") or "")[:_SHOWN])
    right = gold.get("date") == got.get("date")
    wrong = [] if right else [f"date: gold {gold.get('date')!r}, got {got.get('date')!r}: {about}"]
    yield "claims.date", verdict(right), wrong
    for key in ("places", "attributed_to"):
        yield f"claims.{key}", names(listed(gold.get(key)), listed(got.get(key))), []
    yield "claims.certainty", verdict(gold.get("certainty") == got.get("certainty")), []
    yield "claims.negated", verdict(bool(gold.get("negated")) == bool(got.get("negated"))), []
    actors = _actors(gold, got)
    wrong = [f"actors: gold {_parties(gold)}, got {_parties(got)}: {about}"] if actors.extra or actors.missed else []
    yield "claims.actors", actors, wrong


def _parties(claim: Coded) -> str:
    return f"{listed(claim.get('by'))} -> {listed(claim.get('against'))}"


def _actors(gold: Coded, got: Coded) -> Finds:
    by, against = listed(gold.get("by")), listed(gold.get("against"))
    doing, done_to = listed(got.get("by")), listed(got.get("against"))
    if gold["type"] in EITHER_ORDER:
        return names(by + against, doing + done_to)
    return names(by, doing) + names(against, done_to)


def _whole(gold: Coded, got: Coded) -> bool:
    """Whether date and losses are right, and the actors at least half."""
    same_losses = sorted(figures(gold.get("losses")), key=str) == sorted(figures(got.get("losses")), key=str)
    return gold.get("date") == got.get("date") and same_losses and _actors(gold, got).row()["f1"] >= 0.5


Told = tuple[Figure, Place]


def _told(claims: Sequence[Coded], at: Sequence[Place]) -> list[Told]:
    return [(item, place) for claim, place in zip(claims, at, strict=True) for item in figures(claim.get("losses"))]


def _losses(gold: list[Told], got: list[Told]) -> Scored:
    """Losses count wherever they are told, whatever claim carries them."""
    finds, missed, extra = matched(gold, got, _same_loss)
    wrong = [f"loss missed: {item}" for item, _ in missed] + [f"loss not in gold: {item}" for item, _ in extra]
    yield "claims.losses", finds, wrong


def _same_loss(gold: Told, got: Told) -> bool:
    wanted, given = gold[1], got[1]
    if gold[0] != got[0] or wanted is None or given is None or given[1] - given[0] > WIDEST:
        return False
    return given[0] < wanted[1] + NEAR and wanted[0] < given[1] + NEAR
