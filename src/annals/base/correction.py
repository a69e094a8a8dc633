"""A person's correction of one field of a claim: written as a line of text, read from it, and put into the claim.

    type      one of the codebook's types             withdrawal
    date      EDTF, and the part of the day           2021-04-20 night
    places, by, against    names, `;` between them    Harrow Ford; Lowmark
    losses    kind, figure, victims, `;` between them killed 2-3 guards; wounded at least 4; missing some farmers
    voice     whose word it is, `;` between them      Harrow Ford police; a resident
    certainty stated, reported or claimed             claimed
    negated   whether it failed, or did not happen    yes

An empty value says that the text gives none; of the voice, that the account says it in its own. Certainty and negation
are always told. Whatever a person wrote has the rule `judged`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from annals.base.claim import CERTAINTIES, Claim
from annals.base.edtf import bounds
from annals.base.errors import AnnalsError
from annals.base.judgement import FIELDS
from annals.base.mention import Mention
from annals.base.toll import KINDS, Loss
from annals.base.what import TYPES
from annals.base.when import PARTS_OF_DAY, When

RULE = "judged"
NEGATED = {"yes": True, "no": False}
ROLES = {"places": "places", "by": "by", "against": "against", "voice": "attributed_to"}
"""The fields that are names, and what of a claim they are."""
LONGEST = 2_000
"""Characters of a correction."""

_END = re.compile(r"-?[\dX]{4}(?:-[\dX]{2}(?:-[\dX]{2})?)?[?~%]?|Y-?\d{5,9}")
_FIGURE = re.compile(r"(?:(at least|up to|about|some) )?(\d{1,9})(?: ?[-–] ?(\d{1,9}))?(?![\w.,])")


def worded(claim: Claim, field: str) -> str:
    """The field of a claim as a person would write it."""
    if field == "type":
        return claim.type
    if field == "date":
        return " ".join(filter(None, (claim.when.edtf, claim.when.part_of_day))) if claim.when else ""
    if field == "losses":
        return "; ".join(_loss_worded(loss) for loss in claim.losses)
    if field == "certainty":
        return claim.certainty
    if field == "negated":
        return next(word for word, negated in NEGATED.items() if negated == claim.negated)
    mentions: Sequence[Mention] = getattr(claim, ROLES[field])
    return "; ".join(dict.fromkeys(_plain(mention.name) for mention in mentions))


def corrected(claim: Claim, field: str, value: str) -> Claim:
    """The claim with `value` as its `field`; what stays the same keeps its words and its rule. Raises `AnnalsError`."""
    if field not in FIELDS:
        raise AnnalsError(f"no field {field!r} can be corrected", allowed=", ".join(FIELDS))
    if len(value) > LONGEST:
        raise AnnalsError(f"{len(value)} characters as {field}", allowed=f"up to {LONGEST}")
    if field == "type":
        return msgspec.structs.replace(claim, type=_type(value), rule=RULE)
    if field == "date":
        return msgspec.structs.replace(claim, when=_when(value))
    if field == "losses":
        return msgspec.structs.replace(claim, losses=_losses(value, claim.losses))
    if field == "certainty":
        return msgspec.structs.replace(claim, certainty=_one_of(field, value, CERTAINTIES))
    if field == "negated":
        return msgspec.structs.replace(claim, negated=NEGATED[_one_of(field, value, tuple(NEGATED))])
    return msgspec.structs.replace(claim, **{ROLES[field]: _mentions(value, getattr(claim, ROLES[field]))})


def _one_of(field: str, value: str, known: Sequence[str]) -> str:
    word = value.strip().casefold()
    if word not in known:
        raise AnnalsError(f"{value!r} as {field}", allowed=", ".join(known))
    return word


def _type(value: str) -> str:
    name = "_".join(value.split()).casefold()
    if name not in TYPES:
        raise AnnalsError(f"no type of occurrence is called {value!r}", allowed=", ".join(TYPES))
    return name


def _when(value: str) -> When | None:
    date, _, part = value.strip().partition(" ")
    part = part.strip().replace(" ", "_")
    if not date:
        return None
    if part and part not in PARTS_OF_DAY:
        raise AnnalsError(f"no part of the day is called {part!r}", allowed=", ".join(PARTS_OF_DAY))
    if not _is_date(date):
        raise AnnalsError(f"{date!r} is no date", allowed="EDTF: 2021-04-20, 2021-04, 2021-04-20/2021-04-26, ../2021")
    return When(date, RULE, part or None)


def _is_date(date: str) -> bool:
    ends = date.split("/")
    told = [end for end in ends if end not in ("", "..")]
    if len(ends) > 2 or not told or not all(_END.fullmatch(end) and bounds(end) != (None, None) for end in told):
        return False
    first, last = bounds(ends[0])[0], bounds(ends[-1])[1]
    return first is None or last is None or first <= last


def _mentions(value: str, before: Sequence[Mention]) -> tuple[Mention, ...]:
    """Names in their order; one that stood there already stays as it was read."""
    known = {_plain(mention.name): mention for mention in reversed(before)}
    return tuple(known.get(name) or Mention(name, rule=RULE) for name in _parts(value))


def _parts(value: str) -> list[str]:
    """What stands between semicolons or on lines of its own, each once."""
    return list(dict.fromkeys(part for part in map(_plain, re.split(r"[;\n]", value)) if part))


def _plain(words: str) -> str:
    return " ".join(words.replace(";", ",").split())


def _losses(value: str, before: Sequence[Loss]) -> tuple[Loss, ...]:
    """Losses in their order; one of a kind and victims that were told before keeps all but the figure."""
    left = list(before)
    found = []
    for part in _parts(value):
        told = _loss(part)
        old = next((loss for loss in left if _loss_worded(loss) == part), None)
        old = old or next((loss for loss in left if _of(loss) == _of(told)), None)
        if old is None:
            found.append(told)
            continue
        left.remove(old)
        figure = {name: getattr(told, name) for name in ("min", "max", "vague", "approx")}
        same = all(getattr(old, name) == given for name, given in figure.items())
        found.append(old if same else msgspec.structs.replace(old, **figure, rule=RULE))
    return tuple(found)


def _of(loss: Loss) -> tuple[str, str]:
    return loss.kind, _plain(loss.who or "")


def _loss(words: str) -> Loss:
    kind, _, rest = words.partition(" ")
    if kind not in KINDS:
        raise AnnalsError(f"{words!r} begins with no kind of loss", allowed=", ".join(KINDS))
    figure = _FIGURE.match(rest)
    if figure is None:
        who = rest.removeprefix("some").strip() or None
        return Loss(kind, vague=True, who=who, rule=RULE)
    word, low, high = figure[1], int(figure[2]), int(figure[3] or figure[2])
    if low > high or (word in ("at least", "up to") and figure[3]):
        raise AnnalsError(f"{words!r} has bounds that no figure fits", allowed="killed 2-3, killed at least 2")
    return Loss(
        kind,
        min=None if word == "up to" else low,
        max=None if word == "at least" else high,
        approx=word in ("about", "some"),
        who=rest[figure.end() :].strip() or None,
        rule=RULE,
    )


def _loss_worded(loss: Loss) -> str:
    low, high = loss.min, loss.max
    if loss.vague or (low is None and high is None):
        figure = "some"
    elif low is None:
        figure = f"up to {high}"
    elif high is None:
        figure = f"at least {low}"
    else:
        figure = f"{'about ' if loss.approx else ''}{low}" + (f"-{high}" if high != low else "")
    return _plain(f"{loss.kind} {figure} {loss.who or ''}")
