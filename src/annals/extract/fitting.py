"""Whether a sense of a verb fits its clause: its particle, the kinds of its subject and object, its prepositions."""

from __future__ import annotations

from annals.extract.chunks import Phrase
from annals.extract.clause import Clause
from annals.extract.lexicon import Sense
from annals.extract.phrases import Lens
from annals.extract.words import grammar

KILLING = grammar("killing")


def slots(clause: Clause) -> tuple[Phrase | None, Phrase | None]:
    """Subject and object as in the active form of the clause."""
    if not clause.passive:
        return clause.subject, clause.object
    agent = next((p for prep, p in clause.phrases if prep == "by"), None)
    return agent, clause.subject


def fits(lens: Lens, clause: Clause, sense: Sense, subject: Phrase | None, thing: Phrase | None) -> bool:
    if sense.particles and not (sense.particles & _beside(lens, clause)):
        return False
    if sense.stranded and not (clause.passive and sense.stranded & _beside(lens, clause)):
        return False
    if sense.object and not _meets(lens, thing, sense.object):
        return False
    if sense.subject and not _meets(lens, subject, sense.subject):
        harmed = sense.type == "violence_against_civilians" and clause.lemma not in KILLING
        free = harmed or (sense.type not in _NEED_AGENT and not sense.negates)
        return clause.passive and subject is None and free and bool(sense.object)
    return not sense.prepositions or _has_preposition(lens, clause, sense.prepositions)


def _beside(lens: Lens, clause: Clause) -> set[str]:
    """Particles and adverbs of a verb, and what a passive says became of its subject ("were held captive")."""
    words = {clause.particle, *clause.adverbs}
    if clause.passive and clause.object is not None and clause.object.last - clause.object.first == 1:
        words.add(lens.words[clause.object.head].low)
    return words


_NEED_AGENT = frozenset(("attack", "clash", "airstrike", "violence_against_civilians"))


def _meets(lens: Lens, phrase: Phrase | None, wanted: frozenset[str]) -> bool:
    if phrase is None:
        return "none" in wanted
    return any(lens.kinds(p) & wanted for p in phrase.all())


def _has_preposition(lens: Lens, clause: Clause, wanted: frozenset[str]) -> bool:
    for condition in wanted:
        preposition, _, kind = condition.partition(":")
        if preposition == "_dead" and _DOWN & {*clause.adverbs, *_object_words(lens, clause)}:
            return True
        inner = [("of", clause.object.of)] if clause.object and clause.object.of else []
        for prep, phrase in (*clause.phrases, *inner):
            if prep == preposition and (not kind or _meets(lens, phrase, frozenset((kind,)))):
                return True
    return False


def _object_words(lens: Lens, clause: Clause) -> set[str]:
    things = clause.object.all() if clause.object else []
    return {w.low for thing in things for w in lens.words[thing.first : thing.last]}


_DOWN = frozenset(("dead", "wounded", "injured"))
