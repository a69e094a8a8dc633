"""The view made anew beside the pages, which go on with the old one until it is ready."""

from __future__ import annotations

import threading
import time
import traceback
from pathlib import Path

from annals.base.errors import AnnalsError
from annals.serve.view import View

PATIENCE = 1.5
"""Seconds that a page waits for its view; one of a small record is ready by then."""

UNDERWAY = "The record has grown. This page is being made anew, and shows it as it was before."
FAILED = "The record has grown, and this page could not be made anew ({}). It shows the record as it was before."


class Remaking:
    """One making of the view of a record in the state `of`, in a thread of its own."""

    def __init__(self, record: Path, of: str) -> None:
        self.of = of
        self.made: Path | None = None
        self.failure: str | None = None
        self.took = 0.0
        self._record = record
        self._thread = threading.Thread(target=self._make, name="annals-view", daemon=True)
        self._thread.start()

    def ready(self, patience: float = 0.0) -> bool:
        """Whether it has come to its end, well or not, after so many seconds at most."""
        self._thread.join(patience)
        return not self._thread.is_alive()

    def _make(self) -> None:
        began = time.monotonic()
        try:
            view = View.of(self._record)
            view.close()
            self.made = view.path
        except AnnalsError as error:
            self.failure = error.message
        except OSError as error:
            self.failure = str(error)
        except Exception as error:  # told where the server runs; pages say that it failed, and go on with the old view
            traceback.print_exc()
            self.failure = type(error).__name__
        self.took = time.monotonic() - began
