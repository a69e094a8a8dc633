"""`annals rivals`: what the accounts of a record disagree on, a card each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import click
import msgspec

from annals.base.document import Citation
from annals.base.rival import FACETS, Disagreement, Telling, Version
from annals.keep.record import Record
from annals.merge.display import DEFAULT, RULES, figure, interval, shown
from annals.merge.history import History
from annals.merge.rivals import rivals
from annals.shell.terminal import cut, json_line, safe, style, width, wrapped

SENTENCE = 160
"""Columns of a sentence that are shown; `annals why` shows all of it."""


@click.command("rivals")
@click.argument("record", metavar="RECORD")
@click.option("--json", "as_json", is_flag=True, help="Print one disagreement a line.")
@click.option(
    "--figures", "rule", type=click.Choice(list(RULES)), default=DEFAULT, help="The rule by which figures are shown."
)
@click.option("--facet", "wanted", type=click.Choice(FACETS), multiple=True, help="Only this facet; may be repeated.")
def command(record: str, as_json: bool, rule: str, wanted: tuple[str, ...]) -> None:
    """Show what the accounts of RECORD tell in more than one way: who says what, on what grounds.

    One card a disagreement: what it is about, then each version with all who tell it, then how the versions stand to
    each other. "Apart": no value fits all; "overlap": some value does; "precision": one says more exactly what the
    others allow; "unclear": they need not contradict. No version is chosen; figures for display follow a rule that
    is named beside them (range: from the lowest to the highest; ucdp: best, high and low; acled: the lowest).
    """
    with Record.open(record) as opened:
        found = [each for each in rivals(History(opened)) if not wanted or each.facet in wanted]
    for line in _json(found, rule) if as_json else _cards(found, rule):
        click.echo(line)


def _json(found: Sequence[Disagreement], rule: str) -> Iterator[str]:
    for each in found:
        yield json_line(content(each, rule))


def content(each: Disagreement, rule: str = DEFAULT) -> Mapping[str, object]:
    """A disagreement as JSON; a toll with the figure that the rule gives."""
    told: dict[str, object] = msgspec.to_builtins(each)
    if each.facet == "toll":
        told["figure"] = msgspec.to_builtins(figure(each.versions, rule))
    return told


def _cards(found: Sequence[Disagreement], rule: str) -> Iterator[str]:
    for each in found:
        yield from card(each, rule)
        yield ""
    apart = sum(each.relation == "apart" for each in found)
    word = "disagreement" if len(found) == 1 else "disagreements"
    yield f"{len(found)} {word}, {apart} of them apart" if found else "no disagreements"


def card(each: Disagreement, rule: str = DEFAULT) -> Iterator[str]:
    """One disagreement: its head, its versions, how they stand to each other, and the figure by the rule."""
    head = " · ".join(part for part in (f"{each.facet}: {each.subject}", *_of_what(each)) if part)
    yield from (style(line, "bold") for line in wrapped(safe(head), width(), rest="  "))
    for version in each.versions:
        for number, telling in enumerate(version.tellings):
            yield from _telling(version, telling, again=number > 0)
    yield from wrapped(safe(_standing(each)), width(), first="  = ", rest="    ")
    if each.facet == "toll":
        made = figure(each.versions, rule)
        yield from wrapped(safe(f"shown as {shown(made)}: {made.why}"), width(), first="  = ", rest="    ")


def _of_what(each: Disagreement) -> tuple[str, ...]:
    thing = f"event {each.event[:8]}" if each.event else each.episode or ""
    return (each.date or "no date", ", ".join(each.places), thing)


def _telling(version: Version, telling: Telling, *, again: bool) -> Iterator[str]:
    """`NAME says: VALUE`, then its standing, footnotes, account and words."""
    says = f"{telling.voice} {'also says' if again else 'says'}: {version.value}"
    yield from wrapped(safe(says), width(), first="  ", rest="      ")
    yield from wrapped(safe("; ".join(_standing_of(telling))), width(), first="      ", rest="      ")
    words = cut(safe(telling.sentence).strip(), SENTENCE)
    yield from wrapped(f"“{words}”", width(), first="      ", rest="       ")


def _standing_of(telling: Telling) -> Iterator[str]:
    side = "" if telling.side is None else f", side {telling.side}" if isinstance(telling.side, int) else ", civilians"
    yield f"{telling.certainty}{side}"
    yield f"in {telling.name}" + (f" ({telling.via})" if telling.claimants and telling.via != telling.name else "")
    yield from (_footnote(citation) for citation in telling.citations)


def _footnote(citation: Citation) -> str:
    known = (citation.outlet or citation.title or citation.words, citation.date, citation.language)
    mark = citation.number if citation.number is not None else citation.key
    return f"[{mark}] {', '.join(part for part in known if part)}"


def _standing(each: Disagreement) -> str:
    """How the versions stand to each other, in words."""
    words = each.relation
    if each.relation == "apart" and each.distance is not None:
        words += f" by {each.distance}{_unit(each)}"
    if each.shared is not None and each.facet == "toll":
        words += f", all allow {interval(*each.shared)}"
    return ": ".join((words, "; ".join(each.why))) if each.why else words


def _unit(each: Disagreement) -> str:
    if each.facet != "date":
        return ""
    return " day" if each.distance == 1 else " days"
