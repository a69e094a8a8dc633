"""Flags: emoji that are drawn of a country's letters, and files of pictures that stand in front of a name."""

from __future__ import annotations

import re
from functools import cache

from annals.codebook import table

EMOJI = "[\U0001f1e6-\U0001f1ff]{2}|\U0001f3f4[\U000e0030-\U000e007a]{2,8}\U000e007f"
"""A flag written as an emoji: two regional indicator symbols, or a black flag with the tag letters of a region."""

_FIRST, _TAGS = 0x1F1E6, 0xE0000


def country(emoji: str) -> str:
    """The country or part of one whose flag `emoji` is, or `""` where the code stands for none."""
    if len(emoji) == 2:
        code = "".join(chr(ord(letter) - _FIRST + ord("A")) for letter in emoji)
        return str(table("flags")["countries"].get(code, ""))
    code = "".join(chr(ord(letter) - _TAGS) for letter in emoji[1:-1])
    return str(table("flags")["parts"].get(code, ""))


@cache
def file_ending() -> re.Pattern[str]:
    """The end of a picture's file name: `.svg`, `.PNG`, ..."""
    return re.compile(rf"\.(?:{'|'.join(table('flags')['files']['endings'])})\b", re.IGNORECASE)


@cache
def opening() -> re.Pattern[str]:
    """Where the name of a flag's or emblem's file can begin within a run of words: `Flag of`, `Logo of`, ...

    Names of files begin with a capital: in `Great emblem of` it is the first word that begins one.
    """
    words = sorted((word.capitalize() for word in table("flags")["files"]["openings"]), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(words)}) (?:of|for) ")


@cache
def _drawn() -> re.Pattern[str]:
    words = sorted(table("flags")["files"]["openings"], key=len, reverse=True)
    return re.compile(rf"(?:\w+ ){{0,2}}?(?:{'|'.join(words)}) (?:of|for) ", re.IGNORECASE)


def depicted(file: str) -> str:
    """Whose flag or emblem a file shows, by its name: `Old flag of the Northern Front.svg` is `Northern Front`."""
    stem = file_ending().sub("", file.strip()).replace("_", " ").strip()
    named = _drawn().match(stem)
    return (stem[named.end() :] if named else stem).removeprefix("the ").strip()
