"""Where an occurrence happened, in the words of its clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annals.base.mention import Mention
from annals.extract.chunks import Phrase
from annals.extract.clause import Clause
from annals.extract.finding import Finding
from annals.extract.names import kind_of, own_kind, word_set
from annals.extract.phrases import Lens
from annals.extract.who import PLACES, Parties
from annals.extract.words import grammar

_BARE = grammar("bare_places")
_DEFINITE = frozenset(("the", "its", "their", "this", "that", "both"))


def places(lens: Lens, found: Finding, made: Parties) -> tuple[Mention, ...]:
    """The places of an occurrence: what was taken or hit, then where the clause puts it."""
    names: list[Mention] = []
    for phrase in made.places:
        for item in [phrase] if found.roles.get("object") == "owner" else _every(phrase):
            names.extend(_named(lens, item, told=True))
    clause = found.clause
    names.extend(_defined(lens, found))
    hanging: list[tuple[str, Phrase]] = [*clause.phrases, *clause.fronted]
    for owner in (found.event, clause.object, *(made.places)):
        hanging.extend(_hanging(owner))
    same = clause.above is not None and clause.how == "control" and clause.above.subject is clause.subject
    if clause.subject and (same or clause.how == "own" or (clause.how == "shared" and not names)):
        origin = found.type in _ORIGINS
        hanging.extend((prep, p) for prep, p in clause.subject.attached if prep != "from" or origin)
    if clause.subject and found.type in ("displacement", "withdrawal"):
        hanging.extend(
            ("of", p.of) for p in _every(clause.subject) if p.of is not None and "event" not in lens.kinds(p)
        )
        names.extend(m for p in _every(clause.subject) for m in _possessor(lens, lens.core(p)))
    for prep, phrase in hanging:
        person = "name" in lens.kinds(phrase) or "leader" in lens.kinds(phrase)
        if person and (prep == "under" or (prep in _PARTY and found.type in _BETWEEN)):
            continue
        if (
            prep in word_set("places", "prepositions", "at")
            or prep == ","
            or (prep == "for" and (found.event is not None or _bound_for(lens, found, phrase)))
        ):
            for item in _every(phrase):
                names.extend(_named(lens, item, told=False))
    if clause.subject and any(n.rule == "the" and n.name in _TOWNS for n in names):
        origins = (item for prep, p in clause.subject.attached if prep == "from" for item in _every(p))
        told = (name for item in origins for name in _named(lens, item, told=False))
        names.extend(name for name in told if lens.names.kind(name.name) == "place")  # "men from Alpha ... the town"
    owners = {m.span.start for m in (*made.by, *made.against) if m.span and m.name.endswith("'s")}
    parties = {m.span for m in (*made.by, *made.against) if m.span}
    free = (n for n in names if n.span not in parties and not (n.span and n.span.start in owners))
    return _distinct(n for n in free if not _no_place(n.name))


def _no_place(name: str) -> bool:
    """Whether a capitalised name is known to be no place's: a month, a weekday, a link of sentences, an operation."""
    low = name.casefold()
    if len(low) == 1 or (" " in low and all(word in grammar("directions") for word in low.split())):
        return True
    wars = ("war", "wars", "campaign", "offensive", "invasion", "conflict", "uprising", "revolution")
    return low in word_set("place_words", "never") or low.startswith("operation ") or low.split()[-1] in wars


def _bound_for(lens: Lens, found: Finding, phrase: Phrase) -> bool:
    """Whether a clause of moving off names where to: "marched for Alpha"."""
    named = lens.words[phrase.head].tag == "E" and phrase.of is None
    return named and found.clause.lemma in grammar("marching") and "force" not in lens.kinds(phrase)


_TOWNS = frozenset(("town", "city", "village"))
_ORIGINS = frozenset(("displacement", "withdrawal", "deployment", "release"))
_PARTY = frozenset(("to", "from", "with", "by", "against"))
_BETWEEN = frozenset(("release", "demand", "negotiation", "agreement", "violation"))


def _every(phrase: Phrase) -> list[Phrase]:
    """A phrase and all that is listed with it, however the list hangs together: "the towns of A, B, C and D"."""
    found: list[Phrase] = []
    left = [phrase]
    while left:
        item = left.pop(0)
        if not any(item is p for p in found):
            found.append(item)
            left.extend(item.others)
    return found


def _defined(lens: Lens, found: Finding) -> Iterator[Mention]:
    """The place in the name of an episode: "The Battle of Alpha was ...", "The Alpha offensive was ..."."""
    above = found.clause.above if found.clause.how == "reduced" else None
    clause = above if above is not None and above.lemma == "refer" else found.clause
    subject = clause.subject
    defines = clause.lemma == "be" and found.event in (clause.object, subject)
    if subject is None or not (defines or clause.lemma == "refer"):
        return
    if subject.of is not None and lens.event(subject):
        for item in _every(subject.of):
            yield from _named(lens, item, told=False)
    first = last = subject.first
    while first < subject.head and lens.words[first].tag != "E":
        first += 1
    last = first
    while last < subject.head and lens.words[last].tag == "E":
        last += 1
    if last > first and lens.names.kind(lens.source(first, last)) == "place":
        yield Mention(lens.source(first, last), lens.span(first, last))


def _possessor(lens: Lens, phrase: Phrase) -> Iterator[Mention]:
    """The place whose people or part a phrase names: "Alpha's residents"."""
    marks = [i for i in range(phrase.first, phrase.head) if lens.words[i].tag == "'"]
    if not marks:
        return
    first = last = marks[0]
    if lens.words[first - 1].low in word_set("places", "settlements", "town") | {"village"}:
        if kind_of(lens.words[phrase.head].low) not in ("facility", "building"):
            yield Mention(lens.words[first - 1].text, lens.span(first - 1, first), "the")
        return
    while first > phrase.first and lens.words[first - 1].tag == "E":
        first -= 1
    name = lens.source(first, last)
    peopled = lens.kind(phrase) in ("civilian", "people") and not own_kind(name.casefold())
    if first < last and (lens.names.kind(name) == "place" or (peopled and lens.names.kind(name) != "actor")):
        yield Mention(name, lens.span(first, last))


def lying(
    lens: Lens, clause: Clause, prepositions: tuple[str, ...] = ("in", "at", "near", "outside", "on")
) -> Iterator[Mention]:
    """The named places at which a participle puts what it tells of: "crossing the river at Alpha"."""
    for prep, phrase in clause.phrases:
        if prep in prepositions and not lens.kinds(phrase) & {"event", "force", "leader"}:
            for item in _every(phrase):
                yield from (n for n in _named(lens, item, told=False) if n.rule is None and not _no_place(n.name))


def _hanging(owner: Phrase | None) -> Iterator[tuple[str, Phrase]]:
    for item in _every(owner) if owner else ():
        yield from item.attached


def _distinct(names: Iterable[Mention]) -> tuple[Mention, ...]:
    seen: dict[str, Mention] = {}
    for name in names:
        seen.setdefault(name.name.casefold(), name)
    return tuple(seen.values())


def _named(lens: Lens, phrase: Phrase, *, told: bool) -> Iterator[Mention]:
    """The name of a place phrase, and those of wider places that hang on it."""
    kinds = lens.kinds(phrase)
    if "event" in kinds and phrase.of is not None:
        for item in _every(phrase.of):
            yield from _named(lens, item, told=False)
    elif (core := lens.core(phrase)) is not phrase and "name" in lens.kinds(core):
        yield from _named(lens, core, told=told)  # "parts of Alpha", "60 % of Alpha"
    elif told and lens.words[phrase.head].low == "it":
        yield Mention("it", lens.span(phrase.head, phrase.head + 1), "pronoun")
    elif kinds & PLACES or ("name" in kinds and lens.words[phrase.head].tag == "E" and not _titled(lens, phrase)):
        name = _own_name(lens, phrase, told)
        if name:
            yield name
        yield from _possessor(lens, phrase)
        for inner in () if _one_name(lens, phrase) else _inner(phrase):
            for item in _every(inner):
                yield from _named(lens, item, told=False)
    if told and phrase.apposed is not None and kinds & {"area", "position", ""}:
        yield from _named(lens, phrase.apposed, told=True)
    for prep, wider in phrase.attached:
        if prep in (",", "in", "near", "of", "including"):
            for item in _every(wider):
                yield from _named(lens, item, told=False)


def _titled(lens: Lens, phrase: Phrase) -> bool:
    """Whether a common noun before a name says what somebody is: "the painter Doe", not "the nearby town Alpha"."""
    before = [w for w in lens.words[phrase.first : phrase.head] if w.tag == "N" and "-" not in w.low]
    return bool(before) and kind_of(before[-1].low) not in PLACES | {"force", "state"} and before[-1].low not in _TOWNS


def _one_name(lens: Lens, phrase: Phrase) -> bool:
    """Whether "of" stands inside a name: "the Line of Control", "the Gulf of Alpha"."""
    inside = phrase.of
    capitals = lens.words[phrase.head].tag == "E" and inside is not None and lens.words[inside.first].tag == "E"
    return capitals and kind_of(lens.words[phrase.head].low) in _NAMING


_NAMING = ("place", "position", "area", "building", "facility")


def _inner(phrase: Phrase) -> Iterator[Phrase]:
    if phrase.of is not None:
        yield phrase.of


def _own_name(lens: Lens, phrase: Phrase, told: bool) -> Mention | None:
    """What names the place itself: its capitalised words, with the head that makes it one."""
    words = lens.words
    head = phrase.head
    first = phrase.first
    while first < head and words[first].tag in ("D", "O", "#", "J", "'"):
        first += 1
    if (
        (owner := lens.owner(phrase))
        and words[head].tag != "E"
        and not (_regional(lens, phrase, owner) and (told or words[owner[1]].tag != "'"))
    ):
        first = max(first, owner[1]) if owner[1] <= head else first
    while first < head and words[first].tag != "E":
        first += 1
    while first < head and words[first].low.endswith(("-held", "-controlled", "-occupied", "-run")):
        first += 1
    if words[head].tag == "E":
        first = _past_kind(lens, first, head)
    while first > phrase.first and words[first - 1].low.endswith(("northern", "southern", "eastern", "western")):
        first -= 1
    low = words[head].low
    if words[head].tag != "E" and words[first].tag != "E":
        return _common(lens, phrase, told)
    last = head if low in word_set("places", "kinds", "drop") and words[head].tag != "E" else head + 1
    if last <= first:
        return None
    if phrase.of is not None and _one_name(lens, phrase):
        last = phrase.of.last
    return Mention(lens.source(first, last), lens.span(first, last))


def _past_kind(lens: Lens, first: int, head: int) -> int:
    """Past the people and the kind of place before a name: "the Turkish town Alpha" is Alpha."""
    kinds = (i for i in range(first + 1, head) if lens.words[i].tag == "N" and lens.words[i + 1].tag == "E")
    return next((i + 1 for i in kinds if lens.words[i].low in word_set("places", "kinds", "before")), first)


def _regional(lens: Lens, phrase: Phrase, owner: tuple[int, int]) -> bool:
    """Whether a name before the head of an area names the area, not who holds it: "the northern Alpha pocket"."""
    name = lens.source(*owner)
    single = owner[1] - owner[0] == 1 and lens.words[owner[0]].tag == "E"
    held = name.casefold() in word_set("actors", "demonyms") or name.isupper() or own_kind(name.casefold()) == "actor"
    return single and not held and kind_of(lens.words[phrase.head].low) in ("place", "area")


def _common(lens: Lens, phrase: Phrase, told: bool) -> Mention | None:
    """A place that only a common noun names: one spoken of before ("the town"), or one the act was done to."""
    word = lens.words[phrase.head]
    definite = lens.words[phrase.first].low in _DEFINITE
    if definite and word.low.endswith("s") and lens.words[phrase.first].low in ("its", "their"):
        return None
    single = lens.words[phrase.first].low in ("a", "an", "another") and kind_of(word.low) in ("facility", "building")
    if phrase.of is not None or (not definite and not (told and (single or word.low in _BARE))):
        return None
    if kind_of(word.low) not in ("place", "facility", "building") and not (told and word.low in ("area", "pocket")):
        return None
    first = phrase.head
    while first > phrase.first and (lens.words[first - 1].tag == "N" or "-" in lens.words[first - 1].low):
        first -= 1
    owner = lens.owner(phrase)
    first = max(first, owner[1]) if owner and owner[1] <= phrase.head else first
    owned = owner is not None and lens.words[owner[0]].tag in ("E", "#")
    rule = "the" if definite and not owned else "a"
    return Mention(lens.source(first, phrase.head + 1), lens.span(first, phrase.head + 1), rule)
