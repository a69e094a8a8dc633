"""Which occurrence a clause tells: the sense of its verb, or the event noun that a light verb carries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from annals.extract.chunks import Phrase
from annals.extract.clauses import Clause
from annals.extract.lexicon import EventNoun, Sense, control, light, light_particles, senses
from annals.extract.phrases import Lens


@dataclass(slots=True, eq=False)
class Finding:
    """An occurrence found: its type, the lexicon entry, the trigger word, and how the clause's slots play their roles."""

    clause: Clause
    type: str
    rule: str
    trigger: int
    roles: Mapping[str, str]
    noun: EventNoun | None = None
    event: Phrase | None = None
    negated: bool = False
    skipped: bool = False
    voice: Clause | None = field(default=None)


ACTIVE_DO = {"subject": "by"}
FOILED = {"subject": "against"}
KILLING = frozenset("kill wound injure maim slay hurt".split())


def find(lens: Lens, clause: Clause) -> Finding | None:
    """The occurrence that `clause` tells, if its words are in the lexicon."""
    found = _by_sense(lens, clause) or _by_event(lens, clause)
    if found:
        found.negated ^= clause.group.negated or _undone(clause)
    return found


def slots(clause: Clause) -> tuple[Phrase | None, Phrase | None]:
    """Subject and object as in the active form of the clause."""
    if not clause.passive:
        return clause.subject, clause.object
    agent = next((p for prep, p in clause.phrases if prep == "by"), None)
    return agent, clause.subject


def _by_sense(lens: Lens, clause: Clause) -> Finding | None:
    options = senses().get(clause.lemma)
    if not options:
        return None
    subject, thing = slots(clause)
    for sense in options:
        if _fits(lens, clause, sense, subject, thing):
            return Finding(clause, sense.type, sense.name, clause.group.verb, dict(sense.frame), negated=sense.negates)
    return None


def _fits(lens: Lens, clause: Clause, sense: Sense, subject: Phrase | None, thing: Phrase | None) -> bool:
    if sense.particles and clause.particle not in sense.particles and not (sense.particles & set(clause.adverbs)):
        return False
    if sense.object and not _meets(lens, thing, sense.object):
        return False
    if sense.subject and not _meets(lens, subject, sense.subject):
        return clause.passive and subject is None and sense.type not in _NEED_AGENT and bool(sense.object)
    return not sense.prepositions or _has_preposition(lens, clause, sense.prepositions)


_NEED_AGENT = frozenset(("attack", "clash", "airstrike", "violence_against_civilians"))


def _meets(lens: Lens, phrase: Phrase | None, wanted: frozenset[str]) -> bool:
    if phrase is None:
        return "none" in wanted
    return any(lens.kinds(p) & wanted for p in phrase.all())


def _has_preposition(lens: Lens, clause: Clause, wanted: frozenset[str]) -> bool:
    for condition in wanted:
        preposition, _, kind = condition.partition(":")
        if preposition == "_dead":
            return any(a in ("dead", "wounded", "injured") for a in clause.adverbs) or "dead" in _object_words(lens, clause)
        for prep, phrase in clause.phrases:
            if prep == preposition and (not kind or _meets(lens, phrase, frozenset((kind,)))):
                return True
    return False


def _object_words(lens: Lens, clause: Clause) -> set[str]:
    thing = clause.object
    return {w.low for w in lens.words[thing.first : thing.last]} if thing else set()


def _by_event(lens: Lens, clause: Clause) -> Finding | None:
    """An event noun carried by a light verb: "launched an attack", "clashes erupted", "repelled an assault"."""
    subject, thing = slots(clause)
    noun = _event_of(lens, thing)
    if noun and thing and (found := _carried(lens, clause, noun, thing)):
        return found
    noun = _event_of(lens, subject)
    if noun and subject and _happens(clause):
        return _nominal(lens, clause, noun, subject, {})
    if noun and subject and clause.lemma in light("fail") | light("end") and not clause.passive:
        return None
    return _caused(lens, clause)


def _event_of(lens: Lens, phrase: Phrase | None) -> EventNoun | None:
    return next((noun for p in (phrase.all() if phrase else ()) if (noun := lens.event(p))), None)


def _happens(clause: Clause) -> bool:
    return clause.lemma in light("occur") or clause.lemma == "come" and clause.how != "relative"


def _carried(lens: Lens, clause: Clause, noun: EventNoun, thing: Phrase) -> Finding | None:
    lemma = clause.lemma
    if lemma in light("foil"):
        found = _nominal(lens, clause, noun, thing, FOILED)
        found.negated = noun.type != "clash"
        return found
    if lemma in light("do") or (lemma, clause.particle) in light_particles() or lemma == "be" and clause.passive:
        return _nominal(lens, clause, noun, thing, ACTIVE_DO)
    if lemma in ("be",) and not clause.passive:
        return _nominal(lens, clause, noun, thing, {})
    if lemma in light("tell") or lemma in ("say", "have", "continue"):
        return _nominal(lens, clause, noun, thing, {})
    return None


def _nominal(lens: Lens, clause: Clause, noun: EventNoun, phrase: Phrase, roles: Mapping[str, str]) -> Finding:
    core = lens.core(phrase)
    return Finding(clause, noun.type, noun.name, core.head, roles, noun, phrase)


_CAUSING = {"result": "in", "lead": "to", "end": "in", "escalate": "into", "erupt": "into", "culminate": "in", "respond": "with", "begin": "with", "engage": "in"}


def _caused(lens: Lens, clause: Clause) -> Finding | None:
    """An event noun after "resulting in", "leading to"."""
    wanted = _CAUSING.get(clause.lemma)
    for prep, phrase in clause.phrases:
        noun = lens.event(phrase) if prep == wanted else None
        if noun:
            return _nominal(lens, clause, noun, phrase, ACTIVE_DO if clause.lemma in ("respond", "engage") else {})
    return None


_UNDOING = frozenset(("unsuccessfully", "unable"))


def _undone(clause: Clause) -> bool:
    return bool(_UNDOING & {*clause.group.adverbs, *clause.adverbs})


def reality(clause: Clause) -> str:
    """Whether what a clause tells is `told`, `tried`, `failed`, or only thought of (`open`)."""
    state = "told"
    for _ in range(6):
        if clause.group.modal in _HYPOTHETICAL and not _narrative(clause) or clause.link in _CONDITIONAL:
            return "open"
        if clause.how != "control" and not (clause.how == "participle" and clause.above and _governs(clause)):
            return state
        above = clause.above
        if above is None:
            return "open"
        state = _weaker(state, _controlled(clause, above))
        if state == "open":
            return state
        clause = above
    return state


_HYPOTHETICAL = frozenset("will would shall should can could may might must".split())
_CONDITIONAL = frozenset("if unless lest whether".split())
_RANK = ("told", "tried", "failed", "open")


def _narrative(clause: Clause) -> bool:
    """"would later capture" tells what came after."""
    return clause.group.modal == "would" and bool({"later", "eventually", "subsequently", "then"} & set(clause.group.adverbs))


def _weaker(a: str, b: str) -> str:
    return max(a, b, key=_RANK.index)


def _governs(clause: Clause) -> bool:
    """Whether a gerund hangs on a governing verb by a preposition ("succeeded in taking", "prevented from leaving")."""
    assert clause.above is not None
    return clause.link in ("in", "from", "of") and clause.above.lemma in control("positive") | control("negative") | {"accuse"}


def _controlled(clause: Clause, above: Clause) -> str:
    lemma = above.lemma
    if lemma == "be":
        words = {*above.adverbs, *above.group.adverbs}
        return "told" if "able" in words else "failed" if "unable" in words else "open"
    if lemma in control("negative"):
        return "failed"
    if lemma in control("attempt_positive"):
        return "tried"
    if lemma in control("positive") or lemma in ("decide", "accuse", "believe", "think", "rumour", "rumor"):
        return "told" if lemma not in ("believe", "think", "say", "report") or above.passive else "open"
    return "open"
