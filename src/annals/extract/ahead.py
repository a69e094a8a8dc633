"""Looking ahead over the chunks of a sentence: does a verb, or the rest of a list, still come?"""

from __future__ import annotations

from collections.abc import Sequence

from annals.extract.chunks import Chunk
from annals.extract.token import Token
from annals.extract.words import grammar

SPEECH = grammar("complement")


def kind_at(chunks: Sequence[Chunk], i: int) -> str:
    """The kind of chunk `i`, or a full stop past the end."""
    return chunks[i].kind if i < len(chunks) else "."


def by_after(words: Sequence[Token], chunk: Chunk) -> bool:
    """Whether "by" follows a chunk."""
    return chunk.last < len(words) and words[chunk.last].low == "by"


def verb_after(words: Sequence[Token], chunks: Sequence[Chunk], i: int, governor: str | None = None) -> bool:
    """Whether the phrase at chunk `i` is followed, over what hangs on it, by a finite verb of its own.

    `governor` is the verb just before, if the phrase could be its object; only a verb of saying lets go of it.
    """
    free = governor is None or governor in SPEECH
    j = i + 1
    while j < len(chunks):
        kind = chunks[j].kind
        if kind == "VG":
            return _finite(words, chunks[j], free)
        pair = kind == "P" or (kind == "C" and free)
        if pair and kind_at(chunks, j + 1) == "NP":
            j += 2
        elif kind in ("A", "Z"):
            j += 1
        elif free and _set_off(chunks, j):
            j += 4
        else:
            return False
    return False


def _set_off(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether a phrase between commas follows: "said most of it, including the centre, was taken"."""
    kinds = [kind_at(chunks, k) for k in range(j, j + 4)]
    return kinds == [",", "P", "NP", ","] and chunks[j + 1].low == "including"


def _finite(words: Sequence[Token], chunk: Chunk, free: bool) -> bool:
    """Whether a verb group is finite, or a bare past form that may be."""
    assert chunk.group is not None
    if chunk.group.form == "finite":
        return True
    return chunk.group.form == "part" and free and not by_after(words, chunk) and not _wants_object(words, chunk)


def _wants_object(words: Sequence[Token], chunk: Chunk) -> bool:
    """Whether a past form that needs an object has none: "equipment captured near Alpha" is no clause."""
    after = words[chunk.last].tag if chunk.last < len(words) else "."
    return chunk.low in grammar("transitive") and after in ("P", ".", ",", "Z")


def in_list(words: Sequence[Token], chunks: Sequence[Chunk], i: int, subject_waits: bool) -> bool:
    """Whether chunk `i`, after a comma, stands in a list that ends with "and"."""
    j = i
    while j + 1 < len(chunks):
        kind = chunks[j + 1].kind
        hangs = kind == "P" and chunks[j + 1].low in ("of", "in", "from")
        joint = j + 2 if kind == "C" else j + 3 if kind == "," and kind_at(chunks, j + 2) == "C" else 0
        if joint:
            return kind_at(chunks, joint) == "NP" and (subject_waits or not verb_after(words, chunks, joint))
        if (hangs or kind == ",") and kind_at(chunks, j + 2) == "NP":
            j += 2
            continue
        return False
    return False


def finite_later(words: Sequence[Token], chunks: Sequence[Chunk], i: int) -> bool:
    """Whether the waiting subject gets another finite verb before any joint ("tanks taken near X were shown")."""
    described = chunks[i].low in grammar("participial")  # "rebels based in Alpha took the hill"
    for chunk in chunks[i + 1 :]:
        if chunk.kind in ("C", "S", "R", ";") or (chunk.kind == "," and not described):
            return False
        if chunk.group and chunk.group.form in ("finite", "part"):
            return described or words[chunk.group.first].tag in ("B", "H", "M")
        if chunk.kind == "NP" and chunks[i + 1] is chunk:
            return False
    return False
