"""The type of an occurrence by what it is made with, on whom, and how much of a place it gained."""

from __future__ import annotations

from annals.extract.chunks import Phrase
from annals.extract.clause import Clause
from annals.extract.finding import Finding
from annals.extract.fitting import slots
from annals.extract.phrases import Lens
from annals.extract.words import grammar, singular

_SHARES = frozenset(("percent", "half", "%", "third", "quarter", "two-thirds", "partial"))
_WITH_GUNS = grammar("with_guns")


def refined(lens: Lens, found: Finding) -> str:
    """An attack is named after what it is made with, or on whom, where the clause says so."""
    held = found.clause.subject if dict(found.roles).get("subject") == "place" else slots(found.clause)[1]
    if found.type == "territory_gained" and _share(lens, held):
        return "advance"
    if found.noun is not None and found.event is not None and found.noun.words[-1] in ("capture", "seizure"):
        return _seized(lens, found.event)
    if found.type == "siege" and {*found.clause.group.adverbs, *found.clause.adverbs} & grammar("partial"):
        return "advance"
    if found.type in ("attack", "shelling") and _from_air(lens, found):
        return "airstrike"
    if found.type == "airstrike" and found.clause.lemma == "bomb" and _with_guns(lens, found.clause):
        return "shelling"
    if found.type != "attack":
        return found.type
    for prep, phrase in found.clause.phrases:
        noun = lens.event(phrase) if prep == "under" and found.noun is None else None
        if noun and noun.type in ("shelling", "airstrike"):
            return noun.type
    subject, _ = slots(found.clause)
    if any(
        p == "in" and (n := lens.event(x)) and n.type == "violence_against_civilians" for p, x in found.clause.phrases
    ):
        return "violence_against_civilians"
    kinds = lens.kinds(subject) if subject else frozenset()
    if "aircraft" in kinds:
        return "airstrike"
    if "@explosion" in kinds and found.noun is None:
        return "explosion"
    ridden = subject is not None and singular(lens.words[subject.head].low) in grammar("ridden")
    if found.noun is None and kinds & {"materiel", "weapon"} and found.clause.lemma in _WITH_GUNS and not ridden:
        return "shelling"
    thing = found.clause.object
    if found.clause.lemma == "use" and not found.clause.passive and thing is not None and _heavy(lens, thing):
        return "shelling"
    return "shelling" if _with_guns(lens, found.clause) else found.type


def _with_guns(lens: Lens, clause: Clause) -> bool:
    """Whether artillery or the like is the means: "attacked with mortars", "bombed with shells"."""
    return any(prep in ("with", "from", "by") and _heavy(lens, phrase) for prep, phrase in clause.phrases)


def _seized(lens: Lens, event: Phrase) -> str:
    """What a capture is: of people a detention, of materiel or supplies `destruction`, else territory gained."""
    kinds = lens.kinds(lens.core(event.of)) if event.of is not None else frozenset()
    if kinds & {"captive", "civilian", "leader", "people", "person"}:
        return "detention"
    return "destruction" if kinds & {"materiel", "weapon", "supplies", "aircraft"} else "territory_gained"


def _from_air(lens: Lens, found: Finding) -> bool:
    """Whether aircraft are the means: "fired from helicopters", "attacked with drones", "attacks by jets"."""
    beside = found.event.attached if found.event is not None else found.clause.phrases
    means = ("by", "from", "with") if found.event is not None else ("from", "with")
    return any(prep in means and "aircraft" in lens.kinds(p) for prep, p in beside)


def _heavy(lens: Lens, phrase: Phrase) -> bool:
    """Whether a phrase names artillery or the like as the means."""
    return any(lens.words[p.head].low in grammar("heavy") for p in phrase.all())


def _share(lens: Lens, thing: Phrase | None) -> bool:
    """Whether only a share of a place is told: "60 % of the town", "several segments of the town"."""
    parts = [thing, thing.of] if thing else []
    if any(p and p.of and lens.words[p.head].low in grammar("pieces") for p in parts):
        return True
    if thing and thing.of and lens.words[thing.head].low in ("most", "much", "majority", "bulk"):
        return not _plural(lens.words[thing.of.head].low)
    words = [w.low for p in parts if p for w in lens.words[p.first : p.head + 1]]
    return any(w in _SHARES or w.endswith("%") for w in words)


def _plural(low: str) -> bool:
    return low.endswith("s") and singular(low) != low
