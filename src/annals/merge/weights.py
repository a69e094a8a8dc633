"""How much each facet counts when two claims are compared, and how much it takes for one event.

A comparator scores its facet from -1 (it speaks against one occurrence) to 1 (it speaks for it); 0 says nothing. The
scores are weighted and added; two claims can be one event where the sum reaches `THRESHOLD` and no facet is a wall.

The weights follow from four cases in which coders of armed conflict do or do not count one event, and were then set,
with the threshold, on pairs of accounts (`tests/gold/merge/tuned`; docs/decisions/0007):

- the same day, the same town, the same type, nothing else told: one event, just;
- the same day and type, the same actor, no place in one of them: not yet;
- the same day and town, and another named attacker: two, unless the same victims or figures are told;
- the same day, and the same dead of the same side, in an account of the same town: one.
"""

from __future__ import annotations

WEIGHTS = {
    "what": 0.6,
    "when": 1.1,
    "where": 1.35,
    "who": 1.7,
    "toll": 0.8,
    "told": 1.3,
}
"""By facet; `told` is where the claims stand in one account, and whose voice they are."""

THRESHOLD = 2.3
"""Where the best pair between a claim and an event reaches this, they can be one."""

FLOOR = 0.9
"""No pair of claims in one event may fall below this: a vague claim must not tie two different events together."""
