"""Of what kind an actor is: by the codebook's actors, by phrases and nouns of its name, by the state behind it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from annals.codebook import table
from annals.ground.actor_names import actor_key, alias, demonym, state_names
from annals.ground.letters import plain

UNKNOWN = "unknown"
_IRREGULAR = (("men", "man"), ("children", "child"))
_PLURALS = (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("s", ""))


class Kind(NamedTuple):
    """A kind with the rule it comes from; `state` is the key of the state whose own the actor is."""

    kind: str
    rule: str
    state: str | None = None


@lru_cache(maxsize=1 << 14)
def kind_of(name: str) -> Kind:
    """What kind of actor a name as written stands for; `unknown` where nothing in it tells."""
    words = written(name)
    return (
        named_kind(name)
        or _by_whole(words)
        or _by_phrase(words)
        or _by_state(words)
        or _by_word(words)
        or Kind(UNKNOWN, _NOTHING)
    )


_NOTHING = "nothing in the name tells its kind"


def named_kind(name: str) -> Kind | None:
    """The kind of an actor or state that the codebook knows by this very name."""
    if (meant := alias(name)) is not None:
        called = name if meant.get("apart") else meant["names"][0]
        return Kind(meant["kind"], f"codebook: {called}", actor_key(meant["state"]) if "state" in meant else None)
    if state_names(name):
        return Kind("state forces", f"{name} is a state", actor_key(name))
    return None


def written(name: str) -> list[str]:
    """The words of a name, in small letters, hyphens kept, a leading article left out."""
    words = re.findall(r"[\w-]+", plain(name.replace("’s", "").replace("'s", "")))
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def singular(word: str) -> str:
    """The word as one of its kind (`policemen` → `policeman`, `rebels` → `rebel`)."""
    for ending, one in _IRREGULAR:
        if word.endswith(ending):
            return word[: -len(ending)] + one
    for ending, one in _PLURALS:
        if word.endswith(ending) and len(word) > len(ending) + 2 and not word.endswith("ss"):
            return word[: -len(ending)] + one
    return word


@cache
def nouns(group: str) -> frozenset[str]:
    """A group of the codebook's nouns that say only that somebody is armed (`armed`, `military`, `not_state`)."""
    return frozenset(str(table("actor_kinds")["generic"][group]).split())


def is_one(word: str, group: str) -> bool:
    """Whether a noun, in the singular or plural, is one of a group."""
    return word in nouns(group) or singular(word) in nouns(group)


def common(word: str) -> bool:
    """Whether a word (small letters) is a common noun or adjective for those who fight, govern or suffer."""
    return word in _kinds() or singular(word) in _kinds() or is_one(word, "armed") or word in _MEMBERS


_MEMBERS = frozenset(("member", "members", "forces", "group", "groups", "local", "armed", "military", "civil"))


@cache
def _kinds() -> dict[str, str]:
    return {
        w: kind.replace("_", " ")
        for kind, several in reversed(table("actor_kinds")["words"].items())
        for w in several.split()
    }


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    rows = table("actor_kinds")["phrases"].items()
    return tuple((phrase, kind.replace("_", " ")) for kind, several in rows for phrase in several)


def _by_whole(words: list[str]) -> Kind | None:
    if len(words) != 1:
        return None
    told = table("actor_kinds")["whole"].items()
    kind = next((k for k, several in told if {words[0], singular(words[0])} & set(several.split())), None)
    return Kind(kind.replace("_", " "), f"“{words[0]}”") if kind else None


def _by_phrase(words: list[str]) -> Kind | None:
    told = f" {' '.join(words)} "
    found = next((p for p in _phrases() if f" {p[0]} " in told or f" {p[0]}s " in told), None)
    if found is None:
        return None
    taken = (demonym(words) or _leading_state(words)) if found[1] == "state forces" else None
    return Kind(found[1], f"“{found[0]}”", taken[0] if taken else None)


def _by_state(words: list[str]) -> Kind | None:
    """ "Russian forces", "US troops", "the French": a state's own, unless a word speaks against it."""
    taken = demonym(words) or _leading_state(words)
    if taken is None or any(is_one(word, "not_state") or "-" in word[1:] for word in words[: taken[1] + 3]):
        return None
    state, length = taken
    rest = words[length:]
    if rest and not any(is_one(word, "military") for word in rest):
        return None
    kind = "police" if any(_kinds().get(singular(word)) == "police" for word in rest) else "state forces"
    return Kind(kind, f"“{' '.join(words[:length])}” with {f'“{rest[-1]}”' if rest else 'nothing more'}", state)


def _leading_state(words: list[str]) -> tuple[str, int] | None:
    for length in (3, 2, 1):
        name = " ".join(words[:length])
        if len(words) > length and state_names(name):
            return actor_key(name), length
    return None


def _by_word(words: list[str]) -> Kind | None:
    """By its head where that tells ("pro-government protesters"), else by its strongest noun ("rebel commander")."""
    head = words[max(0, _end_of_head(words) - 1)] if words else ""
    if (kind := _kind_of_word(head)) in _BY_HEAD:
        return Kind(kind, f"“{head}”")
    order = [kind.replace("_", " ") for kind in table("actor_kinds")["words"] if kind not in _ONLY_HEADS]
    found = [(order.index(kind), kind, word) for word in words if (kind := _kind_of_word(word)) in order]
    if not found:
        return None
    _, kind, word = min(found, key=lambda each: each[0])
    return Kind(kind, f"“{word}”")


_BY_HEAD = ("civilians", "media", "police", "international organisation")
_ONLY_HEADS = ("civilians",)
_ENDS = frozenset(("of", "from", "in", "by", "for", "with", "including", "and", "who", "at", "near", "on", "to"))


def _end_of_head(words: list[str]) -> int:
    return next((at for at, word in enumerate(words) if at and word in _ENDS), len(words))


def _kind_of_word(word: str) -> str:
    return _kinds().get(word) or _kinds().get(singular(word)) or UNKNOWN
