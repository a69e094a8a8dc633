"""Front matter comes back as the words written, and nothing in it can do harm."""

from __future__ import annotations

import json
import time

import pytest

from annals.base.errors import UnreadableDocument
from annals.collect.block import mapping, parted


def read(block: str) -> dict[str, object]:
    """The mapping of `block`, as if it began on line 2 of a file `f.md`."""
    return dict(mapping(block, 2, "f.md"))


def refusal(block: str) -> UnreadableDocument:
    """The error that `block` gives."""
    with pytest.raises(UnreadableDocument) as caught:
        read(block)
    return caught.value


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2021-02-13", "2021-02-13"),
        ("1e3", "1e3"),
        ("0644", "0644"),
        ("yes", "yes"),
        ("1:30", "1:30"),
        ("12,000", "12,000"),
        ("'null'", "null"),
    ],
)
def test_scalars_are_the_words_written(written: str, words: str) -> None:
    """No date, number or truth value is made of a word."""
    assert read(f"a: {written}\n") == {"a": words}


@pytest.mark.parametrize("written", ["", "~", "null"])
def test_nothing_is_nothing(written: str) -> None:
    """An empty value is unknown."""
    assert read(f"a: {written}\n") == {"a": None}


def test_text_over_several_lines() -> None:
    """A literal block keeps its line breaks, a folded one loses them."""
    assert read("a: |-\n  one\n  * two\nb: >-\n  three\n  four\n") == {"a": "one\n* two", "b": "three four"}


def test_json_is_front_matter_too() -> None:
    """JSON between the lines is read, its numbers as written, escaped emoji included."""
    assert read('{"a": 1.50, "b": [true, null], "c": "\\ud83c\\uddf3\\ud83c\\uddf4"}') == {
        "a": "1.50",
        "b": ["true", None],
        "c": "🇳🇴",
    }


def test_a_small_alias_is_followed() -> None:
    """An alias within bounds stands for what it names."""
    assert read("a: &x [1, 2]\nb: *x\n") == {"a": ["1", "2"], "b": ["1", "2"]}


def test_object_tags_are_refused_by_line() -> None:
    """A tag that asks for an object is named with its line, and nothing is made."""
    error = refusal("title: x\nboom: !!python/object/apply:os.system ['true']\n")
    assert error.where == "f.md:3"
    assert "python/object/apply:os.system" in error.what


def test_billion_laughs_are_refused_at_once() -> None:
    """Aliases of aliases that would fill the memory are refused, in no time."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefghijkl", "bcdefghijklm", strict=True)]
    began = time.perf_counter()
    assert "aliases" in refusal("\n".join(lines)).what
    assert time.perf_counter() - began < 1


def test_an_alias_within_itself_is_refused() -> None:
    """A list that holds itself is an error, not an endless one."""
    assert "*a" in refusal("a: &a [*a]\n").what


@pytest.mark.parametrize("block", ["[" * 100_000, '{"a":' * 100_000, "- " * 5_000 + "x"])
def test_deep_nesting_is_refused(block: str) -> None:
    """Nesting beyond the bound is an error, whatever it is written in."""
    assert "deep" in refusal(f"a: {block}" if block.startswith("[") else block).what


def test_truncated_yaml_names_both_lines() -> None:
    """A quotation that never ends is told with the line it begins on and the line where it was missed."""
    error = refusal('title: x\nbox:\n  text: "never closed\n  more: y\n')
    assert "begun on line 4" in error.what
    assert error.where.startswith("f.md:")


def test_a_colon_too_many_names_its_line() -> None:
    """A value with an unquoted colon is told with its line and what to do."""
    error = refusal("author: a\ntitle: Clashes: the second day\n")
    assert error.where == "f.md:3"
    assert error.do


def test_a_list_is_no_front_matter() -> None:
    """Front matter that is a list and no mapping is an error."""
    assert "list" in refusal("- a\n- b\n").what


def test_front_matter_is_parted_from_the_body() -> None:
    """The block lies between the lines of dashes, and the body begins after them."""
    found = parted("\n---\na: b\n---\nWords.\n---\nMore.\n", "f.md")
    assert found is not None
    assert (found.block, found.line, found.body) == ("a: b\n", 3, "Words.\n---\nMore.\n")


def test_front_matter_that_never_ends_is_told_with_the_last_line() -> None:
    """A file cut off within its front matter is an error at the line where it ends."""
    with pytest.raises(UnreadableDocument, match="cut off") as caught:
        parted("---\na: b\nc: d\n", "f.md")
    assert caught.value.where == "f.md:3"


def test_many_values_are_read_in_little_time() -> None:
    """A large block takes time in proportion to its length."""
    began = time.perf_counter()
    assert len(read(json.dumps({f"k{n}": str(n) for n in range(20_000)}))) == 20_000
    assert time.perf_counter() - began < 2
