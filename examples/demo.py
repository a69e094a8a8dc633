"""The examples into a fresh record, its timeline, and what stands behind one line of it: `make demo`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ACCOUNTS = Path(__file__).resolve().parent / "qamishli"


def annals(*arguments: str | Path) -> None:
    """Show the command as one would type it, and run it."""
    words = [os.path.relpath(word) if isinstance(word, Path) else word for word in arguments]
    print(f"\n$ annals {' '.join(words)}\n", flush=True)
    subprocess.run([sys.executable, "-m", "annals", *words], check=True)


def one_event(record: Path) -> str:
    """The event that most claims tell of; of several the one with most dead and hurt, then the first in time."""
    shown = subprocess.run(
        [sys.executable, "-m", "annals", "show", str(record), "--json"], check=True, capture_output=True, text=True
    )
    events = [json.loads(line) for line in shown.stdout.splitlines()]
    return str(max(events, key=weight)["id"][:8])


def weight(event: dict[str, Any]) -> tuple[int, bool, int]:
    """How much there is to explain about an event."""
    kinds = [loss["kind"] for version in event["versions"] for loss in version["losses"]]
    return len(event["claims"]), "killed" in kinds, len(kinds)


def place() -> Path:
    """Where the record goes: beside the caller, or, where nothing may be written there, among the temporary files."""
    folder = Path.cwd() if os.access(Path.cwd(), os.W_OK) else Path(tempfile.mkdtemp(prefix="annals-"))
    return folder / "demo.annals"


def main() -> None:
    """Read, show, ask why, and say how to go on."""
    record = place()
    record.unlink(missing_ok=True)
    annals("read", ACCOUNTS, "--into", record)
    annals("show", record)
    annals("why", record, one_event(record))
    path = os.path.relpath(record)
    print(f"\nThe record is in {path}. Next:\n")
    for command, what in (
        (f"annals rivals {path}", "what is told in more than one way"),
        (f"annals tally {path}", "totals against the story, with the arithmetic"),
        (f"annals serve {path}", "all of it as pages in your browser"),
        (f"annals gaps {path}", "what was seen and not understood"),
        (f"annals export {path}", "the record for other programs"),
        (f"annals read YOUR-ACCOUNTS --into {path}", "your own files, beside these"),
        ("less docs/tutorial.md", "a tour of a quarter of an hour"),
    ):
        print(f"  {command:<46}{what}")
    print("\n(annals is in .venv/bin: put it in your path with  . .venv/bin/activate)")


if __name__ == "__main__":
    main()
