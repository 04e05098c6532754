# `make serve` and `make ask Q="…"` set everything up and do the main job; `make test` checks it all.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
unexport Q

ROUNDS ?= 300

.PHONY: help serve ask install test soak lint eval rivals bench bench-docs lock pictures screenshots clean

help: ## Show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 18

serve: install ## Open the page on http://127.0.0.1:8000
	@$(BIN)/communique serve

ask: export QUESTION = $(value Q)
ask: install ## Answer one question in the terminal: make ask Q="…"
	@$(BIN)/communique ask -- "$$QUESTION" || test $$? -eq 3 # silence is an answer too

install: .venv/.installed ## Set up the environment in .venv

.venv/.installed: requirements.lock pyproject.toml
	@test -x $(BIN)/python || "$(PYTHON)" -m venv .venv
	@echo "Installing the locked packages into .venv (a few minutes the first time) …" >&2
	@$(BIN)/pip install -qq --disable-pip-version-check -r requirements.lock
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

test: install lint ## Run every check and every test
	@scripts/install-for-tests
	$(BIN)/pytest --numprocesses=auto --dist=loadfile

soak: install ## Kill it, fill the disk, crowd it (ROUNDS=300), add 10,000 documents
	$(BIN)/python -m tests.soak --rounds $(ROUNDS)

lint: install ## Check style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: install ## Measure the answers and hold them against the reference run
	$(BIN)/communique eval gate

bench: install .venv-rivals/.installed ## Measure speed and memory beside rivals and bare loops
	$(BIN)/python -m eval.bench

bench-docs: install .venv-rivals/.installed ## The same, and write docs/BENCHMARKS.md
	$(BIN)/python -m eval.bench --write

pictures: install ## Take the pictures of the pages that the README shows
	@scripts/install-for-tests
	$(BIN)/python -m tests.pictures

FOLDER ?= screenshots

screenshots: install ## Take pictures of every page in every state (FOLDER=screenshots)
	@scripts/install-for-tests
	$(BIN)/python -m tests.pictures --all "$(FOLDER)"

rivals: install .venv-rivals/.installed ## Measure txtai, Haystack and LlamaIndex beside ours
	$(BIN)/python -m eval.rivals

.venv-rivals/.installed: requirements-rivals.lock
	@test -x .venv-rivals/bin/python || "$(PYTHON)" -m venv .venv-rivals
	@echo "Installing the rivals into .venv-rivals …" >&2
	@.venv-rivals/bin/pip install -qq --disable-pip-version-check -r requirements-rivals.lock
	@touch $@

lock: install ## Resolve the dependencies anew into requirements.lock
	$(BIN)/pip-compile --quiet --upgrade --extra dev --allow-unsafe --strip-extras --no-annotate \
		--no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		--output-file requirements.lock pyproject.toml
	sed -i 's/^\(torch==[0-9.]*\)+.*/\1/' requirements.lock

clean: ## Remove the environment and the built index
	rm -rf .venv .venv-rivals .communique
