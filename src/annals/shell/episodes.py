"""`annals episodes`: the part-of tree of a record, and what is told of one episode in short."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import click
import msgspec

from annals.base.tree import Kin, Node, Part, Piece, Summary, says, voices, worded
from annals.keep.record import Record
from annals.merge.history import History
from annals.merge.summary import summary
from annals.merge.tree import episode, tree
from annals.shell.terminal import json_line, safe, style, width, wrapped
from annals.shell.wording import dates, plural

SHORT = 8
DEEPEST = 12
"""Steps that lines are set in at most."""


@click.command("episodes")
@click.argument("record", metavar="RECORD")
@click.argument("wanted", metavar="[EPISODE]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one episode a line.")
def command(record: str, wanted: str | None, as_json: bool) -> None:
    """Show which episode of RECORD is part of which, in order of time.

    Each line has the days, the name, the beginning of the id, and how many accounts, reports and claims tell of it. An
    episode in brackets is only named by others. One that is part of several is shown under each. With EPISODE, its name
    or (shortened) id: its accounts, what it is part of, and a summary, each piece with its ids (annals why RECORD ID).
    """
    with Record.open(record) as opened:
        history = History(opened)
        nodes = tree(history)
        node = episode(nodes, wanted, record) if wanted is not None else None
        told = summary(history, node) if node else None
    if node and told:
        lines = iter([_json(node, told)]) if as_json else _card(node, told, {each.id: each.name for each in nodes})
    else:
        lines = (json_line(msgspec.to_builtins(each)) for each in nodes) if as_json else _tree(nodes)
    for line in lines:
        click.echo(line)


def _json(node: Node, told: Summary) -> str:
    return json_line({**msgspec.to_builtins(node), "summary": content(told)})


def content(told: Summary) -> Mapping[str, object]:
    """A summary as JSON, each part with its sentence."""
    parts = [{**msgspec.to_builtins(part), "text": part.text} for part in told.parts]
    return {"parts": parts, "note": told.note}


# the tree


def _tree(nodes: Sequence[Node]) -> Iterator[str]:
    """Every episode under each that it is part of; what lies below it only where it stands first."""
    if not nodes:
        yield "no account tells of an episode"
    by_id = {node.id: node for node in nodes}
    seen: set[str] = set()
    waiting = [(node, 0) for node in reversed(nodes) if node.is_root]
    while waiting:
        node, depth = waiting.pop()
        again = node.id in seen and bool(node.children)
        yield from _line(node, depth, again)
        if node.id not in seen:
            seen.add(node.id)
            waiting += [(by_id[child], depth + 1) for child in reversed(node.children)]


def _line(node: Node, depth: int, again: bool) -> Iterator[str]:
    lead = "  " * min(depth, DEEPEST)
    name = f"({node.name})" if node.only_named else node.name
    days = f"{dates(node.start, node.end)}: " if node.start or node.end else ""
    counts = ((len(node.accounts), "account"), (len(node.reports), "report"), (node.claims, "claim"))
    parts = [plural(number, word) for number, word in counts if number or word == "claim"]
    told = "" if node.only_named else f" · {', '.join(parts)}"
    below = " · its parts stand above" if again else ""
    words = safe(f"{days}{name} {node.id[:SHORT]}{told}{below}")
    for number, line in enumerate(wrapped(words, width(), first=lead, rest=f"{lead}    ")):
        yield line.replace(node.id[:SHORT], style(node.id[:SHORT], "cyan"), 1) if number == 0 else line


# one episode


def _card(node: Node, told: Summary, names: Mapping[str, str]) -> Iterator[str]:
    yield style(safe(f"{node.name} {node.id}"), "bold")
    others = dict.fromkeys(name.name for name in node.names if name.name != node.name)
    yield from _note(f"also called {', '.join(others)}") if others else ()
    for account in node.accounts:
        counted = plural(account.claims, "claim")
        yield from _note(f"account: {account.name}, {dates(account.start, account.end)}, {counted}")
    for report in node.reports:
        yield from _note(f"report: {report.name}: {report.why}")
    for kin in node.parents:
        yield from _kin("part of", kin, names)
    for child in node.children:
        yield from _note(f"has as a part: {names[child]} {child[:SHORT]}")
    for kin in node.related:
        yield from _kin("beside", kin, names)
    for why in node.why:
        yield from _note(why)
    yield ""
    yield from _summary(told)


def _kin(label: str, kin: Kin, names: Mapping[str, str]) -> Iterator[str]:
    ids = f" {' '.join(id[:SHORT] for id in kin.told[:3])}{' ...' if kin.told[3:] else ''}" if kin.told else ""
    return _note(f"{label} {names[kin.node]} {kin.node[:SHORT]}: {kin.why}{ids}")


def _summary(told: Summary) -> Iterator[str]:
    for part in told.parts:
        figure = f", {part.shown} ({part.rule})" if part.shown and part.contested else ""
        said = "; ".join(_piece(piece, part) for piece in part.pieces)
        yield from wrapped(safe(f"{part.head}{figure}: {said}"), width(), rest="    ")
    if told.note:
        yield from wrapped(told.note, width())


def _piece(piece: Piece, part: Part) -> str:
    words = f"{voices(piece)} {says(piece)} {piece.words}" if part.contested else worded(piece)
    ids = [each.claim[:SHORT] for each in piece.told]
    return f"{words} [{' '.join(ids[:4])}{' ...' if ids[4:] else ''}]"


def _note(words: str) -> Iterator[str]:
    return wrapped(safe(words), width(), first="  ", rest="      ")
