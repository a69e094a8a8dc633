"""Rival statements of infoboxes: within one (figures with claimants), and between those of one episode.

Two infoboxes are of one episode where they have one title, or the same place, the same days and the same parties.
Their sides are matched by the names of those who fight there, since another account may count them the other way round.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from annals.base.edtf import bounds
from annals.base.episode import Episode
from annals.base.rival import Version
from annals.base.span import Span
from annals.codebook import table
from annals.extract.when import timings
from annals.keep.kept import KeptStatement
from annals.merge.intervals import gap, meet, relation
from annals.merge.rival_facets import Found, dated
from annals.merge.rival_groups import OVERALL, group, worded
from annals.merge.rival_tolls import Entry, Toll, merged, tolls
from annals.merge.tellers import Box, Tellers
from annals.merge.where import key

_BRACKET = re.compile(r"\s*\([^()]*\)\s*$")


class Episodes(msgspec.Struct, frozen=True):
    """Infoboxes of one episode, the first of them giving the numbers of the sides, with why they are one."""

    boxes: tuple[Box, ...]
    why: tuple[str, ...] = ()


def one_episode(tellers: Tellers) -> list[Episodes]:
    """The infoboxes of a record, those of one episode together; each joins the first with which it goes."""
    found: list[Episodes] = []
    by_handle: dict[tuple[str, str], list[int]] = {}
    for box, episode in tellers.episodes.items():
        tried = sorted({n for handle in _handles(box, episode, tellers) for n in by_handle.get(handle, ())})
        why = None
        at = len(found)
        for number in tried:
            first = found[number].boxes[0]
            if first[0] != box[0] and (why := _same(tellers, first, box)):
                at = number
                break
        if why is None:
            found.append(Episodes((box,)))
        else:
            found[at] = Episodes((*found[at].boxes, box), (*found[at].why, why))
        for handle in _handles(box, episode, tellers):
            by_handle.setdefault(handle, []).append(at)
    return found


def _handles(box: Box, episode: Episode, tellers: Tellers) -> Iterator[tuple[str, str]]:
    """By what another infobox of the same episode is found."""
    if episode.title:
        yield "title", key(_BRACKET.sub("", episode.title))
    for place in episode.places[:2]:
        yield "place", tellers.history.identities.place(box[0], place)


def _same(tellers: Tellers, left: Box, right: Box) -> str | None:
    """A sentence why two infoboxes are of one episode, or `None`."""
    one, two = tellers.episodes[left], tellers.episodes[right]
    shared = meet((_days(one), _days(two)))
    if shared is None:
        return None
    if one.title and two.title and key(one.title) == key(two.title):
        return f"both are titled {one.title}"
    places = _place_keys(tellers, left, one) & _place_keys(tellers, right, two)
    parties = _party_keys(tellers, left, one) & _party_keys(tellers, right, two)
    if places and len(parties) > 1 and _mostly_together(_days(one), _days(two)):
        return f"{one.title or 'one'} and {two.title or 'the other'} name the same place, days and parties"
    return None


def _days(episode: Episode) -> tuple[int | None, int | None]:
    return bounds(f"{episode.start}/{episode.end}" if episode.end else episode.start)


def _mostly_together(left: tuple[int | None, int | None], right: tuple[int | None, int | None]) -> bool:
    """Whether the days that both allow are at least half of the longer time."""
    (a, b), (c, d) = left, right
    if a is None or b is None or c is None or d is None:
        return False
    return 2 * (min(b, d) - max(a, c) + 1) >= max(b - a, d - c) + 1


def _place_keys(tellers: Tellers, box: Box, episode: Episode) -> frozenset[str]:
    """The most specific place."""
    identities = tellers.history.identities
    return frozenset(identities.place(box[0], place) for place in episode.places[:1]) - {""}


def _party_keys(tellers: Tellers, box: Box, episode: Episode) -> frozenset[str]:
    identities = tellers.history.identities
    return frozenset(identities.actor(box[0], name) for side in episode.sides for name in side.belligerents) - {""}


# what they say


def in_boxes(tellers: Tellers, one: Episodes) -> Iterator[Found]:
    """What the infoboxes of one episode tell in more than one way."""
    for toll in box_tolls(tellers, one):
        if len(toll.versions) > 1:
            yield toll_found(toll)
    if len(one.boxes) > 1:
        yield from _ends(tellers, one)
        yield from _results(tellers, one)
        yield from _titles(tellers, one)


def toll_found(toll: Toll) -> Found:
    """A toll with its versions as a disagreement; vague words are left out of the comparison."""
    versions = tuple(version for version in toll.versions if not version.vague)
    ranges = [(version.min, version.max) for version in versions]
    how = relation(ranges)
    about = [version.value for version in versions if version.approx]
    why = (f"{', '.join(about)} names no bounds",) if about and how == "apart" else ()
    scope = "" if toll.like[1] == "event" else f" ({toll.like[1].replace('_', ' ')})"
    subject = f"{toll.like[0]}, {worded(toll.group)}{scope}"
    return Found("toll", subject, how, versions, meet(ranges), gap(ranges) if how == "apart" else None, why)


def box_tolls(tellers: Tellers, one: Episodes) -> Iterator[Toll]:
    """The figures of all boxes by voice. A voice with two figures for the same victims tells of two groups that the
    cell does not name, and is left out; parts are no rivals of their wholes."""
    by_voice: dict[tuple[Box, str | None], list[Entry]] = {}
    for box in one.boxes:
        turned = turned_sides(tellers, one.boxes[0], box)
        for kept in tellers.boxes[box]:
            if (entry := _entry(tellers, one, kept, turned)) is not None:
                by_voice.setdefault((box, entry.loss.attributed_to), []).append(entry)
    return tolls(_told_once(entries) for entries in by_voice.values())


def _told_once(entries: Sequence[Entry]) -> list[Entry]:
    counted = Counter((entry.like, entry.group.key) for entry in entries)
    return [entry for entry in entries if counted[entry.like, entry.group.key] == 1]


def _entry(tellers: Tellers, one: Episodes, kept: KeptStatement, turned: dict[int, int] | None) -> Entry | None:
    """A figure of losses with its side as the first box counts the sides; parts, and figures of less than the whole
    episode, are left out."""
    loss = kept.statement.loss
    if kept.statement.field != "loss" or loss is None or loss.part or loss.scope != "event":
        return None
    if _of_days(kept.statement.words):
        return None
    if isinstance(loss.side, int) and turned is not None:
        if loss.side not in turned:
            return None
        loss = msgspec.structs.replace(loss, side=turned[loss.side])
    sides = tellers.sides(one.boxes[0])
    whom = group(loss, kept.document, tellers.history.identities, sides)
    if loss.side is None and not loss.who:
        whom = OVERALL
    telling = msgspec.structs.replace(tellers.of_statement(kept, sides), date=None)
    return Entry(loss, whom, telling)


def _of_days(words: str) -> bool:
    """Whether a figure names days of its own ("39 killed on 6 March"), unless it is told as of one."""
    found = (timing for timing in timings(words, Span(0, len(words))) if "day" in timing.parts)
    return any(not _AS_OF.search(words[: timing.span.start]) and "by" not in timing.parts for timing in found)


_AS_OF = re.compile(r"\b(?:as of|by|until|till|up to|as at)\s+(?:the\s+)?$", re.IGNORECASE)


def turned_sides(tellers: Tellers, first: Box, box: Box) -> dict[int, int] | None:
    """Which side of the first box a side of another box is, where the names of those who fight tell; `None`: itself."""
    if box == first:
        return None
    identities = tellers.history.identities
    known: dict[str, set[int]] = {}
    for number, side in enumerate(tellers.episodes[first].sides, 1):
        for name in (*side.belligerents, *side.units):
            known.setdefault(identities.actor(first[0], name), set()).add(number)
    found: dict[int, int] = {}
    for number, side in enumerate(tellers.episodes[box].sides, 1):
        names = (identities.actor(box[0], name) for name in (*side.belligerents, *side.units))
        meant = {n for name in names for n in known.get(name, ())}
        if len(meant) == 1:
            found[number] = meant.pop()
    return found


def _ends(tellers: Tellers, one: Episodes) -> Iterator[Found]:
    for subject, end in (("first day", 0), ("last day", 1)):
        versions = []
        for box in one.boxes:
            said = next((k for k in tellers.boxes[box] if k.statement.field == "date"), None)
            when = (said.statement.start, said.statement.end)[end] if said else None
            if said is not None and when is not None and bounds(when.edtf) != (None, None):
                first, last = bounds(when.edtf)
                versions.append(Version(when.edtf, (tellers.of_statement(said, None),), min=first, max=last))
        together = merged(versions)
        if len(together) > 1:
            yield dated(subject, together)


def _results(tellers: Tellers, one: Episodes) -> Iterator[Found]:
    """The results; where two name winners of different sides, they are apart, else only worded in other ways."""
    said = [(box, kept) for box in one.boxes for kept in tellers.boxes[box] if kept.statement.field == "result"]
    told = [(box, kept, kept.statement.text) for box, kept in said if kept.statement.text]
    versions = _worded(tellers, [(kept, text) for _, kept, text in told])
    if len(versions) < 2:
        return
    sides = tellers.sides(one.boxes[0])
    winners = {winner(text) for _, _, text in told}
    named = {sides.party(name, "by", 0).side if name and sides else name for name in winners if name is not None}
    if len(winners) > 1 and None not in winners and len(named) > 1 and None not in named:
        yield Found("outcome", "result", "apart", versions, why=("the winners named stand on different sides",))
    else:
        yield Found("outcome", "result", "unclear", versions, why=("worded in other ways",))


def winner(result: str) -> str | None:
    """Who won by the words of a result, `""` where they say that nobody did, `None` where they do not say."""
    words = table("rivals")["results"]
    low = result.casefold()
    if any(low.startswith(nobody) for nobody in words["nobody"]):
        return ""
    won = "|".join(words["won"])
    before = re.match(rf"(?P<who>[^,;:.\n]{{1,80}}?)\s+(?:{won})\b", result, re.IGNORECASE)
    after = re.match(
        rf"[^,;:.\n]{{0,40}}?\b(?:{won})\s+(?:of|for) (?:the )?(?P<who>[^,;:.\n]{{1,80}})", result, re.IGNORECASE
    )
    match = after or before
    if match is None:
        return None
    names = [word for word in match["who"].split() if word.casefold() not in words["before"]]
    return " ".join(names) or None


def _titles(tellers: Tellers, one: Episodes) -> Iterator[Found]:
    said = [kept for box in one.boxes for kept in tellers.boxes[box] if kept.statement.field == "title"]
    versions = _worded(tellers, [(k, _BRACKET.sub("", k.statement.text)) for k in said if k.statement.text])
    if len(versions) > 1:
        yield Found("name", "name of the episode", "unclear", versions, why=one.why)


def _worded(tellers: Tellers, told: Sequence[tuple[KeptStatement, str]]) -> tuple[Version, ...]:
    """Versions by their words; case, accents and marks make no other version."""
    found: dict[str, list[tuple[KeptStatement, str]]] = {}
    for kept, text in told:
        found.setdefault(key(text), []).append((kept, text))
    return tuple(
        Version(several[0][1], tuple(tellers.of_statement(kept, None) for kept, _ in several), names=(several[0][1],))
        for several in found.values()
    )
