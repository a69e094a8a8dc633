"""Claims without a date of their own: the running date, the episode's, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annals.base.document import Document
from annals.base.episode import Episode
from annals.base.passage import Draft, Passage, Timing
from annals.base.span import Span
from annals.base.when import When
from annals.codebook import table
from annals.ground.calendar import Reach
from annals.ground.trail import Trail, single_day

LEAD_AT_MOST = 0.4  # a lead that holds more of the prose than this is the body of a page without sections


class Carrier:
    """What a claim without time words of its own may take, and from where."""

    def __init__(
        self,
        document: Document,
        passages: Sequence[Passage],
        trail: Trail,
        episode: Episode | None,
        whole: Reach | None,
        mates: frozenset[tuple[int, int]],
    ) -> None:
        self.encyclopedia = document.encyclopedia
        self.whole = whole
        self._passages = passages
        self._trail = trail
        self._mates = mates
        self._nouns = _nouns(episode)
        self._lead = _lead(passages) if document.encyclopedia else frozenset()

    def earlier(self, draft: Draft, sentence: Span) -> list[Timing] | None:
        """The expressions told before the claim in its sentence; `None` where the claim is from before that date."""
        start = draft.claim.span.start
        told = [t for t in self._trail.expressions.get(sentence, []) if t.span.start < start]
        if not told:
            return []
        if _pluperfect(draft, sentence, self._trail.text) and not any(t.parts.get("by") for t in told):
            return None
        dated = [t for t in told if t.kind not in ("daypart", "clock", "whole")]
        return told[told.index(dated[-1]) :] if dated else told

    def carried(self, draft: Draft, sentence: Span) -> When | None:
        """The date of a claim whose sentence tells none."""
        text = self._trail.text
        if self.whole and self._is_of_whole(draft, sentence):
            return When(self.whole.edtf(), "whole-episode", anchor=self.whole.edtf())
        latest = self._trail.at(sentence.start).latest
        if not latest or (draft.passage in self._lead and latest.start != single_day(self.whole)):
            return None
        if _is_now(draft, text) or (_pluperfect(draft, sentence, text)):
            return None
        known = self._trail.at(draft.claim.span.start)
        return When((known.latest or latest).edtf(), "carried", anchor=(known.latest or latest).edtf())

    def of_whole(self, sentence: Span) -> When | None:
        """The date of the sentence that defines the episode: its interval, or its first day (`started`)."""
        if not self.whole:
            return None
        begun = table("time")["states"]["begun"]
        words = self._trail.text[sentence.start : sentence.end]
        if self.whole.start and re.search(rf"\b(?:{'|'.join(begun)})\b", words):
            return When(self.whole.start.edtf(), "start-of-episode", anchor=self.whole.edtf())
        return When(self.whole.edtf(), "whole-episode", anchor=self.whole.edtf())

    def _is_of_whole(self, draft: Draft, sentence: Span) -> bool:
        """Whether a claim in the lead speaks of the episode: it defines it, or the episode is what it is said of."""
        if draft.of_whole:
            return True
        if draft.passage not in self._lead:
            return False
        if (draft.passage, draft.sentence) in self._mates:
            return True
        words = self._trail.text[sentence.start : sentence.end]
        subject = re.match(rf"(?:the|this)\s+(?:\w+\s+)?(?:{'|'.join(self._nouns)})\b", words, re.I)
        if not self._nouns or not subject:
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


def _nouns(episode: Episode | None) -> list[str]:
    """The nouns that name the episode in its title: `battle`, `siege`."""
    title = re.findall(r"[\w-]+", (episode.title or "").casefold()) if episode else []
    known: list[str] = table("time")["whole"]["words"]
    return [word for word in known if word in title]


_HAD = re.compile(r"\bhad\s+(?:[a-z]+\s+){0,3}$", re.I)
_NOW = re.compile(r"(?:\b(?:is|are|am|has|have)|[’'](?:s|ve|re))\s+(?:[a-z]+\s+){0,3}$", re.I)


def _before_trigger(draft: Draft, sentence: Span, text: str) -> str:
    trigger = draft.claim.trigger
    return text[max(sentence.start, trigger.start - 40) : trigger.start] if trigger else ""


def _pluperfect(draft: Draft, sentence: Span, text: str) -> bool:
    """Whether the act lies before what is told (`had destroyed`), in the author's own voice."""
    if draft.claim.attributed_to or draft.claim.certainty != "stated":
        return False
    return _HAD.search(_before_trigger(draft, sentence, text)) is not None


def _is_now(draft: Draft, text: str) -> bool:
    """Whether the act is told in the present or perfect (`have advanced`), which no date told before fits."""
    return _NOW.search(_before_trigger(draft, draft.claim.span, text)) is not None
