"""Names of elements and classes, as sets (`codebook/html.toml`)."""

from __future__ import annotations

from annals.codebook import table


def named(part: str, group: str) -> frozenset[str]:
    """The names of `group` in `part` (`elements`, `classes`, `ids`)."""
    return frozenset(table("html")[part][group].split())
