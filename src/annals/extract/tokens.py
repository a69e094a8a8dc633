"""Words of a sentence with their parts of speech, told by closed classes, endings and neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from annals.base.span import Span
from annals.codebook import table
from annals.extract.names import kind_of
from annals.extract.settled import event_words, near, settle
from annals.extract.token import Token
from annals.extract.words import closed, endings, grammar, third_person, verb_forms

# Tags: D determiner, O possessive, P preposition, C coordinator, S subordinator, R relative, I pronoun, B be, H have,
# W do, M modal, T to, X not, A adverb, J adjective, N noun, E name, # number, V verb, ' possessive s, Z time;
# punctuation stands for itself.


_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:-[^\W\d_]+)?|\d[\d,]*(?:\.\d+)?(?:[-–]\d[\d,]*)?(?:st|nd|rd|th|%)?(?![^\W\d_])"
    r"|[^\W_]+(?:(?:[-–‑]['’‘ʿʾ`]?|['’‘ʿʾ`/&])[^\W_]+)*\.?|[^\s\w]|_"
)
_NUMBER = re.compile(r"\d[\d,.–-]*(?:st|nd|rd|th|%)?")
_NUMERALS = grammar("numerals")
_ADJECTIVE = (
    "al",
    "ive",
    "ous",
    "ful",
    "less",
    "ic",
    "able",
    "ible",
    "ary",
    "ern",
    "-held",
    "-controlled",
    "-backed",
    "-led",
)
_QUOTES = frozenset('"“”«»')


@cache
def _dotted() -> frozenset[str]:
    """Abbreviated words that keep their full stop ("gen.")."""
    words = table("abbreviations")
    return frozenset(w for part in ("titles", "units", "other") for w in words["open"][part].split()) | endings(
        "months"
    )


@cache
def common_words() -> frozenset[str]:
    """Words that are no names even where a capital begins a sentence."""
    words: set[str] = set(verb_forms()) | set(closed("adjectives")) | set(_NUMERALS)
    for name in (
        "determiners",
        "pronouns",
        "relatives",
        "prepositions",
        "coordinators",
        "subordinators",
        "modals",
        "adverbs",
    ):
        words |= closed(name)
    for book in ("actors", "places"):
        for heads in table(book)["heads"].values():
            words |= {
                w for h in heads.split() for w in (h, h + "s", h + "es", h[:-1] + "ies" if h.endswith("y") else h)
            }
    for sense in table("events")["noun"]:
        words |= {w for phrase in sense["words"].split("|") for p in phrase.split() for w in (p, third_person(p))}
    return frozenset(words)


def tokens(text: str, span: Span, times: Sequence[Span] = ()) -> list[Token]:
    """The tagged words of the masked `text` within `span`; words inside `times` are tagged as time."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text, span.start, span.end):
        found.extend(_split(match[0], match.start()))
    clock = [t for t in times if not _measures(text, t)]
    for token in found:
        while clock and clock[0].end <= token.start:
            clock.pop(0)
        token.tag = "Z" if clock and clock[0].start <= token.start else ""
    _tag(found)
    return found


def _measures(text: str, time: Span) -> bool:
    """Whether a time only measures what "of" hangs on it: "after weeks of clashes", "several days of war"."""
    told, rest = text[time.start : time.end].casefold(), text[time.end : time.end + 4].casefold()
    points = told.endswith((" this", " that")) and rest[:1] == " " and rest[1:2].isalpha()  # "after this debacle"
    return points or told.endswith(" of") or rest == " of "


def _split(word: str, start: int) -> list[Token]:
    """A word as tokens: a possessive s apart, a full stop apart unless an abbreviation owns it."""
    low = word.casefold().replace("’", "'")
    if word[-1] == "." and len(word) > 1 and word[-2] != ".":
        if "." in low[:-1] or low[:-1] in _dotted() or (len(word) == 2 and word[0].isupper()):
            return [Token(word, low, start, start + len(word))]
        return [*_split(word[:-1], start), Token(".", ".", start + len(word) - 1, start + len(word))]
    if "'" not in low:
        return [Token(word, low, start, start + len(word))]
    if len(low) > 2 and low.endswith("'s"):
        return _parted(word, low, start, 2)
    for ending in ("'ve", "'re", "'ll", "'m"):
        if low.endswith(ending) and low.removesuffix(ending) in closed("pronouns") | closed("modals"):
            return _parted(word, low, start, len(ending))
    return [Token(word, low, start, start + len(word))]


_SHORTENED = {"'ve": "H", "'re": "B", "'ll": "M", "'m": "B"}


def _parted(word: str, low: str, start: int, ending: int) -> list[Token]:
    """A word and its last `ending` letters apart: "army | 's", "we | 've"."""
    cut = len(word) - ending
    return [
        Token(word[:cut], low[:cut], start, start + cut),
        Token(word[cut:], low[cut:], start + cut, start + len(word)),
    ]


def _tag(words: list[Token]) -> None:
    for i, word in enumerate(words):
        if not word.tag:
            word.tag = _by_itself(words, i)
        if word.low == "least" and words[i - 1].low == "at" and any(w.low in _PARTLY for w in words[i + 1 : i + 2]):
            word.tag = words[i - 1].tag = "A"
        if word.low == "likely" and i and words[i - 1].tag == "M":
            word.tag = "A"
        if word.low == "gas" and i and words[i - 1].low == "tear":
            word.tag = words[i - 1].tag = "N"
        if i and (words[i - 1].low, word.low) in _ADVERBIAL:
            word.tag = words[i - 1].tag = "A"
        if word.low == "control" and [w.low for w in words[max(0, i - 2) : i]] == ["command", "and"]:
            words[i - 1].tag = "J"
    for i, word in enumerate(words):
        if word.low == "down" and _downs(words, i):
            word.tag, word.lemma, word.form = "V", "down", "b"
            words[i - 1].tag = "T"
        if word.tag == "v":
            settle(words, i)
        elif word.tag == "N" and _unknown_verb(words, i):
            word.tag, word.lemma, word.form = "V", word.low, "b"
    for i, word in enumerate(words):
        if word.low == "to" and near(words, i, 1)[1] in ("be", "have", "do"):
            word.tag = "T"
        if word.tag in ("?", "P", "S") and word.low in _LATE:
            word.tag = _late(words, i)


def _unknown_verb(words: list[Token], i: int) -> bool:
    """Whether a word that no list knows is a verb by its place: "they would thwack it"."""
    before = words[i - 1] if i else None
    after = words[i + 1].tag if i + 1 < len(words) else "."
    modal = before is not None and before.tag == "M" and before.low not in ("can", "might", "will")
    return modal and after in ("D", "O", "I", "P", "E") and not kind_of(words[i].low)


def _downs(words: list[Token], i: int) -> bool:
    """Whether "down" is a verb: "able to down a helicopter"."""
    object_next = i + 1 < len(words) and words[i + 1].tag in ("D", "O", "#")
    return object_next and i > 1 and words[i - 1].low == "to" and (words[i - 2].low in _ABLE or words[i - 2].tag == "V")


_ADVERBIAL = frozenset((("once", "more"), ("once", "again"), ("no", "longer")))
_ABLE = grammar("able")
_LATE = grammar("late")
_PARTLY = grammar("partial")


@cache
def _classes() -> dict[str, str]:
    """Tag of every closed-class word; later classes win."""
    order = (
        ("adjectives", "J"), ("adverbs", "A"), ("prepositions", "P"), ("determiners", "D"), ("pronouns", "I"),
        ("possessives", "O"), ("subordinators", "S"), ("relatives", "R"), ("coordinators", "C"), ("modals", "M"),
        ("be", "B"), ("have", "H"), ("do", "W"),
    )  # fmt: skip
    tags = {word: tag for name, tag in order for word in closed(name)}
    return tags | {word: tag for tag, words in _ALONE.items() for word in words.split()}


# Words whose tag no list of their class tells.
_ALONE = {
    "X": "not never n't",
    "?": "that",
    "S": "when where while once",
    "P": "to according after before since until till as",
    "D": "no",
    "A": "so himself itself",
    "I": "themselves there",
    "O": "whose her",
    "C": "nor",
    "'": "'s",
}


def _by_itself(words: list[Token], i: int) -> str:
    """The tag of a word by its own form; `v` marks a word that may be a verb, `?` one told by its neighbours."""
    word, low = words[i], words[i].low
    if low == "&" and i and words[i - 1].tag == "E" and words[i + 1 : i + 2] and words[i + 1].text[0].isupper():
        return "E"  # "the Alpha & Beta Railroad"
    if low in _SHORTENED:
        return _SHORTENED[low]
    if not (word.text[0].isalnum()):
        return "'" if low in ("'s",) else '"' if low in _QUOTES else low
    if word.text[0].isdigit():
        return "#" if _NUMBER.fullmatch(low) else "E"
    first = i == 0 or words[i - 1].tag in ('"', ".", ":", "-", "–", "—")
    if word.text[0].isupper() and not (first and _common_first(words, i)):
        return "D" if low in ("the", "a", "an") else "P" if low == "to" else "E"
    if inner := _inner_capital(word.text):
        return inner
    if low in _NUMERALS:
        return "#"
    if low == "surrounding" and _acts(words, i):
        return _verbal(word, low)
    if low in _BY_NEIGHBOURS and (tag := _by_neighbours(words, i)):
        return tag
    if low in _classes():
        return _classes()[low]
    if low.endswith("n't"):
        return "M" if low[:-3] in _MODAL_STEMS else "W"
    return _open_class(word, low)


def _common_first(words: list[Token], i: int) -> bool:
    """Whether a sentence's first word has its capital only from standing first."""
    low, plain = words[i].low, _plain_next(words, i)
    if low == "us" and words[i].text == "US":
        return False
    if low in _classes():
        return True
    if _named_like_a_verb(words, i):
        return False
    if low.endswith("ly") and len(low) > 5:
        return True
    if low.endswith(("ing", "ed")) and len(low) > 5:
        return plain
    base = verb_forms().get(low, ("", ""))[1] == "b" and low not in event_words()
    return low in common_words() and (plain or not base)


def _named_like_a_verb(words: list[Token], i: int) -> bool:
    """Whether a bare word before a verb is somebody's name: "Grant then marched", "Hill was forced to retire"."""
    low = words[i].low
    after = words[i + 1 : i + 3]
    while after and (after[0].low in closed("adverbs") or after[0].low.endswith("ly")):
        after = after[1:]
    verbal = bool(after) and verb_forms().get(after[0].low, ("", ""))[1] in ("p", "d", "z")
    verbal = verbal or (bool(after) and after[0].low in ("was", "had", "did", "would", "has", "is"))
    bare = low in grammar("namesakes") or (verb_forms().get(low, ("", ""))[1] == "b" and low not in event_words())
    return verbal and bare and not kind_of(low).startswith(("force", "people", "civilian", "materiel", "weapon"))


_MODAL_STEMS = frozenset(("wo", "would", "ca", "could", "should", "must", "might", "sha"))


_BY_NEIGHBOURS = frozenset(("surrounding", "due", "total", "half", "close", "home"))


_GROUND = frozenset(("place", "area", "facility", "building", "route", "position"))


def _by_neighbours(words: list[Token], i: int) -> str:
    """The tag of a word that goes by what stands beside it; empty where nothing special does."""
    word, after = words[i], words[i + 1].low if i + 1 < len(words) else ""
    if word.low == "surrounding" and i and words[i - 1].tag in ("N", "E", "v"):
        named = bool(after) and words[i + 1].text[0].isupper()
        return "P" if named or after in closed("determiners") else ""
    if after == "to" and (word.low == "due" or (word.low == "close" and i and kind_of(words[i - 1].low) in _GROUND)):
        return "P"
    if word.low == "half" and i and words[i - 1].low in ("than", "about", "nearly", "almost", "least", "roughly"):
        return "#"
    if word.low == "home":
        return "N" if i and words[i - 1].tag in ("D", "O", "J", "'") else ""
    return "N" if word.low == "total" and after == "of" else ""


def _inner_capital(text: str) -> str:
    """The tag of a word with a capital inside: a name ("al-Beta"), or an adjective made of one ("pro-Beta")."""
    if text.islower() or text[0].isupper():
        return ""
    return "J" if text.partition("-")[0] in _PREFIXES else "E"


_PREFIXES = frozenset(("pro", "anti", "non", "ex", "pre", "post", "inter", "trans", "mid", "then", "now", "former"))


def _plain_next(words: list[Token], i: int) -> bool:
    """Whether the next word is in lower case: a name of several words has not begun."""
    return i + 1 < len(words) and not words[i + 1].text[0].isupper()


@cache
def _head_nouns() -> frozenset[str]:
    """Nouns of the codebook that end like adjectives (`general`, `hospital`)."""
    heads = (h for book in ("actors", "places") for words in table(book)["heads"].values() for h in words.split())
    return frozenset(h for h in heads if h.endswith(_ADJECTIVE))


def _acts(words: list[Token], i: int) -> bool:
    """Whether a word that is mostly an adjective is a participle here: ", surrounding the town"."""
    before, after = words[i - 1] if i else None, words[i + 1] if i + 1 < len(words) else None
    governed = after is not None and (after.low in closed("determiners") or after.text[0].isupper())
    return governed and before is not None and (before.tag in (",", "A") or i == 0)


def _verbal(word: Token, low: str) -> str:
    word.lemma, word.form = verb_forms()[low]
    return "v"


def _open_class(word: Token, low: str) -> str:
    if low in endings("not_gerunds") or low in endings("not_adjectives") or low in _head_nouns():
        return "N"
    if low in verb_forms():
        return _verbal(word, low)
    if (low.endswith("ly") and low not in endings("not_adverbs")) or _bound_for(low):
        return "A"
    if low.startswith("un") and low.endswith("ed") and low not in endings("not_participles"):
        return "J"
    if low.endswith("ed") and len(low) > 4 and "-" not in low and low not in endings("not_participles"):
        word.lemma, word.form = low[:-3] + "y" if low.endswith("ied") else low[:-2], "p"
        return "v"
    if "-" in low and low.rsplit("-", 1)[1] in endings("not_gerunds"):
        return "J"
    if low.endswith("ing") and len(low) > 5 and low not in endings("not_gerunds"):
        word.lemma, word.form = low[:-3], "g"
        return "v"
    return "J" if low.endswith(_ADJECTIVE) or low.endswith("ed") else "N"


def _bound_for(low: str) -> bool:
    """Whether a word tells a heading: "northeastward", "south-westwards"."""
    stem = low.removesuffix("s").removesuffix("ward").rstrip("-")
    return stem in grammar("directions") and low != stem


def _late(words: list[Token], i: int) -> str:
    """Words such as `that` and `after`, told by what stands around them once the verbs are known."""
    word = words[i]
    before, after = near(words, i, -1), near(words, i, 1)
    if word.low == "following":
        return "J" if before[0] in ("D", "O") else "P"
    if word.low == "that" and before[0] == "C" and _said_before(words, i) and _clause_follows(words, i + 1):
        return "S"
    if word.low == "that":
        return _that(before[0], after[0])
    if word.low in ("than", "like", "for", "so"):
        return "P" if word.low != "so" else "A"
    if word.low == "once" and not _clause_follows(words, i + 1):
        return "A"
    return (
        "S" if _clause_follows(words, i + 1) else ("P" if word.low not in ("when", "where", "while", "once") else "S")
    )


def _said_before(words: list[Token], i: int) -> bool:
    """Whether a second "that" goes on with what the first opened: "said that they came and that they left"."""
    return any(w.low == "that" and w.tag == "S" for w in words[:i])


def _that(before: str, after: str) -> str:
    if before == "V" or (before in ("Z", "#", ")") and after in ("D", "E", "I", "O", "#", "N", "J")):
        return "S"
    if before in ("N", "E", ",", "#") and after in ("V", "B", "H", "M", "W"):
        return "R"
    if before in ("N", "E", "I") and after in ("D", "E", "I", "O", "#", "N"):
        return "S"
    return "D" if after in ("N", "J", "E", "Z", "#") else "I"


def _clause_follows(words: list[Token], i: int) -> bool:
    """Whether a verb comes before the next stop: "after they left", "after capturing the town", not "after the war"."""
    for j, word in enumerate(words[i : i + 16], i):
        paired = word.low == "and" and j == i + 1 and words[j + 1 : j + 2] and words[j + 1].tag == "N"
        if word.tag in (",", ";", ".", "R", "T", "(") or (word.low in ("and", "but", "to") and not paired):
            return False
        if word.tag in ("B", "H", "M", "W") or (word.tag == "V" and word.form != "b"):
            return True
    return False
