"""A sentence or an infobox row → statements and claims, in words."""
