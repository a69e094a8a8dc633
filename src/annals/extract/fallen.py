"""Victims that only the grammar of a clause counts: whom a verb of harm befell, by name or without a figure."""

from __future__ import annotations

from annals.base.toll import Loss
from annals.extract.chunks import Phrase
from annals.extract.clause import Clause
from annals.extract.figures import number
from annals.extract.phrases import Lens
from annals.extract.words import grammar, singular

_KILLED = frozenset(("kill", "slay", "die", "perish", "succumb", "drown", "be"))
_DYING = frozenset(("die", "perish", "succumb", "drown"))
_PEOPLE = frozenset(("force", "leader", "civilian", "captive", "people", "name", "person"))
_LOSING = frozenset(("suffer", "sustain", "incur", "take", "be", "inflict", "cause"))
_HEAVY = grammar("weighty")
_LOST = frozenset(("=casualty", "=loss", "@casualties"))


def fallen(lens: Lens, clause: Clause) -> list[Loss]:
    """Losses of a clause in which nothing was counted: "Doe, Roe and Poe were wounded", "suffered losses"."""
    aside = clause.how in ("reduced", "relative") and clause.subject is not None
    if clause.group.negated or (aside and lens.words[clause.subject.head].tag != "E"):  # type: ignore[union-attr]
        return []
    if clause.lemma == "desert" or clause.lemma == "defect":
        return _counted(lens, clause, clause.subject, "deserted")
    if clause.passive and clause.lemma in grammar("killing"):
        return _counted(lens, clause, clause.subject, "killed" if clause.lemma in _KILLED else "wounded")
    if clause.lemma in _DYING:
        return _counted(lens, clause, clause.subject, "killed")
    if clause.lemma in _FINDING:
        return _bodies(lens, clause.subject if clause.passive else clause.object)
    lost = clause.subject if clause.lemma == "be" else clause.object
    if clause.lemma == "be" and not any(w.low in _HEAVY for w in lens.words[clause.group.last : clause.group.last + 3]):
        return []
    if clause.lemma in _LOSING and lost is not None and lens.kinds(lost) & _LOST and not _none(lens, lost):
        return [Loss("casualties", vague=True, span=lens.span(lost.first, lost.last))]
    return []


_FINDING = frozenset(("find", "discover", "recover", "exhume", "unearth"))


def _bodies(lens: Lens, thing: Phrase | None) -> list[Loss]:
    """The dead whose bodies are found: "200 corpses were found", "found the bodies of 12 men"."""
    if thing is None or not lens.kinds(thing) & {"=body", "=corpse"}:
        return []
    counted = [p for p in (thing, thing.of) if p is not None and _figure(lens, p)]
    if len(counted) != 1 or thing.others:
        return []
    figures = [w.low for w in lens.words[counted[0].first : counted[0].last] if w.tag == "#"]
    value = number(figures[0]) if len(figures) == 1 else 0
    more = any(
        w.low in ("least", "than", "over", "about", "up") for w in lens.words[counted[0].first : counted[0].head]
    )
    return [Loss("killed", value, value, span=lens.span(thing.first, counted[0].last))] if value and not more else []


def among(lens: Lens, clause: Clause) -> list[Loss]:
    """Victims told by name of those counted elsewhere: "Among the dead were the mayor and two aides"."""
    kind = next((_fate(lens, p) for prep, p in clause.fronted if prep == "among" and _fate(lens, p)), "")
    return _counted(lens, clause, clause.subject or clause.object, kind) if kind else []


def told_among(lens: Lens, clause: Clause) -> bool:
    """Whether a clause names victims among those who fell: "Among those killed was the mayor"."""
    fate = any(prep == "among" and _fate(lens, p) for prep, p in clause.fronted)
    return clause.lemma in ("be", "include") and not clause.passive and fate


_FATES = {"dead": "killed", "killed": "killed", "slain": "killed", "wounded": "wounded", "injured": "wounded"}
_FATES |= {"captured": "captured", "casualties": "casualties", "fatalities": "killed", "victims": "killed"}


def _fate(lens: Lens, phrase: Phrase) -> str:
    return _FATES.get(lens.words[phrase.head].low, "") or _FATES.get(lens.words[phrase.last - 1].low, "")


def _none(lens: Lens, phrase: Phrase) -> bool:
    return lens.words[phrase.first].low in ("no", "few", "light", "minimal", "little")


def _counted(lens: Lens, clause: Clause, victims: Phrase | None, kind: str) -> list[Loss]:
    """One loss of those called by name or told one by one, else a vague one; none where they are no people."""
    if victims is None:
        return []
    items = victims.all()
    if not all(lens.kinds(p) & _PEOPLE for p in items) or any(_figure(lens, p) for p in items):
        return []
    span = lens.span(victims.first, max(p.last for p in items))
    who = lens.source(victims.first, max(p.last for p in items))
    if all(_single(lens, p) for p in items):
        return [Loss(kind, len(items), len(items), who=who, span=span)]
    plural = len(items) == 1 and lens.words[victims.head].tag == "N"
    return [Loss(kind, vague=True, who=who, span=span)] if plural else []


def _figure(lens: Lens, phrase: Phrase) -> bool:
    return any(w.tag == "#" for w in lens.words[phrase.first : phrase.last])


def _single(lens: Lens, phrase: Phrase) -> bool:
    """Whether a phrase speaks of one person: a name, or a noun in the singular."""
    head = lens.words[phrase.head]
    if head.tag == "E":
        return lens.kind(phrase) in ("name", "leader")
    return head.tag == "N" and singular(head.low) == head.low and lens.kind(phrase) in ("leader", "civilian", "captive")
