"""Merging on invented accounts whose events are known: how well, and how time and memory grow with the claims.

Each step of the curve runs in a process of its own. Time is processor time of the merging alone; memory is what the
peak of the process grew by while it merged. A law test keeps the result the same in any order of the claims.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from annals import collect, pipeline
from annals.keep.record import Record
from annals.merge.events import events
from annals.merge.history import History
from tests.bench.memory import peak
from tests.merge.generator import Pairwise, claims, pairwise, texts

STEPS = (1_000, 3_000, 10_000, 30_000, 100_000)
CROWD = 3_000
"""Claims of one town in one week, which all could meet: how long that takes is shown beside the curve."""
GROWTH = 3.0
"""How many times the time of a claim may grow from the first step to the last and still be called near linear."""
ACCOUNTS, EVENTS = 1_000, 100


class Step(NamedTuple):
    """One point of the curve: seconds and MiB that merging so many claims took, and how well it was done."""

    count: int
    seconds: float
    grown: float
    precision: float
    recall: float

    @property
    def each(self) -> float:
        """Microseconds a claim."""
        return self.seconds / self.count * 1e6


def step(count: int, *, crowded: bool = False) -> Step:
    """Merge so many claims, here and now."""
    several, tells = claims(count, crowded=crowded)
    gc.collect()
    before, began = peak(), time.process_time()
    found = events(several)
    seconds = time.process_time() - began
    grown = peak() - before
    right = pairwise(found, tells)
    return Step(count, seconds, grown, right.precision, right.recall)


def curve(steps: tuple[int, ...] = STEPS) -> Iterator[Step]:
    """The steps, each in a process of its own."""
    for count in steps:
        command = [sys.executable, "-m", "tests.bench.merging", str(count)]
        yield Step(*json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def read(accounts: int = ACCOUNTS, told: int = EVENTS) -> tuple[int, int, Pairwise, float]:
    """So many written accounts read and merged as a record: claims, events, how well, and seconds in all."""
    began = time.process_time()
    tells: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as scratch, Record.open(Path(scratch) / "war.annals", create=True) as record:
        several = {text.name: text for text in texts(accounts, told)}
        for text in several.values():
            record.add(pipeline.read(collect.read_text(text.raw, name=text.name)))
        history = History(record)
        for kept in history.claims:
            number = several[kept.name].told(kept.claim, history.documents[kept.document].document.text)
            if number is not None:
                tells[kept.id] = number
        found = history.events
    return len(history.claims), len(found), pairwise(found, tells), time.process_time() - began


def lines(steps: tuple[int, ...] = STEPS, accounts: int = ACCOUNTS) -> Iterator[str]:
    """The tables: the curve with the time of a claim beside that of the first step, and the written accounts."""
    yield "Merging claims of invented wars, ten claims an event"
    first = last = None
    for last in curve(steps):
        first = first or last
        yield (
            f"  {last.count:>7,} claims  {last.count / last.seconds:9,.0f} claims/s  {last.grown:7.1f} MiB more"
            f"  {last.each / first.each:5.2f} x a claim  P {last.precision:.3f}  R {last.recall:.3f}"
        )
    if first and last:
        verdict = "near linear" if last.each <= GROWTH * first.each else "NOT near linear"
        yield f"  {verdict}: a claim may take {GROWTH:.0f} times as long in the last step as in the first"
    crowd = step(min(CROWD, max(steps)), crowded=True)
    yield f"  {crowd.count:>7,} claims  {crowd.count / crowd.seconds:9,.0f} claims/s  all of one town and week"
    count, found, right, seconds = read(accounts)
    yield (
        f"  {accounts:,} written accounts of {EVENTS} events: {count:,} claims, {found:,} events,"
        f" P {right.precision:.3f}  R {right.recall:.3f}  F1 {right.f1:.3f}, {seconds:.1f} s with reading"
    )
    yield ""


if __name__ == "__main__":
    print(json.dumps(step(int(sys.argv[1]))))
