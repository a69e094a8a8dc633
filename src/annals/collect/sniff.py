"""Telling what form a document has, from how it begins. The content decides; the name only tips the scales."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import NamedTuple

from annals.collect.find import extension
from annals.collect.load import loaded

SNIFFED = 40_000
"""Characters that are looked at."""


class Sniffed(NamedTuple):
    """A format, how sure it is (0 to 1), and the reason in words."""

    format: str
    certainty: float
    why: str


def sniff(head: bytes | str, name: str = "") -> Sniffed:
    """What format the document that begins with `head` and is called `name` has."""
    text = (head if isinstance(head, str) else _lenient(head))[:SNIFFED].lstrip("\ufeff")
    kind = extension(name)
    for test in _TESTS:
        found = test(text, kind)
        if found:
            return found
    return _weighed(text, kind)


def _lenient(head: bytes) -> str:
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        return head.replace(b"\0", b"").decode("utf-8", "replace")
    return loaded(head, "").text


# Forms that announce themselves -----------------------------------------------------------------------------------


def _dump(text: str, kind: str) -> Sniffed | None:
    if re.search(r"<mediawiki[\s>]", text[:4000]):
        return Sniffed("dump", 0.99, "it begins with the element <mediawiki>")
    if kind == "xml" and re.match(r"\s*(?:<\?xml[^<>]{0,200}>\s*)?<page>", text):
        return Sniffed("dump", 0.8, "it is XML that begins with a <page>")
    return None


def _html(text: str, kind: str) -> Sniffed | None:
    if re.match(
        r"\s*(?:<\?xml[^<>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html[\s>])", text, re.I | re.S
    ):
        return Sniffed("html", 0.99, "it begins as an HTML page")
    return None


FENCE = re.compile(r"\s*---[ \t]*\n")
_KEY = re.compile(r"\s*(?:\{|[\"']?[A-Za-z][\w :.-]{0,60}[\"']?[ \t]*:(?:\s|$)|#|---|\.\.\.)")
_BOX = re.compile(r"^[ \t]*,?[ \t]*[\"']?info_?box(?:es)?[\"']?[ \t]*:", re.MULTILINE | re.IGNORECASE)
_AGENCY = re.compile(r"^[ \t]*[\"']?(?:publisher|outlet|agency|source)[\"']?[ \t]*:", re.MULTILINE | re.IGNORECASE)


def _front_matter(text: str, kind: str) -> Sniffed | None:
    fence = FENCE.match(text)
    if not fence or not _KEY.match(text, fence.end()):
        return None
    close = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE).search(text, fence.end())
    block = text[fence.end() : close.start() if close else len(text)]
    if _BOX.search(block) and not _AGENCY.search(block):
        return Sniffed("frontmatter", 0.99, "it begins with front matter that holds an infobox")
    return Sniffed("report", 0.95 if close else 0.7, "it begins with front matter about a report")


def _json(text: str, kind: str) -> Sniffed | None:
    if re.match(r"\s*\{\s*\"[^\"\n]{1,200}\"\s*:", text):
        return Sniffed("jsonl", 0.97, "it begins with a JSON object")
    if re.match(r"\s*\[\s*\{\s*\"", text):
        return Sniffed("jsonl", 0.95, "it begins with a list of JSON objects")
    if kind in ("jsonl", "ndjson", "json"):
        return Sniffed("jsonl", 0.6, f"it is called .{kind}")
    return None


def _table(text: str, kind: str) -> Sniffed | None:
    if kind not in ("csv", "tsv"):
        return None
    from annals.collect.csv import named_columns

    names = named_columns(text)
    if names:
        return Sniffed("csv", 0.95, "its first line names columns, one of them of texts")
    return Sniffed("csv", 0.6, f"it is called .{kind}")


_TESTS: tuple[Callable[[str, str], Sniffed | None], ...] = (_dump, _html, _front_matter, _json, _table)


# Forms that are weighed -------------------------------------------------------------------------------------------

_SIGNS: dict[str, tuple[tuple[str, str, float, int], ...]] = {
    # format: (pattern, what it is in words, weight of each sight, most sights that count)
    "wikitext": (
        (r"\{\{\s*infobox", "an infobox template", 4, 1),
        (r"\{\{[A-Za-z][^{}\n]{0,80}[|}\n]", "templates", 1, 4),
        (r"\[\[[^\[\]\n]{1,200}\]\]", "double-bracket links", 0.5, 8),
        (r"^==+[^=\n]{1,200}==+[ \t]*$", "headings between equals signs", 1, 4),
        (r"<ref[\s>/]", "<ref> notes", 1, 3),
        (r"'''[^'\n]{1,200}'''", "words between three apostrophes", 0.5, 4),
        (r"^\{\||^\|-+[ \t]*$", "wiki tables", 1, 2),
        (r"^#redirect\s*\[\[", "a redirect", 6, 1),
    ),
    "html": (
        (
            r"<(?:p|div|span|table|tr|td|li|ul|h[1-6]|a|body|head|article|section)\b[^<>]{0,500}>",
            "HTML elements",
            0.5,
            12,
        ),
        (r"</(?:p|div|table|body|head|article|section)>", "closing tags", 0.5, 8),
        (r"<table[^<>]{0,300}class=\"[^\"]{0,200}infobox", "an infobox table", 4, 1),
    ),
    "plaintext": (
        (r"^\s*from wikipedia,? the free encyclopedia", "the encyclopedia's line under the title", 5, 1),
        (
            r"^(?:casualties and losses|belligerents|commanders and leaders|units involved|strength)[ \t]*$",
            "infobox labels",
            2,
            4,
        ),
        (
            r"^(?:date|location|result|status|territorial\s?changes)\t?[A-Z0-9][^\n]{0,300}$",
            "infobox labels before values",
            1,
            3,
        ),
        (r"^\s*(?:\d{1,4}\.\s*)?(?:jump up\s*)?\^[ \t]*(?:[a-z]\b|\"|[A-Z])", "notes with back-links", 1, 6),
        (r"\[edit\]", "edit marks behind headings", 1, 3),
        (r"\w[.,\"”)]?\[\d{1,3}\]", "footnote marks", 0.25, 8),
        (r"^part of (?:the|a)\b", 'the infobox\'s "Part of" line', 1, 1),
    ),
    "report": (
        (
            r"^\s*(?:source|publisher|date|url|language|title)[ \t]*:[ \t]*\S",
            "lines that name a source or a date",
            1,
            4,
        ),
        (r"^#{1,6}[ \t]\S", "Markdown headings", 0.75, 4),
        (r"\]\([^()\s]{1,300}\)", "Markdown links", 0.5, 4),
        (r"\*\*[^*\n]{1,200}\*\*", "Markdown bold", 0.5, 2),
    ),
}
_NAMES = {
    "wikitext": ("wikitext", "wiki", "mediawiki", "mw"),
    "html": ("html", "htm", "xhtml"),
    "plaintext": (),
    "report": ("md", "markdown", "mdown", "txt", "text"),
}
_FEWEST = {"wikitext": 2.0, "html": 2.0, "plaintext": 3.0, "report": 0.0}


def _weighed(text: str, kind: str) -> Sniffed:
    """The format with the most signs; a report, told as such in plain words, where there are too few of any other."""
    scores = {name: _score(text, kind, name) for name in _SIGNS}
    name = max(scores, key=lambda n: scores[n][0] if scores[n][0] >= _FEWEST[n] else -1.0)
    weight, seen = scores[name]
    rival = max(score for other, (score, _) in scores.items() if other != name)
    if name == "report" and not seen:
        return Sniffed("report", 0.5 if rival else 0.6, "it is plain text without signs of another form")
    certainty = min(0.98, max(0.3, 0.5 + 0.06 * (weight - rival)))
    return Sniffed(name, round(certainty, 2), "it has " + ", ".join(seen))


def _score(text: str, kind: str, name: str) -> tuple[float, list[str]]:
    score, seen = 0.0, []
    for pattern, words, weight, most in _SIGNS[name]:
        count = sum(1 for _ in islice(re.finditer(pattern, text, re.MULTILINE | re.IGNORECASE), most))
        if count:
            score += weight * count
            seen.append(words)
    if kind in _NAMES[name]:
        score += 2.0 if name != "report" else 0.5
        seen.append(f"the name .{kind}")
    return score, seen
