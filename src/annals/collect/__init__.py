"""A path, a folder or standard input → Documents; one reader a format."""
