PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check score bench
demo: .venv/ready
	@$(BIN)/python examples/demo.py

test: .venv/ready
	$(BIN)/python -m pytest

check: .venv/ready
	$(BIN)/ruff format --check src tests examples
	$(BIN)/ruff check src tests examples
	$(BIN)/mypy

score: .venv/ready
	$(BIN)/python -m annals.score

bench: .venv/ready
	$(BIN)/python -m tests.bench

.venv/ready: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@
