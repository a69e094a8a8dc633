"""The evidence for a claim: its sentence, place, voice and footnotes, and for each value its words and its rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annals.base.claim import Claim, Statement
from annals.base.document import Citation, Document
from annals.base.mention import Mention
from annals.base.span import Span
from annals.base.toll import Loss
from annals.base.when import When
from annals.base.where import Placed
from annals.base.who import Party
from annals.keep.kept import KeptClaim, KeptDocument, KeptStatement
from annals.shell import wording
from annals.shell.terminal import safe, style, width, wrapped

LABEL = 11


def of_claim(kept: KeptClaim, source: KeptDocument) -> Iterator[str]:
    """Everything behind a claim of the prose."""
    claim, document = kept.claim, source.document
    yield _head("claim", kept.id, claim.type.replace("_", " ") + (", not so" if claim.negated else ""))
    yield from _quoted(document, claim.sentence, claim.span)
    yield from _labelled("from", _whence(document, claim.span))
    yield from _labelled("published", _published(document))
    yield from _labelled("voice", _voice(document, claim))
    yield from _labelled("date", _date(document, claim.when))
    for label in ("places", "by", "against", "mediator"):
        mentions: tuple[Mention, ...] = getattr(claim, label)
        yield from _labelled(label, "; ".join(_mention(document, mention) for mention in mentions))
    yield from _each("lies at", map(_place, kept.places_at))
    yield from _each(
        "who", (_party(party) for party in kept.actors if party.kind != "unknown" or party.side is not None)
    )
    yield from _each("losses", (_loss(document, loss) for loss in claim.losses))
    yield from _labelled("type", _trigger(document, claim))
    yield from _footnotes(document, claim.citations)


def of_statement(kept: KeptStatement, source: KeptDocument) -> Iterator[str]:
    """Everything behind a statement of an infobox."""
    statement, document = kept.statement, source.document
    yield _head("statement", kept.id, statement.field.replace("_", " "))
    yield from _quoted(document, _line_around(document, statement.span), statement.span)
    yield from _labelled("from", _whence(document, statement.span))
    yield from _labelled("published", _published(document))
    yield from _labelled("side", str(statement.side) if statement.side is not None else "")
    yield from _labelled("value", _value(document, statement))
    yield from _labelled("start", _date(document, statement.start) if statement.start else "")
    yield from _labelled("end", _date(document, statement.end) if statement.end else "")
    yield from _labelled("rule", statement.rule or "")
    keys = (*statement.citations, *(statement.loss.citations if statement.loss else ()))
    yield from _footnotes(document, keys)


def _head(kind: str, id: str, what: str) -> str:
    return f"{kind} {style(id, 'cyan')}  {style(safe(what), 'bold')}"


def _labelled(label: str, words: str) -> Iterator[str]:
    """A labelled line; nothing where there are no words."""
    first = f"  {label:<{LABEL}}"
    return wrapped(safe(words), width(), first=first, rest=" " * len(first)) if words else iter(())


def _each(label: str, several: Iterable[str]) -> Iterator[str]:
    for number, words in enumerate(several):
        yield from _labelled(label if number == 0 else "", words)


def _quoted(document: Document, around: Span, inner: Span) -> Iterator[str]:
    """The sentence, with the words of the claim between « and »."""
    start, end = min(around.start, inner.start), max(around.end, inner.end)
    before, after = document[Span(start, inner.start)], document[Span(inner.end, end)]
    words = f"“{safe(before)}«{safe(document[inner])}»{safe(after)}”"
    return wrapped(words, width(), first="  ", rest="   ")


def _line_around(document: Document, span: Span) -> Span:
    start = document.text.rfind("\n", 0, span.start) + 1
    end = document.text.find("\n", span.end)
    return Span(start, end if end >= 0 else len(document.text))


def _whence(document: Document, span: Span) -> str:
    inside = [section for section in document.sections if section.span.holds(span) and section.heading]
    section = f", section “{inside[-1].heading}”" if inside else ""
    return f"{document.name} ({document.format}), characters {span.start}–{span.end}{section}"


def _published(document: Document) -> str:
    source = document.source
    known = [source.publisher, source.author, source.date, source.language, source.url]
    return ", ".join(part for part in known if part)


def _voice(document: Document, claim: Claim) -> str:
    if not claim.attributed_to:
        return f"the account's own ({claim.certainty})"
    return f"{'; '.join(_mention(document, each) for each in claim.attributed_to)} ({claim.certainty})"


def _date(document: Document, when: When | None) -> str:
    if when is None:
        return wording.UNKNOWN
    part = f", {when.part_of_day.replace('_', ' ')}" if when.part_of_day else ""
    words = when.words or (document[when.span] if when.span else None)
    read = f"“{words}”" if words else "carried from elsewhere"
    anchor = f", counted from {when.anchor}" if when.anchor else ""
    return f"{when.edtf}{part}: {read} [{when.rule}{anchor}]"


def _mention(document: Document, mention: Mention) -> str:
    """A name; its words where they differ, and how it was taken where it does not stand in the clause."""
    words = document[mention.span] if mention.span else ""
    differ = f": “{words}”" if words and words != mention.name else ""
    return f"{mention.name}{differ}{_rule(mention.rule)}"


def _place(place: Placed) -> str:
    """Where a place lies, how exactly, by whom, and why it is this one."""
    point = f"{place.name}: {place.latitude:.4f}, {place.longitude:.4f} ({place.precision})"
    return f"{point}, {place.source}{_rule(place.why)}"


def _party(party: Party) -> str:
    """The kind and side of an actor, and what they were read from."""
    side = f", side {party.side}" if isinstance(party.side, int) else f", {party.side}" if party.side else ""
    return f"{party.name}: {party.kind}{'' if party.side == party.kind else side}{_rule(party.rule)}"


def _loss(document: Document, loss: Loss) -> str:
    words = f": “{document[loss.span]}”" if loss.span else ""
    claimant = f" per {loss.attributed_to}" if loss.attributed_to else ""
    scope = f", {loss.scope.replace('_', ' ')}" if loss.scope != "event" else ""
    return f"{wording.toll(loss)}{claimant}{scope}{words}{_rule(loss.rule)}"


def _value(document: Document, statement: Statement) -> str:
    if statement.loss is not None:
        return _loss(document, statement.loss)
    if statement.point is not None:
        return f"{statement.point[0]}, {statement.point[1]} (latitude, longitude)"
    return statement.text or ""


def _trigger(document: Document, claim: Claim) -> str:
    words = f"by the words “{document[claim.trigger]}”" if claim.trigger else ""
    return f"{claim.type}{': ' if words else ''}{words}{_rule(claim.rule)}"


def _rule(rule: str | None) -> str:
    return f" [{rule}]" if rule else ""


def _footnotes(document: Document, keys: Iterable[str]) -> Iterator[str]:
    by_key = {citation.key: citation for citation in document.citations}
    wanted = list(dict.fromkeys(keys))
    yield from _each("footnotes", (_footnote(key, by_key.get(key)) for key in wanted))


def _footnote(key: str, citation: Citation | None) -> str:
    if citation is None:
        return f"[{key}] points to a footnote that the account does not have"
    title = f"“{citation.title}”" if citation.title else None
    accessed = f"read {citation.accessed}" if citation.accessed else None
    parts = [citation.outlet, citation.author, title, citation.date, citation.language, citation.url]
    parts += [citation.archive_url, accessed]
    known = ", ".join(part for part in parts if part)
    return f"[{citation.number if citation.number is not None else key}] {known or citation.words}"
