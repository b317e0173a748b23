# Two commands for a newcomer: `make demo` and `make test`. Each sets up what it needs, once.
# Another Python: `make test PYTHON=python3.13` (it makes .venv, so remove an old one first).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/.stamps
WORKERS ?= 2
# --verifytypes asks the first python on the path where packages are, whatever else it is told.
PYRIGHT := PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/pyright

# The package under test is the installed one, never a folder that a caller's variable names.
unexport PYTHONPATH
# pip says nothing of itself, and asks nothing.
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
# pyright comes with its program and its node; newer ones are a matter of pyproject.toml.
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1

# What a step says matters only if it fails.
quietly = { $(1); } >$(VENV)/.said 2>&1 || { cat $(VENV)/.said; exit 1; }

.PHONY: help demo test check heavy fuzz coverage structure generate pictures data lint types imports wheel docs site tests oldest newest pythons format clean faults
.DELETE_ON_ERROR:

help:
	@echo "make demo    set up and show the built-in chronicle: anniversaries, meetings, a series"
	@echo "make test    set up and run everything that must hold"
	@echo "make check   the quick inner loop: style, types and the fast tests"
	@echo "make faults  writes that fail, are killed or meet each other, with their figures"
	@echo "make heavy   every property with thousands of examples (long)"
	@echo "make coverage  which lines and branches the tests run"
	@echo "make structure how large and entangled the code is, beside the last release or AGAINST=REVISION"
	@echo "make fuzz    bytes that no reader has seen, for FUZZ_SECONDS (60) each"
	@echo "make oldest  the fast tests with the oldest versions of all dependencies"
	@echo "make newest  the same with the newest ones that there are"
	@echo "make pythons  what is written, to the byte, by each Python of PYTHONS"
	@echo "make docs    build the documentation into site/"
	@echo "make site    look at every page in a browser: it fits, is quiet and accessible"
	@echo "make generate  write anew what is made from the code: the JSON Schemas and pages"
	@echo "make pictures  draw every picture of the pages anew"
	@echo "make data    the built-in data as files for a release, into dist/data"
	@echo "make format  put the code in its canonical form"
	@echo "make clean   remove what the other commands made, .venv included"

demo: $(STAMPS)/package
	@$(BIN)/python -m cstoevents demo

# Each of these has one process: two at a time, and then the tests, which share out the cores.
test: $(STAMPS)/dev
	@$(MAKE) --no-print-directory --jobs=2 lint types imports docs wheel
	@$(MAKE) --no-print-directory tests

check: $(STAMPS)/dev
	@echo "== style"
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@echo "== types"
	@$(BIN)/mypy --no-error-summary
	@echo "== fast tests (laws, oracles and documents are for make test)"
	@HYPOTHESIS_PROFILE=quick $(BIN)/pytest -q -n $(WORKERS) --dist loadfile -m "not slow and not heavy" \
		tests --ignore=tests/laws --ignore=tests/oracles

faults: $(STAMPS)/dev
	@$(BIN)/pytest -q -s tests/test_folders.py tests/test_files.py
	@$(BIN)/pytest -q tests/test_csv.py -k TestWritesThatBreakOff

heavy: $(STAMPS)/dev
	@HYPOTHESIS_PROFILE=heavy $(BIN)/pytest -q -n $(WORKERS) --dist loadfile

coverage: $(STAMPS)/dev
	@$(BIN)/pytest -q -n $(WORKERS) --dist loadfile -m "not heavy" \
		--cov=cstoevents --cov-branch --cov-report=term:skip-covered

structure: $(STAMPS)/dev
	@$(BIN)/python -m benchmarks structure $(if $(AGAINST),--against $(AGAINST))

fuzz: $(STAMPS)/fuzz
	@set -e; for target in tests/fuzz/fuzz_*.py; do \
		echo "== $$target"; $(BIN)/python $$target; \
	done

lint: $(STAMPS)/dev
	@echo "== style: ruff, and no function too complex to follow"
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(call quietly,$(BIN)/complexipy src --max-complexity-allowed 15 --failed)

types: $(STAMPS)/dev
	@echo "== types: mypy --strict"
	@$(BIN)/mypy --no-error-summary
	@echo "== types: pyright, and every public name typed"
	@$(call quietly,$(PYRIGHT))
	@$(call quietly,$(PYRIGHT) --ignoreexternal --verifytypes cstoevents)

imports: $(STAMPS)/dev
	@echo "== imports go one way"
	@$(call quietly,$(BIN)/lint-imports --no-cache)

docs: $(STAMPS)/dev
	@echo "== documentation: mkdocs build --strict"
	@said=$$($(BIN)/mkdocs build --strict --site-dir site 2>&1) || { echo "$$said"; exit 1; } # --quiet hides warnings from --strict, too

site: $(STAMPS)/dev
	@which chromium chromium-browser google-chrome | grep -q . || { echo "no Chromium or Chrome is on the path" >&2; exit 1; }
	@$(BIN)/pytest -q -n $(WORKERS) --dist load tests/site

wheel: $(STAMPS)/dev
	@echo "== wheel: built, installed into an empty environment and used there"
	@$(BIN)/python tests/wheel/build_and_try.py

tests: $(STAMPS)/dev
	@echo "== tests, documents and docstrings"
	@$(BIN)/pytest -n $(WORKERS) --dist loadfile -m "not heavy"

oldest: $(STAMPS)/dev
	@echo "== the fast tests with the oldest versions that pyproject.toml allows"
	@$(BIN)/python tests/oldest/install_and_test.py oldest $(VENV)-oldest

newest: $(STAMPS)/dev
	@echo "== the fast tests with the newest versions that pyproject.toml allows"
	@$(BIN)/python tests/oldest/install_and_test.py newest $(VENV)-newest

# Each writes the same bytes as the Python of .venv. Those that aren't there are told and left out.
PYTHONS ?= python3.11 python3.12 python3.13 python3.14 python3.14t
pythons: $(STAMPS)/dev
	@$(BIN)/python tests/determinism/in_pythons.py $(PYTHONS)

format: $(STAMPS)/dev
	@$(BIN)/ruff check --fix --quiet
	@$(BIN)/ruff format --quiet

# What the tests compare with the code, and say is out of date.
generate: $(STAMPS)/dev
	@$(BIN)/python -c 'from cstoevents.formats import schema; open("src/cstoevents/formats/chronicle.schema.json", "wb").write(schema.dumps())'
	@$(BIN)/python -c 'from cstoevents.cli import schema; open("src/cstoevents/cli/answers.schema.json", "wb").write(schema.dumps())'
	@$(BIN)/python tests/test_checks.py
	@$(BIN)/python tests/test_formats_page.py
	@$(BIN)/python tests/test_cli.py
	@$(BIN)/python tests/test_codebook.py
	@$(BIN)/python tests/test_pictures.py

# Every picture anew, after a change in how charts are drawn.
pictures: $(STAMPS)/dev
	@$(BIN)/python tests/test_pictures.py all

# A release of the data: the same bytes from the same data, whenever and wherever it is made.
data: $(STAMPS)/dev
	@rm -rf dist/data && mkdir -p dist/data
	@for ending in json zip sqlite xlsx jsonld; do \
		$(BIN)/cstoevents convert built-in dist/data/csto.$$ending 2>/dev/null || exit 1; \
	done
	@cp LICENSE-DATA docs/data/codebook.md docs/data/changes.md dist/data
	@cd dist/data && sha256sum * >SHA256SUMS && echo "dist/data: $$(ls | tr '\n' ' ')"

clean:
	rm -rf $(VENV) $(VENV)-oldest $(VENV)-newest build dist site .hypothesis .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

$(STAMPS)/package: pyproject.toml | $(BIN)/python
	@echo "== setting up: the package, into $(VENV)"
	@$(BIN)/python -m pip install -qq --editable .
	@mkdir -p $(STAMPS) && touch $@

# Dependency groups need pip 25.1; pythons of 3.11 to 3.13 bring older ones.
$(STAMPS)/dev: pyproject.toml | $(BIN)/python
	@echo "== setting up: the package and what its tests need, into $(VENV) (some minutes, once)"
	@$(BIN)/python -m pip install -qq 'pip>=25.1'
	@$(BIN)/python -m pip install -qq --editable '.[charts,excel,ics,testing]' --group dev
	@mkdir -p $(STAMPS) && touch $(STAMPS)/package $@

$(STAMPS)/fuzz: $(STAMPS)/dev
	@$(BIN)/python -m pip install -qq --group fuzz
	@touch $@

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is not there: install Python 3.11 or newer, or name one: make $(MAKECMDGOALS) PYTHON=/path/to/python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is $$($(PYTHON) --version 2>&1), too old: install Python 3.11 or newer, or name one: make $(MAKECMDGOALS) PYTHON=/path/to/python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) has no venv module: install it (Debian and Ubuntu: apt install python3-venv), or name another Python: make $(MAKECMDGOALS) PYTHON=/path/to/python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -f $@; exit 1; }
