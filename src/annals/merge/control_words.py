"""How a place's name hangs on the verb of its claim: all of the place, part of it, near it, from it, or towards it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from annals.base.claim import Claim
from annals.base.mention import Mention
from annals.base.span import Span
from annals.codebook import table

REACH = 90
"""Characters before a name in which its own words are looked for, where the name stands before the verb."""

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|%|[,;:()]")
_CLAUSE = re.compile(r"[;:.!?]\s|,|\b(?:which|who|that|while|where|when|and|but|as|after|before)\b")
_JOINT = frozenset(
    ("and", "or", "as", "well", "both", "then", "also", "plus", "the", "its", "nearby", "neighbouring", "&", ",")
)


class Touch(NamedTuple):
    """How a claim touches one of its places.

    `how` is `whole` (the place itself), `share` (a stated share of it), `inside` (something in it), `near`, `toward`,
    `from` (out of the place), `from inside` (out of something in it); `words` are those that say so.
    """

    how: str
    words: str = ""


@cache
def word_set(part: str, key: str = "words") -> frozenset[str]:
    """The words of one entry of the codebook's table on control."""
    return frozenset(table("control")[part][key].split())


@cache
def phrases(part: str) -> tuple[str, ...]:
    """The phrases of one entry."""
    return tuple(table("control")[part].get("phrases", ()))


def touches(text: str, claim: Claim) -> list[tuple[Mention, Touch]]:
    """Each place of a claim with how the claim touches it, in the order of the text.

    A name that is only joined to the one before ("X, Y and Z") is touched as that one is.
    """
    found: list[tuple[Mention, Touch]] = []
    for place in sorted(claim.places, key=lambda m: m.span or claim.span):
        last = found[-1] if found else None
        if last and _joint(text, last[0], place):
            found.append((place, _after(text, place) or last[1]))
        else:
            found.append((place, touch(text, claim, place)))
    return found


def _joint(text: str, last: Mention, place: Mention) -> bool:
    if last.span is None or place.span is None or last.span.end > place.span.start:
        return False
    between = text[last.span.end : place.span.start]
    if len(between) > REACH:
        return False
    words = between.casefold().replace(",", " , ").split()
    heads = word_set("heads")
    return all(w in _JOINT or w in heads or (w == "of" and words[n - 1] in heads) for n, w in enumerate(words))


def touch(text: str, claim: Claim, place: Mention) -> Touch:
    """How the claim touches one place, from the words between the verb and the name, or before the name."""
    if place.span is None:
        return Touch("whole")
    return _after(text, place) or before(_lead(text, claim, place.span), claim.type)


def _lead(text: str, claim: Claim, place: Span) -> str:
    """The words on which the name hangs: from the verb on, or from the beginning of the name's clause."""
    trigger = claim.trigger
    if trigger and trigger.end <= place.start:
        return text[trigger.end : place.start]
    lead = text[max(claim.sentence.start, place.start - REACH) : place.start]
    cuts = [match.end() for match in _CLAUSE.finditer(lead)]
    return lead[cuts[-1] :] if cuts else lead


def _after(text: str, place: Mention) -> Touch | None:
    """What stands behind the name where it makes something else of it: `X's outskirts`, `the X countryside`."""
    if place.span is None:
        return None
    rest = text[place.span.end : place.span.end + 40]
    if re.match(r"['’]s\s", rest):
        return Touch("inside", rest.split()[0])
    word = re.match(r"[\s-]*(?:city\s|town\s)?[\s-]*(?:\w+ern\s)?(\w+)", rest)
    for how, key in (("inside", "part"), ("near", "near")):
        if word and word[1].casefold() in word_set("after", key) and not place.name.casefold().endswith(word[1]):
            return Touch(how, word[1])
    return None


def before(lead: str, type: str) -> Touch:
    """How a name hangs on the words `lead` before it: `two posts in the` is `inside`, `all of the town of` is `whole`.

    >>> before("parts of the city of ", "advance").how
    'share'
    """
    words = [word.casefold() for word in _WORD.findall(lead)]
    at = next((n for n in range(len(words) - 1, -1, -1) if _kind(words, n)), None)
    if at is None:
        return Touch("whole", _whole(words))
    kind = _kind(words, at)
    if kind == "inside":
        return _inside(words, at, type)
    if kind == "of":
        return _of(words, at, type)
    return Touch(kind, words[at])


def _kind(words: list[str], at: int) -> str:
    """What kind of preposition stands at `at`; none where it leads a date (`on 5 May`)."""
    word = words[at]
    if word == "of":
        return "of"
    if any(following.isdigit() or following in _months() for following in words[at + 1 :]):
        return ""
    if word == "in" and not word_set("prepositions", "state").isdisjoint(words[at + 1 : at + 2]):
        return ""
    for kind in ("inside", "near", "toward", "from"):
        if word in word_set("prepositions", kind):
            return kind
    return ""


@cache
def _months() -> frozenset[str]:
    return frozenset(name for names in table("time")["months"].values() for name in names)


def _inside(words: list[str], at: int, type: str) -> Touch:
    """`in X`: something in it is touched; where nothing else is named, it is out of it or inside all the same."""
    ahead = words[:at]
    if type == "advance" and words[at] in ("on", "onto", "at"):
        return Touch("toward", words[at])
    if "from" in ahead:
        return Touch("from inside", words[at])
    share = shared(ahead)
    return (
        Touch("share", share)
        if share and type == "territory_gained" and not _things(ahead)
        else Touch("inside", words[at])
    )


def _things(words: list[str]) -> bool:
    """Whether words name things that can be taken, and not only a share or control."""
    known = word_set("share") | word_set("whole") | {"control", "of", "the", "a", "an", "more", "than", "over"}
    return any(word not in known and not word.isdigit() for word in words)


def _of(words: list[str], at: int, type: str) -> Touch:
    """`... of X`: by the noun before it the place itself, a share of it, something in it, or what lies near it."""
    head = words[at - 1] if at else ""
    inner = words[:at]
    if head == "out":
        return Touch("from", "out of")
    if head in word_set("prepositions", "directions"):
        part = inner[-2:-1] == ["the"] and inner[-3:-2] != ["to"]
        return Touch("share" if part else "near", head)
    share = shared(inner)
    if share:
        return Touch("from inside" if "from" in inner else "share", share)
    if head and head not in word_set("heads") and not _whole(inner[-2:]):
        return Touch("from inside" if "from" in inner else "inside", head)
    earlier = before(" ".join(inner), type) if any(_kind(words, n) for n in range(at)) else None
    if earlier and earlier.how != "whole":
        return earlier
    return Touch("whole", _whole(inner))


def shared(words: list[str]) -> str:
    """The word or phrase that says that only a share is meant; "" where none does."""
    joined = f" {' '.join(words)} "
    for phrase in phrases("whole"):
        if f" {phrase} " in joined:
            return ""
    for phrase in phrases("share"):
        if f" {phrase} " in joined:
            return phrase
    return next((word for word in words if word in word_set("share")), "")


def _whole(words: list[str]) -> str:
    return next((word for word in words if word in word_set("whole")), "")


def trigger_word(text: str, claim: Claim) -> str:
    """The word that gave the claim its type, in lower case."""
    return claim.trigger.of(text).casefold() if claim.trigger else ""


def is_one_of(part: str, text: str, claim: Claim) -> bool:
    """Whether the claim's verb is among the words of an entry of the codebook."""
    return not word_set(part).isdisjoint(trigger_word(text, claim).split())


def again(text: str, claim: Claim) -> bool:
    """Whether the verb says that somebody took what was theirs before."""
    return _stemmed("again", text, claim)


def about(text: str, claim: Claim) -> bool:
    """Whether the verb moves about a place and not into it."""
    return _stemmed("about", text, claim)


def _stemmed(part: str, text: str, claim: Claim) -> bool:
    stems = tuple(word_set(part, "stems"))
    return any(word.startswith(stems) for word in trigger_word(text, claim).split())


def contested(text: str, claim: Claim, place: Mention) -> bool:
    """Whether the place is called contested right before its name, or is told to have changed hands."""
    if not word_set("contested", "triggers").isdisjoint(trigger_word(text, claim).split()):
        return True
    return bool(place.span) and not word_set("contested").isdisjoint(_near(text, claim, place)[-4:])


@cache
def _held() -> re.Pattern[str]:
    suffixes = "|".join(table("control")["held"]["suffixes"].split())
    return re.compile(rf"((?:[A-Z][\w.’']*\s)?[\w.’'&]+(?:-[\w]+)?)-(?:{suffixes})\b")


def held_by(text: str, claim: Claim, place: Mention) -> str | None:
    """Who is said to hold the place by a word before its name: `the government-held town of X`."""
    if place.span is None:
        return None
    start = max(claim.sentence.start, place.span.start - REACH)
    lead = text[start : place.span.start]
    match = next(reversed(list(_held().finditer(lead))), None)
    if match is None:
        return None
    between = [word.casefold() for word in _WORD.findall(lead[match.end() :])]
    direct = all(word in word_set("heads") or word in ("of", "the") for word in between) and len(between) < 5
    return match[1] if direct else None


AHEAD = 40
"""Characters before the verb in which it can stand that a place was only aimed at."""


def only_open(text: str, claim: Claim) -> bool:
    """Whether the words before the verb say that a gain was aimed at or thought of (`the goal of taking X`)."""
    if claim.trigger is None:
        return False
    before = text[max(claim.sentence.start, claim.trigger.start - AHEAD) : claim.trigger.start]
    return any(len(before[match.end() :].split()) < 2 for match in _opens().finditer(before))


@cache
def _opens() -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase in table("control")["open"]["phrases"])
    return re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE)


_YEAR = re.compile(r"\W{0,2}\s*(?:back\s)?(?:in|on|during|since)\s(?:\w+\s){0,2}?(\d{4})\b")


def of_another_year(text: str, claim: Claim) -> bool:
    """Whether a year stands right behind a claim that is not that of its date: the date was carried from elsewhere."""
    match = _YEAR.match(text, claim.span.end) if claim.when is not None and claim.when.words is None else None
    return match is not None and not (claim.when and match[1] in claim.when.edtf)


def _near(text: str, claim: Claim, place: Mention) -> list[str]:
    start = max(claim.sentence.start, (place.span.start if place.span else 0) - REACH)
    return [word.casefold() for word in _WORD.findall(text[start : place.span.start if place.span else start])]


_NAME = re.compile(r"\b(?:[A-Z]|(?:al|el|ash|as|ad|an|ar|at|az)-)[\w’'-]*(?:\s[A-Z][\w’'-]*){0,3}")


def shares(text: str, claim: Claim) -> list[Mention]:
    """Names after `all of`, `60 % of` and the like behind the verb, and those joined to them."""
    start = claim.trigger.end if claim.trigger else claim.span.start
    found: list[Mention] = []
    for match in _NAME.finditer(text, start, claim.span.end):
        name = Mention(match[0], Span(match.start(), match.end()))
        lead = text[start : match.start()]
        if (found and _joint(text, found[-1], name)) or (
            " of " in lead and before(lead, claim.type).how in ("whole", "share")
        ):
            found.append(name)
    return found
