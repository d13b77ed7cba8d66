# `make demo` and `make test` do all their own set-up: Python 3.11 or newer is all they need.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=

.PHONY: help demo run test lint format bench train lock clean
help:
	@echo "make demo    crawl the bundled replica web, tag it, publish it and serve it on 127.0.0.1"
	@echo "make run     the scheduled job on the real sources (ARGS=\"--since 2024-01-01\" adds options)"
	@echo "make test    every test; make lint: style and types; make bench: speed, as ratios"
	@echo "make train   train the classifiers anew from nlp/texts/train, and print how good they are"
	@echo "make lock    write the lock files anew after a change of dependencies"

demo: $(VENV)/.runtime
	$(BIN)/hallwatch demo $(ARGS)

run: $(VENV)/.runtime
	$(BIN)/hallwatch run $(ARGS)

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder $(ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev
	$(BIN)/python -m tests.bench $(ARGS)

# Writes nlp/models/; the same texts give the same bytes.
train: $(VENV)/.dev
	$(BIN)/python -m nlp.learning.train $(ARGS)

# Hash-checked, so that what is installed is what was tested. uv is used where it is present: it is faster.
define install
	@test -n "$(PYTHON)" || { echo "Hallwatch needs Python 3.11 or newer; set PYTHON=/path/to/python3"; exit 1; }
	@if command -v uv >/dev/null; then \
		{ test -x $(BIN)/python || uv venv -q --python "$(PYTHON)" $(VENV); } && \
		uv pip install -q --python $(BIN)/python --require-hashes -r $(1) && \
		uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .; \
	else \
		{ test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV); } && \
		echo "Installing into $(VENV) (a minute or so, once) ..." && \
		$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $(1) && \
		$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .; \
	fi
	@touch $@
endef

$(VENV)/.runtime: requirements.lock pyproject.toml
	$(call install,requirements.lock)

$(VENV)/.dev: requirements-dev.lock pyproject.toml
	$(call install,requirements-dev.lock)

# No registry addresses in the lock: whoever installs says where from, the hashes say what.
COMPILE := $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --no-header --group build pyproject.toml
lock: $(VENV)/.dev
	$(COMPILE) -o requirements.lock
	$(COMPILE) --extra dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) data build dist
