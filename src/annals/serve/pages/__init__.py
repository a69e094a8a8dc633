"""The pages of the site, one a file; `ROUTES` says where each lives."""

from __future__ import annotations

from annals.serve.page import Route
from annals.serve.pages import event, overview, source

ROUTES: tuple[Route, ...] = (
    Route("/", overview.page),
    Route("/e/{id}", event.page, event.paths),
    Route("/s/{id}", source.page, source.paths),
)
