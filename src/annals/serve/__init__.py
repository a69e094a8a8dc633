"""The page: a record looked at in a browser, from a local server or as files."""
