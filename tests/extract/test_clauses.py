"""Verbs with their subjects and objects."""

from __future__ import annotations

import pytest

from annals.base.span import Span
from annals.extract.chunks import Phrase
from annals.extract.clauses import clauses
from annals.extract.tokens import Token, tokens


def words(tokens: list[Token], phrase: Phrase | None) -> str:
    return " + ".join(" ".join(t.text for t in tokens[p.first : p.last]) for p in phrase.all()) if phrase else "-"


def read(text: str) -> list[tuple[str, str, str]]:
    found = tokens(text, Span(0, len(text)))
    return [
        (("be " if c.passive else "") + c.lemma, words(found, c.subject), words(found, c.object))
        for c in clauses(found)[0]
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rebels took the town.", [("take", "The rebels", "the town")]),
        ("The town was taken by rebels.", [("be take", "The town", "-")]),
        ("They took the town and burned the mill.", [("take", "They", "the town"), ("burn", "They", "the mill")]),
        ("The rebels took Alpha, Beta and Gamma.", [("take", "The rebels", "Alpha + Beta + Gamma")]),
        ("The army attacked, killing two men.", [("attack", "The army", "-"), ("kill", "The army", "two men")]),
        ("A car carrying men hit a mine.", [("carry", "A car", "men"), ("hit", "A car", "a mine")]),
        ("Men held by the army were freed.", [("be hold", "Men", "-"), ("be free", "Men", "-")]),
        ("The men, who held the hill, fled.", [("hold", "The men", "the hill"), ("flee", "The men", "-")]),
        ("They managed to cross the river.", [("manage", "They", "-"), ("cross", "They", "the river")]),
        ("They forced the army to leave.", [("force", "They", "the army"), ("leave", "the army", "-")]),
        ("They captured and killed two guards.", [("capture", "They", "two guards"), ("kill", "They", "two guards")]),
        ("The rebels set up a camp.", [("set", "The rebels", "a camp")]),
        ("The army said rebels shelled Alpha.", [("say", "The army", "-"), ("shell", "rebels", "Alpha")]),
        ("Ten were killed and five wounded.", [("be kill", "Ten", "-"), ("be wound", "five", "-")]),
    ],
)
def test_reading(text: str, expected: list[tuple[str, str, str]]) -> None:
    """A sentence's verbs have the subjects and objects that its words give them."""
    assert read(text) == expected


def test_according_to_names_a_source() -> None:
    """The phrase after "according to" is a source, not a place or a party."""
    found = tokens("According to the army, rebels left.", Span(0, 35))
    assert [words(found, p) for p in clauses(found)[1]] == ["the army"]
