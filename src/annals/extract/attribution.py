"""Who says so, and how surely: the voices of a sentence and the clauses they govern."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from annals.extract.chunks import Phrase
from annals.extract.clause import Clause
from annals.extract.lexicon import hedges, speech
from annals.extract.phrases import Lens
from annals.extract.speakers import STATED, STRENGTH, Speakers, Voice, claimant, partisan
from annals.extract.words import grammar


def speaks(clause: Clause) -> bool:
    """Whether a clause tells that somebody says something."""
    lemma = clause.lemma
    if lemma in (
        "count",
        "put",
        "document",
        "list",
        "publish",
        "release",
        "write",
        "show",
        "observe",
        "deny",
        "dispute",
        "reject",
    ):
        return clause.object is None
    return lemma in speech("say") | speech("claim") | speech("accuse")


def voices(lens: Lens, clauses: Sequence[Clause], sources: Sequence[Phrase], speakers: Speakers) -> list[Voice]:
    """The voice of every clause of a sentence, in order."""
    own: list[Voice | None] = []
    for clause in clauses:
        spoken = _own_voice(lens, clause, speakers) if speaks(clause) or clause.lemma in speech("deny") else None
        speakers.last = spoken if spoken and spoken.names else speakers.last
        own.append(spoken)
    whole = (
        _after_content(lens, clauses, own)
        or _by_source(lens, sources, speakers)
        or _carried_on(lens, clauses, speakers)
    )
    made: list[Voice] = []
    for i, clause in enumerate(clauses):
        governed = _governor(clause, clauses[:i], own, made)
        general = whole if i == 0 or not _after_source(clause, sources) else None
        voice = governed or _telling(lens, clause, own[i]) or general or STATED
        made.append(_hedged(lens, clause, voice))
    if whole and whole.names:
        speakers.last = whole
    return made


def _after_source(clause: Clause, sources: Sequence[Phrase]) -> bool:
    """Whether a clause goes on after "according to X" has closed what X told ("..., according to X, while ...")."""
    return bool(sources) and clause.how == "own" and clause.link in ("while", "but") and clause.first > sources[0].first


def _telling(lens: Lens, clause: Clause, own: Voice | None) -> Voice | None:
    """The voice of a speech clause that holds an event as its object: "the monitor reported clashes"."""
    if own is None or clause.object is None:
        return None
    if lens.words[clause.object.head].low == "responsibility":
        return own
    if clause.lemma in ("announce", "declare", "release") and lens.words[clause.object.first].low not in _OWN:
        return None
    return own if "event" in lens.kinds(clause.object) else None


_OWN = frozenset(("its", "their", "his", "her"))


def _own_voice(lens: Lens, clause: Clause, speakers: Speakers) -> Voice:
    """The claimant of a speech clause and its certainty."""
    lemma = clause.lemma
    subject = _speaker(lens, clause)
    denies = lemma in speech("deny")
    if (
        subject is None
        or "event" in lens.kinds(subject)
        or lens.words[subject.head].low in ("it", "there", "which", "that")
    ):
        if subject is not None and lens.words[subject.head].low == "it" and not clause.passive and speakers.last.names:
            return structs.replace(
                speakers.last,
                denies=denies,
                certainty="claimed" if lemma in speech("claim") else speakers.last.certainty,
            )
        return Voice((), "claimed" if lemma in speech("claim") else "reported", denies)
    if lens.words[subject.head].tag == "I":
        known = speakers.last if speakers.last.names else Voice((), "reported")
        return structs.replace(
            known, denies=denies, certainty="claimed" if lemma in speech("claim") else known.certainty
        )
    names = tuple(claimant(lens, p, speakers) for p in subject.all())
    party = True in [partisan(lens, p, speakers) for p in subject.all()]
    claimed = party or lemma in speech("claim") | speech("accuse")
    return Voice(names, "claimed" if claimed else "reported", denies)


def _speaker(lens: Lens, clause: Clause) -> Phrase | None:
    if clause.passive:
        if clause.lemma in ("inform", "tell") or clause.phrases:
            return next((p for prep, p in clause.phrases if prep == "by"), None)
        return None
    if clause.subject is None and clause.object is not None:
        return clause.object
    return clause.subject


def _after_content(lens: Lens, clauses: Sequence[Clause], own: Sequence[Voice | None]) -> Voice | None:
    """The voice of a sentence whose speaker comes after what is said: "..., Doe said"."""
    for i, (clause, voice) in enumerate(zip(clauses, own, strict=True)):
        if voice is None or i == 0 or clause.how not in ("own", "none", "shared"):
            continue
        content = any(c.above is clause and c.link == "that" for c in clauses)
        bare = clause.object is None or clause.subject is None or clause.lemma == "tell"
        if not content and bare and clause.lemma in grammar("closing"):
            return voice
    return _before_quote(lens, clauses, own)


def _before_quote(lens: Lens, clauses: Sequence[Clause], own: Sequence[Voice | None]) -> Voice | None:
    """The voice of "He said, 'We took the town.'" """
    if (
        len(clauses) > 1
        and own[0]
        and clauses[0].lemma in ("say", "add", "state", "write")
        and clauses[0].object is None
    ):
        return own[0]
    return None


def _by_source(lens: Lens, sources: Sequence[Phrase], speakers: Speakers) -> Voice | None:
    """The voice of "according to X"."""
    if not sources:
        return None
    phrases = [p for source in sources for p in _origin(lens, source).all()]
    party = True in [partisan(lens, p, speakers) for p in phrases]
    return Voice(tuple(claimant(lens, p, speakers) for p in phrases), "claimed" if party else "reported")


def _origin(lens: Lens, source: Phrase) -> Phrase:
    """Who gave an account that is named as the source: "information from residents" -> residents."""
    if lens.words[source.head].low not in _ACCOUNTS:
        return source
    return next((p for prep, p in source.attached if prep in ("from", "by")), source.of or source)


_ACCOUNTS = frozenset(("information", "account", "accounts", "report", "reports", "statement", "statements", "claims"))


def _carried_on(lens: Lens, clauses: Sequence[Clause], speakers: Speakers) -> Voice | None:
    """A sentence inside a quotation that an earlier sentence attributed keeps its voice."""
    return speakers.last if speakers.quoting and speakers.last.names else None


def _governor(
    clause: Clause, before: Sequence[Clause], own: Sequence[Voice | None], made: Sequence[Voice]
) -> Voice | None:
    """The voice of the speech clause that `clause` hangs on, directly or by sharing a governed clause's place."""
    above = clause.above
    index = next((i for i, c in enumerate(before) if c is above), None)
    if above is None or index is None:
        return None
    said = own[index]
    if said is not None and (clause.link == "that" or clause.how == "control" or _accused(clause, above)):
        return said
    follows = (
        clause.how in _DEPENDENT or clause.link in _CONTINUING or (clause.link == "" and _listing(above, before, own))
    )
    if follows and said is None and made[index] is not STATED:
        return made[index]
    return None


_DEPENDENT = frozenset(("control", "reduced", "relative", "participle", "shared"))
_CONTINUING = frozenset(("and", "after", "when", "as", "before"))


def _listing(above: Clause, before: Sequence[Clause], own: Sequence[Voice | None]) -> bool:
    """Whether the clause before is the first of several that a main clause of speech tells: "said A, B, and C"."""
    speaker = above.above
    index = next((i for i, c in enumerate(before) if c is speaker), None)
    if index is None or own[index] is None or speaker is None:
        return False
    return above.link in ("that", "") and speaker.link in ("", "and")


def _accused(clause: Clause, above: Clause) -> bool:
    return above.lemma in speech("accuse") and clause.link in ("of", "for")


def _hedged(lens: Lens, clause: Clause, voice: Voice) -> Voice:
    """A voice with the hedges of its clause taken in."""
    words = {*clause.group.adverbs, *clause.adverbs, *_modifiers(lens, clause)}
    words |= {"reportedly"} if _of_reports(lens, clause) else set()
    level = "claimed" if words & hedges("claimed") else "reported" if words & hedges("reported") else "stated"
    return structs.replace(voice, certainty=max(level, voice.certainty, key=STRENGTH.index))


def _of_reports(lens: Lens, clause: Clause) -> bool:
    """Whether reports of an event, not the event, are what a clause speaks of: "reports of killings emerged"."""
    subject = clause.subject
    return subject is not None and subject.of is not None and lens.words[subject.head].low in _RUMOURS


_RUMOURS = frozenset(("report", "reports", "rumours", "rumors", "accounts"))


def _modifiers(lens: Lens, clause: Clause) -> set[str]:
    """Hedging words before the subject or the verb ("an alleged attack", "Reportedly, ...")."""
    first = clause.subject.first if clause.subject and clause.how == "own" else clause.group.first
    around = lens.words[max(0, first - 2) : clause.group.last + 1]
    return {w.low for w in around if w.low in hedges("claimed") or (w.low in hedges("reported") and w.tag == "A")}
