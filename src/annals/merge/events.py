"""Events from claims: which claims tell one occurrence, and why; the rest are events of one claim each.

Claims are made comparable (`telling`), each is compared with the events it could tell (`candidates`), facet by facet
(`what`, `when`, `where`, `who`, `toll`; `told`: where in the account), the facets are weighed (`scales`, `weights`),
and it joins the event with which it agrees best (`gathering`). What people judged comes first: `different` keeps claims
apart whatever they say, `same` puts the events of two claims together whatever speaks against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annals.base.event import Event, event_id
from annals.base.judgement import Judgement
from annals.keep.kept import KeptClaim
from annals.merge.about import Account
from annals.merge.event import made, place_in_time
from annals.merge.gathering import Gatherer, place
from annals.merge.identities import Identities
from annals.merge.judged import Judged
from annals.merge.scales import Scales, Weighed
from annals.merge.telling import Reader, Telling


class Accord:
    """The events of a record, with all that is needed to explain them.

    `accounts` says of each document (id) what its account is about, and where its sections start.
    """

    def __init__(
        self,
        claims: Iterable[KeptClaim],
        identities: Identities | None = None,
        judgements: Iterable[Judgement] = (),
        accounts: Mapping[str, Account] | None = None,
    ) -> None:
        once = list({kept.id: kept for kept in sorted(claims, key=_order, reverse=True)}.values())[::-1]
        reader = Reader(once, identities or Identities(), accounts or {})
        self.tellings = {kept.id: reader.telling(kept) for kept in once}
        self.scales = Scales(reader.camps)
        self.judged = Judged(judgements)
        gathered = Gatherer(self.scales, self.judged.apart).gather(self.tellings.values())
        groups = self._joined([sorted(each.members, key=place) for each in gathered])
        self.events = [
            made(event_id(each.kept.id for each in group), group, self.scales, judged)
            for group, judged in sorted(groups, key=lambda pair: place_in_time(pair[0]))
        ]

    def _joined(self, groups: list[list[Telling]]) -> list[tuple[list[Telling], tuple[str, ...]]]:
        """Groups put together where people said that a claim of one and a claim of the other are the same.

        A group that holds a claim judged different from one of the other stays out of it all the same.
        """
        number = {each.kept.id: n for n, group in enumerate(groups) for each in group}
        judged: dict[int, set[str]] = {}
        for claims in sorted(
            {tuple(sorted(c for c in several if c in number)) for several in self.judged.together.values()}
        ):
            root = number[claims[0]] if claims else 0
            for claim in claims[1:]:
                other = number[claim]
                if other != root:
                    groups[root] += groups[other]
                    number.update({each.kept.id: root for each in groups[other]})
                    groups[other] = []
                    judged.setdefault(root, set()).update(judged.pop(other, ()), claims)
        return [(sorted(g, key=place), tuple(sorted(judged.get(n, ())))) for n, g in enumerate(groups) if g]

    def weighed(self, left: str, right: str) -> Weighed:
        """Two claims (ids) on the scales."""
        return self.scales.weigh(self.tellings[left], self.tellings[right])


def events(
    claims: Iterable[KeptClaim],
    identities: Identities | None = None,
    judgements: Iterable[Judgement] = (),
    accounts: Mapping[str, Account] | None = None,
) -> list[Event]:
    """The events that the claims tell, in order of time; the same for the same claims in whatever order they come.

    A claim that stands twice (one account under two names) counts once. `accounts` says what each account (document
    id) is about; without it only the claims themselves are compared.
    """
    return Accord(claims, identities, judgements, accounts).events


def _order(kept: KeptClaim) -> tuple[str, str, int, int, str]:
    return (kept.name, kept.document, kept.claim.span.start, kept.claim.span.end, kept.id)
