"""How a phrase is called as a party: its words as a mention, the name beside an office, where its people come from."""

from __future__ import annotations

import re

from annals.base.mention import Mention
from annals.base.span import Span
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


def cut(lens: Lens, name: Mention, last: int) -> Mention:
    """A name without the words from `last` on."""
    end = lens.words[last - 1].end
    if name.span is None or not name.span.start < end < name.span.end:
        return name
    return Mention(" ".join(lens.text[name.span.start : end].split()), Span(name.span.start, end), name.rule)


_CLOSED = re.compile(r"\([A-Z][\w-]{1,12}\)(?P<and> and (?:the )?)(?=\S)")


def parted(name: Mention) -> tuple[Mention, Mention] | None:
    """Two parties read as one name, told apart by the short form that closes the first: "the X of Y (XY) and Z"."""
    joint = _CLOSED.search(name.name)
    if joint is None or name.span is None or len(name.span) != len(name.name):
        return None
    first, second = name.name[: joint.start("and")], name.name[joint.end("and") :]
    start, end = name.span.start, name.span.end
    return Mention(first, Span(start, start + len(first))), Mention(second, Span(end - len(second), end))


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


def paired(lens: Lens, phrase: Phrase) -> tuple[list[Mention], list[Mention]]:
    """The two parties that a phrase holds: "the army and the rebels", "troops of A and the militia"."""
    first, *others = [p for p in phrase.all() if acts(lens, p)] or [phrase]
    if not others and (inner := _other_party(lens, phrase)):
        return [cut(lens, mention(lens, first), inner.last)], [mention(lens, other) for other in inner.others]
    if not others and (both := parted(mention(lens, first))):
        return [both[0]], [both[1]]
    return [mention(lens, first)], [mention(lens, other) for other in others]


def _other_party(lens: Lens, phrase: Phrase) -> Phrase | None:
    """What "of" hangs on the first of two parties, where the other is listed with it; no "State of Alpha and Beta"."""
    inner = phrase.of
    if inner is None or not inner.others:
        return None
    bodies = all(
        "force" in lens.kinds(p) or kind_of(lens.words[p.head].low) in ("force", "state") for p in inner.others
    )
    return inner if bodies or lens.words[phrase.head].tag != "E" else None
