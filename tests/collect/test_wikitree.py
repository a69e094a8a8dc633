"""Brackets of wikitext pair as MediaWiki pairs them, in time that grows with the text and not faster."""

from __future__ import annotations

import time

import pytest

from annals.collect.wikitree import Element, Link, Node, Parameter, Template, Tree, parse, walk


def shape(nodes: tuple[Node, ...]) -> str:
    """The tree in brackets of its own: templates <..>, links [..], parameters (..), elements /name/."""
    words = []
    for node in nodes:
        if isinstance(node, str):
            words.append(node)
        elif isinstance(node, Element):
            words.append(f"/{node.name}:{node.body}/")
        else:
            parts = "|".join(shape(part) for part in node.parts)
            words.append({Template: "<{}>", Link: "[{}]", Parameter: "({})"}[type(node)].format(parts))
    return "".join(words)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a {{b|c=d}} e", "a <b|c=d> e"),
        ("{{a|{{b}}|[[c|d]]}}", "<a|<b>|[c|d]>"),
        ("{{{name|none}}}", "(name|none)"),
        ("{{{{{name}}}}}", "<(name)>"),
        ("{{a}}}", "<a>}"),
        ("{{{a}}", "{<a>"),
        ("[[a|b]]c|d", "[a|b]c|d"),
        ("a<!-- b {{ -->c", "ac"),
        ("a\n<!-- b -->\nc", "a\nc"),
        ("<ref name=x>a {{b</ref>c", "/ref:a {{b/c"),
        ("<REF name=x/>a", "/ref:None/a"),
        ("<references group=n />", "/references:None/"),
        ("<nowiki>{{a}}</nowiki>", "/nowiki:{{a}}/"),
        ("<reformed>a", "<reformed>a"),
    ],
)
def test_brackets_pair(raw: str, expected: str) -> None:
    """Templates, links, parameters, comments and extension tags are told apart."""
    assert shape(parse(raw).nodes) == expected


@pytest.mark.parametrize(
    ("raw", "expected", "faults"),
    [
        ("a {{b|c", "a {{b|c", ["unclosed"]),
        ("a [[b|c", "a [[b|c", []),
        ("{{a|[[b}} c", "<a|[[b> c", []),
        ("a }} b ]] c", "a }} b ]] c", []),
        ("a <ref>b", "a <ref>b", []),
        ("a <!-- b", "a  b", ["unclosed-comment"]),
    ],
)
def test_what_is_never_closed_stays_as_written(raw: str, expected: str, faults: list[str]) -> None:
    """Damage loses no words, and braces or comments left open are told."""
    tree = parse(raw)
    assert shape(tree.nodes) == expected
    assert [fault.code for fault in tree.faults] == faults


def test_a_template_knows_where_it_stands() -> None:
    """Start and end of a template are offsets in the raw text."""
    raw = "one {{two|{{three}}}} four"
    assert [raw[node.start : node.end] for node in walk(parse(raw).nodes)] == ["{{two|{{three}}}}", "{{three}}"]


def depth(tree: Tree) -> int:
    """How deep the tree is."""
    deepest, waiting = 0, [(node, 1) for node in tree.nodes]
    while waiting:
        node, level = waiting.pop()
        deepest = max(deepest, level)
        if isinstance(node, (Template, Link, Parameter)):
            waiting += [(inner, level + 1) for part in node.parts for inner in part]
    return deepest


@pytest.mark.parametrize(
    "raw",
    [
        "{{" * 100_000,
        "{{" * 100_000 + "}}" * 100_000,
        "{{a|" * 100_000 + "}}" * 100_000,
        "[[" * 100_000 + "]]" * 100_000,
        "{{a|b=[[c|" * 100_000,
        "<ref>" * 100_000,
        "<!--" * 100_000,
    ],
    ids=lambda raw: raw[:10],
)
def test_nesting_100_000_deep_is_neither_slow_nor_deep(raw: str) -> None:
    """Hostile nesting takes seconds at most, and gives a tree that can be walked by recursion."""
    begun = time.perf_counter()
    tree = parse(raw)
    assert time.perf_counter() - begun < 15
    assert depth(tree) < 100
