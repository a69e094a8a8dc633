"""Who the actors of claims are: of what kind, and on which side of the episode; unknown where two could be meant.

Nothing here goes by likeness. A mention is on a side because it has the name of one that fights there, because the
text introduces it as short for such a name, because it is a state's own, or because only one side has its kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from annals.base.claim import Claim
from annals.base.document import Document
from annals.base.episode import Episode, Side
from annals.base.who import ROLES, Party
from annals.codebook import table
from annals.ground.actor_kinds import UNKNOWN, Kind, common, is_one, kind_of, named_kind, singular, written
from annals.ground.actor_names import acronyms, actor_key, alias, demonym, known, state_names

Found = tuple[int | str | None, str] | None
_TAIL = re.compile(r"\b(?:of|from|in|by|under|for|with|loyal to|allied with|belonging to) (?:the )?")
_BRACKET = re.compile(r"\s*\(([^()]*)\)")
_SIDED = ("state forces", "rebel group", "police", "militia")


def parties(document: Document, claims: Sequence[Claim], episode: Episode | None) -> tuple[tuple[Party, ...], ...]:
    """For each claim what is known of each actor that it names, in the order of the roles; empty if none."""
    sides = Sides(episode, acronyms(document.text))
    found = tuple(tuple(_of_claim(claim, sides)) for claim in claims)
    return found if any(found) else ()


def _of_claim(claim: Claim, sides: Sides) -> Iterator[Party]:
    for role in ROLES:
        for ordinal, mention in enumerate(getattr(claim, role)):
            yield sides.party(mention.name, role, ordinal)


class Sides:
    """The sides of an episode by their names, states and kinds; `short` holds the short forms its text introduces."""

    def __init__(self, episode: Episode | None, short: dict[str, str]) -> None:
        self.short = {actor_key(one): name for one, name in short.items()}
        self.names: dict[str, dict[int, str]] = {}
        self.surnames: dict[str, dict[int, str]] = {}
        self.states: dict[str, dict[int, str]] = {}
        self.heads: dict[str, dict[int, str]] = {}
        self.kinds: list[dict[str, str]] = []
        self.country = _country(episode)
        for number, side in enumerate(episode.sides if episode else (), 1):
            self._learn(number, side)
        self._seen: dict[str, tuple[str, int | str | None, str]] = {}

    def _learn(self, number: int, side: Side) -> None:
        self.kinds.append({})
        for label, names in (("belligerent", side.belligerents), ("unit", side.units), ("commander", side.commanders)):
            for name in names:
                self._name(number, label, name)
        for name in side.belligerents:
            self._belligerent(number, _BRACKET.sub("", name))
        for name in side.commanders:
            last = actor_key(_BRACKET.sub("", name)).split()[-1:]
            if last and len(last[0]) > 2:
                self.surnames.setdefault(last[0], {}).setdefault(number, name)

    def _name(self, number: int, label: str, name: str) -> None:
        for one in (_BRACKET.sub("", name), *_BRACKET.findall(name)):
            expanded = self.short.get(actor_key(one), one)
            for written_so in dict.fromkeys((*known(one), *known(expanded), *_known_bare(one))):
                if written_so:
                    self.names.setdefault(written_so, {}).setdefault(number, f"{label} {name}")

    def _belligerent(self, number: int, name: str) -> None:
        kind = kind_of(self.short.get(actor_key(name), name))
        self.kinds[-1].setdefault(kind.kind, name)
        if kind.state is not None:
            self.states.setdefault(kind.state, {}).setdefault(number, name)
        words = written(name)
        if words and common(words[-1]):
            self.heads.setdefault(singular(words[-1]), {}).setdefault(number, name)

    def party(self, name: str, role: str, ordinal: int) -> Party:
        """What is known of the actor `name`."""
        if name not in self._seen:
            self._seen[name] = self._understood(name)
        kind, side, rule = self._seen[name]
        return Party(name, role, ordinal, kind, side, rule)

    def _understood(self, name: str) -> tuple[str, int | str | None, str]:
        kind = self._kind(name)
        side, how = self._side(name, kind)
        kind = self._external(self._as_its_side(kind, side))
        return kind.kind, side, f"{kind.rule}; {how}"

    def _kind(self, name: str) -> Kind:
        """By a name that the codebook knows, the fullest first; else by the nouns of the name, the fullest first."""
        full = self.short.get(actor_key(name), name)
        several = list(dict.fromkeys((name, full, *_readings(name))))
        found = next((kind for one in several if (kind := named_kind(one))), None)
        if found is not None and (found.state is None or not any(is_one(w, "not_state") for w in written(name))):
            return found
        kinds = [kind for one in several if (kind := kind_of(one)).kind != UNKNOWN]
        return kinds[0] if kinds else kind_of(name)

    def _as_its_side(self, kind: Kind, side: int | str | None) -> Kind:
        """Where nothing in a name tells its kind, it is of the kind that all of its side are."""
        if kind.kind != UNKNOWN or not isinstance(side, int):
            return kind
        all_of_side = list(self.kinds[side - 1])
        if len(all_of_side) != 1 or all_of_side[0] == UNKNOWN:
            return kind
        return Kind(all_of_side[0], f"as all of side {side}")

    def _external(self, kind: Kind) -> Kind:
        """A state's forces in another state's country."""
        if kind.kind != "state forces" or kind.state is None or self.country is None:
            return kind
        if kind.state in self.country or self.country & state_names(kind.state):
            return kind
        return Kind("external forces", f"{kind.rule}, outside its own country", kind.state)

    def _side(self, name: str, kind: Kind) -> tuple[int | str | None, str]:
        if not self.kinds:
            return ("civilians", kind.rule) if kind.kind == "civilians" else (None, "the account has no sides")
        for found in self._tried(name, kind):
            if found is not None:
                return found
        return None, "no side has this name, state or kind alone"

    def _tried(self, name: str, kind: Kind) -> Iterator[Found]:
        for one in _readings(name):
            yield self._by_name(one)
        for one in _readings(name):
            yield self._by_surname(one)
        yield self._by_state(kind)
        if kind.kind in ("media", "international organisation"):
            yield None, "no party to the fighting"
        plain_words = self._common(name)
        if plain_words:
            yield self._by_head(plain_words)
        if kind.kind == "civilians":
            yield "civilians", "civilians"
        if plain_words:
            yield self._by_kind(kind.kind, plain_words)

    def _by_name(self, name: str) -> Found:
        key = actor_key(name)
        full = self.short.get(key)
        keys = dict.fromkeys((*known(name), *(known(full) if full else ())))
        found = {side: how for one in reversed(keys) for side, how in self.names.get(one, {}).items()}
        return _only(found, f"“{name}”" + (f", short for “{full}”," if full else ""))

    def _by_surname(self, name: str) -> Found:
        bare = _without_titles(name)
        if not bare or not all(word != word.lower() for word in bare):
            return None
        found = self.surnames.get(actor_key(bare[-1]), {})
        if len(bare) > 1 and not any(
            set(actor_key(" ".join(bare)).split()) <= set(actor_key(n).split()) for n in found.values()
        ):
            return None
        return _only({side: f"commander {who}" for side, who in found.items()}, f"“{bare[-1]}”")

    def _by_state(self, kind: Kind) -> Found:
        """The side of a state: of the very one that is named, before those that may go under its name too."""
        if kind.state is None:
            return None
        accepted = sorted(state_names(kind.state) - {kind.state})
        found = self.states.get(kind.state) or {s: n for one in accepted for s, n in self.states.get(one, {}).items()}
        return _only({side: f"belligerent {name}" for side, name in found.items()}, f"a state's own ({kind.state})")

    def _common(self, name: str) -> list[str]:
        """The words of a name that is only common nouns ("the rebels"), or those of the country's own; else none."""
        return next((words for one in _readings(name) if (words := self._common_words(one))), [])

    def _common_words(self, name: str) -> list[str]:
        words = written(name)
        taken = demonym(words)
        if taken is not None and self.country is not None and taken[0] in self.country:
            words = words[taken[1] :]
        return words if words and all(common(word) for word in words) else []

    def _by_head(self, words: list[str]) -> Found:
        telling = [singular(word) for word in words if not is_one(word, "armed")]
        found = {side: f"belligerent {n}" for one in telling for side, n in self.heads.get(one, {}).items()}
        return _only(found, f"“{' '.join(words)}”") if len(found) == 1 else None

    def _by_kind(self, kind: str, words: list[str]) -> Found:
        if kind not in _SIDED:
            return None
        government = bool(_GOVERNMENT & set(words))
        sides = self._of_kind(kind)
        if kind == "militia" and government and not sides:
            kind, sides = "state forces", self._of_kind("state forces")
        if kind == "rebel group" and len(sides) > 1:  # nobody rebels against their own side
            sides = {n: who for n, who in sides.items() if "state forces" not in self.kinds[n - 1]} or sides
        if kind == "state forces" and len(sides) > 1 and government:
            return self._by_government()
        if kind == "state forces" and len(sides) > 1:  # where one state fights, soldiers are its own
            own = {n for several in self.states.values() for n in several}
            sides = {n: who for n, who in sides.items() if n in own} or sides
        return _only({n: f"belligerent {who}, its only {kind}" for n, who in sides.items()}, kind)

    def _of_kind(self, kind: str) -> dict[int, str]:
        return {number: several[kind] for number, several in enumerate(self.kinds, 1) if kind in several}

    def _by_government(self) -> Found:
        """The side of the country's own state; where the account names no country, of the only state that fights."""
        states = self.states if self.country is None else sorted(self.country)
        own = {n: who for state in states for n, who in self.states.get(state, {}).items()}
        how = "the only state" if self.country is None else "the country's own"
        return _only({n: f"belligerent {who}, {how}" for n, who in own.items()}, "the government")


# words for the government of the country itself; "soldiers" of a war between two states may be anybody's
_GOVERNMENT = frozenset(
    {"government", "government's", "regime", "loyalist", "loyalists", "pro-government", "authorities"}
)


def _only(found: dict[int, str], subject: str) -> Found:
    if not found:
        return None
    if len(found) > 1:
        told = ", ".join(f"side {side}" for side in sorted(found))
        return None, f"{subject} could be on {told}"
    ((side, how),) = found.items()
    return side, f"{subject} is on side {side}: {how}"


def _country(episode: Episode | None) -> frozenset[str] | None:
    """The names of the state that the episode lies in, where its places name one and only one."""
    named = [names for place in (episode.places if episode else ()) if (names := state_names(place))]
    return named[0] if len(set(named)) == 1 else None


def _readings(name: str) -> list[str]:
    """The name, then what is left of it without words that only say who is armed, backed or newly arrived."""
    words = name.split()
    if words and words[0].casefold() in _group("estranged"):
        return [name.strip()]
    found = [name.strip(), *_behind(name), *_led_by(words)]
    while len(words) > 1 and _before_a_name(words):
        words = words[1:]
        found.append(" ".join(words))
    while len(words) > 1 and is_one(actor_key(words[-1]), "armed"):
        words = words[:-1]
        found.append(" ".join(words))
    return [one for one in dict.fromkeys(found) if one]


def _known_bare(name: str) -> tuple[str, ...]:
    """The names of an actor that the codebook knows without the common noun that stands behind it ("NDF militia")."""
    words = name.split()
    bare = " ".join(words[:-1])
    return known(bare) if len(words) > 1 and common(words[-1].casefold()) and alias(bare) else ()


def _behind(name: str) -> list[str]:
    """What stands behind the preposition of "fighters of X", "16 boats of the X navy"."""
    tail = _TAIL.search(name)
    if tail is None or not tail.start() or " and " in name:
        return []
    before = written(name[: tail.start()])
    return _readings(name[tail.end() :]) if all(common(word) or word.isdigit() for word in before) else []


def _led_by(words: Sequence[str]) -> list[str]:
    endings = _group("leading")
    return [word.removesuffix(ending) for word in words[:1] for ending in endings if word.endswith(ending)]


def _before_a_name(words: Sequence[str]) -> bool:
    """Whether the first of `words` only describes what follows: "newly", "16", "US-backed"."""
    first = words[0]
    if first.casefold() in _group("estranged"):
        return False
    return _modifier(first) or first.isdigit() or (first.islower() and not common(first) and "-" not in first)


def _modifier(word: str) -> bool:
    low = word.casefold()
    return any(low.startswith(m) if m.endswith("-") else low.endswith(m) for m in _group("modifiers"))


def _without_titles(name: str) -> list[str]:
    words = [word.rstrip(".") for word in re.findall(r"[\w’'.-]+", name)]
    while len(words) > 1 and words[0].casefold() in _titles():
        words = words[1:]
    return [word for word in words if word]


@cache
def _titles() -> frozenset[str]:
    return frozenset(str(table("actor_kinds")["persons"]["titles"]).split())


@cache
def _group(name: str) -> tuple[str, ...]:
    return tuple(str(table("actor_kinds")["generic"][name]).split())
