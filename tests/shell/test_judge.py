"""People judge what is one event, keep their reasons, and can take their word back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import Annals

WHO = ("--author", "A. Reader", "--made", "2031-04-01")


def events(annals: Annals, record: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in annals("show", record, "--json").out.splitlines()]


def of_type(annals: Annals, record: Path, type: str) -> dict[str, Any]:
    return next(event for event in events(annals, record) if event["type"] == type)


def listed(annals: Annals, record: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in annals("judge", record, "--list", "--json").out.splitlines()]


def test_what_is_judged_different_is_two_events(annals: Annals, record: Path) -> None:
    """Two claims that the rules put together part, and withdrawing the word brings everything back byte for byte."""
    before = annals("show", record, "--json").out
    left, right = of_type(annals, record, "shelling")["claims"]
    assert annals("judge", record, "different", left[:8], right[:8], "--reason", "two guns", *WHO).code == 0
    shellings = [event for event in events(annals, record) if event["type"] == "shelling"]
    assert sorted(claim for event in shellings for claim in event["claims"]) == sorted((left, right))
    assert len(shellings) == 2
    (judgement,) = listed(annals, record)
    assert annals("judge", record, "--withdraw", judgement["id"][:8], "--reason", "one gun", *WHO).code == 0
    assert annals("show", record, "--json").out == before


def test_events_that_are_judged_the_same_are_one(annals: Annals, record: Path) -> None:
    """Two events that no rule would put together become one, with all their claims; withdrawing parts them again."""
    before = annals("show", record, "--json").out
    clash, shelling = of_type(annals, record, "clash"), of_type(annals, record, "shelling")
    assert annals("judge", record, "same", clash["id"], shelling["id"], "--reason", "told so", *WHO).code == 0
    (whole,) = [event for event in events(annals, record) if clash["claims"][0] in event["claims"]]
    assert set(whole["claims"]) == {*clash["claims"], *shelling["claims"]}
    assert "a person judged" in annals("why", record, whole["id"]).out or whole["judged"]
    assert "told so" in annals("why", record, whole["id"]).out
    annals("judge", record, "--withdraw", listed(annals, record)[0]["id"], "--reason", "no", *WHO)
    assert annals("show", record, "--json").out == before


def test_unsure_changes_nothing_and_is_shown(annals: Annals, record: Path) -> None:
    """Who cannot tell leaves the events as they are; the doubt stands beside the event."""
    before = annals("show", record, "--json").out
    left, right = of_type(annals, record, "shelling")["claims"]
    annals("judge", record, "unsure", left, right, "--reason", "the days are vague", *WHO)
    assert annals("show", record, "--json").out == before
    assert "the days are vague" in annals("why", record, of_type(annals, record, "shelling")["id"]).out


def test_names_can_be_judged(annals: Annals, record: Path) -> None:
    """Two names of actors are judged as an account writes them; a name that nobody writes is refused."""
    assert annals("judge", record, "different", "actor:army", "actor:militia", "--reason", "foes", *WHO).code == 0
    assert listed(annals, record)[0]["left"] == "actor:army"
    ran = annals("judge", record, "same", "actor:army", "actor:nobody", "--reason", "x", *WHO)
    assert (ran.code, "no actor is called 'nobody'" in ran.err) == (5, True)


def test_a_judgement_is_kept_with_author_reason_and_time(annals: Annals, record: Path) -> None:
    """The list tells who judged what, when and why, also of what was withdrawn."""
    left, right = of_type(annals, record, "shelling")["claims"]
    annals("judge", record, "same", left, right, "--reason", "one report copies the other", *WHO)
    annals("judge", record, "--withdraw", listed(annals, record)[0]["id"], "--reason", "it does not", *WHO)
    first, second = sorted(listed(annals, record), key=lambda each: each["withdrawn"], reverse=True)
    assert (first["author"], first["made"], first["verdict"]) == ("A. Reader", "2031-04-01", "same")
    assert (second["withdraws"], second["reason"]) == (first["id"], "it does not")
    shown = annals("judge", record, "--list").out
    assert "one report copies the other" in shown
    assert "withdrawn" in shown


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("same", "zz", "zz", "--reason", "x"), 5, "nothing here is named 'zz'"),
        (("same", "actor:army", "zz", "--reason", "x"), 1, "not of one sort"),
        (("same", "zz", "--reason", "x"), 2, "RIGHT is missing"),
        (("same", "zz", "zz"), 2, "--reason is missing"),
        (("--withdraw", "zz", "--reason", "x"), 5, "nothing here is named 'zz'"),
    ],
)
def test_what_cannot_be_judged_is_refused(
    annals: Annals, record: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    """A judgement needs two things of one sort that the record holds, and a reason."""
    ran = annals("judge", record, *words, *WHO)
    assert (ran.code, said in ran.err) == (code, True)


def test_without_a_name_nobody_judges(annals: Annals, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The author is whoever is logged in, unless named; without either the judgement is refused."""
    left, right = of_type(annals, record, "shelling")["claims"]
    monkeypatch.delenv("USER", raising=False)
    assert annals("judge", record, "same", left, right, "--reason", "x").code == 2
    monkeypatch.setenv("USER", "reader")
    assert annals("judge", record, "same", left, right, "--reason", "x").code == 0
    assert listed(annals, record)[0]["author"] == "reader"


def test_a_claim_is_parted_from_its_own_event(annals: Annals, record: Path) -> None:
    """A claim judged different from the event that holds it is judged different from another of its claims."""
    shelling = of_type(annals, record, "shelling")
    claim = shelling["claims"][0]
    assert annals("judge", record, "different", claim, shelling["id"], "--reason", "x", *WHO).code == 0
    assert len([event for event in events(annals, record) if event["type"] == "shelling"]) == 2
    ran = annals("judge", record, "same", claim, claim, "--reason", "x", *WHO)
    assert "one and the same claim" in ran.err


def claims(annals: Annals, record: Path) -> list[str]:
    return sorted(claim for event in events(annals, record) for claim in event["claims"])


def test_a_claim_is_rejected_with_a_reason(annals: Annals, record: Path) -> None:
    """The timeline leaves it out, `why` tells who said so; without a reason nothing is rejected."""
    first = claims(annals, record)[0]
    assert annals("judge", record, "reject", first, *WHO).code == 2
    assert annals("judge", record, "reject", first[:8], "--reason", "only planned", *WHO).code == 0
    assert first not in claims(annals, record)
    assert "only planned" in annals("why", record, first).out


def test_a_claim_is_corrected(annals: Annals, record: Path) -> None:
    """The event has the corrected date; a value that is none is refused."""
    (event,) = [each for each in events(annals, record) if len(each["claims"]) == 1][:1]
    claim = event["claims"][0]
    edit = ("judge", record, "edit", claim, "--field", "date", "--reason", "a misprint", *WHO)
    assert annals(*edit, "--value", "5 May").code == 1
    assert annals(*edit).code == 2
    assert annals(*edit, "--value", "2030-05-07").code == 0
    assert "2030-05-07" in [each["date"] for each in events(annals, record) if claim in each["claims"]]
    assert "a misprint" in annals("judge", record, "--list").out


def test_accepting_needs_no_reason(annals: Annals, record: Path) -> None:
    """A claim that is what the text says is accepted with one word, and nothing derived changes."""
    before = annals("show", record, "--json").out
    assert annals("judge", record, "accept", claims(annals, record)[0], *WHO).code == 0
    assert annals("show", record, "--json").out == before


def test_several_claims_are_not_judged_as_one(annals: Annals, record: Path) -> None:
    """An event of several claims cannot be rejected at one stroke, nor can two claims."""
    event = of_type(annals, record, "shelling")
    assert annals("judge", record, "reject", event["id"], "--reason", "x", *WHO).code == 1
    assert annals("judge", record, "reject", *event["claims"], "--reason", "x", *WHO).code == 2


def test_decisions_can_be_replayed(annals: Annals, record: Path, accounts: Path, tmp_path: Path) -> None:
    """Another record of the same accounts then gives the same bytes, in whatever order the lines lie."""
    left, right = of_type(annals, record, "shelling")["claims"]
    one = claims(annals, record)[-1]
    annals("judge", record, "different", left, right, "--reason", "two guns", *WHO)
    annals("judge", record, "edit", one, "--field", "type", "--value", "attack", "--reason", "an attack", *WHO)
    annals("judge", record, "reject", left, "--reason", "no", *WHO)
    taken = next(each["id"] for each in listed(annals, record) if each["verdict"] == "reject")
    annals("judge", record, "--withdraw", taken, "--reason", "yes", *WHO)
    lines = annals("judge", record, "--list", "--json").out
    other, log = tmp_path / "other.annals", tmp_path / "decisions.jsonl"
    annals("read", accounts, "--into", other)
    log.write_text("\n".join(reversed(lines.splitlines())), encoding="utf-8")
    assert annals("judge", other, "--replay", log).out == "4 judgements added, 0 there already, 0 left out\n"
    for show in (("show", "--json"), ("judge", "--list", "--json"), ("export", "--format", "json")):
        assert annals(show[0], other, *show[1:]).out == annals(show[0], record, *show[1:]).out
    assert annals("judge", other, "--replay", log).out == "0 judgements added, 4 there already, 0 left out\n"


def test_decisions_about_other_claims_are_named(annals: Annals, record: Path, tmp_path: Path) -> None:
    """What the record does not hold is left out by name; a line that was changed is refused."""
    log = tmp_path / "decisions.jsonl"
    told = {"verdict": "accept", "left": "0" * 16, "right": "0" * 16, "author": "A", "reason": "", "made": "2031-04-01"}
    log.write_text(json.dumps(told), encoding="utf-8")
    assert "no claim has the id '0000000000000000'" in annals("judge", record, "--replay", log).out
    log.write_text(json.dumps(told | {"id": "f" * 16}), encoding="utf-8")
    assert "is not what its id says" in annals("judge", record, "--replay", log).err
    log.write_text("{}", encoding="utf-8")
    assert annals("judge", record, "--replay", log).code == 1


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this machine has no /dev/zero")
def test_what_has_no_end_is_not_replayed(annals: Annals, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a device no more is read than a file of judgements may have."""
    monkeypatch.setattr("annals.shell.replay.LIMIT", 10_000)
    ran = annals("judge", record, "--replay", "/dev/zero")
    assert (ran.code, "too large" in ran.err) == (1, True)
