"""Losses told in prose: counted noun phrases, and the words that say what befell them.

A sentence is searched for counted phrases ("two soldiers", "at least 12", "an officer", "dozens of homes"); phrases joined by
commas and "and" make a list; a word before the list ("killing ..."), after it ("... were killed") or in front of it
("the deaths of ...") gives the kind. A phrase without such a word tells no loss.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from annals.base.span import Span
from annals.base.toll import Loss
from annals.codebook import table
from annals.extract.figures import NUMBER_WORDS, Figure, figures
from annals.extract.loss_words import (
    DESIGNATION,
    any_of,
    head_class,
    is_materiel,
    kind_pattern,
    noun_pattern,
    people_kind,
    vague_pattern,
)

_STOP = re.compile(
    r"[,;:.()\n\"“”]|\b(?:were|was|are|is|had|have|has|been|being|be|and|or|but|as|in|at|on|from|by|near|during|when|while|after|before|who|which"
    r"|that|to|into|with|for|since|until|following|along|including|inside|outside|around|across|over|under|against|between|reportedly|also|both"
    r"|killed|wounded|injured|captured|dead|destroyed|damaged|missing|arrested|detained|executed|fled|surrendered|died|displaced|evacuated|lost"
    r"|kidnapped|abducted|sunk|seized|said|so|then|than|through|because|where|about|per|according|allegedly|within|without|upon|among|moved|left)\b",
    re.IGNORECASE,
)
_JOIN = re.compile(
    r"\s*(?:,\s*(?:and|as well as|including)?|and|or|&|as well as|along with|plus|together with)\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_ADVERBS = r"(?:(?:\w+ly|also|then|either|later|now|already|confirmed|said to be|said to have been|believed|the|least|at|another|some|of|more|both|up|all)\s+){0,3}"
_AUX = r"(?:(?:who|which|that)\s+)?(?:(?:were|was|are|is|had|have|has|been|being|got|be|to|left)\s+){0,4}(?:(?:\w+ly|also|then|either|later|confirmed|reported|said to have been|believed|severely|seriously|all|either|both)\s+(?:been\s+)?){0,2}"
_SINGLE = re.compile(r"\b(?:an?|another|one)\s+", re.IGNORECASE)
_QUANTITY = re.compile(
    rf"(?:\d|(?:{NUMBER_WORDS}|an?|another|several|many|some|dozens|at least|over|about|around|more)\b)", re.IGNORECASE
)
_CUMULATIVE = re.compile(
    r"\b(?:bringing|brought|brings|so far|since the (?:start|beginning|outbreak)|death toll|the toll|toll (?:had )?(?:risen|rose|reached)|increased to|risen to|rose to|overall)\b",
    re.IGNORECASE,
)


_TOLL = re.compile(
    r"\b(?:number of (?:(?:people|persons|the|those|civilians|soldiers) )?(?P<kind>\w+)|death toll|toll)\b[^.;\d]{0,60}?(?:to|at|reached|was|of|exceeded)\s+$",
    re.IGNORECASE,
)


@dataclass
class Phrase:
    """A counted noun phrase: its quantity and the words it counts; `kind` as soon as it is known."""

    start: int
    end: int
    figure: Figure | None
    who: str
    vague: bool = False
    kind: str | None = None
    verb: Span | None = None
    part: bool = False


@cache
def _before() -> re.Pattern[str]:
    prose = table("losses")["prose"]
    verbs = [
        f"(?P<{kind}>{'|'.join(sorted(prose[kind], key=len, reverse=True))})"
        for kind in ("killed", "wounded", "captured", "displaced", "casualties", "destroyed", "damaged")
    ]
    nominal = "|".join(prose["nominal"])
    return re.compile(
        rf"(?:\b(?:{'|'.join(verbs)})|\b(?P<nominal>{nominal})\s+(?:of|to|among)(?:\s+(?:about|around))?)"
        rf"(?:\s+(?:and|or)\s+(?P<second>{'|'.join(v for k in ('killed', 'wounded', 'captured', 'destroyed', 'damaged') for v in prose[k])}))?"
        rf"\s+(?:[A-Z](?-i:[\w'’\"“”. -]{{2,50}}),\s+|the\s+[\w ]{{3,40}}?\s+and\s+)?(?:(?:the|its|their|his|some|also|least|up to|over|about|a total of|an estimated|a further|what|of)\s+)*$",
        re.IGNORECASE,
    )


@cache
def _behind() -> re.Pattern[str]:
    kinds = []
    for part in ("people", "materiel"):
        for kind, words in table("losses")[part].items():
            kinds.append(f"(?P<{part}_{kind}>{'|'.join(sorted(words, key=len, reverse=True))})")
    one = "|".join(kinds)
    plain = re.sub(r"\?P<\w+>", "?:", one)
    return re.compile(
        rf"\s*{_AUX}(?:{one})(?P<more>(?:\s*(?:,|/|and|or|&)\s*(?:were\s+|was\s+)?(?:{plain})\b)*)(?![\w-])",
        re.IGNORECASE,
    )


def told_losses(text: str, span: Span) -> list[Loss]:
    """The losses told between `span.start` and `span.end` of `text` (footnote marks blanked), in order."""
    phrases = _phrases(text, span)
    lists = _lists(text, phrases)
    for members in lists:
        _settle(text, span, members)
    _carry(text, lists)
    found = [_loss(text, span, phrase) for phrase in phrases if phrase.kind]
    found += _bare(text, span, phrases)
    return sorted(found, key=lambda loss: (loss.span or span).start)


def _phrases(text: str, span: Span) -> list[Phrase]:
    found: list[Phrase] = []
    for figure in figures(text, span.start, span.end):
        end = _noun_end(text, figure.span.end, span.end)
        found.append(Phrase(figure.span.start, end, figure, _who(text[figure.span.end : end])))
    for match in vague_pattern().finditer(text, span.start, span.end):
        if any(p.start < match.end() and match.start() < p.end for p in found):
            continue
        end = _noun_end(text, match.end(), span.end)
        if text[match.end() : end].strip():
            found.append(Phrase(match.start(), end, None, _who(text[match.end() : end]), vague=True))
    for match in _SINGLE.finditer(text, span.start, span.end):
        end = _noun_end(text, match.end(), span.end)
        if not any(p.start < end and match.start() < p.end for p in found) and text[match.end() : end].strip():
            one = Figure(Span(match.start(), match.end()), 1, 1)
            found.append(Phrase(match.start(), end, one, _who(text[match.end() : end])))
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
            and (not _is_head(between) or _goes_on(text, match.end(), stop))
        ):
            at = match.end()
            continue
        if match[0] in ("“", '"') and between:
            at = match.end()
            continue
        return start + len(text[start : match.start()].rstrip())
    return start + len(text[start:stop].rstrip())


def _goes_on(text: str, at: int, stop: int) -> bool:
    """Whether an uncounted noun follows an "and" and shares the figure ("60 pilots and technicians were")."""
    rest = text[at : min(stop, at + 60)]
    match = re.match(
        r"\s+(?:[\w-]+\s+){0,2}?(\w+)\b(?=\s+(?:were|was|had|have|are|killed|wounded|dead|captured|fled|in|at|by)\b|[.,;]|$)",
        rest,
    )
    return bool(match) and bool(head_class(match[0])) and not _QUANTITY.match(rest.strip())  # type: ignore[index]


def _is_head(words: str) -> bool:
    """Whether a phrase already ends in a noun that can be counted."""
    last = re.split(r"\s+", words)[-1]
    return any(noun_pattern(n).search(last) for n in ("people", "civilians", "materiel", "property")) or bool(
        DESIGNATION.search(last) or re.fullmatch(r"[A-Z][\w-]*|\w+s|others?|more", last)
    )


def _who(words: str) -> str:
    words = re.sub(
        r"^\s*(?:of (?:the|its|their|his)|of|the|other|others|more|additional|further|new)\b\s*(?=\S)", "", words
    )
    return words.strip(" ,.–-")


def _lists(text: str, phrases: list[Phrase]) -> list[list[Phrase]]:
    lists: list[list[Phrase]] = []
    for phrase in phrases:
        if (
            lists
            and (last := lists[-1][-1])
            and _joined(text[last.end : phrase.start])
            and (last.who or not phrase.who)
        ):
            lists[-1].append(phrase)
            phrase.part = bool(re.search(r"\bincluding\b", text[last.end : phrase.start]))
        else:
            lists.append([phrase])
    return lists


def _joined(between: str) -> bool:
    return bool(between.strip()) and bool(_JOIN.fullmatch(between) or re.fullmatch(r",?\s*including\s+", between))


def _settle(text: str, span: Span, members: list[Phrase]) -> None:
    """The kind of a list: from the verb before it, or from what stands behind its last member."""
    before = _before().search(text, span.start, members[0].start)
    if before and before.end() == members[0].start and _takes(text, before, members):
        verb = Span(before.start(), before.end())
        for member in members:
            member.kind, member.verb = _active_kind(before, member), verb
        members[:] = [m for m in members if m.kind]
        return
    if toll := _TOLL.search(text, span.start, members[0].start):
        kinds = [m.lastgroup or "" for m in kind_pattern("people").finditer(toll["kind"] or "dead")]
        members[0].kind, members[0].verb = people_kind(kinds) or "killed", Span(toll.start(), toll.end())
        return
    also = re.compile(r",? (?:and|or) (?:[\w-]+ ){0,2}?\w+s(?= (?:were|was|had|have|are)\b)").match(
        text, members[-1].end, span.end
    )
    behind = _behind().match(text, also.end() if also else members[-1].end, span.end)
    if behind and not _is_active(text, behind, span):
        verb = Span(behind.start(), behind.end())
        noun = re.match(r"\s+((?:[a-z-]+ )?\w+)", text[behind.end() : behind.end() + 40])
        if not members[-1].who and noun and re.fullmatch(r"\s*\w+", behind[0]) and head_class(noun[1]):
            members[-1].who = noun[1]
        for member in members:
            member.kind, member.verb = _passive_kind(behind, member), verb


def _takes(text: str, before: re.Match[str], members: list[Phrase]) -> bool:
    """Whether the word before the list has it as its object (not "he was killed a day later", "took two villages")."""
    kind = before.lastgroup if not before["nominal"] else "nominal"
    if re.search(r"\b(?:was|were|been|being)\s+(?:\w+ly\s+)?$", text[max(0, before.start() - 24) : before.start()]):
        return False
    first = members[0]
    if re.match(
        r"(?:day|week|month|year|hour|minute|time|result|attempt|number of|blow|defeat|setback|ceasefire|deal)s?\b",
        first.who,
    ):
        return False
    if kind in ("captured", "casualties", "nominal", "second"):
        return any(_countable(m) for m in members)
    return True


def _countable(phrase: Phrase) -> bool:
    """People or materiel: what can be a loss when captured or lost (a village cannot)."""
    who = phrase.who
    if not who:
        return phrase.figure is not None and phrase.figure.span.start == phrase.start and not _single(phrase)
    if head := head_class(who):
        return head != "property" and not re.match(r"(?:\w+ )?(?:cache|stockpile|amount|quantit|number)", who)
    return bool(kind_pattern("people").search(who) or re.search(r"\b[A-Z]{2,}\b|[A-Z]\w+(?:ns|is|es|ians)\b$", who))


def _single(phrase: Phrase) -> bool:
    return phrase.figure is not None and phrase.figure.min == 1 and phrase.figure.max == 1


def _active_kind(before: re.Match[str], phrase: Phrase) -> str | None:
    groups = {k: v for k, v in before.groupdict().items() if v and k not in ("second",)}
    kind = next(iter(groups))
    if kind == "nominal":
        kind = _nominal_kind(groups["nominal"])
    materiel = is_materiel(phrase.who)
    if before["second"] and not materiel:
        kinds = [kind, *(m.lastgroup or "" for m in kind_pattern("people").finditer(before["second"]))]
        kind = "killed" if re.match(r"kill|execut", before["second"], re.IGNORECASE) else people_kind(kinds) or kind
    if materiel:
        return {
            "captured": "seized",
            "casualties": "destroyed",
            "killed": None,
            "wounded": None,
            "displaced": None,
        }.get(kind, kind)
    if kind in ("destroyed", "damaged") and not noun_pattern("property").search(phrase.who):
        people = any(noun_pattern(n).search(phrase.who) for n in ("people", "civilians"))
        return None if people or not phrase.who else kind
    return kind


def _nominal_kind(word: str) -> str:
    word = word.lower()
    for stem, kind in (
        ("wound", "wounded"), ("injur", "wounded"), ("captur", "captured"), ("arrest", "captured"), ("abduct", "captured"),
        ("kidnap", "captured"), ("detent", "captured"), ("surrender", "captured"), ("loss", "casualties"), ("destruct", "destroyed"),
        ("displac", "displaced"), ("evacu", "displaced"), ("defect", "deserted"), ("desert", "deserted"),
    ):  # fmt: skip
        if word.startswith(stem):
            return kind
    return "killed"


def _is_active(text: str, behind: re.Match[str], span: Span) -> bool:
    """Whether the kind behind a list is an active verb with an object of its own ("two rebels killed a policeman")."""
    word = text[behind.start() : behind.end()].strip().lower()
    if re.search(r"\b(?:were|was|been|are|is|being|dead|deaths?|died|casualties|missing|prisoners?)\b", word):
        return False
    rest = text[behind.end() : min(span.end, behind.end() + 40)]
    if re.match(
        r"\s+(?:an?|the|another|some|several|their|his|its|one|two|three|at least|\d|[A-Z]|more than|over|up to|around|about|civilians|dozens|hundreds|control)",
        rest,
    ):
        return not re.match(r"\s+(?:in|at|on|by|during|and|near|[A-Z][a-z]+day)", rest)
    return False


def _passive_kind(behind: re.Match[str], phrase: Phrase) -> str | None:
    named = [k for k, v in behind.groupdict().items() if v and k != "more"]
    part, kind = named[0].split("_", 1)
    word = behind[named[0]].lower()
    materiel = is_materiel(phrase.who)
    if materiel and not re.match(r"kill|wound|injur|dead|died", word):
        match = kind_pattern("materiel").search(word)
        return (match.lastgroup if match else None) or ("destroyed" if part == "materiel" else None)
    if noun_pattern("property").search(phrase.who) and part == "materiel":
        return kind if kind != "seized" else None
    if kind == "casualties" and word in ("lost", "losses"):
        return "casualties" if any(noun_pattern(n).search(phrase.who) for n in ("people", "civilians")) else None
    if part == "materiel" and kind in ("destroyed", "damaged", "seized"):
        return kind if phrase.who and kind == "destroyed" and not _people(phrase.who) else None
    if kind == "captured" and phrase.who and not _countable(phrase):
        return None
    kinds = [kind, *(m.lastgroup or "" for m in kind_pattern("people").finditer(behind["more"] or ""))]
    return people_kind(kinds)


def _people(words: str) -> bool:
    return any(noun_pattern(n).search(words) for n in ("people", "civilians"))


def _carry(text: str, lists: list[list[Phrase]]) -> None:
    """ "including two officers" behind a settled list is part of it, with its kind."""
    for n in range(1, len(lists)):
        first, before = lists[n][0], lists[n - 1][-1]
        between = text[before.end : first.start]
        if (
            not first.kind
            and before.kind
            and re.fullmatch(
                r"[\w\s]{0,40},?\s*\(?(?:including|of whom|of which|among them)\s+(?:at least\s+)?", between
            )
        ):
            for member in lists[n]:
                member.kind, member.verb, member.part = before.kind, None, True


def _loss(text: str, span: Span, phrase: Phrase) -> Loss:
    figure = phrase.figure
    start = min(phrase.start, phrase.verb.start) if phrase.verb else phrase.start
    end = max(phrase.end, phrase.verb.end) if phrase.verb and phrase.verb.start >= phrase.end else phrase.end
    start = phrase.start if phrase.verb and phrase.start - phrase.verb.start > 200 else start
    return Loss(
        phrase.kind or "casualties",
        figure.min if figure else None,
        figure.max if figure else None,
        phrase.vague,
        figure.approx if figure else False,
        phrase.who or None,
        part=phrase.part,
        scope="cumulative"
        if _CUMULATIVE.search(text, max(span.start, start - 60), min(span.end, end + 30))
        else "event",
        span=Span(start, end),
    )


@cache
def _bare_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    civil = any_of(table("losses")["nouns"]["civilians"])
    people = any_of(table("losses")["nouns"]["people"])
    adjectives = r"(?:(?!and\b|or\b|by\b|of\b)[\w-]+ ){0,2}"
    return (
        (re.compile(rf"(?P<who>{adjectives}{civil}|(?:many|most|all) residents)\s+(?:had\s+|have\s+|who\s+|also\s+|were\s+|already\s+|to\s+){{0,3}}(?:fled|flee|fleeing|evacuated|displaced)\b", re.I), "displaced"),
        (re.compile(rf"\b(?:killing|executing|murdering|massacring|killed)\s+(?:the\s+)?(?P<who>{adjectives}(?:{civil}|{people})(?<=s|n|e))", re.I), "killed"),
        (re.compile(rf"\b(?:wounding|injuring|wounded|injured)\s+(?P<who>{adjectives}(?:{civil}|{people})(?<=s|n|e))", re.I), "wounded"),
        (re.compile(r"\b(?:causing|caused|leading to|led to|resulting in|resulted in|with)\s+(?P<none>)(?:numerous |heavy |some |many |several )?(?P<who>injuries|casualties|deaths|losses)\b", re.I), "noun"),
    )  # fmt: skip


def _bare(text: str, span: Span, phrases: list[Phrase]) -> list[Loss]:
    """Losses without any quantity ("civilians fled", "leading to injuries"), and named victims of a passive."""
    found = []
    taken = [
        Span(min(p.start, p.verb.start if p.verb else p.start), max(p.end, p.verb.end if p.verb else 0))
        for p in phrases
        if p.kind
    ]
    for pattern, kind in _bare_patterns():
        for match in pattern.finditer(text, span.start, span.end):
            at = Span(match.start(), match.end())
            if any(at.meets(t) for t in taken) or any(
                p.start <= match.end("who") and match.start("who") <= p.end for p in phrases
            ):
                continue
            who: str | None = match["who"].strip()
            told = kind
            if kind == "noun":
                told = {"i": "wounded", "d": "killed"}.get(match["who"][0].lower(), "casualties")
                who = None
            taken.append(at)
            found.append(Loss(told, vague=True, who=who, span=at))
    found += [loss for loss in _named_victims(text, span) if loss.span and not any(loss.span.meets(t) for t in taken)]
    found += [loss for loss in _named_things(text, span) if loss.span and not any(loss.who == p.who for p in phrases)]
    found += _no_casualties(text, span)
    return found


_NAME = r"(?:(?:[A-Z][\w'’.-]*|al-[A-Z]\w+|bin|ibn|de|von|van)\s+){1,6}"
_NAMED = re.compile(
    rf"(?P<who>{_NAME}(?:and\s+{_NAME})?)(?P<aux>was|were|had been|being)\s+(?:\w+ly\s+|himself\s+)?"
    r"(?P<kind>killed|wounded|injured|assassinated|executed|shot dead|slain|beheaded|arrested|taken prisoner|kidnapped|abducted)\b"
)


def _named_victims(text: str, span: Span) -> list[Loss]:
    found = []
    for match in _NAMED.finditer(text, span.start, span.end):
        who = match["who"].strip()
        count = 2 if match["aux"] == "were" and " and " in who else 1
        if (
            match["aux"] == "were"
            and count == 1
            or re.search(r"(?:^|\s)(?:The|It|They|He|She|This|That|These|Those|Many|Some|All)\b", who)
        ):
            continue
        kinds = [m.lastgroup or "" for m in kind_pattern("people").finditer(match["kind"])]
        kind = people_kind(kinds) or (
            "killed" if match["kind"] in ("assassinated", "executed", "slain", "beheaded", "shot dead") else "captured"
        )
        found.append(Loss(kind, count, count, who=who, span=Span(match.start(), match.end())))
    return found


_NAMED_THING = re.compile(
    r"\b(?P<verb>captur(?:ed|ing)|seiz(?:ed|ing)|sank|sunk|sinking|destroy(?:ed|ing)|damag(?:ed|ing)|shot down|burn(?:ed|t|ing))\s+"
    r"(?:the|her|a)\s+(?P<who>(?:[a-z-]+ ){0,3}(?P<noun>[a-z]+)\s+(?:[A-Z][\w-]+\s?)+)"
)


def _named_things(text: str, span: Span) -> list[Loss]:
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
    r"\b(?:no|without(?: any)?|zero)\s+(?:\w+\s+){0,2}(?P<kind>casualties|losses|deaths|fatalities|one was killed|injuries)\b",
    re.IGNORECASE,
)


def _no_casualties(text: str, span: Span) -> list[Loss]:
    return [
        Loss(
            "wounded" if match["kind"].lower() == "injuries" else "killed", 0, 0, span=Span(match.start(), match.end())
        )
        for match in _NO_LOSSES.finditer(text, span.start, span.end)
    ]
