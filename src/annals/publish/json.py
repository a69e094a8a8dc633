"""JSON: one record a document, in the codebook's keys and a few more, the same bytes for the same content.

`record` is what `annals read --json` prints, `export` what `annals export --format json` writes: the same lines, in the
order of the documents' names, each claim with the event it tells of. `left_out` says what the form leaves out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

import msgspec

from annals.base.claim import Claim, Statement, content_id
from annals.base.document import Document
from annals.base.episode import Episode, Side
from annals.base.mention import Mention
from annals.base.reading import Reading
from annals.base.span import Span
from annals.base.tally import Tally, Term
from annals.base.toll import Loss
from annals.base.where import Placed
from annals.base.who import Party
from annals.keep.record import Record
from annals.merge.decided import Decided
from annals.merge.history import in_force, readings, timeline
from annals.merge.tally import tallies
from annals.publish.crosswalk import categories

Json = dict[str, Any]
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def record(reading: Reading) -> Json:
    """A reading in the codebook's keys: `document`, `episode` (`None`: no box of a conflict), `claims`, and more."""
    document = reading.document
    whole = [_episode(episode) for episode in reading.episodes]
    return {
        "document": document.name,
        "episode": whole[0] if whole else None,
        **({"further_episodes": whole[1:]} if whole[1:] else {}),
        "claims": [
            _claim(document, claim)
            | {"id": id}
            | _elsewhere(claim, reading.episode, actors)
            | _understood(actors, places)
            for claim, actors, places, id in zip_longest(
                reading.claims, reading.actors, reading.places_at, reading.claim_ids, fillvalue=()
            )
            if isinstance(claim, Claim)
        ],
        "tallies": [tally_of(tally) for tally in tallies(reading)],
        "gaps": [_placed(gap, gap.span) for gap in reading.gaps],
        "statements": [_statement(document, statement) for statement in reading.statements],
        "title": document.title,
        "format": document.format,
        "certainty": document.certainty,
        "digest": document.digest,
        "source": _placed(document.source),
        "citations": [_placed(citation, citation.span) for citation in document.citations],
    }


def line(content: Json) -> str:
    """A record as one line: what programs take for a line's end, or terminals for an order, is escaped."""
    written = json.dumps(content, ensure_ascii=False)
    return _UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", written) + "\n"


def export(kept: Record) -> Iterator[str]:
    """The whole record, a line for each document under each of its names; the same lines for the same content."""
    told = {claim: event.id for event in timeline(kept) for claim in event.claims}
    judged = _judgements(kept)
    rejected = _rejected(kept)
    for reading in readings(kept):
        content = record(reading)
        for claim in content["claims"]:
            claim["event"] = told[claim["id"]]
        ids = {item["id"] for item in (*content["claims"], *content["statements"])}
        ids |= rejected.get(reading.document.digest, set())
        about = [judgement for judgement in judged if judgement["left"] in ids or judgement["right"] in ids]
        yield line(content | ({"judgements": about} if about else {}))


def left_out(kept: Record) -> list[str]:
    """What the export leaves out, a sentence each, with how much of it this record holds."""
    documents = list(kept.documents())
    runs = sum(len(d.document.links) + len(d.document.bolds) + len(d.document.flags) for d in documents)
    return [
        f"the texts of {len(documents)} documents: offsets count their characters, sentences are given as words",
        "sections, infobox rows and metadata of the documents, beyond what statements say of them",
        f"{runs} links, bold runs and flags",
        "where in the text each name of an actor or place stands, and the word that gave a claim its type",
        "why claims are one event: derived, see `annals why`",
        "which version of annals read a document, and readings that a later version has replaced",
    ]


def _judgements(kept: Record) -> list[Json]:
    return [{"id": j.id, **_placed(j.judgement), "withdrawn": j.withdrawn} for j in kept.judgements()]


def _rejected(kept: Record) -> dict[str, set[str]]:
    """The claims that are left out because somebody rejected them, under the digests of their documents."""
    decided = Decided(in_force(kept))
    digests = {each.id: each.document.digest for each in kept.documents()} if decided.last else {}
    found: dict[str, set[str]] = {}
    for claim in kept.claims() if decided.last else ():
        if decided.rejected(claim.id):
            found.setdefault(digests[claim.document], set()).add(claim.id)
    return found


def _episode(episode: Episode) -> Json:
    return {
        "title": episode.title,
        "start": episode.start,
        "end": episode.end,
        "places": list(episode.places),
        "coordinates": list(episode.coordinates) if episode.coordinates else None,
        "part_of": list(episode.part_of),
        "result": episode.result,
        "outcomes": list(episode.outcomes),
        "territory": episode.territory,
        "sides": [_side(side) for side in episode.sides],
        "losses": [_loss(loss, side=loss.side, attributed_to=loss.attributed_to) for loss in episode.losses],
        "damages": list(episode.damages),
    }


def _side(side: Side) -> Json:
    return {name: list(values) for name, values in msgspec.structs.asdict(side).items()}


def _loss(loss: Loss, **of_episode: object) -> Json:
    """A figure; `vague`, `approx`, `part` and `scope` only where they say something."""
    told: Json = {**of_episode, "who": loss.who, "kind": loss.kind, "min": loss.min, "max": loss.max}
    told |= {key: True for key in ("vague", "approx", "part") if getattr(loss, key)}
    if loss.scope != "event":
        told["scope"] = loss.scope
    more = {"attributed_to": loss.attributed_to, "citations": list(loss.citations), "rule": loss.rule}
    return told | _known(more | {"offsets": _offsets(loss.span)})


def _claim(document: Document, claim: Claim) -> Json:
    return {
        "quote": claim.quote,
        "type": claim.type,
        "date": claim.when.edtf if claim.when else None,
        "part_of_day": claim.when.part_of_day if claim.when else None,
        "places": _names(claim.places),
        "by": _names(claim.by),
        "against": _names(claim.against),
        **_known({"mediator": _names(claim.mediator)}),
        "losses": [_loss(loss) for loss in claim.losses],
        "attributed_to": _one_or_more(_names(claim.attributed_to)),
        "certainty": claim.certainty,
        "negated": claim.negated,
        "id": None,
        "offsets": _offsets(claim.span),
        "sentence": document[claim.sentence],
        "dated_by": _placed(claim.when, claim.when.span, left_out=("edtf", "part_of_day")) if claim.when else None,
        "citations": list(claim.citations),
        "rule": claim.rule,
    }


def _elsewhere(claim: Claim, episode: Episode | None, actors: Sequence[Party]) -> Json:
    """What other codebooks call the claim."""
    found = categories(claim, episode, actors)
    plover = {"event": found.plover, "mode": found.mode} if found.plover else None
    return {"acled_sub_event": found.acled_sub_event, "plover": plover}


def _understood(actors: Sequence[Party], places: Sequence[Placed]) -> Json:
    """Who the actors are, and where the places lie, as far as it is known."""
    return {
        "actors": [{key: getattr(actor, key) for key in ("name", "role", "kind", "side", "rule")} for actor in actors],
        "places_at": [_placed(place, left_out=("ordinal",)) for place in places],
    }


def tally_of(tally: Tally) -> Json:
    """A tally; beyond the codebook's keys what was counted, what was left out, and what both cite."""
    told = {key: getattr(tally, key) for key in ("side", "kind", "infobox", "text", "verdict", "why")}
    told |= {key: list(told[key]) for key in ("infobox", "text")}
    more = {key: getattr(tally, key) for key in ("by", "who", "attributed_to", "statement")}
    sources = {"total": list(tally.cited_by_total), "parts": list(tally.cited_by_parts), "shared": tally.same_source}
    return {
        **told,
        **_known(more | {"part": tally.part or None, "episode": tally.episode or None}),
        "counted": [_term(term) for term in tally.counted],
        "left_out": [_term(term) for term in tally.left_out],
        "sources": sources,
    }


def _term(term: Term) -> Json:
    told = {key: value for key, value in msgspec.structs.asdict(term).items() if key != "reason"}
    return told | ({"reason": term.reason} if term.reason else {})


def _statement(document: Document, statement: Statement) -> Json:
    return {
        "id": content_id(document.digest, statement),
        "field": statement.field,
        "words": statement.words,
        "value": statement.text,
        "box": statement.box,
        "side": statement.side,
        "offsets": _offsets(statement.span),
        "citations": list(statement.citations),
        "rule": statement.rule,
    }


def _names(mentions: Sequence[Mention]) -> list[str]:
    return [mention.name for mention in mentions]


def _one_or_more(names: list[str]) -> str | list[str] | None:
    """A single name as itself, several as a list, none as `None`: how the codebook writes a claimant."""
    return names if len(names) > 1 else next(iter(names), None)


def _offsets(span: Span | None) -> dict[str, int] | None:
    return None if span is None else {"start": span.start, "end": span.end}


def _known(told: Mapping[str, Any]) -> Json:
    """What is told, without the keys that say nothing."""
    return {key: value for key, value in told.items() if value is not None and value != []}


def _placed(part: msgspec.Struct, span: Span | None = None, left_out: Sequence[str] = ()) -> Json:
    """What a part of the record tells in its own keys, with its place as `offsets`."""
    told = {k: v for k, v in msgspec.structs.asdict(part).items() if k != "span" and k not in left_out}
    return _known(told | {"offsets": _offsets(span)})
