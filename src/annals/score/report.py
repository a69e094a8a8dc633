"""The page on accuracy: `python -m annals.score.report > docs/accuracy.md`.

Accuracy by field on every gold set at hand, which types of claims are taken for which, and what the figures do not say.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from pathlib import Path

import msgspec

from annals import __version__
from annals.score.confusion import NOTHING, Confusion, confusion
from annals.score.floors import FILE, Goldset, folder, goldsets
from annals.score.gold import records
from annals.score.measures import MEASURES, Scores, scored
from annals.score.merge import Merging
from annals.score.merge import sets as merged_sets
from annals.score.reader import read

UNTOUCHED = resources.files("annals.score").joinpath("untouched.toml")

SETS = {
    "own": "the project's own examples, in several forms",
    "claims": "encyclopedia articles on current wars, coded whole",
    "infobox": "further encyclopedia articles, infobox only",
    "wikitext": "raw wikitext from antiquity to the present, infobox only",
    "reports": "press releases and reports on battles of the nineteenth century, every claim",
}
MOST_PAIRS = 12

HEAD = """# Accuracy

Made by `python -m annals.score.report > docs/accuracy.md` with annals {version}; do not edit.

## How the figures were got
Documents were coded by hand after the codebook; annals reads the same documents, and what it makes of them is
compared by `python -m annals.score` (`make score`). Claims are the same where their quotes share a quarter of their
union, one to one; a claim is *typed* where its type is right too. Date, places, actors, voice and certainty are
compared on the claims that are typed, losses wherever they are told. *Whole* claims have date and losses right and at
least half of the actors. Names agree on half of their words; dates, figures and kinds of losses exactly. P is
precision, R recall, F1 their harmonic mean, n how many there were to find. Two trained coders who worked apart on four
other documents (58 claims) agree by the same measure at 0.95 (found), 0.90 (typed), 0.96 (date), 0.84 (places), 0.94
(actors) and 0.83 (whole): that is the level to reach.

**The rules were written with these sets in view.** What a set showed to be missing was added, as a rule of the language
or of the field, never of one document; still, documents that nobody tuned on score lower than these figures: see
[untouched documents](#untouched-documents)."""

MERGING = """Pairs of short accounts were written for annals in the forms met in reports: agency and monitor, lead and
body, release and wire, other spellings, other precision of dates, opposite agency and more, each with two marked
passages and a verdict: `same` event, `different` events, or `rival` versions of one event. Every pair is read into a
record of its own; a pair of one event is found where the two passages meet in one event. The rules were written with
the set *tuned* in view, never with *held_out*. *Contested* is the share of the rivals whose event is reported as told
in versions that cannot all be right; *enemies merged* counts events of opposing actors that met, *strays* passages that
met those of another pair once all were read together."""

LIMITS = """## What the figures do not say
- The sets are small: with a hundred claims a figure may be off by a tenth either way, with twenty it says little.
- They hold English prose on armed conflict, mostly of the 21st and the 19th century. Other kinds were not measured.
- Vague losses ("several", "heavy") are not compared.
- A missed claim costs the measure *found* only, not the measures of its fields.
- What annals cannot do at all is written down in [limitations](limitations.md)."""


class Untouched(msgspec.Struct, frozen=True):
    """A set of documents nobody tuned on: how many there were, and the F1 of the measures taken."""

    name: str
    version: str
    documents: int
    claims: int
    f1: dict[str, float]


class Measured(msgspec.Struct, frozen=True):
    """A gold set as it was scored now."""

    name: str
    scores: Scores
    claims: int
    confusion: Confusion


def untouched(written: str) -> list[Untouched]:
    """The sets of `untouched.toml`."""
    return msgspec.convert(tomllib.loads(written)["set"], list[Untouched])


def measured(sets: Iterable[Goldset], root: Path) -> Iterator[Measured]:
    """Every gold set that is at hand under `root`."""
    for each in sets:
        gold, documents = folder(root, each.gold), folder(root, each.documents)
        if gold and documents:
            claims = sum(len(record.get("claims") or ()) for _, record in records(gold))
            yield Measured(each.name, scored(gold, documents, read), claims, confusion(gold, documents, read))


def page(
    sets: Sequence[Measured], others: Sequence[Untouched], merged: Sequence[tuple[str, Merging]] = ()
) -> Iterator[str]:
    """The lines of the page."""
    yield from HEAD.format(version=__version__).split("\n")
    yield from ("", "## By field")
    for each in sets:
        yield from ("", *_fields(each))
    yield from ("", "## Types of claims", *_types(_sum(each.confusion for each in sets)))
    yield from ("", "## Merging", *_merging(merged))
    yield from ("", "## Tallies", *_tallies(sets))
    yield from ("", "## Untouched documents", *_untouched(others))
    yield from ("", *LIMITS.split("\n"))


def markdown_table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A Markdown table; all columns but the first are figures."""
    yield f"| {' | '.join(heads)} |"
    yield f"|---|{'---:|' * (len(heads) - 1)}"
    yield from (f"| {' | '.join(str(cell) for cell in row)} |" for row in rows)


def _fields(each: Measured) -> Iterator[str]:
    count = len(each.scores.mistakes)
    yield f"### {each.name}"
    yield f"{SETS.get(each.name, each.name).capitalize()}: {count} documents, {each.claims} claims."
    yield ""
    rows = [(name, each.scores.finds[name]) for name in MEASURES if each.scores.finds[name].wanted]
    yield from markdown_table(
        ("measure", "P", "R", "F1", "n"),
        ((name, f"{f.precision:.2f}", f"{f.recall:.2f}", f"{f.f1:.2f}", f.wanted) for name, f in rows),
    )


def _sum(several: Iterable[Confusion]) -> Confusion:
    total: Confusion = Counter()
    for each in several:
        total.update(each)
    return total


def _types(met: Confusion) -> Iterator[str]:
    """Recall and precision of every type, and the pairs that are confused most."""
    yield "Over all sets with claims: how many claims of a type the gold has (n), how many of them were found with that"
    yield "type, found with another, or missed; and how many claims of that type were told where the gold has none."
    yield ""
    names = sorted({name for pair in met for name in pair} - {NOTHING})
    yield from markdown_table(
        ("type", "n", "right", "other type", "missed", "not in gold"), (_type(met, n) for n in names)
    )
    wrong = [(pair, n) for pair, n in met.items() if pair[0] != pair[1] and NOTHING not in pair]
    worst = sorted(wrong, key=lambda item: (-item[1], item[0]))[:MOST_PAIRS]
    if worst:
        yield from ("", "Taken for one another most often:", "")
        yield from markdown_table(("gold", "found", "times"), ((*pair, n) for pair, n in worst))


def _type(met: Confusion, name: str) -> tuple[object, ...]:
    wanted = sum(n for (gold, _), n in met.items() if gold == name)
    right, missed = met[name, name], met[name, NOTHING]
    return name, wanted, right, wanted - right - missed, missed, met[NOTHING, name]


def _merging(merged: Sequence[tuple[str, Merging]]) -> Iterator[str]:
    """What merging gives on the pairs of accounts, by set and in all."""
    yield from (*MERGING.split("\n"), "")
    heads = ("set", "pairs", "P", "R", "F1", "not coded", "enemies merged", "strays", "contested")
    every = sum((each for _, each in merged), Merging(()))
    yield from markdown_table(heads, (_merged(name, each) for name, each in (*merged, ("all", every))))


def _merged(name: str, each: Merging) -> tuple[object, ...]:
    finds = each.finds
    measures = (f"{figure:.2f}" for figure in (finds.precision, finds.recall, finds.f1))
    counts = (len(each.uncoded), len(each.opposing), len(each.strays))
    return name, len(each.outcomes), *measures, *counts, f"{each.contested('rival'):.2f}"


def _tallies(sets: Sequence[Measured]) -> Iterator[str]:
    """How many verdicts and sums of the tallies are those of the gold."""
    yield "Each killed, wounded, captured or missing figure of an infobox has a verdict on what the prose adds up to"
    yield "(see [tallies](reference.md#tallies)). It is only as good as the claims that it adds: a missed claim,"
    yield "or victims whose side is not told, leave it short. How many verdicts, and how many sums, are the gold's:"
    yield ""
    found = [(each.name, each.scores.finds["tallies.verdict"], each.scores.finds["tallies.text"]) for each in sets]
    rows = [(name, judged.wanted, judged.found, summed.found) for name, judged, summed in found if judged.wanted]
    yield from markdown_table(("set", "figures", "verdicts right", "sums right"), rows)


def _untouched(others: Sequence[Untouched]) -> Iterator[str]:
    yield "Documents that nobody looked at while the rules were written tell better what to expect of your own. Their"
    yield "figures are written in `src/annals/score/untouched.toml` by those who coded them."
    yield ""
    if not others:
        yield "None have been reported yet."
        return
    fields = [name for name in MEASURES if any(name in each.f1 for each in others)]
    heads = ("set", "annals", "documents", "claims", *(name.removeprefix("claims.") for name in fields))
    rows = (
        (o.name, o.version, o.documents, o.claims, *(f"{o.f1[n]:.2f}" if n in o.f1 else "" for n in fields))
        for o in others
    )
    yield "F1 by field:"
    yield ""
    yield from markdown_table(heads, rows)


def main(argv: list[str] | None = None) -> int:
    """Print the page."""
    parser = argparse.ArgumentParser(prog="python -m annals.score.report", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(), help="the checkout (default: the current folder)")
    options = parser.parse_args(argv)
    sets = list(measured(goldsets(FILE.read_text(encoding="utf-8")), options.root))
    others = untouched(UNTOUCHED.read_text(encoding="utf-8"))
    print("\n".join(page(sets, others, list(merged_sets(options.root)))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
