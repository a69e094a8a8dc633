"""How the record was made, what its words mean, where its limits are, and how to take it elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from annals.serve.page import Page, Shown

WORDS = (
    ("claim", "one occurrence, asserted in one clause, by one voice; it never changes, and its id is a hash of it"),
    ("event", "claims that tell one occurrence; derived, and made anew whenever claims or judgements are added"),
    ("stated", "the account says it in its own voice"),
    ("reported", "the account passes on what somebody says who is no party, or says “reportedly”"),
    ("claimed", "the account passes on what a party or its supporters say"),
    ("contested", "the accounts tell it in ways that cannot all be true, or need not be"),
    ("gap", "words that were seen and not understood; they are kept, and never filled by a guess"),
    ("unknown", "the text gives no ground: nothing was put in its place"),
)


def page(shown: Shown, parts: Mapping[str, str]) -> Page:
    """The page on method."""
    judgements = shown.record.judgements()
    counts = {
        "accounts": int(shown.view.about.get("accounts", 0)),
        "events": shown.view.size,
        "judgements in force": sum(not each.withdrawn and each.judgement.withdraws is None for each in judgements),
    }
    return Page(
        template="about.html",
        title="Method",
        content={"words": WORDS, "counts": counts},
        json=lambda: {"record": shown.name, "state": shown.view.about["state"], **counts},
    )
