"""Document → infobox rows cut into fields, passages, sentences."""
