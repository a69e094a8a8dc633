"""`python -m annals.score.outside`: the page on what others coded, in Markdown.

It goes to `docs/other-codings.md`, made by `python -m annals.score.outside > docs/other-codings.md` in a checkout that
has the corpora beside it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from annals import __version__
from annals.score import entities, families
from annals.score.entities import CLASSES, Found
from annals.score.families import NOTHING, OTHER, RESULTS, RIGHT, Counts
from annals.score.report import markdown_table

CORPUS = Path("../shared/corpus")
MOST_PAIRS = 12

HEAD = f"""# What others coded

Made by `python -m annals.score.outside > docs/other-codings.md` with annals {__version__}; do not edit.

Three collections of other projects were coded for other ends than this codebook. They tell how much of their matter
annals sees, not how well it does what it is for: that is on the page about [accuracy](accuracy.md)."""

EVENTS = """## Event records
Sentences with event codes: PETRARCH-2's validation records (CAMEO codes turned into PLOVER's events by PLOVER's own
table; made-up countries, written to test a program) and PLOVER's gold standard records (the examples of the CAMEO
manual). A sentence is *right* where annals tells a claim of the same PLOVER event, by the crosswalk of the codebook.
Misses are of three classes:

- *no type for it*: events of diplomacy, aid, trade or courts that the codebook leaves out. It codes accounts of armed
  conflict; CAMEO codes all that states do to each other.
- *nothing told*: an event that the codebook has a type for, but no claim. Most are things said or intended ("will
  release", "vowed to"), which CAMEO codes and the codebook rules out (section 3), or relations of states without arms;
  the others are real misses.
- *another family*: a claim, but of another event. Often both stand in the sentence, and CAMEO's coder chose the words
  of a statement where annals codes the act that it is about; some acts are filed apart (property destroyed is PLOVER's
  COERCE and the crosswalk's ASSAULT, territory gained the reverse)."""

SEEN = """## Entities
RE3D marks every organisation, place, weapon and military platform of 36 texts on Syria and Iraq (press releases of the
United States Central Command, encyclopedia articles). A record names what takes part in a claim; an organisation that
is only described, or advised, is not in it. Of the entities in sentences that tell a claim, *quoted* counts those
within the words of a claim, *named* those in a field of its own: an actor, a place, a claimant, a victim or piece of
materiel. There is no field for the weapon of an act: it stays in the quote."""


def page(corpus: Path) -> Iterator[str]:
    """The lines of the page, from the collections in the folder `corpus`."""
    yield from HEAD.split("\n")
    yield from ("", *EVENTS.split("\n"))
    records = families.plover(corpus / families.PLOVER)
    yield from ("", *_events("PLOVER gold standard records", families.counted(records)))
    records = families.petrarch(corpus / families.PETRARCH, corpus / families.CAMEO)
    yield from ("", *_events("PETRARCH-2 validation records", families.counted(records)))
    yield from ("", *SEEN.split("\n"), "")
    yield from _entities(entities.recall(corpus / folder for folder in entities.FOLDERS))


def _events(name: str, counts: Counts) -> Iterator[str]:
    total = counts.results
    coded, own = sum(total.values()), sum(total[each] for each in (RIGHT, OTHER, NOTHING))
    yield f"### {name}"
    yield f"{counts.sentences} sentences. Of {coded} with an event, {own} have one that the codebook has a type for;"
    yield f"annals tells the right family in {total[RIGHT]} of these ({_percent(total[RIGHT], own)})."
    if counts.quiet:
        yield f"In {counts.quiet} sentences without an event that CAMEO knows, annals tells none in {counts.silent}."
    yield ""
    rows = [
        (family, sum(of.values()), *(of[each] for each in RESULTS)) for family, of in sorted(counts.by_family.items())
    ]
    yield from markdown_table(("event", "n", *RESULTS), [*rows, ("all", coded, *(total[each] for each in RESULTS))])
    pairs = sorted(counts.taken.items(), key=lambda item: (-item[1], item[0]))[:MOST_PAIRS]
    if pairs:
        yield from ("", "Taken for one another most often:", "")
        yield from markdown_table(("coded", "told", "times"), ((*pair, n) for pair, n in pairs))


def _entities(found: Mapping[str, Found]) -> Iterator[str]:
    heads = ("entities", "in the texts", "in sentences with a claim", "quoted", "named", "recall (named)")
    rows = ((CLASSES[type], f.all, f.told, f.quoted, f.named, _percent(f.named, f.told)) for type, f in found.items())
    yield from markdown_table(heads, rows)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "none to find"


def main(argv: list[str] | None = None) -> int:
    """Print the page; 2 when the corpora are not at hand."""
    parser = argparse.ArgumentParser(prog="python -m annals.score.outside", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help=f"the folder of corpora (default: {CORPUS})")
    options = parser.parse_args(argv)
    needed = (families.PLOVER, families.PETRARCH, families.CAMEO, *entities.FOLDERS)
    absent = [name for name in needed if not (options.corpus / name).exists()]
    if absent:
        print(f"{options.corpus}: {', '.join(absent)} not there; name the folder with --corpus", file=sys.stderr)
        return 2
    print("\n".join(page(options.corpus)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
