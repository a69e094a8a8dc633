"""What a name of an actor is made of: members, descriptions, common nouns, titles, and the name itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from annals.codebook import table
from annals.ground.actor_kinds import UNKNOWN, common, is_one, kind_of, singular, written
from annals.ground.actor_names import actor_key, alias, demonym

_BRACKET = re.compile(r"\s*\(([^()]*)\)$")
_OF = re.compile(r"^((?:[\w-]+ ){0,3}[\w-]+) (?:of|from|belonging to) (?:the )?(?=\S)")


def readings(name: str) -> Iterator[tuple[str, str, bool]]:
    """What is left of a name without words that describe it, and without those who are only members of it.

    Each with a sentence how, and whether what is left is surely a name by itself: "the men of
    Alpha" are Alpha's, "Alpha men" may be from a place of that name.
    """
    bracket = _BRACKET.search(name)
    if bracket and bracket.start():
        yield name[: bracket.start()], f"“{name}” is the name with words in brackets", True
    words = name.split()
    if not words or words[0].casefold() in _group("estranged"):
        return
    behind = _OF.match(name) if " and " not in name else None
    if behind and all(_is_member(word) or word.isdigit() or word in _OF_MANY for word in written(behind[1])):
        yield name[behind.end() :], f"“{name}” are members of “{name[behind.end() :]}”", True
    for length in _shorter(words):
        words, sure = words[-length:] if length > 0 else words[:length], length > 0 and not _backed(words[0].casefold())
        how = "is" if length > 0 else "are those of"
        yield " ".join(words), f"“{name}” {how} “{' '.join(words)}”{', described' if length > 0 else ''}", sure


_OF_MANY = frozenset(("of", "group", "groups", "number", "some", "many", "several", "hundreds", "dozens", "thousands"))


def _shorter(words: list[str]) -> Iterator[int]:
    """How many last words are left (or, negative, lost) step by step: without "remaining", "US-backed"; "fighters"."""
    start, end = 0, len(words)
    while end - start > 1 and _describes(words[start]):
        start += 1
        yield end - start
    while end - start > 1 and words[end - 1].islower() and _is_member(actor_key(words[end - 1])):
        end -= 1
        yield -1


def _describes(word: str) -> bool:
    """Whether a word only says how many, which part, whose friends: "16", "remaining", "US-backed", "London-based"."""
    if word.isdigit() or (word.islower() and word in _group("anybodys")):
        return True
    return "-" in word[1:] and any(word.casefold().endswith(m) for m in (*_group("modifiers"), "-based") if m[0] == "-")


def _is_member(word: str) -> bool:
    return is_one(word, "members")


def own(word: str) -> bool:
    return is_one(word, "own")


def bare(name: str) -> str:
    return re.sub(r"^(?:the|an?)\s+(?=\S)", "", name, flags=re.IGNORECASE)


def shouted(name: str) -> bool:
    """Whether a name is a short form by its looks: NDF."""
    return name.isupper() and name.isalpha() and len(name) > 1


@lru_cache(maxsize=1 << 14)
def head_key(name: str) -> str:
    """The key of a name whose last word may stand in the plural."""
    words = actor_key(name).split()
    if words and (formation(words[-1]) or common(words[-1])):
        words[-1] = singular(words[-1])
    return " ".join(words)


_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@lru_cache(maxsize=1 << 14)
def common_words(name: str) -> bool:
    """Whether a name is made of words that could be said of anybody: it has no word of its own with a capital.

    A demonym is a word of its own only before a body of the state ("Lebanese Army", not "Syrian rebels").
    """
    words = [word for word in _WORDS.findall(name) if not _anybodys(word.casefold())]
    nations = [word for word in words if _national(word)]
    if len(nations) == len(words):
        return not nations or not _body(name) or any(demonym([word.casefold()]) is None for word in nations)
    return not any(word[:1].isupper() or any(c.isdigit() for c in word[1:]) for word in words if word not in nations)


def _body(name: str) -> bool:
    """Whether its head is a noun for a body that there is one of in a state: its army, its navy, its ministry."""
    words = written(name)
    if any(is_one(word, "not_state") for word in words):
        return False
    head = words[max(0, words.index("of") - 1)] if "of" in words else words[-1]
    return not _national(head) and (formation(head) or kind_of(head).kind in ("state forces", "police"))


@lru_cache(maxsize=1 << 14)
def _anybodys(word: str) -> bool:
    word = word.replace("’", "'")
    if word in _group("anybodys") or _ORDINAL.fullmatch(word) or _backed(word):
        return True
    return common(word) or formation(word) or singular(word) in _group("anybodys")


_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)?")


def _backed(word: str) -> bool:
    """Whether a word (small letters) says whose friends or foes somebody is: "us-backed", "pro-government"."""
    return any(word.startswith(m) if m.endswith("-") else word.endswith(m) for m in _group("modifiers") | {"-led"})


@lru_cache(maxsize=1 << 14)
def _national(word: str) -> bool:
    low = word.casefold()
    return demonym([low]) is not None or low in _peoples() or singular(low) in _peoples()


@cache
def _peoples() -> frozenset[str]:
    words = str(table("actors")["demonyms"]["words"]).split()
    return frozenset(words[: words.index("allied")])


@cache
def _formations() -> frozenset[str]:
    nouns = table("formations")["nouns"]
    return frozenset(
        word.strip() for words in (nouns["formations"], nouns["organisations"]) for word in words.split(";")
    )


def formation(word: str) -> bool:
    return word in _formations() or singular(word) in _formations()


@lru_cache(maxsize=1 << 14)
def somebody(name: str) -> bool:
    """Whether words can name an actor at all: by a capital, or a noun for those who fight, govern or live there; "the
    other side" is nobody in particular."""
    if singular(written(name)[-1] if written(name) else "") in ("side", "party") and name.islower():
        return False
    if any(c.isupper() for c in name) or kind_of(name).kind != UNKNOWN:
        return True
    return any(common(word) or common(singular(word)) or formation(word) for word in written(name))


def generic_key(name: str) -> str:
    """A common noun without those who bear it: "rebel fighters" and "rebels" are the same in one account."""
    words = written(bare(name))
    while len(words) > 1 and is_one(words[-1], "members") and _says_who(" ".join(words[:-1])):
        words = words[:-1]
    return " ".join([*words[:-1], singular(words[-1])]) if words else ""


def _says_who(words: str) -> bool:
    """Whether common words tell of what kind somebody is: a nation alone does not, its rebels are not its army."""
    kind = kind_of(words)
    return kind.kind != UNKNOWN and kind.state is None


@cache
def _group(name: str) -> frozenset[str]:
    return frozenset(str(table("actor_kinds")["generic"][name]).split())


@cache
def doubtful() -> frozenset[str]:
    return frozenset(str(table("actor_kinds")["doubtful_demonyms"]["words"]).split())


# persons


@cache
def _titles() -> frozenset[str]:
    return frozenset(str(table("actor_kinds")["persons"]["titles"]).split())


@lru_cache(maxsize=1 << 14)
def without_titles(name: str) -> str:
    words = bare(name).split()
    if (
        len(words) > 2
        and words[0][:1].isupper()
        and _national(words[0])
        and words[1].rstrip(".").casefold() in _titles()
    ):
        words = words[1:]
    while len(words) > 1 and words[0].rstrip(".").casefold() in _titles():
        words = words[1:]
    return " ".join(words)


def is_person(name: str) -> bool:
    """Whether a name looks like a person's first and last name; of a body's name no part stands for the whole."""
    words = name.split()
    if not 2 <= len(words) <= 4 or not all(word[:1].isupper() or "-" in word for word in words):
        return False
    if any(_anybodys(word.casefold()) or _national(word) or shouted(word) for word in words):
        return False
    leads = table("formations")["nouns"]["leads"].split("; ")
    return words[0].casefold() not in leads and kind_of(name).kind == UNKNOWN and alias(name) is None
