"""What a server has before it: the record, its view, and the answers that it gave."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.requests import Request

from annals.keep.record import Record
from annals.serve import making
from annals.serve.answers import Answers
from annals.serve.changes import author
from annals.serve.makers import Makers, suitable
from annals.serve.making import Made, Order
from annals.serve.remake import FAILED, PATIENCE, UNDERWAY, Remaking
from annals.serve.view import View, state_of


class Desk:
    """The record that is being looked at, and its view; the view is made anew when the record has grown.

    While that takes its time the old view serves on, and pages say so (`stale`). `token` is what a form must hold to
    change the record; there is none where it may only be read.
    """

    def __init__(self, record: Path, *, read_only: bool = False, processes: int | None = None) -> None:
        self.path = record
        self.token = None if read_only else secrets.token_urlsafe(24)
        self.record = Record.open(record)
        self.view = View.of(record)
        self.answers = Answers()
        count = suitable(self.view) if processes is None else processes
        self._makers = Makers(record, count) if count else None
        self.stale: str | None = None
        self._seen: object = None
        self._state, self._whole = self.view.about["state"], ""
        self._making: Remaking | None = None
        self._patience = PATIENCE
        self._held: dict[View, int] = {}

    def look(self) -> None:
        """Look whether the record has grown; then the view is made anew, and what was answered holds no longer."""
        seen = self.record.touched()
        if seen != self._seen:
            whole = self.record.state()
            if whole != self._whole:
                self._state, self._whole = state_of(self.record), whole
                self.answers.clear()
            self._seen = seen
        if self.view.about["state"] != self._state:
            self._renew()

    def _renew(self) -> None:
        """Take up the view that was made, if it is ready, though the record may have grown; else have one made."""
        if self._making is None or (self._making.failure is not None and self._making.of != self._state):
            self._making = Remaking(self.path, self._state)
        making = self._making
        if not making.ready(self._patience):
            self._patience = 0.0  # it is a large one: let nobody wait for the next
            self._tell(UNDERWAY)
        elif making.made is None:
            self._tell(FAILED.format(making.failure))
        else:
            self._take(View(making.made))
            self._making = None
            self._patience = PATIENCE if making.took < PATIENCE else 0.0
            self._tell(None if self.view.about["state"] == self._state else UNDERWAY)

    def _take(self, view: View) -> None:
        """Go on with another view; the one before is closed as soon as nothing is made from it any more."""
        before, self.view = self.view, view
        if before not in self._held:
            before.close()

    def _tell(self, stale: str | None) -> None:
        """Say on pages what they show; what was answered before said otherwise."""
        if stale != self.stale or stale is None:
            self.answers.clear()
        self.stale = stale

    def order(self, request: Request, route: str, form: str | None) -> Order:
        """What a request asks to be made."""
        return Order(
            route=route,
            parts={name: str(value) for name, value in request.path_params.items()},
            path=request.url.path,
            pairs=request.query_params.multi_items(),
            view=str(self.view.path.absolute()),
            state=self.view.about["state"],
            block=request.headers.get("annals-part", ""),
            form=form,
            token=self.token,
            author=author(request),
            stale=self.stale,
        )

    async def make(self, order: Order) -> Made:
        """Make what is ordered, here or in a process beside this one."""
        made = None if self._makers is None else await self._makers.make(order)
        return making.made(order, self.record, self.view) if made is None else made

    @contextmanager
    def pieces(self, order: Order) -> Iterator[Iterator[bytes]]:
        """A large answer, piece by piece, here; the view that it is made from stays open until it is sent."""
        view = self.view
        self._held[view] = self._held.get(view, 0) + 1
        try:
            yield making.pieces(order, self.record, view)
        finally:
            self._held[view] -= 1
            if not self._held[view]:
                del self._held[view]
                if view is not self.view:
                    view.close()

    async def end(self) -> None:
        """End the processes beside this one."""
        if self._makers is not None:
            await self._makers.close()

    def close(self) -> None:
        """Close the files."""
        self.view.close()
        self.record.close()
