"""Actors and places as they are listed: their names, kinds, where they stood or lie, and why their names are one's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from annals.base.errors import NotInRecord
from annals.base.identity import Identity, Joined, Naming, Stand
from annals.base.where import Placed
from annals.shell import wording
from annals.shell.terminal import safe, style, width, wrapped

SHORT = 12
"""Names and lines of evidence of one actor or place that are listed before the rest are counted."""


def chosen(identities: Sequence[Identity], name: str | None, where: str) -> list[Identity]:
    """Those to be listed: all, or those that have a name, or the one whose id begins with it; else `NotInRecord`."""
    if name is None:
        return list(identities)
    wanted = " ".join(name.split()).casefold()
    by_id = [one for one in identities if len(name) > 3 and one.id.startswith(name)]
    by_name = [one for one in identities if wanted in _names(one)]
    if not (by_name or by_id):
        raise NotInRecord(
            f"nobody and nothing here is named {name!r}", where=where, do="write a name as the accounts do"
        )
    return by_name or by_id


def _names(one: Identity) -> set[str]:
    return {name.casefold() for name in (one.name, *(naming.name for naming in one.names))}


def content(one: Identity, documents: Mapping[str, str]) -> dict[str, object]:
    """An identity as JSON; documents by their names."""
    whole: dict[str, object] = msgspec.to_builtins(one)
    whole["kinds"] = dict(one.kinds)
    whole["names"] = [
        {"name": n.name, "claims": n.claims, "documents": sorted(documents.get(d, d) for d in n.documents)}
        for n in one.names
    ]
    whole["stands"] = [
        {**msgspec.to_builtins(stand), "document": documents.get(stand.document, stand.document)}
        for stand in one.stands
    ]
    for other in ("stands", "state") if one.what == "place" else ("points", "within"):
        del whole[other]
    return whole


def lines(identities: Sequence[Identity], documents: Mapping[str, str], *, whole: bool) -> Iterator[str]:
    """The list; common nouns are only counted unless the `whole` is asked for."""
    listed = [one for one in identities if whole or not one.generic]
    for one in listed:
        yield from _one(one, documents, most=SHORT if len(listed) > 1 else len(one.joined) + len(one.stands))
        yield ""
    left = len(identities) - len(listed)
    what = identities[0].what if identities else "name"
    more = f"; {wording.plural(left, 'common noun')} of single accounts left out (--all)" if left else ""
    yield f"{wording.plural(len(listed), what)}{more}"


def _one(one: Identity, documents: Mapping[str, str], most: int) -> Iterator[str]:
    kinds = ", ".join(kind for kind, _ in one.kinds)
    about = [one.id[:8], kinds, wording.plural(one.claims, "claim"), "common noun" if one.generic else ""]
    yield f"{style(safe(one.name), 'bold')}  {safe(' · '.join(part for part in about if part))}"
    yield from _labelled("names", _told(one.names))
    yield from _labelled("in", ", ".join(_of_names(one.names, documents)))
    yield from _each("stood", _few([_stand(stand) for stand in one.stands], most))
    yield from _each("lies at", (_point(point) for point in one.points))
    yield from _labelled("beside", ", ".join(one.within[:SHORT]))
    yield from _each("one by", _few([_joined(pair, "=") for pair in one.joined], most))
    yield from _each("apart", (_joined(pair, "≠") for pair in one.apart))


def _few(told: list[str], most: int) -> list[str]:
    """At most so many lines; the rest is counted, and shown where one alone is asked for."""
    return [*told[:most], f"and {len(told) - most} more (ask for it by its name)"] if len(told) > most else told


def _told(names: Sequence[Naming]) -> str:
    told = ", ".join(f"{naming.name} ({naming.claims})" for naming in names[:SHORT])
    return f"{told} and {len(names) - SHORT} more" if len(names) > SHORT else told


def _of_names(names: Iterable[Naming], documents: Mapping[str, str]) -> list[str]:
    found = sorted({documents.get(document, document) for naming in names for document in naming.documents})
    return [*found[:SHORT], f"and {len(found) - SHORT} more"] if len(found) > SHORT else found


def _stand(stand: Stand) -> str:
    when = wording.dates(stand.start, stand.end)
    beside = f" ({', '.join(stand.belligerents)})" if stand.belligerents else ""
    return f"{stand.episode or 'an episode without a title'}, {when}: side {stand.side}{beside}, by its {stand.told}"


def _point(point: Placed) -> str:
    return f"{point.latitude:.4f}, {point.longitude:.4f} ({point.precision}), {point.source} [{point.why}]"


def _joined(pair: Joined, sign: str) -> str:
    return f"{pair.left} {sign} {pair.right}: {pair.why}"


def _labelled(label: str, words: str) -> Iterator[str]:
    first = f"  {label:<9}"
    return wrapped(safe(words), width(), first=first, rest=" " * len(first)) if words else iter(())


def _each(label: str, several: Iterable[str]) -> Iterator[str]:
    for number, words in enumerate(several):
        yield from _labelled(label if number == 0 else "", words)
