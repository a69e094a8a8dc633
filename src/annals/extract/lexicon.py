"""The event lexicon as the coder looks it up: senses of verbs by base form, event nouns by their last word."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from annals.codebook import table
from annals.extract.words import singular

NOTHING = "none"  # the type of senses and nouns that tell no occurrence


class Sense(msgspec.Struct, frozen=True):
    """One sense of a verb: the conditions it sets and the type and frame it gives. `name` tells where it stands."""

    name: str
    type: str
    frame: tuple[tuple[str, str], ...]
    particles: frozenset[str]
    stranded: frozenset[str]
    object: frozenset[str]
    subject: frozenset[str]
    prepositions: frozenset[str]
    negates: bool

    def role(self, slot: str) -> str:
        """Which role the phrase in `slot` (subject, object, a preposition) plays; empty if none."""
        return dict(self.frame).get(slot, "")


class EventNoun(msgspec.Struct, frozen=True):
    """An event noun: its words, type, and the prepositions that mark who does it and to whom."""

    words: tuple[str, ...]
    type: str
    agent: frozenset[str]
    patient: frozenset[str]

    @property
    def name(self) -> str:
        """How a rule names this entry."""
        return f"noun:{' '.join(self.words)}"


@cache
def senses() -> dict[str, tuple[Sense, ...]]:
    """The senses of every verb by base form, in the order of the codebook."""
    found: dict[str, list[Sense]] = {}
    for entry in table("events")["verb"]:
        for verb in entry["verbs"].split():
            found.setdefault(verb, []).append(_sense(verb, entry))
    return {verb: tuple(entries) for verb, entries in found.items()}


def _sense(verb: str, entry: dict[str, Any]) -> Sense:
    frame = table("events")["frames"].get(entry.get("frame", ""), {})
    words = {
        key: frozenset(entry.get(key, "").split()) for key in ("particle", "stranded", "object", "subject", "prep")
    }
    return Sense(
        f"verb:{verb}/{entry['type']}",
        entry["type"],
        tuple(sorted(frame.items())),
        words["particle"],
        words["stranded"],
        words["object"],
        words["subject"],
        words["prep"],
        bool(entry.get("negates")),
    )


@cache
def _nouns() -> dict[str, tuple[EventNoun, ...]]:
    """Event nouns by their last word, longest first."""
    found: dict[str, list[EventNoun]] = {}
    for entry in table("events")["noun"]:
        agent, patient = frozenset(entry["agent"].split()), frozenset(entry["patient"].split())
        for written in entry["words"].split("|"):
            words = tuple(written.split())
            found.setdefault(words[-1], []).append(EventNoun(words, entry["type"], agent, patient))
    return {last: tuple(sorted(nouns, key=lambda n: -len(n.words))) for last, nouns in found.items()}


def event_noun(words: list[str]) -> EventNoun | None:
    """The event noun that the lower-case `words` end with, if any ("heavy artillery fire" -> artillery fire)."""
    if not words:
        return None
    for last in (words[-1], singular(words[-1])):
        for noun in _nouns().get(last, ()):
            size = len(noun.words)
            if tuple(words[-size:-1]) == noun.words[:-1] and len(words) >= size:
                return noun if noun.type != NOTHING else None
    return None


@cache
def light(name: str) -> frozenset[str]:
    """One list of light verbs (`do`, `occur`, `foil`, `end`, `tell`)."""
    return frozenset(table("events")["light"][name].split())


@cache
def light_particles() -> frozenset[tuple[str, str]]:
    """Verbs that are light only with a particle ("carry out")."""
    pairs = (pair.split(":") for pair in table("events")["light"]["do_particles"].split())
    return frozenset((verb, particle) for verb, particle in pairs)


@cache
def control(name: str) -> frozenset[str]:
    """Verbs governing another verb (`positive`, `attempted`, `negative`, ...)."""
    return frozenset(table("speech")["control"][name].split())


@cache
def speech(name: str) -> frozenset[str]:
    """Speech verbs by what they claim (`say`, `claim`, `deny`, `accuse`)."""
    return frozenset(table("speech")["verbs"][name].split())


@cache
def hedges(name: str) -> frozenset[str]:
    """Adverbs that make a clause `reported` or `claimed`."""
    return frozenset(table("speech")["hedges"][name].split())
