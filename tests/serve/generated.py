"""A large record of an invented war, written through `Record.add`, with the view that shows it.

Each account tells fifty events that lie near each other in time; each event is told about ten times, with the noise of
reports. Which claims tell which event is known here, so the view is filled (`serve.view.fill`) from these groups and
nothing is merged: a million claims would take many minutes to merge, and the page does not ask how its view was made.
What is derived beside the events (disagreements, losses, control, truces) is left out for the same reason. The same
size gives the same record.

    python -m tests.serve.generated FILE.annals [EVENTS]
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import msgspec

from annals.base.claim import Claim, content_id
from annals.base.document import Block, Document, Source
from annals.base.event import Event
from annals.base.mention import Mention
from annals.base.reading import Reading
from annals.base.span import Span
from annals.base.toll import Loss
from annals.base.when import When
from annals.base.where import Placed
from annals.base.who import Party
from annals.keep.kept import KeptClaim
from annals.keep.record import Record
from annals.serve.build import Entry
from annals.serve.rows import Names, facets, row
from annals.serve.view import SUFFIX, empty, fill, state_of

TELLINGS = 10
"""Claims an event has on average."""
AN_ACCOUNT = 50
"""Claims of an account."""
REACH = 100
"""Events before and after its own of which an account may tell."""
A_DAY = 23
FIRST_DAY = date(2012, 1, 1)
TOWNS, GROUPS, AGENCIES = 3_000, 400, 60
VERBS = {
    "attack": "attacked the {other} near the {at} of {town}",
    "clash": "clashed with the {other} near the {at} of {town}",
    "shelling": "shelled the {at} of {town} with artillery",
    "airstrike": "carried out an airstrike on the {at} of {town}",
    "explosion": "detonated a car bomb by the {at} of {town}",
    "territory_gained": "captured the {at} of {town}",
    "detention": "arrested residents by the {at} of {town}",
    "withdrawal": "withdrew from the {at} of {town}",
    "protest": "dispersed a protest by the {at} of {town}",
    "killing": "shot a resident by the {at} of {town}",
}
TYPES = tuple(VERBS)
TWO_SIDED = ("attack", "clash")
SPOTS = (
    "bakery", "bridge", "hospital", "market", "mill", "school", "airfield", "barracks", "dam", "quarry", "harbour",
    "crossroads", "checkpoint", "orchard", "water tower", "railway station", "customs house", "grain silos",
)  # fmt: skip
_FIRST = ("Ar", "Bel", "Cor", "Dun", "Es", "Fal", "Gor", "Har", "Il", "Kel")
_LAST = ("dova", "mere", "nik", "ost", "pol", "rath", "sk", "tun", "vale", "zin")
_NAMED = ("Front", "Brigade", "Movement", "Guard", "Column", "Battalion")


class Happening(msgspec.Struct, frozen=True):
    """An event as it was, which only its tellings are given."""

    number: int
    type: str
    day: date
    town: int
    by: int
    against: int
    killed: int
    at: str
    located: bool


def town(number: int) -> str:
    """One of some thousand invented towns."""
    name = _FIRST[number % 10] + _LAST[number // 10 % 10]
    return name + "".join(_LAST[int(digit)] for digit in str(number // 100)) if number >= 100 else name


def group(number: int) -> str:
    """One of some hundred invented armed groups, of either side in turn."""
    return f"{town(number * 7 % TOWNS)} {_NAMED[number % len(_NAMED)]}"


def agency(number: int) -> str:
    """One of some invented agencies."""
    return f"{town(number)} Agency"


def point(number: int) -> tuple[float, float]:
    """Where a town lies."""
    random = Random(number)
    return round(random.uniform(32.5, 37.0), 4), round(random.uniform(36.0, 42.0), 4)


def war(events: int) -> list[Happening]:
    """So many events in order of time; some towns and groups see many, most see few."""
    random = Random(1)
    return [_happening(number, random) for number in range(events)]


def _happening(number: int, random: Random) -> Happening:
    side = random.randrange(2)
    return Happening(
        number=number,
        type=random.choice(TYPES),
        day=FIRST_DAY + timedelta(days=number // A_DAY),
        town=int(TOWNS * random.random() ** 3),
        by=int(GROUPS / 2 * random.random() ** 3) * 2 + side,
        against=int(GROUPS / 2 * random.random() ** 3) * 2 + 1 - side,
        killed=random.randrange(1, 40),
        at=random.choice(SPOTS),
        located=random.random() < 0.9,
    )


class Told(msgspec.Struct, frozen=True):
    """A telling: its claim, and what was made of its names."""

    claim: Claim
    places: tuple[Placed, ...]
    parties: tuple[Party, ...]


class Teller:
    """Writes one account: a text sentence by sentence, with a claim of each."""

    def __init__(self, number: int, random: Random) -> None:
        self.number, self.random = number, random
        self.publisher = agency(int(AGENCIES * random.random() ** 2))
        self.title = f"Report {number}"
        self.text = f"{self.title}\n\n"
        self.begins = len(self.text)
        self.told: list[Told] = []

    def tell(self, happening: Happening) -> None:
        """Tell an event, with noise."""
        random = self.random
        by, against = group(happening.by), group(happening.against) if happening.type in TWO_SIDED else ""
        if against and random.random() < 0.05:
            by, against = against, by
        place = "" if random.random() < 0.05 else town(happening.town)
        killed = happening.killed + (random.randrange(1, 9) if random.random() < 0.03 else 0)
        day = happening.day.isoformat()[: 7 if random.random() < 0.04 else 10]
        sure = random.choices(("stated", "reported", "claimed"), (6, 3, 1))[0]
        words = VERBS[happening.type].format(other=against, at=happening.at, town=place or "the town")
        counts = random.random() < 0.6
        toll = f", killing {killed} people" if counts else ""
        start = len(self.text)
        self.text += f"On {day} the {by} {words}{toll}. "
        span = Span(start, len(self.text) - 2)
        claim = Claim(
            quote=span.of(self.text),
            span=span,
            sentence=Span(start, len(self.text) - 1),
            type=happening.type,
            when=When(day, "invented"),
            places=(Mention(place),) if place else (),
            by=(Mention(by),),
            against=(Mention(against),) if against else (),
            losses=(Loss("killed", killed, killed),) if counts else (),
            certainty=sure,
            rule="invented",
        )
        self.told.append(Told(claim, _placed(happening) if place else (), tuple(_parties(claim, happening))))

    def reading(self) -> Reading:
        """The account with its claims."""
        text = self.text.rstrip()
        digest = hashlib.sha256(text.encode()).hexdigest()
        document = Document(
            name=f"report-{self.number:06d}.txt",
            format="report",
            certainty=1.0,
            digest=digest,
            title=self.title,
            text=text,
            source=Source(self.publisher, date=self.told[-1].claim.when.edtf if self.told[-1].claim.when else None),
            blocks=(Block("paragraph", Span(self.begins, len(text)), 0),),
        )
        claims = tuple(each.claim for each in self.told)
        places, parties = tuple(each.places for each in self.told), tuple(each.parties for each in self.told)
        return Reading(document, (), (), claims, (), places, parties)


def _placed(happening: Happening) -> tuple[Placed, ...]:
    if not happening.located:
        return ()
    name, (latitude, longitude) = town(happening.town), point(happening.town)
    return (Placed(name, 0, latitude, longitude, f"neighbourhood of {name}", 2, "invented", "invented"),)


def _parties(claim: Claim, happening: Happening) -> Iterator[Party]:
    sides = {group(happening.by): happening.by % 2 + 1, group(happening.against): happening.against % 2 + 1}
    for role, mentions in (("by", claim.by), ("against", claim.against)):
        for ordinal, mention in enumerate(mentions):
            yield Party(mention.name, role, ordinal, "rebel group", sides[mention.name], "invented")


def readings(events: int) -> Iterator[tuple[Reading, list[int]]]:
    """The accounts in order of time, each with the numbers of the events that its claims tell."""
    happened, accounts = war(events), max(1, events * TELLINGS // AN_ACCOUNT)
    random = Random(2)
    own = AN_ACCOUNT // TELLINGS
    for number in range(accounts):
        first = number * own
        near = range(max(0, first - REACH), min(events, first + REACH))
        more = random.sample(near, min(len(near), AN_ACCOUNT - own))
        numbers = sorted({*range(first, min(events, first + own)), *more})
        teller = Teller(number, random)
        for each in numbers:
            teller.tell(happened[each])
        yield teller.reading(), numbers


def made(record: Record, events: int) -> Iterator[Entry]:
    """Add all accounts to a record; give its events as soon as no later account can tell them."""
    waiting: dict[int, list[KeptClaim]] = {}
    publishers: dict[str, str] = {}
    texts: dict[str, str] = {}
    for reading, numbers in readings(events):
        record.add(reading)
        document, name = reading.document.digest, reading.document.name
        publishers[document] = reading.document.source.publisher or ""
        for claim, places, parties, number in zip(
            reading.claims, reading.places_at, reading.actors, numbers, strict=True
        ):
            id = content_id(document, claim)
            texts[id] = claim.sentence.of(reading.document.text)
            waiting.setdefault(number, []).append(KeptClaim(id, document, name, claim, parties, places))
        for over in [n for n in sorted(waiting) if n < min(numbers) - REACH]:
            yield _entry(waiting.pop(over), publishers, texts)
    for number in sorted(waiting):
        yield _entry(waiting[number], publishers, texts)


def _entry(claims: list[KeptClaim], publishers: dict[str, str], texts: dict[str, str]) -> Entry:
    first = claims[0].claim
    ids = tuple(kept.id for kept in claims)
    days = [kept.claim.when.edtf for kept in claims if kept.claim.when]
    event = Event(
        id=hashlib.sha256("".join(ids).encode()).hexdigest()[:16],
        type=first.type,
        date=max(days, key=len),
        part_of_day=None,
        places=tuple(dict.fromkeys(mention.name for kept in claims for mention in kept.claim.places)),
        claims=ids,
        by=tuple(mention.name for mention in first.by),
        against=tuple(mention.name for mention in first.against),
    )
    told = row(event, claims, publishers, _contested(claims))
    sides = {(kept.document, side): f"Side {side}" for kept in claims for side in (1, 2)}
    words = "\n".join(dict.fromkeys(texts.pop(id) for id in ids))
    return Entry(told, facets(told, claims, sides, Names({}, {})), ids, words)


def _contested(claims: list[KeptClaim]) -> list[str]:
    tolls = {loss.min for kept in claims for loss in kept.claim.losses}
    agents = {kept.claim.by for kept in claims}
    return [facet for facet, told in (("toll", tolls), ("agency", agents)) if len(told) > 1]


def generate(path: Path, events: int) -> None:
    """Write a record of so many events, and its view, if they are not there."""
    view = path.with_name(path.name + SUFFIX)
    with Record.open(path, create=True) as record:
        record._db.execute("PRAGMA synchronous = OFF")  # it can be made again
        db = empty(view)
        with db:
            fill(db, made(record, events))
            about = {
                "state": state_of(record),
                "claims": _count(record, "claim"),
                "accounts": _count(record, "document"),
                "gaps": "0",
            }
            db.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        db.close()


def _count(record: Record, table: str) -> str:
    return str(record._rows(f"SELECT count(*) FROM {table}")[0][0])


if __name__ == "__main__":
    generate(Path(sys.argv[1]), int(sys.argv[2]) if sys.argv[2:] else 100_000)
