"""Gold records, alignment, measures, and floors that only go up."""
