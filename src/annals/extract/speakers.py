"""Who speaks in an account: voices, the names of claimants, and whether they belong to a party."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from annals.base.mention import Mention
from annals.base.span import Span
from annals.extract.called import mention
from annals.extract.chunks import Group, Phrase
from annals.extract.names import kind_of, word_set
from annals.extract.phrases import Lens
from annals.extract.words import singular

STRENGTH = ("stated", "reported", "claimed")


class Voice(msgspec.Struct, frozen=True):
    """A claimant with the certainty its words carry; `denies` where it says that the thing did not happen."""

    names: tuple[Mention, ...] = ()
    certainty: str = "stated"
    denies: bool = False


STATED = Voice()

_WORD = r"[A-Z][\w'’-]{1,30}"
_OFFICES = """mayor governor minister spokesman spokesperson spokeswoman commander general colonel captain lieutenant
major admiral president adviser advisor secretary head chief chairman deputy premier chancellor marshal ombudsman"""


@cache
def _offices() -> re.Pattern[str]:
    """An office with who holds it: "mayor John Doe", "head of Alpha District, John Doe", "John Doe, the mayor"."""
    office = rf"(?:{'|'.join(_OFFICES.split())})"
    of = rf"(?:\s+of\s+(?:the\s+)?(?P<of>{_WORD}(?:\s{_WORD}){{0,3}}))?"
    before = rf"(?i:\b{office})\b{of},?\s+(?P<name>{_WORD}(?:\s{_WORD}){{1,2}})"
    return re.compile(
        rf"{before}|(?P<first>{_WORD}(?:\s{_WORD}){{1,2}}),\s+(?:the|an?)\s+(?:[\w-]+\s+){{0,3}}{office}\b"
    )


def officials(text: str) -> dict[str, bool]:
    """The last names, in lower case, of those whom `text` gives an office of a party anywhere."""
    found: dict[str, bool] = {}
    for hit in _offices().finditer(text):
        around = f"{text[max(0, hit.start() - 30) : hit.start()]} {hit['of'] or ''}"
        of = {singular(word.replace(".", "")) for word in around.casefold().split()}
        if not of & word_set("actors", "partisan", "outside"):
            found[(hit["name"] or hit["first"]).casefold().split()[-1]] = True
    return found


class Speakers(msgspec.Struct):
    """What the document has said so far of those who speak: persons with an office, and who spoke last.

    `armed` holds the peoples whose forces the account tells of; `heard` tells whether the latest sentence names who
    speaks.
    """

    partisan: dict[str, bool] = {}
    last: Voice = STATED
    armed: frozenset[str] = frozenset()
    quoting: bool = False
    heard: bool = False


_WITHIN = ("within", "inside", "in")


def claimant(lens: Lens, phrase: Phrase, speakers: Speakers) -> Mention:
    """The claimant as a name: the person where an office stands beside it ("the mayor, John Doe")."""
    apposed = phrase.apposed
    head = lens.words[phrase.head]
    office = kind_of(head.low) == "leader"
    if head.tag == "E" and not (office and apposed is not None):
        return _unquoted(mention(lens, phrase))
    if apposed is not None and lens.words[apposed.head].tag == "E":
        return _unquoted(mention(lens, apposed))
    return _unquoted(_set_off(lens, phrase) or _placed(lens, phrase, mention(lens, phrase)))


def _unquoted(name: Mention) -> Mention:
    """A name without the mark that closed the quotation before it."""
    bare = name.name.lstrip(' "”»,')
    if bare == name.name or name.span is None:
        return name
    return Mention(bare, Span(name.span.end - len(bare), name.span.end), name.rule)


def _set_off(lens: Lens, phrase: Phrase) -> Mention | None:
    """A person's name between commas after an office that a place follows: "a doctor from Alpha, John Doe, said"."""
    words = lens.words
    at = max([phrase.last, *(p.last for prep, p in phrase.attached if prep != ",")])
    at = max(at, phrase.of.last if phrase.of else 0)
    last = at + 1
    while last < len(words) and words[last].tag == "E":
        last += 1
    closed = words[at : at + 1] and words[at].low == "," and last < len(words) and words[last].low == ","
    if not closed or last - at < 3 or lens.names.kind(lens.source(at + 1, last)) == "place":
        return None
    return Mention(lens.source(at + 1, last), lens.span(at + 1, last))


def _placed(lens: Lens, phrase: Phrase, name: Mention) -> Mention:
    """Somebody without a name, with the words that say where they belong: "a source within the army"."""
    last = _place_end(lens, phrase)
    if last == phrase.last or name.span is None:
        return name
    span = Span(name.span.start, lens.words[last - 1].end)
    return Mention(" ".join(lens.text[span.start : span.end].split()), span)


def _place_end(lens: Lens, phrase: Phrase) -> int:
    """Where a claimant ends with the words right behind it that say where it belongs."""
    words = lens.words
    joint = words[phrase.last].low if phrase.last < len(words) else ""
    local = joint == "from" and kind_of(words[phrase.head].low) == "civilian"
    if joint not in _WITHIN and not local:
        return phrase.last
    last = phrase.last + 1
    while last < len(words) and words[last].tag in _NOMINAL:
        last += 1
    return last if last > phrase.last + 1 else phrase.last


def titled(lens: Lens, group: Group, speakers: Speakers) -> tuple[Mention, bool] | None:
    """Who speaks where a long office parts the name from its verb ("Doe, the mayor and one of ..., said that").

    The second is whether that office is a party's.
    """
    words = lens.words
    behind = words[group.last].low if group.last < len(words) else ""
    if behind != "that" or group.first < 3 or words[group.first - 1].low != ",":
        return None
    for at in range(1, group.first - 2):
        if words[at].low == "," and words[at - 1].tag == "E" and words[at + 1].tag == "D":
            first = at
            while first and words[first - 1].tag == "E":
                first -= 1
            lows = {singular(w.low) for w in words[at + 1 : group.first - 1]}
            party = bool(lows & word_set("actors", "partisan")) and not lows & word_set("actors", "partisan", "outside")
            speakers.partisan.setdefault(words[at - 1].low, party)
            return Mention(lens.source(first, at), lens.span(first, at)), party
    return None


_NOMINAL = frozenset(("D", "O", "E", "J", "N", "'"))


def partisan(lens: Lens, phrase: Phrase, speakers: Speakers) -> bool:
    """Whether a claimant is a party or speaks for one; an office beside a name is remembered with the name."""
    words = _lows(lens, phrase)
    keys = _keys(lens, phrase)
    inside = bool(words & word_set("actors", "partisan"))
    outside = bool(words & word_set("actors", "partisan", "outside"))
    party = inside or lens.names.party(lens.source(phrase.first, max(phrase.end, phrase.last)))
    party = party or (bool(words & _SPOKESMEN) and _of_side(lens, words, speakers))
    if outside and not (inside and lens.words[phrase.head].low not in ("media", "source", "sources", "agency")):
        party = inside and any(w.startswith(("pro-", "state")) for w in words)
    if not outside and not party:
        party = any(speakers.partisan.get(k, False) for k in keys)
    for key in keys:
        speakers.partisan.setdefault(key, party)
    return party


def _lows(lens: Lens, phrase: Phrase) -> frozenset[str]:
    """The words of a claimant, as written and in the singular, with what places them ("within the army")."""
    words = [w.low for w in lens.words[phrase.first : max(phrase.end, _place_end(lens, phrase))]]
    return frozenset((*words, *map(singular, words)))


_SPOKESMEN = frozenset(("source", "side", "press", "assessment", "command", "claim", "account"))


_FORCES = r"(?:forces|fighters|troops|soldiers|militants|militias?|militiamen|army|rebels|units|gunmen|insurgents)"
_ARMED = re.compile(rf"\b([A-Z][a-z]{{2,15}})(?:-(?:led|backed))?\s+(?:[a-z]+\s+)?{_FORCES}\b")


def armed(text: str) -> frozenset[str]:
    """The peoples, in lower case, that `text` tells forces of: "Kurdish fighters"."""
    return frozenset(hit[1].casefold() for hit in _ARMED.finditer(text)) & word_set("actors", "demonyms")


def _of_side(lens: Lens, words: frozenset[str], speakers: Speakers) -> bool:
    """Whether an adjective of a people is that of a side (`ukrainian` of `Ukraine`), or of forces told of."""
    peoples = words & word_set("actors", "demonyms")
    if peoples & speakers.armed:
        return True
    return any(_akin(word, name) for word in peoples for side in lens.names.sides for name in side)


def _akin(adjective: str, name: str) -> bool:
    least = min(len(adjective), len(name))
    shared = next((i for i in range(least) if adjective[i] != name[i]), least)
    return shared >= 4 and least - shared <= 2 and max(len(adjective), len(name)) - shared <= 4


def _keys(lens: Lens, phrase: Phrase) -> list[str]:
    parts = [(p.first, p.last) for p in (phrase, *([phrase.apposed] if phrase.apposed else []))]
    found = [w.low for first, last in parts for w in lens.words[first:last] if w.tag == "E" and len(w.low) > 2]
    beside = None if lens.words[phrase.head].tag == "E" else _set_off(lens, phrase)
    return found + [w.casefold() for w in beside.name.split() if len(w) > 2] if beside else found
