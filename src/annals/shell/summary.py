"""What one account says, for a person to read: the episode, its sides and losses, and how much was claimed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from annals.base.claim import Claim
from annals.base.document import Document
from annals.base.episode import Episode, Side
from annals.base.reading import Reading
from annals.base.toll import Loss
from annals.base.what import SYMMETRIC
from annals.shell import wording
from annals.shell.terminal import safe, style, table, width, wrapped

LABEL = 10
MOST_CLAIMS = 12
"""Claims that are listed of an account without an episode."""


def lines(reading: Reading) -> Iterator[str]:
    """The summary of a reading, line by line, without what the account does not say."""
    document = reading.document
    title = (reading.episode.title if reading.episode else None) or document.title or document.name
    yield style(safe(title), "bold")
    yield from _labelled("from", _origin(document))
    for episode in reading.episodes:
        yield from _episode(episode)
    yield from _labelled("claims", _claims(reading))
    if not reading.episodes:
        yield from _told(reading)
    if reading.gaps:
        yield from _labelled("gaps", f"{len(reading.gaps)} (words seen and not understood)")


def _labelled(label: str, words: str) -> Iterator[str]:
    first = f"  {label:<{LABEL}}"
    return wrapped(safe(words), width(), first=first, rest=" " * len(first))


def _origin(document: Document) -> str:
    source = document.source
    known = [document.name, document.format, source.publisher, source.date, source.url]
    return ", ".join(part for part in known if part)


def _episode(episode: Episode) -> Iterator[str]:
    yield from _labelled("dates", wording.dates(episode.start, episode.end))
    for label, values in (("places", episode.places), ("part of", episode.part_of)):
        if values:
            yield from _labelled(label, ", ".join(values))
    if episode.result:
        yield from _labelled("result", "; ".join((episode.result, *episode.outcomes)))
    for number, side in enumerate(episode.sides, start=1):
        yield from _labelled(f"side {number}", _side(side))
    yield from _losses(episode.losses)


def _side(side: Side) -> str:
    parts = (side.belligerents, side.units, side.commanders, side.strength)
    return "; ".join(", ".join(part) for part in parts if part) or wording.UNKNOWN


def _losses(losses: tuple[Loss, ...]) -> Iterator[str]:
    rows = [_loss(loss) for loss in losses]
    for number, row in enumerate(table(rows)):
        label = "losses" if number == 0 else ""
        yield f"  {label:<{LABEL}}{row}"


def _loss(loss: Loss) -> tuple[str, str, str, str]:
    claimant = f"per {loss.attributed_to}" if loss.attributed_to else None
    counted = wording.COUNTED.strip() if loss.part else None
    more = ", ".join(part for part in (loss.who, claimant, counted) if part)
    return wording.side(loss.side), loss.kind, wording.count(loss), safe(more)


def _told(reading: Reading) -> Iterator[str]:
    """The claims of an account without an episode, which is mostly short."""
    for claim in reading.claims[:MOST_CLAIMS]:
        parties = wording.parties(claim.by, claim.against, symmetric=claim.type in SYMMETRIC)
        places = ", ".join(place.name for place in claim.places)
        what = claim.type.replace("_", " ") + (", not so" if claim.negated else "")
        about = [what, parties, places, wording.tolls(claim.losses), _voice(claim)]
        date = claim.when.edtf if claim.when else "no date"
        yield from _labelled("", f"{date}: " + " · ".join(part for part in about if part))
    if len(reading.claims) > MOST_CLAIMS:
        yield from _labelled("", f"and {len(reading.claims) - MOST_CLAIMS} more")


def _voice(claim: Claim) -> str:
    return f"{claim.certainty} by {wording.names(claim.attributed_to)}" if claim.attributed_to else ""


def _claims(reading: Reading) -> str:
    if not reading.claims:
        foreign = next((gap.why for gap in reading.gaps if gap.code == "other-language"), None)
        return f"none: {foreign}" if foreign else "none found in the prose"
    kinds = Counter(claim.type.replace("_", " ") for claim in reading.claims)
    ranked = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    return f"{len(reading.claims)} in the prose: " + ", ".join(f"{number} {kind}" for kind, number in ranked)
