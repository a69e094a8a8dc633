"""What people's judgements ask of events: claims that must be in one, and claims that must not.

Judgements may contradict each other; then the latest counts, and an older one that cannot be met beside it does not.
"""

from __future__ import annotations

from collections.abc import Iterable

from annals.base.judgement import NAMED, Judgement


class Judged:
    """Judgements about claims in force: `together` leads from a claim to all that must stand with it, `apart` to those
    that must not. Names of actors and places are left to `Identities`; `unsure` asks nothing."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self.together: dict[str, frozenset[str]] = {}
        self.apart: dict[str, set[str]] = {}
        for judgement in sorted(judgements, key=lambda j: (j.made, j.author, j.left, j.right, j.verdict), reverse=True):
            if judgement.left.startswith(NAMED) or judgement.right.startswith(NAMED):
                continue
            if judgement.verdict == "same":
                self._same(judgement.left, judgement.right)
            elif judgement.verdict == "different":
                self._different(judgement.left, judgement.right)

    def _of(self, claim: str) -> frozenset[str]:
        return self.together.get(claim, frozenset((claim,)))

    def _same(self, left: str, right: str) -> None:
        one, other = self._of(left), self._of(right)
        if any(not other.isdisjoint(self.apart.get(claim, ())) for claim in one):
            return
        whole = one | other
        self.together.update(dict.fromkeys(sorted(whole), whole))

    def _different(self, left: str, right: str) -> None:
        if right in self._of(left):
            return
        self.apart.setdefault(left, set()).add(right)
        self.apart.setdefault(right, set()).add(left)
