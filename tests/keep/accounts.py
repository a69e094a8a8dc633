"""Invented accounts, as readings made by hand: what the tests of keep, merge and publish read into records."""

from __future__ import annotations

import hashlib
import re

import msgspec

from annals.base.claim import Claim, Statement
from annals.base.document import Block, Citation, Document, Section, Source
from annals.base.episode import Episode
from annals.base.gap import Gap
from annals.base.mention import Mention
from annals.base.reading import Reading
from annals.base.span import Span
from annals.base.toll import Loss
from annals.base.when import When

INFOBOX = "Fight for Harrow Ford\n3–5 March 2031\nHarrow Ford, Lowmark\nLowmark Guard\nRiver League\n2 killed\n"


def at(text: str, words: str) -> Span:
    """Where `words` first stand in `text`."""
    start = text.index(words)
    return Span(start, start + len(words))


def mention(text: str, name: str) -> Mention:
    """`name` as it first stands in `text`."""
    return Mention(name, at(text, name))


def claim(text: str, sentence: str, type: str, edtf: str | None, **more: object) -> Claim:
    """A claim told by a whole `sentence` of `text`, dated `edtf`."""
    span = at(text, sentence)
    when = When(edtf, "test") if edtf else None
    return Claim(quote=sentence, span=span, sentence=span, type=type, when=when, **more)  # type: ignore[arg-type]


def document(text: str, name: str = "ford.md", **more: object) -> Document:
    """A document of one section whose lines are its blocks."""
    blocks = tuple(Block("paragraph", Span(*m.span()), 0) for m in re.finditer(r"[^\n]+", text))
    fields: dict[str, object] = {
        "format": "frontmatter",
        "certainty": 0.9,
        "digest": hashlib.sha256(text.encode(errors="replace")).hexdigest(),
        "title": "Fight for Harrow Ford",
        "sections": (Section("", 0, Span(0, len(text))),),
        "blocks": blocks,
        **more,
    }
    return Document(name=name, text=text, **fields)  # type: ignore[arg-type]


def told(text: str, *claims: Claim, name: str = "report.txt", **more: object) -> Reading:
    """A reading of a plain report with these claims."""
    return Reading(document(text, name, title=None, **more), (), (), claims, ())


def statements(text: str = INFOBOX) -> tuple[Statement, ...]:
    """What the infobox of the invented article says."""

    def one(field: str, words: str, **more: object) -> Statement:
        return Statement(field=field, words=words, span=at(text, words), **more)  # type: ignore[arg-type]

    return (
        one("title", "Fight for Harrow Ford", text="Fight for Harrow Ford"),
        one("date", "3–5 March 2031", start=When("2031-03-03", "range"), end=When("2031-03-05", "range")),
        one("place", "Harrow Ford", text="Harrow Ford"),
        one("place", "Lowmark", text="Lowmark"),
        one("coordinates", "Harrow Ford", point=(51.25, -2.5)),
        one("belligerent", "Lowmark Guard", text="Lowmark Guard", side=1),
        one("belligerent", "River League", text="River League", side=2),
        one("loss", "2 killed", side=1, loss=Loss("killed", 2, 2, side=1, span=at(text, "2 killed")), citations=("1",)),
    )


def article(number: int = 0, name: str | None = None, days: int = 3) -> Reading:
    """The invented article number `number`: an infobox, and a shelling and a clash on each of its `days`."""
    lines = [
        f"On {day} March 2031 the River League shelled Harrow Ford, killing {day + number} guards.[1]\n"
        f"The same evening the Lowmark Guard fought the River League at post {number}.{day}.\n"
        for day in range(1, days + 1)
    ]
    text = INFOBOX + "".join(lines)
    claims = []
    for day in range(1, days + 1):
        shelling = lines[day - 1].splitlines()[0]
        start = text.index(shelling)
        shot = Span(start, start + len(shelling))
        fought = Span(shot.end + 1, start + len(lines[day - 1]) - 1)
        claims += [
            Claim(
                quote=text[shot.start : shot.end - 4],
                span=Span(shot.start, shot.end - 4),
                sentence=shot,
                type="shelling",
                when=When(f"2031-03-{day:02}", "day-month-year", words=f"{day} March 2031"),
                places=(Mention("Harrow Ford"),),
                by=(mention(text, "River League"),),
                losses=(Loss("killed", day + number, day + number, who="guards"),),
                citations=("1",),
                rule="shell",
            ),
            Claim(
                quote=text[fought.start : fought.end],
                span=fought,
                sentence=fought,
                type="clash",
                when=When(f"2031-03-{day:02}", "same-day", part_of_day="evening", anchor=f"2031-03-{day:02}"),
                places=(Mention(f"post {number}.{day}"),),
                by=(Mention("Lowmark Guard"),),
                against=(Mention("River League"),),
                attributed_to=(Mention("the miller"),),
                certainty="reported",
            ),
        ]
    cited = Citation("1", 1, "The Ford Courier, 6 March 2031", outlet="The Ford Courier", date="2031-03-06")
    gap = Gap("extract", "unread-figure", "no kind is told", "2", at(text, "2 killed"), field="casualties")
    whole = document(
        text, name or f"ford-{number}.md", citations=(cited,), source=Source("Lowmark Almanac", revision="7")
    )
    return Reading(whole, statements(text), (Episode(title="Fight for Harrow Ford"),), tuple(claims), (gap,))


def renamed(reading: Reading, name: str, certainty: float = 0.9) -> Reading:
    """The same account under another name."""
    document = msgspec.structs.replace(reading.document, name=name, certainty=certainty)
    return msgspec.structs.replace(reading, document=document)
