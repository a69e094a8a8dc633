"""The tree of a page of wikitext → pieces: what a reader sees, with marks, flags, and gaps for what is not known."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping

import msgspec

from annals.base.gap import Gap
from annals.codebook import squeeze, table
from annals.collect.cite import Reference
from annals.collect.flags import depicted
from annals.collect.wikicall import Call
from annals.collect.wikinotes import Footnotes
from annals.collect.wikipieces import (
    Aside,
    Bracket,
    Break,
    Close,
    Emblem,
    Hole,
    Open,
    Outer,
    Piece,
    Quote,
    Roll,
    Script,
)
from annals.collect.wikitemplates import defined, expanded
from annals.collect.wikitree import Element, Link, Node, Parameter, Template, parse
from annals.collect.wikiweave import plain

FILES = frozenset({"file", "image", "media"})
CATEGORIES = frozenset({"category"})


class Box(msgspec.Struct):
    """An infobox as expanded: the template's name, and its parameters in order with their pieces."""

    template: str
    rows: dict[str, list[Piece]] = {}


class Expander:
    """Expands nodes in the order of the page; keeps the footnotes, infoboxes and sources that it meets."""

    def __init__(self, title: str | None = None, namespaces: Mapping[str, int] | None = None) -> None:
        self.title = title
        self.files = FILES | {name for name, number in (namespaces or {}).items() if number == 6}
        self.categories = CATEGORIES | {name for name, number in (namespaces or {}).items() if number == 14}
        self.notes = Footnotes()
        self.boxes: list[Box] = []
        self.sources: list[Reference] = []  # sources given in full, in the order met
        self.shorts: list[tuple[tuple[str, ...], str]] = []  # shortened footnotes, in the order met
        self.archives: list[str] = []  # addresses in archives, and
        self.languages: list[str] = []  # notes on languages, beside the sources of a footnote
        self.metadata: dict[str, str] = {}
        self.reported: dict[tuple[str, str], Gap] = {}
        self.known: dict[int, tuple[Node, list[Piece]]] = {}  # by identity; the node is kept so that it stays alive
        self.in_box = 0
        self.in_note = False

    # What others call ---------------------------------------------------------------------------------------------

    def expand(self, nodes: Iterable[Node]) -> list[Piece]:
        """The pieces of `nodes`."""
        out: list[Piece] = []
        hidden: tuple[str, int, int] | None = None  # tag, depth, and where in `out` it began
        trail = False
        for node in nodes:
            if isinstance(node, str):
                if trail:
                    node = _trail(node, out)
                hidden = self.words(node, out, hidden)
            else:
                out += self.node(node)
            trail = isinstance(node, Link) and bool(out) and isinstance(out[-1], Close)
        return out

    def plain(self, nodes: tuple[Node, ...]) -> str:
        """The words of `nodes`, in one line and without marks."""
        if len(nodes) == 1 and isinstance(nodes[0], str) and not _SPECIAL.search(nodes[0]):
            return nodes[0].strip()
        return plain(self.expand(nodes)) if nodes else ""

    def hole(self, code: str, words: str, why: str) -> list[Piece]:
        """A gap, once for each pair of code and words."""
        if (code, words) in self.reported:
            return []
        gap = self.reported[(code, words)] = Gap("collect", code, why, words=words)
        return [Hole(gap)]

    def box(self, call: Call) -> list[Piece]:
        """Keep an infobox. Nothing of it is printed where it stands, nor what only says how it looks."""
        named = [name for name in call.arguments if not name.isdecimal()]
        if not named:
            return call.hole("box-elsewhere", "this infobox stands on a page of its own, which was not read")
        box = Box(call.written.partition(":")[2] if call.name.startswith("#invoke:") else call.written)
        self.boxes.append(box)
        self.in_box += 1
        hidden = {squeeze(name) for name in table("templates")["boxes"]["hidden"]}
        for name in (name for name in named if squeeze(name) not in hidden):
            box.rows[call.labels[name]] = self.expand(call.arguments[name])
        self.in_box -= 1
        return self.stray(call)

    def stray(self, call: Call) -> list[Piece]:
        """A gap for each value of an infobox that no parameter names (a stray bar cut it off)."""
        module = call.name.startswith("#invoke:")
        lost = [words for name in call.places() if (words := call.words(name)) and not (module and name == "1")]
        why = "a value of this infobox follows a stray bar and belongs to no parameter"
        return [hole for words in lost for hole in self.hole("stray-value", words[:200], why)]

    # Nodes --------------------------------------------------------------------------------------------------------

    def node(self, node: Node) -> list[Piece]:
        """The pieces of one node. A node is expanded once, however often it is asked for: a footnote counts once."""
        known = self.known.get(id(node))
        if known is None:
            known = self.known[id(node)] = node, self.fresh(node)
        return known[1]

    def fresh(self, node: Node) -> list[Piece]:
        match node:
            case Template():
                return expanded(Call(self, node))
            case Link():
                return self.link(node)
            case Element():
                return self.element(node)
            case Parameter():
                return self.expand(node.parts[1]) if len(node.parts) > 1 else []
            case _:
                return [node]

    def link(self, node: Link) -> list[Piece]:
        """A link by its label, a picture as an emblem or a caption; categories and other languages as nothing."""
        target = " ".join(self.plain(node.parts[0]).replace("_", " ").split())
        if "\n" in _raw(node.parts[0]) or not target:
            return ["[[", *self.joined(node.parts), "]]"]
        space, colon, rest = target.removeprefix(":").partition(":")
        space = space.strip().casefold()
        if colon and not target.startswith(":"):
            if space in self.files:
                return self.picture(rest.strip(), node.parts[1:])
            if space in self.categories or (len(node.parts) == 1 and _LANGUAGE.fullmatch(space) and rest[:1] != " "):
                return []
        target = target.removeprefix(":").strip()
        label = self.expand(node.parts[1]) if len(node.parts) == 2 else self.joined(node.parts[1:])
        if not label or label == [""]:
            label = [target if len(node.parts) == 1 else re.sub(r" ?\([^()]*\)$|,.*$", "", target)]
        return [Open(target), *(" " if piece == "\n" else _unbroken(piece) for piece in label), Close()]

    def joined(self, parts: tuple[tuple[Node, ...], ...]) -> list[Piece]:
        """Parts that were split at bars, put together again."""
        out: list[Piece] = []
        for index, part in enumerate(parts):
            out += ["|", *self.expand(part)] if index else self.expand(part)
        return out

    def picture(self, name: str, parts: tuple[tuple[Node, ...], ...]) -> list[Piece]:
        """A framed picture gives its caption, any other an emblem."""
        options = [(self.plain(part).casefold(), part) for part in parts]
        framed = any(re.split(r"[= ]", words)[0] in _FRAMES for words, _ in options)
        if not framed:
            return [Emblem(depicted(name), picture=True)]
        captions = [part for words, part in options if not _OPTION.fullmatch(words)]
        return [Aside("caption", tuple(self.expand(captions[-1])))] if captions else []

    # Extension tags -----------------------------------------------------------------------------------------------

    def element(self, node: Element) -> list[Piece]:
        match node.name:
            case "ref":
                return self.ref(node)
            case "references":
                return self.references(node)
            case "nowiki":
                return [html.unescape(node.body or "").replace("\n", " ")]
            case "poem":
                return self.poem(node)
            case "gallery":
                return self.gallery(node)
            case "pre" | "syntaxhighlight" | "source":
                return [Aside("table", (html.unescape(node.body or ""),))] if node.body else []
            case "math" | "chem" | "ce" | "score" | "timeline" | "hiero" | "graph":
                return self.hole("not-words", f"<{node.name}>", f"what <{node.name}> draws cannot be put in words")
            case _:
                return []

    def inner(self, node: Element) -> tuple[Node, ...]:
        return parse(node.body or "", node.room).nodes

    def ref(self, node: Element) -> list[Piece]:
        attributes = attributes_of(node.attributes)
        group, name = attributes.get("group", ""), attributes.get("name", "")
        body = self.inner(node) if node.body and node.body.strip() else None
        if body is None and not name:
            return []
        return [self.notes.use(group, name, body)]

    def references(self, node: Element) -> list[Piece]:
        group = attributes_of(node.attributes).get("group", "")
        self.define(self.inner(node), group)
        return [Roll(group)]

    def define(self, nodes: Iterable[Node], group: str) -> None:
        """The footnotes told in a list (`<references>`, `refs=`) rather than where they are used."""
        for node in nodes:
            if isinstance(node, Element) and node.name == "ref" and node.body:
                attributes = attributes_of(node.attributes)
                self.notes.define(attributes.get("group", group), attributes.get("name", ""), self.inner(node))
            elif isinstance(node, Template):
                defined(Call(self, node), group)

    def poem(self, node: Element) -> list[Piece]:
        return [Aside("quote", tuple(self.broken(self.expand(self.inner(node)))))]

    def broken(self, pieces: list[Piece]) -> list[Piece]:
        """`pieces` with every new line of source as a line break."""
        out: list[Piece] = []
        for piece in pieces:
            if isinstance(piece, str) and "\n" in piece:
                first, *rest = piece.strip("\n").split("\n")
                out.append(first)
                for part in rest:
                    out += [Break(), part]
            else:
                out.append(piece)
        return out

    def gallery(self, node: Element) -> list[Piece]:
        """The captions of a gallery: one a line, after the name of the file."""
        out: list[Piece] = []
        for line in (node.body or "").split("\n"):
            _, bar, caption = line.partition("|")
            if bar and caption.strip():
                out.append(Aside("caption", tuple(self.expand(parse(caption, node.room).nodes))))
        return out

    # Words --------------------------------------------------------------------------------------------------------

    def words(self, words: str, out: list[Piece], hidden: tuple[str, int, int] | None) -> tuple[str, int, int] | None:
        """Add the pieces of plain wikitext to `out`; `hidden` is a tag that is not displayed and not yet closed."""
        at = 0
        for token in _INLINE.finditer(words):
            if token.start() > at:
                out.append(words[at : token.start()])
            at = token.end()
            if token.lastgroup == "tag":
                hidden = _tag(token, out, hidden)
            else:
                out += self.inline(token)
        if at < len(words):
            out.append(words[at:])
        return hidden

    def inline(self, token: re.Match[str]) -> list[Piece]:
        match token.lastgroup:
            case "quotes":
                return [Quote(len(token[0]))]
            case "entity":
                return [_character(token[0])]
            case "bare":
                return self.numbered_link(token["bare"].strip())
            case "outer":
                return [Outer(token["outer"].strip())]
            case "bracket":
                return [Bracket()]
            case "address":
                address = token[0].rstrip(".,;:!?'")
                return [Open(address), address, Close(), token[0][len(address) :]]
            case _:
                return []

    def numbered_link(self, address: str) -> list[Piece]:
        """`[https://...]` without words prints a number in brackets, as a footnote does; it is kept as one."""
        return [self.notes.use_source("link", address, Reference(words=address, url=address))]


_SPECIAL = re.compile(r"['<&\[\]\n]|__|//")
_LANGUAGE = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{2,10}){0,2}|simple|be-x-old|wiktionary|commons|species|wikisource|wikiquote"
)
_FRAMES = frozenset({"thumb", "thumbnail", "frame", "framed", "miniatur", "mini", "miniatura", "vignette", "sīktēls"})
_OPTION = re.compile(
    r"thumb(?:nail)?(?:=.*)?|framed?|frameless|border|left|right|center|centre|none|baseline|middle|sub|super|top|text-top|bottom"
    r"|text-bottom|\d*(?:x\d+)? ?px|upright(?:[= ][\d.]*)?|(?:alt|link|lang|page|class|start|end|thumbtime)=.*|"
)
_INLINE = re.compile(
    r"(?P<quotes>'{2,})|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,31});)"
    r"|(?P<tag></?[a-zA-Z][^<>]*>)"
    r"|\[(?P<bare>(?:https?:|ftp:)?//[^\s\[\]<>|]+ *)\]"
    r"|\[(?P<outer>(?:https?:|ftps?:|mailto:|irc:|news:)?(?:(?<=mailto:)|//)[^\s\[\]<>]+ *)"
    r"|(?P<bracket>\])|(?P<address>https?://[^\s\[\]<>|{}\"]+)|(?P<magic>__[A-Z]{3,20}__|~{3,5})"
)


def _character(entity: str) -> str:
    """The character of an entity; references to surrogates, controls and the like are left as U+FFFD."""
    words = html.unescape(entity)
    return words if words.isprintable() or words.isspace() else "" if words == "\xad" else words[:1] and _printed(words)


def _printed(words: str) -> str:
    return "".join(" " if char in "\n\r" else char if ord(char) >= 32 else "" for char in words)


_BREAKING = frozenset(
    {"p", "div", "center", "blockquote", "ul", "ol", "dl", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "caption"}
)


def _tag(token: re.Match[str], out: list[Piece], hidden: tuple[str, int, int] | None) -> tuple[str, int, int] | None:
    """Add what an HTML tag prints. What stands in a tag with `display:none` is taken out again at its end."""
    match = re.match(r"</?([a-zA-Z][a-zA-Z0-9]*)", token[0])
    name = match[1].lower() if match else ""
    closing, alone = token[0].startswith("</"), token[0].endswith("/>")
    if hidden is not None:
        tag, depth, at = hidden
        if name == tag and not alone:
            depth += -1 if closing else 1
            if not depth:
                del out[at:]
                return None
        return tag, depth, at
    if not closing and not alone and re.search(r"display *: *none", token[0]):
        return name, 1, len(out)
    out += _printed_tag(name, closing)
    return None


def _printed_tag(name: str, closing: bool) -> list[Piece]:
    match name:
        case "br":
            return [Break()]
        case "hr":
            return ["\n----\n"]
        case "b" | "strong":
            return [Quote(3)]
        case "sup" | "sub":
            return [Script("" if closing else name)]
        case "li":
            return [] if closing else ["\n* "]
        case "table":
            return ["\n|}\n" if closing else "\n{|\n"]
        case "tr":
            return [] if closing else ["\n|-\n"]
        case "td" | "th":
            return [] if closing else ["\n| "]
        case _:
            return ["\n\n"] if name in _BREAKING else []


def _trail(words: str, out: list[Piece]) -> str:
    """Letters right after a link belong to it (`[[galley]]s`): move them into it; the rest of `words`."""
    match = re.match(r"[^\W\d_]+", words)
    if not match:
        return words
    out[-1:] = [match[0], Close()]
    return words[match.end() :]


def _unbroken(piece: Piece) -> Piece:
    return piece.replace("\n", " ") if isinstance(piece, str) else piece


def _raw(nodes: tuple[Node, ...]) -> str:
    return "".join(node for node in nodes if isinstance(node, str)).strip()


_ATTRIBUTE = re.compile(r"([a-zA-Z][\w-]*)\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'/>]+(?:/[^\s\"'/>]+)*))")


def attributes_of(words: str) -> dict[str, str]:
    """The attributes of a tag: `name="a b" group=n`."""
    return {
        match[1].lower(): " ".join((match[2] or match[3] or match[4] or "").split())
        for match in _ATTRIBUTE.finditer(words)
    }
