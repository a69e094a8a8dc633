"""Losses: every figure with all who tell it, beside what the events add up to; never one number by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from annals.base.edtf import bounds
from annals.base.rival import Figure
from annals.base.tally import REASONS, Term
from annals.keep.kept import KeptClaim, KeptDocument, KeptStatement
from annals.merge.display import DEFAULT, RULES, figure, interval
from annals.merge.display import shown as in_words
from annals.publish import wording
from annals.serve import bits
from annals.serve.charts import Chart, of_cell, of_range, top
from annals.serve.glance import letter
from annals.serve.page import Json, Page, Shown, Table
from annals.serve.pages.told import Card, card
from annals.serve.rows import Row
from annals.serve.tolls import KINDS, Cell, SideKey, Sum, Toll, side_name
from annals.serve.totals import Added, Columns, Entry, Line, added

PER_PAGE = 200
RULE_LABELS = {"range": "range over all", "ucdp": "UCDP: low, best, high", "acled": "ACLED: the lowest"}
COLUMNS = (
    "episode", "side", "kind", "of", "source", "voice", "certainty", "value", "min", "max", "approx", "vague", "who",
    "counted", "account", "claim", "words", "verdict", "by", "rule",
)  # fmt: skip


class Drawn(msgspec.Struct, frozen=True):
    """A cell with its chart and its figure by the rule that was asked for."""

    cell: Cell
    chart: Chart
    figure: Figure
    words: str


class SideRow(msgspec.Struct, frozen=True):
    """A side of an episode (or of the record), with its cells by kind."""

    label: str
    side: SideKey
    letter: str
    cells: Mapping[str, Sequence[Drawn]]


class Sheet(msgspec.Struct, frozen=True):
    """An episode as a table: its kinds of losses, its rows."""

    toll: Toll
    kinds: tuple[str, ...]
    rows: tuple[SideRow, ...]


class Summed(msgspec.Struct, frozen=True):
    """A line of the record as it is shown: what it comes to, in words, and its chart."""

    id: str
    line: Line
    added: Added
    words: str
    chart: Chart


def page(shown: Shown, parts: Mapping[str, str]) -> Page:
    """All losses, by the rule for display that is asked for."""
    rule = parts.get("id", DEFAULT)
    tolls = list(_tolls(shown))
    record = list(_record(shown, rule))
    return Page(
        template="losses.html",
        title="Losses",
        content={
            "rule": rule,
            "rules": RULES,
            "labels": RULE_LABELS,
            "shown_rule": RULES[rule],
            "rows": _by_row(record),
            "kinds": [kind for kind in KINDS if any(each.line.kind == kind for each in record)],
            "sheets": [sheet(toll, rule) for toll in tolls],
        },
        json=lambda: {"rule": RULES[rule], "record": [_line_json(each) for each in record],
                      "episodes": [_toll_json(toll, rule) for toll in tolls]},
        table=lambda: Table(COLUMNS, (*_line_cells(record, rule), *_tick_cells(tolls, rule))),
    )  # fmt: skip


def one(shown: Shown, parts: Mapping[str, str]) -> Page:
    """All losses by a rule, or one tally with its arithmetic, or the events that a line of the record adds up."""
    id = parts["id"]
    if id in RULES:
        return page(shown, parts)
    for body in shown.view.derived("tally", id):
        return _tally(shown, msgspec.json.decode(body, type=Sum))
    for body in shown.view.derived("losses", id):
        return _line(shown, id, msgspec.json.decode(body, type=Line))
    return Page("missing.html", "Not here", {"what": "no tally of this record has that id"}, found=False)


def paths(shown: Shown) -> Iterator[Mapping[str, str]]:
    """Every rule, every tally, every line."""
    yield from ({"id": rule} for rule in RULES)
    yield from ({"id": id} for kind in ("tally", "losses") for id in shown.view.ids(kind))


# episodes


def _tolls(shown: Shown) -> Iterator[Toll]:
    """The episodes that meet the days asked for."""
    since, until = shown.filter.days
    for body in shown.view.derived("episode"):
        toll = msgspec.json.decode(body, type=Toll)
        first, last = bounds(toll.date)
        if (since is None or last is None or last >= since) and (until is None or first is None or first <= until):
            yield toll


def sheet(toll: Toll, rule: str) -> Sheet:
    """The table of an episode; bars of one kind have one measure, so that sides can be compared."""
    kinds = tuple(kind for kind in KINDS if any(cell.kind == kind for cell in toll.cells))
    tops = {kind: top([cell for cell in toll.cells if cell.kind == kind]) for kind in kinds}
    sides = list(dict.fromkeys(cell.side for cell in toll.cells))
    rows = []
    for side in sides:
        own = [drawn(cell, tops[cell.kind], rule) for cell in toll.cells if cell.side == side]
        cells = {kind: [each for each in own if each.cell.kind == kind] for kind in kinds}
        rows.append(SideRow(side_name(side, toll.sides), side, letter(side), cells))
    return Sheet(toll, kinds, tuple(rows))


def drawn(cell: Cell, high: int, rule: str) -> Drawn:
    """A cell with its chart and figure."""
    made = figure(cell.versions, rule)
    return Drawn(cell, of_cell(cell, high), made, in_words(made))


# the record


def _record(shown: Shown, rule: str) -> Iterator[Summed]:
    told = {id: msgspec.json.decode(body, type=Line) for id, body in shown.view.items("losses")}
    sums = _left(shown, told, rule)
    highest: dict[str, int] = {}
    for id, line in told.items():
        ends = (n for n in (sums[id].low, sums[id].high) if n is not None)
        highest[line.kind] = max(highest.get(line.kind, 0), *ends, 0)
    for id, line in told.items():
        made = sums[id]
        if made.events:
            words = total_words(made)
            label = f"{line.row}, {line.kind}: {words} ({RULES[rule]})"
            chart = of_range(made.low, made.best, made.high, highest[line.kind], label)
            yield Summed(id, line, made, words, chart)


def _left(shown: Shown, told: Mapping[str, Line], rule: str) -> dict[str, Added]:
    """What each line comes to for the events that the filter leaves."""
    if not shown.filter.narrows:
        return {id: line.by(rule) for id, line in told.items()}
    flags, items = bits.flags(shown.found, shown.view.size), shown.view.items(f"sums {rule}")
    return {id: msgspec.json.decode(body, type=Columns).added(flags) for id, body in items}


def _entries(shown: Shown, id: str) -> list[Entry]:
    """The figures that a line adds up, of the events that the filter leaves."""
    told = [each for body in shown.view.derived("adding", id) for each in msgspec.json.decode(body, type=list[Entry])]
    if not shown.filter.narrows:
        return told
    flags = bits.flags(shown.found, shown.view.size)
    return [entry for entry in told if flags[entry.event]]


def total_words(made: Added) -> str:
    """`4–7`, `low 4, best 5, high 7`, `no figure`."""
    if made.low is None and made.high is None:
        return "no figure"
    if made.best is not None and made.low != made.high:
        return f"low {made.low}, best {made.best}, high {made.high}"
    return interval(made.low, made.high)


def _by_row(record: Iterable[Summed]) -> dict[str, dict[str, Summed]]:
    rows: dict[str, dict[str, Summed]] = {}
    for each in record:
        rows.setdefault(each.line.row, {})[each.line.kind] = each
    return rows


class Adding(msgspec.Struct, frozen=True):
    """What one event adds to a line, by each rule in words."""

    row: Row
    by_rule: tuple[str, ...]
    versions: int


def _line(shown: Shown, id: str, line: Line) -> Page:
    """The events that a line adds up, each with what it adds by each rule."""
    chosen = _entries(shown, id)
    first = (shown.filter.page - 1) * PER_PAGE
    sums = {RULES[rule]: total_words(added(chosen, rule)) for rule in RULES}

    return Page(
        template="line.html",
        title=f"{line.row}: {line.kind}",
        content={
            "line": line,
            "id": id,
            "sums": sums,
            "rules": list(RULES.values()),
            "events": list(_adding(shown, chosen[first : first + PER_PAGE])),
            "count": len(chosen),
            "pages": max(1, -(-len(chosen) // PER_PAGE)),
        },
        json=lambda: {"row": line.row, "kind": line.kind, "sums": sums, "events": (
            {"event": a.row.id, "date": a.row.date, **dict(zip(RULES, a.by_rule, strict=True)), "versions": a.versions}
            for a in _adding(shown, chosen))},
        table=lambda: Table(("event", "date", *RULES, "versions"),
                            ((a.row.id, a.row.date, *a.by_rule, a.versions) for a in _adding(shown, chosen))),
    )  # fmt: skip


def _adding(shown: Shown, several: Sequence[Entry]) -> Iterator[Adding]:
    rows = shown.view.each_of(entry.event for entry in several)
    for row, entry in zip(rows, several, strict=True):
        yield Adding(row, tuple(total_words(Added(*numbers, 1)) for numbers in entry.by_rule), entry.versions)


# one tally


class Part(msgspec.Struct, frozen=True):
    """A figure of the prose in a tally, with its claim."""

    term: Term
    figure: str
    reason: str
    card: Card | None


def _tally(shown: Shown, each: Sum) -> Page:
    tally = each.tally
    source = shown.record.find(each.account.document)
    assert isinstance(source, KeptDocument), "a tally is of an account"
    counted, left = ([_part(shown, source, term) for term in terms] for terms in (tally.counted, tally.left_out))
    near = [part for part in left if part.term.reason not in ("other_side", "other_kind")]
    stated = shown.record.find(tally.statement) if tally.statement else None
    words = stated.statement.words if isinstance(stated, KeptStatement) else ""
    return Page(
        template="tally.html",
        title=f"{each.side}: {tally.kind}",
        content={
            "each": each,
            "tally": tally,
            "infobox": interval_words(tally.infobox),
            "text": interval_words(tally.text) if counted else "none told",
            "counted": counted,
            "left": near,
            "others": [part for part in left if part not in near],
            "words": words,
        },
        json=lambda: msgspec.to_builtins(each),
        table=lambda: Table(_TERMS, (_term_cells(part) for part in (*counted, *left))),
    )


def interval_words(figure: tuple[int | None, int | None]) -> str:
    """An interval of a tally in words."""
    return "no figure" if figure == (None, None) else interval(*figure)


def _part(shown: Shown, source: KeptDocument, term: Term) -> Part:
    kept = shown.record.find(term.claim)
    made = card(kept, source) if isinstance(kept, KeptClaim) else None
    return Part(term, interval_words((term.min, term.max)), REASONS[term.reason] if term.reason else "", made)


_TERMS = ("claim", "ordinal", "counted", "min", "max", "who", "date", "reason", "why", "quote")


def _term_cells(part: Part) -> list[str | int | float | None]:
    t = part.term
    quote = part.card.quote if part.card else None
    return [t.claim, t.ordinal, int(t.reason is None), t.min, t.max, t.who, t.date, t.reason, t.why, quote]


# other forms


def _line_json(each: Summed) -> Json:
    told = {"id": each.id, "row": each.line.row, "kind": each.line.kind, "value": each.words}
    return told | each.added._asdict()


def _toll_json(toll: Toll, rule: str) -> Json:
    told = msgspec.to_builtins(toll)
    for cell, plain in zip(toll.cells, told["cells"], strict=True):
        plain["figure"] = msgspec.to_builtins(figure(cell.versions, rule))
    return told


def _line_cells(record: Iterable[Summed], rule: str) -> Iterator[list[str | int | float | None]]:
    for each in record:
        made = each.added
        events = wording.plural(made.events, "event")
        yield ["", each.line.row, each.line.kind, events, "sum of the events of the record", None, None,
               each.words, made.low, made.high, *(None for _ in range(9)), RULES[rule]]  # fmt: skip


def _tick_cells(tolls: Iterable[Toll], rule: str) -> Iterator[list[str | int | float | None]]:
    for toll in (told := list(tolls)):
        for cell in toll.cells:
            side = side_name(cell.side, toll.sides)
            checks = {check.id: check for check in cell.checks}
            for tick in cell.ticks:
                check = checks.get(tick.id) if tick.source == "sum" else None
                for telling in tick.tellings or (None,):
                    yield [toll.title, side, cell.kind, cell.label, tick.source,
                           telling.voice if telling else None, telling.certainty if telling else None, tick.value,
                           tick.min, tick.max, int(tick.approx), int(tick.vague), tick.who, int(tick.counted),
                           telling.name if telling else None, telling.claim if telling else None,
                           telling.words if telling else None, check.verdict if check else None,
                           check.by if check else None, None]  # fmt: skip
    made = [(toll, cell, figure(cell.versions, rule)) for toll in told for cell in toll.cells]
    for toll, cell, fig in made:
        side = side_name(cell.side, toll.sides)
        yield [toll.title, side, cell.kind, cell.label, "for display", None, None, in_words(fig), fig.min, fig.max,
               *(None for _ in range(9)), fig.rule]  # fmt: skip
