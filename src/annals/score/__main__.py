"""`python -m annals.score`: every gold set at hand, its figures and its floors (this is `make score`)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from annals.score import merge
from annals.score.floors import FILE, Goldset, above, below, folder, goldsets, measured, raised
from annals.score.measures import Scores, scored
from annals.score.reader import read


def main(argv: list[str] | None = None) -> int:
    """Score every set; 0 when all floors hold, 1 when a figure fell below one."""
    parser = argparse.ArgumentParser(prog="python -m annals.score", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(), help="the checkout (default: the current folder)")
    parser.add_argument("--raise", dest="lift", action="store_true", help="write the floors that can go up")
    options = parser.parse_args(argv)
    written = FILE.read_text(encoding="utf-8")
    figures: dict[str, dict[str, float]] = {}
    fallen = 0
    for goldset in goldsets(written):
        scores = _scores(goldset, options.root)
        if scores is not None:
            figures[goldset.name] = measured(scores)
            fallen += _report(goldset, scores, figures[goldset.name])
    fallen += merge.report(options.root, lift=options.lift)
    higher = raised(written, figures)
    if options.lift and higher != written:
        Path(str(FILE)).write_text(higher, encoding="utf-8")
        print(f"floors raised in {FILE}")
    elif higher != written:
        print("floors marked ^ can be raised: python -m annals.score --raise")
    if fallen:
        print(f"{fallen} figures fell below their floor", file=sys.stderr)
    return 1 if fallen else 0


def _scores(goldset: Goldset, root: Path) -> Scores | None:
    gold, documents = folder(root, goldset.gold), folder(root, goldset.documents)
    if gold is None or documents is None:
        print(f"{goldset.name}: left out, {goldset.gold} is not here\n")
        return None
    return scored(gold, documents, read)


def _report(goldset: Goldset, scores: Scores, figures: dict[str, float]) -> int:
    """Print a set's figures beside its floors; how many fell below."""
    fallen = {name for name, _, _ in below(goldset.floors, figures)}
    higher = {name for name, _, _ in above(goldset.floors, figures)}
    print(f"{goldset.name}: {len(scores.mistakes)} documents, {len(scores.unread)} without a record")
    for name, figure in figures.items():
        sign = "BELOW" if name in fallen else "^" if name in higher else ""
        floor = f"{goldset.floors[name]:.4f}" if name in goldset.floors else "none"
        print(f"  {name:24} F1 {figure:.4f}  floor {floor}  n {scores.finds[name].wanted:<5} {sign}".rstrip())
    for each in scores.unread:
        print(f"  {each.document}: {each.unread}", file=sys.stderr)
    print()
    return len(fallen)


if __name__ == "__main__":
    sys.exit(main())
