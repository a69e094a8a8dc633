"""What the infoboxes of a page say of the episode as a whole, row by row, in words."""

from __future__ import annotations

from annals.base.claim import Statement
from annals.base.document import Document, Infobox, Row
from annals.base.gap import Gap
from annals.base.span import Span
from annals.extract.lines import Sheet, sheet
from annals.extract.nobody import Known, squeezed
from annals.extract.outcome import outcomes, part_of, territory
from annals.extract.places import coordinates, places
from annals.extract.roster import Name, names
from annals.extract.strength import strengths
from annals.extract.title import box_title, page_title, told_title
from annals.extract.toll import cell_losses

FIELDS = {"combatant": "belligerent", "units": "unit", "commander": "commander"}
LOSSES = frozenset({"casualties", "fatalities", "injuries", "arrests", "damage"})

Read = tuple[list[Statement], list[Gap]]


def statements(document: Document) -> Read:
    """The statements of every conflict infobox of `document`, and gaps. A page about no conflict gives none.

    Dates and coordinates are words here; `ground` resolves them.
    """
    page = sheet(document)
    said: list[Statement] = []
    gaps: list[Gap] = []
    boxes = [box for box in document.infoboxes if box.conflict]
    for number, box in enumerate(boxes):
        more, missed = _box(page, box, number)
        said += more
        gaps += missed
    if not boxes and (title := told_title(document)):
        said.append(_statement(document, "title", title, 0))
    return said, gaps


def _statement(document: Document, field: str, name: Name, box: int, side: int | None = None) -> Statement:
    return Statement(
        field, document[name.span], name.span, box, side, name.text, citations=name.citations, rule=name.rule
    )


def _box(page: Sheet, box: Infobox, number: int) -> Read:
    said: list[Statement] = []
    gaps: list[Gap] = []
    if title := box_title(page, box) or page_title(page.document):
        said.append(_statement(page.document, "title", title, number))
    known = _known(page, box)
    for row in box.rows:
        more, missed = _row(page, box, row, number, known)
        said += more
        gaps += missed
    if span := coordinates(box):
        words = page.document[span]
        said.append(Statement("coordinates", words, span, number, text=" ".join(words.split())))
    return said, gaps


def _known(page: Sheet, box: Infobox) -> Known:
    """The parties and units that the box names, to tell headings from names in other rows."""
    parties = [n.text for row in box.all("combatant") for n in names(page, row, "belligerent", Known())[0]]
    squeezed_parties = frozenset(squeezed(p) for p in parties)
    units = [n.text for row in box.all("units") for n in names(page, row, "unit", Known(squeezed_parties))[0]]
    return Known(squeezed_parties, frozenset(squeezed(u) for u in units))


def _row(page: Sheet, box: Infobox, row: Row, number: int, known: Known) -> Read:
    """The statements of one row."""
    document = page.document
    if row.key in LOSSES:
        return _losses(page, box, row, number)
    if row.key == "date":
        return [Statement("date", document[row.span], row.span, number, citations=page.cited(row.span))], []
    if row.key in FIELDS:
        found, gaps = names(page, row, FIELDS[row.key], known)
        return [_statement(document, FIELDS[row.key], n, number, row.side or 1) for n in found], gaps
    if row.key == "strength":
        found, gaps = strengths(page, row)
        return [_statement(document, "strength", n, number, row.side or 1) for n in found], gaps
    return _told(page, box, row, number)


def _told(page: Sheet, box: Infobox, row: Row, number: int) -> Read:
    """Place, part, result and territory."""
    document = page.document
    if row.key == "place":
        found, points, gaps = places(page, row)
        said = [_statement(document, "place", n, number) for n in found]
        return said + [
            Statement("coordinates", document[p.span], p.span, number, text=p.text) for p in points[:1]
        ], gaps
    if row.key == "part_of":
        found, gaps = part_of(page, row)
        return [_statement(document, "part_of", n, number) for n in found], gaps
    if row.key == "result":
        first = box.row("result") is row
        fields = ("result" if first and not at else "outcome" for at in range(len(outcomes(page, row))))
        return [_statement(document, f, n, number) for f, n in zip(fields, outcomes(page, row), strict=True)], []
    if row.key == "territory" and (whole := territory(page, row)):
        return [_statement(document, "territory", whole, number)], []
    return [], []


def _losses(page: Sheet, box: Infobox, row: Row, number: int) -> Read:
    """Losses and damages, one statement each; a damage is found again by its words."""
    document = page.document
    losses, damages, gaps = cell_losses(document, row, side=row.side, box=box)
    said: list[Statement] = []
    for loss in losses:
        span = loss.span or row.span
        side = loss.side if isinstance(loss.side, int) else None
        said.append(
            Statement("loss", document[span], span, number, side, loss=loss, citations=loss.citations, rule=loss.rule)
        )
    for damage in damages:
        at = document.text.find(damage, row.span.start, row.span.end)
        span = Span(at, at + len(damage)) if at >= 0 else row.span
        said.append(Statement("damage", document[span], span, number, text=damage, citations=page.cited(span)))
    return said, list(gaps)
