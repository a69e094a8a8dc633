"""Chunks of a sentence: noun phrases, verb groups, and what stands between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from annals.extract.token import Token
from annals.extract.words import grammar


class Phrase(msgspec.Struct, eq=False):
    """A noun phrase: words `first` up to `last` (exclusive), its head, what hangs on it, its equals in a list."""

    first: int
    last: int
    head: int
    of: Phrase | None = None
    others: list[Phrase] = []
    attached: list[tuple[str, Phrase]] = []
    apposed: Phrase | None = None
    trying: bool = False

    def all(self) -> list[Phrase]:
        """This phrase and those coordinated with it."""
        return [self, *self.others]

    @property
    def end(self) -> int:
        """Where the phrase ends with all that hangs on it (exclusive)."""
        parts = [self.of, self.apposed, *self.others, *(p for _, p in self.attached)]
        return max([self.last, *(p.end for p in parts if p)])


class Group(msgspec.Struct, eq=False):
    """A verb group: words `first` up to `last`, its main verb, voice, whether finite, and what modifies it.

    `form` is `finite`, `ing`, `to` (infinitive) or `part` (bare participle or past, still to be told apart).
    """

    first: int
    last: int
    verb: int
    lemma: str
    passive: bool
    form: str
    modal: str = ""
    negated: bool = False
    perfect: bool = False
    adverbs: tuple[str, ...] = ()
    present: bool = False


class Chunk(msgspec.Struct, eq=False):
    """A phrase (`NP`), verb group (`VG`), or a single word by its tag."""

    kind: str
    first: int
    last: int
    low: str = ""
    phrase: Phrase | None = None
    group: Group | None = None


_IN_PHRASE = frozenset(("D", "O", "J", "N", "E", "#", "'"))
_NUMERIC_ADVERBS = grammar("measures")
_VERBAL = frozenset(("V", "B", "H", "W", "M", "T", "X"))


def chunks(words: Sequence[Token]) -> list[Chunk]:
    """The chunks of a tagged sentence, in order; bracketed words are left out."""
    found: list[Chunk] = []
    i = 0
    while i < len(words):
        chunk = _phrase(words, i) or _group(words, i) or _single(words, i)
        i = chunk.last
        if chunk.kind not in ('"', "("):
            found.append(chunk)
    return found


def _single(words: Sequence[Token], i: int) -> Chunk:
    if words[i].low in ("(", "["):
        return Chunk("(", i, _closing(words, i), "(")
    if words[i].low in _DIRECTIONS and _of_after(words, i):
        return Chunk("P", i, i + 2, "near")
    if i and words[i - 1].tag in ("N", "E", "I", "V") and _distance(words, i):
        return Chunk("A", i, i + 2, words[i + 1].low)
    return Chunk(words[i].tag, i, i + 1, words[i].low)


def _closing(words: Sequence[Token], i: int) -> int:
    """Past the bracket that closes the one at `i`; just past `i` if none does."""
    for j in range(i + 1, min(len(words), i + 60)):
        if words[j].low in (")", "]"):
            return j + 1
    return i + 1


def _measure(words: Sequence[Token], i: int) -> int:
    """How many words from `i` only modify a number that follows ("at least", "more than"); 0 if none does."""
    j = i
    if i + 1 < len(words) and words[i].low in _HALVES and words[i + 1].low not in _HALVES[words[i].low]:
        return 0
    while j < len(words) and j - i < 4 and words[j].low in _NUMERIC_ADVERBS:
        j += 1
    return j - i if j > i and j < len(words) and words[j].tag == "#" else 0


_HALVES = {"at": ("least", "most"), "as": ("many", "few", "much"), "up": ("to",), "to": (), "than": ()}


def _directed(words: Sequence[Token], j: int) -> bool:
    return words[j].low in _DIRECTIONS and _of_after(words, j)


def _distance(words: Sequence[Token], i: int) -> bool:
    """Whether a measure at word `i` says how far something moves: "drove them | 10 km | away from the town"."""
    told = i + 2 < len(words) and words[i].tag == "#" and words[i + 1].low in grammar("lengths")
    return told and words[i + 2].low in grammar("farness")


def _phrase(words: Sequence[Token], i: int) -> Chunk | None:
    """The noun phrase that begins at word `i`, if one does."""
    if words[i].low in _DIRECTIONS and _of_after(words, i):
        return None
    if words[i].tag == "'" or (i and words[i - 1].tag in ("N", "E", "I", "V") and _distance(words, i)):
        return None
    if words[i].tag == "I":
        return Chunk("NP", i, i + 1, words[i].low, Phrase(i, i + 1, i))
    start, j, head = i, i, -1
    while j < len(words):
        tag = words[j].tag
        if step := (_measure(words, j) if head < 0 or words[j - 1].tag == "#" else 0):
            j += step
        elif head >= start and _opens(words, j):
            break
        elif tag in _IN_PHRASE and not (tag in ("D", "O") and not _goes_with(words, j) and _begun(words, start, j)):
            head = j if tag in ("N", "E", "#") or (tag in ("D", "J") and head < 0) else head
            j += 1
        elif (
            (tag == "Z" and start < j and _dated(words, j))
            or (words[j].low == "for" and head == j - 1 and head >= start and _named_for(words, j))
            or (tag == "A" and start < j and _modifies(words, j))
        ):
            j += 1
        elif words[j].low in ("(", "[") and head == j - 1 and j > start and _goes_on(words, j):
            j = _closing(words, j)
        elif tag in ('"', "'") and j + 1 < len(words) and words[j + 1].tag in ("N", "E", "J") and j > start - 1:
            j += 1
        else:
            break
    if head < 0 or (j == start + 1 and words[start].low in _ABLE):
        return None
    main = _noun_head(words, start, head, j)
    trying = words[main].low in _TRYING
    return Chunk("NP", start, max(j, head + 1), "", Phrase(start, max(j, head + 1), main, trying=trying))


def _dated(words: Sequence[Token], j: int) -> bool:
    """Whether a year stands inside a phrase: "a 2008 raid", "the March 1865 offensive"."""
    k = j
    while k < len(words) and words[k].tag == "Z":
        k += 1
    bare = all(
        w.text[0].isalnum() and w.text[-1].isalnum() and w.low not in ("on", "in", "at", "by", "since")
        for w in words[j:k]
    )
    opened = words[j - 1].tag in ("D", "J", "Z") and k - j <= 3
    return bare and opened and k < len(words) and words[k].tag in ("N", "J", "E")


_TRYING = frozenset(("attempt", "attempts", "bid", "bids", "effort", "efforts"))


_FOR = grammar("named_for")
_ABLE = grammar("able")


def _named_for(words: Sequence[Token], j: int) -> bool:
    """Whether "for" stands inside a name: "the Observatory for Human Rights"."""
    after = words[j + 1 : j + 3]
    capital = bool(after) and (
        after[0].tag == "E" or (len(after) == 2 and after[0].low == "the" and after[1].tag == "E")
    )
    return capital and words[j - 1].tag == "E" and words[j - 1].low in _FOR


_DIRECTIONS = grammar("directions")


def _of_after(words: Sequence[Token], j: int) -> bool:
    """Whether a direction opens a phrase of place rather than ending a noun phrase: "the troops | west of the town"."""
    return j + 1 < len(words) and words[j + 1].low in ("of", "from")


def _opens(words: Sequence[Token], j: int) -> bool:
    """Whether a distance, direction or figure after a noun opens a phrase of its own."""
    if words[j - 1].tag in ("N", "E") and (_distance(words, j) or _directed(words, j)):
        return True
    return words[j].tag == "#" and words[j - 1].tag == "N" and _counts(words, j)


def _counts(words: Sequence[Token], j: int) -> bool:
    """Whether a figure opens a phrase of its own: "in the battle | 14 tanks were taken"."""
    return j + 1 < len(words) and words[j + 1].tag in ("N", "J") and words[j + 1].low.endswith(("s", "men", "people"))


def _begun(words: Sequence[Token], start: int, j: int) -> bool:
    """Whether a determiner at `j` opens a new phrase rather than going on ("all the", "both the")."""
    return any(w.tag in ("N", "E", "#", "J") for w in words[start:j])


def _goes_with(words: Sequence[Token], j: int) -> bool:
    """Whether a determiner follows a figure in one phrase: "three more villages", "two other soldiers"."""
    return words[j - 1].low == "for" or (words[j - 1].tag == "#" and words[j].low in ("more", "other", "such"))


def _modifies(words: Sequence[Token], j: int) -> bool:
    """Whether an adverb stands inside a phrase: "a heavily armed column", "the recently captured village"."""
    return words[j - 1].tag in ("D", "O", "J") and j + 1 < len(words) and words[j + 1].tag in ("J", "N", "E", "V")


def _goes_on(words: Sequence[Token], j: int) -> bool:
    """Whether a phrase continues after a bracket: "Command's (NAVCENT) Task Force"."""
    after = _closing(words, j)
    return after < len(words) and words[after].tag == "E" and words[j - 1].tag == "E" and after - j <= 4


def _noun_head(words: Sequence[Token], start: int, head: int, end: int) -> int:
    """The head: the last noun or name; a number only where there is no noun."""
    for k in range(min(end, len(words)) - 1, start - 1, -1):
        if words[k].tag in ("N", "E"):
            return k
    return head


def _group(words: Sequence[Token], i: int) -> Chunk | None:
    """The verb group that begins at word `i`, if one does."""
    if words[i].tag not in _VERBAL:
        return None
    verb, j, adverbs = -1, i, []
    while j < len(words):
        tag = words[j].tag
        if tag in _VERBAL:
            if verb >= 0 and words[verb].tag == "V" and tag != "X":
                break
            verb = j if tag != "X" and tag != "T" else verb
            j += 1
        elif tag == "A" and _verb_follows(words, j):
            adverbs.append(words[j].low)
            j += 1
        else:
            break
    if verb < 0:
        return Chunk(words[i].tag, i, i + 1, words[i].low)
    return Chunk("VG", i, verb + 1, words[verb].lemma, group=_described(words, i, verb, adverbs))


def _verb_follows(words: Sequence[Token], j: int) -> bool:
    """Whether the adverb at `j` stands inside a verb group."""
    while j < len(words) and words[j].tag in ("A", "X"):
        j += 1
    return j < len(words) and words[j].tag in _VERBAL and words[j].tag != "T"


def _described(words: Sequence[Token], first: int, verb: int, adverbs: list[str]) -> Group:
    """What a verb group says: voice, form, negation, modality."""
    aux = [w for w in words[first:verb] if w.tag != "A"]
    main = words[verb]
    lemma = main.lemma or {"B": "be", "H": "have", "W": "do", "M": main.low}.get(main.tag, main.low)
    passive = main.form in ("n", "p") and any(w.tag == "B" or w.lemma == "get" for w in aux[-2:])
    modal = next((_plain_modal(w.low) for w in aux if w.tag == "M"), "will" if _to_come(aux) else "")
    negated = any(w.tag == "X" or w.low.endswith("n't") or w.low == "cannot" for w in (*aux, main))
    perfect = any(w.tag == "H" for w in aux)
    present = words[first].low in ("is", "are", "'s") and not any(w.low == "being" for w in aux)
    form = _form(words, first, verb)
    return Group(first, verb + 1, verb, lemma, passive, form, modal, negated, perfect, tuple(adverbs), present)


def _to_come(aux: Sequence[Token]) -> bool:
    """Whether "to" inside a group puts it off ("was to attack"); what somebody "had to" do was done."""
    return any(w.tag == "T" and before.low != "had" for before, w in pairwise(aux))


def _plain_modal(low: str) -> str:
    """A modal without its "not" ("won't" -> "will")."""
    stem = low.removesuffix("n't")
    return {"wo": "will", "ca": "can", "sha": "shall"}.get(stem, stem) if stem != low else low


def _form(words: Sequence[Token], first: int, verb: int) -> str:
    lead = next((w for w in words[first : verb + 1] if w.tag not in ("A", "X")), words[verb])
    if lead.tag == "T":
        return "to"
    if lead.low in ("being", "having", "doing") or lead.form == "g":
        return "ing"
    if lead.tag == "V" and lead.form in ("p", "n"):
        return "part"
    return "finite"
