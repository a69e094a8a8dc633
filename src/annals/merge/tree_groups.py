"""Which accounts are of one episode: by their names, or by place, days and parties; and which episode a name means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from annals.base.tree import HOW, Name
from annals.ground import spelling
from annals.merge.history import History
from annals.merge.joining import Edge, Joining
from annals.merge.rival_boxes import one_episode
from annals.merge.tellers import Box, Tellers
from annals.merge.tree_names import Boxed, days, name_key, redirects, together

ITSELF, PART = "itself", "part"
LEAD = HOW[2]
FAR_BACK, FAR_ON = -(10**9), 10**9


class Group(NamedTuple):
    """Accounts of one episode, in the order of the documents, with why they are of one."""

    boxed: tuple[Boxed, ...]
    why: tuple[str, ...]

    @property
    def names(self) -> tuple[Name, ...]:
        """All names, the surest first."""
        found = [name for boxed in self.boxed for name in boxed.names]
        return tuple(sorted(dict.fromkeys(found), key=lambda name: HOW.index(name.how)))


def accounts(history: History, tellers: Tellers) -> list[Boxed]:
    """Every account of an episode: whatever has a title that names one, with the number of its infobox."""
    found = [Boxed(box, history.documents[box[0]], tellers.boxes[box]) for box in sorted(tellers.boxes)]
    found = [boxed for boxed in found if boxed.names]
    undated = {boxed.box[0]: boxed for boxed in found if boxed.dated is None and boxed.box[1] == 0}
    for kept in history.claims if undated else ():
        if kept.document in undated:
            undated[kept.document].defined((kept,))
    order = {id: number for number, id in enumerate(history.documents)}
    return sorted(found, key=lambda boxed: (order[boxed.box[0]], boxed.box[1]))


def groups(history: History, tellers: Tellers) -> list[Group]:
    """The accounts of a record, those of one episode together."""
    known = accounts(history, tellers)
    by_handle = {boxed.handle: boxed for boxed in known}
    joining = Joining()
    for boxed in known:
        _mark(joining, boxed)
    joining.join(sorted(_by_name(known)))
    joining.join(sorted(_by_spelling(known)))
    scenes = sorted(_by_scene(tellers, {boxed.box for boxed in known}))
    joining.join(edge for edge in scenes if joining.root(edge.left) != joining.root(edge.right))
    found: dict[tuple[str, ...], list[Boxed]] = {}
    for handle, boxed in by_handle.items():
        found.setdefault(joining.root(handle), []).append(boxed)
    return [Group(tuple(several), tuple(_why(joining, several))) for several in found.values()]


def _why(joining: Joining, several: Sequence[Boxed]) -> Iterator[str]:
    handles = [boxed.handle for boxed in several]
    yield from dict.fromkeys(edge.why for handle in handles for edge in joining.joined.get(handle, ()))
    yield from dict.fromkeys(f"kept apart: {edge.why}" for handle in handles for edge in joining.apart.get(handle, ()))


def _mark(joining: Joining, boxed: Boxed) -> None:
    """What keeps accounts apart: two boxes of one page, two pages of one publisher, an episode and its part."""
    joining.mark(boxed.handle, ("page", boxed.box[0]), boxed.handle[1], "they are two infoboxes of one page")
    own = {name_key(name.name) for name in boxed.names}
    source = boxed.source.document.source
    publisher = source.publisher or source.author
    if publisher and boxed.box[1] == 0:
        why = f"{publisher} has a page for each"
        title = boxed.source.document.title or boxed.source.document.name
        joining.mark(boxed.handle, ("published", publisher), name_key(title), why)
    for name in sorted(own):
        joining.mark(boxed.handle, ("called", name), ITSELF, "one is told to be a part of the other")
    for kept in boxed.parts:
        if (part := name_key(kept.statement.text or "")) not in own:
            joining.mark(boxed.handle, ("called", part), PART, "one is told to be a part of the other")


def _by_name(known: Iterable[Boxed]) -> Iterator[Edge]:
    """Accounts of one name on days that meet; where a name is of several times, one without days joins none.

    Two pages of one publisher that only share bold words are not one for that.
    """
    called: dict[str, dict[tuple[str, str], tuple[Boxed, Name]]] = {}
    for boxed in known:
        for name in boxed.names:
            if key := name_key(name.name):
                called.setdefault(key, {}).setdefault(boxed.handle, (boxed, name))
    for found in called.values():
        dated = sorted((each for each in found.values() if each[0].dated), key=_first)
        runs = _runs(dated)
        undated = [each for each in found.values() if not each[0].dated and each[1].how != LEAD]
        for run in [[*runs[0], *undated]] if len(runs) == 1 else runs or [undated]:
            for boxed, other in run[1:]:
                first, name = run[0]
                overrules = () if name.how == other.how == LEAD else ("published",)
                yield Edge(first.handle, boxed.handle, f"both are called {other.name}", overrules)


def _by_spelling(known: Iterable[Boxed]) -> Iterator[Edge]:
    """Accounts that begin and end on the same days, under two spellings of one name."""
    met: dict[tuple[object, ...], tuple[Boxed, str]] = {}
    for boxed in known:
        for name in boxed.names:
            if name.how != LEAD and None not in boxed.days and (letters := spelling.key(name.name)):
                first, other = met.setdefault((letters, *boxed.days), (boxed, name.name))
                if first is not boxed:
                    why = f"“{other}” and “{name.name}”, on the same days, are two spellings of one name"
                    yield Edge(first.handle, boxed.handle, why)


def _first(each: tuple[Boxed, Name]) -> tuple[int, int, tuple[str, str]]:
    first, last = each[0].days
    return FAR_BACK if first is None else first, FAR_ON if last is None else last, each[0].handle


def _runs(dated: Sequence[tuple[Boxed, Name]]) -> list[list[tuple[Boxed, Name]]]:
    """Accounts in order of their first days, parted where one begins after all before it have ended."""
    runs: list[list[tuple[Boxed, Name]]] = []
    reach = FAR_BACK
    for each in dated:
        first, last, _ = _first(each)
        if runs and first <= reach:
            runs[-1].append(each)
        else:
            runs.append([each])
        reach = max(reach, last)
    return runs


def _by_scene(tellers: Tellers, known: set[Box]) -> Iterator[Edge]:
    for one in one_episode(tellers):
        boxes = [box for box in one.boxes if box in known]
        for box, why in zip(boxes[1:], one.why, strict=False):
            yield Edge((boxes[0][0], str(boxes[0][1])), (box[0], str(box[1])), why)


class Called:
    """The episodes of a record by their names, to find which one a name means."""

    def __init__(self, history: History, found: Sequence[Group]) -> None:
        self._redirects = redirects(history.documents)
        self._groups = found
        self._index: list[dict[str, list[int]]] = [{}, {}, {}]
        for number, group in enumerate(found):
            for name in group.names:
                numbers = self._index[HOW.index(name.how)].setdefault(name_key(name.name), [])
                if number not in numbers[-1:]:
                    numbers.append(number)

    def target(self, name: str) -> str:
        """The name to which a page that only leads elsewhere leads; else the name itself."""
        found = self._redirects.get(name_key(name))
        return found.name if found else name

    def find(self, name: str, start: str | None, end: str | None) -> tuple[int | None, str]:
        """Which episode an account that lasts from `start` to `end` means by a name, and by what it is found.

        The title of a page is enough; any other name, or one that several have, must fit in time.
        """
        key = name_key(self.target(name))
        span = days(start, end) if start or end else (None, None)
        for how, index in zip(HOW, self._index, strict=False):
            numbers = index.get(key, ())
            if how == HOW[0] and len(numbers) == 1:
                return numbers[0], how
            fitting = [number for number in numbers if any(together(b.days, span) for b in self._groups[number].boxed)]
            if len(fitting) == 1:
                return fitting[0], how
            if numbers:
                return None, f"{len(numbers)} episodes of the record have this name, and which is meant is not told"
        return None, ""
