"""How a phrase is called as a party: its words as a mention, the name beside an office, where its people come from."""

from __future__ import annotations

from annals.base.mention import Mention
from annals.extract.chunks import Phrase
from annals.extract.names import kind_of, word_set
from annals.extract.phrases import Lens
from annals.extract.token import Token
from annals.extract.whose import trimmed
from annals.extract.words import singular


def mention(lens: Lens, phrase: Phrase) -> Mention:
    """The mention of a phrase; a pronoun keeps its word and says so, to be resolved by its context."""
    word: Token = lens.words[phrase.head]
    if word.tag == "I" or word.low in _POINTING:
        return Mention(word.text, lens.span(phrase.head, phrase.head + 1), "pronoun")
    if word.low in ("side", "sides", "parties", "groups") and _pair_words(lens, phrase):
        return Mention(lens.source(phrase.first, phrase.last), lens.span(phrase.first, phrase.last), "both")
    first, last = trimmed(lens, *lens.bounds(_called(lens, phrase)))
    if last == phrase.last - 1 and lens.words[last].tag == "'" and lens.words[last].low == "'s":
        last += 1  # "Alpha's and Beta's brigades"
    return Mention(lens.source(first, last), lens.span(first, last))


def _called(lens: Lens, phrase: Phrase) -> Phrase:
    """The name that stands beside an office: "the mayor of Alpha, John Doe"."""
    if lens.words[phrase.head].tag != "N" or "leader" not in lens.kinds(phrase):
        return phrase
    inner = phrase.of.attached if phrase.of is not None else []
    beside = [p for prep, p in (*phrase.attached, *inner) if prep == ","]
    beside += [phrase.apposed] if phrase.apposed is not None else []
    names = (p for p in beside if lens.words[p.head].tag == "E" and lens.kinds(p) & {"name", "person", "leader"})
    return next((p for p in names if p.last - p.first > 1), phrase)


_POINTING = frozenset(("latter", "former"))


def _pair_words(lens: Lens, phrase: Phrase) -> bool:
    return any(w.low in ("both", "two") for w in lens.words[phrase.first : phrase.head])


def acts(lens: Lens, phrase: Phrase) -> bool:
    """Whether a phrase can be a party: no time, thought or circumstance ("the action"), no bare adjective."""
    phrase = lens.core(phrase)
    head = lens.words[phrase.head]
    if head.tag == "J" and not any(w.tag in ("D", "#") for w in lens.words[phrase.first : phrase.head]):
        return False
    return head.tag == "E" or singular(head.low) not in word_set("actors", "inert")


def come_from(lens: Lens, phrase: Phrase) -> Mention:
    """A subject with where its people come from: "gunmen from Alpha attacked"."""
    made = mention(lens, phrase)
    head = lens.words[phrase.head]
    beside = (p for prep, p in phrase.attached if prep == "from" and p.first - phrase.last <= 2)
    origin = next((p for p in beside if lens.words[p.head].tag == "E"), None)
    if made.span is None or origin is None or not (head.tag == "N" or kind_of(head.low)):
        return made
    if made.span.end != lens.words[phrase.last - 1].end:
        return made
    first = next(i for i in range(phrase.first, phrase.last) if lens.words[i].start >= made.span.start)
    return Mention(lens.source(first, origin.last), lens.span(first, origin.last), made.rule)
