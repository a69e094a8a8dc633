"""Rivals: what the accounts tell in more than one way, a card each, alike each time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import msgspec

from annals.base.edtf import bounds
from annals.base.rival import FACETS, Disagreement, Telling
from annals.merge.display import DEFAULT, RULES, figure
from annals.merge.display import shown as in_words
from annals.serve import bits
from annals.serve.charts import Chart, of_versions
from annals.serve.derived import Paper, Place, Rivalry
from annals.serve.filters import Filter
from annals.serve.page import Json, Page, Shown, Table
from annals.serve.pages.told import Note, note
from annals.serve.rows import Row

PER_PAGE = 40
HEADINGS = {
    "agency": "Who", "toll": "How many", "date": "Which day", "place": "Where", "outcome": "How it ended",
    "name": "What it is called",
}  # fmt: skip
RELATIONS = {
    "apart": ("≠", "apart: no value fits all"),
    "overlap": ("≈", "overlap: some value fits all"),
    "precision": ("⊂", "precision: one says more exactly what the others allow"),
    "unclear": ("?", "unclear: they need not contradict each other"),
}
COLUMNS = (
    "disagreement", "facet", "subject", "relation", "distance", "event", "episode", "date", "places", "version",
    "min", "max", "voice", "certainty", "side", "via", "account", "published", "told_date", "claim", "words",
    "sentence", "citations",
)  # fmt: skip


class Voice(msgspec.Struct, frozen=True):
    """One who tells a version: the sentence cut where the very words begin and end, and the account's particulars."""

    telling: Telling
    pieces: tuple[tuple[str, bool], ...]
    notes: tuple[Note, ...]
    paper: Paper


class Told(msgspec.Struct, frozen=True):
    """A version with its letter and those who tell it."""

    letter: str
    value: str
    voices: tuple[Voice, ...]


class Rival(msgspec.Struct, frozen=True):
    """A disagreement as its card shows it; `figures` are its figures by every rule for display."""

    each: Disagreement
    heading: str
    sign: str
    relation: str
    versions: tuple[Told, ...]
    chart: Chart | None
    figures: tuple[tuple[str, str], ...]


def page(shown: Shown, parts: Mapping[str, str]) -> Page:
    """The disagreements about the events that the filter leaves, by date, those of one event together."""
    index = _index(shown)
    left = _chosen(shown, index)
    found = [n for n in left if _wanted(shown.filter, index[n])]
    number = _page(shown.filter, [index[n] for n in found])
    some = found[(number - 1) * PER_PAGE : number * PER_PAGE]
    return Page(
        template="rivals.html",
        title="Rivals",
        content={
            "count": len(found),
            "apart": sum(index[n].relation == "apart" for n in found),
            "groups": _groups(shown, [index[n] for n in some], rivals(shown, some)),
            "facets": _facets(shown.filter, Counter(index[n].facet for n in left)),
            "number": number,
            "pages": max(1, -(-len(found) // PER_PAGE)),
        },
        json=lambda: {"filter": dict(shown.filter.pairs()), "rivals": map(content, rivals(shown, found))},
        table=lambda: Table(COLUMNS, (row for each in rivals(shown, found) for row in cells(each))),
    )


def pages_of(shown: Shown) -> dict[str, int]:
    """The page of the list on which the disagreements about each event begin."""
    index = _index(shown)
    found = [index[n].event for n in _chosen(shown, index) if _wanted(shown.filter, index[n])]
    return {event: at // PER_PAGE + 1 for at, event in reversed(list(enumerate(found))) if event}


def of_event(shown: Shown, event: str) -> list[Rival]:
    """The disagreements about one event."""
    numbers = [n for body in shown.view.derived("rivals of", event) for n in msgspec.json.decode(body, type=list[int])]
    return list(rivals(shown, numbers))


def _index(shown: Shown) -> list[Place]:
    return shown.view.index("rival", Place)


def _chosen(shown: Shown, index: Sequence[Place]) -> list[int]:
    """The disagreements whose event the filter leaves; those of episodes only where it asks for days alone."""
    asked = shown.filter
    left = asked.having(values=tuple((name, values) for name, values in asked.values if name != "facet"))
    if not left.narrows:
        return list(range(len(index)))
    plain = not (left.q or left.values or left.box)
    events = frozenset(bits.listed(shown.view.chosen(left, without="facet")))
    return [
        n for n, p in enumerate(index) if (p.number in events if p.number is not None else plain and _meets(p, left))
    ]


def _meets(place: Place, asked: Filter) -> bool:
    (since, until), (first, last) = asked.days, bounds(place.date)
    return (since is None or last is None or last >= since) and (until is None or first is None or first <= until)


def _wanted(asked: Filter, place: Place) -> bool:
    facets = asked.of("facet")
    return not facets or place.facet in facets


def _page(asked: Filter, found: Sequence[Place]) -> int:
    """The page asked for, or the one that has the event asked for."""
    at = next((n for n, place in enumerate(found) if asked.sel and place.event == asked.sel), None)
    return asked.page if at is None else at // PER_PAGE + 1


def _facets(asked: Filter, counts: Mapping[str, int]) -> list[tuple[str, str, int, bool, str]]:
    """The facets with how many disagreements each has among the events left, and the address of each."""
    return [
        (facet, HEADINGS[facet], counts[facet], facet in asked.of("facet"), asked.toggled("facet", facet).query())
        for facet in FACETS
        if counts[facet] or facet in asked.of("facet")
    ]


Group = tuple[str | None, Row | None, str, list[Rival]]
"""The disagreements of one event (its id, its row) or of one episode (its title)."""


def _groups(shown: Shown, places: Sequence[Place], cards: Iterable[Rival]) -> list[Group]:
    numbers = [place.number for place in places if place.number is not None]
    rows = {row.id: row for row in shown.view.rows(dict.fromkeys(numbers))}
    made = []
    for (event, episode), several in groupby(cards, key=lambda each: (each.each.event, each.each.episode)):
        made.append((event, rows.get(event or ""), episode or "", list(several)))
    return made


def rivals(shown: Shown, numbers: Iterable[int]) -> Iterator[Rival]:
    """The disagreements with these numbers, as cards."""
    for body in shown.view.things("rival", numbers):
        yield rival(msgspec.json.decode(body, type=Rivalry))


def rival(kept: Rivalry) -> Rival:
    """A disagreement as a card."""
    each = kept.disagreement
    sign, words = RELATIONS[each.relation]
    if each.distance is not None and each.relation == "apart":
        words = words.replace("apart:", f"apart by {each.distance}{_unit(each)}:")
    figures = [figure(each.versions, rule) for rule in RULES] if each.facet == "toll" else []
    versions = (
        Told(chr(ord("A") + n % 26), version.value, tuple(_voice(telling, kept.papers) for telling in version.tellings))
        for n, version in enumerate(each.versions)
    )
    told = tuple((in_words(made), made.why) for made in figures)
    return Rival(each, HEADINGS[each.facet], sign, words, tuple(versions), of_versions(each), told)


def _unit(each: Disagreement) -> str:
    if each.facet != "date":
        return ""
    return " day" if each.distance == 1 else " days"


def _voice(telling: Telling, papers: Mapping[str, Paper]) -> Voice:
    notes = tuple(note(citation) for citation in telling.citations)
    return Voice(telling, pieces(telling.sentence, telling.words), notes, papers[telling.document])


def pieces(sentence: str, words: str) -> tuple[tuple[str, bool], ...]:
    """The sentence cut into runs, each with whether it is of the very words; several words stand with `, ` between."""
    spans = [_found(sentence, words)] if _found(sentence, words) else [_found(sentence, w) for w in words.split(", ")]
    inside = [False] * len(sentence)
    for start, end in filter(None, spans):
        inside[start:end] = [True] * (end - start)
    runs = groupby(zip(sentence, inside, strict=True), key=lambda pair: pair[1])
    return tuple(("".join(letter for letter, _ in run), marked) for marked, run in runs)


def _found(sentence: str, words: str) -> tuple[int, int] | None:
    """Where words stand, as whole words ("4" is not in "2014")."""
    match = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", sentence) if words else None
    return match.span() if match else None


def content(each: Rival) -> Json:
    """A disagreement as JSON, a toll with its figure by the rule that leaves nothing out."""
    told: Json = msgspec.to_builtins(each.each)
    if each.each.facet == "toll":
        told["figure"] = msgspec.to_builtins(figure(each.each.versions, DEFAULT))
    return told


def cells(each: Rival) -> Iterator[list[str | int | float | None]]:
    """A disagreement as rows of a table, one a telling."""
    d = each.each
    for version, shown in zip(d.versions, each.versions, strict=True):
        for voice in shown.voices:
            t = voice.telling
            cited = "; ".join(n.url or n.words for n in voice.notes)
            yield [d.id, d.facet, d.subject, d.relation, d.distance, d.event, d.episode, d.date, "; ".join(d.places),
                   version.value, version.min, version.max, t.voice, t.certainty, t.side, t.via, t.name,
                   voice.paper.published, t.date, t.claim, t.words, t.sentence, cited]  # fmt: skip
