"""One exporter a file, each with a report of what it had to leave out."""
