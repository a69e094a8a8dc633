"""The forms of expressions that point at a time, and the words without which a sentence cannot hold them."""

from __future__ import annotations

import re
from functools import cache

from annals.extract import time_words as w

BY = r"(?:(?P<by>by)\s+|(?P<until>until|till|up\s+to)\s+|(?P<after>after)\s+|(?P<since>since)\s+)?"
UNIT = r"(?P<unit>minute|hour|day|week|month|year)s?"
SOME = r"(?:(?:a\s+)?few|several|some|many|a\s+couple\s+of)"


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The pattern of a form, made when it is first wanted: many texts never hold the rarer forms."""
    return re.compile(rf"(?<![\w-])(?:{_bodies()[name]})", re.I)


@cache
def _bodies() -> dict[str, str]:
    """The forms, in the order in which they are tried."""
    return {**_counted(), **_named()}


def _counted() -> dict[str, str]:
    """Forms that count from a day, or point at one."""
    dayparts = w.any_of(list(w.part_of_day_names()))
    whole = w.any_of(w.words()["whole"]["words"])
    return {
        "nth": rf"{BY}(?:on\s+)?the\s+(?P<nth>{w.any_of(list(w.words()['ordinals']))}|\d{{1,3}}(?:st|nd|rd|th)|last"
        rf"|final|opening)\s+(?:and\s+(?:final|last)\s+)?day(?!\w)(?:\s+of\s+(?:the\s+)?(?P<of>[\w-]+))?"
        r"(?!\s+(?:in\s+a\s+row|running|straight|in\s+succession))",
        "same": rf"{BY}(?:on\s+)?(?:(?:later|earlier|late|early|the\s+same|on\s+the|in\s+the|of\s+the)\s+)?"
        rf"(?:in\s+|on\s+)?(?P<this>that|that\s+very|that\s+same|(?:the|this)\s+same|(?<=later\s)the|(?<=later in\s)the"
        rf"|(?<=earlier in\s)the)\s+(?P<unit>day|weekend|week|month|year|{dayparts})(?!\w)",
        "over": r"(?:throughout|all|during|the\s+rest\s+of)\s+the\s+(?:whole\s+)?(?P<unit>day|month)(?!\w)(?!\s+of\b)",
        "within": rf"within\s+(?:the\s+)?(?P<n>{w.count()}|half\s+an?|a\s+half|(?:a\s+)?few|several)?\s*"
        r"(?P<unit>minute|hour)s?(?!\w)",
        "day_of": rf"on\s+the\s+(?:same\s+|very\s+)?day\s+of\s+the\s+(?P<noun>{whole})(?!\w)",
        "next": r"(?<!\bas\s)(?<!\bas\sin\s)(?<!\bas\son\s)(?<!\bthan\s)(?<!\bthan\sin\s)"
        rf"{BY}(?:on\s+|in\s+)?(?:early\s+|late\s+)?(?:on\s+|in\s+)?(?P<ago>(?:the|its|their)\s+)(?:very\s+)?"
        rf"(?P<way>next|following|proceeding|previous|preceding|prior)\s+(?P<unit>day|weekend|week|month|year"
        rf"|{dayparts})(?!\w)",
        "ahead": rf"(?:over|in|during|within|for)\s+the\s+(?:next|following|coming|subsequent|ensuing)\s+"
        rf"(?P<n>{w.count()})\s+(?P<unit>hour|day|week)s?(?!\w)",
        "shift": rf"{BY}(?:only\s+|just\s+|about\s+|around\s+|some\s+)?(?P<n>{w.count()})\s+{UNIT}\s+"
        r"(?P<way>later|afterwards?|after|earlier|before|prior|previously)(?!\w)(?P<of>\s+(?:to\s+)?[\w“\"‘'(])?",
        "hours_beside": rf"(?:only\s+|just\s+)?(?:(?:{SOME}\s+)?(?:hours|minutes|moments))\s+"
        r"(?P<way>later|afterwards?|after|earlier|before|prior|previously)(?!\w)(?P<of>\s+(?:to\s+)?[\w“\"‘'(])?",
        "day_after": rf"{BY}(?:on\s+)?(?P<ago>the\s+)?(?P<unit>day|week|month|year|{dayparts})\s+"
        r"(?P<way>after|before|prior)(?!\w)(?P<of>\s+(?!yesterday|tomorrow)[\w“\"‘'(])?(?!\s+\w+ing\b)",
        "ago": rf"(?P<n>{w.count()})\s+{UNIT}\s+ago(?!\w)",
        "last_hours": r"(?:in|over|during|for|within)\s+(?:the\s+)?(?:last|past)\s+"
        rf"(?:(?P<n>{w.count()})\s+)?{UNIT}(?!\w)",
    }


def _named() -> dict[str, str]:
    """Forms that name a day, an hour or a part of the day, and those that hang on the whole of what is told."""
    dayparts = w.any_of(list(w.part_of_day_names()))
    months = f"(?:{w.pattern_of('months')})"
    vague = w.words()["vague"]
    whole = w.any_of(w.words()["whole"]["words"])
    weekday = w.any_of([d for d in w.numbered("weekdays") if d.endswith("day")])
    return {
        "today": rf"(?:{BY}(?:earlier\s+|late\s+|later\s+|early\s+)?(?:(?P<day>today|yesterday|tomorrow|tonight"
        rf"|last\s+night|this\s+(?:morning|afternoon|evening)|yesterday\s+(?:morning|afternoon|evening|night)))(?!\w))"
        rf"|(?P<way>this|last|next)\s+(?P<unit>week|month|year)(?!\w)",
        "weekday": rf"{BY}(?:on\s+)?(?:late\s+|early\s+)?(?:(?P<way>last|next|this)\s+)?(?P<weekday>{weekday})(?!\w)"
        rf"(?:\s+(?P<part>{dayparts})(?!\w))?(?!,?\s+(?:the\s+)?(?:\d|{months}(?!\w)))",
        "clock": rf"{BY}(?:at\s+|around\s+|about\s+|approximately\s+|shortly\s+after\s+|before\s+)?(?P<hour>\d{{1,2}})"
        r"(?:[:.](?P<minute>\d\d))?(?:\s?(?P<half>a\.?m\.?|p\.?m\.?)(?!\w)|\s+o['’]clock"
        r"(?:\s+in\s+the\s+(?P<of>morning|afternoon|evening))?)",
        "hours24": rf"{BY}(?<![\d:.,/])(?:at\s+)?"
        r"(?:(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?!\d|:\d|[ap]m)"
        r"|(?<=at\s)(?P<hour2>[01]\d|2[0-3])(?P<minute2>[0-5]\d)\s*(?:hours|hrs|h)(?!\w))",
        "daypart": rf"{BY}(?:(?:in|at|during|on|around|about|before|through)\s+)?(?:the\s+)?"
        rf"(?P<part>{dayparts})(?![\w-])",
        "whole": rf"(?:during|throughout|over\s+the\s+course\s+of|in\s+the\s+course\s+of|amid|amidst)\s+"
        rf"(?P<this>the|this|these)\s+(?:(?:whole|entire)\s+)?(?P<noun>{whole})(?!\w)(?!\s+(?:of|on|for|at|in)\s+[A-Z])",
        "after_whole": rf"(?P<ago>after|following|before|since|prior\s+to)\s+the\s+(?:end\s+of\s+the\s+)?"
        rf"(?P<noun>{whole})(?!\w)(?!\s+(?:of|on|for|at|against)\s)",
        "edge": r"(?:at|(?P<by>by)|towards?|near|in)\s+the\s+"
        rf"(?P<edge>start|beginning|outset|onset|end|close|conclusion)\s+of\s+the\s+(?P<noun>{whole})(?!\w)(?!\s+(?:of|on|for|at|against)\s)",
        "stretch": rf"(?:during|throughout|under)\s+the\s+(?:[a-z]+\s+)?{w.any_of(vague['stretches'])}(?!\w)",
        "since_then": r"(?:ever\s+)?since\s+then(?!\w)",
        "lasting": rf"(?:after|following)\s+(?:(?:an?|the)\s+)?(?P<n>{w.count()})(?:\s|-)"
        rf"(?:(?:more|further|additional)\s+)?(?P<unit>hour|day|week|month)s?(?:-long|\s+of)?\s+(?:[\w-]+\s+)?(?P<noun>{whole}|fighting|combat|clashes|siege)(?!\w)",
        "sequel": r"(?<![\w,;:]\s)(?:after|following)\s+(?:(?!during)[a-z]{2,20}ing"
        rf"|the\s+(?:re)?{w.any_of(vague['sequels'])}\s+of)(?!\w)",
        "after_some": rf"(?:after|following)\s+(?:{SOME}\s+(?:more\s+)?(?:days|weeks|months)"
        r"|(?:days|weeks|months)\s+of|(?:a|some)\s+(?:short\s+|brief\s+|long\s+)?(?:pause|delay|lull|while))(?!\w)",
        "later": rf"(?P<vague>{w.any_of(vague['later'])})(?!\w)",
        "bare_later": r"later(?!\s+(?:in|that|the|on|this|of)\b|\w)",
        "earlier": rf"(?P<vague>{w.any_of(vague['earlier'])})(?!\w)",
    }


_AFTER = ("after", "following")
_KEYS = {
    "nth": ("day",),
    "within": ("within",),
    "day_of": ("day",),
    "same": ("that", "same", "later", "earlier"),
    "over": ("day", "month"),
    "next": ("next", "following", "proceeding", "previous", "preceding", "prior"),
    "ahead": ("next", "following", "coming", "subsequent", "ensuing"),
    "hours_beside": ("hours", "minutes", "moments"),
    "edge": ("start", "beginning", "outset", "onset", "end", "close", "conclusion"),
    "shift": ("later", "after", "afterward", "afterwards", "earlier", "before", "prior", "previously"),
    "day_after": ("after", "before", "prior"),
    "ago": ("ago",),
    "last_hours": ("last", "past"),
    "today": ("today", "yesterday", "tomorrow", "tonight", "last", "this", "next"),
    "clock": ("am", "pm", "m", "clock"),
    "hours24": (":", "hours", "hrs", "h"),
    "whole": ("during", "throughout", "course", "amid", "amidst"),
    "after_whole": (*_AFTER, "before", "since", "prior"),
    "stretch": ("during", "throughout", "under"),
    "since_then": ("since",),
    "lasting": _AFTER,
    "sequel": _AFTER,
    "after_some": _AFTER,
    "bare_later": ("later",),
}


@cache
def _keys() -> dict[str, frozenset[str]]:
    """For each form, words of which a sentence must hold one. They are found much faster than the form itself."""
    vague = w.words()["vague"]
    read = {
        "weekday": [day for day in w.numbered("weekdays") if day.endswith("day")],
        "daypart": [_longest(phrase) for phrase in w.part_of_day_names()],
        "later": [_longest(phrase) for phrase in vague["later"]],
        "earlier": [_longest(phrase) for phrase in vague["earlier"]],
    }
    return {name: frozenset(read.get(name) or _KEYS[name]) for name in _bodies()}


_UNITS = ("minute", "hour", "day", "week", "weekend", "month", "year")
_COUNTING = ("same", "next", "shift", "day_after", "ago", "last_hours", "lasting")


@cache
def _beside() -> dict[str, frozenset[str]]:
    """For some forms, further words of which one must be there too: a unit of time, or what is told as a whole."""
    units = {form for unit in _UNITS for form in (unit, f"{unit}s")} | {_longest(p) for p in w.part_of_day_names()}
    whole = frozenset(_longest(phrase) for phrase in w.words()["whole"]["words"])
    return {**dict.fromkeys(_COUNTING, frozenset(units)), **dict.fromkeys(("whole", "after_whole", "edge"), whole)}


def _longest(phrase: str) -> str:
    words: list[str] = _WORD.findall(phrase)
    return max(words, key=len)


_WORD = re.compile(r"[a-z]+|:")


def possible(words: str) -> list[str]:
    """The forms that `words` may hold, in their order."""
    held = frozenset(_WORD.findall(words.casefold()))
    found = [name for name, keys in _keys().items() if not keys.isdisjoint(held)]
    return [name for name in found if name not in _beside() or not _beside()[name].isdisjoint(held)]
