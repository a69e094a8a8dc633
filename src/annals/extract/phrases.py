"""What a noun phrase speaks of: its kind, the event it names, its name as written, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from annals.base.span import Span
from annals.extract.chunks import Phrase
from annals.extract.lexicon import EventNoun, event_noun
from annals.extract.names import Names, kind_of, word_set
from annals.extract.token import Token
from annals.extract.words import grammar, singular

TRANSPARENT = grammar("transparent")
_KEPT = grammar("collectives")
_STRIPPED = frozenset(("D", "O", "#", "Z"))
_HELD = ("-held", "-controlled", "-occupied", "-run", "-owned")


class Lens:
    """A sentence's words seen with the memory of its document's names."""

    def __init__(self, text: str, words: Sequence[Token], names: Names) -> None:
        self.text, self.words, self.names = text, words, names
        self._kinds: dict[int, frozenset[str]] = {}

    def core(self, phrase: Phrase) -> Phrase:
        """The phrase that a counting or grouping head hides ("parts of the town" -> the town)."""
        for _ in range(3):
            if phrase.of is None or not self._hides(phrase):
                return phrase
            phrase = phrase.of
        return phrase

    def each(self, phrase: Phrase) -> list[Phrase]:
        """A phrase and its equals, also behind a counting head ("hundreds of rebels and villagers")."""
        found: list[Phrase] = []
        for item in phrase.all():
            core = item if self.words[item.head].low in _KEPT else self.core(item)
            found.extend([item, *core.others] if core is not item else [item])
        return found

    def _hides(self, phrase: Phrase) -> bool:
        word = self.words[phrase.head]
        return (
            word.tag == "#" or word.low in TRANSPARENT or word.low.endswith(("-third", "-half", "-thirds", "-quarters"))
        )

    def kinds(self, phrase: Phrase | None) -> frozenset[str]:
        """What conditions of the lexicon a phrase meets: its kind, `=word`, `@type`."""
        if phrase is None:
            return frozenset(("none",))
        if id(phrase) not in self._kinds:
            self._kinds[id(phrase)] = self._described(phrase)
        return self._kinds[id(phrase)]

    def _described(self, phrase: Phrase) -> frozenset[str]:
        found = {f"={self.words[phrase.head].low}", f"={singular(self.words[phrase.head].low)}"}
        core = self.core(phrase)
        if core is not phrase:
            found |= {f"={singular(self.words[core.head].low)}"}
        noun = self.event(phrase)
        if noun:
            found |= {f"@{noun.type}", "event"}
        kind = self.kind(core)
        relief = any(w.low in ("aid", "relief", "humanitarian") for w in self.words[core.first : core.head])
        found |= {"=aid"} if relief and kind in ("force", "materiel") else set()
        found |= {"=relief-corridor"} if self._relieving(core) else set()
        found |= {"=supply-line"} if self._supplying(core) else set()
        found |= {"force"} if kind == "state" or (core.trying and self.owner(core)) else set()
        named = kind == "name" and self.words[core.head].tag == "E" and self.names.person(self.run(core))
        found |= {"person"} if named or self.words[core.head].low in _PERSONS else set()
        found |= {"person", "civilian"} if kind == "name" and self._called(core) else set()
        found |= {"aircraft"} if kind == "force" and self._flying(core) else set()
        if self.words[core.head].low == "control" and self.words[core.head - 1].low == "fire":
            found = {"=fire-control"}
        counted = any(w.tag == "#" for w in self.words[core.first : core.last])
        return frozenset(found | {kind, *(("unknown",) if not (kind or noun or counted) else ())})

    def _relieving(self, phrase: Phrase) -> bool:
        """Whether a corridor is one for supplies and people, not one that an army fights through."""
        before = [w.low for w in self.words[phrase.first : phrase.head]]
        relief = grammar("relief")
        return singular(self.words[phrase.head].low) == "corridor" and any(w in relief for w in before)

    def _called(self, phrase: Phrase) -> bool:
        """Whether a name is told with what its bearer does: "the journalist John Doe"."""
        return any(w.tag == "N" and kind_of(w.low) == "civilian" for w in self.words[phrase.first : phrase.head])

    def _supplying(self, phrase: Phrase) -> bool:
        """Whether a line or road is one for supplies: "a supply line", "their lines of communication"."""
        line = singular(self.words[phrase.head].low) in ("line", "route", "road", "corridor")
        before = self.words[phrase.head - 1].low if phrase.head > phrase.first else ""
        inner = self.words[phrase.of.head].low if phrase.of is not None else ""
        return line and bool({before, inner} & {"supply", "supplies", "communication", "communications"})

    def _flying(self, phrase: Phrase) -> bool:
        """Whether a force is one of the air: "the Air Force", "an air defence wing" is not."""
        words = [w.low for w in self.words[phrase.first : phrase.head + 1]]
        return words[-2:] in (["air", "force"], ["air", "forces"], ["air", "wing"], ["air", "arm"])

    def event(self, phrase: Phrase | None) -> EventNoun | None:
        """The event a phrase names, if its head is an event noun."""
        if phrase is None:
            return None
        core = self.core(phrase)
        if self.words[core.head].tag == "E" and not self._whole_capital(core):
            return None
        lows = [w.low for w in self.words[core.first : core.head + 1]]
        return event_noun(lows) or ("-" in lows[-1] and event_noun([*lows[:-1], *lows[-1].split("-")])) or None

    def _whole_capital(self, phrase: Phrase) -> bool:
        """Whether a capitalised head still is a common noun: the first word of its sentence."""
        return phrase.head == 0 or self.words[phrase.head].low in ("battle", "siege")

    def kind(self, phrase: Phrase) -> str:
        """The kind of a phrase's head."""
        word = self.words[phrase.head]
        if word.tag == "I" or word.low in ("latter", "former"):
            return "pronoun"
        if word.tag == "#":
            return "number"
        if word.tag == "E":
            return self._name_kind(phrase)
        known = kind_of(word.low)
        if word.low in ("defence", "defences", "defense", "defenses") and self.words[phrase.head - 1].low == "air":
            return "force"
        if word.low in ("side", "sides") and _points(self.words[phrase.head - 1].low):
            return "area"
        if word.low == "part" and phrase.last - phrase.first == 1:
            return ""
        if known == "" and word.low in ("member", "members") and self.words[phrase.head - 1].low == "family":
            return "civilian"
        if known in ("people", "vague", "area") and self._armed_before(phrase):
            return "force"
        if (
            not known
            and word.tag in ("J", "N")
            and word.low.endswith("s")
            and word.low[:-1] in word_set("actors", "demonyms")
        ):
            return "force"
        return known

    def _armed_before(self, phrase: Phrase) -> bool:
        return any(w.low in ("armed", "military") for w in self.words[phrase.first : phrase.head])

    def _name_kind(self, phrase: Phrase) -> str:
        last = self.words[phrase.head].low
        if designated := _designated(last):
            return designated
        if self.words[phrase.first].low in ("fort", "camp", "redoubt", "battery") and phrase.last - phrase.first > 1:
            return "facility"
        run = self.run(phrase)
        if last.rstrip("s") in word_set("places", "designations", "short"):
            return kind_of(last) or "materiel"
        kind = self.names.kind(run)
        if kind == "actor":
            return "force"
        if self._namesake(phrase):
            return "name"
        if kind == "place" or kind_of(last) in ("place", "facility", "route", "area", "building"):
            return kind_of(last) if kind_of(last) in ("facility", "route", "building") else "place"
        if kind_of(last) in ("force", "state", "leader"):
            return kind_of(last)
        return "leader" if self._titled(phrase) else "name"

    def _namesake(self, phrase: Phrase) -> bool:
        """Whether a bare name is a person's who is called like a piece of land: "Hill was forced to retire"."""
        return phrase.last - phrase.first == 1 and self.words[phrase.head].low in grammar("namesakes")

    def _titled(self, phrase: Phrase) -> bool:
        return any(w.low in word_set("actors", "titles") for w in self.words[phrase.first : phrase.head])

    def run(self, phrase: Phrase) -> str:
        """The name in a phrase: its last run of capitalised words, with the names joined to it by "of"."""
        end = phrase.head + 1
        start = phrase.head
        while start > phrase.first and self.words[start - 1].tag in ("E",):
            start -= 1
        return self.source(start, end)

    def source(self, first: int, last: int) -> str:
        """The text of words `first` up to `last`, white space squeezed."""
        if first >= last:
            return ""
        return " ".join(self.text[self.words[first].start : self.words[last - 1].end].split())

    def span(self, first: int, last: int) -> Span:
        """The span of words `first` up to `last`."""
        return Span(self.words[first].start, self.words[last - 1].end)

    def bounds(self, phrase: Phrase, *, chain: bool = True) -> tuple[int, int]:
        """First and last word of a phrase's name: without articles, figures, ranks; with what "of" hangs on it."""
        kept = self.words[phrase.head].low in _KEPT and not self._of_army(phrase) and not self._numbers(phrase)
        core = phrase if kept else self.core(phrase)
        core = core.of if core.of is not None and self._of_army(core) else core
        first = core.first
        while (
            first < core.head
            and (self.words[first].tag in _STRIPPED or self._quantity(first))
            and not self._ordinal(first)
        ):
            first += 1
        first = self._past_titles(first, core.head)
        last = core.head + 1
        if chain and core.of is not None and core.of.first - core.last <= 2 and self.words[core.head].tag in ("N", "E"):
            last = max(last, _chain_end(core.of, self.words[core.head].tag == "E"))
        return first, max(last, self._complement(core))

    def _numbers(self, phrase: Phrase) -> bool:
        """Whether a group is only one of so many: "a second group of 113 militants"."""
        inner = phrase.of
        return self.words[phrase.head].low == "group" and inner is not None and self.words[inner.first].tag == "#"

    def _of_army(self, phrase: Phrase) -> bool:
        """Whether "of" names the armed body itself: "forces of the Northern Army", "elements of the 3rd Brigade"."""
        inner = phrase.of
        if inner is None or self.words[inner.head].tag != "E" or self.words[phrase.head].low not in _MEMBERS:
            return False
        return kind_of(self.words[inner.head].low) == "force"

    def _complement(self, phrase: Phrase) -> int:
        """Where an adjective after the head ends with its complement: "forces loyal to the crown"."""
        for prep, item in phrase.attached:
            if prep == "from" and item.first - phrase.last <= 2 and self.kind(item) in ("force", "state"):
                return item.last
        if phrase.last > phrase.head + 1 and self.words[phrase.last - 1].tag == "J":
            ends = (p.last for _, p in phrase.attached if p.first - phrase.last <= 2)
            return next(ends, phrase.head + 1)
        return phrase.head + 1

    def _ordinal(self, i: int) -> bool:
        """Whether a figure belongs to a name: "the 24th Brigade"."""
        return (
            self.words[i].low.endswith(("st", "nd", "rd", "th"))
            and self.words[i].tag == "#"
            and self.words[i + 1].tag == "E"
        )

    def _quantity(self, i: int) -> bool:
        return self.words[i].low in _QUANTITIES or (self.words[i].tag == "J" and self.words[i].low in _TIMES)

    def _past_titles(self, first: int, head: int) -> int:
        """Past the ranks before a personal name ("Union Brig. Gen. John Doe" -> John Doe)."""
        last = -1
        for i in range(first, head):
            title = self.words[i].low in word_set("actors", "titles") or kind_of(self.words[i].low) == "leader"
            if title and self.words[i + 1].tag == "E":
                last = i
            if self.words[i].tag == "N" and self.words[i].low in _BODIES and self.words[i + 1].tag == "E":
                return i + 1
        name = self.words[head]
        person = name.tag == "E" and not kind_of(name.low) and name.low not in word_set("actors", "names")
        return last + 1 if last >= 0 and person else first

    def owner(self, phrase: Phrase) -> tuple[int, int] | None:
        """The words before a head that name whose it is: "NDF checkpoints", "the army's base", "rebel-held town"."""
        core = self.core(phrase)
        start = core.first
        while start < core.head and self.words[start].tag in ("D", "O", "#"):
            start += 1
        stop = core.head - (len(noun.words) - 1 if (noun := self.event(core)) else 0)
        for i in range(start, stop):
            end = i
            while end < stop and self._actor_word(end, stop):
                end += 1
            if end > i:
                return i, end
            if self.words[i].low.endswith(_HELD):
                return i, i + 1
        return None

    def _actor_word(self, i: int, head: int) -> bool:
        word = self.words[i]
        if word.tag == "E":
            if i + 1 < len(self.words) and self.words[i + 1].tag == "'" and i + 1 < head:
                return True
            if kind_of(word.low) in ("aircraft", "materiel", "weapon") or (word.low == "military" and i + 1 == head):
                return False  # "UAV workshops", "Alpha Military airbase"
            return (
                self.names.kind(self.source(i, i + 1)) == "actor"
                or word.low in _demonyms()
                or self._in_actor_run(i, head)
            )
        if word.text == "western":
            return False
        return word.low in _demonyms() or (word.tag == "N" and kind_of(word.low) in ("force", "state"))

    def _in_actor_run(self, i: int, head: int) -> bool:
        """Whether the name that word `i` begins is an actor's as a whole ("Northern Army base")."""
        end = i
        while end < head and self.words[end].tag == "E":
            end += 1
        return end > i + 1 and self.names.kind(self.source(i, end)) == "actor"


def _chain_end(phrase: Phrase, name: bool) -> int:
    """Where a phrase ends with what "of" hangs on it; for names also with its equals ("State of Alpha and Beta")."""
    ends = [phrase.last]
    if phrase.of is not None and phrase.of.first - phrase.last <= 2:
        ends.append(_chain_end(phrase.of, name))
    if name:
        ends.extend(_chain_end(p, name) for p in phrase.others)
    return max(ends)


_MODEL = re.compile(r"([a-z]{1,4})-\d{1,3}[a-z]{0,2}s?")


def _designated(low: str) -> str:
    """The kind of what a maker's designation names: "BMP-1", "Su-24"."""
    match = _MODEL.fullmatch(low)
    if match is None:
        return ""
    if match[1] in word_set("places", "designations", "aircraft"):
        return "aircraft"
    return "materiel" if match[1] in word_set("places", "designations", "vehicles") else ""


def _points(low: str) -> bool:
    """Whether a word before "side" says which: "the western side", "the north-west side"."""
    return low.endswith("ern") or low in grammar("directions")


_QUANTITIES = grammar("quantities")
_BODIES = frozenset(("group", "militia", "movement", "organization", "organisation", "party", "faction"))
_MEMBERS = frozenset(("forces", "elements", "units"))
_PERSONS = frozenset(("he", "him", "she"))
_TIMES = frozenset(["other", "same", "new"]) - {"other"}


@cache
def _demonyms() -> frozenset[str]:
    return word_set("actors", "demonyms")
