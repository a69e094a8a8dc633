"""Who does it, and to whom: the phrases of a clause in the roles its frame gives them."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from annals.base.mention import Mention
from annals.base.span import Span
from annals.base.what import SYMMETRIC
from annals.extract.called import acts, come_from, mention, paired
from annals.extract.chunks import Phrase
from annals.extract.finding import Finding
from annals.extract.fitting import KILLING, slots
from annals.extract.names import own_kind, word_set
from annals.extract.phrases import Lens
from annals.extract.whose import held, numbered
from annals.extract.words import grammar

ARMED = frozenset(("person", "force", "leader", "state", "civilian", "captive", "people", "pronoun"))
PLACES = frozenset(("place", "area", "facility", "building", "route", "position"))
THINGS = frozenset(("materiel", "aircraft", "weapon", "supplies", "property"))


class Parties(msgspec.Struct):
    """Phrases by role, in the order found; the words already taken are not taken twice."""

    by: list[Mention] = []
    against: list[Mention] = []
    mediator: list[Mention] = []
    places: list[Phrase] = []
    used: list[Phrase] = []


def parties(lens: Lens, found: Finding) -> Parties:
    """The parties of an occurrence, and the phrases that say where."""
    made = Parties()
    subject, thing = slots(found.clause)
    roles = found.roles
    if found.noun and found.event:
        _from_noun(lens, found, made)
    if (
        found.clause.passive
        and subject is None
        and not lens.event(thing)
        and roles.get("object") == "none"
        and roles.get("subject") == "by"
    ):
        roles = {**roles, "object": "mute" if lens.kinds(thing) & (THINGS | {"=shot"}) else "by"}
    ordered = found.type == "displacement" and found.event is not None and not found.clause.passive
    if subject is not None and subject is not found.event and not (ordered and made.by):
        role = roles.get("subject", "")
        _place(lens, found, made, "mediator" if role == "by" and _brokering(found) else role, subject)
    if thing is not None and thing is not found.event:
        _place(lens, found, made, roles.get("object", ""), thing)
    if thing is not None and thing.of is not None and roles.get("of") and thing is not found.event:
        _place(lens, found, made, roles["of"], thing.of)
    for i, (prep, phrase) in enumerate(_phrases(found)):
        if phrase.first > 1 and lens.words[phrase.first - 2].tag == "J" and prep == "to":
            continue  # "forces loyal to the crown": the complement of an adjective
        if prep == "to" and phrase.first > 1 and lens.words[phrase.first - 2].low in _ANSWERING:
            continue  # "in response to the rebel advance"
        if (
            prep == "from"
            and i
            and found.clause.passive
            and found.clause.phrases[i - 1 : i]
            and found.clause.phrases[i - 1][0] == "by"
        ):
            continue
        if phrase is not subject and phrase is not found.event:
            if prep == "at" and roles.get("object") == "target" and thing is not None and not found.noun:
                continue
            _place(lens, found, made, _role(lens, found, prep, phrase), phrase)
    _forced(lens, found, made)
    _beside(lens, found, made)
    _under(lens, found, made)
    return made


_ANSWERING = frozenset(("response", "reaction", "reply", "answer", "addition", "contrast", "prior", "thanks"))


def _brokering(found: Finding) -> bool:
    """Whether the subject brings others to terms: "Alpha brokered a truce between the army and the rebels"."""
    told = found.type in ("agreement", "negotiation") and found.clause.lemma in word_set("actors", "brokering")
    return told and not found.clause.passive


def _role(lens: Lens, found: Finding, prep: str, phrase: Phrase) -> str:
    """The role of a phrase that a preposition opens, by its frame or by rule; "against" opposes a bare name."""
    role = found.roles.get(prep, "") or _common(lens, prep, phrase, found)
    if prep == "from" and found.type in ("withdrawal", "displacement") and lens.kinds(phrase) & {"force", "leader"}:
        return "against"  # "fled from a force of rebels"
    return "against" if role == "target" and prep == "against" and "name" in lens.kinds(phrase) else role


def _beside(lens: Lens, found: Finding, made: Parties) -> None:
    """Who acts together with the subject: "along with the militia", "with the help of the guards"; no weapons."""
    subject = found.clause.subject
    if not made.by:
        return
    for prep, phrase in (*_phrases(found), *(subject.attached if subject else ())):
        helped = prep == "with" and phrase.of is not None and lens.words[phrase.head].low in grammar("help")
        before = [w.low for w in lens.words[max(0, phrase.first - 2) : phrase.first]]
        joined = prep == "alongside" or (prep == "with" and bool({"along", "together"} & set(before)))
        friend = phrase.of if helped else phrase if joined else None
        if friend is not None and lens.kinds(friend) & (ARMED | {"name"}):
            suffers = found.clause.passive and subject is not None and any(phrase is p for _, p in subject.attached)
            into = made.against if suffers else made.by
            into.extend(mention(lens, p) for p in friend.all() if lens.words[p.head].low not in grammar("arms"))


def _under(lens: Lens, found: Finding, made: Parties) -> None:
    """Whoever holds what is "under the control of X", "in X's hands"."""
    if found.type not in ("territory_gained", "advance") or (made.by and "of" not in found.roles):
        return
    for prep, phrase in _phrases(found):
        if prep in ("under", "in", "into") and lens.words[phrase.head].low in ("control", "hands", "possession"):
            if phrase.of is not None and found.roles.get("of") == "place":
                _place(lens, found, made, "place", phrase.of)
            elif phrase.of is not None:
                made.by.extend(mention(lens, p) for p in phrase.of.all())
            elif owner := lens.owner(phrase):
                made.by.append(Mention(lens.source(*owner), lens.span(*owner)))


def _phrases(found: Finding) -> Iterable[tuple[str, Phrase]]:
    return [*found.clause.phrases, *found.clause.fronted]


def _common(lens: Lens, prep: str, phrase: Phrase, found: Finding) -> str:
    """The role of a phrase that the frame does not name."""
    if prep == "between" and found.type in SYMMETRIC and lens.kinds(phrase) & ARMED | lens.kinds(phrase) & {"name"}:
        return "parties"
    if prep == "with" and found.type in SYMMETRIC and lens.kinds(phrase) & (ARMED | {"name"}):
        return "against"
    if prep == "against" and lens.kinds(phrase) & (ARMED | {"name"}):
        return "against"
    if prep == "for" and found.type == "demand" and found.clause.lemma == "call" and lens.kinds(phrase) & _ASKED:
        return "against"
    if prep in ("with", "by") and found.noun and lens.kinds(phrase) & ARMED:
        return "by" if prep == "by" else ""
    return ""


_ASKED = frozenset(("state", "name", "force", "leader"))


def _from_noun(lens: Lens, found: Finding, made: Parties) -> None:
    """Parties that hang on an event noun: modifiers, "by", "between", "on"."""
    assert found.noun is not None
    assert found.event is not None
    event = found.event
    hanging = [*event.attached, *lens.core(event).attached, *found.clause.phrases]
    if event.of is not None:
        hanging.append(("of", event.of if lens.core(event) is event else lens.core(event).of or event.of))
    owner = lens.owner(event) or _shared_owner(lens, found, event)
    if owner and found.type != "casualties":
        _owner(lens, found, made, owner)
    foiled = found.roles.get("subject") == "against"
    for prep, phrase in hanging:
        if phrase is lens.core(event):
            continue
        if prep == "by" and foiled and any(phrase is p for _, p in found.clause.phrases):
            continue
        if prep == "between" or (prep == "involving"):
            _place(lens, found, made, "parties", phrase)
        elif prep in found.noun.agent and not (prep == "of" and ("of" in found.noun.patient or _war(lens, phrase))):
            named = {"name"} if prep != "of" or found.type not in ("clash", "attack", "siege") else set()
            if lens.kinds(phrase) & (ARMED | {"materiel", "aircraft"} | named):
                _place(lens, found, made, "by", phrase)
        elif prep in found.noun.patient:
            opposed = prep == "with" or (prep == "against" and "name" in lens.kinds(phrase))
            _place(lens, found, made, "against" if opposed else "target", phrase)


def _shared_owner(lens: Lens, found: Finding, event: Phrase) -> tuple[int, int] | None:
    """Whose the first of two bare events is, the second's too: "Alphan airstrikes and shelling"."""
    if event.head > event.first:
        return None
    clause = found.clause
    things = (clause.subject, clause.object, *(p for _, p in clause.phrases))
    first = next((p for p in things if p is not None and any(event is other for other in p.others)), None)
    return lens.owner(first) if first is not None and lens.event(first) else None


def _war(lens: Lens, phrase: Phrase) -> bool:
    """Whether a phrase names a war, of which an event is a part: "a battle of the Great War"."""
    return lens.words[phrase.head].low in ("war", "wars", "campaign", "offensive", "invasion", "conflict", "uprising")


def _owner(lens: Lens, found: Finding, made: Parties, owner: tuple[int, int]) -> None:
    owner = numbered(lens, owner)
    mention = Mention(held(lens.source(*owner)), lens.span(*owner))
    if found.type in SYMMETRIC and (both := _both_sides(lens, owner)):
        made.by.append(both[0])
        made.against.append(both[1])
        return
    if (
        found.roles.get("subject") == "by"
        and found.clause.subject is not None
        and found.clause.subject is not found.event
    ):
        return
    made.by.append(mention)


def _both_sides(lens: Lens, owner: tuple[int, int]) -> tuple[Mention, Mention] | None:
    """Two peoples joined before a symmetric event: "Alphan-Betan clashes"."""
    first, _, second = lens.source(*owner).replace("–", "-").partition("-")
    peoples = word_set("actors", "demonyms")
    if first.casefold() not in peoples or second.casefold() not in peoples:
        return None
    span = lens.span(*owner)
    return Mention(first, Span(span.start, span.start + len(first))), Mention(
        second, Span(span.end - len(second), span.end)
    )


def _place(lens: Lens, found: Finding, made: Parties, role: str, phrase: Phrase) -> None:
    """Put a phrase, and its equals in a list, into its role."""
    if any(p is phrase for p in made.used):
        return
    made.used.append(phrase)
    if role == "parties":
        _pair(lens, made, phrase)
    elif role in ("by", "against", "mediator"):
        for item in lens.each(phrase):
            _actor(lens, found, getattr(made, role), made, item)
        for prep, item in phrase.attached:
            if prep == "including" and lens.kinds(item) & {"force", "name", "leader"} and not _counted(lens, item):
                for part in (*item.all(), *(item.of.others if item.of else ())):
                    _actor(lens, found, getattr(made, role), made, part)
    elif role == "target":
        for item in lens.each(phrase):
            _target(lens, found, made, item)
    elif role == "place":
        made.places.append(phrase)
        for item in phrase.all():
            _against_owner(lens, made, item)
    elif role == "owner":
        for item in phrase.all():
            if lens.kinds(item) & {"place", "facility", "building"}:
                made.places.append(item)
            _against_owner(lens, made, item)


def _counted(lens: Lens, phrase: Phrase) -> bool:
    """Whether a phrase only counts a part: "including at least 60 officers"."""
    return any(w.tag == "#" and w.text[0].isdigit() for w in lens.words[phrase.first : phrase.head])


def _pair(lens: Lens, made: Parties, phrase: Phrase) -> None:
    """The parties of "between A and B": the first is `by`, the others `against`."""
    if lens.kinds(phrase) & PLACES:
        made.places.append(phrase)
        return
    by, against = paired(lens, phrase)
    made.by.extend(by)
    made.against.extend(against)


def _actor(lens: Lens, found: Finding, into: list[Mention], made: Parties, phrase: Phrase) -> None:
    if phrase.trying:
        into.extend(_attempting(lens, phrase))
        return
    kinds = lens.kinds(phrase)
    if "event" in kinds and not kinds & ARMED:
        stopped = found.roles.get("subject") == "against" and phrase is found.clause.subject
        if (into is made.by or stopped) and (owner := lens.owner(phrase)):
            into.append(Mention(held(lens.source(*owner)), lens.span(*owner), "owner of event"))
        return
    if found.type == "detention" and into is made.against and kinds & THINGS and not kinds & ARMED:
        return
    if kinds & (PLACES | {"supplies", "property"}) and not _acting_place(lens, phrase):
        if into is made.against:
            _against_owner(lens, made, phrase)
        return
    if found.type in _ADDRESSED and into is made.against and "" in kinds:
        if owner := lens.owner(phrase):
            into.append(Mention(held(lens.source(*owner)), lens.span(*owner)))
        return
    if "number" in kinds and phrase.of is None:
        return
    if phrase.last - phrase.first == 1 and lens.words[phrase.head].low in word_set("place_words", "never"):
        for item in _behind_comma(phrase):  # "Nevertheless, rebels attacked"
            _actor(lens, found, into, made, item)
        return
    if not acts(lens, phrase):
        return
    if phrase.of is None and all(word.tag == "D" for word in lens.words[phrase.first : phrase.last]):
        return
    into.append(_told_from(lens, found, phrase))


def _told_from(lens: Lens, found: Finding, phrase: Phrase) -> Mention:
    """A party with where its people come from; of those who leave, that is where they leave."""
    subject = found.clause.subject
    leaves = found.type in ("displacement", "withdrawal", "deployment", "release")
    if leaves or subject is None or not any(phrase is p for p in subject.all()):
        return mention(lens, phrase)
    return come_from(lens, phrase)


def _behind_comma(phrase: Phrase) -> list[Phrase]:
    """The phrases that stand beside a phrase as if they named the same."""
    beside = [p for prep, p in phrase.attached if prep == ","]
    return [*beside, *((phrase.apposed,) if phrase.apposed is not None else ())]


_ADDRESSED = frozenset(("demand", "negotiation", "agreement"))


def _attempting(lens: Lens, phrase: Phrase) -> list[Mention]:
    """Whose attempt it is: "rebel attempts to break out", "an attempt by the rebels"."""
    if owner := lens.owner(phrase):
        return [Mention(lens.source(*owner), lens.span(*owner))]
    agents = (p for prep, p in phrase.attached if prep == "by" and lens.kinds(p) & (ARMED | {"name"}))
    return [mention(lens, item) for agent in agents for item in agent.all()]


def _acting_place(lens: Lens, phrase: Phrase) -> bool:
    """Whether a place's bare name stands for its state ("Turkey closed the crossing")."""
    first = phrase.first + (lens.words[phrase.first].tag == "D")
    ground = lens.kinds(phrase) & (PLACES - {"place"})
    return lens.words[phrase.head].tag == "E" and phrase.last - first <= 2 and not (ground and first > phrase.first)


def _target(lens: Lens, found: Finding, made: Parties, phrase: Phrase) -> None:
    kinds = lens.kinds(phrase)
    if lens.words[phrase.head].low == "it":
        made.places.append(phrase)
    hurt = found.clause.lemma in KILLING or "person" in kinds
    if "name" in kinds and hurt and _victim(found, phrase):
        made.against.append(mention(lens, phrase))
        return
    if kinds & (PLACES | THINGS | {"event", "name"}) and not kinds & ARMED:
        if kinds & (PLACES | {"name"}):
            made.places.append(phrase)
        _against_owner(lens, made, phrase)
    elif "number" not in kinds and "" not in kinds and "vague" not in kinds and acts(lens, phrase):
        made.against.append(_told_from(lens, found, phrase))


def _victim(found: Finding, phrase: Phrase) -> bool:
    """Whether a phrase is what its clause's verb of killing is done to."""
    thing = found.clause.subject if found.clause.passive else found.clause.object
    return thing is not None and any(phrase is p for p in thing.all())


def _against_owner(lens: Lens, made: Parties, phrase: Phrase) -> None:
    owner = lens.owner(phrase)
    if owner and _common_owner(lens, phrase, owner):
        return
    if owner and not (lens.words[phrase.head].tag == "E" and lens.words[owner[1]].tag == "'"):
        owner = numbered(lens, owner)
        made.against.append(Mention(held(lens.source(*owner)), lens.span(*owner)))


def _common_owner(lens: Lens, phrase: Phrase, owner: tuple[int, int]) -> bool:
    """Whether what stands before a head says its kind or its town: "a military base", "Alpha's city center"."""
    kind = lens.kind(lens.core(phrase))
    if lens.source(*owner).casefold() == "military" and kind in ("facility", "materiel", "supplies", "property", ""):
        return True
    peoples = word_set("actors", "demonyms")
    if kind == "place" and all(w.tag == "E" and w.low in peoples for w in lens.words[owner[0] : owner[1]]):
        return lens.words[owner[1]].tag != "'"  # "the Turkish town"
    possessive = lens.words[owner[1]].tag == "'" and lens.words[owner[1] - 1].tag == "E"
    return possessive and kind in ("place", "area", "building") and own_kind(lens.source(*owner).casefold()) != "actor"


_CAUSERS = grammar("forcing")


def _forced(lens: Lens, found: Finding, made: Parties) -> None:
    """Who forces others to leave is whom their withdrawal or flight is against."""
    clause = found.clause
    above = clause.above
    if clause.how != "control" or above is None or above.lemma not in _CAUSERS or made.against:
        return
    causer, _ = slots(above)
    into = {"withdrawal": made.against, "displacement": made.against, "violence_against_civilians": made.by}
    if causer is None and above.passive:
        causer = next((p for prep, p in clause.phrases if prep == "by"), None)
    if found.type in into and causer is not None:
        for item in causer.all():
            if lens.kinds(item) & (ARMED | THINGS | {"name", "event", "place"}):
                _actor(lens, found, into[found.type], made, item)
