"""Two versions of one account: which of its claims and statements appeared, changed or vanished.

Claims are recognised by their words: first those with the same quote, then those of the same sentence, then those whose
sentences share most of their words. What is in order needs no order: a claim that only moved has not changed.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from annals.base.change import Change, Revision, Turn
from annals.base.claim import Claim, Statement, content_id
from annals.base.document import Citation, Document
from annals.base.mention import Mention
from annals.base.reading import Reading
from annals.base.toll import Loss
from annals.merge.display import interval

LIKENESS = 0.5
"""The least share of words (twice the shared ones over all) by which two sentences are versions of one."""
COMMON = 40
"""A word in more claims than this brings none together: it is in every second sentence."""

_MARK = re.compile(r"\[[^\[\]]{0,12}\]")
_WORD = re.compile(r"\w+")
NAMES = frozenset({"belligerent", "unit", "commander", "part_of", "outcome", "place", "damage", "strength"})
"""Fields that hold several values, none of which replaces another."""


class Piece(msgspec.Struct, frozen=True):
    """A claim or statement of one version: its place in the text, what it says, and what it is recognised by.

    `keys` are tried one after the other, each with the words that tell the user of it; `words` are those of the
    sentence and `own` those of the quote, where likeness may bring two together.
    """

    id: str
    at: int
    type: str
    quote: str
    says: tuple[tuple[str, str | None], ...]
    keys: tuple[tuple[str, tuple[str, ...]], ...]
    words: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()


Pair = tuple[Piece, Piece, str]


def revised(before: Reading, after: Reading, *, ids: tuple[str, str], matched: str) -> Revision:
    """What changed from one reading to another of the same account; `ids` are those of their documents."""
    claims = list(_compared(_claims(before), _claims(after), "claim"))
    said = list(_compared(_statements(before), _statements(after), "statement"))
    every = [*said, *claims]
    changes = tuple(change for change in every if change is not None)
    return Revision(
        before=ids[0],
        after=ids[1],
        name_before=before.document.name,
        name_after=after.document.name,
        matched=matched,
        changes=changes,
        unchanged=len(every) - len(changes),
    )


def _compared(old: Sequence[Piece], new: Sequence[Piece], layer: str) -> Iterator[Change | None]:
    """Each pair and each single one as a change, `None` for a pair that says the same; in the order of the text."""
    pairs = aligned(old, new)
    found = {b.at: (a, why) for a, b, why in pairs}
    paired = {a.at for a, _, _ in pairs}
    gone = deque(piece for piece in old if piece.at not in paired)
    for piece in new:
        if piece.at not in found:
            yield Change("appeared", layer, piece.type, after=piece.id, quote_after=piece.quote)
            continue
        was, why = found[piece.at]
        while gone and gone[0].at < was.at:
            yield _vanished(gone.popleft(), layer)
        yield _changed(was, why, piece, layer)
    for piece in gone:
        yield _vanished(piece, layer)


def _vanished(piece: Piece, layer: str) -> Change:
    return Change("vanished", layer, piece.type, before=piece.id, quote_before=piece.quote)


def _changed(old: Piece, why: str, new: Piece, layer: str) -> Change | None:
    was, now = dict(old.says), dict(new.says)
    turns = tuple(Turn(field, was[field], now[field]) for field in was if was[field] != now[field])
    if not turns:
        return None
    return Change("changed", layer, new.type, old.id, new.id, old.quote, new.quote, turns, why)


# recognising


def aligned(old: Sequence[Piece], new: Sequence[Piece]) -> list[Pair]:
    """Which piece of the old version is which of the new, and how that was recognised; each at most once."""
    pairs: list[Pair] = []
    for step in range(len((*old, *new)[0].keys) if old or new else 0):
        old, new = _alike(old, new, step, pairs)
    _likest(old, new, pairs)
    return pairs


def _alike(old: Sequence[Piece], new: Sequence[Piece], step: int, pairs: list[Pair]) -> tuple[list[Piece], list[Piece]]:
    """Pair those whose keys are equal, in the order of the text; what is left of both versions."""
    waiting: dict[tuple[str, ...], deque[Piece]] = {}
    for piece in old:
        waiting.setdefault(piece.keys[step][1], deque()).append(piece)
    left = []
    for piece in new:
        why, key = piece.keys[step]
        if waiting.get(key):
            pairs.append((waiting[key].popleft(), piece, why))
        else:
            left.append(piece)
    return sorted((piece for several in waiting.values() for piece in several), key=lambda p: p.at), left


def _likest(old: Sequence[Piece], new: Sequence[Piece], pairs: list[Pair]) -> None:
    """Pair the rest by the words of their sentences, the likest first; of another type only where the quotes are alike
    too, since one sentence may tell several acts."""
    found = []
    for a, b in _candidates(old, new):
        share = _share(a.words, b.words)
        if share >= LIKENESS and (a.type == b.type or _share(a.own, b.own) >= LIKENESS):
            found.append((a.type != b.type, -share, -_share(a.own, b.own), a.at, b.at, a, b))
    old_taken: set[int] = set()
    new_taken: set[int] = set()
    for _, share, _, _, _, a, b in sorted(found, key=lambda each: each[:5]):
        if a.at not in old_taken and b.at not in new_taken:
            old_taken.add(a.at)
            new_taken.add(b.at)
            pairs.append((a, b, f"their sentences share {round(-100 * share)} % of their words"))


def _candidates(old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[tuple[Piece, Piece]]:
    """Pairs that share a word which is not in every second sentence, so that long accounts stay cheap to compare."""
    index: dict[str, list[Piece]] = {}
    for piece in old:
        for word in sorted(piece.words):
            index.setdefault(word, []).append(piece)
    for piece in new:
        met: dict[int, Piece] = {}
        for word in sorted(piece.words):
            if len(index.get(word, ())) <= COMMON:
                met |= {other.at: other for other in index.get(word, ())}
        yield from ((met[at], piece) for at in sorted(met))


def _share(left: frozenset[str], right: frozenset[str]) -> float:
    """Twice the shared words over all words (Dice)."""
    return 2 * len(left & right) / (len(left) + len(right)) if left or right else 0.0


# what is compared


def _claims(reading: Reading) -> list[Piece]:
    document = reading.document
    cited = {citation.key: citation for citation in document.citations}
    return [_of_claim(document, at, claim, cited) for at, claim in enumerate(reading.claims)]


def _of_claim(document: Document, at: int, claim: Claim, cited: dict[str, Citation]) -> Piece:
    quote, sentence = _plain(claim.quote), _plain(document[claim.sentence])
    says = tuple(_told(claim, document, cited))
    keys = (
        ("the same words with the same values", (sentence, quote, *(value or "" for _, value in says))),
        ("the same sentence and quote", (sentence, quote, claim.type)),
        ("the same quote", (quote, claim.type)),
        ("the same quote", (quote,)),
        ("the same sentence", (sentence, claim.type)),
    )
    id = content_id(document.digest, claim)
    return Piece(id, at, claim.type, quote, says, keys, _words(sentence), _words(quote))


def _told(claim: Claim, document: Document, cited: dict[str, Citation]) -> Iterator[tuple[str, str | None]]:
    """The fields of a claim in words."""
    yield "type", claim.type.replace("_", " ")
    yield "date", claim.when.edtf if claim.when else None
    yield "part of day", claim.when.part_of_day.replace("_", " ") if claim.when and claim.when.part_of_day else None
    for field in ("places", "by", "against", "mediator"):
        mentions: tuple[Mention, ...] = getattr(claim, field)
        yield field, _listed(mention.name for mention in mentions)
    yield "losses", _listed(_loss(loss) for loss in claim.losses)
    yield "attributed to", _listed(mention.name for mention in claim.attributed_to)
    yield "certainty", claim.certainty
    yield "negated", "not so" if claim.negated else None
    yield "sources", _listed(_source(cited[key]) for key in claim.citations if key in cited)


def _statements(reading: Reading) -> list[Piece]:
    cited = {citation.key: citation for citation in reading.document.citations}
    digest = reading.document.digest
    return [_of_statement(digest, at, said, cited) for at, said in enumerate(reading.statements)]


def _of_statement(digest: str, at: int, said: Statement, cited: dict[str, Citation]) -> Piece:
    """A statement is recognised by the field that it fills, a figure by its victims and claimant; one of several names
    only by itself."""
    citations = (*said.citations, *(said.loss.citations if said.loss else ()))
    says = (
        ("value", _value(said)),
        ("side", None if said.side is None else f"side {said.side}"),
        ("attributed to", said.loss.attributed_to if said.loss else None),
        ("sources", _listed(_source(cited[key]) for key in dict.fromkeys(citations) if key in cited)),
    )
    place = (str(said.box), said.field, str(said.side))
    name = (said.text or "",) if said.field in NAMES else ()
    loss = (said.loss.kind, str(said.loss.side)) if said.loss else ()
    whose = (str(said.loss.who), str(said.loss.attributed_to)) if said.loss else ()
    keys = (
        ("the same words with the same values", (*place, said.words, *(value or "" for _, value in says))),
        ("the same field and words", (*place, said.words, *loss, *whose)),
        ("the same field", (*place, *name, *loss, *whose)),
        ("the same field", (*place, *name, *loss)),
    )
    return Piece(content_id(digest, said), at, said.field, said.words, says, keys)


def _value(said: Statement) -> str | None:
    if said.loss is not None:
        return _loss(said.loss)
    if said.point is not None:
        return f"{said.point[0]}, {said.point[1]}"
    if said.start is not None or said.end is not None:
        return "/".join(when.edtf if when else "" for when in (said.start, said.end))
    return said.text


def _loss(loss: Loss) -> str:
    figure = "no figure" if loss.vague else interval(loss.min, loss.max)
    marks = [mark for mark, told in (("about", loss.approx), ("part", loss.part)) if told]
    scope = loss.scope.replace("_", " ") if loss.scope != "event" else ""
    return " ".join(word for word in (loss.kind, *marks, figure, loss.who or "", scope) if word)


def _source(citation: Citation) -> str:
    """A source by its address, else by its title and outlet, else by its words: footnotes are numbered anew."""
    named = ", ".join(part for part in (citation.outlet, citation.title, citation.date) if part)
    return citation.url or named or citation.words


def _listed(names: Iterable[str]) -> str | None:
    counted = Counter(names)
    return ", ".join(name if number == 1 else f"{number} × {name}" for name, number in counted.items()) or None


def _words(words: str) -> frozenset[str]:
    return frozenset(_WORD.findall(words.casefold()))


def _plain(words: str) -> str:
    """Words without footnote marks and line breaks."""
    return " ".join(_MARK.sub(" ", words).split())
