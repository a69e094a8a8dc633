"""The pages of the site, one a file; `ROUTES` says where each lives."""

from __future__ import annotations

from annals.serve.page import Route
from annals.serve.pages import (
    about,
    control,
    event,
    losses,
    names,
    overview,
    points,
    review,
    rivals,
    source,
    sources,
    truces,
)

ROUTES: tuple[Route, ...] = (
    Route("/", overview.page),
    Route("/map", points.page),
    Route("/e/{id}", event.page, event.paths),
    Route("/s/{id}", source.page, source.paths),
    Route("/losses", losses.page),
    Route("/losses/{id}", losses.one, losses.paths),
    Route("/rivals", rivals.page),
    Route("/control", control.page),
    Route("/truces", truces.page),
    Route("/actors", names.actors),
    Route("/actors/{id}", names.actor, names.actor_paths),
    Route("/places", names.places),
    Route("/places/{id}", names.place, names.place_paths),
    Route("/sources", sources.page),
    Route("/review", review.page),
    Route("/review/decisions", review.decisions),
    Route("/review/{id}", review.one),
    Route("/about", about.page),
)
