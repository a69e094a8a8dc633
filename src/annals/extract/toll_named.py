"""Losses told of somebody or something called by name, and losses denied."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annals.base.span import Span
from annals.base.toll import Loss
from annals.extract.figures import NUMBER_WORDS
from annals.extract.loss_words import head_class, is_materiel, kind_pattern, noun_pattern, people_kind
from annals.extract.toll_phrases import Phrase

_WORD = r"(?:[A-Z][\w'’.-]*|al-[A-Z]\w+|bin|ibn|de|von|van)"
_NAME = rf"{_WORD}(?:\s+{_WORD}){{0,5}}"
_NAMED = re.compile(
    rf"(?P<who>{_NAME}(?:\s+and\s+{_NAME})?)(?:,?\s+(?=being\b)|\s+|,\s(?:an?|the)\s[^,;.]{{3,90}}?,?\s)"
    r"(?P<aux>was|were|had been|being)\s+(?:(?!mortally|fatally)\w+ly\s+|himself\s+|later\s+|then\s+|also\s+)?"
    r"(?:(?:shot(?:\sdown)?|[a-z]{2,12}ed)\s+and\s+)?"
    r"(?P<kind>(?:mortally|fatally)\s+(?:wounded|injured|shot)|killed|wounded|injured|assassinated|executed|shot dead"
    r"|slain|beheaded|arrested|taken prisoner|kidnapped|abducted)\b"
)


NAMING = (
    *("kill", "wound", "injur", "assassinat", "execut", "shot d", "slain", "behead", "arrest", "taken p", "detain"),
    *("kidnap", "abduct", "captur", "seiz", "sank", "sunk", "sinking", "destroy", "damag", "burn"),
    *("casualties", "losses", "deaths", "fatalities"),
)
"""A sentence that holds none of these, in lower case, gives nothing to any function here."""


def named_victims(text: str, span: Span) -> list[Loss]:
    found = []
    for match in _NAMED.finditer(text, span.start, span.end):
        who = match["who"].strip()
        count = 2 if match["aux"] == "were" and " and " in who else 1
        if (match["aux"] == "were" and count == 1) or re.search(
            r"(?:^|\s)(?:The|It|They|He|She|This|That|These|Those|Many|Some|All)\b", who
        ):
            continue
        if re.search(
            r"\b(?:in|of|from|at|the|near|by|with|for|to)\s+$", text[max(span.start, match.start() - 8) : match.start()]
        ):
            continue
        kinds = [m.lastgroup or "" for m in kind_pattern("people").finditer(match["kind"])]
        kind = people_kind(kinds) or (
            "killed"
            if match["kind"].startswith(("mortally", "fatally"))
            or match["kind"] in ("assassinated", "executed", "slain", "beheaded", "shot dead")
            else "captured"
        )
        found.append(Loss(kind, count, count, who=who, span=Span(match.start(), match.end())))
    return found


_ONE = re.compile(
    r"\b(?:(?:[Hh]e|[Ss]he)\s+(?:was|had\s+been)\s+(?:\w+ly\s+)?(?:\w+ed\s+and\s+)?(?:then\s+|later\s+)?"
    r"(?P<kind>(?:mortally|fatally)\s+wounded|killed|wounded|injured|assassinated|executed|shot\s+dead|beheaded|arrested"
    r"|captured|taken\s+prisoner|kidnapped|abducted|detained)(?!\s+(?:\w+\s+)?(?:alive|dead|again)\b)"
    r"|(?P<verb>killing|wounding|injuring|executing|arresting|capturing|abducting|kidnapping)\s+(?:him|her)(?![\w-]|\s+[a-z]+s\b))"
)


def pronouns(text: str, span: Span) -> list[Loss]:
    """One person told of by a pronoun: "he was bombed and killed", "killing her"."""
    found = []
    for match in _ONE.finditer(text, span.start, span.end):
        kind = _kind(match["kind"] or match["verb"])
        found.append(Loss(kind, 1, 1, span=Span(match.start(), match.end())))
    return found


_NAMED_THING = re.compile(
    r"\b(?P<verb>captur(?:ed|ing)|seiz(?:ed|ing)|sank|sunk|sinking|destroy(?:ed|ing)|damag(?:ed|ing)|shot down"
    r"|burn(?:ed|t|ing))\s+"
    r"(?:the|her|a)\s+(?P<who>(?:[a-z-]+ ){0,3}(?P<noun>[a-z]+)\s+(?:[A-Z][\w-]+\s?)+)"
)


_NAMED_OBJECT = re.compile(
    r"\b(?P<verb>killing|killed|executing|executed|assassinating|assassinated|wounding|wounded|injuring|injured|arresting|arrested"
    r"|detaining|detained|kidnapping|kidnapped|abducting|abducted|capturing|captured)\s+(?:the\s+)?"
    r"(?P<who>(?:[\w-]+ ){0,3}?(?P<role>[a-z]+)(?:\sof\s[A-Z][\w'’-]+)?,?\s+[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)+)"
)


def named_objects(text: str, span: Span) -> list[Loss]:
    """One person called by office and name: "killing the district chief Ardo Venn"."""
    found = []
    for match in _NAMED_OBJECT.finditer(text, span.start, span.end):
        if head_class(match["role"]) in ("people", "civilians"):
            at = Span(match.start(), match.end())
            found.append(Loss(_kind(match["verb"]), 1, 1, who=match["who"], span=at))
    return found


_WITH_OTHERS = re.compile(
    r"\b(?P<verb>killing|killed|wounding|wounded|injuring|injured|executing|executed|arresting|arrested|detaining|detained"
    r"|kidnapping|kidnapped|abducting|abducted)\s+(?:the|its|their|his|her)"
    r"\s+(?P<who>(?:[a-z-]+ ){0,2}?(?P<role>[a-z-]+))"
    rf"(?:\s+of\s+{_NAME})?\s+and\s+(?:\d+|{NUMBER_WORDS}|another|several)\s+(?:others?|more|[a-z-]+s)\b"
)


def beside_others(text: str, span: Span) -> list[Loss]:
    """One person told of by an office, before others who are counted: "killing the baker and five others"."""
    found = []
    for match in _WITH_OTHERS.finditer(text, span.start, span.end):
        if head_class(match["role"]) in ("people", "civilians") and not match["role"].endswith("s"):
            at = Span(match.start("who"), match.end("who"))
            found.append(Loss(_kind(match["verb"]), 1, 1, who=match["who"], span=at))
    return found


_INCLUDED = re.compile(
    rf",?\s+(?:including|among\s+them)\s+(?:(?:the|their|its)\s+)?(?:[a-z-]+\s+){{0,4}}"
    rf"(?P<who>{_WORD}(?:\s+{_WORD}){{1,3}})(?=[,.;]|$|\s+and\s+[a-z]|\s+\()"
)


def named_parts(text: str, span: Span, phrases: Sequence[Phrase]) -> list[Loss]:
    """One person named among victims counted before: "killing nine, including the sheriff Ardo Venn"."""
    found = []
    for phrase in phrases:
        if phrase.kind not in ("killed", "wounded", "captured", "casualties") or is_materiel(phrase.who):
            continue
        named = _INCLUDED.match(text, phrase.end, span.end)
        if named and not re.search(r"(?:s|men|people)$", named["who"]) and head_class(named["who"]) is None:
            at = Span(named.start("who"), named.end("who"))
            found.append(Loss(phrase.kind, 1, 1, who=named["who"], part=True, span=at))
    return found


def _kind(told: str) -> str:
    """The kind of loss that a word of harm tells; ways of putting to death ("beheaded") are `killed`."""
    kind = kind_pattern("people").search(_PARTICIPLES.get(told, told))
    return (kind and kind.lastgroup) or "killed"


_PARTICIPLES = {
    "killing": "killed",
    "executing": "killed",
    "assassinating": "killed",
    "wounding": "wounded",
    "injuring": "wounded",
    "arresting": "arrested",
    "detaining": "detained",
    "kidnapping": "kidnapped",
    "abducting": "abducted",
    "capturing": "captured",
}


def named_things(text: str, span: Span) -> list[Loss]:
    """A ship or gun called by its name: "captured the gunboat Harriet"."""
    found = []
    for match in _NAMED_THING.finditer(text, span.start, span.end):
        if noun_pattern("materiel").fullmatch(match["noun"]):
            kind = kind_pattern("materiel").search(
                {"capt": "captured", "seiz": "seized", "dama": "damaged"}.get(match["verb"][:4], "destroyed")
            )
            found.append(
                Loss(
                    (kind and kind.lastgroup) or "destroyed",
                    1,
                    1,
                    who=match["who"].strip(),
                    span=Span(match.start(), match.end()),
                )
            )
    return found


_NO_LOSSES = re.compile(
    r"\b(?:no|without(?: any)?|zero)\s+(?:\w+\s+){0,2}"
    r"(?P<kind>casualties|losses|deaths|fatalities|injuries)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\b(?:no\s+(?:one|(?:\w+\s+)?(?:soldiers|fighters|people|civilians|persons|residents|troops))|nobody|none)\s+"
    r"(?:was|were|had\s+been)\s+(?P<kind>killed|wounded|injured|hurt|captured)\b"
    r"|\b(?:was|were)\s+no\s+(?P<noun>killed|wounded|injured|dead)\b",
    re.IGNORECASE,
)


def nobody(text: str, span: Span) -> list[Loss]:
    """Losses denied of people: "no civilians were killed", "there were no wounded"."""
    found = []
    for match in _NOBODY.finditer(text, span.start, span.end):
        kind = _kind(match["kind"] or match["noun"])
        found.append(Loss(kind, 0, 0, span=Span(match.start(), match.end())))
    return found


def no_casualties(text: str, span: Span) -> list[Loss]:
    return [
        Loss(
            "wounded" if match["kind"].lower() == "injuries" else "killed", 0, 0, span=Span(match.start(), match.end())
        )
        for match in _NO_LOSSES.finditer(text, span.start, span.end)
    ]
