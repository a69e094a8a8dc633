"""Losses told in prose: counted noun phrases, and the words that say what befell them.

A sentence is searched for counted phrases ("two soldiers", "at least 12", "an officer"); phrases joined by
commas and "and" make a list; a word before the list ("killing ..."), after it ("... were killed") or in front of it
("the deaths of ...") gives the kind. A phrase without such a word tells no loss.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import structs

from annals.base.span import Span
from annals.base.toll import Loss
from annals.codebook import table
from annals.extract.figures import NUMBER_WORDS
from annals.extract.loss_words import (
    head_class,
    holds,
    is_materiel,
    kind_pattern,
    noun_pattern,
    people_kind,
    stems,
)
from annals.extract.toll_bare import bare_losses
from annals.extract.toll_phrases import Phrase, lists_of
from annals.extract.toll_phrases import phrases as phrases_of
from annals.extract.toll_running import is_running
from annals.extract.toll_spread import carry, go_with, led_with

_AUX = (
    r"(?:(?:who|which|that)\s+)?(?:(?:were|was|are|is|had|have|has|been|being|got|be|to|left|went|also|still|then|either|later"
    r"|confirmed|(?:reported|said|believed|claimed|thought|feared|presumed|known|estimated) to (?:have|be)"
    r"|reported|believed|all|both"
    r"|(?!mortally|fatally)\w+ly)\s+){0,6}"
)
_TOLL = re.compile(
    r"\b(?:number of (?:(?:people|persons|the|those|civilians|soldiers) )?(?P<kind>\w+)|death toll|toll)\b"
    r"[^.;\d]{0,60}?(?:to|at|reached|was|of|exceeded)\s+$",
    re.IGNORECASE,
)


_VERBS = ("killed", "wounded", "captured", "displaced", "casualties", "destroyed", "damaged")


@cache
def _befalling() -> tuple[str, ...]:
    """How the words begin that `_before` looks for."""
    prose = table("losses")["prose"]
    return stems(word for part in (*_VERBS, "nominal") for word in prose[part])


@cache
def _before() -> re.Pattern[str]:
    prose = table("losses")["prose"]
    verbs = [f"(?P<{kind}>{'|'.join(sorted(prose[kind], key=len, reverse=True))})" for kind in _VERBS]
    nominal = "|".join(prose["nominal"])
    kinds = ("killed", "wounded", "captured", "destroyed", "damaged")
    second = "|".join((*(v for k in kinds for v in prose[k]), "paroled", "disarmed"))
    return re.compile(
        rf"(?:(?<![\w-])(?:{'|'.join(verbs)})|\b(?P<nominal>{nominal})\s+(?:of|to|among)(?:\s+(?:about|around))?)"
        rf"(?:\s+(?:and|or)\s+(?P<second>{second}))?"
        rf"\s+(?:(?-i:[A-Z][\w'’\"“”. -]{{2,50}}),\s+|the\s+[\w ]{{3,40}}?\s+and\s+)?"
        rf"(?:(?:the|his|their|its)\s+(?:\w+\s+)?(?:garrison|force|army|command|crew|column|remnants?)\s+of\s+)?"
        rf"(?:(?:the|its|their|his|some|also|least|up to|over|about|a total of|an estimated|a further|what|of)\s+)*$",
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
        rf"[\"”]?(?:,(?=\s*(?:were|was|had|have)\b))?\s*{_AUX}(?:{one})(?P<more>(?:\s*(?:,|/|and|or|&)\s*(?:were\s+|was\s+)?(?:{plain})\b)*)(?![\w-])",
        re.IGNORECASE,
    )


def told_losses(text: str, span: Span) -> list[Loss]:
    """The losses told between `span.start` and `span.end` of `text` (footnote marks blanked), in order."""
    phrases = phrases_of(text, span)
    lists = lists_of(text, phrases)
    for members in lists:
        _settle(text, span, members)
    carry(text, lists)
    go_with(text, lists)
    led_with(text, lists)
    found = [_loss(text, span, phrase) for phrase in phrases if phrase.kind and _wreck(phrase)]
    found += _twice(text, span, phrases)
    found += bare_losses(text, span, phrases)
    return sorted(found, key=lambda loss: (loss.span or span).start)


def _wreck(phrase: Phrase) -> bool:
    """Whether a thing told of by an article alone is counted: only where it is destroyed or damaged."""
    return not phrase.definite or phrase.kind in ("destroyed", "damaged")


_CAPTURED_FIRST = re.compile(
    r"(?:captur(?:ed|ing)|kidnapp(?:ed|ing)|abduct(?:ed|ing)|arrest(?:ed|ing)|seiz(?:ed|ing)|detain(?:ed|ing))"
    r"\s+and\s+(?:then\s+|later\s+)?"
    r"(?:kill(?:ed|ing)|execut(?:ed|ing)|behead(?:ed|ing)|murder(?:ed|ing)|shot)\b",
    re.IGNORECASE,
)
_THEN_KILLED = re.compile(
    r"\s*,?\s*(?:and|then|before)\s+(?:then\s+|later\s+)?"
    r"(?:kill(?:ed|ing)|execut(?:ed|ing)|beheaded|murdered|shot)\s+(?:all of )?them\b"
)


def _twice(text: str, span: Span, phrases: list[Phrase]) -> list[Loss]:
    """The other loss of those who suffered two: "kidnapped and killed 11", "captured 24 and executed them"."""
    found = []
    for phrase in phrases:
        if phrase.verb is None or phrase.part or phrase.kind not in ("killed", "captured"):
            continue
        if phrase.kind == "killed" and _CAPTURED_FIRST.match(text, phrase.verb.start, phrase.verb.end):
            found.append(structs.replace(_loss(text, span, phrase), kind="captured"))
        elif phrase.kind == "captured" and (then := _THEN_KILLED.match(text, phrase.end, span.end)):
            loss = structs.replace(_loss(text, span, phrase), kind="killed", span=Span(phrase.start, then.end()))
            found.append(loss)
    return found


_ALSO = re.compile(r",? (?:and|or) (?:[\w-]+ ){0,2}?\w+s(?= (?:were|was|had|have|are)\b)")


def _settle(text: str, span: Span, members: list[Phrase]) -> None:
    """The kind of a list: from the verb before it, or from what stands behind its last member."""
    led = holds(text[span.start : members[0].start].casefold(), _befalling())
    before = _before().search(text, span.start, members[0].start) if led else None
    lost = before is not None and before["casualties"] and kind_pattern("people").match(text, members[-1].end + 1)
    if before and not lost and before.end() == members[0].start and _takes(text, before, members):
        verb = Span(before.start(), before.end())
        for member in members:
            member.kind, member.verb = _active_kind(before, member), verb
        return
    if toll := _toll_before(text, span.start, members[0].start):
        kinds = [m.lastgroup or "" for m in kind_pattern("people").finditer(toll["kind"] or "dead")]
        for member in members:
            member.kind, member.verb = people_kind(kinds) or "killed", Span(toll.start(), toll.end())
        return
    also = _ALSO.match(text, members[-1].end, span.end)
    behind = _behind().match(text, also.end() if also else members[-1].end, span.end)
    behind = behind or _far_behind(text, members[-1].end, span) or _among(text, members[-1], span)
    if behind and not _is_active(text, behind, span):
        verb = Span(behind.start(), behind.end())
        members[-1].who = members[-1].who or _counted_behind(text, behind)
        for member in members:
            member.kind, member.verb = _passive_kind(behind, member), verb
        return
    for member in members:
        _count_noun(member)


_OUTCOME = re.compile(r"(?:^|\s)(?P<noun>casualties|losses|deaths|fatalities|injuries)$", re.IGNORECASE)


def _count_noun(phrase: Phrase) -> None:
    """A figure that counts an outcome needs no verb: "resulting in about 300 casualties", "with five deaths"."""
    told = _OUTCOME.search(phrase.raw.rstrip()) if phrase.figure else None
    kinds = [m.lastgroup or "" for m in kind_pattern("people").finditer(told["noun"])] if told else []
    if told and kinds:
        phrase.kind, phrase.verb = people_kind(kinds), Span(phrase.start, phrase.end)
        phrase.who = phrase.raw.rstrip()[: told.start()].strip()


_BARE_KIND = re.compile(r"[\"”]?\s*\w+(?:(?: or | and |/)\w+)?")


def _counted_behind(text: str, behind: re.Match[str]) -> str:
    """The noun that a figure counts where a participle parts them: "a dozen destroyed tanks"."""
    noun = re.match(
        r"\s+((?:[a-z-]+ )?(?!and\b|or\b|were\b|was\b|are\b|had\b|have\b)\w+)", text[behind.end() : behind.end() + 40]
    )
    return noun[1] if noun and _BARE_KIND.fullmatch(behind[0]) and head_class(noun[1]) else ""


def _toll_before(text: str, start: int, end: int) -> re.Match[str] | None:
    told = holds(text[start:end].casefold(), ("toll", "number of"))
    return _TOLL.search(text, start, end) if told else None


_BETWEEN = re.compile(
    r"(?:,\s(?:including|among them|among whom)\s[^,;.]{1,80},|,\s[A-Z][^,;.]{1,60},|\s*\([^)]{1,60}\)"
    r"|\s*(?:in|at|from|of|on|near|inside|outside|present|with|aboard|belonging)\b[^,;:.()]{1,70}?)"
    r"(?=\s(?:were|was|have|had|has)\b)"
)


def _far_behind(text: str, start: int, span: Span) -> re.Match[str] | None:
    """What befell a phrase that a place or a bracket follows ("15 aid workers in the buses were arrested")."""
    between = _BETWEEN.match(text, start, span.end)
    if not between or re.search(r"\b(?:said|that|who|which|when|after|while)\b", between[0]):
        return None
    return _behind().match(text, between.end(), span.end)


_AMONG = re.compile(
    r"\s+(?:was|were)\s+among\s+[^,;:.]{0,60}?(?=\s(?:killed|wounded|dead|injured|captured|arrested)\b)"
)


def _among(text: str, last: Phrase, span: Span) -> re.Match[str] | None:
    """What befell those whom somebody was among: "a commander was among scores of people killed"."""
    between = _AMONG.match(text, last.end, span.end)
    return _behind().match(text, between.end(), span.end) if between else None


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
    if re.search(r"\b(?:took|taking|takes)\s", before[0]) and not first.who:
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
    if kind == "casualties" and (own := kind_pattern("people").search(phrase.who)):
        return own.lastgroup
    if re.search(r"\b(?:casualties|losses)\b", phrase.raw):
        return "casualties"
    if before["second"] and not materiel:
        kinds = [kind, *_second_kinds(before["second"])]
        kind = "killed" if re.match(r"kill|execut", before["second"], re.IGNORECASE) else people_kind(kinds) or kind
    if kind == "casualties" and head_class(phrase.who) == "property":
        return None
    if materiel:
        return {
            "captured": "seized",
            "casualties": "seized" if _TROPHY.search(phrase.who) else "destroyed",
            "killed": None,
            "wounded": None,
            "displaced": None,
        }.get(kind, kind)
    if kind in ("destroyed", "damaged") and not noun_pattern("property").search(phrase.who):
        people = any(noun_pattern(n).search(phrase.who) for n in ("people", "civilians"))
        return None if people or not phrase.who else kind
    return kind


def _second_kinds(word: str) -> list[str]:
    """The kind of a second verb before its victims: "killing and wounding ten" is `wounded`."""
    prose = table("losses")["prose"]
    kinds = ("killed", "wounded", "captured")
    return [kind for kind in kinds if re.fullmatch("|".join(prose[kind]), word, re.IGNORECASE)]


_TROPHY = re.compile(
    r"\b(?:guns?|cannons?|artillery pieces?|colou?rs|standards?|flags|wagons?|caissons?)$", re.IGNORECASE
)
"""What a beaten army of old leaves to the enemy, where it is said to lose it."""


_STEMS = {
    **dict.fromkeys(("wound", "injur"), "wounded"),
    **dict.fromkeys(("captur", "arrest", "abduct", "kidnap", "detent", "surrender"), "captured"),
    **dict.fromkeys(("displac", "evacu"), "displaced"),
    **dict.fromkeys(("defect", "desert"), "deserted"),
    "loss": "casualties",
    "destruct": "destroyed",
}


def _nominal_kind(word: str) -> str:
    word = word.lower()
    for stem, kind in _STEMS.items():
        if word.startswith(stem):
            return kind
    return "killed"


_OBJECT = re.compile(
    r"\s+(?:\d|[A-Z]|(?:an?|the|another|some|several|many|their|his|its|at least|more than|over|up to|around|about"
    rf"|civilians|dozens|hundreds|thousands|scores|control|nearly|almost|fewer than|{NUMBER_WORDS})\b)"
)


def _is_active(text: str, behind: re.Match[str], span: Span) -> bool:
    """Whether the kind behind a list is an active verb with an object of its own ("two rebels killed a policeman")."""
    word = text[behind.start() : behind.end()].strip().lower()
    if re.search(r"\b(?:were|was|been|are|is|being|dead|deaths?|died|casualties|missing|prisoners?)\b", word):
        return False
    rest = text[behind.end() : min(span.end, behind.end() + 40)]
    if _OBJECT.match(rest):
        return not re.match(r"\s+(?:in|at(?! least)|on|by|during|and|near|[A-Z][a-z]+day)", rest)
    return False


def _passive_kind(behind: re.Match[str], phrase: Phrase) -> str | None:
    named = [k for k, v in behind.groupdict().items() if v and k != "more"]
    part, kind = named[0].split("_", 1)
    word = behind[named[0]].lower()
    materiel = is_materiel(phrase.who)
    if word == "taken" and _CAPTIVES.search(phrase.who):
        return "captured"
    if head_class(phrase.who) == "property" and kind in ("captured", "seized"):
        return None
    if materiel and {"destroyed", "damaged"} <= {kind, *_more(behind)}:
        return "damaged"
    if materiel and not re.match(r"kill|wound|injur|dead|died", word):
        match = kind_pattern("materiel").search(word)
        return (match.lastgroup if match else None) or ("destroyed" if part == "materiel" else None)
    if noun_pattern("property").search(phrase.who) and part == "materiel":
        return kind if kind != "seized" else None
    if kind == "casualties" and word in ("lost", "losses"):
        return "casualties" if any(noun_pattern(n).search(phrase.who) for n in ("people", "civilians")) else None
    if part == "materiel" and kind in ("destroyed", "damaged", "seized"):
        return kind if phrase.who and kind == "destroyed" and not _people(phrase.who) else None
    if kind == "captured" and phrase.who and not _countable(phrase) and not _PERSONS_ONLY.match(word):
        return None
    if word == "executed" and phrase.who and not _people(phrase.who) and head_class(phrase.who) is None:
        return None  # "an operation executed by"
    kinds = [kind, *(m.lastgroup or "" for m in kind_pattern("people").finditer(behind["more"] or ""))]
    return people_kind(kinds)


def _more(behind: re.Match[str]) -> set[str]:
    """Kinds of materiel's loss told with the first: "destroyed or damaged"."""
    return {m.lastgroup or "" for m in kind_pattern("materiel").finditer(behind["more"] or "")}


_CAPTIVES = re.compile(r"\b(?:hostage|prisoner|captive)s?$", re.IGNORECASE)
_PERSONS_ONLY = re.compile(r"kidnap|abduct|arrest|detain|imprison|intern|taken (?:prisoner|captive|hostage)")


def _people(words: str) -> bool:
    return any(noun_pattern(n).search(words) for n in ("people", "civilians"))


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
        scope="cumulative" if is_running(text, span, Span(start, end)) else "event",
        span=Span(start, end),
    )
