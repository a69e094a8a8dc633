"""Accounts that only name actors and places: what the tests of identities are made of."""

from __future__ import annotations

import hashlib

import msgspec

from annals.base.claim import Claim, Statement
from annals.base.document import Document, Link
from annals.base.judgement import Judgement
from annals.base.mention import Mention
from annals.base.span import Span
from annals.base.when import When
from annals.base.where import Placed
from annals.base.who import Party
from annals.keep.kept import KeptClaim, KeptDocument, KeptStatement
from annals.merge.identities import Identities, identities


class Account(msgspec.Struct, frozen=True):
    """A document with what it names: `by` of a claim each, `places` of a claim each (names with commas between).

    `box` gives the belligerents of each side; `units` those of each side; `links` the page that a name leads to.
    """

    name: str
    by: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    text: str = ""
    box: tuple[tuple[str, ...], ...] = ()
    units: tuple[tuple[str, ...], ...] = ()
    links: dict[str, str] = {}
    points: dict[str, tuple[float, float]] = {}
    sides: dict[str, int] = {}

    @property
    def id(self) -> str:
        """The id of the document."""
        return hashlib.sha256(self.name.encode()).hexdigest()[:16]


def read(*accounts: Account, judgements: tuple[Judgement, ...] = ()) -> Identities:
    """The identities that accounts tell of."""
    documents, statements, claims = [], [], []
    for account in accounts:
        document, said = _document(account)
        documents.append(KeptDocument(account.id, (account.name,), document))
        statements += [KeptStatement(f"s{n}{account.id}", account.id, account.name, s) for n, s in enumerate(said)]
        claims += [
            KeptClaim(f"{n:04x}{account.id}", account.id, account.name, claim, *_understood(account, claim))
            for n, claim in enumerate(_claims(account))
        ]
    return identities(documents, statements, claims, judgements)


def _claims(account: Account) -> list[Claim]:
    acts = [Claim("", Span(0, 0), Span(0, 0), "attack", by=(Mention(name),)) for name in account.by]
    at = account.text.find
    told = [tuple(Mention(n, _span(at(n), n)) for n in names.split(", ")) for names in account.places]
    return [*acts, *(Claim("", Span(0, 0), Span(0, 0), "attack", places=places) for places in told)]


def _span(start: int, name: str) -> Span | None:
    return Span(start, start + len(name)) if start >= 0 else None


def _understood(account: Account, claim: Claim) -> tuple[tuple[Party, ...], tuple[Placed, ...]]:
    parties = tuple(Party(m.name, "by", n, "unknown", account.sides.get(m.name), "") for n, m in enumerate(claim.by))
    points = tuple(
        Placed(m.name, n, *account.points[m.name], "exact place", 1, "test", "told")
        for n, m in enumerate(claim.places)
        if m.name in account.points
    )
    return parties, points


def _document(account: Account) -> tuple[Document, list[Statement]]:
    text, links, said = f"{account.text}\n", [], []
    when = When("2031-03-03", "test")
    if account.box:
        said.append(Statement("date", "3 March 2031", Span(0, 0), start=when, end=when))
    for field, sides in (("belligerent", account.box), ("unit", account.units)):
        for side, names in enumerate(sides, 1):
            for name in names:
                span = Span(len(text), len(text) + len(name))
                text += f"{name}\n"
                said.append(Statement(field, name, span, side=side, text=name))
                if name in account.links:
                    links.append(Link(span, account.links[name]))
    document = Document(account.name, "wikitext", 1.0, account.id * 4, account.name, text, links=tuple(links))
    return document, said


def judged(verdict: str, left: str, right: str, made: str = "2032-01-01T00:00:00Z", author: str = "Ida") -> Judgement:
    """A person's word on two references."""
    return Judgement(left, right, verdict, author, "I know them", made)
