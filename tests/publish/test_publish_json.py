"""JSON in the codebook's keys, the same for the same content, and honest about what it leaves out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.keep.accounts import article, renamed, told

from annals.base.claim import Claim, Statement
from annals.base.judgement import Judgement
from annals.base.mention import Mention
from annals.base.reading import Reading
from annals.base.span import Span
from annals.base.toll import Loss
from annals.keep.record import Record
from annals.merge.episode import episodes
from annals.merge.history import timeline
from annals.publish.json import export, left_out, line, record

SIDE = {"units": [], "commanders": [], "strength": []}


def whole(reading: Reading) -> Reading:
    """The reading with its episodes, as the pipeline gives it."""
    return msgspec.structs.replace(reading, episodes=tuple(episodes(reading.statements)))


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "war.annals", create=True) as opened:
        for reading in (article(2, "b.md"), article(1, "c.md"), renamed(article(1), "a.md")):
            opened.add(reading)
        yield opened


def of_claim(**more: Any) -> dict[str, Any]:
    """What a claim of the words `x` comes out as."""
    claim = Claim(quote="x", span=Span(0, 1), sentence=Span(0, 1), type="attack", **more)
    (out,) = record(told("x", claim))["claims"]
    return dict(out)


def of_loss(loss: Loss) -> dict[str, Any]:
    """What a loss of an infobox comes out as."""
    statement = Statement("loss", "x", Span(0, 1), loss=loss)
    (out,) = record(whole(msgspec.structs.replace(told("x"), statements=(statement,))))["episode"]["losses"]
    return dict(out)


def test_the_episode_has_the_codebook_keys() -> None:
    """Section 2 of the codebook, key by key."""
    episode = record(whole(article(1, "ford.md")))["episode"]
    assert {key: value for key, value in episode.items() if key != "losses"} == {
        "title": "Fight for Harrow Ford",
        "start": "2031-03-03",
        "end": "2031-03-05",
        "places": ["Harrow Ford", "Lowmark"],
        "coordinates": [51.25, -2.5],
        "part_of": [],
        "result": None,
        "outcomes": [],
        "territory": None,
        "sides": [{"belligerents": ["Lowmark Guard"], **SIDE}, {"belligerents": ["River League"], **SIDE}],
        "damages": [],
    }


def test_the_claim_has_the_codebook_keys_first() -> None:
    """Section 3 of the codebook, in its order, before what annals adds."""
    claim = record(article(1))["claims"][1]
    assert dict(list(claim.items())[:11]) == {
        "quote": "The same evening the Lowmark Guard fought the River League at post 1.1.",
        "type": "clash",
        "date": "2031-03-01",
        "part_of_day": "evening",
        "places": ["post 1.1"],
        "by": ["Lowmark Guard"],
        "against": ["River League"],
        "losses": [],
        "attributed_to": "the miller",
        "certainty": "reported",
        "negated": False,
    }


def test_a_claim_leads_back_to_its_words() -> None:
    """Offsets, sentence, footnotes, rule and id come with each claim."""
    reading = article(1)
    for out in record(reading)["claims"]:
        assert reading.document.text[out["offsets"]["start"] : out["offsets"]["end"]] == out["quote"]
        assert out["quote"] in out["sentence"]
        assert len(out["id"]) == 16
    assert record(reading)["claims"][0]["citations"] == ["1"]


def test_no_claim_has_the_key_span() -> None:
    """`span` means something else to the codebook's scorer, and is never written."""
    assert '"span"' not in line(record(whole(article(1))))


def test_a_date_says_what_it_was_read_from() -> None:
    """The words or the anchor of a date, and the rule, stand beside it."""
    first, second = record(article(1))["claims"][:2]
    assert first["dated_by"] == {"rule": "day-month-year", "words": "1 March 2031"}
    assert second["dated_by"] == {"rule": "same-day", "anchor": "2031-03-01"}
    assert of_claim()["dated_by"] is None


@pytest.mark.parametrize(
    ("names", "expected"), [((), None), (("SOHR",), "SOHR"), (("SOHR", "a monitor"), ["SOHR", "a monitor"])]
)
def test_claimants_are_one_name_or_a_list(names: tuple[str, ...], expected: object) -> None:
    """No claimant is null, one is a string, several are a list."""
    assert of_claim(attributed_to=tuple(Mention(name) for name in names))["attributed_to"] == expected


def test_a_mediator_is_written_only_where_there_is_one() -> None:
    """Third parties who broker have a key of their own."""
    assert of_claim(mediator=(Mention("the abbot"),))["mediator"] == ["the abbot"]
    assert "mediator" not in of_claim()


def test_a_plain_figure_has_no_flags() -> None:
    """`vague`, `approx`, `part` and `scope` appear only where they say something."""
    assert of_loss(Loss("killed", 2, 2, side=1)) == {
        "side": 1,
        "attributed_to": None,
        "who": None,
        "kind": "killed",
        "min": 2,
        "max": 2,
    }


def test_a_figure_says_all_that_was_read() -> None:
    """Every mark of section 5 of the codebook comes through."""
    loss = Loss("wounded", vague=True, approx=True, who="guards", part=True, scope="day", side="civilians")
    assert (
        of_loss(loss).items()
        >= {
            "vague": True,
            "approx": True,
            "who": "guards",
            "part": True,
            "scope": "day",
            "side": "civilians",
            "min": None,
        }.items()
    )


def test_a_loss_in_a_claim_has_no_side() -> None:
    """Sides belong to the episode (codebook, section 5)."""
    (loss,) = of_claim(losses=(Loss("killed", 1, 1, who="a guard"),))["losses"]
    assert loss == {"who": "a guard", "kind": "killed", "min": 1, "max": 1}


def test_a_page_without_a_box_has_no_episode() -> None:
    """No box of a conflict, no invented war."""
    assert record(told("x"))["episode"] is None


def test_further_boxes_are_told_apart() -> None:
    """The first box is the episode, the others come beside it."""
    boxes = [Statement("title", "x", Span(0, 1), box=n, text=f"Box {n}") for n in range(3)]
    out = record(whole(msgspec.structs.replace(told("x"), statements=tuple(boxes))))
    assert out["episode"]["title"] == "Box 0"
    assert [episode["title"] for episode in out["further_episodes"]] == ["Box 1", "Box 2"]


def test_a_record_says_what_was_read() -> None:
    """Name, format, digest, source, citations and gaps stand beside what was made of the document."""
    out = record(article(1, "ford.md"))
    assert (out["document"], out["format"], out["certainty"]) == ("ford.md", "frontmatter", 0.9)
    assert out["digest"] == article(1).document.digest
    assert out["source"] == {"publisher": "Lowmark Almanac", "revision": "7"}
    assert out["citations"][0]["outlet"] == "The Ford Courier"
    assert out["gaps"][0]["offsets"] == {"start": 85, "end": 93}


def test_a_record_is_one_line() -> None:
    """Nothing that any program takes for the end of a line is inside; other scripts are readable as they are."""
    written = line(record(renamed(article(1), "الجسر\u2028\x85\x1b\n.md")))
    assert written.splitlines() == [written[:-1]]
    assert "الجسر" in written
    assert json.loads(written)["document"] == "الجسر\u2028\x85\x1b\n.md"


def test_an_export_is_what_reading_printed(kept: Record) -> None:
    """But for the events, a record gives back what the readings gave, by name."""
    printed = [whole(article(1, "a.md")), whole(article(2, "b.md")), whole(article(1, "c.md"))]
    exported = [json.loads(each) for each in export(kept)]
    for out in exported:
        for claim in out["claims"]:
            del claim["event"]
    assert exported == [json.loads(line(record(reading))) for reading in printed]


def test_an_export_names_the_event_of_each_claim(kept: Record) -> None:
    """Claims of one event carry one event id."""
    events = {event.id: set(event.claims) for event in timeline(kept)}
    for each in export(kept):
        for claim in json.loads(each)["claims"]:
            assert claim["id"] in events[claim["event"]]


def test_an_export_holds_judgements(kept: Record) -> None:
    """What people decided comes with the documents it is about."""
    left, right, *_ = (claim.id for claim in kept.claims())
    id = kept.judge(Judgement(left, right, "same", "Ada", "same words", "2031-04-01"))
    about = [json.loads(each).get("judgements") for each in export(kept)]
    assert (
        about[0]
        == about[2]
        == [
            {
                "id": id,
                "left": left,
                "right": right,
                "verdict": "same",
                "author": "Ada",
                "reason": "same words",
                "made": "2031-04-01",
                "withdrawn": False,
            }
        ]
    )
    assert about[1] is None


def test_what_is_left_out_is_said(kept: Record) -> None:
    """The loss report counts the texts that the export does not carry."""
    assert any("texts of 2 documents" in sentence for sentence in left_out(kept))
