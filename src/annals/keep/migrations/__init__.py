"""Steps from one version of the record file to the next: `0002_<what>.sql` makes version 2 of a file of version 1.

Each step runs in one transaction with the change of `PRAGMA user_version`, so a file is never between two versions.
A step may drop and make triggers, views and indexes and add tables and columns, or make a table again with every row of
the old; it changes no row that people or readers wrote. `schema.sql` is always the newest version, whole: a test holds
that every step leads to it.
"""
