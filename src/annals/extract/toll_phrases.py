"""Counted noun phrases of a sentence ("two soldiers", "at least 12", "an officer", "dozens of homes") and lists."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from annals.base.span import Span
from annals.codebook import table
from annals.extract.figures import NUMBER_WORDS, Figure, figures
from annals.extract.loss_words import DESIGNATION, head_class, noun_pattern, vague_pattern

_STOP = re.compile(
    r"[,;:.()\n\"“”]|(?<![\w-])(?:were|was|are|is|had|have|has|been|being|be|and|or|but|as|in|at|on|from|by|near|during|when|while|after|before|who|which"
    r"|that|to|into|with|for|since|until|following|along|including|inside|outside|around|across|behind|beyond|beneath|beside|over|above|below|under|against|between|reportedly|also|both"
    r"|killed|wounded|injured|captured|dead|destroyed|damaged|missing|arrested|detained|executed|fled|surrendered|died|dying|displaced|evacuated|lost|shot"
    r"|kidnapped|abducted|sunk|seized|said|so|then|than|through|because|where|about|per|according|allegedly|within|without|upon|among|moved|left|went|departed|relocated|resettled|held|defected|deserted|perished|drowned|succumbed)(?![\w-])",
    re.IGNORECASE,
)
_JOIN = re.compile(
    r"\s*(?:,\s*(?:and|as well as|including)?|and|or|&|as well as|along with|plus|together with)\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    r"\b(?:an?|another|one)\s+(?!(?:unknown|unspecified|undetermined|large|small|great|certain|total)\b|number\b)",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"(?<=\w )(?:another|one)(?=\s*(?:[,.;]|$|(?:and|by|in|at|on|near|while|before)\b))", re.IGNORECASE
)
_QUANTITY = re.compile(
    rf"(?:\d|(?:{NUMBER_WORDS}|an?|another|several|many|some|dozens|at least|over|about|around|more)\b)", re.IGNORECASE
)


class Phrase(msgspec.Struct):
    """A counted noun phrase: its quantity and the words it counts; `kind` as soon as it is known."""

    start: int
    end: int
    figure: Figure | None
    who: str
    raw: str
    vague: bool = False
    kind: str | None = None
    verb: Span | None = None
    part: bool = False
    definite: bool = False


_DEFINITE = re.compile(r"\b(?:[Tt]he|its|their|his|her)\s+(?=[a-z-]+[\s,.;])")


@cache
def _mass() -> frozenset[str]:
    """Things that an article alone does not count: "the equipment", "the town"."""
    return frozenset(table("losses")["uncounted"]["words"].split())


def _things(text: str, span: Span) -> list[Phrase]:
    """A building or machine told of by an article alone: "the last bridge", "its embassy". Only its wreck counts."""
    found = []
    for match in _DEFINITE.finditer(text, span.start, span.end):
        end = _noun_end(text, match.end(), span.end)
        words = text[match.end() : end]
        last = words.rsplit(" ", 1)[-1]
        single = words.islower() and not last.endswith("s") and last not in _mass() and len(words.split()) < 5
        if single and head_class(words) in ("materiel", "property") and head_class(last) in ("materiel", "property"):
            one = Figure(Span(match.start(), match.end()), 1, 1)
            found.append(Phrase(match.start(), end, one, words, words, definite=True))
    return found


_OF_THEM = re.compile(r"\s+of (?:them|whom|these|those|which)\b")


def phrases(text: str, span: Span) -> list[Phrase]:
    found: list[Phrase] = []
    for figure in figures(text, span.start, span.end):
        them = _OF_THEM.match(text, figure.span.end, span.end)
        end = them.end() if them else _noun_end(text, figure.span.end, span.end)
        found.append(
            Phrase(figure.span.start, end, figure, _who(text[figure.span.end : end]), text[figure.span.end : end])
        )
    for match in vague_pattern().finditer(text, span.start, span.end):
        if any(p.start <= match.end() + 1 and match.start() < p.end for p in found):
            continue
        end = _noun_end(text, match.end(), span.end)
        if text[match.end() : end].strip():
            found.append(
                Phrase(match.start(), end, None, _who(text[match.end() : end]), text[match.end() : end], vague=True)
            )
    for match in _SINGLE.finditer(text, span.start, span.end):
        end = _noun_end(text, match.end(), span.end)
        if not any(p.start < end and match.start() < p.end for p in found) and text[match.end() : end].strip():
            one = Figure(Span(match.start(), match.end()), 1, 1)
            found.append(Phrase(match.start(), end, one, _who(text[match.end() : end]), text[match.end() : end]))
    for thing in _things(text, span):
        if not any(p.start < thing.end and thing.start < p.end for p in found):
            found.append(thing)
    for match in _ANOTHER.finditer(text, span.start, span.end):
        if not any(p.start < match.end() and match.start() < p.end for p in found):
            at = Span(match.start(), match.end())
            found.append(Phrase(at.start, at.end, Figure(at, 1, 1), "", ""))
    return sorted(found, key=lambda p: p.start)


def _noun_end(text: str, start: int, stop: int) -> int:
    """Where the noun phrase that begins at `start` ends: at a verb, preposition, conjunction or punctuation mark."""
    at = start
    while match := _STOP.search(text, at, stop):
        abbreviation = match[0] == "." and re.search(
            r"\b(?:[A-Z]|Gov|Gen|Col|Lt|Maj|Capt|Sgt|St|U\.S|Brig|Dr|Mr)$", text[start : match.start()]
        )
        closeness = match[0].lower() == "to" and text[start : match.start()].rstrip().endswith("close")
        if match[0] == "." and (abbreviation or text[match.end() : match.end() + 1].isalnum()):
            at = match.end()
            continue
        if closeness:
            at = match.end()
            continue
        between = text[start : match.start()].strip()
        if (
            match[0].lower() in ("and", "or")
            and between
            and (not (_is_head(between) or _new_clause(text, match.end(), stop)) or _goes_on(text, match.end(), stop))
        ):
            at = match.end()
            continue
        if match[0] in ("“", '"') and between:
            at = match.end()
            continue
        return start + len(text[start : match.start()].rstrip())
    return start + len(text[start:stop].rstrip())


def _new_clause(text: str, at: int, stop: int) -> bool:
    """Whether a participle or another counted phrase follows an "and": it begins something new."""
    rest = text[at : min(stop, at + 30)].strip()
    return bool(re.match(r"\w+(?:ing|ed)\b", rest) or _QUANTITY.match(rest))


def _goes_on(text: str, at: int, stop: int) -> bool:
    """Whether an uncounted noun follows an "and" and shares the figure ("60 pilots and technicians were")."""
    rest = text[at : min(stop, at + 60)]
    match = re.match(
        r"\s+(?:[\w-]+\s+){0,2}?(\w+)\b(?=\s+(?:were|was|had|have|are|killed|wounded|dead|captured|fled|in|at|by)\b|[.,;]|$)",
        rest,
    )
    if not match or _new_clause(text, at, stop):
        return False
    return bool(head_class(match[0])) or match[1].endswith("s")


def _is_head(words: str) -> bool:
    """Whether a phrase already ends in a noun that can be counted."""
    last = re.split(r"\s+", words)[-1]
    return any(noun_pattern(n).search(last) for n in ("people", "civilians", "materiel", "property")) or bool(
        DESIGNATION.search(last) or re.fullmatch(r"[A-Z][\w-]*|\w+s|others?|more", last)
    )


_MANNER = re.compile(
    r"(?:seriously|severely|critically|slightly|lightly|heavily|badly|gravely|mortally|fatally|moderately|allegedly)"
)


def _who(words: str) -> str:
    words = re.sub(
        r"^\s*(?:of (?:the|its|their|his)|of|the|them|other|others|more|additional|further|new)\b\s*(?=\S)", "", words
    )
    words = "" if _OF_THEM.match(f" {words}") else words.strip(" ,.–-")
    words = "" if _MANNER.fullmatch(words) else words
    return "" if words.lower() in ("the", "casualties", "of", "them", "more", "others", "other") else words


def lists_of(text: str, phrases: list[Phrase]) -> list[list[Phrase]]:
    lists: list[list[Phrase]] = []
    for phrase in phrases:
        if (
            lists
            and (last := lists[-1][-1])
            and _joined(text[last.end : phrase.start])
            and (last.who or not phrase.who)
            and not _OF_THEM.match(phrase.raw)
        ):
            lists[-1].append(phrase)
            phrase.part = bool(re.search(r"\bincluding\b", text[last.end : phrase.start]))
        else:
            lists.append([phrase])
    for members in lists:
        _drop_apposition(text, members)
    return lists


def _drop_apposition(text: str, members: list[Phrase]) -> None:
    """ "two members of the X, a party that ...": the second phrase renames the first and counts nobody."""
    while (
        len(members) > 1
        and _SINGLE.match(text, members[-1].start)
        and text[members[-2].end : members[-1].start].strip() == ","
    ):
        members.pop()


def _joined(between: str) -> bool:
    return bool(between.strip()) and bool(_JOIN.fullmatch(between) or re.fullmatch(r",?\s*including\s+", between))
