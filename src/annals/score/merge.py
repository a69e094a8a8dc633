"""Merging against gold: `python -m annals.score.merge`.

Each pair of accounts is put into a record of its own, and the events of that record are derived. Pairs that tell one
event, in agreeing or in rival versions, are what is to be found; a pair of different events that meet is a find too
many. Then all accounts of a set go into one record, where no passage may meet that of another pair. Misses of the pairs
held out are counted and not shown, so that nobody tunes on them by the way (`--held-out` shows them).
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from pathlib import Path

import msgspec

from annals import collect, pipeline
from annals.base.claim import Claim
from annals.base.errors import AnnalsError
from annals.base.event import Event
from annals.base.span import Span
from annals.keep.kept import KeptClaim
from annals.keep.record import Record
from annals.merge.history import History
from annals.merge.rivals import of_event
from annals.merge.tellers import Tellers
from annals.score.finds import Finds
from annals.score.floors import above, below, folder, raised
from annals.score.pairs import Account, Mark, Pair, pairs

FILE = resources.files("annals.score").joinpath("merge_floors.toml")
LEAST_SHARE = 0.5
"""A claim is told by a marked passage that holds at least this part of its quote."""
TUNED = "tuned"
"""The set whose misses may be looked at while rules are written."""


class Outcome(msgspec.Struct, frozen=True):
    """What became of one pair: both passages coded as claims, met in one event, the event reported as contested.

    `said` tells in sentences what annals read in the two passages, and why they met where they did.
    """

    pair: Pair
    coded: bool
    merged: bool
    contested: bool
    said: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Whether the pair met, or not, as the gold says."""
        return self.merged == self.pair.one


class Merging(msgspec.Struct, frozen=True):
    """The outcomes of a set, and the passages that met one of another pair when all were read together."""

    outcomes: tuple[Outcome, ...]
    strays: tuple[str, ...] = ()

    def __add__(self, other: Merging) -> Merging:
        return Merging(self.outcomes + other.outcomes, self.strays + other.strays)

    @property
    def finds(self) -> Finds:
        """Pairs of one event that met, pairs of two events that met, pairs of one event that did not."""
        counts = Counter((each.pair.one, each.merged) for each in self.outcomes)
        return Finds(counts[True, True], counts[False, True], counts[True, False])

    @property
    def opposing(self) -> list[Outcome]:
        """Enemies' events that met: never forgiven."""
        return [each for each in self.outcomes if each.merged and each.pair.opposing]

    @property
    def uncoded(self) -> list[Outcome]:
        """Pairs of which a passage gave no claim."""
        return [each for each in self.outcomes if not each.coded]

    def contested(self, verdict: str) -> float:
        """The share of the pairs with this verdict whose event is reported as contested."""
        these = [each for each in self.outcomes if each.pair.verdict == verdict]
        return sum(each.contested for each in these) / len(these) if these else 1.0

    def figures(self) -> dict[str, float]:
        """The figures that have floors."""
        row = self.finds.row()
        figures = {f"merging.{name}": row[name] for name in ("precision", "recall", "f1")}
        return figures | {"merging.contested": round(self.contested("rival"), 4)}


class Goldset(msgspec.Struct, frozen=True):
    """A folder of pairs and the least figures that it must give."""

    gold: str
    floors: dict[str, float]


def goldsets(written: str) -> dict[str, Goldset]:
    """The sets of the floors file under their names."""
    return msgspec.convert(tomllib.loads(written), dict[str, Goldset])


def measured(several: Sequence[Pair]) -> Merging:
    """Every pair in a record of its own, then all in one record."""
    outcomes = tuple(_outcome(pair) for pair in several)
    return Merging(outcomes, tuple(_strays(several)))


def sets(root: Path) -> Iterator[tuple[str, Merging]]:
    """Every set that is at hand under `root`, measured."""
    for name, goldset in goldsets(FILE.read_text(encoding="utf-8")).items():
        if gold := folder(root, goldset.gold):
            yield name, measured(pairs(gold))


class _Told:
    """A record of some accounts, and which events their marked passages tell."""

    def __init__(self, record: Record, accounts: Iterable[Account]) -> None:
        for account in accounts:
            record.add(pipeline.read(collect.read_text(account.raw, name=account.name)))
        history = History(record)
        self.texts = {name: kept.document.text for kept in history.documents.values() for name in kept.names}
        self._history = history
        self._event = {claim: event for event in history.events for claim in event.claims}

    def claims(self, mark: Mark) -> list[KeptClaim]:
        """The claims of a marked passage."""
        span = _place(self.texts[mark.account], mark)
        here = (kept for kept in self._history.claims if kept.name == mark.account)
        return [kept for kept in here if _share(kept.claim.span, span) >= LEAST_SHARE]

    def events(self, claims: Iterable[KeptClaim]) -> list[Event]:
        """The events of some claims, each once."""
        found = (self._event[kept.id] for kept in claims if kept.id in self._event)
        return list({event.id: event for event in found}.values())

    def contested(self, event: Event) -> bool:
        """Whether versions of this event are reported that cannot all be right: no value fits them all."""
        return any(each.relation == "apart" for each in of_event(Tellers(self._history), event))


def _place(text: str, mark: Mark) -> Span:
    """Where the marked words stand in the text of their account, whatever its line breaks."""
    found = list(re.finditer(r"\s+".join(map(re.escape, mark.words.split())), text))
    if len(found) != 1:
        what = f"the marked words stand {len(found)} times in the account: {mark.words!r}"
        raise AnnalsError(what, where=mark.account, allowed="once", do="mark other words", fatal=True)
    return Span(*found[0].span())


def _share(quote: Span, passage: Span) -> float:
    """The part of `quote` that lies in `passage`."""
    return max(0, min(quote.end, passage.end) - max(quote.start, passage.start)) / max(1, len(quote))


def _outcome(pair: Pair) -> Outcome:
    with tempfile.TemporaryDirectory() as scratch, Record.open(Path(scratch) / "pair.annals", create=True) as record:
        told = _Told(record, pair.accounts)
        left, right = told.claims(pair.left), told.claims(pair.right)
        here = {event.id for event in told.events(left)}
        met = [event for event in told.events(right) if event.id in here]
        said = [_worded(kept) for kept in (*left, *right)] + [f"met: {why}" for event in met for why in event.why]
        return Outcome(pair, bool(left and right), bool(met), any(map(told.contested, met)), tuple(said))


def _worded(kept: KeptClaim) -> str:
    return f"{kept.name.rsplit('-', 1)[-1].partition('.')[0]}: {described(kept.claim)}"


def described(claim: Claim) -> str:
    """A claim in one line: type, day, parties, places, quote."""
    when = f"{claim.when.edtf} {claim.when.part_of_day or ''}".strip() if claim.when else "no date"
    by, against, places = (", ".join(m.name for m in names) or "-" for names in (claim.by, claim.against, claim.places))
    denied = "not " if claim.negated else ""
    return f"{denied}{claim.type}, {when}, {by} -> {against}, at {places}: {claim.quote!r}"


def _strays(several: Sequence[Pair]) -> Iterator[str]:
    """Passages of two pairs that meet where all accounts are read into one record."""
    with tempfile.TemporaryDirectory() as scratch, Record.open(Path(scratch) / "all.annals", create=True) as record:
        told = _Told(record, (account for pair in several for account in pair.accounts))
        first: dict[str, tuple[str, str]] = {}
        for pair in several:
            for mark in (pair.left, pair.right):
                for event in told.events(told.claims(mark)):
                    name, words = first.setdefault(event.id, (pair.name, mark.words))
                    if name != pair.name:
                        yield f"{name!r} met {pair.name!r}: {words!r}, {mark.words!r}"


def lines(name: str, merging: Merging) -> Iterator[str]:
    """The figures of a set."""
    finds, verdicts = merging.finds, Counter(each.pair.verdict for each in merging.outcomes)
    several = ", ".join(f"{count} {verdict}" for verdict, count in sorted(verdicts.items()))
    yield f"merging, {name}: {len(merging.outcomes)} pairs ({several})"
    yield f"  pairwise                 P {finds.precision:.3f}  R {finds.recall:.3f}  F1 {finds.f1:.3f}"
    yield f"  not coded                {len(merging.uncoded)}"
    yield f"  enemies' events merged   {len(merging.opposing)} of {sum(o.pair.opposing for o in merging.outcomes)}"
    yield f"  rivals contested         {merging.contested('rival'):.3f}"
    yield f"  agreeing pairs contested {merging.contested('same'):.3f}"
    yield f"  met in one record only   {len(merging.strays)}"


def misses(merging: Merging) -> Iterator[str]:
    """Every pair that met, or did not, against the gold, with what was read in it; then rivals that nobody reports."""
    for each in merging.outcomes:
        if not each.right:
            verb = "met" if each.merged else "did not meet" if each.coded else "not coded"
            yield f"  {each.pair.form}: {each.pair.name!r} ({each.pair.verdict}) {verb}. {each.pair.why}"
            yield from (f"      {sentence}" for sentence in each.said)
    for each in merging.outcomes:
        if each.merged and each.right and each.contested != (each.pair.verdict == "rival"):
            verb = "contested without a contradiction" if each.contested else "not reported as contested"
            yield f"  {each.pair.form}: {each.pair.name!r} {verb}. {each.pair.why}"
    yield from (f"  {stray}" for stray in merging.strays)


def report(root: Path, *, lift: bool = False, shown: Sequence[str] = ()) -> int:
    """Print every set at hand beside its floors, with the misses of the sets `shown`; how many figures are too low."""
    written = FILE.read_text(encoding="utf-8")
    floors = {name: goldset.floors for name, goldset in goldsets(written).items()}
    figures: dict[str, dict[str, float]] = {}
    fallen, every = 0, Merging(())
    for name, merging in sets(root):
        every += merging
        figures[name] = merging.figures()
        print("\n".join((*lines(name, merging), *(misses(merging) if name in shown else ()))))
        fallen += _off(floors[name], figures[name]) + len(merging.opposing)
        print()
    print("\n".join(lines("all pairs", every)) + "\n")
    higher = raised(written, figures)
    if lift and higher != written:
        Path(str(FILE)).write_text(higher, encoding="utf-8")
        print(f"floors raised in {FILE}")
    return fallen


def _off(floors: dict[str, float], figures: dict[str, float]) -> int:
    """Print the figures that are off their floor; how many are below."""
    fallen = list(below(floors, figures))
    for name, floor, figure in fallen:
        print(f"  {name} {figure:.4f} BELOW its floor {floor:.4f}")
    for name, floor, figure in above(floors, figures):
        print(f"  {name} {figure:.4f} ^ floor {floor:.4f}")
    return len(fallen)


def main(argv: list[str] | None = None) -> int:
    """Score every set; 0 when all floors hold and no enemies met, else 1."""
    parser = argparse.ArgumentParser(prog="python -m annals.score.merge", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(), help="the checkout (default: the current folder)")
    parser.add_argument("--raise", dest="lift", action="store_true", help="write the floors that can go up")
    parser.add_argument("--held-out", dest="held", action="store_true", help="show the misses of every set")
    options = parser.parse_args(argv)
    shown = list(goldsets(FILE.read_text(encoding="utf-8"))) if options.held else [TUNED]
    return 1 if report(options.root, lift=options.lift, shown=shown) else 0


if __name__ == "__main__":
    sys.exit(main())
