"""What makes pages in files live: their events, the map library and the script, as text that a page holds or loads."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import files

from annals.serve.carried import Ways, carried, scripted
from annals.serve.page import Shown

PARTS = {"main": "maplibre-gl.mjs", "worker": "maplibre-gl-worker.mjs", "sheet": "maplibre-gl.css"}
LAND = "vendor/world/countries-50m.json"
LICENCES = ("vendor/maplibre-gl.LICENSE.txt", "vendor/maplibre-gl.needs.LICENSES.txt", "vendor/world/LICENSE")


def asset(name: str) -> bytes:
    """A file that comes with annals."""
    return files("annals.serve").joinpath("static", *name.split("/")).read_bytes()


def events(shown: Shown, per_page: int | None, ways: Ways, *, held: bool = False) -> str:
    """The chosen events as a script, or as the JSON that a page holds."""
    told = scripted(carried(shown, per_page, ways))
    return told if held else f"globalThis.annalsEvents={told};\n"


@cache
def map_parts(*, held: bool = False) -> str:
    """The map library and its shapes as a script, or as the JSON that a page holds: as text, which the script runs."""
    parts = {part: asset(f"vendor/{name}").decode() for part, name in PARTS.items()}
    licences = "\n\n".join(asset(name).decode() for name in LICENCES)
    told = scripted({**parts, "land": json.loads(asset(LAND)), "licences": licences}, sparing=True)
    return told if held else f"globalThis.annalsMap={told};\n"


def policy(plain: str) -> str:
    """What a page may load beside what `plain` says, so that the map can be moved about in."""
    sheet = asset(f"vendor/{PARTS['sheet']}").decode()
    more = {"script-src": "blob:", "style-src": hashed(sheet), "img-src": "data: blob:"}
    return "; ".join([*_widened(plain.split("; "), more), "connect-src blob:", "worker-src blob: data:"])


def _widened(parts: Iterable[str], more: dict[str, str]) -> Iterable[str]:
    for part in parts:
        name = part.partition(" ")[0]
        yield f"{part} {more[name]}" if name in more else part


def hashed(text: str) -> str:
    """How a policy names a text that is part of a page."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
