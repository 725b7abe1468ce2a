# Two commands: `make run` starts the product, `make test` runs all tests.
# Everything they need is installed by them, into this folder (.venv, .models, frontend/node_modules).

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
MODELS_DIR ?= .models
DATA_DIR ?= data
FRONTEND_SOURCES := $(shell find frontend -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null)
export MODELS_DIR DATA_DIR

.PHONY: run test install models frontend check unit gpu e2e bench screenshots clean

run: install models frontend
	@exec $(BIN)/synthetic-patients serve

install: $(VENV)/.installed
models: $(MODELS_DIR)/.checked
frontend: frontend/dist/index.html

$(VENV)/.installed: pyproject.toml
	@echo "== Installing the server (a few minutes the first time)"
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed: apt-get install python3.11 python3.11-venv, or PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "The venv module is missing: apt-get install python3.11-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --upgrade pip
	@$(BIN)/python -m pip install --progress-bar on -e .
	@touch $@

$(MODELS_DIR)/.checked: $(VENV)/.installed app/weights/manifest.toml
	@echo "== Fetching the weights of voice, ears and language (about 400 MB the first time)"
	@$(BIN)/synthetic-patients models get
	@touch $@

frontend/node_modules/.installed: frontend/package-lock.json
	@echo "== Installing what builds the pages"
	@command -v npm >/dev/null || { echo "Node 20 with npm is needed: https://nodejs.org, or your distribution's nodejs and npm"; exit 1; }
	@cd frontend && npm ci --no-audit --no-fund
	@touch $@

frontend/dist/index.html: frontend/node_modules/.installed $(FRONTEND_SOURCES)
	@echo "== Building the pages"
	@cd frontend && npm run build
	@touch $@

$(VENV)/.test-installed: $(VENV)/.installed
	@bash tests/machine.sh
	@$(BIN)/python -m pip install --quiet -e '.[test]'
	@touch $@

test: $(VENV)/.test-installed models frontend check unit gpu e2e

check: $(VENV)/.test-installed frontend/node_modules/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	cd frontend && npm run check

unit: $(VENV)/.test-installed models
	$(BIN)/python -m pytest tests/unit tests/integration

gpu: .venv-gpu/.installed
	.venv-gpu/bin/python -m pytest tests/gpu

.venv-gpu/.installed: pyproject.toml tests/gpu/install.sh
	@echo "== Installing the engines of the extra gpu, for their tests"
	@bash tests/gpu/install.sh
	@touch $@

e2e: $(VENV)/.test-installed models frontend
	# In real time beside two browsers: a test that lost its core for a moment is tried again.
	$(BIN)/python -m pytest tests/e2e --reruns 2 --reruns-delay 3

bench: $(VENV)/.test-installed models
	@for bench in tests/bench/[a-z]*.py; do echo "== $$bench"; $(BIN)/python -m tests.bench.$$(basename $$bench .py); done

screenshots: $(VENV)/.test-installed models frontend
	$(BIN)/python -m tests.e2e.screenshots

clean:
	rm -rf $(VENV) $(MODELS_DIR) frontend/node_modules frontend/dist
