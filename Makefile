# Two ways in: `make demo` shows what Golden Thread does, `make test` proves that it works.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements.lock

.PHONY: demo test lint types docs bench fuzz clean

demo: $(VENV)/.demo
	$(BIN)/goldenthread run corpus/ --output output/

test: $(VENV)/.dev lint types
	$(BIN)/pytest

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy
	$(BIN)/mypy --strict corpus/build_demo.py corpus/demo_builder

# The pages and blocks that a program writes; with GOLDENTHREAD_CORPUS set, the figures of published documents too.
docs: $(VENV)/.dev
	$(BIN)/python -m pipeline.schema_page docs/schema.md
	$(BIN)/python -m tests.readme

bench: $(VENV)/.dev
	$(BIN)/python -m tests.benchmarks

# An hour by default; MINUTES=5, or python -m tests.fuzz --target owner, for less.
MINUTES ?= 60
fuzz: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c $(LOCK) -e ".[dev,fuzz]"
	$(BIN)/python -m tests.fuzz --minutes $(MINUTES)

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: $(VENV)/bin/python pyproject.toml $(LOCK)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c $(LOCK) -e ".[browse]"
	touch $@

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml $(LOCK)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c $(LOCK) -e ".[dev]"
	touch $@ $(VENV)/.demo

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
