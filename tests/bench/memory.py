"""The most memory one process takes while it reads a thousand documents, after 100, 500 and 1,000 of them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

STATUS = Path("/proc/self/status")
STEPS = (100, 500, 1000)
BOUND = 16.0
"""MiB by which the peak may grow from the first step to the last."""

_FIRST = ("Ar", "Bel", "Cor", "Dun", "Es", "Fal", "Gor", "Har", "Il", "Kel")
_LAST = ("dova", "mere", "nik", "ost", "pol", "rath", "sk", "tun", "vale", "zin")
_MONTHS = ("January", "March", "May", "July", "September", "November")


def article(n: int) -> str:
    """An invented article, with names and figures of its own for each `n`."""
    town, river, chief = (_name(n * 7 + k) for k in (1, 2, 3))
    day, month, year = 1 + n % 27, _MONTHS[n % 6], 1900 + n % 120
    return f"""---
title: Battle of {town} {n}
infobox:
  conflict: Battle of {town} {n}
  date: {day}–{day + 1} {month} {year}
  place: {town}, {river} Province
  combatant1: {river} Front
  combatant2: Army of {town}
  casualties1: {3 + n % 50} killed, {n % 90} wounded
  casualties2: At least {5 + n % 70} killed (per {river} Front)
---
The **Battle of {town} {n}** was fought on {day} {month} {year} between the {river} Front and the Army of {town}.

## Battle
On {day} {month}, fighters of the {river} Front attacked a base near {town}, killing {3 + n % 50} soldiers.[1] The next
day, the army shelled the village of {river} and wounded {n % 90} civilians, according to a hospital. Commander {chief}
said that his forces had captured {town} in the evening. Two days later a ceasefire was agreed.
"""


def _name(n: int) -> str:
    """One of many invented names."""
    return _FIRST[n % 10] + _LAST[n // 10 % 10] + (_LAST[n // 100 % 10] if n >= 100 else "")


def peak() -> float:
    """The most memory this process has held so far, in MiB.

    Linux tells it of the program itself; what `getrusage` gives there may be that of the process it was started from.
    """
    import resource

    if STATUS.exists():
        held = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(held.split()[1]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def peaks(steps: tuple[int, ...] = STEPS) -> list[float]:
    """The peak after so many documents, taken in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.memory", *map(str, steps)]
    return list(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def _climb(steps: tuple[int, ...]) -> Iterator[float]:
    from annals import collect, pipeline

    for n in range(max(steps)):
        pipeline.read(collect.read_text(article(n), name=f"{n}.md"))
        if n + 1 in steps:
            yield round(peak(), 1)


def lines() -> Iterator[str]:
    """The table, with the growth and its bound."""
    found = peaks()
    yield "Peak memory of one process"
    for step, most in zip(STEPS, found, strict=True):
        yield f"  after {step:>5,} documents  {most:8.1f} MiB"
    yield f"  growth from {STEPS[0]} to {STEPS[-1]:,}: {found[-1] - found[0]:.1f} MiB (bound {BOUND:.0f} MiB)"
    yield ""


if __name__ == "__main__":
    print(json.dumps(list(_climb(tuple(map(int, sys.argv[1:]))))))
