"""Invented accounts of invented events, so that it is known which claims tell which event.

A war is made of events, each at its own place and day, about two a day however long the war is; accounts tell one or
two events that lie near each other in time, with the noise of real reports: places left out or spelt otherwise, parts
of the day left out, vaguer dates, other names of the actors, other tolls, and the agency turned round. The same seed
gives the same war.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from random import Random

import msgspec

from annals.base.claim import Claim, content_id
from annals.base.event import Event
from annals.base.mention import Mention
from annals.base.span import Span
from annals.base.toll import Loss
from annals.base.when import When
from annals.keep.kept import KeptClaim

TELLINGS = 10
"""Claims an event has on average."""
A_DAY = 2
"""Events a day."""
FIRST_DAY = date(1990, 1, 1)
TYPES = ("attack", "clash", "shelling", "airstrike", "explosion", "territory_gained", "detention", "withdrawal")
TWO_SIDED = frozenset({"attack", "clash"})
PARTS = (None, None, "morning", "evening")
_FIRST = ("Ar", "Bel", "Cor", "Dun", "Es", "Fal", "Gor", "Har", "Il", "Kel")
_LAST = ("dova", "mere", "nik", "ost", "pol", "rath", "sk", "tun", "vale", "zin")
_GROUPS = ("Front", "Brigade", "Movement", "Guard", "Column", "Battalion")


class Noise(msgspec.Struct, frozen=True):
    """How often a telling leaves its event, as shares of all tellings."""

    no_place: float = 0.08
    other_spelling: float = 0.15
    no_part: float = 0.5
    month_only: float = 0.04
    two_days: float = 0.05
    other_name: float = 0.3
    no_actor: float = 0.1
    other_toll: float = 0.25
    no_toll: float = 0.3
    turned: float = 0.1
    other_type: float = 0.15


QUIET = Noise(*(0.0 for _ in Noise.__struct_fields__))
"""Every telling says all of its event, and the same."""


class Happening(msgspec.Struct, frozen=True):
    """An event as it was, which only its tellings are given."""

    number: int
    type: str
    day: date
    part: str | None
    town: str
    by: str
    against: str
    killed: int


def town(number: int) -> str:
    """One of a thousand invented towns."""
    return f"{_FIRST[number % 10]}{_LAST[number // 10 % 10]}" + (_LAST[number // 100 % 10] if number >= 100 else "")


def group(number: int) -> str:
    """One of sixty invented armed groups."""
    return f"{town(number * 7 % 100)} {_GROUPS[number % 6]}"


def war(events: int, random: Random) -> list[Happening]:
    """So many events in order of time, no two at one place within three days."""
    busy: dict[str, date] = {}
    made = []
    for number in range(events):
        day = FIRST_DAY + timedelta(days=number // A_DAY)
        place = next(name for name in iter(lambda: town(random.randrange(60)), "") if _free(busy.get(name), day))
        busy[place] = day
        by, against = random.sample(range(8), 2)
        kind, part, killed = random.choice(TYPES), random.choice(PARTS), random.randrange(1, 40)
        made.append(Happening(number, kind, day, part, place, group(by), group(against), killed))
    return made


def _free(last: date | None, day: date) -> bool:
    return last is None or day - last > timedelta(days=3)


def chosen(events: Sequence[Happening], tellings: int, random: Random) -> Iterator[list[Happening]]:
    """What each account tells, one or two events near each other, until there are so many tellings."""
    while tellings > 0:
        first = random.randrange(max(1, len(events) - 1))
        near = range(first, min(first + 6, len(events)))
        taken = sorted(random.sample(near, min(tellings, len(near), random.choice((1, 2)))))
        tellings -= len(taken)
        yield [events[each] for each in taken]


def crowd(events: int, random: Random) -> list[Happening]:
    """So many events in one town within one week: nobody could tell them apart, but it must not take forever."""
    return [
        msgspec.structs.replace(each, town=town(1), day=FIRST_DAY + timedelta(days=each.number % 7))
        for each in war(events, random)
    ]


def claims(
    count: int, seed: int = 1, noise: Noise | None = None, *, crowded: bool = False
) -> tuple[list[KeptClaim], dict[str, int]]:
    """`count` claims of a tenth as many events, and the number of the event that each of them tells."""
    random = Random(seed)
    events = (crowd if crowded else war)(max(2, count // TELLINGS), random)
    made: list[KeptClaim] = []
    tells: dict[str, int] = {}
    for number, several in enumerate(chosen(events, count, random)):
        document = f"{number:016x}"
        for place, happening in enumerate(several):
            claim = telling(happening, place * 100, random, noise or Noise())
            id = content_id(document, claim)
            made.append(KeptClaim(id, document, f"account-{number}.txt", claim))
            tells[id] = happening.number
    return made, tells


def telling(happening: Happening, start: int, random: Random, noise: Noise) -> Claim:
    """A claim of an event, with noise."""
    by, against = _actors(happening, random, noise)
    span = Span(start, start + 90)
    return Claim(
        quote=f"{by} {happening.type} {against} {happening.town}",
        span=span,
        sentence=span,
        type=_type(happening, random, noise),
        when=_when(happening, random, noise),
        places=_mentions(_place(happening, random, noise)),
        by=_mentions(by),
        against=_mentions(against),
        losses=_losses(happening, random, noise),
    )


def _mentions(name: str | None) -> tuple[Mention, ...]:
    return (Mention(name),) if name else ()


def _actors(happening: Happening, random: Random, noise: Noise) -> tuple[str | None, str | None]:
    by: str | None = _named(happening.by, random, noise)
    against = _named(happening.against, random, noise) if happening.type in TWO_SIDED else None
    if against and random.random() < noise.turned:
        by, against = against, by
    if random.random() < noise.no_actor:
        by = None
    return by, against


def _named(name: str, random: Random, noise: Noise) -> str:
    if random.random() >= noise.other_name:
        return name
    return random.choice((f"fighters of the {name}", f"{name} fighters"))


def _type(happening: Happening, random: Random, noise: Noise) -> str:
    if happening.type in TWO_SIDED and random.random() < noise.other_type:
        return "clash" if happening.type == "attack" else "attack"
    return happening.type


def _place(happening: Happening, random: Random, noise: Noise) -> str | None:
    if random.random() < noise.no_place:
        return None
    return f"Al-{happening.town}" if random.random() < noise.other_spelling else happening.town


def _when(happening: Happening, random: Random, noise: Noise) -> When:
    day, part = happening.day, happening.part
    edtf, share = day.isoformat(), random.random()
    if share < noise.month_only:
        edtf, part = edtf[:7], None
    elif share < noise.month_only + noise.two_days:
        edtf, part = f"{edtf}/{(day + timedelta(days=1)).isoformat()}", None
    if random.random() < noise.no_part:
        part = None
    return When(edtf, "invented", part_of_day=part)


def _losses(happening: Happening, random: Random, noise: Noise) -> tuple[Loss, ...]:
    if random.random() < noise.no_toll:
        return ()
    killed = happening.killed + (random.randrange(1, 9) if random.random() < noise.other_toll else 0)
    return (Loss("killed", killed, killed),)


# the same as texts

_VERBS = {
    "attack": "attacked the {other} in {town}",
    "clash": "clashed with the {other} in {town}",
    "shelling": "shelled {town} with artillery",
    "airstrike": "carried out an airstrike on {town}",
    "explosion": "detonated a car bomb in {town}",
    "territory_gained": "captured the town of {town}",
    "detention": "arrested {killed} residents of {town}",
    "withdrawal": "withdrew from {town}",
}
_COUNTED = frozenset({"attack", "shelling", "airstrike", "explosion"})


class Text(msgspec.Struct, frozen=True):
    """An account in words: its sentences, and the number of the event that each of them tells."""

    name: str
    raw: str
    sentences: tuple[tuple[str, int], ...]

    def told(self, claim: Claim, text: str) -> int | None:
        """The event that a claim read from this account tells: that of the sentence it stands in."""
        return next((number for words, number in self.sentences if claim.sentence.of(text) == words), None)


def texts(accounts: int, events: int, seed: int = 1) -> Iterator[Text]:
    """So many accounts of so many events, as reports of the day after."""
    random = Random(seed)
    made = war(events, random)
    for number, several in zip(range(accounts), chosen(made, 2 * accounts, random), strict=False):
        newest = max(happening.day for happening in several) + timedelta(days=1)
        told = tuple((sentence(happening, random), happening.number) for happening in several)
        body = " ".join(words for words, _ in told)
        raw = f"Title: Report {number}\nPublisher: Agency {number % 7}\nDate: {newest.isoformat()}\n\n{body}\n"
        yield Text(f"account-{number}.txt", raw, told)


def sentence(happening: Happening, random: Random) -> str:
    """An event in a sentence; whether agency, part of day and toll are told, and how the day, changes."""
    by, other = happening.by, happening.against
    if happening.type in TWO_SIDED and random.random() < Noise().turned:
        by, other = other, by
    prefix = random.choice(("The ", "Fighters of the "))
    did = _VERBS[happening.type].format(other=other, town=happening.town, killed=happening.killed + 1)
    toll = f", killing {happening.killed + 1} people" if happening.type in _COUNTED and random.random() < 0.7 else ""
    day = f"{happening.day.day} {happening.day:%B}"
    part = f" in the {happening.part}" if happening.part and random.random() < 0.5 else ""
    when = random.choice((f"On {day}, ", f"On {day} {happening.day.year}, "))
    return f"{when}{prefix.lower()}{by} {did}{part}{toll}."


# the measure


class Pairwise(msgspec.Struct, frozen=True):
    """Precision, recall and F1 over pairs of claims: two of one event are to be in one event."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def pairwise(found: Iterable[Event], tells: dict[str, int]) -> Pairwise:
    """How well events found agree with the events told; counted over groups, never over all pairs."""
    here = [[tells[claim] for claim in event.claims if claim in tells] for event in found]
    right = sum(_pairs(n) for group in here for n in Counter(group).values())
    told = sum(_pairs(n) for n in Counter(tells.values()).values())
    met = sum(_pairs(len(group)) for group in here)
    return Pairwise(right / met if met else 1.0, right / told if told else 1.0)


def _pairs(count: int) -> int:
    return count * (count - 1) // 2
