"""Names of actors: how they are compared, by what other names they are known, what states they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from annals.codebook import table
from annals.ground.letters import plain


@lru_cache(maxsize=1 << 14)
def actor_key(name: str) -> str:
    """By what two names of an actor are equal: the same words, whatever their case, accents and national spelling."""
    bare = re.sub(r"['’]s?(?=\s|$)", "", name.strip())
    same = _words()["spelling"]
    words = [same.get(word, word) for word in re.findall(r"[^\W_]+", plain(bare))]
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "al", "el") else words)


def alias(name: str) -> dict[str, Any] | None:
    """The actor of the codebook that has this name, whole; the same object for all its names."""
    found = _aliases().get(actor_key(name))
    return found[1] if found else None


def known(name: str) -> tuple[str, ...]:
    """The keys of all names that the codebook knows for the actor of this name (its own included)."""
    meant = alias(name)
    if meant is None or meant.get("apart"):
        return (actor_key(name),)
    return tuple(dict.fromkeys((actor_key(name), *map(actor_key, meant["names"]))))


@cache
def _aliases() -> dict[str, tuple[str, dict[str, Any]]]:
    return {actor_key(name): (name, actor) for actor in _words()["actor"] for name in actor["names"]}


@cache
def _words() -> dict[str, Any]:
    return table("actor_kinds")


# states

_FRONT = ("north", "south", "west", "east")


@cache
def _states() -> dict[str, frozenset[str]]:
    """Every state by the key of its name, with the keys of all names that may stand for it."""
    groups: dict[str, set[str]] = {}
    for state, names in _words()["states"].items():
        keys = {actor_key(state), *map(actor_key, names)}
        for one in keys:
            groups.setdefault(one, {one}).update({actor_key(state)} if one != actor_key(state) else keys)
    for name in (*table("flags")["countries"].values(), *_words()["demonyms"].values()):
        groups.setdefault(actor_key(name), {actor_key(name)})
    return {name: frozenset(several) for name, several in groups.items()}


def state_names(name: str) -> frozenset[str]:
    """The keys under which a state of this name may be told; empty where it is no name of a state."""
    return _states().get(actor_key(name), frozenset())


def demonym(words: list[str]) -> tuple[str, int] | None:
    """The state whose demonym `words` (small letters) begin with, and how many words that takes."""
    table_ = _words()["demonyms"]
    if len(words) > 1 and words[0] in _FRONT and (state := _nation(words[1], table_)):
        return f"{words[0]} {actor_key(state)}", 2
    state = _nation(words[0], table_) if words else None
    return (actor_key(state), 1) if state else None


def _nation(word: str, demonyms: dict[str, str]) -> str | None:
    found = demonyms.get(word) or demonyms.get(word.removesuffix("s") if len(word) > 3 else word)
    return str(found) if found else None


# short forms that a text introduces

_BRACKET = re.compile(r"\(([A-Z][A-Za-z.&-]{1,11})[);,:]")
_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "to", "de", "del", "la", "al", "–"))


def acronyms(text: str) -> dict[str, str]:
    """The short forms that a text introduces in brackets, with the names before them ("Alpha Beta Corps (ABC)")."""
    found: dict[str, str] = {}
    for match in _BRACKET.finditer(text):
        short = match[1].rstrip(".")
        if sum(c.isupper() for c in short) >= 2 and (
            name := _introduced(text[max(0, match.start() - 160) : match.start()], short)
        ):
            found.setdefault(short, name)
    return found


def _introduced(before: str, short: str) -> str | None:
    """The name at the end of `before` that `short` stands for: by its initials, else the whole name of a body."""
    line = before.rpartition("\n")[2].rstrip()
    names = list(_suffixes(line))
    letters = [c for c in short.casefold() if c.isalnum()]
    for name in names:
        if letters in (_initials(name, small=False), _initials(name, small=True)):
            return name
    last = re.split(r"\band (?:the )?|\bthe ", names[-1])[-1] if names else ""
    bodies = table("actors")["names"]["words"].split()
    return last if len(last.split()) > 1 and last.split()[-1].casefold() in bodies else None


def _suffixes(line: str) -> Iterator[str]:
    """The runs of capitalised words at the end of a line, the shortest first."""
    run: list[str] = []
    for word in reversed(line.split(" ")[-12:]):
        if not word or not (word[0].isupper() or word.casefold() in _SMALL or word.startswith(("al-", "ash-", "as-"))):
            return
        if word[-1] in ",.;:)]" and run:
            return
        run.insert(0, word)
        if word[0].isupper() or "-" in word:
            yield " ".join(run)


def _initials(name: str, *, small: bool) -> list[str]:
    words = [part for word in name.split() for part in word.split("-") if part]
    return [word[0].casefold() for word in words if small or word.casefold() not in _SMALL]
