"""What reaches the terminal: safe, in its width, coloured only where that is wanted."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annals.shell import terminal


def unsafe(character: str) -> bool:
    code = ord(character)
    return code < 0x20 or 0x7F <= code < 0xA0 or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
        ("a\u202eb", "a\\u202eb"),
        ("a\x9bb", "a\\x9bb"),
        ("line\nline\tline", "line line line"),
        ("القامشلي", "القامشلي"),
        ("\udc80", "\\udc80"),
    ],
)
def test_control_characters_are_shown_not_sent(words: str, shown: str) -> None:
    """Escapes and overrides of a source are printed as their codes; letters of every script stay."""
    assert terminal.safe(words) == shown


@given(st.text())
def test_nothing_unsafe_passes(words: str) -> None:
    """Whatever a source holds, no control character or override is left."""
    assert not any(unsafe(character) for character in terminal.safe(words))


@given(st.dictionaries(st.text(), st.text()))
def test_json_lines_keep_their_value(value: dict[str, str]) -> None:
    """Escaping for the terminal does not change what the JSON says, and leaves one safe line."""
    line = terminal.json_line(value)
    assert json.loads(line) == value
    assert not any(unsafe(character) for character in line)


def test_an_error_is_one_line() -> None:
    """A message that quotes a source with line breaks and escapes stays one harmless line."""
    assert terminal.error_line("a\nb\x1b[2J") == "annals: a b\\x1b[2J"


@given(st.text(), st.integers(2, 30))
def test_cut_words_fit(words: str, room: int) -> None:
    """Cut words never take more columns than they were given."""
    assert terminal.columns_of(terminal.cut(terminal.safe(words), room)) <= room


@pytest.mark.parametrize(("words", "columns"), [("abc", 3), ("日本", 4), ("e\u0301", 1), ("", 0)])
def test_columns_are_those_of_the_terminal(words: str, columns: int) -> None:
    """Wide characters take two columns, combining marks none."""
    assert terminal.columns_of(words) == columns


def test_wrapped_lines_fit_and_keep_their_words() -> None:
    """Wrapping loses no word, and every line stays in its width."""
    lines = list(terminal.wrapped("one two three four five", 12, first="a ", rest="  "))
    assert lines == ["a one two", "  three four", "  five"]


def test_a_table_lines_up() -> None:
    """Cells of a column begin at the same place, and no line ends in spaces."""
    assert list(terminal.table([("a", "bb", ""), ("ccc", "d", "e")])) == ["a    bb", "ccc  d   e"]


@pytest.mark.parametrize(
    ("tty", "setting", "value", "expected"),
    [
        (True, "NOTHING", "", True),
        (True, "NO_COLOR", "1", False),
        (True, "TERM", "dumb", False),
        (False, "NOTHING", "", False),
    ],
)
def test_colour_only_where_wanted(
    monkeypatch: pytest.MonkeyPatch, tty: bool, setting: str, value: str, expected: bool
) -> None:
    """Colour needs a terminal, and gives way to NO_COLOR and a dumb terminal."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv(setting, value)
    monkeypatch.setattr("sys.stdout.isatty", lambda: tty, raising=False)
    assert terminal.coloured() is expected


@pytest.mark.parametrize(("columns", "width"), [("80", 80), ("10", 40), ("900", 140)])
def test_the_width_is_the_terminals_within_reason(monkeypatch: pytest.MonkeyPatch, columns: str, width: int) -> None:
    """The width follows COLUMNS, but lines stay readable."""
    monkeypatch.setenv("COLUMNS", columns)
    assert terminal.width() == width
