"""The words of the field, as data files with their sources, and a loader for them. No logic lives here."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The parsed codebook file `name` (without `.toml`). Callers must not change what they are given."""
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))


def squeeze(name: str) -> str:
    """`name` in lower case, without spaces, underscores and hyphens: how infobox names are compared."""
    return re.sub(r"[\s_\-]+", "", name.casefold())


@cache
def _names(part: str) -> dict[str, str]:
    return {squeeze(name): key for key, names in table("infobox")[part].items() for name in names}


def parameter_key(name: str) -> tuple[str, int | None]:
    """Canonical key and side of an infobox parameter: `casualties2b` is `("casualties", 2)`; unknown names stay."""
    name = squeeze(name)
    if name in _names("keys"):
        return _names("keys")[name], None
    if m := re.fullmatch(r"(.*?\D)(\d)[a-z]?", name):
        return _names("keys").get(m[1], m[1]), int(m[2])
    return name, None


def label_key(label: str) -> str | None:
    """Canonical key of a label printed in a rendered infobox (`Casualties and losses`), or `None`."""
    return _names("labels").get(squeeze(label.strip(" :")))


def is_conflict_box(template: str) -> bool:
    """Whether a template or box class named `template` describes an armed conflict."""
    name = re.sub(r"[\s_\-]+", " ", template.casefold()).replace("infobox", "").strip()
    words = table("infobox")["templates"]
    if any(re.search(rf"\b{re.escape(w)}\b", name) for w in words["other"]):
        return False
    return any(re.search(rf"\b{re.escape(w)}\b", name) for w in words["conflict"])
