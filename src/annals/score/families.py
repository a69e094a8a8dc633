"""Event-coding records of others: whether annals tells a sentence's event in the right family.

Two collections of sentences with their codes are read: PETRARCH-2's validation records (CAMEO codes) and PLOVER's gold
standard records (the examples of the CAMEO manual with PLOVER codes). CAMEO's codes become PLOVER's events by the
crosswalk that comes with the PLOVER records; annals' types become them by the codebook's own crosswalk.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import msgspec

from annals import pipeline
from annals.base.errors import UnreadableDocument
from annals.codebook import table
from annals.publish.crosswalk import categories
from annals.score.snippet import snippet

PETRARCH = "petrarch2/PETR.UnitTest.records.xml"
PLOVER = "plover/PLOVER_GSR_CAMEO.txt"
CAMEO = "plover/CAMEO2PLOVER-2021.txt"

RENAMED = {"FIGHT": "ASSAULT", "DISAPPROVE": "ACCUSE", "DEMAND": "REQUEST"}
"""Events of PLOVER's drafts of 2016 under their names in the manual of 2021."""

UNNAMED = "no PLOVER event"
"""The family of a claim whose type PLOVER has no event for: `casualties`, `displacement`."""

RIGHT, OTHER, NOTHING, NO_TYPE = "right", "another family", "nothing told", "no type for it"
RESULTS = (RIGHT, OTHER, NOTHING, NO_TYPE)

Families = Callable[[str], frozenset[str]]


class Coded(msgspec.Struct, frozen=True):
    """A sentence and the PLOVER events that its coders gave it; without any, they saw no event in it."""

    id: str
    text: str
    families: frozenset[str]


def petrarch(path: Path, crosswalk: Path) -> Iterator[Coded]:
    """PETRARCH-2's records; codes that no CAMEO event has (made up for its own tests) count as no family."""
    written = path.read_text(encoding="utf-8", errors="replace")
    if "<!DOCTYPE" in written:
        raise UnreadableDocument("a document type definition", where=str(path), do="take it out: none is needed here")
    known = cameo(crosswalk)
    for sentence in ElementTree.fromstring(written).iter("Sentence"):
        codes = (coding.get("eventcode") for coding in sentence.iter("EventCoding"))
        families = frozenset(known[code] for code in codes if code in known)
        yield Coded(sentence.get("id") or "", " ".join((sentence.findtext("Text") or "").split()), families)


def plover(path: Path) -> Iterator[Coded]:
    """PLOVER's gold standard records, those that have a sentence."""
    for record in json.loads(path.read_text(encoding="utf-8-sig")):
        if record.get("text"):
            family = RENAMED.get(record["event"], record["event"])
            yield Coded(record["id"], " ".join(record["text"].split()), frozenset([family]))


def cameo(path: Path) -> dict[str, str]:
    """PLOVER's event for each CAMEO code, from the table that PLOVER publishes."""
    lines = path.read_text(encoding="utf-8").splitlines()
    found = (re.match(r"(\d{2,4}):\s*([A-Z]+)", line) for line in lines)
    return {match[1]: RENAMED.get(match[2], match[2]) for match in found if match}


def told(text: str) -> frozenset[str]:
    """The PLOVER events of the claims that annals reads in a sentence without title or date."""
    return frozenset(categories(claim, None).plover or UNNAMED for claim in pipeline.read(snippet(text)).claims)


def result(coded: Coded, found: frozenset[str]) -> str:
    """What became of a sentence in which its coders saw an event."""
    if coded.families & found:
        return RIGHT
    if not coded.families & known_families():
        return NO_TYPE
    return OTHER if found else NOTHING


def known_families() -> frozenset[str]:
    """The PLOVER events that some type of the codebook stands for."""
    return frozenset(rule["plover"] for rule in table("crosswalk")["rule"] if "plover" in rule)


class Counts(msgspec.Struct):
    """What became of the sentences of a collection: by family, and in how many without an event none was told."""

    sentences: int = 0
    by_family: dict[str, Counter[str]] = {}
    quiet: int = 0
    silent: int = 0
    taken: Counter[tuple[str, str]] = msgspec.field(default_factory=Counter)
    """How often a family was told as another one (the first of the alphabet)."""

    @property
    def results(self) -> Counter[str]:
        """The results over all families."""
        total: Counter[str] = Counter()
        for several in self.by_family.values():
            total.update(several)
        return total


def counted(records: Iterable[Coded], families: Families = told) -> Counts:
    """Read every sentence and count what became of it. A sentence with several events counts by the first family."""
    counts = Counts(by_family={})
    for coded in records:
        counts.sentences += 1
        found = families(coded.text)
        if not coded.families:
            counts.quiet += 1
            counts.silent += not found
            continue
        outcome = result(coded, found)
        family = min((coded.families & found) or coded.families)
        counts.by_family.setdefault(family, Counter())[outcome] += 1
        if outcome == OTHER:
            counts.taken[family, min(found)] += 1
    return counts
