"""Disagreements: every facet of an event or episode that is told in more than one way, with all who tell it.

Nothing is chosen here. A disagreement lists its versions in an order that says nothing of their worth (figures and days
from the lowest, the rest as the accounts come), and says how they stand to each other; figures for display are made by
a rule that is named beside them (`annals.merge.display`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import msgspec

from annals.base.event import Event
from annals.base.rival import FACETS, Disagreement, Telling, Version
from annals.ground.actors import Sides
from annals.keep.kept import KeptClaim
from annals.merge.causes import totalled
from annals.merge.history import History
from annals.merge.rival_boxes import Episodes, in_boxes, one_episode, toll_found
from annals.merge.rival_facets import Found, Scene, facets
from annals.merge.rival_groups import group
from annals.merge.rival_tolls import Entry, Toll, elliptic, tolls, whose
from annals.merge.tellers import Tellers


def rivals(history: History) -> list[Disagreement]:
    """All disagreements of a record: of its events in the order of time, then of its episodes."""
    tellers = Tellers(history)
    found = [each for event in history.events for each in of_event(tellers, event)]
    return found + [each for one in one_episode(tellers) for each in of_episode(tellers, one)]


def of_event(tellers: Tellers, event: Event) -> Iterator[Disagreement]:
    """What the claims of one event tell in more than one way, in the order of the facets."""
    claims = [tellers.history.by_id[id] for id in event.claims]
    if len(claims) < 2:
        return
    sides = tellers.seen_in((kept.document for kept in claims), event.date)

    def tell(kept: KeptClaim, words: str) -> Telling:
        return tellers.of_claim(kept, words, sides)

    around = tellers.around(kept.document for kept in claims)
    scene = Scene(tuple(claims), tellers.history.identities, sides, tell, around)
    told = [found for found in (*facets(scene), *_tolls(tellers, claims, sides)) if contested(found)]
    for each in sorted(told, key=lambda found: FACETS.index(found.facet)):
        yield _disagreement(each, event=event.id, date=event.date, places=event.places)


def contested(found: Found) -> bool:
    """Whether several voices stand behind the versions, or one contradicts itself in its figures: who names a month in
    the lead and its day in the body only says more exactly what it said, and who tells of two days or places tells two
    things."""
    voices = [{(telling.document, telling.voice) for telling in version.tellings} for version in found.versions]
    several = any(own != voices[0] or len(own) > 1 for own in voices)
    return several or (found.relation == "apart" and found.facet == "toll")


def of_episode(tellers: Tellers, one: Episodes) -> Iterator[Disagreement]:
    """What the infoboxes of one episode state in more than one way."""
    episode = tellers.episodes[one.boxes[0]]
    document = tellers.history.documents[one.boxes[0][0]].document
    title = episode.title or document.title or document.name
    date = f"{episode.start}/{episode.end}" if episode.start and episode.end else episode.start
    for each in sorted(in_boxes(tellers, one), key=lambda found: FACETS.index(found.facet)):
        yield _disagreement(each, episode=title, date=date, places=episode.places)


def tolls_of(tellers: Tellers, event: Event, *, parts: bool = True) -> list[Toll]:
    """All tolls that the claims of an event tell, those without rivals too, by kind and group; `parts`: also what is
    part of another figure of its claim."""
    claims = [tellers.history.by_id[id] for id in event.claims]
    sides = tellers.seen_in((kept.document for kept in claims), event.date)
    entries = _entries(tellers, claims, sides)
    return list(tolls(entries if parts else [[e for e in several if not e.loss.part] for several in entries]))


def _tolls(tellers: Tellers, claims: Sequence[KeptClaim], sides: Sides | None) -> Iterator[Found]:
    entries = _entries(tellers, claims, sides)
    for toll in tolls(entries):
        if sum(not version.vague for version in toll.versions) > 1:
            yield toll_found(toll)
    for toll in whose(entries):
        same = len({(version.min, version.max) for version in toll.versions}) == 1
        why = ("as many are counted, but of others: one loss told of two, or two losses of which each tells one",)
        yield Found("toll", f"{toll.like[0]}, of whom", "apart" if same else "unclear", toll.versions, why=why)


def _entries(tellers: Tellers, claims: Sequence[KeptClaim], sides: Sides | None) -> list[list[Entry]]:
    """The figures of each claim that says that it happened."""
    return [
        elliptic(_of_claim(tellers, kept, sides)) for kept in claims if kept.claim.losses and not kept.claim.negated
    ]


def _of_claim(tellers: Tellers, kept: KeptClaim, sides: Sides | None) -> list[Entry]:
    document = tellers.history.documents[kept.document].document
    made = []
    for told in kept.claim.losses:
        total = told.scope == "event" and totalled(kept.claim.quote)
        loss = msgspec.structs.replace(told, scope="day") if total else told
        words = document[loss.span] if loss.span else kept.claim.quote
        whom = group(loss, kept.document, tellers.history.identities, sides)
        made.append(Entry(loss, whom, tellers.of_claim(kept, words, sides)))
    return made


def _disagreement(
    found: Found, *, event: str | None = None, episode: str | None = None, date: str | None, places: tuple[str, ...]
) -> Disagreement:
    return Disagreement(
        id=_id(found.facet, found.subject, found.versions),
        facet=found.facet,
        subject=found.subject,
        relation=found.relation,
        versions=found.versions,
        event=event,
        episode=episode,
        date=date,
        places=places,
        shared=found.shared,
        distance=found.distance,
        why=found.why,
    )


def _id(facet: str, subject: str, versions: Sequence[Version]) -> str:
    """A hash of what is disagreed on and of the claims that disagree, 16 hex digits."""
    claims = sorted({telling.claim for version in versions for telling in version.tellings})
    return hashlib.sha256(msgspec.json.encode(["rivals", facet, subject, *claims])).hexdigest()[:16]
