"""What a name of an actor means in one account: a name of its own, a state's own, or a common noun.

Only what is written counts: the same words, a short form or second name that the account itself puts in brackets, the
codebook's names of one actor, a page that the infobox links to. Nothing goes by likeness. A common noun ("rebels",
"government forces") means somebody in its own account only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from annals.codebook import table
from annals.ground.actor_kinds import kind_of, written
from annals.ground.actor_names import acronyms, actor_key, alias, demonym, state_names
from annals.merge.meaning import LOCAL, SAME, Meaning
from annals.merge.name_words import (
    bare,
    common_words,
    doubtful,
    formation,
    generic_key,
    head_key,
    is_person,
    own,
    readings,
    shouted,
    without_titles,
)


class Account:
    """How one document uses names. `state_of` gives the key of the one state on whose side a name is listed."""

    def __init__(self, document: str, text: str = "", title: str = "the account") -> None:
        self.document = document
        self.title = title
        self.short = dict(_short_forms(text))
        self.second = {actor_key(one): (one, known) for one, known in second_names(text)}
        self.links: dict[str, str] = {}
        self.state_of: dict[str, str] = {}
        self.fighting: frozenset[str] = frozenset()
        self.persons: dict[str, dict[str, str]] = {}
        self.alone: frozenset[str] = frozenset()
        self.forced: dict[str, Meaning] = {}
        self.elsewhere: dict[str, Meaning] = {}

    def meaning(self, name: str) -> Meaning:
        """What `name` means here."""
        name = " ".join(name.replace("‘", "’").split()).strip(' "“”«»') or name
        whole = self._known_alone(name)
        if whole is not None:
            return whole
        shorter = list(readings(name))
        for meant in (self._known_part, self._standing_alone, self._sure_name):
            for one, how, sure in shorter:
                if (found := meant(one, sure)) is not None:
                    return found._replace(why=f"{how}{_then(found, one)}")
        return self._by_words(name)

    def _known_alone(self, name: str) -> Meaning | None:
        return self._introduced(actor_key(name)) or self._known(name)

    def _known_part(self, name: str, sure: bool) -> Meaning | None:
        """A known name within a longer one; of a state only where it is sure: "Syrian rebels" are none of Syria's."""
        found = self._known_alone(name)
        return found if found is not None and (sure or found.handle[0] != "state") else None

    def _standing_alone(self, name: str, sure: bool) -> Meaning | None:
        """A name within a longer one that the account uses alone, too, or that looks like a short form."""
        alone = not sure and (actor_key(name) in self.alone or shouted(name)) and not common_words(name)
        return self._by_words(name) if alone else None

    def _sure_name(self, name: str, sure: bool) -> Meaning | None:
        return self._by_words(name) if sure and not common_words(name) else None

    def _introduced(self, key: str) -> Meaning | None:
        """What the account itself says of a name."""
        if key in self.forced:
            return self.forced[key]
        if key in self.short:
            short, full = self.short[key]
            return self._other(full, f"{self.title} introduces “{short}” as short for “{full}”")
        if key in self.second:
            one, known = self.second[key]
            return self._other(known, f"{self.title} puts one of “{one}” and “{known}” in brackets behind the other")
        return self.elsewhere.get(key)

    def _other(self, name: str, why: str) -> Meaning:
        known = (self._known(one) for one in _endings(name))
        found = next(filter(None, known), None) or self._by_words(name)
        return found._replace(why=f"{why}{_then(found, name)}")

    def _known(self, name: str) -> Meaning | None:
        return self.forced.get(actor_key(name)) or of_codebook(name) or self._of_state(name)

    def _of_state(self, name: str) -> Meaning | None:
        """A state, or those who act for it as a whole."""
        if (meant := of_state(name)) is not None:
            return meant
        words = written(name)
        taken = demonym(words)
        if taken is None or not all(own(word) for word in words[taken[1] :]) or not name[:1].isupper():
            return None
        state = _state(taken[0])
        if words[0] in doubtful() and state not in self.fighting:
            return None
        why = f"“{name}” is a state's own ({_state_name(state)})"
        return Meaning(("state", state), _state_name(state), why)

    def _by_words(self, name: str) -> Meaning:
        """A person by the last name, a body by its own words; what has no words of its own stays in its account."""
        key = actor_key(name)
        if (person := self._person(name)) is not None:
            return person
        if not common_words(name):
            return Meaning(("name", head_key(name)), bare(name), SAME)
        target = self.links.get(key)
        if target is not None:
            return Meaning(("name", head_key(target)), target, f"the infobox of {self.title} links it to “{target}”")
        state = self.state_of.get(key)
        if state is not None:
            full = f"{name} ({_state_name(state)})"
            return Meaning(("name", head_key(full)), full, f"{self.title} lists it on the side of {_state_name(state)}")
        rest = generic_key(name) or key or name
        return Meaning((LOCAL, self.document, rest), name, f"a common noun, of this account only: {self.title}")

    def _person(self, name: str) -> Meaning | None:
        last = without_titles(name)
        several = self.persons.get(actor_key(last), {})
        if len(several) != 1 or not last:
            return None
        ((key, full),) = several.items()
        if key == actor_key(name):
            return None
        if key == actor_key(last):
            return Meaning(("name", key), full, f"“{name}” is “{full}” with a title")
        return Meaning(("name", key), full, f"{self.title} names nobody else “{last}” but “{full}”")

    def learn(self, names: Iterable[str]) -> None:
        """Take note of all names of the account: who is named in full, and what stands alone."""
        several = sorted(set(names))
        self.alone = frozenset(actor_key(name) for name in several)
        for name in several:
            full = without_titles(name)
            if is_person(full):
                for one in (full.split()[-1], full):
                    self.persons.setdefault(actor_key(one), {}).setdefault(actor_key(full), full)


def _then(found: Meaning, name: str) -> str:
    return "" if found.why == SAME else f"; {found.why}"


# names that are known wherever they stand


@cache
def _canonical() -> dict[str, str]:
    """The name of each state by the keys of all names that are its own and no other's."""
    found: dict[str, str] = {}
    for state, names in table("actor_kinds")["one_state"].items():
        found |= dict.fromkeys((actor_key(state), *map(actor_key, names)), state)
    return found


def _state(name: str) -> str:
    """The key of a state, the same for all names of the same state."""
    key = actor_key(name)
    return actor_key(_canonical().get(key, key))


@cache
def _names_of_states() -> dict[str, str]:
    words = table("actor_kinds")
    names = [*table("flags")["countries"].values(), *words["demonyms"].values(), *words["states"]]
    return {actor_key(name): name for name in reversed(names)}


def _state_name(key: str) -> str:
    return _canonical().get(key) or _names_of_states().get(key) or key.title()


def of_codebook(name: str) -> Meaning | None:
    """An actor that the codebook knows by this name; one of many that share an entry is known by its own name."""
    meant = alias(name)
    if meant is None or meant.get("apart"):
        return None
    first = str(meant["names"][0])
    same = actor_key(first) == actor_key(name)
    return Meaning(("codebook", actor_key(first)), first, SAME if same else f"the codebook knows both as {first}")


def of_state(name: str) -> Meaning | None:
    """A state by one of its names, unless the name is a common word too ("the Union")."""
    if actor_key(name) in doubtful() or not (state_names(name) or actor_key(name) in _canonical()):
        return None
    state = _state(name)
    same = state == actor_key(name)
    why = SAME if same else f"the codebook knows “{name}” as a name of {_state_name(state)}"
    return Meaning(("state", state), _state_name(state), why)


def states_of(names: Iterable[str]) -> frozenset[str]:
    """The keys of the states that are among `names` or that one of them is the own of."""
    kinds = (kind_of(name).state for name in names)
    return frozenset(_state(state) for state in kinds if state is not None)


# second names

_APPOSED = re.compile(r"([A-Z][\w'’-]*(?: (?:[A-Z][\w'’-]*|of|and|the|for)){0,7}) \(([A-Z][^()\n]{2,60})\)")


def _short_forms(text: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Short forms that a text introduces; of one that the codebook knows the letters must be those of the name.

    "Alpha Brigade (FSA)" says whose brigade it is.
    """
    for short, full in acronyms(text.replace("‘", "’")).items():
        letters = "".join(word[:1] for word in re.findall(r"[^\W_]+", full) if word[:1].isupper()).casefold()
        if alias(short) is None or letters.endswith(short.casefold()) or any(map(alias, _endings(full))):
            yield actor_key(short), (short, full)


def _endings(name: str) -> Iterator[str]:
    """The name, and what is left of it without its first words: "Alphan National Army" is a "National Army"."""
    words = name.split()
    return (" ".join(words[at:]) for at in range(max(1, len(words) - 1)))


def second_names(text: str) -> Iterator[tuple[str, str]]:
    """Names that a text puts in brackets beside a name of the codebook ("Internal Security Forces (Asayish)").

    Gives the other name and the one that the codebook knows.
    """
    for match in _APPOSED.finditer(text):
        before, inside = bare(match[1]), match[2].strip()
        if alias(inside) and not alias(before) and _several_words(before) and not of_state(before):
            yield before, inside
        elif alias(before) and not alias(inside) and _several_words(inside) and not of_state(inside):
            yield inside, before


def _several_words(name: str) -> bool:
    """Whether a name could be a body's in full: some words, the last of them a noun for a body."""
    words = actor_key(name).split()
    return 2 <= len(words) <= 8 and name[:1].isupper() and formation(words[-1])
