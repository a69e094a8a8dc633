"""Words on a terminal: nothing of a source reaches it raw, lines fit its width, colour only where it is wanted."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

NARROWEST, WIDEST = 40, 140

# control characters (C0, DEL, C1), and the marks and overrides that reorder what is printed
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_SPACES = re.compile(r"[ \t\r\n\u2028\u2029]+")
_JSON_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")

STYLES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}


def safe(words: str) -> str:
    """`words` on one line, control characters and reordering marks shown as `\\x1b`, `\\u202e`."""
    return _UNSAFE.sub(_shown, _SPACES.sub(" ", words))


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def json_line(value: Any) -> str:
    """`value` as one line of JSON that a terminal shows as it is: the same value, its control characters escaped."""
    return json_safe(json.dumps(value, ensure_ascii=False))


def json_safe(written: str) -> str:
    """JSON whose strings hold control characters as escapes: the same value, harmless to a terminal."""
    return _JSON_UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def error_line(message: str) -> str:
    """An error as it is told to the user, on one line."""
    return f"annals: {safe(message)}"


def width() -> int:
    """The columns to write in: the terminal's, `COLUMNS` where it is set, 100 where there is neither."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((100, 24)).columns))


def coloured() -> bool:
    """Whether standard output is a terminal that wants colour (NO_COLOR and a dumb TERM say no)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def style(words: str, *names: str) -> str:
    """`words` in the named styles, where the terminal wants them."""
    if not names or not coloured():
        return words
    return f"\x1b[{';'.join(STYLES[name] for name in names)}m{words}\x1b[0m"


def columns_of(words: str) -> int:
    """How many columns `words` take: East Asian wide characters two, combining marks none."""
    if words.isascii():
        return len(words)
    return sum(_columns(character) for character in words)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(words: str, room: int) -> str:
    """`words` in at most `room` columns, ending in `…` where they were longer."""
    if columns_of(words) <= room:
        return words
    taken, used = [], 0
    for character in words:
        used += _columns(character)
        if used > room - 1:
            break
        taken.append(character)
    return "".join(taken).rstrip() + "…"


def padded(words: str, room: int) -> str:
    """`words` cut or filled to exactly `room` columns."""
    short = cut(words, room)
    return short + " " * (room - columns_of(short))


def wrapped(words: str, room: int, *, first: str = "", rest: str = "") -> Iterator[str]:
    """`words` in lines of at most `room` columns, each after its indent; a longer word stands alone."""
    line, indent, empty = first, rest, True
    for word in words.split():
        if not empty and columns_of(line) + 1 + columns_of(word) > room:
            yield line
            line, empty = indent, True
        line += word if empty else f" {word}"
        empty = False
    if not empty or first.strip():
        yield line.rstrip()


def table(rows: Iterable[Sequence[str]], *, gap: int = 2, indent: str = "") -> Iterator[str]:
    """Rows of cells in columns as wide as their widest cell."""
    held = [list(row) for row in rows]
    if not held:
        return
    widths = [max(columns_of(row[n]) for row in held) for n in range(len(held[0]))]
    for row in held:
        cells = [padded(cell, room) for cell, room in zip(row, widths, strict=True)]
        yield (indent + (" " * gap).join(cells)).rstrip()
