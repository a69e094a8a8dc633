"""Claims without a date of their own: the running date, the episode's, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from annals.base.document import Document
from annals.base.passage import Draft, Passage, Timing
from annals.base.span import Span
from annals.base.when import When
from annals.codebook import table
from annals.extract.time_words import any_of
from annals.ground.calendar import Reach
from annals.ground.trail import Trail, single_day

REACHES = {"before": 1, "after": 3}  # sentences over which a background and an aftermath, which leap, carry a date
OPENING = 80  # characters of a lead's first sentence in which the episode is named
LEAD_AT_MOST = 0.4  # a lead that holds more of the prose than this is the body of a page without sections


class Carrier:
    """What a claim without time words of its own may take, and from where."""

    def __init__(
        self,
        document: Document,
        passages: Sequence[Passage],
        trail: Trail,
        whole: Reach | None,
        drafts: Sequence[Draft],
    ) -> None:
        self.encyclopedia = document.encyclopedia
        self.whole = whole
        self._passages = passages
        self._trail = trail
        self.text = trail.text
        self._lead = _lead(passages) if document.encyclopedia else frozenset()
        self._opening = {i for i, passage in enumerate(passages) if passage.section == 0} or {0}
        self._defining = {(d.passage, d.sentence) for d in drafts if d.of_whole and d.passage in self._opening}
        if 0 in self._lead and passages[0].sentences and self._names_episode(passages[0].sentences[0]):
            self._defining.add((0, 0))

    def defines(self, draft: Draft) -> bool:
        """Whether the claim stands in a sentence that says what the episode is."""
        return (draft.passage, draft.sentence) in self._defining

    def _names_episode(self, sentence: Span) -> bool:
        """Whether a sentence opens with the episode's name: `The 2021 Battle of X was`."""
        opening = self._trail.text[sentence.start : sentence.start + OPENING].casefold()
        return any(noun in re.findall(r"[\w-]+", opening) for noun in self._trail.at(sentence.start).nouns)

    def own(self, draft: Draft, sentence: Span) -> list[Timing]:
        """The expressions of a claim's clause; where there are none, the one that closes it.

        What the clause says is only to come (`agreed that they would leave on 5 May`) dates nothing.
        """
        text, claim = self._trail.text, draft.claim
        after = claim.trigger.end if claim.trigger else claim.span.start
        told = self._trail.expressions.get(sentence, [])
        own = [t for t in draft.timings if t.span.start < after or not self._to_come(after, t)]
        own = [t for t in own if not self._replaced(t, told, claim.span.start)]
        if not draft.timings:
            last = next((t for t in told if t.span.start >= claim.span.end), None)
            if last and is_dating(last) and _CLOSING.fullmatch(text, claim.span.end, last.span.start):
                own = [last]
        return sorted(own, key=lambda t: t.span)

    def _to_come(self, after: int, timing: Timing) -> bool:
        return _TO_COME.search(self.text, max(after, timing.span.start - 4 * LOOK), timing.span.start) is not None

    def _replaced(self, timing: Timing, told: Sequence[Timing], start: int) -> bool:
        """Whether a date of a clause of its own was told between `timing` and a claim that begins at `start`."""
        between = (o for o in told if timing.span < o.span and o.span.end <= start and o.span in self._trail.leading)
        return any(
            timing.kind == "vague" or _BEGINS.search(self.text, max(timing.span.end, o.span.start - LOOK), o.span.start)
            for o in between
        )

    def earlier(self, draft: Draft, sentence: Span) -> list[Timing] | None:
        """The expressions told before the claim in its sentence; `None` where the claim is from before that date."""
        start = draft.claim.span.start
        told = [t for t in self._trail.expressions.get(sentence, []) if t.span.start < start and "name" not in t.parts]
        if not told:
            return []
        if is_pluperfect(draft, sentence, self._trail.text) and not any(t.parts.get("by") for t in told):
            return None
        if _CHARGED.search(self._trail.text, max(sentence.start, start - LOOK), start):
            return None
        dated = [t for t in told if is_dating(t) or (t.kind == "vague" and "weak" not in t.parts)]
        whole = [t for t in dated if not is_of_noun(t, self._trail.text)]
        dated = whole or dated
        return told[told.index(dated[-1]) :] if dated else told

    def shared(self, draft: Draft, sentence: Span) -> list[Timing]:
        """The date of a verb joined by "and" (`A did X and did Y on 3 May`), where nothing before gives one."""
        if self._trail.at(sentence.start).latest is not None:
            return []
        end = draft.claim.span.end
        told = self._trail.expressions.get(sentence, [])
        first = next((t for t in told if t.span.start >= end), None)
        joined = first is not None and _JOINED.fullmatch(self.text, end, first.span.start) is not None
        return [first] if first and joined and is_dating(first) and not set(first.parts) & {"by", "until"} else []

    def carried(self, draft: Draft, sentence: Span) -> When | None:
        """The date of a claim whose sentence tells none."""
        text = self._trail.text
        if self.whole and self._is_of_whole(draft, sentence):
            return When(self.whole.edtf(), "whole-episode", anchor=self.whole.edtf())
        before = self._trail.at(sentence.start)
        latest = before.latest
        if before.age > (1 if before.aside() else REACHES.get(before.side, before.age)):
            return None
        if not latest or (draft.passage in self._lead and latest.start != single_day(self.whole)):
            return None
        if _is_now(draft, text) or is_pluperfect(draft, sentence, text) or apart(draft, sentence, text) is not None:
            return None
        if _HAVING.search(_before_trigger(draft, sentence, text)):
            return None
        latest = self._trail.at(draft.claim.span.start).latest or latest
        part = before.part if _together().match(text, sentence.start) else None
        return When(latest.edtf(), "carried", part, anchor=latest.edtf())

    def of_whole(self, sentence: Span) -> When | None:
        """The date of the sentence that defines the episode: its interval, or its first day (`started`)."""
        if not self.whole:
            return None
        begun = table("time")["states"]["begun"]
        words = _RELATIVE.sub("", self._trail.text[sentence.start : sentence.end])
        if self.whole.start and re.search(rf"\b(?:{'|'.join(begun)})\b", words):
            return When(self.whole.start.edtf(), "start-of-episode", anchor=self.whole.edtf())
        return When(self.whole.edtf(), "whole-episode", anchor=self.whole.edtf())

    def _is_of_whole(self, draft: Draft, sentence: Span) -> bool:
        """Whether a claim of the opening speaks of the episode: it defines it, or the episode is its subject."""
        if self.defines(draft):
            return True
        undated = self._trail.at(sentence.start).latest is None
        if draft.passage not in self._lead and not (undated and draft.passage in self._opening):
            return False
        words = self._trail.text[sentence.start : sentence.end]
        nouns = self._trail.at(sentence.start).nouns
        subject = re.match(rf"(?:the|this)\s+(?:\w+\s+)?(?:{'|'.join(nouns)})\b", words, re.I)
        if not nouns or not subject:
            return False
        before = words[subject.end() : max(subject.end(), draft.claim.span.start - sentence.start)]
        return not re.search(r"\b(?:response|because|due|after|following|since|result of)\b", before, re.I)


def _lead(passages: Sequence[Passage]) -> frozenset[int]:
    """The passages of the lead: all before the first heading, or only the first where they are most of the page."""
    first = [i for i, passage in enumerate(passages) if passage.section == 0]
    length = sum(len(passages[i].span) for i in first)
    if length > LEAD_AT_MOST * sum(len(passage.span) for passage in passages):
        return frozenset(first[:1])
    return frozenset(first)


def is_dating(timing: Timing) -> bool:
    """Whether an expression gives a date of its own, not only a part of the day, the episode, or a year in a name."""
    return timing.kind not in ("daypart", "clock", "whole", "lasting", "vague") and "name" not in timing.parts


@cache
def _together() -> re.Pattern[str]:
    """Words that keep a sentence at the very time of the one before: `Concurrently`."""
    return re.compile(rf"{any_of(table('time')['together']['words'])}(?!\w)", re.I)


_BEGINS = re.compile(r"(?:,\s+(?:and|but|while)|;)\s+(?:then\s+)?(?:(?:on|in|by|at)\s+)?(?:the\s+)?$")
_JOINED = re.compile(r"\s+and\s+[a-z]+(?:ed|t|ok|de|ew|an)\s[^,;:.()]{0,80}?(?:on|in|at)?\s*")
_TO_COME = re.compile(r"\b(?:will|would|shall)\b", re.I)
_CLOSING = re.compile(r"\s*(?:in|on|at|of|during|from)?\s*")
_OF_NOUN = re.compile(r"\b(?:beginning|starting|begun|commencing)(?:\s+(?:on|in|from|at))?\s+$", re.I)


def is_of_noun(timing: Timing, text: str) -> bool:
    """Whether a date only says when the thing named before it began: `an offensive beginning on 23 March took`."""
    return _OF_NOUN.search(text, max(0, timing.span.start - 24), timing.span.start) is not None


_RELATIVE = re.compile(r"\b(?:was|were|is|are)\s+(?:an?|the|one|part|some|several)\b.*", re.I | re.S)
LOOK = 60  # characters before a claim or its trigger that say how it hangs on the sentence
_CHARGED = re.compile(r"\bon\s+(?:the\s+)?(?:charges?|suspicion|accusations?|allegations?)\b[^,;.]*$", re.I)
_HAD = re.compile(r"\bhad\s+(?:[a-z]+\s+){0,3}$", re.I)
_FOUND = re.compile(
    r"\b(?:discover(?:ed|ing)|learn(?:ed|t|ing)|reali[sz](?:ed|ing)|found\sout)\s+that\b[^,;.]{0,40}\b(?:was|were)\s+(?:[a-z]+ly\s+)?$",
    re.I,
)  # what is found out was done before
_HAD_BEGUN = re.compile(
    r"(?:\s(?:on|of|at|in|against|by)\s[^,;.]{2,50}?)?\s+had\s+(?:already\s+)?(?:begun|started|ended)\b"
)
_HAVING = re.compile(r"\b(?:of|for)\s+having\s+(?:[a-z]+\s+)?$", re.I)
_APART = re.compile(r"[^,\s]\s+((?:who|that|which)\s+(?:was|were|had\s+been))\s+(?:\w+ly\s+)?$", re.I)
_NOW = re.compile(
    r"(?:\b(?:is|are|am|has|(?<!to )have)|\b(?:he|she|it|that|there|who)[’']s|[’'](?:ve|re))\s+(?:[a-z]+\s+){0,3}$",
    re.I,
)


def _before_trigger(draft: Draft, sentence: Span, text: str) -> str:
    trigger = draft.claim.trigger
    return text[max(sentence.start, trigger.start - LOOK) : trigger.start] if trigger else ""


_SAYS = re.compile(r"\b(?:affirm|say|state|maintain|insist|recount|tell|explain)s?\s+that\b", re.I)


def is_pluperfect(draft: Draft, sentence: Span, text: str) -> bool:
    """Whether the act lies before what is told (`had destroyed`): in the author's voice, or told in the present."""
    trigger = draft.claim.trigger
    told = draft.claim.attributed_to or draft.claim.certainty != "stated"
    if told and not (trigger and _SAYS.search(text, max(sentence.start, trigger.start - 4 * LOOK), trigger.start)):
        return False
    begun = trigger and (draft.claim.rule or "").startswith("noun:") and _HAD_BEGUN.match(text, trigger.end)
    if trigger and _FOUND.search(_before_trigger(draft, sentence, text)):
        return True
    if not trigger or not (begun or _HAD.search(_before_trigger(draft, sentence, text))):
        return False
    return _reported().search(text, max(sentence.start, trigger.start - 4 * LOOK), trigger.start) is None


def apart(draft: Draft, sentence: Span, text: str) -> int | None:
    """Where a relative clause begins that only says which (`the hostages who were taken`): its act has its own date."""
    trigger = draft.claim.trigger
    told = _APART.search(text, max(sentence.start, trigger.start - LOOK), trigger.start) if trigger else None
    passive = told is not None and trigger is not None and not text[trigger.start : trigger.end].endswith("ing")
    return told.start(1) if told and passive else None


@cache
def _reported() -> re.Pattern[str]:
    """`Reports emerged that they had fled`: what the tense of the telling moved back, no earlier act."""
    told = "|".join(table("time")["telling"]["words"])
    return re.compile(rf"\b(?:reports?|claims?|news|{told})\b[^,;.]{{0,40}}\bthat\b", re.I)


def _is_now(draft: Draft, text: str) -> bool:
    """Whether the act is told in the present or perfect (`have advanced`), which no date told before fits."""
    return _NOW.search(_before_trigger(draft, draft.claim.span, text)) is not None
