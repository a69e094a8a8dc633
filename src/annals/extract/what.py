"""Which occurrence a clause tells: the sense of its verb, or the event noun that a light verb carries."""

from __future__ import annotations

from collections.abc import Mapping

from annals.extract.chunks import Phrase
from annals.extract.clause import Clause
from annals.extract.fallen import told_among
from annals.extract.finding import VIOLENT, Finding
from annals.extract.fitting import KILLING, fits, slots
from annals.extract.lexicon import NOTHING, EventNoun, Sense, light, light_particles, senses
from annals.extract.phrases import Lens
from annals.extract.refining import refined
from annals.extract.words import grammar

ACTIVE_DO = {"subject": "by"}
FOILED = {"subject": "against"}
WRECKING = grammar("wrecking")


def find(lens: Lens, clause: Clause) -> list[Finding]:
    """The occurrences that `clause` tells, as far as its words are in the lexicon: one, or a cause and its result."""
    if _anchors(lens, clause):
        return []
    if told_among(lens, clause):
        return [Finding(clause, "casualties", "among the fallen", clause.group.verb, {})]
    found = _acting_events(lens, clause) or _met_in(lens, clause) or _both(_cause(lens, clause), _caused(lens, clause))
    if not found:
        found = _both(_by_sense(lens, clause) or _by_event(lens, clause), None)
    found = [f for f in found if not (f.type == "demand" and clause.passive and slots(clause)[0] is None)]
    found = [f for f in found if not (clause.lemma in _STAYING and refined(lens, f) == "advance")]
    for finding in found:
        finding.type = refined(lens, finding)
        finding.negated ^= clause.group.negated or _undone(clause)
    return found


def _anchors(lens: Lens, clause: Clause) -> bool:
    """Whether a clause only anchors another in time: "three hours after the attack began"."""
    subject = clause.subject
    timed = clause.link in ("after", "before", "since", "until", "when", "once") and clause.lemma in _BOUNDS
    bare = subject is not None and not subject.attached and subject.of is None and not clause.phrases
    return timed and bare and lens.event(subject) is not None and lens.words[subject.first].low == "the"  # type: ignore[union-attr]


_BOUNDS = frozenset(("begin", "start", "end", "finish", "stop", "cease", "conclude"))


_STAYING = frozenset(("remain", "stay"))


def _both(first: Finding | None, second: Finding | None) -> list[Finding]:
    return [f for f in (first, second) if f]


def _acting_events(lens: Lens, clause: Clause) -> list[Finding]:
    """Violent events that themselves hit or kill: "an airstrike killed two", "airstrikes and shells hit the market"."""
    subject, _ = slots(clause)
    if subject is None or (clause.lemma == "be" and lens.event(clause.object)):
        return []
    if clause.passive and clause.lemma in KILLING:
        return []
    if clause.lemma not in light("occur") and not _strikes(lens, clause):
        return []
    if _described(lens, clause) or _goes_on_to(lens, clause):
        return []
    if (harmed := lens.event(clause.object)) and harmed.type == "destruction":
        return []
    found: dict[str, Finding] = {}
    for phrase in subject.all():
        noun = lens.event(phrase)
        if noun and noun.type in VIOLENT and not lens.kinds(phrase) & {"force", "leader"}:
            made = _nominal(lens, clause, noun, phrase, {"object": "target", "on": "target"})
            found.setdefault(noun.type, made)
    return list(found.values())


def _strikes(lens: Lens, clause: Clause) -> bool:
    """Whether a verb tells what an attack does to its target: "two strikes engaged a unit", "pounded by shelling"."""
    subject, _ = slots(clause)
    told = clause.passive and subject is not None and not _known(lens, subject)
    return clause.lemma in light("assail") and (told or (not clause.passive and clause.object is not None))


def _met_in(lens: Lens, clause: Clause) -> list[Finding]:
    """Victims of an event told in the same clause: "ten were killed in clashes with rebels", "in a raid by the army".

    An event that has been told already ("in the clashes") leaves only the count of its victims.
    """
    died = clause.passive or clause.lemma in ("die", "perish")
    if not died or clause.lemma not in KILLING | {"die", "perish"} or clause.how == "control":
        return []
    for prep, phrase in clause.phrases:
        noun = lens.event(phrase) if prep in ("in", "by", "from") else None
        if noun and noun.type in VIOLENT and not _known(lens, phrase):
            role = "by" if noun.type == "clash" else "target"
            roles = {"object": role} if clause.passive else {"subject": role}
            made = _nominal(lens, clause, noun, phrase, roles)
            return [made] if noun.type != "clash" or _sided(lens, phrase, clause) else []
    return []


def met_in(found: Finding) -> bool:
    """Whether a finding is an act that a clause names only to say where its victims fell."""
    return found.noun is not None and found.type in VIOLENT and found.clause.passive and found.clause.lemma in KILLING


def _known(lens: Lens, phrase: Phrase) -> bool:
    """Whether an event was told before: "the clashes", "these attacks"; not so "the shelling of a school"."""
    definite = lens.words[phrase.first].low in _DEFINITE
    fought = (noun := lens.event(phrase)) is not None and noun.type == "clash"
    return definite and (phrase.of is None or fought)


_DEFINITE = frozenset(("the", "this", "that", "these", "those", "his", "her", "their", "its", "both"))


def _sided(lens: Lens, phrase: Phrase, clause: Clause) -> bool:
    """Whether parties of a fight are named beside it."""
    hanging = (*phrase.attached, *clause.phrases)
    return phrase.of is not None or any(p in ("with", "between", "against") for p, _ in hanging)


def _cause(lens: Lens, clause: Clause) -> Finding | None:
    """An event with parties of its own that leads to something: "clashes between A and B resulted in ..."."""
    subject, _ = slots(clause)
    if subject is None or clause.lemma not in light("cause") or clause.how not in ("own", "none"):
        return None
    if clause.particle == "up" or "up" in clause.adverbs:
        return None
    noun = _event_of(lens, subject)
    if noun is None or not (lens.owner(subject) or any(p in ("between", "by") for p, _ in subject.attached)):
        return None
    return _nominal(lens, clause, noun, subject, {})


def _by_sense(lens: Lens, clause: Clause) -> Finding | None:
    options = senses().get(clause.lemma)
    if not options or _takes_place(lens, clause):
        return None
    subject, thing = slots(clause)
    for sense in options:
        if fits(lens, clause, sense, subject, thing):
            if sense.type == NOTHING or _beside_the_point(lens, clause):
                return None
            noun = lens.event(subject) if any(word.startswith("@") for word in sense.subject) else None
            if noun and subject:
                return _told_of(lens, clause, sense, noun, subject)
            return Finding(clause, sense.type, sense.name, clause.group.verb, dict(sense.frame), negated=sense.negates)
    return None


_ATTENDING = frozenset(("follow", "support", "accompany", "precede", "cover", "involve", "embroil", "entangle", "lock"))


def _beside_the_point(lens: Lens, clause: Clause) -> bool:
    """Whether a verb tells only what went with another act ("supported by airstrikes, troops entered") or no deal."""
    attends = clause.lemma in _ATTENDING and clause.how in ("participle", "reduced")
    attends = attends or (clause.lemma in ("stop", "man") and clause.how == "reduced" and not clause.passive)
    return attends or (clause.lemma in _AGREEING and not _settles(lens, clause))


_AGREEING = frozenset(("agree", "consent"))


def _settles(lens: Lens, clause: Clause) -> bool:
    """Whether parties agree on what ends or eases fighting: "agreed to a truce", "agreed to withdraw"."""
    after = lens.words[clause.group.last : clause.group.last + (20 if clause.passive else 4)]
    joined = any(w.low in ("that", "to") for w in after[: 8 if clause.passive else 2])
    if joined and any(w.lemma in grammar("settling") for w in after if w.tag == "V"):
        return True
    return any(prep in ("to", "on", "upon", "with") for prep, _ in clause.phrases)


def _takes_place(lens: Lens, clause: Clause) -> bool:
    """Whether a verb only says that something happens: "took place over the week"."""
    thing = clause.object
    bare = thing is not None and thing.last - thing.first == 1 and thing.of is None
    return clause.lemma == "take" and thing is not None and bare and lens.words[thing.head].low in ("place", "part")


def _told_of(lens: Lens, clause: Clause, sense: Sense, noun: EventNoun, subject: Phrase) -> Finding:
    """What a verb says became of an event, with the event's own parties: "talks between A and B broke down"."""
    if noun.type != sense.type:
        return Finding(clause, sense.type, sense.name, clause.group.verb, dict(sense.frame), negated=sense.negates)
    found = _nominal(lens, clause, noun, subject, {})
    found.rule, found.negated = sense.name, sense.negates
    return found


def _by_event(lens: Lens, clause: Clause) -> Finding | None:
    """An event noun carried by a light verb: "launched an attack", "clashes erupted", "repelled an assault"."""
    subject, thing = slots(clause)
    noun = _event_of(lens, thing)
    if noun is None and clause.lemma == "be" and thing and _target_of(lens, thing):
        noun = lens.event(thing.of)
    if noun and thing and (found := _carried(lens, clause, noun, thing)):
        return found
    noun = _event_of(lens, subject)
    if noun is None or subject is None or _described(lens, clause) or _goes_on_to(lens, clause):
        return None
    if noun.type in _FAILING and clause.lemma in light("fail"):
        found = _nominal(lens, clause, noun, subject, {})
        found.negated = True
        return found
    harmed = clause.lemma in light("harm") and noun.type not in VIOLENT
    happened = _happens(lens, clause) and noun.type != "demand" and not harmed
    return _nominal(lens, clause, noun, subject, {}) if happened else None


_FAILING = frozenset(("attack", "advance", "shelling", "airstrike"))


def _goes_on_to(lens: Lens, clause: Clause) -> bool:
    """Whether a verb only leads to another: "the expedition began destroying the tracks"."""
    after = lens.words[clause.group.last : clause.group.last + 1]
    led = bool(after) and (after[0].tag == "T" or (after[0].tag == "V" and after[0].form == "g"))
    return led and clause.lemma in _STARTING


_STARTING = frozenset(("begin", "start", "continue", "resume"))


def _described(lens: Lens, clause: Clause) -> bool:
    """Whether a clause only says what an event was like: "the raid was a failure", "the advance was slow"."""
    if clause.lemma != "be" or clause.passive:
        return False
    if clause.object is not None and lens.words[clause.object.head].tag != "J":
        return lens.words[clause.object.head].low not in _CAUSES and not _named_event(lens, clause)
    after = [w for w in lens.words[clause.group.last : clause.group.last + 3] if w.tag != "A"][:1]
    if any(prep in ("at", "in", "around", "near") and lens.kinds(p) & _SITES for prep, p in clause.phrases):
        return False  # "fighting was heavy around the station"
    return bool(after) and after[0].tag == "J" and after[0].low not in _RAGING


_SITES = frozenset(("place", "area", "facility", "building", "name", "route"))
_RAGING = frozenset(("ongoing", "heavy", "fierce", "intense", "responsible"))
_CAUSES = frozenset(("result", "work", "response", "retaliation"))


def _named_event(lens: Lens, clause: Clause) -> bool:
    """Whether a sentence defines an episode called by its name: "The Battle of Alpha was part of the war"."""
    named = clause.subject
    if clause.how != "own" or named is None or lens.event(named) is None or clause.group.present:
        return False
    heads = [named.head, *(p.head for p in (named.of,) if p), *(p.head for k, p in named.attached if k in ("at", "of"))]
    return any(lens.words[i].tag == "E" for i in heads)


def _event_of(lens: Lens, phrase: Phrase | None) -> EventNoun | None:
    return next((noun for p in (phrase.all() if phrase else ()) if (noun := lens.event(p))), None)


def _happens(lens: Lens, clause: Clause) -> bool:
    goes_on = clause.lemma == "go" and clause.particle == "on"
    comes = clause.lemma == "come" and clause.how != "relative" and not any(prep == "to" for prep, _ in clause.phrases)
    return goes_on or comes or clause.lemma in light("occur")


def _carried(lens: Lens, clause: Clause, noun: EventNoun, thing: Phrase) -> Finding | None:
    lemma = clause.lemma
    if noun.type in ("demand", "destruction") and (lemma in light("tell") or lemma == "have"):
        return None
    if clause.how == "participle" and lemma in ("prevent", "stop"):
        return None
    if lemma in light("foil"):
        if noun.type == "withdrawal":
            return None  # "tried to stem the retreat"
        found = _nominal(lens, clause, noun, thing, FOILED)
        found.negated = noun.type != "clash"
        return None if noun.type == "clash" and lemma in light("end") | {"suspend", "end"} else found
    if lemma in ("accept", "receive") and noun.type == "detention":
        return _nominal(lens, clause, noun, thing, ACTIVE_DO)
    if lemma in light("undergo") and lens.words[clause.group.first].form in ("b", "z"):
        return None  # what they face every day
    if lemma in light("undergo") and noun.type in VIOLENT | {"siege"}:
        return _nominal(lens, clause, noun, thing, FOILED)
    if lemma == "make" and any(w.low in _VERDICTS for w in lens.words[thing.last : thing.last + 2]):
        return None
    if lemma in light("do") or (lemma, clause.particle) in light_particles() or (lemma == "be" and clause.passive):
        return _nominal(lens, clause, noun, thing, ACTIVE_DO)
    if lemma == "be" and not clause.passive and clause.object is thing and _target_of(lens, thing):
        return _nominal(lens, clause, noun, thing, FOILED)
    if lemma in ("be",) and not clause.passive:
        if lens.words[thing.head].low in ("part", "result", "cause", "reason"):
            return None
        if clause.group.present and (noun.type == "shelling" or not _names(lens, clause.subject)):
            return None
        return _nominal(lens, clause, noun, thing, {})
    if lemma in light("react") and noun.type in VIOLENT and _parties_told(lens, clause, thing):
        return _nominal(lens, clause, noun, thing, {})
    if lemma in light("tell") or lemma in ("say", "have", "continue"):
        own = lens.words[thing.first].low in ("its", "their", "his", "her")
        return _nominal(lens, clause, noun, thing, ACTIVE_DO if own else {})
    return None


_VERDICTS = frozenset(("possible", "impossible", "difficult", "easy", "easier", "inevitable", "unlikely", "likely"))


def _names(lens: Lens, subject: Phrase | None) -> bool:
    """Whether a subject is called by a name, or is an event: what "is" says of others is a remark."""
    return subject is not None and (lens.words[subject.head].tag in ("E", "I") or lens.event(subject) is not None)


def _parties_told(lens: Lens, clause: Clause, thing: Phrase) -> bool:
    """Whether an event that is only judged is told with who did it: "condemned an attack by soldiers"."""
    hanging = (*thing.attached, *clause.phrases)
    return not _known(lens, thing) and (lens.owner(thing) is not None or any(prep == "by" for prep, _ in hanging))


def _target_of(lens: Lens, thing: Phrase) -> bool:
    """Whether the subject is what an event was aimed at: "was the target of an air strike"."""
    return thing.of is not None and lens.words[thing.head].low in ("target", "victim", "object", "subject")


def _nominal(lens: Lens, clause: Clause, noun: EventNoun, phrase: Phrase, roles: Mapping[str, str]) -> Finding:
    core = lens.core(phrase)
    none = noun.type != "casualties" and lens.words[phrase.first].low in ("no", "neither")
    return Finding(clause, noun.type, noun.name, core.head, roles, noun, phrase, negated=none)


_CAUSING = {"result": "in", "lead": "to", "end": "in", "culminate": "in", "respond": "with", "begin": "with"}
_CAUSING |= {
    "embark": "on",
    "escalate": "into",
    "erupt": "into",
    "engage": "in",
    "participate": "in",
    "assist": "in",
    "report": "on",
}
_DOING = frozenset(("respond", "engage", "participate", "assist", "take", "embark"))


def _caused(lens: Lens, clause: Clause) -> Finding | None:
    """An event noun after "resulting in", "leading to"."""
    if clause.how == "reduced" and clause.lemma in _DOING:
        return None
    part = clause.lemma == "take" and clause.object is not None and lens.words[clause.object.head].low == "part"
    avows = clause.object is not None and lens.words[clause.object.head].low == "responsibility"
    if avows and clause.group.negated:
        return None
    wanted = "in" if part else "for" if avows else _CAUSING.get(clause.lemma)
    for prep, phrase in clause.phrases:
        ended = clause.lemma == "end" and prep == "with"
        noun = lens.event(phrase) if prep == wanted or ended else None
        if noun and noun.type != "casualties":
            doing = {"object": "by"} if clause.passive else ACTIVE_DO
            return _nominal(lens, clause, noun, phrase, doing if avows or clause.lemma in _DOING else {})
    return _with_event(lens, clause)


def _with_event(lens: Lens, clause: Clause) -> Finding | None:
    """An act told as a part of gains: "made advances with the capture of Alpha", "successes, including the fall of"."""
    phrases = [*clause.phrases, *(clause.object.attached if clause.object else ())]
    for prep, phrase in phrases:
        noun = lens.event(phrase) if prep in ("with", "including") else None
        if noun and noun.type in ("territory_gained", "shelling", "airstrike") and phrase.of is not None:
            by = ACTIVE_DO if clause.lemma != "be" and not clause.passive else {}
            return _nominal(lens, clause, noun, phrase, by)
    return None


_UNDOING = frozenset(("unsuccessfully",))


def _undone(clause: Clause) -> bool:
    words = {*clause.group.adverbs, *clause.adverbs}
    if clause.how == "control" and clause.above is not None:
        words |= {*clause.above.group.adverbs, *clause.above.adverbs}
    return bool(_UNDOING & words)
