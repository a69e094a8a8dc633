"""Losses that go on from one counted phrase to the next: "including two officers", "along with 15 soldiers"."""

from __future__ import annotations

import re

from annals.extract.loss_words import is_materiel, kind_pattern
from annals.extract.toll_phrases import Phrase

_LEADING = re.compile(r"\s+(?:along |together )?with\s+(?:(?:his|her|their|the)\s+)?")


def led_with(text: str, lists: list[list[Phrase]]) -> None:
    """ "A colonel with 40 soldiers defected": what befell the led befell their leader, too."""
    for n in range(1, len(lists)):
        before, told = lists[n - 1][-1], lists[n][0]
        behind = told.verb is not None and told.verb.start >= told.end
        people = before.who and not before.vague and not is_materiel(before.who) and not is_materiel(told.who)
        led = told.kind and behind and not before.kind and people
        if led and _LEADING.fullmatch(text[before.end : told.start]):
            before.kind, before.verb = told.kind, told.verb


_WITH = re.compile(r"(?:\s+by\s[^,;.:]{2,50})?,?\s(?:along|together)\swith\s(?:the\s)?")


def go_with(text: str, lists: list[list[Phrase]]) -> None:
    """ "captured by rebels, along with 15 soldiers": what befell those before befell those behind, too."""
    for n in range(1, len(lists)):
        before = lists[n - 1][-1]
        if before.verb is None or lists[n][0].kind or before.verb.start < before.end:
            continue
        if _WITH.fullmatch(text[before.verb.end : lists[n][0].start]):
            for member in lists[n]:
                captured = before.kind in ("captured", "seized")
                member.kind = ("seized" if is_materiel(member.who) else "captured") if captured else before.kind
                member.verb = before.verb


_PART_OF = re.compile(r"[\w\s]{0,40},?\s*\(?(?:including|of whom|of which|among them)\s+(?:at least\s+)?")


def carry(text: str, lists: list[list[Phrase]]) -> None:
    """ "including two officers" behind a settled list is part of it, with its kind."""
    for n in range(1, len(lists)):
        before = lists[n - 1][-1]
        if not before.kind or not _PART_OF.fullmatch(text[before.end : lists[n][0].start]):
            continue
        for member in lists[n]:
            own = kind_pattern("people").search(member.who)
            member.kind, member.part = member.kind or (own and own.lastgroup) or before.kind, True
