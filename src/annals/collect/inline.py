"""Mark-up within a line of Markdown → words, with links, bold runs, flags and footnote marks beside them.

Letters and digits of the prose come out exactly as they stand in the source. What falls away: link targets, images,
the signs of emphasis, HTML tags, comments and what is left of `<ref>` notes. The work grows with the
length of the text, whatever is in it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import NamedTuple

from annals.base.document import Bold, Link
from annals.base.span import Span
from annals.collect.flags import EMOJI, country
from annals.collect.weave import Weaver


class Op(NamedTuple):
    """One step of writing: `text`, `link` (to `words`), `unlink`, `bold`, `unbold`, `mark`, `flag`."""

    kind: str
    words: str = ""


TAGS = (
    "abbr|a|big|blockquote|br|b|center|cite|code|dd|del|div|dl|dt|em|figcaption|figure|font|gallery|h[1-6]|hr|img|ins|i|"
    "kbd|li|mark|math|nobr|nowiki|noinclude|ol|pre|p|q|references|ref|small|span|strike|strong|sub|sup|s|table|tbody|td|"
    "thead|th|time|tr|tt|ul|u|var|wbr"
)
"""HTML elements whose tags are mark-up; anything else in angle brackets is words."""

_TOKEN = re.compile(
    rf"""(?P<escape>\\[!-/:-@\[-`{{-~])
    |(?P<file>\[\[(?:file|image):[^\[\]]{{0,2000}}\]\])
    |(?P<image>!\[)
    |(?P<note>\[\^[^\[\]\s]{{1,80}}\])
    |(?P<bare>\[\d{{1,4}}\](?!\(|\[\D|:\s))
    |(?P<open>\[)
    |(?P<close>\])
    |(?P<run>\*+|(?<![^\W_])_+|_+(?![^\W_]))
    |(?P<drop>'{{2,5}}|`+|</?(?:{TAGS})(?:\s[^<>]{{0,2000}})?/?>)
    |(?P<auto><(?:https?://|mailto:)[^<>\s]{{1,2000}}>)
    |(?P<entity>&(?:\#\d{{1,7}}|\#x[0-9a-f]{{1,6}}|[a-z][a-z0-9]{{1,31}});)
    |(?P<flag>{EMOJI})""",
    re.IGNORECASE | re.VERBOSE,
)
_TARGET = re.compile(
    r"""\(\s{0,9}(?:<(?P<angled>[^<>\n]{0,2000})>|(?P<plain>(?:[^\s()]|\((?:[^\s()]|\([^\s()]{0,300}\)){0,300}\)){0,2000}))"""
    r"""(?:\s{1,9}(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'))?\s{0,9}\)"""
)
_REFERENCE = re.compile(r"\[([^\[\]\n]{0,200})\]")
_REF = re.compile(r"<ref\b[^<>]{0,500}/>|<ref\b[^<>]{0,500}>[^<]{0,5000}</ref>", re.IGNORECASE)
_BREAK = re.compile(r"</?(?:br|p|div|li|tr|td|th|h[1-6]|blockquote)\b", re.IGNORECASE)


class _Run:
    """A run of `*` or `_`: what of it opens or closes emphasis, and how many signs are left over as they are."""

    def __init__(self, at: int, sign: str, left: int) -> None:
        self.at, self.sign, self.left = at, sign, left
        self.closes: list[Op] = []
        self.opens: list[Op] = []

    def ops(self) -> list[Op]:
        return [*self.closes, Op("text", self.sign * self.left), *self.opens]


class _Reader:
    """Turns one piece of Markdown into ops, from left to right."""

    def __init__(self, text: str, links: Mapping[str, str]) -> None:
        self.text, self.links = _REF.sub("", text), links
        self.out: list[Op | _Run] = []
        self.brackets: list[tuple[int, bool]] = []
        self.runs: dict[str, list[_Run]] = {"*": [], "_": []}
        self.at = 0

    def read(self) -> list[Op]:
        while match := _TOKEN.search(self.text, self.at):
            self.put("text", self.text[self.at : match.start()])
            self.at = match.end()
            getattr(self, f"on_{match.lastgroup}")(match)
        self.put("text", self.text[self.at :])
        return [op for each in self.out for op in (each.ops() if isinstance(each, _Run) else (each,))]

    def put(self, kind: str, words: str = "") -> None:
        self.out.append(Op(kind, words))

    def on_escape(self, match: re.Match[str]) -> None:
        self.put("text", match[0][1])

    def on_note(self, match: re.Match[str]) -> None:
        self.put("mark", f"[{match[0][2:-1]}]")

    def on_bare(self, match: re.Match[str]) -> None:
        self.put("mark", match[0])

    def on_flag(self, match: re.Match[str]) -> None:
        self.put("flag", match[0])

    def on_file(self, match: re.Match[str]) -> None:
        """A picture that its exporter forgot: nothing of it is in the text."""

    def on_drop(self, match: re.Match[str]) -> None:
        if _BREAK.match(match[0]):
            self.put("text", "\n")

    def on_entity(self, match: re.Match[str]) -> None:
        self.put("text", html.unescape(match[0]))

    def on_auto(self, match: re.Match[str]) -> None:
        self.out += [Op("link", match[0][1:-1]), Op("text", match[0][1:-1]), Op("unlink")]

    def on_image(self, match: re.Match[str]) -> None:
        self.brackets.append((len(self.out), True))
        self.put("text", "![")

    def on_open(self, match: re.Match[str]) -> None:
        self.brackets.append((len(self.out), False))
        self.put("text", "[")

    def on_close(self, match: re.Match[str]) -> None:
        found = self.target() if self.brackets else None
        start, image = self.brackets.pop() if self.brackets else (0, False)
        if found is None:
            self.put("text", "]")
            return
        target, self.at = found
        if image:
            self.cut(start)
        elif target.startswith("#") and (printed := self.shown(start)):
            self.cut(start)
            self.put("mark", printed)
        else:
            self.out[start] = Op("link", target)
            self.put("unlink")

    def target(self) -> tuple[str, int] | None:
        """The target that follows a closing bracket, and where it ends."""
        if match := _TARGET.match(self.text, self.at):
            return match["angled"] if match["angled"] is not None else match["plain"], match.end()
        match = _REFERENCE.match(self.text, self.at)
        known = self.links.get(match[1].casefold()) if match else None
        return (known, match.end()) if match and known is not None else None

    def cut(self, start: int) -> None:
        """Take back everything since `start`."""
        del self.out[start:]
        for waiting in self.runs.values():
            while waiting and waiting[-1].at >= start:
                waiting.pop()

    def shown(self, start: int) -> str | None:
        """The footnote mark that the link begun at `start` shows (`[1]`), if it shows nothing else."""
        if len(self.out) - start > 8:
            return None
        words = "".join(op.words for op in self.out[start + 1 :] if isinstance(op, Op)).strip("[] ")
        return f"[{words}]" if words.isdigit() and len(words) <= 4 else None

    def on_run(self, match: re.Match[str]) -> None:
        before, after = self.text[match.start() - 1 : match.start()], self.text[match.end() : match.end() + 1]
        run = _Run(len(self.out), match[0][0], len(match[0]))
        times = run.left == 1 and before.isalnum() and after.isalnum()  # "2*3" is no emphasis
        if before and not before.isspace() and not times:
            self.close(run)
        if run.left and after and not after.isspace() and not times:
            self.runs[run.sign].append(run)
        self.out.append(run)

    def close(self, run: _Run) -> None:
        """Pair `run` with the runs of its sign before it that wait for their end."""
        waiting = self.runs[run.sign]
        while run.left and waiting:
            size = 2 if min(run.left, waiting[-1].left) > 1 else 1
            waiting[-1].left, run.left = waiting[-1].left - size, run.left - size
            waiting[-1].opens.insert(0, Op("bold" if size == 2 else "slant"))
            run.closes.append(Op("unbold" if size == 2 else "unslant"))
            if not waiting[-1].left:
                waiting.pop()


def ops(text: str, links: Mapping[str, str] | None = None) -> list[Op]:
    """What writing `text` comes to; `links` are the targets of reference links by name in lower case."""
    return _Reader(text, links or {}).read()


def plain(text: str, links: Mapping[str, str] | None = None) -> str:
    """The words of `text` alone."""
    return "".join(op.words for op in ops(text, links) if op.kind in ("text", "mark", "flag"))


def linked(text: str, links: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """The links of `text`: the words of each and its target."""
    found, begun = [], []
    words: list[str] = []
    for op in ops(text, links):
        if op.kind == "link":
            begun.append((len(words), op.words))
        elif op.kind == "unlink" and begun:
            start, target = begun.pop()
            found.append(("".join(words[start:]), target))
        else:
            words.append(op.words)
    return found


def write(weaver: Weaver, text: str, links: Mapping[str, str] | None = None) -> None:
    """Write `text` through `weaver`: its words, and beside them its links, bold runs, marks and flags."""
    begun: dict[str, list[tuple[int, str]]] = {"link": [], "bold": []}
    for kind, words in ops(text, links):
        if kind == "text":
            weaver.write(words)
        elif kind == "mark":
            weaver.mark(words, words.strip("[]"))
        elif kind == "flag":
            weaver.flag(country(words), words)
        elif kind in begun:
            begun[kind].append((weaver.at, words))
        elif kind in ("unlink", "unbold") and begun[kind[2:]]:
            _close(weaver, kind, *begun[kind[2:]].pop())


def _close(weaver: Weaver, kind: str, start: int, target: str) -> None:
    span = Span(start, weaver.at)
    if not len(span):
        return
    if kind == "unbold":
        weaver.bolds.append(Bold(span))
    else:
        weaver.links.append(Link(span, page(target)))


def page(target: str) -> str | None:
    """The page or address that a link's target names: `./Rojava_conflict` is the page `Rojava conflict`."""
    target = html.unescape(target.strip())
    if not target or target.strip("./ ") == "undefined":
        return None
    return target[2:].replace("_", " ") if target.startswith("./") else target
