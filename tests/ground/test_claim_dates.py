"""The dates of claims in accounts: their own words, the running date, the episode's, or none."""

from __future__ import annotations

import pytest

from annals.base.claim import Claim
from annals.base.document import Document, Source
from annals.base.episode import Episode
from annals.base.mention import Mention
from annals.base.passage import Draft, Passage
from annals.base.span import Span
from annals.base.when import When
from annals.collect.weave import Weaver
from annals.divide.passages import passages
from annals.extract.when import timings
from annals.ground.when import dates

SIEGE = Episode(title="Siege of Alder", start="2014-03-03", end="2014-03-20")
RAID = Episode(title="Raid on Birch", start="2014-03-03", end="2014-03-03")


def account(parts: list[tuple[str, str]], encyclopedia: bool = True, date: str | None = None) -> Document:
    """A page of sections, each a heading (empty: the lead, or the same section) and a paragraph."""
    weaver = Weaver()
    for heading, words in parts:
        if heading:
            weaver.heading(heading.lstrip("#"), 1 + len(heading) - len(heading.lstrip("#")))
        with weaver.block("paragraph"):
            weaver.write(words)
    return weaver.document(
        name="x", format="wikitext", certainty=1.0, digest="0", title="x", source=Source(date=date),
        encyclopedia=encyclopedia,
    )  # fmt: skip


def draft(page: Document, cut: list[Passage], quote: str, kind: str, voice: str, of_whole: bool) -> Draft:
    """A draft of the claim with `quote`; the time expressions in it are its own, `*` stands before its trigger."""
    before, star, after = quote.partition("*")
    start = page.text.index(before + after)
    span = Span(start, start + len(before + after))
    place = next((i, j, s) for i, p in enumerate(cut) for j, s in enumerate(p.sentences) if s.start <= start < s.end)
    trigger = Span(start + len(before), start + len(before) + 3) if star else None
    by = (Mention(voice),) if voice else ()
    claim = Claim(page[span], span, place[2], kind, trigger=trigger, attributed_to=by)
    own = tuple(t for t in timings(page.text, place[2]) if span.holds(t.span))
    return Draft(claim, place[0], place[1], own, of_whole)


def told(
    parts: list[tuple[str, str]],
    quote: str,
    episode: Episode | None = SIEGE,
    kind: str = "attack",
    voice: str = "",
    of_whole: bool = False,
    date: str | None = None,
    encyclopedia: bool = True,
) -> When | None:
    """The date of the claim with `quote` in an account of `parts`."""
    page = account(parts, encyclopedia, date)
    cut = passages(page)
    return dates(page, cut, [draft(page, cut, quote, kind, voice, of_whole)], episode)[0]


def edtf(when: When | None) -> str | None:
    return when.edtf if when else None


LEAD = ("", "The siege of Alder was a siege of a town.")


def test_a_claim_takes_the_date_in_its_own_words() -> None:
    """The date that stands in a claim is its date, with the words and their place."""
    parts = [LEAD, ("Siege", "On 5 March 2014, gunmen shelled the mill.")]
    when = told(parts, "On 5 March 2014, gunmen shelled the mill")
    assert when is not None
    assert (when.edtf, when.rule, when.words, when.anchor) == ("2014-03-05", "date", "5 March 2014", None)
    assert when.span is not None
    assert account(parts)[when.span] == when.words


def test_the_year_comes_from_the_episode_and_says_so() -> None:
    """Where no date was told before, the year is the episode's, and the anchor is shown."""
    when = told([LEAD, ("Siege", "On 5 March, gunmen shelled the mill.")], "On 5 March, gunmen shelled the mill")
    assert when is not None
    assert (when.edtf, when.rule, when.anchor) == ("2014-03-05", "year-from-episode", "2014-03-03")


def test_a_sentence_without_a_date_carries_the_latest() -> None:
    """A claim without time words takes the date told last in its section, and has no words for it."""
    parts = [LEAD, ("Siege", "On 5 March, gunmen shelled the mill. They burned a barn.")]
    when = told(parts, "They burned a barn")
    assert when is not None
    assert (when.edtf, when.rule, when.words, when.anchor) == ("2014-03-05", "carried", None, "2014-03-05")


def test_the_date_told_before_in_the_sentence_applies() -> None:
    """A clause without a date takes the one told earlier in its sentence."""
    parts = [LEAD, ("Siege", "On 5 March, gunmen shelled the mill, and guards retook a bridge.")]
    assert edtf(told(parts, "guards retook a bridge")) == "2014-03-05"


def test_nothing_is_carried_into_another_section() -> None:
    """The running date ends with its section."""
    parts = [LEAD, ("Siege", "On 5 March, gunmen shelled the mill."), ("Relief", "Guards burned a barn.")]
    assert told(parts, "Guards burned a barn") is None


def test_an_account_without_any_date_gives_none() -> None:
    """Without a year anywhere, a day and a month are no date: nothing is invented."""
    assert told([("", "On 5 March, gunmen shelled the mill.")], "gunmen shelled the mill", episode=None) is None


def test_the_publication_date_is_never_the_date_of_a_bare_claim() -> None:
    """A report's own date dates nothing that the text does not tie to it."""
    parts = [("", "Gunmen shelled the mill.")]
    when = told(parts, "Gunmen shelled the mill", None, date="2014-03-06", encyclopedia=False)
    assert when is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [("yesterday", "2014-03-05"), ("on Monday", "2014-03-03"), ("on 27 February", "2014-02-27")],
)
def test_a_report_counts_from_its_own_day(words: str, expected: str) -> None:
    """In a report, weekdays, `yesterday` and years left out are counted from the day it appeared."""
    parts = [("", f"Gunmen shelled the mill {words}.")]
    quote = f"Gunmen shelled the mill {words}"
    assert edtf(told(parts, quote, None, date="2014-03-06", encyclopedia=False)) == expected


def test_the_morning_after_a_night_is_the_next_day() -> None:
    """`That morning`, told after a night, is the morning of the next day."""
    parts = [LEAD, ("Siege", "On the night of 5 March, gunmen shelled the mill. That morning, guards fled.")]
    when = told(parts, "That morning, guards fled")
    assert when is not None
    assert (when.edtf, when.part_of_day) == ("2014-03-06", "morning")


def test_days_are_counted_along_the_trail() -> None:
    """`The next day` and `two days later` count from the date told last."""
    parts = [LEAD, ("Siege", "On 5 March, guards fled. The next day, gunmen came. Two days later, they left.")]
    assert edtf(told(parts, "Two days later, they left")) == "2014-03-08"


@pytest.mark.parametrize(
    ("sentence", "quote", "expected"),
    [
        ("By 9 March, guards had cut the road.", "By 9 March, guards had cut the road", "../2014-03-09"),
        ("By 9 March, the town was under siege.", "By 9 March, the town was under siege", "2014-03-09"),
        ("After 9 March, guards cut the road.", "After 9 March, guards cut the road", "2014-03-09/.."),
        ("Guards cut the road since 9 March.", "Guards cut the road since 9 March", "2014-03-09/.."),
        ("Guards cut the road before 9 March.", "Guards cut the road before 9 March", "../2014-03-09"),
        ("As of 9 March, 40 people were dead.", "As of 9 March, 40 people were dead", "2014-03-09"),
        ("Guards cut the road around 9 March.", "Guards cut the road around 9 March", "2014-03-09~"),
    ],
)
def test_a_bound_leaves_one_end_open(sentence: str, quote: str, expected: str) -> None:
    """`By`, `after`, `since` and `before` give one end only; a state or a report of a day is of that day."""
    assert edtf(told([LEAD, ("Siege", sentence)], quote)) == expected


def test_what_went_on_until_a_day_runs_from_the_date_before() -> None:
    """Fighting that continued until a day is told from the running date to that day."""
    parts = [LEAD, ("Siege", "On 5 March, gunmen came. Fighting continued until 9 March.")]
    assert edtf(told(parts, "Fighting continued until 9 March")) == "2014-03-05/2014-03-09"


def test_what_holds_until_a_day_is_agreed_on_the_running_date() -> None:
    """A truce that is to hold until the next day is made on the day told before."""
    parts = [LEAD, ("Siege", "On 5 March, envoys came. They agreed on a truce in effect until noon the next day.")]
    quote = "They agreed on a truce in effect until noon the next day"
    assert edtf(told(parts, quote, kind="agreement")) == "2014-03-05"


def test_the_sentence_that_defines_the_episode_takes_its_interval() -> None:
    """`The siege was a siege of` has the episode's dates."""
    assert edtf(told([LEAD], "The siege of Alder was a siege", of_whole=True)) == "2014-03-03/2014-03-20"


def test_a_date_that_only_says_less_yields_to_the_episodes_own() -> None:
    """`A siege in March 2014` of an episode with days has its days."""
    parts = [("", "The siege of Alder was a siege of a town in March 2014.")]
    when = told(parts, "The siege of Alder was a siege of a town in March 2014", of_whole=True)
    assert edtf(when) == "2014-03-03/2014-03-20"


def test_a_lead_claim_that_is_not_of_the_whole_has_no_date() -> None:
    """What the lead tells besides, without a date, stays undated."""
    parts = [
        ("", "The siege of Alder was a siege. On 5 March 2014, gunmen came. Many barns were burned."),
        ("Siege", "On 5 March, gunmen came along the river, and they shelled the mill until the guards fled from it."),
    ]
    assert told(parts, "Many barns were burned") is None


def test_what_is_said_of_the_siege_itself_in_the_lead_is_of_the_whole() -> None:
    """A sentence of the lead whose subject is the siege has the siege's interval."""
    parts = [
        ("", "The siege of Alder was a siege. The siege led to the flight of many."),
        ("Siege", "On 5 March, gunmen came along the river, and they shelled the mill until the guards fled from it."),
    ]
    assert edtf(told(parts, "the flight of many", kind="displacement")) == "2014-03-03/2014-03-20"


def test_during_the_siege_is_its_interval() -> None:
    """`During the siege` names the episode that the page is about; `during the storm` does not."""
    parts = [LEAD, ("Siege", "During the siege, barns were burned. During the campaign, mills were burned.")]
    assert edtf(told(parts, "During the siege, barns were burned")) == "2014-03-03/2014-03-20"
    assert told(parts, "During the campaign, mills were burned") is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Subsequently, guards burned a barn.",
        "After the siege, guards burned a barn.",
        "After capturing the mill, guards burned a barn.",
        "A few days later, guards burned a barn.",
        "Previously, guards burned a barn.",
    ],
)
def test_words_that_only_order_give_no_date(sentence: str) -> None:
    """What is told to have come before or after, without saying when, is not of the running date."""
    parts = [LEAD, ("Siege", f"On 5 March, gunmen came. {sentence}")]
    assert told(parts, sentence.rstrip(".")) is None


@pytest.mark.parametrize("verb", ["had *burned", "have *burned", "had already *burned"])
def test_another_tense_is_another_time(verb: str) -> None:
    """An act told as past before the story, or as present, is not of the running date."""
    sentence = f"The guards {verb} a barn"
    parts = [LEAD, ("Siege", f"On 5 March, gunmen came. {sentence.replace('*', '')}.")]
    assert told(parts, sentence) is None


def test_a_report_of_a_past_act_is_of_the_running_date() -> None:
    """What somebody said had been done is of the day of which it is told."""
    parts = [LEAD, ("Siege", "On 5 March, gunmen came. The mayor said that they had burned a barn.")]
    assert edtf(told(parts, "they had *burned a barn", voice="The mayor")) == "2014-03-05"


def test_a_background_carries_its_dates_one_sentence_far() -> None:
    """A background leaps: a date told two sentences before is no ground."""
    parts = [LEAD, ("Background", "On 5 March 2013, gunmen came. They burned a barn. They robbed a mill.")]
    assert edtf(told(parts, "They burned a barn")) == "2013-03-05"
    assert told(parts, "They robbed a mill") is None


def test_an_aside_on_another_year_does_not_lead_astray() -> None:
    """A date told in passing of something else is not what the next sentence is dated by."""
    parts = [
        LEAD,
        ("Siege", "On 5 March, gunmen took the fort, which had stood empty since 1994. On 9 March, guards retook it."),
    ]
    assert edtf(told(parts, "On 9 March, guards retook it")) == "2014-03-09"


def test_a_heading_gives_the_year() -> None:
    """Years are those of the headings above."""
    parts = [LEAD, ("Clashes", "Nothing."), ("#2016", "Nothing."), ("##May", "On 9 May, guards came.")]
    assert edtf(told(parts, "On 9 May, guards came")) == "2016-05-09"


def test_a_heading_that_is_a_day_dates_its_section() -> None:
    """A section headed by a day dates what it tells without a date."""
    parts = [LEAD, ("5–6 March", "Gunmen shelled the mill.")]
    assert edtf(told(parts, "Gunmen shelled the mill")) == "2014-03-05/2014-03-06"


def test_a_day_after_another_act_is_counted_from_the_main_clause() -> None:
    """`On 5 March, a day after guards fled`: the flight was on 4 March."""
    parts = [LEAD, ("Siege", "The shelling began on 5 March, a day after guards left the mill.")]
    assert edtf(told(parts, "guards left the mill")) == "2014-03-04"
    assert edtf(told(parts, "The shelling began on 5 March")) == "2014-03-05"


def test_the_day_of_the_telling_is_not_the_day_of_a_one_day_episode() -> None:
    """What was said days later of a raid of one day is of the day of the raid; a tally is of the day it was told."""
    parts = [
        ("", "The raid on Birch was a raid on 3 March 2014."),
        ("Reports", "On 6 March, the mayor claimed that 12 guards had been killed. Two barns were burned."),
        ("Toll", "On 7 March, the mayor announced that the toll had risen to 14."),
    ]
    assert edtf(told(parts, "12 guards had been killed", RAID, "casualties", "the mayor")) == "2014-03-03"
    assert edtf(told(parts, "Two barns were burned", RAID)) == "2014-03-03"
    assert edtf(told(parts, "the toll had risen to 14", RAID, "casualties", "the mayor")) == "2014-03-07"


def test_an_open_episode_stays_open() -> None:
    """The whole of an episode that goes on has no end."""
    going_on = Episode(title="Siege of Alder", start="2014-03-03", end="..")
    assert edtf(told([LEAD], "The siege of Alder was a siege", going_on, of_whole=True)) == "2014-03-03/.."


def test_the_part_of_the_day_holds_for_what_happens_at_once() -> None:
    """`Concurrently` keeps the part of the day; another sentence does not."""
    parts = [LEAD, ("Siege", "At dawn on 5 March, gunmen came. Meanwhile, guards fled. A barn burned.")]
    first, second = told(parts, "Meanwhile, guards fled"), told(parts, "A barn burned")
    assert (first and first.part_of_day, second and second.part_of_day) == ("early_morning", None)


def test_footnote_marks_do_not_part_a_date() -> None:
    """A mark printed within a date is read past."""
    parts = [LEAD, ("Siege", "On 5 March[1] 2014, gunmen shelled the mill.")]
    assert edtf(told(parts, "gunmen shelled the mill")) == "2014-03-05"


def test_what_they_were_charged_with_is_of_another_time() -> None:
    """The act that somebody is arrested for is not of the day of the arrest."""
    parts = [LEAD, ("Siege", "On 5 March, guards arrested five men on charges that they burned a barn.")]
    assert told(parts, "they burned a barn") is None


def test_what_was_over_some_days_later_happened_by_then() -> None:
    """`Two days later they had left` says that they left by that day."""
    parts = [LEAD, ("Siege", "On 5 March, gunmen came. Two days later, they had left.")]
    assert edtf(told(parts, "Two days later, they had *left")) == "../2014-03-07"


def test_a_numbered_day_in_apposition_does_not_undo_the_running_date() -> None:
    """`The second day of heavy rain` counts something else; the claim stays on the running date."""
    parts = [LEAD, ("Siege", "On 5 March, gunmen came. Guards fled, the second day of heavy rain.")]
    assert edtf(told(parts, "Guards fled")) == "2014-03-05"
