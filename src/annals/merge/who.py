"""Whether two claims tell of the same parties in the same parts: who does it, and to whom."""

from __future__ import annotations

from annals.base.claim import Claim
from annals.base.mention import Mention
from annals.base.what import SYMMETRIC
from annals.merge.where import key

Parties = tuple[frozenset[str], frozenset[str]]


def parties(claim: Claim) -> Parties:
    """The names of those who act and of those acted upon; in a symmetric type all act, and nobody is acted upon."""
    by, against = _keys(claim.by), _keys(claim.against)
    return (by | against, frozenset()) if claim.type in SYMMETRIC else (by, against)


def same(left: Claim, right: Claim) -> str | None:
    """A sentence why the parties agree: both sides are named, and named alike; else `None`."""
    (by, against), other = parties(left), parties(right)
    if (by, against) != other or not by:
        return None
    if left.type in SYMMETRIC:
        return f"both name the parties {_names((*left.by, *left.against))}" if len(by) > 1 else None
    return f"both tell it of {_names(left.by)} against {_names(left.against)}" if against else None


def at_odds(left: Claim, right: Claim) -> bool:
    """Whether the parties exclude each other: another actor, another target, or the two the other way round."""
    (by, against), (other_by, other_against) = parties(left), parties(right)
    if left.type in SYMMETRIC:
        return bool(by and other_by) and not (by <= other_by or other_by <= by)
    return _apart(by, other_by) or _apart(against, other_against) or bool(by & other_against or against & other_by)


def _apart(left: frozenset[str], right: frozenset[str]) -> bool:
    return bool(left and right) and not left & right


def _keys(mentions: tuple[Mention, ...]) -> frozenset[str]:
    return frozenset(k for k in (key(m.name) for m in mentions) if k)


def _names(mentions: tuple[Mention, ...]) -> str:
    return ", ".join(m.name for m in mentions)
