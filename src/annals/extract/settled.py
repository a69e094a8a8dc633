"""Whether a word that may be a verb is one: told by its form and its neighbours."""

from __future__ import annotations

from functools import cache

from annals.codebook import table
from annals.extract.infinitives import OBJECT, goes_on, governed, mark_infinitive
from annals.extract.token import Token
from annals.extract.words import grammar, singular, unchanging, verb_forms

_BEFORE_NOUN = frozenset(("D", "O", "J", "#", "'"))
_AUXILIARY = frozenset(("B", "H", "W", "M", "X", "T"))


def near(words: list[Token], i: int, step: int) -> tuple[str, str]:
    """Tag and lower-case form of the nearest word that is no adverb, in one direction."""
    j = i + step
    while 0 <= j < len(words) and words[j].tag in ("A", '"'):
        j += step
    return (words[j].tag, words[j].low) if 0 <= j < len(words) else ("", "")


def settle(words: list[Token], i: int) -> None:
    """Whether a word that may be a verb is one here."""
    word = words[i]
    before, low = near(words, i, -1)
    after, follower = near(words, i, 1)
    if word.form == "b" and word.lemma in unchanging() and before not in ("M", "T", "W", "D", "J", "O") and low != "to":
        word.form = "p"
    nominal = {"g": _gerund_is_noun, "p": _past_is_adjective, "d": _never, "n": _past_is_adjective}.get(
        word.form, _base_is_noun
    )
    if before == "X" and i > 1 and words[i - 2].tag in ("M", "W"):
        before = words[i - 2].tag
    as_noun = "N" if _fallen(words, i) else nominal(word, before, low, after, follower)
    if (
        as_noun
        and word.form == "b"
        and ((low == "to" and governed(words, i)) or goes_on(words, i, before, after, noun=_noun_too(words[i])))
    ):
        as_noun = ""
    word.tag = as_noun or "V"
    if word.tag == "V" and low == "to" and word.form == "b":
        mark_infinitive(words, i)
    if word.tag != "V":
        word.form = word.lemma = ""


def _fallen(words: list[Token], i: int) -> bool:
    """Whether a participle is the second of two words for victims: "400 dead and wounded"."""
    lows = [w.low for w in words[max(0, i - 2) : i + 1]]
    return lows[:1] == ["dead"] and lows[1:2] in (["and"], ["or"]) and lows[2:] in (["wounded"], ["injured"])


def _never(word: Token, before: str, low: str, after: str, follower: str) -> str:
    return ""


_ALONE = frozenset(("this", "both", "all", "each", "some", "many", "most", "several"))
_SIDED = frozenset(("flank", "wing", "bank", "side", "hand", "center", "centre"))


def _past_is_adjective(word: Token, before: str, low: str, after: str, follower: str) -> str:
    """A participle before a noun and after what opens a noun phrase: "the captured town", "of wounded men"."""
    if before in _AUXILIARY:
        return ""
    if word.low == "left" and follower in _SIDED:
        return "J"
    if word.low == "left" and low == "this" and follower not in _SIDED:
        return ""  # "this left them surrounded"
    eventful = after == "v" and singular(follower) in event_words()
    described = after in ("N", "J") or eventful
    if before == "V" and described and (low not in _COMPLEMENTING or word.low in _DESCRIBING):
        return "J"  # "made limited advances", "saw renewed fighting"
    closing = ("P", "A", "T", "R", "S", ",", ".") if low in ("this", "these") else ("P", "A", "T", "R", "S")
    if low in (*_ALONE, "these") and after in closing:
        return ""  # "this resulted in", "many fled"
    if before in _BEFORE_NOUN and low not in ("that",):
        if after in ("N", "E", "J", "v", "#"):
            return "J"
        return "" if before == "#" or (before == "J" and after == "P") else "N"
    return "J" if before == "P" and after in ("N", "J") and low != "to" else ""


_COMPLEMENTING = grammar("telling")
_DESCRIBING = grammar("describing")
_EVENTFUL = grammar("eventful")
_COMPLEMENT = grammar("complement")
_MOVING = grammar("moving")
_TURNING = frozenset(("flanking", "turning", "outflanking", "enveloping", "delaying"))
_SWELLING = frozenset(
    ("overwhelming", "increasing", "growing", "mounting", "remaining", "surviving", "withering", "rising")
)
_ASPECTS = grammar("aspects")
_DIRECTIONS = grammar("directions")
_OPPOSING = frozenset(("between", "against", "with", "among", "amid", "towards", "toward", "upon"))
_ABOUT = frozenset(("about", "around", "over", "nearly", "almost"))


def _gerund_is_noun(word: Token, before: str, low: str, after: str, follower: str) -> str:
    if before == "B" or (before == "," and follower in _ABOUT):
        return ""
    if before == "V" and after in ("N", "E") and word.low in _MOVING and _base(low) not in _ASPECTS:
        return "J"  # "ambushed approaching troops"
    if before == "P" and low in _OPPOSING and after == "N" and word.low in _MOVING:
        return "J"  # "fights between advancing troops and rebels"
    if word.low in _SWELLING and before in ("P", "V") and after in ("N", "E", "J"):
        return "J"  # "reports of overwhelming force"
    if before in ("N", "J", "D") and word.low in _TURNING and after in ("N", "v"):
        return "J"  # "a night flanking march"
    if before in ("D", "O", "'", "J"):
        return "J" if after in ("N", "E") and word.low not in _EVENTFUL else "N"
    if word.low == "opening" and follower == "fire":
        return ""
    if word.low in _EVENTFUL and (after not in OBJECT or (before in ("", "N", "E") and after == "N")):
        return "N"
    if word.low in _EVENTFUL and low == "that" and follower in _DIRECTIONS:
        return "N"  # "said that fighting north of the town went on"
    if before == "P" and after not in OBJECT | {"v", "P", "A"}:
        return "N"
    return ""


def _base_is_noun(word: Token, before: str, low: str, after: str, follower: str) -> str:
    """A base or third-person form is a noun unless its neighbours ask for a verb."""
    if word.low == "refers":
        return ""
    if low == "to" or before in ("M", "T", "W"):
        return (
            "N" if word.form == "z" or (low == "to" and after in ("P", "C", ",", ".", "V") and _noun_too(word)) else ""
        )
    if before in ("I", "R") or (low == "that" and word.form == "z" and after in OBJECT):
        return "" if low not in ("her",) else "N"
    if before in ("N", "E") and after in ("D", "O", "E", "#") and not _noun_only(word):
        plural = low.endswith("s")
        return "" if plural != (word.form == "z") else "N"
    people = before == "E" and low in _peoples()  # "British claims that" are claims
    if before in ("N", "E") and follower == "that" and word.lemma in _COMPLEMENT and not people:
        return "" if low.endswith("s") != (word.form == "z") else "N"  # "the army claims that they left"
    if before == "N" and low.endswith("s") and word.form == "b" and word.lemma in grammar("plain_verbs"):
        return "" if after in OBJECT | {"A", "v"} or (follower == "to" and word.lemma == "lead") else "N"
    if before == "H" and word.form == "b" and word.lemma in ("become", "come", "run", "overrun", "overcome"):
        return ""
    return "N"


def _base(low: str) -> str:
    return verb_forms().get(low, (low, ""))[0]


@cache
def _peoples() -> frozenset[str]:
    return frozenset(table("actors")["demonyms"]["words"].split())


@cache
def event_words() -> frozenset[str]:
    return frozenset(w for sense in table("events")["noun"] for p in sense["words"].split("|") for w in p.split())


def _noun_too(word: Token) -> bool:
    return word.lemma in event_words()


def _noun_only(word: Token) -> bool:
    return word.lemma in ("force", "report", "man", "people", "state", "point", "number", "group", "face", "part")
