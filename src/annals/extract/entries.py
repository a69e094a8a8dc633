"""One piece of a casualty field → its entries: a figure (or its absence) with the words around it, in order."""

from __future__ import annotations

import re

import msgspec

from annals.base.span import Span
from annals.extract.figures import Figure, figures
from annals.extract.loss_words import (
    DESIGNATION,
    PART,
    TOTAL,
    head_class,
    kind_pattern,
    none_pattern,
    noun_pattern,
    state_pattern,
    vague_pattern,
)

_SEPARATOR = re.compile(
    r"[,;/&+]|\b(?:as well as|and|plus|but|or)\b(?=[^,;]*$)"
    r"|\b(?:including|includes|incl\.?|of whom|of which|among them|among whom|with)\b",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"(?<!\w)(?:an?|another)\s+(?!(?:few|number|large|small|dozen|hundred|thousand|total)\b)", re.IGNORECASE
)
_ABBREVIATED = re.compile(r"(\d[\d,]*)([kwmc])(?=[/,;)\s]|$)")
_LETTERS = {"k": "killed", "w": "wounded", "m": "missing", "c": "captured"}


class Entry(msgspec.Struct):
    """A figure, vague quantity, state ("heavy") or none, with the words before it (`lead`) and after it (`tail`).

    `notes` are the brackets behind it, `joined` is true where a line break before it was lost, `part` where it is part
    of the entry before it, `separator` is what stands between it and the entry before it.
    """

    start: int
    end: int
    figure: Figure | None = None
    state: str | None = None  # "vague" or "none"
    lead: str = ""
    tail: str = ""
    notes: list[Span] = []
    joined: bool = False
    part: bool = False
    separator: str = ""
    kind_letter: str | None = None
    copies: bool = False  # "35 captured, all executed": the figure of the entry before it, of another kind

    @property
    def total(self) -> bool:
        """Whether the words call it a total."""
        return bool(TOTAL.search(self.lead) or TOTAL.search(self.tail))


def entries(text: str, span: Span) -> list[Entry]:
    """The entries of a piece, brackets attached to the entries they follow."""
    found: list[Entry] = []
    pending: list[Span] = []
    for bracket, start, end in _chunks(text, span):
        if bracket:
            if found:
                found[-1].notes.append(Span(start, end))
                found[-1].end = max(found[-1].end, end + 1)
            else:
                pending.append(Span(start, end))
            continue
        _read_chunk(text, start, end, found)
    if found and pending:
        found[0].notes[:0] = pending
    elif pending and not found:
        for note in pending:
            _read_chunk(text, note.start, note.end, found)
    return found


def _chunks(text: str, span: Span) -> list[tuple[bool, int, int]]:
    """Runs outside and inside of round brackets (inner brackets stay inside; an unclosed one runs to the end)."""
    runs: list[tuple[bool, int, int]] = []
    depth, start = 0, span.start
    for at in range(span.start, span.end):
        if text[at] == "(":
            if depth == 0:
                runs.append((False, start, at))
                start = at + 1
            depth += 1
        elif text[at] == ")" and depth:
            depth -= 1
            if depth == 0:
                runs.append((True, start, at))
                start = at + 1
    runs.append((depth > 0, start, span.end))
    return [run for run in runs if text[run[1] : run[2]].strip(" ,;.*")]


def _read_chunk(text: str, start: int, end: int, found: list[Entry]) -> None:
    heads = _heads(text, start, end)
    first = heads[0].start if heads else end
    lead_at = _before_first(text, start, first, found, bool(heads))
    for n, entry in enumerate(heads):
        stop = heads[n + 1].start if n + 1 < len(heads) else end
        between = text[entry.end : stop]
        entry.lead = text[lead_at : entry.start].strip()
        if n + 1 == len(heads):
            entry.tail, lead_at = between.strip(), stop
        else:
            entry.tail, lead_at = _split(text, entry, heads[n + 1], stop)
        entry.end = _tail_end(text, entry.end, entry.tail)
        if n == 0 and found and not entry.separator:
            entry.joined = not entry.lead and bool(found[-1].tail) and not found[-1].notes
        found.append(entry)
        _copies(entry, found)
        _named_behind(entry, found)
        _cut_tail(text, entry, found)


def _cut_tail(text: str, entry: Entry, found: list[Entry]) -> None:
    """What follows a finished figure behind a comma or full stop is a loss of its own ("32 wounded, Leander sunk")."""
    if found[-1] is not entry:
        return
    for cut in re.finditer(r"[,;.](?=\s)\s*", entry.tail):
        head, rest = entry.tail[: cut.start()], entry.tail[cut.end() :]
        done = kind_pattern("people").search(head) or kind_pattern("materiel").search(head)
        if not done or _continues(rest) or not _figureless(rest):
            continue
        at = text.find(rest, entry.end - len(entry.tail))
        entry.tail, entry.end = head, at
        for part in re.finditer(r"[^,;.]+(?:\.\w[^,;.]*)*", rest):
            if _figureless(part[0].strip()):
                begin = at + part.start()
                found.append(Entry(begin, begin + len(part[0]), tail=part[0].strip(), separator=","))
        return


def _named_behind(entry: Entry, found: list[Entry]) -> None:
    """A lost line break before a loss without a figure: "93+ wounded Frigate scuttled" tells two."""
    match = re.match(r"(?P<kind>\w+)\s+(?P<rest>[A-Z][^,;]+)$", entry.tail)
    if (
        not match
        or not kind_pattern("people").fullmatch(match["kind"])
        or kind_pattern("materiel").fullmatch(match["kind"])
    ):
        return
    kind = kind_pattern("materiel").search(match["rest"])
    if kind and kind.end() == len(match["rest"]):
        end = entry.end
        entry.end, entry.tail = end - len(match["rest"]), match["kind"]
        found.append(Entry(entry.end, end, tail=match["rest"], joined=True))


def _before_first(text: str, start: int, first: int, found: list[Entry], heads: bool) -> int:
    """Read what stands before the first figure: states, none, a figureless loss, or the rest of an earlier tail."""
    words = text[start:first]
    at = start
    for part in re.finditer(r"[^,;.]+", words):
        said = part[0].strip()
        if not said:
            continue
        begin = start + part.start() + len(part[0]) - len(part[0].lstrip())
        if _state(text, said, begin, found):
            at = start + part.end()
        elif found and (_continues(said) or start > found[-1].end) and not (heads and part.end() == len(words)):
            found[-1].tail += ("; " if "," in words[: part.start()] else " ") + said
            _copies(found[-1], found)
            at = start + part.end()
        elif not heads or part.end() < len(words):
            if _figureless(said):
                found.append(Entry(begin, begin + len(said), lead="", tail=said))
            at = start + part.end()
    return at


def _state(text: str, said: str, begin: int, found: list[Entry]) -> bool:
    """Append a state or none entry if `said` is one; "unknown, minimal" is one state."""
    lost = re.match(r"no (?P<what>\w+(?: \w+)? (?P<kind>\w+))$", said.lower())
    if lost and any(kind_pattern(part).fullmatch(lost["kind"]) for part in ("materiel", "people")):
        found.append(Entry(begin, begin + len(said), state="none", tail=lost["what"]))
        return True
    none = none_pattern().match(said.lower())
    state = None if none else state_pattern().match(said.lower())
    match = none or state
    if not match:
        lacking = re.match(r"(?P<what>.+?) (?:unknown|not known|unspecified)(?:\s.*)?$", said, re.IGNORECASE)
        if not lacking or not kind_pattern("people").search(lacking["what"]):
            return False
        found.append(Entry(begin, begin + len(said), state="vague", tail=lacking["what"]))
        return True
    rest = said[match.end() :].strip()
    if rest and not (none or _new_phrase(rest)):
        return False
    if found and found[-1].state and found[-1].end >= begin - 3 and not rest:
        found[-1].end = begin + match.end()
        return True
    tail = rest if kind_pattern("people").match(rest) or rest.startswith("number") else ""
    found.append(Entry(begin, begin + len(said), state="none" if none else "vague", tail=tail))
    return True


def _new_phrase(rest: str) -> bool:
    """Whether what follows a state word leaves it standing ("unknown killed", "heavy on both sides")."""
    return bool(
        kind_pattern("people").match(rest)
        or rest[0].isupper()
        or rest.startswith(("(", ":"))
        or re.match(r"(?:number|numbers|human|for|on|in|from)\b", rest, re.IGNORECASE)
    )


def _continues(said: str) -> bool:
    """Whether a phrase without a figure goes on with the entry before it ("wounded or captured", "all executed")."""
    return bool(re.match(r"(?:and |or |all |&|were |was |/)*\s*", said)) and bool(
        kind_pattern("people").match(re.sub(r"^(?:and |or |all |& ?|were |was |/ ?)+", "", said))
        or kind_pattern("materiel").match(re.sub(r"^(?:and |or |all |& ?|were |was |/ ?)+", "", said))
        or TOTAL.match(said)
        or re.match(r"(?:according to|per|in|at|from|during|by|on)\b", said)
    )


def _figureless(said: str) -> bool:
    """Whether a phrase without any quantity still tells a loss: a name or a designation with a kind behind it."""
    kind = kind_pattern("materiel").search(said) or kind_pattern("people").search(said)
    return bool(kind and kind.start() > 0) and not re.match(r"(?:see|not|excluding|except)\b", said, re.IGNORECASE)


def _heads(text: str, start: int, end: int) -> list[Entry]:
    """Figures and vague quantities, in order; "several dozen" and "hundreds of" are vague, not figures."""
    heads: list[Entry] = []
    for figure in figures(text, start, end):
        if not (heads and _model_number(text, heads[-1].end, figure)):
            heads.append(Entry(figure.span.start, figure.span.end, figure=figure))
    if re.search(r"\d[kwmc]/\d", text[start:end]):
        for match in _ABBREVIATED.finditer(text, start, end):
            count = int(match[1].replace(",", ""))
            figure = Figure(Span(match.start(), match.end()), count, count)
            heads = [h for h in heads if not (h.start < match.end() and match.start() < h.end)]
            heads.append(Entry(match.start(), match.end(), figure=figure, kind_letter=_LETTERS[match[2]]))
    for match in _ONE.finditer(text, start, end):
        near = re.split(r"[,;.(\d]", text[match.end() : end], maxsplit=1)[0][:50]
        told = kind_pattern("people").search(near) or kind_pattern("materiel").search(near)
        if head_class(near) and (told or PART.search(text[start : match.start()])):
            heads.append(Entry(match.start(), match.end(), figure=Figure(Span(match.start(), match.end()), 1, 1)))
    taken = [(h.start, h.end) for h in heads]
    for match in vague_pattern().finditer(text, start, end):
        after = text[match.end() : end]
        if any(s < match.end() and match.start() < e for s, e in taken) or not _counts(match[0], after):
            continue
        if not _opens(text[start : match.start()], max([e - start for _, e in taken if e <= match.start()], default=0)):
            continue
        if any(s >= match.end() and not text[match.end() : s].strip() for s, _ in taken):
            continue
        heads.append(Entry(match.start(), match.end(), state="vague"))
    return sorted(heads, key=lambda h: h.start)


def _model_number(text: str, since: int, figure: Figure) -> bool:
    """Whether a figure belongs to a name it follows: the 2 of "8 Leopard 2 tanks"."""
    between = text[since : figure.span.start]
    name = re.fullmatch(r"\s+(?:[A-Za-z]+ )*[A-Z][\w-]*\s", between)
    small = figure.max is not None and figure.min == figure.max and figure.max < 100
    behind = re.match(r"s?\s+[a-z]", text[figure.span.end : figure.span.end + 3])
    return (
        bool(name and small and behind)
        and not kind_pattern("people").search(between)
        and not kind_pattern("materiel").search(between)
    )


def _opens(before: str, since: int) -> bool:
    """Whether a quantity may begin here: at the start, behind a separator, or behind a kind (a lost break)."""
    between = before[since:].rstrip()
    if not between or not between.strip(" ,;"):
        return since == 0 or between != ""
    return between[-1] in ",;/&+:." or bool(
        re.search(r"\b(?:and|plus|but|or|including|with)$", between, re.IGNORECASE)
        or kind_pattern("people").search(between)
        or kind_pattern("materiel").search(between)
    )


def _counts(quantity: str, after: str) -> bool:
    """Whether a vague quantity counts something: a noun or a kind follows within a few words."""
    near = re.split(r"[,;.(\d]", after, maxsplit=1)[0][:60]
    if not near.strip():
        return quantity.lower().rstrip(" of") in (
            "dozens",
            "hundreds",
            "thousands",
            "scores",
            "tens of thousands",
            "many",
            "few",
        )
    if quantity.lower() in ("all", "both", "entire", "most"):
        return bool(noun_pattern("materiel").search(near)) and bool(kind_pattern("materiel").search(near))
    return bool(
        kind_pattern("people").search(near)
        or kind_pattern("materiel").search(near)
        or noun_pattern("materiel").search(near)
    )


def _split(text: str, entry: Entry, following: Entry, stop: int) -> tuple[str, int]:
    """The tail of `entry` and where the lead of `following` begins, by the last separator between them."""
    between = text[entry.end : stop]
    colon = re.search(r"(?:^|[.\s,;])([A-Z][\w ’'-]{1,30}):\s*$", between)
    if colon:
        following.separator = ":"
        return between[: colon.start(1)].strip(" ,;"), entry.end + colon.start(1)
    marks = list(_SEPARATOR.finditer(between))
    if marks:
        last = marks[-1]
        lead = between[last.end() :]
        if not kind_pattern("people").search(lead) and not kind_pattern("materiel").search(lead):
            begin = last
            while marks and between[marks[-1].end() : begin.start()].strip() == "":
                begin = marks.pop()
                if not marks:
                    break
            following.separator = between[begin.start() : last.end()].strip()
            following.part = bool(PART.search(between[: last.end()]))
            return between[: begin.start()].strip(), entry.end + last.end()
    tail = between.strip()
    state = re.search(r"(?:^|\s)((?:unknown|none|heavy|several)\s*)$", tail, re.IGNORECASE)
    following.joined = bool(tail) and not state and "." not in between[-3:]
    return tail, stop


def _copies(entry: Entry, found: list[Entry]) -> None:
    """Turn ", all executed" behind an entry into an entry of its own with the same figure."""
    match = re.search(r"[,;]?\s*\ball (?:of them )?(?:were )?(?P<kind>\w+)\s*$", entry.tail)
    if not match or not kind_pattern("people").fullmatch(match["kind"]) or not entry.figure:
        return
    entry.tail = entry.tail[: match.start()].strip()
    found.append(Entry(entry.start, entry.end, figure=entry.figure, tail=match["kind"], copies=True))


def _tail_end(text: str, end: int, tail: str) -> int:
    at = text.find(tail, end) if tail else -1
    return at + len(tail) if at >= 0 else end


__all__ = ["DESIGNATION", "Entry", "entries"]
