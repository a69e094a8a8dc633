"""The page of a large record under many readers, beside Datasette on the same SQLite file in the same run.

The record is invented (`tests.serve.generated`: 100,000 events, 1,000,000 claims) and kept in `build/bench`, so that
only the first run makes it. Readers start at the overview and choose on from there: facets, days, words, the next page;
popular choices are made often, rare ones once. They ask as people do, looking at each answer for a second; then what
nobody asked before, so that no answer can be one that was kept; and then as fast as they can, which fifty people never
do. Beside what they waited stands the processor time of an answer, which other programs hardly change.

Datasette shows the claims of the record, which it can filter, count by facet and search as it finds them; annals shows
the events. Neither knows what will be asked. Each is a program of its own on the same machine as the readers.

    python -m tests.bench.serving [EVENTS]
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from random import Random
from socket import create_server
from typing import NamedTuple
from urllib.parse import urlencode

from annals.keep.record import Record
from annals.serve.view import SUFFIX, holds, state_of
from tests.serve.generated import AGENCIES, GROUPS, SPOTS, TOWNS, TYPES, agency, generate, group, town

ROOT = Path(__file__).resolve().parents[2]
EVENTS, READERS = 100_000, 50
ARRIVE, SECONDS, LOOK, PATIENCE = 4.0, 15.0, 1.0, 20.0
"""In how many seconds readers come, how long it is measured after that, how long they look, how long they wait."""
OPENED, ANSWERED = 2_000.0, 200.0
"""Milliseconds within which a record is to be open, and 95 of 100 answers there."""
START = "import sys; sys.argv[0] = 'annals'; from annals.shell import main; main()"

Choice = tuple[tuple[str, str], ...]
"""What is chosen: pairs of what and which."""


# what readers ask for


def choices(random: Random) -> Iterator[Choice]:
    """What a reader asks for one after another, without end: from the overview, one choice more, its next pages."""
    while True:
        chosen: Choice = ()
        yield chosen
        for _ in range(random.choice((1, 1, 2, 2, 3))):
            chosen = (*chosen, _one(random))
            yield chosen
            for page in range(2, random.choice((2, 2, 2, 3, 4))):
                yield (*chosen, ("page", str(page)))


def _one(random: Random) -> tuple[str, str]:
    return random.choice(_KINDS)(random)


def _often(random: Random, count: int) -> int:
    """A number below `count`, the low ones much more often."""
    return int(count * random.random() ** 3)


_KINDS: Sequence[Callable[[Random], tuple[str, str]]] = (
    lambda random: ("type", random.choice(TYPES)),
    lambda random: ("certainty", random.choice(("stated", "reported", "claimed"))),
    lambda random: ("place", town(_often(random, TOWNS))),
    lambda random: ("actor", group(_often(random, GROUPS))),
    lambda random: ("source", agency(_often(random, AGENCIES))),
    lambda random: ("month", f"{random.randrange(2012, 2023)}-{random.randrange(1, 13):02d}"),
    lambda random: ("year", str(random.randrange(2012, 2023))),
    lambda random: ("words", random.choice(SPOTS)),
    lambda random: ("words", f"{random.choice(SPOTS)} {town(_often(random, TOWNS))}"),
    lambda random: ("contested", "1"),
)


def unheard(random: Random) -> Iterator[Choice]:
    """Choices that nobody made before."""
    while True:
        first, last = sorted(random.sample(range(365 * 11), 2))
        days = (f"2012-{1 + first % 12:02d}-{1 + first % 28:02d}", f"2022-{1 + last % 12:02d}-{1 + last % 28:02d}")
        yield (*(_one(random) for _ in range(random.choice((0, 1, 2)))), ("days", "/".join(days)))


def to_annals(chosen: Choice) -> str:
    """The address of a choice in annals."""
    named = {"words": "q", "month": "days", "year": "days"}
    pairs: list[tuple[str, str]] = []
    for what, which in chosen:
        name = named.get(what, what)
        if name == "days":
            first, _, last = which.partition("/")
            pairs += [("from", first), ("to", last or first)]
        else:
            pairs.append((name, which))
    return f"/?{urlencode(pairs)}"


class Datasette:
    """The address of a choice in Datasette, at its best: places, actors and words in the tables that have an index."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, chosen: Choice) -> str:
        told = dict(chosen)
        for what, table, facets in (("place", "claim_place", "precision"), ("actor", "claim_actor", "role")):
            if what in told:
                return self._to(table, [("name", told[what]), ("_facet", facets)])
        if "words" in told:
            return self._to("passage", [("_search", told["words"]), ("_facet", "kind")])
        pairs = [("_facet", "type"), ("_facet", "certainty")]
        pairs += [(name, told[name]) for name in ("type", "certainty") if name in told]
        for name in ("month", "year", "days"):
            if name in told:
                first, _, last = told[name].partition("/")
                pairs += [("date__gte", first), ("date__lte", f"{last or first}-99"[:10])]
        return self._to("claim", pairs)

    def _to(self, table: str, pairs: list[tuple[str, str]]) -> str:
        return f"/{self._name}/{table}?{urlencode([('_size', '50'), *pairs])}"

    def settings(self) -> str:
        """What Datasette must be told of the record, as JSON: where the words of passages can be searched."""
        tables = {"passage": {"fts_table": "search", "fts_pk": "id"}}
        return json.dumps({"databases": {self._name: {"tables": tables}}})


# readers


class Asked(NamedTuple):
    """An answer: seconds that it took, its bytes, whether it was one."""

    seconds: float
    size: int
    answered: bool


class Reader:
    """Asks one program over one connection; opens another when it is closed."""

    def __init__(self, port: int, headers: str) -> None:
        self._port, self._headers = port, headers
        self._open: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, address: str) -> Asked:
        """Ask for an address and read the answer to its end."""
        began = time.perf_counter()
        try:
            answered, size = await asyncio.wait_for(self._exchange(address), PATIENCE)
        except (OSError, asyncio.IncompleteReadError, ValueError, TimeoutError):
            answered, size, self._open = False, 0, None
        return Asked(time.perf_counter() - began, size, answered)

    async def _exchange(self, address: str) -> tuple[bool, int]:
        if self._open is None:
            self._open = await asyncio.open_connection("127.0.0.1", self._port, limit=2**22)
        reader, writer = self._open
        writer.write(f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n{self._headers}\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        size = 0
        if "transfer-encoding: chunked" in head:
            while length := int(await reader.readline(), 16):
                size += len(await reader.readexactly(length + 2))
            await reader.readline()
        else:
            size = len(await reader.readexactly(int(head.partition("content-length: ")[2].partition("\r")[0] or 0)))
        if "connection: close" in head:
            writer.close()
            self._open = None
        return " 200 " in head.partition("\r")[0] + " ", size


async def crowd(
    port: int, address: Callable[[Choice], str], walks: Sequence[Iterator[Choice]], headers: str, look: float
) -> list[Asked]:
    """What readers are answered, each on a walk of its own, looking at every answer for `look` seconds or so."""
    begins = time.perf_counter() + ARRIVE
    until = begins + SECONDS
    asked: list[Asked] = []

    async def read(number: int, walk: Iterator[Choice]) -> None:
        random = Random(number)
        reader = Reader(port, headers)
        await asyncio.sleep(random.random() * ARRIVE)
        while time.perf_counter() < until:
            answer = await reader.ask(address(next(walk)))
            if time.perf_counter() >= begins:
                asked.append(answer)
            await asyncio.sleep(look * random.uniform(0.5, 1.5))

    await asyncio.gather(*(read(number, walk) for number, walk in enumerate(walks)))
    return asked


# programs


@contextmanager
def running(command: Sequence[str], port: int) -> Iterator[tuple[int, float]]:
    """A program, as long as the block lasts: its number, and the milliseconds from its start to its first page."""
    began = time.perf_counter()
    program = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    try:
        while not asyncio.run(Reader(port, "").ask("/")).answered:
            if program.poll() is not None:
                raise RuntimeError(f"it ended: {' '.join(command)}")
            time.sleep(0.01)
        yield program.pid, (time.perf_counter() - began) * 1000
    finally:
        program.terminate()
        try:
            program.wait(5)
        except subprocess.TimeoutExpired:  # still busy with what readers gave up on
            program.kill()
            program.wait()


def free() -> int:
    """A port that nobody listens at."""
    with create_server(("127.0.0.1", 0)) as socket:
        return int(socket.getsockname()[1])


def spent(process: int) -> float:
    """Seconds of processor time that a program and the programs that it started took; 0 where none can tell."""
    try:
        tree = [process, *map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split())]
        ticks = [Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()[11:13] for each in tree]
    except OSError:
        return 0.0
    return sum(map(int, chain.from_iterable(ticks))) / os.sysconf("SC_CLK_TCK")


class Figures(NamedTuple):
    """What came of a run."""

    program: str
    what: str
    each_second: float
    median: float
    late: float
    work: float
    failed: int

    @classmethod
    def of(cls, program: str, what: str, asked: Sequence[Asked], work: float) -> Figures:
        """The figures of the answers of a run that took so many seconds of processor time; milliseconds."""
        told = sorted(each.seconds * 1000 for each in asked if each.answered)
        failed = sum(not each.answered for each in asked)
        if not told:
            return cls(program, what, 0.0, 0.0, 0.0, 0.0, failed)
        late = told[min(len(told) - 1, int(0.95 * len(told)))]
        each = work * 1000 / len(told) * SECONDS / (SECONDS + ARRIVE)  # what was answered before is not counted
        return cls(program, what, len(told) / SECONDS, statistics.median(told), late, each, failed)


class Manner(NamedTuple):
    """How readers ask: what it is called, how many they are, where they walk, how many seconds they look."""

    what: str
    readers: int
    walk: Callable[[Random], Iterator[Choice]]
    look: float


MANNERS = (
    Manner("1 reader as fast as can be", 1, choices, 0.0),
    Manner(f"{READERS} readers who look for a second", READERS, choices, LOOK),
    Manner(f"{READERS} readers who ask what nobody asked before", READERS, unheard, LOOK),
    Manner(f"{READERS} readers as fast as they can", READERS, choices, 0.0),
)


def runs(
    program: str, process: int, port: int, address: Callable[[Choice], str], headers: str = ""
) -> Iterator[Figures]:
    """All runs of one program."""
    for manner in MANNERS:
        walks, before = [manner.walk(Random(number)) for number in range(manner.readers)], spent(process)
        asked = asyncio.run(crowd(port, address, walks, headers, manner.look))
        yield Figures.of(program, manner.what, asked, spent(process) - before)


def record(events: int) -> Path:
    """The record of so many events, made if it is not there or its view is not of this version."""
    path = ROOT / "build" / "bench" / f"war-{events}.annals"
    if not path.is_file() or not _shown(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in (path, path.with_name(path.name + SUFFIX)):
            old.unlink(missing_ok=True)
        generate(path, events)
    return path


def _shown(path: Path) -> bool:
    """Whether a record has a view that holds."""
    with Record.open(path) as opened:
        return holds(path.with_name(path.name + SUFFIX), state_of(opened))


def lines(events: int = EVENTS) -> Iterator[str]:
    """The table: how long a record takes to open, and what its readers are answered, by annals and by Datasette."""
    path, port = record(events), free()
    yield f"Serving {events:,} events of {events * 10:,} claims ({path.stat().st_size / 2**20:,.0f} MiB)"
    figures: list[Figures] = []
    command = [sys.executable, "-c", START, "serve", str(path), "--port", str(port)]
    with running(command, port) as (process, opened):
        yield f"  annals: first page after {opened:,.0f} ms{_verdict(opened, OPENED)}"
        figures += runs("annals", process, port, to_annals, "annals-part: overview\r\n")
    if find_spec("datasette"):
        port, datasette = free(), Datasette(path.stem)
        settings = path.with_name("datasette.json")
        settings.write_text(datasette.settings(), encoding="utf-8")
        command = [sys.executable, "-m", "datasette", "serve", "-i", str(path), "--port", str(port)]
        command += ["--metadata", str(settings)]
        with running(command, port) as (process, opened):
            yield f"  Datasette: first page after {opened:,.0f} ms"
            figures += runs("Datasette", process, port, datasette)
    else:
        yield "  Datasette left out: it is not installed (pip install 'annals[bench]')"
    yield from table(figures)


def table(figures: Sequence[Figures]) -> Iterator[str]:
    """The runs, each beside the same one of annals."""
    order = [manner.what for manner in MANNERS]
    own = {each.what: each for each in figures if each.program == "annals"}
    for each in sorted(figures, key=lambda f: order.index(f.what)):
        failed = f"  {each.failed} without an answer" if each.failed else ""
        if not each.each_second:
            yield f"  {each.what:<48} {each.program:<9} none answered within {PATIENCE:.0f} s"
            continue
        verdict = _verdict(each.late, ANSWERED) if each.program == "annals" else ""
        times = each.late / own[each.what].late
        yield (
            f"  {each.what:<48} {each.program:<9} {each.each_second:7.1f} answers/s  median {each.median:8.1f} ms"
            f"  95 of 100 within {each.late:9.1f} ms  {times:6.1f} x"
            f"  {each.work:6.1f} ms of work{verdict}{failed}"
        )
    yield ""


def _verdict(found: float, wanted: float) -> str:
    return f"  ({'as' if found <= wanted else 'NOT as'} wanted: {wanted:,.0f} ms)"


if __name__ == "__main__":
    for line in lines(int(sys.argv[1]) if sys.argv[1:] else EVENTS):
        print(line, flush=True)
