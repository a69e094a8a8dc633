"""Reports: plain text or Markdown, with particulars in front matter or in lines above the text, or with none at all."""

from __future__ import annotations

import re
from collections.abc import Mapping

from annals.base.document import Document
from annals.collect import block, frontmatter, inline, markdown, particulars
from annals.collect.block import Value
from annals.collect.sniff import FENCE
from annals.collect.weave import Weaver

TITLE = 160
"""Characters that a line may have to be taken for a title."""


def read(raw: str, *, name: str, digest: str, certainty: float) -> Document:
    """The report that `raw` is. What it does not say of itself (a date, a publisher) stays unknown."""
    if FENCE.match(raw) and block.parted(raw, name):
        return frontmatter.read(raw, name=name, digest=digest, certainty=certainty, format="report")
    head, body = heading(raw)
    return told(body, head, name=name, digest=digest, certainty=certainty)


def told(body: str, values: Mapping[str, Value], *, name: str, digest: str, certainty: float) -> Document:
    """A report with the text `body` and the particulars `values`."""
    names = particulars.named(values)
    source, gaps = particulars.source(names)
    title, rest = (None, body) if names.get("title") else first_line(body)
    weaver = Weaver()
    if title:
        with weaver.block("heading"):
            inline.write(weaver, title)
    written = markdown.write(weaver, rest)
    return weaver.document(
        name=name,
        format="report",
        certainty=certainty,
        digest=digest,
        title=names.get("title") or (inline.plain(title).strip() if title else written.title),
        source=source,
        encyclopedia=particulars.is_encyclopedia(f"{source.publisher} {source.url}"),
        citations=written.citations,
        metadata=particulars.metadata(values, without=tuple(name for name in values if name.lower() == "title")),
        gaps=gaps,
    )


_PARTICULAR = re.compile(
    r"[ \t]*(?:\*\*|__)?([A-Za-z][A-Za-z _-]{1,30}?)(?:\*\*|__)?[ \t]*:(?:\*\*|__)?[ \t]+(\S.{0,2000})"
)


def heading(raw: str) -> tuple[dict[str, str], str]:
    """The particulars in lines above the text (`Source: ...`, `Date: ...`), and the text without them.

    They count only where the text begins with them and nothing else stands between; the text itself is no particular.
    """
    lines = raw.split("\n")
    found: dict[str, str] = {}
    at = _filled(lines, 0)
    while at < len(lines) and (match := _PARTICULAR.fullmatch(lines[at].rstrip())):
        if particulars.canonical(match[1]) in (None, "text") or match[1] in found:
            break
        found[match[1]] = match[2].strip("* ")
        at += 1
    return found, "\n".join(lines[at:]) if found else raw


def _filled(lines: list[str], at: int) -> int:
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at


def first_line(body: str) -> tuple[str | None, str]:
    """The title that a plain text prints on its first line, and what follows it.

    A title is short, stands alone over an empty line, has no full stop, mark-up or bullet, and is followed by more.
    """
    lines = body.split("\n")
    at = _filled(lines, 0)
    alone = at + 1 < len(lines) and not lines[at + 1].strip() and _filled(lines, at + 1) < len(lines)
    line = lines[at].strip() if alone else ""
    if not line or len(line) > TITLE or not is_title(line):
        return None, body
    return line, "\n".join(lines[at + 1 :])


def is_title(line: str) -> bool:
    """Whether a line reads as a title: no sentence's end, no mark-up at its beginning, and a letter in it."""
    line = re.sub(r"(?:\[[^\[\]]{0,20}\]|\[{0,2}\d{0,4}\]{1,2}\(#[^()\s]{0,99}\))+$", "", line)  # footnote marks
    ends = re.search(r"(?<!\b[A-Z])[.!?:;,–—-][\"”’)]?$", line)
    return not ends and not re.match(r"[#>|*+\-•`\[!<\d]", line) and any(letter.isalpha() for letter in line)
