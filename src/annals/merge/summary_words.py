"""How a summary words what claims and statements tell: fixed forms, in which only the values change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annals.base.claim import Claim
from annals.base.event import Event
from annals.base.mention import Mention
from annals.base.truce import Life
from annals.base.what import SYMMETRIC
from annals.codebook import table

MOST = 3
"""Names that are told one by one."""


def lasting(start: str | None, end: str | None) -> str:
    """The days of an episode: `2031-03-03 to 2031-03-06`, `from 2031-03-03 on`."""
    if start == end or end is None:
        return f"{start}" if start == end else f"from {start}, no end known"
    if end == "..":
        return f"from {start}, no end told"
    return f"{start} to {end}" if start else f"until {end}"


def deed(type: str, by: Sequence[str], against: Sequence[str], places: Sequence[str], *, negated: bool = False) -> str:
    """What happened: `attack by A on B (Orr)`, `clash between A and B`."""
    words = table("tree")["events"][type]
    parts = [("no " if negated else "") + words["noun"]]
    if type in SYMMETRIC and len(both := list(dict.fromkeys((*by, *against)))) > 1:
        parts.append(f"{words['by']} {listed(both)}")
    else:
        parts += [f"{words['by'] if type not in SYMMETRIC else 'with'} {listed(by)}"] if by else []
        parts += [f"{words['against']} {listed(against)}"] if against else []
    return " ".join(parts) + _at(places)


def happened(event: Event) -> str:
    """An event with its day: `2031-03-03: attack by A on B (Orr)`."""
    return f"{event.date}: {deed(event.type, event.by, event.against, event.places)}"


def asserted(claim: Claim) -> str:
    """What one claim tells of an event that others tell in another way."""
    told = deed(claim.type, names(claim.by), names(claim.against), names(claim.places), negated=claim.negated)
    return f"{claim.when.edtf}: {told}" if claim.when else told


def life(life: Life) -> str:
    """A truce, deal or siege from its beginning to what is last told of it."""
    parties = listed((*life.by, *life.against)) if life.kind in ("truce", "deal") else listed(life.by)
    words = [life.kind, f"between {parties}" if life.kind in ("truce", "deal") and parties else f"by {parties}"]
    words += [f"against {listed(life.against)}"] if life.against and life.kind not in ("truce", "deal") else []
    whole = " ".join(words if parties else [life.kind, *words[2:]])
    whole += _at(life.places)
    for label, versions in (("declared", life.declared), ("from", life.begins), ("until", life.ends)):
        if versions:
            whole += f", {label} {' or '.join(dict.fromkeys(each.date for each in versions))}"
    return f"{whole}, last told: {life.outcome}" if life.outcome else whole


def names(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Names as written, each once."""
    return tuple(dict.fromkeys(mention.name for mention in mentions))


def listed(words: Iterable[str]) -> str:
    """`A`, `A and B`, `A, B and C`, each once, and no more than a few."""
    named = list(dict.fromkeys(words))
    *most, last = _few(named) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def _at(places: Iterable[str]) -> str:
    named = list(dict.fromkeys(places))
    return f" ({', '.join(_few(named))})" if named else ""


def _few(named: list[str]) -> list[str]:
    """The first few; how many more there are is said, and not who."""
    return named if len(named) <= MOST else [*named[:MOST], f"{len(named) - MOST} more"]
