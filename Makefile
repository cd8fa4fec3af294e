# Everything a newcomer needs is `make graph`, everything a change needs is `make test`.
# Works from a fresh clone with python3 and make; pip is the only thing that uses the network.

PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
LOCK   := requirements-ci.lock
OUT    := output
JOBS   := 2

# The lock is a constraint, not a list: another Python version may need a package that this one does not.
CONSTRAINT := $(if $(wildcard $(LOCK)),-c $(LOCK))
PIP        := $(PY) -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help graph test lint format assets bench bench-serve bench-pictures picture lock clean distclean confidence tagger

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

graph: $(VENV)/.installed ## install, then build the graph of the bundled sample reports into output/
	$(VENV)/bin/kg build -o $(OUT)
	@echo
	@echo "The graph is in $(OUT)/. Open $(OUT)/graph.html in a browser, or ask it:"
	@echo "  $(VENV)/bin/kg query --list"
	@echo "  $(VENV)/bin/kg show 脉图智能"
	@echo "For your own reports: $(VENV)/bin/kg build FOLDER -o $(OUT)"

test: lint ## check format, style and types, then run the tests
	@$(PY) -m pytest -n $(JOBS) --dist loadfile

lint: $(VENV)/.installed-dev ## check format, style and types
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

format: $(VENV)/.installed-dev ## write the format that `make lint` checks
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

assets: ## bundle what pages use of npm packages (needs node and npm; pages do without)
	cd assets && npm ci --silent && node build.mjs

bench: $(VENV)/.installed-dev ## time each stage of a build, and each named query on the graph in $(OUT)/
	PYTHONPATH=tests $(PY) -m benchmarks.stages $(REPORTS)
	PYTHONPATH=tests $(PY) -m benchmarks.queries $(OUT)

bench-serve: $(VENV)/.installed-dev ## time /sparql of kg serve beside the engine alone, and the pages, over the graph in OUT
	PYTHONPATH=tests $(PY) -m benchmarks.endpoint $(OUT)
	PYTHONPATH=tests $(PY) -m benchmarks.pages $(OUT)

bench-pictures: $(VENV)/.installed-dev ## measure graph pages of 400 to 20,000 nodes (needs chromium)
	PYTHONPATH=tests $(PY) -m benchmarks.pictures

tagger: $(VENV)/.installed ## train the tagger of unknown names anew, on the annotated news
	$(PY) -m extract.training.names

confidence: $(VENV)/.installed-dev ## measure how often each rule is right on the annotated reports in ANNOTATIONS (texts in ANNOTATIONS/texts)
	@test -d "$(ANNOTATIONS)/texts" || { echo "give a folder of annotations with the reports in texts/: make confidence ANNOTATIONS=DIR [ADD=1]" >&2; exit 2; }
	$(VENV)/bin/kg build $(ANNOTATIONS)/texts -o build/measured --min-confidence 0
	$(VENV)/bin/kg eval rules --gold $(ANNOTATIONS) -g build/measured --write-rules extract/data/rules/measured.tsv $(if $(ADD),--add)

picture: $(VENV)/.installed-dev ## take the README's picture of the graph page (needs chromium)
	PYTHONPATH=tests $(PY) -m benchmarks.picture .readme/graph-page.png 脉图智能

lock: $(VENV)/.installed-dev ## write the versions that `make test` installs
	$(PIP) install --quiet pip-tools
	CUSTOM_COMPILE_COMMAND="make lock" $(VENV)/bin/pip-compile --quiet --extra dev --strip-extras --upgrade \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host -o $(LOCK) pyproject.toml

clean: ## remove what builds and tests left behind, keep the environment
	find output -mindepth 1 ! -name .gitkeep -delete
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
	find . -path ./$(VENV) -prune -o -name __pycache__ -type d -print0 | xargs -0 rm -rf

distclean: clean ## remove the environment as well
	rm -rf $(VENV)

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "medai-kg needs Python 3.11 or newer, $(PYTHON) is older; try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo "$(PYTHON) could not make a virtual environment; on Debian: apt install python3-venv" >&2; exit 1; }

$(VENV)/.installed: pyproject.toml $(wildcard $(LOCK)) | $(PY)
	$(PIP) install --quiet $(CONSTRAINT) -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml $(wildcard $(LOCK)) | $(PY)
	$(PIP) install --quiet $(CONSTRAINT) -e '.[dev]'
	@touch $@ $(VENV)/.installed
