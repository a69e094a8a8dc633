"""Every kind of page of a large record, one request after another in one process: what each takes, and what it holds.

The record is that of `tests.bench.serving` with its view; what is derived beside the events (disagreements, losses,
control, truces, doubts, names) is made up here in a view of its own, in numbers as real accounts have them.

    python -m tests.bench.pages RECORD VIEW FOLDER
"""

from __future__ import annotations

import json
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from random import Random
from urllib.parse import parse_qsl

import msgspec

from annals.base.control import Control, Hold
from annals.base.document import Citation
from annals.base.edtf import bounds
from annals.base.identity import Identity, Naming
from annals.base.rival import Disagreement, Telling, Version
from annals.base.told import Told
from annals.base.truce import Dated, Life, Step
from annals.keep.record import Record
from annals.merge.display import RULES
from annals.serve import making
from annals.serve.accounts import Account
from annals.serve.bonds import Bond, Bonds, Reason
from annals.serve.derived import (
    INDEX,
    Held,
    Known,
    Lasted,
    Lived,
    Mark,
    Paper,
    Place,
    Rivalry,
    Words,
    _line_id,
)
from annals.serve.doubts import KINDS, Doubt, line
from annals.serve.pages import ROUTES
from annals.serve.rows import Row
from annals.serve.totals import Entry, Line, added, columns
from annals.serve.view import SUFFIX, View

WORDS = "gunmen opened fire at the crossing near the old mill, and witnesses in the town spoke of many wounded"
MILLISECONDS, MEGABYTES = 500.0, 500.0
"""What a page may take and hold at most."""
Derived = Iterator[tuple[str, int, str, bytes]]


def listed(kind: str, several: Iterable[tuple[str, object]]) -> Derived:
    """Things of a kind, as a view keeps them."""
    for n, (id, thing) in enumerate(several):
        yield kind, n, id, msgspec.json.encode(thing)


class Maker:
    """Makes up what is derived of a record's events."""

    def __init__(self, view: View) -> None:
        self.random = Random(7)
        self.rows = list(view.each(view.everything, "time"))
        self.claims = {row.id: view.claims_of(row.id) for row in self.rows}

    def words(self, claim: str) -> Words:
        return Words(f"d{claim}", f"report {claim}", "An agency", WORDS)

    def told(self, claims: Sequence[str]) -> tuple[Told, ...]:
        return tuple(Told(claim, "An agency", "reported") for claim in claims[:3])

    def rivals(self) -> Derived:
        made, index = [], []
        for n, row in enumerate(self.rows):
            claims = self.claims[row.id]
            if n % 2 or len(claims) < 2:
                continue
            versions = tuple(
                Version(str(5 + k), tuple(map(self.telling, claims[k::2])), "killed", 5 + k, 5 + k) for k in (0, 1)
            )
            papers = {f"d{claim}": Paper("A report", "An agency", "2015", "en", None) for claim in claims}
            rival = Disagreement(f"{n:016x}", "toll", "killed", "apart", versions, row.id, None, row.date, row.places)
            made.append((rival.id, Rivalry(rival, papers)))
            index.append(Place(n, "toll", "apart", rival.id, row.id, row.date))
        yield from listed("rival", made)
        yield from listed("rival index", [(INDEX, index)])
        yield from listed("rivals of", ((place.event, [n]) for n, place in enumerate(index)))

    def telling(self, claim: str) -> Telling:
        cited = (Citation("1", 1, WORDS, url=f"https://agency.example/{claim}"),)
        return Telling(claim, f"d{claim}", "report", (), "An agency", None, "reported", "many", WORDS, None, cited)

    def doubts(self) -> Derived:
        reasons = tuple(Reason(name, 0.5, 1.5, WORDS, False) for name in ("what", "when", "where", "who", "toll"))
        made = [
            Doubt(
                f"{n:016x}",
                kind,
                0.5,
                WORDS,
                tuple(self.claims[row.id][: 2 if kind in ("contested", "joined", "apart") else 1]),
                n,
                row.date,
                reasons=reasons if kind in ("joined", "apart") else (),
            )
            for n, row in enumerate(self.rows)
            for kind in [[*KINDS][n % 5]]
        ]
        yield from listed("doubt", ((each.id, each) for each in made))
        yield from listed("doubt index", [(INDEX, [line(each) for each in made])])

    def losses(self) -> Derived:
        adding: dict[tuple[str, str], list[Entry]] = {}
        for n, row in enumerate(self.rows):
            numbers = (self.random.randrange(1, 9), None, self.random.randrange(9, 20))
            entry = Entry(n, (numbers, (1, 2, 3), (1, 1, 1)), 2)
            side = (*row.against, *row.by, "no side told")[0]
            for name, kind in ((side, "killed"), ("everybody", "killed"), ("everybody", "wounded")):
                adding.setdefault((name, kind), []).append(entry)
        lines = [(key, Line(*key, tuple(added(told, rule) for rule in RULES))) for key, told in adding.items()]
        yield from listed("losses", ((_line_id(*key), each) for key, each in lines))
        yield from listed("adding", ((_line_id(*key), adding[key]) for key, _ in lines))
        for rule in RULES:
            yield from listed(f"sums {rule}", ((_line_id(*key), columns(adding[key], rule)) for key, _ in lines))

    def bonds(self) -> Derived:
        reasons = tuple(Reason(name, 0.5, 1.5, WORDS, False) for name in ("what", "when", "where", "who", "toll"))
        several = (row for row in self.rows[::20] if len(self.claims[row.id]) > 1)
        made = (
            (row.id, Bonds(2.3, (WORDS,), (), tuple(Bond(c, self.claims[row.id][0], 3.0, reasons) for c in claims)))
            for row in several
            for claims in [self.claims[row.id][1:]]
        )
        yield from listed("bonds", made)

    def by_place(self) -> dict[str, list[tuple[int, Row]]]:
        found: dict[str, list[tuple[int, Row]]] = {}
        for n, row in enumerate(self.rows):
            found.setdefault(row.places[0] if row.places else "?", []).append((n, row))
        return found

    def lasting(self) -> Derived:
        held, lived = [], []
        for number, (place, told) in enumerate(self.by_place().items()):
            gained = told[:24]
            holds = tuple(
                Hold(f"a{k % 7}", row.by[:1], k % 2 + 1, row.date, "..", "full", "reported",
                     self.told(self.claims[row.id])) for k, (_, row) in enumerate(gained)
            )  # fmt: skip
            claims = {c: self.words(c) for _, row in gained for c in self.claims[row.id][:3]}
            held.append((f"p{number}", Held(Control(f"p{number}", place, (place,), holds), claims), gained))
            steps = tuple(
                Step("declared", row.date, None, row.by, row.against, (), (place,), WORDS,
                     self.told(self.claims[row.id]), WORDS) for _, row in gained[:6]
            )  # fmt: skip
            days = tuple(Dated(row.date or "2015", self.told(self.claims[row.id]), WORDS) for _, row in gained[:1])
            life = Life(
                f"t{number}", "truce", ("A",), ("B",), (), (place,), days, days, (), (), (), (), (), steps, None
            )
            lived.append((life.id, Lived(life, claims), gained[:6]))
        for kind, several in (("control", held), ("truce", lived)):
            yield from listed(kind, ((id, thing) for id, thing, _ in several))  # type: ignore[attr-defined]
            index = [Lasted(id, tuple(n for n, _ in told)) for id, _, told in several]  # type: ignore[attr-defined]
            yield from listed(f"{kind} index", [(INDEX, index)])

    def names(self) -> Derived:
        for what, of in (("actor", lambda row: row.by), ("place", lambda row: row.places)):
            found = sorted({name for row in self.rows for name in of(row)})
            many = [*found, *(f"{name} {n}" for name in found for n in range(5))]
            known = [
                Known(
                    Identity(f"{what}{n}", what, name, False, (Naming(name, 9, tuple(f"d{k}" for k in range(20))),), 9),
                    name,
                    {f"d{k}": f"report {k}" for k in range(20)},
                )
                for n, name in enumerate(many)
            ]
            yield from listed(what, ((each.identity.id, each) for each in known))
            marks = [Mark(each.identity.id, each.identity.name, False, each.identity.name) for each in known]
            yield from listed(f"{what} index", [(INDEX, marks)])

    def accounts(self, record: Record) -> Derived:
        told = (
            Account(id, name, name, "An agency", "2015-03-01", "en", "report", None, 50, 0, 0, 97, id)
            for name, id in record.names()
        )
        yield from listed("account", ((each.id, each) for each in told))

    def all(self, record: Record) -> Derived:
        yield from chain(self.rivals(), self.doubts(), self.losses(), self.bonds(), self.lasting(), self.names())
        yield from self.accounts(record)


def prepared(record: Path, view: Path, folder: Path) -> Path:
    """A view of the record with all kinds of derived things, made if it is not there."""
    made = folder / (record.name + SUFFIX)
    if not made.is_file():
        shutil.copyfile(view, made.with_suffix(".partial"))
        plain = View(made.with_suffix(".partial"))
        with Record.open(record) as opened, sqlite3.connect(made.with_suffix(".partial")) as db:
            db.executemany("INSERT INTO derived VALUES (?, ?, ?, ?)", Maker(plain).all(opened))
        plain.close()
        made.with_suffix(".partial").rename(made)
    return made


def asked(view: View) -> Iterator[str]:
    """One address of every kind, the widest first."""
    row = next(iter(view.rows([view.size // 2])))
    year = f"from={bounds(row.date)[0] and (row.date or '')[:4]}"
    actor = f"actor={(*row.by, 'x')[0]}"
    for path in ("/", "/map", "/losses", "/losses/ucdp", "/rivals", "/control", "/truces", "/actors", "/places"):
        yield from (path, f"{path}?{year}", f"{path}?{actor}&{year}", f"{path}?q=bridge", f"{path}?page=3")
    yield from ("/?sort=doubt&page=50", "/?contested=1", "/actors?q=front", "/sources", "/sources?page=50")
    yield from ("/review", f"/review?{year}", "/review/hearsay?page=20", f"/review/{next(view.ids('doubt'))}")
    yield from ("/review/decisions", "/about", f"/losses/{next(view.ids('losses'))}", "/e/0000000000000000")
    several = [view.rows([n])[0].id for n in (0, view.size // 2 // 20 * 20, view.size - 1)]
    yield from (f"/e/{id}" for id in several)
    yield from (f"/s/{id}" for id in islice(view.ids("account"), 2))
    yield from (f"/actors/{next(view.ids('actor'))}", f"/places/{next(view.ids('place'))}")
    forms = ("/overview", "/map", "/losses", "/rivals", "/control", "/truces", "/actors", "/places", "/review")
    for path in forms:
        for form in ("json", "csv", "xlsx", "geojson"):
            yield from (f"{path}.{form}", f"{path}.{form}?{year}", f"{path}.{form}?{actor}")
    yield from ("/sources.json", "/sources.csv", "/sources.xlsx")


def order(address: str, view: View) -> making.Order | None:
    """What is to be made for an address."""
    path, _, query = address.partition("?")
    form = path.rpartition(".")[2] if "." in path else None
    plain = path.removesuffix(f".{form}") if form else path
    known = {route.path for route in ROUTES}
    route = "/" if plain == "/overview" else plain if plain in known else f"{plain.rpartition('/')[0]}/{{id}}"
    parts = {"id": plain.rpartition("/")[2]} if route.endswith("{id}") else {}
    state = view.about["state"]
    return making.Order(route, parts, path, parse_qsl(query), str(view.path), state, form=form, author="Ada")


class Took(msgspec.Struct):
    """What an answer took, in milliseconds of the processor, which other programs change little: until it was there (a
    large one: until it began), and until its end; `held` is the most memory so far."""

    address: str
    status: int
    began: float
    ended: float
    size: int
    pieces: float
    held: float


def answered(address: str, record: Record, view: View) -> Took:
    """One answer, made to its end; `pieces` is what the longest piece of a large one took."""
    told = order(address, view)
    assert told is not None
    began = time.process_time()
    made = making.made(told, record, view)
    there = time.process_time() - began
    size, longest, last = len(made.body), 0.0, time.process_time()
    if made.large:
        size = 0
        for piece in making.pieces(told, record, view):
            now = time.process_time()
            longest, last, size = max(longest, now - last), now, size + len(piece)
    ended = time.process_time() - began
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Took(address, made.status, there * 1000, ended * 1000, size, longest * 1000, held)


def main() -> None:
    """Ask for every kind of page, and say what takes too much."""
    record, view, folder = map(Path, sys.argv[1:4])
    if sys.argv[4:]:
        prepared(record, view, folder)
        return
    subprocess.run([sys.executable, "-m", "tests.bench.pages", *sys.argv[1:4], "prepare"], check=True)
    whole, slow = View(prepared(record, view, folder)), 0
    with Record.open(record) as opened:
        for address in asked(whole):
            took = answered(address, opened, whole)
            over = took.began > MILLISECONDS or took.pieces > MILLISECONDS or took.held > MEGABYTES
            slow += over
            mark = "!" if over else " "
            large = f"{took.ended:9.0f} ms to the end, {took.pieces:4.0f} ms a piece" if took.pieces else ""
            print(f"{mark} {took.status} {took.began:8.0f} ms {took.size / 1e6:8.2f} MB {took.held:6.0f} MB held  "
                  f"{address} {large}", flush=True)  # fmt: skip
    print(json.dumps({"over": slow}))


if __name__ == "__main__":
    main()
