"""Which one episode lasted over some days."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annals.merge.lasting import Lasted, Lasting

days = st.one_of(st.none(), st.integers(0, 12))
lasted = st.lists(st.tuples(days, days), max_size=9).map(
    lambda several: [((f"d{n}", 0), *pair) for n, pair in enumerate(several)]
)


def looked_at(several: list[Lasted], first: int | None, last: int | None) -> tuple[str, int] | None:
    """The same, found by looking at each."""
    if first is None or last is None:
        return None
    around = [box for box, a, b in several if a is not None and b is not None and a <= first and last <= b]
    return around[0] if len(around) == 1 else None


@given(lasted, days, days)
def test_only_one_is_found_where_only_one_lasted(several: list[Lasted], first: int | None, last: int | None) -> None:
    """Whatever lasted, in whatever order it is told, it is found as by one who looks at each."""
    assert Lasting(several).only(first, last) == looked_at(several, first, last)
