"""A person's correction of a claim: what can be written, and what it makes of the claim."""

from __future__ import annotations

import msgspec
import pytest

from annals.base.claim import Claim
from annals.base.correction import corrected, worded
from annals.base.errors import AnnalsError
from annals.base.judgement import FIELDS
from annals.base.mention import Mention
from annals.base.span import Span
from annals.base.toll import Loss
from annals.base.when import When

READ = Claim(
    quote="the League shelled the ford, killing 2 guards",
    span=Span(0, 45),
    sentence=Span(0, 45),
    type="shelling",
    when=When("2031-03-03", "day", "night"),
    places=(Mention("ford", Span(23, 27)),),
    by=(Mention("League", Span(4, 10)),),
    losses=(Loss("killed", 2, 2, who="guards", scope="day", span=Span(37, 45)), Loss("wounded", vague=True)),
)


@pytest.mark.parametrize("field", FIELDS)
def test_what_is_written_back_changes_nothing(field: str) -> None:
    """A field sent back as the page wrote it stays as it was read, but for a type or date, which is now a person's."""
    same = corrected(READ, field, worded(READ, field))
    if field in ("type", "date"):
        same = msgspec.structs.replace(same, rule=READ.rule, when=READ.when)
    assert same == READ


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("type", "territory gained", "territory_gained"),
        ("date", "2031-03-03/2031-03-05", "2031-03-03/2031-03-05"),
        ("date", "../2031-03 early morning", "../2031-03 early_morning"),
        ("date", "", ""),
        ("places", "Harrow Ford; ford\nLowmark", "Harrow Ford; ford; Lowmark"),
        ("by", "", ""),
        ("losses", "killed 3–4 guards", "killed 3-4 guards"),
        ("losses", "killed at least 3; destroyed about 10 houses", "killed at least 3; destroyed about 10 houses"),
        ("losses", "missing some farmers", "missing some farmers"),
        ("losses", "wounded some 40 men", "wounded about 40 men"),
        ("losses", "killed 16th Brigade men", "killed some 16th Brigade men"),
        ("voice", "Harrow Ford police; a resident", "Harrow Ford police; a resident"),
        ("voice", "", ""),
        ("certainty", " Claimed", "claimed"),
        ("negated", "YES", "yes"),
    ],
)
def test_values_are_read(field: str, value: str, found: str) -> None:
    """What a person writes comes back in the same words."""
    assert worded(corrected(READ, field, value), field) == found


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("type", "picnic"),
        ("type", ""),
        ("date", "3 March 2031"),
        ("date", "2031-13-01"),
        ("date", "2031-03-05/2031-03-03"),
        ("date", "2031-03-03 teatime"),
        ("date", "../.."),
        ("losses", "2 guards"),
        ("losses", "killed 5-3 guards"),
        ("certainty", ""),
        ("certainty", "sure"),
        ("negated", ""),
        ("negated", "perhaps"),
        ("quote", "other words"),
        ("by", "x" * 5000),
    ],
)
def test_what_no_claim_can_hold_is_refused(field: str, value: str) -> None:
    """A value that is none, or a field that is the text's own, is refused with what is allowed."""
    with pytest.raises(AnnalsError) as refused:
        corrected(READ, field, value)
    assert refused.value.allowed


def test_a_corrected_figure_keeps_the_rest_of_the_loss() -> None:
    """Scope and place of the words stay; the figure is the person's, and says so."""
    (loss, _) = corrected(READ, "losses", "killed 3 guards; wounded some").losses
    assert (loss.min, loss.max, loss.scope, loss.span, loss.rule) == (3, 3, "day", Span(37, 45), "judged")


def test_the_words_stay() -> None:
    """No correction touches quote, span or sentence."""
    other = corrected(corrected(READ, "type", "attack"), "by", "Guard")
    assert (other.quote, other.span, other.sentence) == (READ.quote, READ.span, READ.sentence)
    assert (other.by, other.rule) == ((Mention("Guard", rule="judged"),), "judged")


def test_a_corrected_voice_keeps_those_who_stood_there() -> None:
    """Who was read already keeps where it stands; who was put in is a person's word."""
    told = msgspec.structs.replace(READ, attributed_to=(Mention("the mayor", Span(0, 3)),))
    assert corrected(told, "voice", "Lowmark police; the mayor").attributed_to == (
        Mention("Lowmark police", rule="judged"),
        Mention("the mayor", Span(0, 3)),
    )
