"""The record file: an embedded SQLite database that is only ever added to."""
