"""Sets of small numbers as bits of one integer: unions, intersections and counts at the speed of memory.

A record of 100,000 events has a set of 12.5 kB for every value of every facet; filtering is a few ANDs of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress

Bits = int
EMPTY: Bits = 0


def of(numbers: Iterable[int]) -> Bits:
    """The set of `numbers` (none below 0)."""
    several = list(numbers)
    if not several:
        return EMPTY
    room = bytearray(max(several) // 8 + 1)
    for number in several:
        room[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(room, "little")


def below(count: int) -> Bits:
    """The set of the numbers from 0 up to `count`, without it."""
    return (1 << count) - 1


def packed(bits: Bits) -> bytes:
    """The set as bytes, to be kept."""
    return bits.to_bytes((bits.bit_length() + 7) // 8, "little")


def unpacked(kept: bytes) -> Bits:
    """The set that `packed` made bytes of."""
    return int.from_bytes(kept, "little")


_AS_BYTES = bytes.maketrans(b"01", b"\0\1")


def flags(bits: Bits, size: int) -> bytes:
    """A byte for every number below `size`: 1 for those in the set."""
    return f"{bits:0{size or 1}b}".encode()[::-1].translate(_AS_BYTES)


def listed(bits: Bits, offset: int = 0, limit: int | None = None) -> list[int]:
    """The numbers of the set in order: at most `limit` of them, without the first `offset`."""
    told = flags(bits, bits.bit_length())
    if limit is None and not offset and 8 * bits.bit_count() > len(told):
        return list(compress(range(len(told)), told))
    at, skipped = _past(told, offset)
    found: list[int] = []
    at = told.find(1, at)
    while at >= 0 and (limit is None or len(found) < limit):
        if skipped:
            skipped -= 1
        else:
            found.append(at)
        at = told.find(1, at + 1)
    return found


_CHUNK = 4096


def _past(told: bytes, count: int) -> tuple[int, int]:
    """Where to go on so that whole chunks of the first `count` numbers are behind, and how many are still to skip."""
    for start in range(0, len(told), _CHUNK):
        inside = told.count(1, start, start + _CHUNK)
        if inside > count:
            return start, count
        count -= inside
    return len(told), 0
