"""How fast annals is, measured beside what it is built on: `python -m tests.bench` (this is `make bench`)."""
