"""Words → days, places, actors and sides."""
