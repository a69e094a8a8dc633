"""A claim as it is compared with others: its facets, with every name under its identity."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from annals.base.claim import Claim
from annals.base.mention import Mention
from annals.base.span import Span
from annals.base.toll import Loss
from annals.base.who import Party
from annals.codebook import table
from annals.ground.actor_kinds import common, is_one, kind_of, written
from annals.keep.kept import KeptClaim
from annals.merge import what, when, where, who
from annals.merge.about import Account
from annals.merge.causes import cause, held, totalled
from annals.merge.control_words import Touch, touches
from annals.merge.identities import Identities
from annals.merge.toll import Count

_RUNNING = frozenset(("day", "period", "cumulative", "whole_conflict"))
_OF = re.compile(r"^(?:[\w-]+ ){1,3}(?:of|from) (?:the )?(?=.)")


class Telling(NamedTuple):
    """A claim by its facets. `voices` are those whom the text names for it; `repeat`: "once more", "in return", or
    ("on") told as what came then."""

    kept: KeptClaim
    act: what.Act
    days: when.Days
    site: where.Site
    roles: who.Roles
    toll: tuple[Count, ...]
    voices: tuple[who.Actor, ...]
    repeat: str
    codes: tuple[int, ...]
    """A number for each facet, equal for equal ones: claims of equal codes say the same in other words."""
    sentence: int
    """Which of the sentences of its account that tell anything it stands in."""
    section: int
    deadly: bool
    """Whether it says that somebody died."""
    cause: str = ""
    """What a count of victims says that they died of, as `annals.merge.causes` words it."""


class Reader:
    """Makes tellings of claims: who and where by identity, and what the account as a whole is about."""

    def __init__(self, claims: Sequence[KeptClaim], identities: Identities, accounts: Mapping[str, Account]) -> None:
        self.identities = identities
        self._known = identities.by_id
        self.camps = who.Camps()
        self._accounts = accounts
        self._about = {document: self._places(document, one.places) for document, one in sorted(accounts.items())}
        self._sides: dict[tuple[str, int], dict[str, None]] = {}
        self._within: dict[str, dict[str, where.Place]] = {}
        self._kinds = {one.id: {kind for kind, _ in one.kinds} for one in identities.places}
        self._codes: dict[object, int] = {}
        self._actors_known: dict[tuple[str, str, str | None], who.Actor] = {}
        self._roots: dict[str, dict[str, who.Actor]] = {}
        self._nouns = _nouns(claims)
        self._sentences: dict[str, dict[Span, int]] = {}
        for kept in claims:
            self._learn(kept)
        for spans in self._sentences.values():
            spans.update({span: n for n, span in enumerate(sorted(spans))})

    def _learn(self, kept: KeptClaim) -> None:
        """Sides, fights, sentences and what lies in what, from one claim."""
        self._sentences.setdefault(kept.document, {})[kept.claim.sentence] = 0
        for party in kept.actors:
            actor = self._actor(kept.document, party.name, party.kind)
            if not actor.plain and party.kind not in ("civilians", "rebel group"):
                self._roots.setdefault(where.key(core(party.name)), {}).setdefault(actor.key, actor)
            if isinstance(party.side, int) and not actor.plain and party.role in ("by", "against"):
                self.camps.side(actor.key, kept.document, party.side)
                self._sides.setdefault((kept.document, party.side), {})[actor.key] = None
        around = self._about.get(kept.document, ())
        self._lies(kept, around)
        if kept.claim.type in what.kinds("armed") and not kept.claim.negated:
            self._fights(kept)

    def _lies(self, kept: KeptClaim, around: Sequence[where.Place]) -> None:
        """Which places of a claim lie in those that its account is about: quarters and buildings do, and what the words
        put there ("al-Wahda in southern Qamishli"); a town that the account tells of beside them does not."""
        about = {one.key: one for one in around}
        for mention in kept.claim.places if around else ():
            place = self.identities.place(kept.document, mention.name)
            if place in about:
                continue
            if where.part(mention.name) or "quarter" in self._kinds.get(place, ()):
                self._within.setdefault(place, {}).update(
                    {k: one for k, one in about.items() if where.is_town(one.name)}
                )
            else:
                inside = (self.identities.place(kept.document, name) for name in _put_in(kept.claim, mention))
                self._within.setdefault(place, {}).update({key: about[key] for key in inside if key in about})

    def _fights(self, kept: KeptClaim) -> None:
        by, against = (self._named(kept, role) for role in ("by", "against"))
        for one in by:
            for other in against:
                if one.key != other.key:
                    self.camps.fight(one.key, other.key)

    def _named(self, kept: KeptClaim, role: str) -> list[who.Actor]:
        return [actor for actor in self._actors(kept, role, getattr(kept.claim, role)) if not actor.plain]

    def telling(self, kept: KeptClaim) -> Telling:
        """A claim by its facets."""
        claim = kept.claim
        lost = dict.fromkeys(loss.who for loss in claim.losses if loss.who)
        roles = who.Roles(
            claim.type,
            self._actors(kept, "by", claim.by),
            self._actors(kept, "against", claim.against) or self._held(kept),
            tuple(self._actor(kept.document, name) for name in lost),
        )
        period = totalled(claim.quote)
        told = (loss for loss in claim.losses if not loss.part and not loss.vague)
        counted = tuple(self._count(kept.document, loss, period) for loss in told)
        running = claim.type == "casualties" and (_open(claim) or (all(c.running for c in counted) and bool(counted)))
        act, days, site = what.Act(claim.type, claim.negated, running, held(claim)), when.days(claim), self._site(kept)
        voices = self._actors(kept, "attributed_to", claim.attributed_to)
        codes = tuple(map(self._code, (act, days, site, roles, counted, voices)))
        sentence = self._sentences[kept.document][claim.sentence]
        section = self._accounts.get(kept.document, Account()).section(claim.span.start)
        deadly = any(count.kind == "killed" for count in counted) or _says("death", claim.quote)
        repeat = _repeat(claim.quote) or _goes_on(self._accounts.get(kept.document, Account()).text, claim)
        of = cause(claim) if claim.type == "casualties" else ""
        return Telling(kept, act, days, site, roles, counted, voices, repeat, codes, sentence, section, deadly, of)

    def _code(self, facet: object) -> int:
        return self._codes.setdefault((type(facet), facet), len(self._codes))

    def _site(self, kept: KeptClaim) -> where.Site:
        exact = (placed for placed in kept.places_at if placed.where_prec == 1)  # all quarters of a town have its point
        points = {placed.ordinal: (placed.latitude, placed.longitude) for placed in exact}
        named = [
            where.Place(self.identities.place(kept.document, m.name), m.name, points.get(n))
            for n, m in enumerate(kept.claim.places)
            if where.is_name(m.name) and where.key(m.name)
        ]
        named += [where.Place(self.identities.place(kept.document, n), n) for m in named for n in where.implied(m.name)]
        named += [place for mention in kept.claim.places if (place := self._front(kept.document, mention.name))]
        plain = tuple(sorted({m.name for m in kept.claim.places if not where.is_name(m.name)}))
        within = {k: place for one in named[:1] for k, place in self._within.get(one.key, {}).items()}
        thing = where.thing(kept.claim.places[0].name) if kept.claim.places else ""
        taken, partly = self._taken(kept)
        return where.Site(
            tuple(named), plain, self._about.get(kept.document, ()), tuple(within.values()), thing or partly, taken
        )

    def _taken(self, kept: KeptClaim) -> tuple[tuple[str, ...], str]:
        """The named places that a claim is of, by identity: none that another one is only put into; and whether it is
        only of something in them."""
        if kept.claim.type not in what.kinds("taking"):
            return (), ""
        text = self._accounts.get(kept.document, Account()).text
        touched = touches(text, kept.claim) if text else [(mention, Touch("whole")) for mention in kept.claim.places]
        around = {name for mention in kept.claim.places for name in _put_in(kept.claim, mention)}
        names = [(m.name, touch.how) for m, touch in touched if where.is_name(m.name) and m.name not in around]
        whole = [name for name, how in names if how in ("whole", "from")]
        inside = [name for name, how in names if how not in ("whole", "from", "near", "toward")]
        keys = {self.identities.place(kept.document, name) for name in whole or inside}
        return tuple(sorted(keys)), "" if whole or not inside else where.PARTLY

    def _front(self, document: str, name: str) -> where.Place | None:
        """The place in the name of positions there: "Orr" in "the Orr front line"; nothing where it is an army's."""
        if not where.is_position(name):
            return None
        bare = name.rpartition(" ")[0].removesuffix(" front").removesuffix(" frontline")
        key = self.identities.place(document, bare)
        known = self._known.get(key)
        return where.Place(key, bare) if known is not None and known.what == "place" and not known.generic else None

    def _places(self, document: str, names: Iterable[str]) -> tuple[where.Place, ...]:
        return tuple(where.Place(self.identities.place(document, name), name) for name in names)

    def _actors(self, kept: KeptClaim, role: str, mentions: Sequence[Mention]) -> tuple[who.Actor, ...]:
        parties = {party.ordinal: party for party in kept.actors if party.role == role}
        return tuple(self._of(kept.document, mention.name, parties.get(n)) for n, mention in enumerate(mentions))

    def _of(self, document: str, name: str, party: Party | None) -> who.Actor:
        actor = self._actor(document, name, party.kind if party else None)
        if not actor.plain or party is None or not isinstance(party.side, int):
            return actor
        return actor._replace(meant=tuple(sorted(self._sides.get((document, party.side), ()))))

    def _actor(self, document: str, name: str, kind: str | None = None) -> who.Actor:
        asked = (document, name, kind)
        if asked not in self._actors_known:
            self._actors_known[asked] = self._understood(document, name, kind)
        return self._actors_known[asked]

    def _understood(self, document: str, name: str, kind: str | None) -> who.Actor:
        bare = core(name)
        known = self._known.get(self.identities.actor(document, name))
        plain = known.generic if known else is_plain(bare) or where.key(bare) in self._nouns
        key = where.key(bare) if plain else known.id if known else self.identities.actor(document, bare)
        sort = kind or kind_of(name).kind
        sort = kind_of(bare).kind if sort == "unknown" else sort
        return who.Actor(key, name, sort, plain, person="" if plain else person(name, sort))

    def _held(self, kept: KeptClaim) -> tuple[who.Actor, ...]:
        """Whose the positions are that a claim tells to be hit ("Guard positions"), where it names no other target."""
        names = [m.name.rpartition(" ")[0] for m in kept.claim.places if where.is_position(m.name)]
        owners = [self._owner(name) or self._actor(kept.document, name) for name in names if where.is_name(name)]
        return tuple(owners)

    def _owner(self, name: str) -> who.Actor | None:
        """The one actor of the record whose own such positions are: "Guard" leads to "Guard troops"."""
        found = self._roots.get(where.key(name), {})
        return next(iter(found.values())) if len(found) == 1 else None

    def _count(self, document: str, loss: Loss, running: bool) -> Count:
        victim = self._actor(document, loss.who) if loss.who else None
        return Count(loss.kind, loss.min, loss.max, victim, running or loss.scope in _RUNNING)


_IN = re.compile(r"(?:\s[\w-]+)?,?\s(?:in|within|inside)\s(?:the\s)?(?:[\w-]+\s){0,3}")


def _put_in(claim: Claim, mention: Mention) -> Iterator[str]:
    """The places in which the words of a claim put another: what stands after it and `in`."""
    for other in claim.places:
        if (
            mention.span is not None
            and other.span is not None
            and claim.span.start <= mention.span.end < other.span.start
        ):
            between = claim.quote[mention.span.end - claim.span.start : other.span.start - claim.span.start]
            if _IN.fullmatch(between):
                yield other.name


def _nouns(claims: Iterable[KeptClaim]) -> frozenset[str]:
    """Words that the record writes small somewhere: with a capital they only begin a sentence ("Raiders")."""
    named = (m.name for kept in claims for m in (*kept.claim.by, *kept.claim.against) if m.name.islower())
    return frozenset(map(where.key, named))


@lru_cache(maxsize=1 << 15)
def core(name: str) -> str:
    """Whose an actor is: "members of the Guard", "Guard fighters" and "16 Guard snipers" are the Guard."""
    name = _OF.sub("", name) if _common(name.split(" of ")[0].split(" from ")[0]) else name
    words = name.split()
    while len(words) > 1 and (words[0].isdigit() or (words[0].islower() and not _common(words[0]))):
        words = words[1:]
    while len(words) > 1 and words[-1].islower() and _common(words[-1]):
        words = words[:-1]
    bare = " ".join(words)
    return bare if any(c.isupper() for c in bare) else name


@lru_cache(maxsize=1 << 15)
def is_plain(name: str) -> bool:
    """Whether the words only say what somebody is ("rebels", "Civilians"), and name nobody."""
    return not any(c.isupper() for c in name) or _common(name)


def _common(words: str) -> bool:
    told = [word for word in written(words) if not word.isdigit()]
    return all(common(word) or is_one(word, "armed") for word in told)


@lru_cache(maxsize=1 << 15)
def person(name: str, kind: str) -> str:
    """The surname of one human being ("Pavel Orlo", "Orlo"); nothing where the name can be that of a body or group."""
    words = name.removeprefix("the ").split()
    if kind != "unknown" or len(words) > 4 or not all(word[:1].isupper() and word.isalpha() for word in words):
        return ""
    return where.key(words[-1]) if len(words[-1]) > 2 else ""


def _open(claim: Claim) -> bool:
    """Whether it is told of all days since one, or until one."""
    return claim.when is not None and (claim.when.edtf.endswith("/..") or claim.when.edtf.startswith("../"))


def _repeat(quote: str) -> str:
    """`again` where words say that it happened once more, `answer` that it was done in return; else nothing."""
    return next((sort for sort in ("answer", "again") if _says(sort, quote)), "")


def _goes_on(text: str, claim: Claim) -> str:
    """`again` where a sentence begins by telling of others ("Elsewhere", "Another ..."), `on` where it leads on to what
    came then or meanwhile, of which a count may still be one of those before."""
    head = text[claim.sentence.start : claim.sentence.start + 40].lstrip(' *-–"“')
    sorts = (("elsewhere", "again"), ("leads_on", "on"))
    return next((sort for words, sort in sorts if head and _first_words(words).match(head)), "")


@cache
def _first_words(sort: str) -> re.Pattern[str]:
    words = table("merging")["words"][sort].split("; ")
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def _says(sort: str, quote: str) -> bool:
    """Whether one of a sort of words stands in a quote; a capital is small at its beginning."""
    return bool(_repeats(sort).search(quote[:1].lower() + quote[1:]))


@cache
def _repeats(sort: str) -> re.Pattern[str]:
    words = table("merging")["words"][sort].split("; ")
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")


def handles(telling: Telling) -> Iterator[str]:
    """The named actors of a telling, by which candidates find each other."""
    roles = telling.roles
    for actor in (*roles.by, *roles.against, *roles.lost):
        if not actor.plain:
            yield actor.key
        if actor.person:
            yield actor.person
