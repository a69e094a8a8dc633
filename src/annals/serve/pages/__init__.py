"""The pages of the site, one a file; `ROUTES` says where each lives."""

from __future__ import annotations

from annals.serve.page import Route
from annals.serve.pages import overview

ROUTES: tuple[Route, ...] = (Route("/", overview.page),)
