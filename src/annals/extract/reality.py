"""Whether what a clause tells happened: told, tried, failed, or only thought of; and what only lasts."""

from __future__ import annotations

from annals.extract.clause import Clause
from annals.extract.finding import Finding
from annals.extract.lexicon import control, light
from annals.extract.words import closed, grammar

_STATES = frozenset(("territory_gained", "siege", "deployment", "attack", "clash", "destruction"))
_HOLDING = frozenset(("control", "hold"))


_SHUT_IN = frozenset(("trap", "isolate", "besiege", "surround", "encircle", "blockade"))


def standing(found: Finding) -> bool:
    """Whether a clause describes a lasting state in the present ("the town is controlled by") rather than an act."""
    clause, group = found.clause, found.clause.group
    if found.type == "siege" and clause.how == "reduced" and group.passive and clause.lemma in _SHUT_IN:
        return True
    if found.type in ("territory_gained", "advance") and clause.lemma == "hold" and found.noun is None:
        return clause.how != "control" or clause.above is None or clause.above.lemma != "continue"
    if found.type == "territory_gained" and clause.how in ("reduced", "relative"):
        held = group.passive and clause.lemma in _HOLDING
        return held or (group.present and (group.passive or clause.lemma == "be"))
    return group.present and group.passive and found.type in _STATES


def reality(clause: Clause) -> str:
    """Whether what a clause tells is `told`, `tried`, `failed`, or only thought of (`open`)."""
    state = "told"
    for _ in range(6):
        if (_modal(clause) in _HYPOTHETICAL and not _narrative(clause)) or clause.link in _CONDITIONAL:
            return "open"
        if _ended(clause) or _wished(clause) or _in_purpose(clause) or _by_means(clause):
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


def _modal(clause: Clause) -> str:
    """The modal of a verb, its own or one that it shares: "should have destroyed or captured the army"."""
    above, group = clause.above, clause.group
    if group.modal or clause.how != "shared" or above is None or group.verb != group.first:
        return group.modal
    near = group.first - above.group.last <= 3
    return above.group.modal if near and above.group.perfect else ""


def _ended(clause: Clause) -> bool:
    """Whether a clause says that something is over or only aimed at: "no longer held the town"."""
    if clause.link == "aim":
        return True
    return "longer" in clause.adverbs or "longer" in clause.group.adverbs


_FOR_USE = frozenset(("use", "need", "design", "build", "require", "train", "suit"))


def _in_purpose(clause: Clause) -> bool:
    """Whether a participle only describes what a purpose is about: "to stop the flow of men crossing the border"."""
    above = clause.above
    if clause.how == "reduced" and clause.link == "for":
        return True
    if clause.how == "participle" and clause.link == "for" and above is not None and above.lemma in _FOR_USE:
        return True
    if clause.how != "reduced" or clause.passive or above is None or above.how != "control" or above.link != "to":
        return False
    return clause.group.form == "ing" and (above.above is None or _controlled(above, above.above) == "open")


def _by_means(clause: Clause) -> bool:
    """Whether a clause tells by what means something only planned was to be done: "planned to stop them by mining"."""
    above = clause.above
    if clause.how != "participle" or clause.link != "by" or above is None:
        return False
    return above.how == "control" and above.above is not None and _controlled(above, above.above) == "open"


def _wished(clause: Clause) -> bool:
    """Whether a clause tells what somebody wishes, fears or sees to: "to ensure that the town was taken"."""
    above = clause.above
    return clause.link == "that" and clause.how == "own" and above is not None and above.lemma in control("wishing")


_CAUSATIVE = grammar("causative")
_HYPOTHETICAL = closed("modals") - {"cannot"}
_CONDITIONAL = frozenset(["if", "unless", "lest", "whether"])
_RANK = ("told", "tried", "failed", "open")


def _narrative(clause: Clause) -> bool:
    """ "would later capture" tells what came after."""
    return clause.group.modal == "would" and bool(
        {"later", "eventually", "subsequently", "then"} & set(clause.group.adverbs)
    )


def _weaker(a: str, b: str) -> str:
    return max(a, b, key=_RANK.index)


def _governs(clause: Clause) -> bool:
    """Whether a gerund hangs on a governing verb by a preposition ("succeeded in taking", "prevented from leaving")."""
    assert clause.above is not None
    return clause.link in ("in", "from", "of") and clause.above.lemma in control("positive") | control("negative") | {
        "accuse"
    }


def _controlled(clause: Clause, above: Clause) -> str:
    lemma = above.lemma
    if lemma == "lead" and above.how == "reduced" and above.object is None:
        return "open"  # "the road leading into the town to press their demands"
    if clause.lemma == "be" and lemma in ("consider", "deem", "judge", "assess") and above.object is not None:
        return "told"
    if above.passive and clause.link == "ing" and lemma in grammar("perceiving"):
        return "told"
    bare = clause.how == "control" and clause.link == "to"
    if clause.link == "to" and clause.subject is not None and clause.subject.trying and above.subject is clause.subject:
        return _fared(above)
    if bare and above.object is not None and _attempted(clause, above):
        return "failed" if lemma in light("foil") else "tried"
    if bare and above.object is not None and lemma not in _CAUSATIVE | {"use"}:
        return "open"
    if lemma == "be":
        words = {*above.adverbs, *above.group.adverbs}
        return "told" if "able" in words else "failed" if "unable" in words else "open"
    if lemma in control("negative"):
        return "open" if above.how == "participle" and above.group.form == "ing" and lemma in _BARRING else "failed"
    if lemma in control("resolving"):
        return "told" if clause.lemma in control("resolved") else "open"
    if lemma in control("attempt_positive"):
        return "tried"
    if lemma in control("positive") or lemma in ("accuse", "believe", "think", "rumour", "rumor"):
        return (
            "told"
            if clause.link == "ing" or lemma not in ("believe", "think", "say", "report") or above.passive
            else "open"
        )
    return "open"


_BARRING = frozenset(("prevent", "stop", "avoid"))


def _fared(above: Clause) -> str:
    """What the verb of an attempt says became of it: "attempts to break out failed", "were repelled"."""
    failed = above.lemma in light("fail") or (above.passive and above.lemma in light("foil"))
    if failed != above.group.negated:
        return "failed"
    return "told" if above.lemma == "succeed" else "open"


def _attempted(clause: Clause, above: Clause) -> bool:
    """Whether an infinitive tells what an attempt was at: "repelled attempts to cross", "made an attempt to enter"."""
    thing = above.object
    tried = clause.link == "to" and thing is not None and thing.trying
    return tried and (above.lemma in light("foil") or above.lemma in ("make", "launch", "mount", "stage"))
