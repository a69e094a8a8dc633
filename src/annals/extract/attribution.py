"""Who says so, and how surely: the voices of a sentence and the clauses they govern."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from annals.extract.chunks import Phrase
from annals.extract.clause import Clause
from annals.extract.lexicon import hedges, speech
from annals.extract.names import kind_of
from annals.extract.phrases import Lens
from annals.extract.speakers import STATED, STRENGTH, Speakers, Voice, claimant, partisan, titled
from annals.extract.words import closed, grammar

_OBJECTLESS = frozenset(
    ("count", "document", "list", "publish", "release", "write", "show", "observe", "deny", "dispute", "reject")
)
_FIGURES = frozenset(("number", "toll", "figure", "count", "total", "dead", "losses", "casualties"))


def speaks(lens: Lens, clause: Clause) -> bool:
    """Whether a clause tells that somebody says something."""
    lemma = clause.lemma
    if lemma in speech("give") and clause.object and lens.words[-1].low == ":":
        return lens.words[clause.object.head].low in _ACCOUNTS
    if lemma == "put":
        return clause.object is None or lens.words[clause.object.head].low in _FIGURES
    if lemma in speech("emerge"):
        return clause.subject is not None and lens.words[clause.subject.head].low in _RUMOURS
    if lemma == "observe" and clause.passive:
        return False
    if lemma in speech("suppose"):
        return clause.passive and lens.words[clause.group.first].tag in ("B", "H")
    if lemma in speech("record") and clause.subject and lens.words[clause.subject.head].low in _ACCOUNTS:
        return True
    if lemma in _OBJECTLESS:
        return clause.object is None
    return lemma in speech("say") | speech("claim") | speech("accuse")


def voices(lens: Lens, clauses: Sequence[Clause], sources: Sequence[Phrase], speakers: Speakers) -> list[Voice]:
    """The voice of every clause of a sentence, in order."""
    own: list[Voice | None] = []
    for clause in clauses:
        said = speaks(lens, clause) or clause.lemma in speech("deny")
        spoken = (_joined(lens, clause, clauses, own, speakers) or _own_voice(lens, clause, speakers)) if said else None
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
        general = None if _after_source(clause, sources) or _of_speaker(clause, clauses[i:], own[i:]) else whole
        voice = governed or _telling(lens, clause, own[i]) or general or STATED
        made.append(_hedged(lens, clause, voice))
    if whole and whole.names:
        speakers.last = whole
    speakers.heard = any(voice and voice.names for voice in (whole, *own))
    return made


def _of_speaker(clause: Clause, after: Sequence[Clause], own: Sequence[Voice | None]) -> bool:
    """Whether a clause says who the speaker is, not what is said: "Doe, who lost a brother in the raid, said"."""
    if clause.how not in ("relative", "reduced") or clause.subject is None:
        return False
    return any(v and c is not clause and c.subject is clause.subject for c, v in zip(after, own, strict=True))


def _after_source(clause: Clause, sources: Sequence[Phrase]) -> bool:
    """Whether a clause goes on after "according to X" has closed what X told ("..., according to X, while ...")."""
    return bool(sources) and clause.how == "own" and clause.link in ("while", "but") and clause.first > sources[0].first


def _telling(lens: Lens, clause: Clause, own: Voice | None) -> Voice | None:
    """The voice of a speech clause that holds an event as its object: "the monitor reported clashes"."""
    if own is None:
        return None
    if clause.object is None:
        told = clause.passive and clause.lemma in _RECORDING and "event" in lens.kinds(clause.subject)
        return own if told else None
    if clause.lemma == "reject" and lens.kinds(clause.object) & {"@agreement", "@negotiation", "@demand"}:
        return None  # "the brigade rejected the truce"
    if lens.words[clause.object.head].low == "responsibility" or clause.lemma in _RECORDING:
        return own
    if clause.lemma in ("announce", "declare", "release") and not (
        lens.words[clause.object.first].low in _OWN or _of_dead(lens, clause)
    ):
        return None
    return own if "event" in lens.kinds(clause.object) else None


def _of_dead(lens: Lens, clause: Clause) -> bool:
    """Whether what is announced is somebody's death, which the announcer only tells of."""
    return "@casualties" in lens.kinds(clause.object)


_RECORDING = frozenset(("report", "record", "put"))
_OWN = frozenset(("its", "their", "his", "her"))


def _joined(
    lens: Lens, clause: Clause, clauses: Sequence[Clause], own: Sequence[Voice | None], speakers: Speakers
) -> Voice | None:
    """The voice of a participle that goes on with what was said: "claimed victory, adding that", "a note saying"."""
    if clause.how == "participle" and not clause.passive:
        before = reversed(list(zip(clauses, own, strict=False)))
        return next((v for c, v in before if v and v.names and c.how in ("own", "shared") and not c.passive), None)
    above, subject = clause.above, clause.subject
    if clause.how != "reduced" or above is None or subject is None or subject is not above.object or above.passive:
        return None
    written = lens.words[subject.head].low in _ACCOUNTS and above.subject is not None
    return _named(lens, clause, above.subject, speakers) if written and above.subject is not None else None


def _own_voice(lens: Lens, clause: Clause, speakers: Speakers) -> Voice:
    """The claimant of a speech clause and its certainty."""
    lemma = clause.lemma
    if clause.passive and clause.how == "participle" and (beside := titled(lens, clause.group, speakers)):
        return Voice((beside[0],), "claimed" if beside[1] or lemma in speech("claim") else "reported")
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
    if lemma in speech("emerge"):
        return Voice((), "reported")
    return _named(lens, clause, _origin(lens, subject), speakers)


def _named(lens: Lens, clause: Clause, subject: Phrase, speakers: Speakers) -> Voice:
    """The voice of those who are the subject of a verb of speech."""
    told = (p for p in subject.all() if not (_office(lens, subject, p) or _linking(lens, p)))
    names = tuple(claimant(lens, p, speakers) for p in told)
    party = True in [partisan(lens, p, speakers) for p in subject.all()]
    claimed = party or clause.lemma in speech("claim") | speech("accuse")
    return Voice(names, "claimed" if claimed else "reported", clause.lemma in speech("deny"))


def _linking(lens: Lens, phrase: Phrase) -> bool:
    """Whether a phrase is only a word that links sentences, taken for a name: "Then"."""
    low = lens.words[phrase.head].low
    alone = phrase.last - phrase.first == 1
    return alone and any(low in closed(part) for part in ("adverbs", "prepositions", "subordinators"))


def _office(lens: Lens, subject: Phrase, phrase: Phrase) -> bool:
    """Whether a phrase after a person's name only says what office they hold: "Doe, the mayor and a commander"."""
    if phrase is subject or lens.words[subject.head].tag != "E" or lens.words[phrase.first].tag != "D":
        return False
    low = lens.words[phrase.head].low
    return lens.words[subject.last].low == "," and (kind_of(low) == "leader" or low == "one")


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
    if lens.words[sources[0].head].tag == "I" and speakers.last.names:
        return speakers.last  # "according to him"
    phrases = [p for source in sources for p in _origin(lens, source).all()]
    party = True in [partisan(lens, p, speakers) for p in phrases]
    return Voice(tuple(claimant(lens, p, speakers) for p in phrases), "claimed" if party else "reported")


def _origin(lens: Lens, source: Phrase) -> Phrase:
    """Who gave an account that is named as the source: "information from residents" -> residents."""
    if lens.words[source.head].low not in _ACCOUNTS:
        return source
    return next((p for prep, p in source.attached if prep in ("from", "by")), source.of or source)


_ACCOUNTS = frozenset(
    ("information", "account", "accounts", "report", "reports", "statement", "statements", "claims", "assessment")
)


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
    if said is not None and (clause.link == "that" or _controlled(clause, above) or _accused(clause, above)):
        return said
    if clause.link == "that" and said is None and above.link in _CONCEDING and above.above is not None:
        index = next((i for i, c in enumerate(before) if c is above.above), None)
        return own[index] if index is not None else None
    if clause.link == "that" and said is None:
        return _beyond(above, before, own, made)
    follows = (
        clause.how in _DEPENDENT or clause.link in _CONTINUING or (clause.link == "" and _listing(above, before, own))
    )
    if follows and said is None and made[index] is not STATED:
        return made[index]
    return None


def _controlled(clause: Clause, above: Clause) -> bool:
    """Whether an infinitive is what is said ("claimed to have won"), not what it is said for ("said so to win")."""
    if clause.how == "reduced":
        return above.lemma in _RECORDING | speech("record") | {"reveal", "show"}
    return clause.how == "control" and (above.object is None or above.lemma not in ("announce", "declare", "say"))


def _beyond(
    above: Clause, before: Sequence[Clause], own: Sequence[Voice | None], made: Sequence[Voice]
) -> Voice | None:
    """The voice of a "that" beyond a participle of its sentence: "said that the number of injured had risen"."""
    index = next((i for i, c in enumerate(before) if c is above), None)
    if index is not None and made[index] is not STATED and made[index].names:
        return made[index]
    if above.how not in ("reduced", "relative"):
        return None
    index = next((i for i, c in enumerate(before) if c is above.above), None)
    return own[index] if index is not None else None


_DEPENDENT = frozenset(("control", "reduced", "relative", "participle", "shared"))
_CONCEDING = frozenset(("though", "although", "while", "after", "when", "if", "because", "since", "as", "before"))
_CONTINUING = frozenset(("and", "after", "when", "as", "before"))


def _listing(above: Clause, before: Sequence[Clause], own: Sequence[Voice | None]) -> bool:
    """Whether the clause before is the first of several that a main clause of speech tells: "said A, B, and C"."""
    speaker = above.above
    index = next((i for i, c in enumerate(before) if c is speaker), None)
    if index is None or own[index] is None or speaker is None:
        return False
    return above.link in ("that", "") and speaker.link in ("", "and")


def _accused(clause: Clause, above: Clause) -> bool:
    return above.lemma in speech("accuse") | {"suspect"} and clause.link in ("of", "for")


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


_RUMOURS = frozenset(("report", "reports", "rumours", "rumors", "accounts", "news", "allegations", "claims"))


def _modifiers(lens: Lens, clause: Clause) -> set[str]:
    """Hedging words before the subject or the verb ("an alleged attack", "Reportedly, ...")."""
    first = clause.subject.first if clause.subject and clause.how == "own" else clause.group.first
    around = lens.words[max(0, first - 2) : clause.group.last + 1]
    return {w.low for w in around if w.low in hedges("claimed") or (w.low in hedges("reported") and w.tag == "A")}
