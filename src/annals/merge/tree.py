"""The part-of tree of a record's episodes: who is part of what, by whose word, in order of time.

An episode is what an infobox or the title of an article is about, and whatever such an account calls the larger one
that it is part of, even where no article on that is in the record. Lists of related articles and links in the text say
that two episodes belong together, and not how: they make nothing part of anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from annals.base.edtf import bounds
from annals.base.tree import Account, Kin, Name, Node, Report
from annals.keep.kept import KeptStatement, only
from annals.merge.history import History
from annals.merge.intervals import Interval
from annals.merge.joining import group_id
from annals.merge.tellers import Tellers
from annals.merge.tree_groups import Called, Group, groups
from annals.merge.tree_kin import Bond, inferred, nearest, ordered, reached, uncircled
from annals.merge.tree_names import Boxed, name_key, pointed, see_also, wholes_in
from annals.merge.tree_names import years as years_in
from annals.merge.tree_reports import Reports


def tree(history: History, tellers: Tellers | None = None) -> list[Node]:
    """Every episode once, larger before smaller, those of one larger episode in order of time."""
    return Tree(history, tellers or Tellers(history)).nodes()


def episode(nodes: Sequence[Node], wanted: str, record: str) -> Node:
    """The one episode with this name, or whose id begins so; else `NotInRecord`."""
    key = name_key(wanted)
    named = [node for node in nodes if key and any(name_key(name.name) == key for name in node.names)]
    found = named or [node for node in nodes if wanted and node.id.startswith(wanted)]
    return only(wanted, [(f"{node.id} ({node.name})", node) for node in found], record)


class Tree:
    """Episodes by their numbers: those that have accounts first, then those that are only named."""

    def __init__(self, history: History, tellers: Tellers) -> None:
        self._history = history
        self._groups = groups(history, tellers)
        self._called = Called(history, self._groups)
        self._named: dict[str, int] = {}
        self._names: list[dict[Name, None]] = [dict.fromkeys(group.names) for group in self._groups]
        self._why: list[list[str]] = [list(group.why) for group in self._groups]
        self._listed: list[tuple[int, list[Bond]]] = []
        for number, group in enumerate(self._groups):
            for boxed in group.boxed:
                self._listed.append((number, list(self._told(number, boxed))))
        self._spans = [_span(group) for group in self._groups] + [(None, None) for _ in self._named]
        self._bonds = self._bound()
        self._related = self._relations()

    # larger episodes

    def _told(self, number: int, boxed: Boxed) -> Iterator[Bond]:
        """What an account calls the larger episodes that it is part of."""
        document = boxed.source.document
        for kept in boxed.parts:
            said = kept.statement
            linked = pointed(document, said.span, said.text or "")
            name = linked or self._linked_elsewhere(said.text or "")
            if not name_key(name):
                continue
            whole, note = self._whole(name, boxed, kept)
            if whole == number:
                self._why[number].append(f"{document.name} calls it a part of “{said.text}”, which is a name of it")
                continue
            leads = f", which leads to {linked}" if linked and name_key(linked) != name_key(said.text or "") else ""
            why = f"the infobox of {document.name} says that it is part of “{said.text}”{leads}{note}"
            yield Bond(number, whole, (kept.id,), (document.name,), why, linked=linked is not None)

    def _linked_elsewhere(self, text: str) -> str:
        """The one page to which all accounts link these words, where they link them to one; else the words."""
        targets = self._targets.get(name_key(text), {})
        return next(iter(targets.values())) if len(targets) == 1 else text

    @property
    def _targets(self) -> dict[str, dict[str, str]]:
        """Where accounts link the words by which they name larger episodes."""
        if "_led" not in self.__dict__:
            found: dict[str, dict[str, str]] = {}
            for group in self._groups:
                for boxed in group.boxed:
                    for kept in boxed.parts:
                        text = kept.statement.text or ""
                        if linked := pointed(boxed.source.document, kept.statement.span, text):
                            found.setdefault(name_key(text), {}).setdefault(name_key(linked), linked)
            self._led = found
        return self._led

    def _whole(self, name: str, boxed: Boxed, kept: KeptStatement) -> tuple[int, str]:
        """The number of the episode that a name means, made where it is only named; and how it was found."""
        found, how = self._called.find(name, boxed.start, boxed.end)
        if found is not None:
            return found, "" if how == "page title" else f" (a name of it by {_BY[how]})"
        name = self._called.target(name)
        number = self._named.setdefault(name_key(name), len(self._groups) + len(self._named))
        if number == len(self._names):
            self._names.append({})
            self._why.append([])
        own = Name(name, "part of", boxed.box[:1], (kept.id,))
        self._names[number].setdefault(own)
        if name_key(kept.statement.text or "") != name_key(name):
            self._names[number].setdefault(Name(kept.statement.text or "", "part of", boxed.box[:1], (kept.id,)))
        return number, f" ({how})" if how else ""

    def _bound(self) -> list[Bond]:
        """All bonds, each pair once, without circles."""
        listed = [(number, _once(bonds)) for number, bonds in self._listed]
        every = [bond for _, bonds in listed for bond in bonds]
        years = [years_in(self._name(number)) for number in range(len(self._names))]
        every += inferred(listed, self._named.values(), years)
        every += self._by_name({bond.part for bond in every})
        kept, left = uncircled(_once(every), self._spans)
        for bond in left:
            name = self._name(bond.whole)
            told = f"that it is part of {name} is not followed, since {name} is told to be a part of it"
            self._why[bond.part].append(f"{told}: {bond.why}")
        return sorted(kept, key=lambda bond: (bond.part, bond.whole))

    def _by_name(self, known: set[int]) -> Iterator[Bond]:
        """Of episodes of which nothing larger is told, what their own names say ("first phase of the Orr war")."""
        for number, names in enumerate(self._names):
            for whole in wholes_in(self._name(number)) if number not in known else ():
                found = self._meant(whole)
                if found is not None and found != number:
                    told = tuple(dict.fromkeys(id for name in names for id in name.statements))
                    yield Bond(number, found, told, (), "inferred: its name says that it is part of", inferred=True)
                    break

    # beside

    def _relations(self) -> dict[tuple[int, int], list[str]]:
        """Pairs of episodes of which an account of one points to the other, with why; no larger and smaller ones."""
        above: dict[int, list[int]] = {}
        for bond in self._bonds:
            above.setdefault(bond.part, []).append(bond.whole)
        found: dict[tuple[int, int], list[str]] = {}
        for number, group in enumerate(self._groups):
            higher = reached(above, number)
            for other, why in self._pointed(group):
                if other not in higher and number not in reached(above, other):
                    found.setdefault((number, other), []).append(why)
                    found.setdefault((other, number), []).append(why)
        return found

    def _pointed(self, group: Group) -> Iterator[tuple[int, str]]:
        """The other episodes of the record to which the accounts of one point, each once."""
        seen: set[int] = set()
        for boxed in group.boxed if group.boxed[0].box[1] == 0 else ():
            document = boxed.source.document
            listed = ((name, f"{document.name} lists it under “see also”") for name in see_also(document))
            links = ((link.target or "", f"{document.name} links to it") for link in document.links)
            for name, why in (*listed, *links):
                found = self._meant(name)
                if found is not None and found not in seen:
                    seen.add(found)
                    yield found, why

    def _meant(self, name: str) -> int | None:
        key = name_key(name)
        found, how = self._called.find(name, None, None) if key else (None, "")
        return found if found is not None or how else self._named.get(key)

    # nodes

    def nodes(self) -> list[Node]:
        """The nodes, larger before smaller."""
        near = nearest(self._bonds)
        rank = ordered(self._spans, [self._name(n) for n in range(len(self._names))], near)
        ids = [self._id(number) for number in range(len(self._names))]
        children: list[list[int]] = [[] for _ in self._names]
        for part, whole in sorted(near, key=lambda pair: rank[pair[0]]):
            children[whole].append(part)
        reports, counted = Reports(self._history, self._groups).all(), self._counted()
        kin = self._kin(near, ids, rank)
        beside = self._beside(ids, rank)
        roots = sorted({*range(len(ids))} - {part for part, _ in near}, key=lambda number: rank[number])
        made = []
        for number in _walked(roots, children):
            below = tuple(ids[child] for child in children[number])
            told = tuple(reports.get(number, ()))
            made.append(self._node(number, ids[number], told, kin[number], below, beside[number], counted))
        return made

    def _node(
        self,
        number: int,
        id: str,
        reports: tuple[Report, ...],
        parents: tuple[Kin, ...],
        children: tuple[str, ...],
        related: tuple[Kin, ...],
        counted: dict[str, int],
    ) -> Node:
        group = self._groups[number] if number < len(self._groups) else Group((), ())
        told = tuple(_account(boxed, counted) for boxed in group.boxed)
        start, end = _outermost(told)
        claims = sum(account.claims for account in told) + sum(len(report.claims) for report in reports)
        return Node(
            id=id,
            name=self._name(number),
            names=_gathered(self._names[number]),
            accounts=told,
            reports=reports,
            start=start,
            end=end,
            parents=parents,
            children=children,
            related=related,
            claims=claims,
            why=tuple(dict.fromkeys(self._why[number])),
        )

    def _counted(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for kept in self._history.claims:
            found[kept.document] = found.get(kept.document, 0) + 1
        return found

    def _name(self, number: int) -> str:
        """The name that is the surest; of one only named the commonest spelling, with a capital if there is one."""
        names = list(self._names[number])
        if number < len(self._groups):
            return names[0].name
        counted = Counter(name.name for name in names if name_key(name.name) == name_key(names[0].name))
        return min(counted, key=lambda name: (not name[0].isupper(), -counted[name], name))

    def _id(self, number: int) -> str:
        """A hash of the names and the accounts."""
        keys = sorted({(name_key(name.name),) for name in self._names[number]})
        handles = [boxed.handle for boxed in self._groups[number].boxed] if number < len(self._groups) else []
        return group_id("episode", [*keys, *sorted(handles)])

    def _kin(self, near: set[tuple[int, int]], ids: Sequence[str], rank: Sequence[int]) -> list[tuple[Kin, ...]]:
        found: list[list[Bond]] = [[] for _ in ids]
        for bond in self._bonds:
            found[bond.part].append(bond)
        return [
            tuple(
                Kin(ids[b.whole], b.told, self._worded(b), b.inferred, (b.part, b.whole) in near)
                for b in sorted(bonds, key=lambda b: ((b.part, b.whole) not in near, rank[b.whole]))
            )
            for bonds in found
        ]

    def _worded(self, bond: Bond) -> str:
        return f"{bond.why} {self._name(bond.whole)}" if bond.inferred else bond.why

    def _beside(self, ids: Sequence[str], rank: Sequence[int]) -> list[tuple[Kin, ...]]:
        found: list[list[int]] = [[] for _ in ids]
        for number, other in self._related:
            found[number].append(other)
        return [
            tuple(
                Kin(ids[other], (), "; ".join(dict.fromkeys(self._related[number, other])))
                for other in sorted(others, key=lambda other: rank[other])
            )
            for number, others in enumerate(found)
        ]


_BY = {"infobox": "its infobox", "lead": "the first words of its article", "redirect": "a page that leads to it"}


def _once(bonds: Sequence[Bond]) -> list[Bond]:
    """One bond for each pair, with all that tell it; what is told comes before what is inferred."""
    found: dict[tuple[int, int], list[Bond]] = {}
    for bond in bonds:
        found.setdefault((bond.part, bond.whole), []).append(bond)
    return [_joined([bond for bond in several if not bond.inferred] or several) for several in found.values()]


def _joined(several: Sequence[Bond]) -> Bond:
    return several[0]._replace(
        told=tuple(dict.fromkeys(id for bond in several for id in bond.told)),
        accounts=tuple(dict.fromkeys(name for bond in several for name in bond.accounts)),
        why="; ".join(dict.fromkeys(bond.why for bond in several)),
        linked=any(bond.linked for bond in several),
    )


def _gathered(names: Iterable[Name]) -> tuple[Name, ...]:
    """Each name once, with all that evidence it."""
    found: dict[tuple[str, str], list[Name]] = {}
    for name in names:
        found.setdefault((name.name, name.how), []).append(name)
    return tuple(
        Name(*key, tuple(dict.fromkeys(d for n in several for d in n.documents)), _all(several))
        for key, several in found.items()
    )


def _all(several: Iterable[Name]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for name in several for id in name.statements))


def _account(boxed: Boxed, counted: dict[str, int]) -> Account:
    document, box = boxed.box
    claims = counted.get(document, 0) if box == 0 else 0
    return Account(document, boxed.source.document.name, box, boxed.start, boxed.end, boxed.dated, claims)


def _outermost(told: Sequence[Account]) -> tuple[str | None, str | None]:
    """The earliest start and the latest end that are told."""
    starts = [account.start for account in told if account.start and bounds(account.start)[0] is not None]
    ends = [account.end for account in told if account.end]
    start = min(starts, key=lambda edtf: (bounds(edtf)[0] or 0, edtf), default=None)
    last = max(ends, key=lambda edtf: (edtf == "..", bounds(edtf)[1] or 0, edtf), default=None)
    return start, last


def _span(group: Group) -> Interval:
    """The days of an episode as far as they are told: an end that is not told is that of the start."""
    first, last = zip(*(boxed.days for boxed in group.boxed), strict=True)
    known = [day for day in first if day is not None]
    ends = [day for day in last if day is not None]
    return min(known, default=None), max(ends) if len(ends) == len(last) else None


def _walked(roots: Sequence[int], children: Sequence[Sequence[int]]) -> Iterator[int]:
    """Every number once, each after one of its larger ones, without recursion."""
    seen: set[int] = set()
    waiting = list(reversed(roots))
    while waiting:
        number = waiting.pop()
        if number not in seen:
            seen.add(number)
            yield number
            waiting += reversed(children[number])
