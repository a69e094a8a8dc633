PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check score bench script
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

# The page's script and the map library that it loads: only for who changes them, and the only thing that needs node.
script:
	mkdir -p build/script
	rm -f build/script/*.ts
	cp -R src/annals/serve/script/. build/script/
	cd build/script && npm ci --silent && npm run --silent check && npm run --silent build -- ../../src/annals/serve/static

.venv/ready: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@
